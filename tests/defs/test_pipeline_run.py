"""Whole runs in process: what is landed, what is shown, what stops the publisher."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from etl.defs.places import Places
from etl.defs.run import failures
from etl.engine import Ledger, run_ledger
from etl.warehouse.digest import table_digests

Execute = Callable[..., dg.ExecuteInProcessResult]


def metadata_of(result: dg.ExecuteInProcessResult, asset: str) -> dict[str, object]:
    """The metadata of an asset's last materialisation in a run, as plain values."""
    events = [
        event.materialization
        for event in result.get_asset_materialization_events()
        if event.materialization.asset_key == dg.AssetKey(asset)
    ]
    return {name: value.value for name, value in events[-1].metadata.items()}


def rows_in(warehouse: Path, table: str) -> int:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return int(con.execute(f"select count(*) from {table}").fetchall()[0][0])


@pytest.fixture
def bad_sql(project: Path, tmp_path: Path) -> Path:
    """The SQL models with one check that always finds something."""
    folder = tmp_path / "sql"
    shutil.copytree(project / "sql", folder)
    (folder / "checks" / "parties_are_entities.sql").write_text(
        "-- severity: error\n-- Finds fault with everything.\nselect 'nobody' as entity_id"
    )
    return folder


def test_a_run_reads_the_articles_and_shows_what_it_made(
    execute: Execute, ledger: Ledger, gold: Path
) -> None:
    shutil.rmtree(ledger.raw_dir)
    shutil.copytree(gold / "articles", ledger.raw_dir, ignore=shutil.ignore_patterns("*.json"))

    result = execute()
    assert result.success
    assert rows_in(ledger.warehouse, "dim_article") == 5

    for table in ("dim_file", "fact_money_mention", "fact_claim", "bridge_relation_operand"):
        shown = metadata_of(result, table)
        counts = [shown[f"{what} in this run"] for what in ("found", "accepted", "rejected")]
        assert counts[0] == counts[1] + counts[2], table  # type: ignore[operator]
        assert shown["dagster/row_count"] == rows_in(ledger.warehouse, table)
        assert str(shown["sample"]).startswith("| ")
        assert Path(str(shown["path"])).is_dir()

    for table in ("dim_entity", "history_claim", "mart_conflict", "mart_arithmetic_audit"):
        assert metadata_of(result, table)["dagster/row_count"] == rows_in(ledger.warehouse, table)

    assert metadata_of(result, "raw_files")["new"] == 5
    assert "dagster/column_lineage" in metadata_of(result, "mart_conflict")

    published = metadata_of(result, "warehouse_published")
    assert published["articles"] == 5
    assert published["claims"] == rows_in(ledger.warehouse, "fact_claim")
    assert all(
        e.passed for e in result.get_asset_check_evaluations() if e.severity == dg.AssetCheckSeverity.ERROR
    )
    assert not list(ledger.warehouse.parent.glob("*.building*"))

    page = Path(str(metadata_of(result, "report")["path"]))
    assert metadata_of(result, "report")["page"] == page.as_uri()
    assert "What the articles say about" in page.read_text(encoding="utf-8")


def test_a_second_run_finds_nothing_new_and_changes_nothing(execute: Execute, read_before: Ledger) -> None:
    before = table_digests(read_before.warehouse)
    claims = rows_in(read_before.warehouse, "fact_claim")
    second = execute()
    assert second.success
    shown = metadata_of(second, "fact_claim")
    assert shown["found in this run"] == 0
    assert shown["dagster/row_count"] == claims > 0
    assert table_digests(read_before.warehouse) == before


def test_a_blocking_check_stops_the_publisher(execute: Execute, read_before: Ledger, bad_sql: Path) -> None:
    ledger = read_before
    before = ledger.warehouse.read_bytes()
    (ledger.raw_dir / "more.txt").write_text("Acme raised $5 million from Initech in May 2026.")

    result = execute(sql=bad_sql)

    assert not result.success
    assert ledger.warehouse.read_bytes() == before
    assert "warehouse_published" not in {event.step_key for event in result.get_step_success_events()}
    (line,) = failures(result)
    assert line.startswith("check parties_are_entities: 1 offending rows")

    assert execute().success
    assert rows_in(ledger.warehouse, "dim_article") == 3


def test_a_refused_candidate_cannot_be_published_by_itself(
    execute: Execute, ledger: Ledger, bad_sql: Path
) -> None:
    """The publisher alone looks again at a candidate that another run built."""
    assert not execute(sql=bad_sql).success
    assert not execute("warehouse_published", sql=bad_sql).success
    assert not ledger.warehouse.exists()


