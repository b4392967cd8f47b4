"""What one invests and names nobody for: `Acme plans to invest $5m by 2027` is Acme's own spending; and what
lenders provide, which they lend.
"""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.metric.retold import read_as
from etl.interpret.claims.patterns import spell

_INVESTS = (
    r"(?:^|[^a-z])(?:invest|invests|investing|<committed>)(?: <hedging>| an? (?:extra|additional|further))* $"
)
_COMMITTED = "(?:has|have|had) committed"
"""To come or going on: what was invested once may have gone into whom the text spoke of before."""
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_WHEN = (
    r"(?:(?: more| in total| in all| annually|"
    r" (?:a|per|each|every|this|next|last|that|the (?:next|coming|following|past|first|second)) "
    r"(?:[a-z0-9-]+ ){0,3}(?:years?|quarters?|halves|half|months?|decades?)|"
    r" (?:over|in|within|during|through|by|until|before|between|from|to|and|across) (?:the |its )?"
    rf"(?:[a-z0-9-]+ ){{0,4}}(?:years?|months?|quarters?|decades?|half|{_MONTHS}|[12][0-9]{{3}}|summer|"
    r"winter|spring|autumn)(?: [12][0-9]{3})?)*)"
)
"""How often, by when, and over what time: none of it says in whom."""
_ALONE = rf"^{_WHEN}(?:[.;:,\"”)]|$| (?:and|but|to|as|while|when|after|he|she|it|they|said|says) )"
_IN_WHOM = r"^[^.;:]*? (?:in|into) (?:[a-z0-9.&'’-]+ ){0,4}(?:<invested_in>|<investors_words>)(?:[^a-z]|$)"
_OFFERED = r"(?:^|[^a-z])(?:offer|offers|offered|offering) to invest "
_BY_INVESTORS = r"(?:^|[^a-z])(?:<investors_words>|funds?)(?:'s|’s)?(?:[^a-z][^.;]*)? $"
_OWN = read_as("spending.invests", subject=["agent", "owner", "by"], counterparty=[])
_LENDS = r"(?:^|[^a-z])(?:[a-z]+bank|<lenders>)(?:'s)?(?: [a-z]+){0,4} (?:<lends>)(?: [a-z]+){0,3} $"
_LENT = read_as(
    "debt.provided", subject=["to", "for", "dative", "object"], counterparty=["agent", "by", "owner"]
)


def read_outlays(claims: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The claims, those of money invested in nobody that the sentence names as spending of who invests it;
    not where an investor does, nor in an article that tells of a round or of what one is valued at in it.
    What one who lends for a living provides is debt of who gets it: such give no presents.
    """
    before, after = pl.col("before"), pl.col("after")
    rounds = (pl.col("metric") == "funding") | pl.col("basis").is_in(["post_money", "pre_money"])
    own = (
        (pl.col("rule_id") == "investment.verb")
        & before.str.contains(spell(_INVESTS.replace("<committed>", _COMMITTED), words))
        & ~(before.str.contains(_COMMITTED) & after.str.contains("^ to "))
        & after.str.contains(_ALONE)
        & ~after.str.contains(spell(_IN_WHOM, words))
        & ~before.str.contains(spell(_BY_INVESTORS, words))
        & ~before.str.contains(_OFFERED)
        & ~rounds.fill_null(False).any().over("article_id")
    ).fill_null(False)
    lent = ((pl.col("metric") == "spending") & before.str.contains(spell(_LENDS, words))).fill_null(False)
    return claims.with_columns(
        pl.when(own).then(said).when(lent).then(_LENT[name]).otherwise(name).alias(name)
        for name, said in _OWN.items()
    )
