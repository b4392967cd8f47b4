"""Times of results that others are set against: the same period a year or a quarter before, or, where it is
what had been expected of a period, that period.
"""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.patterns import spell

CONSENSUS = ("projected.consensus", "projected.beaten")
REPORTED = ("revenue", "profit", "spending")
STATES = ("revenue", "profit", "spending", "market_size", "price", "pay", "fund_size")
"""Metrics of what goes on, which is so whenever somebody says it; what happens is often said that day."""
SEASON = "(?i)(?:^|[^a-z])<seasons>"
"""Seasons are no periods of accounts."""
PURSES = ("other.balance", "other.purse")
"""Rules of a state's surplus or deficit: a result, too."""
YEAR_BEFORE = "(?:<year_before>|<the_same> <same_periods>)"
YEAR_AGO_WAS = (
    rf"(?:{YEAR_BEFORE}|(?:year-ago|year-earlier|prior-year|last year's) (?:[a-z]+ )?[a-z]+)"
    r",? (?:[a-z]+ ){0,2}(?:was|were|had been|stood at|came to|of) (?:[a-z]+ ){0,3}$"
)
"""`a year ago it was`, `the year-ago loss of`: right before an amount, what that was in the year before."""
_YEAR_OPENS = rf"^(?:in )?(?:the )?{YEAR_BEFORE},? "
"""How a sentence opens that goes on with the year before."""
_AGAINST = rf"^[^.;0-9]{{0,40}}(?:^|[^a-z])<held_against> (?:the |that of )?{YEAR_BEFORE}"
_ON_SALES = ",? on (?:[a-z-]+ ){0,2}(?:sales|revenues?|turnover|income) of (?:[a-z]+ ){0,2}$"
_TIMES = ("as_of_start", "as_of_end")
_NOW_AT = (
    r"(?:than|from|over|on|with|against|versus) (?:the |that of |those of )?<year_before>,? (?:at|to)"
    r"(?: [a-z]+){0,3} $"
)
"""`up 4% on a year ago at $5m`: what it is now."""
_BY_THEN = r"(?:^|[^a-z])by (?:the end of )?(?:fiscal )?[12][0-9]{3},? [^.;0-9]{0,40}$"
_TODAY = "^ (?:today|now|currently|at present)(?:[^a-z]|$)"
"""`To $9bn by 2030, from $4bn`, `from $4bn today`: not of the year before."""


def set_back(name: str, words: Mapping[str, str]) -> pl.Expr:
    """The time of a result that is set against the one before it: a year earlier, or a quarter where the text
    says so; what had been expected of the same period has its time.
    """
    before, after = pl.col("before"), pl.col("after")
    year = is_year_before(words)
    quarter = after.str.contains(spell("^[^.;]{0,30}<quarter_before>", words))
    days = (pl.col("as_of_end") - pl.col("as_of_start")).dt.total_days().shift(1)
    same = (
        (pl.col("article_id") == pl.col("article_id").shift(1))
        & (pl.col("metric") == pl.col("metric").shift(1))
        & (pl.col("metric").is_in(REPORTED) | pl.col("rule_id").is_in(PURSES).fill_null(False))
    )
    against = (pl.col("link") == "contrast").fill_null(False) & days.is_between(80, 370)
    undated = pl.col("as_of_start").is_null()
    real = pl.col("modality").fill_null("actual").is_in(["actual", "estimated"])
    consensus = is_consensus() & days.is_between(80, 370)
    expected = (against | consensus) & undated & (pl.col("modality") == "projected")
    past = pl.col(name).shift(1) < pl.col(name).shift(2)
    skips = (
        expected
        & past
        & (pl.col("metric") == pl.col("metric").shift(2))
        & (pl.col("window") == pl.col("window").shift(2))
    )  # `rose to $5m from $4m a year ago; analysts had expected $6m`
    told_same = pl.col("metric") == pl.col("metric").shift(1)
    flows = told_same & undated & against & year & real  # `raised $5m in 2024, from $6m a year earlier`
    now = before.str.contains(_BY_THEN) | after.str.contains(_TODAY)
    steps = (undated & (year | (against & real & ~now))) | (pl.col("period_carried") & year)
    last = pl.col(name).shift(1)
    instant = (days == 0).fill_null(False) & undated & (pl.col("link") == "contrast").fill_null(False)
    alike = (
        instant
        & (pl.col("metric") == pl.col("metric").shift(1))
        & (pl.col("window") == pl.col("window").shift(1))
    )
    return (
        pl.when((same & skips).fill_null(False))
        .then(pl.col(name).shift(2))
        .when((alike & quarter).fill_null(False))
        .then(_earlier(last, "-3mo"))
        .when((alike & year).fill_null(False))
        .then(_earlier(last, "-1y"))
        .when((same & expected).fill_null(False))
        .then(last)
        .when((same & undated & against & quarter).fill_null(False))
        .then(_earlier(last, "-3mo"))
        .when(((same & steps) | flows).fill_null(False))
        .then(_earlier(last, "-1y"))
        .when((pl.col("period_carried") & before.str.contains(spell(_YEAR_OPENS, words))).fill_null(False))
        .then(_earlier(pl.col(name), "-1y"))
        .otherwise(name)
        .alias(name)
    )


