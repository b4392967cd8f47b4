"""Articles become mentions, and mentions become claims, computations and events."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from etl.defs.landing import materialised
from etl.defs.places import Places
from etl.defs.specs import LAKE_KINDS, contract_checks, table_assets
from etl.defs.steps import current_run, one_line_errors, say
from etl.engine import extract_articles, interpret_mentions

GROUP = "facts"

TEXT = ["stg_sentence", "stg_cell"]

MENTIONS = {
    "fact_money_mention": TEXT,
    "fact_quantity_mention": TEXT,
    "fact_date_mention": TEXT,
    "fact_entity_mention": TEXT,
}

# What `newsledger propose` lands; a run builds the warehouse from it as from all that waits in the lake.
[proposals] = table_assets(GROUP, {"fact_proposal": ["dim_file"]}, LAKE_KINDS)

READINGS = {
    "fact_claim": list(MENTIONS),
    "fact_relation": ["fact_money_mention", "fact_quantity_mention"],
    "bridge_relation_operand": ["fact_relation"],
    "fact_event": ["fact_date_mention", "fact_entity_mention"],
    "bridge_event_party": ["fact_event"],
    "bridge_event_claim": ["fact_event", "fact_claim"],
}


@dg.multi_asset(
    name="extract", specs=table_assets(GROUP, MENTIONS, LAKE_KINDS), check_specs=contract_checks(MENTIONS)
)
def extract(context: dg.AssetExecutionContext, places: Places) -> Iterator[dg.MaterializeResult[Any]]:
    """Find money, quantities, dates and names in every batch that was read, with their exact spans."""
    ledger = places.ledger()
    with one_line_errors(context):
        report = extract_articles(ledger, current_run(context, ledger), progress=say(context))
    yield from materialised(MENTIONS, report, ledger)


@dg.multi_asset(
    name="interpret", specs=table_assets(GROUP, READINGS, LAKE_KINDS), check_specs=contract_checks(READINGS)
)
def interpret(context: dg.AssetExecutionContext, places: Places) -> Iterator[dg.MaterializeResult[Any]]:
    """Say what each amount means, check the texts' own arithmetic, and tell what happened."""
    ledger = places.ledger()
    with one_line_errors(context):
        report = interpret_mentions(ledger, current_run(context, ledger), progress=say(context))
    yield from materialised(READINGS, report, ledger)
