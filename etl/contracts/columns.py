"""How a column is declared: once, with its description, its unit and when it gets its value.

The models in this package are the only place where a column's name, type and meaning are written.
DDL, the data dictionary, the lake's Parquet schema and Dagster's table schemas are generated from them
(`etl.contracts.generate`), and rows are held against them (`etl.contracts.validate`).
"""

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import pandera.polars as pa
import polars as pl

from etl.contracts.frames import AMOUNT

Amount = Annotated[pl.Decimal, AMOUNT.precision, AMOUNT.scale]
"""`AMOUNT`, as a model declares it."""

Offset = pl.UInt32
"""A position in `dim_article.text`, in Unicode code points."""

Stamp = Annotated[pl.Datetime, "us", None]
"""A moment in UTC."""

if TYPE_CHECKING:
    Ids = list[str]
    Sketch = list[int]
else:
    Ids = pl.List(pl.String)
    Sketch = pl.List(pl.UInt16)
"""`Ids` are of entities, the principal one first; an empty list where there is none. `Sketch` is a MinHash's
places."""

HEDGES = ["exact", "about", "over", "at_least", "under", "up_to"]
ZONES = ["headline", "body", "table", "boilerplate"]
ENTITY_TYPES = [
    "company",
    "organization",
    "government",
    "media",
    "fund",
    "person",
    "product",
    "place",
    "market",
]
METRICS = [
    "valuation",
    "funding",
    "investment",
    "revenue",
    "profit",
    "spending",
    "price",
    "market_size",
    "contract",
    "acquisition",
    "fund_size",
    "debt",
    "penalty",
    "pay",
    "other",
]
BASES = [
    "pre_money",
    "post_money",
    "market_cap",
    "run_rate",
    "period",
    "cumulative",
    "round",
    "stake_value",
    "per_share",
]
MODALITIES = ["actual", "estimated", "projected", "targeted", "hypothetical"]
EVIDENCES = ["stated", "attributed", "unnamed"]


def column(
    description: str,
    *,
    unit: str | None = None,
    at_publishing: bool = False,
    clock: bool = False,
    references: str | None = None,
    **checks: Any,
) -> Any:
    """A column with its meaning.

    `unit` is what a value counts or is measured in. `at_publishing` marks what depends on the whole
    corpus (FX, duplicates) and is therefore set when the warehouse is published: the lake does not hold
    it. `clock` marks when the ledger learned something: the lake does not hold it in rows either, and
    digests leave it out. `references` names the table of a batch whose row this one belongs to, by that
    table's key: where the one is refused, so is the other. `checks` are pandera's (`nullable`, `unique`,
    `isin`, `ge`, `str_matches`, …).
    """
    metadata = {"unit": unit, "at_publishing": at_publishing, "clock": clock, "references": references}
    return pa.Field(description=description, metadata=metadata, **checks)


class Table(pa.DataFrameModel):
    """Base of all tables. A subclass's docstring begins with its grain: what one row is."""

    __key__: ClassVar[tuple[str, ...]]
    """The columns that identify a row."""

    __kept__: ClassVar[str] = "table"
    """Where its rows are: a `table` of the warehouse, a `view` of it (SQL in `sql/staging/`), or the `lake`
    alone."""

    class Config:
        """Columns are all there, in the order declared."""

        strict = True
        ordered = True


def ordered_span(data: pa.PolarsData) -> pl.LazyFrame:
    """Whether a span has at least one character."""
    return data.lazyframe.select(pl.col("start_char") < pl.col("end_char"))


def surface_fills_span(data: pa.PolarsData) -> pl.LazyFrame:
    """Whether the words kept are as long as the span they are said to fill."""
    length = pl.col("end_char").cast(pl.Int64) - pl.col("start_char").cast(pl.Int64)
    return data.lazyframe.select(pl.col("surface").str.len_chars().cast(pl.Int64) == length)


def ordered_pair(data: pa.PolarsData, low: str, high: str) -> pl.LazyFrame:
    """Whether `low` is at most `high`; true where either is null."""
    return data.lazyframe.select((pl.col(low) <= pl.col(high)).fill_null(True))


def table_name(model: type[Table]) -> str:
    """The table's name in SQL: the class's in snake case.

    >>> class FactMoneyMention(Table): __key__ = ("mention_id",)
    >>> table_name(FactMoneyMention)
    'fact_money_mention'
    """
    return "".join("_" + c.lower() if c.isupper() else c for c in model.__name__).lstrip("_")
