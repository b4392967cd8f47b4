"""The rules of `relations.toml`, compiled: patterns over masked sentences, and what to search beyond them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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
NEAR = "(?:[^⟦⟧;]{0,40}?(?:⟦[ed][0-9]+⟧[^⟦⟧;]{0,24}?){0,2}?)"
_CLOSING = {"(": ")", "<": ">", "{": "}", "[": "]"}
_SPECIAL = frozenset(r"\.+*?()|[]{}^$")


@dataclass(frozen=True)
class Rule:
    """One way in which a text says that it computes; `relations.toml` has what the fields mean.

    `least_amounts` is how many amounts a sentence must hold beside the stated result. `needs` are words of
    which whatever the pattern matches holds one; empty where it says no such words.
    """

    id: str
    kind: str
    states: frozenset[str]
    regex: str
    roles: tuple[str, ...]
    least_amounts: int
    is_fall: bool
    is_firm: bool
    unless: str | None
    needs: frozenset[str] = frozenset()
    find: Mapping[str, Any] = field(default_factory=dict)


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
        regex, roles = _compile(entry["id"], pattern, known)
        unless = entry.get("unless")
        yield Rule(
            id=entry["id"] + (f".{direction}" if has_direction else ""),
            kind=entry["kind"],
            states=frozenset(entry["states"]),
            regex=regex,
            roles=roles,
            least_amounts=sum(f"{{{role}}}" in pattern for role in roles),
            is_fall=has_direction and direction == "fall",
            is_firm=entry["is_firm"],
            unless=_any_of(blocks[unless]) if unless else None,
            needs=_needed(pattern, known),
            find=entry.get("find", {}),
        )


def _compile(rule_id: str, pattern: str, words: Mapping[str, list[str]]) -> tuple[str, tuple[str, ...]]:
    """A pattern's regular expression for the Rust engine, and the roles that it captures.

    A role that stands in several branches of a pattern has a group in each: `role_1`, `role_2`.
    """
    lead = f"(?:(?:{'|'.join(map(_escaped, _longest_first(words['lead'])))}) )*"
    roles: list[str] = []
    out, rest = "", pattern.replace("{...}", GAP).replace("{..}", NEAR).replace(r"\b", r"(?-u:\b)")
    while rest:
        mark, rest = rest[0], rest[1:]
        if mark == "{" and not rest[0].isdigit():
            name, _, rest = rest.partition("}")
            out += lead + _token(name, roles)
        elif mark == "<":
            name, _, rest = rest.partition(">")
            if name not in words:
                raise LexiconError(
                    f"relations.toml: rule {rule_id}: <{name}> is not under [words]; list it there"
                )
            out += _any_of(words[name])
        else:
            out += mark
            if mark == "\\":
                out, rest = out + rest[0], rest[1:]
    return out, tuple(dict.fromkeys(roles))


def _needed(pattern: str, words: Mapping[str, list[str]]) -> frozenset[str]:
    """Forms of which every text that the pattern matches holds one; none where a branch names no words.

    >>> words = {"move": ["rose", "fell"], "on": ["on"]}
    >>> sorted(_needed(r"(?:<on> )?(?:{a}|<move>)? <move> {s}", words)), _needed("<on> {s}|{s}", words)
    (['fell', 'rose'], frozenset())
    """
    branches: list[list[frozenset[str]]] = [[]]
    rest = pattern
    while rest:
        mark, rest = rest[0], rest[1:]
        found: frozenset[str] = frozenset()
        if mark == "|":
            branches.append([])
        elif mark == "\\":
            rest = rest[1:]
        elif mark in _CLOSING:
            inner, rest = _enclosed(mark, rest)
            if mark == "(":
                found = _needed(inner.removeprefix("?:"), words)
            elif mark == "<":
                found = frozenset(words[inner])
        if found and not rest.startswith(("?", "*", "{0")):
            branches[-1].append(found)
    if not all(branches):
        return frozenset()
    return frozenset().union(*(min(sets, key=lambda forms: (len(forms), sorted(forms))) for sets in branches))


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
