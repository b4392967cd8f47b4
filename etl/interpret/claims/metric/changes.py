"""By how much something moved is no price, stake or profit: `shares shed 40 cents to $9.10`, `its holdings
plunged $2bn`.
"""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.metric.retold import read_as
from etl.interpret.claims.patterns import spell

_HEDGED = "(?: (?:by|<hedging>|only|more than|as much as|another|a further))*"
_STANDS = "(?:is|was|are|were|be|been|trad(?:es?|ed|ing)|closed?|ended|finished|[0-9%,)]) (?:up|down)"
_MOVED = rf"(?:^|[^a-z])(?:<moved_by>|{_STANDS}){_HEDGED} $"
_HELD = rf"(?:^|[^a-z])<what_is_held>[^.;,]{{0,40}} <moved_by>{_HEDGED} $"
_WORTH = ("investment", "profit", "valuation", "acquisition", "debt", "fund_size", "funding", "revenue")
_CHANGE = read_as("other.change")


def read_changes(claims: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The claims, prices by which something rose or fell, and what holdings gained or lost, as `other`.

    It comes last: until then such an amount is read and shared as the price that it is a part of.
    """
    before = pl.col("before")
    moved = (pl.col("metric") == "price") & before.str.contains(spell(_MOVED, words))
    held = pl.col("metric").is_in(_WORTH) & before.str.contains(spell(_HELD, words))
    return claims.with_columns(
        pl.when((moved | held).fill_null(False)).then(said).otherwise(name).alias(name)
        for name, said in _CHANGE.items()
    )
