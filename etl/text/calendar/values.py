"""Read the surface of an expression of time into columns of numbers and codes.

Everything here looks at distinct surfaces only, a few thousand a batch.
"""

from collections.abc import Mapping
from typing import Any

import polars as pl

from etl.text.calendar.grammar import Calendar

GROUPS = (
    *("year", "to_year", "yy", "to_yy", "year_or_yy", "pair", "decade", "mm", "dd", "first", "second"),
    *("day", "to_day", "month", "to_month", "from_month", "q", "h", "ordinal", "ordinal_before", "half"),
    *("season", "period", "same_unit", "part", "earlier", "which", "which_end", "count", "unit", "weekday"),
    *("day_word", "direction", "next_day", "fiscal", "lead", "half_year", "same_year", "feast"),
)
"""The columns that the patterns capture, as text."""

MEMORY = 200_000
"""Surfaces whose reading is remembered: the same ones come again in every batch and every stage."""

_FORM, _FIELD = "\x02", "\x03"
_LAST_FIXED, _EASTER = 2000, 2100
"""Feasts up to the first are months and days, those around the second days after Easter."""
_AGAIN = ("_b", "_c", "_d")
"""A second place for the same token in one pattern."""


def read_values(surfaces: pl.Series, calendar: Calendar) -> pl.DataFrame:
    """What each distinct surface says. A surface that no form reads is left out.

    Grain: one row a surface. Columns: `surface`, `form`, `kind`, `lead` (a weekday that is no part of the
    span), and, null where not stated: `year`, `to_year`, `month`, `day`, `to_month`, `to_day`; `first_month`
    and `months`, the first month and the length of a period in its year; `part` (start, early, mid, late,
    end); `which` (steps from the article's own time), `unit`, `weekday`, `steps` (days from another day),
    `quarter`, `weeks`; `is_fiscal`, `says_fiscal` (by the word), `is_pair` (2020-21).

    >>> from etl.lexicon import Lexicon
    >>> from etl.text.calendar import compile_calendar
    >>> surfaces = pl.Series("surface", ["the year to March 31, 2021", "Q4 2025", "next week"])
    >>> read_values(surfaces, compile_calendar(Lexicon())).select("kind", "year", "months", "which").rows()
    [('period_to', 2021, 12, None), ('quarter', 2025, 3, None), ('relative', None, None, 1)]
    """
    wanted = pl.DataFrame({"surface": surfaces.cast(pl.String)})
    seen = calendar.memory.get("values")
    if seen is None or seen.height > MEMORY:
        seen = _read(wanted, calendar)
    elif (new := wanted.join(seen, on="surface", how="anti", maintain_order="left")).height:
        seen = pl.concat([seen, _read(new, calendar)])
    calendar.memory["values"] = seen
    read = wanted.join(seen, on="surface", how="inner", maintain_order="left")
    return read.filter(pl.col("form").is_not_null())


def _read(frame: pl.DataFrame, calendar: Calendar) -> pl.DataFrame:
    """The values of every `surface`, all null for one that no form reads."""
    template = _template(calendar)
    caught = frame["surface"].str.replace(calendar.reader, template).to_list()
    rows = []
    for surface, fields in zip(frame["surface"].to_list(), caught, strict=True):
        if _FIELD not in fields:  # no form reads it
            continue
        told, *groups = fields.split(_FIELD)
        form = calendar.forms[len(told) - len(told.lstrip(_FORM))]
        rows.append((surface, form.form_id, form.kind, form.is_fiscal, *(group or None for group in groups)))
    schema = {"surface": pl.String, "form": pl.String, "kind": pl.String, "is_fiscal": pl.Boolean}
    texts = pl.LazyFrame(rows, schema=schema | dict.fromkeys(GROUPS, pl.String), orient="row").with_columns(
        pl.col(*GROUPS).str.replace_all(r"[ \t\r\n]+", " ")
    )
    values = _values(texts, calendar.vocabulary)
    return frame.lazy().join(values, on="surface", how="left", maintain_order="left").collect()


def _template(calendar: Calendar) -> str:
    """What the reader replaces a surface with: marks up to the form that matched, then each group's text.

    One form alone matches, so a group's places in all of them can stand side by side. A pattern is compiled
    once for a replacement, three times for columns of its groups.
    """
    places: dict[str, list[str]] = {name: [] for name in GROUPS}
    for rest in calendar.reader.split("(?P<")[1:]:
        place = rest.partition(">")[0]
        name = place.partition("_")[2]
        if name:
            places[name[:-2] if name.endswith(_AGAIN) else name].append(f"${{{place}}}")
    forms = _FORM.join(f"${{f{number}}}" for number in range(len(calendar.forms)))
    return _FIELD.join([forms, *("".join(found) for found in places.values())])


