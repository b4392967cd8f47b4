"""Readings carried over: figures that refer back, repeats of an amount, the deal that an article is on, and
its topic as the last resort.
"""

import polars as pl

from etl.interpret.claims.carried.around import context_metrics, told_last
from etl.interpret.claims.carried.backers import read_backers
from etl.interpret.claims.carried.chains import (
    METRIC,
    WEAK,
    follow_conversions,
    follow_forecasts,
    follow_series,
)
from etl.interpret.claims.carried.deals import name_told_deals, name_valued
from etl.interpret.claims.carried.kinds import settle_kinds
from etl.interpret.claims.carried.resorts import (
    name_markets,
    read_among_others,
    read_by_the_rest,
    weigh_by_time,
)
from etl.interpret.claims.carried.transfers import name_transfers
from etl.interpret.claims.metric.retold import read_as
from etl.interpret.claims.parties.settled import SURE
from etl.interpret.claims.scene import Scene
from etl.interpret.claims.time import carry_times

NEAR = 2
"""How many sentences back a figure may refer to."""
BY_THE_PIECE = 20_000
"""Below this an amount is of one share or one thing: it goes on with another such, not with a total."""

ALIKE = 10.0
"""Amounts that differ by less may be of the same thing, on whichever side of `BY_THE_PIECE` they are."""

_ROUNDING = 0.05
"""By what part an amount may differ from one that it rounds: a headline's `$25bn deal` is one of $25.4bn."""

_CHANGES = ["other.change", "other.difference", "other.more_than"]
"""Rules of amounts by which another differs: none leans on them."""
_VALUE = ("article_id", "amount_min", "amount_max", "currency")
_FIGURES = ["profit", "valuation", "market_size"]
"""What is never handed over: no part of it is received, paid or used."""
_HANDED = (
    r"(?:^|[^a-z])(?:receives?|received|receiving|gets?|got|pays?|paid|paying|uses?|used|using|spends?|spent|lends?|"
    r"lent|gives?|gave|given|owes?|owed|overcharg[a-z]+|defraud[a-z]*|cheat[a-z]*|donat[a-z]+|handed|repaid)"
    r"(?: (?:[a-z'’-]+ ){0,3}by)?(?: [a-z'’-]+){0,3} $"
)
_HANDED_OVER = read_as("other.handed_over") | {"negative": pl.lit(False)}
_HAD_IN_CASH = r"(?:^|[^a-z])(?:has|had|have|with|holds|held|holding)(?:[^a-z][^.;]*)? $"
_IN_CASH = "^ in (?:cash|liquidity|reserves|the bank)(?:[^a-z]|$)"
_CLEARER = 30.0
_CLEAR = 48.0
"""Score from which a word of what a firm is worth says what `the $5bn deal` is, too."""
VAGUE = 40.0
"""Below this score an amount takes the reading of the same amount where that is clearer by `_CLEARER`."""
_IN_HEADLINE = "(?:^| )in (?:an? )?$"
"""`Acme in $5bn listing`: a headline has no verb."""
_DEFINITE = r"(?:^|[^a-z])(?:the|its|their|that|this|his|her|those|a|an|[a-z.]+'s?) $|^$"
_SOUGHT = ("funding", "valuation", "acquisition", "investment", "spending", "fund_size")


