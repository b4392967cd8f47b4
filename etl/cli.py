"""The command line: `newsledger run | propose | sql | show | entities | report | doctor | export | import |
eval`.

Nothing heavy is imported until a command needs it, and Dagster never is. Every error that a person can
mend is one line with its remedy; `--json` is for programs.
"""

import gc
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from etl.errors import LedgerError, NotFound, WrongRequest, in_one_line

if TYPE_CHECKING:
    from rich.console import Console

    from etl.engine import Ledger, Progress

PROJECT = Path(__file__).parent.parent

FILE = click.Path(path_type=Path)

raw = click.option("--raw", "raw_dir", type=FILE, help="Folder of articles.  [default: data/raw]")
lake = click.option("--lake", "lake_dir", type=FILE, help="Folder of the lake.  [default: data/lake]")
warehouse = click.option(
    "--warehouse", type=FILE, help="The DuckDB file.  [default: data/warehouse/newsledger.duckdb]"
)
lexicon = click.option(
    "--lexicon", "lexicon_dir", type=FILE, help="Folder of your own lexicon files.  [default: data/lexicon]"
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program to read.")

OBJECTS_BETWEEN_LOOKS = 50_000
"""New objects until Python looks for cycles of garbage: frames and rows make none, and looking at every few
hundred objects takes a twentieth of a run."""


def main() -> None:
    """Run the command line; an error a person can mend ends it with one line and exit code 1."""
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS)
    try:
        app()
    except LedgerError as error:
        click.echo(f"newsledger: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        if error.filename is None:
            raise
        click.echo(f"newsledger: {error.filename}: {error.strerror}; mend that and try again", err=True)
        sys.exit(1)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def app() -> None:
    """A ledger of money facts from the news."""


@app.command()
@raw
@lake
@warehouse
@lexicon
@click.option(
    "--engine",
    type=click.Choice(["local"]),
    default="local",
    show_default=True,
    expose_value=False,
    help="What runs the batches.",
)
@click.option("--full", is_flag=True, help="Rebuild the warehouse from the lake.")
@click.option(
    "--max-file-mb",
    type=click.FloatRange(min=0, min_open=True),
    help="Larger files are quarantined unread.  [default: 20]",
)
@as_json
def run(*, full: bool, max_file_mb: float | None, as_json: bool, **places: Path | None) -> None:
    """Read what is new below the raw folder and publish the warehouse."""
    from etl.engine import run_ledger
    from etl.report.summary import as_text, read_summary

    ledger = _ledger(**places)
    if max_file_mb is not None:
        ledger = ledger.at(max_file_bytes=int(max_file_mb * 1e6))
    with _progress(enabled=not as_json) as progress:
        run_ledger(ledger, datetime.now(UTC), full=full, progress=progress)
    summary = read_summary(ledger.warehouse)
    if as_json:
        _print_json(summary.figures())
    else:
        click.echo(as_text(summary))


@app.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@raw
@lake
@warehouse
@lexicon
@as_json
def propose(*, files: tuple[Path, ...], as_json: bool, **places: Path | None) -> None:
    """Take in claims that another engine proposes: JSON Lines or Parquet (docs/decisions/0007)."""
    from etl.engine.proposing import propose_file

    ledger = _ledger(**places)
    for file in files:
        made = propose_file(ledger, file, datetime.now(UTC))
        if as_json:
            _print_json({"file": str(file), **made.__dict__})
            continue
        refused = ", ".join(f"{rule} {count:,}" for rule, count in made.refused.items())
        told = f"{file}: {made.proposed:,} proposed, {made.stand:,} stand"
        click.echo(f"{told}, refused: {refused}; see table quarantine" if refused else told)


@app.command()
@click.argument("query", required=False)
@click.option("-f", "--file", type=FILE, help="A file with one SQL query.")
@warehouse
@as_json
def sql(*, query: str | None, file: Path | None, warehouse: Path | None, as_json: bool) -> None:
    """Ask the published warehouse a question; it is opened read-only."""
    import duckdb

    from etl.report.terminal import print_rows
    from etl.warehouse.published import open_published

    if (query is None) == (file is None):
        raise WrongRequest("sql: give either a query or -f FILE")
    if file is not None and not file.is_file():
        raise NotFound(f"{file}: no such file; see sql/analysis for queries to run")
    text = query if query is not None else Path(str(file)).read_text(encoding="utf-8")
    with open_published(_published(warehouse)) as connection:
        try:
            cursor = connection.execute(text)
            names = [column[0] for column in cursor.description or ()]
            rows = cursor.fetchall()
        except duckdb.Error as error:
            raise WrongRequest(
                f"sql: {in_one_line(error)}; docs/data_dictionary.md lists tables and columns"
            ) from error
    if as_json:
        _print_json([dict(zip(names, row, strict=True)) for row in rows])
    else:
        print_rows(_console(), names, rows)


@app.command()
@click.argument("claim_id")
@warehouse
@as_json
def show(*, claim_id: str, warehouse: Path | None, as_json: bool) -> None:
    """Explain a claim: its very words, how they were read, by which rule, and what others say."""
    from etl.report.claim import explain_claim
    from etl.report.terminal import print_explanation

    explanation = explain_claim(_published(warehouse), claim_id)
    if as_json:
        _print_json({"claim": explanation.claim, "others": explanation.others})
    else:
        print_explanation(_console(), explanation)


@app.command()
@click.option("--provisional", is_flag=True, help="Only those that no lexicon lists.")
@click.option("--most", type=click.IntRange(min=1), default=50, show_default=True, help="How many.")
@click.option(
    "--take-into",
    type=FILE,
    metavar="FOLDER",
    help="Write them there as entities.csv and aliases.csv, a lexicon to prune, merge and use.",
)
@warehouse
@as_json
def entities(
    *, provisional: bool, most: int, take_into: Path | None, warehouse: Path | None, as_json: bool
) -> None:
    """List whom the articles name, the most widely named first, with the words of an example."""
    from etl.report.entities import read_entities, write_lexicon
    from etl.report.terminal import print_rows

    rows = read_entities(_published(warehouse), provisional=provisional, most=most)
    if take_into is not None:
        written = write_lexicon(rows, take_into)
        click.echo(f"{len(rows):,} entities written: {', '.join(map(str, written))}")
    elif as_json:
        _print_json([row.__dict__ for row in rows])
    else:
        names = ["entity_id", "entity_type", "articles", "mentions", "claims", "names", "example"]
        print_rows(_console(), names, [[getattr(row, name) for name in names] for row in rows])


@app.command()
@click.option(
    "--out", type=FILE, default=Path("report/index.html"), show_default=True, help="The page to write."
)
@click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="ARTICLE_ID",
    help="An article that the page must show whole.",
)
@warehouse
def report(*, out: Path, articles: tuple[str, ...], warehouse: Path | None) -> None:
    """Write the report: one HTML page that needs no network."""
    from etl.report.page import write_report

    page = write_report(_published(warehouse), out, articles)
    click.echo(f"Report written: {page}\nTo read it, open {page.absolute().as_uri()}")


