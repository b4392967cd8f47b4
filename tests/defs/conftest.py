"""A ledger of its own with two short articles, and Dagster's definitions over it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from etl.definitions import definitions
from etl.defs.places import Places
from etl.engine import Ledger, run_ledger
from tests.engine.conftest import HALDEN, LUMO

ARTICLES = {"lumo.txt": LUMO, "halden.txt": HALDEN}


@pytest.fixture(scope="session")
def defs() -> dg.Definitions:
    """All definitions, loaded once: it takes seconds."""
    return definitions()


@pytest.fixture(scope="session")
def once_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a ledger that has read the articles, for tests to copy."""
    folder = tmp_path_factory.mktemp("once-read")
    ledger = Places(home=str(folder)).ledger()
    ledger.raw_dir.mkdir(parents=True)
    for name, text in ARTICLES.items():
        ledger.raw_dir.joinpath(name).write_text(text, encoding="utf-8")
    run_ledger(ledger, datetime(2026, 6, 1))
    return folder


@pytest.fixture
def home(once_read: Path, tmp_path: Path) -> Path:
    """A folder with the articles in its `data/raw` and nothing read.

    What is made of our own files alone is there already, as on any machine after its first run.
    """
    kept = Places(home=str(once_read)).ledger()
    new = Places(home=str(tmp_path)).ledger()
    shutil.copytree(kept.raw_dir, new.raw_dir)
    shutil.copytree(kept.foundation, new.foundation)
    return tmp_path


@pytest.fixture
def ledger(home: Path) -> Ledger:
    """The ledger in that folder."""
    return Places(home=str(home)).ledger()


@pytest.fixture
def read_before(once_read: Path, ledger: Ledger) -> Ledger:
    """The ledger after a first run."""
    kept = Places(home=str(once_read)).ledger()
    shutil.copytree(kept.lake_dir, ledger.lake_dir)
    shutil.copy(kept.warehouse, ledger.warehouse)
    return ledger


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    """A Dagster that remembers for the length of a test."""
    with dg.DagsterInstance.ephemeral(str(tmp_path)) as ephemeral:
        yield ephemeral


Execute = Callable[..., dg.ExecuteInProcessResult]


@pytest.fixture
def execute(defs: dg.Definitions, home: Path, instance: dg.DagsterInstance) -> Execute:
    """Run the job, or a selection of it, on the ledger. `sql` is another folder of SQL models."""
    job = defs.resolve_job_def("read_news")

    def run(
        *assets: str, sql: Path | None = None, tags: dict[str, str] | None = None
    ) -> dg.ExecuteInProcessResult:
        settings: dict[str, Any] = {
            "instance": instance,
            "resources": {"places": Places(home=str(home), sql=str(sql or ""))},
            "run_config": {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            "raise_on_error": False,
            "tags": tags,
        }
        if not assets:
            return job.execute_in_process(**settings)
        everything = [*(defs.assets or ()), *(defs.asset_checks or ())]
        chosen = dg.AssetSelection.assets(*assets).required_multi_asset_neighbors()  # as the UI does
        return dg.materialize(everything, selection=chosen, **settings)

    return run
