"""What speaks for an amount being nobody's that the article names: prices of goods, sums of whole trades, of
people in general (`banks must hold`, `a family pays`).
"""

from collections.abc import Mapping
from typing import Final

import polars as pl

from etl.interpret.claims.patterns import spell

NOBODY_SIGNS: Final = (
    "of_class",
    "of_people",
    "of_goods",
    "of_all",
    "of_a_thing",
    "by_measure",
    "per_unit",
    "addressed",
    "small_price",
    "names_here",
    "stands_here",
    "names_near",
)
"""Signs that only nobody has."""
QUOTED: Final = "of_quoted"
"""No sign to be weighed: goods that are quoted are nobody's, whatever the article is about."""
_SMALL = 1_000
"""Below this a price is one of a thing that people buy."""
_START = (
    r"(?:^|[.;:!?,\"“(—] ?|(?:^| )(?:and|but|while|that|when|as|because|although|though|whether|if|where|"
    r"whereas|since|says?|said|estimates?|reckons?|expects?|than|what|which|after|before|so|by|for|in|from|"
    r"of|to|on|at|with) )"
)
_EVERY = (
    r"(?:(?:the|these|those|such|most|many|some|few|all|several|other|both|two|three|four|five|six|seven|"
    r"eight|nine|ten|dozens of|hundreds of|thousands of|[0-9][0-9,.]*|typical|average|ordinary|an?|one|"
    r"every|each|any|another|no) ){0,2}"
)
_UP_TO = r"(?: [a-z0-9$€£¥₹%'’-]+(?:[.,][0-9]+)*,?){0,9} $"
"""What stands between the noun that a clause begins with and its amount."""
_OWNED = r"(?:^|[^a-z])(?:its|their|his|her|our|my|your|[a-z]+['’]s|[a-z]+s['’]) (?:[a-z0-9-]+ ){0,3}"
"""Somebody's customers are somebody's: `its users pay`."""
_ALL = r"(?:^|[^a-z])<overall>[^.;]{0,60}$"
_THING = (
    r"(?:^|[.;:,!?“\"] ?| (?:that|and|but|when|while|as|at|of|for|by|on|where|because|with|from) )"
    r"<any_one> [a-z][a-z0-9 '’-]{2,70}"
    r"(?: (?:is|was|are|were|will|would|can|could|may|might|now|then|has|have|had|still|once|used to|that|"
    r"which|who|typically|usually|often|today))*"
    r" (?:<costing>|at|for|to|of|from|is|was|than)(?: [a-z]+){0,4} $"
)
_MEASURE = r"^,? ?(?:a|an|per|each|every|the|/) ?(?:metric |troy |square |cubic )?<measures>(?:[^a-z]|$)"
_ADDRESSED = r"(?:^|[^a-z])(?:you|your|i|my|me)(?:'[a-z]+)? "


def nobody_signs(told: pl.LazyFrame, candidates: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The columns `NOBODY_SIGNS` for each of the claims `told`, with `n` and `group`. `candidates` are the
    names weighed for them.
    """
    before, after = pl.col("before"), pl.col("after")
    around = candidates.group_by("n").agg(
        names_here=(pl.col("in_before") | pl.col("in_after")).any(),
        stands_here=pl.col("stood_for").any(),
        names_near=(pl.col("in_paragraph") & pl.col("is_party")).any(),
    )
    signs = {
        "of_class": _begun_by("classes", words),
        "of_people": _begun_by("folk", words),
        "of_goods": _begun_by("commodities", words) & (pl.col("group") == "price"),
        QUOTED: _begun_by("quoted_goods", words),
        "of_all": before.str.contains(spell(_ALL, words)),
        "of_a_thing": before.str.contains(spell(_THING, words)),
        "by_measure": after.str.contains(spell(_MEASURE, words)),
        "per_unit": pl.col("per").is_not_null(),
        "addressed": before.str.contains(_ADDRESSED),
        "small_price": (pl.col("size") < _SMALL) & (pl.col("group") == "price"),
        **{name: pl.col(name) for name in ("names_here", "stands_here", "names_near")},
    }
    return told.join(around, on="n", how="left").select(
        "n", "group", **{name: sign.fill_null(False) for name, sign in signs.items()}
    )


def _begun_by(nouns: str, words: Mapping[str, str]) -> pl.Expr:
    """Whether the amount's clause begins with one of the nouns, and it is nobody's own."""
    before = pl.col("before")
    clause = spell(rf"{_START}{_EVERY}(?:[a-z0-9-]+ ){{0,3}}<{nouns}>,?{_UP_TO}", words)
    owned = spell(rf"{_OWNED}<{nouns}>,?{_UP_TO}", words)
    return before.str.contains(clause) & ~before.str.contains(owned)
