"""How near a date stands to an amount, in points: by distance, by what lies between, by what ties them."""

import polars as pl

START = 28.0
PER_CHARACTER = 0.16
PER_BREAK = 5.0
PER_AMOUNT = 14.0
PER_AMOUNT_AFTER_OPENING = 2.0
"""What distance takes off; a date that opens the sentence governs all of it."""
AFTER = 8.0
SINCE = 8.0
"""Off for a date behind the amount, which may be another verb's; off for the beginning of a time, which is
that of what adds up from then on.
"""
RIGHT_AFTER = 10.0
GOVERNED = 3.0
TOLD = 16.0
WHEN = 14.0
IN_BRACKETS = 24.0
"""What a date has for standing right behind; for a preposition; for being the day on which all of it is said;
for a clause with `when` that ties it to the amount; alone in brackets right behind it, before all others:
`$5m (2024)`. With what distance takes off, these are the numbers by which most amounts of the annotated
articles have their times, among them those that have none.
"""
ENOUGH = 8.0
SUMS = ("revenue", "profit", "spending", "funding", "investment", "other", "debt")
"""Metrics that add up over the time since a date."""
_HELD_AGAINST = (
    r"^,? (?:on|from|of|or) (?:an? |its |the (?:group|company)[’']s )?(?:[a-z-]+ ){0,2}"
    r"(?:revenues?|sales|turnover|income)? ?[^,;]*$"
)


def score_of_dates() -> pl.Expr:
    """The points of each pair of an amount and a date of its sentence; `ENOUGH` make the date the amount's.

    Reads `gap`, `crossed`, `amounts` and `after` (where the date stands), `opening`, `governed`, `its_own`,
    `told`, `opens_when`, `is_day` and `since` (what it is), `metric`, `result` and `is_perfect` of the
    amount, and the text before and after that.
    """
    return (
        START
        + pl.when(pl.col("told") & pl.col("is_day")).then(TOLD).otherwise(0.0)
        + pl.when(_is_when()).then(WHEN).otherwise(0.0)
        + pl.when("after").then(-AFTER).otherwise(0.0)
        + pl.when(pl.col("since") & ~(pl.col("metric").is_in(SUMS) & pl.col("is_perfect")))
        .then(-SINCE)
        .otherwise(0.0)
        + pl.when(_together()).then(pl.col("amounts") * PER_AMOUNT).otherwise(0.0)
        - pl.col("gap") * PER_CHARACTER
        - pl.when("opening").then(0.0).otherwise(pl.col("crossed") * PER_BREAK)
        - pl.col("amounts") * pl.when("opening").then(PER_AMOUNT_AFTER_OPENING).otherwise(PER_AMOUNT)
        + pl.when(pl.col("after") & (pl.col("gap") <= 30) & (pl.col("crossed") == 0))
        .then(RIGHT_AFTER)
        .otherwise(0.0)
        + pl.when("governed").then(GOVERNED).otherwise(0.0)
        + pl.when("its_own").then(IN_BRACKETS).otherwise(0.0)
    )


def _is_when() -> pl.Expr:
    """Whether an amount stands in the clause that says what was then (`in 2017, when it raised $5m`), or
    beside one that gives its time: `When it listed in 2017, it was worth $5m`, `$5m when it opened in 2017`.
    """
    gap = pl.col("gap").clip(0, 160)
    ahead, between = pl.col("amount_before").str.tail(gap), pl.col("amount_after").str.head(gap)
    told = ahead.str.contains("^,? (?:by )?(?:when|(?:by|in|on|from|for|at|of) which) ")
    opens = pl.col("opens_when") & (pl.col("crossed") <= 2)
    leads = ~pl.col("after") & (pl.col("amounts") <= 1) & (told | opens)
    follows = (
        pl.col("after")
        & (pl.col("amounts") == 0)
        & between.str.contains("^ (?:when|as early as|as late as) ")
    )
    return leads | follows


def _together() -> pl.Expr:
    """Whether the amounts before the date have one time: a result and what it is held against (`lost $5m on
    sales of $9m in 2025`), several told `respectively`.
    """
    between = pl.col("amount_after").str.head(pl.col("gap").clip(0, 90))
    held = pl.col("result") & (pl.col("amounts") == 1) & between.str.contains(_HELD_AGAINST)
    return pl.col("after") & (held | between.str.contains(" respectively,? "))
