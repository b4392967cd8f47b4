"""A text on which a stage fails is set aside with its reason, and the others are read."""

import json
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

import etl.extract
import etl.ingest
import etl.interpret
from etl.engine import Ledger, run_ledger
from etl.engine.isolation import MOST, run_isolated
from etl.errors import LexiconError

NOW = datetime(2026, 1, 1)


def work_that_fails_on(*poison: str):
    def work(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        ids = tables["dim_article"]["article_id"]
        if ids.is_in(list(poison)).any():
            raise ValueError("a text that nobody thought of\nwith a second line")
        return {"fact_claim": pl.DataFrame({"article_id": ids})}

    return work


def batch(size: int) -> dict[str, pl.DataFrame]:
    ids = [f"a{number}" for number in range(size)]
    return {"dim_article": pl.DataFrame({"article_id": ids, "path": [f"{name}.txt" for name in ids]})}


@pytest.mark.parametrize("size", [1, 2, 7, 64])
def test_all_but_the_failing_article_are_kept(size: int) -> None:
    tables = batch(size)
    made = run_isolated(
        "interpret", work_that_fails_on("a0"), tables, tables["dim_article"]["article_id"], "article_id"
    )
    kept = made["fact_claim"]["article_id"].to_list() if "fact_claim" in made else []
    assert sorted([*kept, "a0"]) == sorted(tables["dim_article"]["article_id"])
    refused = made["quarantine"].row(0, named=True)
    assert (refused["rule"], refused["article_id"], refused["path"]) == ("stage_failed", "a0", "a0.txt")
    assert "nobody thought of" in refused["reason"]
    assert "\n" not in refused["reason"]
    assert json.loads(refused["payload"])["article_id"] == "a0"


def test_a_stage_that_fails_on_everything_is_an_error() -> None:
    tables = batch(MOST + 1)
    ids = tables["dim_article"]["article_id"]
    with pytest.raises(ValueError, match="nobody thought of"):
        run_isolated("extract", work_that_fails_on(*ids), tables, ids, "article_id")


def test_an_error_for_a_person_to_mend_is_raised_at_once() -> None:
    def broken(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        raise LexiconError("metrics.toml: mend it")

    tables = batch(2)
    with pytest.raises(LexiconError):
        run_isolated("extract", broken, tables, tables["dim_article"]["article_id"], "article_id")


@pytest.mark.parametrize("stage", ["ingest", "extract", "interpret"])
def test_a_run_publishes_what_it_could_read(
    stage: str, tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = {"ingest": etl.ingest, "extract": etl.extract, "interpret": etl.interpret}[stage]
    name = f"{stage}_batch"
    real = getattr(module, name)

    def fails_on_poison(first, *others):
        poisoned = (
            first["content"].bin.contains(b"Poison")
            if stage == "ingest"
            else first["dim_article"]["text"].str.contains("Poison")
        )
        if poisoned.any():
            raise RuntimeError("poison")
        return real(first, *others)

    monkeypatch.setattr(module, name, fails_on_poison)
    raw = tmp_path / "raw"
    raw.mkdir()
    raw.joinpath("good.txt").write_text("Acme Robotics raised $5 million.\n", encoding="utf-8")
    raw.joinpath("poison.txt").write_text("Poison Corp raised $7 million.\n", encoding="utf-8")
    ledger = Ledger.of_project(project).at(
        raw_dir=raw, lake_dir=tmp_path / "lake", warehouse=tmp_path / "w.duckdb"
    )
    run_ledger(ledger, NOW)
    with duckdb.connect(str(ledger.warehouse), read_only=True) as connection:
        refused = connection.execute("select stage, rule, path from quarantine").fetchall()
        claims = connection.execute("select sentence from fact_claim").fetchall()
    assert refused == [(stage, "stage_failed", "poison.txt")]
    assert claims == [("Acme Robotics raised $5 million.",)]
