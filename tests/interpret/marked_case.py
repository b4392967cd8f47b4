"""Texts in which `[ ]`, `{ }` and `< >` mark what extraction would find, and how their claims are read."""

import hashlib
from collections.abc import Iterable
from datetime import date

import polars as pl

from etl.evaluation.case_tables import case_tables
from etl.evaluation.cases import Case, unmark
from etl.interpret.claims import read_claims
from etl.lexicon import Lexicon

PUBLISHED = date(2025, 1, 6)


def tables_of(marked: str, published: date = PUBLISHED) -> dict[str, pl.DataFrame]:
    """The tables of one article."""
    return case_tables([_case(marked, published)])


def claims_of(marked: str, published: date = PUBLISHED) -> pl.DataFrame:
    """The claims of one article, in the order of their amounts."""
    return claims_of_each([marked], published)[marked]


def claims_of_each(texts: Iterable[str], published: date = PUBLISHED) -> dict[str, pl.DataFrame]:
    """The claims of each text, an article of its own, in the order of its amounts. All are read at once, which
    takes hardly longer than one.
    """
    cases = {marked: _case(marked, published) for marked in texts}
    tables = case_tables(list(cases.values()))
    starts = tables["fact_money_mention"].select("mention_id", "start_char")
    claims = read_claims(tables, Lexicon()).join(starts, on="mention_id").sort("start_char")
    return {marked: claims.filter(pl.col("article_id") == case.article_id) for marked, case in cases.items()}


def _case(marked: str, published: date) -> Case:
    text, marks = unmark(marked)
    return Case("marked", published, text, marks, (), hashlib.sha256(text.encode()).hexdigest()[:16])
