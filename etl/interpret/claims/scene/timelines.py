"""Timelines: stretches of an article under a line that is nothing but a date (`14 March 2023`)."""

import polars as pl

_BESIDE = 6
"""Characters that a heading may have beside its date: its mark, bold type, a colon."""
_ENTRIES = 2
"""So many dated lines make a timeline; a single one is the day of the article."""


def find_timelines(segments: pl.LazyFrame, dates: pl.LazyFrame, published: pl.LazyFrame) -> pl.LazyFrame:
    """The segments that stand under a dated line: `article_id`, `segment_no`, `dated_from`, `dated_to`.

    A stretch lasts until the next heading. The first dated line of an article that gives its own day is
    no entry of a timeline but its dateline.
    """
    spans = segments.filter(pl.col("zone") != "boilerplate").select(
        "article_id",
        "segment_no",
        "kind",
        start=pl.col("start_char").cast(pl.Int64),
        end=pl.col("end_char").cast(pl.Int64),
    )
    told = dates.drop_nulls("start_date").select(
        "article_id",
        day=pl.col("start_char").cast(pl.Int64),
        day_end=pl.col("end_char").cast(pl.Int64),
        dated_from="start_date",
        dated_to="end_date",
    )
    beside = (pl.col("end") - pl.col("start")) - (pl.col("day_end") - pl.col("day"))
    entries = (
        told.sort("day")
        .join_asof(
            spans.filter(pl.col("kind").is_in(["heading", "dateline", "list_item", "paragraph"])).sort(
                "start"
            ),
            left_on="day",
            right_on="start",
            by="article_id",
            check_sortedness=False,
        )
        .filter((pl.col("day_end") <= pl.col("end")) & (beside <= _BESIDE))
        .join(published, on="article_id", how="left")
        .sort("article_id", "day")
        .with_columns(
            is_own=(pl.col("dated_from") == pl.col("published_from"))
            & (pl.int_range(pl.len()).over("article_id") == 0)
        )
        .filter(~pl.col("is_own").fill_null(False))
        .filter(pl.len().over("article_id") >= _ENTRIES)
        .select("article_id", "segment_no", "dated_from", "dated_to")
    )
    heads = pl.col("dated_from").is_not_null() | pl.col("kind").is_in(["heading", "headline", "dateline"])
    opened = pl.when(heads).then("segment_no").forward_fill().over("article_id")
    return (
        spans.join(entries, on=["article_id", "segment_no"], how="left")
        .sort("article_id", "segment_no")
        .with_columns(opened=opened)
        .with_columns(pl.col("dated_from", "dated_to").first().over("article_id", "opened"))
        .drop_nulls("dated_from")
        .select("article_id", "segment_no", "dated_from", "dated_to")
    )
