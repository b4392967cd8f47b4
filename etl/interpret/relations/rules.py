"""The rules of `relations.toml`, compiled: patterns over masked sentences, and what to search beyond them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from etl.errors import LexiconError
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

DIRECTIONS: Mapping[str, Mapping[str, str]] = {
    "rise": {"move": "rise", "a-move": "a-rise", "updown": "up", "growing": "growth"},
    "fall": {"move": "fall", "a-move": "a-fall", "updown": "down", "growing": "shrinkage"},
}
"""What the words that have a direction stand for in a rule's two readings."""

GAP = "(?:[^⟦⟧;]*?(?:⟦[edc][0-9]+⟧[^⟦⟧;]*?)*?)"
CLOSE = "(?:[^⟦⟧,;]{0,40}?(?:⟦[ed][0-9]+⟧[^⟦⟧,;]{0,40}?){0,2}?)"
NEAR = "(?:[^⟦⟧;]{0,40}?(?:⟦[ed][0-9]+⟧[^⟦⟧;]{0,24}?){0,2}?)"
WHOLE = "whole"
"""The group of a rule's regular expression that holds all that it matches."""

Needs = frozenset[frozenset[str]]
_CLOSING = {"(": ")", "<": ">", "{": "}", "[": "]"}
_AMOUNT = re.compile(r"\{([a-z][a-z_]*)\}")
_SPECIAL = frozenset(r"\.+*?()|[]{}^$")


@dataclass(frozen=True)
class Rule:
    """One way in which a text says that it computes; `relations.toml` has what the fields mean.

    `least_amounts` is how many amounts a sentence must hold beside the stated result. `needs` are sets of
    forms: whatever the pattern matches holds a form of each. `unless` are forms that must not stand there.
    """

    id: str
    kind: str
    states: frozenset[str]
    pattern: str
    words: Mapping[str, list[str]]
    least_amounts: int
    is_fall: bool
    is_firm: bool
    unless: tuple[str, ...] = ()
    needs: Needs = frozenset()
    find: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def regex(self) -> str:
        """The pattern for the Rust engine; its group `WHOLE` is what it matches, the others are roles.

        Spelt out where a rule is used: most batches hold the words of few rules.
        """
        return f"(?P<{WHOLE}>{_spell_out(self.pattern, self.words)})"

    @cached_property
    def unless_regex(self) -> str:
        """The forms of `unless` as words."""
        return _any_of(list(self.unless))


@dataclass(frozen=True)
class Grid:
    """A table whose columns compute: which heads state a result, matched as words of the head."""

    id: str
    kind: str
    heads: str
    is_firm: bool


@dataclass(frozen=True)
class Rules:
    """All of `relations.toml`. `basis` matches words that put a percentage on another footing."""

    rules: tuple[Rule, ...]
    grids: tuple[Grid, ...]
    basis: str


@once_per_version
def compile_rules(lexicon: Lexicon) -> Rules:
    """The rules in their order. Raises LexiconError where a pattern names words that are not listed."""
    source = lexicon.rules("relations")
    words, blocks = source["words"], source["blocks"]
    rules = [rule for entry in source["rules"] for rule in _readings(entry, words, blocks)]
    grids = [
        Grid(entry["id"], entry["kind"], _any_of(entry["heads"]), entry["is_firm"])
        for entry in source["grids"]
    ]
    return Rules(tuple(rules), tuple(grids), _any_of(blocks["basis"]))


def _readings(
    entry: dict[str, Any], words: dict[str, list[str]], blocks: dict[str, list[str]]
) -> Iterator[Rule]:
    """An entry as one rule, or as two where its words have a direction."""
    pattern = entry["pattern"]
    has_direction = any(f"<{name}>" in pattern for name in DIRECTIONS["rise"])
    for direction, names in DIRECTIONS.items():
        if not has_direction and direction == "fall":
            continue
        known = words | {name: words[stands_for] for name, stands_for in names.items()}
        yield Rule(
            id=entry["id"] + (f".{direction}" if has_direction else ""),
            kind=entry["kind"],
            states=frozenset(entry["states"]),
            pattern=pattern,
            words=known,
            least_amounts=len(set(_AMOUNT.findall(pattern)) - {"s"}),
            is_fall=has_direction and direction == "fall",
            is_firm=entry["is_firm"],
            unless=tuple(blocks[entry["unless"]] if "unless" in entry else ()),
            needs=_needed(entry["id"], pattern, known),
            find=entry.get("find", {}),
        )


