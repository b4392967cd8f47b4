"""Whose an amount is and who is on the other side: every name around it is weighed, and nobody too.

What the sentence's own grammar says (`parties`) is the strongest sign but not the only one: an article
speaks of a few, and most of its amounts are theirs, whether their sentence names them or not. The weights of
the signs are fitted on gold (`etl.evaluation.fitting`), so that they hold for texts that nobody tuned on.
"""

import polars as pl

from etl.interpret.claims.scene import Scene
from etl.interpret.claims.signs import COUNTERPARTY, GROUPS, SIGNS, SUBJECT, open_claims, party_signs
from etl.interpret.claims.weights import Weights, weights_of
from etl.lexicon import Lexicon


def name_subjects(scene: Scene, claims: pl.DataFrame, pairs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The claims with the `subject_ids` that weigh most, null where nobody outweighs all names; and with
    `subject_share`, their share of all candidates' odds, null where nothing was to be weighed.
    """
    named = _settle(scene, claims, pairs, SUBJECT, weights_of(lexicon)[SUBJECT])
    return named.rename({"odds": "subject_share"})


def name_counterparties(
    scene: Scene, claims: pl.DataFrame, pairs: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """The same with `counterparty_ids`, of claims whose subjects are named."""
    return _settle(scene, claims, pairs, COUNTERPARTY, weights_of(lexicon)[COUNTERPARTY]).drop("odds")


def _settle(
    scene: Scene, claims: pl.DataFrame, pairs: pl.DataFrame, role: str, weights: Weights
) -> pl.DataFrame:
    """The claims with a role settled where it is open (`open_claims`), and the `odds` of whom it is, a share
    of all candidates'. Nobody is subject and counterparty.
    """
    told = claims.lazy()
    signs = party_signs(scene, told, pairs.lazy(), role)
    scored = signs.select("n", "ids", "key", weight=_weigh(weights))
    nobody = (
        told.filter(open_claims(role))
        .select("n", group=pl.col("metric").replace_strict(GROUPS, default="firm"))
        .select(
            "n",
            ids=pl.lit(None, dtype=pl.List(pl.String)),
            key=pl.lit(None, dtype=pl.UInt32),
            weight=_look_up("nobody_" + pl.col("group"), weights) + weights.get("nobody", 0.0),
        )
    )
    best = (
        pl.concat([scored, nobody])
        .with_columns(pl.col("weight").round(4))
        .with_columns(odds=(pl.col("weight") - pl.col("weight").max().over("n")).exp())
        .with_columns(odds=pl.col("odds") / pl.col("odds").sum().over("n"))
        .sort("n", "weight", "key", descending=[False, True, False], nulls_last=True)
        .unique("n", keep="first", maintain_order=True)
        .select("n", "odds", best_ids="ids", is_open=pl.lit(True))
    )
    name = f"{role}_ids"
    apart = pl.col("counterparty_ids").list.set_difference(pl.col("subject_ids").fill_null([]))
    return (
        told.join(best, on="n", how="left", maintain_order="left")
        .with_columns(pl.when("is_open").then("best_ids").otherwise(name).alias(name))
        .with_columns(counterparty_ids=apart)
        .drop("best_ids", "is_open")
        .collect(engine="in-memory")
    )


def _weigh(weights: Weights) -> pl.Expr:
    """The sum of a candidate's signs, each by its weight."""
    total = _look_up("kind_" + pl.col("kind"), weights)
    total = total + _look_up(pl.format("kind_{}_{}", "kind", "group"), weights)
    for name in SIGNS:
        if weights.get(name):
            total = total + pl.col(name) * weights[name]
    return total


def _look_up(name: pl.Expr, weights: Weights) -> pl.Expr:
    return name.replace_strict(weights, default=0.0, return_dtype=pl.Float64)
