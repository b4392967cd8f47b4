"""Names in the gold, as listed and with every company renamed, so that discovery is measured too."""

import hashlib
from itertools import pairwise
from typing import Any

import polars as pl
import pytest

from etl.evaluation.gold import GoldArticle, read_gold
from etl.evaluation.mentions import score_mentions
from etl.extract.entities import find_entities
from etl.ingest.batch import ingest_batch
from etl.lexicon import Lexicon

HEADS = [
    "Zelph",
    "Quand",
    "Briv",
    "Norv",
    "Tess",
    "Okand",
    "Lumer",
    "Vant",
    "Pell",
    "Drayv",
    "Sumb",
    "Kestr",
    "Halv",
    "Ond",
    "Fyrr",
    "Marv",
    "Cint",
    "Blov",
]
TAILS = ["ora", "rix", "anto", "elle", "yra", "iqa", "oro", "ucor", "ik", "aro"]
LETTERS = "QXZVJWKYBP"
"""Parts of names that no list or dictionary holds."""


def found_in(articles: list[GoldArticle]) -> list[dict[str, Any]]:
    """The mentions found in the articles' texts."""
    contents = [article.text.encode() for article in articles]
    rows = [
        (f"{article.name}.txt", hashlib.sha256(content).hexdigest(), len(content), content)
        for article, content in zip(articles, contents, strict=True)
    ]
    schema = {"path": pl.String, "sha256": pl.String, "size_bytes": pl.Int64, "content": pl.Binary}
    files = pl.DataFrame(rows, schema=schema, orient="row")
    return find_entities(ingest_batch(files, Lexicon(), "test"), Lexicon()).to_dicts()


def renamed(articles: list[GoldArticle]) -> list[GoldArticle]:
    """The articles with each company under an invented name, the same throughout; gold moved along."""
    spans = [span for article in articles for span in article.spans("entities")]
    companies = sorted({span["id"] for span in spans if span["type"] == "company"})
    numbers = {company: number for number, company in enumerate(companies)}
    return [_renamed(article, numbers) for article in articles]


def _renamed(article: GoldArticle, numbers: dict[str, int]) -> GoldArticle:
    text, moved, at = "", [], 0
    for span in sorted(article.spans("entities"), key=lambda span: span["start"]):
        start, end = int(span["start"]), int(span["end"])
        text += article.text[at:start]
        surface = article.text[start:end]
        if span["type"] == "company":
            surface = invented(surface, numbers[span["id"]])
        moved.append(dict(span) | {"start": len(text), "end": len(text) + len(surface), "text": surface})
        text, at = text + surface, end
    text += article.text[at:]
    article_id = hashlib.sha256(text.encode()).hexdigest()[:16]
    return GoldArticle(article.name, article_id, text, {"entities": moved})


def invented(surface: str, number: int) -> str:
    """Another name of the same shape: its first word invented, words after it kept.

    A first word in capitals gets three other capitals.
    """
    first, _, rest = surface.partition(" ")
    name = HEADS[number % len(HEADS)] + TAILS[number // len(HEADS) % len(TAILS)]
    if first.isupper() and len(first) <= 4:
        name = "".join(LETTERS[number // size % len(LETTERS)] for size in (1, 10, 100))
    return " ".join(filter(None, [name, rest]))


@pytest.mark.parametrize(
    ("folder", "span", "kind", "same"), [("articles", 0.97, 0.97, 0.97), ("dev", 0.97, 0.97, 0.97)]
)
def test_names_in_the_gold_are_found(gold, folder, span, kind, same):
    articles = read_gold(gold / folder)
    scores = score_mentions("entities", found_in(articles), articles)
    assert scores["span"].f1 >= 0.97
    assert scores["type"].f1 >= 0.97
    assert scores["same_id"].f1 >= 0.97


def test_companies_that_no_list_holds_are_found(gold):
    articles = renamed(read_gold(gold / "dev"))
    scores = score_mentions("entities", found_in(articles), articles)
    assert scores["span"].f1 >= 0.88
    assert scores["type"].f1 >= 0.88
    assert scores["same_id"].f1 >= 0.90


def test_mentions_are_cut_from_the_text_and_do_not_overlap(gold):
    articles = read_gold(gold / "dev")
    texts = {article.article_id: article.text for article in articles}
    rows = sorted(found_in(articles), key=lambda row: (row["article_id"], row["start_char"]))
    for row in rows:
        assert texts[row["article_id"]][row["start_char"] : row["end_char"]] == row["surface"]
    for before, after in pairwise(rows):
        assert before["article_id"] != after["article_id"] or before["end_char"] <= after["start_char"]


def test_an_article_reads_the_same_alone_and_among_others(gold):
    articles = read_gold(gold / "articles")
    together = {row["mention_id"]: row for row in found_in(articles)}
    alone = {row["mention_id"]: row for article in articles for row in found_in([article])}
    assert together == alone
