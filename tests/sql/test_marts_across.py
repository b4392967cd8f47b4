"""The marts that look across articles: small tables in, rows out."""

from datetime import date
from typing import Any

import duckdb
import pytest

from tests.ledger_rows import article, claim, insert

ACROSS_GRAINS = {
    "mart_agreement": "fact_id, basis, compared_in, cluster_no",
    "mart_first_report": "fact_id, basis, compared_in, cluster_no",
    "mart_forecast_due": "id, subject_id",
    "mart_funding_round": "company_id, status, series, compared_in, amount_key, round_no",
    "mart_investor_stake": "claim_id, investor_id, company_id",
    "mart_market_size": "claim_id, market_id",
    "mart_modality_drift": "article_id, subject_id, metric, value_min, value_max, currency",
    "mart_rumor_outcome": "subject_id, metric, basis, compared_in, rumor_min, rumor_max",
    "mart_source_chain": "article_id, step, relayer_id, source_id, source_kind",
    "mart_target_vs_actual": "subject_id, metric, basis, compared_in, target_min, target_max, due_from, due_to",
}
"""The columns that a row of each mart is known by."""

ARTICLES = [
    article("may", "2026-05-01/2026-05-31", publisher_id="tern-times"),
    article("june", "2026-06-02", publisher_id="gull-post"),
    article("copy", "2026-06-03", publisher_id="auk-daily", duplicate_of="june"),
    article("relay", "2026-06-10", publisher_id="skua-news"),
    article("undated"),
]

Rows = list[tuple[Any, ...]]


def ask(
    con: duckdb.DuckDBPyConnection, query: str, claims: list[dict[str, Any]], **tables: list[dict[str, Any]]
) -> Rows:
    """What a query gives over `ARTICLES`, these claims and the rows of other tables."""
    insert(con, "history_article", ARTICLES)
    insert(con, "history_claim", claims)
    for table, rows in tables.items():
        insert(con, table, rows)
    return con.execute(query).fetchall()


def test_a_copy_and_a_relay_are_no_sources_of_their_own(con: duckdb.DuckDBPyConnection) -> None:
    claims = [
        claim("a", "june", "9e9"),
        claim("b", "copy", "9e9"),
        claim("c", "relay", "9e9", source_ids=["tern-times", "gull-post"], evidence="attributed"),
        claim("d", "may", "2e9", metric="revenue"),
        claim("e", "undated", "2e9", metric="revenue", as_of="2026-05-01"),
    ]
    query = "select metric, claim_count, source_count, is_single_source, origin_ids from mart_agreement order by metric"
    assert ask(con, query, claims) == [
        ("revenue", 2, 2, False, ["tern-times", "undated"]),
        ("valuation", 3, 1, True, ["gull-post"]),
    ]


def test_first_is_who_was_surely_in_print(con: duckdb.DuckDBPyConnection) -> None:
    claims = [
        claim("a", "june", "9e9"),
        claim("b", "relay", "9e9"),
        claim("c", "may", "2e9", metric="revenue"),
        claim("d", "june", "2e9", metric="revenue"),
        claim("e", "undated", "9e9", as_of="2026-06-01"),
        claim("f", "copy", "9e9"),
    ]
    query = (
        "select metric, publisher_id, report_count, is_sure, lag_days from mart_first_report order by metric"
    )
    assert ask(con, query, claims) == [
        ("revenue", "tern-times", 2, True, 2),
        ("valuation", "gull-post", 3, False, 8),
    ]


def test_an_article_without_a_date_may_have_been_first_but_is_never_called_so(
    con: duckdb.DuckDBPyConnection,
) -> None:
    claims = [
        claim("a", "june", "9e9"),
        claim("b", "undated", "9e9", as_of="2026-06-01"),
        claim("c", "may", "2e9", metric="revenue"),
        claim("d", "undated", "3e9", metric="profit", as_of="2026-06-01"),
    ]
    query = (
        "select metric, publisher_id, report_count, is_sure, lag_days from mart_first_report order by metric"
    )
    assert sorted(ask(con, query, claims)) == [
        ("revenue", "tern-times", 1, True, 0),
        ("valuation", "gull-post", 2, False, None),
    ]


