"""Literal forms of the lexicon as pieces of grammar."""

import re
from collections.abc import Iterable


def alternatives(forms: Iterable[str]) -> str:
    """Any of these forms, the longest first, so that `US$` is not read as `$`.

    >>> alternatives(["$", "US$", "so so"])
    '(?:so so|US\\\\$|\\\\$)'
    """
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    joined = "|".join(form if form.isalnum() else re.escape(form) for form in ordered)
    return "(?:" + joined.replace("\\ ", " ").replace("\\-", "-") + ")"


_CLASSES = {"s": " \\t\\r\\n", "d": "0-9", "w": "A-Za-z0-9_"}
_TOKENS = re.compile(r"\(\?-u:\\b\)|\\.|[\[\]]", re.DOTALL)


def ascii_classes(pattern: str) -> str:
    r"""A pattern whose `\b`, `\s`, `\d` and `\w` mean ASCII. Unicode ones cost far more to compile and run.

    >>> ascii_classes(r"\bfrom\s+[^\s.]*\d$")
    '(?-u:\\b)from[ \\t\\r\\n]+[^ \\t\\r\\n.]*[0-9]$'
    """
    in_class = False

    def translate(found: re.Match[str]) -> str:
        nonlocal in_class
        token = found[0]
        if token in ("[", "]"):
            in_class = token == "[" if not in_class else token != "]"
        elif token[1:] in _CLASSES:
            return _CLASSES[token[1]] if in_class else f"[{_CLASSES[token[1]]}]"
        elif token == r"\b" and not in_class:
            return r"(?-u:\b)"
        return token

    return _TOKENS.sub(translate, pattern)
