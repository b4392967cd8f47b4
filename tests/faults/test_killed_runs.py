"""SIGKILL at any moment: the published warehouse is the one before or the one after, and nothing is lost."""

import time
from collections import Counter

from tests.faults.arena import Arena, kill_often, tally
from tests.faults.conftest import Numbers
from tests.faults.processes import cli, is_building, kill, start, wait_until


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
