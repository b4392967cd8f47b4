"""What is compiled from a lexicon is compiled once for each version of its files."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from etl.lexicon import Lexicon

Made = TypeVar("Made")


def once_per_version(make: Callable[[Lexicon], Made]) -> Callable[[Lexicon], Made]:
    """Keep what `make` gives for a lexicon, by `Lexicon.version`.

    Two lexicons of equal files share it; a folder whose files changed gets its own.
    """
    made: dict[str, Made] = {}

    @wraps(make)
    def kept(lexicon: Lexicon) -> Made:
        if lexicon.version not in made:
            made[lexicon.version] = make(lexicon)
        return made[lexicon.version]

    return kept
