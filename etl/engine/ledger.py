"""Where a ledger lies, and what identifies a run of it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from etl import VERSION
from etl.errors import LedgerLocked
from etl.ingest.files import MAX_FILE_BYTES
from etl.lexicon import Lexicon
from etl.lexicon.store import Store
from etl.warehouse.lake import Lake
from etl.warehouse.publish import Sources

WAIT_SECONDS = 10.0
"""How long a writer waits for another before it gives up."""


@dataclass(frozen=True)
class Ledger:
    """The places of a ledger: raw folder, lake, warehouse file, the user's lexicons, the SQL models.

    `foundation` is a folder for what a new warehouse can start from; its content may be deleted at any time.
    Files of more than `max_file_bytes` are quarantined unread.
    """

    raw_dir: Path
    lake_dir: Path
    warehouse: Path
    lexicon_dir: Path
    sql_dir: Path
    foundation: Path
    max_file_bytes: int = MAX_FILE_BYTES

    @classmethod
    def of_project(cls, project: Path) -> "Ledger":
        """The ledger of a project folder."""
        data = project / "data"
        return cls(
            raw_dir=data / "raw",
            lake_dir=data / "lake",
            warehouse=data / "warehouse" / "newsledger.duckdb",
            lexicon_dir=data / "lexicon",
            sql_dir=project / "sql",
            foundation=data / "warehouse" / ".foundation",
        )

    def at(self, **others: Any) -> "Ledger":
        """The same ledger with other places, or another limit."""
        return replace(self, **others)

    @property
    def places(self) -> tuple[Path, ...]:
        """All places, in their order."""
        return (self.raw_dir, self.lake_dir, self.warehouse, self.lexicon_dir, self.sql_dir, self.foundation)

    @property
    def lexicon(self) -> Lexicon:
        """Our lexicons and, over them, the user's."""
        return Lexicon(self.lexicon_dir if self.lexicon_dir.is_dir() else None)

    @property
    def lake(self) -> Lake:
        """The lake, to read from and write to."""
        return Lake(self.lake_dir)

    @property
    def compiled(self) -> Store:
        """What earlier processes compiled from the lexicon; may be deleted at any time."""
        return Store(self.foundation)

    @property
    def sources(self) -> Sources:
        """What its warehouse is made of."""
        return Sources(self.lake, self.lexicon, self.sql_dir, self.foundation)

    @contextmanager
    def locked(self, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the lock of everyone who writes to the ledger; within one thread it may be taken again.

        Raises LedgerLocked where another run keeps it for longer than `wait_seconds`, StorageFailed where a
        disk or a folder refuses to be written to while it is held, WarehouseDamaged where DuckDB cannot read.
        """
        from filelock import FileLock, Timeout

        from etl.engine.storage import clear_storage_errors

        with clear_storage_errors(str(self.warehouse)):
            self.lake_dir.mkdir(parents=True, exist_ok=True)
            try:
                lock = FileLock(self.lake_dir / ".lock", is_singleton=True).acquire(timeout=wait_seconds)
            except Timeout as error:  # which is an error of the system's kind too
                raise LedgerLocked(
                    f"{self.lake_dir}: another run is writing to this ledger;"
                    " wait for it to end, then run again"
                ) from error
            with lock:
                yield


@dataclass(frozen=True)
class Run:
    """One run: its id sorts by time. `started_at` is UTC; whoever starts the run reads the clock."""

    run_id: str
    started_at: datetime
    extractor_version: str
    engine: str = "local"


def start_run(ledger: Ledger, started_at: datetime, engine: str = "local") -> Run:
    """A new run of the ledger. `started_at` is in UTC, with or without saying so."""
    moment = started_at.replace(tzinfo=None)
    return Run(
        run_id=f"{moment:%Y%m%dT%H%M%S}-{token_hex(3)}",
        started_at=moment,
        extractor_version=extractor_version(ledger.lexicon),
        engine=engine,
    )


def extractor_version(lexicon: Lexicon) -> str:
    """What decides how a text is read: a hash over our version and the lexicons, 16 hex digits.

    Exchange rates are left out: other rates change dollars, never a reading.
    """
    return hashlib.sha256(f"{VERSION}\0{lexicon.version}".encode()).hexdigest()[:16]
