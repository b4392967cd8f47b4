"""The cast of each article: all that may be parties of its claims, and the parts that they play in it."""

import polars as pl

from etl.interpret.claims.parties.candidates import PARTIES
from etl.interpret.claims.scene import Scene

_KEYS = ("article_id", "entity_id")
_OF_ONE = 0.6
"""Share of the mentions from which an article is about one party."""
_OF_MANY = 0.2
"""Share of the most named from which it is about as many as can be."""
_MENTIONS = 12
"""With fewer mentions of parties an article is too short to be about many."""


def gather_cast(scene: Scene, claims: pl.LazyFrame, pairs: pl.LazyFrame) -> pl.LazyFrame:
    """One row an article and entity: `key` (a number of the batch), what `scene.topics` knows of it, `kind`
    and `scatter`.
    """
    met = pairs.group_by(_KEYS).agg(met_kind=pl.col("entity_type").first())
    played = pl.concat(_exploded(claims, f"{role}_ids") for role in ("subject", "counterparty", "source"))
    return (
        scene.topics.drop("topic", "second")
        .join(met, on=_KEYS, how="full", coalesce=True)
        .join(played.unique(), on=_KEYS, how="full", coalesce=True)
        .with_columns(
            pl.col("count").fill_null(0),
            pl.col("share").fill_null(0.0),
            kind=pl.coalesce("kind", "met_kind", pl.lit("company")),
        )
        .with_columns(scatter=_scatter())
        .drop("met_kind")
        .sort("article_id", "share", "entity_id", descending=[False, True, False])
        .with_row_index("key")
    )


def with_votes(cast: pl.LazyFrame, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The cast with how often each is subject (`vote_count` of `all_votes`, by claims that are `sure`), other
    side, source.
    """
    roles = {
        "vote_count": _exploded(claims.filter("sure"), "subject_ids"),
        "side_count": _exploded(claims, "counterparty_ids"),
        "cite_count": _exploded(claims, "source_ids"),
    }
    counts = pl.concat([rows.with_columns(role=pl.lit(name)) for name, rows in roles.items()])
    played = counts.group_by(_KEYS).agg(
        (pl.col("role") == name).sum().cast(pl.Int64).alias(name) for name in roles
    )
    return (
        cast.join(played, on=_KEYS, how="left")
        .with_columns(pl.col(*roles).fill_null(0))
        .with_columns(all_votes=pl.col("vote_count").sum().over("article_id"))
    )


def _scatter() -> pl.Expr:
    """How far the article is from being about one party, from 0 (most mentions are of one) to 1 (many are
    named alike).
    """
    count = pl.when(pl.col("kind").is_in(PARTIES)).then("count").fill_null(0)
    total = count.sum().over("article_id")
    most = count.max().over("article_id") / total.clip(1)
    return ((_OF_ONE - most) / (_OF_ONE - _OF_MANY)).clip(0, 1) * (total / _MENTIONS).clip(0, 1)


def metric_roles(claims: pl.LazyFrame, names: pl.LazyFrame) -> pl.LazyFrame:
    """The votes among the claims of one metric: `metric_count` of `metric_votes`, and `metric_side_count`, by
    `key` and `metric`. `names` are the keys of the cast.
    """
    sides = {
        "metric_count": _exploded(claims.filter("sure"), "subject_ids", "metric"),
        "metric_side_count": _exploded(claims, "counterparty_ids", "metric"),
    }
    counts = pl.concat([rows.with_columns(role=pl.lit(name)) for name, rows in sides.items()])
    return (
        counts.group_by(*_KEYS, "metric")
        .agg((pl.col("role") == name).sum().cast(pl.Int64).alias(name) for name in sides)
        .with_columns(metric_votes=pl.col("metric_count").sum().over("article_id", "metric"))
        .join(names, on=_KEYS)
        .drop(_KEYS)
    )


def _exploded(claims: pl.LazyFrame, ids: str, *more: str) -> pl.LazyFrame:
    """A row a party of the claims: `article_id`, `entity_id`."""
    return claims.select("article_id", *more, entity_id=ids).explode("entity_id").drop_nulls("entity_id")
