"""Readings carried over: conversions, series, figures that refer back, repeats of an amount, and the
article's
topic as the last resort.
"""

import polars as pl

from etl.interpret.claims.metric import context_metrics
from etl.interpret.claims.resorts import (
    SURE,
    center_subjects,
    name_markets,
    settle_roles,
    weigh_by_time,
)
from etl.interpret.claims.scene import Scene
from etl.interpret.claims.time import carry_times

NEAR = 2
"""How many sentences back a figure may refer to."""

_METRIC = ("metric", "basis", "rule_id", "negative")
_ALL = (
    *_METRIC,
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
_WORKS = (
    "(?:bridge|tunnel|road|railway|line|arena|stadium|tower|plant|dam|project|scheme|terminal|airport|hospital|school|"
    "reactor|pipeline|port|campus|museum)[^a-z]"
)
_SOLD = r"(?:sold|bought|went)(?: at auction)? for(?: [a-z]+){0,3} $"
_CHANGES = ["other.change", "other.difference", "other.more_than"]
"""Rules of amounts by which another differs: none leans on them."""
_VALUE = ("article_id", "amount_min", "amount_max", "currency")
LOCAL = 60.0
"""Score of a subject that an amount of a series has for itself, on its own side of the amount before."""
NAMED = 90.0
"""Score of a subject that stands right beside its amount."""
_CLEARER = 30.0
VAGUE = 40.0
"""Below this score an amount takes the reading of the same amount where that is clearer by `_CLEARER`."""
_WEAK = 50.0
STRONG = 48.0
"""Score from which an amount's own cue holds against the amount that it is compared with."""
_DEFINITE = r"(?:^|[^a-z])(?:the|its|their|that|this|his|her|those|a|an|[a-z.]+'s?) $|^$"
_SOUGHT = ("funding", "valuation", "acquisition", "investment", "spending", "fund_size")


def carry_over(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with every field filled."""
    told = claims.lazy().sort("n").with_columns(has_cue=pl.col("metric").is_not_null() & ~pl.col("gapped"))
    claims = _conversions(_series(_conversions(_deals(told)).collect(engine="in-memory").lazy())).collect(engine="in-memory")
    claims = _references(scene, claims)
    claims = _same_value(scene, claims)
    claims = _context(scene, claims)
    claims = name_markets(scene, claims)
    claims = _conversions(_targets(_same_deal(scene, claims.lazy()))).collect(engine="in-memory")
    claims = carry_times(claims.lazy()).collect(engine="in-memory")
    return weigh_by_time(settle_roles(center_subjects(scene, claims.lazy()).collect(engine="in-memory").lazy())).with_columns(
        metric=pl.col("metric").fill_null("other"),
        rule_id=pl.col("rule_id").fill_null("other.default"),
        subject_ids=pl.coalesce("subject_ids", "center_ids"),
        modality=pl.col("modality").fill_null("actual"),
        evidence=pl.col("evidence").fill_null("stated"),
    ).collect(engine="in-memory")


def _conversions(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The same sum in another currency takes the whole reading; a chain of two is followed."""
    conversion = (pl.col("link") == "conversion").fill_null(False)
    for _ in range(2):
        claims = claims.with_columns(
            pl.when(conversion).then(pl.col(name).shift(1)).otherwise(name).alias(name) for name in _ALL
        )
    return claims


def _deals(claims: pl.LazyFrame) -> pl.LazyFrame:
    """Money invested in nobody that is named (`in its own plants`) is spent; what a person earns is pay; a
    state has no losses and raises no rounds; a great price of no firm is that of a project.
    """
    earned = (
        pl.col("rule_id").is_in(["profit.verb", "other.worth_of"]) & (pl.col("subject_kind") == "person") & ~pl.col("negative")
    ).fill_null(False)
    state = pl.col("subject_kind").is_in(["place", "government"]) & (pl.col("subject_score") >= _WEAK)
    short = (state & pl.col("rule_id").is_in(["profit.noun", "profit.loss"])).fill_null(False)
    granted = (state & (pl.col("metric") == "funding")).fill_null(False)
    firm = pl.col("subject_kind").is_in(["company", "fund", "organization", "product", "media"])
    parted = (pl.col("rule_id") == "pay.severance").fill_null(False) & (
        pl.col("subject_kind") != "person"
    ).fill_null(True)
    thing = pl.col("rule_id").is_in(["acquisition.passive", "acquisition.sell"]).fill_null(False)
    thing = thing & pl.col("subject_ids").is_null() & pl.col("before").str.contains(_SOLD)
    project = (
        (pl.col("rule_id") == "valuation.price").fill_null(False)
        & ~firm.fill_null(False)
        & (state | pl.col("before").str.contains(_WORKS))
    )
    spent = (pl.col("rule_id") == "investment.verb") & pl.col("subject_ids").is_null()
    spent = spent & pl.col("after").str.contains(
        r"^ (?:in|into|on) [a-z0-9]"
    ) & ~pl.col("after").str.contains(
        r"^ (?:in|into|on) (?:[a-z-]+ ){0,3}(?:company|companies|firms?|start-?ups?|businesses|funds?|shares|stock|rounds?|rivals?|makers?|labs?)"
    )
    return claims.with_columns(
        metric=pl.when(earned)
        .then(pl.lit("pay"))
        .when(thing)
        .then(pl.lit("price"))
        .when(short)
        .then(pl.lit("other"))
        .when(granted | project | parted)
        .then(pl.lit("spending"))
.when(spent).then(pl.lit("spending")).otherwise("metric"),
        negative=pl.col("negative") & ~short,
        basis=pl.when(spent | earned | short | granted).then(None).otherwise("basis"),
        subject_ids=pl.when(spent).then("counterparty_ids").otherwise("subject_ids"),
        counterparty_ids=pl.when(~spent).then("counterparty_ids"),
    )


def _series(claims: pl.LazyFrame) -> pl.LazyFrame:
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
    follows = (
        (pl.col("link").is_in(["series", "contrast"]) & ~pl.col("has_cue"))
        | pl.col("gapped")
        | ((pl.col("link") == "contrast") & (pl.col("score") < STRONG))
    ).fill_null(False)
    after = pl.col("subject_at") >= pl.col("to").shift(1)
    named = (
        pl.when(pl.col("link") == "contrast")
        .then((pl.col("subject_score") >= NAMED) & after & pl.col("owned"))
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
            (pl.col("subject_score").fill_null(0.0) < _WEAK)
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
    # What restates a profit is one; what follows it follows the profit.
    first = pl.col("metric").gather(pl.col("root"))
    restates = pl.col("linked") & (first.gather(pl.col("lead")) == "profit").fill_null(False)
    claims = claims.with_columns(restates=restates)
    metric = pl.when("restates").then(pl.lit("profit")).otherwise("metric").gather(pl.col("root"))
    known = pl.col("follows") & metric.is_not_null() & ~pl.col("restates")
    claims = claims.with_columns(new_metric=metric, known=known).with_columns(
        whose=pl.when((pl.col("known") & ~pl.col("is_named")) | pl.col("restates"))
        .then("lead")
        .otherwise("row")
    )
    claims = _rooted(claims, "whose")
    subject, other = (pl.col(name).gather(pl.col("whose")) for name in ("subject_ids", "counterparty_ids"))
    sign = pl.col("negative").gather(pl.col("root"))
    return claims.with_columns(
        metric=pl.when("restates")
        .then(pl.lit("profit"))
        .when("known")
        .then("new_metric")
        .otherwise("metric"),
        negative=pl.when("restates").then(sign.gather(pl.col("lead"))).when("known").then(sign).otherwise("negative"),
        **{
            name: pl.when("known").then(pl.col(name).gather(pl.col("root"))).otherwise(name)
            for name in ("basis", "rule_id")
        },
        subject_ids=pl.when("restates").then(pl.coalesce(subject, "subject_ids")).otherwise(subject),
        counterparty_ids=pl.coalesce(other, "counterparty_ids"),
    ).drop(
        "row", "lead", "root", "follows", "linked", "is_named", "restates", "known", "new_metric", "whose", "owned"
    )


def _rooted(claims: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """The claims with a column of row numbers followed to its end: up to 16 steps."""
    for _ in range(4):
        claims = claims.with_columns(pl.col(name).gather(pl.col(name)))
    return claims


def _context(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """Amounts still without a metric take that of the words around their sentence."""
    found = context_metrics(scene, claims)
    told = claims.lazy().join(found.lazy(), on="n", how="left", suffix="_around", maintain_order="left")
    return told.with_columns(
        pl.when(pl.col("metric").is_null()).then(f"{name}_around").otherwise(name).alias(name)
        for name in _METRIC
    ).drop([f"{name}_around" for name in _METRIC]).collect(engine="in-memory")


def _references(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """An amount whose sentence refers back to a figure takes metric and subject of the last one before it."""
    words = scene.cues.filter(pl.col("kind") == "anaphora").select(
        "reach", word_at="at", word_clause="clause"
    )
    told = claims.lazy()
    refers = (
        told.select("n", "reach", "at", "clause")
        .join(words, on="reach")
        .filter((pl.col("word_at") < pl.col("at")) & (pl.col("word_clause") == pl.col("clause")))
        .select("n", refers=pl.lit(True))
        .unique("n")
    )
    told = told.join(refers, on="n", how="left", maintain_order="left")
    known = pl.col("metric").is_not_null() & ~pl.col("rule_id").is_in(_CHANGES).fill_null(False)
    names = (*_METRIC, "sentence_no", "subject_ids", "segment_no")
    carried = {
        name: pl.when(known)
        .then(pl.struct(name))
        .forward_fill()
        .shift(1)
        .over("article_id")
        .struct.field(name)
        .alias(f"last_{name}")
        for name in names
    }
    told = told.with_columns(carried.values())
    near = (pl.col("sentence_no").cast(pl.Int64) - pl.col("last_sentence_no").cast(pl.Int64)) <= NEAR
    same = pl.col("segment_no") == pl.col("last_segment_no")
    granted = (pl.col("rule_id") == "other.worth_of") & (pl.col("last_metric") == "pay")
    takes = (
        (pl.col("metric").is_null() | granted.fill_null(False)) & ~pl.col("in_table") & near & (same | pl.col("refers").fill_null(False))
    ).fill_null(False)
    return (
        told.with_columns(
            pl.when(takes).then(f"last_{name}").otherwise(name).alias(name) for name in _METRIC
        )
        .with_columns(
            subject_ids=pl.when(takes | pl.col("gapped"))
            .then(pl.coalesce("subject_ids", "last_subject_ids"))
            .otherwise("subject_ids")
        )
        .drop([f"last_{name}" for name in carried] + ["refers"])
        .collect(engine="in-memory")
    )


def _same_value(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The same amount elsewhere in the article: an amount without a cue takes its metric; where its own
    grounds
    for a subject are much weaker, that too.
    """
    known = pl.when(pl.col("metric").is_not_null()).then(pl.struct(_METRIC))
    reading = pl.coalesce(known, known.forward_fill().over(_VALUE), known.backward_fill().over(_VALUE))
    filled = claims.lazy().with_columns(reading.struct.field(name) for name in _METRIC).collect(engine="in-memory").lazy()
    clearest = (
        filled.filter(
            ~pl.col("in_table") & pl.col("score").is_not_null() & ~pl.col("rule_id").is_in(_CHANGES)
        )
        .with_columns(pl.col("score").round(3))
        .sort(["score", "n"], descending=[True, False])
        .group_by(_VALUE, maintain_order=True)
        .agg(pl.col(name).first().alias(f"clear_{name}") for name in (*_METRIC, "score"))
    )
    filled = filled.join(clearest, on=_VALUE, how="left", maintain_order="left")
    vague = (pl.col("score").fill_null(0.0) < VAGUE) & ~pl.col("in_table")
    vague = vague & (pl.col("score").fill_null(0.0) + _CLEARER < pl.col("clear_score")).fill_null(False)
    filled = filled.with_columns(
        pl.when(vague).then(f"clear_{name}").otherwise(name).alias(name) for name in _METRIC
    ).drop([f"clear_{name}" for name in (*_METRIC, "score")]).collect(engine="in-memory").lazy()
    sure = filled.filter((pl.col("subject_score") >= SURE) & (pl.col("metric") != "market_size"))
    topics = scene.topics.select("article_id", "topic").unique("article_id")
    sure = sure.join(topics, on="article_id", how="left").with_columns(
        on_topic=pl.col("topic").is_in(pl.col("subject_ids"))
    )
    agreed = (
        sure.group_by(*_VALUE, "metric", "subject_ids", maintain_order=True)
        .agg(count=pl.len(), first=pl.col("n").min(), on_topic=pl.col("on_topic").first())
        .sort("count", "on_topic", "first", descending=[True, True, False])
        .group_by(*_VALUE, "metric", maintain_order=True)
        .agg(agreed_ids=pl.col("subject_ids").first(), agreed=pl.col("count").first())
    )
    weak = pl.col("subject_score").fill_null(0.0) < _WEAK
    return (
        filled.join(agreed, on=[*_VALUE, "metric"], how="left", maintain_order="left")
        .with_columns(
            subject_ids=pl.when(weak & pl.col("agreed_ids").is_not_null() & ~pl.col("in_table"))
            .then("agreed_ids")
            .otherwise("subject_ids")
        )
        .drop("agreed_ids", "agreed")
        .collect(engine="in-memory")
    )


def _same_deal(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """A takeover price whose sentence names neither side is of the deal last spoken of, else of the next, if
    that is of one of the two that the article turns on.
    """
    topics = scene.topics.select("article_id", deal_topic="topic", deal_second="second").unique("article_id")
    claims = claims.join(topics, on="article_id", how="left", maintain_order="left")
    whose = pl.col("subject_ids")
    central = whose.list.contains(pl.col("deal_topic")) | whose.list.contains(pl.col("deal_second"))
    deal = (
        (pl.col("metric") == "acquisition") & (pl.col("subject_score") >= 50) & central
    ).fill_null(False)
    last = [pl.when(deal).then(name).alias(f"deal_{name}") for name in ("subject_ids", "counterparty_ids")]
    claims = claims.with_columns(last).with_columns(
        pl.coalesce(
            pl.col(name).forward_fill().over("article_id"), pl.col(name).backward_fill().over("article_id")
        )
        for name in ("deal_subject_ids", "deal_counterparty_ids")
    )
    bare = (pl.col("metric") == "acquisition") & pl.col("subject_ids").is_null()
    return claims.with_columns(
        subject_ids=pl.when(bare).then("deal_subject_ids").otherwise("subject_ids"),
        counterparty_ids=pl.when(bare)
        .then(pl.coalesce("counterparty_ids", "deal_counterparty_ids"))
        .otherwise("counterparty_ids"),
    ).drop("deal_subject_ids", "deal_counterparty_ids", "deal_topic", "deal_second")


def _targets(claims: pl.LazyFrame) -> pl.LazyFrame:
    """A sum that is sought keeps that modality where the text only names it again (`the $50B round`)."""
    sought = (pl.col("modality") == "targeted").any().over(*_VALUE, "metric")
    names_it = pl.col("before").str.tail(14).str.contains(_DEFINITE)
    weak = pl.col("modality").is_null() | pl.col("modality").is_in(["hypothetical", "projected"])
    takes = sought & names_it & weak & pl.col("metric").is_in(_SOUGHT) & ~pl.col("in_table")
    return claims.with_columns(modality=pl.when(takes).then(pl.lit("targeted")).otherwise("modality"))
