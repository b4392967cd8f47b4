"""Real processes on a real ledger, and what is left of it once they are gone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import IO

from etl.engine import Ledger
from etl.warehouse.checks import check_warehouse
from etl.warehouse.digest import table_digests
from etl.warehouse.published import open_published
from tests.engine.conftest import Bench

PROJECT = Path(__file__).parents[2]

NAMES = ("Lumo Robotics", "Halden", "Brightwell", "Tern Ventures", "Osmund Foods", "Kestrel Energy")


def ledger_at_home(home: Path) -> Ledger:
    """A ledger in a folder laid out as a project's; its foundation is the project's, as the CLI's is."""
    project = Ledger.of_project(PROJECT)
    return Ledger.of_project(home).at(sql_dir=project.sql_dir, foundation=project.foundation)


def cli(ledger: Ledger, command: str, *more: str) -> list[str]:
    """The words of a `newsledger` command on a ledger."""
    places = ["--raw", ledger.raw_dir, "--lake", ledger.lake_dir, "--warehouse", ledger.warehouse]
    words = [*places, *(["--lexicon", ledger.lexicon_dir] if ledger.lexicon_dir.exists() else [])]
    return [sys.executable, "-m", "etl.cli", command, *map(str, words), *more]


def start(
    command: list[str], scratch: Path, output: int | IO[bytes] = subprocess.PIPE, **variables: str
) -> "subprocess.Popen[bytes]":
    """Start a command in a process group of its own, whose temporary files go to `scratch`. One that goes on
    for long needs a file as `output`: a pipe that nobody reads fills up and holds it.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(
        command,
        cwd=PROJECT,
        env=os.environ | {"TMPDIR": str(scratch)} | variables,
        stdout=output,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def kill(process: "subprocess.Popen[bytes]") -> bool:
    """SIGKILL to the whole group. False where the process had ended by itself."""
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return alive and process.returncode == -signal.SIGKILL


def wait_until(
    happened: Callable[[], bool], process: "subprocess.Popen[bytes]", pause: float = 0.001
) -> bool:
    """Wait for something while a process runs; false where it ended first."""
    while not happened():
        if process.poll() is not None:
            return False
        time.sleep(pause)
    return True


def is_building(ledger: Ledger) -> bool:
    """Whether a build lies beside the warehouse."""
    return any(ledger.warehouse.parent.glob("*.building*"))


def change_articles(raw: Path, chance: Random, number: int) -> None:
    """One new article or two, an edited one, and now and then one that is gone."""
    raw.mkdir(parents=True, exist_ok=True)
    there = sorted(raw.glob("*.txt"))
    if len(there) > 6:
        chance.choice(there).unlink()
    if there and chance.random() < 0.5:
        edited = chance.choice(sorted(raw.glob("*.txt")))
        edited.write_text(write_article(chance, number), encoding="utf-8")
    raw.joinpath(f"news-{number:04d}.txt").write_text(write_article(chance, number), encoding="utf-8")


def write_article(chance: Random, number: int) -> str:
    """A short article with amounts, unlike any other."""
    who, whom = chance.sample(NAMES, 2)
    raised, valued = chance.randint(2, 900), chance.randint(2, 90)
    return (
        f"{who} raises ${raised} million\nMay {chance.randint(1, 28)}, 2026\n\n"
        f"{who} raised ${raised} million in round {number} led by {whom}. It was valued at ${valued} billion."
        f"\n{whom} reported revenue of €{raised + 3} million in 2025, up {valued}% from 2024.\n"
    )


State = Mapping[str, str]
"""A digest a table, and of the history without its clocks."""


def state_of(ledger: Ledger) -> State | None:
    """What the published warehouse holds; null where there is none."""
    if not ledger.warehouse.exists():
        return None
    with open_published(ledger.warehouse) as con:
        held = con.execute(
            "select claim_id, amount_min, superseded_at is null from history_claim order by all"
        ).fetchall()
    return {**table_digests(ledger.warehouse), "history": repr(held)}


def assert_sound(ledger: Ledger) -> None:
    """The published warehouse opens and passes its checks."""
    failed = [check for check in check_warehouse(ledger.warehouse, ledger.sql_dir) if check.blocks]
    assert not failed


def strays(ledger: Ledger, scratch: Path) -> list[str]:
    """Files and folders that no ledger at rest has."""
    rest = {ledger.warehouse.name, ".foundation"}
    beside = [path.name for path in ledger.warehouse.parent.glob("*") if path.name not in rest]
    left = [str(path.relative_to(scratch)) for path in scratch.rglob("*")]
    parts = [path.name for path in ledger.foundation.glob("*.part")]
    return [*beside, *ledger.lake.leftovers(), *left, *parts]


def bench_at(ledger: Ledger) -> Bench:
    """The ledger with a clock of its own."""
    return Bench(ledger)
