"""Claims as rows of the contract."""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from marked_case import claims_of_each

from etl.contracts.compiled import lake_schema
from etl.contracts.validate import split_valid
from etl.evaluation.case_tables import case_tables
from etl.evaluation.cases import Case, read_cases
from etl.interpret.claims import read_claims
from etl.interpret.claims.rows import no_claims
from etl.lexicon import Lexicon

CASES = read_cases(Path(__file__).parent / "cases" / "claims.txt")


@pytest.fixture(scope="module")
def claims() -> pl.DataFrame:
    return read_claims(case_tables(CASES), Lexicon())


def case(name: str) -> Case:
    return next(case for case in CASES if case.name == name)


def test_claims_have_the_lake_columns_of_their_contract(claims: pl.DataFrame) -> None:
    assert dict(claims.schema) == lake_schema("fact_claim")
    assert dict(no_claims().schema) == lake_schema("fact_claim")


def test_every_claim_keeps_its_contract(claims: pl.DataFrame) -> None:
    assert split_valid(claims, "fact_claim").rejected.is_empty()


def test_a_batch_without_amounts_has_no_claims() -> None:
    tables = case_tables(CASES[:3])
    tables["fact_money_mention"] = tables["fact_money_mention"].clear()
    assert read_claims(tables, Lexicon()).is_empty()


def test_a_loss_is_negative_and_its_open_bound_swaps_sides() -> None:
    tables = case_tables([case("earnings-03")])
    tables["fact_money_mention"] = tables["fact_money_mention"].with_columns(
        amount_high=pl.lit(None, dtype=pl.Decimal(38, 12)), hedge=pl.lit("over")
    )
    row = read_claims(tables, Lexicon()).row(0, named=True)
    assert row["amount_min"] == row["amount_max"] == Decimal("-210000000")
    assert (row["amount_low"], row["amount_high"]) == (None, Decimal("-210000000"))


def test_a_claim_says_which_rule_decided_and_in_which_sentence(claims: pl.DataFrame) -> None:
    rows = claims.filter(pl.col("article_id") == case("pronoun-01").article_id)
    assert rows["rule_id"].to_list() == ["funding.raised"]
    assert rows["sentence"].to_list() == ["It raised $90 million in 2023."]


def test_a_claim_says_where_its_source_has_it_in_writing() -> None:
    told = {
        "Court papers seen by {The Post} put the debt of {Acme Foods} at [$5 million].": "documents",
        "{Acme Foods} lost [$6 million], {The Post} reported, citing an internal memo.": "documents",
        "{Acme Foods} lost [$7 million], {The Post} reported.": None,
        "{Acme Foods} spent [$8 million] on filings and memos.": None,
    }
    claims = claims_of_each(told)
    assert {text: rows["rests_on"].item() for text, rows in claims.items()} == told


def test_confidence_is_lower_where_no_word_decides() -> None:
    unread, read = (
        "{Acme Foods} spoke of [$5 million] in 2024.",
        "{Acme Foods} had revenue of [$5 million] in 2024.",
    )
    claims = claims_of_each([unread, read])
    assert claims[read]["metric"].item() == "revenue"
    assert claims[unread]["rule_id"].item() == "other.default"
    assert claims[unread]["confidence"].item() < claims[read]["confidence"].item()


def test_pairs_are_weighed_in_portions_as_they_are_at_once(
    claims: pl.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.interpret.claims.metric.pairing.PAIRS_AT_ONCE", 40)
    assert read_claims(case_tables(CASES), Lexicon()).equals(claims)
