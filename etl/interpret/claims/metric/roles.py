"""Whom a metric's cue is about: the noun that is worth so much, the takeover that the deal is, the verb that
gives or takes, and the amounts that share one verb.
"""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.metric.deals import is_of_bargain
from etl.interpret.claims.metric.retold import read_as
from etl.interpret.claims.scene import AROUND, Scene

STRONG = 48.0
"""Score from which an amount's own cue holds against what is known of others."""

NAMED = 22.0
"""Score of a takeover's cue in the same sentence, from which `the deal` is that takeover."""

_PAID = (
    r"(?:for|at|of|worth|receive|get|pay|paid|offer|offered|offering|bid|bidding)"
    r"(?: (?:about|around|up to|nearly|just|over|more than|as much as))? $"
)
"""What stands before the price of a share in a takeover, not before one at which it is traded."""
BESIDE = 14
"""A noun so near is what is worth so much, in whatever clause: `a bonus, which was worth`."""
_RECEIVED = (
    r"(?:receive|receiving|received|get|getting|paid|paying|pay|offer|offered|offering)"
    r"(?: (?:about|up to|an? (?:further|additional|extra)|another))? $"
)
_DEALS = "(?:deal|transaction|acquisition|takeover|purchase|buyout|buy-out|merger|offer|bid|tie-up)"
_THE = r"(?:^|[^a-z])(?:the|this|that) (?:[a-z-]+ )?$"
_DEAL_AFTER = rf"^ (?:[a-z-]+ )?{_DEALS}(?:[^a-z]|$)"
_THE_DEAL = (
    rf"(?:^|[^a-z])(?:the|this|that|any|^a) (?:[a-z-]+ )?{_DEALS}(?:,|,? (?:is|was|which|would|could|be|now|"
    r"will|has|been|reportedly|said|to|may|might|thought|expected|believed|estimated|understood|reported))* "
    r"(?:worth|valued at|priced at)(?: [a-z]+){0,3} $"
)
"""What is worth so much, or follows the sum, is the bargain just told of."""
_VALUED = ["valuation.passive", "valuation.worth", "valuation.verb"]
_ENTERPRISE = r" (?:at|for|with|on|of) an? (?:enterprise|equity) value of(?: [a-z]+){0,3} $"
_TERMS = (
    r"(?:^|[^a-z])the (?:[a-z]+ )?(?:price|offer|bid|consideration|terms)(?: (?:of|is|was|at|stands at))"
    r"(?: [a-z]+){0,3} $"
)
"""What is offered for a share, in the sentence after one on the offer."""
_SOLD_AT = r"(?:^|[^a-z])sale to (?:[a-z0-9.&'’-]+ ){0,5}[a-z0-9.&'’-]+,? (?:at|for)(?: [a-z]+){0,2} $"
_SELLER = {"subject": ["owner", "of", "agent"], "counterparty": ["to", "by"]}
"""`The sale to Acme, at $5 a share`: a firm that goes for so much."""
_PART_WORTH = (
    r"(?:[0-9] ?%|per ?cent|stake|holding|shareholding|interest|position|part|slice|"
    r"(?:own|his|her|their) shares|(?:'s|’s|his|her|its|their) (?:third|quarter|half|fifth|tenth|shares))"
    r"(?: (?:of|in) [^.;,]{1,40}| (?:that|which) [^.;,]{3,45})?"
    r"(?:,[^.;]{3,40},)?,?(?: (?:which|that|was|is|are|were|now|then|would|could|be|being|still|currently|"
    r"alone|once|been|has|had|today))*"
    r" (?:worth|valued at|values at|valued(?: it)? at|prices at|priced at|puts at|put at)(?: [a-z]+){0,3} $"
)
"""A part of a firm that is worth so much: what its holder has in it."""
_FIRM_WORTH = (
    r"(?:stake|holding|shareholding|interest) in [^.;,]{1,50}, which (?:is|was|has been|had been)"
    r"(?: [a-z]+){0,2} valued at(?: [a-z]+){0,3} $"
)
"""The firm in which a part is held, told of in a clause of its own."""
_SHARES_WORTH = (
    r" (?:[a-z0-9.&'’-]+ ){0,4}(?:shares|stock)(?: (?:in|of) [^.;,]{2,40}?)?"
    r"(?:,? (?:now|then|once|currently|today|alone))* (?:worth|valued at)(?: [a-z]+){0,3} $"
)
_HOLDS_SHARES = rf"(?:^|[^a-z])(?:owns?|owned|holds?|held|has|have|had|keeps?|kept){_SHARES_WORTH}"
_SELLS_SHARES = rf"(?:^|[^a-z])(?:sells?|sold|selling|offload(?:s|ed|ing)?|dumped){_SHARES_WORTH}"
"""Shares that a holder keeps are a stake, those that one sells are none of the firm's."""
_PART_OF_ROUND = (
    r" part of (?:its|their|the|an?|this|that) (?:[a-z]+ ){0,2}(?:round|financing|fundraising|raise),? "
)
"""A part of a round is no part of the firm."""
_NOW_WORTH = (
    r"(?:^| )(?:is|was|are|were|be|been)(?: (?:now|today|currently|then|once|still))* worth(?: [a-z]+){0,3} $"
)
_WORTH = (
    r" (?:that (?:are|were) |which (?:are|were) )?(?:collectively |together |now |each )?"
    r"(?:worth|valued at|with (?:an?|an estimated|a total|a combined) value of)(?: [a-z]+){0,3} $"
)
_TOLD_BY_NUMBER = (
    r"(?:^|[ ,(])(?:the|its|their|his|her|these|those|some|other|new|more|two|three|four|five|six|several|"
    rf"many|[0-9][0-9,.]*) (?:[a-z-]+ ){{0,2}}[a-z]{{3,}}s{_WORTH}"
)
"""Things that are told by their number or kind, and are worth so much."""
_THING = read_as("other.thing_worth", subject=["agent", "owner", "of", "by"], counterparty=[])
_STAKE = read_as(
    "investment.stake_worth", "stake_value", ["in", "of", "object"], counterparty=["owner", "agent", "by"]
)
_SALE = read_as("other.shares_sold", subject=["agent", "owner"], counterparty=[])
_ROUND = read_as(
    "funding.round", None, ["owner", "agent", "for", "in"], counterparty=["led", "from", "by", "with"]
)
_DEAL = read_as(
    "contract.deal_worth",
    subject=["dative", "agent", "owner", "to"],
    counterparty=["with", "from", "by", "to", "agent"],
)
_PARTICIPLE = "^ (?:[a-z]{2,}ed|bought|made|put|set|struck) "
_EITHER = {"subject": ["of", "for"], "counterparty": ["by", "owner"]}
_PAYS = r"(?:^|[^a-z])(?:pays?|paying|offers?|offered|offering|bids?|bidding)(?: [a-z]+){0,3} $"
_PAYER = {"subject": ["for", "of"], "counterparty": ["agent", "by", "owner"]}
_BOUGHT = ("rule_id", "subject", "counterparty", "cue_at", "cue_to", "cue_depth", "cue_clause", "cue_window")
_DIFFERENCES = ["other.difference", "other.more_than", "other.moves_by", "other.by_more"]
"""Amounts by which another differs: none shares their verb."""
_WHOLE = 100_000
"""From here a sum is none by the share, and shares no verb with one: `$5m, or 3 cents a share, from $4m`."""
_VERB = ("verb_at", "verb_to", "verb_depth")
_A_CLAUSE = 2.0
"""By so much the depths of two clauses differ."""
_SHARED = ("metric", "basis", "rule_id", "negative", "subject", "counterparty")


