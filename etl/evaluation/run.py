"""Score a gold folder: a warehouse of its own is built from the folder's texts and held against the gold."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from etl.engine import Ledger, run_ledger
from etl.errors import WrongRequest
from etl.evaluation.claims import Pair, pair_claims, score_claims, score_relations
from etl.evaluation.gold import GoldArticle, read_gold, read_object
from etl.evaluation.mentions import align_ids, score_mentions
from etl.evaluation.scores import Score
from etl.report.rows import Row, read_rows
from etl.warehouse.published import open_published

TABLES: Mapping[str, str] = {
    "money": "fact_money_mention",
    "quantities": "fact_quantity_mention",
    "dates": "fact_date_mention",
    "entities": "fact_entity_mention",
}
CLAIMS = """
    select claim.*, mention.start_char, mention.end_char
    from fact_claim as claim
    join fact_money_mention as mention using (mention_id)
"""
RELATIONS = """
    with stated as (
        select mention_id, start_char from fact_quantity_mention
        union all
        select mention_id, start_char from fact_money_mention
    )
    select relation.*, stated.start_char
    from fact_relation as relation
    join stated on stated.mention_id = relation.stated_mention_id
"""


@dataclass(frozen=True)
class Evaluation:
    """All scores of a folder, by `part` and name, and the claims pair by pair for a closer look."""

    folder: str
    articles: int
    scores: Mapping[str, Mapping[str, Score]]
    pairs: tuple[Pair, ...]

    def figures(self) -> dict[str, float]:
        """Every F1 as `part.name`, rounded to four digits: what floors are held against."""
        return {
            f"{part}.{name}": round(score.f1, 4)
            for part, named in self.scores.items()
            for name, score in named.items()
        }


def evaluate(folder: Path, ledger: Ledger, now: datetime) -> Evaluation:
    """Build a warehouse from the folder's texts in a temporary place and score it.

    `ledger` says which lexicons and SQL to use; its data is not touched. Raises NotFound where the folder
    holds no gold.
    """
    articles = read_gold(folder)
    with _built(articles, ledger, now) as warehouse:
        return score_warehouse(warehouse, articles, folder.name)


@contextmanager
def _built(articles: list[GoldArticle], ledger: Ledger, now: datetime) -> Iterator[Path]:
    """The path of a warehouse that holds the gold's texts and nothing else, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="newsledger-eval-") as place:
        raw = Path(place, "raw")
        raw.mkdir()
        for article in articles:
            raw.joinpath(f"{article.name}.txt").write_bytes(article.text.encode("utf-8"))
        own = ledger.at(raw_dir=raw, lake_dir=Path(place, "lake"), warehouse=Path(place, "gold.duckdb"))
        run_ledger(own, now)
        yield own.warehouse


def score_warehouse(warehouse: Path, articles: list[GoldArticle], name: str) -> Evaluation:
    """Score a published warehouse against gold for articles that it holds."""
    with open_published(warehouse) as connection:
        mentions = {kind: read_rows(connection, f"select * from {table}") for kind, table in TABLES.items()}
        claims = read_rows(connection, CLAIMS)
        relations = read_rows(connection, RELATIONS)
    ids = align_ids(mentions["entities"], articles)
    pairs = pair_claims(claims, articles, ids)
    scores = {kind: _score_annotated(kind, rows, articles) for kind, rows in mentions.items()}
    scores = {kind: named for kind, named in scores.items() if named}
    if pairs:
        scores["claims"] = score_claims(pairs, len(claims))
    if any("relations" in article.fields for article in articles):  # gold may leave them out altogether
        scores["relations"] = score_relations(relations, articles)
    return Evaluation(name, len(articles), scores, tuple(pairs))


def _score_annotated(kind: str, given: list[Row], articles: list[GoldArticle]) -> dict[str, Score]:
    """The scores of a kind of mention on the articles whose gold annotates it; empty where none does."""
    annotated = [article for article in articles if kind in article.fields]
    ids = {article.article_id for article in annotated}
    return score_mentions(kind, [row for row in given if row["article_id"] in ids], annotated) if ids else {}


def read_floors(path: Path) -> dict[str, dict[str, float]]:
    """The floors of a file, by folder and figure. Raises WrongRequest where they are none."""
    remedy = 'write it as {"FOLDER": {"money.span": 0.97}}'
    pinned = read_object(path, remedy)
    for folder, floors in pinned.items():
        if not isinstance(floors, dict):
            raise WrongRequest(f"{path}: {folder}: no floors by figure; {remedy}")
        for figure, floor in floors.items():
            if not isinstance(floor, Decimal):
                raise WrongRequest(f"{path}: {folder}: {figure}: {floor!r} is no number; {remedy}")
    return {
        folder: {figure: float(floor) for figure, floor in floors.items()}
        for folder, floors in pinned.items()
    }


def breaches(figures: Mapping[str, float], floors: Mapping[str, Any]) -> list[str]:
    """The figures below their floor, each as a line; a floor without a figure is a breach too.

    >>> breaches({"money.span": 0.96}, {"money.span": 0.97, "dates.span": 0.9})
    ['dates.span: no figure for the floor 0.9', 'money.span: 0.96 is below its floor 0.97']
    """
    lines = []
    for name, floor in sorted(floors.items()):
        if name not in figures:
            lines.append(f"{name}: no figure for the floor {floor}")
        elif figures[name] < floor:
            lines.append(f"{name}: {figures[name]} is below its floor {floor}")
    return lines
