"""How real an amount is, and whether the text denies it: the strongest marker that reaches it."""

import polars as pl

from etl.interpret.claims.scene import Scene

RANK = {"actual": 0, "estimated": 1, "projected": 2, "targeted": 3, "hypothetical": 4}


def weigh_amounts(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with `modality` (null where no marker reaches them), `modality_rule` and `negated`."""
    marks = scene.cues.filter(pl.col("kind").is_in(["modality", "negation"])).select(
        "reach",
        "kind",
        "value",
        mark="scope",
        mark_rule="cue",
        mark_at="at",
        mark_to="to",
        mark_depth="depth",
        mark_n="n_before",
    )
    pairs = claims.select("n", "reach", "at", "to", "depth", "cue_at", "cue_to", "cue_depth").join(
        marks, on="reach"
    )
    near = pl.min_horizontal(
        (pl.col("mark_depth") - pl.col("depth")).abs(),
        (pl.col("mark_depth") - pl.col("cue_depth")).abs().fill_null(99),
    )
    before = pl.col("mark_to") <= pl.max_horizontal("at", "cue_at")
    gap = (pl.col("at") - pl.col("mark_to")).abs()
    reaches = (
        pl.when(pl.col("mark") == "clause")
        .then(before & (near <= 1) & (pl.col("at") - pl.col("mark_to") < 130))
        .when(pl.col("mark") == "near")
        .then((near == 0) & (gap < 60))
        .when(pl.col("mark") == "sentence")
        .then(pl.lit(True))
        .otherwise(False)
    )
    reached = pairs.filter(reaches).with_columns(
        rank=pl.col("value").replace_strict(RANK, default=0, return_dtype=pl.Int64), gap=gap
    )
    real = (
        reached.filter((pl.col("kind") == "modality") & (pl.col("value") != "actual"))
        .sort(["n", "rank", "gap"], descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(modality=pl.col("value").first(), modality_rule=pl.col("mark_rule").first())
    )
    denied = reached.filter(pl.col("kind") == "negation").group_by("n").agg(negated=pl.lit(True).first())
    return (
        claims.join(real, on="n", how="left", maintain_order="left")
        .join(denied, on="n", how="left", maintain_order="left")
        .with_columns(pl.col("negated").fill_null(False))
    )
