"""The SQL models: the files below `sql/`, and what they rest on. `installing` puts them into a warehouse.

A file holds one query and is called what it makes. Its leading comment says what it is; lines of the form
`-- grain: …` may stand anywhere in it.

- `functions/` holds small functions that marts and people call: each one expression, not a query, which
  DuckDB would join to every row; what it `takes` stands in its header.
- `staging/` holds macros of a moment, `known_at`: `claims_as_of.sql`, which `stands for` `fact_claim`. Where
  the contracts keep that table as a view, the view is the macro at the end of time.
- `marts/` holds queries over plain table names, so that each runs as it is. A mart becomes the view `mart_x`
  and the macro `mart_x_as_of(known_at)`, in which every table name that a staging macro stands for is that
  macro, and every other mart is its own macro. One with `kept: table` becomes a table when a warehouse is
  published, so that the marts and checks that rest on it need not work it out again.
- `checks/` and `analysis/` are not installed: `etl.warehouse.checks` runs the one, people the other.

What a query reads is told by DuckDB's own parser, which every run has loaded. Where a column comes from is
`etl.warehouse.lineage`'s to tell.
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

from etl.errors import SqlBroken

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FOLDERS: Mapping[str, str] = {
    "functions": "function",
    "staging": "staging",
    "marts": "mart",
    "checks": "check",
    "analysis": "analysis",
}
"""The folders below `sql/` and the kind of model in each, in the order in which they are installed."""
INSTALLED = ("functions", "staging", "marts")
"""The folders whose models a warehouse holds."""

SWITCHES = ("severity: ", "stands for: ", "kept: ", "takes: ")
"""How the lines of a header begin that are meant for us, not for readers."""


@dataclass(frozen=True)
class Model:
    """A SQL file. `depends_on` are the tables, views and marts that it reads, sorted.

    `severity` is a check's, `error` or `warn`; `stands_for` is the table of which a staging macro gives the
    rows of a moment; `takes` are a function's parameters, with commas; each is null for all others. `is_kept`
    says whether publishing keeps a mart's rows.
    """

    name: str
    kind: str
    path: Path
    sql: str
    description: str
    grain: str | None
    severity: str | None
    stands_for: str | None
    takes: str | None
    is_kept: bool
    depends_on: tuple[str, ...]


def list_models(sql_dir: Path) -> list[Model]:
    """Every model below `sql_dir`, by folder, each after those that it depends on, else by name.

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
    for folder in (*INSTALLED, "checks"):
        for path in sorted((sql_dir / folder).glob("*.sql")):
            digest.update(f"{folder}/{path.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def installed_models(sql_dir: Path) -> list[Model]:
    """The models that a warehouse holds, in the order of `list_models`.

    What each depends on is told by its words: any that is a table's or a model's name. One too many (a
    column of that name) does no harm here, and parsing takes thirty times as long.
    """
    models = [
        read_model(path, FOLDERS[folder], parse=False)
        for folder in INSTALLED
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


def read_model(path: Path, kind: str, *, parse: bool = True) -> Model:
    """The model in a file. Without `parse` it is quicker and `depends_on` is empty."""
    sql = path.read_text(encoding="utf-8").strip().removesuffix(";")
    header = _header(sql)
    switches = dict(line.split(": ", 1) for line in header if line.startswith(SWITCHES))
    words = [line for line in header if not line.startswith(SWITCHES)]
    try:
        depends_on = tables_read(f"select\n{sql}" if kind == "function" else sql) if parse else ()
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
        takes=switches.get("takes"),
        is_kept=switches.get("kept") == "table",
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
