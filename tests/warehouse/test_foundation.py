"""The foundation of a new warehouse is prepared while articles are read, and then only copied."""

from datetime import datetime
from pathlib import Path

import pytest

from etl.engine import Ledger, run_ledger
from etl.warehouse.digest import table_digests
from etl.warehouse.publish import prepare_foundation

NOTE = """Lumo raises $40 million
May 4, 2026

Lumo Robotics raised $40 million in a round led by Tern Ventures. The company was valued at €900 million.
"""


@pytest.fixture
def ledger(tmp_path: Path, project: Path) -> Ledger:
    """A ledger of one article whose warehouse nobody has built yet."""
    new = Ledger.of_project(tmp_path).at(sql_dir=project / "sql")
    new.raw_dir.mkdir(parents=True)
    (new.raw_dir / "note.txt").write_text(NOTE, "utf-8")
    return new


def test_a_prepared_foundation_is_kept_once_and_nothing_lies_beside_the_warehouse(ledger: Ledger) -> None:
    prepare_foundation(ledger.warehouse, ledger.sources, "first")
    [kept] = ledger.foundation.glob("*.duckdb")
    written = kept.stat().st_mtime_ns
    prepare_foundation(ledger.warehouse, ledger.sources, "second")
    assert [path.stat().st_mtime_ns for path in ledger.foundation.glob("*.duckdb")] == [written]
    assert list(ledger.warehouse.parent.iterdir()) == [ledger.foundation]


def test_a_run_that_cannot_prepare_it_publishes_the_same(ledger: Ledger, tmp_path: Path) -> None:
    run_ledger(ledger, datetime(2026, 8, 1))
    (tmp_path / "no-folder").touch()
    other = ledger.at(
        lake_dir=tmp_path / "lake", warehouse=tmp_path / "w.duckdb", foundation=tmp_path / "no-folder"
    )
    run_ledger(other, datetime(2026, 8, 1))
    assert table_digests(other.warehouse) == table_digests(ledger.warehouse)
    assert not list(tmp_path.glob("*.building*"))