def test_an_article_of_some_day_may_have_been_earlier(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "history_article", [article("year", "2026-01-01/2026-12-31")])
    claims = [claim("a", "june", "9e9"), claim("b", "year", "9e9")]
    query = "select article_id, is_sure, lag_days from mart_first_report"
    assert ask(con, query, claims) == [("june", False, 0)]


def test_a_chain_has_a_row_a_step(con: duckdb.DuckDBPyConnection) -> None:
    chain = {"source_ids": ["tern-times", "gull-post"], "evidence": "attributed"}
    claims = [
        claim("a", "relay", "9e9", **chain),
        claim("b", "relay", "2e9", metric="revenue", **chain),
        claim("c", "june", "9e9", evidence="unnamed"),
        claim("d", "june", "9e9"),
    ]
    query = (
        "select article_id, step, relayer_id, source_id, longest_chain, claim_count from mart_source_chain"
    )
    assert ask(con, query, claims) == [
        ("june", 1, "gull-post", None, 1, 1),
        ("relay", 1, "skua-news", "tern-times", 2, 2),
        ("relay", 2, "tern-times", "gull-post", 2, 2),
    ]


def test_a_chain_goes_through_the_one_outlet_that_an_article_lists_and_ends_at_papers(
    con: duckdb.DuckDBPyConnection,
) -> None:
    def names(article_id: str, place: int, entity_id: str, **columns: Any) -> dict[str, Any]:
        mention_id = f"{article_id}:e{place}"
        shared = {"mention_id": mention_id, "article_id": article_id, "start_char": place}
        listed = {"entity_id": entity_id, "entity_type": "media", "is_listed_source": True}
        return shared | listed | columns

    mentions = [
        names("relay", 90, "tern-times"),
        names("relay", 99, "tern-times"),
        names("relay", 120, "acme", entity_type="company"),
        names("relay", 0, "auk-daily", is_listed_source=False),
        names("june", 90, "gull-post"),  # its own publisher
        names("june", 99, "tern-times"),
        names("june", 109, "auk-daily"),
        names("may", 90, "gull-post"),
    ]
    papers = {"source_ids": ["gull-post"], "evidence": "attributed", "rests_on": "documents"}
    claims = [
        claim("a", "relay", "9e9", **papers),
        claim("b", "relay", "2e9", evidence="unnamed"),
        claim("c", "relay", "1e9"),
        claim("d", "june", "9e9", **papers),
        claim("e", "may", "9e9", source_ids=["gull-post"], evidence="attributed"),
    ]
    query = "select article_id, step, relayer_id, source_id, source_kind, claim_count from mart_source_chain"
    assert ask(con, query, claims, fact_entity_mention=mentions) == [
        ("june", 1, "gull-post", "auk-daily", "listed", 0),
        ("june", 1, "gull-post", "gull-post", "named", 1),
        ("june", 1, "gull-post", "tern-times", "listed", 0),
        ("june", 2, "gull-post", None, "documents", 1),
        ("may", 1, "tern-times", "gull-post", "named", 1),
        ("relay", 1, "skua-news", "tern-times", "listed", 2),
        ("relay", 2, "tern-times", "gull-post", "named", 1),
        ("relay", 2, "tern-times", None, "unnamed", 1),
        ("relay", 3, "gull-post", None, "documents", 1),
    ]