def date_the_rest(claims: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The claims, results still undated a year before the period told of last where the text says so; what is
    set against a year's result in the year after it; the sales that a profit was made `on` in its time.
    """
    result = pl.col("metric").is_in(REPORTED) | pl.col("rule_id").is_in(PURSES).fill_null(False)
    undated = result & pl.col("as_of_start").is_null() & ~pl.col("in_table")
    undated = undated & pl.col("modality").fill_null("actual").eq("actual")
    year = is_year_before(words) & (pl.col("basis").fill_null("") != "run_rate")
    claims = claims.with_columns(
        pl.when((undated & year).fill_null(False))
        .then(_earlier(pl.col(f"last_{name}"), "-1y"))
        .otherwise(name)
        .alias(name)
        for name in _TIMES
    )
    same = [pl.col(name) == pl.col(name).shift(-1) for name in ("window", "metric")]
    start, end = (pl.col(name).shift(-1) for name in _TIMES)
    based = (pl.col("link").shift(-1) == "contrast") & (end - start).dt.total_days().is_between(80, 370)
    ended = _earlier(end, "1y") <= pl.col("published_to")
    follows = (undated & pl.all_horizontal(same) & based & ended).fill_null(False)
    claims = claims.with_columns(
        pl.when(follows).then(_earlier(pl.col(name).shift(-1), "1y")).otherwise(name).alias(name)
        for name in _TIMES
    )
    on_sales = (pl.col("metric") == "revenue") & pl.col("before").str.contains(spell(_ON_SALES, words))
    made = (pl.col("metric") == "profit") & (pl.col("link").fill_null("") != "contrast")
    return claims.with_columns(
        pl.when(on_sales.fill_null(False))
        .then(pl.coalesce(pl.when(made).then(name).drop_nulls().first().over("window"), name))
        .otherwise(name)
        .alias(name)
        for name in _TIMES
    ).drop("last_as_of_start", "last_as_of_end")


def is_year_before(words: Mapping[str, str]) -> pl.Expr:
    """Whether the words beside an amount say that it is of the year before."""
    before, after = pl.col("before"), pl.col("after")
    told = (
        (
            after.str.contains(spell(rf"^[^.;0-9]{{0,40}}{YEAR_BEFORE}", words))
            & ~after.str.contains(spell(_AGAINST, words))
        )
        | before.str.tail(34).str.contains(spell(YEAR_BEFORE, words))
        | before.str.contains(r"a year (?:earlier|ago|before)[^.;]{0,40}$")
        | before.str.tail(60).str.contains(spell(YEAR_AGO_WAS, words))
    )
    return told & ~before.str.tail(60).str.contains(spell(_NOW_AT, words))


def is_consensus() -> pl.Expr:
    """Whether an amount is what others had expected of the period just told of."""
    by_others = (
        "(?:analysts|economists|brokers|poll|consensus|estimates|forecasters|the market|wall street)[^.;]*$"
    )
    ruled = pl.col("modality_rule").is_in(CONSENSUS).fill_null(False)
    return ruled | ((pl.col("modality") == "projected") & pl.col("before").str.contains(by_others))


def _earlier(day: pl.Expr, by: str) -> pl.Expr:
    """The day a period earlier, the last of a month on the last of a month."""
    return (
        pl.when(day == day.dt.month_end())
        .then(day.dt.offset_by(by).dt.month_end())
        .otherwise(day.dt.offset_by(by))
    )
