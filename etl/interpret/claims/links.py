"""How an amount hangs on the one before it in its sentence."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.scene import ESCAPE

FAR = 60
"""From here two amounts of a sentence do not hang together."""
BESIDE = 40


def link_amounts(money: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The amounts with `link`: `conversion` (the same sum in another currency), `contrast` (the same thing at
    another time), `series` (perhaps another part of it), or null.
    """
    hedges = rf"(?:(?:{words['hedges']}) )*"
    conversion = rf"^(?: ?\({hedges}|,? or {hedges}| ?/ ?|; ?)$"
    than = r"from|against|compared (?:with|to)|versus|vs\.?|(?:up|down) from|rather than"
    contrast = rf"(?:^|[ ,(])(?:{than}) {hedges}$"
    series = rf"^(?: or |, or |\)?,? and (?:then )?| to |, |; | - |,? then |/){hedges}$"
    gap = pl.col("at") - pl.col("to").shift(1)
    text = pl.col("before").str.tail(gap.clip(0, FAR)).str.replace_all(ESCAPE, "", literal=True)
    same = pl.col("window") == pl.col("window").shift(1)
    other_currency = pl.col("currency") != pl.col("currency").shift(1)
    return money.with_columns(
        link=pl.when(~same)
        .then(None)
        .when(other_currency & text.str.contains(conversion))
        .then(pl.lit("conversion"))
        .when((gap <= FAR) & text.str.contains(contrast))
        .then(pl.lit("contrast"))
        .when((gap <= BESIDE) & text.str.contains(series))
        .then(pl.lit("series"))
    )