# a target, what comes after it, and the outcome with its gap in percent
TARGETS: dict[str, tuple[dict[str, Any], list[dict[str, Any]], str, float | None]] = {
    "more than was sought": (
        claim("t", "may", "50e9", modality="targeted"),
        [claim("a", "june", "65e9")],
        "exceeded",
        30.0,
    ),
    "up to so much, and less came": (
        claim("t", "may", "50e9", modality="targeted", amount_low=None),
        [claim("a", "june", "40e9")],
        "met",
        -20.0,
    ),
    "at least so much, and less came": (
        claim("t", "may", "50e9", modality="targeted", amount_high=None),
        [claim("a", "june", "40e9")],
        "short",
        -20.0,
    ),
    "what held before the target is no outcome": (
        claim("t", "may", "50e9", modality="targeted"),
        [claim("a", "june", "40e9", as_of="2025-03-01/2025-03-31")],
        "open",
        None,
    ),
    "another metric, a denial, another company": (
        claim("t", "may", "50e9", modality="targeted"),
        [
            claim("a", "june", "50e9", metric="funding"),
            claim("b", "june", "5e9", negated=True),
            claim("c", "june", "50e9", subjects=["zelph"]),
        ],
        "open",
        None,
    ),
    "denied since": (
        claim("t", "may", "50e9", modality="targeted"),
        [claim("b", "june", "50e9", modality="targeted", negated=True)],
        "denied",
        None,
    ),
    "come about all the same": (
        claim("t", "may", "50e9", modality="targeted"),
        [claim("b", "june", "50e9", negated=True), claim("a", "relay", "50e9")],
        "met",
        0.0,
    ),
    "for a time that was over when it was told": (
        claim("t", "may", "50e9", modality="targeted", as_of="2025-01-01/2025-12-31"),
        [claim("a", "june", "50e9")],
        "stale",
        None,
    ),
    "a year's profit, and a quarter's before it": (
        claim("t", "may", "4e9", modality="targeted", metric="profit", as_of="2026-01-01/2026-12-31"),
        [
            claim("a", "june", "0.7e9", metric="profit", as_of="2026-01-01/2026-03-31"),
            claim("b", "relay", "4.2e9", metric="profit", as_of="2026-01-01/2026-12-31"),
        ],
        "exceeded",
        5.0,
    ),
    "a year's profit, and only a quarter's is told": (
        claim("t", "may", "4e9", modality="targeted", metric="profit", as_of="2026-01-01/2026-12-31"),
        [
            claim("a", "june", "0.7e9", metric="profit", as_of="2026-01-01/2026-03-31"),
            claim("b", "relay", "4.2e9", metric="profit"),
        ],
        "open",
        None,
    ),
    "last year's target, and last year's result": (
        claim("t", "may", "4e9", modality="targeted", metric="profit", as_of="2025-01-01/2025-12-31"),
        [claim("b", "june", "3e9", metric="profit", as_of="2025-01-01/2025-12-31")],
        "short",
        -25.0,
    ),
    "by December, and the year's": (
        claim("t", "may", "4e9", modality="targeted", metric="revenue", as_of="2026-12-01/2026-12-31"),
        [
            claim("a", "june", "1e9", metric="revenue", as_of="2026-10-01/2026-12-31"),
            claim("b", "relay", "4e9", metric="revenue", as_of="2026-01-01/2026-12-31"),
        ],
        "met",
        0.0,
    ),
    "of no told year, and a quarter's": (
        claim("t", "may", "4e9", modality="targeted", metric="revenue"),
        [
            claim("a", "june", "1e9", metric="revenue", as_of="2026-04-01/2026-06-30"),
            claim("b", "relay", "5e9", metric="revenue", as_of="2026-01-01/2026-12-31"),
        ],
        "exceeded",
        25.0,
    ),
    "net profit, and operating profit": (
        claim(
            "t",
            "may",
            "4e9",
            modality="targeted",
            metric="profit",
            as_of="2026-01-01/2026-12-31",
            sentence="It aims for a net profit of $4bn.",
        ),
        [
            claim(
                "a",
                "june",
                "6e9",
                metric="profit",
                as_of="2026-01-01/2026-12-31",
                sentence="Operating profit was $6bn.",
            )
        ],
        "open",
        None,
    ),
    "too late for the year that it was meant for": (
        claim("t", "may", "50e9", modality="targeted", as_of="2026-05-01/2026-05-31"),
        [claim("a", "relay", "50e9")],
        "open",
        None,
    ),
    "nothing is known to come after an undated target": (
        claim("t", "undated", "50e9", modality="targeted"),
        [claim("a", "june", "50e9")],
        "open",
        None,
    ),
    "the first outcome counts, not the nearest": (
        claim("t", "may", "50e9", modality="targeted"),
        [claim("a", "june", "45e9"), claim("b", "relay", "50e9")],
        "short",
        -10.0,
    ),
}