def carry_over(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with every field filled but the subject, which may be null."""
    told = claims.lazy().sort("n").with_columns(has_cue=pl.col("metric").is_not_null() & ~pl.col("gapped"))
    told = follow_forecasts(told, scene.words)
    claims = follow_conversions(
        follow_series(follow_conversions(settle_kinds(told, scene.words)).collect(engine="in-memory").lazy())
    ).collect(engine="in-memory")
    claims = _filled(claims, told_last(scene, claims))
    claims = _restated(_references(scene, claims))
    claims = _same_value(scene, _bought(claims))
    claims = read_backers(_context(scene, claims))
    claims = name_markets(scene, read_among_others(scene, claims))
    claims = name_transfers(scene, name_told_deals(scene, name_valued(scene, claims)))
    claims = follow_conversions(_targets(_same_deal(scene, claims.lazy()))).collect(engine="in-memory")
    claims = carry_times(scene, claims.lazy()).collect(engine="in-memory")
    return (
        weigh_by_time(read_by_the_rest(claims.lazy()))
        .with_columns(
            metric=pl.col("metric").fill_null("other"),
            rule_id=pl.col("rule_id").fill_null("other.default"),
            modality=pl.col("modality").fill_null("actual"),
            evidence=pl.col("evidence").fill_null("stated"),
        )
        .collect(engine="in-memory")
    )


def _context(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """Amounts still without a metric take that of the words around their sentence."""
    return _filled(claims, context_metrics(scene, claims))


def _filled(claims: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The claims, those without a metric with what was found for them."""
    told = claims.lazy().join(found.lazy(), on="n", how="left", suffix="_around", maintain_order="left")
    return (
        told.with_columns(
            pl.when(pl.col("metric").is_null()).then(f"{name}_around").otherwise(name).alias(name)
            for name in METRIC
        )
        .drop([f"{name}_around" for name in METRIC])
        .collect(engine="in-memory")
    )


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
    names = (*METRIC, "sentence_no", "subject_ids", "segment_no")
    sentence = pl.col("sentence_no").cast(pl.Int64)
    last = pl.when(known).then("row").forward_fill().shift(1)
    told = told.with_columns(row=pl.int_range(pl.len()), unit=pl.col("size") < BY_THE_PIECE)
    by_piece = pl.col("unit") & (pl.col("metric") == "price").fill_null(False)
    total = pl.when(known & ~by_piece).then("row").forward_fill().shift(1)
    told = told.with_columns(last=total.over("article_id"), alike=last.over("article_id", "unit"))
    told = told.with_columns(
        last=pl.when(sentence - sentence.gather(pl.col("alike")) <= NEAR)
        .then("alike")
        .when(~pl.col("unit") | (pl.col("size").gather(pl.col("last")) < pl.col("size") * ALIKE))
        .then("last")
    )
    carried = [f"last_{name}" for name in names]
    told = told.with_columns(pl.col(name).gather(pl.col("last")).alias(f"last_{name}") for name in names)
    near = (pl.col("sentence_no").cast(pl.Int64) - pl.col("last_sentence_no").cast(pl.Int64)) <= NEAR
    same = pl.col("segment_no") == pl.col("last_segment_no")
    granted = (pl.col("rule_id") == "other.worth_of") & (pl.col("last_metric") == "pay")
    takes = (
        (pl.col("metric").is_null() | granted.fill_null(False))
        & ~pl.col("in_table")
        & near
        & (same | pl.col("refers").fill_null(False))
    ).fill_null(False)
    handed = takes & ~pl.col("refers").fill_null(False) & _is_handed_over()
    return (
        told.with_columns(handed=handed, takes=takes)
        .with_columns(
            pl.when("handed").then(said).when("takes").then(f"last_{name}").otherwise(name).alias(name)
            for name, said in _HANDED_OVER.items()
        )
        .with_columns(
            subject_ids=pl.when(pl.col("gapped"))
            .then(pl.coalesce("subject_ids", "last_subject_ids"))
            .otherwise("subject_ids")
        )
        .drop(*carried, "takes", "handed", "refers", "row", "last", "alike", "unit")
        .collect(engine="in-memory")
    )


def _is_handed_over() -> pl.Expr:
    """Whether an amount has a verb of its own by which money changes hands, or is held in cash, so that it
    is no figure like the profit or the worth told of before.
    """
    before, after = pl.col("before"), pl.col("after")
    own = before.str.contains(_HANDED) | (before.str.contains(_HAD_IN_CASH) & after.str.contains(_IN_CASH))
    got = before.str.contains(_HANDED) & after.str.contains("^ from [a-z]")
    figure = pl.col("last_metric").is_in(_FIGURES)
    return ((own & figure) | (got & (pl.col("last_metric") == "penalty"))).fill_null(False)


def _restated(claims: pl.DataFrame) -> pl.DataFrame:
    """The claims, those by the share that restate a profit which was only referred to: `it had been $5m, or 9
    cents a share`.
    """
    share = (pl.col("rule_id") == "price.per_share") & (pl.col("link") == "series")
    restates = (share & (pl.col("metric").shift(1) == "profit")).fill_null(False)
    read = read_as("profit.per_share", "per_share") | {
        name: pl.col(name).shift(1) for name in ("negative", "subject_ids")
    }
    return claims.with_columns(
        pl.when(restates).then(said).otherwise(name).alias(name) for name, said in read.items()
    )


def _bought(claims: pl.DataFrame) -> pl.DataFrame:
    """The claims, those of a `deal` of which that word alone speaks as of the takeover that the article tells
    of with the same amount, or one that it rounds; or of what a firm is worth, where that is the same amount.
    """
    deals = claims.lazy().filter(pl.col("rule_id") == "contract.deal")
    prices = claims.lazy().filter((pl.col("metric") == "acquisition") & pl.col("basis").is_null())
    worth = claims.lazy().filter((pl.col("metric") == "valuation") & (pl.col("score") >= _CLEAR))
    apart = (pl.col("size_bid") / pl.col("size") - 1).abs()
    bought = (
        deals.select("n", "article_id", "currency", "size")
        .sort("size")
        .join_asof(
            prices.select("article_id", "currency", size="size", size_bid="size").sort("size"),
            on="size",
            by=["article_id", "currency"],
            strategy="nearest",
            check_sortedness=False,
        )
        .filter(apart <= _ROUNDING)
        .select("n", **read_as("acquisition.that_deal"))
    )
    valued = deals.join(worth, on=_VALUE, how="semi").join(bought, on="n", how="anti")
    valued = valued.select("n", **read_as("valuation.that_deal"))
    return claims.lazy().update(pl.concat([bought, valued]), on="n").collect(engine="in-memory")


def _same_value(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The same amount elsewhere in the article: an amount without a cue takes its metric; where its own
    grounds for a subject are much weaker, that too.
    """
    known = pl.when(pl.col("metric").is_not_null()).then(pl.struct(METRIC))
    reading = pl.coalesce(known, known.forward_fill().over(_VALUE), known.backward_fill().over(_VALUE))
    filled = (
        claims.lazy()
        .with_columns(reading.struct.field(name) for name in METRIC)
        .collect(engine="in-memory")
        .lazy()
    )
    clearest = (
        filled.filter(
            ~pl.col("in_table") & pl.col("score").is_not_null() & ~pl.col("rule_id").is_in(_CHANGES)
        )
        .with_columns(pl.col("score").round(3))
        .sort(["score", "n"], descending=[True, False])
        .group_by(_VALUE, maintain_order=True)
        .agg(pl.col(name).first().alias(f"clear_{name}") for name in (*METRIC, "score"))
    )
    filled = filled.join(clearest, on=_VALUE, how="left", maintain_order="left")
    own = pl.col("score").is_not_null() | (pl.col("rule_id").is_null())
    vague = (pl.col("score").fill_null(0.0) < VAGUE) & ~pl.col("in_table") & own
    vague = vague & (pl.col("score").fill_null(0.0) + _CLEARER < pl.col("clear_score")).fill_null(False)
    filled = (
        filled.with_columns(
            pl.when(vague).then(f"clear_{name}").otherwise(name).alias(name) for name in METRIC
        )
        .drop([f"clear_{name}" for name in (*METRIC, "score")])
        .collect(engine="in-memory")
        .lazy()
    )
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
    weak = pl.col("subject_score").fill_null(0.0) < WEAK
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
    deal = ((pl.col("metric") == "acquisition") & (pl.col("subject_score") >= 50) & central).fill_null(False)
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
    names_it = names_it | ((pl.col("sentence_no") == 0) & pl.col("before").str.contains(_IN_HEADLINE))
    weak = pl.col("modality").is_null() | pl.col("modality").is_in(["hypothetical", "projected"])
    takes = sought & names_it & weak & pl.col("metric").is_in(_SOUGHT) & ~pl.col("in_table")
    return claims.with_columns(modality=pl.when(takes).then(pl.lit("targeted")).otherwise("modality"))
