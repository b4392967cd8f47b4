"""Scores of claims and of the computations in the text, against gold.

A gold claim is held against the given claims of the mention that overlaps its own; of several the one that
agrees in most fields. `strict` wants gold's own value, `accepted` takes what gold's `accept` lists as well.
A gold claim with no given one counts as wrong in every field.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from etl.evaluation.gold import GoldArticle
from etl.evaluation.mentions import Row
from etl.evaluation.scores import Score

FIELDS = ("metric", "basis", "subject", "counterparty", "as_of", "modality", "evidence", "source", "negated")
TOGETHER = ("metric", "subject", "modality")
EMPTY: Mapping[str, Any] = {
    "basis": None,
    "counterparty": None,
    "as_of": None,
    "evidence": "stated",
    "source": None,
    "negated": False,
}
"""The sparse fields and the answer that is right for most claims without reading a word."""


@dataclass(frozen=True)
class Pair:
    """A gold claim and what was given for it, field by field; `given` is None where nothing was."""

    gold: Row
    given: Mapping[str, Any] | None

    def agrees(self, field: str, *, accept: bool) -> bool:
        """Whether the given value is gold's, or with `accept` one that gold accepts."""
        if self.given is None:
            return False
        wanted = [self.gold[field]]
        if accept:
            wanted += self.gold.get("accept", {}).get(field, [])
        return any(same(self.given[field], value) for value in wanted)


def same(given: Any, wanted: Any) -> bool:
    """Equality of field values; one id and a list of that id are equal, lists in any order.

    >>> same(["a", "b"], ["b", "a"]), same([], None), same(["a"], "a"), same("x", None)
    (True, True, True, False)
    """
    return _as_set(given) == _as_set(wanted)


def _as_set(value: Any) -> frozenset[Any]:
    if value is None:
        return frozenset()
    return frozenset(value) if isinstance(value, list | tuple) else frozenset([value])


def pair_claims(given: Iterable[Row], articles: Iterable[GoldArticle], ids: Mapping[str, str]) -> list[Pair]:
    """Every gold claim with the given claim that it is held against; gold may leave claims out.

    `given` are rows of `fact_claim` with the `start_char` and `end_char` of their mention; `ids`
    translates entity ids (`align_ids`).
    """
    by_article: dict[str, list[Row]] = {}
    for row in given:
        by_article.setdefault(row["article_id"], []).append(row)
    pairs = []
    for article in articles:
        rows = by_article.get(article.article_id, [])
        for claim in article.spans("claims"):
            start = int(claim["money_start"])
            end = start + len(claim["money_text"])
            near = [row for row in rows if row["start_char"] < end and start < row["end_char"]]
            candidates = [Pair(claim, _fields(row, ids)) for row in near]
            pairs.append(max(candidates, key=_agreement, default=Pair(claim, None)))
    return pairs


def _agreement(pair: Pair) -> int:
    return sum(pair.agrees(field, accept=True) for field in FIELDS)


def _fields(row: Row, ids: Mapping[str, str]) -> dict[str, Any]:
    """A row of `fact_claim` in gold's fields and gold's ids."""
    as_of = f"{row['as_of_start']}/{row['as_of_end']}" if row["as_of_start"] else None
    parties = {
        role: [ids.get(entity, entity) for entity in row[f"{role}_ids"]]
        for role in ("subject", "counterparty", "source")
    }
    names = ("metric", "basis", "modality", "evidence", "negated", "confidence")
    plain = {name: row[name] for name in names}
    return plain | parties | {"as_of": as_of}


def score_claims(pairs: list[Pair], given_count: int) -> dict[str, Score]:
    """Accuracy of each field and of metric, subject and modality together, over gold's claims; for
    sparse fields `…_present`: F1 over the values that are there. `count` compares numbers of claims.
    """
    wanted = len(pairs)
    scores = {"count": Score(sum(pair.given is not None for pair in pairs), given_count, wanted)}
    for name, accept in (("strict", False), ("accepted", True)):
        together = sum(all(pair.agrees(field, accept=accept) for field in TOGETHER) for pair in pairs)
        scores[f"together_{name}"] = Score(together, wanted, wanted)
        for field in FIELDS:
            agreed = sum(pair.agrees(field, accept=accept) for pair in pairs)
            scores[f"{field}_{name}"] = Score(agreed, wanted, wanted)
    for field, empty in EMPTY.items():
        scores[f"{field}_present"] = _present(pairs, field, empty)
        constant = sum(same(pair.gold[field], empty) for pair in pairs)
        scores[f"{field}_constant"] = Score(constant, wanted, wanted)
    return scores


def _present(pairs: list[Pair], field: str, empty: Any) -> Score:
    """F1's counts over the values that are there. Where gold also accepts what was given, the pair counts
    as right if a value was given, and not at all if none was.
    """
    right = given = wanted = 0
    for pair in pairs:
        answer = pair.given[field] if pair.given else empty
        is_given, is_wanted = not same(answer, empty), not same(pair.gold[field], empty)
        agrees = pair.agrees(field, accept=True)
        if agrees and is_given != is_wanted:
            is_wanted = is_given
        right += is_given and is_wanted and agrees
        given += is_given
        wanted += is_wanted
    return Score(right, given, wanted)


def score_relations(given: Iterable[Row], articles: Iterable[GoldArticle]) -> dict[str, Score]:
    """Computations found, by kind and place of what is stated, and those with gold's verdict.

    `given` are rows of `fact_relation` with the `start_char` of the stated mention.
    """
    found = {(row["article_id"], row["start_char"], row["kind"]): row["verdict"] for row in given}
    gold = {
        (article.article_id, int(relation["stated"]["start"]), relation["kind"]): relation["verdict"]
        for article in articles
        for relation in article.fields.get("relations", [])
    }
    shared = found.keys() & gold.keys()
    verdicts = sum(found[key] == gold[key] for key in shared)
    return {
        "found": Score(len(shared), len(found), len(gold)),
        "verdict": Score(verdicts, len(gold), len(gold)),
    }
