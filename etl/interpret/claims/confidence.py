"""How sure a claim is: the chance that metric, subject and modality are all read right.

A logistic function of a few signs, its weights fitted on gold (`etl.evaluation.fitting`), so that of claims
with confidence 0.8 about eight in ten are right; `make eval` shows how that holds.
"""

from typing import Final

import polars as pl

from etl.interpret.claims.parties.settled import CERTAIN
from etl.interpret.claims.weights import Weights

CONFIDENCE = "confidence"
"""The name of its weights."""
CONFIDENCE_SIGNS: Final = (
    "always",
    "cue",
    "cue_score",
    "cue_margin",
    "other",
    "subject_grammar",
    "subject_share",
    "nobody",
    "table",
    "headline",
    "real",
)
_STRONG, _CLEAR = 80.0, 40.0
"""Score of a cue right beside its amount; its lead over the next metric where there is no doubt."""


def with_confidence_signs(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims with the columns `CONFIDENCE_SIGNS`, numbers from 0 to 1: whether a cue of its own tells the
    metric, how strong it is and how far ahead of the next; whether the sentence's grammar tells the
    subject, else its share of all candidates' odds; whether a verb or marker tells how real it is.
    """
    signs = {
        "always": pl.lit(1.0),
        "cue": pl.col("score").is_not_null(),
        "cue_score": (pl.col("score") / _STRONG).clip(0, 1),
        "cue_margin": (pl.col("margin") / _CLEAR).clip(0, 1),
        "other": pl.col("metric") == "other",
        "subject_grammar": pl.col("subject_score") >= CERTAIN,
        "subject_share": pl.col("subject_share"),
        "nobody": pl.col("subject_ids").list.len().fill_null(0) == 0,
        "table": pl.col("in_table"),
        "headline": pl.col("sentence_no") == 0,
        "real": pl.col("modality_rule").is_not_null(),
    }
    return claims.with_columns(
        sign.cast(pl.Float64).fill_null(0.0).alias(name) for name, sign in signs.items()
    )


def confidence(weights: Weights) -> pl.Expr:
    """The chance, from 0 to 1, of claims that have the signs."""
    odds = sum((pl.col(name) * weights.get(name, 0.0) for name in CONFIDENCE_SIGNS), pl.lit(0.0))
    return (1 / (1 + (-odds).exp())).round(4)
