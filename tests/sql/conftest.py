"""An empty warehouse with all models, to be filled by a test."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.contracts.compiled import create_all
from etl.warehouse.installing import install_models


@pytest.fixture(scope="module")
def installed(project: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        create_all(con)
        install_models(con, project / "sql")
        yield con


@pytest.fixture
def con(installed: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, emptied again after the test."""
    installed.execute("begin")
    yield installed
    installed.execute("rollback")
