"""Where a name stands to the cue word of an amount: its slot, how far off it is, and how well it fits."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.parties.settled import TWO_SIDED
from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene
from etl.interpret.claims.scene.groups import TOGETHER

_LABEL = (
    r"^(?:: ?|, [0-9]{4}: ?| ?\((?:about |around )?| at | - |"
    r" (?:(?:about|around|nearly|some|roughly|over|just over|almost) )?)$"
)
"""What stands between a name and its amount in a list: `Acme: $5m`, `Acme ($5m)`, `Acme $5m and Bolt $6m`."""

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
_MAKERS = ["valuation", "funding", "investment", "spending", "debt", "penalty", "profit", "other"]
"""Metrics of which a product's amount is its maker's (`the Grok developer is worth $5bn`)."""
_PEOPLE_METRICS = ["pay", "acquisition", "penalty", "contract", "other", "none"]


_JUDGES = (
    "(?:court|commission|authority|tribunal|ministry|department|regulator|agency|treasury|bureau|"
    "prosecutors?)(?:-|$)"
)
_LENDERS = "(?:development-bank|monetary-fund|world-bank|investment-bank|export-import)"
_CLIENTS = "(?:^|-)(?:airways|airlines?|navy|army|air-force|ministry|department|government|council)(?:-|$)"
"""Names of those who order work and goods rather than sell them."""
_BACKERS = "-(?:partners|capital|ventures|investments|equity|management|holdings)$"
_WAS = "^,? (?:(?:of (?:it|them|that|which))? ?(?:is|was|were|remains)|of (?:it|them|that|which)) (?:the )?$"
"""`The record, $5m, was Acme's`; `$5m of it Acme's`."""
_NOUN = (
    "^ (?:ads|advertising|sales|subscriptions|services|products|unit|division|arm|segment|brand|business|"
    "cloud|hardware|software|stores) (?:(?:about|around|nearly|some|roughly|over) )?$"
)
"""`Made $5m and Acme ads $6m`."""
_DESCRIBED = r"^ (?:[a-z'-]+ ){0,3}?(?:<descriptors>|rival|[a-z-]*maker) $"
"""What stands between a verb and the name it is done to: `awarded the rival Acme $5m`."""
_PAYS = r"(?:^|[^a-z])(?:pays?|paid|paying|handed|gave|gives?|owes?|owed) (?:the )?(?:[a-z0-9.&'’-]+ ){1,4}$"
_ITS_OWN = "^['’]?s,? (?:(?:about|around|nearly|some|roughly|over|just over|almost) )?$"
_ENDS = "^(?:[.;:,)]|$| (?:in|last|a year|and|or|for|over|but|while|looked|was|is|at)(?:[^a-z]|$))"
"""What stands between its owner and an amount that is of what another's before is of, and what follows it."""
_HANGS = 60
"""Within how many characters behind an amount a name hangs on it."""
_HANGING = (
    r"^,? (?:(?:last|this|next) (?:year|month|week) |in [a-z0-9]+ |(?:a|per) year |annually )?"
    r"(?:by|from|to|for|with|at|in|on) (?:<articles>)? ?(?:[a-z-]+(?:'s)? ){0,3}$"
)
_COSTS = r"(?:^|[^a-z])(?:cost|costs|costing) (?:the |its )?(?:[a-z-]+ ){0,3}$"
_NEARLY = "^ (?:(?:about|around|nearly|some|roughly|over|almost|up to|more than|at least|an? [a-z]+) )?$"
"""`Cost the retailer Acme about $5m`."""
_COSTLY = ["spending", "penalty", "profit", "other", "pay"]
_BACKED = ["funding", "acquisition", "valuation", "investment"]
"""Names of those who are seldom whose amount it is: who fines, who lends, who invests."""


