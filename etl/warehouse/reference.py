"""The lexicons as tables of the warehouse: entities, aliases, metrics, currencies.

They are taken in whole whenever the lexicons' version is another than the one the warehouse was built with.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from etl.lexicon import Lexicon

if TYPE_CHECKING:
    import polars as pl
    from duckdb import DuckDBPyConnection


def load_reference(con: "DuckDBPyConnection", lexicon: Lexicon, scratch: Path | None = None) -> None:
    """Fill `dim_entity` (listed ones), `dim_alias`, `dim_metric` and `dim_currency` from the lexicons.

    What is made on the way lies in `scratch`.
    """
    import polars as pl

    entities = lexicon.frame("entities")
    metrics = lexicon.rules("metrics").get("metrics", [])
    names = entities.select("entity_id", alias="name")
    tables = {
        "dim_entity": entities.select(
            "entity_id", "name", "entity_type", "parent_id", "ticker", is_provisional=pl.lit("false")
        ),
        "dim_alias": pl.concat([names, lexicon.frame("aliases").select("entity_id", "alias")])
        .unique()
        .sort("alias", "entity_id"),
        "dim_metric": pl.DataFrame(
            [(rule["id"], rule["name"], rule["definition"]) for rule in metrics],
            schema=dict.fromkeys(("metric", "name", "definition"), pl.String),
            orient="row",
        ),
        "dim_currency": lexicon.frame("currencies").select("currency", "name", "minor_unit_digits"),
    }
    with TemporaryDirectory(prefix="newsledger-reference-", dir=scratch) as folder:
        for table, rows in tables.items():
            _load(con, Path(folder, f"{table}.parquet"), table, rows)


def _load(con: "DuckDBPyConnection", path: Path, table: str, rows: "pl.DataFrame") -> None:
    """Replace a table's rows, by way of a file: the import of pyarrow takes longer. Empty cells are null."""
    rows.write_parquet(path, compression="uncompressed", statistics=False)
    blank = ", ".join(f"nullif({name}, '') as {name}" for name in rows.columns)
    con.execute(f"delete from {table}")
    con.execute(f"insert into {table} by name select {blank} from read_parquet(?)", [str(path)])
