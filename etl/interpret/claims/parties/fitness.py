"""How ill a name fits a role by what it is: points off in the grammar's scores."""

import polars as pl

_FIRM_METRICS = [
    "valuation",
    "funding",
    "revenue",
    "profit",
    "investment",
    "fund_size",
    "market_size",
    "price",
    "spending",
]
_AIDED = ["debt", "other", "penalty", "spending", "investment", "fund_size", "contract"]
"""Metrics whose amount may go to a country or a city."""
_STATES_GIVE = ["funding", "debt", "penalty", "contract", "fund_size"]
"""Metrics whose amount may come from one."""
_PEOPLE_METRICS = ["pay", "acquisition", "penalty", "contract", "other", "none"]
PERSONS_OWN = ["other.person_worth", "other.fortune"]
"""Rules of what a person is worth, which is no firm's."""
_BACKED = ["funding", "acquisition", "valuation", "investment"]
"""Metrics of what somebody puts money into."""
_JUDGES = (
    "(?:court|commission|authority|tribunal|ministry|department|regulator|agency|treasury|bureau|"
    "prosecutors?)(?:-|$)"
)
_LENDERS = "(?:development-bank|monetary-fund|world-bank|investment-bank|export-import)"
_BACKERS = "-(?:partners|capital|ventures|investments|equity|management|holdings)$"
"""Names of those who are seldom whose amount it is: who fines, who lends, who invests."""


def _is_governed() -> pl.Expr:
    """Whether who is ordered or paid stands right at the cue or the amount: `ordered Spain to pay Acme $5m`,
    `must repay Spain $5m`.
    """
    beside = ((pl.col("at") - pl.col("cue_to")) == 1) | ((pl.col("money_at") - pl.col("to")) == 1)
    return pl.col("slot").is_in(["dative", "object"]) & beside


def _goes_on() -> pl.Expr:
    """Whether a name stands where the verb is left out: `Acme put in $5m, Norland $6m`."""
    return pl.col("gapped") & (pl.col("slot") == "agent") & (pl.col("entity_type") != "person")


def _owns_it() -> pl.Expr:
    """Whether what the amount measures is right behind its owner's name: `Norland's debt`."""
    beside = (pl.col("cue_at") - pl.col("to")).is_between(2, 14)
    of_states = pl.col("metric").is_in(["debt", "other"])
    return (pl.col("slot") == "owner") & beside & of_states & ~pl.col("attributive")


def _spends_it() -> pl.Expr:
    """Whether a person stands right before the verb of spending: `the court heard Doyle spent $5m`."""
    return (pl.col("rule_id") == "spending.verb") & ((pl.col("cue_at") - pl.col("to")) == 1)


def unfitness(role: str) -> pl.Expr:
    """Points off for kinds of entity that seldom play the role in a claim of the metric."""
    kind = pl.col("entity_type")
    metric = pl.col("metric")
    return (
        pl.when("is_inset")
        .then(80.0)
        .when("is_anothers")
        .then(60.0)
        .when("only_counts")
        .then(80.0)
        .when(pl.col("rule_id").is_in(PERSONS_OWN) & (kind != "person") & (role == "subject"))
        .then(80.0)
        .when((kind == "place") & pl.col("opines"))  # what `Wall Street had looked for` is another's
        .then(80.0)
        .when((pl.col("slot") == "label") | _goes_on())
        .then(0.0)
        .when((kind == "place") & pl.col("preposition").is_in(["to", "for"]) & metric.is_in(_AIDED))
        .then(15.0)
        .when(
            (kind == "place")
            & pl.col("preposition").is_in(["by", "from"])
            & metric.is_in(_STATES_GIVE)
            & (role != "subject")
        )
        .then(15.0)
        .when((kind == "place") & (pl.col("rule_id") == "other.trade") & (role == "subject"))
        .then(pl.when(pl.col("slot").is_in(["owner", "from", "agent"])).then(0.0).otherwise(80.0))
        .when((kind == "place") & _owns_it() & (role == "subject"))
        .then(0.0)
        .when((kind == "place") & pl.col("preposition").is_not_null())
        .then(80.0)
        .when((kind == "place") & metric.is_in(["penalty", "debt"]) & _is_governed())
        .then(0.0)
        .when((kind == "place") & pl.col("acts") & (pl.col("slot") == "agent"))
        .then(6.0)
        .when((kind == "place") & (metric != "market_size"))
        .then(45.0 if role == "subject" else 30.0)
        .when((kind == "person") & ((pl.col("rule_id") == "profit.verb") | _spends_it()))
        .then(0.0)
        .when(pl.col("attributive") | pl.col("opines"))
        .then(70.0)
        .when((metric == "penalty") & pl.col("entity_id").str.contains(_JUDGES) & (role == "subject"))
        .then(40.0)
        .when((metric == "debt") & pl.col("entity_id").str.contains(_LENDERS) & (role == "subject"))
        .then(40.0)
        .when(metric.is_in(_BACKED) & pl.col("entity_id").str.contains(_BACKERS) & (role == "subject"))
        .then(15.0)
        .when(kind == "media")
        .then(70.0)
        .when((kind != "person") & (metric == "pay"))
        .then(18.0 if role == "subject" else 0.0)
        .when(
            (kind == "person")
            & ((metric == "valuation") | (metric.is_in(_FIRM_METRICS) & (role == "subject")))
        )
        .then(60.0)
        .when((kind == "person") & metric.is_in(_FIRM_METRICS))
        .then(10.0)
        .when((kind == "person") & (metric == "contract") & (role == "subject"))
        .then(20.0)
        .when((kind == "person") & ~metric.is_in(_PEOPLE_METRICS))
        .then(30.0 if role == "subject" else 10.0)
        .when((kind == "product") & ~metric.is_in(["price", "revenue", "spending", "acquisition"]))
        .then(25.0)
        .when((kind == "product") & (metric != "price"))
        .then(8.0)
        .when((metric == "price") & (kind == "product"))
        .then(-24.0)
        .otherwise(0.0)
    )
