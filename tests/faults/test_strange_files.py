"""Strange files: each ends as an article or in quarantine with its reason, in bounded time and memory."""

import json
import resource
import subprocess
import threading
import time
from collections import Counter
from random import Random

import pytest

from etl.engine import Ledger
from etl.ingest.files import list_files
from etl.warehouse.published import open_published
from tests.faults.conftest import Numbers
from tests.faults.processes import PROJECT, assert_sound, cli, ledger_at_home
from tests.faults.strange_files import make_files, meddle

MEMORY_BYTES = 16 * 1024**3
SECONDS_A_FILE = 0.4
"""What a file may take with everything else on the machine at work too; a tenth is usual."""
SECONDS_AT_LEAST = 120


def run_bounded(ledger: Ledger, seconds: float) -> subprocess.CompletedProcess[str]:
    """A real run with little memory and time."""
    return subprocess.run(
        cli(ledger, "run", "--json"),
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES)),
    )


def accounts(ledger: Ledger) -> dict[str, list[str]]:
    """Paths by outcome, and those that quarantine tells of."""
    with open_published(ledger.warehouse) as con:
        rows = con.execute("select outcome, path from dim_file where not is_deleted order by path").fetchall()
        told = con.execute(
            "select distinct path from quarantine where stage = 'ingest' and path is not null order by path"
        ).fetchall()
    return {
        "read": [path for outcome, path in rows if outcome == "read"],
        "quarantined": [path for outcome, path in rows if outcome == "quarantined"],
        "told": [path for (path,) in told],
    }


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, numbers: Numbers) -> Ledger:
    """A ledger whose raw folder is full of strange files."""
    made = ledger_at_home(tmp_path_factory.mktemp("strange"))
    make_files(made.raw_dir, numbers.strange_files, Random(numbers.seed))
    return made


def test_every_strange_file_is_read_or_quarantined(
    ledger: Ledger, numbers: Numbers, tried: Counter[str]
) -> None:
    listed = list_files(ledger.raw_dir)
    assert len(listed) == len(set(listed)) == numbers.strange_files
    done = run_bounded(ledger, max(SECONDS_AT_LEAST, SECONDS_A_FILE * len(listed)))
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout)["run"]["files_seen"] == len(listed)
    found = accounts(ledger)
    assert sorted([*found["read"], *found["quarantined"]]) == listed
    assert set(found["quarantined"]) <= set(found["told"]), "each has its reason"
    assert len(found["read"]) > len(listed) / 3
    assert_sound(ledger)
    tried["strange files"] += len(listed)
    tried["strange files that were read"] += len(found["read"])


def test_no_stage_fails_on_any_of_them(ledger: Ledger) -> None:
    with open_published(ledger.warehouse) as con:
        failed = con.execute(
            "select path, reason from quarantine where rule = 'stage_failed' or rule = 'surface'"
        ).fetchall()
    assert failed == []


def test_what_is_no_file_says_so(ledger: Ledger) -> None:
    with open_published(ledger.warehouse) as con:
        rules = dict(
            con.execute("select path, rule from quarantine where not contains(path, '/')").fetchall()
        )
        secret = con.execute("select count(*) from dim_article where text like '%Secret%'").fetchall()
        spelled = con.execute(
            "select path from dim_article where text = 'Acme raised $6 million.'"
        ).fetchall()
    assert rules.pop("round.txt") == "unreadable"
    assert rules == {
        "etc": "link",
        "nothing.txt": "link",
        "one-line.txt": "too_large",
        "out.txt": "link",
        "pipe.txt": "no_file",
        "ring-a.txt": "unreadable",
        "ring-b.txt": "unreadable",
        "self": "link",
        "socket.txt": "no_file",
        "sparse.txt": "too_large",
        "up": "link",
    }
    assert secret == [(0,)]
    assert spelled == [("lit-\\x5cxe9.txt",)]


def test_reasons_and_paths_are_one_line_each(ledger: Ledger) -> None:
    with open_published(ledger.warehouse) as con:
        rows = con.execute("select path, reason from quarantine").fetchall()
    assert [row for row in rows if any(cell and len(cell.splitlines()) > 1 for cell in row)] == []


@pytest.mark.at_length
def test_files_may_change_and_vanish_while_they_are_read(ledger: Ledger, numbers: Numbers) -> None:
    """Whatever was read, the next run over a folder at rest agrees with it."""
    stop = threading.Event()

    def go_on() -> None:
        for _ in meddle(ledger.raw_dir, Random(numbers.seed)):
            if stop.wait(0.002):
                return

    meddler = threading.Thread(target=go_on)
    meddler.start()
    time.sleep(0.3)
    try:
        done = run_bounded(ledger, max(SECONDS_AT_LEAST, SECONDS_A_FILE * numbers.strange_files))
    finally:
        stop.set()
        meddler.join()
    assert done.returncode == 0, done.stderr[-2000:]
    done = run_bounded(ledger, max(SECONDS_AT_LEAST, SECONDS_A_FILE * numbers.strange_files))
    assert done.returncode == 0, done.stderr[-2000:]
    found = accounts(ledger)
    assert sorted([*found["read"], *found["quarantined"]]) == list_files(ledger.raw_dir)
    assert_sound(ledger)
