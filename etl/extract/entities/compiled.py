"""The lexicon of names in the form that scanning needs: an automaton over all aliases, word classes, cues.

Built once a lexicon and kept for the life of the process; with a store, for the next process too.
"""

import io
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import daachorse
import polars as pl
from polars.exceptions import PolarsError

from etl.extract.entities.inflections import stems_of, uninflected
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version
from etl.lexicon.store import Store, pack, unpack
from etl.text.shadow import shadow

KIND = "names"
"""What the store calls compiled names."""

MOST_ANSWERS = 200_000
"""Of how many words, and how many runs, an answer is remembered: the memory that it takes is bounded."""

SHORTEST_UPPER = 5
"""A name of fewer letters has no variant in capitals: too many words in capitals look like it."""


@dataclass(frozen=True, eq=False)
class Names:
    """A lexicon's names, compiled.

    `automaton` finds the aliases' spellings in UTF-8; `readings` says what each of its patterns may mean, a
    row a pattern and entity: `pattern_no`, `entity_no` (its row of `entities`), `condition_no` (its place in
    `aliases_ask`, where an empty string asks for nothing), `is_upper` (a variant in capitals). `answers` and
    `runs` remember what was read of words and of runs of capitals: names recur in all articles.
    """

    automaton: daachorse.DoubleArrayAhoCorasick
    readings: pl.DataFrame
    entities: pl.DataFrame
    aliases_ask: tuple[str, ...]
    common: frozenset[str]
    rare: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]
    words: dict[str, frozenset[str]]
    heads: dict[str, dict[str, str]]
    legal_forms: frozenset[str]
    conditions: tuple[dict[str, Any], ...]
    cues: tuple[dict[str, Any], ...]
    mask: str
    answers: dict[str, dict[str, bool]] = field(default_factory=lambda: defaultdict(dict))
    runs: dict[tuple[str, bool, bool], list[Any]] = field(default_factory=dict)

    def is_common(self, word: str) -> bool:
        """Whether a word, however capitalised, is an ordinary English word or an inflection of one."""
        return self.ask("is_common", word, self._is_common)

    def _is_common(self, word: str) -> bool:
        lower = word.lower()
        return lower in self.common or any(stem in self.common for stem in stems_of(lower))

    def is_word(self, word: str) -> bool:
        """Whether a word, part by part, is an English word or an inflection of one, a less common one too."""
        return self.ask("is_word", word, self._is_word)

    def _is_word(self, word: str) -> bool:
        parts = [part.lower() for part in word.split("-") if part]
        return all(
            any(form in self.common or form in self.rare for form in uninflected(part)) for part in parts
        )

    def ask(self, question: str, word: str, test: Callable[[str], bool]) -> bool:
        """What `test` says of a word, asked once a word."""
        answers = self.answers[question]
        answer = answers.get(word)
        if answer is None:
            if len(answers) >= MOST_ANSWERS:
                answers.clear()
            answer = answers[word] = test(word)
        return answer

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name, alone or the first part of a double one."""
        return word in self.given or word.split("-")[0] in self.given

    def given_among(self, words: pl.Series) -> list[str]:
        """Those of many words that are given names, each once."""
        return [word for word in words.unique().to_list() if word in self.given]

    def given_words(self, words: pl.Series) -> pl.Series:
        """For each of many words whether it is a given name; a null is none."""
        return pl.Series([word in self.given for word in words.to_list()], dtype=pl.Boolean)

    def has_kind(self, word: str, kind: str) -> bool:
        """Whether a word is in the list of that kind: `function`, `title`, `time`, `demonym`, …

        Two of a kind joined by a hyphen are of that kind too: `Franco-German`.
        """
        listed = self.words[kind]
        return word in listed or ("-" in word and all(part in listed for part in word.split("-")))


@once_per_version
def compile_names(lexicon: Lexicon, store: Store | None = None) -> Names:
    """The lexicon's names, compiled once for each version of its files.

    With a store they are read from it where it has them, and kept in it where it has not.
    """
    parts = _stored(store, lexicon.version) if store else None
    if parts is None:
        parts = _parts(lexicon)
        if store:
            store.keep(KIND, lexicon.version, _to_bytes(parts))
    return _assemble(parts)


@dataclass(frozen=True)
class Parts:
    """Compiled names in what can be written to a file: bytes, frames, and JSON for words and rules."""

    automaton: bytes | daachorse.DoubleArrayAhoCorasick
    readings: pl.DataFrame
    entities: pl.DataFrame
    rules: dict[str, Any]


def _parts(lexicon: Lexicon) -> Parts:
    """The parts of a lexicon's names, compiled from its tables and rules."""
    rules = lexicon.rules("names")
    lists = lexicon.rules("wordlists")["lists"]
    entities = _columns(lexicon, "entities", ("entity_id", "name", "entity_type", "parent_id"))
    places = entities.filter(pl.col("entity_type") == "place")["entity_id"]
    spelt = _spellings(_columns(lexicon, "aliases", ("alias", "entity_id", "condition")), places)
    asked = spelt["condition"].unique().sort()
    numbers = {condition: number for number, condition in enumerate(asked.to_list())}
    known = entities.lazy().select("entity_id", entity_no=pl.int_range(pl.len(), dtype=pl.UInt32))
    readings = (
        spelt.lazy()
        .join(known, on="entity_id")
        .sort("pattern", "entity_id")
        .with_columns(
            pattern_no=pl.col("pattern").rle_id().cast(pl.Int64),
            condition_no=pl.col("condition").replace_strict(numbers, return_dtype=pl.UInt32),
        )
        .collect()
    )
    patterns = readings["pattern"].unique(maintain_order=True)
    return Parts(
        automaton=daachorse.DoubleArrayAhoCorasick([pattern.encode() for pattern in patterns.to_list()]),
        readings=readings.select("pattern_no", "entity_no", "condition_no", "is_upper"),
        entities=entities,
        rules={
            "aliases_ask": asked.to_list(),
            "lists": {kind: _joined(lists, kind) for kind in ("common", "rare", "given", "family")},
            "words": {
                **{rule["kind"]: _joined(rules["words"], rule["kind"]) for rule in rules["words"]},
                "currency": _currency_words(lexicon),
            },
            "heads": _heads(rules["heads"]),
            "legal_forms": [row["form"] for row in lexicon.table("legal_forms")],
            "conditions": rules["conditions"],
            "cues": rules["cues"],
            "mask": "|".join(f"(?:{rule['pattern']})" for rule in rules["masks"]),
        },
    )


