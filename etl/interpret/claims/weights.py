"""The fitted weights of signs, by what they decide: `subject`, `counterparty`, `topic`, `antecedent`,
`confidence`.
"""

from collections.abc import Iterable, Mapping
from operator import add

import polars as pl

from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

Weights = Mapping[str, float]


@once_per_version
def weights_of(lexicon: Lexicon) -> Mapping[str, Weights]:
    """The weights of each model's signs, by its name; a sign that is not there weighs nothing."""
    models: dict[str, dict[str, float]] = {}
    for row in lexicon.table("weights"):
        models.setdefault(row["model"], {})[row["sign"]] = float(row["weight"])
    return models


def weigh(signs: Iterable[str], weights: Weights) -> pl.Expr:
    """The sum of the columns `signs`, each by its weight, one after the other: the last digit of a Float32
    hangs on their order.

    Folded, since a hundred sums within each other take longer to plan than to run.

    >>> near = pl.DataFrame({"near": [1.0, 0.0]})
    >>> near.with_columns(weight=weigh(["near", "far"], {"near": 2.5}))["weight"].to_list()
    [2.5, 0.0]
    >>> near.with_columns(weight=weigh(["near", "far"], {}))["weight"].to_list()
    [0.0, 0.0]
    """
    weighed = [(pl.col(name) * weights[name]).cast(pl.Float32) for name in signs if weights.get(name)]
    return pl.fold(pl.lit(0.0, pl.Float32), add, weighed) if weighed else pl.lit(0.0, pl.Float32)
