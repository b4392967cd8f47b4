"""The report's page: what stands on it, that it needs no network, and that articles' words stay words."""

from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.contracts.compiled import create_all
from etl.errors import NotFound, WarehouseDamaged
from etl.report.page import render_report, write_report
from etl.warehouse.installing import install_models

STAMP = datetime(2026, 6, 2, 8, 30)
HOSTILE = "<script>alert('x')</script> & \"co\" \u202e"


def insert(con: duckdb.DuckDBPyConnection, table: str, **row: Any) -> None:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    con.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))


def insert_article(con: duckdb.DuckDBPyConnection, article: str, title: str, text: str, day: date) -> None:
    insert(
        con,
        "history_article",
        article_id=article,
        path=f"{article}.txt",
        title=title,
        publisher_id="the-wire",
        published_from=day,
        published_to=day,
        published_basis="stated",
        language="en",
        text=text,
        char_count=len(text),
        word_count=len(text.split()),
        ingested_at=STAMP,
        extractor_version="1",
        recorded_at=STAMP,
    )


def insert_claim(
    con: duckdb.DuckDBPyConnection, article: str, sentence: str, surface: str, value: int, **fields: Any
) -> None:
    start, amount = sentence.index(surface), Decimal(value)
    mention = f"{article}:m{start}-{start + len(surface)}"
    shared = {
        "mention_id": mention,
        "article_id": article,
        "amount_min": amount,
        "amount_max": amount,
        "amount_low": amount,
        "amount_high": amount,
        "currency": "USD",
        "usd_min": amount,
        "usd_max": amount,
    }
    insert(
        con,
        "fact_money_mention",
        **shared,
        start_char=start,
        end_char=start + len(surface),
        surface=surface,
        hedge="exact",
        zone="body",
        sentence_start=0,
        sentence_end=len(sentence),
    )
    said = {"metric": "valuation", "subject_id": "halden", "subject_ids": ["halden"], "modality": "actual"}
    insert(
        con,
        "history_claim",
        **shared,
        claim_id=f"{article}:c{start}.0",
        evidence="stated",
        negated=False,
        sentence=sentence,
        rule_id="test",
        confidence=1.0,
        counterparty_ids=[],
        source_ids=[],
        recorded_at=STAMP,
        **(said | fields),
    )


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """A small warehouse of the real tables and marts: two articles that disagree, one of them hostile."""
    path = tmp_path_factory.mktemp("report") / "newsledger.duckdb"
    with duckdb.connect(str(path)) as con:
        create_all(con)
        insert(
            con, "dim_entity", entity_id="halden", name="Halden", entity_type="company", is_provisional=False
        )
        first, second = "Halden was valued at $852 billion.", "Halden is worth $300 billion <b>now</b>."
        insert_article(con, "a" * 16, HOSTILE, first, date(2026, 5, 1))
        insert_article(con, "b" * 16, "Halden falls", second, date(2026, 5, 20))
        insert_claim(con, "a" * 16, first, "$852 billion", 852 * 10**9)
        insert_claim(con, "b" * 16, second, "$300 billion", 300 * 10**9)
        price = "A seat costs $25."
        insert_claim(con, "b" * 16, price, "$25", 25, metric="price", per="seat")
        insert(
            con,
            "fact_quantity_mention",
            mention_id="q1",
            article_id="a" * 16,
            start_char=0,
            end_char=5,
            surface="46.8%",
            kind="percent",
            value_min=Decimal("46.8"),
            value_max=Decimal("46.8"),
            hedge="exact",
            zone="body",
        )
        insert(
            con,
            "fact_relation",
            relation_id="r1",
            article_id="a" * 16,
            kind="cagr",
            stated_mention_id="q1",
            stated_min=Decimal("46.8"),
            stated_max=Decimal("46.8"),
            computed_min=Decimal("61.6"),
            computed_max=Decimal("61.6"),
            verdict="fails",
            explanation="61.6 % over the four years 2024–2028; 46.8 % would need five",
        )
        insert(
            con,
            "quarantine",
            stage="ingest",
            rule="decoding",
            reason="not a text",
            path="<img src=x onerror=alert(1)>.bin",
            recorded_at=STAMP,
        )
        insert_run(con)
        install_models(con, project / "sql")
    return path