def _assemble(parts: Parts) -> Names:
    """The names of which these are the parts."""
    automaton, rules = parts.automaton, parts.rules
    if isinstance(automaton, bytes):
        automaton = daachorse.DoubleArrayAhoCorasick.deserialize(automaton)
    return Names(
        automaton=automaton,
        readings=parts.readings,
        entities=parts.entities,
        aliases_ask=tuple(rules["aliases_ask"]),
        common=frozenset(rules["lists"]["common"].split()),
        rare=frozenset(rules["lists"]["rare"].split()),
        given=frozenset(rules["lists"]["given"].split()),
        family=frozenset(rules["lists"]["family"].split()),
        words={kind: frozenset(words.split()) for kind, words in rules["words"].items()},
        heads=rules["heads"],
        legal_forms=frozenset(rules["legal_forms"]),
        conditions=tuple(rules["conditions"]),
        cues=tuple(rules["cues"]),
        mask=rules["mask"],
    )


def _to_bytes(parts: Parts) -> bytes:
    """The parts one after another."""
    automaton = parts.automaton
    sections = (
        automaton if isinstance(automaton, bytes) else automaton.serialize(),
        _frame_bytes(parts.readings),
        _frame_bytes(parts.entities),
        json.dumps(parts.rules).encode(),
    )
    return pack(sections, __file__)


