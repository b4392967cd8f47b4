"""The doctor: what is broken is named with its remedy, and what a run can make again is mended."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.engine import build_warehouse, start_run
from etl.engine.doctor import Finding, examine
from etl.errors import ForeignFile
from etl.warehouse.digest import table_digests
from tests.engine.conftest import LUMO, Bench


def states(findings: list[Finding]) -> dict[str, str]:
    """The worst state of each part."""
    order = ["sound", "mended", "broken"]
    worst: dict[str, str] = {}
    for finding in findings:
        worst[finding.part] = max(worst.get(finding.part, "sound"), finding.state, key=order.index)
    return worst


def newest(bench: Bench, pattern: str) -> Path:
    return sorted(bench.ledger.lake_dir.glob(pattern))[-1]


def cut_a_table(bench: Bench) -> None:
    path = newest(bench, "fact_claim/*.parquet")
    path.write_bytes(path.read_bytes()[:-1])


def flip_a_byte(bench: Bench) -> None:
    path = newest(bench, "fact_money_mention/*.parquet")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def lose_a_table(bench: Bench) -> None:
    newest(bench, "dim_article/*.parquet").unlink()


def break_a_manifest(bench: Bench) -> None:
    newest(bench, "manifests/*.extract.json").write_text("{", encoding="utf-8")


def overwrite_the_warehouse(bench: Bench) -> None:
    bench.ledger.warehouse.write_bytes(b"no database")


def cut_the_warehouse(bench: Bench) -> None:
    content = bench.ledger.warehouse.read_bytes()
    bench.ledger.warehouse.write_bytes(content[: len(content) // 2])


@pytest.fixture
def sound(bench: Bench) -> Bench:
    return bench


def test_a_ledger_after_a_run_is_sound(sound: Bench) -> None:
    assert states(examine(sound.ledger)) == {"lexicon": "sound", "lake": "sound", "warehouse": "sound"}


def test_a_ledger_before_its_first_run_is_sound(new_bench: Callable[[str], Bench]) -> None:
    assert set(states(examine(new_bench("new").ledger)).values()) == {"sound"}


@pytest.mark.parametrize(
    ("harm", "part"),
    [
        (cut_a_table, "lake"),
        (flip_a_byte, "lake"),
        (lose_a_table, "lake"),
        (break_a_manifest, "lake"),
        (overwrite_the_warehouse, "warehouse"),
        (cut_the_warehouse, "warehouse"),
    ],
)
def test_damage_is_named_and_mended_by_the_next_run(
    sound: Bench, harm: Callable[[Bench], None], part: str
) -> None:
    with_rows = table_digests(sound.ledger.warehouse)
    harm(sound)
    [broken] = [one for one in examine(sound.ledger) if (one.part, one.state) == (part, "broken")]
    assert "doctor --repair" in broken.remedy
    assert states(examine(sound.ledger, repair=True))[part] == "mended"
    sound.run()
    assert set(states(examine(sound.ledger)).values()) == {"sound"}
    assert table_digests(sound.ledger.warehouse) == with_rows


def test_what_somebody_else_put_in_its_place_is_left_alone(sound: Bench, tmp_path: Path) -> None:
    notes, database = tmp_path / "notes.txt", tmp_path / "other.duckdb"
    notes.write_text("notes")
    with duckdb.connect(str(database)) as con:
        con.execute("create table mine as select 1")
    for foreign, what in ((notes, "a file that no run"), (database, "a database that no run")):
        before = foreign.read_bytes()
        elsewhere = Bench(sound.ledger.at(warehouse=foreign), sound.runs)
        with pytest.raises(ForeignFile, match=f"{what} .*; take it away, or name another place"):
            elsewhere.run(full=True)
        with pytest.raises(ForeignFile):
            build_warehouse(elsewhere.ledger, start_run(elsewhere.ledger, elsewhere.now))
        [broken] = [one for one in examine(elsewhere.ledger, repair=True) if one.state == "broken"]
        assert (broken.part, what in broken.what, "--repair" in broken.remedy) == ("warehouse", True, False)
        assert foreign.read_bytes() == before
    shutil.copy(database, sound.ledger.warehouse)
    with pytest.raises(ForeignFile):
        sound.run()


@pytest.mark.parametrize("harm", [overwrite_the_warehouse, cut_the_warehouse])
def test_a_damaged_warehouse_is_built_anew_by_the_next_run(
    sound: Bench, tmp_path: Path, harm: Callable[[Bench], None]
) -> None:
    """Where it was published the lake remembers, by its place beside the lake: both may be moved."""
    rows = table_digests(sound.ledger.warehouse)
    moved = Path(shutil.move(sound.ledger.raw_dir.parent, tmp_path / "moved"))
    bench = Bench(
        sound.ledger.at(
            raw_dir=moved / "raw", lake_dir=moved / "lake", warehouse=moved / "warehouse" / "ledger.duckdb"
        )
    )
    harm(bench)
    bench.run()
    assert table_digests(bench.ledger.warehouse) == rows


def test_an_empty_file_makes_room_for_a_warehouse(sound: Bench, tmp_path: Path) -> None:
    (tmp_path / "new.duckdb").touch()
    bench = Bench(sound.ledger.at(warehouse=tmp_path / "new.duckdb"), sound.runs)
    bench.run()
    assert table_digests(bench.ledger.warehouse) == table_digests(sound.ledger.warehouse)


def empty_the_raw_folder(bench: Bench) -> None:
    for path in sorted(bench.ledger.raw_dir.rglob("*.*")):
        path.unlink()


@pytest.mark.parametrize("harm", [cut_a_table, flip_a_byte, break_a_manifest])
def test_a_damaged_reading_is_made_again_where_its_files_are_gone(
    sound: Bench, harm: Callable[[Bench], None]
) -> None:
    """Nothing but the lake holds the articles any more: the run after must find them there, as they were."""
    held = sound.ask("select * from history_claim order by all")
    harm(sound)
    empty_the_raw_folder(sound)
    [mended] = [one for one in examine(sound.ledger, repair=True) if one.part == "lake"]
    assert (mended.state, "read again from the lake" in mended.what) == ("mended", True)
    [lake] = [one for one in examine(sound.ledger) if one.part == "lake"]
    assert lake.state == "sound"
    sound.run()
    assert sound.ask("select * from history_claim order by all") == held
    assert sound.ask("select distinct is_deleted from dim_file") == [(True,)]


def test_an_edited_article_stays_the_newest_where_an_older_reading_is_made_again(sound: Bench) -> None:
    sound.write("lumo.txt", LUMO.replace("$900 million", "$950 million"))
    sound.run()
    held = table_digests(sound.ledger.warehouse)
    first = sorted(sound.ledger.lake_dir.glob("fact_claim/*.parquet"))[0]
    first.write_bytes(b"")
    examine(sound.ledger, repair=True)
    sound.run()
    assert table_digests(sound.ledger.warehouse) == held


def test_what_cannot_be_read_anew_is_set_aside_and_said_so(sound: Bench) -> None:
    batch_files = {path.name for path in sound.ledger.lake_dir.rglob("0*.*")}
    lose_a_table(sound)
    sound.ledger.raw_dir.joinpath("lumo.txt").unlink()
    sound.write("tern.md", "another text")
    [broken] = [one for one in examine(sound.ledger) if (one.part, one.state) == ("lake", "broken")]
    assert "set aside: 2 of its files are not in" in broken.remedy
    [mended] = [one for one in examine(sound.ledger, repair=True) if one.part == "lake"]
    assert "set aside: 2 of its files are not in" in mended.what
    aside = sound.ledger.lake_dir / "set-aside"
    assert len({path.name for path in aside.rglob("*.parquet")}) == 3, "a name a stage"
    assert {path.name for path in aside.rglob("0*.*")} <= batch_files
    assert not sound.ledger.warehouse.exists()
    assert len(list(aside.rglob(sound.ledger.warehouse.name))) == 1, "it holds what the batch said"
    sound.run()
    assert sound.ask("select count(*) from dim_article") == [(2,)]
    assert set(states(examine(sound.ledger)).values()) == {"sound"}


def test_a_lexicon_that_reads_nothing_mends_no_batch(sound: Bench) -> None:
    flip_a_byte(sound)
    sound.ledger.lexicon_dir.mkdir()
    sound.ledger.lexicon_dir.joinpath("entities.csv").write_text("id\n", encoding="utf-8")
    before = sorted(sound.ledger.lake_dir.rglob("*.*"))
    findings = [one for one in examine(sound.ledger, repair=True) if one.part == "lake"]
    assert [one.remedy for one in findings] == ["mend the lexicon, then newsledger doctor --repair"]
    assert sorted(sound.ledger.lake_dir.rglob("*.*")) == before
    assert sound.ledger.warehouse.exists()


def test_leftovers_of_a_killed_run_are_cleaned_away(sound: Bench) -> None:
    unfinished = sound.ledger.lake_dir / "fact_claim" / "00000009-r.interpret.parquet.part"
    unfinished.write_bytes(b"half")
    build = sound.ledger.warehouse.with_name("ledger.r.building")
    build.write_bytes(b"half")
    assert states(examine(sound.ledger))["lake"] == "broken"
    assert unfinished.exists()
    assert states(examine(sound.ledger, repair=True))["lake"] == "mended"
    assert not unfinished.exists()
    assert not build.exists()


@pytest.mark.parametrize("name", ["x.json", "notes.ingest.json", "00000001-r.json", "00000001-r.report.json"])
def test_a_stray_file_among_the_manifests_is_named_and_hinders_no_run(sound: Bench, name: str) -> None:
    stray = sound.ledger.lake_dir / "manifests" / name
    stray.touch()
    [broken] = [one for one in examine(sound.ledger, repair=True) if one.state == "broken"]
    assert (broken.part, broken.remedy) == ("lake", "take it away")
    assert broken.what.startswith(str(stray))
    before = table_digests(sound.ledger.warehouse)
    sound.run(full=True)
    sound.write("more.txt", "More\n\nLumo Robotics raised $5 million.\n")
    sound.run()
    assert table_digests(sound.ledger.warehouse) != before
    stray.unlink()
    assert set(states(examine(sound.ledger)).values()) == {"sound"}


def test_a_broken_lexicon_row_is_named(sound: Bench) -> None:
    sound.ledger.lexicon_dir.mkdir()
    sound.ledger.lexicon_dir.joinpath("entities.csv").write_text("id\n", encoding="utf-8")
    [broken] = [one for one in examine(sound.ledger) if one.state == "broken"]
    assert broken.part == "lexicon"
    assert "entities.csv: row 1" in broken.what


def test_the_command_ends_with_1_where_something_is_broken(sound: Bench) -> None:
    places = [
        "--raw",
        sound.ledger.raw_dir,
        "--lake",
        sound.ledger.lake_dir,
        "--warehouse",
        sound.ledger.warehouse,
    ]
    command = [sys.executable, "-m", "etl.cli", "doctor", *map(str, places)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    flip_a_byte(sound)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "newsledger doctor --repair" in done.stdout
