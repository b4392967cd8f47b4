"""Who is bought in a transfer, and by whom: of two clubs one lets the player go."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.parties.settled import PLAIN
from etl.interpret.claims.patterns import spell
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
_CLUBS = ["organization", "company"]
_FAR = 90
"""Within how many characters of its sum a player is named."""
_LONG = 48
"""How much of the text around a club is looked at."""
_THEIR_PLAYER = r"^(?:['’]s?)? (?:[a-z0-9-]+ ){0,2}<players> "
"""`Benfica midfielder Rui Duarte` plays there."""
_BID_FROM = (
    r"(?:^|[^a-z])(?:offers?|bids?|approach|approaches|proposals?|interest)(?: [^.;]*)? from"
    r" (?:[a-z]+ ){0,2}$"
)
_FROM = r"(?:^|[^a-z])(?:from|with|paid|pays|pay|paying|offered|offer|owed?) (?:[a-z]+ ){0,2}$"
"""Whom one gets a player from, deals with or pays."""
_LETS_GO = (
    r"^ (?:have |has |had |will |would |are |were |is |to )*(?:reject|rejects|rejected|turns? down|"
    r"turned down|sold|sells?|selling|accepts?|accepted|rebuff|rebuffed|values?|valued|wants?|wanted|"
    r"demand|asking|receives?|received)(?:[^a-z]|$)"
)


def name_transfers(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims, transfer fees with the player as subject and the club that takes him as counterparty, null
    where only the one that lets him go is named. Only in sentences with one such sum, one player and clubs.
    """
    asked = claims.lazy().filter(
        pl.col("rule_id").is_in(_RULES) & (pl.col("metric") == "acquisition") & ~pl.col("in_table")
    )
    asked = asked.filter(pl.len().over("window") == 1).select("n", "window", "at", "to")
    names = _names(scene).join(asked.select("window").unique(), on="window", how="semi")
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
    clubs = _clubs(names.filter(pl.col("entity_type").is_in(_CLUBS)), scene.words)
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


def _names(scene: Scene) -> pl.LazyFrame:
    """The names of the windows with the text around them, in small letters."""
    named = scene.entities.select("window", "entity_id", "entity_type", name_at="at", name_to="to")
    text, base = pl.col("text").str.to_lowercase(), pl.col("base")
    return (
        named.join(scene.windows.select("window", "text", "base"), on="window")
        .with_columns(
            ahead=text.str.slice(0, pl.col("name_at") - base).str.tail(_LONG),
            behind=text.str.slice(pl.col("name_to") - base, _LONG),
        )
        .drop("text", "base")
    )


def _clubs(clubs: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The clubs with `plays`, whether a player is told to be theirs, and `lets_go`, whether they sell."""
    ahead, behind = pl.col("ahead"), pl.col("behind")
    plays = behind.str.contains(spell(_THEIR_PLAYER, words))
    bids = ahead.str.contains(_BID_FROM)
    sells = plays | (ahead.str.contains(_FROM) & ~bids) | behind.str.contains(_LETS_GO)
    return clubs.select("window", "entity_id", "entity_type", plays=plays, lets_go=sells)
