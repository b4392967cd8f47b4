"""Money as news writes it: a table of cases from many countries, what is money and what is not."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from marked_text import unmark
from plain_tables import plain_tables

from etl.extract.money import find_money
from etl.lexicon import Lexicon

CASES = tomllib.loads((Path(__file__).parent / "cases" / "money.toml").read_text(encoding="utf-8"))["case"]


def written(row: dict[str, Any]) -> str:
    """A mention as the cases write it."""
    low, high = (f"{Decimal(row[name]).normalize():f}" for name in ("amount_min", "amount_max"))
    parts = [low if low == high else f"{low}-{high}", row["currency"]]
    parts += [row["hedge"]] if row["hedge"] != "exact" else []
    parts += [f"per:{row['per']}"] if row["per"] else []
    return " ".join(parts)


def expected(line: str) -> str:
    """A line of `reads` with its amounts in their shortest form."""
    amount, rest = line.split(" ", 1)
    return "-".join(f"{Decimal(end).normalize():f}" for end in amount.split("-")) + " " + rest


@pytest.fixture(scope="module")
def found(lexicon: Lexicon) -> pl.DataFrame:
    """The mentions of all cases, read as one batch."""
    return find_money(plain_tables([unmark(case["text"])[0] for case in CASES]), lexicon)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["note"] for case in CASES])
def test_a_case_reads_as_written(number: int, found: pl.DataFrame) -> None:
    case = CASES[number]
    text, spans = unmark(case["text"])
    rows = found.filter(pl.col("article_id") == str(number)).to_dicts()
    assert [text[row["start_char"] : row["end_char"]] for row in rows] == [text[a:b] for a, b in spans]
    assert [(row["start_char"], row["end_char"]) for row in rows] == spans
    assert [written(row) for row in rows] == [expected(line) for line in case.get("reads", [])]
