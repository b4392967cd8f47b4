"""Moving a ledger: all that is no copy of something else, in one archive: articles, lake, the user's lexicon.

The warehouse stays behind: the next run builds it from the lake, row for row, with all its history.
"""

import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl import VERSION
from etl.contracts import CONTRACT_VERSION
from etl.engine.ledger import Ledger
from etl.errors import LakeDamaged, NotFound, StorageFailed, WrongRequest
from etl.ingest.files import list_files, on_disk

HEAD = "ledger.json"
"""The archive's first member: versions, and the SHA-256 of every other."""

CHUNK = 1 << 20
"""Bytes that are read at once."""

STAGING = ".importing"
"""What the name of a folder ends in until all of it is there."""


@dataclass(frozen=True)
class Moved:
    """What was packed or unpacked."""

    archive: Path
    files: int
    size_bytes: int


def export_ledger(ledger: Ledger, archive: Path) -> Moved:
    """Pack a ledger into one `.tar.gz`, whole or not at all. Holds the lock meanwhile.

    Pipes, links out of the folder and the like stay behind, as no run reads them. Raises WrongRequest where
    the archive would be a part of the ledger itself, StorageFailed where one of its files cannot be read.
    """
    require_file_outside(ledger, archive)
    with ledger.locked():
        named = dict(_members(ledger))
        sums = {name: _readable_sum(path) for name, path in named.items()}
        head = {"newsledger": VERSION, "contract_version": CONTRACT_VERSION, "files": sums}
        content = json.dumps(head, indent=1).encode()
        unfinished = archive.with_name(f"{archive.name}.part")
        archive.parent.mkdir(parents=True, exist_ok=True)
        try:
            with tarfile.open(unfinished, "w:gz", compresslevel=3) as packed:
                about = tarfile.TarInfo(HEAD)
                about.size = len(content)
                packed.addfile(about, io.BytesIO(content))
                for name, path in named.items():
                    packed.add(path.resolve(), arcname=name, recursive=False)
            os.replace(unfinished, archive)
        finally:
            unfinished.unlink(missing_ok=True)
    return Moved(archive, len(named), archive.stat().st_size)


def require_file_outside(ledger: Ledger, target: Path) -> None:
    """Raise WrongRequest where a file to write is a folder, the warehouse or inside the ledger's folders."""
    if target.is_dir():
        raise WrongRequest(f"{target}: a folder; name the file to write")
    there = target.resolve()
    if there == ledger.warehouse.resolve():
        raise WrongRequest(f"{target}: the warehouse itself; name another file")
    for folder in (ledger.raw_dir, ledger.lake_dir, ledger.lexicon_dir):
        if there.is_relative_to(folder.resolve()):
            raise WrongRequest(f"{target}: inside {folder}, a part of the ledger; name a file elsewhere")


def _members(ledger: Ledger) -> Iterator[tuple[str, Path]]:
    """Name in the archive and place of every file that goes into it, in a fixed order."""
    for path in list_files(ledger.raw_dir):
        there = on_disk(ledger.raw_dir, path)
        inside = there.resolve().is_relative_to(ledger.raw_dir.resolve())
        if inside and there.is_file():
            yield f"raw/{os.path.relpath(there, ledger.raw_dir)}", there
    for part, folder in (("lake", ledger.lake_dir), ("lexicon", ledger.lexicon_dir)):
        for there in sorted(folder.rglob("*")):
            if there.is_file() and not there.name.startswith("."):
                yield f"{part}/{there.relative_to(folder)}", there


def import_ledger(ledger: Ledger, archive: Path) -> Moved:
    """Unpack a ledger into its places, which must be empty; every file is held against its sum.

    Raises NotFound where the archive is missing, WrongRequest where a place is taken, LakeDamaged where the
    archive is not as it was packed or comes from a newer newsledger. Nothing is put in its place before all
    is sound.
    """
    if not archive.is_file():
        raise NotFound(f"{archive}: no such archive; make one with: newsledger export")
    places = {"raw": ledger.raw_dir, "lake": ledger.lake_dir, "lexicon": ledger.lexicon_dir}
    with ledger.locked():
        _require_empty(ledger)
        staged = {part: place.with_name(place.name + STAGING) for part, place in places.items()}
        try:
            count = _unpack(archive, staged)
            for part, place in places.items():
                if staged[part].is_dir():
                    _put(staged[part], place)
        finally:
            for folder in staged.values():
                shutil.rmtree(folder, ignore_errors=True)
    return Moved(archive, count, archive.stat().st_size)


def _require_empty(ledger: Ledger) -> None:
    taken = [
        place
        for place in (ledger.raw_dir, ledger.lake_dir, ledger.lexicon_dir)
        if place.is_dir() and any(not entry.name.startswith(".") for entry in place.iterdir())
    ]
    taken += [ledger.warehouse] if ledger.warehouse.exists() else []
    if taken:
        raise WrongRequest(f"{taken[0]}: there is something already; import into a place that is empty")


def _unpack(archive: Path, staged: dict[str, Path]) -> int:
    """Write every member below its part's folder and hold it against its sum. Gives their number."""
    try:
        with gzip.open(archive) as stream, tarfile.open(fileobj=stream, mode="r:") as packed:
            head = _read_head(archive, packed)
            wanted = dict(head["files"])
            for folder in staged.values():
                shutil.rmtree(folder, ignore_errors=True)
            for member in packed:
                if member.name != HEAD:
                    target = _unpack_member(archive, packed, member, staged)
                    if wanted.pop(member.name, None) != _sum(target):
                        raise LakeDamaged(
                            f"{archive}: {member.name!r} is not as it was packed; export it again"
                        )
            while stream.read(CHUNK):  # what lies between and behind the files is told by the sum at the end
                pass
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise LakeDamaged(f"{archive}: not a whole archive ({error}); export it again") from error
    if wanted:
        raise LakeDamaged(f"{archive}: {min(wanted)!r} is missing; export it again")
    return len(head["files"])


def _unpack_member(
    archive: Path, packed: tarfile.TarFile, member: tarfile.TarInfo, staged: dict[str, Path]
) -> Path:
    """Write one member below its part's folder. Raises LakeDamaged for one that would lie elsewhere."""
    part, _, name = member.name.partition("/")
    source = packed.extractfile(member) if member.isfile() else None
    if source is None or part not in staged or ".." in Path(name).parts or Path(name).is_absolute():
        raise LakeDamaged(f"{archive}: {member.name!r} is no file of a ledger; export it again")
    target = staged[part] / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as handle:
        shutil.copyfileobj(source, handle)
    return target


def _read_head(archive: Path, packed: tarfile.TarFile) -> dict[str, dict[str, str]]:
    first = packed.next()
    source = packed.extractfile(first) if first and first.name == HEAD else None
    if source is None:
        raise LakeDamaged(f"{archive}: no archive of a ledger; make one with: newsledger export")
    head = json.loads(source.read())
    if head["contract_version"] > CONTRACT_VERSION:
        raise LakeDamaged(
            f"{archive}: packed by newsledger {head['newsledger']}, which is newer; upgrade this one"
        )
    return dict(head)


def _put(staged: Path, place: Path) -> None:
    """Move what a staged folder holds into its place; the place's own hidden files stay."""
    place.mkdir(parents=True, exist_ok=True)
    for entry in staged.iterdir():
        os.replace(entry, place / entry.name)


def _readable_sum(path: Path) -> str:
    try:
        return _sum(path)
    except PermissionError as error:
        raise StorageFailed(
            f"{path}: {error.strerror}; give yourself the permission to read it, then export again"
        ) from error


def _sum(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
