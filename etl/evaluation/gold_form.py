"""The form of gold: which fields an item of each kind has, and what may stand in them.

The form is all that scoring leans on; whether a value is one of the guide's, and a span where its text says,
`tests/gold/check.py` tells.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from etl.errors import WrongRequest

REMEDY = "mend it as docs/annotation-guide.md says"


class Form(NamedTuple):
    """What a value must be, in words, and whether it is that."""

    words: str
    fits: Callable[[Any], bool]


def _is_id(value: Any) -> bool:
    """Whether a value is an id, several, or nobody's."""
    return value is None or isinstance(value, str) or _holds(value, str)


def _is_reading(value: Any) -> bool:
    """Whether a value may be another reading of some field."""
    return _is_id(value) or isinstance(value, bool | Decimal)


def _holds(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(one, kind) for one in value)


TEXT = Form("a text", lambda value: isinstance(value, str))
TEXT_OR_NULL = Form("a text or null", lambda value: value is None or isinstance(value, str))
NUMBER = Form("a number", lambda value: isinstance(value, Decimal) and value.is_finite())
OFFSET = Form(
    "a whole number from 0 on",
    lambda value: NUMBER.fits(value) and value >= 0 and value == value.to_integral_value(),
)
TRUTH = Form("true or false", lambda value: isinstance(value, bool))
IDS = Form("an id, a list of ids or null", _is_id)
OBJECT = Form("an object", lambda value: isinstance(value, dict))
ITEMS = Form("a list of objects", lambda value: _holds(value, dict))

_SPAN = {"start": OFFSET, "end": OFFSET}
FORMS: Mapping[str, Mapping[str, Form]] = {
    "money": _SPAN
    | {"min": NUMBER, "max": NUMBER, "currency": TEXT, "hedge": TEXT, "per": TEXT_OR_NULL, "zone": TEXT},
    "quantities": _SPAN | {"kind": TEXT, "min": NUMBER, "max": NUMBER, "hedge": TEXT, "unit": TEXT_OR_NULL},
    "dates": _SPAN | {"start_date": TEXT_OR_NULL, "end_date": TEXT_OR_NULL},
    "entities": _SPAN | {"id": TEXT, "type": TEXT},
    "claims": {
        "money_start": OFFSET,
        "money_text": TEXT,
        "metric": TEXT,
        "basis": TEXT_OR_NULL,
        "subject": IDS,
        "counterparty": IDS,
        "as_of": TEXT_OR_NULL,
        "modality": TEXT,
        "evidence": TEXT,
        "source": IDS,
        "negated": TRUTH,
    },
    "relations": {"kind": TEXT, "stated": OBJECT, "verdict": TEXT},
}
"""What an item of each kind must have; what else it has is nobody's concern here."""


def require_form(path: Path, gold: Mapping[str, Any]) -> None:
    """Raise WrongRequest that names the first item of a gold file which is not of its kind's form."""
    for problem in _problems(gold):
        raise WrongRequest(f"{path}: {problem}; {REMEDY}")


def _problems(gold: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong, as `claims[3]: modality is missing`; items are counted from 0, as JSON's readers do."""
    for kind, fields in FORMS.items():
        items = gold.get(kind, [])
        if not ITEMS.fits(items):
            yield f"{kind} is not {ITEMS.words}"
            continue
        for number, item in enumerate(items):
            yield from _of_item(f"{kind}[{number}]", item, fields)


def _of_item(where: str, item: Mapping[str, Any], fields: Mapping[str, Form]) -> Iterator[str]:
    for name, form in fields.items():
        if name not in item:
            yield f"{where}: {name} is missing"
        elif not form.fits(item[name]):
            yield f"{where}: {name} is not {form.words}"
    accepted = item.get("accept", {})
    if not OBJECT.fits(accepted) or not all(isinstance(readings, list) for readings in accepted.values()):
        yield f"{where}: accept is not an object of lists, one a field"
    elif not all(_is_reading(one) for readings in accepted.values() for one in readings):
        yield f"{where}: accept holds what is no reading"
    if "stated" in fields and OBJECT.fits(item.get("stated")):
        yield from _of_item(f"{where}.stated", item["stated"], {"start": OFFSET})
