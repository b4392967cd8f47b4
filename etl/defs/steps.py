"""What every step of a run needs: the engine's run, a word on progress, errors that a person can read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC

import dagster as dg

from etl.engine import Ledger, Progress, Run, start_run
from etl.errors import LedgerError, LedgerLocked

RETRIES = 30
RETRY_SECONDS = 60
STARTED_BY_ITSELF = {"dagster/sensor_name", "dagster/schedule_name"}


def current_run(context: dg.AssetExecutionContext, ledger: Ledger) -> Run:
    """Dagster's run as the engine's: each of its steps gets the same id and start."""
    record = context.instance.get_run_record_by_id(context.run.run_id)
    if record is None:
        raise dg.DagsterInvariantViolationError(f"run {context.run.run_id} is unknown to its own instance")
    moment = record.create_timestamp.astimezone(UTC)
    run = start_run(ledger, moment, engine="dagster")
    return replace(run, run_id=f"{moment:%Y%m%dT%H%M%S}-{context.run.run_id[:6]}")


def say(context: dg.AssetExecutionContext) -> Progress:
    """Progress as lines of the run's log."""
    return lambda step, done, total: context.log.info(f"{step}: {done:,} of {total:,}")


@contextmanager
def one_line_errors(waiting: dg.AssetExecutionContext | None = None) -> Iterator[None]:
    """Let an error that a person can mend show as its one line, remedy included.

    A step that is `waiting` for the ledger's lock tries again where a sensor or the schedule started its run:
    nobody is there to start it anew. A person is told at once.
    """
    try:
        yield
    except LedgerError as error:
        if isinstance(error, LedgerLocked) and waiting and STARTED_BY_ITSELF & set(waiting.run.tags):
            raise dg.RetryRequested(max_retries=RETRIES, seconds_to_wait=RETRY_SECONDS) from error
        raise dg.Failure(description=str(error), allow_retries=False) from error
