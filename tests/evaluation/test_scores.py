"""The arithmetic of scores, and what counts as a match."""

from pathlib import Path

import pytest

from etl.errors import NotFound
from etl.evaluation.claims import Pair, pair_claims, same, score_claims, score_relations
from etl.evaluation.gold import read_gold
from etl.evaluation.mentions import align_ids, score_mentions
from etl.evaluation.scores import Score, overlap_score, pair_score
from tests.gold_tables import gold_tables

KINDS = {
    "money": "fact_money_mention",
    "quantities": "fact_quantity_mention",
    "dates": "fact_date_mention",
    "entities": "fact_entity_mention",
}


@pytest.mark.parametrize(
    ("score", "precision", "recall", "f1"),
    [
        (Score(0, 0, 0), 1.0, 1.0, 1.0),  # nothing wanted, nothing given: nothing wrong
        (Score(0, 0, 4), 1.0, 0.0, 0.0),  # silence is precise and useless
        (Score(0, 3, 0), 0.0, 1.0, 0.0),
        (Score(2, 4, 8), 0.5, 0.25, 1 / 3),
    ],
)
def test_precision_recall_and_f1(score: Score, precision: float, recall: float, f1: float) -> None:
    assert (score.precision, score.recall) == (precision, recall)
    assert score.f1 == pytest.approx(f1)


def test_overlap_counts_repeats_once_each() -> None:
    assert overlap_score(["a", "a", "a"], ["a"]) == Score(1, 3, 1)


def test_merging_two_entities_costs_precision_and_splitting_one_costs_recall() -> None:
    merged = pair_score([("x", "a"), ("x", "b")])
    split = pair_score([("x", "a"), ("y", "a")])
    assert (merged.precision, split.recall) == (0.0, 0.0)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("folder", ["articles", "dev"])
def test_gold_scores_itself_in_full(gold: Path, folder: str, kind: str) -> None:
    rows = gold_tables(gold / folder)[KINDS[kind]].to_dicts()
    scores = score_mentions(kind, rows, read_gold(gold / folder))
    assert {name: score.f1 for name, score in scores.items()} == dict.fromkeys(scores, 1.0)


def test_a_wrong_value_keeps_its_span_and_loses_its_value(gold: Path) -> None:
    rows = gold_tables(gold / "articles")["fact_money_mention"].to_dicts()
    rows[0]["amount_min"] += 1
    scores = score_mentions("money", rows, read_gold(gold / "articles"))
    assert scores["span"].f1 == 1.0
    assert scores["value"].right == scores["value"].wanted - 1


def test_a_reading_that_gold_accepts_counts(gold: Path) -> None:
    articles = read_gold(gold / "articles")
    rows = gold_tables(gold / "articles")["fact_money_mention"].to_dicts()
    accepted = next(row for row in rows if row["surface"] == "$4.00")
    accepted["hedge"] = "about"  # gold says exact and accepts about
    assert score_mentions("money", rows, articles)["hedge"].f1 == 1.0


def test_ids_are_aligned_through_overlapping_mentions(gold: Path) -> None:
    articles = read_gold(gold / "articles")
    rows = gold_tables(gold / "articles")["fact_entity_mention"].to_dicts()
    for row in rows:
        row["entity_id"] = "ours-" + row["entity_id"]
    ids = align_ids(rows, articles)
    assert ids["ours-openai"] == "openai"


def _given(gold: Path, folder: str) -> list[dict]:
    """Gold's own claims as rows of `fact_claim`."""
    rows = []
    for article in read_gold(gold / folder):
        for claim in article.fields["claims"]:
            start = int(claim["money_start"])
            as_of = (claim["as_of"] or "/").split("/")
            parties = {
                f"{role}_ids": claim[role]
                if isinstance(claim[role], list)
                else [claim[role]]
                if claim[role]
                else []
                for role in ("subject", "counterparty", "source")
            }
            rows.append(
                {name: claim[name] for name in ("metric", "basis", "modality", "evidence", "negated")}
                | parties
                | {
                    "article_id": article.article_id,
                    "start_char": start,
                    "end_char": start + len(claim["money_text"]),
                    "as_of_start": as_of[0] or None,
                    "as_of_end": as_of[1] or None,
                    "confidence": 1.0,
                }
            )
    return rows


@pytest.mark.parametrize("folder", ["articles", "dev", "told"])
def test_gold_claims_score_themselves_in_full(gold: Path, folder: str) -> None:
    given = _given(gold, folder)
    pairs = pair_claims(given, read_gold(gold / folder), {})
    scores = score_claims(pairs, len(given))
    partial = {name for name, score in scores.items() if score.f1 < 1.0 and not name.endswith("_constant")}
    assert partial == set()


def test_the_constant_answer_earns_nothing_where_values_are(gold: Path) -> None:
    given = _given(gold, "dev")
    for row in given:
        row.update(counterparty_ids=[], source_ids=[], evidence="stated", negated=False)
    scores = score_claims(pair_claims(given, read_gold(gold / "dev"), {}), len(given))
    assert {
        scores[f"{name}_present"].right for name in ("counterparty", "source", "evidence", "negated")
    } == {0}
    assert scores["negated_constant"].f1 > 0.9  # which is why the plain accuracy says little


def test_a_missing_claim_is_wrong_in_every_field() -> None:
    claim = {"metric": "revenue", "subject": "acme", "modality": "actual"}
    assert not Pair(claim, None).agrees("metric", accept=True)


def test_lists_of_ids_are_equal_in_any_order() -> None:
    assert same(["google", "amazon"], ["amazon", "google"])
    assert not same(["google"], ["google", "amazon"])


def test_computations_need_kind_place_and_verdict(gold: Path) -> None:
    articles = read_gold(gold / "articles")
    rows = [
        {
            "article_id": article.article_id,
            "start_char": int(relation["stated"]["start"]),
            "kind": relation["kind"],
            "verdict": "holds",
        }
        for article in articles
        for relation in article.fields["relations"]
    ]
    scores = score_relations(rows, articles)
    assert scores["found"].f1 == 1.0
    assert scores["verdict"].right == sum(
        relation["verdict"] == "holds" for article in articles for relation in article.fields["relations"]
    )


def test_gold_of_computations_alone_has_no_claims_to_pair(gold: Path) -> None:
    articles = read_gold(gold / "sums")
    assert all(article.fields.keys() == {"doc", "article_date", "relations"} for article in articles)
    assert pair_claims([], articles, {}) == []
    for article in articles:
        for relation in article.fields["relations"]:
            start, text = int(relation["stated"]["start"]), relation["stated"]["text"]
            assert article.text[start : start + len(text)] == text


def test_a_folder_without_gold_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no gold there"):
        read_gold(tmp_path)
