"""Where a mention stands: its zone, its sentence, and that no two of a kind overlap."""

import polars as pl

Tables = dict[str, pl.DataFrame]
"""A batch's tables by name."""


def place(spans: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """`spans` (`article_id`, `start`, `end`) with `zone`, `sentence_start` and `sentence_end`.

    A span's sentence is the one it begins in, stretched to the span's end where a line break cuts it; a span
    outside every sentence is its own. Outside every segment the zone is `body`.
    """
    ordered = spans.sort("article_id", "start")
    segments = (
        tables["stg_segment"].select("article_id", "zone", _from="start_char").sort("article_id", "_from")
    )
    sentences = (
        tables["stg_sentence"]
        .select("article_id", sentence_start="start_char", sentence_end="end_char")
        .sort("article_id", "sentence_start")
    )
    zoned = ordered.join_asof(
        segments,
        left_on="start",
        right_on="_from",
        by="article_id",
        strategy="backward",
        check_sortedness=False,
    )
    placed = zoned.join_asof(
        sentences, left_on="start", right_on="sentence_start", by="article_id", strategy="backward",
        check_sortedness=False, coalesce=False,
    )  # fmt: skip
    is_inside = (pl.col("start") < pl.col("sentence_end")).fill_null(False)
    return placed.with_columns(
        zone=pl.col("zone").fill_null("body"),
        sentence_start=pl.when(is_inside).then("sentence_start").otherwise("start"),
        sentence_end=pl.when(is_inside).then(pl.max_horizontal("sentence_end", "end")).otherwise("end"),
    ).drop("_from")


def drop_overlaps(spans: pl.DataFrame) -> pl.DataFrame:
    """`spans` in order, without those that begin before an earlier one's end; of equal starts the
    longest, of equal spans the first."""
    order = [False, False, True]
    ordered = spans.sort("article_id", "start", "end", descending=order, maintain_order=True)
    reached = pl.col("end").cum_max().shift(1).over("article_id").fill_null(0)
    return ordered.filter(pl.col("start") >= reached)
