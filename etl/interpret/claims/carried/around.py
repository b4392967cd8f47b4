"""The metric of an amount whose sentence has no cue, from what stands around that."""

import polars as pl

from etl.interpret.claims.metric.scoring import ENOUGH, POINTS, first_reading, misfit
from etl.interpret.claims.scene import Scene

LEAD_IN = 10.0
BEFORE_LEAD_IN = 20.0
SENTENCE_BEFORE = 22.0
TITLE = 18.0
"""Off for a word in the line that leads a list in, in the one before that, in the sentence before, in the
title.
"""

NEAR_BID = 1.6
"""By how much a further bid by the share may differ from those told."""
FIRM = 4.0
"""Strength of a noun that a pronoun may mean."""
_MEANT = (
    r"^(?:They|Those|These|It|That|This|Both)(?: (?:have|has|had|will|would|could|may|might|are|is|was|were|"
    r"now|then|since|already|together))* (?:was|were|is|are|be|been|reached|reach|rose|fell|stood|stands?|"
    r"came|comes?|climbed|grew|grown|totall?ed|total|hit|amount|amounted|dropped|jumped|slipped) "
)
SHORT = 100
"""Characters up to which a line goes on with a list that has no marks."""
PRICED = 10_000
"""Below this an amount that nothing speaks of is likeliest what something costs."""


