"""Who vouches for an amount: the article itself, a named source or a chain of them, or nobody named."""

import polars as pl

from etl.interpret.claims.scene import Scene

CITED = ["evidence.according", "evidence.citing"]
"""Rules by which the one who says so is another than whom it is about."""


def vouch_amounts(scene: Scene, claims: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """The claims with `evidence` (null where nothing is said) and `source_ids`."""
    sayings = scene.cues.filter(pl.col("kind") == "evidence")
    named = _sources(candidates.lazy(), sayings.filter(pl.col("value") == "attributed"))
    marks = pl.concat(
        [
            named,
            sayings.filter(pl.col("value") == "unnamed")
            .select("reach", "cue", "at", "to", "depth", "clause", "scope", "n_before", value="value")
            .with_columns(ids=pl.lit([], dtype=pl.List(pl.String))),
        ],
        how="diagonal_relaxed",
    ).rename({"at": "mark_at", "to": "mark_to", "depth": "mark_depth"})
    pairs = (
        claims.lazy()
        .select("n", "reach", "at", "to", "depth", "clause")
        .join(marks.rename({"clause": "mark_clause"}), on="reach")
    )
    gap = (
        pl.when(pl.col("mark_to") <= pl.col("at"))
        .then(pl.col("at") - pl.col("mark_to"))
        .otherwise(pl.col("mark_at") - pl.col("to"))
    )
    crossed = (pl.col("mark_depth") - pl.col("depth")).abs()
    leads = pl.col("mark_to") <= pl.col("at")
    amounts = (
        pl.when(leads).then(pl.col("n") - pl.col("n_before") - 1).otherwise(pl.col("n_before") - pl.col("n"))
    )
    clauses = (pl.col("mark_clause") - pl.col("clause")).abs()
    beside = (amounts == 0) & (gap < 50) & pl.when(leads).then(crossed == 0).otherwise(crossed <= 2)
    scope = pl.col("scope").fill_null("")
    reaches = pl.when(scope == "near").then(beside).when(scope == "next").then(leads | beside).otherwise(True)
    scored = pairs.with_columns(score=60.0 - gap * 0.1 - crossed * 3.0 - clauses * 5.0).filter(
        (pl.col("score") > 15) & reaches
    )
    best = (
        scored.with_columns(pl.col("score").round(3))
        .sort(["n", "score", "mark_at"], descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(
            evidence=pl.col("value").first(),
            source_ids=pl.col("ids").first(),
            only_cited=pl.col("cue").first().is_in(CITED),
        )
    )
    return claims.lazy().join(best, on="n", how="left", maintain_order="left").collect(engine="in-memory")


_SAYING = ("reach", "cue", "value", "at", "to", "depth", "clause", "scope", "n_before")


def _sources(candidates: pl.LazyFrame, sayings: pl.LazyFrame) -> pl.LazyFrame:
    """Words of saying with `ids`, who says so, the nearest first. Those of nobody fall away.

    A citing (`Acme said, citing Bolt`) has two ends: who cites, then who is cited.
    """
    ends = (
        pl.when(pl.col("side") == "chain").then(pl.lit(["citer", "after"])).otherwise(pl.concat_list("side"))
    )
    words = sayings.select(*_SAYING, side=ends).explode("side").with_row_index("saying")
    names = candidates.filter(~pl.col("entity_type").is_in(["place", "product"]))
    pairs = words.join(
        names.select(
            "reach",
            "entity_id",
            "entity_type",
            "group",
            "preposition",
            "is_owner",
            name_at="at",
            name_to="to",
            name_depth="depth",
        ),
        on="reach",
    )
    before = pl.col("name_to") <= pl.col("at")
    pairs = pairs.with_columns(
        before=before,
        gap=pl.when(before)
        .then(pl.col("at") - pl.col("name_to"))
        .otherwise(pl.col("name_at") - pl.col("to")),
        crossed=(pl.col("name_depth") - pl.col("depth")).abs(),
    )
    pairs = pairs.collect(engine="in-memory").lazy()
    chosen = (
        pairs.filter(_says())
        .with_columns(weight=pl.col("gap") + pl.col("crossed") * 8 + pl.when("before").then(0).otherwise(6))
        .sort("saying", "weight", "name_at")
        .group_by("saying", maintain_order=True)
        .agg(pl.col("group", *_SAYING).first())
        .collect(engine="in-memory")
        .lazy()
    )
    members = (
        pairs.join(chosen.select("saying", "group"), on=["saying", "group"])
        .sort("saying", "name_at")
        .group_by("saying", maintain_order=True)
        .agg(ids=pl.col("entity_id").unique(maintain_order=True))
    )
    said = chosen.join(members, on="saying").sort("saying")
    return said.group_by(*_SAYING, maintain_order=True).agg(
        ids=pl.col("ids").explode().unique(maintain_order=True)
    )


def _says() -> pl.Expr:
    """Whether a name stands where the one who says so stands to the words of saying."""
    gap, crossed, side = pl.col("gap"), pl.col("crossed"), pl.col("side")
    free = pl.col("before") & pl.col("preposition").is_null() & ~pl.col("is_owner")
    subject = free & ((gap <= 12) | ((gap <= 70) & (crossed <= 3)))
    after = ~pl.col("before") & (gap >= 0) & (gap <= 60) & (crossed <= 1)
    inverted = after & (gap <= 45) & (crossed == 0) & (pl.col("entity_type") == "person")
    owner = pl.col("before") & ((pl.col("is_owner") & (gap <= 14)) | (gap == 1))
    return (
        pl.when(side == "after")
        .then(after)
        .when(side == "citer")
        .then(subject & (gap <= 40))
        .when(side == "any")
        .then(subject | inverted)
        .when(side == "own")
        .then(owner)
        .otherwise(False)
    )
