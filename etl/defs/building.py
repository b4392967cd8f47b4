"""What a build says about itself: its tables' rows, and enough for a later step to find it again."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import dagster as dg

from etl.defs.marts import mart_schema
from etl.defs.metadata import markdown_table
from etl.engine import Build
from etl.warehouse.published import connect

CANDIDATE = "warehouse_candidate"
SAMPLE_ROWS = 5


def built_tables(
    built: Build, tables: list[str], lineage: Mapping[str, dg.TableColumnLineage]
) -> Iterator[dg.MaterializeResult[Any]]:
    """A materialisation for each table and mart of a build. `lineage` is the marts'."""
    with connect(built.path, read_only=True) as con:
        for table in tables:
            row = con.execute(f"select count(*) from {table}").fetchone()
            cursor = con.execute(f"select * from {table} limit {SAMPLE_ROWS}")
            columns = [(column[0], str(column[1]).lower()) for column in cursor.description or ()]
            names = [name for name, _ in columns]
            metadata: dict[str, Any] = {
                "dagster/row_count": row[0] if row else 0,
                "path": dg.MetadataValue.path(built.published),
                "sample": dg.MetadataValue.md(markdown_table(names, cursor.fetchall())),
            }
            if table in lineage:  # the others have their schema from the contracts
                metadata["dagster/column_schema"] = mart_schema(lineage[table], columns)
                metadata["dagster/column_lineage"] = lineage[table]
            yield dg.MaterializeResult(asset_key=table, metadata=metadata)


def built_candidate(built: Build) -> dg.MaterializeResult[Any]:
    """The materialisation of the candidate itself."""
    return dg.MaterializeResult(
        asset_key=CANDIDATE,
        metadata={
            "path": dg.MetadataValue.path(built.path),
            "batches taken in": built.batches,
            "built from the lake alone": built.is_full,
            "changed": built.is_changed,
            "seconds": round(built.seconds, 3),
            "size_mb": round(built.path.stat().st_size / 1e6, 1),
            "build": {key: str(v) if isinstance(v, Path) else v for key, v in asdict(built).items()},
        },
    )


def newest_build(context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext) -> tuple[Build, str]:
    """The newest candidate, whichever run made it, and the id of that run in Dagster."""
    event = context.instance.get_latest_materialization_event(dg.AssetKey(CANDIDATE))
    if event is None or event.asset_materialization is None:
        raise dg.Failure("no candidate was built yet: materialise warehouse_candidate first")
    kept = event.asset_materialization.metadata["build"].value
    places = {name: Path(str(kept[name])) for name in ("path", "published")}
    return Build(**{**kept, **places}), event.run_id
