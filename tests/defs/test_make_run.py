"""What `make run` runs, as a process of its own: the run that the UI will show, the words for a person."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest


@pytest.fixture
def dagster_home(project: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "dagster"
    folder.mkdir()
    shutil.copy(project / "dagster.yaml", folder)
    return folder


def make_run(project: Path, home: Path, dagster_home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "etl.defs.run"],
        cwd=project,
        env=os.environ | {"DAGSTER_HOME": str(dagster_home), "NEWSLEDGER_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_prints_what_was_found_and_dagster_keeps_the_run(
    project: Path, home: Path, dagster_home: Path
) -> None:
    done = make_run(project, home, dagster_home)
    assert done.returncode == 0, done.stderr
    assert "2 read in this run" in done.stdout
    assert "claims" in done.stdout
    assert "newsledger.duckdb" in done.stdout
    assert not done.stderr
    with dg.DagsterInstance.from_config(str(dagster_home)) as instance:
        assert [run.status for run in instance.get_runs()] == [dg.DagsterRunStatus.SUCCESS]
    assert not instance.telemetry_enabled


def test_it_ends_with_one_line_where_a_person_can_mend_something(
    project: Path, home: Path, dagster_home: Path
) -> None:
    (home / "data" / "lexicon").mkdir()
    (home / "data" / "lexicon" / "currencies.csv").write_text("no,such,columns\n1,2,3\n")
    done = make_run(project, home, dagster_home)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("newsledger: ")
    assert "currencies.csv" in line
