"""Sums that end a quarrel, or that one is made to pay: deals and payments that are penalties."""

import polars as pl

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
_PAID_TO_END = (
    r"^ (?:which|that) [^.;$€£]{2,50}(?:paid|pays?|paying) (?:[a-z' ]{3,30} )?to "
    r"(?:end|settle|resolve|close) (?:an?|the|its|their|two|several) "
)
_PAYS = ["spending.pays", "spending.verb", "pay.words", "pay.handed", "investment.paid", "other.handed_over"]
_IN_SETTLEMENT = (
    r"(?:^|[^a-z])(?:in|under|as part of) (?:an?|the|its|this|that) (?:[a-z-]+ ){0,3}settlement[^a-z]"
    r"[^.;]*(?:pay|pays|paid|paying)(?: [a-z]+){0,3} $"
)
_ORDERED_TO = (
    r"(?:^|[^a-z])(?:order(?:s|ed|ing)?|told|forced|instructed|directed) [^.;,]{2,40} to "
    r"(?:pay|repay|hand over)(?: [a-z]+){0,3} $"
)
"""How one is made to pay, or pays to be let off."""


def of_penalties() -> list[tuple[pl.Expr, str | None]]:
    """The readings of what is paid to end a quarrel, or because one is ordered to."""
    rule, before, after = pl.col("rule_id"), pl.col("before"), pl.col("after")
    return [
        (_settles(), "penalty"),
        (after.str.contains(_PAID_TO_END), "penalty"),
        (rule.is_in(_PAYS) & before.str.contains(_IN_SETTLEMENT), "penalty"),
        (rule.is_in(_PAYS) & before.str.contains(_ORDERED_TO), "penalty"),
    ]


def _settles() -> pl.Expr:
    """Whether a deal ends a lawsuit: its sentence says so, or one on the same sum."""
    before, after = pl.col("before"), pl.col("after")
    deal = after.str.contains(_DEAL) | before.str.contains(_DEAL_OF)
    signed = pl.col("rule_id").is_in(SIGNED) & deal & ~before.str.contains(_SUED_OVER)
    suit = signed & pl.concat_str("before", pl.lit(" "), "after").str.contains(_SUIT)
    told = (suit | (pl.col("metric") == "penalty")).fill_null(False)
    return signed & told.any().over("article_id", "amount_min", "amount_max", "currency")
