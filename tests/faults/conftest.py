"""How hard the ledger is tried: a little in every test run, much by `make faults`; and what was tried."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.faults.arena import Arena

collect_ignore = ["fuzz.py"]  # it needs atheris, which `make fuzz` has in an environment of its own
COUNTS = pytest.StashKey[Counter[str]]()


@dataclass(frozen=True)
class Numbers:
    """How many of each fault are tried, and the seed that all chance comes from."""

    kills: int
    kills_publishing: int
    kills_dagster: int
    kills_at_a_time: int
    strange_files: int
    publishes: int
    readers: int
    examples: int
    seed: int


SHORT = Numbers(
    kills=4,
    kills_publishing=5,
    kills_dagster=1,
    kills_at_a_time=5,
    strange_files=500,
    publishes=4,
    readers=2,
    examples=4,
    seed=7,
)
LONG = Numbers(
    kills=180,
    kills_publishing=100,
    kills_dagster=20,
    kills_at_a_time=1,
    strange_files=10_000,
    publishes=100,
    readers=8,
    examples=400,
    seed=7,
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of `pytest tests/faults`; a run of the whole suite takes the short form."""
    parser.addoption("--long", action="store_true", help="try each fault as often as `make faults` does")
    parser.addoption("--seed", type=int, default=SHORT.seed, help="where all chance comes from")


def pytest_configure(config: pytest.Config) -> None:
    """The counts of this session begin at nothing."""
    config.stash[COUNTS] = Counter()
    config.addinivalue_line("markers", "at_length: only make faults takes the time for it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out of the short form what takes long and has a sibling in it."""
    if not config.getoption("--long", default=False):
        items[:] = [item for item in items if item.get_closest_marker("at_length") is None]


@pytest.fixture(scope="session")
def numbers(pytestconfig: pytest.Config) -> Numbers:
    """How much of each fault this session tries."""
    chosen = LONG if pytestconfig.getoption("--long", default=False) else SHORT
    seed = pytestconfig.getoption("--seed", default=SHORT.seed)
    return Numbers(**{**chosen.__dict__, "seed": seed})


@pytest.fixture(scope="session")
def tried(pytestconfig: pytest.Config) -> Counter[str]:
    """Counts of what was tried, told at the end of the session."""
    return pytestconfig.stash.setdefault(COUNTS, Counter())


@pytest.fixture
def arena(tmp_path: Path, numbers: Numbers, tried: Counter[str]) -> Iterator[Arena]:
    """Two ledgers, and chance from the session's seed."""
    made = Arena(tmp_path, Random(numbers.seed))
    yield made
    tried.update({f"kills that left {what}": count for what, count in made.outcomes.items()})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was tried, with the seed that makes it again."""
    counts = config.stash.get(COUNTS, Counter())
    if counts:
        seed = config.getoption("--seed", default=SHORT.seed)
        terminalreporter.section(f"faults tried, seed {seed}")
        for name, count in sorted(counts.items()):
            terminalreporter.write_line(f"{count:>8,}  {name}")
