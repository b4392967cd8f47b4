"""Who takes part in events: the names around their words, or the parties of the claims that belong."""

import polars as pl

from etl.contracts.frames import Tables
from etl.interpret.events.rules import Rules
from etl.interpret.events.words import EVENT, KEY, place_in

PREPOSITION = (
    r"(?:^|[^a-z])(?:after|against|alongside|as|at|before|between|by|for|from|in|including|into|like|of|on|over|"
    r"rival|than|to|under|via|with)(?: (?:a|its|rival|the|their))? $"
)
"""What ends the words before a name that is no subject: `Anthropic, backed by Google, filed`."""

JOINT = r"^(?:, |,? and | & |/|,? and the )$"
"""What stands between two names that share a part."""

PARTY = pl.Schema(
    {
        "article_id": pl.String(),
        "start_char": pl.UInt32(),
        "role": pl.String(),
        "entity_id": pl.String(),
        "side": pl.String(),
    }
)


def find_parties(tables: Tables, told: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """The names that take part: the columns of `PARTY`, `side` being `before` or `after` the words.

    On each side it is the nearest name that can play the part, one that no preposition governs rather, and
    the names that `and` joins to it.
    """
    sides = pl.concat(
        told.select(*EVENT, "sentence_no", "end_char", "reach", part=side, side=pl.lit(side)).drop_nulls(
            "part"
        )
        for side in ("before", "after")
    )
    gap = (
        pl.when(pl.col("side") == "before")
        .then(pl.col("start_char").cast(pl.Int64) - pl.col("name_end"))
        .otherwise(pl.col("name_start") - pl.col("end_char").cast(pl.Int64))
    )
    is_before = pl.col("side") == "before"
    fitting = (
        sides.join(_names(tables, told), on=KEY)
        .join(rules.parts, on=["part", "entity_type"])
        .with_columns(gap=gap)
        .filter((pl.col("gap") >= 0) & (is_before | (pl.col("gap") <= pl.col("reach"))))
        .with_columns(last=is_before & pl.col("is_governed"))
        .sort("last", "gap", "name_start")
    )
    chosen = fitting.unique([*EVENT, "side"], keep="first", maintain_order=True).select(
        *EVENT, "side", "group"
    )
    return (
        fitting.join(chosen, on=[*EVENT, "side", "group"])
        .select(PARTY.names())
        .unique()
        .sort(*EVENT, "role", "entity_id")
    )


def _names(tables: Tables, told: pl.DataFrame) -> pl.DataFrame:
    """The names of the sentences that tell of events: where they are, whether a preposition governs them, and
    their `group`, which joint names share.
    """
    sentences = told.select(*KEY, "sentence_start", "sentence_end", "sentence").unique(KEY)
    since, start = pl.col("since"), pl.col("name_start") - pl.col("sentence_start").cast(pl.Int64)
    placed = (
        tables["fact_entity_mention"]
        .filter(pl.col("zone") != "boilerplate")
        .sort("start_char")
        .join_asof(
            sentences.sort("sentence_start"),
            left_on="start_char",
            right_on="sentence_start",
            by="article_id",
            check_sortedness=False,
        )
        .filter(pl.col("end_char") <= pl.col("sentence_end"))
        .sort(EVENT)
        .with_columns(
            name_start=pl.col("start_char").cast(pl.Int64), name_end=pl.col("end_char").cast(pl.Int64)
        )
        .with_columns(since=pl.col("name_end").shift(1).over(KEY) - pl.col("sentence_start").cast(pl.Int64))
        .with_columns(
            words=pl.col("sentence").str.slice(since.fill_null(0), (start - since.fill_null(0)).clip(0))
        )
    )
    joined = (pl.col("words").str.contains(JOINT) & since.is_not_null()).fill_null(False)
    governed = pl.col("words").str.tail(24).str.to_lowercase().str.contains(PREPOSITION)
    return (
        placed.with_columns(group=(~joined).cum_sum().over(KEY), is_governed=governed)
        .with_columns(pl.col("is_governed").first().over(*KEY, "group"))
        .select(*KEY, "entity_id", "entity_type", "group", "is_governed", "name_start", "name_end")
    )


def link_claims(tables: Tables, told: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """The claims that belong to events: those of the sentence that measure one of the event's metrics.

    Columns: `EVENT`, `claim_id`, `is_chief`, and the claim's parties, modality and evidence.
    """
    amounts = tables["fact_money_mention"].select("article_id", "mention_id", amount_start="start_char")
    places = place_in(told, amounts, "amount_start").drop("article_id")
    claims = tables["fact_claim"].select(
        "article_id",
        "claim_id",
        "mention_id",
        "metric",
        "modality",
        "evidence",
        "subject_ids",
        "counterparty_ids",
    )
    return (
        told.select(*EVENT, "event_type", "sentence_start")
        .join(rules.links, on="event_type")
        .join(claims.join(places, on="mention_id"), on=["article_id", "sentence_start", "metric"])
        .sort(*EVENT, "is_chief", "amount_start", descending=[False, False, True, False])
        .select(*EVENT, "claim_id", "is_chief", "modality", "evidence", "subject_ids", "counterparty_ids")
    )


def settle_parties(named: pl.DataFrame, linked: pl.DataFrame) -> pl.DataFrame:
    """The parties of events, `EVENT`, `role`, `entity_id`: subject and counterparty as the first claim of the
    chief metric has them, since it was read with more than place to go by; else as named; and where nobody is
    named, as any linked claim has them.
    """
    chief = _of_claims(linked.filter("is_chief"))
    rest = named.select(*EVENT, "role", "entity_id").join(chief, on=[*EVENT, "role"], how="anti")
    # A name that the claim has as one party is not the other one too.
    rest = rest.join(chief, on=[*EVENT, "entity_id"], how="anti")
    told = pl.concat([chief, rest])
    others = _of_claims(linked).join(told.select(EVENT).unique(), on=EVENT, how="anti")
    return pl.concat([told, others]).unique().sort(*EVENT, "role", "entity_id")


def _of_claims(linked: pl.DataFrame) -> pl.DataFrame:
    """The parties of the first claim that is linked to each event."""
    first = linked.unique(EVENT, keep="first", maintain_order=True)
    return pl.concat(
        first.select(*EVENT, role=pl.lit(role), entity_id=f"{role}_ids").explode("entity_id").drop_nulls()
        for role in ("subject", "counterparty")
    )
