"""What a person wants to know after a run: how much was read, what stands out, what to try next."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl.report.plain import plain
from etl.report.rows import read_rows
from etl.warehouse.published import read_published

COUNTS: Mapping[str, str] = {
    "articles": "select count(*) from dim_article",
    "amounts": "select count(*) from fact_money_mention",
    "quantities": "select count(*) from fact_quantity_mention",
    "dates": "select count(*) from fact_date_mention",
    "names": "select count(*) from fact_entity_mention",
    "claims": "select count(*) from fact_claim",
    "conflicts": "select count(distinct fact_id) from mart_conflict where verdict = 'inconsistent'",
    "failing_arithmetic": "select count(*) from mart_arithmetic_audit where verdict = 'fails'",
    "quarantined": "select count(*) from quarantine",
}
NEWEST_RUN = """
    select files_seen, files_new, files_deleted, articles_read, seconds
    from run_log
    order by started_at desc, run_id desc
    limit 1
"""
EXAMPLE = "select claim_id from fact_claim order by confidence desc, claim_id limit 1"


@dataclass(frozen=True)
class Summary:
    """The published warehouse in figures; `run` is the newest row of `run_log`."""

    warehouse: str
    counts: Mapping[str, int]
    run: Mapping[str, Any]
    example_claim: str | None

    def figures(self) -> dict[str, Any]:
        """All of it as plain data."""
        return asdict(self)


def read_summary(warehouse: Path) -> Summary:
    """Read the figures from a published warehouse."""
    with read_published(warehouse) as connection:
        counts = {name: _one(connection, query)[0] for name, query in COUNTS.items()}
        runs = read_rows(connection, NEWEST_RUN)
        example = connection.execute(EXAMPLE).fetchone()
    return Summary(str(warehouse), counts, runs[0] if runs else {}, example[0] if example else None)


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row = connection.execute(query).fetchone()
    assert row is not None  # an aggregate without GROUP BY always has a row
    return row


def as_text(summary: Summary, program: str = "newsledger") -> str:
    """The summary for a person to read; `program` is how the commands to try next begin."""
    lines = _lines(summary)
    width = max(len(f"{summary.counts[name]:,}") for name in lines)
    figures = [f"{summary.counts[name]:>{width},}  {meaning}" for name, meaning in lines.items()]
    warehouse = f"Warehouse  {plain(summary.warehouse)}"
    return "\n".join([_headline(summary), "", *figures, "", warehouse, _next_steps(summary, program)])


def _headline(summary: Summary) -> str:
    read, deleted = summary.run.get("articles_read", 0), summary.run.get("files_deleted", 0)
    new = summary.run.get("files_new", 0)
    news = f"{read:,} read in this run" if read else f"0 of {new:,} files read" if new else "nothing new"
    gone = f", {deleted:,} files gone" if deleted else ""
    seconds = summary.run.get("seconds") or 0.0
    return f"newsledger: {news}{gone}, {seconds:.1f} s"


def _lines(summary: Summary) -> dict[str, str]:
    counts = summary.counts
    return {
        "articles": "articles",
        "amounts": f"amounts of money, beside {counts['quantities']:,} quantities, {counts['dates']:,} dates"
        f" and {counts['names']:,} names",
        "claims": "claims: who, which metric, when, how real, who says so",
        "conflicts": "conflicts: facts on which claims cannot all be right",
        "failing_arithmetic": "computations of the articles' own that fail",
        "quarantined": "rows in quarantine, each with its reason",
    }


def _next_steps(summary: Summary, program: str) -> str:
    show = f"\n           {program} show {summary.example_claim}" if summary.example_claim else ""
    return (
        f"Try next   {program} sql -f sql/analysis/conflicts.sql"
        f"{show}"
        f"\n           {program} report"
        "\n           make ui"
    )
