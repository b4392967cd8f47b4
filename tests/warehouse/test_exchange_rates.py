"""Dollars: exact, by the rate of the right day, and none where there is no rate."""

import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path

import duckdb
import pytest

from etl.contracts.compiled import create_all
from etl.warehouse.fx import DOLLARS, convert, load_rates, rates_file, read_rates
from tests.ledger_rows import article, claim, insert

QUOTED = """Date,USD,JPY,GBP,RUB,ISK,
2026-10-30,1.1000,165,0.8800,N/A,N/A,
2026-10-29,1.2000,160,0.8000,N/A,136.5,
2022-03-01,1.1162,128.1,0.8313,117.201,142.0,
2022-02-28,1.0000,128.0,0.8000,100,142.0,
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "rates.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("eurofxref-hist.csv", QUOTED)
    return path


@pytest.fixture
def con(archive: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        create_all(made)
        load_rates(made, archive)
        yield made


def test_a_rate_is_the_dollars_over_the_currencys(archive: Path) -> None:
    rates = {(str(day), code): rate for day, code, rate, _ in read_rates(archive).rows()}
    assert rates["2026-10-29", "EUR"] == Decimal("1.2")
    assert rates["2026-10-29", "GBP"] == Decimal("1.5")
    assert rates["2026-10-29", "JPY"] == Decimal("0.0075")
    assert rates["2026-10-29", "USD"] == 1
    assert ("2026-10-30", "ISK") not in rates


def test_every_real_rate_is_exact_to_the_twelfth_digit() -> None:
    """Against Python's own decimals, on a sample of the bank's file."""
    with zipfile.ZipFile(rates_file()) as archive:
        head, *lines = archive.read(archive.namelist()[0]).decode().splitlines()
    names = head.split(",")
    rates = {(str(day), code): rate for day, code, rate, _ in read_rates(rates_file()).rows()}
    with localcontext() as context:
        context.prec = 60
        for line in lines[::500]:
            quoted = dict(zip(names, line.split(","), strict=True))
            for code, value in quoted.items():
                if len(code) == 3 and value != "N/A":
                    exact = (Decimal(quoted["USD"]) / Decimal(value)).quantize(
                        Decimal("1e-12"), ROUND_HALF_UP
                    )
                    assert rates[quoted["Date"], code] == exact, (quoted["Date"], code)


@pytest.mark.parametrize(
    ("amount", "rate"),
    [
        ("3000000000", "1.1162"),
        ("0.00000025", "1.5"),  # a price of a token
        ("-5000000", "1.2"),  # a loss
        ("1000000000000000", "0.0000625"),  # a quadrillion of small money
        ("99999999999999.99", "1.339889661789"),
        ("0.000000000003", "0.5"),  # rounds half up
        ("123456789.987654321012", "0.000055101881"),
    ],
)
def test_dollars_are_exact(con: duckdb.DuckDBPyConnection, amount: str, rate: str) -> None:
    con.execute(DOLLARS)
    row = con.execute(
        "select dollars(?::decimal(38, 12), ?::decimal(38, 12))", [Decimal(amount), Decimal(rate)]
    ).fetchone()
    with localcontext() as context:
        context.prec = 60
        exact = (Decimal(amount) * Decimal(rate)).quantize(Decimal("1e-12"), ROUND_HALF_UP)
    assert row == (exact,)


CASES = [
    # what it shows; the article's date, the claim's as_of, its currency; the day asked for, the dollars of 100
    ("the article's day", "2026-10-29", "", "GBP", date(2026, 10, 29), "150"),
    ("the claim's own day", "2026-10-29", "2022-02-28", "GBP", date(2022, 2, 28), "125"),
    (
        "a day ahead of the article is not its day",
        "2026-10-29",
        "2030-01-01",
        "GBP",
        date(2026, 10, 29),
        "150",
    ),
    (
        "an article of a month asks for its first day",
        "2026-10-29/2026-11-30",
        "",
        "GBP",
        date(2026, 10, 29),
        "150",
    ),
    ("an undated article's claim has its own day", None, "2022-02-28", "GBP", date(2022, 2, 28), "125"),
    ("no date at all", None, "", "GBP", None, None),
    ("the last rate before a weekend", "2022-03-06", "", "JPY", date(2022, 3, 6), None),
    ("the newest rate for what is younger", "2027-05-01", "", "GBP", date(2027, 5, 1), "125"),
    ("a series that has ended", "2026-10-29", "", "RUB", None, None),
    ("the same series while it lasted", "2022-02-28", "", "RUB", date(2022, 2, 28), "1"),
    ("before all rates", "1998-01-01", "", "GBP", None, None),
    ("a currency that is not quoted", "2026-10-29", "", "NGN", None, None),
]


@pytest.mark.parametrize(
    ("note", "published", "as_of", "currency", "day", "dollars"), CASES, ids=lambda v: str(v)
)
def test_a_claim_is_converted(
    con: duckdb.DuckDBPyConnection,
    note: str,
    published: str | None,
    as_of: str,
    currency: str,
    day: date | None,
    dollars: str | None,
) -> None:
    insert(con, "history_article", [article("a", published)])
    unconverted = {"usd_min": None, "usd_max": None}
    insert(con, "history_claim", [claim("c", "a", "100", as_of=as_of, currency=currency, **unconverted)])
    convert(con)
    [(usd, fx_date)] = con.execute("select usd_min, fx_date from history_claim").fetchall()
    if note == "the last rate before a weekend":
        assert (round(usd, 6), fx_date) == (Decimal("0.871351"), day)
        return
    assert (usd, fx_date) == (None if dollars is None else Decimal(dollars), day)


def test_a_mention_is_converted_by_its_articles_day(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "history_article", [article("a", "2026-10-29")])
    row = {"mention_id": "m", "article_id": "a", "amount_min": 2, "amount_max": 4, "currency": "EUR"}
    insert(con, "fact_money_mention", [row])
    convert(con)
    assert con.execute("select usd_min, usd_max, fx_date from fact_money_mention").fetchall() == [
        (Decimal("2.4"), Decimal("4.8"), date(2026, 10, 29))
    ]


def test_dollars_are_themselves_and_superseded_claims_stay(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "history_article", [article("a", "2026-10-29")])
    old = {"currency": "GBP", "usd_min": 7, "usd_max": 7, "superseded_at": "2026-01-02"}
    insert(con, "history_claim", [claim("c", "a", "5"), claim("d", "a", "5", **old)])
    convert(con)
    assert con.execute("select usd_min, fx_date from history_claim order by claim_id").fetchall() == [
        (Decimal(5), None),
        (Decimal(7), None),
    ]
