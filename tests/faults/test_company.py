"""More than one at a time: runs that begin at once, and readers who look on while it is published."""

import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from etl.engine import run_ledger
from etl.warehouse.published import open_published
from tests.faults.conftest import Numbers
from tests.faults.processes import (
    PROJECT,
    assert_sound,
    change_articles,
    cli,
    kill,
    ledger_at_home,
    start,
    state_of,
    strays,
    wait_until,
)

READER = """
import json, sys
from pathlib import Path
from etl.warehouse.published import open_published
warehouse, stop = map(Path, sys.argv[1:])
seen = []
print("ready", flush=True)
while True:
    last = stop.exists()  # before looking: what was published by then must be seen
    with open_published(warehouse) as con:
        first = con.execute(ASKED).fetchone()
        again = con.execute(ASKED).fetchone()
    assert first == again, "one connection, two states"
    if not seen or seen[-1] != list(first):
        seen.append(list(first))
    if last:
        break
print(json.dumps(seen))
"""

ASKED = """
select
    (select max(run_id) from run_log),
    (select count(*) from run_log),
    (select count(*) from dim_article),
    (select count(*) from fact_claim),
    (select sum(amount_max)::varchar from fact_money_mention)
"""


def test_readers_see_whole_states_and_never_wait(
    tmp_path: Path, numbers: Numbers, tried: Counter[str]
) -> None:
    ledger, chance = ledger_at_home(tmp_path / "home"), Random(numbers.seed)
    published = []

    def publish(number: int) -> None:
        if number % 4 == 0:  # the others only grow the log
            change_articles(ledger.raw_dir, chance, number)
        run_ledger(ledger, datetime.now(UTC).replace(tzinfo=None))
        with open_published(ledger.warehouse) as con:
            published.append(list(con.execute(ASKED).fetchone() or ()))

    publish(0)
    stop = tmp_path / "stop"
    code = READER.replace("ASKED", repr(ASKED))
    command = [sys.executable, "-c", code, str(ledger.warehouse), str(stop)]
    readers = [
        subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(numbers.readers)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    for number in range(1, numbers.publishes + 1):
        publish(number)
    stop.touch()
    for reader in readers:
        said, errors = reader.communicate(timeout=120)
        assert reader.returncode == 0, errors
        seen = json.loads(said)
        assert [state for state in seen if state not in published] == [], "torn"
        assert seen == [state for state in published if state in seen], "newer states only"
        assert seen[-1] == published[-1], "a new connection sees the newest state"
        tried["states seen by readers"] += len(seen)
    tried["publishes with readers"] += numbers.publishes


def test_runs_that_begin_at_once_lose_nothing(tmp_path: Path, numbers: Numbers, tried: Counter[str]) -> None:
    """Each waits for the other or leaves with a clear line; together they read everything once."""
    ledger = ledger_at_home(tmp_path / "home")
    change_articles(ledger.raw_dir, Random(numbers.seed), 1)
    processes = [start(cli(ledger, "run"), tmp_path / "scratch") for _ in range(3)]
    for process in processes:
        _, errors = process.communicate()
        if process.returncode:
            assert process.returncode == 1, errors.decode()
            assert b"another run is writing" in errors, errors.decode()
            assert len(errors.splitlines()) == 1
        tried["runs at once"] += 1
    alone = ledger_at_home(tmp_path / "alone").at(raw_dir=ledger.raw_dir)
    run_ledger(alone, datetime.now(UTC).replace(tzinfo=None))
    assert state_of(ledger) == state_of(alone)
    assert_sound(ledger)
    assert not strays(ledger, tmp_path / "scratch")
    with open_published(ledger.warehouse) as con:
        assert con.execute("select count(distinct batch_id) from batch_log").fetchone() == (1,)


@pytest.mark.at_length
def test_a_killed_daemon_of_dagster_starts_again(
    tmp_path: Path, numbers: Numbers, tried: Counter[str]
) -> None:
    """Its storage and the ledger are as they were: the next daemon comes up, and the next run goes through."""
    home = tmp_path / "home"
    ledger = ledger_at_home(home)
    change_articles(ledger.raw_dir, Random(numbers.seed), 1)
    (home / ".dagster").mkdir()
    home.joinpath(".dagster", "dagster.yaml").write_bytes(PROJECT.joinpath("dagster.yaml").read_bytes())
    places = {"NEWSLEDGER_HOME": str(home), "DAGSTER_HOME": str(home / ".dagster")}
    daemon = [str(Path(sys.executable).with_name("dagster-daemon")), "run", "-m", "etl.definitions"]
    for _ in range(2):
        with tmp_path.joinpath("daemon.log").open("w+b") as log:
            process = start(daemon, tmp_path / "scratch", log, **places)
            assert wait_until(lambda: b"following daemons" in Path(log.name).read_bytes(), process, 0.1)
        assert kill(process)
        tried["daemons killed"] += 1
    done = start([sys.executable, "-m", "etl.defs.run"], tmp_path / "scratch", **places)
    _, errors = done.communicate()
    assert done.returncode == 0, errors.decode()
    assert_sound(ledger)
