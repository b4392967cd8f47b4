"""Amounts that hang on the one before them: conversions and series."""

from collections.abc import Iterable, Mapping

import polars as pl

from etl.interpret.claims.patterns import spell

METRIC = ("metric", "basis", "rule_id", "negative")
PARTIES = ("subject_ids", "counterparty_ids", "subject_share")
_ALL = (
    *METRIC,
    "score",
    "margin",
    "subject_ids",
    "counterparty_ids",
    "as_of_start",
    "as_of_end",
    "modality",
    "modality_rule",
    "negated",
    "evidence",
    "source_ids",
)
_VOUCHED = ("modality", "modality_rule", "evidence", "source_ids")
_EARNED = ("revenue", "profit", "spending")
_FORESEEN = ("projected", "estimated")
_SOUGHT = ("targeted", "hypothetical", "projected")
_VALUED_AT = (
    r",? (?:at|for|on|with) an? (?:[a-z-]+ ){0,3}(?:valuation|value|price|price tag) (?:for [a-z ]{2,40} )?"
    r"of (?:<hedging> )*$"
)
"""What the firm is worth in a round of which its sentence has just told."""
_BREATH = (
    r"^\)?(?: an?| per)?(?: share)?,? (?:(?:(?:and|with|from|against) )?(?:[a-z-]+ ){1,4}(?:of|at)|"
    r"on(?: (?:[a-z-]+ ){1,4}of)?) "
    r"(?:<hedging> )*$"
)
"""What stands between two sums that one verb tells of."""
WHOLE = 1e5
"""From here an amount that goes on with one by the share is the whole again."""
_SOLD = ("acquisition", "contract", "investment")
_THE_REST = (
    r"(?:^|[^a-z])(?:the rest|the remainder|what (?:was|is|had been) left)(?: of [a-z ]+)? [^.;]{0,60}$"
)
"""What is bought of what others have bought a part of."""
_SECOND = (
    r"(?:and|,) (?:one|another|a second|a third) (?:with|for|from|to|by) [^.;,]{2,40} (?:worth|valued at|of)"
    r"(?: [a-z]+){0,3} $"
)
"""`Won an order from Bolt worth $5m and one from Coil worth $6m`."""
_AND_IN_SHARES = r" in (?:cash|shares|stock|scrip),? (?:and|plus) (?:[a-z]+ ){0,2}$"
"""What an offer is made up of, beside its cash."""
BID = 1_000
"""Below this a bid is one by the share."""
LOCAL = 60.0
"""Score of a party that an amount of a series has for itself, on its own side of the amount before."""
_MOVES = ["other.moves_by", "other.by_more", "other.change"]
"""Rules of what something moved by."""
_BEHIND = 40
"""Within how many characters behind an amount its owner stands."""
_PRICED = 60
"""Within how many characters behind a sum the price stands at which shares are bought with it."""
NAMED = 90.0
"""Score of a subject that stands right beside its amount."""
WEAK = 50.0
"""Score below which a subject stands on weak grounds."""
STRONG = 48.0
"""Score from which an amount's own cue holds against the amount that it is compared with."""


def follow_conversions(claims: pl.LazyFrame, fields: Iterable[str] = _ALL) -> pl.LazyFrame:
    """The same sum in another currency takes the whole reading, or some fields of it; a chain of two is
    followed.
    """
    conversion = (pl.col("link") == "conversion").fill_null(False)
    for _ in range(2):
        claims = claims.with_columns(
            pl.when(conversion).then(pl.col(name).shift(1)).otherwise(name).alias(name) for name in fields
        )
    return claims


