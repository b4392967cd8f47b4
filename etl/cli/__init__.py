"""The command line: `newsledger run | propose | sql | show | entities | report | doctor | export | import |
eval`.

Nothing heavy is imported until a command needs it, and Dagster never is. Every error that a person can
mend is one line with its remedy; `--json` is for programs.
"""

import gc
import sys

import click

from etl.cli.gold import evaluate_gold
from etl.cli.ledger import doctor, export, import_, propose, run
from etl.cli.questions import entities, report, show, sql
from etl.errors import LedgerError

COMMANDS = (run, propose, sql, show, entities, report, doctor, export, import_, evaluate_gold)

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


@click.group(commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
def app() -> None:
    """A ledger of money facts from the news."""
