"""Runs that fail, are killed or meet another: the published warehouse stays, and the next run mends all."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from etl.engine import build_warehouse, publish_warehouse, run_checks, start_run
from etl.errors import CheckFailed, LakeDamaged, LedgerLocked, SqlBroken
from etl.warehouse.digest import table_digests
from tests.engine.conftest import LUMO, Bench

FAILING = """-- severity: error
-- No article may be called so.
select title from dim_article where title like '%Lumo%'
"""


def with_sql(bench: Bench, tmp_path: Path, name: str, text: str) -> Bench:
    """The same ledger, with one more SQL file."""
    own = tmp_path / "sql"
    for path in bench.ledger.sql_dir.rglob("*.sql"):
        copy = own / path.relative_to(bench.ledger.sql_dir)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (own / name).write_text(text)
    return Bench(bench.ledger.at(sql_dir=own), bench.runs)


def leftovers(bench: Bench) -> list[str]:
    """Files beside the warehouse and unfinished ones in the lake."""
    beside = [path.name for path in bench.ledger.warehouse.parent.iterdir()]
    return [name for name in beside if name != bench.ledger.warehouse.name] + [
        path.name for path in bench.ledger.lake_dir.rglob("*.part")
    ]


def test_a_failing_check_keeps_the_published_file(bench: Bench, tmp_path: Path) -> None:
    before = bench.ledger.warehouse.read_bytes()
    strict = with_sql(bench, tmp_path, "checks/no_lumo.sql", FAILING)
    strict.write("more.txt", "More\n\nLumo Robotics raised $5 million.\n")
    with pytest.raises(CheckFailed, match=r"check no_lumo: \d offending rows.*stays as it was"):
        strict.run()
    assert bench.ledger.warehouse.read_bytes() == before
    assert not leftovers(bench)
    # once the cause is mended, what was read is published without being read again
    report = bench.run()
    assert report.stages[0].files_new == 0
    assert bench.ask("select count(*) from dim_article") == [(4,)]


def test_a_warning_check_lets_publish(bench: Bench, tmp_path: Path) -> None:
    lenient = with_sql(bench, tmp_path, "checks/no_lumo.sql", FAILING.replace("error", "warn"))
    [result] = [check for check in lenient.run().checks if check.name == "no_lumo"]
    assert (result.rows, result.passed, result.blocks) == (1, False, False)
    assert result.sample == ({"title": LUMO.splitlines()[0]},)


def test_a_broken_query_is_named(bench: Bench, tmp_path: Path) -> None:
    before = bench.ledger.warehouse.read_bytes()
    broken = with_sql(bench, tmp_path, "marts/mart_broken.sql", "select no_such_column from fact_claim")
    with pytest.raises(SqlBroken, match=r"mart_broken\.sql: .*no_such_column.*mend the query there"):
        broken.run()
    assert bench.ledger.warehouse.read_bytes() == before
    assert not leftovers(bench)


def test_a_new_mart_is_installed_and_a_removed_one_goes(bench: Bench, tmp_path: Path) -> None:
    own = with_sql(bench, tmp_path, "marts/mart_titles.sql", "-- Titles.\nselect title from dim_article")
    assert own.run().is_changed
    assert own.ask("select count(*) from mart_titles") == [(3,)]
    assert own.ask("select count(*) from mart_titles_as_of(timestamp '2026-05-01')") == [(0,)]
    assert bench.run().is_changed
    with pytest.raises(duckdb.CatalogException):
        bench.ask("select count(*) from mart_titles")


def test_a_damaged_lake_file_is_found_out(bench: Bench) -> None:
    [landed] = (bench.ledger.lake_dir / "fact_claim").iterdir()
    whole = landed.read_bytes()
    landed.write_bytes(whole[:-100] + bytes(100))
    with pytest.raises(LakeDamaged, match=r"fact_claim.*not the bytes that were landed"):
        bench.run(full=True)
    landed.write_bytes(whole)
    bench.run(full=True)


def test_two_publishers_never_overwrite_each_other(bench: Bench) -> None:
    late = build_warehouse(bench.ledger, start_run(bench.ledger, bench.now))
    assert not [result for result in run_checks(bench.ledger, late) if result.blocks]
    bench.write("more.txt", "More\n\nLumo Robotics raised $5 million.\n")
    bench.run()
    with pytest.raises(LedgerLocked, match="another run has published meanwhile"):
        publish_warehouse(bench.ledger, late)
    assert bench.ask("select count(*) from dim_article") == [(4,)]


def test_a_second_writer_is_told_to_wait(bench: Bench) -> None:
    released = threading.Event()
    taken = threading.Event()

    def hold() -> None:
        with bench.ledger.locked():
            taken.set()
            released.wait(30)

    other = threading.Thread(target=hold)
    other.start()
    taken.wait(30)
    try:
        with pytest.raises(LedgerLocked, match="another run is writing"), bench.ledger.locked(0.2):
            pass
    finally:
        released.set()
        other.join()
    bench.run()


def test_readers_keep_working_while_it_is_published(bench: Bench) -> None:
    """Each answer agrees with one published state: claims and the log of one run, never a mixture."""
    states = set(bench.ask("select (select count(*) from dim_article), (select count(*) from run_log)"))
    stop = threading.Event()
    seen: set[tuple[int, int]] = set()
    problems: list[Exception] = []

    def read() -> None:
        while not stop.is_set():
            try:
                seen.update(
                    bench.ask("select (select count(*) from dim_article), (select count(*) from run_log)")
                )
            except Exception as error:
                problems.append(error)
            time.sleep(0.01)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(3):
        bench.write(f"more-{number}.txt", f"More {number}\n\nLumo Robotics raised ${number + 1} million.\n")
        bench.run()
        states |= set(bench.ask("select (select count(*) from dim_article), (select count(*) from run_log)"))
    stop.set()
    reader.join()
    assert not problems
    assert seen <= states


@pytest.mark.parametrize("moment", ["landing", "building", "publishing"])
def test_a_killed_run_leaves_no_trace_after_the_next(
    unread: Bench, bench: Bench, project: Path, moment: str
) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED.format(**killing(unread, moment))], cwd=project)
    assert done.returncode == -signal.SIGKILL
    assert not unread.ledger.warehouse.exists()
    unread.run()
    assert not leftovers(unread)
    assert table_digests(unread.ledger.warehouse) == table_digests(bench.ledger.warehouse)


KILLED = """
import os, signal
from datetime import datetime
from pathlib import Path
import {module} as module
from etl.engine import Ledger, run_ledger

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

module.{name} = die
run_ledger(Ledger(*map(Path, {places!r})), datetime(2026, 6, 1))
"""


def killing(bench: Bench, moment: str) -> dict[str, object]:
    """Where the run is killed: as the second stage's manifest is due, in mid-build, as it is swapped in."""
    module, name = {
        "landing": ("etl.extract", "extract_batch"),
        "building": ("etl.warehouse.publish", "resolve"),
        "publishing": ("etl.engine.runs", "publish"),
    }[moment]
    return {"module": module, "name": name, "places": [os.fspath(place) for place in bench.ledger.places]}
