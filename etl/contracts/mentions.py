"""Tables of mentions: spans of an article's text that state an amount, a quantity, a date or a name."""

import pandera.polars as pa
import polars as pl

from etl.contracts.columns import (
    ENTITY_TYPES,
    HEDGES,
    ZONES,
    Amount,
    Offset,
    Table,
    column,
    ordered_pair,
    ordered_span,
    surface_fills_span,
)


class Mention(Table):
    """One row a mention: what all kinds of mention share."""

    __key__ = ("mention_id",)

    mention_id: str = column("Article, kind and span: `<article>:<m|q|d|e><start>-<end>`.", unique=True)
    article_id: str = column("The article: `dim_article.article_id`.", references="dim_article")
    start_char: Offset = column("First character of the mention.", unit="code points")
    end_char: Offset = column("One past its last character.", unit="code points")
    surface: str = column("`text[start_char:end_char]`, to the letter.")

    @pa.dataframe_check
    @classmethod
    def span_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A mention has at least one character."""
        return ordered_span(data)

    @pa.dataframe_check
    @classmethod
    def surface_has_its_length(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The surface is as long as the span."""
        return surface_fills_span(data)


class FactMoneyMention(Mention):
    """One row a span that states an amount of money, boilerplate included (guide, section 1)."""

    amount_min: Amount = column("Lower amount as stated.", unit="currency", ge=0)
    amount_max: Amount = column(
        "Upper amount as stated; equals `amount_min` for a point.", unit="currency", ge=0
    )
    amount_low: Amount = column(
        "Lower bound: null where the hedge leaves it open (`up to`, `under`).", unit="currency", nullable=True
    )
    amount_high: Amount = column(
        "Upper bound: null where the hedge leaves it open (`over`, `at least`).",
        unit="currency",
        nullable=True,
    )
    currency: str = column("ISO 4217 code.", str_matches="^[A-Z]{3}$")
    usd_min: Amount = column("`amount_min` in US dollars.", unit="USD", nullable=True, at_publishing=True)
    usd_max: Amount = column("`amount_max` in US dollars.", unit="USD", nullable=True, at_publishing=True)
    fx_date: pl.Date = column(
        "Day that the rate was asked for: its own or the last before it, at most ten days old."
        " Null for US dollars, and where no such rate is known.",
        nullable=True,
        at_publishing=True,
    )
    hedge: str = column("How the text qualifies the amount.", isin=HEDGES)
    per: str = column("Unit that the amount is a rate over, as the text has it.", nullable=True)
    zone: str = column("Where in the article it stands.", isin=ZONES)
    sentence_start: Offset = column("First character of its sentence.", unit="code points")
    sentence_end: Offset = column("One past the last character of its sentence.", unit="code points")

    @pa.dataframe_check
    @classmethod
    def amounts_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """`amount_min` is at most `amount_max`."""
        return ordered_pair(data, "amount_min", "amount_max")

    @pa.dataframe_check
    @classmethod
    def inside_its_sentence(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The sentence holds the mention."""
        inside = (pl.col("sentence_start") <= pl.col("start_char")) & (
            pl.col("end_char") <= pl.col("sentence_end")
        )
        return data.lazyframe.select(inside)


class FactQuantityMention(Mention):
    """One row a percentage, a multiple or a count with a unit (guide, section 2)."""

    kind: str = column("What the number is.", isin=["percent", "multiple", "count"])
    value_min: Amount = column("Lower value as stated.", unit="percent, times or `unit`", ge=0)
    value_max: Amount = column("Upper value as stated.", unit="percent, times or `unit`", ge=0)
    hedge: str = column("How the text qualifies the value.", isin=HEDGES)
    unit: str = column("What a count counts, as the text has it; null for the other kinds.", nullable=True)
    zone: str = column("Where in the article it stands.", isin=ZONES)

    @pa.dataframe_check
    @classmethod
    def values_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """`value_min` is at most `value_max`."""
        return ordered_pair(data, "value_min", "value_max")


class FactDateMention(Mention):
    """One row a span that states a calendar time (guide, section 4)."""

    start_date: pl.Date = column(
        "First day of the interval; null where it cannot be resolved.", nullable=True
    )
    end_date: pl.Date = column("Last day of the interval; null where it cannot be resolved.", nullable=True)
    zone: str = column("Where in the article it stands.", isin=ZONES)

    @pa.dataframe_check
    @classmethod
    def dates_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """`start_date` is not after `end_date`."""
        return ordered_pair(data, "start_date", "end_date")


class FactEntityMention(Mention):
    """One row a name of an entity in the text (guide, section 3)."""

    entity_id: str = column("The entity: `dim_entity.entity_id`.", str_matches="^[a-z0-9]+(-[a-z0-9]+)*$")
    entity_type: str = column("What kind of thing it names.", isin=ENTITY_TYPES)
    local_type: str = column(
        "The type that its article alone gives it; `entity_type` is what all articles together give it.",
        isin=ENTITY_TYPES,
        at_publishing=True,
    )
    is_provisional: bool = column("Whether the name was discovered in the text, not found in the lexicon.")
    is_listed_source: bool = column(
        "Whether it stands in a list of sources that the article gives; null where rules read it that did not"
        " ask.",
        nullable=True,
    )
    zone: str = column("Where in the article it stands.", isin=ZONES)
