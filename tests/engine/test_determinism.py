"""One folder of articles makes one warehouse, whatever the way to it."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from etl.engine import (
    build_warehouse,
    extract_articles,
    ingest_files,
    interpret_mentions,
    publish_warehouse,
    start_run,
)
from etl.engine import session as engine_session
from etl.warehouse.digest import table_digests
from tests.engine.conftest import HALDEN, LUMO, TERN, Bench, new_ledger

FILES = {
    "lumo.txt": LUMO,
    "deals/halden.txt": HALDEN,
    "tern.md": TERN,
    "reprint.txt": LUMO.replace("\n\n", "\n\n\n"),
    "a-copy.txt": TERN,
    "empty.txt": "",
}


def fill(bench: Bench) -> Bench:
    for name, text in FILES.items():
        bench.write(name, text)
    return bench


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory, project: Path) -> dict[str, str]:
    """The digests of a ledger that read all files in one batch."""
    bench = fill(new_ledger(tmp_path_factory.mktemp("wanted"), project))
    bench.run()
    return table_digests(bench.ledger.warehouse)


@pytest.mark.parametrize("size", [1, 4])
def test_batches_may_have_any_size(
    new_bench: Callable[[str], Bench], wanted: dict[str, str], monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(engine_session, "BATCH_FILES", size)
    bench = fill(new_bench("split"))
    report = bench.run()
    assert report.stages[0].batches == -(-len(FILES) // size)
    assert table_digests(bench.ledger.warehouse) == wanted


@pytest.mark.parametrize("order", [list(FILES), list(reversed(FILES))], ids=["forwards", "backwards"])
def test_articles_may_arrive_in_any_order(
    new_bench: Callable[[str], Bench], wanted: dict[str, str], order: list[str]
) -> None:
    bench = new_bench("arriving")
    for pair in (order[:2], order[2:4], order[4:]):  # a copy arrives runs after its original, or before
        for name in pair:
            bench.write(name, FILES[name])
        bench.run()
    assert table_digests(bench.ledger.warehouse) == wanted
    [(runs,)] = bench.ask("select count(*) from run_log")
    assert runs == 3


def test_a_full_build_is_the_incremental_one(new_bench: Callable[[str], Bench]) -> None:
    bench = new_bench("full")
    bench.write("lumo.txt", LUMO)
    bench.write("tern.md", TERN)
    bench.run()
    bench.write("lumo.txt", LUMO.replace("$900 million", "$950 million"))
    (bench.ledger.raw_dir / "tern.md").unlink()
    bench.write("deals/halden.txt", HALDEN)
    bench.run()
    before = table_digests(bench.ledger.warehouse), history(bench)
    assert bench.run(full=True).is_changed
    assert (table_digests(bench.ledger.warehouse), history(bench)) == before


def test_a_deleted_warehouse_is_rebuilt_from_the_lake(bench: Bench) -> None:
    bench.write("lumo.txt", LUMO.replace("$900 million", "$950 million"))
    bench.run()
    before = table_digests(bench.ledger.warehouse), history(bench)
    bench.ledger.warehouse.unlink()
    report = bench.run()
    assert report.stages[0].files_new == 0, "nothing is read again"
    assert (table_digests(bench.ledger.warehouse), history(bench)) == before
    assert bench.ask("select count(*) from run_log") == [(3,)]


def test_a_deleted_lake_and_warehouse_are_rebuilt_from_the_files(bench: Bench) -> None:
    before = table_digests(bench.ledger.warehouse)
    bench.ledger.warehouse.unlink()
    for path in sorted(bench.ledger.lake_dir.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    bench.run()
    assert table_digests(bench.ledger.warehouse) == before


def test_stages_one_by_one_make_what_one_run_makes(
    new_bench: Callable[[str], Bench], wanted: dict[str, str]
) -> None:
    bench = fill(new_bench("staged"))
    ledger, run = bench.ledger, start_run(bench.ledger, bench.now)
    seen: list[tuple[str, int, int]] = []
    ingested = ingest_files(ledger, run, lambda *step: seen.append(step))
    assert ingested.tables["dim_file"].accepted == len(FILES)
    assert ingest_files(ledger, run).batches == 0, "what waits in the lake is not read twice"
    assert extract_articles(ledger, run).batches == 1
    assert extract_articles(ledger, run).batches == 0
    assert interpret_mentions(ledger, run).batches == 1
    assert seen == [("ingest", len(FILES), len(FILES))]
    publish_warehouse(ledger, build_warehouse(ledger, run))
    assert table_digests(ledger.warehouse) == wanted
    [(files, articles, claims)] = bench.ask("select files_seen, articles_read, claims_accepted from run_log")
    assert (files, articles) == (len(FILES), 4)
    assert claims > 0


@pytest.mark.parametrize("stage", ["ingest", "extract"])
def test_a_run_finishes_what_another_began(
    new_bench: Callable[[str], Bench], wanted: dict[str, str], stage: str
) -> None:
    bench = fill(new_bench("resumed"))
    run = start_run(bench.ledger, bench.now - timedelta(days=1))
    ingest_files(bench.ledger, run)
    if stage == "extract":
        extract_articles(bench.ledger, run)
    report = bench.run()
    assert report.stages[0].batches == 0
    assert report.stages[2].batches == 1
    assert table_digests(bench.ledger.warehouse) == wanted


def test_the_log_of_a_run_has_the_digest_of_each_table(bench: Bench) -> None:
    logged = "select table_digests from run_log order by run_id desc limit 1"
    assert json.loads(bench.ask(logged)[0][0]) == table_digests(bench.ledger.warehouse)
    bench.run()
    assert json.loads(bench.ask(logged)[0][0]) == table_digests(bench.ledger.warehouse), "nothing changed"
    bench.write("lumo.txt", LUMO.replace("$900 million", "$950 million"))
    before = bench.ask(logged)
    bench.run()
    assert bench.ask(logged) != before
    assert json.loads(bench.ask(logged)[0][0]) == table_digests(bench.ledger.warehouse)


def test_what_another_version_began_is_read_anew(new_bench: Callable[[str], Bench]) -> None:
    bench = fill(new_bench("abandoned"))
    ingest_files(bench.ledger, start_run(bench.ledger, bench.now - timedelta(days=1)))
    bench.ledger.lexicon_dir.mkdir()
    Path(bench.ledger.lexicon_dir, "entities.csv").write_text(
        "entity_id,name,entity_type,parent_id,ticker,source\nzyzzyva,Zyzzyva,company,,,a test\n"
    )
    report = bench.run()
    assert report.stages[0].files_new == len(FILES)
    assert bench.ask("select count(distinct batch_id) from batch_log") == [(1,)]
    assert len(list((bench.ledger.lake_dir / "manifests").iterdir())) == 3


def history(bench: Bench) -> list[tuple[object, ...]]:
    """Every claim that was ever held, and when."""
    return bench.ask(
        "select claim_id, amount_min, recorded_at, superseded_at from history_claim order by all"
    )
