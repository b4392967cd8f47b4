"""Mending a batch of the lake of which a file is damaged, without losing what is sound of it.

Of a stage after ingest nothing is lost: it is made again from what the lake has of the stages before it, at
the batch's own place in history. Where ingest itself is damaged, its articles can be read anew as long as
their files lie in the raw folder. Where one does not, the batch is set aside whole: a part of it may be all
that is left of an article.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from etl.engine.ledger import Ledger, Run, extractor_version
from etl.engine.session import Session
from etl.errors import LakeDamaged
from etl.ingest.files import hash_file, list_files
from etl.warehouse.lake import PROPOSE, STAGES, Batch, Lake, Manifest
from etl.warehouse.state import State

ASIDE = "set-aside"
"""The folder of the lake for batches that nobody reads any more."""


def wounds(lake: Lake, batch_id: str) -> dict[str, str]:
    """The stages of a batch of which a file is not as landed, each with the reason, in order."""
    found: dict[str, str] = {}
    for stage in (*STAGES, PROPOSE):
        try:
            manifest = lake.manifest(batch_id, stage)
            for name, sha256 in manifest.files.values() if manifest else ():
                lake.checked(name, sha256)
            if manifest is None and stage == STAGES[0] and not lake.has_manifest(batch_id, PROPOSE):
                found[stage] = f"{lake.folder / 'manifests'}: batch {batch_id} has no manifest of {stage}"
        except LakeDamaged as error:
            found[stage] = str(error).split(";")[0]
    return found


@dataclass(frozen=True)
class Patient:
    """A batch with its wounds, and the ledger that it belongs to."""

    ledger: Ledger
    batch_id: str
    wounds: Mapping[str, str]

    @property
    def cause(self) -> str:
        """What is wrong with it: the first of its wounds."""
        return next(iter(self.wounds.values()))

    @property
    def aside(self) -> Path:
        """Where its files go where they are set aside."""
        return self.ledger.lake.folder / ASIDE / self.batch_id

    @cached_property
    def outlook(self) -> str:
        """What mending does, in words."""
        if PROPOSE in self.wounds:
            return "it is set aside; propose its file again"
        if STAGES[0] not in self.wounds:
            return "what was read in its articles is read again from the lake"
        if self._lost is None:
            return "it is set aside: nobody can tell its files; those in the raw folder are read anew"
        if self._lost:
            return (
                f"it is set aside: {self._lost:,} of its files are not in {self.ledger.raw_dir} as they were;"
                " put them back to have them read anew, as the others are by the next run"
            )
        return "its articles are read anew by the next run"

    def mend(self) -> str:
        """Mend it as the outlook says, which is given back. Needs the lock.

        Raises LexiconError where nothing can be read by the user's lexicon: then all is as it was.
        """
        told = self.outlook
        if PROPOSE not in self.wounds and STAGES[0] not in self.wounds:
            _carry_again(self.ledger, self.batch_id, next(iter(self.wounds)))
        elif self._lost == 0:
            self.ledger.lake.abandon(self.batch_id)
            self.ledger.lake.clean()
        else:
            _set_aside(self.ledger.lake, self.batch_id, self.aside)
        return told

    @cached_property
    def _lost(self) -> int | None:
        """How many of its files' bytes are not in the raw folder any more; null where nobody can tell."""
        import duckdb

        lake, raw = self.ledger.lake, self.ledger.raw_dir
        try:
            manifest = lake.manifest(self.batch_id, STAGES[0])
            if manifest is None or PROPOSE in self.wounds:
                return None
            if "dim_file" not in manifest.files:
                return 0
            rows = duckdb.execute(
                "select distinct sha256 from read_parquet(?) where sha256 is not null and not is_deleted",
                [str(lake.checked(*manifest.files["dim_file"]))],
            ).fetchall()
        except LakeDamaged:
            return None
        there = {hash_file(raw, path, self.ledger.max_file_bytes) for path in list_files(raw)}
        return sum(sha256 not in there for (sha256,) in rows)


def _carry_again(ledger: Ledger, batch_id: str, first: str) -> None:
    """Make a stage of a batch, and those after it, again from the stages before: where it was in history."""
    from etl.engine.stages import carry_batch
    from etl.engine.trial import require_readable

    require_readable(ledger)
    lake = ledger.lake
    place = STAGES.index(first)
    sound = {stage: manifest for stage in STAGES[:place] if (manifest := lake.manifest(batch_id, stage))}
    tables = lake.read_tables(Batch(batch_id, sound))
    for stage in STAGES[place:]:
        if lake.has_manifest(batch_id, stage):
            before = _readable(lake, batch_id, stage) or sound[STAGES[0]]
            run = Run(before.run_id, before.recorded_at, extractor_version(ledger.lexicon))
            session = Session(ledger, run, ledger.lexicon, lake, State(), before.recorded_at)
            _, tables = carry_batch(session, stage, batch_id, tables)


def _readable(lake: Lake, batch_id: str, stage: str) -> Manifest | None:
    try:
        return lake.manifest(batch_id, stage)
    except LakeDamaged:
        return None


def _set_aside(lake: Lake, batch_id: str, to: Path) -> None:
    """Move all files of a batch to where nobody reads them; manifests last: no leftover is made."""
    named = [*lake.folder.glob(f"*/{batch_id}.*.parquet"), *lake.folder.glob(f"manifests/{batch_id}.*.json")]
    for path in named:
        aside = to / path.relative_to(lake.folder)
        aside.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, aside)
