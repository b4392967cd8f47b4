"""Times of what happens, undated: the day of the line or the event before, the day of trading."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene
from etl.interpret.claims.time.compared import STATES

_TIMES = ("as_of_start", "as_of_end")
_EVENTS = ("funding", "valuation", "acquisition", "penalty", "price")
_BEFORE = (
    r"(?:^|[^a-z])(?:years|months) (?:ago|earlier|before) |"
    r"^<earlier> |(?:that|which) (?:[a-z'.]+ ){1,4}had "
)
_MOVED = (
    r"<traded_things>[^.;]{0,60}<moves>[^a-z]|[0-9]{4} (?:gmt|utc|bst|edt|est|cet|ist|local time)|"
    r"(?:by|at|around) [0-9:.]{1,5} ?(?:am|pm|a\.m|p\.m)[^a-z]"
)
_TRADING = r"<traded_things>[^.;]{0,60}<trades>[^a-z]|<trading_hours>(?:[^a-z]|$)"
_OF_THAT = r"^.{0,3}of (?:that|this|the total|the sum|which)[, ]"
_OF_IT = "^ (?:more )?of (?:it|that|this|them|which|the total|the sum|that sum|that amount)(?:[^a-z]|$)"
_LATELY = "<lately>[^.;]*(?:changed|changing|traded|trading|<moves>|<trades>)"
"""What was traded at another time than on the day of the article."""
_VALUED = (
    r" at an? (?:[a-z-]+ ){0,4}(?:valuation|value|price) of (?:[a-z]+ ){0,3}$|"
    r"[$€£¥₹][0-9][^$€£¥₹]{0,12} at (?:an? )?(?:[a-z]+ ){0,2}$"
)


def date_timeline(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, what happens under a line that is nothing but a date (`14 March 2023`) on that date."""
    happens = ~pl.col("metric").is_in(STATES) & (pl.col("modality").fill_null("actual") != "hypothetical")
    takes = happens & pl.col("as_of_start").is_null() & (pl.col("link").fill_null("") != "contrast")
    return (
        claims.join(scene.timelines, on=["article_id", "segment_no"], how="left", maintain_order="left")
        .with_columns(
            as_of_start=pl.when(takes).then("dated_from").otherwise("as_of_start"),
            as_of_end=pl.when(takes).then("dated_to").otherwise("as_of_end"),
        )
        .drop("dated_from", "dated_to")
    )


def carry_event(claims: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """What happened, undated, on the day that its paragraph last gave for such a thing; parts of a sum (`of
    that`), series and conversions with the time of the amount before.
    """
    last = {name: pl.col(name).shift(1) for name in _TIMES}
    same = pl.col("window") == pl.col("window").shift(1)
    converted = (pl.col("link") == "conversion").fill_null(False)
    undated = pl.col("as_of_start").is_null() & ~pl.col("in_table")
    metric = pl.col("metric") == pl.col("metric").shift(1)
    alike = pl.col("modality").fill_null("actual") == pl.col("modality").shift(1).fill_null("actual")
    parts = (
        undated
        & alike
        & (pl.col("before").str.contains(_OF_THAT) | (same & pl.col("after").str.contains(_OF_IT)))
        & (pl.col("article_id") == pl.col("article_id").shift(1))
    )
    series = undated & same & metric & (pl.col("link") == "series").fill_null(False)
    # `sold $5m of stock at a valuation of $60m`, `raised $5m at a $60m valuation`
    valued = (
        undated & same & alike & (pl.col("metric") == "valuation") & pl.col("before").str.contains(_VALUED)
    )
    for _ in range(2):
        claims = claims.with_columns(
            pl.when(converted | parts | series | valued).then(last[name]).otherwise(name).alias(name)
            for name in _TIMES
        )
    happens = (
        pl.col("metric").is_in(_EVENTS)
        & pl.col("modality").fill_null("actual").is_in(["actual"])
        & ~pl.col("in_table")
    )
    day = happens & (pl.col("as_of_start") == pl.col("as_of_end"))
    names = (*_TIMES, "sentence_no")
    claims = claims.with_columns(
        pl.when(day).then(name).forward_fill().shift(1).over("article_id", "segment_no").alias(f"last_{name}")
        for name in names
    )
    claims = _date_trading(claims, words)
    undated = pl.col("as_of_start").is_null() & ~pl.col("in_table")
    near = pl.col("sentence_no").cast(pl.Int64) - pl.col("last_sentence_no").cast(pl.Int64) <= 1
    takes = (
        happens
        & undated
        & near
        & ~pl.col("before").str.contains(spell(_BEFORE, words))
        & (pl.col("link").fill_null("") != "contrast")
    ).fill_null(False)
    return claims.with_columns(
        pl.when(takes).then(f"last_{name}").otherwise(name).alias(name) for name in _TIMES
    ).drop([f"last_{name}" for name in names])


def _date_trading(claims: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """What shares cost and a firm is worth in trading, undated, on the day of the article, where that is
    known to the day.
    """
    around = pl.concat_str("before", pl.lit(" "), "after")
    price = (pl.col("metric") == "price") | (pl.col("metric") == "valuation")
    share = (pl.col("metric") == "price") & (pl.col("basis") == "per_share").fill_null(False)
    traded = (
        price
        & (around.str.contains(spell(_TRADING, words)) | (share & around.str.contains(spell(_MOVED, words))))
        & ~pl.col("before").str.contains(spell(_LATELY, words))
        & ~pl.col("before").str.contains(spell(_BEFORE, words))
        & pl.col("modality").fill_null("actual").eq("actual")
        & pl.col("as_of_start").is_null()
        & ~pl.col("in_table")
        & (pl.col("published_from") == pl.col("published_to"))
    )
    # What the price makes the firm worth is told right behind it.
    carried = (
        price
        & pl.col("as_of_start").is_null()
        & (pl.col("window") == pl.col("window").shift(1))
        & traded.shift(1)
        & (pl.col("link").fill_null("") != "contrast")
        & pl.col("modality").fill_null("actual").eq("actual")
    )
    return claims.with_columns(
        pl.when((traded | carried).fill_null(False)).then("published_to").otherwise(name).alias(name)
        for name in _TIMES
    )
