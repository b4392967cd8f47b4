"""Readings carried over: conversions, series, repeats of an amount, and the article's topic as last resort."""

import polars as pl

from etl.interpret.claims.scene import Scene

_CARRIED = ("metric", "basis", "rule_id", "negative", "score", "margin")


def carry_over(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with every field filled."""
    claims = claims.sort("n")
    claims = _links(claims)
    claims = _earlier_values(claims)
    topics = scene.topics.select("article_id", "topic")
    claims = claims.join(topics, on="article_id", how="left", maintain_order="left").sort("n")
    return claims.with_columns(
        metric=pl.col("metric").fill_null("other"),
        rule_id=pl.col("rule_id").fill_null("other.default"),
        subject_ids=pl.coalesce(
            "subject_ids", pl.when(pl.col("topic").is_not_null()).then(pl.concat_list("topic"))
        ),
        modality=pl.col("modality").fill_null("actual"),
        evidence=pl.col("evidence").fill_null("stated"),
    )


def _links(claims: pl.DataFrame) -> pl.DataFrame:
    """Conversions take all of the amount before; members of a series what they lack."""
    conversion = pl.col("link") == "conversion"
    taken = (
        "metric",
        "basis",
        "rule_id",
        "negative",
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
    for _ in range(3):
        claims = claims.with_columns(
            pl.when(conversion.fill_null(False))
            .then(pl.col(name).shift(1))
            .otherwise(pl.col(name))
            .alias(name)
            for name in taken
        )
    series = (pl.col("link") == "series").fill_null(False) & pl.col("metric").is_null()
    for _ in range(4):
        claims = claims.with_columns(
            pl.when(series).then(pl.coalesce(name, pl.col(name).shift(1))).otherwise(pl.col(name)).alias(name)
            for name in ("metric", "basis", "rule_id", "negative", "subject_ids")
        )
    return claims


def _earlier_values(claims: pl.DataFrame) -> pl.DataFrame:
    """An amount without a cue of its own takes the reading of the same value earlier in the article."""
    value = ["article_id", "amount_min", "amount_max", "currency"]
    return claims.with_columns(
        pl.coalesce(
            name, pl.col(name).forward_fill().over(value), pl.col(name).backward_fill().over(value)
        ).alias(name)
        for name in ("metric", "basis", "rule_id", "negative")
    )
