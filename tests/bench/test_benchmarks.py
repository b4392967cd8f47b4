"""The benchmarks' own parts: corpora that state what they say they do, and scores that count right."""

from decimal import Decimal

import pytest

from bench.corpora import Amount, Marked, generate, plain_tables, read_gold, write_news
from bench.linear import ARTICLES, HOSTILE, read_claims
from bench.peers.compare import HERE, PEERS, Reading, read_ours, score
from etl.extract.money import find_money
from etl.lexicon import Lexicon


def test_an_amount_of_a_generated_text_stands_where_it_is_said_to() -> None:
    for marked in generate(5):
        for amount in marked.amounts:
            surface = marked.text[amount.start : amount.end]
            assert surface == surface.strip()
            assert amount.low <= amount.high


def test_the_same_seed_gives_the_same_texts() -> None:
    assert generate(3) == generate(3)
    assert write_news(0.01) == write_news(0.01)


def test_the_gold_is_read_with_its_amounts() -> None:
    gold = read_gold()
    assert len(gold) >= 27
    assert all(0 <= a.start < a.end <= len(m.text) for m in gold for a in m.amounts)


def test_generated_amounts_are_read_back() -> None:
    corpus = generate(10)
    assert score(corpus, read_ours([m.text for m in corpus]))["value"][2] >= 0.98


def test_a_score_tells_spans_overlaps_and_values_apart() -> None:
    five, six = Decimal(5), Decimal(6)
    corpus = [Marked("$5 or $6 or $7", (Amount(0, 2, five, five, "USD"), Amount(6, 8, six, six, "USD")))]
    found = [[(0, 2, 5.0, 5.0, "USD"), (7, 8, 6.0, 6.0, "EUR"), (12, 14, 7.0, 7.0, "USD")]]
    scores = score(corpus, Reading(found, 1.0))
    assert scores["exact"] == (1 / 3, 1 / 2, 2 / 5)
    assert scores["overlap"] == (2 / 3, 1.0, 4 / 5)
    assert scores["value"] == scores["exact"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_and_spans_lie_in_it(name: str) -> None:
    text = HOSTILE[name](3_000)
    found = find_money(plain_tables([text]), Lexicon())
    assert all(text[a:b] == s for a, b, s in found.select("start_char", "end_char", "surface").rows())


@pytest.mark.parametrize("name", ARTICLES)
def test_a_hostile_article_is_read_to_its_claims(name: str) -> None:
    text = ARTICLES[name](1_000)
    tables = read_claims(text)
    assert tables["dim_article"].height == 1
    assert tables["fact_claim"].height <= tables["fact_money_mention"].height
    if text.startswith("<html>"):
        return  # the article's text is what the page shows
    assert tables["dim_article"]["text"].to_list() == [text]
    for table in ("fact_money_mention", "fact_entity_mention"):
        spans = tables[table].select("start_char", "end_char", "surface").rows()
        assert all(text[start:end] == surface for start, end, surface in spans)
    assert all(sentence in text for sentence in tables["fact_claim"]["sentence"])


def test_every_peer_has_its_reader_and_its_requirements() -> None:
    for peer in PEERS:
        assert (HERE / f"read_{peer}.py").is_file()
        assert (HERE / f"{peer}.txt").is_file()
