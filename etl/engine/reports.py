"""What the steps of a run say about themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.warehouse.checks import CheckResult
from etl.warehouse.lake import Manifest, TableCount

Progress = Callable[[str, int, int], None]
"""Called with the step's name, what is done and what there is to do (files, articles or batches)."""


@dataclass(frozen=True)
class StageReport:
    """What a stage made: rows by table, the batches it went through, and how long it took.

    The files are those of the raw folder; null for the stages after ingest.
    """

    stage: str
    run_id: str
    batches: int
    tables: Mapping[str, TableCount]
    seconds: float
    files_seen: int | None = None
    files_new: int | None = None
    files_deleted: int | None = None

    @property
    def found(self) -> int:
        """Rows found in all tables; the quarantine's own left out."""
        return sum(count.found for table, count in self.tables.items() if table != "quarantine")

    @property
    def rejected(self) -> int:
        """Rows that broke their contract."""
        return sum(count.rejected for count in self.tables.values())

    @property
    def quarantined(self) -> int:
        """Rows that went to quarantine: rejected ones, and what the stage itself could not read."""
        return self.tables["quarantine"].accepted if "quarantine" in self.tables else 0


@dataclass(frozen=True)
class RunReport:
    """A whole run: its stages, the checks of what it built, whether anything but the log changed.

    What the ledger now holds is for the published warehouse to tell (`etl.report.summary`).
    """

    run_id: str
    warehouse: Path
    stages: tuple[StageReport, ...]
    checks: tuple[CheckResult, ...]
    is_changed: bool
    seconds: float


def summarise(
    stage: str, run_id: str, manifests: list[Manifest], seconds: float, **files: int
) -> StageReport:
    """A stage's report from the manifests of its batches."""
    totals: dict[str, list[int]] = {}
    for manifest in manifests:
        for table, count in manifest.counts.items():
            sums = totals.setdefault(table, [0, 0, 0])
            for place, value in enumerate(count):
                sums[place] += value
    tables = {table: TableCount(*sums) for table, sums in totals.items()}
    return StageReport(stage, run_id, len(manifests), tables, seconds, **files)
