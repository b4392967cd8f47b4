"""The three stages, batch by batch: from files to articles, to mentions, to claims, each landed in the lake.

Every stage can run alone and takes up what waits for it; `etl.engine.runs.run_ledger` carries a batch
through all three in memory with the same functions.
"""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from etl.engine.ledger import Ledger, Run
from etl.engine.reports import Progress, StageReport, summarise
from etl.engine.session import (
    Deleted,
    Session,
    manifest_of,
    open_session,
    plan_reading,
    record_plan,
    require_raw,
)
from etl.ingest.files import read_files
from etl.lexicon import Lexicon
from etl.warehouse.lake import STAGES, Batch, Manifest

if TYPE_CHECKING:
    import polars as pl

    from etl.contracts.frames import Tables


def read_batch(
    session: Session, batch_id: str, paths: Sequence[str], deleted: Deleted
) -> tuple[Manifest, "Tables"]:
    """Read files into articles and land them as a new batch, with the events of deleted paths."""
    import polars as pl

    from etl.engine.isolation import run_isolated
    from etl.ingest import ingest_batch

    begun = perf_counter()
    # by column: Polars imports numpy, a tenth of a second, to look at rows that are no plain tuples
    read = read_files(session.ledger.raw_dir, paths, session.ledger.max_file_bytes)
    schema = {
        **dict.fromkeys(("path", "sha256", "problem", "rule"), pl.String),
        "size_bytes": pl.Int64,
        "content": pl.Binary,
    }
    files = pl.DataFrame({name: [getattr(file, name) for file in read] for name in schema}, schema=schema)
    version = session.run.extractor_version
    made: Tables = {}
    if paths:
        made = run_isolated(
            "ingest",
            lambda part: ingest_batch(part["files"], session.lexicon, version),
            {"files": files},
            files["path"],
            "path",
        )
        # nothing at all was made where ingest failed on every file
        events = [made["dim_file"]] if "dim_file" in made else []
        made["dim_file"] = pl.concat([*events, _failures(files, events, version)], how="diagonal_relaxed")
    if deleted:
        gone = _deletions(deleted)
        made["dim_file"] = pl.concat([made["dim_file"].select(gone.columns), gone]) if paths else gone
    return _land(session, batch_id, "ingest", made, {}, begun)


def _failures(files: "pl.DataFrame", events: "list[pl.DataFrame]", version: str) -> "pl.DataFrame":
    """Events of `dim_file` for files that ingest made nothing of, not even a refusal of its own."""
    import polars as pl

    lost = files
    for told in events:
        lost = lost.join(told, on="path", how="anti")
    return lost.select(
        "path",
        "sha256",
        "size_bytes",
        outcome=pl.lit("quarantined"),
        extractor_version=pl.lit(version),
        is_deleted=pl.lit(False),
    )


def _deletions(deleted: Deleted) -> "pl.DataFrame":
    """Events of `dim_file` for paths that are gone; what else was known of them stays in the warehouse."""
    import polars as pl

    from etl.contracts.compiled import lake_schema

    rows = [
        {
            "path": path,
            "sha256": known.sha256,
            "outcome": "read",
            "extractor_version": known.extractor_version,
            "is_deleted": True,
        }
        for path, known in deleted.items()
    ]
    return pl.DataFrame(rows, schema=lake_schema("dim_file"))


def carry_batch(session: Session, stage: str, batch_id: str, tables: "Tables") -> tuple[Manifest, "Tables"]:
    """Take a batch through a stage after ingest and land what it makes.

    `tables` are those of the stages before; they come back with the stage's own.
    """
    from etl.engine.isolation import run_isolated

    begun = perf_counter()
    made: Tables = {}
    articles = tables["dim_article"]["article_id"].unique(maintain_order=True)
    if len(articles):
        work = _work_of(stage)
        prepare(session, (stage,))
        made = run_isolated(
            stage, lambda part: work(part, session.lexicon), tables, articles, split_by="article_id"
        )
    return _land(session, batch_id, stage, made, tables, begun)


