"""Whether a time lies ahead of the writing or behind it, by the cue of its sentence that stands nearest."""

from typing import Any

import polars as pl

_BREAK = r"^.*[.;!?\n]\s"
_PASSIVE = r"(?:(?: to)? (?:be|have been|have)(?: [a-z]+ly)?(?: [a-z]+)?)?"
"""What is to come may be told with a participle that looks past: `will be sold`, `is due to be completed`."""

_OPENS = r"^[\s\"“(]*(?i:(?:in|by|on|at|from|before|until|around|since) )?(?i:the )?$"
"""What stands before a time that opens its sentence: its verb is behind the comma (`By May, it had lost`)."""


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
    return looks_ahead(told_before(rules), rules)


def told_before(rules: dict[str, Any]) -> pl.Expr:
    """Whether the cue before an expression, in its sentence, is one of what is to come; null: no cue."""
    no_verbs = rf"(?-u:\b)(?i-u:{rules['tense']['no_verbs']})(?-u:\b)"
    clause = _clause_before().str.replace_all(no_verbs, "-")
    return clause.str.extract_all(_cue(rules)).list.last().str.contains(_future(rules))


def looks_ahead(told: pl.Expr, rules: dict[str, Any]) -> pl.Expr:
    """`is_future`, where what stands before the expression tells it as `told` says, or not at all (null)."""
    after = pl.when(_clause_before().str.contains(_OPENS)).then(
        pl.col("after").str.replace("^, (?:[a-z]+, )?", "")
    )
    follows = after.otherwise("after").str.head(60).str.extract(r"^([^,.;:!?\n]*)")
    first = follows.str.extract(f"({_cue(rules)})").str.contains(_future(rules))
    # Where nothing else tells: what is to be done `by May` is not done yet.
    is_limit = pl.col("before").str.contains(r"(?-u:\b)[Bb]y[ \r\n]+(?:the )?$")
    ahead = pl.coalesce(told, first, is_limit).fill_null(False)
    return ahead & ~pl.col("after").str.contains(rules["tense"]["quoted"])


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


def _future(rules: dict[str, Any]) -> str:
    """What a cue of what is to come begins with."""
    return rf"^(?i-u:{rules['tense']['future']})(?-u:\b)"


def _cue(rules: dict[str, Any]) -> str:
    """A cue of either kind; one of what is to come takes its participle along."""
    future, past = rules["tense"]["future"], rules["tense"]["past"]
    return rf"(?-u:\b)(?i-u:{future}(?-u:\b){_PASSIVE}|{past})(?-u:\b)"


def _clause_before() -> pl.Expr:
    """What precedes in the same sentence, as far as it is in sight."""
    return pl.col("before").str.replace(f"(?s){_BREAK}", "")
