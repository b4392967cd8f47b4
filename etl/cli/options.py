"""What several commands take: the places of a ledger, and `--json`."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from etl.errors import NotFound, WrongRequest

if TYPE_CHECKING:
    from etl.engine import Ledger

PROJECT = Path(__file__).parents[2]


class Place(click.Path):
    """A path that says something: an empty one is what a script's unset variable leaves, not this folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; refused where it is empty."""
        if value == "":
            self.fail("it is empty; name a file or folder.", param, ctx)
        return super().convert(value, param, ctx)


class Finite(click.FloatRange):
    """A number within bounds, which `nan` is not, though no bound is above or below it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number; refused where it is none."""
        if math.isnan(number := super().convert(value, param, ctx)):
            self.fail(f"{value} is no number.", param, ctx)
        return number


FILE = Place(path_type=Path)

raw = click.option("--raw", "raw_dir", type=FILE, help="Folder of articles.  [default: data/raw]")
lake = click.option("--lake", "lake_dir", type=FILE, help="Folder of the lake.  [default: data/lake]")
warehouse = click.option(
    "--warehouse", type=FILE, help="The DuckDB file.  [default: data/warehouse/newsledger.duckdb]"
)


def _there(_context: click.Context, _parameter: click.Parameter, folder: Path | None) -> Path | None:
    """The lexicon that was named. Raises LexiconError where it is none: ours alone is not what is meant."""
    from etl.lexicon.soundness import require_names

    if folder is not None:
        require_names(folder)
    return folder


LEXICON: dict[str, Any] = {"type": FILE, "help": "Folder of your own lexicon files.  [default: data/lexicon]"}
lexicon = click.option("--lexicon", "lexicon_dir", callback=_there, **LEXICON)
new_lexicon = click.option("--lexicon", "lexicon_dir", **LEXICON)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program to read.")


def open_ledger(**places: Path | None) -> "Ledger":
    """The project's ledger, with the places that were named on the command line.

    Raises WrongRequest where a folder is in the warehouse's place.
    """
    from etl.engine import Ledger

    named = {name: place for name, place in places.items() if place is not None}
    ledger = Ledger.of_project(PROJECT).at(**named)
    if ledger.warehouse.is_dir():
        raise WrongRequest(f"{ledger.warehouse}: a folder; name the warehouse's file")
    return ledger


def published_at(warehouse: Path | None) -> Path:
    """The warehouse's path. Raises NotFound where there is none yet."""
    path = warehouse or PROJECT / "data" / "warehouse" / "newsledger.duckdb"
    if not path.is_file():
        raise NotFound(f"{path}: no warehouse there yet; make one with: newsledger run")
    return path
