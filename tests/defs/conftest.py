"""A ledger of its own with the five articles, and Dagster's definitions over it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from etl.definitions import definitions
from etl.defs.places import Places
from etl.engine import Ledger


@pytest.fixture(scope="session")
def defs() -> dg.Definitions:
    """All definitions, loaded once: it takes seconds."""
    return definitions()


@pytest.fixture
def home(project: Path, tmp_path: Path) -> Path:
    """A folder with the five articles in its `data/raw`."""
    shutil.copytree(project / "tests" / "gold" / "articles", tmp_path / "data" / "raw")
    for gold in (tmp_path / "data" / "raw").glob("*.json"):
        gold.unlink()
    return tmp_path


@pytest.fixture
def ledger(home: Path) -> Ledger:
    """The ledger in that folder."""
    return Places(home=str(home)).ledger()


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
