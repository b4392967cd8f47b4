"""Who is bought in a transfer, and by whom: of two clubs one lets the player go."""

import polars as pl

from etl.interpret.claims.parties.clubs import CLUBS, clubs_and_players, with_sellers
from etl.interpret.claims.parties.settled import PLAIN
from etl.interpret.claims.scene import Scene

_RULES = [
    "acquisition.signed",
    "acquisition.signs_player",
    "acquisition.for_person",
    "acquisition.went_to",
    "acquisition.paid",
    "acquisition.offered_for",
    "acquisition.joins",
    "acquisition.fee",
    "acquisition.verb",
]
_FAR = 90
"""Within how many characters of its sum a player is named."""


def name_transfers(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims, transfer fees with the player as subject and the club that takes him as counterparty, null
    where only the one that lets him go is named. Only in sentences with one such sum, one player and clubs.
    """
    asked = claims.lazy().filter(
        pl.col("rule_id").is_in(_RULES) & (pl.col("metric") == "acquisition") & ~pl.col("in_table")
    )
    asked = asked.filter(pl.len().over("window") == 1).select("n", "window", "at", "to")
    names = clubs_and_players(scene, claims).join(asked.select("window").unique(), on="window", how="semi")
    away = pl.min_horizontal(
        (pl.col("name_at") - pl.col("to")).abs(), (pl.col("at") - pl.col("name_to")).abs()
    )
    players = (
        asked.join(names.filter(pl.col("entity_type") == "person"), on="window")
        .filter(away <= _FAR)
        .filter(pl.col("entity_id").n_unique().over("n") == 1)
        .unique("n", keep="first", maintain_order=True)
        .select("n", "window", player="entity_id")
    )
    clubs = with_sellers(names.filter(pl.col("entity_type").is_in(CLUBS)), scene.words)
    sold = pl.col("lets_go").any()
    sides = (
        players.join(clubs, on="window")
        .group_by("n", "player", maintain_order=True)
        .agg(
            buyer_ids=pl.col("entity_id").filter(~pl.col("lets_go")).unique(maintain_order=True),
            is_transfer=(pl.col("plays").any() | (pl.col("entity_type") == "organization").all()) & sold,
        )
        .filter("is_transfer", pl.col("buyer_ids").list.len() <= 1)
        .with_columns(subject=pl.concat_list("player"))
    )
    known = pl.col("player").is_not_null()
    takes = {
        "subject_ids": pl.col("subject_new"),
        "counterparty_ids": pl.col("buyer_ids"),
        "subject_score": pl.lit(PLAIN),
        "subject_named": pl.lit(True),
        "counterparty_score": pl.when(pl.col("buyer_ids").list.len() > 0).then(PLAIN),
    }
    found = sides.select("n", "player", "buyer_ids", subject_new="subject")
    return (
        claims.lazy()
        .join(found, on="n", how="left", maintain_order="left")
        .with_columns(pl.when(known).then(side).otherwise(name).alias(name) for name, side in takes.items())
        .drop("player", "buyer_ids", "subject_new")
        .collect(engine="in-memory")
    )
