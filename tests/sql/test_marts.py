"""The plainer marts: small tables in, rows out."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from etl.warehouse.checks import list_checks
from etl.warehouse.models import list_models
from tests.ledger_rows import article, claim, insert, proposal
from tests.sql.test_marts_across import ACROSS_GRAINS

SQL = Path(__file__).parents[2] / "sql"

GRAINS = {
    "mart_arithmetic_audit": "relation_id",
    "mart_conflict": "fact_id, basis, compared_in, cluster_no",
    "mart_coverage": "publisher_id",
    "mart_difference": "cluster_id",
    "mart_engine_agreement": "proposal_id, field",
    "mart_entity_profile": "entity_id",
    "mart_fact": "fact_id, basis, compared_in, cluster_no",
    "mart_price_list": "claim_id, product_id",
    "mart_valuation_timeline": "claim_id, subject_id",
}
"""The columns that a row of each mart is known by."""


def fill(con: duckdb.DuckDBPyConnection) -> None:
    """Two outlets, three articles, a price, two valuations, two computations, a refusal."""
    insert(
        con,
        "history_article",
        [
            article(
                "may", "2026-05-04", publisher_id="tern-times", title="Lumo is worth more", word_count=90
            ),
            article("copy", "2026-05-05", publisher_id="tern-times", duplicate_of="may", word_count=90),
            article("undated", word_count=20),
        ],
    )
    insert(
        con,
        "dim_entity",
        [{"entity_id": "lumo", "name": "Lumo Robotics", "entity_type": "company"}],
    )
    insert(
        con,
        "history_claim",
        [
            claim("v1", "may", "9e8", as_of="2026-04-01/2026-04-30"),
            claim("v2", "may", "1e12", subjects=["halden", "lumo"]),
            claim("v3", "undated", "2e8"),
            claim("p1", "may", "0.00000025", metric="price", subjects=["lumo-mini"], per="token"),
            claim("o1", "undated", "1e6", metric="other", subjects=[]),
        ],
    )
    money = [("may", "m1", "body"), ("may", "m2", "boilerplate"), ("undated", "m3", "body")]
    insert(
        con,
        "fact_money_mention",
        [
            {"mention_id": mention, "article_id": owner, "zone": zone, "surface": f"${mention}"}
            for owner, mention, zone in money
        ],
    )
    insert(
        con,
        "history_proposal",
        [
            proposal("p-v1", "may", "v1:m", subject_ids=["lumo"], modality="targeted"),
            proposal("p-v2", "may", "v2:m", subject_ids=["lumo", "halden"]),
            proposal("p-p1", "may", "p1:m", verdict="name_not_in_article"),
        ],
    )
    insert(
        con,
        "fact_quantity_mention",
        [{"mention_id": name, "article_id": "may", "surface": name} for name in ("61.6%", "5x")],
    )
    insert(
        con,
        "fact_relation",
        [
            {
                "relation_id": "r1",
                "article_id": "may",
                "kind": "cagr",
                "stated_mention_id": "61.6%",
                "stated_min": Decimal("61.6"),
                "stated_max": Decimal("61.6"),
                "computed_min": Decimal("46.8"),
                "computed_max": Decimal("46.8"),
                "verdict": "fails",
            },
            {
                "relation_id": "r2",
                "article_id": "may",
                "kind": "growth",
                "stated_mention_id": "5x",
                "stated_min": Decimal(5),
                "stated_max": Decimal(5),
                "computed_min": Decimal("5.2"),
                "computed_max": None,
                "verdict": "holds",
            },
        ],
    )
    insert(
        con,
        "bridge_relation_operand",
        [
            {"relation_id": "r1", "mention_id": "m1", "role": "from"},
            {"relation_id": "r1", "mention_id": "m3", "role": "to"},
        ],
    )
    insert(
        con,
        "quarantine",
        [
            {"stage": "extract", "rule": "r", "article_id": "may", "payload": "1"},
            {"stage": "ingest", "rule": "r", "path": "empty.txt", "payload": "2"},
        ],
    )


def test_a_valuation_has_its_time_or_its_articles(con: duckdb.DuckDBPyConnection) -> None:
    fill(con)
    rows = con.execute(
        "select claim_id, subject_id, subject_name, held_from, held_to, time_basis"
        " from mart_valuation_timeline order by claim_id, subject_id"
    ).fetchall()
    may = date(2026, 5, 4)
    assert rows == [
        ("v1", "lumo", "Lumo Robotics", date(2026, 4, 1), date(2026, 4, 30), "as_of"),
        ("v2", "halden", None, may, may, "published"),
        ("v2", "lumo", "Lumo Robotics", may, may, "published"),
        ("v3", "lumo", "Lumo Robotics", None, None, "unknown"),
    ]


def test_a_value_is_told_once_a_voice_with_each_basis_it_has(con: duckdb.DuckDBPyConnection) -> None:
    fill(con)
    voices = [("may", "post_money"), ("may", "pre_money"), ("may", None), ("copy", None), ("undated", None)]
    told = [
        claim(f"t{number}", owner, "5e9", basis=basis, as_of="2026-01-01")
        for number, (owner, basis) in enumerate(voices)
    ]
    insert(con, "history_claim", told)
    timeline = SQL.joinpath("analysis", "valuation_timeline.sql").read_text("utf-8")
    rows = con.execute(f"select says, bases, times_said from ({timeline}) where usd_bn_min = 5").fetchall()
    assert rows == [("tern-times", ["post_money", "pre_money"], 4), ("undated.txt", None, 1)]


def test_a_price_is_exact_and_has_its_unit(con: duckdb.DuckDBPyConnection) -> None:
    fill(con)
    rows = con.execute("select product_id, usd_min, per, held_from from mart_price_list").fetchall()
    assert rows == [("lumo-mini", Decimal("0.00000025"), "token", date(2026, 5, 4))]


def test_arithmetic_is_shown_with_its_operands_and_its_gap(con: duckdb.DuckDBPyConnection) -> None:
    fill(con)
    rows = con.execute(
        "select relation_id, stated, operands, gap, verdict from mart_arithmetic_audit order by relation_id"
    ).fetchall()
    assert rows == [
        ("r1", "61.6%", "from $m1, to $m3", Decimal("14.8"), "fails"),
        ("r2", "5x", None, Decimal("0.2"), "holds"),
    ]


def test_coverage_counts_what_was_read_and_refused(con: duckdb.DuckDBPyConnection) -> None:
    fill(con)
    rows = con.execute(
        "select publisher_id, articles, duplicates, articles_undated, words, amounts, amounts_in_boilerplate,"
        " claims, claim_share_other, claim_share_no_subject, quarantined from mart_coverage"
    ).fetchall()
    assert rows == [
        ("tern-times", 2, 1, 0, 180, 2, 1, 3, 0.0, 0.0, 1),
        (None, 1, 0, 1, 20, 1, 0, 2, 0.5, 0.5, 1),
    ]


def test_engines_are_held_against_ours_field_by_field(con: duckdb.DuckDBPyConnection) -> None:
    fill(con)
    query = "select proposal_id, field, ours, proposed from mart_engine_agreement"
    differ = con.execute(f"{query} where not agrees order by all").fetchall()
    assert differ == [
        ("p-v1", "as_of", "2026-04-01/2026-04-30", None),
        ("p-v1", "modality", "actual", "targeted"),
    ]
    listed = con.execute(f"{query} where agrees and field = 'subject' order by all").fetchall()
    assert listed == [
        ("p-v1", "subject", "lumo", "lumo"),
        ("p-v2", "subject", "halden, lumo", "halden, lumo"),
    ], "the order of several subjects is no disagreement; what does not stand is not held against anything"


def mention(name: str, article_id: str, entity_id: str, surface: str, zone: str = "body") -> dict[str, str]:
    """A row of `fact_entity_mention`."""
    return {
        "mention_id": name,
        "article_id": article_id,
        "entity_id": entity_id,
        "surface": surface,
        "zone": zone,
    }


def test_a_profile_gathers_names_claims_and_parties(con: duckdb.DuckDBPyConnection) -> None:
    fill(con)
    insert(
        con,
        "history_claim",
        [
            claim("i1", "copy", "5e6", metric="funding", counterparties=["tern"], source_ids=["the-mail"]),
            claim("i2", "may", "4e6", metric="valuation", subjects=["halden"], counterparties=["lumo"]),
        ],
    )
    insert(
        con,
        "fact_entity_mention",
        [
            mention("e1", "may", "lumo", "Lumo"),
            mention("e2", "may", "lumo", "Lumo"),
            mention("e3", "copy", "lumo", "Lumo Robotics"),
            mention("e4", "copy", "lumo", "LUMO", "boilerplate"),
            mention("e5", "undated", "zelph", "Zelph"),
        ],
    )
    rows = con.execute(
        "select names, mentions, articles, claims_as_subject, claims_as_counterparty, claims_as_source,"
        " metrics, counterparty_ids, source_ids, publisher_ids, first_seen, last_seen, name"
        " from mart_entity_profile where entity_id in ('lumo', 'zelph') order by entity_id"
    ).fetchall()
    lumo = (["Lumo", "Lumo Robotics"], 3, 3, 4, 1, 0, ["valuation", "funding"], ["halden", "tern"])
    seen = (date(2026, 5, 4), date(2026, 5, 5), "Lumo Robotics")
    assert rows == [
        (*lumo, ["the-mail"], ["tern-times"], *seen),
        (["Zelph"], 1, 1, 0, 0, 0, [], [], [], [], None, None, None),
    ]


def test_every_mart_says_what_a_row_is() -> None:
    for model in list_models(SQL):
        if model.kind in ("mart", "analysis"):
            assert model.grain, model.path
            assert model.description, model.path
    assert {model.name for model in list_models(SQL) if model.kind == "mart"} == set(GRAINS) | set(
        ACROSS_GRAINS
    )


@pytest.mark.parametrize("mart", list(GRAINS))
def test_rows_keep_the_grain(con: duckdb.DuckDBPyConnection, mart: str) -> None:
    fill(con)
    [(rows, known)] = con.execute(
        f"select count(*), count(distinct row({GRAINS[mart]})) from {mart}"
    ).fetchall()
    assert rows == known > 0


@pytest.mark.parametrize("mart", list(GRAINS))
def test_an_empty_ledger_has_empty_marts(con: duckdb.DuckDBPyConnection, mart: str) -> None:
    assert con.execute(f"from {mart}").fetchall() == []


@pytest.mark.parametrize("path", sorted((SQL / "analysis").glob("*.sql")), ids=lambda path: path.stem)
def test_an_analysis_runs_as_it_is(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    fill(con)
    names = [column[0] for column in con.execute(path.read_text("utf-8")).description or ()]
    assert names


@pytest.mark.parametrize("path", sorted((SQL / "marts").glob("*.sql")), ids=lambda path: path.stem)
def test_a_mart_runs_as_it_is(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    fill(con)
    read, kept = (con.execute(query).fetchall() for query in (path.read_text("utf-8"), f"from {path.stem}"))
    assert sorted(map(repr, read)) == sorted(map(repr, kept))  # rows are in no order


TEXT = "né: Lumo is worth $9bn."
SOUND = {
    "dim_file": {"path": "a.txt", "outcome": "read"},
    "bridge_file_article": {"path": "a.txt", "article_id": "a"},
    "history_article": {**article("a", "2026-05-04"), "text": TEXT},
    "dim_entity": {"entity_id": "lumo"},
    "fact_money_mention": {
        "mention_id": "a:m18-22",
        "article_id": "a",
        "start_char": 18,
        "end_char": 22,
        "surface": "$9bn",
        "zone": "body",
    },
    "history_claim": {**claim("c", "a", "9e9"), "mention_id": "a:m18-22"},
    "history_proposal": proposal("p", "a", "a:m18-22", amount_min=Decimal(0)),
    "build_info": {},
}
"""A ledger of one article in which every check passes."""

BROKEN = {
    # check: the statement after which it finds one row
    "claims_rest_on_mentions": "update fact_money_mention set zone = 'boilerplate'",
    "conflicts_keep_their_grain": None,  # held by the mart's own tests: no row of a table can break it
    "files_are_accounted_for": "update dim_file set path = 'b.txt'",
    "own_amounts_have_claims": "delete from history_claim",
    "parties_are_entities": "delete from dim_entity",
    "proposals_are_accounted_for": "update history_proposal set verdict = 'amount_differs'",
    "rows_are_accounted_for": "update batch_log set found = 0, accepted = 0 where table_name = 'quarantine'",
    "surfaces_are_the_text": "update fact_money_mention set surface = '$8bn'",
    "undated_articles": "update history_article set published_basis = 'unknown'",
}


@pytest.mark.parametrize("check", list_checks(SQL), ids=lambda check: check.name)
def test_a_check_finds_what_it_is_for(con: duckdb.DuckDBPyConnection, check: object) -> None:
    name, sql = check.name, check.sql  # type: ignore[attr-defined]
    for table, row in SOUND.items():
        insert(con, table, [row])
    batch = {"batch_id": "b", "stage": "extract"}
    counts = {"fact_money_mention": (3, 1, 2), "quarantine": (2, 2, 0)}
    insert(
        con,
        "batch_log",
        [
            {**batch, "table_name": name, "found": found, "accepted": accepted, "rejected": rejected}
            for name, (found, accepted, rejected) in counts.items()
        ],
    )
    assert con.execute(sql).fetchall() == []
    breach = BROKEN[name]
    if breach is not None:
        con.execute(breach)
        assert len(con.execute(sql).fetchall()) == 1
