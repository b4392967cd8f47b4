"""Refused rows: each is in quarantine under its rule, and takes along what belongs to it."""

from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from etl.contracts.compiled import lake_schema
from etl.engine import Ledger, run_ledger
from etl.engine.settle import ORPHAN, settle
from etl.warehouse.published import open_published

A, B = "a" * 16, "b" * 16


def frame(table: str, *rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=lake_schema(table))


def read_file(path: str) -> dict[str, Any]:
    return {"path": path, "outcome": "read", "extractor_version": "v", "is_deleted": False}


def read_article(article_id: str, language: str = "en") -> dict[str, Any]:
    return {
        "article_id": article_id,
        "path": f"{article_id[0]}.txt",
        "published_basis": "unknown",
        "language": language,
        "text": "$5",
        "char_count": 2,
        "word_count": 1,
        "extractor_version": "v",
    }


def sentence(article_id: str) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "sentence_no": 0,
        "segment_no": 0,
        "start_char": 0,
        "end_char": 2,
        "zone": "body",
    }


def ingested() -> dict[str, pl.DataFrame]:
    """Two articles, one of which breaks its contract."""
    return {
        "dim_file": frame("dim_file", read_file("a.txt"), read_file("b.txt")),
        "bridge_file_article": frame(
            "bridge_file_article",
            {"path": "a.txt", "article_id": A, "position": 0},
            {"path": "b.txt", "article_id": B, "position": 0},
        ),
        "dim_article": frame("dim_article", read_article(A), read_article(B, language="English")),
        "stg_sentence": frame("stg_sentence", sentence(A), sentence(B)),
    }


def test_a_refused_article_takes_its_rows_along() -> None:
    settled = settle("ingest", ingested(), {})
    assert settled.tables["dim_article"]["article_id"].to_list() == [A]
    assert settled.tables["stg_sentence"]["article_id"].to_list() == [A]
    refused = settled.tables["quarantine"].select("stage", "rule", "path", "article_id").rows()
    assert refused == [
        ("ingest", "language.str_matches", "b.txt", B),
        ("ingest", ORPHAN, "b.txt", B),  # its place in the file
        ("ingest", ORPHAN, None, B),  # its sentence
    ]


def test_a_file_whose_articles_are_all_refused_is_quarantined() -> None:
    settled = settle("ingest", ingested(), {})
    assert settled.tables["dim_file"].select("path", "outcome").rows() == [
        ("a.txt", "read"),
        ("b.txt", "quarantined"),
    ]


def test_everything_found_is_accepted_or_rejected() -> None:
    settled = settle("ingest", ingested(), {})
    assert all(count.found == count.accepted + count.rejected for count in settled.counts.values())
    assert settled.counts["dim_article"] == (2, 1, 1)
    assert settled.counts["stg_cell"] == (0, 0, 0)
    rejected = sum(count.rejected for count in settled.counts.values())
    assert settled.counts["quarantine"].accepted == rejected == 3


def test_a_stage_may_refuse_by_itself() -> None:
    own = frame("quarantine", {"stage": "x", "rule": "empty", "reason": "Nothing is in it.", "path": "c.txt"})
    settled = settle("ingest", {"quarantine": own}, {})
    assert settled.tables["quarantine"].select("stage", "rule", "path").rows() == [
        ("ingest", "empty", "c.txt")
    ]


def test_a_mention_of_another_batch_is_refused() -> None:
    mention = {
        "mention_id": f"{B}:q0-2",
        "article_id": B,
        "start_char": 0,
        "end_char": 2,
        "surface": "5%",
        "kind": "percent",
        "value_min": 5,
        "value_max": 5,
        "hedge": "exact",
        "zone": "body",
    }
    before = {"dim_article": frame("dim_article", read_article(A))}
    settled = settle("extract", {"fact_quantity_mention": frame("fact_quantity_mention", mention)}, before)
    assert settled.counts["fact_quantity_mention"] == (1, 0, 1)
    assert settled.tables["quarantine"]["rule"].to_list() == [ORPHAN]


def test_an_amount_that_no_sentence_holds_whole_is_refused_by_itself(tmp_path: Path, project: Path) -> None:
    """A wall without a blank is cut somewhere, and must not keep other articles from being published."""
    raw = tmp_path / "raw"
    raw.mkdir()
    raw.joinpath("wall.txt").write_text("$1," * 1400, encoding="utf-8")
    raw.joinpath("good.txt").write_text("Acme Robotics raised $5 million.\n", encoding="utf-8")
    ledger = Ledger.of_project(project).at(
        raw_dir=raw, lake_dir=tmp_path / "lake", warehouse=tmp_path / "w.duckdb"
    )
    run_ledger(ledger, datetime(2026, 6, 1))
    with open_published(ledger.warehouse) as con:
        [(rule, payload)] = con.execute("select rule, payload from quarantine").fetchall()
        [(amounts, claims)] = con.execute(
            "select (select count(*) from fact_money_mention), (select count(*) from fact_claim)"
        ).fetchall()
    assert rule == "amount_cut_apart"
    assert '"surface":"$1"' in payload
    assert amounts == claims + 1
