"""What a stage's run says about the tables that it landed in the lake."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any

import dagster as dg

from etl.defs.metadata import markdown_table
from etl.defs.specs import contract_result
from etl.engine import Ledger, Run, StageReport, TableCount
from etl.warehouse.lake import PROPOSE, Batch, Lake

SAMPLE_ROWS = 5


def materialised(
    tables: Iterable[str], report: StageReport, ledger: Ledger
) -> Iterator[dg.MaterializeResult[Any]]:
    """A materialisation and a contract's check for each table."""
    batches = ledger.lake.batches()
    for table in tables:
        count = report.tables.get(table, TableCount(0, 0, 0))
        yield dg.MaterializeResult(
            asset_key=table,
            metadata={
                "dagster/row_count": _rows_in_lake(table, batches),
                "found in this run": count.found,
                "accepted in this run": count.accepted,
                "rejected in this run": count.rejected,
                "batches in this run": report.batches,
                "seconds": round(report.seconds, 3),
                "path": dg.MetadataValue.path(ledger.lake_dir / table),
                "sample": dg.MetadataValue.md(_sample(table, batches, ledger.lake)),
            },
            check_results=[contract_result(table, report)],
        )


def _rows_in_lake(table: str, batches: Iterable[Batch]) -> int:
    """All rows that the lake holds of a table, earlier readings of an article included."""
    counts = (m.counts[table].accepted for b in batches for m in b.manifests.values() if table in m.counts)
    return sum(counts)


def _sample(table: str, batches: list[Batch], lake: Lake) -> str:
    """The first rows of the newest file of a table."""
    import polars as pl

    for batch in reversed(batches):
        for manifest in batch.manifests.values():
            if table in manifest.files:
                frame = pl.scan_parquet(lake.folder / manifest.files[table][0]).head(SAMPLE_ROWS).collect()
                return markdown_table(frame.columns, frame.iter_rows())
    return "*no rows yet*"


def runs_by_command(ledger: Ledger, run: Run) -> Iterator[dg.AssetMaterialization]:
    """What runs of the command line landed since Dagster's last run: they show up where its own do.

    A run that found nothing new landed nothing.
    """
    lake = ledger.lake
    records = [record for record in lake.run_records() if record.run_id != run.run_id]
    last = max((record.run_id for record in records if record.engine == run.engine), default="")
    since = {record.run_id: record for record in records if record.run_id > last}
    for manifest in (m for batch in lake.batches() for m in batch.manifests.values() if m.run_id in since):
        started_at = since[manifest.run_id].started_at.replace(tzinfo=UTC)
        command = PROPOSE if manifest.stage == PROPOSE else "run"
        for table, count in manifest.counts.items():
            yield dg.AssetMaterialization(
                table,
                description=f"`newsledger {command}`, run {manifest.run_id}",
                metadata={
                    "dagster/row_count": count.accepted,
                    "rejected": count.rejected,
                    "started at": dg.MetadataValue.timestamp(started_at),
                    "batch": manifest.batch_id,
                },
            )
