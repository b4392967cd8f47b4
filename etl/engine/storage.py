"""What disks and folders refuse, as one line with its remedy."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from etl.errors import StorageFailed, WarehouseDamaged

REMEDIES = {
    errno.ENOSPC: "make room and run again: what was landed is kept",
    errno.EDQUOT: "make room and run again: what was landed is kept",
    errno.EROFS: "mount it for writing, or name another folder",
    errno.EIO: "look after the disk, then newsledger doctor",
    errno.EMFILE: "allow more open files (ulimit -n) and run again",
}
"""What a person can do, by the system's number of the error."""

FORBIDDEN = (errno.EACCES, errno.EPERM)
"""What the system says to who lacks a permission; `_permission` says which."""

FULL = ("No space left", "ENOSPC", "not enough space", "Disk quota")


@contextmanager
def clear_storage_errors(place: str) -> Iterator[None]:
    """Raise what the system or DuckDB says of its files as StorageFailed or WarehouseDamaged.

    `place` is named where the error names no file itself.
    """
    import duckdb

    from etl.warehouse.published import is_damage

    try:
        yield
    except OSError as error:
        remedy = REMEDIES.get(error.errno or 0, "mend that and run again")
        if error.errno in FORBIDDEN:
            remedy = _permission(error.filename)
        raise StorageFailed(f"{error.filename or place}: {error.strerror or error}; {remedy}") from error
    except duckdb.Error as error:
        cause = " ".join(str(error).split())[:300]
        if isinstance(error, duckdb.OutOfMemoryException):
            raise StorageFailed(f"{place}: {cause}; give it more memory and run again") from error
        if any(words in cause for words in FULL):
            raise StorageFailed(f"{place}: {cause}; {REMEDIES[errno.ENOSPC]}") from error
        if "ermission denied" in cause or "ead-only file system" in cause:
            raise StorageFailed(f"{place}: {cause}; {_permission(None)}") from error
        if is_damage(error):
            raise WarehouseDamaged(f"{place}: {cause}; newsledger doctor --repair, then run") from error
        raise


def _permission(path: str | bytes | None) -> str:
    """The permission to give oneself. An error does not say what was tried, so the file is asked: one that is
    there and cannot be read was to be read. Where no file is named it may be either.
    """
    if path is None:
        return "give yourself the permission to read and write there, or name another folder"
    if _is_closed(os.fsdecode(path)):
        return "give yourself the permission to read it, or name another folder"
    return "give yourself the permission to write there, or name another folder"


def _is_closed(path: str) -> bool:
    """Whether a file or one of its folders does not let itself be read."""
    if os.path.exists(path):
        return not os.access(path, os.R_OK)
    parent = os.path.dirname(path)
    return parent != path and os.path.isdir(parent) and not os.access(parent, os.X_OK)
