"""Split a frame into rows that keep their contract and rows that break it, each with the rule it breaks.

Whether all rows keep it is asked of the compiled contracts first, in Polars; Pandera is loaded only where a
row breaks a rule, to say which row and which rule.
"""

from typing import Any, NamedTuple

import polars as pl

from etl.contracts.compiled import keeps_contract, lake_schema, table_specs

REJECTION = pl.Schema({"rule": pl.String, "reason": pl.String, "payload": pl.String})


class Split(NamedTuple):
    """`valid` holds the contract; `rejected` has a row a refused row: rule, reason, payload (JSON)."""

    valid: pl.DataFrame
    rejected: pl.DataFrame


def empty(table: str) -> pl.DataFrame:
    """A frame of no rows with the table's lake columns."""
    return pl.DataFrame(schema=lake_schema(table))


def conform(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """The table's lake columns of `frame`, in order and cast to the contract's types. A column that is
    missing raises polars' ColumnNotFoundError: the code that made the frame is at fault, not the input.
    """
    return frame.select(pl.col(name).cast(dtype) for name, dtype in lake_schema(table).items())


def split_valid(frame: pl.DataFrame, table: str) -> Split:
    """Hold the rows of a batch against the table's contract.

    A row is refused whole, under the first rule it breaks; of rows that share the table's key the first
    is kept. Every row of `frame` is in exactly one part of the result. Columns that publishing or clocks
    add are not looked at. A frame that lacks a column, or has one of another type, raises SchemaErrors.
    """
    if keeps_contract(frame, table):
        return Split(frame, pl.DataFrame(schema=REJECTION))
    numbered = frame.with_row_index("_row")
    repeats = numbered.filter(pl.struct(table_specs()[table].key).is_first_distinct().not_())["_row"]
    failures = [
        pl.DataFrame({"row": repeats, "rule": "unique_key"}, schema={"row": pl.UInt32, "rule": pl.String})
    ]
    first = numbered.filter(~pl.col("_row").is_in(repeats.implode()))
    failures += _failures(first.drop("_row"), first["_row"], table)
    broken = pl.concat(failures).unique("row", keep="first", maintain_order=True).sort("row")
    broken = broken.rename({"row": "_row", "rule": "_rule"})  # the table may have columns of these names
    if broken.is_empty():
        return Split(frame, pl.DataFrame(schema=REJECTION))
    valid = numbered.join(broken, on="_row", how="anti", maintain_order="left").drop("_row")
    rows = numbered.join(broken, on="_row", how="inner", maintain_order="left")
    rejected = rows.select(
        rule="_rule",
        reason=pl.format("a row of " + table + " breaks {}: mend the rule that made it", "_rule"),
        payload=pl.struct(frame.columns).struct.json_encode(),
    )
    return Split(valid, rejected)


def _failures(frame: pl.DataFrame, rows: pl.Series, table: str) -> list[pl.DataFrame]:
    """What Pandera finds wrong with the frame, whose rows have the numbers `rows`."""
    # half a second, paid only where a row breaks its contract
    from pandera.errors import SchemaErrors

    from etl.contracts import TABLES

    schema = TABLES[table].to_schema()
    schema = schema.remove_columns([name for name in schema.columns if name not in lake_schema(table)])
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as error:
        return [_failed_rows(error, rows)]
    return []


def _failed_rows(error: Any, rows: pl.Series) -> pl.DataFrame:
    """The failing rows' numbers with the broken rule, `column.check` or the name of a check over the row."""
    cases = error.failure_cases.cast({"index": pl.Int64})
    if cases["index"].has_nulls():  # the schema itself does not fit: a defect of the code, not of a row
        raise error
    on_row = pl.col("schema_context") == "DataFrameSchema"
    rule = pl.when(on_row).then("check").otherwise(pl.format("{}.{}", "column", "check"))
    return cases.select(
        row=rows.gather(cases["index"]),
        rule=rule.str.replace(r"\(.*$", ""),
    ).with_columns(pl.col("row").cast(pl.UInt32))


__all__ = ["REJECTION", "Split", "conform", "empty", "split_valid"]
