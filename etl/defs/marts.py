"""The SQL models below `sql/marts` as assets: a file is one by being there.

What a mart reads comes from its SQL, and so does the lineage of each of its columns.
"""

from collections.abc import Sequence
from pathlib import Path

import dagster as dg

from etl.warehouse.models import Model, column_lineage, list_models

KINDS = {"sql", "duckdb"}


def mart_assets(group: str, sql_dir: Path) -> list[dg.AssetSpec]:
    """An asset for each mart."""
    models = list_models(sql_dir)
    return [
        dg.AssetSpec(
            model.name,
            deps=list(model.depends_on),
            group_name=group,
            description=f"{model.description}\n\n```sql\n{model.sql}\n```",
            owners=[f"team:{group}"],
            kinds=KINDS,
            metadata={
                "dagster/column_lineage": _lineage(model, models),
                "dagster/table_name": model.name,
                "file": dg.MetadataValue.path(f"sql/{model.path.relative_to(sql_dir)}"),
            },
        )
        for model in models
        if model.kind == "mart"
    ]


def _lineage(model: Model, models: Sequence[Model]) -> dg.TableColumnLineage:
    return dg.TableColumnLineage(
        {
            column: [dg.TableColumnDep(dg.AssetKey(table), source) for table, source in sources]
            for column, sources in column_lineage(model, models).items()
        }
    )
