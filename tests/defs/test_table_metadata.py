"""What Dagster shows of tables: cells that hold anything at all must not break the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.defs.metadata import CELL, markdown_table, table_schema


@pytest.mark.parametrize(
    ("value", "shown", "why"),
    [
        (None, "", "null is empty, not the word None"),
        ("a|b", "a\\|b", "a bar would open a new column"),
        ("two\nlines", "two lines", "a line break would end the row"),
        ("<script>", "\\<script\\>", "no markup of an article's own"),
        ("x" * 100, "x" * (CELL - 1) + "…", "a whole article would bury the other columns"),
        ([1, 2], "\\[1, 2\\]", "lists as they are"),
    ],
)
def test_a_cell_shows(value: object, shown: str, why: str) -> None:
    row = markdown_table(["head"], [[value]]).splitlines()[-1]
    assert row == f"| {shown} |", why


@given(st.lists(st.text(), min_size=3, max_size=3))
def test_no_text_adds_a_row_or_a_column(cells: list[str]) -> None:
    lines = markdown_table(["a", "b", "c"], [cells]).split("\n")
    assert len(lines) == 3
    bars = lines[2].replace("\\\\", "").replace("\\|", "").count("|")
    assert bars == 4


def test_the_schema_carries_units_and_constraints() -> None:
    column = {c.name: c for c in table_schema("fact_claim").columns}["amount_min"]
    assert column.type == "decimal(38, 12)"
    assert str(column.description).endswith("Unit: currency.")
    modality = {c.name: c for c in table_schema("fact_claim").columns}["modality"]
    assert "hypothetical" in modality.constraints.other[0]
    assert not modality.constraints.nullable
