"""Last resorts: the subject where no name of the sentence is one, a market's name, what the time alone
says.
"""

import polars as pl

from etl.interpret.claims.markets import market_ids
from etl.interpret.claims.nominals import centers
from etl.interpret.claims.scene import Scene

SURE = 60.0
"""Score from which a subject counts when readings are compared."""
VOICE = 60.0
"""Score from which a name in the sentence on a market's size is whose figure it is."""


def center_subjects(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims with `center_ids`, the subject where no name of the sentence is one: the center of the
    text there,
    unless that is the other side already. A takeover is of the lesser of the two that the article turns on.
    """
    claims = centers(scene, claims.lazy()).collect(engine="in-memory").lazy()
    claims = _without_sources(_voted(claims).collect(engine="in-memory").lazy()).sort("n")
    other = pl.col("counterparty_ids").fill_null(pl.lit([], dtype=pl.List(pl.String)))
    takeover = pl.col("metric") == "acquisition"
    center = (
        pl.when(pl.col("metric") == "market_size")
        .then(None)
        .when(takeover & pl.col("topic_raises"))
        .then("topic")
        .when(takeover & pl.col("second").is_not_null() & ~pl.col("second").is_in(other))
        .then("second")
        .when(~pl.col("center").is_in(other))
        .then("center")
        .when(~pl.col("topic").is_in(other))
        .then("topic")
    )
    whose = pl.coalesce("subject_ids", pl.concat_list(center))
    buyer = pl.when(pl.col("topic_raises")).then("second").otherwise("topic")
    bought = takeover & (other.list.len() == 0) & ~buyer.is_in(whose) & buyer.is_not_null()
    return claims.with_columns(
        center_ids=pl.when(center.is_not_null()).then(pl.concat_list(center)),
        counterparty_ids=pl.when(bought).then(pl.concat_list(buyer)).otherwise("counterparty_ids"),
    )


def settle_roles(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, where a weakly grounded subject is the other side of the article's claims of that metric,
    with the subject that these have: who bids, lends or pays in one sentence does so in the next.
    """
    roles = claims.filter(pl.col("subject_score") >= SURE).select(
        "article_id", "metric", "subject_ids", "counterparty_ids", "n"
    )
    mine = (
        roles.group_by("article_id", "metric", "subject_ids")
        .agg(count=pl.len(), first=pl.col("n").min())
        .sort("count", "first", descending=[True, False])
        .group_by("article_id", "metric", maintain_order=True)
        .agg(settled_ids=pl.col("subject_ids").first())
    )
    theirs = (
        roles.explode("counterparty_ids")
        .drop_nulls("counterparty_ids")
        .group_by("article_id", "metric")
        .agg(other_ids=pl.col("counterparty_ids").unique(maintain_order=True))
    )
    joined = claims.join(mine, on=["article_id", "metric"], how="left", maintain_order="left").join(
        theirs, on=["article_id", "metric"], how="left", maintain_order="left"
    )
    weak = (pl.col("subject_score").fill_null(0.0) < SURE) & ~pl.col("in_table")
    whose = pl.coalesce("subject_ids", "center_ids").list.first()
    other = pl.col("other_ids").list.contains(whose).fill_null(False)
    swaps = weak & other & ~pl.col("settled_ids").list.contains(whose).fill_null(True)
    return joined.with_columns(
        subject_ids=pl.when(swaps).then("settled_ids").otherwise("subject_ids"),
        counterparty_ids=pl.when(swaps & (pl.col("counterparty_ids").list.len().fill_null(0) == 0))
        .then(pl.concat_list(whose))
        .otherwise("counterparty_ids"),
    ).drop("settled_ids", "other_ids")


def _without_sources(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, `center` and `topic` null where that is one that the article only cites."""
    cited = claims.select("article_id", entity_id="source_ids").explode("entity_id").drop_nulls().unique()
    acting = (
        claims.filter((pl.col("subject_score") >= SURE) & (pl.col("metric") != "market_size"))
        .select("article_id", entity_id="subject_ids")
        .explode("entity_id")
    )
    others = acting.select("article_id").unique()  # where nobody else acts, who speaks is who it is about
    only = (
        cited.join(acting, on=["article_id", "entity_id"], how="anti")
        .join(others, on="article_id", how="semi")
        .with_columns(is_cited=True)
        .collect(engine="in-memory")
        .lazy()
    )
    for name in ("center", "topic"):
        claims = (
            claims.join(
                only.rename({"entity_id": name}), on=["article_id", name], how="left", maintain_order="left"
            )
            .with_columns(pl.when(pl.col("is_cited").is_null()).then(name).alias(name))
            .drop("is_cited")
        )
    return claims


def _voted(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims with `topic_raises`: whether it is the topic, and not the second, whose rounds and
    valuations are told.
    """
    sure = claims.filter(pl.col("subject_score") >= SURE).select(
        "article_id", "metric", entity_id=pl.col("subject_ids").list.first()
    )
    raises = pl.col("metric").is_in(["funding", "valuation"])
    votes = sure.group_by("article_id", "entity_id").agg(raised=raises.sum())
    first = votes.rename({"entity_id": "topic", "raised": "topic_raised"})
    other = votes.rename({"entity_id": "second", "raised": "second_raised"})
    return (
        claims.join(first, on=["article_id", "topic"], how="left", maintain_order="left")
        .join(other, on=["article_id", "second"], how="left", maintain_order="left")
        .with_columns(
            topic_raises=(pl.col("topic_raised").fill_null(0) > 0)
            & (pl.col("second_raised").fill_null(0) == 0)
        )
        .drop("topic_raised", "second_raised")
    )


def name_markets(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The subject of a market's size: the market that its sentence names, else the one named last before
    it, else
    the first of the article.
    """
    market = (pl.col("metric") == "market_size") & ~pl.col("in_table")
    wanted = claims.filter(market).select("article_id").unique()
    if not wanted.height:
        return claims
    told = claims.lazy().with_columns(voice=pl.when(pl.col("subject_score") >= VOICE).then("subject_ids"))
    named = (
        scene.windows.join(wanted.lazy(), on="article_id", how="semi")
        .select("article_id", "base", market=market_ids(pl.col("text"), scene.words))
        .drop_nulls()
        .sort("base")
        .collect(engine="in-memory")
        .lazy()
    )
    first = named.group_by("article_id", maintain_order=True).agg(first_market=pl.col("market").first())
    found = (
        told.sort("at")
        .join_asof(
            named.rename({"base": "named_at"}),
            left_on="at",
            right_on="named_at",
            by="article_id",
            check_sortedness=False,
        )
        .join(first, on="article_id", how="left", maintain_order="left")
        .with_columns(market=pl.coalesce("market", "first_market"))
    )
    ids = pl.when(pl.col("market").is_not_null()).then(pl.concat_list("market"))
    named = (
        found.with_columns(subject_ids=pl.when(market).then(ids).otherwise("subject_ids"))
        .drop("market", "first_market", "named_at")
        .sort("n")
    )
    return _vouch_markets(named).drop("voice").collect(engine="in-memory")


def _vouch_markets(claims: pl.LazyFrame) -> pl.LazyFrame:
    """A market's size beside a firm's name (`Acme Research: $5bn`), or in a sentence where a firm acts, is
    that
    firm's figure.
    """
    owner = pl.col("voice")
    voiced = (
        (pl.col("metric") == "market_size")
        & pl.col("evidence").is_null()
        & owner.is_not_null()
        & ~pl.col("in_table")
    )
    return claims.with_columns(
        evidence=pl.when(voiced).then(pl.lit("attributed")).otherwise("evidence"),
        source_ids=pl.when(voiced).then(owner).otherwise("source_ids"),
    )


def weigh_by_time(claims: pl.LazyFrame) -> pl.LazyFrame:
    """What the time says of a figure: one for a time after the article, or after the first of its sentence's
    series on a market, is projected; a research house's figure for a market is an estimate.
    """
    market = pl.col("metric") == "market_size"
    first = pl.col("as_of_start").filter(market).min().over("window")
    later = market & (pl.col("as_of_start") > first) | (pl.col("as_of_start") > pl.col("published_to"))
    vouched = pl.col("evidence").is_in(["attributed", "unnamed"])
    gone = (
        (pl.col("link") == "contrast")
        & (pl.col("as_of_end") < pl.col("published_to"))
        & pl.col("modality").is_in(["projected", "targeted"])
    )  # `to $5bn by 2029, from $4bn in 2024`
    many = pl.col("as_of_start").filter(market).n_unique().over("window") > 1
    soft = (
        pl.col("modality").is_null()
        | pl.col("modality").is_in(["estimated", "actual"])
        | (market & (pl.col("modality").is_in(["projected"]) | many))
    )
    return claims.with_columns(
        modality=pl.when(later.fill_null(False) & soft & ~pl.col("in_table"))
        .then(pl.lit("projected"))
        .when(market & vouched & soft & pl.col("as_of_start").is_not_null() & ~pl.col("in_table"))
        .then(pl.lit("estimated"))
        .when(gone.fill_null(False))
        .then(pl.lit("actual"))
        .otherwise("modality")
    )
