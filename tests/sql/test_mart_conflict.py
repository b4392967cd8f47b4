"""Facts on which articles disagree: what is a contradiction, and what only looks like one."""

from decimal import Decimal
from time import perf_counter
from typing import Any

import duckdb
import pytest

from tests.ledger_rows import article, claim, insert

Rows = list[dict[str, Any]]

DATED = [
    article("may", "2026-05-01/2026-05-31"),
    article("june", "2026-06-02"),
    article("year", "2026-01-01/2026-12-31"),
    article("june2", "2026-06-02"),
    article("june3", "2026-06-02"),
    article("old", "2023-03-01"),
    article("undated"),
]


def foreign(claim_id: str, article_id: str, amount: str, usd: str | None, **columns: Any) -> dict[str, Any]:
    """A claim in euros that are worth so many dollars, or at no known rate."""
    low, _, high = (usd or "").partition("-")
    dollars = {
        "usd_min": Decimal(low) if low else None,
        "usd_max": Decimal(high or low) if low else None,
    }
    return claim(claim_id, article_id, amount, **{"currency": "EUR", **dollars, **columns})


# a case: its claims, then each cluster as (least amount in billions, verdict, reason)
CASES: dict[str, tuple[Rows, list[tuple[float, str, str | None]]]] = {
    "two values at one time": (
        [claim("a", "may", "300e9-400e9"), claim("b", "june", "852e9", as_of="2026-03-01/2026-03-31")],
        [(300, "inconsistent", "value"), (852, "inconsistent", "value")],
    ),
    "a null time is compared as known by the article's date": (
        [
            claim("a", "may", "10e9", metric="investment", counterparties=["tern"]),
            claim("b", "june", "13e9", metric="investment", counterparties=["tern"]),
        ],
        [(10, "inconsistent", "value"), (13, "inconsistent", "value")],
    ),
    "a null basis fits any": (
        [
            claim("a", "may", "10e9", metric="investment", basis="cumulative"),
            claim("b", "june", "13e9", metric="investment"),
        ],
        [(10, "inconsistent", "value"), (13, "inconsistent", "value")],
    ),
    "another date": (
        [
            claim("a", "may", "60e9", as_of="2025-03-01/2025-03-31"),
            claim("b", "june", "965e9", as_of="2026-05-30"),
        ],
        [(60, "consistent", "date"), (965, "consistent", "date")],
    ),
    "an article of years ago": (
        [claim("a", "old", "60e9"), claim("b", "june", "965e9")],
        [(60, "consistent", "date"), (965, "consistent", "date")],
    ),
    "an undated article contradicts nothing": (
        [claim("a", "undated", "60e9"), claim("b", "june", "965e9")],
        [(60, "consistent", "date"), (965, "consistent", "date")],
    ),
    "another basis": (
        [
            claim("a", "may", "9e9", metric="revenue", basis="run_rate"),
            claim("b", "june", "2e9", metric="revenue", basis="period"),
        ],
        [(2, "consistent", "basis"), (9, "consistent", "basis")],
    ),
    "operating and net profit": (
        [
            claim("a", "may", "9e9", metric="profit", sentence="Lumo had an operating profit of $9bn."),
            claim("b", "june", "7e9", metric="profit", sentence="Net profit at Lumo was $7bn."),
            claim("c", "june2", "6e9", metric="profit", sentence="Lumo's net income was $6bn."),
        ],
        [(6, "inconsistent", "value"), (7, "inconsistent", "value"), (9, "consistent", "basis")],
    ),
    "a profit of no kind fits the kind that most tell of": (
        [
            claim("a", "may", "9e9", metric="profit", sentence="Lumo had an operating profit of $9bn."),
            claim("b", "june", "7e9", metric="profit", sentence="Net profit at Lumo was $7bn."),
            claim("c", "june2", "7e9", metric="profit", sentence="Lumo's net income was $7bn."),
            claim("d", "year", "6e9", metric="profit", sentence="Lumo made a profit of $6bn."),
        ],
        [(6, "inconsistent", "value"), (7, "inconsistent", "value"), (9, "consistent", "basis")],
    ),
    "two kinds of profit in one sentence": (
        [
            claim("a", "may", "9e9", metric="profit", sentence="EBITDA was $9bn and net profit $7bn."),
            claim("b", "may", "7e9", metric="profit", sentence="EBITDA was $9bn and net profit $7bn."),
            claim("c", "june", "7e9", metric="profit", sentence="Lumo's net income was $7bn."),
        ],
        [(7, "consistent", "date"), (9, "consistent", "date")],
    ),
    "rounding": (
        [claim("a", "may", "1e9"), claim("b", "june", "1.04e9")],
        [(1, "rounding", None)],
    ),
    "a range that holds the other": (
        [claim("a", "may", "4e9-6e9"), claim("b", "june", "5e9")],
        [(4, "rounding", None)],
    ),
    "an open bound that reaches the other": (
        [claim("a", "may", "10e9", amount_high=None), claim("b", "june", "13e9")],
        [(10, "rounding", None)],
    ),
    "an open bound that does not": (
        [claim("a", "may", "15e9", amount_high=None), claim("b", "june", "13e9")],
        [(13, "inconsistent", "value"), (15, "inconsistent", "value")],
    ),
    "a rumour against a fact": (
        [claim("a", "may", "300e9", evidence="unnamed"), claim("b", "june", "852e9")],
        [(300, "inconsistent", "rumor"), (852, "inconsistent", "rumor")],
    ),
    "two facts and a rumour": (
        [
            claim("a", "may", "300e9", evidence="unnamed"),
            claim("b", "june", "852e9"),
            claim("c", "year", "500e9"),
        ],
        [(300, "inconsistent", "rumor"), (500, "inconsistent", "value"), (852, "inconsistent", "value")],
    ),
    "one article that states what two others state": (
        [
            claim("a", "may", "300e9"),
            claim("b", "may", "852e9"),
            claim("c", "june", "300e9"),
            claim("d", "year", "852e9"),
        ],
        [(300, "inconsistent", "value"), (852, "inconsistent", "value")],
    ),
    "one article that states both": (
        [claim("a", "may", "300e9"), claim("b", "may", "852e9")],
        [(300, "consistent", "date"), (852, "consistent", "date")],
    ),
    "a value that was and is again, with another in between": (
        [
            claim("a", "june", "60e9", as_of="2024-03-01/2024-03-31"),
            claim("b", "may", "90e9", as_of="2025-03-01/2025-03-31"),
            claim("c", "june", "60e9", as_of="2026-03-01/2026-03-31"),
        ],
        [(60, "consistent", "date"), (60, "consistent", "date"), (90, "consistent", "date")],
    ),
    "values a little apart, each a year after the other": (
        [
            claim("a", "june", "1.5e9", as_of="2022-03-01"),
            claim("b", "june", "1.6e9", as_of="2023-03-01"),
            claim("c", "june", "1.7e9", as_of="2024-03-01"),
            claim("d", "may", "1.7e9", as_of="2022-03-01"),
        ],
        [
            (1.5, "inconsistent", "value"),
            (1.6, "consistent", "date"),
            (1.7, "inconsistent", "value"),
            (1.7, "consistent", "date"),
        ],
    ),
    "an open bound joins the value next to it": (
        [
            claim("a", "may", "10e9", amount_high=None),
            claim("b", "june", "13e9"),
            claim("c", "year", "80e9"),
        ],
        [(10, "inconsistent", "value"), (80, "inconsistent", "value")],
    ),
    "agreement": (
        [claim("a", "may", "5e9"), claim("b", "june", "5e9")],
        [(5, "consistent", None)],
    ),
    "a target contradicts nothing": (
        [claim("a", "may", "900e9", modality="targeted"), claim("b", "june", "965e9")],
        [(965, "consistent", None)],
    ),
    "what is denied contradicts nothing": (
        [claim("a", "may", "900e9", negated=True), claim("b", "june", "965e9")],
        [(965, "consistent", None)],
    ),
    "another side": (
        [
            claim("a", "may", "5e9", metric="investment", counterparties=["tern"]),
            claim("b", "june", "9e9", metric="investment", counterparties=["quill"]),
        ],
        [(5, "consistent", None), (9, "consistent", None)],
    ),
    "a side that one article names and the other does not": (
        [
            claim("a", "may", "90e9", metric="funding", counterparties=["accel"]),
            claim("b", "june", "70e9", metric="funding"),
        ],
        [(70, "inconsistent", "value"), (90, "inconsistent", "value")],
    ),
    "a side that is not named may be either of two": (
        [
            claim("a", "may", "5e9", metric="investment", counterparties=["tern"]),
            claim("b", "june", "9e9", metric="investment", counterparties=["quill"]),
            claim("c", "june2", "7e9", metric="investment"),
        ],
        [(5, "consistent", None), (7, "consistent", None), (9, "consistent", None)],
    ),
    "a side that was named years before": (
        [
            claim("a", "old", "5e9", metric="contract", counterparties=["tern"]),
            claim("b", "june", "9e9", metric="contract"),
        ],
        [(5, "consistent", None), (9, "consistent", None)],
    ),
    "of two that were named, one at the time": (
        [
            claim("a", "old", "5e9", metric="penalty", counterparties=["tern"]),
            claim("b", "may", "5e9", metric="penalty", counterparties=["quill"]),
            claim("c", "june", "9e9", metric="penalty"),
            claim("d", "undated", "9e9", metric="penalty"),
        ],
        [(5, "consistent", None), (5, "inconsistent", "value"), (9, "inconsistent", "value")],
    ),
    "what a customer brings is not all that is earned": (
        [
            claim("a", "may", "5e9", metric="revenue", counterparties=["tern"]),
            claim("b", "june", "9e9", metric="revenue"),
        ],
        [(5, "consistent", None), (9, "consistent", None)],
    ),
    "prices for other units": (
        [
            claim("a", "may", "3e9", metric="price", per="seat"),
            claim("b", "june", "4e9", metric="price", per="year"),
        ],
        [(3, "consistent", None), (4, "consistent", None)],
    ),
    "several subjects share a claim": (
        [claim("a", "may", "1e12", subjects=["halden", "tern"])],
        [(1000, "consistent", None), (1000, "consistent", None)],
    ),
    "a quarter's revenue is no word on the year's": (
        [
            claim("a", "year", "9.6e9", metric="revenue", as_of="2025-01-01/2025-12-31"),
            claim("b", "may", "2.5e9", metric="revenue", as_of="2025-07-01/2025-09-30"),
        ],
        [(2.5, "consistent", "date"), (9.6, "consistent", "date")],
    ),
    "two words on one year's revenue": (
        [
            claim("a", "year", "9.6e9", metric="revenue", as_of="2025-01-01/2025-12-31"),
            claim("b", "may", "8.1e9", metric="revenue", as_of="2025-01-01/2025-12-31"),
            claim("c", "june", "2.5e9", metric="revenue", as_of="2025-07-01/2025-09-30"),
        ],
        [(2.5, "consistent", "date"), (8.1, "inconsistent", "value"), (9.6, "inconsistent", "value")],
    ),
    "the 52 weeks to 28 December are the year": (
        [
            claim("a", "year", "9.6e8", metric="profit", as_of="2024-12-30/2025-12-28"),
            claim("b", "may", "8.1e8", metric="profit", as_of="2025-01-01/2025-12-31"),
        ],
        [(0.81, "inconsistent", "value"), (0.96, "inconsistent", "value")],
    ),
    "as much in a quarter as in the half year": (
        [
            claim("a", "year", "2e9", metric="profit", as_of="2026-01-01/2026-03-31"),
            claim("b", "may", "2e9", metric="profit", as_of="2026-01-01/2026-06-30"),
        ],
        [(2, "consistent", "date"), (2, "consistent", "date")],
    ),
    "spending of no told period may be the quarter's, the year's or another's": (
        [
            claim("a", "year", "9e9", metric="spending", as_of="2026-01-01/2026-12-31"),
            claim("b", "may", "2e9", metric="spending", as_of="2026-01-01/2026-03-31"),
            claim("c", "june", "5e9", metric="spending"),
        ],
        [(2, "consistent", "date"), (5, "consistent", "date"), (9, "consistent", "date")],
    ),
    "spending of no told period that repeats the quarter's is the quarter's": (
        [
            claim("a", "year", "9e9", metric="spending", as_of="2026-01-01/2026-12-31"),
            claim("b", "may", "2e9", metric="spending", as_of="2026-01-01/2026-03-31"),
            claim("c", "june", "2e9", metric="spending"),
            claim("d", "undated", "2e9", metric="spending"),
            claim("e", "old", "2e9", metric="spending"),  # years before there was such a quarter
            claim("f", "old", "3e9", metric="spending", as_of="2026-01-01/2026-03-31"),
            claim("g", "year", "2e9", metric="spending", as_of="2026-01-01/2026-03-31"),
        ],
        [
            (2, "consistent", "date"),
            (2, "inconsistent", "value"),
            (3, "inconsistent", "value"),
            (9, "consistent", "date"),
        ],
    ),
    "two words on spending of no told period": (
        [claim("a", "may", "5e9", metric="spending"), claim("b", "june", "7e9", metric="spending")],
        [(5, "inconsistent", "value"), (7, "inconsistent", "value")],
    ),
    "a profit reported on one day": (
        [
            claim("a", "may", "5e9", metric="profit"),
            claim("b", "june", "7e9", metric="profit", as_of="2026-05-20"),
        ],
        [(5, "inconsistent", "value"), (7, "inconsistent", "value")],
    ),
    "a run rate is of a time, not of a period": (
        [
            claim("a", "may", "5e9", metric="revenue", basis="run_rate", as_of="2026-05-01/2026-05-31"),
            claim("b", "june", "7e9", metric="revenue", basis="run_rate", as_of="2026-05-20/2026-06-02"),
        ],
        [(5, "inconsistent", "value"), (7, "inconsistent", "value")],
    ),
    "pay a month and pay a week": (
        [
            claim("a", "may", "4e9", metric="pay", per="month"),
            claim("b", "june", "1e9", metric="pay", per="week"),
        ],
        [(1, "consistent", "date"), (4, "consistent", "date")],
    ),
    "money raised in a year, and in a round of that year": (
        [
            claim("a", "year", "9e9", metric="funding", as_of="2025-01-01/2025-12-31"),
            claim("b", "may", "2e9", metric="funding", as_of="2025-08-04"),
            claim("c", "june", "3e9", metric="funding", as_of="2025-08-01/2025-08-31"),
        ],
        [(2, "inconsistent", "value"), (3, "inconsistent", "value"), (9, "consistent", "date")],
    ),
    "what is worth so much in a year was worth it on a day of it": (
        [
            claim("a", "year", "9e9", as_of="2025-01-01/2025-12-31"),
            claim("b", "may", "2e9", as_of="2025-08-04"),
        ],
        [(2, "inconsistent", "value"), (9, "inconsistent", "value")],
    ),
    "euros that differ are two values, as dollars are": (
        [foreign("a", "may", "10.4e9", "11.4e9"), foreign("b", "june", "10.9e9", "11.9e9")],
        [(11.4, "inconsistent", "value"), (11.9, "inconsistent", "value")],
    ),
    "the same euros at another day's rate": (
        [foreign("a", "may", "10.4e9", "11.1e9"), foreign("b", "june", "10.4e9", "11.9e9")],
        [(11.1, "consistent", None)],
    ),
    "euros round as they are stated, not as they come to in dollars": (
        [foreign("a", "may", "10e9", "10.87e9"), foreign("b", "june", "10.4e9", "11.3e9")],
        [(10.87, "rounding", None)],
    ),
    "euros and the dollars that they come to": (
        [foreign("a", "may", "10.4e9", "11.4e9"), claim("b", "june", "11.6e9")],
        [(11.4, "rounding", None)],
    ),
    "euros and other dollars": (
        [foreign("a", "may", "10.4e9", "11.4e9"), claim("b", "june", "14.2e9")],
        [(11.4, "inconsistent", "value"), (14.2, "inconsistent", "value")],
    ),
    "dollars that two values in euros come to join the nearer one": (
        [
            foreign("a", "may", "10.4e9", "11.4e9"),
            foreign("b", "year", "10.9e9", "11.9e9"),
            claim("c", "june", "11.8e9"),
        ],
        [(11.4, "inconsistent", "value"), (11.8, "inconsistent", "value")],
    ),
    "of two values in euros the nearer one joins the dollars of most": (
        [
            foreign("a", "may", "10.4e9", "11.4e9"),
            foreign("b", "year", "10.9e9", "11.9e9"),
            claim("c", "june", "11.8e9"),
            claim("d", "june2", "11.8e9"),
            claim("e", "june3", "11.8e9"),
        ],
        [(11.4, "inconsistent", "value"), (11.8, "inconsistent", "value")],
    ),
    "euros at no known rate are another fact": (
        [foreign("a", "may", "10.4e9", None), claim("c", "june", "11.8e9")],
        [(10.4, "consistent", "basis"), (11.8, "consistent", "basis")],
    ),
    "over so many euros, and the dollars that reach it": (
        [foreign("a", "may", "10e9", "10.9e9", amount_high=None), claim("b", "june", "13e9")],
        [(10.9, "rounding", None)],
    ),
    "other says nothing": ([claim("a", "may", "1e9", metric="other")], []),
}


