"""Connecting to DuckDB, and opening the published warehouse, by whoever wants to read it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from etl.contracts.compiled import sql_literal
from etl.errors import WarehouseDamaged, in_one_line

if TYPE_CHECKING:
    import polars as pl

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "asof_loop_join_threshold": 0,
}
"""Nothing is ever fetched: what the SQL needs is built in. A join to the next row in time is never a loop
over all pairs, as which DuckDB plans it where it takes one side, filtered, for a handful of rows."""


def connect(path: Path | None = None, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to a file, or to memory, which fetches nothing and prints nothing.

    DuckDB draws the progress of slow queries on standard output, where a program expects JSON.
    """
    con = duckdb.connect(":memory:" if path is None else str(path), read_only=read_only, config=CONFIG)
    con.execute("set enable_progress_bar = false")
    return con


def open_published(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the newest warehouse under that path; close it, or use it in a `with`.

    The file is attached, not connected to: as long as any connection of this process is open, DuckDB answers
    a second one to the same path from the first one's file, even if another has been published meanwhile.
    Raises WarehouseDamaged where the path holds no database.
    """
    con = connect()
    try:
        con.execute(f"attach {sql_literal(str(path))} as ledger (read_only)")
        con.execute("use ledger")
    except duckdb.Error as error:
        con.close()
        cause = " ".join(str(error).split())[:200]
        raise WarehouseDamaged(
            f"{path}: no warehouse that can be opened ({cause}); newsledger doctor --repair, then run"
        ) from error
    return con


@contextmanager
def read_published(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection of `open_published`, for our own questions.

    Raises WarehouseDamaged also where a table or column that every warehouse has is missing, as in a database
    that is none, and where the file's bytes cannot be read.
    """
    try:
        with open_published(path) as con:
            yield con
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise WarehouseDamaged(
            f"{path}: not a warehouse of this newsledger ({in_one_line(error)});"
            " name another, or make it anew with `newsledger run --full`"
        ) from error
    except duckdb.Error as error:
        if not is_damage(error):
            raise
        raise WarehouseDamaged(
            f"{path}: {in_one_line(error)[:200]}; newsledger doctor --repair, then run"
        ) from error


def is_damage(error: duckdb.Error) -> bool:
    """Whether DuckDB complains of the file's bytes, not of what it was asked."""
    kinds = (
        duckdb.IOException,
        duckdb.FatalException,
        duckdb.InternalException,
        duckdb.SerializationException,
    )
    return isinstance(error, kinds) or "Corrupt database file" in str(error)


def read_frame(
    con: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object] = ()
) -> "pl.DataFrame":
    """What a query finds, as a frame."""
    import polars as pl

    return pl.DataFrame(con.sql(query, params=list(parameters)).to_arrow_table())
