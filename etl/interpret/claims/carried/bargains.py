"""What a bargain is after all: a settlement, an issue of stock."""

import polars as pl

from etl.interpret.claims.metric.needs.shapes import SMALL_BID

FETCHED = 1e7
"""From here what a firm fetches is its own price, not that of a thing it sells."""
SIGNED = ["contract.noun", "contract.words", "contract.deal", "contract.deal_worth", "contract.valued"]
"""Rules of deals that are signed."""
_SUIT = (
    r"(?:^|[^a-z])(?:class[ -]actions?|lawsuits?|litigation|plaintiffs?|claimants?|"
    r"suits? (?:by|from|brought|over)|"
    r"(?:copyright|patent|antitrust|libel) (?:case|suit|claims|dispute|fight|battle))(?:[^a-z]|$)"
)
_DEAL = r"^ (?:[a-z-]+ )?(?:deal|agreement|accord|pact)(?:[^a-z]|$)"
_DEAL_OF = r"(?:^|[^a-z])(?:deal|agreement|accord|pact) (?:of|worth|for|valued at)(?: [a-z]+){0,3} $"
_SUED_OVER = (
    r"(?:^|[^a-z])(?:over|about|breach(?:ed|es|ing)?|under|from|sues?|sued)(?: of)? (?:an?|the|its|their) $"
)
"""A lawsuit over a deal does not end in it."""


def settles() -> pl.Expr:
    """Whether a deal ends a lawsuit: its sentence says so, or one on the same sum."""
    before, after = pl.col("before"), pl.col("after")
    deal = after.str.contains(_DEAL) | before.str.contains(_DEAL_OF)
    signed = pl.col("rule_id").is_in(SIGNED) & deal & ~before.str.contains(_SUED_OVER)
    suit = signed & pl.concat_str("before", pl.lit(" "), "after").str.contains(_SUIT)
    told = (suit | (pl.col("metric") == "penalty")).fill_null(False)
    return signed & told.any().over("article_id", "amount_min", "amount_max", "currency")


def issued_at() -> pl.Expr:
    """Whether so much a share is what new stock is offered at: the article tells of what is raised, and of no
    firm's price.
    """
    firm = ((pl.col("metric") == "acquisition") & (pl.col("size") >= FETCHED)).fill_null(False)
    raised = (pl.col("metric") == "funding").fill_null(False)
    offers = ["acquisition.kinds", "acquisition.share_bid", "acquisition.terms"]
    small = pl.col("size") < SMALL_BID
    return (
        pl.col("rule_id").is_in(offers)
        & small
        & raised.any().over("article_id")
        & ~firm.any().over("article_id")
    )
