"""The data dictionary is kept in the project; here it is held against contracts and SQL."""

from pathlib import Path

from etl.contracts.compiled import table_specs
from etl.warehouse.dictionary import DICTIONARY, data_dictionary
from etl.warehouse.models import list_models


def test_the_data_dictionary_is_that_of_the_contracts_and_the_sql(project: Path) -> None:
    wanted = data_dictionary(project / "sql")
    assert DICTIONARY.read_text("utf-8") == wanted, "stale: run python -m etl.warehouse.dictionary"


def test_every_table_mart_and_function_has_its_section(project: Path) -> None:
    sections = [line for line in DICTIONARY.read_text("utf-8").splitlines() if line.startswith("## ")]
    named = [line.removeprefix("## `").split("(")[0].rstrip("`") for line in sections]
    models = [model.name for model in list_models(project / "sql") if model.kind in ("mart", "function")]
    assert sorted(named) == sorted([*table_specs(), *models])


def test_a_mart_has_its_grain_and_its_columns() -> None:
    [section] = [
        part for part in DICTIONARY.read_text("utf-8").split("\n## ") if part.startswith("`mart_price_list`")
    ]
    assert "Grain: a price claim and one of its subjects." in section
    assert "| `product_id` | varchar |" in section
