"""What holds for every amount: it is read back from any form, alone, and whatever stands around it."""

from decimal import Decimal

import polars as pl
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from plain_tables import plain_tables

from etl.extract.money import find_money
from etl.lexicon import Lexicon

LEXICON = Lexicon()

NUMBERS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("999.99"), places=2)
SCALES = st.sampled_from(
    [("", 1), (" million", 10**6), (" billion", 10**9), ("m", 10**6), ("bn", 10**9), (" trillion", 10**12)]
)
BEFORE = st.sampled_from(
    [
        ("$", "USD"),
        ("€", "EUR"),
        ("£", "GBP"),
        ("US$", "USD"),
        ("CHF ", "CHF"),
        ("HK$", "HKD"),
        ("₹", "INR"),
        ("A$", "AUD"),
        ("\uff04", "USD"),
        ("US\uff04", "USD"),
        ("\uffe1", "GBP"),
        ("Rs\u00a0", "INR"),
    ]
)
AFTER = st.sampled_from(
    [(" dollars", "USD"), (" euros", "EUR"), (" Swiss francs", "CHF"), (" yuan", "CNY"), (" SEK", "SEK")]
)
GAPS = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"])
DASHES = st.sampled_from(["-", "\u2011", "\u2013", " - ", " \u2013 ", " to "])
PROSE = st.text(alphabet="abcdefgh ,.;()'é“\u2014\n", max_size=60)


def read(text: str) -> list[dict]:
    return find_money(plain_tables([text]), LEXICON).to_dicts()


@st.composite
def amounts(draw: st.DrawFn) -> tuple[str, Decimal, str]:
    """An amount in one of its forms, with its value and currency."""
    number, (scale, factor) = draw(NUMBERS), draw(SCALES)
    scale = scale.replace(" ", draw(GAPS))
    if draw(st.booleans()):
        mark, currency = draw(BEFORE)
        return f"{mark}{number}{scale}", number * factor, currency
    mark, currency = draw(AFTER)
    return f"{number}{scale}{mark}", number * factor, currency


@given(amounts())
@settings(max_examples=15)
def test_an_amount_in_any_form_is_read_back(amount: tuple[str, Decimal, str]) -> None:
    text, value, currency = amount
    (row,) = read(f"They paid {text} for it.")
    assert row["surface"] == text
    assert (row["amount_min"], row["amount_max"], row["currency"]) == (value, value, currency)


@given(NUMBERS, NUMBERS, SCALES, BEFORE, DASHES)
@settings(max_examples=15)
def test_a_range_is_read_back_with_its_scale_stated_once(low, high, scale, mark, dash) -> None:
    assume(low < high and (scale[0] or dash == "-"))
    (row,) = read(f"They paid {mark[0]}{low}{dash}{high}{scale[0]} a share.")
    assert (row["amount_min"], row["amount_max"]) == (low * scale[1], high * scale[1])


@given(amounts(), PROSE, PROSE)
@settings(max_examples=15)
def test_what_stands_around_an_amount_does_not_change_it(amount, before: str, after: str) -> None:
    text, value, currency = amount
    start = len(f"{before}. Then ")
    rows = {row["start_char"]: row for row in read(f"{before}. Then {text} was paid. {after}")}
    assert (rows[start]["surface"], rows[start]["amount_min"], rows[start]["currency"]) == (
        text,
        value,
        currency,
    )


@given(
    st.text(
        alphabet="$€£¥R0123456789,.- \n()mbnktoandbetween%x\u202f\u2013\uff04\ufe69\uffe1\uffe5\uff05\uff0b",
        max_size=120,
    )
)
@settings(max_examples=15)
def test_on_any_text_spans_hold_their_surface_and_do_not_overlap(text: str) -> None:
    end = 0
    for row in read(text):
        assert row["start_char"] >= end
        assert row["sentence_start"] <= row["start_char"] < row["end_char"] <= row["sentence_end"]
        assert text[row["start_char"] : row["end_char"]] == row["surface"]
        assert 0 <= row["amount_min"] <= row["amount_max"]
        end = row["end_char"]


@given(st.lists(amounts(), min_size=2, max_size=4))
@settings(max_examples=10)
def test_a_batch_reads_as_its_articles_alone(parts) -> None:
    texts = [f"They paid {text} for it." for text, _, _ in parts]
    batch = find_money(plain_tables(texts), LEXICON)
    for number, text in enumerate(texts):
        own = batch.filter(pl.col("article_id") == str(number)).drop("mention_id", "article_id")
        assert (
            own.to_dicts()
            == find_money(plain_tables([text]), LEXICON).drop("mention_id", "article_id").to_dicts()
        )


def test_no_text_and_no_table_give_no_mention_and_all_columns() -> None:
    for texts in ([], [""]):
        empty = find_money(plain_tables(texts), LEXICON)
        assert empty.height == 0
        assert {"mention_id", "amount_low", "per", "zone", "sentence_end"} <= set(empty.columns)
