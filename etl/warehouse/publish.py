"""Publishing: a warehouse is built beside the published one, checked, and put in its place in one step.

`build` never touches the published file and `publish` only replaces it, so that between the two anyone may
look at what was built. Readers keep the file that they have open. Both need the ledger's lock, which is its
engine's to hold.
"""

import glob
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import duckdb

from etl.errors import LedgerLocked
from etl.lexicon import Lexicon
from etl.warehouse.digest import log_digests
from etl.warehouse.foundation import is_kept, lay_foundation, mend_foundation, wanted_properties
from etl.warehouse.fx import convert
from etl.warehouse.history import apply_batches
from etl.warehouse.installing import keep_marts
from etl.warehouse.lake import Lake
from etl.warehouse.proposals import judge_proposals
from etl.warehouse.published import connect
from etl.warehouse.resolve import resolve
from etl.warehouse.state import State

BUILDING = ".building"
"""What the name of a file that is being built ends in."""


@dataclass(frozen=True)
class Sources:
    """What a warehouse is made of, beside the published file itself.

    `foundation` is the folder that keeps the foundation of the last warehouse built anew.
    """

    lake: Lake
    lexicon: Lexicon
    sql_dir: Path
    foundation: Path


@dataclass(frozen=True)
class Build:
    """A warehouse that is built and not published. `is_changed` is false where only the run was logged.

    `base` marks the published file that it started from; null where there was none.
    """

    path: Path
    published: Path
    run_id: str
    base: str | None
    batches: int
    is_full: bool
    is_changed: bool
    seconds: float


def build(warehouse: Path, sources: Sources, state: State, run_id: str, *, full: bool = False) -> Build:
    """Build the warehouse that the lake, the lexicons, the rates and the SQL make now.

    A copy of the published file takes in the batches that it does not hold; with `full`, and where there is
    none that fits the contracts, an empty one takes in all. Where nothing differs only the run is logged.
    Raises LakeDamaged and SqlBroken; then nothing is left behind.
    """
    begun = perf_counter()
    full = full or not state.properties
    lake = sources.lake
    batches = [batch for batch in (lake.batches() if full else state.waiting) if batch.is_complete]
    wanted = wanted_properties(sources.lexicon, sources.sql_dir)
    stale = {name for name, value in wanted.items() if state.properties.get(name) != value}
    base = _mark(warehouse)
    path = _place(warehouse, run_id)
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    clean(warehouse)
    try:
        if full:
            lay_foundation(path, sources.foundation, sources.lexicon, sources.sql_dir, wanted)
        else:
            shutil.copyfile(warehouse, path)
        with connect(path) as con:
            if not full:
                mend_foundation(con, path, sources.lexicon, sources.sql_dir, stale)
            apply_batches(con, lake, batches)
            if full or batches or stale:
                judge_proposals(con)
                resolve(con)
                convert(con)
                keep_marts(con, sources.sql_dir)
            log_runs(con, lake, run_id, since=begun)
            log_digests(con, run_id, is_changed=bool(full or batches or stale))
            _set_properties(con, {**wanted, "run": run_id})
            con.execute("checkpoint")
    except BaseException:
        _remove(path)
        raise
    return Build(
        path=path,
        published=warehouse,
        run_id=run_id,
        base=base,
        batches=len(batches),
        is_full=full,
        is_changed=bool(full or batches or stale),
        seconds=perf_counter() - begun,
    )


def prepare_foundation(warehouse: Path, sources: Sources, run_id: str) -> None:
    """Have the foundation of a new warehouse kept, so that the build of that run need only copy it.

    For another thread than the one that reads articles. Needs the lock.
    """
    wanted = wanted_properties(sources.lexicon, sources.sql_dir)
    if is_kept(sources.foundation, wanted):
        return
    path = _place(warehouse, f"{run_id}-foundation")
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    try:
        lay_foundation(path, sources.foundation, sources.lexicon, sources.sql_dir, wanted)
    finally:
        _remove(path)


def _place(warehouse: Path, name: str) -> Path:
    """Where a build of that name lies until it is published."""
    return warehouse.with_name(f"{warehouse.stem}.{name}{BUILDING}")


def _set_properties(con: duckdb.DuckDBPyConnection, properties: Mapping[str, str]) -> None:
    """Fill `build_info`."""
    con.execute("delete from build_info")
    con.executemany("insert into build_info values (?, ?)", list(properties.items()))


def log_runs(con: duckdb.DuckDBPyConnection, lake: Lake, run_id: str, since: float) -> None:
    """Add the runs that `run_log` lacks: their records in the lake, with what their batches made.

    To the seconds of `run_id`, the run at work, come those that its build took `since` it began.
    """
    known = [run_id for (run_id,) in con.execute("select run_id from run_log").fetchall()]
    for record in lake.run_records(except_for=known):
        con.execute(
            """
            insert into run_log by name
            with made as (select * from batch_log where run_id = $run_id)
            select
                $run_id as run_id,
                $started_at::timestamp as started_at,
                $extractor_version as extractor_version,
                $engine as engine,
                $files_seen as files_seen,
                $files_new as files_new,
                $files_deleted as files_deleted,
                coalesce(sum(accepted) filter (table_name = 'dim_article'), 0)::bigint as articles_read,
                coalesce(sum(found) filter (ends_with(table_name, '_mention')), 0)::bigint as mentions_found,
                coalesce(sum(accepted) filter (ends_with(table_name, '_mention')), 0)::bigint
                    as mentions_accepted,
                coalesce(sum(found) filter (table_name = 'fact_claim'), 0)::bigint as claims_found,
                coalesce(sum(accepted) filter (table_name = 'fact_claim'), 0)::bigint as claims_accepted,
                coalesce(sum(accepted) filter (table_name = 'quarantine'), 0)::bigint as quarantined,
                $seconds::double as seconds
            from made
            """,
            {
                **record.__dict__,
                "seconds": record.seconds + (perf_counter() - since if record.run_id == run_id else 0.0),
            },
        )


def publish(built: Build) -> None:
    """Put a build in the place of the published warehouse, in one step.

    Raises LedgerLocked where another run has published since the build began, or cleaned it away: its batches
    are in the lake, so running again loses nothing.
    """
    if _mark(built.published) != built.base:
        raise LedgerLocked(f"{built.published}: another run has published meanwhile; run again")
    require_build(built)
    os.replace(built.path, built.published)


def require_build(built: Build) -> None:
    """Raise LedgerLocked where a build is gone: another run began meanwhile and cleaned it away."""
    if not built.path.is_file():
        raise LedgerLocked(f"{built.published}: another run has taken over meanwhile; run again")


def _mark(path: Path) -> str | None:
    """What tells a published file from the one that takes its place; null where there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return f"{status.st_dev}-{status.st_ino}-{status.st_mtime_ns}-{status.st_size}"


def discard(built: Build) -> None:
    """Remove a build that will not be published."""
    _remove(built.path)


def leftovers(warehouse: Path) -> list[Path]:
    """Builds that a killed run left beside a warehouse."""
    return sorted(warehouse.parent.glob(f"{glob.escape(warehouse.stem)}.*{BUILDING}*"))


def clean(warehouse: Path) -> None:
    """Remove leftovers. Needs the lock."""
    for path in leftovers(warehouse):
        _remove(path)


def _remove(path: Path) -> None:
    """Remove a build with all that lies beside it: its log, what spilled to disk, what it was made of."""
    for name in (path, *path.parent.glob(f"{glob.escape(path.name)}.*")):
        if name.is_dir():
            shutil.rmtree(name, ignore_errors=True)
        else:
            name.unlink(missing_ok=True)
