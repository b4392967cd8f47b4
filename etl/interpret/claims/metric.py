"""Which metric an amount is: the best cue word for it in its sentence, else in what stands around that."""

import polars as pl

from etl.interpret.claims.links import link_amounts
from etl.interpret.claims.scene import ESCAPE, Scene

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
"""What `a $5bn funding round`, `$5bn of new debt`, `revenue of about $5bn` and less have for standing
close.
"""
SPECIAL = 20.0
"""What a word has whose need is met."""
LOOSE = 10.0
TAKEN = 18.0
"""Off for a word after the amount that is no compound with it; off for one right beside another amount."""
WRONG_SIDE = 18.0
LEAD_IN = 10.0
SENTENCE_BEFORE = 22.0
TITLE = 18.0
"""Off for a word in the line that leads a list in, in the sentence before, in the title."""
LARGE = 5e7
"""From here an amount is a price for a company rather than for a thing."""
STRONG = 48.0
"""Score from which an amount's own cue holds against what is known of others."""
ENOUGH = 6.0
"""Score from which a cue decides."""

_LOOSENED = r"[;()]|, | (?:and|but|while|which|who|from|to) [a-z]+ [a-z]"
_PARTITIVE = r"^ (?:worth )?(?:of|in) (?:[a-z-]{3,14} ){0,2}$"
_PER_SHARE = r"^(?: in cash)?(?: for)? ?(?:a|per|each|every) ?(?:share|adr|ads|unit)(?:[^a-z]|$)"
_PAID = r"(?:for|at|of|worth|receive|get|pay|paid|offer|offered|offering|bid|bidding)(?: (?:about|around|up to|nearly|just|over|more than|as much as))? $"
"""What stands before the price of a share in a takeover, not before one at which it is traded."""
_RATE = r"^ ?(?:an?|per|each|every) ?(?:hour|day|week|month|year|game|match|season|shift)(?:[^a-z]|$)"
_COURT = "(?:court|tribunal|jury|jurors|judge|arbitrat|panel)"
_FIRM = (
    r"^ (?:in cash )?for (?:an?|the|another|its|their|his|her) (?:[a-z0-9'-]+ ){0,4}(?:start-?up|company|firm|maker|rival|chain|club|"
    r"business|bank|producer|developer|retailer|manufacturer|airline|insurer|brewer|supplier)(?:[^a-z]|$)"
)
"""What is bought is a firm that has no name here."""
_STAKE = (
    r"^ (?:in cash )?for (?:(?:an? |the |another |about )?[0-9.]+ ?(?:%|per ?cent)|"
    r"(?:[a-z0-9.%-]+ ){0,5}(?:stake|shareholding|holding|interest in|share of))"
)
_HOLDINGS = (
    r"^ (?:worth )?(?:of|in) (?:[a-z.-]+ ){0,3}(?:shares|stock|equity|assets|treasur|bonds|notes|debt|reserves|holdings|propert|land|"
    r"real estate|gold|dollars|bitcoin|crypto|securities|equities|stakes|investments)"
)
_RECEIVED = r"(?:receive|receiving|received|get|getting|paid|paying|pay|offer|offered|offering)(?: (?:about|up to|an? (?:further|additional|extra)|another))? $"
_FOR = r"(?:for|in a deal worth)(?: (?:an?|the|about|around|up to|nearly|just|over|more than|as much as|initial|fee of|reported|record))* $"
_PAIR = ("n", "window", "cue", "value", "basis", "strength", "negative", "subject", "counterparty")
_BOUGHT = ("rule_id", "subject", "counterparty", "cue_at", "cue_to", "cue_depth", "cue_clause", "cue_window")
_SHARED = ("metric", "basis", "rule_id", "negative", "subject", "counterparty")
_PLACE = ("cue_at", "cue_to", "cue_depth", "cue_clause", "cue_window")