@pytest.mark.parametrize("case", TARGETS)
def test_a_target_meets_its_outcome(con: duckdb.DuckDBPyConnection, case: str) -> None:
    target, after, outcome, gap = TARGETS[case]
    query = "select outcome, gap_pct from mart_target_vs_actual"
    assert ask(con, query, [target, *after]) == [(outcome, gap)]


def test_a_target_said_twice_is_one(con: duckdb.DuckDBPyConnection) -> None:
    claims = [claim(name, owner, "5e9", modality="targeted") for name, owner in (("a", "may"), ("b", "june"))]
    query = "select claim_count, article_count, stated_from from mart_target_vs_actual"
    assert ask(con, query, claims) == [(2, 2, date(2026, 5, 1))]


def test_a_target_s_words_are_those_of_its_claim(con: duckdb.DuckDBPyConnection) -> None:
    claims = [claim(name, "may", "5e9", modality="targeted") for name in ("may:c1059.0", "may:c99.0")]
    query = "select target_claim_id, target_sentence from mart_target_vs_actual"
    assert ask(con, query, claims) == [("may:c99.0", "may:c99.0")]


RUMOR = claim("r", "may", "10e9", evidence="unnamed")

RUMORS: dict[str, tuple[list[dict[str, Any]], tuple[Any, ...]]] = {
    "confirmed": ([claim("a", "june", "10.4e9")], ("confirmed", 2, 32, 4.0)),
    "off": ([claim("a", "june", "12e9")], ("off", 2, 32, 20.0)),
    "denied": ([claim("a", "june", "10e9", negated=True)], ("denied", None, None, None)),
    "confirmed after a denial": (
        [claim("a", "june", "10e9", negated=True), claim("b", "relay", "10e9")],
        ("confirmed", 10, 40, 0.0),
    ),
    "another rumour confirms nothing": (
        [claim("a", "june", "10e9", evidence="unnamed")],
        ("open", None, None, None),
    ),
    "what its own article says beside it": (
        [claim("a", "may", "6e9")],
        ("open", None, None, None),
    ),
    "what an article says that holds it as well": (
        [claim("a", "june", "6e9"), claim("b", "june", "10e9", evidence="unnamed")],
        ("open", None, None, None),
    ),
    "what an article says that holds it as well, and a later one": (
        [
            claim("a", "june", "6e9"),
            claim("b", "june", "10e9", evidence="unnamed"),
            claim("c", "relay", "10e9"),
        ],
        ("confirmed", 10, 40, 0.0),
    ),
    "what the market has it at": (
        [claim("a", "june", "6e9", basis="market_cap")],
        ("open", None, None, None),
    ),
    "what was paid for what was no bid's to value": (
        [claim("a", "june", "10.4e9", metric="acquisition")],
        ("open", None, None, None),
    ),
    "denied, and worth something else": (
        [claim("a", "june", "10e9", negated=True), claim("b", "relay", "6e9")],
        ("denied", None, None, None),
    ),
    "denied beside it": (
        [claim("a", "may", "10e9", modality="targeted", negated=True)],
        ("denied", None, None, None),
    ),
    "another amount is denied": (
        [claim("a", "june", "20e9", negated=True), claim("b", "relay", "12e9")],
        ("off", 10, 40, 20.0),
    ),
    "what was years ago is no answer": (
        [claim("a", "june", "10e9", as_of="2023-01-01/2023-12-31")],
        ("open", None, None, None),
    ),
}


@pytest.mark.parametrize("case", RUMORS)
def test_a_rumour_meets_its_outcome(con: duckdb.DuckDBPyConnection, case: str) -> None:
    after, outcome = RUMORS[case]
    query = "select outcome, days_min, days_max, gap_pct from mart_rumor_outcome"
    assert ask(con, query, [RUMOR, *after]) == [outcome]


