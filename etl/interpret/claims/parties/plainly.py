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
_LIKE_IT = (
    r"(?:^|[^a-z])(?:versions?|alternatives?|answers?|rivals?|cop(?:y|ies)|equivalents?) (?:of|to) (?:the )?$"
)
"""`its own version of the One`."""


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
    """The product that a price is of: the only one that its sentence names (`Called the Acme One and out now
    for $5`), or, rather than a firm that asks it, the one between the amounts around it (`Acme charges $5 for
    the One`).
    """
    named = scene.entities.filter(
        (pl.col("entity_type") == "product")
        & pl.col("inset_to").is_null()
        & ~pl.col("is_owner")
        & ~pl.col("before").str.contains(_LIKE_IT)
    ).select("window", name_at="at", plain_id="entity_id", plain_kind="entity_type")
    sole = (
        named.group_by("window")
        .agg(pl.col("plain_id").n_unique().alias("products"), pl.exclude("plain_id"), pl.col("plain_id"))
        .filter(pl.col("products") == 1)
        .select("window", pl.exclude("window", "products").list.first())
    )
    priced = (pl.col("metric") == "price") & (pl.col("basis").fill_null("") != "per_share")
    unsure = (pl.col("subject_score") < PLAIN).fill_null(True)
    alone = claims.filter(priced & unsure).select("n", "window").join(sole, on="window")
    anothers = claims.filter(pl.col("subject_score") >= SURE).select("window", name_at="subject_at")
    free = named.join(anothers, on=["window", "name_at"], how="anti")
    asked = _between(claims, free).filter(priced & (pl.col("subject_kind") == "company"))
    shape = ("n", "plain_id", "plain_kind", "name_at")
    return pl.concat([asked.select(shape), alone.select(shape)]).rename({"name_at": "plain_at"})


def _between(claims: pl.LazyFrame, named: pl.LazyFrame) -> pl.LazyFrame:
    """The claims with the name that stands between the amount before and the one behind, the columns of
    `named`; those left out that have one on either side. One before the claim's named subject counts only
    where there is no other.
    """
    prior, after = (pl.col(name).shift(step).over("window") for name, step in (("to", 1), ("at", -1)))
    names = named.sort("name_at")
    sides = [
        claims.sort("n")
        .with_columns(prior_to=prior, next_at=after)
        .sort("at")
        .join_asof(
            names, left_on="at", right_on="name_at", by="window", strategy=strategy, check_sortedness=False
        )
        .filter((pl.col("name_at") >= pl.col("prior_to")).fill_null(True))
        .filter((pl.col("name_at") < pl.col("next_at")).fill_null(True))
        .drop_nulls("name_at")
        for strategy in ("backward", "forward")
    ]
    far = (pl.col("subject_named") & (pl.col("name_at") < pl.col("subject_at"))).fill_null(False)
    return pl.concat(sides).filter(far == far.min().over("n")).filter(pl.len().over("n") == 1)
