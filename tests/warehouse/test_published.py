"""How the project's own connections to DuckDB behave."""

import ast
from pathlib import Path

import duckdb
import pytest

from etl.errors import WarehouseDamaged
from etl.warehouse.published import connect, open_published

PROGRESS = "select current_setting('enable_progress_bar')"
ITSELF = {"etl/warehouse/published.py", "etl/warehouse/models.py"}
"""The module that connects, and the one that keeps a connection to nothing, as a parser of SQL."""


def test_nothing_is_drawn_on_standard_output(tmp_path: Path) -> None:
    """There a program reads JSON, and slow queries are no exception."""
    path = tmp_path / "w.duckdb"
    with connect(path) as con:
        con.execute("create table numbers as select 1 as number")
        assert con.execute(PROGRESS).fetchone() == (False,)
        assert con.cursor().execute(PROGRESS).fetchone() == (False,), "nor for those that run beside it"
    with connect(path, read_only=True) as con:
        assert con.execute(PROGRESS).fetchone() == (False,)
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            con.execute("delete from numbers")
    with open_published(path) as con:
        assert con.execute(PROGRESS).fetchone() == (False,)
        assert con.execute("from numbers").fetchall() == [(1,)]


def test_no_other_module_connects_by_itself(project: Path) -> None:
    for file in sorted(project.joinpath("etl").rglob("*.py")):
        calls = (node.func for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call))
        if any(ast.unparse(call) == "duckdb.connect" for call in calls):
            assert file.relative_to(project).as_posix() in ITSELF


def test_a_file_that_is_no_database_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    path.write_text("no database")
    with pytest.raises(WarehouseDamaged, match="no warehouse that can be opened"):
        open_published(path)
