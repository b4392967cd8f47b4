"""The lake: what is committed is there, what is not does not count, and what is damaged is found out."""

from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from etl.contracts.compiled import lake_schema
from etl.errors import LakeDamaged
from etl.warehouse.lake import Lake, Manifest, RunRecord, TableCount

AT = datetime(2026, 6, 1, 8)


def manifest(batch_id: str, stage: str = "ingest", recorded_at: datetime = AT) -> Manifest:
    return Manifest(
        batch_id=batch_id,
        run_id="r",
        stage=stage,
        recorded_at=recorded_at,
        extractor_version="v",
        seconds=0.5,
        counts={"dim_file": TableCount(2, 1, 1), "stg_cell": TableCount(0, 0, 0)},
    )


def files() -> pl.DataFrame:
    row = {"path": "a.txt", "outcome": "read", "extractor_version": "v", "is_deleted": False}
    return pl.DataFrame([row], schema=lake_schema("dim_file"))


def tables() -> dict[str, pl.DataFrame]:
    return {"dim_file": files(), "stg_cell": pl.DataFrame(schema=lake_schema("stg_cell"))}


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def test_what_is_committed_is_read_back(lake: Lake) -> None:
    landed = lake.commit(manifest("00000001-r"), tables())
    [batch] = lake.batches()
    assert batch.manifests == {"ingest": landed}
    assert (batch.next_stage, batch.is_complete) == ("extract", False)
    read = lake.read_tables(batch)
    assert read["dim_file"].equals(files())
    assert dict(read["stg_cell"].schema) == lake_schema("stg_cell"), "no rows, no file, the same columns"
    assert set(landed.files) == {"dim_file"}


def test_a_batch_is_complete_with_its_last_stage(lake: Lake) -> None:
    for stage in ("ingest", "extract", "interpret"):
        lake.commit(manifest("00000001-r", stage), {})
    [batch] = lake.batches()
    assert batch.is_complete
    assert batch.next_stage is None


def test_files_without_a_manifest_do_not_count_and_are_cleaned(lake: Lake) -> None:
    lake.commit(manifest("00000001-r"), tables())
    stray = lake.folder / "dim_file" / "00000002-r.ingest.parquet"
    stray.write_bytes(b"half a file")
    unfinished = lake.folder / "manifests" / "00000002-r.ingest.json.part"
    unfinished.write_text("{")
    assert lake.batch_ids() == ["00000001-r"]
    assert lake.clean() == ["dim_file/00000002-r.ingest.parquet", "manifests/00000002-r.ingest.json.part"]
    assert lake.clean() == []
    assert lake.read_tables(lake.batches()[0])["dim_file"].height == 1


@pytest.mark.parametrize("damage", ["truncated", "flipped", "gone"])
def test_a_damaged_file_is_found_out(lake: Lake, damage: str) -> None:
    lake.commit(manifest("00000001-r"), tables())
    landed = lake.folder / "dim_file" / "00000001-r.ingest.parquet"
    whole = landed.read_bytes()
    if damage == "gone":
        landed.unlink()
    else:
        landed.write_bytes(whole[:-1] if damage == "truncated" else b"X" + whole[1:])
    with pytest.raises(
        LakeDamaged, match=r"not the bytes that were landed; newsledger doctor --repair, then run again"
    ):
        lake.read_tables(lake.batches()[0])


def test_batches_are_numbered_whatever_the_clock_says(lake: Lake) -> None:
    first, second = lake.next_batch_ids("20260601T080000-aaaaaa", 2)
    assert (first, second) == ("00000001-20260601T080000-aaaaaa", "00000002-20260601T080000-aaaaaa")
    lake.commit(manifest("00000001-20260601T080000-aaaaaa"), {})
    [earlier] = lake.next_batch_ids("20250101T080000-bbbbbb", 1)
    assert earlier == "00000002-20250101T080000-bbbbbb"
    lake.commit(manifest(earlier), {})
    assert [batch.batch_id for batch in lake.batches()] == sorted(
        [earlier, "00000001-20260601T080000-aaaaaa"]
    )


def test_batches_come_in_the_order_in_which_they_were_finished(lake: Lake) -> None:
    lake.commit(manifest("00000001-r", recorded_at=AT + timedelta(days=1)), {})
    lake.commit(manifest("00000002-r"), {})
    assert [batch.batch_id for batch in lake.batches()] == ["00000002-r", "00000001-r"]


def test_an_abandoned_batch_is_gone(lake: Lake) -> None:
    lake.commit(manifest("00000001-r"), tables())
    lake.abandon("00000001-r")
    assert lake.batches() == []
    assert lake.clean() == ["dim_file/00000001-r.ingest.parquet"]


def test_a_manifest_reads_back_as_it_was() -> None:
    whole = Manifest(**{**manifest("b").__dict__, "files": {"dim_file": ("dim_file/b.parquet", "00ff")}})
    assert Manifest.from_json(whole.to_json()) == whole


def test_runs_leave_a_record(lake: Lake) -> None:
    record = RunRecord("r1", AT, "v", "local", files_seen=3, files_new=2, files_deleted=1, seconds=0.5)
    lake.record_run(record)
    lake.record_run(RunRecord(**{**record.__dict__, "seconds": 0.7}))
    assert [found.seconds for found in lake.run_records()] == [0.7]
    assert lake.run_records(except_for=["r1"]) == []


def test_a_lake_that_is_not_there_is_empty(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "nowhere")
    assert (lake.batches(), lake.clean()) == ([], [])
