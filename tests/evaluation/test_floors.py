"""The quality of the reading is pinned: no figure falls below its floor."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from etl.engine import Ledger
from etl.evaluation.reliability import calibration_error
from etl.evaluation.run import Evaluation, breaches, evaluate

PROJECT = Path(__file__).parents[2]
FLOORS = json.loads(PROJECT.joinpath("tests/floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def evaluations(project: Path) -> dict[str, Evaluation]:
    """Every folder of gold, each scored from a warehouse of its own."""
    ledger = Ledger.of_project(project)
    moment = datetime(2026, 1, 1)
    return {name: evaluate(project / "tests" / "gold" / name, ledger, moment) for name in FLOORS}


@pytest.mark.parametrize("folder", FLOORS)
def test_no_figure_is_below_its_floor(project: Path, evaluations: dict[str, Evaluation], folder: str) -> None:
    floors = json.loads(project.joinpath("tests/floors.json").read_text(encoding="utf-8"))
    assert floors[folder], "a folder without floors pins nothing"
    assert breaches(evaluations[folder].figures(), floors[folder]) == []


def test_every_gold_amount_has_a_claim_to_score(evaluations: dict[str, Evaluation]) -> None:
    pairs = evaluations["articles"].pairs
    assert len(pairs) == 62  # what the five gold files hold
    assert all(pair.given is not None for pair in pairs)


def test_what_gold_does_not_annotate_is_not_scored(evaluations: dict[str, Evaluation]) -> None:
    assert not [figure for figure in evaluations["told"].figures() if figure.startswith("dates.")]
    dates = evaluations["blind"].scores["dates"]["span"]  # of nine articles of fifty-nine
    assert abs(dates.given - dates.wanted) <= dates.wanted / 10


def test_confidence_holds_on_articles_that_no_rule_was_written_on(evaluations: dict[str, Evaluation]) -> None:
    assert calibration_error(evaluations["blind"].pairs) < 0.06


def test_a_floor_above_the_figure_is_reported(evaluations: dict[str, Evaluation]) -> None:
    lines = breaches(evaluations["articles"].figures(), {"money.span": 1.01})
    assert len(lines) == 1
