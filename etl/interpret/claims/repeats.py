"""Readings carried over: conversions, series, figures that refer back, repeats of an amount, and the
article's
topic as the last resort.
"""

import polars as pl

from etl.interpret.claims.metric import context_metrics
from etl.interpret.claims.resorts import SURE, center_subjects, name_markets, weigh_by_time
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
_VALUE = ("article_id", "amount_min", "amount_max", "currency")
NAMED = 90.0
"""Score of a subject that stands right beside its amount."""
_CLEARER = 30.0
_WEAK = 50.0
STRONG = 48.0
"""Score from which an amount's own cue holds against the amount that it is compared with."""
_DEFINITE = r"(?:^|[^a-z])(?:the|its|their|that|this|his|her|those|a|an|[a-z.]+'s?) $|^$"
_SOUGHT = ("funding", "valuation", "acquisition", "investment", "spending", "fund_size")


def carry_over(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with every field filled."""
    claims = claims.sort("n").with_columns(has_cue=pl.col("metric").is_not_null())
    claims = _conversions(_series(_deals(claims)))
    claims = _references(scene, claims)
    claims = _same_value(scene, claims)
    claims = _context(scene, claims)
    claims = name_markets(scene, claims)
    claims = _conversions(_targets(_same_deal(claims)))
    claims = weigh_by_time(center_subjects(scene, carry_times(claims)))
    return claims.with_columns(
        metric=pl.col("metric").fill_null("other"),
        rule_id=pl.col("rule_id").fill_null("other.default"),
        subject_ids=pl.coalesce("subject_ids", "center_ids"),
        modality=pl.col("modality").fill_null("actual"),
        evidence=pl.col("evidence").fill_null("stated"),
    )


def _conversions(claims: pl.DataFrame) -> pl.DataFrame:
    """The same sum in another currency takes the whole reading; a chain of two is followed."""
    conversion = (pl.col("link") == "conversion").fill_null(False)
    for _ in range(2):
        claims = claims.with_columns(
            pl.when(conversion).then(pl.col(name).shift(1)).otherwise(name).alias(name) for name in _ALL
        )
    return claims


def _deals(claims: pl.DataFrame) -> pl.DataFrame:
    """`The deal` in an article on a takeover is the takeover; money invested in nobody that is named (`in
    its own
    plants`) is spent.
    """
    takeover = ((pl.col("metric") == "acquisition") & (pl.col("score") >= STRONG)).any().over("article_id")
    deal = pl.col("rule_id").str.starts_with("contract.deal").fill_null(False) & takeover
    spent = (pl.col("rule_id") == "investment.verb") & pl.col("subject_ids").is_null()
    spent = spent & pl.col("after").str.contains(
        r"^ (?:in|into|on) (?:its|their|his|her|our|new|a|an|the|[a-z]+ing) "
    )
    return claims.with_columns(
        metric=pl.when(deal)
        .then(pl.lit("acquisition"))
        .when(spent)
        .then(pl.lit("spending"))
        .otherwise("metric"),
        basis=pl.when(spent).then(None).otherwise("basis"),
        subject_ids=pl.when(spent).then("counterparty_ids").otherwise("subject_ids"),
        counterparty_ids=pl.when(~spent).then("counterparty_ids"),
    )


def _series(claims: pl.DataFrame) -> pl.DataFrame:
    """Members of a series: an amount without a cue, or set against the one before without a strong one, takes
    the metric and parties of the one before; so does a price per share that restates a profit.
    """
    per_share = (pl.col("metric") == "price") & (pl.col("basis") == "per_share")
    follows = (
        (pl.col("link").is_in(["series", "contrast"]) & ~pl.col("has_cue"))
        | ((pl.col("link") == "contrast") & (pl.col("score") < STRONG))
    ).fill_null(False)
    restates = (pl.col("link").is_not_null() & per_share & (pl.col("metric").shift(1) == "profit")).fill_null(
        False
    )
    claims = claims.with_columns(
        metric=pl.when(restates).then(pl.lit("profit")).otherwise("metric"),
        negative=pl.when(restates).then(pl.col("negative").shift(1)).otherwise("negative"),
    )
    named = (pl.col("subject_score") >= NAMED).fill_null(False)
    for _ in range(4):
        known = follows & pl.col("metric").shift(1).is_not_null()
        claims = claims.with_columns(
            *(pl.when(known).then(pl.col(name).shift(1)).otherwise(name).alias(name) for name in _METRIC),
            *(
                pl.when(known & ~named)
                .then(pl.coalesce(pl.col(name).shift(1), name))
                .otherwise(name)
                .alias(name)
                for name in ("subject_ids", "counterparty_ids")
            ),
        )
    return claims


def _context(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """Amounts still without a metric take that of the words around their sentence."""
    found = context_metrics(scene, claims)
    claims = claims.join(found, on="n", how="left", suffix="_around", maintain_order="left")
    return claims.with_columns(
        pl.when(pl.col("metric").is_null()).then(f"{name}_around").otherwise(name).alias(name)
        for name in _METRIC
    ).drop(f"{name}_around" for name in _METRIC)


def _references(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """An amount whose sentence refers back to a figure takes metric and subject of the last one before it."""
    words = scene.cues.filter(pl.col("kind") == "anaphora").select(
        "reach", word_at="at", word_clause="clause"
    )
    refers = (
        claims.select("n", "reach", "at", "clause")
        .join(words, on="reach")
        .filter((pl.col("word_at") < pl.col("at")) & (pl.col("word_clause") == pl.col("clause")))
        .select("n", refers=pl.lit(True))
        .unique("n")
    )
    claims = claims.join(refers, on="n", how="left", maintain_order="left")
    known = pl.col("metric").is_not_null() & (pl.col("rule_id") != "other.change").fill_null(True)
    carried = {
        name: pl.when(known).then(name).forward_fill().shift(1).over("article_id").alias(f"last_{name}")
        for name in (*_METRIC, "sentence_no", "subject_ids", "segment_no")
    }
    claims = claims.with_columns(carried.values())
    near = (pl.col("sentence_no").cast(pl.Int64) - pl.col("last_sentence_no").cast(pl.Int64)) <= NEAR
    same = pl.col("segment_no") == pl.col("last_segment_no")
    takes = (
        pl.col("metric").is_null() & ~pl.col("in_table") & near & (same | pl.col("refers").fill_null(False))
    ).fill_null(False)
    return (
        claims.with_columns(
            pl.when(takes).then(f"last_{name}").otherwise(name).alias(name) for name in _METRIC
        )
        .with_columns(
            subject_ids=pl.when(takes)
            .then(pl.coalesce("subject_ids", "last_subject_ids"))
            .otherwise("subject_ids")
        )
        .drop([f"last_{name}" for name in carried] + ["refers"])
    )


def _same_value(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The same amount elsewhere in the article: an amount without a cue takes its metric; where its own
    grounds
    for a subject are much weaker, that too.
    """
    filled = claims.with_columns(
        pl.coalesce(
            name, pl.col(name).forward_fill().over(_VALUE), pl.col(name).backward_fill().over(_VALUE)
        ).alias(name)
        for name in _METRIC
    )
    clearest = (
        filled.filter(~pl.col("in_table") & pl.col("score").is_not_null())
        .with_columns(pl.col("score").round(3))
        .sort(["score", "n"], descending=[True, False])
        .group_by(_VALUE, maintain_order=True)
        .agg(pl.col(name).first().alias(f"clear_{name}") for name in (*_METRIC, "score"))
    )
    filled = filled.join(clearest, on=_VALUE, how="left", maintain_order="left")
    vague = (pl.col("score").fill_null(0.0) + _CLEARER < pl.col("clear_score")).fill_null(False) & ~pl.col(
        "in_table"
    )
    filled = filled.with_columns(
        pl.when(vague).then(f"clear_{name}").otherwise(name).alias(name) for name in _METRIC
    ).drop(f"clear_{name}" for name in (*_METRIC, "score"))
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
    )


def _same_deal(claims: pl.DataFrame) -> pl.DataFrame:
    """A takeover price whose sentence names neither side is of the deal last spoken of, else of the next."""
    deal = (pl.col("metric") == "acquisition") & (pl.col("subject_score") >= 50).fill_null(False)
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
    ).drop("deal_subject_ids", "deal_counterparty_ids")


def _targets(claims: pl.DataFrame) -> pl.DataFrame:
    """A sum that is sought keeps that modality where the text only names it again (`the $50B round`)."""
    sought = (pl.col("modality") == "targeted").any().over(*_VALUE, "metric")
    names_it = pl.col("before").str.tail(14).str.contains(_DEFINITE)
    weak = pl.col("modality").is_null() | pl.col("modality").is_in(["hypothetical", "projected"])
    takes = sought & names_it & weak & pl.col("metric").is_in(_SOUGHT) & ~pl.col("in_table")
    return claims.with_columns(modality=pl.when(takes).then(pl.lit("targeted")).otherwise("modality"))
