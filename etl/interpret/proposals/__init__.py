"""Claims that another engine proposes: the one interface for whoever reads articles besides us.

An engine says where an amount stands, what it is worth, and what is said of it. `check` believes none of it
unseen: the amount is our own grammar's reading of that very span, names are words of the article and get our
ids. `own` is our rules behind the same interface.
"""

from typing import Protocol

import polars as pl

from etl.interpret.proposals.check import STANDS, check_proposals
from etl.interpret.proposals.own import OwnRules


class Extractor(Protocol):
    """Another engine: whatever can be called with articles and proposes claims for them."""

    def __call__(self, articles: pl.DataFrame) -> pl.DataFrame:
        """Proposals, a row each, with the fields of `etl.ingest.proposals` (those that are optional may be
        left out). `articles` has the columns of `dim_article`; `article` is its `article_id`, `start` and
        `end` count code points of its `text`.
        """
        ...


__all__ = ["STANDS", "Extractor", "OwnRules", "check_proposals"]
