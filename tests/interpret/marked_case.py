"""Texts in which `[ ]`, `{ }` and `< >` mark what extraction would find, and how their claims are read."""

from datetime import date

import polars as pl

from etl.evaluation.case_tables import case_tables
from etl.evaluation.cases import Case, unmark
from etl.interpret.claims import read_claims
from etl.lexicon import Lexicon

PUBLISHED = date(2025, 1, 6)


def tables_of(marked: str, published: date = PUBLISHED) -> dict[str, pl.DataFrame]:
    """The tables of one article."""
    text, marks = unmark(marked)
    return case_tables([Case("marked", published, text, marks, (), "f" * 16)])


def claims_of(marked: str, published: date = PUBLISHED) -> pl.DataFrame:
    """The claims of one article, in the order of their amounts."""
    tables = tables_of(marked, published)
    starts = tables["fact_money_mention"].select("mention_id", "start_char")
    return read_claims(tables, Lexicon()).join(starts, on="mention_id").sort("start_char")
