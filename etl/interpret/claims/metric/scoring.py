"""How well a cue word speaks of an amount, by where the two stand to each other in their sentence."""

from collections.abc import Mapping

import polars as pl

POINTS = 10.0
"""Points of score for one point of a cue's strength."""
PER_CHARACTER = 0.14
PER_BREAK = 5.0
PER_AMOUNT = 14.0
"""What distance, clause boundaries and other amounts in between take off."""
COMPOUND = 22.0
PARTITIVE = 20.0
STRAIGHT = 12.0
FAIR = 4.0
"""What a word has for standing close: in `a $5bn funding round`, in `$5bn of new debt`, in `revenue of about
$5bn`, and in less.
"""
SPECIAL = 20.0
"""What a word has whose need is met."""
MOST = COMPOUND + SPECIAL
"""The most that a pair has for standing close; one too far apart to make up for it is not looked at."""
LOOSE = 10.0
TAKEN = 18.0
"""Off for a word after the amount that is no compound with it; off for one right beside another amount."""
WRONG_SIDE = 18.0
HUGE = 100_000
"""A metric's amounts that begin this high are never bids by the share."""
BEYOND = 22.0
"""Off for a word after the amount, beyond a mark that ends its part of the sentence."""
REASON = 30.0
"""Off for takings that the sentence gives as the reason: `profit tops $5m on higher sales`."""
DESCRIBED = 45.0
"""Off for a word in the commas that tell what the amount is paid for."""
UNIT = 12.0
"""Off for `a share`, which says the unit of what another word measures."""
ENOUGH = 6.0
"""Score from which a cue decides."""

PLAIN = ("large", "soon", "just_so", "tagged", "at_once", "bare", "sized", "compound", "small_bid")
"""Needs that only keep a word from counting: meeting one says nothing more."""

_LOOSENED = r"[;()]|, | (?:and|but|while|which|who|from|to) [a-z]+ [a-z]"
_NO_PART = (
    r"^ (?:of|in) (?:[0-9]{4}|(?:early|late|mid-)?(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december))[ -]|^ (?:in (?:a|an|its|their)|(?:of|in) the)[ -]|"
    r" (?:and|or|but|to|which|that|who|as|for|by|from|while|when) "
)
"""What ends what an amount is of: `in 2022 and sold`."""
_NEW_CLAUSE = (
    "^(?: (?:last|this|next) (?:year|month|week|quarter)| in [0-9]{4})?,? "
    "(?:and|but|while|when|once|because|after|before|as|if|since|although|though|whereas) "
)
"""What follows it is said of something else: `bought him for $5m and owe the seller`."""
_ASIDE = r"[,;:] "
_IN_COMMAS = ", (?:[a-z]+ ){0,2}$"
_GOES_ON = "^, (?:was|were|is|are|has|have|had|will|would|came|comes|went|goes) "
_APPOSED = r"^[^,;:]*, (?:including|in|or|its|the|an?|about|more than|with|excluding|before|after) "
_PARTITIVE = (
    r"^ (?:more |extra |each |apiece |annually |a year )?(?:worth )?(?:of|in) (?:[a-z0-9'-]{1,14}[ -]){0,3}$"
)
_PURPOSE = r"^ (?:more )?(?:for|on|towards?) (?:[a-z0-9-]{1,14}[ -]){0,2}$"
_DESCRIBING = (
    r"[a-z0-9'’)], (?:an?|the|which|whose|who|one of|part of|now|once|formerly|owned|backed|based) [^,;:]*$"
)
"""What opens, behind a name, the commas that describe it."""
_PAID_FOR = r"^[^,;:]*, (?:for|at|in a deal worth|in an all-[a-z]+ deal worth)(?: [a-z]+){0,4} $"
"""From a word in those commas to the amount that is paid."""
_NONE = "(?:^|[^a-z])(?:had|has|have|made|makes?|with|reported|posted|generated|earned) no $"
"""What there is none of: `had no revenue and lost $5m`."""
_WITH_OBJECT = " (?:it|the [a-z-]+)$"
"""How the words of a verb end that hold what is worth so much: `values it`, `marked the firm`."""
_OF_ITSELF = (
    "(?:^|[^a-z])(?:that|which) (?:[a-z]+ ){0,3}(?:valu|pric|mark|put)[a-z]* "
    "(?:it|the [a-z-]+) at (?:[a-z]+ ){0,4}$"
)
"""`Acme is in talks on a round that would value it at $5m`."""
_PAIR = ("n", "window", "cue", "value", "basis", "strength", "negative", "subject", "counterparty")
PLACE = ("cue_at", "cue_to", "cue_depth", "cue_clause", "cue_window")


