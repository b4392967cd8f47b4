"""Setting up: what `make` does on a machine that has nothing, the wrong Python, or everything already."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def clone(project: Path, tmp_path: Path) -> Path:
    """A fresh copy of what setting up reads."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "dagster.yaml"):
        shutil.copy(project / name, tmp_path)
    return tmp_path


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    unset = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "DAGSTER_HOME"}  # of a make that runs this test
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.run(
        ["make", *words], cwd=folder, capture_output=True, text=True, env=environment, check=False
    )


def test_a_fresh_clone_installs_the_lock_by_hash_and_the_project_without_asking_for_more(clone: Path) -> None:
    plan = make(clone, "--dry-run", "run").stdout
    assert "--require-hashes --no-deps -r requirements.lock" in plan
    assert "--no-deps --no-build-isolation -e ." in plan


def test_a_second_run_installs_nothing(clone: Path) -> None:
    (clone / ".venv").mkdir()
    (clone / ".venv" / ".ready").touch()
    assert "pip" not in make(clone, "--dry-run", "run").stdout


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_anew(clone: Path, changed: str) -> None:
    (clone / ".venv").mkdir()
    (clone / ".venv" / ".ready").touch()
    later = (clone / ".venv" / ".ready").stat().st_mtime + 10
    os.utime(clone / changed, (later, later))
    assert "pip install" in make(clone, "--dry-run", "run").stdout


def test_an_old_python_is_told_in_one_line(clone: Path) -> None:
    old = clone / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    told = make(clone, f"PYTHON={old}", "run")
    assert told.returncode
    line, *rest = told.stderr.splitlines()
    assert line.startswith("newsledger needs Python 3.11 or newer")
    assert all(other.startswith("make: ***") for other in rest)
    assert not (clone / ".venv").exists()


def test_dagster_s_home_is_absolute_and_inside_the_project(clone: Path) -> None:
    plan = make(clone, "--dry-run", "ui").stdout
    assert f"{clone}/.dagster" in plan


def test_every_word_is_explained(project: Path) -> None:
    told = make(project, "help").stdout
    for word in (
        "run",
        "test",
        "ui",
        "report",
        "eval",
        "bench",
        "bench-peers",
        "faults",
        "fuzz",
        "lock",
        "clean",
    ):
        assert f"\n{word} " in f"\n{told}"


def test_only_folders_with_gold_are_scored(clone: Path) -> None:
    for name in ("dev/01.json", "__pycache__/check.pyc"):
        path = clone / "tests" / "gold" / name
        path.parent.mkdir(parents=True)
        path.touch()
    plan = make(clone, "--dry-run", "eval").stdout
    assert "eval tests/gold/dev/ --floors" in plan
