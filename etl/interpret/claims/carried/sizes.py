"""Amounts that are the size of a market after all, whatever their words say."""

import polars as pl

WORTH = ["valuation.worth", "valuation.passive"]
"""Rules of what is worth so much."""
_MARKET_WILL = (
    r"(?:^|[^a-z])(?:the|a) (?:[a-z.&/-]+ ){0,5}(?:market|industry|sector)(?:,[^;]{3,60},)? "
    r"(?:will|would|should|could) (?:swell|grow|reach|hit|expand|climb|rise|stand|top|be worth)[^a-z][^;]*$"
)
_MARKET_THAT = (
    r"(?:^|[^a-z])the market (?:that|which|where|in which|there)(?: [^.;,]*)? (?:worth|valued at)"
    r"(?: [a-z]+){0,3} $"
)
_SPENT_BY_ALL = (
    r"(?:^|[,;] |that |reckons |estimates |says |global |worldwide |world |total )"
    r"(?:spending|outlays|expenditure|investment) (?:on|in) (?:[a-z-]+ ){0,5}(?:alone )?"
    r"(?:came to|total(?:l?ed|s)?|reach(?:ed|es)?|hit|rose to|grew to|was|stood at|will|would|could)"
    r"(?: [a-z]+){0,4} $"
)
"""Of what nobody is said to spend: where the article tells of a market, it is all that its buyers do."""
_REGION = (
    r"(?:^|[.;:•] ?|[-*] )(?:the )?(?:north america|latin america|south america|asia[ -]pacific|asia|europe|"
    r"africa|middle east|china|india|japan|germany|united states|us|uk|[a-z-]+ (?:segment|region))"
    r"(?:,[^;,]+,)? (?:alone )?"
    r"(?:dominated|led|leads|held|holds|accounted for|accounts for|generated|contributed|represented|made up)"
    r"(?:[^.;]* (?:revenue|revenues|sales|spending|share|value) of)?(?: [a-z]+){0,3} $"
)
"""A part of the market that the article tells the size of."""
_THE_MARKET = "^, (?:the|a) (?:[a-z.&/-]+ ){0,5}(?:market|industry|sector) "


def is_markets() -> pl.Expr:
    """Whether what grows, or is worth so much, is a market that opens the sentence; or a part of it, or what
    all spend, in an article that tells of one.
    """
    rule, before, after = pl.col("rule_id"), pl.col("before"), pl.col("after")
    grows = rule.str.starts_with("revenue.") & before.str.contains(_MARKET_WILL)
    sizes = (pl.col("metric") == "market_size").fill_null(False).sum().over("article_id")
    part = (sizes > 1) & before.str.contains(_REGION) & (pl.col("metric") != "market_size").fill_null(True)
    by_all = (sizes > 0) & rule.str.starts_with("spending.") & before.str.contains(_SPENT_BY_ALL)
    grows = grows | part | by_all | (rule.is_in(WORTH) & before.str.contains(_MARKET_THAT))
    return grows | (rule.is_in(WORTH) & before.str.contains("^worth ") & after.str.contains(_THE_MARKET))
