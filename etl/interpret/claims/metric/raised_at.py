"""At what money is raised: `raised $5m at $50m` says what the firm is worth, `at 9 cents` what a share is."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.metric.needs.shapes import HEDGED, LARGE, SMALL, SMALL_BID
from etl.interpret.claims.metric.retold import read_as
from etl.interpret.claims.patterns import spell

_AT = rf",? at{HEDGED} $"
_AT_VALUE_OF = r",? at an? (?:[a-z-]+ )?(?:value|worth|price|price tag|figure) of(?: [a-z]+){0,3} $"
_BUYS_INTO = (
    r"(?:^|[^a-z])(?:invest(?:s|ed|ing)? in|"
    r"(?:buy|buys|bought|buying|put|puts|putting|get|gets|got) (?:money )?into)"
    rf" [^.;0-9]{{2,60}} at{HEDGED} $"
)
"""In whom one invests at so much: it is what the whole is worth."""
_AT_A_VALUE = (
    r"^ (?:in )?at an? (?:[a-z-]+ )*[$€£¥₹]?[0-9][^ ]*(?: [a-z]+)? (?:[a-z-]+ )?valuation(?:[^a-z]|$)"
)
"""A deal for $5m at a $50m valuation is a round."""
_COMES_IN = ["revenue.takings", "revenue.sales", "revenue.collected"]
_AT_SO_MUCH = "^ at (?:[a-z]+ ){0,3}[a-z]{0,4}[$€£¥₹]?[0-9]"
"""What comes in at so much more is raised."""
_AT_LONGEST = 14
"""Characters between an amount and the value at which it is raised, if nothing else is said of it."""
_DEALS = ["acquisition.noun", "contract.deal", "contract.noun", "valuation.noun", "revenue.pace"]
_MORE_THAN = 2
"""A firm is worth more than so many times what it raises."""
_STRONG = 45.0
"""Score from which an amount's own word holds."""
_WORTH = read_as("valuation.raised_at", counterparty=[])
_RAISED = read_as(
    "funding.deal", None, ["owner", "agent", "for", "in", "object", "of"], ["led", "from", "by", "with"]
)
_SHARE = read_as("price.issued_at", "per_share", counterparty=[])


def read_raised_at(claims: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The claims, those of an amount at which the one before in its sentence is raised or put in as what the
    firm is worth, or what one of its shares costs: of whom the money goes to.
    """
    claims = _read_rounds(claims.sort("n"))
    before, size = pl.col("before"), pl.col("size")
    same = (pl.col("window") == pl.col("window").shift(1)) & (
        pl.col("currency") == pl.col("currency").shift(1)
    )
    put_in = pl.col("metric").shift(1).is_in(["funding", "investment"]) & same
    weak = pl.col("metric").is_null() | (
        pl.col("metric").is_in(["funding", "investment"]) & (pl.col("score") < _STRONG)
    )
    at_value_of = before.str.contains(_AT_VALUE_OF)
    raised_at = put_in & ((weak & before.str.contains(spell(_AT, words))) | at_value_of)
    worth = raised_at & (size >= LARGE) & (size > _MORE_THAN * size.shift(1))
    into = (
        (pl.col("rule_id") == "investment.verb")
        & before.str.contains(spell(_BUYS_INTO, words))
        & (size >= LARGE)
    )
    share = raised_at & (size < SMALL_BID)
    goes_to = pl.when((worth | share).fill_null(False)).then(pl.col("subject").shift(1)).otherwise("subject")
    return claims.with_columns(
        goes_to,
        *(
            pl.when((worth | into).fill_null(False))
            .then(said)
            .when(share.fill_null(False))
            .then(_SHARE[name])
            .otherwise(name)
            .alias(name)
            for name, said in _WORTH.items()
        ),
    )


def _read_rounds(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, those of what comes in, or of a deal, at a sum that is much greater as what is raised."""
    size, rule, after = pl.col("size"), pl.col("rule_id"), pl.col("after")
    comes_in = rule.is_in(_COMES_IN) & after.str.contains(_AT_SO_MUCH) & (size.shift(-1) >= LARGE)
    deal = rule.is_in(_DEALS).fill_null(True) & after.str.contains(_AT_A_VALUE)
    goes_on = pl.col("window") == pl.col("window").shift(-1)
    unread = pl.col("metric").is_null() | (
        (pl.col("metric") == "valuation") & (pl.col("cue_at") > pl.col("at").shift(-1))
    )
    at_once = pl.col("to") + _AT_LONGEST >= pl.col("at").shift(-1)
    bare = (
        unread
        & at_once
        & after.str.contains(_AT_SO_MUCH)
        & (size >= SMALL)
        & (size.shift(-1) >= LARGE)
        & (pl.col("currency") == pl.col("currency").shift(-1))
    )  # `Acme closed $5m at $50m`
    raises = (comes_in | deal | bare) & goes_on & (size.shift(-1) > _MORE_THAN * size)
    return claims.with_columns(
        pl.when(raises.fill_null(False)).then(said).otherwise(name).alias(name)
        for name, said in _RAISED.items()
    )
