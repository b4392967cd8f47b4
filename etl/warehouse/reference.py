"""The lexicons as tables of the warehouse: entities, aliases, metrics, currencies.

They are taken in whole whenever the lexicons' version is another than the one the warehouse was built with.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from etl.lexicon import Lexicon

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Rows = Iterable[Sequence[str]]


def load_reference(con: "DuckDBPyConnection", lexicon: Lexicon, scratch: Path | None = None) -> None:
    """Fill `dim_entity` (listed ones), `dim_alias`, `dim_metric` and `dim_currency` from the lexicons.

    What is made on the way lies in `scratch`.
    """
    entities = lexicon.table("entities")
    names = {(row["name"], row["entity_id"]) for row in entities}
    spelled = {(row["alias"], row["entity_id"]) for row in lexicon.table("aliases")}
    metrics = lexicon.rules("metrics").get("metrics", [])
    tables: dict[str, tuple[Sequence[str], Rows]] = {
        "dim_entity": (
            ("entity_id", "name", "entity_type", "parent_id", "ticker", "is_provisional"),
            (
                (row["entity_id"], row["name"], row["entity_type"], row["parent_id"], row["ticker"], "false")
                for row in entities
            ),
        ),
        "dim_alias": (("alias", "entity_id"), sorted(names | spelled)),
        "dim_metric": (
            ("metric", "name", "definition"),
            ((rule["id"], rule["name"], rule["definition"]) for rule in metrics),
        ),
        "dim_currency": (
            ("currency", "name", "minor_unit_digits"),
            ((row["currency"], row["name"], row["minor_unit_digits"]) for row in lexicon.table("currencies")),
        ),
    }
    with TemporaryDirectory(prefix="newsledger-reference-", dir=scratch) as folder:
        for table, (columns, rows) in tables.items():
            _load(con, Path(folder, f"{table}.csv"), table, columns, rows)


def _load(con: "DuckDBPyConnection", path: Path, table: str, columns: Sequence[str], rows: Rows) -> None:
    """Replace a table's rows, by way of a CSV file: a hundred thousand aliases take a tenth of a second so.

    Empty cells are null; text is quoted, so that an alias called NULL stays one.
    """
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, quoting=csv.QUOTE_ALL).writerows(rows)
    typed = ", ".join(f"'{name}': 'varchar'" for name in columns)
    blank = ", ".join(f"nullif({name}, '') as {name}" for name in columns)
    con.execute(f"delete from {table}")
    con.execute(
        f"insert into {table} by name select {blank} from read_csv(?, header = false, auto_detect = false,"
        f" delim = ',', quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false,"
        f" columns = {{{typed}}})",
        [str(path)],
    )
