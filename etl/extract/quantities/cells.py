"""Counts in table cells: a bare number whose row's or column's head is a noun in the plural."""

import polars as pl

from etl.contracts.frames import AMOUNT
from etl.extract.quantities.units import is_unit
from etl.extract.values import read_values
from etl.lexicon import Lexicon
from etl.text.numbers import NUMERAL
from etl.text.shadow import shadow

_FIGURE = rf"^(?P<number>{NUMERAL})(?P<scale>[KMB]| (?:million|billion|thousand|crore|lakh))?$"


def find_cell_counts(cells: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Bare numbers under a head that counts something: `243` in the row `US share sales`.

    Grain: one row a cell, with the columns that `etl.extract.quantities` judges numbers by. The unit is the
    head's text, without brackets; years are no counts.
    """
    counted = (
        cells.filter(pl.col("column_no") > 0)
        .with_columns(shadow=shadow(pl.col("surface")))
        .with_columns(_figure=pl.col("shadow").str.extract_groups(_FIGURE))
        .unnest("_figure")
        .filter(pl.col("number").is_not_null() & ~pl.col("number").str.contains("^(?:19|20)[0-9]{2}$"))
        .with_columns(unit=pl.coalesce(_unit_of(name, lexicon) for name in ("row_head", "column_head")))
        .filter(pl.col("unit").is_not_null())
    )
    valued = read_values(counted, lexicon).with_columns(value=(pl.col("bare") * pl.col("times")).cast(AMOUNT))
    return valued.select(
        "article_id",
        start="start_char",
        end="end_char",
        matched="shadow",
        before=pl.lit(""),
        after=pl.lit(""),
        left=pl.lit(""),
        right=pl.lit(""),
        kind=pl.lit("count"),
        unit="unit",
        value_min="value",
        value_max="value",
        glued=pl.lit(None, pl.String),
        is_range=pl.lit(False),
        number="number",
        scale="scale",
    ).filter(pl.col("value_min").is_not_null())


def _unit_of(head: str, lexicon: Lexicon) -> pl.Expr:
    """The head as a unit, null where it is no noun in the plural."""
    words = shadow(pl.col(head)).str.replace(r"\s*[(\[].*$", "").str.strip_chars(" :*")
    is_named = words.str.contains(r"^[A-Za-z][A-Za-z-]*(?: [A-Za-z-]+){0,4}$") & words.str.contains(
        r"(?:[a-z]{2}s|people|staff|headcount|aircraft)$"
    )
    is_money = words.str.contains(
        r"(?i)\b(?:revenues?|sales|profits?|earnings|costs|expenses|assets|liabilities|prices|fees|losses|wages|taxes|rates|margins?|dividends|deposits|loans)$"
    )
    return pl.when(
        is_named & is_unit(words, lexicon) & (~is_money | words.str.contains("(?i)share sales"))
    ).then(words)
