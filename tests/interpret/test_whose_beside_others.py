"""Whose an amount is where the sentence tells of others as well: whom it is held against, whose firm it is."""

from typing import Any

import pytest
from marked_case import claims_of_each

HELD_AGAINST = [
    # text, and the subject of its last amount
    ("Last year they reported profits of [£61m] ({Corvan}) and [£38m] ({Brack}).", "brack"),
    ("{Corvan} made [£61m] last year, compared with [£38m] for {Brack}.", "brack"),
    ("A {Corvan} pump goes for [£610], against [£380] for {Brack}'s.", "brack"),
    ("{Corvan} had sales of [£61m], still behind the [£98m] of its larger rival {Brack}.", "brack"),
    ("{Corvan} made [£61m] last year, compared with [£38m] for the year before.", "corvan"),
    ("{Corvan} made [£61m] last year, compared with the [£38m] that {Brack} had forecast.", "corvan"),
    ("{Corvan} raised [£61m], more than the [£38m] ({Brack}) of its last round.", "corvan"),
]
TARGETS = [
    (
        "{Corvan} fell\n\n{Corvan} fell. {p:Jo Roe} at {Alder Markets} trimmed his price target to [£8.20].",
        "corvan",
    ),
    (
        "{Corvan} fell\n\n{Corvan} fell. {Alder Markets} raised its price target on {Brack} to [£8.20].",
        "brack",
    ),
    ("{Corvan} was cut to sell at {Alder Markets} with a price target of [£8.20].", "corvan"),
]
BESIDE = [
    (
        "{Corvan} mends its roof\n\n{Corvan} will spend [£9m] on its roof. {Calder Insights} thinks that dear. "
        "The work is to cost [£8m] in all.",
        "corvan",
    ),
    (
        "{Corvan} mends its roof\n\n{Corvan}'s roof leaks, said {g:Asian Development Bank}, which lent it [£9m]. "
        "The bill has reached [£12m].",
        "corvan",
    ),
    ("{Calder Insights} sells more\n\n{Calder Insights} had sales of [£9m].", "calder-insights"),
    ("{g:World Bank} has debts of [£9m].", "world-bank"),
]
WHOLE = HELD_AGAINST + TARGETS + BESIDE


@pytest.fixture(scope="module")
def read() -> dict[str, str]:
    """The subjects of each text's last amount."""
    told = claims_of_each([text for text, _ in WHOLE])
    return {text: _subjects(claims.to_dicts()[-1]) for text, claims in told.items()}


def _subjects(claim: dict[str, Any]) -> str:
    return " ".join(claim["subject_ids"] or [])


@pytest.mark.parametrize(("text", "wanted"), HELD_AGAINST)
def test_who_stands_behind_an_amount_held_against_another_has_it(
    read: dict[str, str], text: str, wanted: str
) -> None:
    assert read[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), TARGETS)
def test_a_price_target_is_not_of_who_sets_it(read: dict[str, str], text: str, wanted: str) -> None:
    assert read[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), BESIDE)
def test_who_counts_or_lends_has_what_the_sentence_says_is_theirs(
    read: dict[str, str], text: str, wanted: str
) -> None:
    assert read[text] == wanted
