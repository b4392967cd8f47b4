"""Tables of what mentions say: claims, the text's own computations, events."""

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
    surface_fills_span,
)


class FactClaim(Table):
    """One row a claim that is current: a money mention as the text interprets it (guide, section 5). Its
    parties are lists here and rows in `bridge_claim_party`.
    """

    __key__: ClassVar[tuple[str, ...]] = ("claim_id",)
    __kept__ = "view"

    claim_id: str = column(
        "Article, start of the mention and ordinal: `<article>:c<start>.<n>`.", unique=True
    )
    mention_id: str = column(
        "The money mention: `fact_money_mention.mention_id`.", references="fact_money_mention"
    )
    article_id: str = column("The article: `dim_article.article_id`.", references="dim_article")
    metric: str = column("What the amount measures.", isin=METRICS)
    basis: str = column("Narrows the metric where the text does.", isin=BASES, nullable=True)
    subject_id: str = column("Whom the amount is about: the first of `subject_ids`.", nullable=True)
    counterparty_id: str = column("The other side: the first of `counterparty_ids`.", nullable=True)
    as_of_start: pl.Date = column("First day at which the value holds.", nullable=True)
    as_of_end: pl.Date = column("Last day at which the value holds.", nullable=True)
    modality: str = column("How real.", isin=MODALITIES)
    evidence: str = column("Who vouches.", isin=EVIDENCES)
    source_id: str = column(
        "Who says so, the nearest in the chain: the first of `source_ids`.", nullable=True
    )
    negated: bool = column("Whether the text denies it.")
    amount_min: Amount = column("Lower amount as stated; negative for a loss.", unit="currency")
    amount_max: Amount = column("Upper amount as stated; negative for a loss.", unit="currency")
    amount_low: Amount = column("Lower bound, null where open.", unit="currency", nullable=True)
    amount_high: Amount = column("Upper bound, null where open.", unit="currency", nullable=True)
    currency: str = column("ISO 4217 code.", str_matches="^[A-Z]{3}$")
    usd_min: Amount = column("`amount_min` in US dollars.", unit="USD", nullable=True, at_publishing=True)
    usd_max: Amount = column("`amount_max` in US dollars.", unit="USD", nullable=True, at_publishing=True)
    fx_date: pl.Date = column(
        "Day that the rate was asked for: its own or the last before it, at most ten days old."
        " Null for US dollars, and where no such rate is known.",
        nullable=True,
        at_publishing=True,
    )
    per: str = column("Unit that the amount is a rate over, as the text has it.", nullable=True)
    sentence: str = column("The sentence that states it, or the table's row.")
    rule_id: str = column("The rule that decided the metric; `other.default` where none did.")
    confidence: pl.Float64 = column(
        "The chance that metric, subject and modality are all read right, calibrated on gold.",
        unit="probability",
        in_range={"min_value": 0, "max_value": 1},
    )
    subject_ids: Ids = column("All subjects, the principal one first.")
    counterparty_ids: Ids = column("All counterparties, the lead first.")
    source_ids: Ids = column("The chain of sources, nearest first.")
    rests_on: str = column(
        "What the farthest source goes by, where the sentence says so.", isin=["documents"], nullable=True
    )
    recorded_at: Stamp = column("Start of the run that first held this reading of the claim.", clock=True)

    @pa.dataframe_check
    @classmethod
    def amounts_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """`amount_min` is at most `amount_max`."""
        return ordered_pair(data, "amount_min", "amount_max")

    @pa.dataframe_check
    @classmethod
    def as_of_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """`as_of_start` is not after `as_of_end`."""
        return ordered_pair(data, "as_of_start", "as_of_end")

    @pa.dataframe_check
    @classmethod
    def only_profit_is_negative(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Amounts are negative for losses only (guide, section 5)."""
        return data.lazyframe.select((pl.col("amount_min") >= 0) | (pl.col("metric") == "profit"))

    @pa.dataframe_check
    @classmethod
    def attributed_has_source(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """`attributed` names a source, and nothing else does."""
        return data.lazyframe.select(
            (pl.col("evidence") == "attributed") == pl.col("source_id").is_not_null()
        )


class BridgeClaimParty(Table):
    """One row a party of a current claim."""

    __key__ = ("claim_id", "role", "position")
    __kept__ = "view"

    claim_id: str = column("The claim: `fact_claim.claim_id`.")
    entity_id: str = column("The party: `dim_entity.entity_id`.")
    role: str = column("Which side it is on.", isin=["subject", "counterparty", "source"])
    position: pl.UInt32 = column("Place in its role, from 0; 0 is the principal or nearest.", unit="ordinal")


class FactRelation(Table):
    """One row a computation that the text itself makes with its amounts (guide, section 6)."""

    __key__ = ("relation_id",)

    relation_id: str = column(
        "Article, start of the stated quantity, ordinal: `<article>:r<start>.<n>`.", unique=True
    )
    article_id: str = column("The article: `dim_article.article_id`.", references="dim_article")
    kind: str = column(
        "What is computed.",
        isin=["growth", "cagr", "multiple", "cheaper", "dearer", "times", "share", "sum", "difference"],
    )
    stated_mention_id: str = column("The mention that states the result: a quantity or a money mention.")
    stated_min: Amount = column("Lower end of what is stated.", unit="percent, times or currency")
    stated_max: Amount = column("Upper end of what is stated.", unit="percent, times or currency")
    computed_min: Amount = column(
        "Lower end computed from the values as stated.", unit="percent, times or currency", nullable=True
    )
    computed_max: Amount = column(
        "Upper end computed from the values as stated; null where open.",
        unit="percent, times or currency",
        nullable=True,
    )
    verdict: str = column(
        "`fails` where computed and stated are disjoint, `compatible` where they meet only thanks to an open"
        " bound or a hedge on an operand, else `holds`.",
        isin=["holds", "compatible", "fails"],
    )
    explanation: str = column("The computation in words, for a reader.")


class BridgeRelationOperand(Table):
    """One row an operand of a computation."""

    __key__ = ("relation_id", "mention_id", "role")

    relation_id: str = column("The computation: `fact_relation.relation_id`.", references="fact_relation")
    mention_id: str = column("The operand, a mention.")
    role: str = column("Its part in the computation: `from`, `to`, `numerator`, `denominator`, `a`, `b`, …")


class FactEvent(Table):
    """One row an event that the text tells of (guide, section 7)."""

    __key__ = ("event_id",)

    event_id: str = column("Article and start of the trigger: `<article>:v<start>`.", unique=True)
    article_id: str = column("The article: `dim_article.article_id`.", references="dim_article")
    event_type: str = column(
        "What happened.",
        isin=[
            "ipo_filing",
            "funding_round",
            "product_launch",
            "acquisition",
            "partnership",
            "deployment",
            "regulation",
            "lawsuit",
            "leadership",
        ],
    )
    start_char: Offset = column("First character of the trigger.", unit="code points")
    end_char: Offset = column("One past its last character.", unit="code points")
    surface: str = column("The trigger, to the letter.")
    event_start: pl.Date = column("First day on which it may have happened.", nullable=True)
    event_end: pl.Date = column("Last day on which it may have happened.", nullable=True)
    modality: str = column("How real.", isin=MODALITIES)
    evidence: str = column("Who vouches.", isin=EVIDENCES)
    sentence: str = column("The sentence that tells of it.")

    @pa.dataframe_check
    @classmethod
    def span_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A trigger has at least one character."""
        return ordered_span(data)

    @pa.dataframe_check
    @classmethod
    def surface_has_its_length(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The surface is as long as the span."""
        return surface_fills_span(data)


class BridgeEventParty(Table):
    """One row a participant of an event."""

    __key__ = ("event_id", "entity_id", "role")

    event_id: str = column("The event: `fact_event.event_id`.", references="fact_event")
    entity_id: str = column("The participant: `dim_entity.entity_id`.")
    role: str = column("Its part in the event: `subject`, `counterparty`, `product`, `person`, …")


class BridgeEventClaim(Table):
    """One row a claim that belongs to an event."""

    __key__ = ("event_id", "claim_id")

    event_id: str = column("The event: `fact_event.event_id`.", references="fact_event")
    claim_id: str = column("The claim: `fact_claim.claim_id`.", references="fact_claim")