def test_an_article_answers_the_rumours_of_others_but_not_its_own(con: duckdb.DuckDBPyConnection) -> None:
    claims = [
        claim("r", "may", "10e9", evidence="unnamed"),
        claim("s", "june", "14e9", evidence="unnamed"),
        claim("a", "june", "10e9"),
        claim("b", "relay", "20e9"),
    ]
    query = "select rumor_claim_id, outcome, actual_claim_id from mart_rumor_outcome order by 1"
    assert ask(con, query, claims) == [("r", "confirmed", "a"), ("s", "off", "b")]


# what a bid would value a company at, what came of it, and the outcome
BIDS: dict[str, tuple[dict[str, Any], list[dict[str, Any]], str]] = {
    "what the bidder paid": (
        {"counterparties": ["tern"]},
        [claim("a", "june", "10.4e9", metric="acquisition", counterparties=["tern"])],
        "confirmed",
    ),
    "a bid in words": (
        {"sentence": "Somebody weighs a takeover that values Lumo at $10bn."},
        [claim("a", "june", "12e9", metric="acquisition")],
        "off",
    ),
    "what was paid, and what it was then valued at": (
        {"counterparties": ["tern"]},
        [claim("a", "june", "12e9", metric="acquisition"), claim("b", "june", "10e9")],
        "confirmed",
    ),
    "what was paid a share": (
        {"counterparties": ["tern"]},
        [claim("a", "june", "12", metric="acquisition", basis="per_share")],
        "open",
    ),
    "denied": (
        {"counterparties": ["tern"]},
        [claim("a", "june", "10e9", modality="targeted", negated=True)],
        "denied",
    ),
}


@pytest.mark.parametrize("case", BIDS)
def test_a_bid_is_answered_by_what_is_paid(con: duckdb.DuckDBPyConnection, case: str) -> None:
    said, after, outcome = BIDS[case]
    bid = claim("r", "may", "10e9", evidence="unnamed", modality="hypothetical", **said)
    assert ask(con, "select outcome from mart_rumor_outcome", [bid, *after]) == [(outcome,)]


def test_the_price_of_a_share_is_no_rumour(con: duckdb.DuckDBPyConnection) -> None:
    share: dict[str, Any] = {"metric": "price", "basis": "per_share", "per": "share"}
    bid: dict[str, Any] = {"metric": "acquisition", "basis": "per_share", "per": "share"}
    claims = [
        claim("p", "may", "20", evidence="unnamed", **share),
        claim("q", "may", "24", evidence="unnamed", **bid),
        claim("a", "june", "21", **share),
    ]
    query = "select rumor_claim_id, outcome from mart_rumor_outcome"
    assert ask(con, query, claims) == [("q", "open")]


