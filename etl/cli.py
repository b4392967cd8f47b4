"""The command line: `newsledger run | sql | show | report | eval`.

Nothing heavy is imported until a command needs it, and Dagster never is. Every error that a person can
mend is one line with its remedy; `--json` is for programs.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from etl.errors import LedgerError, NotFound

if TYPE_CHECKING:
    from etl.engine import Ledger, Progress
    from etl.evaluation.run import Evaluation

PROJECT = Path(__file__).parent.parent

app = typer.Typer(
    help="A ledger of money facts from the news.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Raw = Annotated[Path | None, typer.Option(help="Folder of articles.", show_default="data/raw")]
Lake = Annotated[Path | None, typer.Option(help="Folder of the lake.", show_default="data/lake")]
Warehouse = Annotated[
    Path | None, typer.Option(help="The DuckDB file.", show_default="data/warehouse/newsledger.duckdb")
]
Lexicons = Annotated[
    Path | None,
    typer.Option("--lexicon", help="Folder of your own lexicon files.", show_default="data/lexicon"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a program to read.")]


def main() -> None:
    """Run the command line; an error a person can mend ends it with one line and exit code 1."""
    try:
        app()
    except LedgerError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"newsledger: {error}", markup=False)
        sys.exit(1)


@app.command()
def run(
    raw: Raw = None,
    lake: Lake = None,
    warehouse: Warehouse = None,
    lexicon: Lexicons = None,
    engine: Annotated[str, typer.Option(help="What runs the batches: local.")] = "local",
    full: Annotated[bool, typer.Option("--full", help="Rebuild the warehouse from the lake.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read what is new below the raw folder and publish the warehouse."""
    from etl.engine import run_ledger
    from etl.report.summary import print_summary, read_summary

    if engine != "local":
        raise NotFound(f"engine {engine!r}: there is no such engine; use --engine local")
    ledger = _ledger(raw=raw, lake=lake, warehouse=warehouse, lexicon_dir=lexicon)
    with _progress(enabled=not as_json) as progress:
        run_ledger(ledger, datetime.now(UTC).replace(tzinfo=None), full=full, progress=progress)
    summary = read_summary(ledger.warehouse)
    if as_json:
        _print_json(summary.figures())
    else:
        print_summary(Console(), summary)


@app.command()
def sql(
    query: Annotated[str | None, typer.Argument(help="One SQL query.")] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="A file with one SQL query.")] = None,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Ask the published warehouse a question; it is opened read-only."""
    import duckdb

    from etl.report.terminal import print_rows
    from etl.warehouse.published import open_published

    if (query is None) == (file is None):
        raise NotFound("sql: give either a query or -f FILE")
    if file is not None and not file.is_file():
        raise NotFound(f"{file}: no such file; see sql/analysis for queries to run")
    text = query if query is not None else Path(str(file)).read_text(encoding="utf-8")
    with open_published(_published(warehouse)) as connection:
        try:
            cursor = connection.execute(text)
            names = [column[0] for column in cursor.description or ()]
            rows = cursor.fetchall()
        except duckdb.Error as error:
            cause = " ".join(str(error).split("\n\n")[0].split())
            raise NotFound(f"sql: {cause}; docs/data_dictionary.md lists tables and columns") from error
    if as_json:
        _print_json([dict(zip(names, row, strict=True)) for row in rows])
    else:
        print_rows(Console(), names, rows)


@app.command()
def show(
    claim_id: Annotated[str, typer.Argument(help="A claim's id, or the beginning of it.")],
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Explain a claim: its very words, how they were read, by which rule, and what others say."""
    from etl.report.claim import explain_claim
    from etl.report.terminal import print_explanation

    explanation = explain_claim(_published(warehouse), claim_id)
    if as_json:
        _print_json({"claim": explanation.claim, "others": explanation.others})
    else:
        print_explanation(Console(), explanation)


@app.command()
def report(
    out: Annotated[Path, typer.Option(help="The page to write.")] = Path("report/index.html"),
    warehouse: Warehouse = None,
) -> None:
    """Write the report: one HTML page that needs no network."""
    from etl.report.page import write_report

    Console().print(
        f"Report written: {write_report(_published(warehouse), out)}", markup=False, soft_wrap=True
    )


@app.command("eval")
def evaluate_gold(
    folders: Annotated[list[Path], typer.Argument(help="Folders of gold: texts, each beside its JSON.")],
    floors: Annotated[Path | None, typer.Option(help="JSON of floors by folder name.")] = None,
    lexicon: Lexicons = None,
    as_json: AsJson = False,
) -> None:
    """Score the pipeline against gold; exit code 1 where a figure is below its floor."""
    from etl.evaluation.run import breaches, evaluate
    from etl.report.terminal import print_rows

    now = datetime.now(UTC).replace(tzinfo=None)
    evaluations = [evaluate(folder, _ledger(lexicon_dir=lexicon), now) for folder in folders]
    if as_json:
        _print_json({evaluation.folder: evaluation.figures() for evaluation in evaluations})
    else:
        names = ["figure", *(evaluation.folder for evaluation in evaluations)]
        print_rows(Console(), names, _score_rows(evaluations))
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


def _score_rows(evaluations: "list[Evaluation]") -> list[list[Any]]:
    """A row a figure: its name, then its value in each folder with the counts behind it."""
    figures = {(part, name): None for e in evaluations for part, named in e.scores.items() for name in named}
    rows = []
    for part, name in figures:
        scores = [evaluation.scores.get(part, {}).get(name) for evaluation in evaluations]
        cells = [s and f"{s.f1:.3f}  ({s.right} right, {s.given} given, {s.wanted} wanted)" for s in scores]
        rows.append([f"{part}.{name}", *cells])
    return rows


def _ledger(**places: Path | None) -> "Ledger":
    """The project's ledger, with the places that were named on the command line."""
    from etl.engine import Ledger

    return Ledger.of_project(PROJECT).at(
        **{name: place for name, place in places.items() if place is not None}
    )


@contextmanager
def _progress(*, enabled: bool) -> "Iterator[Progress | None]":
    """A progress bar on standard error while there are files to read; nothing where it is no terminal."""
    if not enabled or not sys.stderr.isatty():
        yield None
        return
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
