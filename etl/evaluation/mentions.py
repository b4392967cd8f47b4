"""Scores of mentions: spans, values and what is said of a value, against gold.

A given and a gold mention *match* where article, start and end are equal. Attributes (hedge, `per`, type)
are scored on matched mentions; `accept` in gold lists further readings that count.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from etl.evaluation.gold import GoldArticle
from etl.evaluation.scores import Score, overlap_score, pair_score

Span = tuple[str, int, int]
Row = Mapping[str, Any]
"""A row of a warehouse table, or a gold item, by name."""

VALUES: Mapping[str, tuple[tuple[str, str], ...]] = {
    # kind: (column in the warehouse, field in gold) of what makes its value
    "money": (("amount_min", "min"), ("amount_max", "max"), ("currency", "currency")),
    "quantities": (("kind", "kind"), ("value_min", "min"), ("value_max", "max")),
    "dates": (("start_date", "start_date"), ("end_date", "end_date")),
    "entities": (("entity_type", "type"),),
}
ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "money": ("hedge", "per", "zone"),
    "quantities": ("hedge", "unit"),
    "dates": (),
    "entities": (),
}


def score_mentions(kind: str, given: Iterable[Row], articles: Iterable[GoldArticle]) -> dict[str, Score]:
    """All scores of one kind of mention.

    `span`: exact spans. `value`: exact span and equal value (for entities: type). Then one score for each
    attribute over the matched mentions, and for the sparse ones (`per`) `…_present` over the values that
    are there. Entities have `same_id` too: pairs of matched mentions that share an id.
    """
    found = {_span(row): row for row in given}
    gold = {
        (article.article_id, int(span["start"]), int(span["end"])): span
        for article in articles
        for span in article.spans(kind)
    }
    matched = [(found[span], gold[span]) for span in sorted(found.keys() & gold.keys())]
    right = sum(all(_agrees(row, span, *names) for names in VALUES[kind]) for row, span in matched)
    scores = {
        "span": overlap_score(list(found), list(gold)),
        "value": Score(right, len(found), len(gold)),
    }
    for name in ATTRIBUTES[kind]:
        agreed = sum(_agrees(row, span, name, name) for row, span in matched)
        scores[name] = Score(agreed, len(matched), len(matched))
    if kind == "money":
        scores["per_present"] = _present(matched, "per")
    if kind == "entities":
        scores["type"] = Score(right, len(matched), len(matched))
        scores["same_id"] = pair_score((row["entity_id"], span["id"]) for row, span in matched)
    return scores


def align_ids(given: Iterable[Row], articles: Iterable[GoldArticle]) -> dict[str, str]:
    """Our entity ids in gold's names: each goes to the gold id whose mentions it overlaps most often.

    Ids of unlisted names are arbitrary, so claims are compared after this translation. Ties go to the
    same spelling, then to the alphabetically first.
    """
    spans = [
        (article.article_id, int(span["start"]), int(span["end"]), span["id"])
        for article in articles
        for span in article.spans("entities")
    ]
    gold: dict[str, list[tuple[int, int, str]]] = {}
    for article_id, start, end, entity_id in spans:
        gold.setdefault(article_id, []).append((start, end, entity_id))
    votes: dict[str, Counter[str]] = {}
    for row in given:
        for start, end, entity_id in gold.get(row["article_id"], []):
            if row["start_char"] < end and start < row["end_char"]:
                votes.setdefault(row["entity_id"], Counter())[entity_id] += 1
    return {
        ours: min(counts, key=lambda theirs: (-counts[theirs], theirs != ours, theirs))
        for ours, counts in votes.items()
    }


def _span(row: Row) -> Span:
    return row["article_id"], row["start_char"], row["end_char"]


def _agrees(row: Row, gold: Row, column: str, field: str) -> bool:
    """Whether a column's value is gold's or one that gold accepts. Dates are compared as ISO text."""
    value = row[column]
    value = value.isoformat() if hasattr(value, "isoformat") else value
    return value == gold[field] or value in gold.get("accept", {}).get(field, [])


def _present(matched: list[tuple[Row, Row]], name: str) -> Score:
    """A sparse attribute over the values that are there. Where gold also accepts what was given, the mention
    counts as right if a value was given, and not at all if none was.
    """
    right = given = wanted = 0
    for row, gold in matched:
        is_given, is_wanted = row[name] is not None, gold[name] is not None
        agrees = _agrees(row, gold, name, name)
        if agrees and is_given != is_wanted:
            is_wanted = is_given
        right += is_given and is_wanted and agrees
        given += is_given
        wanted += is_wanted
    return Score(right, given, wanted)
