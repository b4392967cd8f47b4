"""Date mentions: the expressions of time in articles, with the days that they denote there.

How expressions are found and read is `etl.text.calendar`'s. Here they meet their article: its own date,
its financial year, the sentence they stand in and its other dates.
"""

from typing import Any

import polars as pl

from etl.contracts.frames import Tables
from etl.extract.placing import place
from etl.lexicon import Lexicon
from etl.text.calendar import compile_calendar, find_times, resolve_times
from etl.text.calendar.fiscal import find_fiscal_years
from etl.text.calendar.tense import looks_ahead, told_before
from etl.text.marking import cut_surfaces
from etl.text.shadow import shadow

_JOINS = r"^(?:,|,? and|,? or|/| ?&| ?-| to)? ?$"
"""What stands between two times that share the year of the second: `January and February 2025`."""

_TAKES = ("day", "month", "quarter", "half", "days", "months")
"""Kinds that may take their year from another time of their sentence."""


def find_dates(tables: Tables, lexicon: Lexicon) -> pl.DataFrame:
    """All date mentions of a batch, with the lake columns of `fact_date_mention`.

    Needs `dim_article` (with the interval of the article's own date) and `stg_segment`, `stg_sentence`.
    Grain: one row a mention, by article and place; mentions do not overlap. `start_date` and `end_date` are
    both null where the text and the article's date leave the interval open.
    """
    articles = tables["dim_article"].with_columns(shadow=shadow(pl.col("text")))
    times = find_times(articles.select("article_id", "shadow"), compile_calendar(lexicon))
    times = _within_segments(times, tables["stg_segment"])
    placed = place(times, tables).sort("article_id", "start")
    dated = _resolve(placed, articles, lexicon)
    return dated.select(
        mention_id=pl.format("{}:d{}-{}", "article_id", "start", "end"),
        article_id="article_id",
        start_char="start",
        end_char="end",
        surface=cut_surfaces(dated.rename({"surface": "matched"}), articles),
        start_date="start_date",
        end_date="end_date",
        zone="zone",
    )


def _within_segments(times: pl.DataFrame, segments: pl.DataFrame) -> pl.DataFrame:
    """Expressions that do not run over the end of their segment, as `May` and `2026` of two lines would."""
    ends = segments.select("article_id", _from="start_char", _to="end_char").sort("article_id", "_from")
    found = times.sort("article_id", "start").join_asof(
        ends, left_on="start", right_on="_from", by="article_id", check_sortedness=False
    )
    return found.filter((pl.col("end") <= pl.col("_to")).fill_null(True)).drop("_from", "_to")


