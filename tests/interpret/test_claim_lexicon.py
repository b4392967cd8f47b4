"""The rules for claims as data: every rule has a display form, examples that it reads, and none that it
must not.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
import pytest

from etl.contracts.columns import BASES, EVIDENCES, METRICS, MODALITIES
from etl.evaluation.case_tables import case_tables
from etl.evaluation.cases import Case, unmark
from etl.interpret.claims import read_claims
from etl.interpret.claims.metric.needs import needs
from etl.interpret.claims.scene.forms import KINDS, compile_cues, find_forms, fold, spell_out
from etl.lexicon import Lexicon

LEXICON = Lexicon()
METRIC_RULES = LEXICON.rules("metrics")["metrics"]


OPENERS = [
    "It",
    "The",
    "A",
    "An",
    "In",
    "Its",
    "Net",
    "Revenue",
    "Regulators",
    "Earnings",
    "Capital",
    "Global",
    "Operating",
    "Nurses",
    "Traders",
    "Customer",
    "Shares",
    "Adjusted",
    "Advertising",
    "Sales",
]
"""Words that open the examples with a capital and name nobody."""
_FIRST = "|".join(OPENERS)
NAME = re.compile(rf"(?<![.\w\[{{])(?!(?:{_FIRST})\b)([A-Z][a-z]+(?: [A-Z][a-z]+)*)")


def marked(example: str) -> Case:
    """An example with its amount in brackets, as a case: its capitalised words are names of companies."""
    text, marks = unmark(NAME.sub(r"{\1}", example))
    return Case(example, date(2024, 5, 2), text, marks, (), hashlib.sha256(text.encode()).hexdigest()[:16])


def examples(which: str) -> Iterator[Any]:
    for rule in METRIC_RULES:
        for example in rule[which]:
            yield pytest.param(rule["id"], example, id=f"{rule['id']}: {example[:40]}")


@pytest.fixture(scope="module")
def read() -> dict[str, list[str | None]]:
    """The metrics that are read in each example and counter-example, all of them one batch."""
    texts = {
        text for rule in METRIC_RULES for which in ("examples", "counter_examples") for text in rule[which]
    }
    cases = {text: marked(text) for text in sorted(texts)}
    claims = read_claims(case_tables(list(cases.values())), LEXICON)
    return {
        text: claims.filter(pl.col("article_id") == case.article_id)["metric"].to_list()
        for text, case in cases.items()
    }


@pytest.mark.parametrize(("metric", "example"), list(examples("examples")))
def test_an_example_is_read_as_its_metric(
    metric: str, example: str, read: dict[str, list[str | None]]
) -> None:
    assert read[example] == [metric]


@pytest.mark.parametrize(("metric", "example"), list(examples("counter_examples")))
def test_a_counter_example_is_read_as_another_metric(
    metric: str, example: str, read: dict[str, list[str | None]]
) -> None:
    assert read[example]
    assert metric not in read[example]


def test_metrics_are_those_of_the_contract() -> None:
    assert [rule["id"] for rule in METRIC_RULES] == METRICS
    assert all(rule["name"] and rule["definition"].endswith(".") for rule in METRIC_RULES)


def test_cues_speak_the_contract_s_words() -> None:
    known = needs(compile_cues(LEXICON).words)
    for cue in (cue for rule in METRIC_RULES for cue in rule.get("cues", [])):
        assert cue["side"] in ("before", "after", "any"), cue["id"]
        assert 1 <= cue["strength"] <= 6, cue["id"]
        assert cue.get("basis") in (None, *BASES), cue["id"]
        assert cue.get("needs") in (None, *known), cue["id"]
    rules = LEXICON.rules("cues")
    assert {rule["value"] for rule in rules["modality"]} <= set(MODALITIES)
    assert {rule["value"] for rule in rules["evidence"]} <= set(EVIDENCES)


def cue_rules() -> Iterator[Any]:
    for kind in KINDS:
        for rule in LEXICON.rules("cues")[kind]:
            yield pytest.param(kind, rule, id=rule["id"])


@pytest.mark.parametrize(("kind", "rule"), list(cue_rules()))
def test_a_cue_rule_finds_its_examples_and_no_counter_example(kind: str, rule: dict[str, Any]) -> None:
    forms = [f" {fold(form).strip()} " for text in rule["forms"] for form in spell_out(text)]
    for example in rule["examples"]:
        assert any(form in f" {fold(example)} " for form in forms), example
    for example in rule["counter_examples"]:
        assert not any(form in f" {fold(example)} " for form in forms), example


def test_the_longest_form_wins_and_a_blocker_silences_what_it_holds() -> None:
    cues = compile_cues(LEXICON)
    found = find_forms(["It raised its forecast.", "It raised money at a post-money valuation."], cues)
    words = found.filter(found["kind"] == "metric")["cue"].to_list()
    assert "valuation.post_money" in words
    assert "valuation.noun" not in words
    assert words.count("funding.raised") == 1


def test_forms_are_found_at_their_places_whatever_the_letters_around() -> None:
    text = "Žižkov’s café raised £5m"
    found = find_forms(["çé", text], compile_cues(LEXICON))
    raised = found.filter(found["cue"] == "funding.raised").row(0, named=True)
    line = "çé" + "\n\n" + text
    assert line[raised["at"] : raised["to"]] == "raised"


def test_no_class_of_words_stands_in_two_files() -> None:
    assert not set(LEXICON.rules("cues")["words"]) & set(LEXICON.rules("metrics")["words"])