# a forecast for some time, what is actual, and the status by 10 June 2026, the ledger's latest day
FORECASTS: dict[str, tuple[dict[str, Any], list[dict[str, Any]], str]] = {
    "over when it was printed": (
        claim("f", "may", "5e9", modality="projected", as_of="2025-10-01/2025-12-31"),
        [claim("a", "june", "5e9", as_of="2025-11-01")],
        "stale",
    ),
    "over by now": (
        claim("f", "may", "5e9", modality="projected", as_of="2026-05-01/2026-05-31"),
        [],
        "due",
    ),
    "came about": (
        claim("f", "may", "5e9", modality="projected", as_of="2026-05-01/2026-12-31"),
        [claim("a", "june", "6e9", as_of="2026-06-01")],
        "fulfilled",
    ),
    "came about too late": (
        claim("f", "may", "5e9", modality="projected", as_of="2026-05-01/2026-05-31"),
        [claim("a", "june", "6e9", as_of="2026-06-01")],
        "due",
    ),
    "came about in part": (
        claim("f", "may", "5e9", modality="projected", as_of="2026-05-01/2026-12-31"),
        [claim("a", "june", "4e9", as_of="2026-06-01")],
        "pending",
    ),
    "came about on the second try": (
        claim("f", "may", "5e9", modality="projected", as_of="2026-05-01/2026-12-31"),
        [claim("a", "june", "4e9", as_of="2026-06-01"), claim("b", "relay", "4.8e9", as_of="2026-06-03")],
        "fulfilled",
    ),
    "up to so much": (
        claim("f", "may", "5e9", modality="projected", amount_low=None, as_of="2026-05-01/2026-12-31"),
        [claim("a", "june", "4e9", as_of="2026-06-01")],
        "fulfilled",
    ),
    "a year's revenue, and a quarter's": (
        claim("f", "may", "40e9", modality="projected", metric="revenue", as_of="2026-01-01/2026-12-31"),
        [claim("a", "june", "9e9", metric="revenue", as_of="2026-01-01/2026-03-31")],
        "pending",
    ),
    "a year's revenue, and as much in a quarter": (
        claim("f", "may", "40e9", modality="projected", metric="revenue", as_of="2026-01-01/2026-12-31"),
        [claim("a", "june", "41e9", metric="revenue", as_of="2026-01-01/2026-03-31")],
        "pending",
    ),
    "a quarter's revenue that came about": (
        claim("f", "may", "9e9", modality="projected", metric="revenue", as_of="2026-04-01/2026-06-30"),
        [claim("a", "june", "9.4e9", metric="revenue", as_of="2026-04-01/2026-06-30")],
        "fulfilled",
    ),
    "a quarter's revenue that did not": (
        claim("f", "may", "9e9", modality="projected", metric="revenue", as_of="2026-04-01/2026-06-30"),
        [
            claim("a", "june", "8e9", metric="revenue", as_of="2026-04-01/2026-06-30"),
            claim("b", "june", "36e9", metric="revenue", as_of="2026-01-01/2026-12-31"),
        ],
        "missed",
    ),
    "a year's spending, and what is dated to a day of it": (
        claim("f", "may", "5e9", modality="projected", metric="spending", as_of="2026-01-01/2026-12-31"),
        [claim("a", "june", "5.1e9", metric="spending", as_of="2026-05-30")],
        "fulfilled",
    ),
    "by December, and the year's revenue": (
        claim("f", "may", "40e9", modality="projected", metric="revenue", as_of="2026-12-01/2026-12-31"),
        [claim("a", "june", "41e9", metric="revenue", as_of="2026-01-01/2026-12-31")],
        "fulfilled",
    ),
    "a year's revenue, and a run rate in it": (
        claim("f", "may", "40e9", modality="projected", metric="revenue", as_of="2026-01-01/2026-12-31"),
        [claim("a", "june", "41e9", metric="revenue", basis="run_rate", as_of="2026-05-01/2026-05-31")],
        "pending",
    ),
    "what a share earns, and what all do": (
        claim(
            "f",
            "may",
            "4",
            modality="projected",
            metric="profit",
            basis="per_share",
            as_of="2026-01-01/2026-12-31",
        ),
        [claim("a", "june", "6e9", metric="profit", as_of="2026-01-01/2026-12-31")],
        "pending",
    ),
    "to come": (
        claim("f", "may", "5e9", modality="hypothetical", as_of="2027-01-01/2027-12-31"),
        [],
        "pending",
    ),
}


@pytest.mark.parametrize("case", FORECASTS)
def test_a_forecast_is_stale_fulfilled_due_or_pending(con: duckdb.DuckDBPyConnection, case: str) -> None:
    forecast, after, status = FORECASTS[case]
    assert ask(con, "select id, status from mart_forecast_due", [forecast, *after]) == [("f", status)]


CHIP = {
    "event_id": "e",
    "article_id": "may",
    "event_type": "product_launch",
    "event_start": "2025-10-01",
    "event_end": "2025-12-31",
    "modality": "projected",
}


def test_an_announced_event_is_a_forecast_too(con: duckdb.DuckDBPyConnection) -> None:
    query = "select kind, id, subject_id, what, status, value_min from mart_forecast_due"
    party = {"event_id": "e", "entity_id": "lumo", "role": "subject"}
    rows = ask(con, query, [], fact_event=[CHIP], bridge_event_party=[party])
    assert rows == [("event", "e", "lumo", "product_launch", "stale", None)]


