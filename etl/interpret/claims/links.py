"""How an amount hangs on the one before it in its sentence."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.scene import ESCAPE

FAR = 60
"""From here two amounts of a sentence do not hang together."""
BESIDE = 40
PART = 36.0
PART_TOLD = 44.0
AGAIN = 28.0
"""Scores from which an amount's own word holds against what it goes on with; before a part, it is of the
whole rather than of the part.
"""
_PART = (
    r"(?:^|[.] )of (?:that|this|the total)[^.;0-9]*$|"
    r"(?:^|[ ,;(])(?:of which|of (?:that|this|it)(?: (?:total|sum|amount|figure|money))?|of the total),? "
    r"(?:[a-z' -]{1,24} )?$"
)
_OF_IT = r"^ of (?:it|that|this|them|which|the total|the sum)(?:[^a-z]|$)"
_REST = (
    r"(?:^|[ ,;.(])the (?:rest|remainder|balance|remaining)(?:, | of it,? | was | is |: | )(?:[a-z]+ ){0,2}$"
)
_WHEN = r"(?:(?:by|in|on|at|for) [a-z0-9 ]{3,20},? )?"
_NOW = r"(?: (?:had|has|have|now|then|since|already|later|is|was|were|still))*"
_TO = (
    r"(?: (?:to|at|for|from|about|around|nearly|only|just|up|down|in|put|expected|been|over|more than|some|"
    r"close|as much as|be|reach|total|a|an))*"
)


def continued(words: Mapping[str, str]) -> pl.Expr:
    """The score that a word needs to hold against what its amount goes on with; 0 where it goes on with
    nothing. It is a part of a sum (`of which $5m`, `$5m of it`, `the rest, $5m`), a figure that is referred
    to (`it stood at $5m`) or the same thing at another time (`$5m a year earlier`).
    """
    before, after = pl.col("before"), pl.col("after")
    part = before.str.contains(_PART) | after.str.contains(_OF_IT) | before.str.contains(_REST)
    figure = before.str.contains(
        rf"(?:^|[.;!?,] |[ ,;](?:and|but|while|which) ){_WHEN}(?:{words['figures']}){_NOW} "
        rf"(?:{words['becomes']}){_TO} $"
    )
    earlier = after.str.contains(rf"^ (?:{words['at_other_times']})")
    goes_on = before.str.contains(rf"(?:and|but) (?:is|was|are|were|stands|stood){_NOW}{_TO} $")
    figure = figure | goes_on
    told = pl.col("cue_at") < pl.col("at")
    return (
        pl.when(part & told)
        .then(PART_TOLD)
        .when(part)
        .then(PART)
        .when(figure | earlier)
        .then(AGAIN)
        .otherwise(0.0)
    )


def link_amounts(money: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The amounts with `link`: `conversion` (the same sum in another currency), `contrast` (the same thing at
    another time), `series` (perhaps another part of it), or null.
    """
    hedges = rf"(?:(?:{words['hedges']}) )*"
    conversion = rf"^(?: ?\({hedges}|,? or {hedges}| ?/ ?|; ?)$"
    contrast = rf"(?:^|[ ,(])(?:{words['set_against']}) {hedges}$"
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
