"""The lexicon's own examples: each rule holds for what it shows, and for nothing that it excludes."""

from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest
from marked_text import unmark
from plain_tables import plain_tables

from etl.extract.money import find_money
from etl.extract.rates import read_head_rates
from etl.lexicon import Lexicon

LEXICON = Lexicon()


def spans_of(texts: list[str]) -> list[list[tuple[int, int]]]:
    """The spans of money in each text, read as one batch."""
    found = find_money(plain_tables(texts), LEXICON)
    return [
        list(found.filter(pl.col("article_id") == str(n)).select("start_char", "end_char").rows())
        for n in range(len(texts))
    ]


def read(texts: list[str], column: str) -> list[dict[tuple[int, int], Any]]:
    """What a column says of each span of money in each text, read as one batch."""
    found = find_money(plain_tables(texts), LEXICON)
    return [
        {
            (row["start_char"], row["end_char"]): row[column]
            for row in found.to_dicts()
            if row["article_id"] == str(n)
        }
        for n in range(len(texts))
    ]


def rules(name: str, *kinds: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rules of a file, by kind and id."""
    for kind in kinds:
        for rule in LEXICON.rules(name)[kind]:
            yield f"{kind}.{rule['id']}", rule


def test_every_rule_shows_what_it_takes_and_what_it_leaves() -> None:
    for name, kinds in {
        "hedges": ("before", "after", "glued"),
        "rates": ("after", "before", "head", "anaphora"),
        "not_money": ("rule", "head"),
        "ranges": ("range", "change", "step", "carried"),
        "quantities": ("mark", "elliptical"),
    }.items():
        for where, rule in rules(name, *kinds):
            assert rule["examples"], f"{name} {where} has no example"
            assert rule["counter_examples"], f"{name} {where} has no counter-example"


@pytest.mark.parametrize(("where", "rule"), list(rules("not_money", "rule")))
def test_what_a_rule_refuses_is_no_money_and_what_it_leaves_is(where: str, rule: dict[str, Any]) -> None:
    refused = [unmark(text) for text in rule["examples"]]
    left = [unmark(text) for text in rule["counter_examples"]]
    found = spans_of([text for text, _ in refused + left])
    for (text, marked), spans in zip(refused, found[: len(refused)], strict=True):
        assert not set(marked) & set(spans), f"{where} should refuse the marked part of {text!r}"
    for (text, marked), spans in zip(left, found[len(refused) :], strict=True):
        assert set(marked) <= set(spans), f"{where} should leave the marked part of {text!r}"


@pytest.mark.parametrize(("where", "rule"), list(rules("hedges", "before", "after", "glued")))
def test_a_hedge_holds_for_its_examples_alone(where: str, rule: dict[str, Any]) -> None:
    shown = [unmark(text) for text in rule["examples"] if "$" in text or "£" in text]
    left = [unmark(text) for text in rule["counter_examples"] if "$" in text or "£" in text]
    hedges = read([text for text, _ in shown + left], "hedge")
    for (text, marked), found in zip(shown, hedges[: len(shown)], strict=True):
        assert {found[span] for span in marked} == {rule["hedge"]}, f"{where}: {text!r}"
    for (text, marked), found in zip(left, hedges[len(shown) :], strict=True):
        assert rule["hedge"] not in {found[span] for span in marked}, f"{where}: {text!r}"


@pytest.mark.parametrize(("where", "rule"), list(rules("rates", "after", "before", "anaphora")))
def test_a_rate_is_read_from_its_examples_alone(where: str, rule: dict[str, Any]) -> None:
    shown = [unmark(text) for text in rule["examples"]]
    left = [unmark(text) for text in rule["counter_examples"]]
    rates = read([text for text, _ in shown + left], "per")
    for (text, marked), found in zip(shown, rates[: len(shown)], strict=True):
        for span in marked:
            assert found[span], f"{where}: {text!r}"
            assert rule.get("per", found[span]) == found[span], f"{where}: {text!r}"
    for (text, marked), found in zip(left, rates[len(shown) :], strict=True):
        assert not any(found[span] for span in marked), f"{where}: {text!r}"


@pytest.mark.parametrize(("where", "rule"), list(rules("rates", "head")))
def test_a_head_names_its_rate(where: str, rule: dict[str, Any]) -> None:
    heads = pl.DataFrame({"head": [*rule["examples"], *rule["counter_examples"]]})
    read = heads.select(read_head_rates(pl.col("head"), LEXICON)).to_series().to_list()
    count = len(rule["examples"])
    assert all(read[:count]), where
    assert not any(read[count:]), where


@pytest.mark.parametrize(("where", "rule"), list(rules("ranges", "range", "change", "step", "carried")))
def test_what_stands_before_a_number_makes_it_an_amount_or_a_range_s_end(
    where: str, rule: dict[str, Any]
) -> None:
    marked = [unmark(text) for text in rule["examples"] + rule["counter_examples"]]
    for (text, spans), found in zip(marked, spans_of([text for text, _ in marked]), strict=True):
        assert found == spans, f"{where}: {text!r}"


def test_every_mark_with_examples_is_read_there_and_not_in_its_counter_examples() -> None:
    rows = [row for row in LEXICON.table("currency_marks") if row["examples"] or row["counter_examples"]]
    shown = [(row["mark"], text) for row in rows for text in row["examples"].split(" | ") if text]
    hidden = [(row["mark"], text) for row in rows for text in row["counter_examples"].split(" | ") if text]
    found = spans_of([text for _, text in shown + hidden])
    missed = [case for case, spans in zip(shown, found[: len(shown)], strict=True) if not spans]
    taken = [case for case, spans in zip(hidden, found[len(shown) :], strict=True) if spans]
    assert not missed
    assert not taken


def test_there_are_eighty_currencies_and_each_mark_means_one_of_them() -> None:
    currencies = {row["currency"] for row in LEXICON.table("currencies")}
    assert len(currencies) >= 80
    for row in LEXICON.table("currency_marks"):
        assert {row["currency"], *row["local"].split()} <= currencies, row["mark"]
    assert {row["currency"] for row in LEXICON.table("currency_places")} <= currencies
