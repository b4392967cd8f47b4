"""From what an expression says to its first and last day.

A part of a date takes the rest from a reference: the days on which the article may have appeared. Where
that is an interval, a relative time is resolved from both of its ends and stands only if they agree: with
the month known, `last month` is known and `on Tuesday` is not.
"""

import polars as pl

from etl.text.calendar.days import by_month, day_of, easter_of, end_of_months, monday_of
from etl.text.calendar.fiscal import in_calendar_months

RELATIVE = ("relative", "nearest", "weekday", "relative_day", "shift")
"""Kinds that count from the article's own day; of the others, only what they leave out is taken from it."""


_DAYS = ("day", "days")
FAR_AHEAD = 9
"""Months beyond which a month to come would be named with its year."""
_REPORTED = {"quarter": 6, "month_quarter": 6, "half": 4}
"""The same for periods that are reported on when they are over: `it is to report June quarter profit`."""


_READ = (
    *("kind", "surface", "part", "unit", "months", "first_month", "month", "to_month", "day", "to_day"),
    *("year", "_year", "which", "half", "quarter", "weekday", "weeks", "steps", "after_easter", "is_fiscal"),
    *("year_is_fiscal", "fiscal_month", "is_future", "anchor_date", "anchor_start", "anchor_end"),
    *("reference_from", "reference_to", "_unknown"),
)
"""What an interval is told by."""


def resolve_times(times: pl.DataFrame) -> pl.DataFrame:
    """`times` with `start_date` and `end_date`, both null where the interval cannot be known.

    Beside the columns of `find_times` it needs: `reference_from` and `reference_to`, the interval of the
    article's date (null: unknown); `is_future`, whether a time without year is to come; `takes_year`, a
    year that the text gives elsewhere, or null; `fiscal_month`, the month in which the writer's financial
    year begins, or null; `fiscal_from_end`, whether such a year has the number of the year that it ends in;
    `calls_fiscal`, whether quarters without a year are financial ones, and `year_is_fiscal`, whether `this
    year` is; `day_first`, how 9/11/2025 reads, or null; `anchor_date`, the day that `a day later` counts
    from; `anchor_start` and `anchor_end`, the period that `the same period of 2019` repeats.
    """
    known = _take_year(in_calendar_months(_numeric_days(times.lazy()))).select(_READ).collect()
    # Most articles are dated to the day: what is seen from both ends of it is seen once.
    is_day = known["reference_from"].eq_missing(known["reference_to"])
    seen_from = [known.with_columns(reference="reference_to"), known.filter(~is_day)]
    both = _intervals(pl.concat([seen_from[0], seen_from[1].with_columns(reference="reference_from")]))
    last = both.head(known.height)
    first = last if is_day.all() else _merged(last, both.tail(-known.height), is_day)
    ends = last.hstack(first.rename({"_start": "_start_from", "_end": "_end_from"})).hstack(
        [known["_unknown"]]
    )
    agree = pl.col("_start").eq_missing(pl.col("_start_from")) & pl.col("_end").eq_missing(
        pl.col("_end_from")
    )
    sound = agree & (pl.col("_start") <= pl.col("_end")) & ~pl.col("_unknown")
    days = ends.select(
        start_date=pl.when(sound).then("_start").cast(pl.Date),
        end_date=pl.when(sound).then("_end").cast(pl.Date),
    )
    return times.drop("start_date", "end_date", strict=False).hstack(days)


def _merged(last: pl.DataFrame, first: pl.DataFrame, is_day: pl.Series) -> pl.DataFrame:
    """What is seen from the first day: `first` for the rows not `is_day`, `last` for the others, in order."""
    rows = pl.Series("_row", range(len(is_day)))
    parts = [last.filter(is_day).insert_column(0, rows.filter(is_day))]
    parts.append(first.insert_column(0, rows.filter(~is_day)))
    return pl.concat(parts).sort("_row").drop("_row")


def _numeric_days(times: pl.LazyFrame) -> pl.LazyFrame:
    """`13/9/2025` has one reading, `9/11/2025` the article's, else the month first; with dots the day."""
    first, second = pl.col("first"), pl.col("second")
    dotted = pl.col("surface").str.contains(".", literal=True)
    day_first = (first > 12) | ((second <= 12) & pl.col("day_first").fill_null(dotted))
    numeric = pl.col("kind") == "numeric_day"
    return times.with_columns(
        day=pl.when(numeric).then(pl.when(day_first).then(first).otherwise(second)).otherwise("day"),
        month=pl.when(numeric).then(pl.when(day_first).then(second).otherwise(first)).otherwise("month"),
        kind=pl.when(numeric).then(pl.lit("day")).otherwise("kind"),
    )


