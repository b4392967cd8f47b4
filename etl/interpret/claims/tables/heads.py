"""What the heads of a table's cell say of its amount: the row's, the column's, the corner and the caption."""

import polars as pl

from etl.interpret.claims.metric.scoring import POINTS, first_reading, misfit
from etl.interpret.claims.modality.reach import RANK
from etl.interpret.claims.scene.forms import GAP, Cues, find_forms
from etl.interpret.claims.scene.heads import HEADS, inside
from etl.text.shadow import shadow

FARTHER = (0.0, 6.0, 18.0, 20.0, 26.0)
"""Off for a word in each of `HEADS`: a corner and a caption speak of the whole table."""


def said_of(cells: pl.DataFrame, cues: Cues) -> pl.LazyFrame:
    """Cue words of each cell and its heads: `n`, `head` (which of `HEADS`), and the rule's columns."""
    texts = (
        cells.lazy()
        .select("n", *HEADS)
        .unpivot(index="n", variable_name="head", value_name="text")
        .drop_nulls()
        .with_columns(shadow(pl.col("text")).str.replace_all("\n", " ", literal=True))
        .collect(engine="in-memory")
        .lazy()
    )
    distinct = (
        texts.select("text")
        .unique(maintain_order=True)
        .with_columns(long=pl.col("text").str.len_chars().cast(pl.Int64) + len(GAP))
        .with_columns(base=pl.col("long").cum_sum() - pl.col("long"))
        .collect(engine="in-memory")
    )
    found = (
        find_forms(distinct["text"].to_list(), cues)
        .lazy()
        .sort("at")
        .join_asof(distinct.lazy().select("text", "base"), left_on="at", right_on="base")
    )
    order = pl.col("head").replace_strict({name: i for i, name in enumerate(HEADS)}, return_dtype=pl.Int64)
    return texts.join(found, on="text").with_columns(order=order)


def metric_of(said: pl.LazyFrame, sizes: pl.LazyFrame) -> pl.LazyFrame:
    """The metric of each cell: the strongest cue of its heads that its amount is of the order of, the nearer
    head first where equal.
    """
    usable = said.filter(
        (pl.col("kind") == "metric")
        & (pl.col("head") != "cell")
        & pl.col("needs").is_null()
        & ((pl.col("side") != "before") | pl.col("cue").str.starts_with("price."))
        & ~pl.col("cue").str.contains("verb|passive|raised")
    )
    scored = usable.join(sizes, on="n").with_columns(
        score=pl.col("strength") * POINTS
        - pl.col("order").replace_strict(dict(enumerate(FARTHER)), return_dtype=pl.Float64)
        - misfit()
    )
    return (
        scored.filter(pl.col("score") > 0)
        .with_columns(pl.col("score").round(3))
        .sort(["n", "score", "at", "cue"], descending=[False, True, False, False])
        .group_by("n", maintain_order=True)
        .agg(
            **first_reading(),
            score=pl.col("score").first(),
            margin=pl.lit(20.0),
            is_rows=(pl.col("head") == "row_head").all(),
        )
    )


def modality_of(said: pl.LazyFrame) -> pl.LazyFrame:
    """The strongest marker in a cell and its heads; a row's head that is but the word names its row."""
    rank = pl.col("value").replace_strict(RANK, default=0, return_dtype=pl.Int64)
    return (
        said.filter((pl.col("kind") == "modality") & ~pl.col("value").is_in(["actual", "hypothetical"]))
        .filter(
            (pl.col("head") != "row_head") | (pl.col("text").str.len_chars() > pl.col("to") - pl.col("at"))
        )
        .with_columns(rank=rank)
        .sort(["n", "order", "rank"], descending=[False, False, True])
        .group_by("n", maintain_order=True)
        .agg(modality=pl.col("value").first(), modality_rule=pl.col("cue").first())
    )


def named_in(names: pl.LazyFrame) -> pl.LazyFrame:
    """Whom a cell is about: the name in its row's head, else in its column's, the corner's, the caption's."""
    fit = names.filter(~pl.col("entity_type").is_in(["place", "media"]) & (pl.col("order") < 4))
    order = pl.col("order").replace_strict({1: 0, 0: 1, 2: 2, 3: 3}, return_dtype=pl.Int64)
    return (
        fit.with_columns(order=order)
        .sort("n", "order", "start_char")
        .group_by("n", maintain_order=True)
        .agg(
            subject_ids=pl.concat_list(pl.col("entity_id").first()).first(),
            named_kind=pl.col("entity_type").first(),
        )
    )


def source_of(cells: pl.LazyFrame, names: pl.LazyFrame) -> pl.LazyFrame:
    """The source that a caption names in brackets or after the word: `Deals by quarter (Dealogic)`."""
    tail = cells.select("n", "article_id", "caption", "caption_start", "caption_end").drop_nulls()
    told = inside(tail, "caption_start", "caption_end", names)
    start = (pl.col("start_char") - pl.col("caption_start")).cast(pl.Int64)
    before = pl.col("caption").str.slice(0, start).str.to_lowercase()
    return (
        told.filter(before.str.contains(r"(?:\(|source: ?|according to |data: ?|by )$"))
        .group_by("n", maintain_order=True)
        .agg(source_ids=pl.col("entity_id").unique(maintain_order=True))
    )