def find_slots(scene: Scene, claims: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a claim and a candidate of its sentence, with the candidate's slot and distances; whether it
    only says who another is (`is_inset`), stands right at the amount (`hangs`) or at another
    (`hangs_elsewhere`), and at another while somebody else stands at this one (`is_anothers`).
    Who only vouches at the sentence's end is a candidate of deals alone, which may be a deal with it.
    """
    words = scene.words
    bare, payer, payee = (
        pl.lit(slots, dtype=pl.List(pl.String))
        for slots in (["label", "owner"], ["agent", "owner"], ["dative"])
    )
    anchored = (
        claims.lazy()
        .sort("n")
        .select(
            "n",
            "gapped",
            "reach",
            pl.col("metric").fill_null("none"),
            pl.col("rule_id").fill_null("none"),
            pl.col("subject").fill_null(bare),
            pl.col("counterparty").fill_null(pl.lit([], dtype=pl.List(pl.String))),
            pl.col("cue_at").fill_null(pl.col("at")),
            pl.col("cue_to").fill_null(pl.col("at")),
            pl.col("cue_depth").fill_null(pl.col("depth")),
            cited=pl.when("only_cited").then("source_ids"),
            money_at="at",
            money_to="to",
            money_depth="depth",
            money_before="before",
            money_after="after",
            prior_to=pl.col("to").shift(1),
            next_at=pl.col("at").shift(-1),
        )
    )
    own = (pl.col("at") >= pl.col("prior_to")) & (pl.col("to") <= pl.col("next_at")).fill_null(True)
    pairs = (
        anchored.join(candidates.lazy(), on="reach")
        .with_columns(is_own=own.fill_null(False))
        .filter(~pl.col("gapped") | pl.col("is_own"))
        .filter(~pl.col("closes") | (pl.col("metric").is_in(TWO_SIDED) & ~pl.col("is_owner")))
        .drop("prior_to", "next_at")
        .join(scene.parents, on="entity_id", how="left", maintain_order="left")
    )
    handed = (
        (pl.col("metric") == "none")
        & pl.col("is_given")
        & ((pl.col("money_at") - pl.col("to")) == 1)
        & pl.col("money_before").str.contains(_PAYS)
    ).any()  # `Acme paid Bolt $5m`: whatever it is for, Acme pays
    pairs = pairs.with_columns(
        subject=pl.when(handed.over("n")).then(payer).otherwise("subject"),
        counterparty=pl.when(handed.over("n")).then(payee).otherwise("counterparty"),
    )
    made = (
        (pl.col("entity_type") == "product")
        & pl.col("parent_id").is_not_null()
        & pl.col("metric").is_in(_MAKERS)
        & ~pl.col("gapped")
    )
    pairs = pairs.with_columns(
        entity_id=pl.when(made).then("parent_id").otherwise("entity_id"),
        entity_type=pl.when(made).then(pl.lit("company")).otherwise("entity_type"),
    ).drop("parent_id")
    pairs = pairs.with_columns(
        label=_gap_before().str.contains(_LABEL),
        listed=_gap_before().str.contains("^[:,(]|^ [-(]"),
    )
    pairs = pairs.with_columns(hangs=_hangs(words)).with_columns(
        hangs_elsewhere=~pl.col("hangs") & pl.col("hangs").any().over("at")
    )
    pairs = pairs.with_columns(is_anothers=pl.col("hangs_elsewhere") & pl.col("hangs").any().over("n"))
    first = pl.min_horizontal("cue_at", "money_at")
    last = pl.max_horizontal("cue_to", "money_to")
    before = pl.col("to") <= first
    inside = (pl.col("at") >= first) & (pl.col("to") <= last)
    near_owner = pl.col("is_owner") & (
        ((pl.col("cue_at") - pl.col("to")).is_between(0, 42) & (pl.col("cue_depth") == pl.col("depth")))
        | ((pl.col("money_at") - pl.col("to")).is_between(0, 24) & (pl.col("money_depth") == pl.col("depth")))
    )
    inner = pl.min_horizontal(
        pl.col("at") - pl.min_horizontal("cue_to", "money_to"),
        pl.max_horizontal("cue_at", "money_at") - pl.col("to"),
    )
    gap = (
        pl.when(before).then(first - pl.col("to")).when(inside).then(inner).otherwise(pl.col("at") - last)
    ).clip(0)
    is_whose = pl.col("is_owner") & _gap_behind().str.contains(_WAS)
    relative = inside & (pl.col("cue_at") > pl.col("money_at"))  # `the $5m that Acme paid`
    label = (
        (pl.col("money_at") - pl.col("to")).is_between(1, 24)
        & ((pl.col("cue_to") + 2 < pl.col("at")) | (pl.col("cue_at") == pl.col("money_at")))
        & pl.col("label")
        & (pl.col("listed") | pl.col("is_free"))
        & ~(pl.col("is_given") & _gap_from_cue().str.contains(spell(_DESCRIBED, words)))
    )
    of_noun = pl.col("gapped") & pl.col("is_free") & pl.col("is_own") & _gap_before().str.contains(_NOUN)
    elliptic = (
        (
            pl.col("is_owner")
            & _gap_before().str.contains(_ITS_OWN)
            & pl.col("money_after").str.contains(_ENDS)
        )
        | _ahead_of_name().str.contains("(?:^|[^a-z])(?:that|those) (?:of|at) (?:the )?$")
    ) & (pl.col("gapped") | (pl.col("cue_to") < pl.col("at")))  # `twice Acme's $5m`; `those of Acme were $5m`
    label = label | (is_whose | of_noun | elliptic | _is_cost()).fill_null(False)
    compound = (
        relative
        & ((pl.col("at") - pl.col("money_to")) == 1)
        & ((pl.col("cue_at") - pl.col("to")).is_between(1, 20))
    )  # `a $5m Acme round`
    clause_off = (pl.col("depth") - pl.col("cue_depth")).abs()
    elsewhere = (pl.col("is_free") & ((pl.col("at") - pl.col("cue_to")) > 2) & (clause_off >= 2)) | (
        pl.col("says") & ((pl.col("at") - pl.col("cue_to")) > 2)
    )  # it does something of its own
    heads = pl.col("heads_relative") & before & ((first - pl.col("to")) <= 40)
    beyond = (pl.col("cue_to") <= pl.col("money_at")) & (pl.col("at") >= pl.col("money_to"))
    afar = (pl.col("at") >= pl.max_horizontal("cue_to", "money_to")) & (clause_off >= 2)
    passive = (pl.col("subject").list.first() == "agent") & (pl.col("counterparty").list.first() == "by")
    by_it = passive & pl.col("after_which") & ((pl.col("cue_at") - pl.col("to")) == 1)
    orders = (
        (pl.col("metric") == "contract")
        & pl.col("subject").list.contains("with")
        & pl.col("entity_id").str.contains(_CLIENTS)
        & before
        & pl.col("is_free")
    )  # `the navy signed a contract with Acme`
    seller = (pl.col("preposition") == "from") & (pl.col("rule_id") == "acquisition.verb")
    seller = seller & (pl.col("at") >= pl.col("cue_to"))  # `bought Acme from Bolt`
    is_inset = (pl.col("inset_to") <= first).fill_null(False) | seller.fill_null(False)
    slot = (
        pl.when(is_inset)
        .then(pl.lit("bound"))
        .when(by_it.fill_null(False))  # `Acme, which Bolt bought for $5m`
        .then(pl.lit("by"))
        .when(label)
        .then(pl.lit("label"))
        .when(compound)
        .then(pl.lit("owner"))
        .when(near_owner)
        .then(pl.lit("owner"))
        .when(pl.col("is_owner"))
        .then(pl.lit("possessor"))
        .when(pl.col("leads"))
        .then(pl.lit("led"))
        .when(orders)
        .then(pl.lit("from"))
        .when(orders.any().over("n") & (pl.col("preposition") == "with"))
        .then(pl.lit("agent"))
        .when(pl.col("preposition").is_not_null() & ~heads & ~afar)
        .then("preposition")
        .when((before | relative) & pl.col("is_free"))
        .then(pl.lit("agent"))
        .when(before & pl.col("is_given"))
        .then(pl.lit("dative"))
        .when(before | elsewhere | beyond | afar)
        .then(pl.lit("bound"))
        .otherwise(pl.lit("object"))
    )
    depth = pl.min_horizontal(
        (pl.col("depth") - pl.col("cue_depth")).abs(), (pl.col("depth") - pl.col("money_depth")).abs()
    )
    return pairs.with_columns(gap=gap, slot=slot, crossed=depth, before=before, is_inset=is_inset).collect(
        engine="in-memory"
    )


def _gap_before() -> pl.Expr:
    """The text between a name and an amount behind it."""
    return pl.col("money_before").str.tail((pl.col("money_at") - pl.col("to")).clip(0, _HANGS))


def _gap_from_cue() -> pl.Expr:
    """The text between a cue that leads and a name before the amount."""
    far = pl.col("money_at") - pl.col("cue_to")
    return (
        pl.col("money_before")
        .str.tail(far.clip(0, _HANGS))
        .str.head((pl.col("at") - pl.col("cue_to")).clip(0))
    )


def _ahead_of_name() -> pl.Expr:
    """The text before a name that stands before an amount."""
    known = pl.col("money_before").str.len_chars().cast(pl.Int64) - (pl.col("money_at") - pl.col("at"))
    return pl.col("money_before").str.head(known.clip(0))


def _gap_behind() -> pl.Expr:
    """The text between an amount and a name behind it."""
    return pl.col("money_after").str.head((pl.col("at") - pl.col("money_to")).clip(0, _HANGS))


def _is_cost() -> pl.Expr:
    """Whether a name is whom something costs the amount: `the fire cost Acme about $5m`."""
    nears = (pl.col("money_at") - pl.col("to")).is_between(1, 24)
    is_next = _gap_before().str.contains(_NEARLY) & nears
    return is_next & _ahead_of_name().str.contains(_COSTS) & pl.col("metric").is_in(_COSTLY)


def _hangs(words: Mapping[str, str]) -> pl.Expr:
    """Whether a name stands right at an amount: `Bolt $5m`, `$5m from the lender Bolt`."""
    behind = pl.col("at") - pl.col("money_to")
    gap = _gap_behind().str.replace(spell(TOGETHER, words), "")
    follows = behind.is_between(1, _HANGS - 1) & gap.str.contains(spell(_HANGING, words))
    follows = follows & ~gap.str.contains(" and | or ")
    return (follows | (pl.col("money_at") - pl.col("to") == 1)).fill_null(False)


def _is_governed() -> pl.Expr:
    """Whether who is ordered or paid stands right at the cue or the amount: `ordered Spain to pay Acme $5m`,
    `must repay Spain $5m`.
    """
    beside = ((pl.col("at") - pl.col("cue_to")) == 1) | ((pl.col("money_at") - pl.col("to")) == 1)
    return pl.col("slot").is_in(["dative", "object"]) & beside


def unfitness(role: str) -> pl.Expr:
    """Points off for kinds of entity that seldom play the role in a claim of the metric."""
    kind = pl.col("entity_type")
    metric = pl.col("metric")
    return (
        pl.when("is_inset")
        .then(80.0)
        .when("is_anothers")
        .then(60.0)
        .when(pl.col("slot") == "label")
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
        .when((kind == "place") & pl.col("preposition").is_not_null())
        .then(80.0)
        .when((kind == "place") & metric.is_in(["penalty", "debt"]) & _is_governed())
        .then(0.0)
        .when((kind == "place") & pl.col("acts") & (pl.col("slot") == "agent"))
        .then(6.0)
        .when((kind == "place") & (metric != "market_size"))
        .then(45.0 if role == "subject" else 30.0)
        .when((kind == "person") & (pl.col("rule_id") == "profit.verb"))
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