def test_a_market_grows_from_its_own_earlier_size(con: duckdb.DuckDBPyConnection) -> None:
    market: dict[str, Any] = {"metric": "market_size", "subjects": ["sea-salt"]}
    claims = [
        claim("a", "may", "10e9", as_of="2024-01-01/2024-12-31", **market),
        claim("b", "may", "40e9", as_of="2026-01-01/2026-12-31", modality="projected", **market),
        claim("c", "june", "90e9", as_of="2028-01-01/2028-12-31", **market),  # of another article
        claim("d", "june", "7e9", **market),
    ]
    query = "select claim_id, growth_pct from mart_market_size order by claim_id"
    assert ask(con, query, claims) == [("a", None), ("b", 100.0), ("c", None), ("d", None)]


def test_a_market_grows_by_one_source_s_word_at_a_time(con: duckdb.DuckDBPyConnection) -> None:
    def size(claim_id: str, amount: str, year: int, *sources: str, of: str = "drone") -> dict[str, Any]:
        told = {"metric": "market_size", "subjects": [of], "source_ids": list(sources)}
        as_of = f"{year}-01-01/{year}-12-31"
        return claim(claim_id, "may", amount, as_of=as_of, source_id=sources[0] if sources else None, **told)

    claims = [
        size("a", "10e9", 2025, "gartner"),
        size("b", "20e9", 2030, "gartner"),
        size("c", "12e9", 2025, "idc"),
        size("d", "60e9", 2030, "idc"),
        size("e", "90e9", 2035),  # whose word it is stays open between two
        size("f", "3e9", 2025, "gartner", of="lock"),
        size("g", "6e9", 2026, of="lock"),
    ]
    query = "select claim_id, growth_pct from mart_market_size where growth_pct is not null order by claim_id"
    assert ask(con, query, claims) == [("b", 14.9), ("d", 38.0), ("g", 100.0)]


def test_each_investor_of_a_claim_has_a_row(con: duckdb.DuckDBPyConnection) -> None:
    claims = [
        claim("a", "may", "10e9", metric="investment", counterparties=["tern", "gull"], basis="round"),
        claim("b", "june", "13e9", metric="investment"),
    ]
    query = "select claim_id, investor_id, company_id, basis, is_shared, held_from from mart_investor_stake order by all"
    assert ask(con, query, claims) == [
        ("a", "gull", "lumo", "round", True, date(2026, 5, 1)),
        ("a", "tern", "lumo", "round", True, date(2026, 5, 1)),
        ("b", None, "lumo", None, False, date(2026, 6, 2)),
    ]


def test_reports_of_one_round_are_one_row(con: duckdb.DuckDBPyConnection) -> None:
    told = "Lumo raised $65 million in its Series\u202fH, which values it at $965 million."
    claims = [
        claim("a", "june", "65e6", metric="funding", sentence=told, counterparties=["tern", "gull"]),
        claim("v", "june", "965e6", sentence=told),
        claim("b", "relay", "65.2e6", metric="funding", counterparties=["auk", "tern"]),
        claim("c", "undated", "65e6", metric="funding"),
        claim("p", "may", "50e6", metric="funding", modality="targeted", sentence="It seeks a pre-IPO $50m."),
        claim("n", "may", "65e6", metric="funding", negated=True),
        claim("t", "june", "205e6", metric="funding", rule_id="funding.total"),
    ]
    query = (
        "select status, series, amount_min::int, amount_max::int, valuation_min::int, lead_id, investor_ids,"
        " held_from, claim_count, article_count from mart_funding_round"
    )
    assert ask(con, query, claims) == [
        ("planned", "pre-ipo", 50e6, 50e6, None, None, [], date(2026, 5, 1), 1, 1),
        (
            "raised",
            "Series H",
            65e6,
            65.2e6,
            965e6,
            "tern",
            ["auk", "gull", "tern"],
            date(2026, 6, 2),
            3,
            3,
        ),
    ]


def test_the_same_amount_a_year_later_is_another_round(con: duckdb.DuckDBPyConnection) -> None:
    claims = [
        claim("a", "june", "5e6", metric="funding", as_of="2025-01-01"),
        claim("b", "relay", "5e6", metric="funding"),
    ]
    query = "select held_from, round_no from mart_funding_round"
    assert ask(con, query, claims) == [(date(2025, 1, 1), 0), (date(2026, 6, 10), 1)]


