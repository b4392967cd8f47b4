"""What an amount is where a state, a place or a project has it, and what is borrowed."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.carried.chains import WEAK
from etl.interpret.claims.patterns import spell

_BY_BONDS = (
    r"^ (?:(?:this|last|next) [a-z]+ |on [a-z]+day |more )?(?:through|from|by|via|with|in|using|on) "
    r"(?:[a-z0-9.%'’-]+ ){0,6}(?:<debts>|debentures|commercial paper|schuldschein)(?:[^a-z]|$)"
)
"""What is raised by selling bonds is borrowed."""
_BY_DUES = (
    r"^ (?:last year |this year )?(?:from|through|by) (?:[a-z0-9'’-]+ ){0,5}(?:auctions?|<taxes>|licen[cs]es)"
)
"""What a state raises by taxes and by auctions it takes in."""
_DEFICIT = r"(?:^|[^a-z])(?:deficit(?: [a-z]+){0,4}|the surplus,?(?: [^;]{1,60})?) $"
"""Firms make losses and profits; what has a deficit is a state, a scheme or a club, and `the surplus` is one
that was told of before."""
_SHORT = ["profit.noun", "profit.loss", "profit.words", "profit.deficit", "profit.lost", "profit.red"]
_STATE_GIVES = (
    r"(?:^|[^a-z])(?:government|ministry|council|treasury|state|authority)(?: [a-z]+){0,2} "
    r"contribut(?:e|es|ed|ing)(?: [a-z]+){0,3} $"
)
"""What a state contributes is no sales."""
_PLAN_WORTH = (
    r"(?:^|[^a-z])(?:<project_nouns>|programme|program|package|measures|initiative),?(?: (?:which|that))?"
    r"(?: (?:is|was|are|were|be|now|together))* worth(?: [a-z]+){0,3} $"
)
"""What is worth so much is no firm."""
_RECEIVED = [
    *("funding.round", "funding.words", "funding.is_given", "funding.from_state", "funding.pledged"),
    *("funding.in_aid", "funding.granted", "funding.state_gives"),
]
"""Rules by which a state may be the one who gets the money."""


def of_states(words: Mapping[str, str]) -> list[tuple[pl.Expr, str | None]]:
    """A state has no losses, raises no rounds, and borrows what it raises of markets; who lends for a living
    gives no presents; a great price of no firm is that of a project.
    """
    rule, metric, before = pl.col("rule_id"), pl.col("metric"), pl.col("before")
    kind = pl.col("subject_kind")
    told = (metric == "funding") & rule.is_in(["funding.round", "funding.words", "funding.at_valuation"])
    rounds = told.fill_null(False).any().over("article_id")
    state = kind.is_in(["place", "government"]) & (pl.col("subject_score") >= WEAK)
    firm = kind.is_in(["company", "fund", "organization", "product", "media"]).fill_null(False)
    deficit = (metric == "profit") & ~kind.is_in(["company", "organization"]).fill_null(False)
    lends = rf"[^a-z](?:{words['lenders']})(?:'s)?(?: [a-z]+){{0,4}} (?:{words['lends']})(?: [a-z]+){{0,3}} $"
    lent = (metric == "other") & before.str.contains(lends)
    raised = (rule == "funding.raised") & before.str.contains(
        rf"(?:^|[^a-z])(?:{words['debts']})(?: (?:market|markets|sale|issue|investors))?[^a-z][^.;]*$"
    )
    raised = raised | ((metric == "funding") & pl.col("after").str.contains(spell(_BY_BONDS, words)))
    levied = state & (rule == "funding.raised") & pl.col("after").str.contains(spell(_BY_DUES, words))
    project = (rule == "valuation.price") & ~firm
    gives = (rule == "revenue.part") & (state.fill_null(False) | before.str.contains(_STATE_GIVES))
    plan = (rule == "valuation.worth") & before.str.contains(spell(_PLAN_WORTH, words))
    works = state.fill_null(False) | (kind == "person").fill_null(False)
    return [
        (lent | raised, "debt"),
        (levied.fill_null(False), "revenue"),
        ((state & rule.is_in(_SHORT)).fill_null(False) | (deficit & before.str.contains(_DEFICIT)), "other"),
        (
            state & (metric == "funding") & ~rounds & ~rule.is_in(_RECEIVED),
            "spending",
        ),
        (
            project & (works | before.str.contains(rf"(?:^|[^a-z])(?:{words['project_nouns']})[^a-z]")),
            "spending",
        ),
        (plan | gives, "spending"),
    ]