def measure_amounts(scene: Scene) -> pl.DataFrame:
    """The amounts with `metric`, `basis`, `rule_id`, `negative`, roles and place of the cue, `score`,
    `margin`, and
    `link` to the amount before. One row an amount; `metric` is null where no cue decides.
    """
    candidates = _candidates(scene)
    pairs = candidates.lazy()
    ranked = pairs.with_columns(pl.col("score").round(3)).sort(
        ["n", "score", "strength", "cue_at", "cue"], descending=[False, True, True, False, False]
    )
    rival = pl.col("score").filter(pl.col("value") != pl.col("value").first()).max().fill_null(0)
    best = ranked.group_by("n", maintain_order=True).agg(
        pl.col("value").first().alias("metric"),
        pl.col("cue").first().alias("rule_id"),
        pl.col("basis", "score", "negative", "subject", "counterparty", *_PLACE).first(),
        margin=pl.col("score").first() - rival,
    )
    claims = link_amounts(scene.money, scene.words)
    claims = claims.join(best, on="n", how="left", maintain_order="left")
    claims = _takeovers(_worth(_basis(claims, pairs), pairs), pairs)
    return _gapped(_framed(claims, scene)).collect(engine="in-memory")


def _gapped(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims with `gapped`: amounts that share the verb of the one before (`gave $5m to Acme and $6m to
    Bolt`). They take its metric and roles, so that their own party is found beside them.
    """
    row = pl.int_range(pl.len(), dtype=pl.UInt32)
    known = pl.col("metric").is_not_null()
    converts = (pl.col("link") == "conversion").fill_null(False)
    return (
        claims.sort("n")
        .with_columns(
            row=row,
            lead=pl.when(known).then(row).forward_fill().over("window"),
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


def _worth(claims: pl.LazyFrame, candidates: pl.LazyFrame) -> pl.LazyFrame:
    """What is worth so much is the noun just before: a market, an order, a stake, a prize, not the firm."""
    nouns = (
        candidates.filter(
            pl.col("value").is_in(["market_size", "contract", "investment", "fund_size", "other"])
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
    near = (pl.col("cue_at") - pl.col("noun_cue_to")).is_between(0, 30) & (
        (pl.col("cue_depth") - pl.col("noun_cue_depth")).abs() <= 1
    )
    takes = worth & near.fill_null(False)
    return claims.with_columns(
        pl.when(takes).then(f"noun_{name}").otherwise(name).alias(name)
        for name in ("metric", "basis", *_BOUGHT)
    ).drop(f"noun_{name}" for name in ("metric", "basis", *_BOUGHT))


def _takeovers(claims: pl.LazyFrame, candidates: pl.LazyFrame) -> pl.LazyFrame:
    """`The deal` in an article on a takeover is the takeover, and so is a price per share that is offered or
    paid in a sentence on one.
    """
    bought = (
        candidates.filter(pl.col("value") == "acquisition")
        .rename({"cue": "rule_id"})
        .sort(["n", "score", "cue_at", "rule_id"], descending=[False, True, False, False])
        .group_by("n", maintain_order=True)
        .agg(pl.col(*_BOUGHT).first().name.prefix("bought_"))
    )
    claims = claims.join(bought, on="n", how="left", maintain_order="left")
    takeover = ((pl.col("metric") == "acquisition") & (pl.col("score") >= STRONG)).any().over("article_id")
    signed = candidates.filter(
        (pl.col("value") == "contract") & ~pl.col("cue").str.starts_with("contract.deal")
    ).select("n", is_contract=pl.lit(True))
    claims = claims.join(signed.unique("n"), on="n", how="left", maintain_order="left")
    deal = (
        pl.col("rule_id").str.starts_with("contract.deal").fill_null(False)
        & takeover
        & pl.col("is_contract").is_null()
    )
    share = (pl.col("metric") == "price") & (pl.col("per") == "share")
    share = share & (
        (pl.col("before").str.contains(_PAID) & pl.col("bought_cue_at").is_not_null())
        | (pl.col("before").str.contains(_RECEIVED) & takeover)
    )
    known = pl.col("bought_cue_at").is_not_null()
    share_known = share & known
    return claims.with_columns(
        metric=pl.when(deal | share).then(pl.lit("acquisition")).otherwise("metric"),
        **{name: pl.when((deal & known) | share_known).then(f"bought_{name}").otherwise(name) for name in _BOUGHT},
    ).drop("is_contract", *(f"bought_{name}" for name in _BOUGHT))


def _framed(claims: pl.LazyFrame, scene: Scene) -> pl.LazyFrame:
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
        whom="subject",
        other="counterparty",
    )
    pairs = (
        claims.select(
            "n",
            "reach",
            "metric",
            "clause",
            "depth",
            "cue_at",
            "cue_to",
            last=pl.max_horizontal("at", "cue_to"),
        )
        .join(verbs, left_on=["reach", "metric"], right_on=["reach", "value"])
        .filter(
            (pl.col("verb_at") < pl.col("last"))
            & (pl.col("verb_clause") == pl.col("clause"))
            & ((pl.col("depth") - pl.col("verb_depth")).abs() <= 2.5)
        )
        .sort("n", "verb_at", "verb_to")
        .group_by("n", maintain_order=True)
        .agg(pl.col("whom", "other", "verb_at", "cue_at", "cue_to").last())
        .filter(~pl.col("verb_at").is_between("cue_at", "cue_to").fill_null(False))  # its own rule says more
        .select("n", "whom", "other")
    )
    return (
        claims.join(pairs, on="n", how="left", maintain_order="left")
        .with_columns(
            subject=pl.coalesce("whom", "subject"), counterparty=pl.coalesce("other", "counterparty")
        )
        .drop("whom", "other")
    )


def _candidates(scene: Scene) -> pl.DataFrame:
    """Pairs of an amount and a metric cue that may speak of it, with their score."""
    marks = scene.cues.filter(pl.col("kind") == "metric").rename(
        {name: f"cue_{name}" for name in ("at", "to", "depth", "clause", "window")}
    )
    marks = _taken(marks, scene).drop(
        "base", "article_id", "sentence_no", "segment_no", "kind", "scope", "layer"
    )
    money = scene.money.select(
        "n", "reach", "window", "at", "to", "depth", "before", "after", "size", "per", "surface"
    )
    return _in_sentence(money, marks, scene).collect(engine="in-memory")


def _taken(marks: pl.LazyFrame, scene: Scene) -> pl.LazyFrame:
    """Cues with `taken_by`: the amount that they stand right before (`revenue of $5bn`), or null."""
    ahead = scene.money.select("n", "at", "before").sort("at").rename({"n": "next_n", "at": "next_at"})
    joined = marks.sort("cue_to").join_asof(
        ahead, left_on="cue_to", right_on="next_at", strategy="forward", suffix="_next"
    )
    gap = (pl.col("next_at") - pl.col("cue_to")).clip(0, 60)
    between = pl.col("before").str.tail(gap).str.replace_all(ESCAPE, "", literal=True)
    close = (gap <= 16) & between.str.contains(rf"^ (?:(?:{scene.words['before_amount']}) )*$")
    behind = scene.money.select("n", "to").sort("to").rename({"n": "last_n", "to": "last_to"})
    joined = joined.sort("cue_at").join_asof(behind, left_on="cue_at", right_on="last_to")
    beside = (pl.col("cue_at") - pl.col("last_to")) == 1
    return joined.with_columns(taken_by=pl.when(beside).then("last_n").when(close).then("next_n")).drop(
        "next_n", "next_at", "before", "last_n", "last_to"
    )


def _in_sentence(money: pl.LazyFrame, marks: pl.LazyFrame, scene: Scene) -> pl.LazyFrame:
    """Cues of the amount's own sentence, scored by where they stand."""
    pairs = _placed(money, marks, scene)
    leads, near, between = pl.col("leads"), pl.col("amounts") == 0, pl.col("between")
    words = scene.words
    grammar = rf"[,.;:()]|(?:^|[^a-z])(?:{words['not_in_compound']})(?:[^a-z]|$)"
    on_the_way = rf"^ (?:(?:{words['before_amount']}|[0-9.]+ ?(?:%|per ?cent),?) )*$"
    compound = ~leads & near & (pl.col("gap") <= 32) & ~between.str.contains(grammar)
    partitive = ~leads & near & between.str.contains(_PARTITIVE)
    straight = leads & near & between.str.contains(on_the_way)
    fair = leads & near & (pl.col("gap") <= 30) & ~between.str.contains(_LOOSENED)
    wrong = ((pl.col("side") == "before") & ~leads) | ((pl.col("side") == "after") & leads)
    beside = straight | (~leads & (pl.col("gap") <= 14) & ~between.str.contains(r"[,;()]"))
    allowed = _has_its_need() & (~pl.col("adjacent") | (beside & ~wrong))
    special = pl.col("needs").is_in(
        ["name", "share", "adjective", "for", "for_name", "worth_of", "backers", "person", "someone", "object", "unnamed", "for_stake", "paid_name", "taxes", "goods", "rate", "court", "part_for", "to_pay"]
    ).fill_null(False)
    scored = pairs.filter(allowed).with_columns(
        score=pl.col("strength") * POINTS
        - pl.col("gap") * PER_CHARACTER
        - (pl.col("cue_depth") - pl.col("depth")).abs() * PER_BREAK
        - pl.col("amounts") * PER_AMOUNT
        - pl.when(wrong).then(WRONG_SIDE).otherwise(0.0)
        + pl.when(compound)
        .then(COMPOUND)
        .when(partitive)
        .then(PARTITIVE)
        .when(straight)
        .then(STRAIGHT)
        .when(fair)
        .then(FAIR)
        .when(~leads)
        .then(-LOOSE)
        .otherwise(0.0)
        + pl.when(special).then(SPECIAL).otherwise(0.0)
        - pl.when(pl.col("taken_by") != pl.col("n")).then(TAKEN).otherwise(0.0)
        - _misfit()
    )
    scored = scored.filter(pl.col("score") >= ENOUGH)
    bare = (
        straight
        & (pl.col("subject").list.first() == "object")
        & ~pl.col("subject").list.contains("to")
        & (pl.col("counterparty").list.first() == "agent")
    )  # `Acme fined $5m`: what the verb is done to stands before it
    return scored.with_columns(
        subject=pl.when(bare).then(pl.lit(["agent", "owner"], dtype=pl.List(pl.String))).otherwise("subject"),
        counterparty=pl.when(bare)
        .then(pl.lit(["by", "to"], dtype=pl.List(pl.String)))
        .otherwise("counterparty"),
    ).select(*_PAIR, *_PLACE, "score")


def _placed(money: pl.LazyFrame, marks: pl.LazyFrame, scene: Scene) -> pl.LazyFrame:
    """Pairs of an amount and a cue of its sentence: `leads` (the cue comes first), `gap`, `amounts` and the
    text
    `between`, and `name_at`, the next name after the cue.
    """
    firms = scene.entities.filter(pl.col("entity_type") != "place")
    names = firms.select(name_at="at", name_kind="entity_type").sort("name_at")
    following = firms.select(next_at="at", next_kind="entity_type").sort("next_at")
    money = money.sort("to").join_asof(following, left_on="to", right_on="next_at", strategy="forward")
    named = marks.sort("cue_to").join_asof(names, left_on="cue_to", right_on="name_at", strategy="forward")
    someone = pl.concat(
        [
            scene.entities.select(last_to="to", last_kind="entity_type"),
            scene.cues.filter((pl.col("kind") == "nominals") & (pl.col("value") == "person")).select(
                last_to="to", last_kind=pl.lit("person")
            ),
        ]
    ).sort("last_to")
    named = named.sort("cue_at").join_asof(someone, left_on="cue_at", right_on="last_to")
    leads = pl.col("cue_to") <= pl.col("at")
    pairs = (
        money.join(named, on="reach")
        .filter(leads | (pl.col("cue_at") >= pl.col("to")))
        .with_columns(
            leads=leads,
            gap=pl.when(leads)
            .then(pl.col("at") - pl.col("cue_to"))
            .otherwise(pl.col("cue_at") - pl.col("to")),
            amounts=pl.when(leads)
            .then(pl.col("n") - pl.col("n_before") - 1)
            .otherwise(pl.col("n_before") - pl.col("n")),
        )
    )
    gap = pl.col("gap").clip(0, 60)
    between = pl.when("leads").then(pl.col("before").str.tail(gap)).otherwise(pl.col("after").str.head(gap))
    return pairs.with_columns(between=between.str.replace_all(ESCAPE, "", literal=True))


def context_metrics(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """For amounts that no cue of their sentence decides: the best cue of what stands around it. Columns: `n`,
    `metric`, `basis`, `rule_id`, `negative`. The line that leads a list in comes first, then the sentence
    before, then the title.
    """
    bare = claims.lazy().filter(pl.col("metric").is_null() & ~pl.col("in_table"))
    money = bare.select("n", "window", "article_id", "size", sentence=pl.col("sentence_no").cast(pl.Int64))
    places = scene.windows.select(
        "article_id", "window", "lead_no", place=pl.col("sentence_no").cast(pl.Int64)
    )
    own = money.join(places.select("window", "lead_no"), on="window", how="left")
    around = pl.concat(
        [
            own.select("n", "article_id", "size", place="lead_no", away=pl.lit(LEAD_IN)),
            own.select("n", "article_id", "size", place=pl.col("sentence") - 1, away=pl.lit(SENTENCE_BEFORE)),
            own.select("n", "article_id", "size", place=pl.lit(0, dtype=pl.Int64), away=pl.lit(TITLE)),
        ]
    ).drop_nulls("place")
    words = scene.cues.filter(
        (pl.col("kind") == "metric") & ~pl.col("adjacent") & pl.col("needs").is_null()
    ).select("window", "cue", "value", "basis", "strength", "small", "least", "negative", "at")
    pairs = around.join(places.select("article_id", "place", "window"), on=["article_id", "place"]).join(
        words, on="window"
    )
    scored = pairs.with_columns(score=pl.col("strength") * POINTS - pl.col("away") - _misfit())
    return (
        scored.filter(pl.col("score") >= ENOUGH)
        .with_columns(pl.col("score").round(3))
        .sort(["n", "score", "at"], descending=[False, True, True])
        .group_by("n", maintain_order=True)
        .agg(
            metric=pl.col("value").first(),
            basis=pl.col("basis").first(),
            rule_id=pl.col("cue").first(),
            negative=pl.col("negative").first(),
        )
    ).collect(engine="in-memory")


def _has_its_need() -> pl.Expr:
    """Whether a pair has what the cue's rule asks for beside it: a name, a share, an adjective of size."""
    share = pl.col("after").str.contains(_PER_SHARE) | (pl.col("per") == "share").fill_null(False)
    name = (pl.col("name_at") - pl.col("cue_to")).is_between(0, 6)
    adjective = pl.col("surface").str.contains("(?i)-(?:dollar|euro|pound|yen|rupee)$")
    return (
        pl.when(pl.col("needs") == "name")
        .then(name)
        .when(pl.col("needs") == "for")
        .then(
            (pl.col("name_at") - pl.col("cue_to")).is_between(0, 30)
            & (pl.col("name_at") < pl.col("at"))
            & pl.col("name_kind").is_in(["company", "person", "organization"])
            & pl.col("before").str.contains(_FOR)
            & ~pl.col("between").str.contains("^ (?:to|by|at|in|off|for) ")
        )
        .when(pl.col("needs") == "worth_of")
        .then(pl.col("after").str.contains(_HOLDINGS))
        .when(pl.col("needs") == "person")
        .then(
            (pl.col("name_at") - pl.col("cue_to")).is_between(0, 30) & (pl.col("name_kind") == "person")
        )
        .when(pl.col("needs") == "someone")
        .then(
            ((pl.col("cue_at") - pl.col("last_to")).is_between(0, 14) & (pl.col("last_kind") == "person"))
        )
        .when(pl.col("needs") == "object")
        .then(
            (pl.col("name_at") - pl.col("cue_to")).is_between(0, 30)
            & ~pl.col("between")
            .str.head((pl.col("name_at") - pl.col("cue_to")).clip(0, 60))
            .str.contains(" (?:to|by|for|from|with) ")
        )
        .when(pl.col("needs") == "unnamed")
        .then(
            pl.col("between").str.contains(r"^ (?:its|their|the|an?|some|half|most|part|his|her|all|[0-9])")
            & pl.col("before").str.contains(_FOR)
        )
        .when(pl.col("needs") == "paid_name")
        .then(
            (pl.col("name_at") - pl.col("cue_to")).is_between(0, 30)
            & (pl.col("name_at") < pl.col("at"))
            & (pl.col("gap") < 60)
            & pl.col("after").str.contains(r"^ (?:a year |in cash )?(?:for|to) [a-z0-9]")
        )
        .when(pl.col("needs") == "part_for")
        .then(
            pl.col("between").str.contains(r"[0-9] ?%|per ?cent of|stake|holding|shareholding|interest in")
            & pl.col("before").str.contains(_FOR)
            & (pl.col("gap") < 110)
        )
        .when(pl.col("needs") == "goods")
        .then(
            pl.col("after").str.contains(r"^ (?:worth )?of [a-z]")
            & ~pl.col("after").str.contains(_HOLDINGS)
        )
        .when(pl.col("needs") == "rate")
        .then(pl.col("after").str.contains(_RATE) & (pl.col("gap") < 60))
        .when(pl.col("needs") == "to_pay")
        .then(pl.col("between").str.contains(r" to (?:pay|repay|hand over|compensate|refund) "))
        .when(pl.col("needs") == "court")
        .then(pl.col("before").str.contains(_COURT))
        .when(pl.col("needs") == "taxes")
        .then(pl.col("after").str.contains(r"^ (?:a year |last year )?(?:in|of|from) (?:[a-z-]+ ){0,2}(?:tax|dut|levies|tolls|fines|royalt|tariff|fees)"))
        .when(pl.col("needs") == "for_stake")
        .then(pl.col("after").str.contains(_STAKE))
        .when(pl.col("needs") == "bare")
        .then(~pl.col("between").str.contains("[0-9]"))
        .when(pl.col("needs") == "backers")
        .then(pl.col("after").str.contains("led by|investors|backers|venture|from a group|shareholders"))
        .when(pl.col("needs") == "for_name")
        .then(
            pl.col("after").str.contains(r"^ (?:a share |in cash )?for ")
            & ~pl.col("after").str.contains("stake|holding|per ?cent of|% of")
            & (
                ~pl.col("after")
                .str.head((pl.col("next_at") - pl.col("to")).clip(0, 60))
                .str.contains(r"[.;]|, [a-z]")
                | pl.col("after").str.contains(_FIRM)
            )
            & (pl.col("next_at") - pl.col("to")).is_between(0, 45)
            & pl.col("next_kind").is_in(["company", "person", "organization"])
        )
        .when(pl.col("needs") == "share")
        .then(share)
        .when(pl.col("needs") == "large")
        .then(pl.col("size") >= LARGE)
        .when(pl.col("needs") == "adjective")
        .then(adjective)
        .otherwise(True)
        .fill_null(False)
    )


def _misfit() -> pl.Expr:
    """Points off where the amount is of another order than the metric's amounts are."""
    amount = pl.col("size")
    return (
        pl.when(pl.col("small") & (amount >= 1e6))
        .then(60.0)
        .when(pl.col("small") & (amount >= 1e5))
        .then(15.0)
        .when(amount < pl.col("least"))
        .then(22.0)
        .otherwise(0.0)
    )


def _basis(claims: pl.LazyFrame, candidates: pl.LazyFrame) -> pl.LazyFrame:
    """A narrower basis that another cue of the same metric gives, and the one that `per` gives."""
    other = (
        candidates.filter(
            pl.col("basis").is_not_null() & (pl.col("basis") != "period") & (pl.col("score") > 20)
        )
        .with_columns(pl.col("score").round(3))
        .sort(["n", "score", "cue_at"], descending=[False, True, False])
        .group_by("n", "value", maintain_order=True)
        .agg(other=pl.col("basis").first())
    )
    joined = claims.join(
        other, left_on=["n", "metric"], right_on=["n", "value"], how="left", maintain_order="left"
    )
    open_ = (pl.col("basis").is_null() | (pl.col("basis") == "period")) & pl.col("other").is_not_null()
    share = (pl.col("per") == "share") & pl.col("metric").is_in(["profit", "price", "acquisition"])
    return joined.with_columns(
        basis=pl.when(share).then(pl.lit("per_share")).when(open_).then("other").otherwise("basis")
    ).drop("other")
