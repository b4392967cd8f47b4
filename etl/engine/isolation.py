"""One article must not stop the others: a stage that fails on a batch is tried on its halves.

A stage is a pure function of its articles, so whichever article it fails on can be found by halving. That
article goes to quarantine with what went wrong and where; the rest of the batch goes on. Where a stage
fails on many articles the stage is at fault, not the input, and the error is raised.
"""

import json
import traceback
from collections.abc import Callable

import polars as pl
from polars.exceptions import PanicException

from etl.contracts.frames import Tables
from etl.errors import LedgerError

FAILED = "stage_failed"
"""The rule that an article breaks on which a stage fails."""

MOST = 20
"""How many articles of a batch may fail before the stage itself is held to be at fault."""


def run_isolated(
    stage: str, work: Callable[[Tables], Tables], tables: Tables, units: pl.Series, split_by: str
) -> Tables:
    """What `work` makes of `tables`, less what it makes of the units on which it fails.

    `units` are the values of column `split_by` (an article's id, a file's path) that the batch consists of; a
    table without that column goes to every part whole. Failing units are rows of the result's
    `quarantine`. Errors for a person to mend (LedgerError) and those of more than `MOST` units are raised.
    """
    made, refused = _halve(stage, work, tables, units, split_by, [])
    if not refused:
        return made
    quarantine = pl.DataFrame(refused, schema=dict.fromkeys(refused[0], pl.String))
    before = made.get("quarantine")
    parts = [quarantine] if before is None else [before, quarantine]
    return {**made, "quarantine": pl.concat(parts, how="diagonal_relaxed")}


def _halve(
    stage: str,
    work: Callable[[Tables], Tables],
    tables: Tables,
    units: pl.Series,
    split_by: str,
    refused: list[dict[str, str | None]],
) -> tuple[Tables, list[dict[str, str | None]]]:
    """Run, and where that fails run both halves; `refused` grows by the units that fail alone."""
    try:
        return work(tables), refused
    except LedgerError:
        raise
    except (Exception, PanicException) as error:
        if len(units) == 1:
            if len(refused) >= MOST:
                raise
            return {}, [*refused, _refusal(stage, tables, units[0], split_by, error)]
    middle = len(units) // 2
    parts = []
    for half in (units[:middle], units[middle:]):
        part, refused = _halve(stage, work, _only(tables, half, split_by), half, split_by, refused)
        parts.append(part)
    return _joined(parts), refused


def _only(tables: Tables, units: pl.Series, split_by: str) -> Tables:
    """The tables' rows of some units."""
    return {
        name: frame.filter(pl.col(split_by).is_in(units.implode())) if split_by in frame.columns else frame
        for name, frame in tables.items()
    }


def _joined(parts: list[Tables]) -> Tables:
    """The rows of all parts, table by table."""
    names = dict.fromkeys(name for part in parts for name in part)
    return {
        name: pl.concat([part[name] for part in parts if name in part], how="diagonal_relaxed")
        for name in names
    }


def _refusal(
    stage: str, tables: Tables, unit: str, split_by: str, error: BaseException
) -> dict[str, str | None]:
    """A row of the quarantine for a unit on which a stage fails."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    cause = f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error).strip() else ''}"[
        :300
    ]
    article = tables.get("dim_article")
    is_file = split_by == "path"
    return {
        "stage": stage,
        "rule": FAILED,
        "reason": f"{stage} fails on this text ({cause}); the rest was read: report it with the text",
        "path": unit if is_file else None if article is None else article["path"][0],
        "article_id": None if is_file else unit,
        "payload": json.dumps({split_by: unit, "raised_in": f"{place.name}, line {place.lineno}"}),
    }
