"""Digests of a warehouse: equal where two hold the same, however they came to it."""

from pathlib import Path

import duckdb

from etl.contracts.compiled import table_specs
from etl.warehouse.published import open_published

OF_THE_WAY = frozenset({"history_article", "history_claim", "run_log", "batch_log", "build_info"})
"""Tables that tell how the ledger came to what it holds: they differ with runs and batches."""


def table_digests(warehouse: Path) -> dict[str, str]:
    """A digest a table of current rows, over all columns but the clocks, whatever the order of the rows."""
    with open_published(warehouse) as con:
        return {
            name: _digest(con, name, spec.content)
            for name, spec in table_specs().items()
            if spec.kept != "lake" and name not in OF_THE_WAY
        }


def _digest(con: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> str:
    listed = ", ".join(columns)
    row = con.execute(
        f"select count(*), coalesce(sum(hash(row({listed}))::hugeint), 0) from {table}"
    ).fetchone()
    assert row is not None  # an aggregate without GROUP BY always has a row
    return f"{row[0]}:{row[1]:x}"
