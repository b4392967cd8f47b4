"""The shadow: as long as its text, plain where the text has look-alikes."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.text.shadow import ESCAPE, LOOKALIKES, shadow

CASES = [
    ("$10\u202fbillion", "$10 billion", "a narrow space"),
    ("2\u20113", "2-3", "a hyphen that does not break"),
    ("2\u20133 \u2014 4", "2-3 - 4", "dashes"),
    ("\u2018it\u2019s\u2019", "'it's'", "curly apostrophes"),
    ("\uff045 \uffe1 7", "$5 £ 7", "signs of full width"),
    ("a\x00b", "a b", "the mark of the scanner"),
    ("née Müller", "née Müller", "letters stay"),
    ("of Â£5m, to Âge", "of \\£5m, to Âge", "a sign that was once read as Latin-1"),
]


@pytest.mark.parametrize(("text", "plain", "note"), CASES)
def test_look_alikes_become_one(text: str, plain: str, note: str) -> None:
    assert pl.select(shadow(pl.lit(text))).item() == plain, note


@given(st.text(max_size=80))
def test_a_shadow_has_a_code_point_for_each_of_the_text(text: str) -> None:
    made = pl.select(shadow(pl.lit(text))).item()
    assert len(made) == len(text)
    assert "\x00" not in made
    assert pl.select(shadow(pl.lit(made))).item() == made, "a shadow is its own shadow"
    plain = LOOKALIKES | {"Â": ESCAPE}
    assert all(a == b or plain[a] == b for a, b in zip(text, made, strict=True))
