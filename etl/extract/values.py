"""The values of numbers as mentions state them: exact, each distinct number read once."""

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from etl.lexicon import Lexicon
from etl.text.numbers import magnitudes, read_number

AMOUNT = pl.Decimal(38, 12)
_LAST_SCALE = r"(?is)^([a-z].*[a-z]{2}|.*\s+an?)[\s-]+(thousand|million|billion|trillion|lakh|crore)$"
LARGEST = Decimal(10) ** 21
"""No amount is as large, not in the smallest of currencies; a longer one is a wall of digits."""


def read_values(numbers: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`numbers` with `bare`, the number without its scale, and `times`, the factor of its scale.

    Needs `number` and `scale` as the text has them (`1.08`, ` lakh crore`), null where it has none: a scale
    without a number is one of it. `bare` is null where the number states none or is larger than any amount.
    """
    factors = magnitudes(lexicon)
    letter = pl.col("scale").str.strip_chars(" \t\r\n-")
    words = pl.col("scale").str.to_lowercase().str.replace_all(r"&[a-z0-9#]+;|[^a-z]+", " ").str.strip_chars()
    keyed = _split_words(
        numbers.with_columns(scale=pl.when(letter.is_in(list(factors))).then(letter).otherwise(words))
    )
    distinct = keyed.select("number", "scale").unique().filter(pl.any_horizontal(pl.all().is_not_null()))
    read = [_read(number, scale, factors) for number, scale in distinct.rows()]
    values = distinct.with_columns(
        bare=pl.Series([bare for bare, _ in read], dtype=AMOUNT),
        times=pl.Series([times for _, times in read], dtype=AMOUNT),
    )
    return keyed.join(values, on=["number", "scale"], how="left", nulls_equal=True, maintain_order="left")


def _split_words(numbers: pl.DataFrame) -> pl.DataFrame:
    """Take the last scale off number words, so that a range can share it: `two to three million`."""
    number = pl.col("number")
    last = number.str.extract(_LAST_SCALE, 2).str.to_lowercase()
    is_split = pl.col("scale").is_null() & last.is_not_null()
    return numbers.with_columns(
        number=pl.when(is_split).then(number.str.extract(_LAST_SCALE, 1)).otherwise(number),
        scale=pl.when(is_split).then(last).otherwise("scale"),
    )


def _read(
    number: str | None, scale: str | None, factors: Mapping[str, Decimal]
) -> tuple[Decimal | None, Decimal]:
    """The number without its scale, and the scale's factor."""
    times = Decimal(1)
    for word in (scale or "").split():
        times *= factors[word]
    bare = Decimal(1) if number is None else read_number(number, factors)
    return (None if bare is None or bare * times >= LARGEST else bare), times
