"""What the sentence's own grammar settles of a claim's parties, by its scores (`grammar.py`), and what stays
open to be weighed.
"""

import polars as pl

from etl.interpret.claims.parties.candidates import SUBJECT
from etl.interpret.claims.parties.everyones import EVERYBODYS

SURE = 60.0
"""Score from which a subject that the sentence's grammar gives counts for other claims."""
CERTAIN, PLAIN = 80.0, 97.0
"""Scores from which it is hardly in doubt; and from which it stands, if it is named there, whatever else the
article speaks of.
"""
RAISED = 92.0
"""The same for a round, which is hardly of one whom its sentence does not name."""
FACED = 80.0
"""Score from which the other side that the grammar gives stands."""
ONE_SIDED = ("profit", "revenue", "valuation")
"""Metrics that have one party: only the grammar gives them another, and a valuation never has one."""
_OF_DEALS = [f"valuation.{cue}" for cue in ("worth", "price", "pegged", "passive")]
"""Rules of words that say what a deal is worth, too: `an order from Acme worth $5m`."""
BY_ITSELF = (*ONE_SIDED, "spending", "fund_size")
"""Metrics of what a firm has or does by itself: whoever acts in the sentence is hardly another side."""
_RIGHT_BEHIND = 8
"""Within how many characters behind a word a name stands right behind it: `revenue at the Acme`."""
A_ROUND = (
    r"(?:^|[^a-z])(?:(?:rounds?|series [a-k]|financing|fundraising|raise)(?:[^a-z]|$)|"
    "(?:investors?|backers?|consortium|syndicate) (?:including|such as|like|led by) )"
)
"""Words for a round and its investors, beside which those who lead or join are not who is worth so much."""
TWO_SIDED = ("acquisition", "investment", "contract", "debt", "penalty")
"""Metrics whose parties are the two sides of one deal, each of which may be who acts."""


def open_claims(role: str) -> pl.Expr:
    """Whether a claim's role is open: a subject that is neither named plainly by the sentence's grammar nor a
    cell's by its heads, and that of what everybody pays; a counterparty that the grammar does not give, or
    of a deal not surely. The size of a market has no parties.
    """
    named = pl.col("subject_named").fill_null(False)
    is_round = (pl.col("metric") == "funding") & (pl.col("subject_kind") == "company")
    enough = pl.when(is_round).then(RAISED).otherwise(PLAIN)
    plain = (pl.col("subject_score") >= enough).fill_null(False) | _stands_apart()
    plain = ((plain & named) | _acts_alone() | (_stands_behind() & named)) & ~pl.col(EVERYBODYS)
    headed = pl.col("in_table") & pl.col("subject_ids").is_not_null()
    is_deal = pl.col("metric").is_in(TWO_SIDED)
    told = pl.col("counterparty_score") >= FACED  # of a firm on offer: nobody
    someone = (pl.col("counterparty_ids").list.len() > 0) & ~is_deal
    faced = pl.col("in_table") | (is_deal & told).fill_null(False) | someone.fill_null(False)
    has_one = pl.col("metric").is_in(ONE_SIDED) & ~pl.col("rule_id").is_in(_OF_DEALS).fill_null(False)
    settled = plain | headed if role == SUBJECT else faced | has_one.fill_null(False)
    return ~settled & (pl.col("metric").fill_null("other") != "market_size")


def _acts_alone() -> pl.Expr:
    """Whether the grammar surely gives an amount to one who says so of itself, or what a firm has by itself
    to one that does something in the sentence (`Acme last week declared a profit of $5m`), whatever else the
    article is about.
    """
    is_sure = (pl.col("subject_score") >= SURE) & (pl.col("subject_ids").list.len() > 0)
    acts = pl.col("subject_acts") & pl.col("metric").is_in(BY_ITSELF)
    return (is_sure & (acts | pl.col("subject_says"))).fill_null(False)


def _stands_behind() -> pl.Expr:
    """Whether a firm or product stands right behind what it has (`revenue at Acme reached $5m`)."""
    nears = (pl.col("subject_at") - pl.col("cue_to")).is_between(1, _RIGHT_BEHIND)
    is_firm = pl.col("subject_kind").is_in(["company", "product"])
    has = pl.col("metric").is_in(["revenue", "profit"]) & (pl.col("subject_score") >= SURE)
    return (nears & is_firm & has).fill_null(False)


def _stands_apart() -> pl.Expr:
    """Whether the grammar surely gives an amount another subject than it gives another of its sentence: what
    an article is about says nothing of which is whose (`Acme made $5m, while Bolt lost $6m`).
    """
    sure = (pl.col("subject_score") >= SURE) & pl.col("subject_named")
    whose = pl.when(sure).then(pl.col("subject_ids").list.first())
    return (sure & (whose.drop_nulls().n_unique().over("window") > 1)).fill_null(False)
