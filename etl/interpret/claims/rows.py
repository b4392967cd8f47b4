"""Claims as rows of the contract."""

from collections.abc import Mapping

import polars as pl

from etl.contracts.frames import AMOUNT
from etl.interpret.claims.confidence import confidence, with_confidence_signs
from etl.interpret.claims.evidence import rests_on
from etl.interpret.claims.weights import Weights
from etl.text.cutting import cut_stretches

IDS = pl.List(pl.String)

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "claim_id": pl.String,
    "mention_id": pl.String,
    "article_id": pl.String,
    "metric": pl.String,
    "basis": pl.String,
    "subject_id": pl.String,
    "counterparty_id": pl.String,
    "as_of_start": pl.Date,
    "as_of_end": pl.Date,
    "modality": pl.String,
    "evidence": pl.String,
    "source_id": pl.String,
    "negated": pl.Boolean,
    "amount_min": AMOUNT,
    "amount_max": AMOUNT,
    "amount_low": AMOUNT,
    "amount_high": AMOUNT,
    "currency": pl.String,
    "per": pl.String,
    "sentence": pl.String,
    "rule_id": pl.String,
    "confidence": pl.Float64,
    "subject_ids": IDS,
    "counterparty_ids": IDS,
    "source_ids": IDS,
    "rests_on": pl.String,
}


def no_claims() -> pl.DataFrame:
    """A frame of no claims."""
    return pl.DataFrame(schema=SCHEMA)


def claim_rows(
    claims: pl.DataFrame, tables: dict[str, pl.DataFrame], words: Mapping[str, str], weights: Weights
) -> pl.DataFrame:
    """The lake columns of `fact_claim`: a loss negative, its bounds swapped; the sentence to the letter.
    `words` are the lists of the lexicon by name, `weights` those of confidence.
    """
    sentence = cut_stretches(claims, tables["dim_article"], "sentence_start", "sentence_end")
    loss = pl.col("negative").fill_null(False) & (pl.col("metric") == "profit")
    evidence = (
        pl.when((pl.col("evidence") == "attributed") & (pl.col("source_ids").list.len().fill_null(0) == 0))
        .then(pl.lit("stated"))
        .otherwise("evidence")
    )
    empty = pl.lit([], dtype=IDS)
    filled = (
        claims.lazy()
        .with_columns(
            evidence=evidence,
            subject_ids=pl.col("subject_ids").fill_null(empty),
            counterparty_ids=pl.col("counterparty_ids").fill_null(empty),
        )
        .with_columns(
            source_ids=pl.when(pl.col("evidence") == "attributed").then("source_ids").otherwise(empty)
        )
    )
    signed = filled.with_columns(
        amount_min=pl.when(loss).then(-pl.col("amount_max")).otherwise("amount_min"),
        amount_max=pl.when(loss).then(-pl.col("amount_min")).otherwise("amount_max"),
        amount_low=pl.when(loss).then(-pl.col("amount_high")).otherwise("amount_low"),
        amount_high=pl.when(loss).then(-pl.col("amount_low")).otherwise("amount_high"),
    )
    return (
        with_confidence_signs(signed)
        .with_columns(
            claim_id=pl.format("{}:c{}.0", "article_id", "start_char"),
            subject_id=pl.col("subject_ids").list.first(),
            counterparty_id=pl.col("counterparty_ids").list.first(),
            source_id=pl.col("source_ids").list.first(),
            sentence=sentence.str.strip_chars(),
            confidence=confidence(weights),
            rests_on=rests_on(sentence, words),
        )
        .select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
        .collect(engine="in-memory")
    )