@app.command()
@raw
@lake
@warehouse
@lexicon
@click.option("--repair", is_flag=True, help="Mend what a run can make again.")
@as_json
def doctor(*, repair: bool, as_json: bool, **places: Path | None) -> None:
    """Look the ledger over: folders, lexicon, lake and warehouse; exit code 1 where something is broken."""
    from etl.engine.doctor import examine

    findings = examine(_ledger(**places), repair=repair)
    if as_json:
        _print_json([finding.__dict__ for finding in findings])
    else:
        for finding in findings:
            remedy = f"; {finding.remedy}" if finding.remedy else ""
            click.echo(f"{finding.state:<7} {finding.part:<10} {finding.what}{remedy}")
    if any(finding.state == "broken" for finding in findings):
        sys.exit(1)


@app.command("export")
@click.argument("archive", type=FILE)
@raw
@lake
@warehouse
@lexicon
def export(*, archive: Path, **places: Path | None) -> None:
    """Pack the ledger into one .tar.gz: articles, lake and your lexicon; the warehouse is made of these."""
    from etl.engine.transfer import export_ledger

    moved = export_ledger(_ledger(**places), archive)
    click.echo(f"{moved.files:,} files packed: {moved.archive}, {moved.size_bytes / 1e6:,.1f} MB")


