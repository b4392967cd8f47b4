"""Taking in what another engine proposes: landed as a batch of its own, judged and published at once.

A run that was killed between the two loses nothing: the next run of any kind publishes what was landed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from etl.engine.ledger import Ledger, start_run
from etl.engine.runs import publish_session
from etl.engine.session import Session, manifest_of, open_session
from etl.errors import LedgerError, NotFound
from etl.warehouse.lake import PROPOSE, Manifest, RunRecord, TableCount
from etl.warehouse.published import open_published, read_frame

if TYPE_CHECKING:
    from etl.contracts.frames import Tables
    from etl.interpret.proposals import Extractor

Lines = Iterable[str | Mapping[str, Any]]


@dataclass(frozen=True)
class Proposed:
    """What became of proposals: `proposed` is those that `stand` and the `refused`, which are by rule."""

    proposed: int
    stand: int
    refused: Mapping[str, int]


def propose_file(ledger: Ledger, file: Path, started_at: datetime) -> Proposed:
    """Take in a file of proposals, JSON Lines or Parquet. Raises NotFound where it is missing."""
    if not file.is_file():
        raise NotFound(f"{file}: no such file; name one of JSON Lines or Parquet")
    return propose(ledger, _lines_of(file), file.name, started_at)


def propose_by(ledger: Ledger, extractor: "Extractor", name: str, started_at: datetime) -> Proposed:
    """Let an engine read all current articles of the published warehouse, and take in what it proposes."""
    with open_published(ledger.warehouse) as con:
        articles = read_frame(con, "select * from dim_article")
    return propose(ledger, extractor(articles).iter_rows(named=True), name, started_at)


def _lines_of(file: Path) -> Iterator[str | Mapping[str, Any]]:
    from etl.ingest.proposals import lines_of

    if file.suffix.lower() != ".parquet":
        yield from lines_of(file.read_bytes())
        return
    import polars as pl

    try:
        frame = pl.read_parquet(file)
    except pl.exceptions.PolarsError as error:
        raise LedgerError(f"{file}: no Parquet to be read; write it anew, or as JSON Lines") from error
    yield from frame.iter_rows(named=True)


def propose(ledger: Ledger, lines: Lines, path: str, started_at: datetime) -> Proposed:
    """Take in proposals and publish what comes of them; `path` is what they come from.

    Of an article that an engine proposes for anew its earlier proposals are superseded. Raises as
    `etl.engine.run_ledger` does.
    """
    begun = perf_counter()
    with ledger.locked():
        session = open_session(ledger, start_run(ledger, started_at))
        manifest, landed = _land(session, lines, path, begun)
        refused = Counter(landed["quarantine"]["rule"].to_list())
        publish_session(session)
        refused.update(_verdicts(ledger, landed["fact_proposal"]["proposal_id"].to_list()))
    count = manifest.counts["fact_proposal"]
    stand = refused.pop("stands", 0)
    return Proposed(count.found, stand, dict(refused.most_common()))


def _land(session: Session, lines: Lines, path: str, begun: float) -> "tuple[Manifest, Tables]":
    """Commit proposals to the lake as a batch: rows that keep the contract; the others with their rule."""
    from etl.engine.settle import settle
    from etl.ingest.proposals import read_proposals

    files = session.state.files
    known = {name: file.sha256[:16] for name, file in files.items() if file.sha256}
    made = read_proposals(lines, path, known)
    settled = settle(PROPOSE, made, {})
    kept, refused = settled.tables["fact_proposal"].height, settled.tables["quarantine"].height
    [batch_id] = session.lake.next_batch_ids(session.run.run_id, 1)
    # a line that is no proposal at all was found too
    counts = {**settled.counts, "fact_proposal": TableCount(kept + refused, kept, refused)}
    manifest = manifest_of(session, batch_id, PROPOSE, counts, begun)
    run = session.run
    seen = sum(not file.is_deleted for file in files.values())
    session.lake.record_run(
        RunRecord(run.run_id, run.started_at, run.extractor_version, run.engine, seen, 0, 0, manifest.seconds)
    )
    return session.lake.commit(manifest, settled.tables), settled.tables


def _verdicts(ledger: Ledger, proposal_ids: list[str]) -> Counter[str]:
    """How many of them stand or break each rule."""
    with open_published(ledger.warehouse) as con:
        rows = con.execute(
            "select verdict, count(*) from history_proposal"
            " where superseded_at is null and proposal_id in (select unnest(?)) group by verdict",
            [proposal_ids],
        ).fetchall()
    return Counter(dict(rows))
