"""SIGKILL while proposals are taken in: all of a file or nothing of it, and nothing that was landed is lost."""

import json
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random

from etl.engine import run_ledger
from etl.warehouse.published import open_published
from tests.faults.conftest import Numbers
from tests.faults.processes import (
    assert_sound,
    cli,
    is_building,
    kill,
    ledger_at_home,
    start,
    strays,
    wait_until,
)

ARTICLE = "Lumo has money\nMay 4, 2026\n\nLumo Robotics raised $40 million. It is worth $900 million.\n"
ENGINES = 40
"""So many propose in one file."""


def lines(modality: str) -> str:
    """A file of proposals that all stand."""
    begins = ARTICLE.index("$900 million")
    said = {"article": "lumo.txt", "start": begins, "end": begins + 12, "min": 900_000_000, "currency": "USD"}
    said |= {"metric": "valuation", "modality": modality, "evidence": "stated", "subject": "Lumo Robotics"}
    return "\n".join(json.dumps({**said, "engine": f"reader-{number}"}) for number in range(ENGINES))


def is_later(count: Callable[[], int], before: int) -> bool:
    """Whether more has landed than before."""
    return count() > before


def test_taking_in_proposals_may_be_killed_at_any_moment(
    tmp_path: Path, numbers: Numbers, tried: Counter[str]
) -> None:
    ledger, scratch, chance = ledger_at_home(tmp_path / "home"), tmp_path / "scratch", Random(numbers.seed)
    ledger.raw_dir.mkdir(parents=True)
    ledger.raw_dir.joinpath("lumo.txt").write_text(ARTICLE, encoding="utf-8")
    run_ledger(ledger, datetime(2026, 6, 1))
    file = tmp_path / "read.jsonl"

    def standing() -> dict[str, int]:
        with open_published(ledger.warehouse) as con:
            rows = con.execute("select modality, count(*) from fact_proposal group by modality").fetchall()
        return dict(rows)

    def landed() -> int:
        return len(list(ledger.lake_dir.glob("manifests/*.propose.json")))

    held: dict[str, int] = {}
    for number in range(numbers.kills):
        modality = ("actual", "estimated")[number % 2]
        file.write_text(lines(modality), encoding="utf-8")
        before = landed()
        process = start(cli(ledger, "propose", str(file)), scratch)
        if number % 3 == 1:
            wait_until(partial(is_later, landed, before), process)
        elif number % 3 == 2:
            wait_until(partial(is_building, ledger), process)
        time.sleep(chance.uniform(0, 0.2 if number % 3 else 2))
        tried["kills of newsledger propose"] += kill(process)
        wanted = {modality: ENGINES} if landed() > before else held
        assert standing() in (held, wanted)
        assert_sound(ledger)
        run_ledger(ledger, datetime(2026, 6, 2 + number % 20))
        assert standing() == wanted, "what was landed is published by the next run, whichever it is"
        assert not strays(ledger, scratch)
        held = wanted
    assert tried["kills of newsledger propose"]