def insert_run(con: duckdb.DuckDBPyConnection) -> None:
    """A run, every count of it nought."""
    described = con.execute("describe run_log").fetchall()
    kinds = {"VARCHAR": "local", "TIMESTAMP": STAMP}
    insert(con, "run_log", **{name: kinds.get(kind, 0) for name, kind, *_ in described})


class Page(HTMLParser):
    """The page as a browser reads it: its tags with attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page(warehouse: Path) -> Page:
    return Page(render_report(warehouse))


def test_the_words_of_articles_stay_words(page: Page) -> None:
    assert "script" not in {tag for tag, _ in page.tags}
    assert "img" not in {tag for tag, _ in page.tags}
    assert "<script>alert('x')</script> & \"co\"" in page.text
    assert "<b>now</b>" in page.text
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def test_characters_that_turn_the_direction_are_shown_not_obeyed(page: Page) -> None:
    assert "\u202e" not in page.text
    assert "\\u202e" in page.text


def test_the_page_needs_no_network(page: Page, warehouse: Path) -> None:
    html = render_report(warehouse)
    assert "://" not in html
    assert "@import" not in html
    assert "url(" not in html
    links = [value or "" for _, a in page.tags for name, value in a.items() if name in ("href", "src")]
    assert links
    assert all(link.startswith("#") for link in links)
    assert not {tag for tag, _ in page.tags} & {"link", "iframe", "object", "embed", "form", "base"}


def test_a_policy_lets_nothing_run_or_load(page: Page) -> None:
    policies = [a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("As of 2026-06-02 08:30 UTC", "the newest run, not the clock"),
        ("$852 bn", "one side of the conflict"),
        ("$300 bn", "the other"),
        ("was valued at", "the words of one"),
        ("is worth", "the words of the other"),
        ("46.8\u00a0% would need five", "the audit's explanation"),
        ("$25", "a price"),
        ("seat", "what it is a price of"),
        ("the-wire", "coverage by publisher"),
        ("not a text", "a reason for quarantine"),
        ("Halden", "a subject by its name"),
        (
            "is to be preferred to $852 bn – later: 20 May 2026 against 1 May 2026",
            "a preferred value and why",
        ),
    ],
)
def test_what_stands_on_the_page(page: Page, words: str, why: str) -> None:
    assert words in page.text, why


def test_both_sides_of_a_conflict_are_quoted_with_their_amounts_marked(warehouse: Path) -> None:
    html = render_report(warehouse)
    conflicts = html[html.index('id="conflicts"') : html.index('id="arithmetic"')]
    assert "<mark>$852 billion</mark>" in conflicts
    assert "<mark>$300 billion</mark>" in conflicts


def test_equal_warehouses_make_equal_pages(warehouse: Path, tmp_path: Path) -> None:
    first = write_report(warehouse, tmp_path / "deep" / "one.html").read_bytes()
    assert write_report(warehouse, tmp_path / "two.html").read_bytes() == first
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == ["one.html", "two.html"]


def test_the_warehouse_is_left_as_it_was(warehouse: Path) -> None:
    before = warehouse.read_bytes()
    render_report(warehouse)
    assert warehouse.read_bytes() == before


def test_a_page_of_an_empty_warehouse_says_so(tmp_path: Path, project: Path) -> None:
    path = tmp_path / "empty.duckdb"
    with duckdb.connect(str(path)) as con:
        create_all(con)
        install_models(con, project / "sql")
    text = Page(render_report(path)).text
    for words in ("No claims contradict each other.", "Nobody is valued.", "Nothing was refused."):
        assert words in text


def test_a_missing_warehouse_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="newsledger run"):
        write_report(tmp_path / "none.duckdb", tmp_path / "page.html")


def test_a_warehouse_without_marts_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "bare.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("create table run_log (run_id varchar, started_at timestamp)")
    with pytest.raises(WarehouseDamaged, match="--full"):
        write_report(path, tmp_path / "page.html")
