"""The rules of `relations.toml`, each held against its own examples and counter-examples."""

import re
from typing import Any

import polars as pl
import pytest

from etl.errors import LexiconError
from etl.interpret.relations.operands import SEARCHES
from etl.interpret.relations.rules import WHOLE, Rule, compile_rules
from etl.interpret.relations.sentences import CONVERSION
from etl.lexicon import Lexicon

LEXICON = Lexicon()
SOURCE = LEXICON.rules("relations")
RULES = compile_rules(LEXICON).rules
LETTERS = {"money": "m", "percent": "q", "multiple": "q", "count": "c", "date": "d", "name": "e"}
MENTION = re.compile(r"\[([a-z]+):([^\]]+)\]")


def mask(example: str, names: frozenset[str]) -> tuple[str, dict[str, str]]:
    """An example as rules see it, and the surface of each role's token."""
    surfaces: dict[str, str] = {}

    def token(match: re.Match[str]) -> str:
        role, surface = match.groups()
        if role == "s":
            return "⟦s⟧"
        place = str(len(surfaces))
        surfaces[place] = f"{role}:{surface}"
        return f"⟦{'e' if role in names else LETTERS.get(role, 'm')}{place}⟧"

    masked = MENTION.sub(token, example).lower()
    return pl.select(pl.lit(masked).str.replace_all(CONVERSION, "")).item(), surfaces


def masks(entry: dict[str, Any], examples: list[str]) -> list[tuple[str, dict[str, str]]]:
    """The examples of an entry. In a counter-example each figure in turn is the stated one."""
    names = frozenset(re.findall(r"{e:([a-z]+)}", entry["pattern"]))
    stated = {"percent": ["percent"], "multiple": ["multiple"], "money": ["money"]}
    kinds = [kind for state in entry["states"] for kind in stated[state]]
    found = []
    for example in examples:
        if "[s:" in example:
            found.append(mask(example, names))
            continue
        for match in MENTION.finditer(example):
            if match[1] in kinds:
                marked = example[: match.start()] + f"[s:{match[2]}]" + example[match.end() :]
                found.append(mask(marked, names))
    return found


def captures(rule: Rule, masked: str) -> dict[str, str] | None:
    """What a rule's groups capture, or None where it does not match."""
    frame = pl.DataFrame({"masked": [masked]}).filter(pl.col("masked").str.contains(rule.regex))
    if rule.unless:
        frame = frame.filter(~pl.col("masked").str.contains(rule.unless_regex))
    if not frame.height:
        return None
    groups = frame.select(pl.col("masked").str.extract_groups(rule.regex)).to_series()[0]
    roles = {name: place for name, place in groups.items() if place is not None and name != WHOLE}
    return {name.rpartition("_")[0]: place for name, place in roles.items()}


ENTRIES = SOURCE["rules"]


def readings(entry: dict[str, Any]) -> list[Rule]:
    return [rule for rule in RULES if rule.id in (entry["id"], f"{entry['id']}.rise", f"{entry['id']}.fall")]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_every_example_is_read_with_its_operands(entry: dict[str, Any]) -> None:
    assert entry["examples"]
    for masked, surfaces in masks(entry, entry["examples"]):
        found = [c for rule in readings(entry) if (c := captures(rule, masked)) is not None]
        assert len(found) == 1, f"{masked}: {len(found)} readings"
        assert all(surfaces[place].startswith(f"{role}:") for role, place in found[0].items()), masked


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_no_counter_example_is_read(entry: dict[str, Any]) -> None:
    assert entry["counter_examples"]
    for masked, _ in masks(entry, entry["counter_examples"]):
        assert all(captures(rule, masked) is None for rule in readings(entry)), masked


@pytest.mark.parametrize("entry", SOURCE["grids"], ids=lambda entry: entry["id"])
def test_heads_of_tables(entry: dict[str, Any]) -> None:
    grid = next(grid for grid in compile_rules(LEXICON).grids if grid.id == entry["id"])
    heads = pl.Series(entry["examples"] + entry["counter_examples"]).str.to_lowercase()
    expected = [True] * len(entry["examples"]) + [False] * len(entry["counter_examples"])
    assert heads.str.contains(grid.heads).to_list() == expected


def test_every_search_named_is_there_and_every_one_there_is_named() -> None:
    assert {entry["find"]["search"] for entry in ENTRIES if "find" in entry} == set(SEARCHES)


def test_words_that_are_not_listed_are_an_error_with_a_remedy(tmp_path) -> None:
    (tmp_path / "relations.toml").write_text(
        '[[rules]]\nid="x"\nkind="growth"\nstates=["percent"]\npattern="<nonsense> {s}"\nis_firm=true\n'
    )
    with pytest.raises(LexiconError, match="nonsense"):
        compile_rules(Lexicon(tmp_path))


def test_the_words_are_unique() -> None:
    for name, forms in (SOURCE["words"] | SOURCE["blocks"]).items():
        assert len(forms) == len(set(forms)), name
