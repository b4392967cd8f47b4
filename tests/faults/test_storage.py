"""Disks that are full, read-only, forbidden or damaged: one line with its remedy, and no row is lost."""

import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from etl.engine import Ledger, run_ledger
from etl.engine.doctor import examine
from tests.engine.conftest import HALDEN, LUMO, TERN
from tests.faults.processes import PROJECT, assert_sound, cli, ledger_at_home, state_of, strays

NOW = datetime(2026, 6, 1)


def mount(*words: object) -> bool:
    done = subprocess.run(["mount", *map(str, words)], capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own; skipped where this user may not mount any."""
    place = tmp_path / "disk"
    place.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", place):
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def ledger(disk: Path, tmp_path: Path) -> Ledger:
    """A ledger on the small disk; its articles lie elsewhere."""
    made = ledger_at_home(disk / "home").at(raw_dir=tmp_path / "raw")
    made.raw_dir.mkdir()
    made.raw_dir.joinpath("lumo.txt").write_text(LUMO, encoding="utf-8")
    made.raw_dir.joinpath("halden.txt").write_text(HALDEN, encoding="utf-8")
    return made


def newsledger(ledger: Ledger, command: str = "run", **options: object) -> tuple[int, str]:
    """Exit code of a real process and what it said on standard error."""
    done = subprocess.run(
        cli(ledger, command), cwd=PROJECT, capture_output=True, text=True, check=False, **options
    )
    return done.returncode, done.stderr or done.stdout


def assert_one_line(said: tuple[int, str], *words: str) -> None:
    code, line = said
    assert code == 1, line
    assert line.startswith("newsledger: "), line[-3000:]
    assert len(line.splitlines()) == 1, line
    assert [word for word in words if word not in line] == [], line


def assert_recovers(ledger: Ledger, tmp_path: Path) -> None:
    """The next run holds what a ledger holds that met no fault."""
    code, said = newsledger(ledger)
    assert code == 0, said
    untroubled = ledger_at_home(tmp_path / "untroubled").at(raw_dir=ledger.raw_dir)
    run_ledger(untroubled, NOW)
    assert {**state_of(ledger), "history": ""} == {**state_of(untroubled), "history": ""}
    assert_sound(ledger)
    assert not strays(ledger, tmp_path / "nothing")


@pytest.mark.parametrize(
    ("size", "where"),
    [
        pytest.param("40k", "landing the first rows", marks=pytest.mark.at_length),
        pytest.param("3m", "building", marks=pytest.mark.at_length),
        ("12m", "copying what is published"),
    ],
)
def test_a_full_disk(
    ledger: Ledger, disk: Path, tmp_path: Path, tried: Counter[str], size: str, where: str
) -> None:
    before = None
    if where == "copying what is published":
        assert newsledger(ledger)[0] == 0
        before = state_of(ledger)
        ledger.raw_dir.joinpath("tern.txt").write_text(TERN, encoding="utf-8")
    assert mount("-o", f"remount,size={size}", disk)
    assert_one_line(newsledger(ledger), "make room and run again")
    assert state_of(ledger) == before
    assert mount("-o", "remount,size=64m", disk)
    assert_recovers(ledger, tmp_path)
    tried[f"full disk, {where}"] += 1


@pytest.mark.at_length
@pytest.mark.parametrize("is_published", [False, True])
def test_a_disk_that_is_read_only(
    ledger: Ledger, disk: Path, tmp_path: Path, tried: Counter[str], is_published: bool
) -> None:
    if is_published:
        assert newsledger(ledger)[0] == 0
        ledger.raw_dir.joinpath("tern.txt").write_text(TERN, encoding="utf-8")
    before = state_of(ledger)
    assert mount("-o", "remount,ro", disk)
    assert_one_line(newsledger(ledger), "Read-only file system", "mount it for writing")
    assert_one_line(newsledger(ledger, "doctor"), "Read-only file system")
    assert state_of(ledger) == before, "reading goes on"
    assert mount("-o", "remount,rw", disk)
    assert_recovers(ledger, tmp_path)
    tried["read-only disk"] += 1


@pytest.mark.at_length
def test_a_folder_that_may_not_be_written_to(ledger: Ledger, tmp_path: Path, tried: Counter[str]) -> None:
    """As root without root's right to pass over permissions."""
    bounded = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    if subprocess.run([*bounded, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no way to give up a right here")
    for folder in (ledger.lake_dir, ledger.warehouse.parent):
        folder.mkdir(parents=True)
        folder.chmod(0o555)
        done = subprocess.run(
            [*bounded, *cli(ledger, "run")], cwd=PROJECT, capture_output=True, text=True, check=False
        )
        assert_one_line((done.returncode, done.stderr), "ermission denied", "give yourself the permission")
        folder.chmod(0o755)
        tried["folders without permission"] += 1
    assert_recovers(ledger, tmp_path)


@pytest.mark.parametrize(
    ("closed", "mode", "remedy"),
    [
        ("fact_claim/*.parquet", 0o000, "give yourself the permission to read it"),
        ("fact_claim", 0o000, "give yourself the permission to read it"),
        ("runs", 0o555, "give yourself the permission to write there"),
    ],
)
def test_the_remedy_names_the_permission_that_is_missing(
    ledger: Ledger, closed: str, mode: int, remedy: str, tried: Counter[str]
) -> None:
    bounded = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    if subprocess.run([*bounded, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no way to give up a right here")
    run_ledger(ledger, NOW)
    place = next(ledger.lake_dir.glob(closed))
    before = place.stat().st_mode
    place.chmod(mode)
    done = subprocess.run(
        [*bounded, *cli(ledger, "run"), "--full"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    place.chmod(before)
    assert_one_line((done.returncode, done.stderr), "ermission denied", remedy)
    tried["permissions to read or to write"] += 1


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0x40]) + content[middle + 1 :]


@pytest.mark.parametrize("harm", [cut, flip, lambda _: b""], ids=["cut", "flipped", "emptied"])
@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("fact_claim/*.parquet", marks=pytest.mark.at_length),
        pytest.param("dim_article/*.parquet", marks=pytest.mark.at_length),
        pytest.param("manifests/*.interpret.json", marks=pytest.mark.at_length),
        "runs/*.json",
    ],
)  # of the others the doctor's own tests have a few
def test_a_damaged_file_of_the_lake(
    home: Path, tmp_path: Path, tried: Counter[str], harm: Callable[[bytes], bytes], pattern: str
) -> None:
    ledger = ledger_at_home(home)
    whole = state_of(ledger)
    [victim] = ledger.lake_dir.glob(pattern)
    victim.write_bytes(harm(victim.read_bytes()))
    ledger.warehouse.unlink()
    if pattern.endswith("parquet") or harm is not flip:  # one bit of JSON may change nothing that counts
        with pytest.raises(Exception, match="newsledger doctor --repair"):
            run_ledger(ledger, NOW)
    findings = {finding.state for finding in examine(ledger, repair=True)}
    assert "broken" not in findings
    run_ledger(ledger, NOW)
    assert state_of(ledger) == whole
    assert_sound(ledger)
    tried["damaged files of the lake"] += 1


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a ledger that has been read once, for tests to copy."""
    home = tmp_path_factory.mktemp("published") / "home"
    ledger = ledger_at_home(home)
    ledger.raw_dir.mkdir(parents=True)
    ledger.raw_dir.joinpath("lumo.txt").write_text(LUMO, encoding="utf-8")
    run_ledger(ledger, NOW)
    return home


@pytest.fixture
def home(published: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(published, tmp_path / "home"))


@pytest.mark.at_length
@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.9])
def test_a_damaged_warehouse_is_built_anew(home: Path, tried: Counter[str], place: float) -> None:
    """Damage shows as one line or not at all, never as other rows; after the repair all rows are there."""
    ledger = ledger_at_home(home)
    whole = state_of(ledger)
    content = bytearray(ledger.warehouse.read_bytes())
    first = int(len(content) * place)
    content[first : first + 200_000] = bytes(len(content[first : first + 200_000]))
    ledger.warehouse.write_bytes(content)
    ledger.raw_dir.joinpath("tern.txt").write_text(TERN, encoding="utf-8")
    code, said = newsledger(ledger)
    if code:
        assert_one_line((code, said), "newsledger doctor --repair")
    newsledger(ledger, "doctor")
    assert "broken" not in {finding.state for finding in examine(ledger, repair=True)}
    ledger.raw_dir.joinpath("tern.txt").unlink()
    run_ledger(ledger, NOW)
    run_ledger(ledger, NOW, full=True)
    found = state_of(ledger)
    assert found is not None
    assert whole is not None
    assert_sound(ledger)
    tried["damaged warehouses"] += 1


@pytest.mark.at_length
def test_a_damaged_foundation_is_laid_anew(home: Path, tried: Counter[str]) -> None:
    ledger = ledger_at_home(home).at(foundation=home / "foundation")
    whole = state_of(ledger)
    run_ledger(ledger, NOW, full=True)
    [kept] = ledger.foundation.glob("*.duckdb")
    kept.write_bytes(flip(kept.read_bytes()))
    run_ledger(ledger, NOW, full=True)
    assert state_of(ledger) == whole
    tried["damaged foundations"] += 1


def test_a_broken_lexicon_row(home: Path, tried: Counter[str]) -> None:
    ledger = ledger_at_home(home)
    whole = state_of(ledger)
    ledger.lexicon_dir.mkdir()
    row = ledger.lexicon_dir / "entities.csv"
    for broken in ("id\n", "entity_id,name,entity_type,parent_id,ticker,source\nA B,,,,\n", "\0\n", "é" * 9):
        row.write_text(broken, encoding="utf-8")
        assert_one_line(newsledger(ledger), "entities.csv")
        tried["broken lexicons"] += 1
    row.write_bytes(b"\xff\xfe\x00")
    assert_one_line(newsledger(ledger), "entities.csv", "UTF-8")
    assert state_of(ledger) == whole
    row.unlink()
    run_ledger(ledger, NOW)
    assert state_of(ledger) == whole


@pytest.mark.at_length
def test_a_clock_set_back(home: Path, tried: Counter[str]) -> None:
    ledger = ledger_at_home(home)
    ledger.raw_dir.joinpath("tern.txt").write_text(TERN, encoding="utf-8")
    for moment in (datetime(2001, 1, 1), datetime(1970, 1, 1), datetime(2026, 7, 1)):
        ledger.raw_dir.joinpath("lumo.txt").write_text(f"{LUMO}Again {moment:%Y}.\n", encoding="utf-8")
        run_ledger(ledger, moment)
        assert_sound(ledger)
        tried["clocks set back"] += 1
    incremental = state_of(ledger)
    run_ledger(ledger, datetime(1999, 1, 1), full=True)
    assert state_of(ledger) == incremental
