"""Whether a file in the warehouse's place is one of ours: any other is somebody's, and never replaced.

A sound warehouse says so itself, by its `build_info`. One that is damaged cannot, and its bytes tell nothing:
a cut one looks like anybody's database, one with a damaged head like any file. So a lake remembers where its
warehouses were published, and what cannot be opened there is ours, damaged: it is built anew. What can be
opened and has no `build_info` was put there by somebody, wherever it lies.
"""

from pathlib import Path

import duckdb

from etl.errors import ForeignFile, WarehouseDamaged
from etl.warehouse.lake import Lake
from etl.warehouse.published import open_published


def foreign(warehouse: Path, lake: Lake) -> str | None:
    """What lies in the warehouse's place that is not ours, in words; null where it may be replaced."""
    if not warehouse.exists():
        return None
    if not warehouse.is_file():
        return "no file"
    if warehouse.stat().st_size == 0:
        return None
    try:
        with open_published(warehouse) as con:
            con.execute("select property, value from build_info")
    except (duckdb.CatalogException, duckdb.BinderException):
        return "a database that no run of newsledger built"
    except (duckdb.Error, WarehouseDamaged):
        return None if lake.has_published(warehouse) else "a file that no run of newsledger wrote"
    return None


def require_own(warehouse: Path, lake: Lake) -> None:
    """Raise ForeignFile where something of somebody else's lies in the warehouse's place."""
    if what := foreign(warehouse, lake):
        raise ForeignFile(f"{warehouse}: {what}; {REMEDY}")


REMEDY = "take it away, or name another place with --warehouse"
