"""Raw files become articles, sentences and table cells."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from etl.defs.landing import materialised, runs_by_command
from etl.defs.places import Places
from etl.defs.specs import LAKE_KINDS, contract_checks, table_assets
from etl.defs.steps import current_run, one_line_errors, say
from etl.engine import ingest_files

GROUP = "articles"

# What a table is read from in the first place; what those rest on in turn is left out of the graph.
TABLES = {
    "dim_file": ["raw_files", "lexicon"],
    "dim_article": ["dim_file"],
    "bridge_file_article": ["dim_article"],
    "stg_segment": ["dim_article"],
    "stg_sentence": ["stg_segment"],
    "stg_cell": ["stg_segment"],
}

raw_files = dg.AssetSpec(
    "raw_files",
    group_name=GROUP,
    description="Whatever lies below `data/raw`: put article files there, and the sensor starts a run.",
    owners=["team:articles"],
    kinds={"file"},
)


lexicon = dg.AssetSpec(
    "lexicon",
    group_name=GROUP,
    description="What the world looks like, as data: currencies, magnitudes, entities and their names,"
    " metrics, cues. Ours are in `etl/lexicon/`; yours in `data/lexicon/` extend and override them."
    " After a change all articles are read again.",
    owners=["team:articles"],
    kinds={"csv", "toml"},
)


@dg.multi_asset(
    name="ingest",
    specs=table_assets(GROUP, TABLES, LAKE_KINDS),
    check_specs=contract_checks(TABLES),
)
def ingest(context: dg.AssetExecutionContext, places: Places) -> Iterator[dg.MaterializeResult[Any]]:
    """Read the files that are new or changed into articles and their parts, batch by batch."""
    ledger = places.ledger()
    with one_line_errors(context):
        run = current_run(context, ledger)
        for earlier in runs_by_command(ledger, run):
            context.log_event(earlier)
        report = ingest_files(ledger, run, progress=say(context))
    seen = {"files": report.files_seen, "new": report.files_new, "gone": report.files_deleted}
    context.log_event(dg.AssetMaterialization("raw_files", metadata={**seen, "path": str(ledger.raw_dir)}))
    version = {"version": ledger.lexicon.version}
    context.log_event(dg.AssetMaterialization("lexicon", metadata=version))
    yield from materialised(TABLES, report, ledger)