def score_pairs(pairs: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """Pairs of an amount and a cue of its sentence whose needs are met, with the `score` of where the cue
    stands; those that score enough to decide.
    """
    leads, near, between = pl.col("leads"), pl.col("amounts") == 0, pl.col("between")
    grammar = rf"[,.;:()–—]|(?:^|[^a-z])(?:{words['not_in_compound']})(?:[^a-z]|$)"
    on_the_way = rf"^ (?:(?:{words['before_amount']}|[0-9.]+ ?(?:%|per ?cent),?) )*$"
    compound = (
        ~leads & near & (pl.col("side") != "before") & (pl.col("gap") <= 32) & ~between.str.contains(grammar)
    )
    partitive = ~leads & near & between.str.contains(_PARTITIVE) & ~between.str.contains(_NO_PART)
    straight = leads & near & between.str.contains(on_the_way)
    fair = leads & near & (pl.col("gap") <= 30) & ~between.str.contains(_LOOSENED)
    purpose = ~leads & near & between.str.contains(_PURPOSE)
    wrong = ((pl.col("side") == "before") & ~leads) | ((pl.col("side") == "after") & leads)
    beside = straight | (~leads & (pl.col("gap") <= 14) & ~between.str.contains(r"[,;()]"))
    allowed = ~pl.col("adjacent") | (beside & ~wrong)
    to_cue = (pl.col("before").str.len_chars().cast(pl.Int64) - (pl.col("at") - pl.col("cue_at"))).clip(0)
    allowed &= ~(leads & pl.col("before").str.head(to_cue).str.contains(_NONE))
    special = (pl.col("needs").is_not_null() & ~pl.col("needs").is_in(PLAIN)).fill_null(False)
    scored = pairs.filter(allowed).with_columns(
        score=pl.col("strength") * POINTS
        - distance()
        - pl.when(wrong).then(WRONG_SIDE).otherwise(0.0)
        + pl.when(compound)
        .then(COMPOUND)
        .when(partitive)
        .then(PARTITIVE)
        .when(straight)
        .then(STRAIGHT)
        .when(fair | purpose)
        .then(FAIR)
        .when(~leads)
        .then(-LOOSE)
        .otherwise(0.0)
        + pl.when(special).then(SPECIAL).otherwise(0.0)
        - pl.when(pl.col("taken_by") != pl.col("n")).then(TAKEN).otherwise(0.0)
        - misfit()
        - pl.when(~leads & between.str.contains(_NEW_CLAUSE)).then(LOOSE).otherwise(0.0)
        - pl.when(_is_beyond()).then(BEYOND).otherwise(0.0)
        - pl.when(_describes_object()).then(DESCRIBED).otherwise(0.0)
        - pl.when(_leads_to_another_verb()).then(REASON).otherwise(0.0)
        - pl.when(_gives_reason()).then(REASON).otherwise(0.0)
        - pl.when((pl.col("cue") == "price.per_share") & (pl.col("per") == "share").fill_null(False))
        .then(UNIT)
        .otherwise(0.0)
    )
    scored = scored.filter(pl.col("score") >= ENOUGH)
    said = pl.col("before").str.tail((pl.col("at") - pl.col("cue_at")).clip(0))
    has_object = said.str.head(pl.col("cue_to") - pl.col("cue_at")).str.contains(_WITH_OBJECT)
    its_own = pl.col("before").str.contains(_OF_ITSELF)
    has_object &= (pl.col("value") == "valuation") & ~its_own
    bare = (
        straight
        & ~has_object
        & (pl.col("subject").list.first() == "object")
        & ~pl.col("subject").list.contains("to")
        & (pl.col("counterparty").list.first() == "agent")
    )  # `Acme fined $5m`: what the verb is done to stands before it
    return scored.with_columns(
        subject=pl.when(bare).then(pl.lit(["agent", "owner"], dtype=pl.List(pl.String))).otherwise("subject"),
        counterparty=pl.when(bare)
        .then(pl.lit(["by", "to"], dtype=pl.List(pl.String)))
        .otherwise("counterparty"),
    ).select(*_PAIR, *PLACE, "score")


def _is_beyond() -> pl.Expr:
    """Whether a word stands after the amount in another part of the sentence; a takeover may be told there
    (`in a deal worth $5m, Acme will buy Bolt`), and an amount in commas is of the verb behind them.
    """
    between = pl.col("between")
    apart = ~pl.col("leads") & between.str.contains(_ASIDE) & ~between.str.contains(_APPOSED)
    apart &= ~(pl.col("before").str.contains(_IN_COMMAS) & between.str.contains(_GOES_ON))
    return apart & (pl.col("value") != "acquisition")


def _describes_object() -> pl.Expr:
    """Whether a word only says in commas what it is that the amount is paid for: `will buy Bolt, a brewer
    backed by Acme, for $5m`.
    """
    to_cue = (pl.col("before").str.len_chars().cast(pl.Int64) - (pl.col("at") - pl.col("cue_at"))).clip(0)
    opened = pl.col("before").str.head(to_cue).str.contains(_DESCRIBING)
    return pl.col("leads") & opened & pl.col("between").str.contains(_PAID_FOR)


def _leads_to_another_verb() -> pl.Expr:
    """Whether what is due or promised is to do something: that verb has the amount."""
    owes = pl.col("cue").is_in(["debt.due", "spending.pledged", "investment.pledged"])
    to, pays = (
        "^ to (?:[a-z]+ )?[a-z]{2,} ",
        "^ to (?:[a-z]+ )?(?:pay|repay|spend|give|put|be|hand|contribute|provide) ",
    )
    between = pl.col("between")
    return pl.col("leads") & owes & between.str.contains(to) & ~between.str.contains(pays)


def _gives_reason() -> pl.Expr:
    """Whether a word for takings or earnings stands after the amount as what that rests on."""
    return (
        ~pl.col("leads")
        & pl.col("value").is_in(["revenue", "profit"])
        & pl.col("between").str.contains("^ on |^ as |^ thanks to |^ amid |^ despite ")
    )


def distance() -> pl.Expr:
    """What distance, clause boundaries and other amounts in between take off a pair's score."""
    depth = pl.when("leads").then("depth").otherwise("depth_after")
    breaks = (pl.col("cue_depth") - depth).abs()
    return pl.col("gap") * PER_CHARACTER + breaks * PER_BREAK + pl.col("amounts") * PER_AMOUNT


def first_reading() -> dict[str, pl.Expr]:
    """What the first cue of a group says of an amount: metric, basis, rule and sign."""
    columns = {"metric": "value", "basis": "basis", "rule_id": "cue", "negative": "negative"}
    return {name: pl.col(column).first() for name, column in columns.items()}


def misfit() -> pl.Expr:
    """Points off where the amount is of another order than the metric's amounts are; bids may be by the
    share.
    """
    amount = pl.col("size")
    return (
        pl.when(pl.col("small") & (amount >= 1e6))
        .then(60.0)
        .when(pl.col("small") & (amount >= 1e5))
        .then(15.0)
        .when(
            (amount < pl.col("least") / 200)
            & ((pl.col("value") != "acquisition") | (pl.col("least") >= HUGE))
        )
        .then(60.0)
        .when(amount < pl.col("least") / 10)
        .then(40.0)
        .when(amount < pl.col("least"))
        .then(22.0)
        .otherwise(0.0)
    )