@pytest.mark.parametrize("case", list(CASES))
@pytest.mark.parametrize("order", [1, -1], ids=["in order", "reversed"])
def test_claims_are_judged(con: duckdb.DuckDBPyConnection, case: str, order: int) -> None:
    claims, wanted = CASES[case]
    insert(con, "history_article", DATED)
    insert(con, "history_claim", claims[::order])
    found = con.execute(
        "select (value_min / 1e9)::double, verdict, reason from mart_conflict order by value_min, held_from, fact_id"
    ).fetchall()
    assert found == wanted


def test_a_fact_has_an_id_and_both_sides_words(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "history_article", DATED)
    insert(con, "history_claim", CASES["a null time is compared as known by the article's date"][0])
    rows = con.execute("select fact_id, claim_ids, sentences, article_count from mart_conflict").fetchall()
    assert rows == [
        ("lumo|investment|tern", ["a"], ["a", "b"], 1),
        ("lumo|investment|tern", ["b"], ["b", "a"], 1),
    ]


def test_who_is_not_named_is_the_side_that_others_name(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "history_article", DATED)
    insert(
        con,
        "history_claim",
        [
            claim("a", "may", "9e9", metric="acquisition"),
            claim("b", "june", "9e9", metric="acquisition", counterparties=["tern"]),
        ],
    )
    rows = con.execute("select fact_id, counterparty_id, claim_ids from mart_fact").fetchall()
    assert rows == [("lumo|acquisition|tern", "tern", ["a", "b"])]


