"""What an inflected English word may come from: lists of common words leave inflected forms out."""

import re
from collections.abc import Callable

_SHORT = 4
"""Words up to so long end in `est` by chance: `fore`, `forest`."""
_ENDINGS = (
    ("ability", ("able", "e", "")),
    ("ibility", ("ible",)),
    ("isation", ("ize", "ization", "ise")),
    ("ization", ("ize", "ise")),
    ("ised", ("ize",)),
    ("ising", ("ize",)),
    ("ise", ("ize",)),
    ("ies", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ier", ("y",)),
    ("iest", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("",)),
    ("ers", ("", "e")),
    ("er", ("", "e")),
    ("ness", ("",)),
    ("est", ("", "e")),
)
"""Regular inflections and what they stand for."""


def uninflected(word: str) -> list[str]:
    """A word, what it may come from, and what that may: `realisations`, `realisation`, `realise`."""
    stems = stems_of(word)
    return [word, *stems, *(form for stem in stems for form in stems_of(stem))]


def is_superlative(word: str, is_word: Callable[[str], bool]) -> bool:
    """Whether a word says that something is the most so, which names nobody.

    >>> is_superlative("priciest", {"pricy"}.__contains__), is_superlative("forest", {"for"}.__contains__)
    (True, False)
    """
    stems = [stem for stem in stems_of(word) if len(stem) > _SHORT] if word.endswith("est") else []
    return any(is_word(stem) for stem in stems)


def stems_of(word: str) -> list[str]:
    """What an inflected word may come from.

    >>> stems_of("stopped")
    ['stopp', 'stoppe', 'stop']
    """
    stems = []
    for ending, replacements in _ENDINGS:
        base = word.removesuffix(ending)
        if base == word or len(base) < 3:
            continue
        stems += [base + replacement for replacement in replacements]
        if re.search(r"([a-z])\1$", base):
            stems.append(base[:-1])
    return stems
