"""Tables of reference data and of the ledger's own doings."""

import polars as pl

from etl.contracts.columns import ENTITY_TYPES, Amount, Stamp, Table, column


class DimEntity(Table):
    """One row an entity: from the lexicon, or discovered in the text (`is_provisional`)."""

    __key__ = ("entity_id",)

    entity_id: str = column(
        "Lower-case ASCII words joined by `-`.", unique=True, str_matches="^[a-z0-9]+(-[a-z0-9]+)*$"
    )
    name: str = column("Display name.")
    entity_type: str = column("What kind of thing it is.", isin=ENTITY_TYPES)
    parent_id: str = column("The entity that it belongs to.", nullable=True)
    ticker: str = column("Exchange ticker.", nullable=True)
    is_provisional: bool = column("Whether it was discovered in the text.")


class DimAlias(Table):
    """One row a spelling of an entity."""

    __key__ = ("alias", "entity_id")

    alias: str = column("The spelling.")
    entity_id: str = column("The entity: `dim_entity.entity_id`.")


class DimMetric(Table):
    """One row a metric."""

    __key__ = ("metric",)

    metric: str = column("Name used in `fact_claim.metric`.", unique=True)
    name: str = column("Display name.")
    definition: str = column("What it measures, and what not.")


class DimCurrency(Table):
    """One row a currency."""

    __key__ = ("currency",)

    currency: str = column("ISO 4217 code.", unique=True, str_matches="^[A-Z]{3}$")
    name: str = column("English name.")
    minor_unit_digits: pl.UInt32 = column("Decimal digits of its minor unit.", unit="digits")


class DimDate(Table):
    """One row a day, from the first to the last that any row of the ledger names."""

    __key__ = ("date",)

    date: pl.Date = column("The day.", unique=True)
    year: pl.Int32 = column("Calendar year.", unit="year")
    quarter: pl.Int32 = column("Calendar quarter, 1 to 4.", unit="quarter")
    month: pl.Int32 = column("Month, 1 to 12.", unit="month")
    week: pl.Int32 = column("ISO week, 1 to 53.", unit="week")
    weekday: pl.Int32 = column("ISO weekday, 1 is Monday.", unit="weekday")


class FxRate(Table):
    """One row a currency and day on which the source quotes it."""

    __key__ = ("rate_date", "currency")

    rate_date: pl.Date = column("Day of the quotation.")
    currency: str = column("ISO 4217 code.", str_matches="^[A-Z]{3}$")
    usd_per_unit: Amount = column("US dollars for one unit of the currency.", unit="USD", gt=0)
    source: str = column("Who quotes it.")


class Quarantine(Table):
    """One row something that was found and not accepted: a file, an article, a mention, a claim."""

    __key__ = ("stage", "rule", "path", "article_id", "payload")

    stage: str = column(
        "Stage that refused it.", isin=["ingest", "extract", "interpret", "propose", "publish"]
    )
    rule: str = column("Name of the rule that it broke: a contract's check, or a reader's condition.")
    reason: str = column("What is wrong and what to do, in one line.")
    path: str = column("The file.", nullable=True)
    article_id: str = column("The article.", nullable=True)
    payload: str = column("The refused row as JSON, or what identifies the refused file.", nullable=True)
    recorded_at: Stamp = column("Start of the run that refused it.", clock=True)


class RunLog(Table):
    """One row a run."""

    __key__ = ("run_id",)

    run_id: str = column("Start of the run in UTC and a random end: sorts by time.", unique=True)
    started_at: Stamp = column("Start of the run.", clock=True)
    extractor_version: str = column("Version of code and lexicons.")
    engine: str = column("What ran the batches.")
    files_seen: pl.Int64 = column("Files below the raw folder.", unit="files")
    files_new: pl.Int64 = column("Files read in this run.", unit="files")
    files_deleted: pl.Int64 = column("Files gone since the run before.", unit="files")
    articles_read: pl.Int64 = column("Articles read in this run.", unit="articles")
    mentions_found: pl.Int64 = column("Mentions found, refused ones included.", unit="mentions")
    mentions_accepted: pl.Int64 = column("Mentions accepted.", unit="mentions")
    claims_found: pl.Int64 = column("Claims found, refused ones included.", unit="claims")
    claims_accepted: pl.Int64 = column("Claims accepted.", unit="claims")
    quarantined: pl.Int64 = column("Rows refused in this run.", unit="rows")
    seconds: pl.Float64 = column("How long reading and building took.", unit="seconds", clock=True)
    table_digests: str = column(
        "JSON: rows and a digest of each table as the run published it, the clocks left out; equal where two"
        " ledgers hold the same. Null for runs before the warehouse was last built anew.",
        nullable=True,
    )


class BatchLog(Table):
    """One row a table that a stage made of a batch: what was found in it, accepted and refused."""

    __key__ = ("batch_id", "stage", "table_name")

    batch_id: str = column("The batch: its place in the order of all batches, and its run.")
    run_id: str = column("The run that read it: `run_log.run_id`.")
    stage: str = column("The stage that made the rows.", isin=["ingest", "extract", "interpret", "propose"])
    table_name: str = column("The table.")
    found: pl.Int64 = column("Rows that the stage made.", unit="rows", ge=0)
    accepted: pl.Int64 = column("Rows that kept the contract and lie in the lake.", unit="rows", ge=0)
    rejected: pl.Int64 = column("Rows that broke it and lie in quarantine.", unit="rows", ge=0)
    extractor_version: str = column("Version of code and lexicons that read the batch.")
    seconds: pl.Float64 = column("How long the stage took for the batch.", unit="seconds", clock=True)
    recorded_at: Stamp = column("Start of the run.", clock=True)


class BuildInfo(Table):
    """One row a property of this warehouse: with which contracts, lexicons, rates and SQL it was built."""

    __key__ = ("property",)

    property: str = column("Name of the property.", unique=True)
    value: str = column("Its value, mostly a version or a digest.")
