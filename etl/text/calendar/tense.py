"""Whether a time lies ahead of the writing or behind it, by the cue of its sentence that stands nearest."""

from typing import Any

import polars as pl

_BREAK = r"^.*[.;!?\n]\s"
_PASSIVE = r"(?:(?: to)? (?:be|have been|have)(?: [a-z]+ly)? [a-z]+)?"
"""What is to come may be told with a participle that looks past: `will be sold`, `is due to be completed`."""


def is_future(rules: dict[str, Any]) -> pl.Expr:
    """Whether `before` and `after` speak of what is to come. `rules` are those of `dates.toml`.

    The cue nearest before the expression, in its own sentence, decides; where none stands before it, the
    first one after it does. Without any it is past, as most of the news is.

    >>> from etl.lexicon import Lexicon
    >>> before = ["It will list in ", "It will list, it said on ", "In "]
    >>> sides = pl.DataFrame({"before": before, "after": [".", ".", " it is due to list"]})
    >>> sides.select(is_future(Lexicon().rules("dates"))).to_series().to_list()
    [True, False, True]
    """
    cue = _cue(rules)
    last = _clause_before().str.extract_all(cue).list.last()
    follows = pl.col("after").str.head(60).str.extract(r"^([^,.;:!?\n]*)")
    first = follows.str.extract(f"({cue})")
    future = rf"^(?i-u:{rules['tense']['future']})(?-u:\b)"
    return pl.coalesce(last, first).str.contains(future).fill_null(False)


def tells_of_past(rules: dict[str, Any]) -> pl.Expr:
    """Whether the sentence around an expression has a cue of the past, near it or not.

    >>> from etl.lexicon import Lexicon
    >>> sides = pl.DataFrame({"before": ["It sold ", "A forecast for "], "after": [" in June.", "."]})
    >>> sides.select(tells_of_past(Lexicon().rules("dates"))).to_series().to_list()
    [True, False]
    """
    past = rf"(?-u:\b)(?i-u:{rules['tense']['past']})(?-u:\b)"
    follows = pl.col("after").str.extract(r"^([^.;!?\n]*)")
    return (_clause_before().str.contains(past) | follows.str.contains(past)).fill_null(False)


def _cue(rules: dict[str, Any]) -> str:
    """A cue of either kind; one of what is to come takes its participle along."""
    future, past = rules["tense"]["future"], rules["tense"]["past"]
    return rf"(?-u:\b)(?i-u:{future}(?-u:\b){_PASSIVE}|{past})(?-u:\b)"


def _clause_before() -> pl.Expr:
    """What precedes in the same sentence, as far as it is in sight."""
    return pl.col("before").str.replace(f"(?s){_BREAK}", "")
