"""Bare numbers in tables: what their heads, the corner and the caption make of them."""

import hashlib
from decimal import Decimal

import polars as pl
import pytest

from etl.extract.money import find_money
from etl.ingest.batch import ingest_batch
from etl.lexicon import Lexicon

LEXICON = Lexicon()
LEAD = (
    "The mill told its owners on Monday what it had made and sold, and what it owes to the town's old bank."
)

CORNERS = [
    # (corner, currency, factor of a cell; null where it is no money, why)
    ("€ million", "EUR", 10**6, "a sign and a word"),
    ("$m", "USD", 10**6, "a sign and a letter"),
    ("US$ million", "USD", 10**6, "a sign with its country"),
    ("(£m)", "GBP", 10**6, "in brackets"),
    ("Rs crore", "INR", 10**7, "a scale of India"),
    ("EUR millions", "EUR", 10**6, "a code"),
    ("In millions of euros", "EUR", 10**6, "words"),
    ("$bn", "USD", 10**9, "billions"),
    ("£'000", "GBP", 10**3, "thousands by their noughts"),
    ("$ in millions", "USD", 10**6, "the scale apart"),
    ("Amounts in US dollars", "USD", 1, "no scale"),
    ("Unit (€m), year to June", "EUR", 10**6, "more words"),
    ("Mill", None, 0, "what the rows are"),
    ("Dollar stores", None, 0, "a currency's word in a name"),
    ("Euro zone", None, 0, "a currency's word in a name"),
    ("EUR/USD", None, 0, "a rate of exchange"),
    ("Won", None, 0, "a verb"),
]


def money_of(table: str) -> list[tuple[str, str, Decimal]]:
    """Surface, currency and amount of each mention in the table."""
    content = f"What the old mill made in the year\n\n{LEAD}\n\n{table}\n".encode()
    digest = hashlib.sha256(content).hexdigest()
    schema = {"path": pl.String, "sha256": pl.String, "size_bytes": pl.Int64, "content": pl.Binary}
    files = pl.DataFrame([(f"{digest}.txt", digest, len(content), content)], schema=schema, orient="row")
    found = find_money(ingest_batch(files, LEXICON, "test"), LEXICON)
    return found.select("surface", "currency", "amount_min").rows()


@pytest.mark.parametrize(("corner", "currency", "factor", "why"), CORNERS)
def test_a_corner_is_a_unit_or_none(corner, currency, factor, why):
    found = money_of(f"| {corner} | Q1 2026 | Q1 2025 |\n|---|---|---|\n| Sales | 900 | 77.5 |")
    assert found == (
        [("900", currency, 900 * factor), ("77.5", currency, Decimal("77.5") * factor)] * bool(factor)
    )


ROWS = [
    # (head of a row under `£m`, currency, amount of a cell of 12; null where it is no money, why)
    ("Operating loss", "GBP", 12 * 10**6, "an amount"),
    ("Staff costs", "GBP", 12 * 10**6, "an amount, of those who are counted elsewhere"),
    ("Employees", None, None, "a count"),
    ("Stores", None, None, "a count"),
    ("Branches", None, None, "a count"),
    ("Total staff", None, None, "a count"),
    ("Margin %", None, None, "a percentage"),
    ("Effective tax rate", None, None, "a percentage"),
    ("Output, GWh", None, None, "a measure"),
    ("Earnings per share", "GBP", 12, "no scale for what a share earns"),
    ("Basic EPS", "GBP", 12, "nor for its short form"),
    ("Dividend per share (pence)", "GBP", Decimal("0.12"), "a unit of its own"),
    ("Share price ($)", "USD", 12, "another currency has not the corner's scale"),
    ("Hay (£bn)", "GBP", 12 * 10**9, "a scale of its own"),
]


@pytest.mark.parametrize(("head", "currency", "amount", "why"), ROWS)
def test_a_rows_head_goes_before_the_corner(head, currency, amount, why):
    found = money_of(f"| £m | 2026 | 2025 |\n|---|---|---|\n| Sales | 90 | 80 |\n| {head} | 12 | 12 |")
    assert found[2:] == ([] if currency is None else [("12", currency, amount)] * 2)


def test_a_unit_over_figures_is_theirs_and_over_years_the_tables():
    over = "| {} | Tax paid | Homes |\n|---|---|---|\n| {} | 900 | 12 |\n| {} | 800 | 11 |"
    assert money_of(over.format("Income (£)", "20,000", "30,000")) == []
    assert len(money_of(over.format("£m", "2026", "2025"))) == 4


def test_a_row_named_after_a_currency_has_none():
    assert money_of("| Shop | Sites | Towns |\n|---|---|---|\n| Dollar General | 20,000 | 12 |") == []


CELLS = [
    # (cell under `£m`, its amounts in millions, why)
    ("**12.5**", [("12.5", "12.5", "12.5")], "in bold type"),
    ("**(7.2)**", [("7.2", "7.2", "7.2")], "a loss in bold type"),
    ("9.0–11.0", [("9.0–11.0", "9", "11")], "a range"),
    ("9 to 11", [("9 to 11", "9", "11")], "a range in words"),
    ("2024-25", [], "a season"),
    ("11-9", [], "a score"),
]


@pytest.mark.parametrize(("cell", "amounts", "why"), CELLS, ids=[row[2] for row in CELLS])
def test_a_cell_may_be_in_bold_or_a_range(cell: str, amounts: list[tuple[str, str, str]], why: str) -> None:
    content = (
        f"What the old mill made\n\n{LEAD}\n\n| £m | Q1 2026 |\n|---|---|\n| Sales | {cell} |\n".encode()
    )
    digest = hashlib.sha256(content).hexdigest()
    schema = {"path": pl.String, "sha256": pl.String, "size_bytes": pl.Int64, "content": pl.Binary}
    files = pl.DataFrame([(f"{digest}.txt", digest, len(content), content)], schema=schema, orient="row")
    found = find_money(ingest_batch(files, LEXICON, "test"), LEXICON)
    wanted = [(words, Decimal(low) * 10**6, Decimal(high) * 10**6) for words, low, high in amounts]
    assert found.select("surface", "amount_min", "amount_max").rows() == wanted, why