def _work_of(stage: str) -> "Callable[[Tables, Lexicon], Tables]":
    """The function of a stage after ingest; imported here, since a run with nothing new needs none."""
    if stage == "extract":
        from etl.extract import extract_batch

        return extract_batch
    from etl.interpret import interpret_batch

    return interpret_batch


def prepare(session: Session, stages: Sequence[str] = STAGES) -> None:
    """Have names, grammars, cues and rules compiled, names and cues from the ledger's store where an earlier
    process left them there.

    Whoever calls it while another thread is at it waits for that thread.
    """
    from etl.extract import compile_grammars
    from etl.extract.entities.compiled import compile_names

    compile_names(session.lexicon, session.ledger.compiled)
    compile_grammars(session.lexicon)
    if STAGES[-1] in stages:
        from etl.interpret import compile_rules
        from etl.interpret.claims.scene.forms import compile_cues

        compile_cues(session.lexicon, session.ledger.compiled)
        compile_rules(session.lexicon)


def _land(
    session: Session, batch_id: str, stage: str, made: "Tables", before: "Tables", begun: float
) -> tuple[Manifest, "Tables"]:
    """Settle what a stage made, commit it, and give back the batch's tables so far."""
    from etl.engine.settle import settle

    settled = settle(stage, made, before)
    landed = session.lake.commit(manifest_of(session, batch_id, stage, settled.counts, begun), settled.tables)
    tables = {name: frame for name, frame in settled.tables.items() if name != "quarantine"}
    return landed, {**before, **tables}


def finish_batch(session: Session, batch: Batch) -> list[Manifest]:
    """Carry a batch through the stages that it still lacks, from what the lake has of it."""
    tables = session.lake.read_tables(batch)
    landed = []
    for stage in STAGES[1:]:
        if stage not in batch.manifests:
            manifest, tables = carry_batch(session, stage, batch.batch_id, tables)
            landed.append(manifest)
    return landed


def ingest_files(ledger: Ledger, run: Run, progress: Progress | None = None) -> StageReport:
    """Stage one alone: read what is new or changed below the raw folder into articles, in the lake.

    Raises NotFound where there is no such folder.
    """
    begun = perf_counter()
    require_raw(ledger)
    manifests = []
    with ledger.locked():
        session = open_session(ledger, run)
        plan = plan_reading(session)
        record_plan(session, plan)
        done, total = 0, len(plan.changes.to_read)
        batch_ids = session.lake.next_batch_ids(run.run_id, len(plan.batches))
        for number, (batch_id, paths) in enumerate(zip(batch_ids, plan.batches, strict=True)):
            manifest, _ = read_batch(session, batch_id, paths, plan.deleted if number == 0 else {})
            manifests.append(manifest)
            done += len(paths)
            if progress:
                progress("ingest", done, total)
        record_plan(session, plan, seconds=perf_counter() - begun)
    return summarise(
        "ingest",
        run.run_id,
        manifests,
        perf_counter() - begun,
        files_seen=plan.seen,
        files_new=len(plan.changes.to_read),
        files_deleted=len(plan.deleted),
    )


def extract_articles(ledger: Ledger, run: Run, progress: Progress | None = None) -> StageReport:
    """Stage two alone: find the mentions of every batch in the lake that has none yet."""
    return _stage_alone("extract", ledger, run, progress)


def interpret_mentions(ledger: Ledger, run: Run, progress: Progress | None = None) -> StageReport:
    """Stage three alone: read the claims of every batch in the lake whose mentions are found."""
    return _stage_alone("interpret", ledger, run, progress)


def _stage_alone(stage: str, ledger: Ledger, run: Run, progress: Progress | None) -> StageReport:
    begun = perf_counter()
    manifests = []
    with ledger.locked():
        session = open_session(ledger, run)
        waiting = [batch for batch in session.state.waiting if batch.next_stage == stage]
        for number, batch in enumerate(waiting, 1):
            tables = session.lake.read_tables(batch)
            manifest, _ = carry_batch(session, stage, batch.batch_id, tables)
            manifests.append(manifest)
            if progress:
                progress(stage, number, len(waiting))
    return summarise(stage, run.run_id, manifests, perf_counter() - begun)
