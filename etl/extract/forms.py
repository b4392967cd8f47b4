"""Literal forms of the lexicon as pieces of grammar."""

import re
from collections.abc import Iterable


def alternatives(forms: Iterable[str]) -> str:
    """Any of these forms, the longest first, so that `US$` is not read as `$`.

    >>> alternatives(["$", "US$", "so so"])
    '(?:so so|US\\\\$|\\\\$)'
    """
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.sub(r"\\([ -])", r"\1", re.escape(form)) for form in ordered) + ")"


_CLASSES = {"s": " \\t\\r\\n", "d": "0-9", "w": "A-Za-z0-9_"}


def ascii_classes(pattern: str) -> str:
    r"""A pattern whose `\b`, `\s`, `\d` and `\w` mean ASCII. Unicode ones cost far more to compile and run.

    >>> ascii_classes(r"\bfrom\s+[^\s.]*\d$")
    '(?-u:\\b)from[ \\t\\r\\n]+[^ \\t\\r\\n.]*[0-9]$'
    """
    made, in_class, position = [], False, 0
    while position < len(pattern):
        char, after = pattern[position], pattern[position + 1 : position + 2]
        if char == "\\" and after in _CLASSES:
            made.append(_CLASSES[after] if in_class else f"[{_CLASSES[after]}]")
        elif char == "\\" and after == "b" and not in_class and not pattern[:position].endswith("(?-u:"):
            made.append(r"(?-u:\b)")
        elif char == "\\":
            made.append(char + after)
        else:
            in_class = (in_class or char == "[") and char != "]"
            made.append(char)
        position += 2 if char == "\\" else 1
    return "".join(made)