def follow_forecasts(claims: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """Revenue told in one breath with a profit that somebody expects is expected too, and so the other way
    about: `analysts had expected a profit of $5m on revenue of $30m`. So is what the firm would be worth in
    a round that is sought.
    """
    converted = (pl.col("link").shift(1) == "conversion").fill_null(False)

    def last(name: str) -> pl.Expr:
        return pl.when(converted).then(pl.col(name).shift(2)).otherwise(pl.col(name).shift(1))

    between = pl.col("before").str.tail(pl.col("at") - pl.col("to").shift(1))
    together = (pl.col("window") == pl.col("window").shift(1)) & pl.col("modality").is_null()
    both = pl.col("metric").is_in(_EARNED) & last("metric").is_in(_EARNED)
    expected = both & last("modality").is_in(_FORESEEN) & between.str.contains(spell(_BREATH, words))
    round_ = last("metric").is_in(["funding", "investment"]) & (pl.col("metric") == "valuation")
    sought = round_ & last("modality").is_in(_SOUGHT) & between.str.contains(spell(_VALUED_AT, words))
    joins = (together & (expected | sought)).fill_null(False)
    return claims.with_columns(
        pl.when(joins).then(last(name)).otherwise(name).alias(name) for name in _VOUCHED
    )


def follow_series(claims: pl.LazyFrame) -> pl.LazyFrame:
    """Members of a series: an amount without a cue, or set against another without a strong one, takes the
    metric and parties of the one it is set against; so does a price per share that restates a profit.

    That is the one before, but in `$5m, or 9 cents a share, from $4m, or 7 cents` the one before that.
    """
    share = pl.col("per").fill_null("") == "share"
    skips = (
        (pl.col("link") == "contrast")
        & ~share
        & share.shift(1)
        & pl.col("link").shift(1).is_not_null()
        & ~share.shift(2)
    ).fill_null(False)

    def leading(name: str) -> pl.Expr:
        return pl.when(skips).then(pl.col(name).shift(2)).otherwise(pl.col(name).shift(1))

    claims = claims.with_columns(owned=pl.col("before").str.tail(30).str.contains("'s (?:[a-z]+ )?$"))
    per_share = (pl.col("metric") == "price") & (pl.col("basis") == "per_share")
    linked = (pl.col("link").is_not_null() & per_share).fill_null(False)
    bid = (pl.col("metric").shift(1) == "acquisition") & (pl.col("size").shift(1) < BID)
    part = (pl.col("link") == "series") | pl.col("before").str.contains(_AND_IN_SHARES)
    same = pl.col("window") == pl.col("window").shift(1)
    # `raised it by $5 to $20`: what it comes to is none of the difference
    comes_to = pl.col("rule_id").shift(1).is_in(_MOVES) & pl.col("before").str.ends_with(" to ")
    mixed = (per_share & bid & part & same & (pl.col("score") < STRONG)).fill_null(False)
    follows = (
        (pl.col("link").is_in(["series", "contrast"]) & ~pl.col("has_cue") & ~comes_to.fill_null(False))
        | pl.col("gapped")
        | ((pl.col("link") == "contrast") & (pl.col("score") < STRONG))
        | mixed
    ).fill_null(False)
    after = pl.col("subject_at") >= pl.col("to").shift(1)
    named = (
        pl.when(pl.col("link") == "contrast")
        .then((pl.col("subject_score") >= NAMED) & after & (pl.col("owned") | _is_held_against()))
        .when("gapped")
        .then((pl.col("subject_score") >= LOCAL) & after)
        .otherwise((pl.col("subject_score") >= NAMED) & after)
        .fill_null(False)
    )
    priced = (
        (pl.col("metric") == "valuation")
        & pl.col("metric").shift(1).is_in(["funding", "investment"])
        & (pl.col("window") == pl.col("window").shift(1))
        & (
            (pl.col("subject_score").fill_null(0.0) < WEAK)
            | pl.col("before").str.tail(50).str.contains(" at an? (?:[a-z-]+ )*valuation of ")
        )
    ).fill_null(False)
    claims = claims.with_columns(
        subject_ids=pl.when(priced)
        .then(pl.coalesce(pl.col("subject_ids").shift(1), "subject_ids"))
        .otherwise("subject_ids")
    )
    row = pl.int_range(pl.len(), dtype=pl.Int64)
    lead = pl.when(skips).then(row - 2).otherwise(row - 1).clip(0)
    claims = claims.with_columns(row=row, lead=lead, follows=follows, linked=linked, is_named=named)
    claims = claims.with_columns(root=pl.when("follows").then("lead").otherwise("row"))
    claims = _rooted(claims, "root")
    # What restates a profit or a takeover's price is one; what follows it follows the profit.
    restated = pl.col("metric").gather(pl.col("root")).gather(pl.col("lead"))
    bid_too = (restated == "acquisition") & (pl.col("link") == "series")
    restates = pl.col("linked") & ((restated == "profit") | bid_too).fill_null(False)
    claims = claims.with_columns(restates=restates, restated=restated)
    metric = pl.when("restates").then("restated").otherwise("metric").gather(pl.col("root"))
    known = pl.col("follows") & metric.is_not_null() & ~pl.col("restates")
    claims = claims.with_columns(new_metric=metric, known=known).with_columns(
        whose=pl.when((pl.col("known") & ~pl.col("is_named")) | pl.col("restates"))
        .then("lead")
        .otherwise("row")
    )
    claims = _rooted(claims, "whose")
    subject, other = (pl.col(name).gather(pl.col("whose")) for name in ("subject_ids", "counterparty_ids"))
    sided = pl.col("gapped") & (pl.col("counterparty_score") >= LOCAL).fill_null(False)
    sign = pl.col("negative").gather(pl.col("root"))
    money_in = pl.col("basis").gather(pl.col("root")).is_in(["post_money", "pre_money"])
    shared = pl.col("basis").gather(pl.col("root")) == "per_share"
    total = ((pl.col("size") >= WHOLE) & shared & ~share).fill_null(False)  # `or 9 cents a share, from $5m`
    return claims.with_columns(
        metric=pl.when("restates").then("restated").when("known").then("new_metric").otherwise("metric"),
        negative=pl.when("restates")
        .then(sign.gather(pl.col("lead")))
        .when("known")
        .then(sign)
        .otherwise("negative"),
        rule_id=pl.when("known").then(pl.col("rule_id").gather(pl.col("root"))).otherwise("rule_id"),
        basis=pl.when(total | ((pl.col("link") == "contrast") & money_in).fill_null(False))
        .then(None)
        .when(pl.col("known"))
        .then(pl.col("basis").gather(pl.col("root")))
        .otherwise("basis"),
        subject_ids=pl.when("restates").then(pl.coalesce(subject, "subject_ids")).otherwise(subject),
        counterparty_ids=pl.when(sided)
        .then("counterparty_ids")
        .otherwise(pl.coalesce(other, "counterparty_ids")),
    ).drop(
        "row",
        "lead",
        "root",
        "follows",
        "linked",
        "is_named",
        "restates",
        "restated",
        "known",
        "new_metric",
        "whose",
        "owned",
    )


def follow_parties(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, amounts that another is held against (`$5m, from an earlier estimate of $4m`) with its
    parties, where their own words name nobody; the rest of what was sold (`Bolt bought the rest for $5m`)
    with whom the amount before is of; a second deal with whoever has the first; and the price of the shares
    that are bought (`put $5m into Bolt at $6 a share`).
    """
    last = {name: pl.col(name).shift(1) for name in (*PARTIES, "metric", "window", "article_id")}
    follows = (
        (pl.col("link") == "contrast")
        & (pl.col("window") == last["window"])
        & (pl.col("metric") == last["metric"])
        & (pl.col("subject_score").fill_null(0) < WEAK)
    ).fill_null(False)
    rest = (
        (pl.col("metric") == "acquisition")
        & last["metric"].is_in(_SOLD)
        & (pl.col("article_id") == last["article_id"])
        & pl.col("before").str.contains(_THE_REST)
    ).fill_null(False)
    second = (
        (pl.col("metric") == "contract")
        & (pl.col("metric") == last["metric"])
        & (pl.col("window") == last["window"])
        & pl.col("before").str.contains(_SECOND)
        & (pl.col("subject_ids") != last["subject_ids"])
    ).fill_null(False)
    priced = (
        (pl.col("metric") == "price")
        & last["metric"].is_in(["acquisition", "investment"])
        & (pl.col("window") == last["window"])
        & (pl.col("at") - pl.col("to").shift(1) <= _PRICED)
        & (
            ((pl.col("basis") == "per_share") & pl.col("before").str.contains(" at (?:[a-z]+ ){0,2}$"))
            | pl.col("before").str.contains(" shares (?:[a-z]+ ){0,3}at (?:[a-z]+ ){0,2}$")
        )
    ).fill_null(False)
    return claims.with_columns(
        subject_share=pl.when(follows).then(last["subject_share"]).otherwise("subject_share"),
        subject_ids=pl.when(follows | rest | second | priced)
        .then(last["subject_ids"])
        .otherwise("subject_ids"),
        counterparty_ids=pl.when(follows)
        .then(last["counterparty_ids"])
        .when(second)
        .then("subject_ids")
        .otherwise("counterparty_ids"),
    )


def _is_held_against() -> pl.Expr:
    """Whether an amount that another is held against has its owner behind it: `against $5m for Bolt`."""
    behind = (pl.col("subject_at") - pl.col("to")).is_between(2, _BEHIND)
    return behind & pl.col("after").str.contains("^ (?:at|for|of) ")


def _rooted(claims: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """The claims with a column of row numbers followed to its end: up to 16 steps."""
    for _ in range(4):
        claims = claims.with_columns(pl.col(name).gather(pl.col(name)))
    return claims
