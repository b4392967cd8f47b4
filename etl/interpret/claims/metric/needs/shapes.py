"""What the needs of cues share: sizes of sums, ends and hedges of words, what stands before a cue."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from etl.interpret.claims.patterns import spell

SMALL_BID: Final = 10_000
"""Below this a bid is one by the share."""
TAGGED: Final = 20_000
"""Below this a sum at which a thing comes out is what it costs."""
SMALL: Final = 100_000
"""Below this what a thing costs now is its price."""
ONE: Final = 1e6
"""Below this one of a kind costs so much."""
HUGE: Final = 2e11
"""From here no firm sells or owes so much that it passes the round number: it is worth it."""
LARGE: Final = 5e7
"""From here an amount is a price for a company rather than for a thing."""

END: Final = "(?:[^a-z]|$)"
HEDGED: Final = "(?: <hedging>| just| only| as much as| as little as| an? estimated)*"
FOR: Final = r"(?:for|at|cost|costs|costing|in a deal worth)(?: <before_fee>)* $"
PER_SHARE: Final = (
    r"^(?: in cash)?(?: for| on)?(?: ?/ ?| ?-?(?:a|an|per|each|every|the)[ -])(?:[a-z0-9.&'-]+ ){0,3}"
    rf"(?:share|adr|ads|unit){END}"
)


def ahead() -> pl.Expr:
    """What stands before the cue that leads its amount."""
    known = pl.col("before").str.len_chars().cast(pl.Int64) - (pl.col("at") - pl.col("cue_at"))
    return (
        pl.when(pl.col("leads") & (known > 0))
        .then(pl.col("before").str.head(known.clip(0)))
        .otherwise(pl.lit(""))
    )


def straight(words: Mapping[str, str]) -> pl.Expr:
    """Whether nothing but hedges stands between a cue and its amount: `asked about $5m`."""
    return pl.col("between").str.contains(spell(rf"^{HEDGED} $", words))


def of_holders() -> pl.Expr:
    """Whether what is sold is a holder's: a person sells, or a firm is named behind the verb."""
    behind = pl.col("between").str.head((pl.col("name_at") - pl.col("cue_to")).clip(0, 60))
    of_firm = (pl.col("name_at") < pl.col("at")) & (pl.col("name_kind") == "company")
    of_firm = of_firm & ~behind.str.contains(" (?:to|by|for|from|at|via|with|through|new) ")
    by_person = (pl.col("cue_at") - pl.col("last_to")).is_between(0, 14) & (pl.col("last_kind") == "person")
    return of_firm.fill_null(False) | by_person.fill_null(False)