@app.command("import")
@click.argument("archive", type=FILE)
@raw
@lake
@warehouse
@lexicon
def import_(*, archive: Path, **places: Path | None) -> None:
    """Unpack a ledger into places that are empty; the next run builds its warehouse."""
    from etl.engine.transfer import import_ledger

    moved = import_ledger(_ledger(**places), archive)
    click.echo(f"{moved.files:,} files unpacked; next: newsledger run")


@app.command("eval")
@click.argument("folders", nargs=-1, required=True, type=FILE)
@click.option("--floors", type=FILE, help="JSON of floors by folder name.")
@lexicon
@as_json
def evaluate_gold(
    *, folders: tuple[Path, ...], floors: Path | None, lexicon_dir: Path | None, as_json: bool
) -> None:
    """Score the pipeline against gold; exit code 1 where a figure is below its floor."""
    from etl.evaluation.run import breaches, evaluate
    from etl.evaluation.tables import reliability_rows, score_rows
    from etl.report.terminal import print_rows

    now = datetime.now(UTC)
    evaluations = [evaluate(folder, _ledger(lexicon_dir=lexicon_dir), now) for folder in folders]
    if as_json:
        _print_json({evaluation.folder: evaluation.figures() for evaluation in evaluations})
    else:
        names = ["figure", *(evaluation.folder for evaluation in evaluations)]
        print_rows(_console(), names, score_rows(evaluations))
        click.echo("How far confidence holds: of the claims near it, the share that is right.")
        print_rows(_console(), names, reliability_rows(evaluations))
    if floors is not None:
        pinned = json.loads(floors.read_text(encoding="utf-8"))
        lines = [
            f"{evaluation.folder}: {line}"
            for evaluation in evaluations
            for line in breaches(evaluation.figures(), pinned.get(evaluation.folder, {}))
        ]
        if lines:
            raise LedgerError(
                f"below the floors of {floors}: {'; '.join(lines)}; mend the reading, not the floor"
            )


def _console() -> "Console":
    """Where tables are printed."""
    from rich.console import Console

    return Console()


def _ledger(**places: Path | None) -> "Ledger":
    """The project's ledger, with the places that were named on the command line."""
    from etl.engine import Ledger

    named = {name: place for name, place in places.items() if place is not None}
    return Ledger.of_project(PROJECT).at(**named)


@contextmanager
def _progress(*, enabled: bool) -> "Iterator[Progress | None]":
    """A progress bar on standard error while there are files to read; nothing where it is no terminal."""
    if not enabled or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    bar = Progress(
        *Progress.get_default_columns()[:2],
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    tasks: dict[str, Any] = {}

    def show(step: str, done: int, total: int) -> None:
        if step not in tasks:
            tasks[step] = bar.add_task(step, total=total)
        bar.update(tasks[step], completed=done, total=total)

    with bar:
        yield show


def _published(warehouse: Path | None) -> Path:
    """The warehouse's path. Raises NotFound where there is none yet."""
    path = warehouse or PROJECT / "data" / "warehouse" / "newsledger.duckdb"
    if not path.is_file():
        raise NotFound(f"{path}: no warehouse there yet; make one with: newsledger run")
    return path


def _print_json(value: Any) -> None:
    """JSON on standard output; amounts as numbers in text, so that no digit is lost."""

    def encode(other: Any) -> Any:
        return dict(other) if isinstance(other, Mapping) else str(other)

    sys.stdout.write(json.dumps(value, default=encode, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
