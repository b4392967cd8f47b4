"""The form of a file of rules: fields, kinds of value and closed words of ours, and where another differs.

Ours are the pattern: nothing about any one file is said here.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

CLOSED = frozenset(
    [
        "hedge",
        "kind",
        "basis",
        "place",
        "effect",
        "needs",
        "entity_type",
        "side",
        "value",
        "reach",
        "role",
        "refers",
        "event",
        "metrics",
        "states",
    ]
)
"""Fields of rules whose values name something in the code: no others than ours are known to it."""


class Form(NamedTuple):
    """What values of ours at one place are: their kinds, the texts among them, and the forms below them."""

    kinds: tuple[str, ...]
    texts: frozenset[str]
    fields: Mapping[str, "Form"]
    every: "Form | None"


def form_of(values: list[Any]) -> Form:
    """The form of all values that ours have at one place; the fields of their tables taken together."""
    tables = [table for value in values for table in _below(value)]
    fields: dict[str, list[Any]] = {}
    for table in tables:
        for key, held in table.items():
            fields.setdefault(key, []).append(held)
    return Form(
        kinds=tuple(dict.fromkeys(map(_kind, values))),
        texts=frozenset(text for value in values for text in _texts(value)),
        fields={key: form_of(held) for key, held in fields.items()},
        every=form_of([value for held in fields.values() for value in held]) if fields else None,
    )


def _below(value: Any) -> list[dict[str, Any]]:
    """The tables that a value is, or has as its items."""
    return [table for table in (value if isinstance(value, list) else [value]) if isinstance(table, dict)]


def misfits(where: str, value: Any, form: Form, *, of_rules: bool = False) -> Iterator[str]:
    """What is wrong with a value that should have a form, in words with the remedy.

    In rules the fields are those that ours have; in other tables a key of one's own may stand.
    """
    kind = _kind(value)
    if kind == "a whole number" and "a number" in form.kinds:
        kind = "a number"
    if kind not in form.kinds and not (value == [] and any("list" in known for known in form.kinds)):
        yield f"{where} is {kind}; make it {' or '.join(form.kinds)}"
    elif isinstance(value, float) and not math.isfinite(value):
        yield f"{where} is {value}; make it a number that ends"
    elif isinstance(value, dict):
        for key, held in value.items():
            below = form.fields.get(key, None if of_rules else form.every)
            if below is None:
                yield f"{where} has a field {key}, which no rule has; {instead(key, form.fields)}"
                continue
            yield from misfits(f"{where} {key}", held, below, of_rules=of_rules)
            if of_rules and key in CLOSED and (unknown := [t for t in _texts(held) if t not in below.texts]):
                yield f"{where} {key} is {unknown[0]!r}; make it one of {', '.join(sorted(below.texts))}"
    elif _is_rules(value):
        one = form._replace(kinds=("a table",))
        for number, rule in enumerate(value, 1):
            named = f"{where} {rule['id']}" if "id" in rule else f"{where} number {number}"
            yield from misfits(named, rule, one, of_rules=True)


def _texts(value: Any) -> list[str]:
    return [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]


def _is_rules(value: Any) -> bool:
    return _kind(value) == "an array of rules"


def _kind(value: Any) -> str:
    """The form of a value of TOML, in words."""
    match value:
        case bool():
            return "true or false"
        case int():
            return "a whole number"
        case float():
            return "a number"
        case str():
            return "a text"
        case dict():
            return "a table"
        case list() if value and all(isinstance(item, dict) for item in value):
            return "an array of rules"
        case list():
            return f"a list of {_of_items(value)}"
    return "a date"


def _of_items(values: list[Any]) -> str:
    kinds = {_kind(value).removeprefix("a ") + "s" for value in values}
    return kinds.pop() if len(kinds) == 1 else "texts" if not kinds else "several kinds"


def instead(name: str, known: Iterable[str]) -> str:
    """The remedy for a name that is none."""
    known = list(known)
    near = get_close_matches(name, known, 1)
    return f"call it {near[0]}" if near else f"there are {', '.join(known)}"
