"""The command line: `newsledger run | propose | sql | show | entities | report | doctor | export | import |
eval`.

Nothing heavy is imported until a command needs it, and Dagster never is. Every error that a person can
mend is one line with its remedy; `--json` is for programs.
"""

import errno
import gc
import os
import sys
from typing import NoReturn

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
        try:
            app()
        finally:
            if sys.stdout:  # now, as nothing can be said any more when the interpreter ends
                sys.stdout.flush()
    except LedgerError as error:
        _fail(str(error))
    except OSError as error:
        _drop_output()
        if error.errno == errno.EPIPE:  # who reads has had enough, as `head` has
            sys.exit(1)
        _fail(f"{error.filename or 'the output'}: {error.strerror or error}; mend that and try again")


def _fail(line: str) -> NoReturn:
    click.echo(f"newsledger: {line}", err=True)
    sys.exit(1)


def _drop_output() -> None:
    """Drop what standard output refuses to take, lest the interpreter tries once more at its end."""
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
def app() -> None:
    """A ledger of money facts from the news."""
