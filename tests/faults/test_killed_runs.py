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
"""Each so manieth change of the folder is met by a ledger that holds nothing yet."""


@dataclass
class Arena:
    """A ledger whose runs are killed, and one beside it that reads the same folder and never is.

    `whole` is how many seconds a run takes here and now, `publishing` how many of them it is at its build.
    """

    home: Path
    chance: Random
    number: int = 0
    whole: float = 0.0
    publishing: float = 0.0
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

    def judge_wreck(self) -> None:
        """What lies there after a kill."""
        found = state_of(self.ledger)
        assert found in (self.before, self.after), f"change {self.number}: neither before nor after"
        if found is not None:
            assert_sound(self.ledger)
        self.outcomes["the state after" if found == self.after else "the state before"] += 1
        self.outcomes["something for the next run to clean"] += bool(strays(self.ledger, self.scratch))

    def judge_recovery(self) -> None:
        """What lies there after the next run."""
        run(self.ledger)
        assert state_of(self.ledger) == self.after, f"change {self.number}: other rows than without kills"
        assert_sound(self.ledger)
        assert not strays(self.ledger, self.scratch), f"change {self.number}"


def run(ledger: Ledger) -> None:
    """A run in this process: its imports are done."""
    run_ledger(ledger, datetime.now(UTC).replace(tzinfo=None))


@pytest.fixture
def arena(tmp_path: Path, numbers: Numbers, tried: Counter[str]) -> Iterator[Arena]:
    """Two ledgers, and chance from the session's seed."""
    made = Arena(tmp_path, Random(numbers.seed))
    yield made
    tried.update({f"kills that left {what}": count for what, count in made.outcomes.items()})


def time_run(arena: Arena, command: list[str], **variables: str) -> None:
    """Have a run that nobody kills, to learn how long it takes and how long it is at its build."""
    arena.change()
    begun = time.perf_counter()
    process = start(command, arena.scratch, **variables)
    wait_until(lambda: is_building(arena.ledger), process)
    building = time.perf_counter()
    wait_until(lambda: not is_building(arena.ledger), process)
    arena.publishing = time.perf_counter() - building
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    arena.whole = time.perf_counter() - begun


Strike = Callable[[], bool]


def kill_often(arena: Arena, strikes: list[Strike], at_a_time: int) -> None:
    """Strike until every strike has met a living process, judging after each.

    The next run follows after `at_a_time` kills at most; leftovers that grew with each would be seen then.
    """
    waiting, attempts = list(strikes), 0
    while waiting:
        if arena.number % FRESH_EVERY == 0:
            arena.renew()
        arena.change()
        for _ in range(at_a_time):
            attempts += 1
            assert attempts <= 3 * len(strikes), "runs end before they can be killed"
            if waiting and waiting[-1]():
                waiting.pop()
                arena.judge_wreck()
        arena.judge_recovery()


def test_a_run_may_be_killed_at_any_moment(arena: Arena, numbers: Numbers, tried: Counter[str]) -> None:
    time_run(arena, cli(arena.ledger, "run"))

    def anywhere() -> bool:
        process = start(cli(arena.ledger, "run"), arena.scratch)
        time.sleep(arena.chance.uniform(0, arena.whole))
        return tally(kill(process), tried, "kills of newsledger run, at any moment")

    def publishing() -> bool:
        process = start(cli(arena.ledger, "run"), arena.scratch)
        wait_until(lambda: is_building(arena.ledger), process)
        time.sleep(arena.chance.uniform(0, arena.publishing))
        return tally(kill(process), tried, "kills of newsledger run, while publishing")

    strikes = [anywhere] * numbers.kills + [publishing] * numbers.kills_publishing
    arena.chance.shuffle(strikes)
    kill_often(arena, strikes, numbers.kills_at_a_time)


def test_a_dagster_run_may_be_killed(arena: Arena, numbers: Numbers, tried: Counter[str]) -> None:
    def anywhere() -> bool:
        home = arena.ledger.raw.parents[1]
        home.joinpath(".dagster").mkdir(parents=True, exist_ok=True)
        places = {"NEWSLEDGER_HOME": str(home), "DAGSTER_HOME": str(home / ".dagster")}
        process = start([sys.executable, "-m", "etl.defs.run"], arena.scratch, **places)
        wait_until(arena.chance.choice(signs_of_life(arena.ledger)), process)
        time.sleep(arena.chance.uniform(0, 2))
        return tally(kill(process), tried, "kills of a Dagster run")

    kill_often(arena, [anywhere] * numbers.kills_dagster, 1)


def signs_of_life(ledger: Ledger) -> list[Callable[[], bool]]:
    """What shows that a run has begun, has landed another stage, or builds."""
    landed = len(list(ledger.lake.glob("manifests/*")))
    return [
        lambda: (ledger.lake / ".lock").exists(),
        *(lambda more=more: len(list(ledger.lake.glob("manifests/*"))) > landed + more for more in range(3)),
        lambda: is_building(ledger),
    ]


def tally(is_killed: bool, tried: Counter[str], name: str) -> bool:
    """Count a kill that met a living process."""
    tried[name] += is_killed
    return is_killed
