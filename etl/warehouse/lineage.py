"""Where the columns of a mart come from, told by sqlglot, which is slow to import: only Dagster asks."""

from collections.abc import Sequence
from typing import Any

from etl.contracts.compiled import table_specs
from etl.errors import WrongRequest
from etl.warehouse.models import Model


def column_lineage(model: Model, models: Sequence[Model]) -> dict[str, list[tuple[str, str]]]:
    """Where each column of a mart comes from: (table, column) pairs by column, by sqlglot.

    `models` are all of `list_models`, so that a mart that reads a mart is followed to that mart. A column
    that rests on none (a count of rows, a constant) has an empty list. Raises WrongRequest for a staging
    macro.
    """
    from sqlglot import exp
    from sqlglot.lineage import lineage
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.optimizer.scope import build_scope

    if model.kind == "staging":
        raise WrongRequest(
            f"{model.name}: staging macros pass columns through; ask for the lineage of a mart"
        )
    schema = _known_columns(model, models)
    query = qualify(_parsed(model.sql), schema=schema, dialect="duckdb", validate_qualify_columns=False)
    # all columns at once, on one scope and no copies: column by column takes four times as long
    traced = lineage(
        None, query, schema, dialect="duckdb", scope=build_scope(query), trim_selects=False, copy=False
    )
    found = {}
    for name, node in traced.items():
        found[name] = sorted(
            {
                (leaf.source.name, leaf.name.split(".")[-1].strip('"'))
                for leaf in node.walk()
                if isinstance(leaf.source, exp.Table) and leaf.source.name in schema
            }
        )
    return found


def _known_columns(model: Model, models: Sequence[Model]) -> dict[str, Any]:
    """The columns of what a model reads, with their types: from the contracts, or a mart's own."""
    by_name = {other.name: other for other in models if other.kind == "mart"}
    schema: dict[str, Any] = {}
    for table in model.depends_on:
        if table in table_specs():
            schema[table] = {column.name: column.sql_type for column in table_specs()[table].columns}
        elif table in by_name:
            from sqlglot.optimizer.qualify import qualify

            below = _known_columns(by_name[table], models)
            query = qualify(
                _parsed(by_name[table].sql), schema=below, dialect="duckdb", validate_qualify_columns=False
            )
            schema[table] = dict.fromkeys(query.named_selects, "varchar")
    return schema


def _parsed(sql: str) -> Any:
    import sqlglot

    return sqlglot.parse_one(sql, dialect="duckdb")
