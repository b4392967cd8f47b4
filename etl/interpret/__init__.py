"""Mentions to facts: claims, the computations that the text makes with its amounts, events.

Each reader takes the tables of a batch and gives tables of the contract; nothing here reads a file or
knows the rest of the corpus.
"""

import polars as pl

from etl.interpret.claims import read_claims
from etl.lexicon import Lexicon


def interpret_batch(tables: dict[str, pl.DataFrame], lexicon: Lexicon) -> dict[str, pl.DataFrame]:
    """The claims, relations and events of a batch: the lake columns of their tables.

    Needs `dim_article`, `stg_segment`, `stg_sentence`, `stg_cell` and the four tables of mentions.
    """
    return {"fact_claim": read_claims(tables, lexicon)}


__all__ = ["interpret_batch", "read_claims"]
