"""Arithmetic of days and months over columns; what cannot be is null."""

import polars as pl


def day_of(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """The day, or null where there is none such, like the 30th of February.

    >>> days = pl.DataFrame({"day": [28, 30]})
    >>> days.select(day_of(pl.lit(2026), pl.lit(2), pl.col("day"))).to_series().to_list()
    [datetime.date(2026, 2, 28), None]
    """
    counted = by_month(year, month) + pl.duration(days=day.cast(pl.Int64) - 1)
    return pl.when(counted.dt.month() == month).then(counted)


def by_month(year: pl.Expr, month: pl.Expr) -> pl.Expr:
    """The first day of a month counted from January of `year`: 0 is the December before.

    >>> pl.select(by_month(pl.lit(2026), pl.lit(14))).item()
    datetime.date(2027, 2, 1)
    """
    total = year.cast(pl.Int32) * 12 + month.cast(pl.Int32) - 1
    return pl.date(total // 12, total % 12 + 1, 1)


def end_of_months(start: pl.Expr, months: pl.Expr) -> pl.Expr:
    """The last day of `months` whole months from the first day of one.

    >>> from datetime import date
    >>> pl.select(end_of_months(pl.lit(date(2026, 1, 1)), pl.lit(3))).item()
    datetime.date(2026, 3, 31)
    """
    following = by_month(start.dt.year(), start.dt.month().cast(pl.Int32) + months)
    return following - pl.duration(days=1)


def easter_of(year: pl.Expr) -> pl.Expr:
    """Easter Sunday of a year of the Gregorian calendar, by Gauss's rule as Meeus has it.

    >>> pl.DataFrame({"year": [2024, 2025, 2038]}).select(easter_of(pl.col("year"))).to_series().to_list()
    [datetime.date(2024, 3, 31), datetime.date(2025, 4, 20), datetime.date(2038, 4, 25)]
    """
    year = year.cast(pl.Int32)
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    days = moon + week - 7 * late + 114
    return pl.date(year, days // 31, days % 31 + 1)


def monday_of(day: pl.Expr) -> pl.Expr:
    """The Monday of a day's week."""
    return day - pl.duration(days=day.dt.weekday().cast(pl.Int32) - 1)