def spoken(*modalities: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """An amount said in several modalities one after the other: claims and their mentions."""
    claims = [claim(f"c{n}", "may", "10e9", modality=said) for n, said in enumerate(modalities)]
    mentions = [
        {"mention_id": f"c{n}:m", "article_id": "may", "start_char": 10 * n, "surface": "$10bn"}
        for n in range(len(modalities))
    ]
    return claims, mentions


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("hypothetical", "projected", "projected"), [(["hypothetical", "projected"], "hardens")]),
        (("actual", "targeted"), [(["actual", "targeted"], "softens")]),
        (("targeted", "actual", "targeted"), [(["targeted", "actual", "targeted"], "wavers")]),
        (("targeted", "targeted"), []),
    ],
)
def test_a_claim_hardens_as_the_text_goes_on(
    con: duckdb.DuckDBPyConnection, said: tuple[str, ...], told: Rows
) -> None:
    claims, mentions = spoken(*said)
    query = "select modalities, direction from mart_modality_drift"
    assert ask(con, query, claims, fact_money_mention=mentions) == told


def test_the_last_word_on_an_amount_stands_beside_its_turns(con: duckdb.DuckDBPyConnection) -> None:
    claims, mentions = spoken("hypothetical", "projected", "projected")
    query = "select sentences, last_sentence from mart_modality_drift"
    assert ask(con, query, claims, fact_money_mention=mentions) == [(["c0", "c1"], "c2")]


@pytest.mark.parametrize("mart", ACROSS_GRAINS)
def test_rows_keep_the_grain(con: duckdb.DuckDBPyConnection, mart: str) -> None:
    claims, mentions = spoken("hypothetical", "targeted")
    claims += [
        claim("a", "june", "9e9", subjects=["lumo", "zelph"]),
        claim("b", "relay", "9.1e9", source_ids=["tern-times"], evidence="attributed"),
        claim("r", "may", "8e9", evidence="unnamed"),
        claim("s", "june", "8e9", evidence="unnamed", as_of="2026-01-01"),
        claim("t", "may", "7e9", modality="targeted", as_of="2027-01-01", subjects=["lumo", "zelph"]),
        claim("u", "may", "7e9", modality="targeted", as_of="2028-01-01"),
        claim("i", "may", "1e9", metric="investment", counterparties=["tern", "gull"]),
        claim("f", "may", "1e9", metric="funding", subjects=["lumo", "zelph"]),
        claim("g", "june", "1e9", metric="funding", modality="targeted"),
        claim("m", "may", "1e9", metric="market_size", as_of="2024-01-01/2024-12-31"),
        claim("n", "may", "1.2e9", metric="market_size", as_of="2024-01-01/2024-12-31"),
        claim("o", "may", "2e9", metric="market_size", as_of="2028-01-01/2028-12-31"),
    ]
    query = f"select count(*), count(distinct row({ACROSS_GRAINS[mart]})) from {mart}"
    [(rows, known)] = ask(con, query, claims, fact_money_mention=mentions, fact_event=[CHIP])
    assert rows == known > 0


@pytest.mark.parametrize("mart", ACROSS_GRAINS)
def test_an_empty_ledger_has_empty_marts(con: duckdb.DuckDBPyConnection, mart: str) -> None:
    assert con.execute(f"from {mart}").fetchall() == []


@pytest.mark.parametrize("mart", ACROSS_GRAINS)
def test_a_mart_of_a_moment_forgets_what_came_later(con: duckdb.DuckDBPyConnection, mart: str) -> None:
    later = "2026-07-01"
    insert(con, "history_article", [{**row, "recorded_at": later} for row in ARTICLES])
    claims = [claim("t", "may", "5e9", modality="targeted", evidence="unnamed"), claim("a", "june", "5e9")]
    insert(con, "history_claim", [{**row, "recorded_at": later} for row in claims])
    assert con.execute(f"from {mart}_as_of('2026-06-30'::timestamp)").fetchall() == []
    now = con.execute(f"from {mart}_as_of('2026-07-02'::timestamp)").fetchall()
    assert now == con.execute(f"from {mart}").fetchall()
