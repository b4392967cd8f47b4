"""Ledgers in temporary places, with articles of our own."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from etl.engine import Ledger, RunReport, run_ledger
from etl.warehouse.published import open_published

FIRST_RUN = datetime(2026, 6, 1, 8)

LUMO = """Lumo raises $40 million
May 4, 2026

Lumo Robotics raised $40 million in a round led by Tern Ventures. The company was valued at $900 million.
Lumo reported revenue of €30 million in 2025, up 50% from €20 million in 2024.
"""
HALDEN = """Halden buys Brightwell
May 11, 2026

Halden agreed to acquire Brightwell for £2 billion, people familiar with the matter said.
Brightwell employs 3,000 people. Its valuation was $1.2 billion in 2024.
"""
TERN = """Tern Ventures closes a fund
May 12, 2026

Tern Ventures closed its third fund at $250 million. Lumo Robotics was valued at $700 million, it said.
"""


@dataclass
class Bench:
    """A ledger, and a clock that moves a day with every run."""

    ledger: Ledger
    runs: int = 0

    def write(self, name: str, text: str) -> None:
        path = self.ledger.raw_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))

    @property
    def now(self) -> datetime:
        return FIRST_RUN + timedelta(days=self.runs)

    def run(self, **options: Any) -> RunReport:
        report = run_ledger(self.ledger, self.now, **options)
        self.runs += 1
        return report

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with open_published(self.ledger.warehouse) as con:
            return con.execute(query).fetchall()


def new_ledger(place: Path, project: Path) -> Bench:
    """An empty ledger in a folder."""
    (place / "raw").mkdir(parents=True)
    return Bench(ledger_in(place, project))


def ledger_in(place: Path, project: Path) -> Ledger:
    """The ledger whose parts lie in one folder."""
    return Ledger.of_project(project).at(
        raw_dir=place / "raw",
        lake_dir=place / "lake",
        warehouse=place / "warehouse" / "ledger.duckdb",
        lexicon_dir=place / "lexicon",
    )


@pytest.fixture
def new_bench(tmp_path: Path, project: Path) -> Callable[[str], Bench]:
    """Makes an empty ledger of a name."""
    return lambda name: new_ledger(tmp_path / name, project)


def write_articles(bench: Bench) -> Bench:
    """Three articles and a file that holds nothing."""
    bench.write("lumo.txt", LUMO)
    bench.write("deals/halden.txt", HALDEN)
    bench.write("tern.md", TERN)
    bench.write("empty.txt", "")
    return bench


@pytest.fixture
def unread(new_bench: Callable[[str], Bench]) -> Bench:
    """A ledger whose articles wait to be read."""
    return write_articles(new_bench("unread"))


@pytest.fixture(scope="session")
def once_read(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """The folder of a ledger after its first run, for tests to copy."""
    place = tmp_path_factory.mktemp("once-read") / "ledger"
    write_articles(new_ledger(place, project)).run()
    return place


@pytest.fixture
def bench(once_read: Path, tmp_path: Path, project: Path) -> Bench:
    """A ledger that has been through its first run, on the first day."""
    place = tmp_path / "ledger"
    shutil.copytree(once_read, place)
    made = ledger_in(place, project)
    return Bench(made, runs=1)
