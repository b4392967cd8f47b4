"""Patterns over the lexicon's words: the grammar stands in the code, the vocabulary in the lexicon."""

from collections.abc import Mapping


def spell(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with every `<class>` of words spelt out as its alternatives. Raises KeyError for a class
    that the lexicon has not; what is no class (`(?P<name>`) stays.

    >>> spell("^ (?:of|in) <stocks>$", {"stocks": "stock|shares"})
    '^ (?:of|in) (?:stock|shares)$'
    """
    head, *parts = pattern.split("<")
    spelt = [head]
    for part in parts:
        name, mark, rest = part.partition(">")
        is_class = bool(mark) and name.isidentifier() and not spelt[-1].endswith("(?P")
        spelt.append(f"(?:{words[name]}){rest}" if is_class else f"<{part}")
    return "".join(spelt)
