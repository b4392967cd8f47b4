"""The raw folder: which files lie there, their bytes, and how they differ from what the ledger knows.

Plain Python without Polars, so that a run that finds nothing new is over before anything heavy is
imported. What the bytes *say* belongs to `etl.ingest.readers`.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple


class RawFile(NamedTuple):
    """A file's bytes and their SHA-256 in hex; where it could not be read they are null, and `problem` says
    why and what to do about it.
    """

    path: str
    sha256: str | None
    size_bytes: int | None
    content: bytes | None
    problem: str | None = None


class KnownFile(NamedTuple):
    """What the ledger knows of a path."""

    sha256: str | None
    extractor_version: str
    is_deleted: bool


class Changes(NamedTuple):
    """Paths by what has to be done with them; each list is sorted, no path is in two of them.

    `new`, `changed` and `reread` (same bytes, read by another version) are to be read; `deleted` are to be
    flagged; `unchanged` cost nothing.
    """

    new: list[str]
    changed: list[str]
    reread: list[str]
    deleted: list[str]
    unchanged: list[str]

    @property
    def to_read(self) -> list[str]:
        """The paths whose articles have to be extracted, sorted."""
        return sorted([*self.new, *self.changed, *self.reread])


def list_files(folder: Path) -> list[str]:
    """What lies below `folder`, as paths relative to it with `/` between their parts, sorted.

    Hidden files and folders (`.name`) are left out. What cannot be read (a pipe, a link that leads out of the
    folder or to another one) is listed: its reading says why. Sorting is by code point: the same on every
    machine. A name that is not UTF-8 has its bytes as `\\xff`. An absent folder holds no files.
    """
    root = os.path.realpath(folder)
    found: list[str] = []
    for here, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if os.path.islink(os.path.join(here, name))]
        for name in (*names, *links):
            if not name.startswith("."):
                path = os.path.relpath(os.path.join(here, name), root).replace(os.sep, "/")
                found.append(os.fsencode(path).decode("utf-8", "backslashreplace"))
    return sorted(found)


def on_disk(folder: Path, path: str) -> Path:
    """Where a path that `list_files` gave lies."""
    plain = folder / path
    if "\\x" in path and not os.path.lexists(plain):
        name = re.sub(rb"\\x([0-9a-f]{2})", lambda found: bytes([int(found[1], 16)]), path.encode())
        return folder / os.fsdecode(name)
    return plain


def _obstacle(file: Path, folder: Path) -> str | None:
    """Why a path is no file to read, and what to do about it; None where it is one.

    Opening a pipe would wait for ever, so nothing is opened before this.
    """
    try:
        mode = file.stat().st_mode
    except FileNotFoundError:
        return "it links to nothing; mend the link" if file.is_symlink() else "it vanished; put it back"
    except OSError as error:
        return f"{error.strerror}; give yourself the permission, or mend the link"
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder)):
        return "it links out of the folder; copy the file into it"
    if stat.S_ISDIR(mode):
        return "it links to a folder; put the folder itself there"
    return None if stat.S_ISREG(mode) else "it is a pipe, a socket or a device; delete it"


def read_file(folder: Path, path: str) -> RawFile:
    """The bytes of a file that `list_files` gave; one that cannot be read has its problem, never an error."""
    file = on_disk(folder, path)
    problem = _obstacle(file, folder)
    if problem is None:
        try:
            content = file.read_bytes()
        except OSError as error:
            problem = f"{error.strerror}; give yourself the permission to read it"
        else:
            return RawFile(path, hashlib.sha256(content).hexdigest(), len(content), content)
    return RawFile(path, None, None, None, problem)


def read_files(folder: Path, paths: Iterable[str]) -> list[RawFile]:
    """The bytes of several files, in the order of `paths`."""
    return [read_file(folder, path) for path in paths]


def hash_file(folder: Path, path: str) -> str | None:
    """The SHA-256 of a file's bytes in hex, without keeping them; null where it cannot be read."""
    file = on_disk(folder, path)
    try:
        if _obstacle(file, folder) is None:
            with file.open("rb") as handle:
                return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        pass
    return None


def compare_files(present: Mapping[str, str | None], known: Mapping[str, KnownFile], version: str) -> Changes:
    """What differs between the files that are there (path → SHA-256) and those that the ledger knows.

    A path that was deleted and is back is `new` again; a known path that is deleted already is in no list.
    A file that cannot be read (null SHA-256) counts as changed, unless it could not be read before either.

    >>> was = {"a": KnownFile("1", "v1", False), "b": KnownFile("2", "v1", False)}
    >>> compare_files({"a": "1", "c": "3"}, was, "v1")
    Changes(new=['c'], changed=[], reread=[], deleted=['b'], unchanged=['a'])
    """
    new, changed, reread, unchanged = [], [], [], []
    for path, sha256 in sorted(present.items()):
        before = known.get(path)
        if before is None or before.is_deleted:
            new.append(path)
        elif before.sha256 != sha256:
            changed.append(path)
        elif before.extractor_version != version:
            reread.append(path)
        else:
            unchanged.append(path)
    deleted = sorted(path for path, row in known.items() if path not in present and not row.is_deleted)
    return Changes(new, changed, reread, deleted, unchanged)
