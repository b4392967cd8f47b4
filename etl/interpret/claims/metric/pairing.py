"""Which cue words may speak of an amount: those of its sentence, with what stands between and beside them."""

from typing import Literal

import polars as pl

from etl.interpret.claims.metric.needs import with_their_needs
from etl.interpret.claims.metric.scoring import ENOUGH, MOST, POINTS, distance, score_pairs
from etl.interpret.claims.scene import Scene

PAIRS_AT_ONCE = 500_000
"""So many pairs of an amount and a word take some 300 MB while they are weighed."""


def pair_with_cues(scene: Scene) -> pl.DataFrame:
    """Pairs of an amount and a metric cue that may speak of it, with their score."""
    stretches = scene.money.select("reach").unique()
    marks = scene.cues.filter(pl.col("kind") == "metric").join(stretches, on="reach", how="semi")
    marks = marks.rename({name: f"cue_{name}" for name in ("at", "to", "depth", "clause", "window")})
    marks = _taken(marks, scene).drop(
        "base", "article_id", "sentence_no", "segment_no", "kind", "scope", "layer"
    )
    money = scene.money.select(
        "n",
        "reach",
        "window",
        "at",
        "to",
        "depth",
        "depth_after",
        "aside",
        "aside_amounts",
        "before",
        "after",
        "size",
        "per",
        "surface",
    )
    marks = marks.collect(engine="in-memory").lazy()
    parts = [
        _scored(money.join(part, on="reach", how="semi"), marks, scene).collect(engine="in-memory")
        for part in _portions(money, marks)
    ]
    return pl.concat(parts)


def _portions(money: pl.LazyFrame, marks: pl.LazyFrame) -> list[pl.LazyFrame]:
    """The stretches of the line (`reach`), in portions of some `PAIRS_AT_ONCE` pairs: in a list of a
    thousand amounts without a full stop every amount meets every word around it. There is at least one.
    """
    words = marks.group_by("reach").agg(words=pl.len().cast(pl.Int64))
    sizes = (
        money.group_by("reach")
        .agg(pairs=pl.len().cast(pl.Int64))
        .join(words, on="reach", how="left", maintain_order="left")
        .with_columns(pl.col("pairs") * pl.col("words").fill_null(0))
        .sort("reach")
        .with_columns(portion=pl.col("pairs").cum_sum() // PAIRS_AT_ONCE)
        .collect(engine="in-memory")
    )
    portions = sizes.partition_by("portion", maintain_order=True)
    return [portion.lazy().select("reach") for portion in portions or [sizes]]


def _taken(marks: pl.LazyFrame, scene: Scene) -> pl.LazyFrame:
    """Cues with `taken_by`: the amount that they stand right before (`revenue of $5bn`), or null."""
    ahead = scene.money.select("n", "at", "before").sort("at").rename({"n": "next_n", "at": "next_at"})
    joined = marks.sort("cue_to").join_asof(
        ahead, left_on="cue_to", right_on="next_at", strategy="forward", suffix="_next"
    )
    gap = (pl.col("next_at") - pl.col("cue_to")).clip(0, 60)
    between = pl.col("before").str.tail(gap)
    close = (gap <= 16) & between.str.contains(rf"^ (?:(?:{scene.words['before_amount']}) )*$")
    behind = scene.money.select("n", "to").sort("to").rename({"n": "last_n", "to": "last_to"})
    joined = joined.sort("cue_at").join_asof(behind, left_on="cue_at", right_on="last_to")
    beside = (pl.col("cue_at") - pl.col("last_to")) == 1
    return joined.with_columns(taken_by=pl.when(beside).then("last_n").when(close).then("next_n")).drop(
        "next_n", "next_at", "before", "last_n", "last_to"
    )


def _scored(money: pl.LazyFrame, marks: pl.LazyFrame, scene: Scene) -> pl.LazyFrame:
    """The pairs of some amounts and the cues of their sentences that may decide, with their score."""
    pairs = with_their_needs(_placed(money, marks, scene).collect(engine="in-memory"), scene.words)
    return score_pairs(pairs, scene.words)


def _placed(money: pl.LazyFrame, marks: pl.LazyFrame, scene: Scene) -> pl.LazyFrame:
    """Pairs of an amount and a cue of its sentence: `leads` (the cue comes first), `gap`, `amounts` and the
    text `between`, and the names of the sentence that stand next to both: `name_at` behind the cue, `last_to`
    and `person_to` before it, `next_at` behind the amount, and so far behind it `person_at`.
    """
    firms = scene.entities.filter(pl.col("entity_type") != "place")
    behind = firms.select("window", next_at="at", next_kind="entity_type").sort("next_at")
    people = behind.filter(pl.col("next_kind") == "person").select("window", person_at="next_at")
    money = _beside(money, behind, "to", "next_at", "window", "forward")
    money = _beside(money, people, "to", "person_at", "window", "forward")
    money = money.with_columns(person_at=pl.col("person_at") - pl.col("to"))
    names = behind.rename({"next_at": "name_at", "next_kind": "name_kind", "window": "cue_window"})
    named = _beside(marks, names, "cue_to", "name_at", "cue_window", "forward")
    he = scene.cues.filter((pl.col("kind") == "nominals") & (pl.col("value") == "person"))
    someone = pl.concat(
        [
            scene.entities.select(cue_window="window", last_to="to", last_kind="entity_type"),
            he.select(cue_window="window", last_to="to", last_kind=pl.lit("person")),
        ]
    ).sort("last_to")
    persons = someone.filter(pl.col("last_kind") == "person").select("cue_window", person_to="last_to")
    named = _beside(named, someone, "cue_at", "last_to", "cue_window", "backward")
    named = _beside(named, persons, "cue_at", "person_to", "cue_window", "backward")
    leads = pl.col("cue_to") <= pl.col("at")
    pairs = (
        money.join(named, on="reach")
        .filter(leads | (pl.col("cue_at") >= pl.col("to")))
        .with_columns(
            leads=leads,
            gap=pl.when(leads)
            .then(pl.col("at") - pl.col("cue_to"))
            .otherwise((pl.col("cue_at") - pl.col("to") - pl.col("aside")).clip(0)),
            amounts=pl.when(leads)
            .then(pl.col("n") - pl.col("n_before") - 1)
            .otherwise((pl.col("n_before") - pl.col("n") - pl.col("aside_amounts")).clip(0)),
        )
        .filter(pl.col("strength") * POINTS + MOST - distance() >= ENOUGH)
    )
    gap = pl.col("gap").clip(0, 60)
    between = pl.when("leads").then(pl.col("before").str.tail(gap)).otherwise(pl.col("after").str.head(gap))
    return pairs.with_columns(between=between)


def _beside(
    rows: pl.LazyFrame,
    names: pl.LazyFrame,
    place: str,
    name_place: str,
    window: str,
    strategy: Literal["backward", "forward"],
) -> pl.LazyFrame:
    """The rows with the name of their own `window` that stands next to their `place`, null where there is
    none: another sentence's, or another article's, says nothing of them. `names` are sorted by `name_place`.
    """
    return rows.sort(place).join_asof(
        names, left_on=place, right_on=name_place, by=window, strategy=strategy, check_sortedness=False
    )
