"""Mentions to facts: claims, the computations that the text makes with its amounts, events.

Each reader takes the tables of a batch and gives tables of the contract; nothing here reads a file or
knows the rest of the corpus.
"""

from etl.contracts.frames import Tables
from etl.interpret.claims import read_claims
from etl.interpret.claims.weights import weights_of
from etl.interpret.events import read_events
from etl.interpret.events import rules as events
from etl.interpret.relations import read_relations
from etl.interpret.relations import rules as relations
from etl.lexicon import Lexicon


def interpret_batch(tables: Tables, lexicon: Lexicon) -> Tables:
    """The claims, relations and events of a batch: the lake columns of their tables.

    Needs `dim_article`, `stg_segment`, `stg_sentence`, `stg_cell` and the four tables of mentions.
    """
    claims = {"fact_claim": read_claims(tables, lexicon)}
    known = tables | claims
    return claims | read_relations(known, lexicon) | read_events(known, lexicon)


def compile_rules(lexicon: Lexicon) -> None:
    """Have what relations, events and the signs of claims compile from a lexicon at hand."""
    for make in (relations.compile_rules, events.compile_rules, weights_of):
        make(lexicon)


__all__ = ["compile_rules", "interpret_batch", "read_claims", "read_events", "read_relations"]
