"""What is generated from the contracts is kept in the project; here it is held against them."""

import tomllib
from pathlib import Path

import duckdb
import pytest

from etl import VERSION
from etl.contracts import MODELS, TABLES
from etl.contracts.compiled import COMPILED, create_all, ddl, lake_schema, table_specs
from etl.contracts.generate import compile_contracts, rendered
from etl.contracts.validate import empty

REMEDY = "stale: run python -m etl.contracts.generate"


def test_the_compiled_contracts_are_those_of_the_models() -> None:
    assert COMPILED.read_text("utf-8") == rendered(compile_contracts()), REMEDY


def test_the_package_and_the_project_file_have_one_version(project: Path) -> None:
    assert tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION


def test_every_model_is_a_table() -> None:
    assert list(TABLES) == list(table_specs())
    assert len(TABLES) == len(MODELS)


@pytest.mark.parametrize("table", list(table_specs()))
def test_every_column_says_what_it_means(table: str) -> None:
    for column in table_specs()[table].columns:
        assert column.description.endswith((".", "…")), f"{table}.{column.name}"
    assert set(table_specs()[table].key) <= {column.name for column in table_specs()[table].columns}


@pytest.mark.parametrize("table", [name for name, spec in table_specs().items() if spec.in_lake])
def test_an_empty_frame_has_the_lake_columns(table: str) -> None:
    if table.startswith("history_"):
        pytest.skip("a table of the warehouse alone")
    assert dict(empty(table).schema) == lake_schema(table)


@pytest.mark.parametrize("table", list(table_specs()))
def test_referenced_tables_have_one_key(table: str) -> None:
    for column in table_specs()[table].columns:
        if column.references is not None:
            assert len(table_specs()[column.references].key) == 1


def test_tables_are_created_as_declared() -> None:
    with duckdb.connect() as con:
        create_all(con)
        for name, spec in table_specs().items():
            found = con.execute(
                "select column_name, data_type, is_nullable from duckdb_columns() where table_name = ?",
                [name],
            ).fetchall()
            if spec.kept != "table":
                assert not found
                continue
            wanted = [(c.name, c.sql_type.upper().replace(", ", ","), c.is_nullable) for c in spec.columns]
            assert found == wanted, ddl(name)


def test_history_is_the_plain_table_and_its_clocks() -> None:
    """Columns are declared once: what a claim gains, its history gains too."""
    claims, history = table_specs()["fact_claim"].columns, table_specs()["history_claim"].columns
    assert [column.name for column in history] == [*(column.name for column in claims), "superseded_at"]
    articles, history = table_specs()["dim_article"].columns, table_specs()["history_article"].columns
    assert [column.name for column in history] == [
        *(column.name for column in articles),
        "recorded_at",
        "superseded_at",
    ]
