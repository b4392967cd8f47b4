"""Events: what the text says has happened, will or may, to whom and when (guide, section 7).

`words` finds the places that tell of an event, `parties` the names and claims around them, `circumstances`
the date, how real it is and who vouches. What the words are stands in `events.toml`; how real and who vouches
share the cue words of claims (`cues.toml`).
"""

import polars as pl

from etl.contracts.frames import Tables
from etl.interpret.events.circumstances import date_events, weigh_events
from etl.interpret.events.parties import find_parties, link_claims, settle_parties
from etl.interpret.events.rules import compile_rules
from etl.interpret.events.words import EVENT, KEY, find_words
from etl.lexicon import Lexicon


def read_events(tables: Tables, lexicon: Lexicon) -> Tables:
    """The events of a batch's texts: `fact_event`, `bridge_event_party`, `bridge_event_claim`, in order.

    Needs `dim_article`, `stg_sentence`, the mentions of amounts, names and dates, and `fact_claim`. One row
    an event type and sentence: where several words tell of it, those of the first rule. Null dates where
    the sentence gives none.
    """
    rules = compile_rules(lexicon)
    told = find_words(tables, rules)
    named, linked = find_parties(tables, told, rules), link_claims(tables, told, rules)
    sure = _keep_sure(told, named, linked)
    dated = date_events(sure, tables["fact_date_mention"])
    weighed = weigh_events(dated, linked, tables["fact_entity_mention"], lexicon)
    events = weighed.sort(EVENT).select(
        *EVENT,
        "end_char",
        "event_type",
        "surface",
        "event_start",
        "event_end",
        "modality",
        "evidence",
        "sentence",
        event_id=pl.format("{}:v{}", *EVENT),
    )
    ids = events.select(*EVENT, "event_id")
    parties = ids.join(settle_parties(named, linked), on=EVENT).select("event_id", "entity_id", "role")
    claims = ids.join(linked, on=EVENT).select("event_id", "claim_id")
    return {
        "fact_event": events,
        "bridge_event_party": parties.sort("event_id", "role", "entity_id"),
        "bridge_event_claim": claims.unique().sort("event_id", "claim_id"),
    }


def _keep_sure(told: pl.DataFrame, named: pl.DataFrame, linked: pl.DataFrame) -> pl.DataFrame:
    """The places that have what their words need; of one event type in a sentence the first rule's."""
    there = {
        "before": named.filter(pl.col("side") == "before"),
        "after": named.filter(pl.col("side") == "after"),
        "claim": linked,
        "any": pl.concat([named.select(EVENT), linked.select(EVENT)]),
    }
    for need, having in there.items():
        lacking = told.filter(pl.col("needs").list.contains(need)).join(having, on=EVENT, how="anti")
        told = told.join(lacking, on=EVENT, how="anti")
    return told.sort("rank", *EVENT).unique([*KEY, "event_type"], keep="first", maintain_order=True)


__all__ = ["read_events"]
