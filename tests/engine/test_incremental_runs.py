"""What a run changes, and what it leaves alone: edits, deletions, renames, lexicons, nothing at all."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from etl.engine import ingest_files, start_run
from etl.errors import NotFound
from etl.report.summary import as_text, read_summary
from etl.warehouse.digest import table_digests
from tests.engine.conftest import HALDEN, LUMO, TERN, Bench

CURRENT = "select claim_id, recorded_at from fact_claim order by all"


def held(bench: Bench, day: str) -> int:
    """How many claims the ledger held at noon of a day."""
    return bench.ask(f"select count(*) from claims_as_of(timestamp '{day} 12:00')")[0][0]


def test_a_run_reads_everything_and_says_so(unread: Bench) -> None:
    bench, report = unread, unread.run()
    ingest, extract, interpret = report.stages
    assert (ingest.files_seen, ingest.files_new, ingest.files_deleted) == (4, 4, 0)
    assert [stage.batches for stage in report.stages] == [1, 1, 1]
    assert ingest.tables["dim_article"].accepted == 3
    for stage in report.stages:
        for table, count in stage.tables.items():
            assert count.found == count.accepted + count.rejected, table
    [(amounts, claims)] = bench.ask(
        "select (select count(*) from fact_money_mention), (select count(*) from fact_claim)"
    )
    assert extract.tables["fact_money_mention"].accepted == amounts >= 8
    assert interpret.tables["fact_claim"].accepted == claims >= 8
    assert not [check.name for check in report.checks if check.blocks]


def test_amounts_in_signs_of_full_width_are_published_to_the_letter(
    new_bench: Callable[[str], Bench],
) -> None:
    bench = new_bench("wide")
    bench.write("wide.txt", "Sales of Lumo Robotics rose 50\uff05 to \uff045 million in 2025.\n")
    bench.run()
    assert bench.ask("select surface, amount_min, currency from fact_money_mention") == [
        ("\uff045 million", 5_000_000, "USD")
    ]
    assert bench.ask("select surface, value_min from fact_quantity_mention") == [("50\uff05", 50)]


def test_files_read_and_quarantined_are_all_files(bench: Bench) -> None:
    assert bench.ask("select outcome, count(*) from dim_file group by all order by all") == [
        ("quarantined", 1),
        ("read", 3),
    ]
    assert bench.ask("select stage, path from quarantine") == [("ingest", "empty.txt")]


def test_a_second_run_changes_nothing_but_the_log(bench: Bench) -> None:
    before = table_digests(bench.ledger.warehouse), bench.ask(CURRENT)
    landed = sorted(bench.ledger.lake_dir.rglob("*.parquet"))
    report = bench.run()
    assert not report.is_changed
    assert [stage.batches for stage in report.stages] == [0, 0, 0]
    assert (table_digests(bench.ledger.warehouse), bench.ask(CURRENT)) == before
    assert sorted(bench.ledger.lake_dir.rglob("*.parquet")) == landed
    assert bench.ask("select files_seen, files_new, articles_read from run_log order by started_at") == [
        (4, 4, 3),
        (4, 0, 0),
    ]


def test_an_edited_file_supersedes_what_it_said(bench: Bench) -> None:
    [(old_id,)] = bench.ask("select article_id from dim_article where path = 'lumo.txt'")
    [(claims,)] = bench.ask("select count(*) from fact_claim")
    bench.write("lumo.txt", LUMO.replace("$900 million", "$950 million"))
    report = bench.run()
    assert report.stages[0].files_new == 1
    [(new_id,)] = bench.ask("select article_id from dim_article where path = 'lumo.txt'")
    assert new_id != old_id
    assert bench.ask(f"select count(*) from fact_claim where article_id = '{old_id}'") == [(0,)]
    assert bench.ask(f"select count(*) from fact_money_mention where article_id = '{old_id}'") == [(0,)]
    assert bench.ask(f"select distinct superseded_at from history_claim where article_id = '{old_id}'") == [
        (bench.now.replace(day=2),)
    ]
    assert bench.ask("select count(*) from fact_claim") == [(claims,)]
    # the day before, we held the old words; now the new
    valued = "amount_min from {} where metric = 'valuation' and sentence like '%company was valued%'"
    assert bench.ask(f"select {valued.format('fact_claim')}") == [(950_000_000,)]
    before = valued.format("claims_as_of(timestamp '2026-06-01 12:00')")
    assert bench.ask(f"select {before}") == [(900_000_000,)]


def test_a_deleted_file_is_flagged_and_kept(bench: Bench) -> None:
    before = bench.ask(CURRENT)
    (bench.ledger.raw_dir / "tern.md").unlink()
    report = bench.run()
    assert report.stages[0].files_deleted == 1
    assert bench.ask("select path, is_deleted, outcome from dim_file where is_deleted") == [
        ("tern.md", True, "read")
    ]
    assert bench.ask(CURRENT) == before
    assert bench.ask("select path from dim_article where path = 'tern.md'") == [("tern.md",)]
    assert not bench.run().is_changed, "a deletion is told once"


def test_a_deleted_file_may_come_back(bench: Bench) -> None:
    before = table_digests(bench.ledger.warehouse)
    (bench.ledger.raw_dir / "tern.md").unlink()
    bench.run()
    bench.write("tern.md", TERN)
    bench.run()
    assert table_digests(bench.ledger.warehouse) == before


def test_a_refused_file_that_is_gone_is_refused_no_more(bench: Bench) -> None:
    (bench.ledger.raw_dir / "empty.txt").unlink()
    bench.run()
    assert bench.ask("select * from quarantine") == []
    assert bench.ask("select outcome, is_deleted from dim_file where path = 'empty.txt'") == [
        ("quarantined", True)
    ]


def cannot_be_read(bench: Bench, name: str) -> None:
    """A link in a circle in a file's place: the system refuses to open it, whoever asks."""
    (bench.ledger.raw_dir / name).unlink()
    (bench.ledger.raw_dir / name).symlink_to(name)


