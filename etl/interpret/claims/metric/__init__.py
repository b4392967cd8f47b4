"""Which metric an amount is: the best cue word for it in its sentence, else in what stands around that."""

import polars as pl

from etl.interpret.claims.metric.basis import read_basis
from etl.interpret.claims.metric.deals import deals_here, last_deals
from etl.interpret.claims.metric.links import let_go, link_amounts
from etl.interpret.claims.metric.outlays import read_outlays
from etl.interpret.claims.metric.pairing import pair_with_cues
from etl.interpret.claims.metric.proceeds import read_proceeds
from etl.interpret.claims.metric.raised_at import read_raised_at
from etl.interpret.claims.metric.roles import read_frames, read_takeovers, read_worth, share_verbs
from etl.interpret.claims.metric.scoring import PLACE
from etl.interpret.claims.scene import Scene


def measure_amounts(scene: Scene) -> pl.DataFrame:
    """The amounts with `metric`, `basis`, `rule_id`, `negative`, roles and place of the cue, `score`,
    `margin` and `link` to the amount before. One row an amount; `metric` is null where no cue decides.
    """
    candidates = pair_with_cues(scene)
    pairs = candidates.lazy()
    ranked = pairs.with_columns(pl.col("score").round(3)).sort(
        ["n", "score", "strength", "cue_at", "cue"], descending=[False, True, True, False, False]
    )
    rival = pl.col("score").filter(pl.col("value") != pl.col("value").first()).max().fill_null(0)
    best = ranked.group_by("n", maintain_order=True).agg(
        pl.col("value").first().alias("metric"),
        pl.col("cue").first().alias("rule_id"),
        pl.col("basis", "score", "negative", "subject", "counterparty", *PLACE).first(),
        margin=pl.col("score").first() - rival,
    )
    claims = link_amounts(scene.money, scene.words)
    claims = claims.join(best, on="n", how="left", maintain_order="left")
    told = last_deals(scene, scene.money, "acquisition").collect(engine="in-memory").lazy()
    claims = read_takeovers(read_worth(read_basis(claims, pairs), pairs, scene.words), pairs, told)
    claims = read_proceeds(claims, deals_here(scene, scene.money), told, scene.words)
    claims = let_go(read_outlays(claims, scene.words), scene.words)
    claims = read_raised_at(claims, scene.words)
    return share_verbs(read_frames(claims, scene)).collect(engine="in-memory")