def test_a_value_is_shown_as_it_is_stated(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "history_article", DATED)
    insert(con, "history_claim", CASES["euros and other dollars"][0])
    rows = con.execute(
        "select amount_with_currency(currency, stated_min, stated_max), compared_in,"
        " amount_with_currency(rival_currency, rival_stated_min, rival_stated_max)"
        " from mart_conflict order by value_min"
    ).fetchall()
    euros, dollars = "EUR 10.4 billion", "USD 14.2 billion"
    assert rows == [(euros, "USD", dollars), (dollars, "USD", euros)]


# the claims of two sides, the value to prefer in billions, and why
PREFERRED: dict[str, tuple[Rows, float | None, str]] = {
    "named": (
        [claim("a", "june", "5e9", evidence="unnamed"), claim("b", "may", "9e9")],
        9,
        "somebody answers for it by name",
    ),
    "more sources": (
        [claim("a", "may", "5e9"), claim("b", "year", "5e9"), claim("c", "june", "9e9")],
        5,
        "more independent sources: 2 against 1",
    ),
    "a relay is no source": (
        [
            claim("a", "may", "5e9"),
            claim("b", "year", "5e9", evidence="attributed", source_ids=["may-mail"]),
            claim("c", "june", "9e9"),
        ],
        5,
        "later: 2026-12-31 against 2026-06-02",
    ),
    "closer": (
        [claim("a", "june", "5e9", evidence="attributed", source_ids=["tern"]), claim("b", "may", "9e9")],
        9,
        "closer to the source: 1 hand against 2",
    ),
    "the company itself": (
        [claim("a", "may", "5e9", evidence="attributed", source_ids=["lumo"]), claim("b", "june", "9e9")],
        5,
        "closer to the source: 0 hands against 1",
    ),
    "later": (
        [claim("a", "may", "5e9"), claim("b", "june", "9e9")],
        9,
        "later: 2026-06-02 against 2026-05-31",
    ),
    "nothing tells them apart": (
        [claim("a", "june", "5e9"), claim("b", "june2", "9e9")],
        None,
        "nothing tells them apart",
    ),
}