def test_one_mart_takes_the_same_way(execute: Execute, read_before: Ledger) -> None:
    """Asked for alone, a mart brings its build and the checks along; the publisher then takes it up."""
    built = execute("mart_conflict")
    assert built.success
    assert {e.check_name for e in built.get_asset_check_evaluations()} >= {"parties_are_entities"}
    assert execute("warehouse_published").success
    assert not list(read_before.warehouse.parent.glob("*.building*"))


def test_a_stage_can_be_materialised_alone(execute: Execute, ledger: Ledger) -> None:
    ingest, extract = ["dim_file", "dim_article"], ["fact_money_mention"]
    assert execute(*ingest).success
    assert not ledger.warehouse.exists()
    alone = execute(*extract)
    assert alone.success
    assert int(str(metadata_of(alone, "fact_money_mention")["accepted in this run"])) > 0


def test_a_run_of_the_command_line_shows_up_at_the_next_run(execute: Execute, ledger: Ledger) -> None:
    assert execute().success
    (ledger.raw_dir / "more.txt").write_text("Acme raised $5 million from Initech in May 2026.")
    by_command = run_ledger(ledger, datetime(2099, 1, 1))

    events = [
        event.materialization
        for event in execute().get_asset_materialization_events()
        if event.materialization.asset_key == dg.AssetKey("dim_article")
    ]

    assert len(events) == 2
    assert by_command.run_id in str(events[0].description)
    assert events[0].metadata["dagster/row_count"].value == 1
    assert events[1].metadata["dagster/row_count"].value == 3


def test_an_error_that_a_person_can_mend_is_one_line(execute: Execute, ledger: Ledger) -> None:
    ledger.lexicon_dir.mkdir()
    (ledger.lexicon_dir / "currencies.csv").write_text("no,such,columns\n1,2,3\n")
    result = execute()
    assert not result.success
    (line,) = failures(result)
    assert "currencies.csv" in line
    assert "\n" not in line


@pytest.fixture
def taken(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another process holds the ledger's lock, and nobody waits long for it."""
    monkeypatch.setattr("etl.engine.ledger.Ledger.locked.__wrapped__.__defaults__", (0.1,))
    monkeypatch.setattr("etl.defs.steps.RETRIES", 1)
    monkeypatch.setattr("etl.defs.steps.RETRY_SECONDS", 0.1)
    ledger.lake_dir.mkdir(parents=True)
    hold = (
        "import sys, filelock\n"
        "with filelock.FileLock(sys.argv[1]):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(ledger.lake_dir / ".lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.communicate()


def test_a_person_is_told_at_once_that_another_run_is_at_work(execute: Execute, taken: None) -> None:
    result = execute()
    (line,) = failures(result)
    assert "another run is writing" in line
    assert "ingest" not in retried(result)


def test_a_run_that_a_sensor_started_waits_for_the_other(execute: Execute, taken: None) -> None:
    assert "ingest" in retried(execute(tags={"dagster/sensor_name": "new_files"}))


def retried(result: dg.ExecuteInProcessResult) -> set[str | None]:
    return {event.step_key for event in result.all_events if event.event_type_value == "STEP_UP_FOR_RETRY"}


def test_places_come_from_settings_then_the_environment_then_the_project(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEWSLEDGER_HOME", raising=False)
    assert Places().ledger().raw_dir == project / "data" / "raw"
    monkeypatch.setenv("NEWSLEDGER_HOME", str(tmp_path / "environment"))
    assert Places().ledger().raw_dir == tmp_path / "environment" / "data" / "raw"
    assert Places(home=str(tmp_path / "setting")).ledger().raw_dir == tmp_path / "setting" / "data" / "raw"
    assert Places().ledger().sql_dir == project / "sql"


def test_the_publisher_takes_up_a_candidate_built_alone_and_no_refused_one(
    defs: dg.Definitions, execute: Execute, instance: dg.DagsterInstance, bad_sql: Path
) -> None:
    cursor = None

    def asks() -> int:
        nonlocal cursor
        found = dg.evaluate_automation_conditions(
            defs,
            instance,
            asset_selection=dg.AssetSelection.assets("warehouse_published"),
            cursor=cursor,
        )
        cursor = found.cursor
        return found.total_requested

    assert asks() == 0
    assert execute().success
    assert asks() == 0
    assert execute("mart_conflict").success
    assert asks() == 1
    assert execute("warehouse_published").success
    assert asks() == 0
    assert not execute("mart_conflict", sql=bad_sql).success
    assert asks() == 0
