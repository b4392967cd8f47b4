"""On which basis an amount stands: by the share, by the market, over a period, after the money."""

import polars as pl

from etl.interpret.claims.metric.needs.shapes import PER_SHARE

A_SHARE = 1_000
"""Below this a bid is one by the share."""
DEAR = 5_000
"""From here a price is hardly that of a share."""
_FETCHES = r"(?:fetch|go|goes|went|sell|sold|worth|valued)[^.;]{0,40} for(?: [a-z]+){0,3} $"
_TRADED = (
    r"(?:rose|fell|closed|climbed|dropped|jumped|trad|go for|goes for|went for|gained|slipped|surged|tumbled|"
    r"up|down)(?:[^.;]|[.][0-9]){1,60}(?:valuing|giving|leaving) |"
    r"(?:^| )at (?:[a-z'’]+ ){0,3}(?:close|closing price|share price|market prices?),?"
    " [^.;]{2,60} $"
)
"""What the price of a share that is traded makes a firm worth."""
_AT_THE_CLOSE = (
    r"^ (?:at|on|as of|based on) [^.;]*"
    r"(?:close|closing price|share price|stock exchange|stock market|bourse|exchange|nasdaq|nyse)"
)
"""What says that a worth is that of its shares."""


def read_basis(claims: pl.LazyFrame, candidates: pl.LazyFrame) -> pl.LazyFrame:
    """The claims with a narrower `basis`, where another cue of the same metric or `per` gives one.
    `candidates` are the pairs of amounts and cues with their scores.
    """
    other = (
        candidates.filter(
            pl.col("basis").is_not_null()
            & (pl.col("basis") != "period")
            & (pl.col("score") > pl.when(pl.col("value") == "price").then(12).otherwise(30))
        )
        .with_columns(pl.col("score").round(3))
        .sort(["n", "score", "cue_at"], descending=[False, True, False])
        .group_by("n", "value", maintain_order=True)
        .agg(other=pl.col("basis").first())
    )
    joined = claims.join(
        other, left_on=["n", "metric"], right_on=["n", "value"], how="left", maintain_order="left"
    )
    open_ = (pl.col("basis").is_null() | (pl.col("basis") == "period")) & pl.col("other").is_not_null()
    share = (pl.col("per") == "share").fill_null(False) | pl.col("after").str.contains(PER_SHARE)
    share = share & pl.col("metric").is_in(["profit", "price", "acquisition"])
    by_the_share = ((pl.col("metric") == "acquisition") & (pl.col("size") < A_SHARE)).fill_null(False)
    traded = (
        (pl.col("metric") == "valuation")
        & pl.col("basis").is_null()
        & (pl.col("before").str.contains(_TRADED) | pl.col("after").str.contains(_AT_THE_CLOSE))
    ).fill_null(False)
    paid = (pl.col("metric") == "investment") & (pl.col("basis") == "stake_value")
    paid = (
        paid
        & pl.col("before").str.contains(r" for(?: [a-z]+){0,3} $")
        & ~pl.col("before").str.contains(_FETCHES)
    )
    of_goods = (pl.col("metric") == "price") & ((pl.col("per") != "share") | (pl.col("size") >= DEAR))
    return joined.with_columns(
        basis=pl.when(traded)
        .then(pl.lit("market_cap"))
        .when(paid.fill_null(False) | of_goods.fill_null(False))
        .then(None)
        .when(share | by_the_share)
        .then(pl.lit("per_share"))
        .when(open_)
        .then("other")
        .otherwise("basis")
    ).drop("other")