@pytest.mark.parametrize("case", list(PREFERRED))
def test_a_value_is_preferred_for_a_reason(con: duckdb.DuckDBPyConnection, case: str) -> None:
    claims, wanted, why = PREFERRED[case]
    outlets = [{**row, "publisher_id": f"{row['article_id']}-mail"} for row in DATED]
    insert(con, "history_article", outlets)
    insert(con, "history_claim", claims)
    rows = con.execute(
        "select (value_min / 1e9)::double, (rival_min / 1e9)::double, is_preferred, preferred_why, verdict"
        " from mart_conflict order by 1"
    ).fetchall()
    assert {row[4] for row in rows} == {"inconsistent"}
    assert [row[1] for row in rows] == [9, 5]
    assert [row[0] for row in rows if row[2]] == ([] if wanted is None else [wanted])
    assert {row[3] for row in rows} == {why}


def test_an_article_that_lists_values_contradicts_nobody(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "history_article", DATED)
    listed = [claim(f"a{n}", "may", f"{100 + 7 * n}e6", metric="spending") for n in range(30)]
    insert(con, "history_claim", [*listed, claim("b", "june", "9e9", metric="spending")])
    assert con.execute("select distinct verdict from mart_conflict").fetchall() == [("consistent",)]


def test_many_values_of_one_fact_are_judged_quickly(con: duckdb.DuckDBPyConnection) -> None:
    """Four thousand values, each from two articles of its own: paired, they would be sixteen million."""
    insert(con, "history_article", [article("may", "2026-05-01/2026-05-31")])
    insert(con, "history_claim", [claim("a", "may", "1e9"), claim("b", "may", "1e9")])
    con.execute(
        "update history_claim set as_of_start = date '2026-05-01', as_of_end = date '2026-05-02';"
        " insert into history_claim"
        " select seed.* replace ("
        "   claim_id || n as claim_id, claim_id || n as article_id,"
        "   1001000000 + n * 2000000 as usd_min, 1001000000 + n * 2000000 as usd_max,"
        "   1001000000 + n * 2000000 as amount_min, 1001000000 + n * 2000000 as amount_max)"
        " from history_claim as seed, range(4000) as more(n);"
        " delete from history_claim where claim_id in ('a', 'b');"
        " insert into history_article"
        " select held.* replace (claim_id as article_id) from history_article as held, history_claim"
    )
    begun = perf_counter()
    found = con.execute(
        "select verdict, count(*), sum(claim_count) from mart_conflict group by all"
    ).fetchall()
    assert found == [("inconsistent", 4000, 8000)]
    assert perf_counter() - begun < 10
