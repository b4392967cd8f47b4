"""The lexicon of names in the form that scanning needs: an automaton over all aliases, word classes, cues.

Built once a lexicon and kept for the life of the process.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import daachorse
import polars as pl

from etl.lexicon import Lexicon
from etl.text.shadow import shadow

SHORTEST_UPPER = 5
"""A name of fewer letters has no variant in capitals: too many words in capitals look like it."""

_ENDINGS = (
    ("ability", ("able", "e", "")),
    ("ibility", ("ible",)),
    ("isation", ("ize", "ization", "ise")),
    ("ization", ("ize", "ise")),
    ("ised", ("ize",)),
    ("ising", ("ize",)),
    ("ise", ("ize",)),
    ("ies", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("",)),
    ("ers", ("", "e")),
    ("er", ("", "e")),
    ("ness", ("",)),
    ("est", ("", "e")),
)
"""Regular inflections and what they stand for; the list of common words leaves inflected forms out."""


@dataclass(frozen=True, eq=False)
class Names:
    """A lexicon's names, compiled. `aliases` has a row an alias and pattern; `entities` a row an entity."""

    automaton: daachorse.CharwiseDoubleArrayAhoCorasick
    aliases: pl.DataFrame
    entities: pl.DataFrame
    common: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]
    words: dict[str, frozenset[str]]
    heads: dict[str, dict[str, str]]
    legal_forms: frozenset[str]
    conditions: tuple[dict[str, Any], ...]
    cues: tuple[dict[str, Any], ...]
    mask: str

    def is_common(self, word: str) -> bool:
        """Whether a word, however capitalised, is an ordinary English word or an inflection of one."""
        lower = word.lower()
        return lower in self.common or any(stem in self.common for stem in _stems(lower))

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name, alone or the first part of a double one."""
        return word in self.given or word.split("-")[0] in self.given

    def given_words(self, words: pl.Series) -> pl.Series:
        """For each of many words whether it is a given name; a null is none."""
        return pl.Series([word in self.given for word in words.to_list()], dtype=pl.Boolean)

    def has_kind(self, word: str, kind: str) -> bool:
        """Whether a word is in the list of that kind: `function`, `title`, `time`, `demonym`, …"""
        return word in self.words[kind]


@lru_cache(maxsize=4)
def compile_names(lexicon: Lexicon) -> Names:
    """The lexicon's names, compiled. This is where a serialised form, keyed by version, would be read."""
    rules = lexicon.rules("names")
    lists = lexicon.rules("wordlists")["lists"]
    entities = pl.DataFrame(
        [
            {name: row[name] for name in ("entity_id", "name", "entity_type", "parent_id")}
            for row in lexicon.table("entities")
        ],
        schema=dict.fromkeys(("entity_id", "name", "entity_type", "parent_id"), pl.String),
    )
    aliases = _alias_variants(lexicon).join(entities.select("entity_id", "entity_type"), on="entity_id")
    patterns = aliases["pattern"].unique().sort()
    numbered = pl.DataFrame({"pattern": patterns, "pattern_no": pl.int_range(len(patterns), eager=True)})
    return Names(
        automaton=daachorse.CharwiseDoubleArrayAhoCorasick(patterns.to_list()),
        aliases=aliases.join(numbered, on="pattern").sort("pattern_no", "entity_id"),
        entities=entities,
        common=_listed(lists, "common"),
        given=_listed(lists, "given"),
        family=_listed(lists, "family"),
        words=_classes(rules["words"]),
        heads=_heads(rules["heads"]),
        legal_forms=frozenset(row["form"] for row in lexicon.table("legal_forms")),
        conditions=tuple(rules["conditions"]),
        cues=tuple(rules["cues"]),
        mask="|".join(f"(?:{rule['pattern']})" for rule in rules["masks"]),
    )


def _alias_variants(lexicon: Lexicon) -> pl.DataFrame:
    """A row an alias and spelling that is looked for: as listed, accents off, `&` as `and`, in capitals."""
    schema = dict.fromkeys(("alias", "entity_id", "condition"), pl.String)
    listed = pl.DataFrame(
        [{name: row[name] for name in schema} for row in lexicon.table("aliases")], schema=schema
    ).with_columns(pattern=shadow(pl.col("alias")))
    folded = pl.col("pattern").str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    spelt = pl.concat(
        [
            listed,
            listed.with_columns(pattern=folded),
            listed.with_columns(pattern=pl.col("pattern").str.replace_all(" & ", " and ", literal=True)),
        ]
    ).unique(["pattern", "entity_id"], keep="first", maintain_order=True)
    upper = spelt.filter(
        (pl.col("condition").is_in(["", "common"])) & (pl.col("pattern").str.len_chars() >= SHORTEST_UPPER)
    ).with_columns(
        pattern=pl.col("pattern").str.to_uppercase(),
        condition=pl.when(pl.col("condition") == "").then(pl.lit("")).otherwise(pl.lit("common")),
    )
    return (
        pl.concat([spelt.with_columns(is_upper=False), upper.with_columns(is_upper=True)])
        .unique(["pattern", "entity_id"], keep="first", maintain_order=True)
        .with_columns(length=pl.col("pattern").str.len_chars())
    )


def _listed(lists: list[dict[str, Any]], kind: str) -> frozenset[str]:
    return frozenset(word for rule in lists if rule["kind"] == kind for word in rule["words"].split())


def _classes(rules: list[dict[str, Any]]) -> dict[str, frozenset[str]]:
    kinds = {rule["kind"] for rule in rules}
    return {
        kind: frozenset(word for rule in rules if rule["kind"] == kind for word in rule["words"].split())
        for kind in kinds
    }


def _heads(rules: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """By place in the name (`last`, `first`, `of`): each head word and the type it gives."""
    heads: dict[str, dict[str, str]] = {"last": {}, "first": {}, "of": {}}
    for rule in rules:
        for word in rule["words"].split():
            heads[rule["place"]].setdefault(word, rule["entity_type"])
    return heads


def _stems(word: str) -> list[str]:
    """What an inflected word may come from.

    >>> _stems("stopped")
    ['stopp', 'stoppe', 'stop']
    """
    stems = []
    for ending, replacements in _ENDINGS:
        base = word.removesuffix(ending)
        if base == word or len(base) < 3:
            continue
        stems += [base + replacement for replacement in replacements]
        if re.search(r"([a-z])\1$", base):
            stems.append(base[:-1])
    return stems
