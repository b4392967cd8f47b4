"""The list of entities: by frequency, with examples, ready to be taken into a lexicon."""

from datetime import datetime
from pathlib import Path

import pytest

from etl.engine import Ledger, run_ledger
from etl.lexicon import Lexicon
from etl.report.entities import EntityRow, as_lexicon, read_entities
from etl.warehouse.published import open_published

FIRST = """Zelphora Robotics raises $40 million
May 4, 2026

Zelphora Robotics raised $40 million from Anthropic. Zelphora Robotics was valued at $900 million.
Zelphora Robotics had revenue of $3 million in 2025, the company said.
"""
SECOND = """Rivals watch Zelphora
May 11, 2026

Shares of Quandrix Inc rose 5% after Zelphora Robotics said it would buy back $2 million of stock.
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """A ledger of two articles."""
    home = tmp_path_factory.mktemp("entities")
    (home / "raw").mkdir()
    (home / "raw" / "a.txt").write_text(FIRST, encoding="utf-8")
    (home / "raw" / "b.txt").write_text(SECOND, encoding="utf-8")
    ledger = Ledger.of_project(project).at(
        raw_dir=home / "raw",
        lake_dir=home / "lake",
        warehouse=home / "w.duckdb",
        lexicon_dir=home / "none",
    )
    run_ledger(ledger, datetime(2026, 6, 1))
    return ledger.warehouse


def by_id(rows: list[EntityRow]) -> dict[str, EntityRow]:
    return {row.entity_id: row for row in rows}


def test_entities_come_by_frequency_with_the_words_around_them(warehouse: Path) -> None:
    rows = read_entities(warehouse)
    assert rows[0].entity_id == "zelphora-robotics"
    assert rows[0].articles == 2
    assert rows[0].claims >= 2
    assert "Zelphora Robotics" in rows[0].names
    assert "raise" in str(rows[0].example)
    assert "anthropic" in by_id(rows)


def test_a_claim_counts_once_for_who_is_its_subject_and_its_source(warehouse: Path) -> None:
    with open_published(warehouse) as con:
        [(claims, roles)] = con.execute(
            "select count(distinct claim_id), count(*) from bridge_claim_party"
            " where entity_id = 'zelphora-robotics'"
        ).fetchall()
    assert roles > claims
    assert by_id(read_entities(warehouse))["zelphora-robotics"].claims == claims


def test_provisional_ones_are_those_that_no_lexicon_lists(warehouse: Path) -> None:
    rows = read_entities(warehouse, provisional=True)
    assert {"zelphora-robotics", "quandrix"} <= set(by_id(rows))
    assert "anthropic" not in by_id(rows)


def test_no_more_come_than_were_asked_for(warehouse: Path) -> None:
    assert len(read_entities(warehouse, most=1)) == 1


def test_what_is_taken_into_a_lexicon_is_one_that_loads(warehouse: Path, tmp_path: Path) -> None:
    for name, content in as_lexicon(read_entities(warehouse, provisional=True)).items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    lexicon = Lexicon(tmp_path)
    assert "quandrix" in {row["entity_id"] for row in lexicon.table("entities")}
    assert ("Quandrix Inc", "quandrix") in {
        (row["alias"], row["entity_id"]) for row in lexicon.table("aliases")
    }
