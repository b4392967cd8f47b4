"""Digests of a warehouse: equal where two hold the same, however they came to it."""

import json
from pathlib import Path

import duckdb

from etl.contracts.compiled import table_specs
from etl.warehouse.published import open_published

OF_THE_WAY = frozenset(
    {"history_article", "history_claim", "history_proposal", "run_log", "batch_log", "build_info"}
)
"""Tables that tell how the ledger came to what it holds: they differ with runs and batches."""


def table_digests(warehouse: Path) -> dict[str, str]:
    """A digest a table of current rows, over all columns but the clocks, whatever the order of the rows."""
    with open_published(warehouse) as con:
        return digest_tables(con)


def digest_tables(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The same of the warehouse that a connection has open: `rows:digest` by table."""
    return {
        name: _digest(con, name, spec.content)
        for name, spec in table_specs().items()
        if spec.kept != "lake" and name not in OF_THE_WAY
    }


def log_digests(con: duckdb.DuckDBPyConnection, run_id: str, is_changed: bool) -> None:
    """Write the digests beside a run in `run_log`; where nothing changed, those of the last build."""
    digests = digest_tables(con) if is_changed else logged_digests(con)
    con.execute(
        "update run_log set table_digests = ? where run_id = ?", [digests and json.dumps(digests), run_id]
    )


def logged_digests(con: duckdb.DuckDBPyConnection) -> dict[str, str] | None:
    """What the run that published this warehouse wrote; null where it wrote nothing."""
    row = con.execute(
        "select table_digests from run_log join build_info on property = 'run' and value = run_id"
    ).fetchone()
    return json.loads(row[0]) if row and row[0] else None


def _digest(con: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> str:
    listed = ", ".join(columns)
    row = con.execute(
        f"select count(*), coalesce(sum(hash(row({listed}))::hugeint), 0) from {table}"
    ).fetchone()
    assert row is not None  # an aggregate without GROUP BY always has a row
    return f"{row[0]}:{row[1]:x}"