def _stored(store: Store, version: str) -> Parts | None:
    """The parts that the store keeps for that version, None where it has none that this code wrote."""
    content = store.load(KIND, version)
    sections = content and unpack(content, __file__)
    if not sections:
        return None
    try:
        automaton, readings, entities, rules = sections
        return Parts(automaton, pl.read_ipc(readings), pl.read_ipc(entities), json.loads(rules))
    except (PolarsError, OSError, TypeError, ValueError):
        return None


def _frame_bytes(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_ipc(buffer)
    return buffer.getvalue()


def _columns(lexicon: Lexicon, table: str, columns: tuple[str, ...]) -> pl.DataFrame:
    """Some columns of a table of the lexicon."""
    return lexicon.frame(table).select(columns)


_BRITISH = (("zation", "sation"), (" Center", " Centre"), ("Defense", "Defence"), ("Labor ", "Labour "))
"""What America writes in names, and what Britain does."""


def _spellings(listed: pl.DataFrame, places: pl.Series) -> pl.DataFrame:
    """A row an alias and spelling that is looked for: as listed, accents off, `&` as `and`, as Britain or
    America spells it, in capitals.

    `places` are the ids of places: in datelines those of four letters stand in capitals too (`OSLO`).

    Columns: `pattern`, `entity_id`, `condition`, `is_upper`. The first alias with a spelling decides.
    """
    pattern, condition = pl.col("pattern"), pl.col("condition")
    plain = listed.lazy().select("entity_id", "condition", pattern=shadow(pl.col("alias")))
    is_accented = pattern.str.contains(r"[^\x00-\x7F]")
    spelt = pl.concat(
        [
            plain,
            plain.filter(is_accented).with_columns(
                pattern=pattern.str.normalize("NFKD").str.replace_all(r"\p{M}", "")
            ),
            *(
                plain.filter(pattern.str.contains(ours)).with_columns(
                    pattern=pattern.str.replace_all(ours, theirs)
                )
                for pair in _BRITISH
                for ours, theirs in (pair, pair[::-1])
            ),
            plain.filter(pattern.str.contains(" & ", literal=True)).with_columns(
                pattern=pattern.str.replace_all(" & ", " and ", literal=True)
            ),
        ]
    ).unique(["pattern", "entity_id"], keep="first", maintain_order=True)
    size = pattern.str.len_chars()
    is_long = condition.is_in(["", "common"]) & (size >= SHORTEST_UPPER)
    is_short_place = pl.col("entity_id").is_in(places.implode()) & (condition == "") & (size == 4)
    upper = spelt.filter(is_long | is_short_place).with_columns(pattern=pattern.str.to_uppercase())
    return (
        pl.concat([spelt.with_columns(is_upper=pl.lit(False)), upper.with_columns(is_upper=pl.lit(True))])
        .unique(["pattern", "entity_id"], keep="first", maintain_order=True)
        .collect()
    )


def _joined(lists: list[dict[str, Any]], kind: str) -> str:
    """The words of all lists of a kind."""
    return " ".join(rule["words"] for rule in lists if rule["kind"] == kind)


def _currency_words(lexicon: Lexicon) -> str:
    """What currencies are called in letters before an amount: codes and marks (`PLN`, `Dh`, `R`)."""
    marks = lexicon.frame("currency_marks")
    before = marks.filter(pl.col("side").is_in(["before", "glued", "both"]))["mark"]
    codes = lexicon.frame("currencies")["currency"]
    spelt = pl.concat([before, codes]).str.strip_chars_end(".")
    return " ".join(sorted(set(spelt.filter(spelt.str.contains("^[A-Z][A-Za-z]*$")).to_list())))


def _heads(rules: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """By place in the name (`last`, `first`, `of`): each head word and the type it gives."""
    heads: dict[str, dict[str, str]] = {"last": {}, "first": {}, "of": {}}
    for rule in rules:
        for word in rule["words"].split():
            heads[rule["place"]].setdefault(word, rule["entity_type"])
    return heads
