"""Where runs are killed: a ledger, one beside it that never is, and how each wreck is judged."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from etl.engine import Ledger, run_ledger
from tests.faults.processes import State, assert_sound, change_articles, ledger_at_home, state_of, strays

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
        self.never = ledger_at_home(place / "never").at(raw_dir=self.ledger.raw_dir)
        self.before: State | None = None
        self.after: State | None = None

    def change(self) -> None:
        """Change the folder, and have the ledger that is never killed read it."""
        self.number += 1
        change_articles(self.ledger.raw_dir, self.chance, self.number)
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


def tally(is_killed: bool, tried: Counter[str], name: str) -> bool:
    """Count a kill that met a living process."""
    tried[name] += is_killed
    return is_killed
