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
