"""Quantities as news writes them: percentages, multiples, counts, and numbers that are none."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_text import unmark
from plain_tables import plain_tables

from etl.extract.money import find_money
from etl.extract.quantities import find_quantities
from etl.lexicon import Lexicon

CASES = tomllib.loads((Path(__file__).parent / "cases" / "quantities.toml").read_text(encoding="utf-8"))[
    "case"
]
NO_DATES = pl.DataFrame(schema={"article_id": pl.String, "start_char": pl.UInt32, "end_char": pl.UInt32})
LEXICON = Lexicon()


def read(texts: list[str], cells: list[tuple[object, ...]] | None = None) -> pl.DataFrame:
    """The quantities of some texts without dates."""
    tables = plain_tables(texts, cells)
    return find_quantities(tables, LEXICON, find_money(tables, LEXICON), NO_DATES)


def written(row: dict[str, Any]) -> str:
    """A mention as the cases write it."""
    low, high = (f"{Decimal(row[name]).normalize():f}" for name in ("value_min", "value_max"))
    parts = [row["kind"], low if low == high else f"{low}-{high}"]
    parts += [row["hedge"]] if row["hedge"] != "exact" else []
    parts += [f"of:{row['unit']}"] if row["unit"] else []
    return " ".join(parts)


@pytest.fixture(scope="module")
def found() -> pl.DataFrame:
    """The quantities of all cases, read as one batch."""
    return read([unmark(case["text"])[0] for case in CASES])


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["note"] for case in CASES])
def test_a_case_reads_as_written(number: int, found: pl.DataFrame) -> None:
    case = CASES[number]
    text, spans = unmark(case["text"])
    rows = found.filter(pl.col("article_id") == str(number)).to_dicts()
    assert [text[row["start_char"] : row["end_char"]] for row in rows] == [text[a:b] for a, b in spans]
    assert [(row["start_char"], row["end_char"]) for row in rows] == spans
    assert [written(row) for row in rows] == case.get("reads", [])


def test_a_bare_number_in_a_table_counts_what_its_head_names() -> None:
    text = "US share sales | 243 | 2024\nMargin | 12 | 13"
    cells = [
        ("0", 1, 17, 20, "243", "US share sales", "2024", None, 0),
        ("0", 2, 23, 27, "2024", "US share sales", "2025", None, 0),
        ("0", 1, 37, 39, "12", "Margin", "2024", None, 0),
    ]
    assert [written(row) for row in read([text], cells).to_dicts()] == ["count 243 of:US share sales"]


def test_a_quantity_overlaps_no_date() -> None:
    tables = plain_tables(["In 300 AD sales rose by 12 boats."])
    dates = pl.DataFrame({"article_id": ["0"], "start_char": [3], "end_char": [9]}).cast(
        dict(NO_DATES.schema)
    )
    found = find_quantities(tables, LEXICON, find_money(tables, LEXICON), dates)
    assert found["surface"].to_list() == ["12 boats"]


@given(
    st.text(alphabet="0123456789,.-% x\ntimesfoldpeople and to\u202f\u2013|+\uff05\uff0b\uff04", max_size=120)
)
@settings(max_examples=10)
def test_on_any_text_spans_hold_their_surface_and_do_not_overlap(text: str) -> None:
    end = 0
    for row in read([text]).to_dicts():
        assert row["start_char"] >= end
        assert text[row["start_char"] : row["end_char"]] == row["surface"]
        assert 0 <= row["value_min"] <= row["value_max"]
        assert (row["unit"] is None) == (row["kind"] != "count")
        end = row["end_char"]
