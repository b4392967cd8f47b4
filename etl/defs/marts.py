"""The SQL models below `sql/marts` as assets: a file is one by being there.

What a mart reads comes from its SQL, and so does the lineage of each of its columns.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import dagster as dg

from etl.contracts.compiled import table_specs
from etl.warehouse.lineage import column_lineage
from etl.warehouse.models import Model, list_models

KINDS = {"sql", "duckdb"}


def mart_assets(group: str, sql_dir: Path) -> list[dg.AssetSpec]:
    """An asset for each mart."""
    models = list_models(sql_dir)
    return [
        dg.AssetSpec(
            model.name,
            deps=list(model.depends_on),
            group_name=group,
            description=described(model),
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


def described(model: Model) -> str:
    """What a model's header says, then its query without the header."""
    lines = model.sql.splitlines()
    query = "\n".join(lines[next(n for n, line in enumerate(lines) if not line.startswith("--")) :])
    return f"{model.description}\n\n```sql\n{query}\n```"


def mart_schema(lineage: dg.TableColumnLineage, columns: Sequence[tuple[str, str]]) -> dg.TableSchema:
    """A mart's columns, (name, type) as built; one that is passed on unchanged keeps its description."""
    return dg.TableSchema(
        [
            dg.TableColumn(name, type=sql_type, description=_passed_on(name, lineage))
            for name, sql_type in columns
        ]
    )


def _passed_on(column: str, lineage: dg.TableColumnLineage) -> str | None:
    match lineage.deps_by_column.get(column):
        case [dg.TableColumnDep(asset_key=key, column_name=source)] if source == column:
            table = table_specs().get(key.to_user_string())
            return next((c.description for c in table.columns if c.name == column), None) if table else None
    return None


def _lineage(model: Model, models: Sequence[Model]) -> dg.TableColumnLineage:
    return dg.TableColumnLineage(
        {
            column: [dg.TableColumnDep(dg.AssetKey(table), source) for table, source in sources]
            for column, sources in column_lineage(model, models).items()
        }
    )


def lineage_of(specs: Iterable[dg.AssetSpec]) -> dict[str, dg.TableColumnLineage]:
    """The column lineage of the marts among some assets, by name."""
    found = {spec.key.to_user_string(): spec.metadata.get("dagster/column_lineage") for spec in specs}
    return {
        name: shown.column_lineage if isinstance(shown, dg.TableColumnLineageMetadataValue) else shown
        for name, shown in found.items()
        if shown is not None
    }
