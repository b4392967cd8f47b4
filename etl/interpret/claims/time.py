"""When an amount holds: the date that governs it."""

import polars as pl

from etl.interpret.claims.scene import Scene

ENOUGH = 8.0
_OPENING = r"^(?:in|on|by|at|for|during|since|as of|from)? ?$"


def date_amounts(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with `as_of_start`, `as_of_end`, null where no date of the sentence governs them."""
    dates = scene.dates.select(
        "reach",
        "start_date",
        "end_date",
        date_at="at",
        date_to="to",
        date_depth="depth",
        date_before="before",
        date_base="base",
    )
    pairs = claims.select(
        "n", "reach", "at", "to", "depth", "cue_at", "cue_to", "cue_depth", "cue_window", "window"
    ).join(dates, on="reach")
    gap = (
        pl.when(pl.col("date_to") <= pl.col("at"))
        .then(pl.col("at") - pl.col("date_to"))
        .otherwise(pl.col("date_at") - pl.col("to"))
    )
    numbers = scene.money.select(at="at", seen="n").sort("at")
    pairs = pairs.sort("date_at").join_asof(numbers, left_on="date_at", right_on="at")
    seen = pl.col("seen").fill_null(0)
    after = pl.col("date_at") >= pl.col("to")
    amounts = pl.when(after).then(seen - pl.col("n")).otherwise(pl.col("n") - seen - 1)
    crossed = (pl.col("date_depth") - pl.col("depth")).abs()
    opening = (pl.col("date_at") - pl.col("date_base") <= 14) & ~after
    governed = pl.col("date_before").str.contains(
        r"(?:in|on|by|at|for|during|since|as of|to|of|ended|ending|through|until|from|early|late|mid|this|last) $"
    )
    scored = pairs.with_columns(
        score=40.0
        - gap * 0.16
        - pl.when(opening).then(0.0).otherwise(crossed * 5.0)
        - pl.when(opening).then(amounts * 2.0).otherwise(amounts * 14.0)
        + pl.when(after & (gap <= 30) & (crossed == 0)).then(10.0).otherwise(0.0)
        + pl.when(governed).then(4.0).otherwise(0.0)
    ).filter((pl.col("score") >= ENOUGH) & (gap >= 0))
    best = (
        scored.with_columns(pl.col("score").round(3))
        .sort(["n", "score", "date_at"], descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(as_of_start=pl.col("start_date").first(), as_of_end=pl.col("end_date").first())
    )
    return claims.join(best, on="n", how="left", maintain_order="left")
