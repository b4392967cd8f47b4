"""Whose an amount plainly is, whatever the verb between: who tells of itself, and the one product priced.

No rule of a cue word need know the rest of the sentence, since nobody else is named that it could be of.
"""

import polars as pl

from etl.interpret.claims.parties.settled import PLAIN, SURE, TWO_SIDED
from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene

_TELLERS = ("company", "fund", "organization", "government")
_ANOTHERS = (*TWO_SIDED, "market_size", "pay")
"""Metrics whose subject is seldom who tells of them: who is bought, fined, ordered from, or paid."""
_OF_ANOTHER = r"^.{0,70} its (?:[a-z-]+ ){0,2}(?:<inset_kin>|<foils>)(?:[^a-z]|$)"
"""`Acme said its supplier had lost`."""


def with_plain_subjects(scene: Scene, claims: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """The claims, those whose subject the grammar does not surely give with the plain one, where there is
    one: the columns of `subject_` as `name_parties` has them.
    """
    told = claims.lazy()
    plain = pl.concat([_tellers(scene, told, candidates), _products(scene, told)])
    given: dict[str, pl.Expr | str] = {
        "subject_ids": pl.concat_list("plain_id"),
        "subject_score": pl.lit(PLAIN),
        "subject_kind": "plain_kind",
        "subject_at": "plain_at",
        "subject_named": pl.lit(True),
    }
    is_plain = pl.col("plain_id").is_not_null()
    return (
        told.join(plain.unique("n", keep="first"), on="n", how="left", maintain_order="left")
        .with_columns(
            pl.when(is_plain).then(value).otherwise(name).alias(name) for name, value in given.items()
        )
        .drop("plain_id", "plain_kind", "plain_at")
        .collect(engine="in-memory")
    )


def _tellers(scene: Scene, claims: pl.LazyFrame, candidates: pl.DataFrame) -> pl.LazyFrame:
    """Who tells of itself with nobody else named up to the amount: `Acme said in May that its exposure was
    below $5m`.
    """
    tellers = (
        scene.entities.filter(pl.col("says_self") & pl.col("entity_type").is_in(_TELLERS))
        .filter(~pl.col("after").str.contains(spell(_OF_ANOTHER, scene.words)))
        .select("window", "at", plain_id="entity_id", plain_kind="entity_type", plain_at="at")
    )
    named = candidates.lazy().filter(~pl.col("is_nominal") & pl.col("inset_to").is_null())
    last = named.select("window", "at", last_id="entity_id").sort("at")
    unsure = (pl.col("subject_score") < SURE).fill_null(True)
    return (
        claims.filter(unsure & ~pl.col("metric").fill_null("other").is_in(_ANOTHERS))
        .select("n", "window", "at")
        .sort("at")
        .join_asof(tellers.sort("at"), on="at", by="window", check_sortedness=False)
        .join_asof(last, on="at", by="window", check_sortedness=False)
        .filter(pl.col("plain_id") == pl.col("last_id"))
        .select("n", "plain_id", "plain_kind", "plain_at")
    )


def _products(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The only product that the sentence of a price names: `Called the Acme One and out now for $5`."""
    named = scene.entities.filter(
        (pl.col("entity_type") == "product") & pl.col("inset_to").is_null() & ~pl.col("is_owner")
    )
    sole = (
        named.group_by("window")
        .agg(
            pl.col("entity_id").n_unique().alias("products"),
            plain_id=pl.col("entity_id").first(),
            plain_kind=pl.col("entity_type").first(),
            plain_at=pl.col("at").first(),
        )
        .filter(pl.col("products") == 1)
    )
    priced = (pl.col("metric") == "price") & (pl.col("basis").fill_null("") != "per_share")
    unsure = (pl.col("subject_score") < PLAIN).fill_null(True)
    return (
        claims.filter(priced & unsure)
        .select("n", "window")
        .join(sole, on="window")
        .drop("window", "products")
    )
