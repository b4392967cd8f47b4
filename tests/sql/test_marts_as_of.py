"""Marts of a moment: articles that arrive in two runs, one that is edited, one that is deleted."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from etl.engine import Ledger, run_ledger
from etl.warehouse.models import list_models
from tests.sql.test_marts import GRAINS
from tests.sql.test_marts_across import ACROSS_GRAINS

Opened = duckdb.DuckDBPyConnection

MARTS = sorted({**GRAINS, **ACROSS_GRAINS})
RUNS = [datetime(2026, 7, day, 12) for day in (1, 2, 3, 4)]
"""When the ledger was run: with two articles, with a third, after an edit, after a deletion."""

FIRST = """Halden valued at $4 billion

By Ada Quill, Tern Times
May 4, 2026

Halden Robotics was valued at $4 billion in March 2026, the company said.
Its revenue was $200 million in 2025. The company could spend $30 million on plants, people say.
Halden will spend $30 million on plants.
"""
SECOND = """Halden seeks money

May 6, 2026

Halden Robotics is seeking to raise $50 million at a valuation of $5 billion.
Sources say that Halden is in talks at a valuation of $7 billion.
The market for sea robots was $10 billion in 2024 and will reach $40 billion by 2028, a growth of 20 percent a year.
"""
THIRD = """Halden raises money

June 9, 2026

Halden Robotics raised $60 million in a Series B led by Tern Capital, which values it at $6 billion.
Halden Robotics was valued at $9 billion in March 2026, the Gull Post reported.
Tern Capital invested $20 million in Halden Robotics. A seat of Halden Desk costs $40 a month.
"""
EDITED = THIRD.replace("$9 billion", "$8 billion")


@pytest.fixture(scope="module")
def moments(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Opened]]:
    """The warehouse as it was after each run, opened once: there are hundreds of questions to each."""
    home = tmp_path_factory.mktemp("moments")
    raw = home / "raw"
    raw.mkdir()
    ledger = Ledger.of_project(project).at(
        raw_dir=raw, lake_dir=home / "lake", warehouse=home / "ledger.duckdb"
    )
    kept = []
    for number, (name, text) in enumerate(
        [("first", FIRST), ("third", THIRD), ("third", EDITED), ("second", None)]
    ):
        if number == 0:
            (raw / "second.txt").write_text(SECOND, "utf-8")
        if text is None:
            (raw / f"{name}.txt").unlink()
        else:
            (raw / f"{name}.txt").write_text(text, "utf-8")
        run_ledger(ledger, RUNS[number])
        kept.append(home / f"after-{number}.duckdb")
        kept[-1].write_bytes((home / "ledger.duckdb").read_bytes())
    with ExitStack() as opened:
        yield [opened.enter_context(duckdb.connect(str(path), read_only=True)) for path in kept]


def rows(warehouse: Opened, query: str) -> list[tuple[object, ...]]:
    return warehouse.execute(query).fetchall()


def as_of(mart: str, moment: datetime) -> str:
    return f"select * from {mart}_as_of('{moment}'::timestamp) order by all"


@pytest.mark.parametrize("mart", MARTS)
def test_the_last_warehouse_answers_as_each_one_before_did(moments: list[Opened], mart: str) -> None:
    """What history holds: claims and articles. Mentions, relations and events are kept as read last."""
    last = moments[-1]
    for moment, then in zip(RUNS, moments, strict=True):
        held = rows(then, f"select * from {mart} order by all")
        if mart in AS_READ_LAST:
            assert rows(then, as_of(mart, moment)) == held
        else:
            assert rows(last, as_of(mart, moment)) == held, moment


AS_READ_LAST = {
    "mart_arithmetic_audit",
    "mart_coverage",
    "mart_engine_agreement",
    "mart_entity_profile",
    "mart_forecast_due",
    "mart_modality_drift",
}
"""Marts over mentions, relations or events, which go with the reading that an edit replaced."""


@pytest.mark.parametrize("mart", MARTS)
def test_before_the_first_run_nothing_was_held(moments: list[Opened], mart: str) -> None:
    assert rows(moments[-1], as_of(mart, datetime(2026, 6, 30))) == []


def test_an_edit_changes_who_disagrees(moments: list[Opened]) -> None:
    query = (
        "select (value_min / 1e9)::double as bn from mart_conflict_as_of('{}'::timestamp)"
        " where verdict = 'inconsistent' and value_min in (4e9, 8e9, 9e9) order by bn"
    )
    told = [[bn for (bn,) in rows(moments[-1], query.format(moment))] for moment in RUNS]
    assert told[1:] == [[4, 9], [4, 8], [4, 8]]


def test_a_deleted_file_is_flagged_and_its_article_kept(moments: list[Opened]) -> None:
    """A journalist may lose a file, but not what was read in it."""
    rumors = [rows(warehouse, "select count(*) from mart_rumor_outcome") for warehouse in moments]
    assert rumors[0] == rumors[3]
    assert rows(moments[-1], "select path from dim_file where is_deleted") == [("second.txt",)]


def test_every_mart_has_rows_here_or_is_known_to_have_none(moments: list[Opened], project: Path) -> None:
    empty = {mart for mart in MARTS if not rows(moments[2], f"from {mart} limit 1")}
    assert empty <= {"mart_arithmetic_audit", "mart_engine_agreement", "mart_modality_drift"}
    assert set(MARTS) == {model.name for model in list_models(project / "sql") if model.kind == "mart"}
