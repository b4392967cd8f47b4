"""Checks of a built warehouse: the queries below `sql/checks/`, each of which returns offending rows.

A check of severity `error` blocks publishing; one of `warn` is shown and passes.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb

from etl.errors import CheckFailed, SqlBroken, in_one_line
from etl.warehouse.models import Model, read_model
from etl.warehouse.published import connect, is_damage

SAMPLE = 5
"""Offending rows that a result carries."""

SIDE_BY_SIDE = 2
"""Checks that run at a time; each may use all of DuckDB's threads besides."""


@dataclass(frozen=True)
class CheckResult:
    """What a check found. `rows` is the number of offending rows, `sample` the first few as dicts."""

    name: str
    description: str
    severity: str
    rows: int
    sample: tuple[dict[str, Any], ...]
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return self.rows == 0

    @property
    def blocks(self) -> bool:
        """Whether the build must not be published."""
        return self.severity == "error" and not self.passed


def list_checks(sql_dir: Path) -> list[Model]:
    """The checks below `sql_dir`, by name. Raises SqlBroken where one has no severity."""
    paths = sorted((sql_dir / "checks").glob("*.sql"))
    checks = [read_model(path, "check", parse=False) for path in paths]
    for check in checks:
        if check.severity not in ("error", "warn"):
            raise SqlBroken(f"{check.path}: begin it with `-- severity: error` or `-- severity: warn`")
    return checks


def check_warehouse(path: Path, sql_dir: Path) -> list[CheckResult]:
    """Run every check on a warehouse, which is opened read-only. Raises SqlBroken where one does not bind.

    They run side by side: most of a check's time on a small ledger is the planning of one query.
    """
    checks = list_checks(sql_dir)
    with connect(path, read_only=True) as con, ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        return list(pool.map(_run, [con.cursor() for _ in checks], checks))


def _run(con: duckdb.DuckDBPyConnection, check: Model) -> CheckResult:
    begun = perf_counter()
    try:
        # the query is materialised once; its rows are few unless all is lost
        con.execute(f"create or replace temp table offending as\n{check.sql}\n")
        row = con.execute("select count(*) from offending").fetchone()
        cursor = con.execute(f"select * from offending limit {SAMPLE}")
    except duckdb.Error as error:
        if is_damage(error):
            raise
        raise SqlBroken(f"{check.path}: {in_one_line(error)}; mend the query there") from error
    names = [column[0] for column in cursor.description or ()]
    return CheckResult(
        name=check.name,
        description=check.description,
        severity=check.severity or "error",
        rows=row[0] if row else 0,
        sample=tuple(dict(zip(names, values, strict=True)) for values in cursor.fetchall()),
        seconds=perf_counter() - begun,
    )


def require(results: list[CheckResult]) -> None:
    """Raise CheckFailed where a result blocks, with what was found first."""
    blocking = [result for result in results if result.blocks]
    if blocking:
        first = blocking[0]
        others = f" and {len(blocking) - 1} more checks failed" if len(blocking) > 1 else ""
        raise CheckFailed(
            f"check {first.name}: {first.rows} offending rows, the first {first.sample[0]}{others};"
            " the published warehouse stays as it was; mend the cause and run again"
        )