_ONE_MORE = (
    r"(?:,|and|plus) (?:(?:up to |as much as )?(?:a further|another|an additional|an extra)(?: [a-z]+){0,2}|"
    r"up to|as much as) $"
)
_CONDITION = r"^ (?:more )?(?:once|if|when|after|upon|on|should|provided|as soon as) "
"""An amount that goes on with the one before, and what it hangs on."""


def _is_one_more() -> pl.Expr:
    """Whether an amount is due beside the one before, where its own word only says under what condition."""
    behind = (pl.col("cue_at") >= pl.col("to")) & (pl.col("score") < STRONG)
    due = pl.col("before").str.contains(_ONE_MORE) & pl.col("after").str.contains(_CONDITION)
    return (behind & due).fill_null(False)


def share_verbs(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims with `gapped`: amounts that share the verb of the one before (`gave $5m to Acme and $6m to
    Bolt`). They take its metric and roles, so that their own party is found beside them.
    """
    row, known = pl.col("row"), pl.col("metric").is_not_null()
    told = known & ~pl.col("rule_id").is_in(_DIFFERENCES).fill_null(False)
    converts = (pl.col("link") == "conversion").fill_null(False)
    whole = told & (pl.col("basis").fill_null("") != "per_share")
    large = (pl.col("per").fill_null("") != "share") & (pl.col("size") >= _WHOLE)
    latest, total = (pl.when(rows).then(row).forward_fill().over("window") for rows in (told, whole))
    return (
        claims.sort("n")
        .with_columns(pl.when(~_is_one_more()).then(pl.col(*_SHARED)))
        .with_columns(row=pl.int_range(pl.len(), dtype=pl.UInt32))
        .with_columns(
            lead=pl.when(large.fill_null(False)).then(pl.coalesce(total, latest)).otherwise(latest),
            ended=pl.when(converts & ~known).then(row).forward_fill().over("window"),
        )
        .with_columns(
            gapped=(
                ~known & pl.col("lead").is_not_null() & ~(pl.col("ended") > pl.col("lead")).fill_null(False)
            )
        )
        .with_columns(lead=pl.when("gapped").then("lead").otherwise("row"))
        .with_columns(pl.col(*_SHARED).gather(pl.col("lead")))
        .drop("row", "lead", "ended")
    )


def read_worth(claims: pl.LazyFrame, candidates: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """What is worth so much is the noun just before: a market, an order, a prize, a part of the firm."""
    nouns = (
        candidates.filter(
            pl.col("value").is_in(
                [
                    "market_size",
                    "contract",
                    "investment",
                    "fund_size",
                    "pay",
                    "acquisition",
                    "debt",
                    "spending",
                    "other",
                ]
            )
            & ~pl.col("cue").str.contains("verb|deal|award|sold|paid|difference|more_than")
            & (pl.col("score") > 15)
        )
        .rename({"cue": "rule_id", "value": "metric"})
        .sort("n", "cue_at", "score", "rule_id")
        .group_by("n", maintain_order=True)
        .agg(pl.col("metric", "basis", *_BOUGHT).last().name.prefix("noun_"))
    )
    claims = claims.join(nouns, on="n", how="left", maintain_order="left")
    worth = pl.col("rule_id").is_in(["valuation.worth", "valuation.passive"]).fill_null(False)
    near = (pl.col("cue_at") - pl.col("noun_cue_to")).is_between(0, 45) & (
        ((pl.col("cue_depth") - pl.col("noun_cue_depth")).abs() <= 1)
        | (pl.col("cue_at") - pl.col("noun_cue_to") <= BESIDE)
    )
    takes = worth & near.fill_null(False)
    valued = pl.col("rule_id").is_in(["valuation.worth", "valuation.passive", "valuation.verb"])
    part = valued.fill_null(False) & ~takes & pl.col("before").str.contains(_PART_WORTH)
    part = part & ~pl.col("before").str.contains(_FIRM_WORTH)
    round_ = worth & part & pl.col("before").str.contains(_PART_OF_ROUND)
    grown = (
        worth
        & ~takes
        & (pl.col("window") == pl.col("window").shift(1))
        & (pl.col("metric").shift(1) == "investment")
        & pl.col("before").str.contains(_NOW_WORTH)
    )  # `the $5m that it put in is now worth $9m`
    pegged = pl.col("rule_id").is_in(["valuation.pegged", "valuation.puts_firm", "valuation.value_of"])
    bargain = (valued | pegged).fill_null(False) & is_of_bargain()
    stake = part | grown.fill_null(False)
    about_worth = pl.col("rule_id").is_in(["valuation.worth", "valuation.passive", "valuation.value_of"])
    of_shares = about_worth | pl.col("rule_id").str.starts_with("other.").fill_null(False)
    stake = stake | (of_shares & pl.col("before").str.contains(_HOLDS_SHARES)).fill_null(False)
    sale = about_worth & pl.col("before").str.contains(_SELLS_SHARES)
    sale = (sale & ~pl.col("after").str.contains("^ to ")).fill_null(False)
    thing = (
        about_worth.fill_null(False)
        & pl.col("before").str.contains(rf"{_TOLD_BY_NUMBER}|(?:^|[ ,(])(?:{words['goods']}){_WORTH}")
        & ~pl.col("before").str.contains(rf"(?:^|[ ,(-])(?:{words['many_firms']}){_WORTH}")
    )
    return claims.with_columns(
        pl.when(round_)
        .then(_ROUND[name] if name in _ROUND else pl.col(name))
        .when(sale)
        .then(_SALE[name] if name in _SALE else pl.col(name))
        .when(stake)
        .then(_STAKE[name] if name in _STAKE else pl.col(name))
        .when(takes)
        .then(f"noun_{name}")
        .when(bargain)
        .then(_DEAL[name] if name in _DEAL else pl.col(name))
        .when(thing)
        .then(_THING[name] if name in _THING else pl.col(name))
        .otherwise(name)
        .alias(name)
        for name in ("metric", "basis", *_BOUGHT)
    ).drop(f"noun_{name}" for name in ("metric", "basis", *_BOUGHT))


def read_takeovers(claims: pl.LazyFrame, candidates: pl.LazyFrame, told: pl.LazyFrame) -> pl.LazyFrame:
    """`The deal` and `the price` in an article on a takeover are the takeover's, and so is a price per share
    that is offered or paid in a sentence on one. `told` holds the claims (`n`) before which one is told of.
    """
    bought = (
        candidates.filter(pl.col("value") == "acquisition")
        .rename({"cue": "rule_id"})
        .sort(["n", "score", "cue_at", "rule_id"], descending=[False, True, False, False])
        .group_by("n", maintain_order=True)
        .agg(pl.col(*_BOUGHT, "score").first().name.prefix("bought_"))
    )
    claims = claims.join(bought, on="n", how="left", maintain_order="left")
    takeover = ((pl.col("metric") == "acquisition") & (pl.col("score") >= STRONG)).any().over("article_id")
    signed = candidates.filter(
        (pl.col("value") == "contract")
        & ~pl.col("cue").str.starts_with("contract.deal")
        & (pl.col("score") >= NAMED)
    ).select("n", is_contract=pl.lit(True))
    claims = claims.join(signed.unique("n"), on="n", how="left", maintain_order="left")
    claims = claims.join(
        told.select("n", is_told=pl.lit(True)), on="n", how="left", maintain_order="left"
    ).with_columns(pl.col("is_told").fill_null(False))
    names_it = pl.col("before").str.contains(_THE_DEAL) | (
        pl.col("before").str.contains(_THE) & pl.col("after").str.contains(_DEAL_AFTER)
    )
    told_of = pl.col("is_told") & names_it
    deal = (
        pl.col("rule_id").str.starts_with("contract.deal").fill_null(False)
        & (takeover | (pl.col("bought_score") >= NAMED) | told_of)
        & pl.col("is_contract").is_null()
    )
    deal = deal | (pl.col("rule_id").is_in(_VALUED).fill_null(False) & names_it & (takeover | told_of))
    rounds = (pl.col("metric") == "funding").any().over("article_id")
    tag = (pl.col("rule_id") == "valuation.price").fill_null(False) & ~rounds
    tag = tag & (
        (pl.col("metric") == "acquisition").any().over("article_id")
        | (pl.col("bought_score") >= NAMED)
        | pl.col("is_told")
    )
    deal = deal | tag  # where no round is told of, whose price it could be
    whole = (pl.col("metric") == "valuation") & pl.col("before").str.contains(_ENTERPRISE)
    deal = deal | (whole & (pl.col("bought_score") >= NAMED))
    share = (pl.col("metric") == "price") & (pl.col("per") == "share")
    share = share & (
        (pl.col("before").str.contains(_PAID) & pl.col("bought_cue_at").is_not_null())
        | (pl.col("before").str.contains(_RECEIVED) & (takeover | pl.col("is_told")))
        | (pl.col("before").str.contains(_TERMS) & pl.col("is_told"))
        | pl.col("before").str.contains(_SOLD_AT)
    )
    known = pl.col("bought_cue_at").is_not_null()
    roles = {name: pl.when((deal | share) & known).then(f"bought_{name}").otherwise(name) for name in _BOUGHT}
    for role in ("subject", "counterparty"):  # who speaks of `the deal` may be either side
        unknown = pl.lit(_EITHER[role], dtype=pl.List(pl.String))
        paid, sold = (pl.lit(sides[role], dtype=pl.List(pl.String)) for sides in (_PAYER, _SELLER))
        roles[role] = (
            pl.when(deal & ~known)
            .then(unknown)
            .when(share & pl.col("before").str.contains(_SOLD_AT))
            .then(sold)
            .when(
                share & ~known & pl.col("before").str.contains(_PAYS)
            )  # `Acme will pay $5 per share`, in the sentence after the takeover
            .then(paid)
            .otherwise(roles[role])
        )
    return claims.with_columns(
        metric=pl.when(deal | share).then(pl.lit("acquisition")).otherwise("metric"), **roles
    ).drop("is_contract", "is_told", *(f"bought_{name}" for name in (*_BOUGHT, "score")))


def _governs() -> pl.Expr:
    """Whether a verb has more to say than the rule: a loan to Acme is Acme's unless it is owed or repaid."""
    ordered = pl.col("rule_id").is_in(["penalty.orders", "penalty.ordered"])
    orders = ~ordered | (pl.col("verb_at") < pl.col("cue_to"))  # `ordered Acme to pay`: who is ordered pays
    owed = (pl.col("rule_id") != "debt.loans_to") | (pl.col("other").list.first() == "dative")
    return orders & owed & (pl.col("rule_id") != "debt.provides")  # names its own verb


def _helps() -> pl.Expr:
    """Whether a verb of having only helps the cue behind it: `has signed for $5m of parts`."""
    behind = pl.col("before").str.tail((pl.col("at") - pl.col("verb_to")).clip(0, AROUND))
    has = pl.col("verb_to") - pl.col("verb_at") <= len("have")
    return (
        has & (pl.col("cue_at") - pl.col("verb_to") == 1).fill_null(False) & behind.str.contains(_PARTICIPLE)
    )


def read_frames(claims: pl.LazyFrame, scene: Scene) -> pl.LazyFrame:
    """The claims with the roles of the verb that governs them: a loan that is granted is another's than the
    one that grants it. It is the last verb of giving or taking before amount and cue in their clause.
    """
    verbs = scene.cues.filter(pl.col("kind") == "frames").select(
        "reach",
        "value",
        verb_at="at",
        verb_to="to",
        verb_clause="clause",
        verb_depth="depth",
        verb_inset="inset_to",
        whom="subject",
        other="counterparty",
    )
    pairs = (
        claims.select(
            "n",
            "reach",
            "metric",
            "rule_id",
            "clause",
            "depth",
            "cue_at",
            "cue_to",
            "at",
            "to",
            "before",
            last=pl.max_horizontal("at", "cue_to"),
            first=pl.min_horizontal("at", "cue_at"),
        )
        .join(verbs, left_on=["reach", "metric"], right_on=["reach", "value"])
        .filter(
            (pl.col("verb_at") < pl.col("last"))
            & (pl.col("verb_clause") == pl.col("clause"))
            & ((pl.col("depth") - pl.col("verb_depth")).abs() <= 2.5)
            & ((pl.col("verb_inset") > pl.col("first")).fill_null(True))
        )
        .filter(_governs().fill_null(True))
        .filter(~_helps())
        .filter(~pl.col("verb_at").is_between("at", "to"))  # Korea's won wins nothing
        .sort("n", "verb_at", "verb_to")
        .group_by("n", maintain_order=True)
        .agg(pl.col("whom", "other", "cue_at", "cue_to", "depth", *_VERB).last())
        .filter(~pl.col("verb_at").is_between("cue_at", "cue_to").fill_null(False))  # its own rule says more
        .select("n", "whom", "other", *_VERB, verb_off=(pl.col("verb_depth") - pl.col("depth")).abs())
    )
    off = (pl.col("cue_depth") - pl.col("depth")).abs()
    nearer = ((off >= _A_CLAUSE) & (pl.col("verb_off") < _A_CLAUSE)).fill_null(False)
    return (
        claims.join(pairs, on="n", how="left", maintain_order="left")
        .with_columns(
            subject=pl.coalesce("whom", "subject"), counterparty=pl.coalesce("other", "counterparty")
        )
        .with_columns(
            pl.when(nearer).then(f"verb_{name}").otherwise(f"cue_{name}").alias(f"cue_{name}")
            for name in ("at", "to", "depth")
        )
        .drop("whom", "other", "verb_off", *_VERB)
    )
