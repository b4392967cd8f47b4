"""The raw folder: which files lie there, their bytes, and how they differ from what the ledger knows.

Plain Python without Polars, so that a run that finds nothing new is over before anything heavy is
imported. What the bytes *say* belongs to `etl.ingest.readers`.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

MAX_FILE_BYTES = 20_000_000
"""Larger files are not read, unless a ledger says otherwise: no article is as long as that, and the memory
that reading takes grows with the file."""

_SHOWN_BY_BYTES = re.compile(
    # controls, ends of lines, marks that turn the direction of writing; a backslash that looks like this
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]|\\\\(?=x[0-9a-f]{2})"
)
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")


class RawFile(NamedTuple):
    """A file's bytes and their SHA-256 in hex; where it could not be read they are null, `rule` names the
    condition, and `problem` says why and what to do about it.
    """

    path: str
    sha256: str | None
    size_bytes: int | None
    content: bytes | None
    problem: str | None = None
    rule: str | None = None


class Obstacle(NamedTuple):
    """Why a path is no file to read: the name of the condition, and what to do about it."""

    rule: str
    problem: str


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
    folder or to another one, a folder that does not let itself be listed) is listed: its reading says why.
    Sorting is by code point: the same on every machine. What cannot stand in one line of text (a byte that is
    not UTF-8, a newline) is shown by its bytes as `\\xff`. An absent folder holds no files; raises OSError
    where `folder` is there and does not let itself be listed.
    """
    return sorted(_walk(os.path.realpath(folder), ""))


def _walk(folder: str, before: str) -> Iterator[str]:
    """The paths below a folder, each beginning with `before`. What vanishes meanwhile is not there."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not entry.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        if not before:
            raise
        yield before.removesuffix("/")
        return
    for entry in found:
        name = before + _SHOWN_BY_BYTES.sub(_by_bytes, entry.name)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{name}/")
        else:
            yield name


def _by_bytes(character: re.Match[str]) -> str:
    return "".join(f"\\x{byte:02x}" for byte in os.fsencode(character[0]))


def on_disk(folder: Path, path: str) -> Path:
    """Where a path that `list_files` gave lies."""
    if "\\x" not in path:
        return folder / path
    return folder / os.fsdecode(_BYTE.sub(lambda found: bytes([int(found[1], 16)]), path.encode()))


def _obstacle(file: Path, folder: Path, max_bytes: int) -> Obstacle | None:
    """Why a path is no file to read; None where it is one.

    Opening a pipe would wait for ever, so nothing is opened before this.
    """
    try:
        status = file.lstat()
        if is_link := stat.S_ISLNK(status.st_mode):
            status = file.stat()
    except FileNotFoundError:
        if file.is_symlink():
            return Obstacle("link", "it links to nothing; mend the link")
        return Obstacle("vanished", "it vanished; put it back")
    except OSError as error:
        return Obstacle("unreadable", f"{error.strerror}; give yourself the permission, or mend the link")
    if is_link and not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder)):
        return Obstacle("link", "it links out of the folder; copy the file into it")
    if stat.S_ISDIR(status.st_mode) and not is_link:
        return Obstacle("unreadable", "the folder cannot be listed; give yourself the permission to read it")
    if stat.S_ISDIR(status.st_mode):
        return Obstacle("link", "it links to a folder; put the folder itself there")
    if not stat.S_ISREG(status.st_mode):
        return Obstacle("no_file", "it is a pipe, a socket or a device; delete it")
    return _too_large(status.st_size, max_bytes)


def _too_large(size: int, max_bytes: int) -> Obstacle | None:
    if size <= max_bytes:
        return None
    return Obstacle(
        "too_large",
        f"it is larger than {max_bytes:,} bytes; cut it up, or raise the limit with --max-file-mb",
    )


def read_file(folder: Path, path: str, max_bytes: int = MAX_FILE_BYTES) -> RawFile:
    """The bytes of a file that `list_files` gave; one that cannot be read has its problem, never an error."""
    file = on_disk(folder, path)
    obstacle = _obstacle(file, folder, max_bytes)
    if obstacle is None:
        try:
            with file.open("rb") as handle:
                content = handle.read(max_bytes + 1)  # it may have grown since
        except FileNotFoundError:
            obstacle = Obstacle("vanished", "it vanished; put it back")
        except OSError as error:
            obstacle = Obstacle("unreadable", f"{error.strerror}; give yourself the permission to read it")
        else:
            obstacle = _too_large(len(content), max_bytes)
            if obstacle is None:
                return RawFile(path, hashlib.sha256(content).hexdigest(), len(content), content)
    return RawFile(path, None, None, None, obstacle.problem, obstacle.rule)


def read_files(folder: Path, paths: Iterable[str], max_bytes: int = MAX_FILE_BYTES) -> list[RawFile]:
    """The bytes of several files, in the order of `paths`."""
    return [read_file(folder, path, max_bytes) for path in paths]


def hash_file(folder: Path, path: str, max_bytes: int = MAX_FILE_BYTES) -> str | None:
    """The SHA-256 of a file's bytes in hex, without keeping them; null where it cannot be read."""
    file = on_disk(folder, path)
    try:
        if _obstacle(file, folder, max_bytes) is None:
            with file.open("rb") as handle:
                return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        pass
    return None


def hidden_by(paths: Iterable[str], known: Iterable[str]) -> list[str]:
    """The known paths that lie below one of `paths`: a folder that did not let itself be listed.

    >>> hidden_by(["b", "c.txt"], ["a/1.txt", "b/1.txt", "b/c/2.txt", "c.txt"])
    ['b/1.txt', 'b/c/2.txt']
    """
    listed = set(paths)
    return [path for path in known if any(parent in listed for parent in _folders_of(path))]


def _folders_of(path: str) -> Iterator[str]:
    for place, letter in enumerate(path):
        if letter == "/":
            yield path[:place]


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