def _values(texts: pl.LazyFrame, vocabulary: Mapping[str, Mapping[str, Any]]) -> pl.LazyFrame:
    """Captured texts as numbers and codes."""

    def word(name: str, words: str, dtype: type[pl.DataType] | pl.DataType = pl.Int32) -> pl.Expr:
        plain = pl.col(name).str.to_lowercase().str.strip_chars(" .,")
        known = vocabulary[words]
        return plain.replace_strict(list(known), list(known.values()), default=None, return_dtype=dtype)

    def number(name: str) -> pl.Expr:
        return pl.col(name).cast(pl.Int32, strict=False)

    coded = texts.with_columns(
        # `The five years to 2030` end with that year.
        month=pl.coalesce(
            word("month", "months"), number("mm"), pl.when(form="years_to").then(pl.lit(12, pl.Int32))
        ),
        to_month=word("to_month", "months"),
        from_month=word("from_month", "months"),
        day=pl.coalesce(number("day"), number("dd")),
        feast=word("feast", "feasts"),
        to_day=number("to_day"),
        year=pl.coalesce(
            number("year"),
            number("decade"),
            pl.col("pair").str.head(4).cast(pl.Int32),
            _century(number("year_or_yy")),
            _century(number("yy")),
        ),
        to_year=number("to_year"),
        to_yy=pl.coalesce(number("to_yy"), pl.col("pair").str.tail(2).cast(pl.Int32)),
        quarter=pl.coalesce(number("q"), word("ordinal", "ordinals")),
        half=pl.coalesce(number("h"), word("half", "halves")),
        season=word("season", "seasons"),
        count=word("count", "counts")
        * pl.when(pl.col("unit").str.to_lowercase() == "quarters").then(3).otherwise(1),
        # The weekend is its Saturday and the day after.
        weekday=pl.coalesce(
            word("weekday", "weekdays"),
            pl.when((pl.col("kind") == "weekday") & pl.col("unit").is_not_null()).then(6),
        ),
        which=word("which", "which"),
        part=word("part", "parts", pl.String()),
        unit=pl.col("unit").str.to_lowercase(),
        period=pl.col("period").str.to_lowercase(),
        first=number("first"),
        second=number("second"),
        is_fiscal=pl.col("is_fiscal")
        | pl.col("fiscal").is_not_null()
        | pl.col("ordinal_before").str.contains("fiscal|financial").fill_null(False),
        says_fiscal=pl.col("surface").str.contains("(?i)fiscal|financial|tax|budget"),
    )
    dated = coded.with_columns(**_feast_days())
    return _periods(_years_in_order(dated), vocabulary).drop("ordinal", "q", "h", "mm", "dd", "yy", "decade")


