"""When the pipeline runs of its own accord: every morning, and soon after a file lies in the raw folder."""

import hashlib
from pathlib import Path

import dagster as dg

from etl.defs.places import Places
from etl.ingest.files import list_files, on_disk

LOOKS_EVERY = 30  # seconds; listing a folder is cheap

read_news = dg.define_asset_job(
    "read_news",
    selection=dg.AssetSelection.all(),
    description="Read what is new below the raw folder, and publish the warehouse if all checks pass.",
    executor_def=dg.in_process_executor,
)

every_morning = dg.ScheduleDefinition(
    name="every_morning",
    job=read_news,
    cron_schedule="0 6 * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Once a day, also where no file is new: rates and rules may have changed.",
)


@dg.sensor(
    job=read_news,
    minimum_interval_seconds=LOOKS_EVERY,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts a run when files appear, change or go below the raw folder.",
)
def new_files(context: dg.SensorEvaluationContext, places: Places) -> dg.SensorResult:
    """One run for each change of the folder; the cursor is a digest of its listing.

    The cursor alone keeps a state from being read twice: a run key would keep one that comes back, as when a
    file is put back, from being read at all.
    """
    files = listing(places.ledger().raw_dir)
    digest = hashlib.sha256("\n".join(files).encode()).hexdigest()
    if digest == context.cursor:
        return dg.SensorResult(skip_reason=f"none of {len(files)} files is new since the last look")
    if not files and context.cursor is None:
        return dg.SensorResult(skip_reason=f"no file to read in {places.ledger().raw_dir}", cursor=digest)
    return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=digest)


def listing(folder: Path) -> list[str]:
    """A line a file: path, size and time of change. Another line where a file came, changed or went."""
    return [f"{path}\t{_stamp(on_disk(folder, path))}" for path in list_files(folder)]


def _stamp(file: Path) -> str:
    """Size and time of change; a word where the file vanished meanwhile, or may not be looked at."""
    try:
        status = file.lstat()
    except OSError as error:
        return type(error).__name__
    return f"{status.st_size}\t{status.st_mtime_ns}"


publisher = dg.AutomationConditionSensorDefinition(
    "publisher",
    target=dg.AssetSelection.assets("warehouse_published", "report"),
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Publishes a candidate that was built alone, say for one changed mart, once its checks pass,"
    " and writes the report anew.",
)
