"""Clubs beside the players whom they take or let go: of two, one only sells."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene

CLUBS = ("organization", "company")
_PRIOR = ("entity_type", "name_at", "name_to")
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
_FROM_LONG = 8
"""How far a club stands behind the player who comes from it: `Leo Hart from Milltown`."""
_PLAYER_FROM = r"(?:^|[^a-z])<players>(?:,? (?:[0-9]+|[a-z]+))?,? from $"
_LETS_GO = (
    r"^ (?:have |has |had |will |would |are |were |is |to )*(?:reject|rejects|rejected|turns? down|"
    r"turned down|sold|sells?|selling|accepts?|accepted|rebuff|rebuffed|values?|valued|wants?|wanted|"
    r"demand|asking|receives?|received|(?:pull|pulls|pulled) out of (?:the|an?) (?:[^ ]+ )?sale)(?:[^a-z]|$)"
)


def who_moves(scene: Scene, claims: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Where the players stand who move from a club to another (`Leo Hart from Milltown`), and where the clubs
    that let a player go, by that or by their verb (`Milltown rejected a bid for Leo Hart`).
    """
    names = clubs_and_players(scene, claims)
    players = names.filter(pl.col("entity_type") == "person").select("window", has_player=True).unique()
    clubs = with_sellers(names.filter(pl.col("entity_type").is_in(CLUBS)), scene.words)
    clubs = clubs.filter("lets_go_plainly").join(players, on="window", how="left")
    is_club = pl.col("has_player").fill_null(False) | (pl.col("entity_type") == "organization")
    sells = clubs.filter(is_club).select("name_at", prior_name_at=pl.when("comes").then("prior_name_at"))
    found = sells.collect(engine="in-memory")
    return found["prior_name_at"].drop_nulls(), found["name_at"]


def clubs_and_players(scene: Scene, claims: pl.DataFrame) -> pl.LazyFrame:
    """The names of the windows that tell of a deal, with the text around each and the name before it."""
    deals = claims.lazy().filter(pl.col("metric") == "acquisition").select("window").unique()
    named = scene.entities.join(deals, on="window", how="semi").select(
        "window",
        "entity_id",
        "entity_type",
        name_at="at",
        name_to="to",
        ahead=pl.col("before").str.tail(_LONG),
        behind=pl.col("after").str.head(_LONG),
    )
    return named.with_columns(**{f"prior_{name}": _prior(name) for name in _PRIOR})


def with_sellers(clubs: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The clubs with `plays`, whether a player is told to be theirs, and `lets_go`, whether they sell."""
    ahead, behind = pl.col("ahead"), pl.col("behind")
    plays = behind.str.contains(spell(_THEIR_PLAYER, words))
    bids = ahead.str.contains(_BID_FROM)
    lets_go = behind.str.contains(_LETS_GO)
    comes = ahead.str.contains("(?:^|[^a-z])from $") & ~bids
    comes = comes & (pl.col("prior_entity_type") == "person")
    comes = comes & (pl.col("name_at") - pl.col("prior_name_to") <= _FROM_LONG)
    plainly = lets_go | comes | ahead.str.contains(spell(_PLAYER_FROM, words))
    sells = plays | lets_go | (ahead.str.contains(_FROM) & ~bids)
    keys = ("window", "entity_id", "entity_type", "name_at")
    flags = {"plays": plays, "lets_go": sells, "lets_go_plainly": plainly, "comes": comes}
    return clubs.select(*keys, "prior_name_at", **flags)


def _prior(name: str) -> pl.Expr:
    """The column of the name before it in its window."""
    return pl.col(name).shift().over("window", order_by="name_at")