def _feast_days() -> dict[str, pl.Expr]:
    """`month` and `day` of a feast, for movable ones about where they lie, with the days `after_easter`."""
    feast = pl.col("feast")
    moves = feast > _LAST_FIXED
    return {
        "month": pl.when(moves).then(4).when(feast.is_not_null()).then(feast // 100).otherwise("month"),
        "day": pl.when(moves).then(8).when(feast.is_not_null()).then(feast % 100).otherwise("day"),
        "after_easter": pl.when(moves).then(feast - _EASTER),
    }


def _century(short: pl.Expr) -> pl.Expr:
    """A year of two digits: 70 to 99 are of the last century."""
    return pl.when(short >= 100).then(short).when(short >= 70).then(short + 1900).otherwise(short + 2000)


def _years_in_order(texts: pl.LazyFrame) -> pl.LazyFrame:
    """Tell `2019-20`, one year that begins in 2019, from `2019-23`, five years, and drop `2019-05`."""
    follows = (pl.col("year") + 1) % 100 == pl.col("to_yy")
    later = pl.col("to_yy") > pl.col("year") % 100
    is_range = (pl.col("kind") == "pair") & ~follows & later
    end_year = pl.col("year") - pl.col("year") % 100 + pl.col("to_yy")
    ordered = texts.with_columns(
        is_pair=pl.col("to_yy").is_not_null() & follows,
        kind=pl.when(is_range).then(pl.lit("years")).when(kind="pair").then(pl.lit("year")).otherwise("kind"),
        to_year=pl.when(is_range).then(end_year).otherwise("to_year"),
        is_fiscal=pl.col("is_fiscal") & ~is_range,
    )
    in_order = (pl.col("to_year") >= pl.col("year")).fill_null(True)
    return ordered.filter(
        in_order & (pl.col("to_yy").is_null() | follows | (later & (pl.col("form") == "pair")))
    )


def _periods(texts: pl.LazyFrame, vocabulary: Mapping[str, Mapping[str, Any]]) -> pl.LazyFrame:
    """Where in its year a period begins, and how many months it has."""
    at_end = pl.col("which_end").str.contains("(?i)last|final|closing")
    kind = pl.col("kind")
    months_range = (pl.col("to_month") - pl.col("month")) % 12 + 1
    from_month, is_half = pl.col("from_month"), pl.col("half_year").is_not_null()
    first_month = (
        pl.when(kind.is_in(["month", "months"]))
        .then("month")
        .when(kind="quarter")
        .then(pl.col("quarter") * 3 - 2)
        .when(kind="half")
        .then(pl.col("half") * 6 - 5)
        .when(kind="season")
        .then("season")
        .when(kind="nearest")
        .then(pl.coalesce("month", "season"))
        .when(kind="months_of")
        .then(pl.when(at_end).then(13 - pl.col("count")).otherwise(1))
        .when(kind="month_quarter")
        .then(pl.coalesce(from_month, pl.col("month") - pl.when(is_half).then(5).otherwise(2)))
        .when(kind.is_in(["year", "years", "decade", "year_end"]))
        .then(1)
        .when(kind.is_in(["month_half", "month_week"]))
        .then("month")
    )
    lengths = {"quarter": 3, "half": 6, "season": 3, "decade": 120} | dict.fromkeys(["year", "year_end"], 12)
    lengths |= dict.fromkeys(["month", "month_half", "month_week"], 1)
    months = (
        pl.when(kind.is_in(list(lengths)))
        .then(kind.replace_strict(lengths, default=None, return_dtype=pl.Int32))
        .when(kind="nearest")
        .then(pl.when(pl.col("month").is_not_null()).then(1).otherwise(3))
        .when(kind="months_of")
        .then("count")
        .when(kind="month_quarter")
        .then(
            pl.when(is_half)
            .then(6)
            .when(from_month.is_null())
            .then(3)
            .otherwise((pl.col("month") - from_month) % 12 + 1)
        )
        .when(kind="months")
        .then(pl.when(pl.col("to_year").is_null()).then(months_range).otherwise(_months_between()))
        .when(kind="years")
        .then((pl.col("to_year") - pl.col("year") + 1) * 12)
        .when(kind.is_in(["period_to", "same"]))
        .then(pl.coalesce(_whole_years(), _period_months(vocabulary["counts"])))
    )
    sign = pl.when(pl.col("direction").str.to_lowercase().is_in(["earlier", "before"])).then(-1).otherwise(1)
    back = pl.col("next_day").str.contains("(?i)previous|before")
    steps = (
        pl.when(kind="relative_day")
        .then(
            pl.col("day_word")
            .str.to_lowercase()
            .replace_strict({"yesterday": -1, "today": 0, "tomorrow": 1}, default=None)
        )
        .when(pl.col("next_day").is_not_null())
        .then(pl.when(back).then(-1).otherwise(1))
        .when(kind="shift")
        .then(pl.col("count") * sign)
    )
    counted = pl.col("period").str.extract("^([0-9]+) weeks$").cast(pl.Int32)
    weeks = pl.when(period="week").then(pl.lit(1, pl.Int32)).otherwise(counted)
    return texts.with_columns(
        first_month=first_month.cast(pl.Int32),
        months=months.cast(pl.Int32),
        steps=steps.cast(pl.Int32),
        weeks=weeks,
    )


def _whole_years() -> pl.Expr:
    """The months of `the five years` or `the decade` to a time; null for other periods."""
    years = pl.when(unit="decade").then(10).otherwise("count")
    return pl.when(pl.col("form") == "years_to").then(years * 12)


def _months_between() -> pl.Expr:
    """Months from `month` of `year` to `to_month` of `to_year`, both counted."""
    return (pl.col("to_year") - pl.col("year")) * 12 + pl.col("to_month") - pl.col("month") + 1


def _period_months(counts: Mapping[str, int]) -> pl.Expr:
    """The months of a period by its name: `quarter`, `half-year`, `nine months`."""
    words = pl.coalesce(pl.col("period"), pl.col("same_unit").str.to_lowercase())
    number = words.str.extract("^([a-z0-9]+) months$").replace_strict(
        counts, default=None, return_dtype=pl.Int32
    )
    named = {"month": 1, "quarter": 3, "half": 6, "half-year": 6, "half year": 6, "year": 12}
    return pl.coalesce(number, words.replace_strict(named, default=None, return_dtype=pl.Int32))