def _take_year(times: pl.LazyFrame) -> pl.LazyFrame:
    """`_year`: as stated, by `last year` and its like, from elsewhere in the text, else the one that fits.

    A time without year is the latest that has begun by the article's date, or, where the text speaks of
    what is to come, the first that has not ended; but nobody calls `May` what is most of a year away.
    """
    after, before = pl.col("reference_to"), pl.col("reference_from")
    same_year = after.dt.year() == before.dt.year()
    related = pl.when(same_year).then(after.dt.year() + pl.col("which"))
    month, day = pl.coalesce("first_month", "month"), pl.col("day")
    to_day = pl.col("kind") == "period_to"
    begins = month * 100 + pl.when(to_day).then(day.fill_null(28)).otherwise(day.fill_null(1))
    begins = pl.when(kind="year_end").then(1231).otherwise(begins)  # `stood at $5m at year-end`
    ends = (month + pl.col("months").fill_null(1) - 1) * 100 + day.fill_null(31)
    ends = pl.when(to_day).then(begins).otherwise(ends)
    past = after.dt.year() - (begins > _month(after) * 100 + after.dt.day()).cast(pl.Int32)
    future = before.dt.year() + (ends < _month(before) * 100 + before.dt.day()).cast(pl.Int32)
    months_ahead = (future - before.dt.year()) * 12 + month - _month(before)
    far = pl.col("kind").replace_strict(_REPORTED, default=FAR_AHEAD, return_dtype=pl.Int32)
    near = (months_ahead <= far) | pl.col("feast").is_not_null()
    fitting = pl.when(pl.col("is_future") & near).then(future).otherwise(past)
    related = pl.when(~pl.col("kind").is_in(RELATIVE)).then(related)
    unrelated = pl.when(pl.col("which").is_null()).then(pl.coalesce("takes_year", fitting))
    return times.with_columns(_year=pl.coalesce("year", related, unrelated).cast(pl.Int32))


def _intervals(times: pl.DataFrame) -> pl.DataFrame:
    """`_start` and `_end` of each row, as seen from its `reference` day, in the order of `times`."""
    special = (*RELATIVE, *_DAYS, "period_to", "same")
    kind = pl.col("kind")
    kinds = [
        (_relative, ["relative"]),
        (_nearest, ["nearest"]),
        (_period_to, ["period_to"]),
        (_same, ["same"]),
        (_weekday, ["weekday"]),
        (_shifted, ["relative_day", "shift"]),
    ]
    present = set(times["kind"].unique())
    groups = [(resolve, kind.is_in(names)) for resolve, names in kinds if present.intersection(names)]
    if not present.isdisjoint(_DAYS):
        groups.append((_days, kind.is_in(_DAYS) & pl.col("after_easter").is_null()))
    if times["after_easter"].null_count() < times.height:
        groups.append((_feasts, kind.is_in(_DAYS) & pl.col("after_easter").is_not_null()))
    if not present.issubset(special):
        groups.append((_calendar, ~kind.is_in(special)))
    # one plan for all: most batches have few rows of a kind, and each step by itself would take longer
    numbered = times.with_row_index("_row").lazy()
    none = numbered.clear().with_columns(_start=pl.lit(None, pl.Date), _end=pl.lit(None, pl.Date))
    parts = [none, *(resolve(numbered.filter(rows)) for resolve, rows in groups)]
    whole = pl.concat([part.select("_row", "part", "unit", "months", "_start", "_end") for part in parts])
    told = whole.sort("_row")
    has_parts = times["part"].null_count() < times.height
    return (_part(told) if has_parts else told.select("_start", "_end")).collect()


