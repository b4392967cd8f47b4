"""Claims as cases: short texts with their mentions marked and their claims written below.

The marks stand for what ingest and extraction would find, so that a case tests the reading alone:
`[€5m]` an amount, `{Acme}` a company (`{p:Jo Roe}` a person, see `KINDS`; `{Acme=acme-group}` gives the id),
`<last year=2023-01-01/2023-12-31>` a date; `⏎` ends a line. A case whose id falls in the last third of a hash
is *held out*: it is scored, and no rule is made after it.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from etl.text.slugs import slug

KINDS: Mapping[str, str] = {
    "p": "person",
    "m": "media",
    "g": "government",
    "o": "organization",
    "f": "fund",
    "x": "product",
    "l": "place",
}
ANY = "*"
NOBODY = "-"

_MARK = re.compile(r"\[([^\]]+)\]|\{(?:([a-z]):)?([^}=]+)(?:=([^}]+))?\}|<([^>=]+)=([^>]+)>")


@dataclass(frozen=True)
class Case:
    """One text: `text` without its marks, `marks` as (kind, start, end, …), `claims` as fields to hold."""

    name: str
    published: date
    text: str
    marks: tuple[tuple[Any, ...], ...]
    claims: tuple[Mapping[str, Any], ...]
    article_id: str = field(default="", compare=False)

    @property
    def is_held_out(self) -> bool:
        """Whether the case is only scored."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 3 == 2


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, in order. The head of the file, up to the first `# `, is for readers."""
    blocks = ("\n" + path.read_text(encoding="utf-8")).split("\n# ")[1:]
    return [_read_case(block) for block in blocks]


def _read_case(block: str) -> Case:
    head, *lines = block.strip().split("\n")
    name, published = head.split()
    claims = tuple(_read_claim(line[2:]) for line in lines if line.startswith("> "))
    marked = "\n".join(line for line in lines if not line.startswith("> ")).replace("⏎", "\n")
    text, marks = unmark(marked)
    article = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Case(name, date.fromisoformat(published), text, marks, claims, article)


def _read_claim(line: str) -> dict[str, Any]:
    """The fields of one line: metric, subject, modality, then `name=value` and the flag `neg`."""
    metric, subject, modality, *more = line.split()
    fields: dict[str, Any] = {
        "metric": metric,
        "subject": subject,
        "modality": modality,
        "negated": "neg" in more,
    }
    names = {"cp": "counterparty", "src": "source", "ev": "evidence"}
    for part in more:
        if "=" in part:
            name, value = part.split("=", 1)
            fields[names.get(name, name)] = value
    return fields


def unmark(marked: str) -> tuple[str, tuple[tuple[Any, ...], ...]]:
    """The text without marks, and the marks with their spans in it."""
    text, last = "", 0
    marks: list[tuple[Any, ...]] = []
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        amount, kind, name, entity, words, interval = match.groups()
        surface = amount or name or words
        span = (len(text), len(text) + len(surface), surface)
        if amount:
            marks.append(("money", *span))
        elif name:
            marks.append(("entity", *span, KINDS.get(kind or "", "company"), entity or _id(name)))
        else:
            marks.append(("date", *span, *map(date.fromisoformat, interval.split("/"))))
        text += surface
        last = match.end()
    return text + marked[last:], tuple(marks)


def _id(name: str) -> str:
    return pl.select(slug(pl.lit(name))).item()


def breaches(case: Case, claims: list[Mapping[str, Any]]) -> list[str]:
    """What the given claims, in order of their amounts, say otherwise than the case."""
    if len(claims) != len(case.claims):
        return [f"{len(claims)} claims for {len(case.claims)} amounts"]
    return [
        f"{name} of amount {number}: {given} for {wanted[name]}"
        for number, (wanted, row) in enumerate(zip(case.claims, claims, strict=True), 1)
        for name in wanted
        if wanted[name] != ANY and (given := _given(row, name)) != _wanted(wanted[name])
    ]


def _wanted(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    return None if value == NOBODY else "+".join(sorted(value.split("+")))


def _given(row: Mapping[str, Any], name: str) -> Any:
    if name in ("subject", "counterparty", "source"):
        return "+".join(sorted(row[f"{name}_ids"])) or None
    if name == "as_of":
        return f"{row['as_of_start']}/{row['as_of_end']}" if row["as_of_start"] else None
    return row[name]
