"""What an article is about: the name whose most of its amounts are likely to be.

Each name of an article has a few signs (how often it is named, whether the first lines name it, in how many
sentences it comes first and acts); what each is worth is fitted on gold like the signs of parties
(`etl.evaluation.fitting`), and the name that weighs most is the topic.
"""

from typing import Final

import polars as pl

from etl.interpret.claims.weights import Weights

FIRM = ("company", "organization", "government", "fund", "product")
"""Kinds of entity that can have accounts, or makers that do."""
KINDS: Final = (*FIRM, "person", "media", "place")
TOPIC = "topic"
"""The name of its weights."""
TOPIC_SIGNS: Final = ("named", "title", "heads", "governed", *(f"kind_{kind}" for kind in KINDS))
_ENTRY: Final = {"article_id": pl.String, "entity_id": pl.String}
_TITLE, _LEDE = 120, 500
"""Characters that an article's title takes, and its first lines."""
_HEADS = (*FIRM, "place")
"""Kinds of entity that a sentence may be about."""


def find_topics(
    mentions: pl.LazyFrame, names: pl.LazyFrame, weights: Weights, entries: pl.DataFrame | None = None
) -> pl.LazyFrame:
    """Every entity of an article with how much that is about it: `order` by weight, `firm_order` among those
    that can have accounts, `topic` (who comes first) and `second` (the next company or product); `share`, how
    often it is named beside the topic, more in the first lines; `kind`, `count` and the first `start_char`.

    `mentions` are all of the batch, `names` those in sentences with amounts, with their grammar; `entries`
    says what entries of rankings are about (`article_id`, `entity_id`), which are marked `is_entry`.
    """
    weight = sum((pl.col(name) * weights.get(name, 0.0) for name in TOPIC_SIGNS), pl.lit(0.0))
    heads = (pl.DataFrame(schema=_ENTRY) if entries is None else entries).lazy()
    heads = heads.select("article_id", "entity_id", heads_entry=pl.lit(True))
    signs = (
        topic_signs(mentions, names)
        .join(heads, on=["article_id", "entity_id"], how="left")
        .with_columns(pl.col("heads_entry").fill_null(False))
        .with_columns(weight=pl.when("heads_entry").then(pl.lit(float("inf"))).otherwise(weight.round(4)))
    )
    return (
        signs.sort(
            ["article_id", "weight", "count", "start_char", "entity_id"],
            descending=[False, True, True, False, False],
        )
        .with_columns(
            topic=pl.col("entity_id").first().over("article_id"),
            is_entry=pl.col("heads_entry").first().over("article_id"),
            share=pl.col("heft") / pl.col("heft").first().over("article_id"),
            order=pl.int_range(pl.len()).over("article_id"),
            firm_order=pl.when(pl.col("kind").is_in(FIRM)).then(
                pl.col("kind").is_in(FIRM).cum_sum().over("article_id") - 1
            ),
            second=pl.col("entity_id")
            .filter(pl.col("kind").is_in(["company", "product"]))
            .slice(1, 1)
            .first()
            .over("article_id"),
        )
        .drop("weight", "heft", "heads_entry", *TOPIC_SIGNS)
    )


def topic_signs(mentions: pl.LazyFrame, names: pl.LazyFrame) -> pl.LazyFrame:
    """One row an article and entity: its `kind`, `count`, `heft` (its mentions, more for the first lines),
    first `start_char`, and the columns `TOPIC_SIGNS`, numbers from 0 to 1.
    """
    start = pl.col("start_char")
    heads = pl.col("heads").fill_null(0)
    early = pl.when(start < _TITLE).then(2.5).when(start < _LEDE).then(1.3).otherwise(1.0)
    counted = (
        mentions.filter(pl.col("zone") != "boilerplate")
        .group_by("article_id", "entity_id")
        .agg(
            heft=early.sum(),
            count=pl.len(),
            kind=pl.col("entity_type").first(),
            start_char=start.min(),
        )
    )
    return counted.join(_grammar(names), on=["article_id", "entity_id"], how="left").with_columns(
        pl.col("governed").fill_null(0.0),
        named=pl.col("count") / pl.col("count").max().over("article_id"),
        title=(start < _TITLE).cast(pl.Float64),
        heads=heads / heads.max().over("article_id").clip(1),
        **{f"kind_{kind}": (pl.col("kind") == kind).cast(pl.Float64) for kind in KINDS},
    )


def _grammar(names: pl.LazyFrame) -> pl.LazyFrame:
    """What each entity does in the sentences with amounts: how many it `heads`, and the share of its own
    mentions after a preposition.
    """
    heads = pl.col("is_free") & ~pl.col("opines") & pl.col("entity_type").is_in(_HEADS)
    first = pl.col("at") == pl.col("at").filter(heads).min().over("window")
    return (
        names.with_columns(is_head=(heads & first).fill_null(False))
        .group_by("article_id", "entity_id")
        .agg(
            heads=pl.col("is_head").sum(),
            governed=pl.col("preposition").is_not_null().mean(),
        )
    )


def with_topics(names: pl.LazyFrame, topics: pl.LazyFrame) -> pl.LazyFrame:
    """The names with `share`, how often the article names them beside its topic, and `is_topic`."""
    return (
        names.join(
            topics.select("article_id", "entity_id", "topic", "share"),
            on=["article_id", "entity_id"],
            how="left",
            maintain_order="left",
        )
        .with_columns(pl.col("share").fill_null(0.0), is_topic=pl.col("entity_id") == pl.col("topic"))
        .drop("topic")
    )
