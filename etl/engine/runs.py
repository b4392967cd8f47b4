"""A whole run: the stages, the build, its checks and its publishing."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from time import perf_counter

from etl.engine.ledger import Ledger, Run, start_run
from etl.engine.reports import Progress, RunReport, StageReport, summarise
from etl.engine.session import (
    Deleted,
    Plan,
    Session,
    open_session,
    plan_reading,
    record_plan,
    require_raw,
)
from etl.engine.stages import carry_batch, finish_batch, prepare, read_batch
from etl.engine.trial import require_readable
from etl.errors import CheckFailed
from etl.warehouse.checks import CheckResult, check_warehouse, require
from etl.warehouse.lake import STAGES, Manifest, RunRecord
from etl.warehouse.ownership import require_own
from etl.warehouse.publish import (
    Build,
    Sources,
    build,
    discard,
    prepare_foundation,
    publish,
    require_build,
)
from etl.warehouse.state import read_state

BATCHES_AT_ONCE = 2
"""Batches that are carried side by side; memory holds as many."""


def run_ledger(
    ledger: Ledger, started_at: datetime, full: bool = False, progress: Progress | None = None
) -> RunReport:
    """Read what is new or changed, build, check and publish: the whole line in one process.

    A batch goes through all stages in memory, each landed by itself. Where nothing changed only `run_log`
    grows. Raises CheckFailed where a blocking check finds rows (the published file stays), LedgerLocked where
    another run is at work, LexiconError and SqlBroken where our or the user's own files are broken, NotFound
    where there is no raw folder.
    """
    begun = perf_counter()
    require_raw(ledger)
    run = start_run(ledger, started_at)
    with ledger.locked():
        session = open_session(ledger, run)
        plan = plan_reading(session)
        record_plan(session, plan)
        with ThreadPoolExecutor(1) as aside:
            if plan.batches and (full or not session.state.properties):
                # while articles are read; what fails fails again when the warehouse is built
                aside.submit(prepare_foundation, ledger.warehouse, _sources(session), run.run_id)
            stages = _read_all(session, plan, progress)
        record_plan(session, plan, seconds=perf_counter() - begun)
        built, checks = publish_session(session, full)
    return RunReport(
        run_id=run.run_id,
        warehouse=ledger.warehouse,
        stages=stages,
        checks=tuple(checks),
        is_changed=built.is_changed,
        seconds=perf_counter() - begun,
    )


def publish_session(session: Session, full: bool = False) -> tuple[Build, list[CheckResult]]:
    """Build what the lake holds now, check it and publish it. Raises CheckFailed as `run_ledger` does."""
    built = _build(session, full)
    checks: list[CheckResult] = []
    if built.is_changed:
        checks = run_checks(session.ledger, built)
    try:
        require(checks)
    except CheckFailed:
        discard(built)
        raise
    session.lake.note_published(built.published)
    publish(built)
    return built, checks


def _read_all(session: Session, plan: Plan, progress: Progress | None) -> tuple[StageReport, ...]:
    """Finish what an earlier run began, then carry every new batch through all stages."""
    landed: dict[str, list[Manifest]] = {stage: [] for stage in STAGES}
    for batch in session.state.waiting:
        if not batch.is_complete:
            for manifest in finish_batch(session, batch):
                landed[manifest.stage].append(manifest)
    done, total = 0, len(plan.changes.to_read)
    with ThreadPoolExecutor(BATCHES_AT_ONCE) as pool:
        if plan.batches:
            pool.submit(prepare, session)  # while the first batch is ingested; what fails fails again there
        deleted = [plan.deleted, *[{}] * (len(plan.batches) - 1)]
        batch_ids = session.lake.next_batch_ids(session.run.run_id, len(plan.batches))
        carried = pool.map(partial(_carry, session), batch_ids, plan.batches, deleted)
        for paths, manifests in zip(plan.batches, carried, strict=True):
            for manifest in manifests:
                landed[manifest.stage].append(manifest)
            done += len(paths)
            if progress:
                progress("read", done, total)
    return tuple(
        summarise(stage, session.run.run_id, made, sum(manifest.seconds for manifest in made))
        if stage != "ingest"
        else summarise(
            stage,
            session.run.run_id,
            made,
            sum(manifest.seconds for manifest in made),
            files_seen=plan.seen,
            files_new=len(plan.changes.to_read),
            files_deleted=len(plan.deleted),
        )
        for stage, made in landed.items()
    )


def _carry(session: Session, batch_id: str, paths: Sequence[str], deleted: Deleted) -> list[Manifest]:
    """Carry one new batch through all stages, in memory; what it made is in the lake then."""
    manifest, tables = read_batch(session, batch_id, paths, deleted)
    manifests = [manifest]
    for stage in STAGES[1:]:
        manifest, tables = carry_batch(session, stage, batch_id, tables)
        manifests.append(manifest)
    return manifests


def _build(session: Session, full: bool) -> Build:
    """Build from what the lake holds now that the session has written to it."""
    waiting = session.lake.batches(except_for=session.state.applied)
    return build(
        session.ledger.warehouse,
        _sources(session),
        replace(session.state, waiting=tuple(waiting)),
        session.run.run_id,
        full=full,
    )


def _sources(session: Session) -> Sources:
    """What a session's warehouse is made of; its lexicon is the one that has been read already."""
    return replace(session.ledger.sources, lexicon=session.lexicon)


def build_warehouse(ledger: Ledger, run: Run, full: bool = False) -> Build:
    """Build the warehouse beside the published one. Only complete batches are taken in."""
    with ledger.locked():
        require_readable(ledger)
        lake = ledger.lake
        require_own(ledger.warehouse, lake)
        state = read_state(ledger.warehouse, lake)
        if run.run_id not in {record.run_id for record in lake.run_records()}:
            files = sum(not known.is_deleted for known in state.files.values())
            lake.record_run(
                RunRecord(run.run_id, run.started_at, run.extractor_version, run.engine, files, 0, 0, 0.0)
            )
        return build(ledger.warehouse, ledger.sources, state, run.run_id, full=full)


def run_checks(ledger: Ledger, built: Build) -> list[CheckResult]:
    """Run the checks of `sql/checks/` on a build, and say what each found; nothing is raised for rows.

    Raises LedgerLocked where another run has cleaned the build away.
    """
    require_build(built)
    return check_warehouse(built.path, ledger.sql_dir)


def publish_warehouse(ledger: Ledger, built: Build) -> None:
    """Put a build in the place of the published warehouse. Whether its checks passed is the caller's to see.

    Raises LedgerLocked where another run published since the build began.
    """
    with ledger.locked():
        ledger.lake.note_published(built.published)
        publish(built)
