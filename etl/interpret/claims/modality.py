"""How real an amount is, and whether the text denies it: the strongest marker that reaches it."""

import polars as pl

from etl.interpret.claims.scene import Scene

RANK = {"actual": 0, "estimated": 1, "projected": 2, "targeted": 3, "hypothetical": 4}


def weigh_amounts(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with `modality` (null where no marker reaches them), `modality_rule` and `negated`."""
    pairs = _reached(scene, claims)
    real = (
        pairs.filter(pl.col("kind") == "modality")
        .sort(["n", "rank", "gap"], descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(modality=pl.col("value").first(), modality_rule=pl.col("mark_rule").first())
    )
    denied = pairs.filter(pl.col("kind") == "negation").select("n", negated=pl.lit(True)).unique("n")
    return (
        claims.join(real, on="n", how="left", maintain_order="left")
        .join(denied, on="n", how="left", maintain_order="left")
        .with_columns(pl.col("negated").fill_null(False))
    )


def _reached(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a claim and a marker whose scope reaches the amount."""
    marks = scene.cues.filter(pl.col("kind").is_in(["modality", "negation"])).select(
        "reach",
        "kind",
        "value",
        "scope",
        mark_rule="cue",
        mark_at="at",
        mark_to="to",
        mark_depth="depth",
        mark_clause="clause",
        mark_n="n_before",
    )
    pairs = claims.select(
        "n", "reach", "at", "to", "depth", "clause", "cue_at", "cue_to", "cue_depth", "cue_clause"
    ).join(marks, on="reach")
    leads = pl.col("mark_to") <= pl.max_horizontal("at", "cue_at")
    gap = (
        pl.when(pl.col("mark_to") <= pl.col("at"))
        .then(pl.col("at") - pl.col("mark_to"))
        .otherwise(pl.col("mark_at") - pl.col("to"))
    )
    one_clause = (pl.col("mark_clause") == pl.col("clause")) | (pl.col("mark_clause") == pl.col("cue_clause"))
    crossed = pl.min_horizontal(
        (pl.col("mark_depth") - pl.col("depth")).abs(), (pl.col("mark_depth") - pl.col("cue_depth")).abs()
    )
    apart = (
        pl.when(pl.col("mark_to") <= pl.col("at"))
        .then(pl.col("n") - pl.col("mark_n") - 1)
        .otherwise(pl.col("mark_n") - pl.col("n"))
    )
    reaches = (
        pl.when(pl.col("scope") == "clause")
        .then(
            leads
            & one_clause.fill_null(False)
            & (crossed <= pl.when(apart == 0).then(2.5).otherwise(1.5))
            & (gap < 130)
        )
        .when(pl.col("scope") == "near")
        .then((apart == 0) & (gap < 50) & pl.when(leads).then(crossed == 0).otherwise(crossed <= 2))
        .when(pl.col("scope") == "beside")
        .then((apart == 0) & (gap <= 16) & (crossed == 0))
        .when(pl.col("scope") == "around")
        .then((gap < 90) & ((pl.col("clause") - pl.col("mark_clause")).abs() <= 1))
        .when(pl.col("scope") == "sentence")
        .then(leads & ((pl.col("clause") - pl.col("mark_clause")) <= 2))
        .otherwise(False)
    )
    return pairs.with_columns(
        rank=pl.col("value").replace_strict(RANK, default=0, return_dtype=pl.Int64), gap=gap
    ).filter(reaches)
