"""Whether a time that states no year lies ahead of the writing."""

from typing import Any

import polars as pl

_BREAK = r"^.*[.;!?\n]\s"

_PASSIVE = r"(?-u:\b)(?:be|been|being|have|get) (?:[a-z]+ly )?[a-z]+"
"""What is to come may be told with a participle that looks past: `will be sold`."""


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
    future, past = rules["tense"]["future"], rules["tense"]["past"]
    clause = _clause_before()
    since = clause.str.extract(rf"(?s)^.*(?-u:\b)(?i:{future})(?-u:\b)(.*)$")
    ahead = since.is_not_null() & ~since.str.replace_all(_PASSIVE, "").str.contains(
        rf"(?-u:\b)(?i:{past})(?-u:\b)"
    )
    behind = clause.str.contains(rf"(?-u:\b)(?i:{past})(?-u:\b)")
    follows = pl.col("after").str.extract(r"(?s)^(.{0,60}?)(?:[,.;:!?\n]|$)")
    up_to = follows.str.extract(rf"(?s)^(.*?)(?-u:\b)(?i:{future})(?-u:\b)")
    comes = up_to.is_not_null() & ~up_to.str.contains(rf"(?-u:\b)(?i:{past})(?-u:\b)")
    return (ahead | (~behind & since.is_null() & comes)).fill_null(False)


def is_past(rules: dict[str, Any]) -> pl.Expr:
    """Whether the sentence around an expression tells of the past, and its time is not one to come.

    >>> from etl.lexicon import Lexicon
    >>> sides = pl.DataFrame({"before": ["It sold ", "A forecast for "], "after": [" in June.", "."]})
    >>> sides.select(is_past(Lexicon().rules("dates"))).to_series().to_list()
    [True, False]
    """
    past = rf"(?-u:\b)(?i:{rules['tense']['past']})(?-u:\b)"
    follows = pl.col("after").str.extract(r"(?s)^(.*?)(?:[.;!?\n]|$)")
    told = _clause_before().str.contains(past) | follows.str.contains(past)
    return (told & ~is_future(rules)).fill_null(False)


def _clause_before() -> pl.Expr:
    """What precedes in the same sentence, as far as it is in sight."""
    return pl.col("before").str.replace(f"(?s){_BREAK}", "")
