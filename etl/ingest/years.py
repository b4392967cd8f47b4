"""The year of a day that an article gives none, by the weekday that the lead names and the years told of."""

import polars as pl

from etl.text.calendar.days import day_of

_YEARS_ON = 4
"""Years after one told of in which a date without a year may lie."""
_YEARS_BACK = 2
"""Years before one told of in which it may lie."""
_DAY_AFTER = 1.5
"""What counts against a year in which the date falls on the day after the weekday named."""
_AGAINST = 1.5
"""What counts each time against a year that it is told of as past before it came, or as to come after it."""
_HARDLY = 0.5
"""What counts of that where a time is told of as neither."""
_SINCE = (0.5, 0.0, 1.0, 2.0, 3.0, 4.0)
"""What counts that the last year told of is so many back: most are called by their number in the next one."""
_UNTIL = (0.4, 0.0, 0.3, 0.6, 0.8, 1.6, 2.4, 3.2, 4.0)
"""What counts that the next year told of as to come is so many on: few tell of it alone a decade before."""
_NONE_AHEAD = 0.8
"""What counts that none is told of as to come."""

_PLANNED = (
    r"^ (?:[a-z]+ )?(?:budget|elections?|guidance|forecasts?|targets?|outlook|World Cup|Olympics)(?:[^a-z]|$)"
)
"""What is named after a year that as a rule has not yet come."""
_TERM = r"(?i:due|matur[a-z]+|expir[a-z]+|repayable|callable)(?: in| by| on)? $"
_PAPER = r"^ (?:notes|bonds?|paper|maturit[a-z]+|gilts|treasuries)(?:[^a-z]|$)"
"""A year in which debt falls due, which tells nothing of when one writes of it."""

_HERE = "article_id"
_DATE = (_HERE, "month", "day")


def infer_years(times: pl.DataFrame) -> pl.DataFrame:
    """The year of each day without one: `article_id`, `month`, `day`, `takes_year`; no row where none tells.

    `times` has `article_id`, `month`, `day`, `is_wanted` (a day whose year is asked for), `named` (the number
    of the weekday that the article's lead names first, as a wire story names its own day: `Sept 9 - … said on
    Tuesday`), `year`, `is_past`, `is_future` and `is_passing` (how its sentence speaks of it), `before` (the
    text before it) and `rest` (what follows it in its line). A year of founding tells
    nothing, nor one in which debt falls due; that of a budget is mostly to come.

    The day falls on the weekday named or, at a price, on the one after it. Of such years that one is taken
    that the fewest times told of speak against, as past ones that lie after it and coming ones before it, and
    that follows closest on the last of them.
    """
    wanted = times.filter("is_wanted", pl.col("named").is_not_null()).select(*_DATE, "named").unique()
    told = _told(times)
    steps = range(-_YEARS_BACK, _YEARS_ON + 1)
    years = (
        wanted.join(told.select(_HERE, "told").unique(), on=_HERE)
        .with_columns(takes_year=pl.concat_list(pl.col("told") + step for step in steps))
        .explode("takes_year")
        .with_columns(falls=_weekday(pl.col("takes_year")))
        .with_columns(late=pl.col("falls") == pl.col("named") % 7 + 1)
        .filter((pl.col("falls") == pl.col("named")) | "late")
        .select(*_DATE, "takes_year", "late")
        .unique()
    )
    apart = pl.col("takes_year") - pl.col("told")
    ahead, past = pl.col("ahead"), ~pl.col("ahead")
    later = (apart < 0) | ((apart == 0) & (pl.col("told_month") > pl.col("month")))
    against = pl.when("ahead").then(apart > 0).otherwise(later)
    weighed = against.fill_null(apart < 0).cast(pl.Float64) * pl.col("weight")
    since = apart.filter(past & (apart >= 0)).min()
    until = (-apart).filter(ahead & (apart <= 0)).min()
    return (
        years.join(told, on=_HERE)
        .group_by(*_DATE, "takes_year", "late")
        .agg(cost=weighed.sum() + _counted(since, _SINCE, _SINCE[-1]) + _counted(until, _UNTIL, _NONE_AHEAD))
        .with_columns(pl.col("cost") + pl.when("late").then(_DAY_AFTER).otherwise(0.0))
        .sort(*_DATE, "cost", "takes_year")
        .unique(_DATE, keep="first", maintain_order=True)
        .select(*_DATE, pl.col("takes_year").cast(pl.Int32))
    )


def _told(times: pl.DataFrame) -> pl.DataFrame:
    """The years that a text tells of, with their month where it has one: whether as what lies `ahead`, and
    with what `weight` they speak against another order.
    """
    planned = pl.col("rest").str.contains(_PLANNED)
    founded = pl.col("is_passing") & ~pl.col("is_future")
    of_debt = pl.col("before").str.contains(_TERM) | pl.col("rest").str.contains(_PAPER)
    sure = pl.col("is_past") | pl.col("is_future") | planned
    return (
        times.filter(pl.col("year").is_not_null(), ~founded, ~of_debt)
        .select(
            _HERE,
            told=pl.col("year").cast(pl.Int32),
            told_month="month",
            ahead=pl.col("is_future") | planned,
            weight=pl.when(sure).then(_AGAINST).otherwise(_HARDLY),
        )
        .unique()
    )


def _counted(years: pl.Expr, costs: tuple[float, ...], none: float) -> pl.Expr:
    """What so many years count: the last of `costs` for more, and `none` where there are none."""
    last = len(costs) - 1
    steps = years.clip(upper_bound=last).fill_null(-1)
    return steps.replace_strict(dict(enumerate(costs)), default=none, return_dtype=pl.Float64)


def _weekday(year: pl.Expr) -> pl.Expr:
    return day_of(year, pl.col("month"), pl.col("day")).dt.weekday().cast(pl.Int32)
