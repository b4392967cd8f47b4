"""Which articles the reader shows whole, and what it says of the mentions in them."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.contracts.compiled import create_all
from etl.errors import NotFound
from etl.report import reader
from etl.report.reader import read_articles
from etl.warehouse.installing import install_models
from tests.ledger_rows import article, claim, insert

TEXT = "Lumo was valued at $5 billion in May."


@pytest.fixture
def con(project: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Three articles: one with a claim, one without, and a copy of the first."""
    with duckdb.connect() as connection:
        create_all(connection)
        written = {"text": TEXT, "char_count": len(TEXT), "title": None}
        articles = [article("a1", "2026-05-01", **written), article("a2", "2026-05-02", **written)]
        copy = article("a3", "2026-05-03", duplicate_of="a1", **written)
        insert(connection, "history_article", [*articles, copy])
        place = {"article_id": "a1", "start_char": 19, "end_char": 29, "surface": "$5 billion"}
        value = {"amount_min": 5 * 10**9, "amount_max": 5 * 10**9, "usd_max": 5 * 10**9, "currency": "USD"}
        bounds = {"amount_low": 5 * 10**9, "amount_high": 5 * 10**9, "hedge": "exact", "zone": "body"}
        insert(connection, "fact_money_mention", [{"mention_id": "c1:m", **place, **value, **bounds}])
        insert(connection, "history_claim", [claim("c1", "a1", "5e9"), claim("c2", "a3", "5e9")])
        install_models(connection, project / "sql")
        yield connection


def test_articles_with_claims_come_before_others_and_copies_last(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "ARTICLES", 2)
    shown = read_articles(con)
    assert shown.article_ids == {"a1", "a2"}
    assert (shown.hidden, shown.opened) == (1, "a1")


def test_an_article_that_is_asked_for_is_shown_whatever_is_left_out(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "ARTICLES", 1)
    assert read_articles(con, ["a3"]).article_ids == {"a3"}
    assert read_articles(con, ["a3", "a2"]).article_ids == {"a2", "a3"}


def test_an_unknown_article_is_an_error_with_a_remedy(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFound, match="newsledger sql"):
        read_articles(con, ["nothing"])


def test_texts_beyond_the_page_s_measure_are_left_out_and_counted(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "LONGEST", 10)
    (one, *_) = read_articles(con).articles
    assert one.cut == len(TEXT) - 10
    monkeypatch.setattr(reader, "CHARACTERS", 15)
    assert read_articles(con).hidden == 1


def test_a_mention_brings_its_claims_and_an_article_without_a_title_its_first_words(
    con: duckdb.DuckDBPyConnection,
) -> None:
    shown = {one.article_id: one for one in read_articles(con).articles}["a1"]
    marks = [part for block in shown.blocks for part in block.parts if not isinstance(part, str)]
    assert [(mark["surface"], mark["note"], len(mark["claims"])) for mark in marks] == [
        ("$5 billion", "$5 bn", 1)
    ]
    assert (shown.title, shown.is_titled) == (TEXT, False)