def _spell_out(pattern: str, words: Mapping[str, list[str]]) -> str:
    """A pattern's regular expression for the Rust engine.

    A role that stands in several branches of a pattern has a group in each: `role_1`, `role_2`.
    """
    lead = f"(?:(?:{'|'.join(map(_escaped, _longest_first(words['lead'])))}) )*"
    roles: list[str] = []
    out, rest = (
        "",
        pattern.replace("{...}", GAP).replace("{..}", NEAR).replace("{.}", CLOSE).replace(r"\b", r"(?-u:\b)"),
    )
    while rest:
        mark, rest = rest[0], rest[1:]
        if mark == "{" and not rest[0].isdigit():
            name, _, rest = rest.partition("}")
            out += lead + _token(name, roles)
        elif mark == "<":
            name, _, rest = rest.partition(">")
            out += _any_of(words[name])
        else:
            out += mark
            if mark == "\\":
                out, rest = out + rest[0], rest[1:]
    return out


def _needed(rule_id: str, pattern: str, words: Mapping[str, list[str]]) -> Needs:
    """Sets of forms: every text that the pattern matches holds a form of each.

    Of a pattern with several branches the smallest set of each branch makes one; none where a branch names no
    words. Raises LexiconError where a pattern names words that are not listed.

    >>> words = {"move": ["rose", "fell"], "on": ["on"]}
    >>> sorted(map(sorted, _needed("", r"<on> (?:{a}|<move>)? <move> {s}", words)))
    [['fell', 'rose'], ['on']]
    >>> sorted(map(sorted, _needed("", r"(?:<on> )?{s}|<on>", words)))
    []
    """
    branches: list[set[frozenset[str]]] = [set()]
    rest = pattern
    while rest:
        mark, rest = rest[0], rest[1:]
        found: Needs = frozenset()
        if mark == "|":
            branches.append(set())
        elif mark == "\\":
            rest = rest[1:]
        elif mark in _CLOSING:
            inner, rest = _enclosed(mark, rest)
            if mark == "(":
                found = _needed(rule_id, inner.removeprefix("?:"), words)
            elif mark == "<":
                if inner not in words:
                    raise LexiconError(
                        f"relations.toml: rule {rule_id}: <{inner}> is not under [words]; list it there"
                    )
                found = frozenset([frozenset(words[inner])])
        if not rest.startswith(("?", "*", "{0")):
            branches[-1] |= found
    if len(branches) == 1:
        return frozenset(branches[0])
    if not all(branches):
        return frozenset()
    smallest = (min(sets, key=lambda forms: (len(forms), sorted(forms))) for sets in branches)
    return frozenset([frozenset().union(*smallest)])


def _enclosed(opening: str, rest: str) -> tuple[str, str]:
    """What stands before the mark that closes `opening`, and what follows that mark."""
    depth, place = 1, 0
    while True:
        if rest[place] == "\\":
            place += 1
        elif rest[place] == _CLOSING[opening]:
            depth -= 1
        elif rest[place] == opening:
            depth += 1
        elif rest[place] == "[":  # a class of characters, brackets among them
            place = rest.index("]", place)
        if not depth:
            return rest[:place], rest[place + 1 :]
        place += 1


def _token(name: str, roles: list[str]) -> str:
    """The regular expression of a role's token; adds what it captures to `roles`."""
    if name == "s":
        return "⟦s⟧"
    letter, _, role = name.rpartition(":")
    roles.append(role)
    return f"⟦{letter or 'm'}(?P<{role}_{roles.count(role)}>[0-9]+)⟧"


def _any_of(forms: list[str]) -> str:
    """Any of the forms, as whole words."""
    return rf"(?-u:\b)(?:{'|'.join(map(_escaped, _longest_first(forms)))})(?-u:\b)"


def _longest_first(forms: list[str]) -> list[str]:
    """So that no form hides a longer one that begins with it."""
    return sorted(forms, key=lambda form: (-len(form), form))


def _escaped(form: str) -> str:
    """A form with the marks that mean something to the engine made literal."""
    return "".join("\\" + mark if mark in _SPECIAL else mark for mark in form)
