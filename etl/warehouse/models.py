"""The SQL models: the files below `sql/`, what they rest on, and how they get into a warehouse.

A file holds one query and is called what it makes. Its leading comment says what it is; lines of the form
`-- grain: …` may stand anywhere in it.

- `staging/` holds macros of a moment, `known_at`: `claims_as_of.sql`, which `stands for` `fact_claim`. Where
  the contracts keep that table as a view, the view is the macro at the end of time.
- `marts/` holds queries over plain table names, so that each runs as it is. A mart becomes the view `mart_x`
  and the macro `mart_x_as_of(known_at)`, in which every table name that a staging macro stands for is that
  macro, and every other mart is its own macro.
- `checks/` and `analysis/` are not installed: `etl.warehouse.checks` runs the one, people the other.

What a query reads is told by DuckDB's own parser, which every run has loaded; where a column comes from is
told by sqlglot, which takes half a second to import and only Dagster asks.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from etl.contracts.compiled import comment, table_specs
from etl.errors import NotFound, SqlBroken

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FOLDERS: Mapping[str, str] = {
    "staging": "staging",
    "marts": "mart",
    "checks": "check",
    "analysis": "analysis",
}
"""The folders below `sql/` and the kind of model in each."""


@dataclass(frozen=True)
class Model:
    """A SQL file. `depends_on` are the tables, views and marts that it reads, sorted.

    `severity` is a check's, `error` or `warn`; `stands_for` is the table of which a staging macro gives the
    rows of a moment; both are null for all others.
    """

    name: str
    kind: str
    path: Path
    sql: str
    description: str
    grain: str | None
    severity: str | None
    stands_for: str | None
    depends_on: tuple[str, ...]


def list_models(sql_dir: Path) -> list[Model]:
    """Every model below `sql_dir`, staging first, each after those that it depends on, else by name.

    Raises SqlBroken where a file does not parse, and where marts depend on each other in a circle.
    """
    found = [
        read_model(path, kind)
        for folder, kind in FOLDERS.items()
        for path in sorted((sql_dir / folder).glob("*.sql"))
    ]
    return _ordered(found)


def sql_digest(sql_dir: Path) -> str:
    """A hash over models and checks: a warehouse with others gets these models and passes these checks."""
    digest = hashlib.sha256()
    for folder in ("staging", "marts", "checks"):
        for path in sorted((sql_dir / folder).glob("*.sql")):
            digest.update(f"{folder}/{path.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def install_models(con: "DuckDBPyConnection", sql_dir: Path) -> None:
    """Create the views and macros of staging and marts in a warehouse; those of files that are gone go.

    Raises SqlBroken where a model does not bind, with its file.
    """
    models = _installed_models(sql_dir)
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
            cause = " ".join(str(error).split("\n\n")[0].split())
            raise SqlBroken(f"{model.path}: {cause}; mend the query there") from error
    con.execute("commit")


def _installed_models(sql_dir: Path) -> list[Model]:
    """The models of staging and marts, in the order of `list_models`.

    What each depends on is told by its words: any that is a table's or a model's name. One too many (a
    column of that name) does no harm here, and parsing takes thirty times as long.
    """
    models = [
        read_model(path, FOLDERS[folder], parse=False)
        for folder in ("staging", "marts")
        for path in sorted((sql_dir / folder).glob("*.sql"))
    ]
    known = {model.name for model in models} | {model.stands_for for model in models if model.stands_for}
    return _ordered(
        [
            replace(model, depends_on=tuple(sorted(known & set(_words(model.sql)) - {model.name})))
            for model in models
        ]
    )


def _words(sql: str) -> list[str]:
    """The words of a query, without those of its comments.

    >>> _words("select a.b from Fact_claim -- of dim_date")
    ['select', 'a', 'b', 'from', 'fact_claim']
    """
    return re.findall(r"[a-z_][a-z_0-9]*", re.sub(r"--[^\n]*", "", sql).lower())


def _installation(model: Model, macros: Mapping[str, str]) -> Iterator[str]:
    """The statements that install a model."""
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
    yield f"comment on view {model.name} is '{model.description.replace(chr(39), chr(39) * 2)}'"
    stand_ins = [
        f"{table} as (select * from {macros[table]})" for table in model.depends_on if table in macros
    ]
    shadowed = f"with {', '.join(stand_ins)}\n" if stand_ins else ""
    yield (
        f"create or replace macro {model.name}_as_of(known_at) as table\n"
        f"{shadowed}select * from (\n{model.sql}\n)"
    )


def _drop_marts(con: "DuckDBPyConnection") -> None:
    views = con.execute(
        "select view_name from duckdb_views() where not internal and starts_with(view_name, 'mart_')"
    ).fetchall()
    macros = con.execute(
        "select distinct function_name from duckdb_functions()"
        " where function_type = 'table_macro' and not internal and ends_with(function_name, '_as_of')"
    ).fetchall()
    for (name,) in views:
        con.execute(f"drop view {name}")
    for (name,) in macros:
        con.execute(f"drop macro table {name}")


def read_model(path: Path, kind: str, *, parse: bool = True) -> Model:
    """The model in a file. Without `parse` it is quicker and `depends_on` is empty."""
    sql = path.read_text(encoding="utf-8").strip().removesuffix(";")
    header = _header(sql)
    switches = dict(line.split(": ", 1) for line in header if line.startswith(("severity: ", "stands for: ")))
    words = [line for line in header if not line.startswith(("severity: ", "stands for: "))]
    try:
        depends_on = tables_read(sql) if parse else ()
    except SqlBroken as error:
        raise SqlBroken(f"{path}: {error}") from error
    return Model(
        name=path.stem,
        kind=kind,
        path=path,
        sql=sql,
        description="\n".join(words).strip(),
        grain=_grain(words),
        severity=switches.get("severity"),
        stands_for=switches.get("stands for"),
        depends_on=depends_on,
    )


def _header(sql: str) -> list[str]:
    """The lines of the leading comment, without their dashes."""
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return lines


def _grain(header: Sequence[str]) -> str | None:
    """What a row is, from `Grain: …` up to the next heading.

    >>> _grain(["What it costs.", "Grain: a price claim and one of", "its products. Units: US dollars."])
    'a price claim and one of its products'
    """
    _, found, rest = "\n".join(header).partition("Grain:")
    for end in ("Units:", "Question:", "\n\n"):
        rest = rest.partition(end)[0]
    return " ".join(rest.split()).rstrip(".") if found else None


def tables_read(sql: str) -> tuple[str, ...]:
    """The tables, views and table macros that a query reads, sorted; its own CTEs left out.

    >>> tables_read("with claims as (select * from fact_claim) select * from claims join dim_date using (d)")
    ('dim_date', 'fact_claim')
    """
    row = _parser().execute("select json_serialize_sql(?::varchar)", [sql]).fetchone()
    tree = json.loads(row[0]) if row else {"error": True, "error_message": "nothing there"}
    if tree["error"]:
        raise SqlBroken(f"{tree['error_message']}; mend the query there")
    named, own = set(), set()
    for node in _nodes(tree):
        if node.get("type") == "BASE_TABLE":
            named.add(node["table_name"])
        if node.get("type") == "TABLE_FUNCTION" and node["function"]["function_name"].endswith("_as_of"):
            named.add(node["function"]["function_name"])
        for cte in (node.get("cte_map") or {}).get("map", ()):
            own.add(cte["key"])
    return tuple(sorted(named - own))


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of a JSON tree."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


@lru_cache(maxsize=1)
def _parser() -> "DuckDBPyConnection":
    return duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": False})


def _ordered(models: Sequence[Model]) -> list[Model]:
    """The models, each after those that it reads."""
    order = {kind: rank for rank, kind in enumerate(FOLDERS.values())}
    waiting = sorted(models, key=lambda model: (order[model.kind], model.name))
    known = {model.name for model in models}
    placed: dict[str, Model] = {}
    while waiting:
        ready = [m for m in waiting if not (set(m.depends_on) & known) - set(placed) - {m.name}]
        if not ready:
            circle = ", ".join(str(model.path) for model in waiting)
            raise SqlBroken(f"{circle}: these read each other in a circle; take one reference out")
        placed[ready[0].name] = ready[0]
        waiting.remove(ready[0])
    return list(placed.values())


def column_lineage(model: Model, models: Sequence[Model]) -> dict[str, list[tuple[str, str]]]:
    """Where each column of a mart comes from: (table, column) pairs by column, by sqlglot.

    `models` are all of `list_models`, so that a mart that reads a mart is followed to that mart. A column
    that rests on none (a count of rows, a constant) has an empty list. Raises NotFound for a staging macro.
    """
    from sqlglot import exp
    from sqlglot.lineage import lineage
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.optimizer.scope import build_scope

    if model.kind == "staging":
        raise NotFound(f"{model.name}: staging macros pass columns through; ask for the lineage of a mart")
    schema = _known_columns(model, models)
    query = qualify(_parsed(model.sql), schema=schema, dialect="duckdb", validate_qualify_columns=False)
    scope = build_scope(query)  # one for all columns: to qualify the query for each takes five times as long
    found = {}
    for name in query.named_selects:
        node = lineage(name, query, schema=schema, dialect="duckdb", scope=scope, trim_selects=False)
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
