"""The command that holds the pipeline against gold: `eval`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from etl.cli.options import FILE, as_json, lexicon, open_ledger
from etl.cli.output import console, print_json
from etl.errors import LedgerError


@click.command("eval")
@click.argument("folders", nargs=-1, required=True, type=FILE)
@click.option("--floors", type=FILE, help="JSON of floors by folder name.")
@lexicon
@as_json
def evaluate_gold(
    *, folders: tuple[Path, ...], floors: Path | None, lexicon_dir: Path | None, as_json: bool
) -> None:
    """Score the pipeline against gold; exit code 1 where a figure is below its floor."""
    from etl.evaluation.run import breaches, evaluate, read_floors
    from etl.evaluation.tables import reliability_rows, score_rows
    from etl.report.terminal import print_rows

    pinned = read_floors(floors) if floors else {}  # first, as the scores take minutes
    now = datetime.now(UTC)
    evaluations = [evaluate(folder, open_ledger(lexicon_dir=lexicon_dir), now) for folder in folders]
    if as_json:
        print_json({evaluation.folder: evaluation.figures() for evaluation in evaluations})
    else:
        names = ["figure", *(evaluation.folder for evaluation in evaluations)]
        print_rows(console(), names, score_rows(evaluations))
        click.echo("How far confidence holds: of the claims near it, the share that is right.")
        print_rows(console(), names, reliability_rows(evaluations))
    if pinned:
        lines = [
            f"{evaluation.folder}: {line}"
            for evaluation in evaluations
            for line in breaches(evaluation.figures(), pinned.get(evaluation.folder, {}))
        ]
        if lines:
            raise LedgerError(
                f"below the floors of {floors}: {'; '.join(lines)}; mend the reading, not the floor"
            )
