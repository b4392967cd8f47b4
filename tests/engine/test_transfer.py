"""A ledger that moves holds the same rows and the same history in its new place."""

import errno
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.engine.transfer import export_ledger, import_ledger
from etl.errors import LakeDamaged, NotFound, StorageFailed, WrongRequest
from etl.warehouse.digest import table_digests
from tests.engine.conftest import LUMO, Bench

HISTORY = "select claim_id, amount_min, recorded_at, superseded_at from history_claim order by all"


def test_a_ledger_moves_with_its_history(
    bench: Bench, new_bench: Callable[[str], Bench], tmp_path: Path
) -> None:
    bench.write("lumo.txt", LUMO.replace("$900 million", "$950 million"))
    (bench.ledger.raw_dir / os.fsdecode(b"caf\xe9\n.txt")).write_bytes(b"Acme raised $3 million.")
    os.mkfifo(bench.ledger.raw_dir / "pipe.txt")
    bench.run()
    (bench.ledger.raw_dir / "pipe.txt").unlink()
    bench.run()
    before = table_digests(bench.ledger.warehouse), bench.ask(HISTORY)
    moved = export_ledger(bench.ledger, tmp_path / "there" / "ledger.tar.gz")
    assert [path.name for path in moved.archive.parent.iterdir()] == ["ledger.tar.gz"]
    other = new_bench("other")
    other.runs = 9
    assert import_ledger(other.ledger, moved.archive).files == moved.files
    report = other.run()
    assert report.stages[0].files_new == 0, "nothing is read again"
    assert (table_digests(other.ledger.warehouse), other.ask(HISTORY)) == before


def test_a_place_that_holds_something_is_left_alone(bench: Bench, tmp_path: Path) -> None:
    archive = export_ledger(bench.ledger, tmp_path / "ledger.tar.gz").archive
    before = table_digests(bench.ledger.warehouse)
    with pytest.raises(WrongRequest, match="something already"):
        import_ledger(bench.ledger, archive)
    assert table_digests(bench.ledger.warehouse) == before


@pytest.mark.parametrize("harm", ["cut", "flipped", "mis-summed", "emptied", "climbing", "lacking"])
def test_a_damaged_archive_leaves_nothing_behind(
    bench: Bench, new_bench: Callable[[str], Bench], tmp_path: Path, harm: str
) -> None:
    archive = export_ledger(bench.ledger, tmp_path / "ledger.tar.gz").archive
    content = archive.read_bytes()
    middle = len(content) // 2
    if harm in ("climbing", "lacking"):
        repack(archive, harm)
    else:
        harmed = {
            "cut": content[:middle],
            "flipped": flipped(content, middle),
            "mis-summed": flipped(content, len(content) - 8),  # as a flip between two files is
            "emptied": b"",
        }
        archive.write_bytes(harmed[harm])
    other = new_bench("other")
    with pytest.raises(LakeDamaged, match="export"):
        import_ledger(other.ledger, archive)
    assert [path.name for path in other.ledger.raw_dir.parent.rglob("*") if path.is_file()] in ([], [".lock"])
    assert not (tmp_path / "escaped.txt").exists()


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


def repack(archive: Path, harm: str) -> None:
    """The archive with a member that climbs out, or without its last one."""
    with tarfile.open(archive) as packed:
        members = [(member, packed.extractfile(member)) for member in packed.getmembers()]
        kept = members[:-1] if harm == "lacking" else members
        with tarfile.open(archive.with_suffix(".new"), "w:gz") as again:
            for number, (member, source) in enumerate(kept):
                if harm == "climbing" and number == 1:
                    member.name = "raw/../../escaped.txt"
                again.addfile(member, source)
    archive.with_suffix(".new").replace(archive)


@pytest.mark.parametrize(
    ("archive", "why"),
    [
        ("raw/lumo.txt", "inside"),
        ("raw/new/ledger.tar.gz", "inside"),
        ("link/ledger.tar.gz", "inside"),
        ("lake/ledger.tar.gz", "inside"),
        ("lexicon/ledger.tar.gz", "inside"),
        ("warehouse/ledger.duckdb", "the warehouse itself"),
        ("warehouse", "a folder"),
    ],
)
def test_an_archive_takes_the_place_of_nothing_in_the_ledger(bench: Bench, archive: str, why: str) -> None:
    home = bench.ledger.raw_dir.parent
    (home / "link").symlink_to(bench.ledger.raw_dir)
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    with pytest.raises(WrongRequest, match=why):
        export_ledger(bench.ledger, home / archive)
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before


def test_an_article_that_may_not_be_read_is_told_as_such(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *arguments: object) -> None:  # as root may read everything
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StorageFailed, match="Permission denied; give yourself the permission to read it"):
        export_ledger(bench.ledger, tmp_path / "ledger.tar.gz")


def test_no_archive_is_told_in_one_line(new_bench: Callable[[str], Bench], tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such archive"):
        import_ledger(new_bench("other").ledger, tmp_path / "nowhere.tar.gz")
