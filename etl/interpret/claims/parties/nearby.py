"""Other sides that are named too far from their amount to be its: who was last spoken of long before."""

import polars as pl

from etl.interpret.claims.scene import Scene

_FAR = 500
"""From how many characters back a name is no other side, unless its sentence has it too."""
_GIVEN = 90.0
"""Score from which the other side that the sentence's grammar gives stands, by a pronoun too."""
_NEXT = 120
"""The same for who leads a round, told of just before it."""
_NEAR = ("investment", "debt", "penalty", "contract")
"""Metrics whose other side the text names beside the amount."""
_HERE = "funding"
"""A round's backers are named with it or behind it: who stands before it is mostly another's."""


def with_near_sides(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims without the other sides that neither their sentence gives nor, for `_NEAR`, the words just
    before it name, nor, for rounds, any behind it; who leads a round may be named just before it, but
    not with another round. Who is named by no name at all (`the Slovak ministry`) stays.
    """
    given = (pl.col("counterparty_score") >= _GIVEN).fill_null(False)  # `it paid Acme $5m`: by a pronoun
    asked = (
        claims.filter(pl.col("metric").is_in([*_NEAR, _HERE]) & ~pl.col("in_table") & ~given)
        .select("n", "article_id", "window", "metric", "at", "amount_max", entity_id="counterparty_ids")
        .explode("entity_id")
        .drop_nulls("entity_id")
    )
    keys = ["article_id", "entity_id"]
    named = scene.entities.select(
        *keys, "window", named_at="at", gives=pl.col("leads") | pl.col("backs")
    ).sort("named_at")
    here = named.select("window", "entity_id", is_here=pl.lit(True)).unique()
    places = named.select(*keys, "named_at")
    rounds = claims.filter(pl.col("metric") == _HERE).group_by(named_window="window").agg(sums="amount_max")
    placed = (
        asked.sort("at")
        .join_asof(
            named.rename({"window": "named_window"}),
            left_on="at",
            right_on="named_at",
            by=keys,
            check_sortedness=False,
        )
        .with_columns(gap=pl.col("at") - pl.col("named_at"))
        .drop("named_at")
        .join_asof(
            places, left_on="at", right_on="named_at", by=keys, strategy="forward", check_sortedness=False
        )
        .join(here, on=["window", "entity_id"], how="left")
        .join(rounds, on="named_window", how="left")
    )
    others = ~pl.col("amount_max").is_in(pl.col("sums"))  # `a $5m round led by Acme. It had raised $4m`
    behind = pl.col("named_at").is_not_null()
    gives = (pl.col("gives") & (pl.col("gap") < _NEXT) & ~others.fill_null(False)).fill_null(False)
    beside = pl.coalesce(pl.col("gap") < _FAR, ~behind)
    near = pl.when(pl.col("metric") == _HERE).then(behind | gives).otherwise(beside)
    found = placed.filter(pl.col("is_here").is_null() & ~near).group_by("n").agg(far=pl.col("entity_id"))
    kept = pl.col("counterparty_ids").list.set_difference(pl.col("far").fill_null([]))
    return (
        claims.join(found, on="n", how="left", maintain_order="left")
        .with_columns(
            counterparty_ids=pl.when(pl.col("far").is_null()).then("counterparty_ids").otherwise(kept)
        )
        .drop("far")
    )
