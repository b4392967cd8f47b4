"""The lake: what every batch read, as Parquet, append-only: the truth that a warehouse is built from.

A table's rows of a batch are one file, `<table>/<batch>.<stage>.parquet`. Each stage of a batch is committed
by a manifest, `manifests/<batch>.<stage>.json`, which is written last: a file that no manifest names does not
exist for anyone. Runs leave a record each in `runs/`. What the rows mean for the warehouse belongs to
`etl.warehouse.history`.
"""

import hashlib
import io
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from etl.contracts import CONTRACT_VERSION
from etl.errors import LakeDamaged

if TYPE_CHECKING:
    import polars as pl

    from etl.contracts.frames import Tables

STAGES = ("ingest", "extract", "interpret")
"""The stages of a batch of files, in order."""

PROPOSE = "propose"
"""The one stage of a batch of proposals: what another engine says of articles (`etl.engine.proposing`)."""

UNFINISHED = ".part"
"""What a file's name ends in until it is whole."""


PUBLISHED = ".published"
"""The file that has a line for each place where a warehouse of this lake was published."""


class TableCount(NamedTuple):
    """Rows of a table: `found` is `accepted` plus `rejected`."""

    found: int
    accepted: int
    rejected: int


@dataclass(frozen=True)
class Manifest:
    """What a stage made of a batch. `files` has a table's file and SHA-256; a table of no rows has none."""

    batch_id: str
    run_id: str
    stage: str
    recorded_at: datetime
    extractor_version: str
    seconds: float
    counts: Mapping[str, TableCount]
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    contract_version: int = CONTRACT_VERSION

    def to_json(self) -> str:
        """The manifest as JSON."""
        return json.dumps(asdict(self) | {"recorded_at": self.recorded_at.isoformat()}, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """The manifest that `to_json` wrote."""
        raw = json.loads(text)
        raw["recorded_at"] = datetime.fromisoformat(raw["recorded_at"])
        raw["counts"] = {table: TableCount(*counts) for table, counts in raw["counts"].items()}
        raw["files"] = {table: (name, sha256) for table, (name, sha256) in raw["files"].items()}
        return cls(**raw)


@dataclass(frozen=True)
class RunRecord:
    """What a run saw of the raw folder, kept in the lake so that `run_log` can be rebuilt."""

    run_id: str
    started_at: datetime
    extractor_version: str
    engine: str
    files_seen: int
    files_new: int
    files_deleted: int
    seconds: float


def _read_record(path: Path) -> RunRecord:
    """The record in a file. Raises LakeDamaged where there is none."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return RunRecord(**raw | {"started_at": datetime.fromisoformat(raw["started_at"])})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LakeDamaged(f"{path}: no record of a run to be read; newsledger doctor --repair") from error


@dataclass(frozen=True)
class Batch:
    """A batch with the manifests of the stages that it has been through."""

    batch_id: str
    manifests: Mapping[str, Manifest]

    @property
    def is_complete(self) -> bool:
        """Whether all stages are there."""
        return PROPOSE in self.manifests or all(stage in self.manifests for stage in STAGES)

    @property
    def next_stage(self) -> str | None:
        """The first stage that is not there yet; null where all are."""
        return None if self.is_complete else next(stage for stage in STAGES if stage not in self.manifests)

    @property
    def recorded_at(self) -> datetime:
        """Start of the run that finished it, or so far carried it furthest."""
        return max(manifest.recorded_at for manifest in self.manifests.values())

    @property
    def run_id(self) -> str:
        """The run that carried it furthest."""
        return [self.manifests[stage] for stage in (*STAGES, PROPOSE) if stage in self.manifests][-1].run_id


@dataclass(frozen=True)
class Lake:
    """A lake in a folder, which need not exist yet."""

    folder: Path

    def commit(self, manifest: Manifest, tables: "Mapping[str, pl.DataFrame]") -> Manifest:
        """Land what a stage made of a batch; gives the manifest back with the files' names and hashes.

        The rows are the accepted ones. A crash at any point leaves either all of it or nothing that counts.
        """
        files = {
            table: self._write_table(f"{table}/{manifest.batch_id}.{manifest.stage}.parquet", frame)
            for table, frame in tables.items()
            if frame.height
        }
        whole = Manifest(**{**manifest.__dict__, "files": files})
        self._write(
            f"manifests/{whole.batch_id}.{whole.stage}.json", whole.to_json().encode(encoding="utf-8")
        )
        return whole

    def note_published(self, warehouse: Path) -> None:
        """Remember that a warehouse is published there."""
        if not self.has_published(warehouse):
            noted = [*self._published(), self._from_here(warehouse)]
            self._write(PUBLISHED, ("\n".join(noted) + "\n").encode())

    def has_published(self, warehouse: Path) -> bool:
        """Whether a warehouse was published there: by its place beside the lake, so both may be moved."""
        return self._from_here(warehouse) in self._published()

    def _published(self) -> list[str]:
        path = self.folder / PUBLISHED
        return path.read_text("utf-8").splitlines() if path.is_file() else []

    def _from_here(self, path: Path) -> str:
        return json.dumps(os.path.relpath(path.absolute(), self.folder.absolute()))

    def record_run(self, record: RunRecord) -> None:
        """Keep the record of a run, over an earlier one of the same run."""
        raw = asdict(record) | {"started_at": record.started_at.isoformat()}
        self._write(f"runs/{record.run_id}.json", (json.dumps(raw) + "\n").encode(encoding="utf-8"))

    def run_records(self, except_for: Iterable[str] = ()) -> list[RunRecord]:
        """The records of all runs but those named, in order of their ids."""
        known = set(except_for)
        records = []
        for path in sorted(self.folder.glob("runs/*.json")):
            if path.stem not in known:
                records.append(_read_record(path))
        return records

    def broken_records(self) -> list[Path]:
        """Records of runs that cannot be read."""
        broken = []
        for path in sorted(self.folder.glob("runs/*.json")):
            try:
                _read_record(path)
            except LakeDamaged:
                broken.append(path)
        return broken

    def batch_ids(self) -> list[str]:
        """All batches of which at least one stage is committed, in the order in which they were begun."""
        return sorted({path.name.split(".")[0] for path in self._manifests()})

    def strays(self) -> list[Path]:
        """Files among the manifests that are none, by their names: nobody reads them."""
        return sorted({*self.folder.glob("manifests/*.json")} - {*self._manifests()})

    def _manifests(self) -> list[Path]:
        """The files that are manifests by their names, `<number>-<run>.<stage>.json`."""
        return [
            path
            for path in self.folder.glob("manifests/*.json")
            if path.name.partition("-")[0].isdecimal() and path.stem.partition(".")[2] in (*STAGES, PROPOSE)
        ]

    def batches(self, except_for: Iterable[str] = ()) -> list[Batch]:
        """All batches but those named, in the order in which they were finished."""
        known = set(except_for)
        batches = (self.batch(batch_id) for batch_id in self.batch_ids() if batch_id not in known)
        return sorted(batches, key=lambda batch: (batch.recorded_at, batch.batch_id))

    def batch(self, batch_id: str) -> Batch:
        """A batch by its id. Raises LakeDamaged where one of its manifests cannot be read."""
        found = {stage: self.manifest(batch_id, stage) for stage in (*STAGES, PROPOSE)}
        return Batch(batch_id, {stage: manifest for stage, manifest in found.items() if manifest})

    def manifest(self, batch_id: str, stage: str) -> Manifest | None:
        """What a stage made of a batch; null where it is not there. Raises LakeDamaged as `batch` does."""
        path = self.folder / f"manifests/{batch_id}.{stage}.json"
        try:
            return Manifest.from_json(path.read_text(encoding="utf-8")) if path.is_file() else None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise LakeDamaged(f"{path}: no manifest to be read; newsledger doctor --repair") from error

    def has_manifest(self, batch_id: str, stage: str) -> bool:
        """Whether a stage of a batch is committed, be its manifest damaged."""
        return (self.folder / f"manifests/{batch_id}.{stage}.json").is_file()

    def next_batch_ids(self, run_id: str, count: int) -> list[str]:
        """Ids for new batches, in order and after all others, whatever the clock says."""
        last = self.batch_ids()[-1:]
        first = int(last[0].split("-")[0]) + 1 if last else 1
        return [f"{number:08d}-{run_id}" for number in range(first, first + count)]

    def read_tables(self, batch: Batch) -> "Tables":
        """All tables of a batch but the quarantine. Raises LakeDamaged where a file is not as landed."""
        import polars as pl

        from etl.contracts.validate import empty

        tables = {}
        for manifest in batch.manifests.values():
            for table in manifest.counts:
                if table != "quarantine":
                    named = manifest.files.get(table)
                    tables[table] = pl.read_parquet(self.checked(*named)) if named else empty(table)
        return tables

    def checked(self, name: str, sha256: str) -> Path:
        """The path of a landed file, its bytes held against the manifest. Raises LakeDamaged."""
        path = self.folder / name
        try:
            with path.open("rb") as handle:
                found = hashlib.file_digest(handle, "sha256").hexdigest()
        except FileNotFoundError:
            found = "nothing"
        if found != sha256:
            raise LakeDamaged(
                f"{path}: not the bytes that were landed; newsledger doctor --repair, then run again"
            )
        return path

    def abandon(self, batch_id: str) -> None:
        """Take back a batch: its manifests, so that it is gone at once; its files are leftovers then."""
        for stage in reversed((*STAGES, PROPOSE)):
            (self.folder / f"manifests/{batch_id}.{stage}.json").unlink(missing_ok=True)

    def leftovers(self) -> list[str]:
        """Files that no manifest names: what a killed run left."""
        committed = {path.stem for path in self._manifests()}
        left = list(self.folder.glob(f"*/*{UNFINISHED}"))
        left += [path for path in self.folder.glob("*/*.parquet") if path.stem not in committed]
        return sorted(str(path.relative_to(self.folder)) for path in left)

    def clean(self) -> list[str]:
        """Remove leftovers. Gives their names. Needs the lock."""
        left = self.leftovers()
        for name in left:
            (self.folder / name).unlink(missing_ok=True)
        return left

    def _write_table(self, name: str, frame: "pl.DataFrame") -> tuple[str, str]:
        buffer = io.BytesIO()
        frame.write_parquet(buffer)
        content = buffer.getvalue()
        self._write(name, content)
        return name, hashlib.sha256(content).hexdigest()

    def _write(self, name: str, content: bytes) -> None:
        """A file that is there whole or not at all."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(path.name + UNFINISHED)
        unfinished.write_bytes(content)
        os.replace(unfinished, path)
