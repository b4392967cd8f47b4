"""What another engine proposes, read into rows: JSON Lines, or anything that yields mappings of these fields.

Only what can be told without the article is told here: that a line is a proposal at all, with fields of the
right types. Values are the contract's to judge, spans and amounts `etl.interpret.proposals`'.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Context, Decimal, InvalidOperation
from typing import Any

import polars as pl

from etl.contracts.compiled import lake_schema
from etl.contracts.frames import Tables

REQUIRED = ("engine", "article", "start", "end", "min", "currency", "metric", "modality", "evidence")
OPTIONAL = ("surface", "max", "basis", "subject", "counterparty", "source", "as_of", "negated")
"""The fields of a proposal, called as in gold; `article` is its path below the raw folder, its id, or the
SHA-256 of its file."""

PAYLOAD_CHARS = 4_000
"""So much of a refused line is kept."""

_HEX = frozenset("0123456789abcdef")
_DIGITS = Context(prec=60)
_LAST_DIGIT = Decimal("1e-12")

Known = Mapping[str, str]
"""The ids of articles by their paths."""


class Refused(Exception):
    """A line that is no proposal: the name of the rule that it breaks, and what to do about it."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule


def lines_of(content: bytes) -> Iterator[str]:
    """The lines of a file of JSON Lines. A blank line is empty, so that lines keep their numbers."""
    for line in content.split(b"\n"):
        yield line.decode("utf-8-sig", errors="replace").strip()


def read_proposals(lines: Iterable[str | Mapping[str, Any]], path: str, known: Known) -> Tables:
    """Proposals as rows: the lake columns of `fact_proposal`, and `quarantine` for what is none.

    `lines` are texts of JSON or mappings; `path` is what the rows say they come from. Grain: a line that is
    not blank is one row of either table. No input raises.
    """
    found: list[dict[str, Any]] = []
    refused: list[tuple[str | None, ...]] = []
    for number, line in enumerate(lines, 1):
        if line == "":
            continue
        try:
            found.append({**parse_proposal(line, known), "path": path, "line_no": number})
        except Refused as error:
            words = line if isinstance(line, str) else json.dumps(line, default=str)
            payload = json.dumps({"line_no": number, "line": words[:PAYLOAD_CHARS]})
            refused.append(("propose", error.rule, f"line {number}: {error}", path, None, payload))
    return {
        "fact_proposal": pl.DataFrame(found, schema=lake_schema("fact_proposal")),
        "quarantine": pl.DataFrame(refused, schema=lake_schema("quarantine"), orient="row"),
    }


def parse_proposal(line: str | Mapping[str, Any], known: Known) -> dict[str, Any]:
    """One proposal as a row of `fact_proposal`, less where it stands. Raises Refused."""
    fields = _load(line) if isinstance(line, str) else dict(line)
    if strange := sorted(set(fields) - {*REQUIRED, *OPTIONAL}, key=repr):
        raise Refused("unknown_field", f"there is no field {strange[0]!r}: leave it out or mend its name")
    if missing := [name for name in REQUIRED if fields.get(name) is None]:
        raise Refused("missing_field", f"{missing[0]} is missing: every proposal has one")
    engine, metric = _text(fields, "engine"), _text(fields, "metric")
    article_id = _article_id(str(_text(fields, "article")), known)
    start, end = _position(fields, "start"), _position(fields, "end")
    lower = _amount(fields, "min")
    since, until = _interval(_text(fields, "as_of"))
    return {
        "proposal_id": f"{article_id}:p{start}-{end}.{metric}.{engine}",
        "engine": engine,
        "article_id": article_id,
        "start_char": start,
        "end_char": end,
        "surface": _text(fields, "surface"),
        "believed_min": lower,
        "believed_max": lower if fields.get("max") is None else _amount(fields, "max"),
        "believed_currency": _text(fields, "currency"),
        "metric": metric,
        "basis": _text(fields, "basis"),
        "subject_names": _names(fields, "subject"),
        "counterparty_names": _names(fields, "counterparty"),
        "source_names": _names(fields, "source"),
        "as_of_start": since,
        "as_of_end": until,
        "modality": _text(fields, "modality"),
        "evidence": _text(fields, "evidence"),
        "negated": _truth(fields, "negated"),
    }


def _load(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise Refused("not_json", "this is no JSON: write one object a line") from error
    if not isinstance(value, dict):
        raise Refused("not_json", "this is no JSON object: write one object a line")
    return value


def _wrong(name: str, wanted: str) -> Refused:
    return Refused("wrong_type", f"{name} is not {wanted}")


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _wrong(name, "a text")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Refused("not_text", f"{name} holds half of a character (a lone surrogate)") from error
    return value


def _names(fields: Mapping[str, Any], name: str) -> list[str]:
    """A name, a list of names, or none."""
    value = fields.get(name)
    listed = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) and one for one in listed):
        raise _wrong(name, "a name or a list of names")
    return [str(_text({name: one}, name)) for one in listed]


def _position(fields: Mapping[str, Any], name: str) -> int:
    value = fields[name]
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**32:
        raise _wrong(name, "a place in the text, counted in code points")
    return value


def _amount(fields: Mapping[str, Any], name: str) -> Decimal:
    """An amount as the ledger can hold it: up to 26 digits before the point and 12 behind it."""
    value = fields[name]
    wanted = "an amount in whole units of its currency"
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise _wrong(name, wanted)
    try:
        amount = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation as error:
        raise _wrong(name, wanted) from error
    if not amount.is_finite() or (amount and not -13 < amount.adjusted() < 26):
        raise _wrong(name, wanted)
    kept = amount.quantize(_LAST_DIGIT, context=_DIGITS)
    if kept != amount:
        raise _wrong(name, f"{wanted}, of twelve digits behind the point at most")
    return kept


def _truth(fields: Mapping[str, Any], name: str) -> bool:
    value = fields.get(name)
    if not isinstance(value, bool | None):
        raise _wrong(name, "true or false")
    return bool(value)


def _interval(stated: str | None) -> tuple[date | None, date | None]:
    """The days of `2026-03-01/2026-03-31`, or of one day."""
    if stated is None:
        return None, None
    first, _, last = stated.partition("/")
    try:
        return date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as error:
        raise _wrong("as_of", "a day or two with a slash between: 2026-03-01/2026-03-31") from error


def _article_id(named: str, known: Known) -> str:
    """The id of an article by its path, its id, or its file's SHA-256."""
    if named in known:
        return known[named]
    if len(named) in (16, 64) and set(named) <= _HEX:
        return named[:16]
    raise Refused("unknown_article", "the ledger has no such article: name its path or its id, and run first")
