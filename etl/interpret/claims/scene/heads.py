"""Where the heads of a table's cells stand, and what lies in them."""

from typing import Final

import polars as pl

HEADS: Final = ("column_head", "row_head", "corner", "caption", "cell")
"""Where a cell's meaning is looked for, the nearest first."""

_BLOCK = 256
"""Characters of a block in which spans and mentions meet."""


def in_heads(cells: pl.LazyFrame, mentions: pl.LazyFrame) -> pl.LazyFrame:
    """Mentions that lie in a head of a cell: `n`, `order`, and the mention's columns."""
    spans = pl.concat(
        cells.select(
            "n", "article_id", order=pl.lit(order), head_start=f"{head}_start", head_end=f"{head}_end"
        )
        for order, head in enumerate(HEADS[:4])
    ).drop_nulls()
    return inside(spans, "head_start", "head_end", mentions)


def inside(spans: pl.LazyFrame, start: str, end: str, mentions: pl.LazyFrame) -> pl.LazyFrame:
    """Each span with each mention that lies in it, the columns of both.

    They meet by blocks of characters: pairing all of an article first would take 10,000 rows of a table a
    hundred million pairs.
    """
    span = ["article_id", start, end]
    block = pl.int_ranges(pl.col(start).cast(pl.Int64) // _BLOCK, pl.col(end).cast(pl.Int64) // _BLOCK + 1)
    wanted = spans.select(span).unique(maintain_order=True).with_columns(block=block).explode("block")
    placed = mentions.with_columns(block=pl.col("start_char").cast(pl.Int64) // _BLOCK)
    found = (
        wanted.join(placed, on=["article_id", "block"], maintain_order="left_right")
        .filter((pl.col("start_char") >= pl.col(start)) & (pl.col("end_char") <= pl.col(end)))
        .drop("block")
    )
    return spans.join(found, on=span, maintain_order="left_right")
