"""What Dagster shows of a table: its schema from the contract, its counts, a few of its rows."""

from collections.abc import Iterable, Sequence
from typing import Any

import dagster as dg

from etl.contracts.compiled import ColumnSpec, table_specs

CELL = 60  # characters of a cell in a sample; a whole article would bury the others


def table_schema(table: str) -> dg.TableSchema:
    """The contract of a table as a Dagster schema: types, meaning with its unit, constraints."""
    spec = table_specs()[table]
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=column.sql_type,
                description=_meaning(column),
                constraints=dg.TableColumnConstraints(
                    nullable=column.is_nullable,
                    unique=spec.key == [column.name],
                    other=column.constraints,
                ),
            )
            for column in spec.columns
        ],
        constraints=dg.TableConstraints(other=["one row for each " + ", ".join(spec.key)]),
    )


def _meaning(column: ColumnSpec) -> str:
    return column.description + (f" Unit: {column.unit}." if column.unit else "")


def markdown_table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as a Markdown table. Long cells are cut, null is empty; nothing in a cell can break the table.

    >>> print(markdown_table(["sentence", "amount"], [("a | b\\n*c*", None)]))
    | sentence | amount |
    | --- | --- |
    | a \\| b \\*c\\* |  |
    """
    lines = [names, ["---"] * len(names), *([_cell(value) for value in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = " ".join(str(value).split())
    text = text if len(text) <= CELL else text[: CELL - 1] + "…"
    return "".join("\\" + c if c in r"\|*_`[]<>#" else c for c in text)
