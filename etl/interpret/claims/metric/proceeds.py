"""What a sale brings in: `the sale of Acme could raise $5m` is no round, `pocketed $5m from it` no profit."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.metric.retold import read_as
from etl.interpret.claims.patterns import spell

_RULES = [
    "revenue.takings",
    "revenue.sales",
    "revenue.collected",
    "funding.needs",
    "funding.raised",
    "funding.got",
    "profit.verb",
    "contract.milestones",
    "valuation.price",
    "other.asset_deals",
    "price.fetched",
]
"""Rules of words that say no more than that money comes in, or what a thing goes for."""
_BRINGS = r"<brings_in>(?: [a-z]+){0,4} $"
_NOUN = rf"(?:^|[^a-z])(?:sale|disposal|divestment|divestiture|auction) [^.;]*?[ ,]{_BRINGS}"
_VERB = r"(?:^|[^a-z])<sells> [^.;]*, (?:<brings_in>|for which [a-z ]{2,30}<brings_in>)(?: [a-z]+){0,4} $"
_FROM = r"^ (?:in cash )?(?:from|by|through|on|in) (?:the |its |their |that |a )?(?:<sells>|<sale_of>) "
_HOLDING = (
    r"^ (?:in cash )?(?:from|by|through) (?:the |its |their |that |an? )?"
    r"(?:<sells>|<sale_of>|placing|selling down) "
    r"[^.;,]{0,30}?(?:<stocks>|stakes?|holding|[0-9.]+ ?%|per ?cent) (?:in|of) "
)
_OF_ITSELF = (
    rf"{_HOLDING}(?:an?|the|its|itself|their|them|two|three|new|private|public|several|stock|shares) "
)
"""What is raised by selling shares in another, and where they may be one's own: `stock in an IPO`."""
_THINGS = r"(?:^|[^a-z])(?:<stocks>|<debts>|tickets?|units|products|goods)(?:[^a-z]|$)"
_PART = r"(?:^|[^a-z])(?:<business_parts>)(?:[^a-z]|$)"
_SELLER = (
    r"^(?:it|he|she|they|the(?: [a-z-]+){1,3}) (?:will|would|could|may|(?:is|are|stands?|expects?) to) "
    r"(?:[a-z]+ )?(?:receive|get|collect|pocket|be paid)(?: [a-z]+){0,4} $"
)
_SOLD = read_as("other.proceeds", subject=["agent", "owner", "by"], counterparty=["to"])
_BOUGHT = read_as("acquisition.proceeds")


def read_proceeds(
    claims: pl.LazyFrame, here: pl.LazyFrame, before_it: pl.LazyFrame, words: Mapping[str, str]
) -> pl.LazyFrame:
    """The claims, what a sale brings in as the price of the firm that is sold, or as `other` where it is a
    part of the seller that nobody names. `here` are the claims (`n`) whose sentence tells of the sale of a
    firm, `before_it` those before whose sentence one is told of.
    """
    before, after = pl.col("before"), pl.col("after")
    simple = pl.col("rule_id").is_in(_RULES).fill_null(True)
    comes = before.str.contains(spell(_NOUN, words)) | before.str.contains(spell(_VERB, words))
    comes = (comes | after.str.contains(spell(_FROM, words))) & simple
    around = pl.concat_str("before", pl.lit(" "), "after")
    things = around.str.contains(spell(_THINGS, words))
    part = around.str.contains(spell(_PART, words))
    gets = before.str.contains(spell(_SELLER, words)) & simple
    told = claims.join(here.select("n", is_here=pl.lit(True)), on="n", how="left").join(
        before_it.select("n", is_told=pl.lit(True)), on="n", how="left"
    )
    firm = (comes & pl.col("is_here").fill_null(False) & ~things) | (
        gets & pl.col("is_told").fill_null(False)
    )
    firm = firm.fill_null(False)
    holding = after.str.contains(spell(_HOLDING, words)) & ~after.str.contains(spell(_OF_ITSELF, words))
    own = ((comes & part & ~things | (holding & simple)) & ~firm).fill_null(False)
    return (
        told.with_columns(
            pl.when(firm)
            .then(_BOUGHT.get(name, pl.col(name)))
            .when(own)
            .then(said)
            .otherwise(name)
            .alias(name)
            for name, said in _SOLD.items()
        )
        .drop("is_here", "is_told")
        .sort("n")
    )
