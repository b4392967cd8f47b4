"""The doctor: looks a ledger over, says what is wrong in one line each, and mends what it can.

What it mends is what can be made again: leftovers of killed runs, a batch whose files are damaged
(`etl.engine.mending`) and a warehouse that cannot be trusted (it is built anew from the lake). It never
touches the raw folder.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.contracts.compiled import schema_digest
from etl.engine.ledger import Ledger
from etl.engine.mending import Patient, wounds
from etl.engine.trial import require_readable
from etl.errors import LedgerError, LexiconError
from etl.warehouse.checks import check_warehouse
from etl.warehouse.digest import digest_tables, logged_digests
from etl.warehouse.ownership import REMEDY, foreign
from etl.warehouse.publish import clean, leftovers
from etl.warehouse.published import open_published

SPARE_BYTES = 64 * 1024 * 1024
"""Room that a run needs beside a second copy of the warehouse."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `state`: `sound`, `mended` or `broken`; only the last has a `remedy`."""

    part: str
    state: str
    what: str
    remedy: str = ""


def examine(ledger: Ledger, *, repair: bool = False) -> list[Finding]:
    """Look a ledger over, part by part; with `repair`, mend what can be mended.

    Takes the ledger's lock, so that no run is at work meanwhile. Raises LedgerLocked where one is.
    """
    with ledger.locked():
        findings = [*_folders(ledger), *_lexicon(ledger), *_leftovers(ledger, repair)]
        findings += [_record(path, repair) for path in ledger.lake.broken_records()]
        findings += [_stray(path) for path in ledger.lake.strays()]
        damaged = list(_damaged(ledger))
        batches = [_batch(batch, repair) for batch in damaged]
        if not damaged:
            batches.append(Finding("lake", "sound", f"{len(ledger.lake.batch_ids()):,} batches as landed"))
        may_mend = repair and all(finding.state != "broken" for finding in batches)
        aside = next((batch.aside for batch in damaged if batch.aside.is_dir()), None)
        return [*findings, *batches, *_warehouse(ledger, may_mend, bool(damaged), aside)]


def _folders(ledger: Ledger) -> Iterator[Finding]:
    """Whether there is something to read, and whether what is made of it can be written."""
    if not ledger.raw_dir.is_dir():
        problem = "no folder" if ledger.raw_dir.exists() else "no such folder"
        yield Finding("raw", "broken", f"{ledger.raw_dir}: {problem}", "make it and put articles there")
    for part, folder in (("lake", ledger.lake_dir), ("warehouse", ledger.warehouse.parent)):
        there = next(path for path in (folder, *folder.parents) if path.exists())
        if not os.access(there, os.W_OK):
            yield Finding(part, "broken", f"{there}: cannot be written to", "give yourself the permission")
            continue
        held = ledger.warehouse.stat().st_size if ledger.warehouse.is_file() else 0
        free = shutil.disk_usage(there).free
        if free < held + SPARE_BYTES:
            needed = (held + SPARE_BYTES) // 1024**2
            yield Finding(part, "broken", f"{there}: {free // 1024**2} MB free", f"make {needed} MB free")


def _lexicon(ledger: Ledger) -> Iterator[Finding]:
    """Whether our lexicons and the user's load."""
    from etl.lexicon import RULES, TABLES

    lexicon = ledger.lexicon
    try:
        require_readable(ledger)
        for name in TABLES:
            lexicon.table(name)
        for name in RULES:
            lexicon.rules(name)
    except LedgerError as error:
        what, _, remedy = str(error).partition("; ")
        yield Finding("lexicon", "broken", what, remedy)
    else:
        yield Finding("lexicon", "sound", f"version {lexicon.version}")


