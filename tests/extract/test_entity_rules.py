"""The rules of names.toml hold their own examples, and the word lists are what they claim."""

import polars as pl
import pytest

from etl.extract.entities.compiled import compile_names
from etl.extract.entities.matching import find_listed
from etl.extract.entities.scanning import lay_out
from etl.lexicon import Lexicon

RULES = Lexicon().rules("names")
NAMES = compile_names(Lexicon())


def matches(pattern: str, text: str) -> bool:
    return bool(pl.select(pl.lit(text).str.contains(pattern)).item())


@pytest.mark.parametrize("rule", [*RULES["masks"], *RULES["cues"]], ids=lambda rule: rule["id"])
def test_a_pattern_matches_its_examples_and_no_counter_example(rule):
    assert rule["examples"], "give the rule an example from real prose"
    for example in rule["examples"]:
        assert matches(rule["pattern"], example), example
    for example in rule["counter_examples"]:
        assert not matches(rule["pattern"], example), example


def listed_ids(text: str) -> set[str]:
    """The entities of the listed names in a text of one paragraph."""
    articles = pl.DataFrame({"article_id": ["a"], "text": [text]})
    span = {"article_id": ["a"], "segment_no": [0], "start_char": [0], "end_char": [len(text)]}
    segments = pl.DataFrame({**span, "kind": ["paragraph"], "zone": ["body"]})
    sentences = pl.DataFrame({**span, "sentence_no": [0], "zone": ["body"]})
    return set(find_listed(lay_out(articles, segments, sentences, NAMES), NAMES)["entity_id"])


@pytest.mark.parametrize("rule", RULES["conditions"], ids=lambda rule: rule["id"])
def test_a_homograph_counts_in_its_examples_only(rule):
    for example in rule["examples"]:
        assert listed_ids(example) & set(rule["probe"]), example
    for example in rule["counter_examples"]:
        assert not listed_ids(example) & set(rule["probe"]), example


def test_every_condition_of_an_alias_is_a_rule():
    known = {rule["id"] for rule in RULES["conditions"]} | {""}
    assert {row["condition"] for row in Lexicon().table("aliases")} <= known


def test_every_alias_and_parent_is_an_entity():
    entities = {row["entity_id"] for row in Lexicon().table("entities")}
    assert {row["entity_id"] for row in Lexicon().table("aliases")} <= entities
    assert {row["parent_id"] for row in Lexicon().table("entities")} - {""} <= entities


def test_every_entity_has_an_alias_a_type_and_a_source():
    named = {row["entity_id"] for row in Lexicon().table("aliases")}
    types = {"company", "organization", "government", "media", "fund", "person", "product", "place"}
    for row in Lexicon().table("entities"):
        assert row["entity_id"] in named, row
        assert row["entity_type"] in types, row
        assert row["source"], row


def test_the_lexicon_is_large_enough_for_the_news():
    assert len(Lexicon().table("entities")) >= 2_000
    assert len(Lexicon().table("aliases")) >= 5_000


@pytest.mark.parametrize(
    "word", ["Networking", "Adjusted", "Companies", "Stopped", "Sustainability", "Sales"]
)
def test_inflected_words_are_common(word):
    assert NAMES.is_common(word)


@pytest.mark.parametrize("word", ["Swiggy", "Zelphora", "Siemiatkowski", "Greenoaks"])
def test_names_are_not_common(word):
    assert not NAMES.is_common(word)
