"""The engine: the batch loop that carries raw files into a published warehouse.

Dagster and the command line call the same steps: `ingest_files`, `extract_articles`, `interpret_mentions`,
`build_warehouse`, `run_checks`, `publish_warehouse`; `run_ledger` takes them all in one go. What a stage
makes of a batch is the stage's business, how it is kept the lake's.
"""

from etl.engine.ledger import Ledger, Run, start_run
from etl.engine.proposing import Proposed, propose, propose_by, propose_file
from etl.engine.reports import Progress, RunReport, StageReport
from etl.engine.runs import build_warehouse, publish_warehouse, run_checks, run_ledger
from etl.engine.stages import extract_articles, ingest_files, interpret_mentions
from etl.warehouse.checks import CheckResult
from etl.warehouse.lake import TableCount
from etl.warehouse.publish import Build

__all__ = [
    "Build",
    "CheckResult",
    "Ledger",
    "Progress",
    "Proposed",
    "Run",
    "RunReport",
    "StageReport",
    "TableCount",
    "build_warehouse",
    "extract_articles",
    "ingest_files",
    "interpret_mentions",
    "propose",
    "propose_by",
    "propose_file",
    "publish_warehouse",
    "run_checks",
    "run_ledger",
    "start_run",
]
