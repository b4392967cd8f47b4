"""The fitted weights of signs, by what they decide: `subject`, `counterparty`, `topic`, `antecedent`,
`confidence`.
"""

from collections.abc import Mapping

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
