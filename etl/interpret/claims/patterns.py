"""Patterns over the lexicon's words: the grammar stands in the code, the vocabulary in the lexicon."""

from collections.abc import Mapping


def spell(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with every `<class>` of words spelt out as its alternatives.

    >>> spell("^ (?:of|in) <stocks>$", {"stocks": "stock|shares"})
    '^ (?:of|in) (?:stock|shares)$'
    """
    head, *parts = pattern.split("<")
    spelt = [head]
    for part in parts:
        name, mark, rest = part.partition(">")
        spelt.append(f"(?:{words[name]}){rest}" if mark and name in words else f"<{part}")
    return "".join(spelt)
