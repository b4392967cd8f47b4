"""What the backers of a round put in: `and Acme has promised $5m`, `its backers are Bolt with $6m, …`."""

import polars as pl

from etl.interpret.claims.metric.retold import read_as
from etl.interpret.claims.parties.labels import GIVERS

_JOINED = r"(?:contribut|pledg|promis|provid|commit)[a-z]*(?: [a-z]+){0,3} $"
"""What one of its backers gives beside a round that was just told."""
_GIVEN = ["spending.pledged", "spending.verb", "spending.given", "revenue.part", "debt.tranche"]
"""Rules of words for money that one gives away, or owes."""
_MORE_OF_IT = "^(?: more| each| in all| besides)?[.;]"
_TO_ROUND = (
    r"^(?: \([^()]{3,30}\))? (?:for|to|towards?) (?:the|its|this) (?:[a-z]+ )?(?:round|tranche|raise|"
    r"financing|fundraising)(?:[^a-z]|$)"
)
_BACKERS_PAY = ["pay.passive", "fund_size.noun"]
"""Rules of words for money that backers of a round have, or pay."""


def gives_part() -> pl.Expr:
    """Whether one more backer gives its part of a round that was just told (`and Bolt has promised $5m`)."""
    rule, before, after = pl.col("rule_id"), pl.col("before"), pl.col("after")
    led = (pl.col("segment_no") == pl.col("segment_no").shift(1)) & (
        pl.col("article_id") == pl.col("article_id").shift(1)
    )
    together = pl.col("window") == pl.col("window").shift(1)
    alone = after.str.contains(_MORE_OF_IT)
    last = pl.col("metric").shift(1).is_in(["funding", "investment"])
    joins = rule.is_in(_GIVEN) & before.str.contains(_JOINED)
    joined = joins & (together | alone)
    more = (rule == "spending.invests") & together & (pl.col("metric").shift(1) == "investment")
    due = (rule == "debt.due") & together
    named = pl.col("subject_named").fill_null(False)
    to_round = joins & after.str.contains(_TO_ROUND) & _round_told()
    return named & (((joined | more | due) & led & last) | to_round)


def read_backers(claims: pl.DataFrame) -> pl.DataFrame:
    """The claims, those that go on with a round in a list of its backers as what one of them put in."""
    faced, gives = pl.col("counterparty_ids").list.len() > 0, pl.col("before").str.contains(GIVERS)
    goes_on = (pl.col("metric") == "funding") & pl.col("score").is_null()
    paid = (
        pl.col("rule_id").is_in(_BACKERS_PAY) & _round_told()
    )  # `it was paid by two: Acme ($5m) and Bolt ($6m)`
    backed = (faced & gives & (goes_on | paid)).fill_null(False)
    read = read_as("investment.of_backers")
    return claims.with_columns(
        pl.when(backed).then(said).otherwise(name).alias(name) for name, said in read.items()
    )


def _round_told() -> pl.Expr:
    """Whether the article tells of a round."""
    return (pl.col("metric") == "funding").fill_null(False).any().over("article_id")
