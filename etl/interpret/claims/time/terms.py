"""Periods called by what they are (`in the quarter`, `for the full year`), which other words of the article
date: the last quarter that it has told of, the year that it is written in.
"""

import polars as pl

from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene, surround

LONG = 40
"""How much of the text around such words is looked at."""
WHOLE = "year"
END = "_end"
ANY = "period"
_LENGTHS = {"quarter": (80, 100), "half": (175, 190), "nine_months": (267, 282), ANY: (80, 282)}
"""What periods are how many days long."""
_YEAR = (359, 373)
_GOVERNED = "<before_date> (?:the )?$|(?:^|[^a-z])(?:over|throughout|across|closed|ended|finished) $"
_CLOSED = "(?:^|[^a-z])(?:closed|ended|finished) (?:out )?$"
_MONTH = "jan|feb|mar|apr|may(?:[^a-z]|$)|jun|jul|aug|sep|oct|nov|dec"
_DATED = (
    "^,?'?s?,?[ -](?:of|before|after|that|which|when|earlier|ago|prior|since|previous|in which|from|starting|"
    f"beginning|[0-9]|{_MONTH}|last|next|a year|<ending> (?:on |the |the end |of )*(?:[0-9]|{_MONTH}|last))"
)
"""What follows where a date, or the words behind, say which period it is."""


def named_periods(scene: Scene, amounts: pl.LazyFrame) -> pl.LazyFrame:
    """Rows like those of `scene.dates` for such words, with `is_whole` where they mean the whole of a year:
    the one that the article is written in.
    """
    published = amounts.select("article_id", "published_from").unique("article_id")
    found = scene.cues.filter(pl.col("kind") == "periods").unique(["at", "value"], maintain_order=True)
    words = (
        surround(found, scene.windows, LONG)
        .filter(
            pl.col("scope").is_null()
            | (
                pl.col("before").str.contains(spell(_GOVERNED, scene.words))
                & ~pl.col("after").str.contains(spell(_DATED, scene.words))
            )
        )
        .with_columns(term=pl.col("value").str.replace(END, "", literal=True))
        .join(published, on="article_id", how="left")
        .sort("at")
    )
    told = words.join_asof(
        _told(scene, published),
        on="at",
        by_left=["article_id", "term"],
        by_right=["article_id", "term"],
        check_sortedness=False,
    ).filter(pl.col("term") != WHOLE)
    whole = words.filter(pl.col("term") == WHOLE).join(_years(scene), on="article_id", how="left")
    rows = pl.concat([told, _written_in(whole)], how="diagonal").filter(pl.col("end_date").is_not_null())
    ends = pl.col("value").str.ends_with(END) | pl.col("before").str.contains(_CLOSED)
    return rows.select(
        "article_id",
        "window",
        "reach",
        "at",
        "to",
        "depth",
        "clause",
        "base",
        "sentence_no",
        start_date=pl.when(ends).then("end_date").otherwise("start_date"),
        end_date="end_date",
        surface=pl.lit(""),
        start_char=pl.lit(None, pl.UInt32),
        is_whole=(pl.col("term") == WHOLE) & ~ends,
    )


def _told(scene: Scene, published: pl.LazyFrame) -> pl.LazyFrame:
    """Where the text tells of a period that is past: the latest such up to there, by `term`."""
    days = (pl.col("end_date") - pl.col("start_date")).dt.total_days() + 1
    dates = scene.dates.select("article_id", "at", "start_date", "end_date").join(published, on="article_id")
    past = (pl.col("end_date") <= pl.col("published_from")).fill_null(True)
    short = pl.concat(
        dates.filter(past & days.is_between(*span)).with_columns(term=pl.lit(term))
        for term, span in _LENGTHS.items()
    ).sort("at")
    here = ["article_id", "term"]
    latest = pl.col("end_date") == pl.col("end_date").cum_max().over(here)
    return short.with_columns(
        pl.when(latest).then(name).forward_fill().over(here) for name in ("start_date", "end_date")
    ).drop("published_from")


def _years(scene: Scene) -> pl.LazyFrame:
    """`opens`, the month in which the financial year of an article begins that tells of one."""
    days = (pl.col("end_date") - pl.col("start_date")).dt.total_days() + 1
    years = scene.dates.filter(days.is_between(*_YEAR) & (pl.col("start_date").dt.day() == 1))
    return years.group_by("article_id").agg(opens=pl.col("start_date").dt.month().max())


def _written_in(words: pl.LazyFrame) -> pl.LazyFrame:
    """Words for the whole of a year with the year of the article's day."""
    month = pl.col("opens").fill_null(1).cast(pl.Int32)
    day = pl.col("published_from")
    year = day.dt.year() - (day.dt.month() < month).cast(pl.Int32)
    start = pl.date(year, month, 1)
    return words.with_columns(start_date=start, end_date=start.dt.offset_by("1y").dt.offset_by("-1d"))