def context_metrics(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """For amounts that no cue of their sentence decides: the best cue of what stands around it. Columns: `n`,
    `metric`, `basis`, `rule_id`, `negative`. The line that leads a list in comes first, then the sentence
    before, then the title. Where none of them speaks, a small amount is a price.
    """
    unread = claims.lazy().filter(pl.col("metric").is_null())
    bids = claims.lazy().filter((pl.col("metric") == "acquisition") & (pl.col("basis") == "per_share"))
    bare = unread.filter(~pl.col("in_table"))
    money = bare.select("n", "window", "article_id", "size", sentence=pl.col("sentence_no").cast(pl.Int64))
    places = scene.windows.select(
        "article_id", "window", "lead_no", place=pl.col("sentence_no").cast(pl.Int64)
    )
    own = money.join(_led(scene), on="window", how="left")
    around = pl.concat(
        [
            own.select("n", "article_id", "size", place="lead_no", away=pl.lit(LEAD_IN)),
            own.select("n", "article_id", "size", place=pl.col("lead_no") - 1, away=pl.lit(BEFORE_LEAD_IN)),
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
    scored = pairs.with_columns(score=pl.col("strength") * POINTS - pl.col("away") - misfit())
    found = (
        scored.filter(pl.col("score") >= ENOUGH)
        .with_columns(pl.col("score").round(3))
        .sort(["n", "score", "at"], descending=[False, True, True])
        .group_by("n", maintain_order=True)
        .agg(**first_reading())
    )
    found = pl.concat([found, _in_tables(claims.lazy(), words, places)])
    small = _by_size(unread, bids).join(found, on="n", how="anti")
    return pl.concat([found, small]).collect(engine="in-memory")


def _in_tables(claims: pl.LazyFrame, words: pl.LazyFrame, places: pl.LazyFrame) -> pl.LazyFrame:
    """For cells whose heads say nothing: what most other cells of their table are, else the strongest noun of
    the title.
    """
    cells = claims.filter(pl.col("in_table"))
    table = ["article_id", "segment_no"]
    reading = ["metric", "basis", "rule_id", "negative"]
    most = (
        cells.drop_nulls("metric")
        .group_by(*table, *reading, maintain_order=True)
        .agg(count=pl.len(), first=pl.col("n").min())
        .sort("count", "first", descending=[True, False])
        .group_by(table, maintain_order=True)
        .agg(pl.col(reading).first())
    )
    title = (
        words.filter(pl.col("strength") >= FIRM)
        .join(places.filter(pl.col("place") == 0).select("article_id", "window"), on="window")
        .sort(["article_id", "strength", "at"], descending=[False, True, False])
        .group_by("article_id", maintain_order=True)
        .agg(**first_reading())
    )
    bare = cells.filter(pl.col("metric").is_null()).select("n", *table)
    told = bare.join(most, on=table)
    rest = bare.join(told, on="n", how="anti").join(title, on="article_id")
    return pl.concat([told.select("n", *reading), rest.select("n", *reading)])


def told_last(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """For amounts of what a pronoun means (`They reached $5m`): the last noun of the sentence before that no
    amount follows. Columns as of `context_metrics`.
    """
    windows = scene.windows.select(
        "window", "article_id", "segment_no", "text", place=pl.col("sentence_no").cast(pl.Int64)
    )
    last = scene.money.group_by("window").agg(last_to=pl.col("to").max())
    said = scene.cues.filter(
        (pl.col("kind") == "metric")
        & ~pl.col("adjacent")
        & pl.col("needs").is_null()
        & (pl.col("side") == "any")
        & (pl.col("strength") >= FIRM)
    )
    open_ = (
        said.join(last, on="window", how="left")
        .filter((pl.col("at") > pl.col("last_to")).fill_null(True))
        .sort("at", "strength")
        .group_by("window", maintain_order=True)
        .agg(
            metric=pl.col("value").last(),
            rule_id=pl.col("cue").last(),
            _basis=pl.col("basis").last(),
            negative=pl.col("negative").last(),
        )
        .join(windows.drop("text"), on="window")
        .with_columns(pl.col("place") + 1)
        .drop("window")
    )
    unread = claims.lazy().filter(pl.col("metric").is_null() & ~pl.col("in_table"))
    return (
        unread.select("n", "window")
        .join(windows.filter(pl.col("text").str.contains(_MEANT)), on="window")
        .join(open_, on=["article_id", "segment_no", "place"])
        .select("n", "metric", "rule_id", "negative", basis="_basis")
        .select("n", "metric", "basis", "rule_id", "negative")
        .collect(engine="in-memory")
    )


def _led(scene: Scene) -> pl.LazyFrame:
    """`window`, `lead_no`: the line that leads a sentence in: that of its list, or a line that ends in a
    colon before its paragraph or its run of short lines.
    """
    text, place = pl.col("text"), pl.col("sentence_no").cast(pl.Int64)
    longs = (text.str.len_chars() > SHORT).cast(pl.Int64).cum_sum().over("article_id")
    lead = pl.struct(line=place, segment=pl.col("segment_no").cast(pl.Int64), longs=longs)
    told = scene.windows.sort("base").with_columns(
        lead=pl.when(text.str.contains(r":\s*$")).then(lead).forward_fill().shift(1).over("article_id"),
        longs=longs,
    )
    last = {name: pl.col("lead").struct.field(name) for name in ("line", "segment", "longs")}
    close = pl.col("segment_no").cast(pl.Int64) - last["segment"] <= 1
    led = close | (pl.col("longs") == last["longs"])
    return told.select("window", lead_no=pl.coalesce("lead_no", pl.when(led).then(last["line"])))


def _by_size(bare: pl.LazyFrame, bids: pl.LazyFrame) -> pl.LazyFrame:
    """Small amounts as prices, in the columns of `context_metrics`; a person's is none, and one of the order
    of the article's bids by the share is another.
    """
    nobody = (pl.col("subject_kind") != "person").fill_null(True)
    asked = bids.group_by("article_id", "currency").agg(
        least=pl.col("size").min() / NEAR_BID, most=pl.col("size").max() * NEAR_BID
    )
    small = bare.filter((pl.col("size") < PRICED) & nobody).join(
        asked, on=["article_id", "currency"], how="left"
    )
    bid = pl.col("size").is_between("least", "most").fill_null(False)
    return small.select(
        "n",
        metric=pl.when(bid).then(pl.lit("acquisition")).otherwise(pl.lit("price")),
        basis=pl.when(bid).then(pl.lit("per_share")),
        rule_id=pl.when(bid).then(pl.lit("acquisition.like_bids")).otherwise(pl.lit("price.small")),
        negative=pl.lit(False),
    )
