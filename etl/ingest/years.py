"""The year of a day that an article gives none, by the weekday that the lead names and the years told of."""

import polars as pl

from etl.text.calendar.days import day_of

_YEARS_ON = 3
"""Years after one told of as past in which a date without a year may lie."""
_YEARS_BACK = 1
"""Years before one told of as to come in which it may lie."""
_DAY_AFTER = 1.5
"""What counts against a year in which the date falls on the day after the weekday named."""
_DISTANCE = 0.75
"""What each year counts that lies between a year and the nearest one told of."""

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
    that the fewest years told of speak against, as past ones that lie after it and coming ones before it, and
    that is nearest to one of them.
    """
    wanted = times.filter("is_wanted", pl.col("named").is_not_null()).select(*_DATE, "named").unique()
    planned = pl.col("rest").str.contains(_PLANNED)
    founded = pl.col("is_passing") & ~pl.col("is_future")
    of_debt = pl.col("before").str.contains(_TERM) | pl.col("rest").str.contains(_PAPER)
    told = (
        times.filter(
            pl.col("year").is_not_null(),
            pl.col("is_past") | pl.col("is_future") | planned,
            ~founded,
            ~of_debt,
        )
        .select(_HERE, told=pl.col("year").cast(pl.Int32), ahead=pl.col("is_future") | planned)
        .unique()
    )
    pairs = wanted.join(told, on=_HERE)
    onward, back = (
        pl.concat_list(pl.col("told") + step for step in steps)
        for steps in (range(_YEARS_ON + 1), range(-_YEARS_BACK, 1))
    )
    years = (
        pairs.with_columns(takes_year=pl.when("ahead").then(back).otherwise(onward))
        .explode("takes_year")
        .with_columns(falls=_weekday(pl.col("takes_year")))
        .with_columns(late=pl.col("falls") == pl.col("named") % 7 + 1)
        .filter((pl.col("falls") == pl.col("named")) | (pl.col("late") & ~pl.col("ahead")))
        .select(*_DATE, "takes_year", "late")
        .unique()
    )
    apart = pl.col("takes_year") - pl.col("told")
    against = pl.when("ahead").then(apart > 0).otherwise(apart < 0)
    nearest = apart.abs().filter(~against).min().clip(upper_bound=_YEARS_ON)
    return (
        years.join(told, on=_HERE)
        .group_by(*_DATE, "takes_year", "late")
        .agg(cost=against.sum() + nearest * _DISTANCE)
        .with_columns(pl.col("cost") + pl.when("late").then(_DAY_AFTER).otherwise(0.0))
        .sort(*_DATE, "cost", "takes_year")
        .unique(_DATE, keep="first", maintain_order=True)
        .select(*_DATE, pl.col("takes_year").cast(pl.Int32))
    )


def _weekday(year: pl.Expr) -> pl.Expr:
    return day_of(year, pl.col("month"), pl.col("day")).dt.weekday().cast(pl.Int32)