def _resolve(times: pl.DataFrame, articles: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Resolve in two passes: what the article's date decides, then what another time of the text decides."""
    rules = lexicon.rules("dates")
    fiscal = find_fiscal_years(articles, times, rules)
    known = (
        times.join(fiscal, on="article_id", how="left", maintain_order="left")
        .join(_references(articles), on="article_id", how="left", maintain_order="left")
        .join(_habits(times), on="article_id", how="left", maintain_order="left")
        .with_columns(
            calls_fiscal=pl.col("calls_fiscal").fill_null(False),
            fiscal_from_end=pl.col("fiscal_from_end").fill_null(True),
            is_future=_is_future(times, rules),
            takes_year=pl.lit(None, pl.Int32),
            anchor_date=pl.lit(None, pl.Date),
            anchor_start=pl.lit(None, pl.Date),
            anchor_end=pl.lit(None, pl.Date),
        )
    )
    first = resolve_times(known)
    related = first.with_columns(_taken_years(first), *_anchors(first)).with_row_index("_place")
    looks_elsewhere = pl.col("takes_year").is_not_null() | pl.col("kind").is_in(["same", "shift"])
    again = related.filter(looks_elsewhere)
    if not again.height:
        return first
    return pl.concat([related.filter(~looks_elsewhere), resolve_times(again)]).sort("_place")


def _is_future(times: pl.DataFrame, rules: dict[str, Any]) -> pl.Series:
    """Whether each time lies ahead: a cue holds for all times of its sentence up to the next cue."""
    told = times.lazy().with_columns(
        _told=told_before(rules), _here=pl.struct("article_id", "sentence").rle_id()
    )
    last = pl.col("_told").forward_fill()
    here = pl.when(pl.col("_told").is_not_null()).then("_here").forward_fill()
    carried = pl.when(here == pl.col("_here")).then(last)
    return told.select(looks_ahead(carried, rules)).collect().to_series()


def _references(articles: pl.DataFrame) -> pl.DataFrame:
    return articles.select("article_id", reference_from="published_from", reference_to="published_to")


def _habits(times: pl.DataFrame) -> pl.DataFrame:
    """What an article's other dates show of its writer: whether days come before months, whether its years
    are financial ones (where a headline names such a year).
    """
    american = pl.col("form").is_in(["month_day_year", "month_day"])
    european = pl.col("form").is_in(["day_month_year", "day_month"])
    numeric = pl.col("kind") == "numeric_day"
    votes = (numeric & (pl.col("first") > 12)) | european, (numeric & (pl.col("second") > 12)) | american
    headed = (pl.col("zone") == "headline") & pl.col("is_fiscal") & pl.col("is_pair")
    return times.group_by("article_id").agg(
        day_first=pl.when(votes[0].sum() > votes[1].sum()).then(True).when(votes[1].any()).then(False),
        year_is_fiscal=headed.any(),
    )


def _taken_years(times: pl.DataFrame) -> pl.Expr:
    """The year that a time without one takes from another of its sentence.

    From the next one, where only `and` and its like stand between (`January and February 2025`); else from
    the nearest before it that states its year and a part of it, and is not later: `$500m at the start of
    2024, $1bn in April`. A bare year hands nothing on: `founded in 2019, it said in June`; nor does the
    article's own day, which a dateline gives: `LEEDS, 6 May 2025 - Acme had $5m as of June 30`.
    """
    here = pl.struct("article_id", "sentence").rle_id()
    lacks = pl.col("year").is_null() & pl.col("which").is_null() & pl.col("kind").is_in(_TAKES)
    lacks &= ~(pl.col("is_fiscal") | (pl.col("calls_fiscal") & pl.col("kind").is_in(["quarter", "half"])))
    partial = pl.col("year").is_not_null() & (
        pl.col("kind").is_in([*_TAKES, "season"]) | pl.col("part").is_not_null()
    )
    stated = pl.col("year").is_not_null()
    near = times.with_columns(_here=here).with_columns(
        _told=_last("start_date", partial), _told_here=_last("_here", partial)
    )
    is_dateline = (pl.col("_told") == pl.col("reference_from")).fill_null(False)
    told = pl.when((pl.col("_told_here") == pl.col("_here")) & ~is_dateline).then("_told")
    month = pl.coalesce("month", "first_month")
    in_order = (
        month * 100 + pl.col("day").fill_null(31) >= told.dt.month().cast(pl.Int32) * 100 + told.dt.day()
    )
    same = (pl.col("_here").shift(-1) == pl.col("_here")) & (pl.col("kind").shift(-1) == pl.col("kind"))
    joined = pl.col("after").str.contains(_JOINS) & same & pl.col("year").shift(-1).is_not_null()
    year = pl.when(joined).then(pl.col("year").shift(-1)).when(in_order).then(told.dt.year())
    # `of that year`: any year told before in the article.
    taken_up = pl.when(pl.col("article_id") == _last("article_id", stated)).then(_last("year", stated))
    # What has not begun is not told of as past: `On Jan. 8, 2026, it posted a profit for the fourth quarter`.
    today = pl.col("reference_to")
    is_ahead = (year * 100 + month > today.dt.year() * 100 + today.dt.month()) & ~pl.col("is_future")
    is_ahead &= ~pl.col("kind").is_in(["day", "days"])
    told_year = pl.when(joined | ~is_ahead.fill_null(False)).then(year)
    chosen = pl.when(pl.col("same_year").is_not_null()).then(taken_up).otherwise(told_year)
    taken = near.select(pl.when(lacks).then(chosen).cast(pl.Int32).alias("takes_year"))
    return pl.lit(taken["takes_year"]).alias("takes_year")


def _last(column: str, holds: pl.Expr) -> pl.Expr:
    """The value of `column`, maybe null, in the last row before this one for which `holds`."""
    row = pl.when(holds).then(pl.int_range(pl.len())).shift(1).forward_fill()
    return pl.col(column).gather(row)


def _anchors(times: pl.DataFrame) -> tuple[pl.Expr, ...]:
    """What `a day later` and `the same quarter of 2019` look back to: the last day, the last period named."""
    is_day = pl.col("start_date") == pl.col("end_date")
    period = pl.col("kind").is_in(["quarter", "half", "months_of", "months", "month_quarter", "period_to"])
    period |= (pl.col("kind") == "month") | ((pl.col("kind") == "relative") & (pl.col("unit") == "quarter"))
    seen = times.with_columns(
        _day=_last("start_date", is_day),
        _day_article=_last("article_id", is_day),
        _day_sentence=_last("sentence", is_day),
        _from=_last("start_date", period),
        _to=_last("end_date", period),
        _period_article=_last("article_id", period),
    )
    near = (pl.col("_day_article") == pl.col("article_id")) & (
        pl.col("sentence") - pl.col("_day_sentence") <= 1
    )
    here = pl.col("_period_article") == pl.col("article_id")
    looked = seen.select(
        anchor_date=pl.when(near).then("_day"),
        anchor_start=pl.when(here).then("_from"),
        anchor_end=pl.when(here).then("_to"),
    )
    return tuple(pl.lit(looked[name]).alias(name) for name in looked.columns)
