"""What commands print: JSON for a program, tables for a person, a bar while there are files to read."""

import itertools
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from etl.engine import Progress


def console() -> "Console":
    """Where tables are printed."""
    from rich.console import Console

    return Console()


@contextmanager
def progress_bar(*, enabled: bool) -> "Iterator[Progress | None]":
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


def print_json(value: Any) -> None:
    """JSON on standard output; amounts as numbers in text, so that no digit is lost."""
    click.echo(json.dumps(_strict(value), ensure_ascii=False, indent=2, allow_nan=False))


def _strict(value: Any) -> Any:
    """The value as strict JSON knows it: null for a number that is none or infinite, text for what else is.

    >>> _strict({"share": float("nan"), 1: [True, float("-inf"), 0.5]})
    {'share': None, '1': [True, None, 0.5]}
    """
    if isinstance(value, Mapping):
        return {str(key): _strict(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_strict(held) for held in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, str | int) else str(value)


def told_apart(names: Sequence[str]) -> list[str]:
    """Names of columns with each of its own, as DuckDB gives them to a query's columns in a query around it.

    >>> told_apart(["a", "a", "b", "a"])
    ['a', 'a_1', 'b', 'a_2']
    """
    apart: dict[str, None] = {}
    for name in names:
        numbered = (f"{name}_{number}" for number in itertools.count(1))
        apart[name if name not in apart else next(other for other in numbered if other not in apart)] = None
    return list(apart)
