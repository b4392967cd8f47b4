"""SIGKILL at any moment: the published warehouse is the one before or the one after, and nothing is lost."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from etl.engine import Ledger, run_ledger
from tests.faults.conftest import Numbers
from tests.faults.processes import (
    State,
    assert_sound,
    change_articles,
    cli,
    is_building,
    kill,
    ledger_at_home,
    start,
    state_of,
    strays,
    wait_until,
)

FRESH_EVERY = 10
"""Each so manieth kill meets a ledger's very first run."""


@dataclass
class Arena:
    """A ledger whose runs are killed, and one beside it that reads the same folder and never is."""

    home: Path
    chance: Random
    number: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Both ledgers anew, with nothing read."""
        place = self.home / f"ledger-{self.number:04d}"
        self.scratch = place / "scratch"
        self.ledger = ledger_at_home(place / "killed")
        self.never = ledger_at_home(place / "never").at(raw=self.ledger.raw)
        self.before: State | None = None
        self.after: State | None = None

    def change(self) -> None:
        """Change the folder, and have the ledger that is never killed read it."""
        self.number += 1
        change_articles(self.ledger.raw, self.chance, self.number)
        self.before = self.after
        run(self.never)
        self.after = state_of(self.never)

    def judge(self) -> None:
        """What lies there after a kill, and after the next run."""
        found = state_of(self.ledger)
        assert found in (self.before, self.after), f"kill {self.number}: neither before nor after"
        if found is not None:
            assert_sound(self.ledger)
        self.outcomes["the state after" if found == self.after else "the state before"] += 1
        self.outcomes["leftovers found"] += len(strays(self.ledger, self.scratch))
        run(self.ledger)
        assert state_of(self.ledger) == self.after, f"kill {self.number}: other rows than without it"
        assert_sound(self.ledger)
        assert not strays(self.ledger, self.scratch), f"kill {self.number}"


def run(ledger: Ledger) -> None:
    """The next run, in this process: its imports are done."""
    run_ledger(ledger, datetime.now(UTC).replace(tzinfo=None))


@pytest.fixture
def arena(tmp_path: Path, numbers: Numbers, tried: Counter[str]) -> Iterator[Arena]:
    """Two ledgers, and chance from the session's seed."""
    made = Arena(tmp_path, Random(numbers.seed))
    yield made
    tried.update({f"kills that left {what}": count for what, count in made.outcomes.items()})


def whole_run(arena: Arena, command: list[str]) -> float:
    """Seconds that a run of this command takes here and now, when nobody kills it."""
    begun = time.perf_counter()
    process = start(command, arena.scratch)
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    return time.perf_counter() - begun


def build_alone(arena: Arena, command: list[str]) -> float:
    """Seconds between a build's first byte and its publishing."""
    process = start(command, arena.scratch)
    assert wait_until(lambda: is_building(arena.ledger), process)
    begun = time.perf_counter()
    wait_until(lambda: not is_building(arena.ledger), process)
    taken = time.perf_counter() - begun
    process.communicate()
    return taken


def kill_often(arena: Arena, wanted: int, strike: Callable[[], bool]) -> None:
    """Strike until so many processes were killed, and judge after each; some meet a first run."""
    killed = 0
    for attempt in range(3 * wanted):
        if killed == wanted:
            break
        if attempt % FRESH_EVERY == FRESH_EVERY - 1:
            arena.renew()
        arena.change()
        if strike():
            killed += 1
            if arena.chance.random() < 0.2:  # and again before anyone could clean up
                strike()
        arena.judge()
    assert killed == wanted


def test_a_run_may_be_killed_at_any_moment(arena: Arena, numbers: Numbers, tried: Counter[str]) -> None:
    command = cli(arena.ledger, "run")
    arena.change()
    whole_run(arena, command)
    arena.change()
    seconds = whole_run(arena, command)

    def strike() -> bool:
        process = start(cli(arena.ledger, "run"), arena.scratch)
        time.sleep(arena.chance.uniform(0, seconds))
        return tally(kill(process), tried, "kills of newsledger run, at any moment")

    kill_often(arena, numbers.kills, strike)


def test_a_run_may_be_killed_while_it_publishes(arena: Arena, numbers: Numbers, tried: Counter[str]) -> None:
    arena.change()
    whole_run(arena, cli(arena.ledger, "run"))
    arena.change()
    seconds = build_alone(arena, cli(arena.ledger, "run"))

    def strike() -> bool:
        process = start(cli(arena.ledger, "run"), arena.scratch)
        wait_until(lambda: is_building(arena.ledger), process)
        time.sleep(arena.chance.uniform(0, seconds))
        return tally(kill(process), tried, "kills of newsledger run, while publishing")

    kill_often(arena, numbers.kills_publishing, strike)


def test_a_dagster_run_may_be_killed(arena: Arena, numbers: Numbers, tried: Counter[str]) -> None:
    seconds = 0.0

    def begin() -> float:
        nonlocal process
        home = arena.ledger.raw.parents[1]
        dagster = home / ".dagster"
        dagster.mkdir(exist_ok=True)
        process = start(
            [sys.executable, "-m", "etl.defs.run"],
            arena.scratch,
            NEWSLEDGER_HOME=str(home),
            DAGSTER_HOME=str(dagster),
        )
        return time.perf_counter()

    def strike() -> bool:
        begin()
        time.sleep(arena.chance.uniform(0.2 * seconds, seconds))
        return tally(kill(process), tried, "kills of a Dagster run")

    process = start([sys.executable, "-c", ""], arena.scratch)
    process.communicate()
    arena.change()
    begun = begin()
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    seconds = time.perf_counter() - begun
    kill_often(arena, numbers.kills_dagster, strike)


def tally(is_killed: bool, tried: Counter[str], name: str) -> bool:
    """Count a kill that met a living process."""
    tried[name] += is_killed
    return is_killed
