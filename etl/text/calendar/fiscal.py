"""Where an article's financial year begins, by what it says or by whose money it counts; its periods."""

from typing import Any

import polars as pl


def find_fiscal_years(articles: pl.DataFrame, times: pl.DataFrame, rules: dict[str, Any]) -> pl.DataFrame:
    """The financial year of each article that speaks of one, or of quarters that may be of one.

    `articles` has `article_id` and `shadow`, `times` is what `find_times` gives for them. Grain: one row an
    article. Columns: `fiscal_month`, its first month or null; `fiscal_from_end`, whether it is called by
    the year it ends in; `calls_fiscal`, whether quarters of no stated year are its quarters. What the text
    says (`the year ended March 31`, `Q1 ... the quarter ended June 30`, `the fiscal year begins July 1`)
    comes before the custom of the country whose money it counts.
    """
    concerned = times.filter(
        pl.col("is_fiscal")
        | (pl.col("kind").is_in(["quarter", "half"]) & pl.col("year").is_null() & pl.col("which").is_null())
    )
    times = times.join(concerned.select("article_id").unique(), on="article_id", how="semi")
    said = _said(times, rules)
    custom = _custom(articles.join(times.select("article_id").unique(), on="article_id", how="semi"), rules)
    speaks = times.group_by("article_id").agg(
        _fiscal_quarter=(pl.col("is_fiscal") & (pl.col("kind") == "quarter")).any()
        | pl.col("surface").str.contains("(?i)fiscal (?:first|second|third|fourth) quarter").any()
    )
    joined = speaks.join(said, on="article_id", how="left").join(custom, on="article_id", how="left")
    return joined.select(
        "article_id",
        fiscal_month=pl.coalesce("_said", "_custom"),
        fiscal_from_end=pl.col("_from_end").fill_null(True),
        calls_fiscal=pl.col("_fiscal_quarter")
        | pl.col("_by_quarter").fill_null(False)
        | pl.col("_quarters").fill_null(False),
    )


def _said(times: pl.DataFrame, rules: dict[str, Any]) -> pl.DataFrame:
    """The first month by the article's own words, the most plainly said first."""
    words = rules["fiscal_statements"]
    before = pl.col("before")
    starts = pl.when(before.str.contains(words["begins"]) & (pl.col("kind") == "day")).then("month")
    follows = pl.col("month") % 12 + 1
    ends = pl.when(before.str.contains(words["ends"]) & pl.col("kind").is_in(["day", "month"])).then(follows)
    year_to = pl.when((pl.col("kind") == "period_to") & (pl.col("months") == 12)).then(_month_after())
    numbered = (pl.col("kind") == "quarter") & pl.col("year").is_null() & pl.col("which").is_null()
    own_number = pl.col("ordinal_before").str.extract("(?i)^([a-z]+)").str.to_lowercase()
    own = own_number.replace_strict({"first": 1, "second": 2, "third": 3, "fourth": 4}, default=None)
    quarter_to = (pl.col("kind") == "period_to") & (pl.col("months") == 3)
    said = times.group_by("article_id").agg(
        _starts=starts.drop_nulls().first(),
        _ends=ends.drop_nulls().first(),
        _year_to=year_to.drop_nulls().first(),
        _own=pl.when(quarter_to & own.is_not_null()).then(_month_after() - own * 3).drop_nulls().first(),
        _ended=pl.when(quarter_to).then(_month_after()).drop_nulls().unique(),
        _numbers=pl.when(numbered).then(pl.col("quarter")).drop_nulls().unique(),
    )
    one_each = (pl.col("_ended").list.len() == 1) & (pl.col("_numbers").list.len() == 1)
    paired = pl.when(one_each).then(pl.col("_ended").list.first() - pl.col("_numbers").list.first() * 3)
    quarters = pl.coalesce("_own", paired)
    by_quarter = (quarters - 1) % 12 + 1
    return said.select(
        "article_id",
        _said=pl.coalesce("_starts", "_ends", by_quarter, "_year_to").cast(pl.Int32),
        _by_quarter=quarters.is_not_null(),
    )


def _month_after() -> pl.Expr:
    """The month after the day a period ends on; a day early in a month stands for the month before."""
    late = pl.col("day").is_null() | (pl.col("day") > 15)
    return (pl.col("month") + pl.when(late).then(0).otherwise(-1)) % 12 + 1


def _custom(articles: pl.DataFrame, rules: dict[str, Any]) -> pl.DataFrame:
    """The first month by the custom of the country whose money the article counts in; the first rule wins."""
    customs = rules["fiscal_years"]
    holds = [pl.col("shadow").str.count_matches(custom["cue"]) >= custom["least"] for custom in customs]

    def chosen(key: str) -> pl.Expr:
        return pl.coalesce(
            pl.when(hold).then(pl.lit(custom[key])) for hold, custom in zip(holds, customs, strict=True)
        )

    return articles.select(
        "article_id",
        _custom=chosen("month").cast(pl.Int32),
        _from_end=chosen("from_end"),
        _quarters=chosen("quarters"),
    )


def in_calendar_months(times: pl.LazyFrame) -> pl.LazyFrame:
    """Periods of a financial year in calendar months: `first_month` and `year` moved to where it begins.

    A financial year whose first month is unknown has no interval, with two exceptions that the writing
    itself makes: `FY2025` reads as the calendar year, and `2020-21` alone as both years.
    """
    kind, start = pl.col("kind"), pl.col("fiscal_month")
    stated = pl.col("year").is_not_null()
    of_fiscal_year = kind.is_in(["quarter", "half", "year", "months_of"])
    related = pl.col("which").is_not_null()
    bare = ~stated & ~related & kind.is_in(["quarter", "half"])
    fiscal = of_fiscal_year & (pl.col("is_fiscal") | (bare & pl.col("calls_fiscal")))
    both_years = fiscal & start.is_null() & pl.col("is_pair") & ~pl.col("says_fiscal") & (kind == "year")
    calendar = stated & ~pl.col("says_fiscal") & ~pl.col("is_pair")
    moved = fiscal & start.is_not_null()
    month = pl.col("first_month") + start - 1
    back = pl.when(pl.col("fiscal_from_end") & ~pl.col("is_pair") & (start > 1)).then(1).otherwise(0)
    # `The June quarter of 2024-25` is of the year's first months or of its last.
    late = (kind == "month_quarter") & pl.col("is_pair")
    wraps = pl.when(late & (pl.col("first_month") < start)).then(1).otherwise(0)
    today = pl.col("reference_to")
    begun = today.dt.year() - (start > today.dt.month().cast(pl.Int32)).cast(pl.Int32) + pl.col("which")
    return times.with_columns(
        first_month=pl.when(moved & ~stated & ~related & (month > 12))
        .then(month - 12)
        .when(moved)
        .then(month)
        .otherwise("first_month"),
        year=pl.when(moved & stated)
        .then(pl.col("year") - back)
        .when(moved & related)
        .then(begun)
        .otherwise(pl.col("year") + wraps),
        months=pl.when(both_years).then(24).otherwise("months"),
        _unknown=((fiscal | late) & start.is_null() & ~both_years & ~calendar).fill_null(False),
    )
