"""The values of numbers as mentions state them: exact, each distinct number read once."""

import re
from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from etl.contracts.frames import AMOUNT
from etl.lexicon import Lexicon
from etl.text.numbers import magnitudes, read_number

LARGEST = Decimal(10) ** 21
"""No amount is as large, not in the smallest of currencies; a longer one is a wall of digits."""
_LAST_SCALE = re.compile(
    r"([a-z].*[a-z]{2}|.*\s+an?)[\s-]+(thousand|million|billion|trillion|lakh|crore)",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN_WORDS = re.compile(r"&#?[a-z0-9]+;|[^a-z&]+|&")
_PLAIN = r"^(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(?:\.[0-9]{1,12})?$"
"""Numerals that Polars reads itself; any other is read by `read_number`."""
_READ: dict[str, pl.DataType | type[pl.DataType]] = {
    "_odd": pl.String,
    "scale": pl.String,
    "_none": pl.Boolean,
    "_words": pl.String,
    "_scale": pl.String,
    "_bare": pl.String,
    "times": pl.String,
}


def read_values(numbers: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`numbers` with `bare`, the number without its scale, and `times`, the factor of its scale.

    Needs `number` and `scale` as the text has them (`1.08`, ` lakh crore`), null where it has none: a scale
    without a number is one of it. Gives `number` without the scale that number words end in, and `scale` as
    `magnitudes` has it. `bare` is null where the number states none or is larger than any amount.
    """
    factors = magnitudes(lexicon)
    marked = numbers.with_columns(_odd=pl.when(~pl.col("number").str.contains(_PLAIN)).then("number"))
    distinct = marked.select("_odd", "scale", _none=pl.col("number").is_null()).unique()
    rows = [
        (odd, scale, is_none, *_read(odd, scale, is_none, factors))
        for odd, scale, is_none in distinct.iter_rows()
    ]
    # As text: Polars imports numpy for Decimals of Python's, which costs more than all numbers here.
    read = pl.DataFrame(rows, schema=_READ, orient="row").with_columns(pl.col("_bare", "times").cast(AMOUNT))
    plain = pl.col("number").str.replace_all(",", "", literal=True).cast(AMOUNT, strict=False)
    return (
        marked.lazy()
        .with_columns(_none=pl.col("number").is_null())
        .join(read.lazy(), on=["_odd", "scale", "_none"], how="left", nulls_equal=True, maintain_order="left")
        .with_columns(
            bare=pl.when(pl.col("_odd").is_null() & ~pl.col("_none")).then(plain).otherwise("_bare")
        )
        .with_columns(
            number=pl.coalesce("_words", "number"),
            scale="_scale",
            bare=pl.when(
                pl.col("bare").cast(pl.Float64) * pl.col("times").cast(pl.Float64) < float(LARGEST)
            ).then("bare"),
        )
        .drop("_odd", "_none", "_words", "_scale", "_bare")
        .collect(engine="in-memory")
    )


def _read(
    number: str | None, scale: str | None, is_none: bool, factors: Mapping[str, Decimal]
) -> tuple[str | None, str | None, str | None, str]:
    """The number and the scale by themselves, the number's value, and the scale's factor, as decimals.

    >>> factors = {"million": Decimal(10**6), "bn": Decimal(10**9)}
    >>> _read("two million", None, False, factors)
    ('two', 'million', '2', '1000000')
    >>> _read(None, "bn", True, factors), _read(None, None, False, factors)
    ((None, 'bn', '1', '1000000000'), (None, None, None, '1'))
    """
    split = _LAST_SCALE.fullmatch(number) if number and scale is None else None
    if split:
        number, scale = split.groups()
    named = _name_scale(scale, factors) if scale is not None else None
    times = Decimal(1)
    for word in (named or "").split():
        times = min(times * factors[word], LARGEST)
    value = read_number(number, factors) if number is not None else Decimal(1) if is_none and named else None
    return number, named, None if value is None or value >= LARGEST else f"{value:f}", f"{times:f}"


def _name_scale(scale: str, factors: Mapping[str, Decimal]) -> str:
    """A scale by the names that `factors` has.

    >>> factors = {"bn": Decimal(10**9), "lakh": Decimal(10**5), "crore": Decimal(10**7)}
    >>> [_name_scale(text, factors) for text in ("-bn", " Lakh\\n crore", "&nbsp;bn")]
    ['bn', 'lakh crore', 'bn']
    """
    letter = scale.strip(" \t\r\n-")
    return letter if letter in factors else _BETWEEN_WORDS.sub(" ", scale.lower()).strip()
