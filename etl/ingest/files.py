"""The raw folder: which files lie there, their bytes, and how they differ from what the ledger knows.

Plain Python without Polars, so that a run that finds nothing new is over before anything heavy is
imported. What the bytes *say* belongs to `etl.ingest.readers`.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple


class RawFile(NamedTuple):
    """A file's bytes and their SHA-256 in hex. All but `path` are null where it could not be read."""

    path: str
    sha256: str | None
    size_bytes: int | None
    content: bytes | None


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
    """The files below `folder`, as paths relative to it with `/` between their parts, sorted.

    Hidden files and folders (`.name`) are left out, and so is anything that a symbolic link leads out of
    the folder to. Sorting is by code point: the same on every machine. An absent folder holds no files.
    """
    root = os.path.realpath(folder)
    found: list[str] = []
    for here, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            full = os.path.join(here, name)
            if name.startswith(".") or not _lies_inside(full, root):
                continue
            found.append(os.path.relpath(full, root).replace(os.sep, "/"))
    return sorted(found)


def _lies_inside(path: str, root: str) -> bool:
    """Whether `path` is a regular file that is below `root` once its links are followed.

    A pipe or a socket is no article, and opening one would wait for ever.
    """
    if not os.path.isfile(path):
        return os.path.islink(path) and not os.path.exists(path)  # dangling: its reading fails, visibly
    return not os.path.islink(path) or os.path.realpath(path).startswith(root + os.sep)


def read_file(folder: Path, path: str) -> RawFile:
    """The bytes of a file that `list_files` gave. One that vanished or is locked has nulls, never an error:
    its reader quarantines it.
    """
    try:
        content = (folder / path).read_bytes()
    except OSError:
        return RawFile(path, None, None, None)
    return RawFile(path, hashlib.sha256(content).hexdigest(), len(content), content)


def read_files(folder: Path, paths: Iterable[str]) -> list[RawFile]:
    """The bytes of several files, in the order of `paths`."""
    return [read_file(folder, path) for path in paths]


def hash_file(folder: Path, path: str) -> str | None:
    """The SHA-256 of a file's bytes in hex, without keeping them; null where it cannot be read."""
    try:
        with (folder / path).open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
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
