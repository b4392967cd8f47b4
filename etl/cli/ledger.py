"""The commands that keep a ledger: `run`, `propose`, `doctor`, `export`, `import`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from etl.cli.options import FILE, Finite, as_json, lake, lexicon, new_lexicon, open_ledger, raw, warehouse
from etl.cli.output import print_json, progress_bar


@click.command()
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
    type=Finite(min=0, max=1e9, min_open=True),
    help="Larger files are quarantined unread.  [default: 20]",
)
@as_json
def run(*, full: bool, max_file_mb: float | None, as_json: bool, **places: Path | None) -> None:
    """Read what is new below the raw folder and publish the warehouse."""
    from etl.engine import run_ledger
    from etl.report.summary import as_text, read_summary

    ledger = open_ledger(**places)
    if max_file_mb is not None:
        ledger = ledger.at(max_file_bytes=int(max_file_mb * 1e6))
    with progress_bar(enabled=not as_json) as progress:
        run_ledger(ledger, datetime.now(UTC), full=full, progress=progress)
    summary = read_summary(ledger.warehouse)
    if as_json:
        print_json(summary.figures())
    else:
        click.echo(as_text(summary))


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@raw
@lake
@warehouse
@lexicon
@as_json
def propose(*, files: tuple[Path, ...], as_json: bool, **places: Path | None) -> None:
    """Take in claims that another engine proposes: JSON Lines or Parquet (docs/decisions/0007)."""
    from etl.engine.proposing import propose_file

    ledger = open_ledger(**places)
    for file in files:
        made = propose_file(ledger, file, datetime.now(UTC))
        if as_json:
            print_json({"file": str(file), **made.__dict__})
            continue
        refused = ", ".join(f"{rule} {count:,}" for rule, count in made.refused.items())
        told = f"{file}: {made.proposed:,} proposed, {made.stand:,} stand"
        click.echo(f"{told}, refused: {refused}; see table quarantine" if refused else told)


@click.command()
@raw
@lake
@warehouse
@lexicon
@click.option("--repair", is_flag=True, help="Mend what a run can make again.")
@as_json
def doctor(*, repair: bool, as_json: bool, **places: Path | None) -> None:
    """Look the ledger over: folders, lexicon, lake and warehouse; exit code 1 where something is broken."""
    from etl.engine.doctor import examine

    findings = examine(open_ledger(**places), repair=repair)
    if as_json:
        print_json([finding.__dict__ for finding in findings])
    else:
        for finding in findings:
            remedy = f"; {finding.remedy}" if finding.remedy else ""
            click.echo(f"{finding.state:<7} {finding.part:<10} {finding.what}{remedy}")
    if any(finding.state == "broken" for finding in findings):
        sys.exit(1)


@click.command("export")
@click.argument("archive", type=FILE)
@raw
@lake
@warehouse
@lexicon
def export(*, archive: Path, **places: Path | None) -> None:
    """Pack the ledger into one .tar.gz: articles, lake and your lexicon; the warehouse is made of these."""
    from etl.engine.transfer import export_ledger

    moved = export_ledger(open_ledger(**places), archive)
    click.echo(f"{moved.files:,} files packed: {moved.archive}, {moved.size_bytes / 1e6:,.1f} MB")


@click.command("import")
@click.argument("archive", type=FILE)
@raw
@lake
@warehouse
@new_lexicon
def import_(*, archive: Path, **places: Path | None) -> None:
    """Unpack a ledger into places that are empty; the next run builds its warehouse."""
    from etl.engine.transfer import import_ledger

    moved = import_ledger(open_ledger(**places), archive)
    click.echo(f"{moved.files:,} files unpacked; next: newsledger run")