def test_a_file_that_cannot_be_read_any_more_keeps_what_it_said(bench: Bench) -> None:
    before, digests = bench.ask(CURRENT), table_digests(bench.ledger.warehouse)
    cannot_be_read(bench, "lumo.txt")
    report = bench.run()
    assert bench.ask(CURRENT) == before
    assert bench.ask("select outcome, sha256 from dim_file where path = 'lumo.txt'") == [
        ("quarantined", None)
    ]
    assert bench.ask("select rule from quarantine where path = 'lumo.txt'") == [("unreadable",)]
    assert "0 of 1 files read" in as_text(read_summary(report.warehouse))
    assert not bench.run().is_changed, "it is told once"
    bench.run(full=True)
    assert bench.ask(CURRENT) == before
    (bench.ledger.raw_dir / "lumo.txt").unlink()
    bench.write("lumo.txt", LUMO)
    bench.run()
    assert table_digests(bench.ledger.warehouse) == digests


def test_an_edit_of_a_file_that_could_not_be_read_supersedes_what_it_said(bench: Bench) -> None:
    [(claims,)] = bench.ask("select count(*) from fact_claim")
    cannot_be_read(bench, "lumo.txt")
    bench.run()
    (bench.ledger.raw_dir / "lumo.txt").unlink()
    bench.write("lumo.txt", LUMO.replace("$900 million", "$950 million"))
    bench.run()
    assert bench.ask("select count(*) from fact_claim") == [(claims,)]
    assert bench.ask("select count(*) from dim_article where title like 'Lumo%'") == [(1,)]


def test_a_copy_is_read_where_the_first_path_cannot_be(bench: Bench) -> None:
    before = bench.ask(CURRENT)
    cannot_be_read(bench, "lumo.txt")
    bench.run()
    bench.write("z-copy.txt", LUMO)
    bench.run()
    assert bench.ask(CURRENT) == before
    assert bench.ask("select path from bridge_file_article order by path")[-1] == ("z-copy.txt",)


