"""The data dictionary, `docs/data_dictionary.md`: tables by contract, marts and functions by SQL.

`python -m etl.warehouse.dictionary` rewrites it; a test fails where it is stale.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl.contracts.compiled import create_all
from etl.contracts.generate import data_dictionary as tables_dictionary
from etl.warehouse.installing import install_models
from etl.warehouse.models import Model, installed_models
from etl.warehouse.published import connect

PROJECT = Path(__file__).parents[2]
DICTIONARY = PROJECT / "docs" / "data_dictionary.md"
SQL = PROJECT / "sql"


def data_dictionary(sql_dir: Path) -> str:
    """The data dictionary as Markdown: tables, then marts with their headers and columns, then functions."""
    models = sorted(installed_models(sql_dir), key=lambda model: model.name)
    with connect() as con:
        create_all(con)
        install_models(con, sql_dir)
        marts = [line for model in models if model.kind == "mart" for line in _mart(con, model)]
    functions = [line for model in models if model.kind == "function" for line in _function(model)]
    lines = [
        "",
        "# Marts",
        "",
        "Each is a query in `sql/marts/`, here with its header. Beside it is a macro, `mart_x_as_of(…)`:",
        "the same as the ledger held it at that moment.",
        *marts,
        "",
        "# Functions",
        "",
        "Each is an expression in `sql/functions/`, which marts call and any query may.",
        *functions,
    ]
    return tables_dictionary() + "\n".join(lines) + "\n"


def _mart(con: duckdb.DuckDBPyConnection, model: Model) -> Iterator[str]:
    """The section of a mart: what its header says, and a row a column."""
    yield from ("", f"## `{model.name}`", "", *_prose(model), "", "| column | type |", "| --- | --- |")
    columns = con.execute(f"select column_name, column_type from (describe {model.name})").fetchall()
    yield from (f"| `{name}` | {sql_type.lower()} |" for name, sql_type in columns)


def _function(model: Model) -> Iterator[str]:
    """The section of a function: how it is called and what its header says."""
    yield from ("", f"## `{model.name}({model.takes})`", "", *_prose(model))


def _prose(model: Model) -> Iterator[str]:
    """The lines of a header, those that begin with a heading as paragraphs of their own."""
    before = ""
    for line in model.description.splitlines():
        word, colon, _ = line.partition(":")
        if before and colon and word.replace("_", "").isalpha():
            yield ""
        yield line
        before = line


def main() -> None:
    """Rewrite the data dictionary."""
    DICTIONARY.write_text(data_dictionary(SQL), encoding="utf-8")


if __name__ == "__main__":
    main()
