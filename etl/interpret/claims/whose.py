"""Whose an amount is: every name around it is weighed, and nobody too.

What the sentence's own grammar says (`parties`) is the strongest sign but not the only one: an article
speaks of a few, and most of its amounts are theirs, whether their sentence names them or not. The weights of
the signs are fitted on gold (`etl.evaluation.fitting`), so that they hold for texts that nobody tuned on.
"""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.scene import Scene
from etl.interpret.claims.signs import GROUPS, SIGNS, open_claims, subject_signs
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

MODEL = "subject"


@once_per_version
def _weights(lexicon: Lexicon) -> Mapping[str, float]:
    return {row["sign"]: float(row["weight"]) for row in lexicon.table("weights") if row["model"] == MODEL}


def name_subjects(scene: Scene, claims: pl.DataFrame, pairs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The claims with `subject_ids` of the candidate that weighs most; null where nobody outweighs all names.

    Claims whose subject is certain keep it (`open_claims`). Who becomes the subject is no counterparty of the
    claim.
    """
    told = claims.lazy()
    signs = subject_signs(scene, told, pairs.lazy())
    weights = _weights(lexicon)
    scored = signs.select("n", "ids", weight=_weigh(weights))
    nobody = (
        told.filter(open_claims())
        .select("n", group=pl.col("metric").replace_strict(GROUPS, default="firm"))
        .select(
            "n",
            ids=pl.lit(None, dtype=pl.List(pl.String)),
            weight=_look_up("nobody_" + pl.col("group"), weights) + weights.get("nobody", 0.0),
        )
    )
    best = (
        pl.concat([scored, nobody])
        .with_columns(pl.col("weight").round(6))
        .sort("n", "weight", descending=[False, True], maintain_order=True)
        .group_by("n", maintain_order=True)
        .agg(named_ids=pl.col("ids").first(), is_named=pl.lit(True))
    )
    others = pl.col("counterparty_ids").list.set_difference(pl.col("subject_ids").fill_null([]))
    named = (
        told.join(best, on="n", how="left", maintain_order="left")
        .with_columns(subject_ids=pl.when("is_named").then("named_ids").otherwise("subject_ids"))
        .with_columns(counterparty_ids=pl.when("is_named").then(others).otherwise("counterparty_ids"))
        .drop("named_ids", "is_named")
    )
    return _with_buyers(scene, named).collect(engine="in-memory")


def _with_buyers(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """Takeovers of which the sentence names only what is bought: the article is on the buyer."""
    topics = scene.topics.select("article_id", "topic").unique("article_id")
    alone = (pl.col("metric") == "acquisition") & (pl.col("counterparty_ids").list.len().fill_null(0) == 0)
    bought = (
        alone & (pl.col("subject_ids").list.len() > 0) & ~pl.col("subject_ids").list.contains(pl.col("topic"))
    )
    return (
        claims.join(topics, on="article_id", how="left", maintain_order="left")
        .with_columns(
            counterparty_ids=pl.when(bought).then(pl.concat_list("topic")).otherwise("counterparty_ids")
        )
        .drop("topic")
    )


def _weigh(weights: Mapping[str, float]) -> pl.Expr:
    signs = pl.sum_horizontal(pl.col(name) * weights.get(name, 0.0) for name in SIGNS)
    kinds = _look_up("kind_" + pl.col("kind"), weights)
    return signs + kinds + _look_up(pl.format("kind_{}_{}", "kind", "group"), weights)


def _look_up(name: pl.Expr, weights: Mapping[str, float]) -> pl.Expr:
    return name.replace_strict(weights, default=0.0, return_dtype=pl.Float64)