def test_what_lies_in_a_folder_that_cannot_be_listed_is_not_deleted(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.write("desk/halden-2.txt", HALDEN.replace("£2 billion", "£3 billion"))
    bench.run()
    before = bench.ask(CURRENT)
    closed = bench.ledger.raw_dir / "desk"

    def scandir(folder: str) -> object:
        if Path(folder) == closed.resolve():
            raise PermissionError(errno.EACCES, "Permission denied", folder)
        return os.scandir(folder)

    with monkeypatch.context() as patched:
        patched.setattr("etl.ingest.files.os", SimpleNamespace(**vars(os) | {"scandir": scandir}))
        bench.run()
    assert bench.ask(CURRENT) == before
    assert bench.ask("select path from dim_file where is_deleted") == []
    assert bench.ask("select reason from quarantine where path = 'desk'") == [
        ("desk: the folder cannot be listed; give yourself the permission to read it",)
    ]
    bench.run()
    assert bench.ask("select * from quarantine where path = 'desk'") == []
    assert bench.ask(CURRENT) == before


def test_a_rename_changes_nothing_but_the_path(bench: Bench) -> None:
    before = bench.ask(CURRENT), bench.ask("select article_id, ingested_at from dim_article order by all")
    (bench.ledger.raw_dir / "lumo.txt").rename(bench.ledger.raw_dir / "lumo-robotics.txt")
    bench.run()
    after = bench.ask(CURRENT), bench.ask("select article_id, ingested_at from dim_article order by all")
    assert after == before
    assert bench.ask("select count(*) from history_claim where superseded_at is not null") == [(0,)]
    assert bench.ask("select path from dim_article where title like 'Lumo%'") == [("lumo-robotics.txt",)]


def test_an_edit_after_a_rename_supersedes_what_both_paths_said(bench: Bench) -> None:
    [(claims,)] = bench.ask("select count(*) from fact_claim")
    (bench.ledger.raw_dir / "lumo.txt").rename(bench.ledger.raw_dir / "lumo-robotics.txt")
    bench.run()
    bench.write("lumo-robotics.txt", LUMO.replace("$900 million", "$950 million"))
    bench.run()
    assert bench.ask("select count(*) from fact_claim") == [(claims,)]
    assert bench.ask("select path from dim_article where title like 'Lumo%'") == [("lumo-robotics.txt",)]


def test_a_copy_is_one_article_under_its_first_path(bench: Bench) -> None:
    [(articles,)] = bench.ask("select count(*) from dim_article")
    bench.write("a-copy.txt", LUMO)
    bench.run()
    assert bench.ask("select count(*) from dim_article") == [(articles,)]
    assert bench.ask("select path from dim_article where title like 'Lumo%'") == [("a-copy.txt",)]
    assert bench.ask(
        "select held.path from bridge_file_article as held join dim_article using (article_id)"
        " where title like 'Lumo%' order by 1"
    ) == [("a-copy.txt",), ("lumo.txt",)]


@pytest.mark.parametrize("in_its_place", ["nothing", "a file"])
def test_a_missing_raw_folder_is_no_deletion(bench: Bench, in_its_place: str) -> None:
    elsewhere = bench.ledger.raw_dir.rename(bench.ledger.raw_dir.with_name("moved"))
    if in_its_place == "a file":
        bench.ledger.raw_dir.write_text("notes")
    before = table_digests(bench.ledger.warehouse)
    with pytest.raises(NotFound, match=r"raw: no (such )?folder; put the articles back there") as caught:
        bench.run()
    assert "\n" not in str(caught.value)
    with pytest.raises(NotFound):
        ingest_files(bench.ledger, start_run(bench.ledger, bench.now))
    assert table_digests(bench.ledger.warehouse) == before
    bench.ledger.raw_dir.unlink(missing_ok=True)
    elsewhere.rename(bench.ledger.raw_dir)
    assert not bench.run().is_changed


def test_of_an_empty_raw_folder_all_files_are_deleted(bench: Bench) -> None:
    shutil.rmtree(bench.ledger.raw_dir)
    bench.ledger.raw_dir.mkdir()
    bench.run()
    assert bench.ask("select distinct is_deleted from dim_file") == [(True,)]


def test_a_copy_in_other_layout_is_a_duplicate_of_the_first(bench: Bench) -> None:
    bench.write("reprint.txt", LUMO.replace("\n\n", "\n\n\n"))
    bench.run()
    rows = bench.ask("select article_id, duplicate_of from dim_article where title like 'Lumo%' order by 1")
    assert [duplicate for _, duplicate in rows] == [None, rows[0][0]]


def test_another_lexicon_reads_everything_again_and_keeps_what_stays_the_same(bench: Bench) -> None:
    before = bench.ask(CURRENT)
    [(version,)] = bench.ask("select distinct extractor_version from dim_article")
    bench.ledger.lexicon_dir.mkdir()
    (bench.ledger.lexicon_dir / "entities.csv").write_text(
        "entity_id,name,entity_type,parent_id,ticker,source\nzyzzyva-labs,Zyzzyva Labs,company,,,a test\n"
    )
    report = bench.run()
    assert report.stages[0].files_new == 4
    assert bench.ask(CURRENT) == before, "the same reading keeps the day on which it was first held"
    [(newer,)] = bench.ask("select distinct extractor_version from dim_article")
    assert newer != version
    assert bench.ask("select name from dim_entity where entity_id = 'zyzzyva-labs'") == [("Zyzzyva Labs",)]


def test_another_lexicon_supersedes_what_it_reads_otherwise(bench: Bench) -> None:
    assert bench.ask("select count(*) from fact_claim where subject_id = 'lumo-inc'") == [(0,)]
    bench.ledger.lexicon_dir.mkdir()
    (bench.ledger.lexicon_dir / "entities.csv").write_text(
        "entity_id,name,entity_type,parent_id,ticker,source\nlumo-inc,Lumo Inc,company,,,a test\n"
    )
    (bench.ledger.lexicon_dir / "aliases.csv").write_text(
        "alias,entity_id,condition,source\nLumo Robotics,lumo-inc,,a test\nLumo,lumo-inc,,a test\n"
    )
    bench.run()
    [(now,)] = bench.ask("select count(*) from fact_claim where subject_id = 'lumo-inc'")
    assert now > 0
    assert held(bench, "2026-06-01") == held(bench, "2026-06-02")
    assert bench.ask(
        "select count(*) from claims_as_of(timestamp '2026-06-01 12:00') where subject_id = 'lumo-inc'"
    ) == [(0,)]


def test_marts_can_be_asked_as_of_a_day(bench: Bench) -> None:
    bench.write("later.txt", "Halden is worth $7 billion\nMay 20, 2026\n\nHalden is valued at $7 billion.\n")
    bench.run()
    macros = [
        name
        for (name,) in bench.ask(
            "select distinct function_name from duckdb_functions()"
            " where starts_with(function_name, 'mart_') and ends_with(function_name, '_as_of')"
        )
    ]
    assert "mart_conflict_as_of" in macros
    for macro in macros:
        view = macro.removesuffix("_as_of")
        assert bench.ask(f"select count(*) from {macro}('2026-05-31'::timestamp)") == [(0,)], "too early"
        now = bench.ask(f"from {macro}('2026-06-30'::timestamp) order by all")
        assert now == bench.ask(f"from {view} order by all")
    timeline = "mart_valuation_timeline_as_of(timestamp '2026-06-01 12:00')"
    assert bench.ask(f"select count(*) from {timeline} where usd_min = 7e9") == [(0,)]


def test_a_moment_never_runs_backwards(bench: Bench) -> None:
    """A clock that was set back must not make claims that were superseded before they were recorded."""
    bench.runs = -30
    bench.write("lumo.txt", LUMO.replace("$900 million", "$950 million"))
    bench.run()
    assert bench.ask("select count(*) from history_claim where superseded_at < recorded_at") == [(0,)]
    assert bench.ask("select count(*) from fact_claim where sentence like '%$950%'") == [(1,)]


def test_an_unchanged_run_imports_nothing_heavy(bench: Bench, project: Path) -> None:
    code = (
        "import sys; from datetime import datetime; from pathlib import Path\n"
        "from etl.engine import Ledger, run_ledger\n"
        f"places = {[str(place) for place in bench.ledger.places]!r}\n"
        "report = run_ledger(Ledger(*map(Path, places)), datetime(2026, 7, 1))\n"
        "heavy = {'polars', 'pandera', 'sqlglot', 'pyarrow', 'dagster'} & set(sys.modules)\n"
        "print(report.is_changed, sorted(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=project
    )
    assert done.stdout.strip() == "False []"
