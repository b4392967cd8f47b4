"""Rows of the published warehouse, and as many of them as a page holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

Row = Mapping[str, Any]

LINES = 150
"""How many lines a table of the page has."""


@dataclass(frozen=True)
class Section:
    """Rows for one section and how many more there are than it shows."""

    rows: list[Any]
    hidden: int = 0


def read_rows(connection: DuckDBPyConnection, query: str, parameters: Any = ()) -> list[Row]:
    """A query's rows by column name."""
    cursor = connection.execute(query, parameters or None)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def cut(rows: list[Any], most: int = LINES) -> Section:
    """As many rows as a page holds."""
    return Section(rows[:most], max(0, len(rows) - most))


def read_names(connection: DuckDBPyConnection, entity_ids: Iterable[str | None]) -> Mapping[str, str]:
    """The display names of these entities; nulls and ids that no entity has are left out."""
    wanted = sorted({entity_id for entity_id in entity_ids if entity_id})
    query = "select entity_id, name from dim_entity where entity_id in (select unnest(?::varchar[]))"
    return dict(connection.execute(query, [wanted]).fetchall())
