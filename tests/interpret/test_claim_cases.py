"""The claim cases: texts of invented news, read from their marks. One third is held out and only scored."""

from pathlib import Path

import polars as pl
import pytest

from etl.evaluation.cases import Case, breaches, case_tables, read_cases
from etl.interpret.claims import read_claims
from etl.lexicon import Lexicon

CASES = read_cases(Path(__file__).parent / "cases" / "claims.txt")
OPEN = [case for case in CASES if not case.is_held_out]
HELD_OUT = [case for case in CASES if case.is_held_out]

KNOWN_MISSES = {
    "earnings-12": "`is expected to` after a second verb reaches back to the first one's amount",
    "sport-04": "a seller's customer after `to` is taken for the seller",
}
"""Cases that are not read rightly yet, and what goes wrong. One that is read rightly must leave the list."""
HELD_OUT_FLOOR = 0.78


@pytest.fixture(scope="module")
def claims() -> dict[str, list[dict]]:
    """The claims of every case, in order of their amounts, by article."""
    tables = case_tables(CASES)
    starts = tables["fact_money_mention"].select("mention_id", "start_char")
    rows = read_claims(tables, Lexicon()).join(starts, on="mention_id").sort("start_char")
    return {key[0]: part.to_dicts() for key, part in rows.partition_by("article_id", as_dict=True).items()}


@pytest.mark.parametrize("case", OPEN, ids=lambda case: case.name)
def test_a_case_is_read_as_written(case: Case, claims: dict[str, list[dict]]) -> None:
    found = breaches(case, claims[case.article_id])
    if case.name in KNOWN_MISSES:
        assert found, f"{case.name} is read rightly now: take it off the list of known misses"
    else:
        assert not found


def test_held_out_cases_are_read_as_well_as_the_floor_asks(claims: dict[str, list[dict]]) -> None:
    right = sum(not breaches(case, claims[case.article_id]) for case in HELD_OUT)
    assert right / len(HELD_OUT) >= HELD_OUT_FLOOR, f"{right} of {len(HELD_OUT)} held-out cases"


def test_a_third_of_the_cases_is_held_out() -> None:
    assert len(CASES) >= 100
    assert 0.25 <= len(HELD_OUT) / len(CASES) <= 0.42


def test_every_amount_outside_boilerplate_has_one_claim() -> None:
    tables = case_tables(CASES)
    money = tables["fact_money_mention"]
    hidden = money["mention_id"][0]
    tables["fact_money_mention"] = money.with_columns(
        zone=pl.when(pl.col("mention_id") == hidden).then(pl.lit("boilerplate")).otherwise("zone")
    )
    claimed = read_claims(tables, Lexicon())["mention_id"]
    assert sorted(claimed) == sorted(set(money["mention_id"]) - {hidden})


def test_reading_does_not_depend_on_what_else_is_in_the_batch() -> None:
    some = CASES[::7]
    alone = pl.concat([read_claims(case_tables([case]), Lexicon()) for case in some]).sort("claim_id")
    together = read_claims(case_tables(some), Lexicon()).sort("claim_id")
    assert alone.equals(together)
