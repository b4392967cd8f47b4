"""Last resorts: a market's name, what the article's other amounts are, what the time alone says of one."""

import polars as pl

from etl.interpret.claims.parties.markets import market_ids
from etl.interpret.claims.scene import Scene

_MAIN = ("spending", "funding", "pay", "penalty", "revenue", "profit")
"""Metrics of which an article tells amount by amount, whatever words it has for them."""
_ENOUGH, _SHARE = 3, 1 / 3
"""How many other amounts an article has, and what part of them is of the metric that it is on."""
_MOST = 2
"""How many amounts of a metric say that an article is on it."""
VOICE = 60.0
"""Score from which a name in the sentence on a market's size is whose figure it is."""


def name_markets(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The subject of a market's size: the market that its sentence names, else the one that its paragraph
    named last, else the one that the article names most, if more than once, or named last.
    """
    market = (pl.col("metric") == "market_size") & ~pl.col("in_table")
    wanted = claims.filter(market).select("article_id").unique()
    if not wanted.height:
        return claims
    named = scene.entities.filter(pl.col("entity_type") == "place").select("entity_id").unique()
    places = named.collect(engine="in-memory")["entity_id"]  # a part of the market says nothing of it
    speaks = (pl.col("subject_score") >= VOICE) & ~pl.col("subject_ids").list.first().is_in(places.implode())
    told = claims.lazy().with_columns(voice=pl.when(speaks).then("subject_ids"))
    markets = (
        scene.windows.join(wanted.lazy(), on="article_id", how="semi")
        .select(
            "article_id", "base", named_segment="segment_no", market=market_ids(pl.col("text"), scene.words)
        )
        .drop_nulls()
        .sort("base")
        .collect(engine="in-memory")
        .lazy()
    )
    main = (
        markets.group_by("article_id", "market", maintain_order=True)
        .agg(times=pl.len())
        .sort("times", descending=True, maintain_order=True)
        .group_by("article_id", maintain_order=True)
        .agg(main_market=pl.col("market").first(), times=pl.col("times").first())
    )
    found = (
        told.sort("at")
        .join_asof(
            markets.rename({"base": "named_at"}),
            left_on="at",
            right_on="named_at",
            by="article_id",
            check_sortedness=False,
        )
        .join(main, on="article_id", how="left", maintain_order="left")
    )
    elsewhere = (pl.col("named_at") < pl.col("base")) & (pl.col("segment_no") != pl.col("named_segment"))
    last = pl.when(~(elsewhere & (pl.col("times") > 1))).then("market")
    found = found.with_columns(market=pl.coalesce(last, "main_market"))
    ids = pl.when(pl.col("market").is_not_null()).then(pl.concat_list("market"))
    settled = (
        found.with_columns(subject_ids=pl.when(market).then(ids).otherwise("subject_ids"))
        .drop("market", "main_market", "named_at", "times", "named_segment")
        .sort("n")
    )
    return _vouch_markets(settled).drop("voice").collect(engine="in-memory")


def _vouch_markets(claims: pl.LazyFrame) -> pl.LazyFrame:
    """A market's size beside a firm's name (`Acme Research: $5bn`), or in a sentence where a firm acts, is
    that firm's figure.
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


def read_among_others(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims, amounts of a weak word that may say so too (`rather` of its cue) as what the article's
    others mostly are (`X.the_rest`): `the biggest deal, $5m` among rounds.
    """
    asked = claims.lazy().filter(~pl.col("in_table"))
    asked = asked.with_columns(others=pl.len().over("article_id") - 1).select(
        "n", "article_id", "rule_id", "others"
    )
    found = (
        asked.join(scene.rather, on="rule_id")
        .join(_mains(claims.lazy()), on=["article_id", "main"])
        .filter(pl.col("count") >= pl.max_horizontal(pl.col("others") * _SHARE, _MOST))
        .unique("n", keep="first", maintain_order=True)
        .select("n", metric="main", rule_id=pl.col("main") + ".the_rest", basis=pl.lit(None, dtype=pl.String))
    )
    return claims.lazy().update(found, on="n", include_nulls=True).collect(engine="in-memory")


def read_by_the_rest(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, amounts of which nothing is said as what the article's others mostly are (`X.the_rest`)."""
    mains = _mains(claims.filter(pl.col("metric").is_in(_MAIN)))
    main = mains.unique("article_id", keep="first", maintain_order=True)
    others = pl.len().over("article_id") - 1
    on_it = (others >= _ENOUGH) & (pl.col("count") >= others * _SHARE)
    silent = pl.col("metric").is_null() & on_it.fill_null(False)
    return (
        claims.join(main, on="article_id", how="left", maintain_order="left")
        .with_columns(
            metric=pl.when(silent).then("main").otherwise("metric"),
            rule_id=pl.when(silent).then(pl.col("main") + ".the_rest").otherwise("rule_id"),
        )
        .drop("main", "count")
    )


def _mains(claims: pl.LazyFrame) -> pl.LazyFrame:
    """What most amounts of each article are, but `other`: `article_id`, `main`, `count`; several where as
    many are of another.
    """
    return (
        claims.filter(pl.col("metric").is_not_null() & (pl.col("metric") != "other"))
        .group_by("article_id", main="metric")
        .agg(count=pl.len())
        .filter(pl.col("count") == pl.col("count").max().over("article_id"))
        .sort("article_id", "main")
    )


_FORECASTERS = r"(?:^|[^a-z])(?:analysts|economists|wall street|the street|consensus|forecasters)[^.;]*$"
_FIGURES = ["revenue", "profit", "spending", "price", "market_size"]
"""What is known of a time once it has come; what is owed or bought by then is agreed today."""
_FORESEEN = ["projected.beaten", "projected.consensus", "projected.figure", "targeted.figure"]
"""Rules of what was foreseen of a time that is past."""


def weigh_by_time(claims: pl.LazyFrame) -> pl.LazyFrame:
    """What the time says of a figure: one for a time after the article, or after the first of its sentence's
    series on a market, is projected, and any in a table for such a time; a research house's figure for a
    market is an estimate.
    """
    market = pl.col("metric") == "market_size"
    first = pl.col("as_of_start").filter(market).min().over("window")
    future = pl.col("as_of_start") > pl.col("published_to")
    later = (market & (pl.col("as_of_start") > first)) | (future & pl.col("metric").is_in(_FIGURES))
    vouched = pl.col("evidence").is_in(["attributed", "unnamed"])
    gone = (
        (pl.col("link") == "contrast")
        & (pl.col("as_of_end") < pl.col("published_to"))
        & pl.col("modality").is_in(["projected", "targeted"])
        & ~pl.col("modality_rule").is_in(_FORESEEN).fill_null(False)
        & ~pl.col("before").str.contains(_FORECASTERS)
    )  # `to $5bn by 2029, from $4bn in 2024`
    many = pl.col("as_of_start").filter(market).n_unique().over("window") > 1
    soft = pl.col("modality").is_null() | pl.col("modality").is_in(["estimated", "actual"]) | (market & many)
    ahead = pl.col("in_table") & future
    return claims.with_columns(
        modality=pl.when(((later & ~pl.col("in_table")) | ahead).fill_null(False) & soft)
        .then(pl.lit("projected"))
        .when(market & vouched & soft & pl.col("as_of_start").is_not_null() & ~pl.col("in_table"))
        .then(pl.lit("estimated"))
        .when(gone.fill_null(False))
        .then(pl.lit("actual"))
        .otherwise("modality")
    )
