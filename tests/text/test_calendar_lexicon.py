"""Every form of the calendar's lexicon reads its own examples, whole, and none of its counter-examples."""

from typing import Any

import polars as pl
import pytest

from etl.errors import LexiconError
from etl.lexicon import Lexicon
from etl.text.calendar import compile_calendar, find_times
from etl.text.calendar.grammar import _form
from etl.text.calendar.tense import is_future
from etl.text.calendar.values import read_values
from etl.text.shadow import shadow

RULES = Lexicon().rules("dates")


def examples(kind: str) -> list[tuple[str, str]]:
    return [(form["id"], text) for form in RULES["forms"] for text in form[kind]]


@pytest.fixture(scope="module")
def forms() -> dict[str, set[str]]:
    """The forms found in every example and counter-example, read as one batch."""
    texts = sorted({text for kind in ("examples", "counter_examples") for _, text in examples(kind)})
    frame = pl.DataFrame({"text": texts}).with_columns(shadow=shadow(pl.col("text")))
    found: dict[str, set[str]] = {text: set() for text in texts}
    for text, form in find_times(frame, compile_calendar(Lexicon())).select("text", "form").rows():
        found[text].add(form)
    return found


@pytest.mark.parametrize(("form", "text"), examples("examples"))
def test_a_form_reads_its_examples(form: str, text: str, forms: dict[str, set[str]]) -> None:
    assert form in forms[text]


@pytest.mark.parametrize(("form", "text"), examples("counter_examples"))
def test_a_form_leaves_its_counter_examples(form: str, text: str, forms: dict[str, set[str]]) -> None:
    assert form not in forms[text]


def test_every_form_has_examples_of_both_kinds() -> None:
    lacking = [form["id"] for form in RULES["forms"] if not (form["examples"] and form["counter_examples"])]
    assert lacking == []


def test_every_context_says_why_and_is_used() -> None:
    sides = ("reject_before", "reject_after", "require_before", "require_after")
    used = {name for form in RULES["forms"] for side in sides for name in form.get(side, [])}
    assert {context["id"] for context in RULES["contexts"]} == used
    assert all(context["why"] for context in RULES["contexts"])


def test_a_form_with_an_unknown_token_names_itself() -> None:
    rule: dict[str, Any] = {"id": "odd", "kind": "day", "pattern": "{fortnight}"}
    with pytest.raises(LexiconError, match=r"form odd: no token \{fortnight\}"):
        _form(rule, {}, {})


def test_a_form_with_an_unknown_context_names_itself() -> None:
    rule: dict[str, Any] = {"id": "odd", "kind": "day", "pattern": "x", "reject_after": ["nowhere"]}
    with pytest.raises(LexiconError, match="form odd: reject_after has no context 'nowhere'"):
        _form(rule, {}, {})


def test_a_surface_that_no_form_reads_is_left_out() -> None:
    read = read_values(pl.Series(["May 2026", "a fortnight", "May 2026x"]), compile_calendar(Lexicon()))
    assert read["surface"].to_list() == ["May 2026"]


@pytest.mark.parametrize(("kind", "wanted"), [("examples", True), ("counter_examples", False)])
def test_tense_reads_its_examples(kind: str, wanted: bool) -> None:
    parts = [[*text.split("|"), " ."] for text in RULES["tense"][kind]]
    sides = pl.DataFrame({"before": [part[0] for part in parts], "after": [part[2][1:] for part in parts]})
    judged = sides.select(future=is_future(RULES))["future"].to_list()
    assert judged == [wanted] * len(judged)
