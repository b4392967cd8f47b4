"""SIGKILL to Dagster's run: as with our own, no state between two is ever seen, and nothing is lost."""

import sys
import time
from collections import Counter
from collections.abc import Callable

from etl.engine import Ledger
from tests.faults.arena import Arena, kill_often, tally
from tests.faults.conftest import Numbers
from tests.faults.processes import is_building, kill, start, wait_until


def test_a_dagster_run_may_be_killed(arena: Arena, numbers: Numbers, tried: Counter[str]) -> None:
    def anywhere() -> bool:
        home = arena.ledger.raw_dir.parents[1]
        home.joinpath(".dagster").mkdir(parents=True, exist_ok=True)
        places = {"NEWSLEDGER_HOME": str(home), "DAGSTER_HOME": str(home / ".dagster")}
        process = start([sys.executable, "-m", "etl.defs.run"], arena.scratch, **places)
        wait_until(arena.chance.choice(signs_of_life(arena.ledger)), process)
        time.sleep(arena.chance.uniform(0, 2))
        return tally(kill(process), tried, "kills of a Dagster run")

    kill_often(arena, [anywhere] * numbers.kills_dagster, 1)


def signs_of_life(ledger: Ledger) -> list[Callable[[], bool]]:
    """What shows that a run has begun, has landed another stage, or builds."""
    landed = len(list(ledger.lake_dir.glob("manifests/*")))
    return [
        lambda: (ledger.lake_dir / ".lock").exists(),
        *(
            lambda more=more: len(list(ledger.lake_dir.glob("manifests/*"))) > landed + more
            for more in range(3)
        ),
        lambda: is_building(ledger),
    ]
