"""How the SQL models get into a warehouse: functions, views and macros, and marts that are kept as tables."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from etl.contracts.compiled import comment, sql_literal, table_specs
from etl.errors import SqlBroken, in_one_line
from etl.warehouse.models import Model, installed_models

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KEEPING: Mapping[str, str] = {
    "disabled_optimizers": "join_order,build_side_probe_side",
    "disabled_compression_methods": "dict_fsst",
}
"""How marts are worked out that are kept. Their joins are made as they are written, the smaller side second:
DuckDB takes the claims that pass a filter for a twentieth of what they are. And what is large is written as
it is: packing its strings would take as long as working it out."""


def install_models(con: "DuckDBPyConnection", sql_dir: Path) -> None:
    """Create the functions, views and macros of a warehouse; those of files that are gone go.

    Raises SqlBroken where a model does not bind, with its file.
    """
    models = installed_models(sql_dir)
    macros = {model.stands_for: f"{model.name}(known_at)" for model in models if model.stands_for}
    macros |= {model.name: f"{model.name}_as_of(known_at)" for model in models if model.kind == "mart"}
    con.execute("begin")
    _drop_marts(con)
    for model in models:
        try:
            for statement in _installation(model, macros):
                con.execute(statement)
        except duckdb.Error as error:
            con.execute("rollback")
            raise SqlBroken(f"{model.path}: {in_one_line(error)}; mend the query there") from error
    con.execute("commit")


def keep_marts(con: "DuckDBPyConnection", sql_dir: Path) -> None:
    """Work out the marts that are `kept: table` and put their rows in the place of their views."""
    for name, value in KEEPING.items():
        con.execute(f"set {name} = '{value}'")
    for model in installed_models(sql_dir):
        if model.is_kept:
            con.execute("begin")
            _drop_relation(con, model.name)
            con.execute(f"create table {model.name} as\n{model.sql}\n")
            con.execute(f"comment on table {model.name} is {sql_literal(model.description)}")
            con.execute("commit")
    for name in KEEPING:
        con.execute(f"reset {name}")


def _installation(model: Model, macros: Mapping[str, str]) -> Iterator[str]:
    """The statements that install a model."""
    if model.kind == "function":
        yield f"create or replace macro {model.name}({model.takes}) as (\n{model.sql}\n)"
        return
    if model.kind == "staging":
        yield f"create or replace macro {model.name}(known_at) as table\n{model.sql}\n"
        if model.stands_for and table_specs()[model.stands_for].kept == "view":
            yield (
                f"create or replace view {model.stands_for} as"
                f" select * from {model.name}('infinity'::timestamp)"
            )
            yield comment(model.stands_for)
        return
    yield f"create or replace view {model.name} as\n{model.sql}\n"
    yield f"comment on view {model.name} is {sql_literal(model.description)}"
    stand_ins = [
        f"{table} as (select * from {macros[table]})" for table in model.depends_on if table in macros
    ]
    shadowed = f"with {', '.join(stand_ins)}\n" if stand_ins else ""
    yield (
        f"create or replace macro {model.name}_as_of(known_at) as table\n"
        f"{shadowed}select * from (\n{model.sql}\n)"
    )


def _drop_marts(con: "DuckDBPyConnection") -> None:
    marts = con.execute(
        "select view_name from duckdb_views() where not internal and starts_with(view_name, 'mart_')"
        " union all"
        " select table_name from duckdb_tables() where not internal and starts_with(table_name, 'mart_')"
    ).fetchall()
    macros = con.execute(
        "select distinct function_name from duckdb_functions()"
        " where function_type = 'table_macro' and not internal and ends_with(function_name, '_as_of')"
    ).fetchall()
    for (name,) in marts:
        _drop_relation(con, name)
    for (name,) in macros:
        con.execute(f"drop macro table {name}")


def _drop_relation(con: "DuckDBPyConnection", name: str) -> None:
    """Drop a mart, whether it is a view or kept as a table."""
    is_view = con.execute(
        "select 1 from duckdb_views() where not internal and view_name = ?", [name]
    ).fetchone()
    con.execute(f"drop {'view' if is_view else 'table'} {name}")
