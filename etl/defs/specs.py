"""How a table of the contracts becomes an asset, and its contract the asset's check."""

from collections.abc import Iterable, Mapping

import dagster as dg

from etl.contracts.compiled import table_specs
from etl.defs.metadata import table_schema
from etl.engine import StageReport, TableCount

CONTRACT_CHECK = "keeps_its_contract"
LAKE_KINDS = {"polars", "pandera", "parquet"}


def table_assets(group: str, tables: Mapping[str, Iterable[str]], kinds: set[str]) -> list[dg.AssetSpec]:
    """An asset for each table, by what it is made from."""
    return [
        dg.AssetSpec(
            table,
            deps=list(sources),
            group_name=group,
            description=table_specs()[table].description,
            owners=[f"team:{group}"],
            kinds=kinds,
            metadata={"dagster/column_schema": table_schema(table), "dagster/table_name": table},
        )
        for table, sources in tables.items()
    ]


def contract_checks(tables: Iterable[str]) -> list[dg.AssetCheckSpec]:
    """A check for each table: that its rows keep its contract, and that none was lost on the way.

    Refused rows are in quarantine with their rule, so they warn and stop nothing. A row that is neither
    accepted nor refused is an error, and stops what would be made from the table.
    """
    return [
        dg.AssetCheckSpec(CONTRACT_CHECK, asset=table, blocking=True, description=_contract_in_words(table))
        for table in tables
    ]


def _contract_in_words(table: str) -> str:
    spec = table_specs()[table]
    columns = [f"- `{c.name}`: {', '.join(c.constraints)}" for c in spec.columns if c.constraints]
    rows = [f"- {rule['description']}" for rule in spec.rules if "column" not in rule]
    promise = "Every row keeps the contract, or is in `quarantine` with the rule that it broke."
    return "\n".join([promise, "", f"- one row for each {', '.join(spec.key)}", *columns, *rows])


def contract_result(table: str, report: StageReport) -> dg.AssetCheckResult:
    """What a stage's report says about a table's contract."""
    count = report.tables.get(table, TableCount(0, 0, 0))
    is_lost = count.found != count.accepted + count.rejected
    return dg.AssetCheckResult(
        asset_key=table,
        check_name=CONTRACT_CHECK,
        passed=not is_lost and count.rejected == 0,
        severity=dg.AssetCheckSeverity.ERROR if is_lost else dg.AssetCheckSeverity.WARN,
        metadata={"found": count.found, "accepted": count.accepted, "rejected": count.rejected},
    )
