"""What is compiled from a lexicon is compiled once for each version of its files."""

from collections.abc import Callable
from functools import update_wrapper
from threading import Lock
from typing import Any, ClassVar, Concatenate, Generic, ParamSpec, TypeVar

from etl.lexicon import Lexicon

More = ParamSpec("More")
Made = TypeVar("Made")


class once_per_version(Generic[More, Made]):
    """Keep what a function makes of a lexicon for the life of the process, by `Lexicon.version`.

    Two lexicons of equal files share it; a folder whose files changed gets its own. Threads that ask at once
    wait for the first. Further arguments (a store to read from) matter only when it is made.
    """

    every: ClassVar[list["once_per_version[Any, Any]"]] = []
    """All functions that are kept so, of the modules that have been imported."""

    def __init__(self, make: Callable[Concatenate[Lexicon, More], Made]) -> None:
        self.every.append(self)
        self.make = make
        self.made: dict[str, Made] = {}
        self._making = Lock()
        update_wrapper(self, make)

    def __call__(self, lexicon: Lexicon, *args: More.args, **kwargs: More.kwargs) -> Made:
        """What was made of this version before, or is made now."""
        version = lexicon.version
        with self._making:
            if version not in self.made:
                self.made[version] = self.make(lexicon, *args, **kwargs)
            return self.made[version]

    def forget(self) -> None:
        """Drop what was made: the next call makes it, or reads it from its store, again."""
        with self._making:
            self.made.clear()


def compile_all(lexicon: Lexicon) -> None:
    """Have everything made of a lexicon that the imported modules make of one."""
    for make in once_per_version.every:
        make(lexicon)
