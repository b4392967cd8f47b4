"""What commands print: JSON for a program, tables for a person, a bar while there are files to read."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

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

    def encode(other: Any) -> Any:
        return dict(other) if isinstance(other, Mapping) else str(other)

    sys.stdout.write(json.dumps(value, default=encode, ensure_ascii=False, indent=2) + "\n")
