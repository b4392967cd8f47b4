"""What a run of capitals consists of: names and words, and the chunks that they may make."""

from typing import NamedTuple

from etl.extract.entities.compiled import Names
from etl.extract.entities.word_shapes import is_own


class Item(NamedTuple):
    """A listed name (with its type) or a capitalised word, and what stands before it in the run."""

    number: int
    gap: str
    surface: str
    listed: str


class Chunk(NamedTuple):
    """Items of a run that may make one name.

    `words` and `kinds` are the surfaces and types of its items, empty for a word. `opens`: its first item
    opens a sentence, so that its capital says nothing. `is_title`: so it is with all of them. `has_office`: a
    person's title stands before it.
    """

    items: list[Item]
    words: list[str]
    kinds: list[str]
    opens: bool
    is_title: bool
    has_office: bool
    names: Names

    @property
    def first(self) -> Item:
        """Its first item."""
        return self.items[0]

    @property
    def last(self) -> Item:
        """Its last item."""
        return self.items[-1]

    @property
    def of_place(self) -> int:
        """Which of its items follows `of` or `for`, the first such; 0 where none does."""
        for place, item in enumerate(self.items):
            if place and item.gap.startswith((" of", " for")):
                return place
        return 0

    @property
    def gaps(self) -> set[str]:
        """What stands between its items."""
        return {item.gap for item in self.items[1:]}

    def part(self, start: int, stop: int | None = None) -> "Chunk":
        """The chunk of some of its items; only one that begins with its first item can open a sentence."""
        span = slice(start, stop)
        opens = self.opens and start == 0
        return Chunk(self.items[span], self.words[span], self.kinds[span], opens, *self[4:])


def is_ordinary(item: Item, names: Names) -> bool:
    """Whether an item is a word whose capital is not its own."""
    return not item.listed and not is_own(item.surface, names)
