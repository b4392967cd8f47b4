"""Times told from the one before them: `a year later`, `the next month`, `that same year`, `that May`."""

import polars as pl

from etl.interpret.claims.scene import Scene, surround

LONG = 40
"""How much of the text around such words is looked at."""
_NEAR = 700
"""Within how many characters before such words the time is told that they count from."""
_MONTH, _YEAR = 31, 359
"""Up to so many days a time is a month's or a day's; from so many it is a year's."""
_ELSEWHERE = "^ (?:than|as) "
"""What follows where the words count from something else: `a year later than planned`."""
_THAT = r"(?:^|[^a-z])that (?:same )?$"
_MONTHS = "^(?:January|February|March|April|May|June|July|August|September|October|November|December)$"
_PLACE = ("article_id", "window", "reach", "at", "to", "depth", "clause", "base", "sentence_no")


def anchored_dates(scene: Scene) -> pl.LazyFrame:
    """Rows like those of `scene.dates` for such words, with `stands_alone`: they need no preposition. Years
    lead to the whole of a year, months to that of a month. What they would put after the article's day counts
    from something else (`sold it five months later`).
    """
    found = surround(scene.cues.filter(pl.col("kind") == "anchored"), scene.windows, LONG)
    words = found.filter(~pl.col("after").str.contains(_ELSEWHERE)).unique("at", maintain_order=True)
    days = (pl.col("anchor_end") - pl.col("anchor_start")).dt.total_days() + 1
    step = pl.col("value")
    by_year, by_month = step.str.ends_with("y"), step.str.ends_with("mo")
    fits = by_year | (days <= pl.when(by_month).then(_MONTH).otherwise(1))
    unit = pl.when(by_year).then(pl.lit("1y")).when(by_month).then(pl.lit("1mo")).otherwise(pl.lit("1d"))
    # a financial year begins in any month
    opens = pl.when(days >= _YEAR).then("anchor_start").otherwise(pl.col("anchor_start").dt.truncate(unit))
    start = opens.dt.offset_by(step)
    is_past = (start <= pl.col("published_to")).fill_null(True)
    return (
        _with_anchors(scene, words)
        .join(scene.money.select("article_id", "published_to").unique(), on="article_id", how="left")
        .filter(fits & is_past)
        .select(
            *_PLACE,
            start_date=start,
            end_date=start.dt.offset_by(unit).dt.offset_by("-1d"),
            surface=pl.lit(""),
            start_char=pl.lit(None, pl.UInt32),
            stands_alone=pl.lit(True),
        )
    )


def dates_in_their_years(scene: Scene) -> pl.LazyFrame:
    """`scene.dates`, a month without a year that is called `that May` in the year told of before it."""
    months = scene.dates.filter(
        pl.col("before").str.contains(_THAT) & pl.col("surface").str.contains(_MONTHS)
    )
    years = (pl.col("anchor_start").dt.year() - pl.col("start_date").dt.year()).cast(pl.String) + "y"
    moved = _with_anchors(scene, months).select("at", moved=pl.col("start_date").dt.offset_by(years))
    return (
        scene.dates.join(moved, on="at", how="left", maintain_order="left")
        .with_columns(
            start_date=pl.coalesce("moved", "start_date"),
            end_date=pl.coalesce(pl.col("moved").dt.month_end(), "end_date"),
        )
        .drop("moved")
    )


def _with_anchors(scene: Scene, words: pl.LazyFrame) -> pl.LazyFrame:
    """The words that a time is told of shortly before, with the last: `anchor_start`, `anchor_end`."""
    begun = scene.windows.select("window", "from_char")
    told = scene.calendar.select(
        "article_id",
        told_at=pl.col("start_char").cast(pl.Int64),
        anchor_start="start_date",
        anchor_end="end_date",
    )
    place = pl.col("at") - pl.col("base") + pl.col("from_char").cast(pl.Int64)
    return (
        words.join(begun, on="window")
        .with_columns(place=place)
        .sort("place")
        .join_asof(
            told.sort("told_at"),
            left_on="place",
            right_on="told_at",
            by="article_id",
            allow_exact_matches=False,
            check_sortedness=False,
        )
        .filter(pl.col("place") - pl.col("told_at") <= _NEAR)
        .drop("place", "told_at", "from_char")
    )
