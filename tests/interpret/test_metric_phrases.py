"""The phrasebook of metrics: sentences of the kinds that news has, each amount with its metric and basis."""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from etl.contracts.columns import BASES, METRICS
from etl.evaluation.case_tables import case_tables
from etl.evaluation.cases import Case, unmark
from etl.interpret.claims import read_claims
from etl.lexicon import Lexicon

FLOOR = 0.89
"""The share of the phrasebook's amounts whose metric and basis must be read rightly. It never falls."""


def phrases() -> Iterator[tuple[Case, list[str]]]:
    """Every sentence as a case, and the readings of its amounts in order."""
    lines = (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        wanted, bar, marked = line.partition(" | ")
        if bar and not line.startswith("#"):
            text, marks = unmark(marked.replace("⏎", "\n"))
            article_id = hashlib.sha256(text.encode()).hexdigest()[:16]
            yield Case(text, date(2024, 5, 2), text, marks, (), article_id), wanted.split()


PHRASES = list(phrases())


@pytest.fixture(scope="module")
def readings() -> dict[str, list[str]]:
    """The readings given to the amounts of each sentence."""
    tables = case_tables([case for case, _ in PHRASES])
    starts = tables["fact_money_mention"].select("mention_id", "start_char")
    rows = read_claims(tables, Lexicon()).join(starts, on="mention_id").sort("start_char")
    given: dict[str, list[str]] = {}
    for row in rows.iter_rows(named=True):
        reading = row["metric"] if row["basis"] is None else f"{row['metric']}/{row['basis']}"
        given.setdefault(row["article_id"], []).append(reading)
    return given


def test_every_amount_of_the_phrasebook_has_a_reading_of_the_contract() -> None:
    for case, wanted in PHRASES:
        assert len(wanted) == sum(mark[0] == "money" for mark in case.marks), case.text
        for reading in wanted:
            metric, _, basis = reading.partition("/")
            assert metric in METRICS, case.text
            assert basis in ("", *BASES), case.text


def test_no_sentence_stands_in_the_phrasebook_twice() -> None:
    assert len({case.text for case, _ in PHRASES}) == len(PHRASES) >= 300


def test_the_phrasebook_is_read_as_well_as_the_floor_asks(readings: dict[str, list[str]]) -> None:
    """A basis counts where the phrasebook gives one; a period of sales is none that must be told."""
    wrong = {}
    total = 0
    for case, wanted in PHRASES:
        given = readings[case.article_id]
        total += len(wanted)
        for number, (reading, read) in enumerate(zip(wanted, given, strict=True), 1):
            plain = "/" not in reading or reading.endswith("/period")
            if reading != read and not (plain and reading.partition("/")[0] == read.partition("/")[0]):
                wrong[case.text, number] = f"{read} for {reading}"
    assert 1 - len(wrong) / total >= FLOOR, wrong
