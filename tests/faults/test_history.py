"""Older ledgers: for every version of the contracts a small one is kept, and the newest code opens it."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from etl.contracts import CONTRACT_VERSION
from etl.engine import Ledger, build_warehouse, publish_warehouse, run_ledger, start_run
from etl.engine.transfer import import_ledger
from etl.warehouse.published import open_published
from tests.faults.processes import assert_sound, ledger_at_home, state_of

KEPT = Path(__file__).parent / "contracts"
LEDGER_OF: Callable[[Path], Ledger] = ledger_at_home
HELD = {
    "claims": "select claim_id, amount_min, currency, sentence, recorded_at, superseded_at from history_claim"
    " order by all",
    "articles": "select article_id, path, text, superseded_at from history_article order by all",
    "amounts": "select mention_id, surface, amount_min, currency from fact_money_mention order by all",
    "files": "select path, sha256, outcome, is_deleted from dim_file order by all",
    "quarantine": "select path, stage, rule from quarantine order by all",
}
"""What an older ledger must go on to say, whatever columns came since."""


def test_every_version_of_the_contracts_has_a_ledger_kept() -> None:
    kept = sorted(int(path.stem.removeprefix("contract-")) for path in KEPT.glob("contract-*.json"))
    assert kept == list(range(1, CONTRACT_VERSION + 1))


@pytest.fixture(params=sorted(path.stem for path in KEPT.glob("contract-*.json")))
def older(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Ledger, dict[str, list[list[str | None]]]]:
    """An older ledger, unpacked, and what it said when it was young."""
    ledger = ledger_at_home(tmp_path / "home")
    import_ledger(ledger, KEPT / f"{request.param}.tar.gz")
    return ledger, json.loads(KEPT.joinpath(f"{request.param}.json").read_text(encoding="utf-8"))


def test_a_warehouse_is_built_row_for_row_from_an_older_lake(
    older: tuple[Ledger, dict[str, list[list[str | None]]]], tried: Counter[str]
) -> None:
    ledger, wanted = older
    built = build_warehouse(ledger, start_run(ledger, datetime(2026, 7, 1)))
    publish_warehouse(ledger, built)
    assert_sound(ledger)
    with open_published(ledger.warehouse) as con:
        for name, query in HELD.items():
            rows = [
                [None if cell is None else str(cell) for cell in row] for row in con.execute(query).fetchall()
            ]
            assert rows == wanted[name], name
    tried["older ledgers opened"] += 1


def test_an_older_ledger_goes_on(older: tuple[Ledger, dict[str, list[list[str | None]]]]) -> None:
    """Newer rules read its files again; what it held once is still told."""
    ledger, wanted = older
    run_ledger(ledger, datetime(2026, 7, 1))
    assert_sound(ledger)
    with open_published(ledger.warehouse) as con:
        then = con.execute("select count(*) from claims_as_of(timestamp '2026-06-01 12:00')").fetchall()
    assert then == [(sum(row[4] <= "2026-06-01 12:00" for row in wanted["claims"] if row[4]),)]
    before = state_of(ledger)
    ledger.warehouse.unlink()
    run_ledger(ledger, datetime(2026, 7, 2))
    assert state_of(ledger) == before
