"""Whether a time that states no year lies ahead of the writing."""

from typing import Any

import polars as pl

_BREAK = r"^.*[.;!?\n]\s"


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
    clause = pl.col("before").str.replace(f"(?s){_BREAK}", "")
    since = clause.str.extract(rf"(?s)^.*(?-u:\b)(?i:{future})(?-u:\b)(.*)$")
    ahead = since.is_not_null() & ~since.str.contains(rf"(?-u:\b)(?i:{past})(?-u:\b)")
    behind = clause.str.contains(rf"(?-u:\b)(?i:{past})(?-u:\b)")
    follows = pl.col("after").str.extract(r"(?s)^(.{0,60}?)(?:[,.;:!?\n]|$)")
    up_to = follows.str.extract(rf"(?s)^(.*?)(?-u:\b)(?i:{future})(?-u:\b)")
    comes = up_to.is_not_null() & ~up_to.str.contains(rf"(?-u:\b)(?i:{past})(?-u:\b)")
    return (ahead | (~behind & since.is_null() & comes)).fill_null(False)