def _leftovers(ledger: Ledger, repair: bool) -> Iterator[Finding]:
    """What killed runs left: unfinished files in the lake, builds beside the warehouse."""
    left = ledger.lake.leftovers()
    left += [path.name for path in leftovers(ledger.warehouse)]
    if not left:
        return
    if repair:
        ledger.lake.clean()
        clean(ledger.warehouse)
    said = f"{len(left):,} files that a killed run left, {left[0]} first"
    yield Finding("lake", "mended" if repair else "broken", said, "" if repair else "run again, or --repair")


def _record(path: Path, repair: bool) -> Finding:
    """A record of a run that cannot be read: what the run made is in its batches, so the record may go."""
    if not repair:
        return Finding(
            "lake", "broken", f"{path}: no record of a run to be read", "newsledger doctor --repair"
        )
    path.unlink()
    return Finding("lake", "mended", f"{path}: no record of a run to be read; removed, its batches stay")


def _stray(path: Path) -> Finding:
    """A file among the manifests that no run wrote: whose it is, nobody here knows."""
    return Finding("lake", "broken", f"{path}: no manifest by its name; no run reads it", "take it away")


def _damaged(ledger: Ledger) -> Iterator[Patient]:
    """The batches of which a file is not as landed."""
    for batch_id in ledger.lake.batch_ids():
        if found := wounds(ledger.lake, batch_id):
            yield Patient(ledger, batch_id, found)


def _batch(batch: Patient, repair: bool) -> Finding:
    """A damaged batch, mended so that nothing sound of it is lost."""
    if not repair:
        return Finding(
            "lake", "broken", batch.cause, f"newsledger doctor --repair, then run: {batch.outlook}"
        )
    try:
        return Finding("lake", "mended", f"{batch.cause}; {batch.mend()}")
    except LexiconError:
        return Finding("lake", "broken", batch.cause, "mend the lexicon, then newsledger doctor --repair")


def _warehouse(ledger: Ledger, repair: bool, distrusted: bool, aside: Path | None) -> Iterator[Finding]:
    """Whether the published warehouse opens, fits the contracts and the lake, and passes its checks.

    One that is all that is left of a batch goes `aside` with it.
    """
    path = ledger.warehouse
    if not path.exists():
        yield Finding("warehouse", "sound", f"{path}: not there yet; the next run builds it")
        return
    if what := foreign(path, ledger.lake):
        yield Finding("warehouse", "broken", f"{path}: {what}", REMEDY)
        return
    cause = "holds a damaged batch" if distrusted else _cause(ledger, path)
    if cause is None:
        yield Finding("warehouse", "sound", f"{path}: opens, fits the lake and passes its checks")
    elif repair:
        if aside:
            shutil.move(path, aside / path.name)
        else:
            path.unlink(missing_ok=True)
        done = f"set aside in {aside}" if aside else "removed"
        yield Finding("warehouse", "mended", f"{path}: {cause}; {done}, the next run builds it from the lake")
    else:
        yield Finding("warehouse", "broken", f"{path}: {cause}", "newsledger doctor --repair, then run")


def _cause(ledger: Ledger, path: Path) -> str | None:
    """Why a warehouse cannot be trusted; None where it can."""
    try:
        with open_published(path) as con:
            held = dict(con.execute("select property, value from build_info").fetchall())
            applied = {row[0] for row in con.execute("select distinct batch_id from batch_log").fetchall()}
            # reads every row, as no check does
            differ = held.get("schema") == schema_digest() and logged_digests(con) not in (
                None,
                digest_tables(con),
            )
        if held.get("schema") != schema_digest():
            return "is of other contracts"
        if lost := applied - set(ledger.lake.batch_ids()):
            return f"holds {len(lost):,} batches that the lake lacks, {min(lost)} first"
        if differ:
            return "holds other rows than its run published"
        failed = [check.name for check in check_warehouse(path, ledger.sql_dir) if check.blocks]
    except (duckdb.Error, LedgerError) as error:
        return " ".join(str(error).split())[:200]
    return f"fails the check {failed[0]}" if failed else None
