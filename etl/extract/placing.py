"""Where a mention stands: its zone, its sentence, and that no two of a kind overlap."""

from collections.abc import Iterable

import polars as pl

from etl.contracts.frames import Tables

_FAR = 1 << 32
"""No offset in a text is as large: an article's number times it, plus an offset, orders all places."""


def place(spans: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """`spans` (`article_id`, `start`, `end`) with `zone`, `sentence_start` and `sentence_end`.

    A span's sentence is the one it begins in, stretched to the span's end where a line break cuts it; a span
    outside every sentence is its own. Outside every segment the zone is `body`.
    """
    ordered = spans.sort("article_id", "start").with_columns(_article=pl.col("article_id").rle_id())
    articles = ordered.lazy().select("article_id", "_article").unique()
    at = (pl.col("_article").cast(pl.Int64) * _FAR) + pl.col("start").cast(pl.Int64)
    segments = _by_place(tables["stg_segment"], articles, "start_char").select("_at", "zone", _in="_article")
    sentences = _by_place(tables["stg_sentence"], articles, "start_char").select(
        "_at", sentence_start="start_char", sentence_end="end_char", _within="_article"
    )
    is_inside = (pl.col("start") < pl.col("sentence_end")) & (pl.col("_within") == pl.col("_article"))
    return (
        ordered.lazy()
        .with_columns(_at=at)
        .join_asof(segments, on="_at", strategy="backward", check_sortedness=False)
        .join_asof(sentences, on="_at", strategy="backward", check_sortedness=False)
        .with_columns(_inside=is_inside.fill_null(False))
        .with_columns(
            zone=pl.when(pl.col("_in") == pl.col("_article")).then("zone").fill_null("body"),
            sentence_start=pl.when("_inside").then("sentence_start").otherwise("start"),
            sentence_end=pl.when("_inside").then(pl.max_horizontal("sentence_end", "end")).otherwise("end"),
        )
        .drop("_article", "_at", "_in", "_within", "_inside")
        .collect(engine="in-memory")
    )


def _by_place(table: pl.DataFrame, articles: pl.LazyFrame, start: str) -> pl.LazyFrame:
    """Rows of the numbered articles, in order of article and place. One number for both is found sooner."""
    at = (pl.col("_article").cast(pl.Int64) * _FAR) + pl.col(start).cast(pl.Int64)
    return table.lazy().join(articles, on="article_id", how="inner").with_columns(_at=at).sort("_at")


def drop_overlaps(spans: pl.DataFrame) -> pl.DataFrame:
    """`spans` in order, without those that begin before an earlier one's end; of equal starts the
    longest, of equal spans the first."""
    order = [False, False, True]
    article = pl.col("article_id").rle_id().cast(pl.Int64) * _FAR
    # The ends of an earlier article are smaller than any start of this one.
    reached = (article + pl.col("end").cast(pl.Int64)).cum_max().shift(1).fill_null(0)
    return (
        spans.lazy()
        .sort("article_id", "start", "end", descending=order, maintain_order=True)
        .filter(article + pl.col("start").cast(pl.Int64) >= reached)
        .collect(engine="in-memory")
    )


def outside(spans: pl.DataFrame, others: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Those of `spans` (`article_id`, `start`, `end`) that overlap no mention of `others`, in order of
    article and end. The mentions of all `others` do not overlap each other either.
    """
    taken = pl.concat(frame.select("article_id", _from="start_char", _to="end_char") for frame in others)
    # The last mention that begins before a span ends is the one that may reach into it.
    return (
        spans.sort("article_id", "end")
        .join_asof(
            taken.with_columns(_begun=pl.col("_from") + 1).sort("article_id", "_from"),
            left_on="end",
            right_on="_begun",
            by="article_id",
            strategy="backward",
            check_sortedness=False,
        )
        .filter((pl.col("_to") <= pl.col("start")).fill_null(True))
        .drop("_from", "_to", "_begun")
    )
