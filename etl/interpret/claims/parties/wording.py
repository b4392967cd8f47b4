"""What the words of an amount's sentence say of whose it is: `tonne` speaks for nobody who is named,
`stake` for somebody on the other side.

Two of the signs of `signs.py` weigh more or less with each word of the sentence; how much stands in
`weights.csv` as `SIGN:WORD`. Names and words that few articles use have no weight
(`etl.evaluation.fitting`), so that no story is learned by heart.
"""

from collections.abc import Mapping
from typing import Final

import polars as pl

WORDED: Final = ("nobody", "kind_company")
"""Signs that weigh more or less by the words of the sentence."""
_WORD = "[a-z][a-z'’-]+"


def words_of(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The words around each claim's amount in its sentence, each once: `n`, `word`, a row a word."""
    around = pl.concat_str(pl.col("before", "after").fill_null(""), separator=" ").str.extract_all(_WORD)
    return claims.select("n", word=around).explode("word").drop_nulls().unique()


def worded_sign(sign: str, word: str) -> str:
    """The name under which `weights.csv` has what a word adds to a sign.

    >>> worded_sign("nobody", "tonne")
    'nobody:tonne'
    """
    return f"{sign}:{word}"


def weigh_words(claims: pl.LazyFrame, weights: Mapping[str, float]) -> pl.LazyFrame:
    """What the words of each claim's sentence add to the signs `WORDED`: `n` and a column a sign; a row for
    each claim with a word that weighs something.
    """
    told = [(name.split(":", 1), weight) for name, weight in weights.items() if ":" in name]
    rows = {
        "word": [word for (_, word), _ in told],
        **{name: [weight if sign == name else 0.0 for (sign, _), weight in told] for name in WORDED},
    }
    schema = {"word": pl.String, **dict.fromkeys(WORDED, pl.Float64)}
    return (
        words_of(claims)
        .join(pl.LazyFrame(rows, schema=schema), on="word")
        .group_by("n")
        .agg(pl.col(WORDED).sum().round(2))  # weights have two decimals: the order of a sum shows no more
    )
