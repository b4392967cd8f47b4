"""Whose an amount is that somebody tells of itself: `Acme said in May that its exposure was below $5m`.

No rule of a cue word need know the verb between: whoever says so is it where nobody else is named on the way.
"""

import polars as pl

from etl.interpret.claims.parties.settled import CERTAIN, SURE, TWO_SIDED
from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene

_TELLERS = ("company", "fund", "organization", "government")
_ANOTHERS = (*TWO_SIDED, "market_size", "pay")
"""Metrics whose subject is seldom who tells of them: who is bought, fined, ordered from, or paid."""
_OF_ANOTHER = r"^.{0,70} its (?:[a-z-]+ ){0,2}(?:<inset_kin>|<foils>)(?:[^a-z]|$)"
"""`Acme said its supplier had lost`."""


def told_of_oneself(scene: Scene, claims: pl.LazyFrame, candidates: pl.DataFrame) -> pl.LazyFrame:
    """The claims, who tells of itself as the subject of those whose subject the grammar does not surely give:
    the columns of `subject_` as `name_parties` has them.
    """
    tellers = (
        scene.entities.filter(pl.col("says_self") & pl.col("entity_type").is_in(_TELLERS))
        .filter(~pl.col("after").str.contains(spell(_OF_ANOTHER, scene.words)))
        .select("window", "at", teller="entity_id", teller_kind="entity_type", teller_at="at", teller_to="to")
    )
    named = candidates.lazy().filter(~pl.col("is_nominal") & pl.col("inset_to").is_null())
    last = named.select("window", "at", last_id="entity_id").sort("at")
    unsure = (pl.col("subject_score") < SURE).fill_null(True) & ~pl.col("metric").fill_null("other").is_in(
        _ANOTHERS
    )
    found = (
        claims.select("n", "window", "at", open_=unsure)
        .filter("open_")
        .sort("at")
        .join_asof(tellers.sort("at"), on="at", by="window", check_sortedness=False)
        .join_asof(last, on="at", by="window", check_sortedness=False)
        .filter(pl.col("teller") == pl.col("last_id"))
        .select("n", "teller", "teller_kind", "teller_at", tells=pl.lit(True))
    )
    given: dict[str, pl.Expr | str] = {
        "subject_ids": pl.concat_list("teller"),
        "subject_score": pl.lit(CERTAIN),
        "subject_kind": "teller_kind",
        "subject_at": "teller_at",
        "subject_named": pl.lit(True),
    }
    return (
        claims.join(found, on="n", how="left", maintain_order="left")
        .with_columns(
            pl.when("tells").then(value).otherwise(name).alias(name) for name, value in given.items()
        )
        .drop("teller", "teller_kind", "teller_at", "tells")
    )
