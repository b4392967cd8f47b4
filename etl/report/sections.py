"""What the report's page says, section by section, read from a published warehouse.

The marts answer; the modules named here join them with names and words for a reader, and cut them to what a
page can hold. What is cut is counted, and the reader told where the rest is.
"""

from collections.abc import Sequence
from typing import Any

from duckdb import DuckDBPyConnection

from etl.report.conflicts import read_conflicts
from etl.report.outcomes import read_drifts, read_rounds, read_rumours, read_targets
from etl.report.reader import read_articles
from etl.report.tables import read_audit, read_coverage, read_prices, read_quarantine
from etl.report.valuations import read_valuations

NEWEST_RUN = "select max(started_at) from run_log"


def read_sections(connection: DuckDBPyConnection, article_ids: Sequence[str] = ()) -> dict[str, Any]:
    """Everything on the page by section's name; `as_of` is the start of the newest run.

    `article_ids` are articles that the reader is to show whatever else it leaves out.
    """
    newest = connection.execute(NEWEST_RUN).fetchone()
    return {
        "as_of": newest[0] if newest else None,
        "valuations": read_valuations(connection),
        "conflicts": read_conflicts(connection),
        "audit": read_audit(connection),
        "rumours": read_rumours(connection),
        "targets": read_targets(connection),
        "rounds": read_rounds(connection),
        "drifts": read_drifts(connection),
        "prices": read_prices(connection),
        "coverage": read_coverage(connection),
        "quarantine": read_quarantine(connection),
        "reader": read_articles(connection, article_ids),
    }
