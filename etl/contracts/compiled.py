"""The contracts as plain data, read from `compiled.json`: what a run needs of them, without Pandera.

`etl.contracts.generate` writes the file from the models, and a test fails where it is stale. Here are the
tables' columns, types and DDL, and the rules as Polars expressions, which tell whether *all* rows of a frame
keep the contract. Which row breaks which rule is for Pandera to say (`etl.contracts.validate`).
"""

import io
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import polars as pl
    from duckdb import DuckDBPyConnection

COMPILED = Path(__file__).with_name("compiled.json")


class ColumnSpec(NamedTuple):
    """A column as plain data. `constraints` are in words; `references` is a table of the same batch."""

    name: str
    sql_type: str
    description: str
    unit: str | None
    is_nullable: bool
    constraints: list[str]
    is_at_publishing: bool
    is_clock: bool
    references: str | None


class TableSpec(NamedTuple):
    """A table as plain data. `kept` says where its rows are: `table`, `view` or `lake`."""

    name: str
    description: str
    kept: str
    key: list[str]
    columns: list[ColumnSpec]
    rules: list[dict[str, Any]]

    @property
    def in_lake(self) -> list[ColumnSpec]:
        """The columns that a batch's rows have: all but what publishing and clocks add."""
        return [column for column in self.columns if not (column.is_at_publishing or column.is_clock)]

    @property
    def content(self) -> list[str]:
        """Names of the columns that hold what was read or resolved: all but the clocks."""
        return [column.name for column in self.columns if not column.is_clock]


@lru_cache(maxsize=1)
def table_specs() -> dict[str, TableSpec]:
    """Every table by name, in the order of the data's way."""
    raw = json.loads(COMPILED.read_text(encoding="utf-8"))
    return {
        name: TableSpec(
            name,
            table["description"],
            table["kept"],
            table["key"],
            [ColumnSpec(**column) for column in table["columns"]],
            table["rules"],
        )
        for name, table in raw.items()
    }


def ddl(table: str) -> str:
    """The CREATE TABLE statement, with NOT NULL where the contract has it. No key: the batches are held
    against theirs before they are landed, and an index would cost more than all the rest of publishing.
    """
    columns = (
        f"    {column.name} {column.sql_type}{'' if column.is_nullable else ' not null'}"
        for column in table_specs()[table].columns
    )
    return f"create table {table} (\n" + ",\n".join(columns) + "\n);"


def create_all(con: "DuckDBPyConnection") -> None:
    """Create every table of the warehouse, empty, each with its grain as its comment.

    Views are `etl.warehouse.models`'. The meaning of columns is left to the data dictionary: three hundred
    comments would take longer than the tables.
    """
    tables = [name for name, spec in table_specs().items() if spec.kept == "table"]
    statements = [ddl(name) for name in tables] + [comment(name) for name in tables]
    con.execute("begin;\n" + "\n".join(statements) + "\ncommit;")


def comment(table: str) -> str:
    """The COMMENT statement that carries the grain of a table (or view) into the warehouse."""
    spec = table_specs()[table]
    return f"comment on {spec.kept} {table} is {sql_literal(spec.description)};"


def sql_literal(text: str) -> str:
    """A text as SQL writes it.

    >>> sql_literal("the batch's rows")
    "'the batch''s rows'"
    """
    return "'" + text.replace("'", "''") + "'"


def schema_digest() -> str:
    """A hash over the physical shape of all tables: a warehouse of another shape is built anew."""
    # imported here: hashlib costs nothing where it is loaded already, and most callers do not digest
    import hashlib

    shape = "".join(ddl(name) for name, spec in table_specs().items() if spec.kept == "table")
    return hashlib.sha256(shape.encode()).hexdigest()[:16]


def lake_schema(table: str) -> "dict[str, pl.DataType]":
    """The Polars types of the columns that a batch's rows have, by name and in order: all but what publishing
    and clocks add.

    >>> "usd_min" in lake_schema("fact_claim"), "recorded_at" in lake_schema("fact_claim")
    (False, False)
    >>> list(lake_schema("bridge_file_article").items())
    [('path', String), ('article_id', String), ('position', UInt32)]
    """
    types = polars_types()
    return {column.name: types[column.sql_type] for column in table_specs()[table].in_lake}


@lru_cache(maxsize=1)
def polars_types() -> "dict[str, pl.DataType]":
    """SQL types and the Polars types that they stand for, one to one."""
    import polars as pl

    from etl.contracts.frames import AMOUNT

    return {
        "varchar": pl.String(),
        "varchar[]": pl.List(pl.String),
        "usmallint[]": pl.List(pl.UInt16),
        "boolean": pl.Boolean(),
        "bigint": pl.Int64(),
        "integer": pl.Int32(),
        "uinteger": pl.UInt32(),
        "double": pl.Float64(),
        f"decimal({AMOUNT.precision}, {AMOUNT.scale})": AMOUNT,
        "date": pl.Date(),
        "timestamp": pl.Datetime("us"),
    }


def keeps_contract(frame: "pl.DataFrame", table: str) -> bool:
    """Whether every row of `frame` keeps every rule of the table's contract.

    False may be over-careful (a rule whose outcome is null counts as broken); true never is.
    """
    spec = table_specs()[table]
    if dict(frame.schema) != lake_schema(table):
        return False
    if frame.is_empty():
        return True
    key = [name for name in spec.key if name in frame.columns]
    if frame.select(key).is_duplicated().any():
        return False
    required = [column.name for column in spec.in_lake if not column.is_nullable]
    if any(frame[name].null_count() for name in required):
        return False
    rules = _rules(table)
    return not rules or all(frame.select(**rules).row(0))


@lru_cache(maxsize=64)
def _rules(table: str) -> "dict[str, pl.Expr]":
    """The rules over values, each one expression that is true where all rows keep it."""
    import polars as pl

    named = {
        "isin": lambda column, known: column.is_in(known["allowed_values"]),
        "str_matches": lambda column, known: column.str.contains(known["pattern"]),
        "greater_than": lambda column, known: column > known["min_value"],
        "greater_than_or_equal_to": lambda column, known: column >= known["min_value"],
        "in_range": lambda column, known: column.is_between(known["min_value"], known["max_value"]),
    }
    made: dict[str, pl.Expr] = {}
    for rule in table_specs()[table].rules:
        if "column" in rule:
            holds = named[rule["check"]](pl.col(rule["column"]), rule["known"]).fill_null(True)
        else:
            holds = pl.Expr.deserialize(io.StringIO(json.dumps(rule["expression"])), format="json")
            holds = holds.fill_null(False)
        made[rule["name"]] = holds.all()
    return made
