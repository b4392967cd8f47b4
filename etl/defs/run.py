"""`make run`: the whole pipeline as one Dagster run in this process, and what it found, for a person.

Dagster keeps the run where `DAGSTER_HOME` says, so that its UI shows it; without that, nothing is kept.
"""

import os
import sys
from collections.abc import Callable, Iterator
from uuid import uuid4

import dagster as dg
from rich.console import Console

from etl.defs.places import Places
from etl.report.summary import as_text, read_summary

STEPS = {
    "ingest": "reading the articles",
    "extract": "finding amounts, dates and names",
    "interpret": "reading what they mean",
    "build": "building the warehouse",
    "check": "checking it",
    "warehouse_published": "publishing it",
    "report": "writing the report",
}
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def main() -> int:
    """Run the job `read_news`, then print the published warehouse's figures. Gives the exit code."""
    console, errors = Console(), Console(stderr=True, highlight=False, soft_wrap=True)
    with console.status("loading the pipeline …") as status:
        result = run_job(lambda words: status.update(f"{words} …"))
    if not result.success:
        for line in failures(result):
            errors.print(f"newsledger: {line}", markup=False)
        return 1
    # `make` does not put the environment on the path, so the commands to try next name it.
    summary = read_summary(Places().ledger().warehouse)
    console.print(
        as_text(summary, program=".venv/bin/newsledger"), markup=False, highlight=False, soft_wrap=True
    )
    return 0


def run_job(say: Callable[[str], None]) -> dg.ExecuteInProcessResult:
    """Execute the job in this process; `say` is told in words what is being done."""
    from etl.definitions import definitions  # which loads this module too

    kept = bool(os.environ.get("DAGSTER_HOME"))
    with dg.DagsterInstance.get() if kept else dg.DagsterInstance.ephemeral() as instance:
        run_id = str(uuid4())
        instance.add_event_listener(run_id, lambda event: _tell(event, say))
        return (
            definitions()
            .resolve_job_def("read_news")
            .execute_in_process(run_config=QUIET, instance=instance, raise_on_error=False, run_id=run_id)
        )


def _tell(event: dg.EventLogEntry, say: Callable[[str], None]) -> None:
    if event.dagster_event is None:  # a line that a step logged: how far it is
        say(event.user_message)
    elif event.dagster_event.is_step_start and event.step_key in STEPS:
        say(STEPS[event.step_key])


def failures(result: dg.ExecuteInProcessResult) -> Iterator[str]:
    """What went wrong, a line each, with the remedy."""
    blocked = [
        found
        for found in result.get_asset_check_evaluations()
        if not found.passed and found.severity == dg.AssetCheckSeverity.ERROR
    ]
    for found in blocked:
        rows = found.metadata["offending rows"].value if "offending rows" in found.metadata else "some"
        yield (
            f"check {found.check_name}: {rows} offending rows; the published warehouse stays as it was;"
            " make ui shows the rows, mend the cause and run again"
        )
    for event in () if blocked else result.get_step_failure_events():
        failure = event.step_failure_data
        if failure.user_failure_data and failure.user_failure_data.description:
            yield failure.user_failure_data.description
        elif failure.error:
            cause = failure.error.cause or failure.error
            yield f"step {event.step_key}: {cause.message.strip()}; make ui shows the run {result.run_id}"


if __name__ == "__main__":
    sys.exit(main())
