"""Proposals of another engine on a real ledger: what stands, what is refused and why, what becomes of it later."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.engine import Proposed, propose_by, propose_file
from etl.engine.doctor import examine
from etl.engine.transfer import export_ledger, import_ledger
from etl.errors import LedgerError, NotFound
from etl.interpret.proposals import OwnRules
from etl.warehouse.digest import table_digests
from tests.engine.conftest import LUMO, Bench, ledger_in

TABLE = """Halden in figures
May 20, 2026

Halden reported its figures on Wednesday.

Key figures, in € million

| | 2025 | 2024 |
| --- | --- | --- |
| Revenue | 310 | 240 |
| Net loss | (15) | (9) |
"""

Row = dict[str, Any]


def about(text: str, surface: str, article: str = "lumo.txt", **fields: Any) -> Row:
    """A proposal for the first place that has those words."""
    start = text.index(surface)
    plain = {"engine": "reader", "currency": "USD", "metric": "valuation", "modality": "actual"}
    place = {"article": article, "start": start, "end": start + len(surface), "surface": surface}
    return {**plain, "evidence": "stated", **place, **fields}


WORTH = about(LUMO, "$900 million", min=900_000_000, subject="Lumo Robotics")
RAISED = about(LUMO, "$40 million", min=40_000_000, metric="funding", subject=["Lumo"])
"""What stands."""


def write(bench: Bench, *rows: Row | str, name: str = "read.jsonl") -> Path:
    path = bench.ledger.raw_dir.parent / name
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def propose(bench: Bench, *rows: Row | str, name: str = "read.jsonl") -> Proposed:
    made = propose_file(bench.ledger, write(bench, *rows, name=name), bench.now)
    bench.runs += 1
    assert made.proposed == made.stand + sum(made.refused.values()) == len(rows)
    return made


STANDING = "select proposal_id, engine, amount_min, currency, subject_ids from fact_proposal order by all"
REFUSED = "select stage, rule, path from quarantine where stage in ('propose', 'publish') order by all"


def test_what_stands_is_a_claim_of_its_engine_beside_ours(bench: Bench) -> None:
    ours = bench.ask("select * from fact_claim order by all")
    marts = bench.ask("select * from mart_fact order by all")
    assert propose(bench, {**WORTH, "modality": "estimated"}) == Proposed(1, 1, {})
    [row] = bench.ask(
        "select theirs.engine, theirs.surface, theirs.amount_min, theirs.usd_max, theirs.subject_id,"
        " theirs.sentence = ours.sentence, ours.modality, theirs.modality"
        " from fact_proposal as theirs join fact_claim as ours using (mention_id)"
    )
    assert row == (
        *("reader", "$900 million", 900_000_000, 900_000_000, "lumo-robotics", True),
        *("actual", "estimated"),
    )
    assert bench.ask("select field, ours, proposed from mart_engine_agreement where not agrees") == [
        ("modality", "actual", "estimated")
    ]
    assert bench.ask("select * from fact_claim order by all") == ours, "ours stay as they are"
    assert bench.ask("select * from mart_fact order by all") == marts, "and nothing is counted twice"


WRONG = [
    ("an article that nobody read", {"article": "f" * 16}, "unknown_article"),
    ("a span that the text ends in", {"end": len(LUMO) + 1, "surface": None}, "outside_the_text"),
    ("a span far beyond the text", {"start": 4_000_000_000, "end": 4_000_000_009}, "outside_the_text"),
    ("one off, as where a byte-order mark was counted", {"start": WORTH["start"] + 1}, "surface_differs"),
    ("words that do not stand there", {"surface": "$900 billion"}, "surface_differs"),
    ("half of the amount: $900", {"end": WORTH["start"] + 4, "surface": "$900"}, "no_amount_there"),
    (
        "more than the amount",
        {"start": WORTH["start"] - 3, "surface": "at $900 million"},
        "no_amount_there",
    ),
    ("no amount at all", about(LUMO, "Tern Ventures"), "no_amount_there"),
    ("a year is none", about(LUMO, "2025"), "no_amount_there"),
    ("$9bn for $900m", {"min": 9_000_000_000}, "amount_differs"),
    ("the number without its scale", {"min": 900}, "amount_differs"),
    ("half right: the lower end alone", {"max": 950_000_000}, "amount_differs"),
    ("a loss that is none", {"metric": "profit", "min": -900_000_000, "max": -800_000_000}, "amount_differs"),
    ("another currency", {"currency": "EUR"}, "currency_differs"),
    ("somebody whom the article does not name", {"subject": "Globex"}, "name_not_in_article"),
    ("part of a word", {"subject": "Lum"}, "name_not_in_article"),
    ("a name of marks alone", {"subject": "—"}, "name_not_in_article"),
    ("one of two names", {"counterparty": ["Tern Ventures", "Globex"]}, "name_not_in_article"),
    ("hostile names", {"subject": "'; drop table history_claim; --"}, "name_not_in_article"),
    ("a metric of its own", {"metric": "dividend"}, "metric.isin"),
    ("a basis of its own", {"basis": "gross"}, "basis.isin"),
    ("a modality of its own", {"modality": "likely"}, "modality.isin"),
    ("evidence of its own", {"evidence": "hearsay"}, "evidence.isin"),
    ("attributed to nobody", {"evidence": "attributed"}, "attributed_has_source"),
    ("a source beside what the article states", {"source": "Tern Ventures"}, "attributed_has_source"),
    ("a negative amount that is no loss", {"min": -900_000_000}, "only_profit_is_negative"),
    ("ends in disorder", {"max": 1}, "amounts_in_order"),
    ("days in disorder", {"as_of": "2026-05-04/2026-05-01"}, "as_of_in_order"),
    ("a span of nothing", {"end": WORTH["start"], "surface": None}, "span_in_order"),
    ("a name that is none of an engine", {"engine": "../reader\u001b[31m"}, "engine.str_matches"),
    ("half of a character", {"surface": "\ud83d"}, "not_text"),
    ("the same twice", {}, "unique_key"),
]


def test_each_wrong_proposal_is_in_quarantine_under_its_rule(bench: Bench) -> None:
    """All at once, between two that stand: one bad line takes nothing else with it."""
    engines = {f"reader-{number}": rule for number, (_, _, rule) in enumerate(WRONG)}
    rows = [
        {**WORTH, "engine": engine, **changes}
        for engine, (_, changes, rule) in zip(engines, WRONG, strict=True)
        if rule != "unique_key"
    ]
    made = propose(bench, WORTH, *rows, RAISED, WORTH)
    assert made.stand == 2
    assert made.refused == {
        rule: sum(rule == other for other in engines.values()) for rule in engines.values()
    }
    kept = bench.ask("select rule, reason, payload from quarantine where stage in ('propose', 'publish')")
    assert len(kept) == len(WRONG)
    assert all(payload and reason and "\n" not in reason for _, reason, payload in kept)
    ours = {json.loads(payload).get("engine"): rule for rule, _, payload in kept}
    for (note, *_), engine, rule in zip(WRONG, engines, engines.values(), strict=True):
        assert ours.get(engine, rule) == rule, note


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"min": 9_000_000_000}, "'$900 million' is 900000000 USD, not 9000000000 USD"),
        ({"max": 950_000_000.5}, "not 900000000 to 950000000.5 USD"),
        ({"start": WORTH["start"] + 1}, "there stands '900 million'"),
        ({"end": WORTH["start"] + 4, "surface": "$900"}, "we read the amount '$900 million'"),
        ({"subject": "Globex"}, "'Globex' is not among the article's words"),
    ],
)
def test_a_refusal_says_what_the_article_has(bench: Bench, changes: Row, words: str) -> None:
    propose(bench, {**WORTH, **changes})
    [(reason,)] = bench.ask("select reason from quarantine where stage = 'publish'")
    assert words in reason


def test_a_cell_is_read_with_its_heads(bench: Bench) -> None:
    bench.write("figures.md", TABLE)
    bench.run()
    spans = dict(bench.ask("select surface, start_char from fact_money_mention where currency = 'EUR'"))
    assert {"310", "15"} <= set(spans)
    revenue = about(TABLE, "310", "figures.md", metric="revenue", currency="EUR", subject="Halden")
    loss = about(TABLE, "15", "figures.md", metric="profit", currency="EUR", subject="Halden")
    made = propose(
        bench,
        {**revenue, "min": 310_000_000},
        {**revenue, "min": 310, "engine": "blind-to-heads"},
        {**revenue, "min": 310_000_000, "currency": "USD", "engine": "blind-to-captions"},
        {**loss, "start": spans["15"], "end": spans["15"] + 2, "min": -15_000_000},
    )
    assert (made.stand, made.refused) == (2, {"amount_differs": 1, "currency_differs": 1})
    told = "select metric, amount_min, amount_high, currency, sentence from fact_proposal order by metric"
    assert [row[:4] for row in bench.ask(told)] == [
        ("profit", -15_000_000, -15_000_000, "EUR"),
        ("revenue", 310_000_000, 310_000_000, "EUR"),
    ]
    assert bench.ask("select count(*) from fact_proposal where usd_min is null") == [(0,)]


def test_names_get_our_ids(bench: Bench) -> None:
    led = {**RAISED, "counterparty": ["the  TERN ventures", "Tern Ventures"]}
    assert propose(bench, led).stand == 1
    assert bench.ask("select subject_ids, counterparty_ids from fact_proposal") == [
        (["lumo-robotics"], ["tern-ventures"])
    ]


def test_a_name_that_we_missed_becomes_an_entity(bench: Bench) -> None:
    assert propose(bench, {**RAISED, "subject": "revenue of €30 million"}).stand == 1
    assert bench.ask("select is_provisional from dim_entity where entity_id = 'revenue-of-30-million'") == [
        (True,)
    ]


def test_the_same_file_again_changes_nothing(bench: Bench) -> None:
    rows = (WORTH, {**RAISED, "min": 1}, "{", {**RAISED, "metric": "dividend"})
    propose(bench, *rows)
    asked = (
        "from history_proposal order by all",
        "from quarantine order by all",
        "from mart_engine_agreement order by all",
    )
    before = table_digests(bench.ledger.warehouse), *map(bench.ask, asked)
    propose(bench, *rows)
    assert (table_digests(bench.ledger.warehouse), *map(bench.ask, asked)) == before


def test_an_engine_s_new_word_supersedes_its_old_one(bench: Bench) -> None:
    other = {**WORTH, "engine": "another"}
    propose(bench, WORTH, RAISED, other)
    propose(bench, {**WORTH, "modality": "estimated"}, name="later.jsonl")
    assert bench.ask("select engine, metric, modality from fact_proposal order by all") == [
        ("another", "valuation", "actual"),
        ("reader", "valuation", "estimated"),
    ]
    then = "select engine, metric, modality from proposals_as_of(timestamp '2026-06-02 12:00') order by all"
    assert bench.ask(then) == [
        ("another", "valuation", "actual"),
        ("reader", "funding", "actual"),
        ("reader", "valuation", "actual"),
    ]
    assert bench.ask("select count(*), count(superseded_at) from history_proposal") == [(4, 2)]


def test_a_word_that_was_changed_leaves_the_digests_of_one_said_at_once(unread: Bench, bench: Bench) -> None:
    last = {**WORTH, "modality": "estimated"}
    propose(bench, WORTH)
    propose(bench, last)
    unread.run()
    propose(unread, last)
    assert [one.ask("select count(*) from history_proposal") for one in (bench, unread)] == [[(2,)], [(1,)]]
    assert table_digests(bench.ledger.warehouse) == table_digests(unread.ledger.warehouse)


def test_a_corrected_file_takes_its_refusals_with_it(bench: Bench) -> None:
    propose(bench, "{", {**WORTH, "metric": "dividend"}, {**WORTH, "min": 1})
    assert len(bench.ask(REFUSED)) == 3
    propose(bench, WORTH)
    assert bench.ask(REFUSED) == []


def test_an_edit_leaves_proposals_for_the_old_text_without_one(bench: Bench) -> None:
    propose(bench, WORTH)
    [(old,)] = bench.ask("select article_id from dim_article where path = 'lumo.txt'")
    bench.write("lumo.txt", LUMO.replace("Lumo Robotics raised", "Lumo Robotics, of Oslo, raised"))
    bench.run()
    assert bench.ask(STANDING) == []
    assert bench.ask(REFUSED) == [("publish", "unknown_article", "read.jsonl")]
    assert propose(bench, WORTH).refused == {"surface_differs": 1}, "its offsets are of the old text"
    assert propose(bench, {**WORTH, "article": old}).refused == {"unknown_article": 1}
    bench.write("lumo.txt", LUMO)
    bench.run()
    assert [row[0].split(":")[0] for row in bench.ask(STANDING)] == [old], "put back, it stands again"


def test_proposals_may_come_before_their_article(unread: Bench, bench: Bench) -> None:
    """Whatever comes first, the ledger holds the same in the end."""
    [(article_id,)] = bench.ask("select article_id from dim_article where path = 'lumo.txt'")
    row = {**WORTH, "article": article_id}
    assert propose(unread, row).refused == {"unknown_article": 1}
    unread.run()
    propose(bench, row)
    assert table_digests(unread.ledger.warehouse) == table_digests(bench.ledger.warehouse)
    assert unread.ask(STANDING) == bench.ask(STANDING) != []


def test_another_reading_of_the_article_judges_anew(bench: Bench) -> None:
    propose(bench, WORTH, RAISED)
    bench.ledger.lexicon_dir.mkdir()
    rows = "alias,entity_id,condition,source\nLumo Robotics,lumo,,us\nLumo,lumo,,us\n"
    bench.ledger.lexicon_dir.joinpath("aliases.csv").write_text(rows, encoding="utf-8")
    entities = "entity_id,name,entity_type,parent_id,ticker,source\nlumo,Lumo,company,,,us\n"
    bench.ledger.lexicon_dir.joinpath("entities.csv").write_text(entities, encoding="utf-8")
    bench.run()
    assert [row[4] for row in bench.ask(STANDING)] == [["lumo"], ["lumo"]]


def held(bench: Bench) -> object:
    history = "select * exclude (recorded_at), recorded_at from history_proposal order by all"
    return table_digests(bench.ledger.warehouse), bench.ask(history), bench.ask(REFUSED)


@pytest.fixture(scope="module")
def once_proposed(once_read: Path, tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """The folder of a ledger with proposals of two engines: some are refused, some superseded, one is of an
    article that was edited since. For tests to copy.
    """
    place = tmp_path_factory.mktemp("once-proposed") / "ledger"
    shutil.copytree(once_read, place)
    bench = Bench(ledger_in(place, project), runs=1)
    bench.write("figures.md", TABLE)
    bench.run()
    propose(bench, WORTH, {**RAISED, "min": 1}, "{", {**WORTH, "engine": "another"})
    propose(bench, {**WORTH, "modality": "estimated"}, {**RAISED, "metric": "dividend"}, name="later.jsonl")
    revenue = about(TABLE, "310", "figures.md", metric="revenue", currency="EUR", min=310_000_000)
    propose(bench, revenue, name="figures.jsonl")
    bench.write("figures.md", TABLE.replace("240", "250"))
    bench.run()
    return place


@pytest.fixture
def proposed(once_proposed: Path, tmp_path: Path, project: Path) -> Bench:
    place = tmp_path / "proposed"
    shutil.copytree(once_proposed, place)
    return Bench(ledger_in(place, project), runs=6)


def lose_the_warehouse(bench: Bench) -> Bench:
    bench.ledger.warehouse.unlink()
    bench.run()
    return bench


def rebuild(bench: Bench) -> Bench:
    bench.run(full=True)
    return bench


def move(bench: Bench) -> Bench:
    home = bench.ledger.raw_dir.parent
    archive = home / "ledger.tar.gz"
    export_ledger(bench.ledger, archive)
    moved = ledger_in(home / "moved", bench.ledger.sql_dir.parent)
    import_ledger(moved, archive)
    made = Bench(moved, bench.runs)
    made.run()
    return made


@pytest.mark.parametrize("way", [lose_the_warehouse, rebuild, move])
def test_the_lake_alone_gives_the_same_warehouse(proposed: Bench, way: Callable[[Bench], Bench]) -> None:
    before = held(proposed)
    assert len(proposed.ask(STANDING)) == 2
    assert len(proposed.ask(REFUSED)) == 3
    assert held(way(proposed)) == before


def test_the_doctor_looks_at_proposals_too(proposed: Bench) -> None:
    assert {finding.state for finding in examine(proposed.ledger)} == {"sound"}
    path = sorted(proposed.ledger.lake_dir.glob("fact_proposal/*.parquet"))[0]
    path.write_bytes(path.read_bytes()[:-1])
    [broken, *_] = [finding for finding in examine(proposed.ledger) if finding.state == "broken"]
    assert "propose its file again" in broken.remedy
    examine(proposed.ledger, repair=True)
    proposed.run()
    assert [row[0].rsplit(".")[-1] for row in proposed.ask(STANDING)] == ["reader"]


def test_parquet_says_what_json_lines_say(bench: Bench, tmp_path: Path) -> None:
    rows = [{**row, "subject": [row["subject"]]} for row in (WORTH, {**RAISED, "subject": "Lumo"})]
    file = tmp_path / "read.parquet"
    pl.DataFrame(rows).write_parquet(file)
    assert propose_file(bench.ledger, file, bench.now) == Proposed(2, 2, {})
    from_parquet = bench.ask("from fact_proposal order by all")
    bench.runs += 1
    propose(bench, *rows)
    assert bench.ask("from fact_proposal order by all") == from_parquet


def test_a_file_that_is_none_is_one_line_with_its_remedy(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        propose_file(bench.ledger, tmp_path / "none.jsonl", bench.now)
    tmp_path.joinpath("no.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(LedgerError, match="no Parquet"):
        propose_file(bench.ledger, tmp_path / "no.parquet", bench.now)
    assert propose_file(bench.ledger, write(bench), bench.now) == Proposed(0, 0, {})


def test_our_own_rules_stand_behind_the_same_interface(new_bench: Callable[[str], Bench], gold: Path) -> None:
    """Our claims, proposed by name and span, come back as they were: on thirteen articles of the gold. Only who
    is never named by a word of the article (`the maker of`) cannot be proposed.
    """
    bench = new_bench("own")
    for folder in ("articles", "own"):
        for text in sorted((gold / folder).glob("*.txt")):
            shutil.copy(text, bench.ledger.raw_dir / f"{folder}-{text.name}")
    bench.run()
    made = propose_by(bench.ledger, OwnRules(bench.ledger.lexicon, "own-rules"), "own-rules", bench.now)
    [(claims,)] = bench.ask("select count(*) from fact_claim")
    assert made.proposed == claims > 150
    assert made.stand >= 0.98 * claims
    assert set(made.refused) <= {"name_not_in_article"}
    assert bench.ask("select count(*) from mart_engine_agreement") == [(made.stand * 10,)]
    differ = bench.ask("select field, ours, proposed from mart_engine_agreement where not agrees")
    assert len(differ) <= claims // 100, differ
    read = "amount_min, amount_max, amount_low, amount_high, currency, usd_min, fx_date, per, sentence"
    assert (
        bench.ask(
            f"select mention_id, {read} from fact_proposal except select mention_id, {read} from fact_claim"
        )
        == []
    )