def _part(times: pl.LazyFrame) -> pl.LazyFrame:
    """The part of each interval that the words single out.

    `Early`, `mid-` and `late` are thirds: of four months in a year, of one in a quarter, about ten days in a
    month. `The end` and `the start` are the last and the first day.
    """
    part, day = pl.col("part"), pl.duration(days=1)
    named = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
    by_unit = pl.col("unit").replace_strict(named, default=None, return_dtype=pl.Int32)
    months = pl.coalesce("months", by_unit)
    short = months < 3
    third = pl.when(months >= 3).then(months // 3)
    start, end = pl.col("_start"), pl.col("_end")
    cut = times.with_columns(
        _first=pl.coalesce(end_of_months(start, third), pl.when(short).then(start + pl.duration(days=9))),
        _second=pl.coalesce(
            end_of_months(start, third * 2), pl.when(short).then(start + pl.duration(days=19))
        ),
    )
    return cut.select(
        _start=pl.when(part == "end").then(end)
        .when(part == "mid").then(pl.coalesce(pl.col("_first") + day, start))
        .when(part == "late").then(pl.coalesce(pl.col("_second") + day, start))
        .otherwise(start),
        _end=pl.when(part == "start").then(start)
        .when(part == "early").then(pl.coalesce("_first", end))
        .when(part == "mid").then(pl.coalesce("_second", end))
        .otherwise(end),
    )  # fmt: skip


def _calendar(times: pl.LazyFrame) -> pl.LazyFrame:
    """Months, quarters, halves, seasons, years: some months from the first of one."""
    whole = times.with_columns(_start=by_month(pl.col("_year"), pl.col("first_month")))
    ended = whole.with_columns(_end=end_of_months(pl.col("_start"), pl.col("months")))
    return _within_month(ended).with_columns(_start=pl.when(kind="year_end").then("_end").otherwise("_start"))


def _within_month(months: pl.LazyFrame) -> pl.LazyFrame:
    """The half or the week of a month that the words single out; the last week is its last seven days."""
    start, end, kind = pl.col("_start"), pl.col("_end"), pl.col("kind")
    last = pl.col("surface").str.contains("(?i)(?:last|final) ")
    second = pl.col("half") == 2
    week = (pl.col("quarter").fill_null(1) - 1) * 7
    return months.with_columns(
        _start=pl.when((kind == "month_half") & second)
        .then(start + pl.duration(days=15))
        .when((kind == "month_week") & last)
        .then(end - pl.duration(days=6))
        .when(kind == "month_week")
        .then(start + pl.duration(days=week))
        .otherwise(start),
        _end=pl.when((kind == "month_half") & ~second)
        .then(start + pl.duration(days=14))
        .when((kind == "month_week") & ~last)
        .then(start + pl.duration(days=week + 6))
        .otherwise(end),
    )


def _relative(times: pl.LazyFrame) -> pl.LazyFrame:
    """`this week`, `last quarter`, `next year`; weeks run from Monday to Sunday."""
    steps, reference = pl.col("which").fill_null(0), pl.col("reference")
    of_year = pl.col("unit").is_null() | (pl.col("unit") == "year")
    fiscal = (pl.col("is_fiscal") & of_year) | (pl.col("year_is_fiscal") & (pl.col("unit") == "year"))
    named = times.with_columns(
        _unit=pl.when(fiscal).then(pl.lit("fiscal")).otherwise("unit"),
        _monday=monday_of(reference),
        _y=reference.dt.year(),
        _m=reference.dt.month().cast(pl.Int32),
    )
    unit, year, month = pl.col("_unit"), pl.col("_y"), pl.col("_m")
    begun = year - (pl.col("fiscal_month") > month).cast(pl.Int32)
    lengths = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "fiscal": 12}
    started = named.with_columns(
        _length=unit.replace_strict(lengths, default=None, return_dtype=pl.Int32),
        _start=pl.when(unit == "week").then(pl.col("_monday") + pl.duration(days=steps * 7))
        .when(unit == "weekend").then(pl.col("_monday") + pl.duration(days=steps * 7 + 5))
        .when(unit == "month").then(by_month(year, month + steps))
        .when(unit == "quarter").then(by_month(year, (month - 1) // 3 * 3 + 1 + steps * 3))
        .when(unit == "year").then(by_month(year + steps, pl.lit(1)))
        .when(unit == "decade").then(by_month(year // 10 * 10 + steps * 10, pl.lit(1)))
        .when(unit == "fiscal").then(by_month(begun + steps, pl.col("fiscal_month"))),
    )  # fmt: skip
    days = pl.when(unit == "week").then(6).when(unit == "weekend").then(1)
    end = pl.coalesce(
        end_of_months(pl.col("_start"), pl.col("_length")), pl.col("_start") + pl.duration(days=days)
    )
    return started.with_columns(_end=end)


def _nearest(times: pl.LazyFrame) -> pl.LazyFrame:
    """`last September` is the latest that is over, `next March` the first to come, `this May` the year's."""
    year, month = pl.col("reference").dt.year(), pl.col("reference").dt.month().cast(pl.Int32)
    first, which = pl.col("first_month"), pl.col("which")
    over = first + pl.col("months") - 1
    last = pl.when(over < month).then(year).when(over - 12 < month).then(year - 1).otherwise(year - 2)
    coming = pl.when(first > month).then(year).otherwise(year + 1)
    current = pl.when(over - 12 >= month).then(year - 1).otherwise(year)
    chosen = pl.when(which < 0).then(last).when(which > 0).then(coming).otherwise(current)
    started = times.with_columns(_start=by_month(chosen, first))
    return started.with_columns(_end=end_of_months(pl.col("_start"), pl.col("months")))


def _days(times: pl.LazyFrame) -> pl.LazyFrame:
    """A day, its week, or the days from one to another; a year stated once is that of the last."""
    year, to_month = pl.col("_year"), pl.coalesce("to_month", "month")
    turns = (to_month < pl.col("month")).cast(pl.Int32)
    stated = pl.col("year").is_not_null()
    first = day_of(pl.when(stated).then(year - turns).otherwise(year), pl.col("month"), pl.col("day"))
    last = day_of(pl.when(stated).then(year).otherwise(year + turns), to_month, pl.coalesce("to_day", "day"))
    monday = pl.when(unit="week").then(monday_of(first))
    return times.with_columns(
        _start=pl.coalesce(monday, first), _end=pl.coalesce(monday + pl.duration(days=6), last)
    )


def _feasts(times: pl.LazyFrame) -> pl.LazyFrame:
    """Days that are counted from Easter, where no day of a month names a week."""
    feast = easter_of(pl.col("_year")) + pl.duration(days=pl.col("after_easter"))
    named = _days(times)
    is_week = pl.col("_start").is_not_null() & (pl.col("unit") == "week").fill_null(False)
    return named.with_columns(
        _start=pl.when(is_week).then("_start").otherwise(pl.coalesce(feast, "_start")),
        _end=pl.when(is_week).then("_end").otherwise(pl.coalesce(feast, "_end")),
    )


def _period_to(times: pl.LazyFrame) -> pl.LazyFrame:
    """`the year to March 31, 2021`: the twelve months that end there; a month ends with its last day."""
    year, month, day = pl.col("_year"), pl.col("month"), pl.col("day")
    of_month = end_of_months(by_month(year, month), pl.lit(1))
    ended = times.with_columns(_end=pl.when(day.is_null()).then(of_month).otherwise(day_of(year, month, day)))
    after = pl.col("_end") + pl.duration(days=1)
    by_months = after.dt.offset_by(pl.format("-{}mo", pl.col("months").fill_null(0)))
    by_weeks = pl.col("_end") - pl.duration(days=pl.col("weeks") * 7 - 1)
    return ended.with_columns(_start=pl.coalesce(by_weeks, by_months))


def _same(times: pl.LazyFrame) -> pl.LazyFrame:
    """`the same quarter of 2019`: the period last named, moved to that year."""
    start, end = pl.col("anchor_start"), pl.col("anchor_end")
    steps = pl.coalesce(pl.col("year") - end.dt.year(), pl.col("which"))
    length = (end.dt.year() - start.dt.year()) * 12 + _month(end) - _month(start) + 1
    moved = times.with_columns(_length=length, _start=by_month(start.dt.year() + steps, start.dt.month()))
    return moved.with_columns(_end=end_of_months(pl.col("_start"), pl.col("_length")))


def _month(day: pl.Expr) -> pl.Expr:
    return day.dt.month().cast(pl.Int32)


def _weekday(times: pl.LazyFrame) -> pl.LazyFrame:
    """`Tuesday` is the last one up to the day of writing, or the first from it on where it is to come."""
    today, day = pl.col("reference").dt.weekday().cast(pl.Int32), pl.col("weekday")
    which = pl.col("which")
    steps = (
        pl.when(which < 0).then(-((today - day - 1) % 7) - 1)
        .when(which > 0).then((day - today - 1) % 7 + 1)
        .when(which == 0).then(day - today)
        .when("is_future").then((day - today) % 7)
        .otherwise(-((today - day) % 7))
    )  # fmt: skip
    found = times.with_columns(_start=pl.col("reference") + pl.duration(days=steps))
    return found.with_columns(
        _end=pl.col("_start")
        + pl.duration(days=(pl.col("unit") == "weekend").fill_null(False).cast(pl.Int32))
    )


def _shifted(times: pl.LazyFrame) -> pl.LazyFrame:
    """`yesterday`, counted from the day of writing; `a day later`, from the day last named."""
    counted = pl.coalesce(pl.when(kind="shift").then("anchor_date"), "reference")
    found = times.with_columns(_start=counted + pl.duration(days=pl.col("steps")))
    return found.with_columns(_end="_start")
