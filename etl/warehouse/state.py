"""What a ledger knows before a run: the published warehouse and, over it, what waits in the lake."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from etl.contracts.compiled import schema_digest
from etl.errors import WarehouseDamaged
from etl.ingest.files import KnownFile
from etl.warehouse.lake import Batch, Lake
from etl.warehouse.published import open_published


@dataclass(frozen=True)
class State:
    """`files` is every known path; `applied` the batches in the warehouse; `waiting` the others, in order.

    `properties` is table `build_info`; empty where there is no warehouse, or one of other contracts, which
    has to be built anew. `newest_moment` is the latest `recorded_at` of any batch: no later batch may be
    recorded before it.
    """

    files: Mapping[str, KnownFile] = field(default_factory=dict)
    applied: frozenset[str] = frozenset()
    waiting: tuple[Batch, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    newest_moment: datetime | None = None


def read_state(warehouse: Path, lake: Lake) -> State:
    """The state of a ledger. Where a path has several events, the last batch's counts."""
    files: dict[str, KnownFile] = {}
    applied: frozenset[str] = frozenset()
    properties: dict[str, str] = {}
    moments: list[datetime] = []
    if warehouse.is_file():
        # a file that is no database, or one that nobody here built, is replaced by one built from the lake
        with suppress(duckdb.Error, WarehouseDamaged), open_published(warehouse) as con:
            held = dict(con.execute("select property, value from build_info").fetchall())
            if held.get("schema") == schema_digest():
                rows = con.execute(
                    "select path, sha256, extractor_version, is_deleted from dim_file"
                ).fetchall()
                files = {path: KnownFile(*known) for path, *known in rows}
                logged = con.execute(
                    "select batch_id, max(recorded_at) from batch_log group by all"
                ).fetchall()
                applied = frozenset(batch_id for batch_id, _ in logged)
                moments = [recorded_at for _, recorded_at in logged]
                properties = held
    waiting = lake.batches(except_for=applied)
    for batch in waiting:
        files |= _files_of(lake, batch)
        moments.append(batch.recorded_at)
    return State(files, applied, tuple(waiting), properties, max(moments, default=None))


def _files_of(lake: Lake, batch: Batch) -> dict[str, KnownFile]:
    begun = batch.manifests.get("ingest")  # a batch of proposals has none
    landed = begun.files.get("dim_file") if begun else None
    if landed is None:
        return {}
    rows = duckdb.execute(
        "select path, sha256, extractor_version, is_deleted from read_parquet(?)",
        [str(lake.checked(*landed))],
    ).fetchall()
    return {path: KnownFile(*known) for path, *known in rows}
