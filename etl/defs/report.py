"""The page for people, written anew after each publishing."""

from typing import Any

import dagster as dg

from etl.defs.places import Places
from etl.defs.steps import one_line_errors
from etl.defs.warehouse import GROUP, PUBLISHED
from etl.report.page import write_report


@dg.asset(
    deps=[PUBLISHED],
    group_name=GROUP,
    owners=["team:warehouse"],
    kinds={"html"},
    automation_condition=dg.AutomationCondition.eager(),
)
def report(places: Places) -> dg.MaterializeResult[Any]:
    """One offline HTML page about what the warehouse holds: `report/index.html`.

    Valuations, conflicts, arithmetic that fails, outcomes, rounds, prices, articles with their claims.
    """
    with one_line_errors():
        page = write_report(places.ledger().warehouse, places.folder() / "report" / "index.html")
    return dg.MaterializeResult(
        metadata={
            "page": dg.MetadataValue.url(page.as_uri()),
            "path": dg.MetadataValue.path(page),
            "size_kb": round(page.stat().st_size / 1e3),
        }
    )
