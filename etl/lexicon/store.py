"""What is compiled from a lexicon, kept between processes: one file a kind, for the newest version only.

A cache and nothing more: the folder may be deleted at any time, and a file that is torn, of another form or
not ours is passed over, so that its owner compiles again.
"""

import hashlib
import json
import os
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

MAGIC = b"newsledger compiled\n"

HEAD = 4_096
"""Bytes that the first line of packed parts fits in."""

_UNFINISHED = ".part"


@dataclass(frozen=True)
class Store:
    """A folder of compiled forms. It is made when something is kept."""

    folder: Path

    def load(self, kind: str, version: str) -> memoryview | None:
        """What was kept under that kind and version; None where nothing sound was."""
        try:
            content = memoryview(self._path(kind, version).read_bytes())
        except OSError:
            return None
        head = len(MAGIC) + 4
        body = content[head:]
        sealed = MAGIC + zlib.crc32(body).to_bytes(4, "big")
        return body if content[:head] == sealed else None

    def keep(self, kind: str, version: str, body: bytes) -> None:
        """Keep `body` in the place of what any version of that kind had.

        A folder that cannot be written to costs the next process its time, not this one its run.
        """
        path = self._path(kind, version)
        part = path.with_name(f"{path.name}.{os.getpid()}{_UNFINISHED}")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(MAGIC + zlib.crc32(body).to_bytes(4, "big") + body)
            part.replace(path)
            for other in self.folder.glob(f"{kind}-*"):
                if other != path:
                    other.unlink(missing_ok=True)

    def _path(self, kind: str, version: str) -> Path:
        return self.folder / f"{kind}-{version}.bin"


def pack(parts: Sequence[bytes], source: str) -> bytes:
    """Parts one after another, after a line that says what wrote them and how long each is.

    `source` is the file of the module that makes them: another version of it does not read them.
    """
    head = json.dumps({"form": _form(source), "sizes": [len(part) for part in parts]})
    return b"".join((head.encode(), b"\n", *parts))


def unpack(body: memoryview, source: str) -> list[bytes] | None:
    """The parts that `pack` wrote for this very version of a module; None where it did not."""
    try:
        line = bytes(body[:HEAD]).partition(b"\n")[0]
        head = json.loads(line)
        if head["form"] != _form(source):
            return None
        ends = list(accumulate(head["sizes"], initial=len(line) + 1))
        return [bytes(body[start:end]) for start, end in pairwise(ends)]
    except (KeyError, TypeError, ValueError):
        return None


@cache
def _form(source: str) -> str:
    """What decides how parts are made and written, apart from the lexicon: a module and daachorse."""
    import daachorse

    library = next(Path(daachorse.__file__).parent.glob("daachorse.*")).stat()
    return hashlib.sha256(Path(source).read_bytes() + str(library.st_size).encode()).hexdigest()
