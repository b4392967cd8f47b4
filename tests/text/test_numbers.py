"""Numerals and number words, what they state and what states nothing."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.lexicon import Lexicon
from etl.text.numbers import NUMERAL, magnitudes, number_words, read_number

FACTORS = magnitudes(Lexicon())
WORDS = number_words(Lexicon())

VALUES = [
    ("1,259.7", "1259.7", "grouped by commas"),
    ("1,00,000", "100000", "grouped as in India"),
    ("12,34,56,789", "123456789", "crores in figures"),
    ("1 500 000", "1500000", "grouped by spaces"),
    ("1'500'000", "1500000", "grouped as in Switzerland"),
    ("1.500.000", "1500000", "grouped by full stops, twice"),
    ("1.500", "1.500", "one full stop is the fraction's"),
    ("2,5", "2.5", "a comma for the fraction"),
    (".50", "0.50", "no whole number"),
    ("2½", "2.5", "a fraction of one character"),
    ("¾", "0.75", "a fraction alone"),
    ("0.00000025", "0.00000025", "nothing is rounded"),
    ("ten", "10", "a word"),
    ("Thirty-two", "32", "a compound"),
    ("two hundred and five", "205", "and within a number"),
    ("half a billion", "500000000", "half of a scale"),
    ("a quarter of a million", "250000", "a quarter of a scale"),
    ("three quarters of a billion", "750000000", "quarters of a scale"),
    ("two and a half million", "2500000", "a half before the scale"),
    ("a million and a half", "1500000", "a half behind the scale"),
    ("one lakh crore", "1000000000000", "scales multiply"),
    ("three hundred thousand", "300000", "hundreds of thousands"),
    ("a dozen", "12", "a dozen"),
    ("two dozen", "24", "dozens"),
]


@pytest.mark.parametrize(("text", "value", "note"), VALUES)
def test_a_number_states_its_value(text: str, value: str, note: str) -> None:
    assert read_number(text, FACTORS) == Decimal(value), note


@pytest.mark.parametrize(("text", "value", "note"), VALUES)
def test_the_grammar_takes_the_whole_number(text: str, value: str, note: str) -> None:
    pattern = WORDS if text[0].isalpha() else rf"{NUMERAL}[½¼¾]?|[½¼¾]"
    found = pl.Series([f"in {text}, so"]).str.extract_all(pattern).to_list()[0]
    assert text in found, note


@pytest.mark.parametrize(
    "text", ["several hundred", "million", "hundreds", "a few", "some thousand", "threesome"]
)
def test_words_that_state_no_number_are_not_taken(text: str) -> None:
    assert pl.Series([text]).str.extract_all(rf"^(?:{WORDS})").to_list() == [[]]


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_number_written_with_commas_is_read_back(value: Decimal) -> None:
    assert read_number(f"{value:,}", FACTORS) == value


@given(st.text(alphabet="0123456789,. '", max_size=30))
def test_no_string_of_digits_and_marks_breaks_the_reading(text: str) -> None:
    read_number(text, FACTORS)
