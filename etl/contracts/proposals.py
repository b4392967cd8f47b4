"""The table of what other engines propose: claims bound to spans, as `fact_claim` has our own."""

from typing import ClassVar

import pandera.polars as pa
import polars as pl

from etl.contracts.columns import (
    BASES,
    EVIDENCES,
    METRICS,
    MODALITIES,
    Amount,
    Ids,
    Offset,
    Stamp,
    Table,
    column,
    ordered_pair,
    ordered_span,
)


class FactProposal(Table):
    """One row a current claim of another engine for one span and metric, in which our own grammar reads the
    same amount. Amounts, bounds, unit and ids are our reading of the span; what the engine believed stands
    beside it. Proposals that do not stand are in `quarantine`.
    """

    __key__: ClassVar[tuple[str, ...]] = ("proposal_id",)
    __kept__ = "view"

    proposal_id: str = column(
        "Article, span, metric and engine: `<article>:p<start>-<end>.<metric>.<engine>`.", unique=True
    )
    engine: str = column(
        "Who proposes it, by the name it gives itself.", str_matches="^[a-z0-9][a-z0-9._-]{0,63}$"
    )
    article_id: str = column("The article: `dim_article.article_id`.", str_matches="^[0-9a-f]{16}$")
    start_char: Offset = column("First character of the amount.", unit="code points")
    end_char: Offset = column("One past its last character.", unit="code points")
    surface: str = column("The characters that the engine believes to stand there.", nullable=True)
    believed_min: Amount = column("Lower amount as the engine believes.", unit="currency")
    believed_max: Amount = column("Upper amount as the engine believes.", unit="currency")
    believed_currency: str = column("ISO 4217 code as the engine believes.", str_matches="^[A-Z]{3}$")
    metric: str = column("What the amount measures.", isin=METRICS)
    basis: str = column("Narrows the metric where the text does.", isin=BASES, nullable=True)
    subject_names: Ids = column("Whom the amount is about, in words of the article.")
    counterparty_names: Ids = column("The other side, in words of the article.")
    source_names: Ids = column("Who says so, in words of the article, nearest first.")
    as_of_start: pl.Date = column("First day at which the value holds.", nullable=True)
    as_of_end: pl.Date = column("Last day at which the value holds.", nullable=True)
    modality: str = column("How real.", isin=MODALITIES)
    evidence: str = column("Who vouches.", isin=EVIDENCES)
    negated: bool = column("Whether the text denies it.")
    path: str = column("The file that it was first read from.")
    line_no: pl.UInt32 = column("Its line or row in that file, from 1.", unit="ordinal")
    mention_id: str = column(
        "Our reading of the span: `fact_money_mention.mention_id`.", nullable=True, at_publishing=True
    )
    subject_id: str = column("The first of `subject_ids`.", nullable=True, at_publishing=True)
    counterparty_id: str = column("The first of `counterparty_ids`.", nullable=True, at_publishing=True)
    source_id: str = column("The first of `source_ids`.", nullable=True, at_publishing=True)
    subject_ids: Ids = column("Our ids of `subject_names`.", nullable=True, at_publishing=True)
    counterparty_ids: Ids = column("Our ids of `counterparty_names`.", nullable=True, at_publishing=True)
    source_ids: Ids = column("Our ids of `source_names`.", nullable=True, at_publishing=True)
    amount_min: Amount = column(
        "Lower amount as we read it; negative for a loss.", unit="currency", nullable=True, at_publishing=True
    )
    amount_max: Amount = column(
        "Upper amount as we read it; negative for a loss.", unit="currency", nullable=True, at_publishing=True
    )
    amount_low: Amount = column(
        "Lower bound, null where open.", unit="currency", nullable=True, at_publishing=True
    )
    amount_high: Amount = column(
        "Upper bound, null where open.", unit="currency", nullable=True, at_publishing=True
    )
    currency: str = column("ISO 4217 code as we read it.", nullable=True, at_publishing=True)
    usd_min: Amount = column("`amount_min` in US dollars.", unit="USD", nullable=True, at_publishing=True)
    usd_max: Amount = column("`amount_max` in US dollars.", unit="USD", nullable=True, at_publishing=True)
    fx_date: pl.Date = column(
        "Day that the rate was asked for, as `fact_claim` has it.", nullable=True, at_publishing=True
    )
    per: str = column(
        "Unit that the amount is a rate over, as we read it.", nullable=True, at_publishing=True
    )
    sentence: str = column("The sentence that states it.", nullable=True, at_publishing=True)
    recorded_at: Stamp = column("Start of the run that took it in.", clock=True)

    @pa.dataframe_check
    @classmethod
    def span_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A span has at least one character."""
        return ordered_span(data)

    @pa.dataframe_check
    @classmethod
    def amounts_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """`believed_min` is at most `believed_max`."""
        return ordered_pair(data, "believed_min", "believed_max")

    @pa.dataframe_check
    @classmethod
    def as_of_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """`as_of_start` is not after `as_of_end`."""
        return ordered_pair(data, "as_of_start", "as_of_end")

    @pa.dataframe_check
    @classmethod
    def only_profit_is_negative(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Amounts are negative for losses only (guide, section 5)."""
        return data.lazyframe.select((pl.col("believed_min") >= 0) | (pl.col("metric") == "profit"))

    @pa.dataframe_check
    @classmethod
    def attributed_has_source(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """`attributed` names a source, and nothing else does."""
        return data.lazyframe.select(
            (pl.col("evidence") == "attributed") == (pl.col("source_names").list.len() > 0)
        )
