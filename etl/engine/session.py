"""A run at work on a ledger: what it knows at its start, what it has to read, what it says of its batches."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

from etl.engine.ledger import Ledger, Run
from etl.engine.trial import require_readable
from etl.errors import NotFound
from etl.ingest.files import Changes, KnownFile, compare_files, hash_file, hidden_by, list_files, on_disk
from etl.lexicon import Lexicon
from etl.warehouse.lake import STAGES, Lake, Manifest, RunRecord, TableCount
from etl.warehouse.ownership import require_own
from etl.warehouse.state import State, read_state

BATCH_FILES = 4_000
BATCH_BYTES = 64 * 1024 * 1024
"""A batch has at most so many files, and closes when it holds so many bytes: its memory is bounded."""

Deleted = Mapping[str, KnownFile]


@dataclass(frozen=True)
class Session:
    """A run at work on a ledger whose lock it holds. `moment` is what its rows are recorded as."""

    ledger: Ledger
    run: Run
    lexicon: Lexicon
    lake: Lake
    state: State
    moment: datetime


@dataclass(frozen=True)
class Plan:
    """What a run has to read, batch by batch, and which paths are gone."""

    changes: Changes
    seen: int
    batches: Sequence[Sequence[str]]
    deleted: Deleted


def require_raw(ledger: Ledger) -> None:
    """Raise NotFound where the raw folder is missing or no folder: all its files would count as deleted."""
    if not ledger.raw_dir.is_dir():
        problem = "no folder" if ledger.raw_dir.exists() else "no such folder"
        raise NotFound(
            f"{ledger.raw_dir}: {problem}; put the articles back there, or name their folder with --raw"
        )


def open_session(ledger: Ledger, run: Run) -> Session:
    """Clean up after killed runs and learn what the ledger knows. Needs the lock.

    A batch that another version of code or lexicons began and never finished is taken back: its files are
    read again by this one. Raises LexiconError where nothing can be read by the user's lexicon,
    ForeignFile where the warehouse's place is taken.
    """
    require_readable(ledger)
    lake = ledger.lake
    require_own(ledger.warehouse, lake)
    lake.clean()
    state = read_state(ledger.warehouse, lake)
    foreign = [
        batch
        for batch in state.waiting
        if not batch.is_complete and batch.manifests[STAGES[0]].extractor_version != run.extractor_version
    ]
    if foreign:
        for batch in foreign:
            lake.abandon(batch.batch_id)
        lake.clean()
        state = read_state(ledger.warehouse, lake)
    moment = max(run.started_at, state.newest_moment or run.started_at)  # a clock may have been set back
    return Session(ledger, run, ledger.lexicon, lake, state, moment)


def plan_reading(session: Session) -> Plan:
    """Compare the raw folder with what is known, and split what is to be read into batches.

    What lay in a folder that cannot be listed now is neither gone nor changed: nobody knows.
    """
    raw = session.ledger.raw_dir
    present = {path: hash_file(raw, path, session.ledger.max_file_bytes) for path in list_files(raw)}
    hidden = set(hidden_by(present, session.state.files))
    known = {path: file for path, file in session.state.files.items() if path not in hidden}
    changes = compare_files(present, known, session.run.extractor_version)
    deleted = {path: known[path] for path in changes.deleted}
    batches = list(_split(session, changes.to_read))
    if deleted and not batches:
        batches = [[]]
    return Plan(changes, len(present), batches, deleted)


def _split(session: Session, paths: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for path in paths:
        with suppress(OSError):  # it vanished: its reading goes to quarantine
            there = on_disk(session.ledger.raw_dir, path).stat().st_size
            size += there if there <= session.ledger.max_file_bytes else 0
        batch.append(path)
        if len(batch) >= BATCH_FILES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def record_plan(session: Session, plan: Plan, seconds: float = 0.0) -> None:
    """Keep in the lake what the run saw."""
    session.lake.record_run(
        RunRecord(
            run_id=session.run.run_id,
            started_at=session.run.started_at,
            extractor_version=session.run.extractor_version,
            engine=session.run.engine,
            files_seen=plan.seen,
            files_new=len(plan.changes.to_read),
            files_deleted=len(plan.deleted),
            seconds=seconds,
        )
    )


def manifest_of(
    session: Session, batch_id: str, stage: str, counts: Mapping[str, TableCount], begun: float
) -> Manifest:
    """What a session says of a batch's stage that it is about to commit; `begun` is of `perf_counter`."""
    return Manifest(
        batch_id=batch_id,
        run_id=session.run.run_id,
        stage=stage,
        recorded_at=session.moment,
        extractor_version=session.run.extractor_version,
        seconds=perf_counter() - begun,
        counts=counts,
    )
