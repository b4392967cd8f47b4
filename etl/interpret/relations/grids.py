"""Tables that compute: a column of yearly rates or changes beside two columns of periods.

A row's amounts stand under heads that hold a year, a quarter or a month each; the head of the result's column
says what it is.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import polars as pl

from etl.contracts.frames import Tables
from etl.interpret.relations.operands import Amount, Candidate, Cue
from etl.interpret.relations.precision import Figure
from etl.interpret.relations.rules import Grid, Rule, Rules
from etl.interpret.relations.verdicts import Verdict, judge

ROW = ["article_id", "table_no", "row_no"]
YEAR = r"(?:^|[^0-9])((?:19|20)[0-9]{2})(?:[^0-9]|$)"
FISCAL_YEAR = r"\bfy ?'?([0-9]{2})\b"
QUARTER = r"\bq([1-4])\b"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FELLOWS = 2
"""So many rows of a column must be right before another can be wrong: then what it compares is sure."""


def read_grids(tables: Tables, rules: Rules) -> list[Verdict]:
    """What becomes of every cell that states a result of its row; the row's two amounts are its operands.

    Only rows of exactly two amounts of one currency under two periods are read: with more, which of them
    the result compares is in doubt. A result without a sign is one of growth.
    """
    found = [row for grid in rules.grids for row in _rows(tables, grid).iter_rows(named=True)]
    return list(_judged(found))


def _judged(rows: list[dict[str, Any]]) -> Iterator[Verdict]:
    """The verdicts on rows: first those that need no fellows, then those that right fellows make firm."""
    right: Counter[Any] = Counter()
    waiting = []
    for row in rows:
        cue, column = _cue(row), (row["article_id"], row["table_no"], row["head"])
        verdict = judge(cue, [_candidate(row)], False)
        if verdict is None:
            waiting.append((cue, row, column))
        else:
            right[column] += verdict.outcome.verdict != "fails"
            yield verdict
    for cue, row, column in waiting:
        if right[column] >= FELLOWS:
            firm = replace(cue, rule=replace(cue.rule, is_firm=True))
            verdict = judge(firm, [_candidate(row)], False)
            if verdict:
                yield verdict


def _rows(tables: Tables, grid: Grid) -> pl.DataFrame:
    """A row a result: the mention that states it, and its row's two amounts and years."""
    head = pl.col("column_head").str.to_lowercase()
    cells = tables["stg_cell"].with_columns(is_result=head.str.contains(grid.heads))
    results = cells.filter("is_result")
    if not results.height:
        return pl.DataFrame()
    quantities = tables["fact_quantity_mention"].filter(pl.col("kind") == "percent")
    stated = _in_cells(quantities, results).select(
        *ROW,
        "mention_id",
        "start_char",
        "surface",
        "hedge",
        "cell",
        head="column_head",
        low="value_min",
        high="value_max",
    )
    amounts = (
        _in_cells(tables["fact_money_mention"], cells.filter(~pl.col("is_result")))
        .with_columns(**_periods())
        .drop_nulls("period")
        .sort(*ROW, "period", "start_char")
        .group_by(ROW, maintain_order=True)
        .agg(
            pl.struct(
                "mention_id", "start_char", "surface", "hedge", "currency", "amount_min", "amount_max", "year"
            ).alias("amounts"),
            periods=pl.col("period").n_unique(),
            is_yearly=pl.col("year").n_unique() == 2,
            currencies=pl.col("currency").n_unique(),
        )
        .filter((pl.col("amounts").list.len() == 2) & (pl.col("periods") == 2) & (pl.col("currencies") == 1))
        .filter(pl.col("is_yearly") | (grid.kind != "cagr"))
    )
    return stated.join(amounts, on=ROW).with_columns(
        grid=pl.lit(grid.id), kind=pl.lit(grid.kind), is_firm=pl.lit(grid.is_firm)
    )


def _periods() -> dict[str, pl.Expr]:
    """`year` and `period` of a column, from its head: `period` counts months; null where it has none."""
    head = pl.col("column_head").str.to_lowercase()
    year = pl.coalesce(
        head.str.extract(YEAR, 1).cast(pl.Int32), head.str.extract(FISCAL_YEAR, 1).cast(pl.Int32) + 2000
    )
    months = [pl.when(head.str.contains(rf"\b{name}")).then(number) for number, name in enumerate(MONTHS, 1)]
    month = pl.coalesce(head.str.extract(QUARTER, 1).cast(pl.Int32) * 3, *months)
    period = pl.when(year.is_not_null() | month.is_not_null()).then(
        year.fill_null(0) * 12 + month.fill_null(0)
    )
    return {"year": year, "period": period}


def _in_cells(mentions: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """The mentions that lie in cells, with the cell's columns; `cell` is what the cell says."""
    kept = cells.select(*ROW, "column_head", cell="surface", cell_start="start_char", cell_end="end_char")
    return (
        mentions.filter(pl.col("zone") != "boilerplate")
        .sort("start_char")
        .join_asof(
            kept.sort("cell_start"),
            left_on="start_char",
            right_on="cell_start",
            by="article_id",
            check_sortedness=False,
        )
        .filter(pl.col("end_char") <= pl.col("cell_end"))
        .sort("article_id", "start_char")
    )


def _is_fall(cell: str) -> bool:
    """Whether a cell states a fall: `-3%`, `(3.2%)`.

    >>> _is_fall("−3.2%"), _is_fall("(3.2%)"), _is_fall("3.2%")
    (True, True, False)
    """
    return cell.lstrip()[:1] in ("-", "−", "–", "‑", "(", "▼", "↓")


def _cue(row: dict[str, Any]) -> Cue:
    """The cell of a result as a cue of a rule that leaves nothing to search."""
    rule = Rule(
        id=row["grid"],
        kind=row["kind"],
        states=frozenset({"percent"}),
        pattern="",
        words={},
        least_amounts=0,
        is_fall=_is_fall(row["cell"]),
        is_firm=row["is_firm"],
    )
    stated = _amount({**row, "currency": ""}, is_amount=False)
    return Cue(rule, row["start_char"], -1, -1, stated, "percent", {}, {}, (), (), ())


def _candidate(row: dict[str, Any]) -> Candidate:
    """The two amounts of a result's row, the earlier year's first."""
    early, late = (
        _amount({**amount, "low": amount["amount_min"], "high": amount["amount_max"]})
        for amount in row["amounts"]
    )
    first, last = (amount["year"] or 0 for amount in row["amounts"])
    return Candidate({"from": early, "to": late}, years=(first, last))


def _amount(row: dict[str, Any], is_amount: bool = True) -> Amount:
    """A mention in a cell as an amount."""
    return Amount(
        mention_id=row["mention_id"],
        start=row["start_char"],
        sentence_no=-1,
        segment_no=-1,
        figure=Figure(row["surface"], row["low"], row["high"], row["hedge"], is_amount),
        currency=row["currency"],
        per=None,
        metric=None,
        subject_id=None,
        as_of=None,
    )
