"""The tables that interpretation reads, made of marked cases.

They hold what ingest and extraction would have found, in the simplest way: no grammar of money, no reader of
pages, so that a case that fails is a fault of the reading of claims.
"""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

import polars as pl

from etl.contracts.compiled import lake_schema
from etl.contracts.frames import Tables
from etl.evaluation.cases import Case

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = {"trillion": 12, "tn": 12, "billion": 9, "bn": 9, "million": 6, "m": 6, "crore": 7, "k": 3}
_SCALE = re.compile(r"(?<![a-z])(trillion|billion|million|crore|tn|bn|m|k)(?![a-z])", re.IGNORECASE)
_CURRENCIES = {
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "A$": "AUD",
    "C$": "CAD",
    "Rs": "INR",
    "SEK": "SEK",
    "₩": "KRW",
}
_STOP = re.compile(r"(?<=[.!?])[\"”]? (?=[\"“]?[A-Z])")


def case_tables(cases: list[Case]) -> Tables:
    """The tables that interpretation reads, made of the cases' marks."""
    rows: dict[str, list[dict[str, Any]]] = {
        name: []
        for name in (
            "dim_article",
            "stg_segment",
            "stg_sentence",
            "stg_cell",
            "fact_money_mention",
            "fact_quantity_mention",
            "fact_date_mention",
            "fact_entity_mention",
        )
    }
    for case in cases:
        rows["dim_article"].append(_article(case))
        segments, sentences, cells = _layout(case)
        rows["stg_segment"] += segments
        rows["stg_sentence"] += sentences
        rows["stg_cell"] += cells
        for kind, start, end, surface, *more in case.marks:
            shared = {
                "article_id": case.article_id,
                "start_char": start,
                "end_char": end,
                "surface": surface,
                "zone": "body",
            }
            shared["mention_id"] = f"{case.article_id}:{kind[0]}{start}-{end}"
            if kind == "money":
                home = next(s for s in sentences if s["start_char"] <= start and end <= s["end_char"])
                rows["fact_money_mention"].append(
                    shared
                    | _amount(surface, case.text[end : end + 12])
                    | {"sentence_start": home["start_char"], "sentence_end": home["end_char"]}
                )
            elif kind == "entity":
                named = {"entity_type": more[0], "entity_id": more[1]}
                unlisted = {"is_provisional": False, "is_listed_source": False}
                rows["fact_entity_mention"].append(shared | named | unlisted)
            else:
                rows["fact_date_mention"].append(shared | {"start_date": more[0], "end_date": more[1]})
    return {name: pl.DataFrame(found, schema=lake_schema(name)) for name, found in rows.items()}


def _article(case: Case) -> dict[str, Any]:
    return {
        "article_id": case.article_id,
        "path": f"{case.name}.txt",
        "published_from": case.published,
        "published_to": case.published,
        "published_basis": "stated",
        "language": "en",
        "text": case.text,
        "char_count": len(case.text),
        "word_count": len(case.text.split()),
        "extractor_version": "cases",
    }


def _amount(surface: str, after: str) -> dict[str, Any]:
    """The values of a marked amount: enough of them for reading claims, no grammar of money."""
    scale = _SCALE.search(surface)
    factor = Decimal(10) ** (_SCALES[scale.group(1).lower()] if scale else 0)
    numbers = [Decimal(number.replace(",", "")) * factor for number in _NUMBER.findall(surface)]
    currency = next((code for mark, code in _CURRENCIES.items() if mark in surface), "USD")
    per = "share" if re.match(r" (?:a|per) share", after) else None
    return {
        "amount_min": min(numbers),
        "amount_max": max(numbers),
        "amount_low": min(numbers),
        "amount_high": max(numbers),
        "currency": currency,
        "hedge": "exact",
        "per": per,
    }


def _layout(case: Case) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Lines as segments, their sentences, and the cells of lines with ` | ` in them."""
    segments: list[dict[str, Any]] = []
    sentences: list[dict[str, Any]] = []
    cells: list[dict[str, Any]] = []
    heads: list[tuple[str, int]] = []
    position = 0
    caption: tuple[str, int] | None = None
    for line in case.text.split("\n"):
        start, position = position, position + len(line) + 1
        if not line.strip():
            continue
        kind = "table_row" if " | " in line else "list_item" if line.startswith("- ") else "paragraph"
        if kind == "paragraph" and not line.rstrip().endswith((".", "!", "?", '"')):
            kind = "heading"
        place = {"article_id": case.article_id, "segment_no": len(segments), "zone": "body"}
        segments.append(place | {"start_char": start, "end_char": start + len(line), "kind": kind})
        cuts = (
            [0, *(m.end() for m in _STOP.finditer(line)), len(line)]
            if kind == "paragraph"
            else [0, len(line)]
        )
        for first, last in pairwise(cuts):
            size = len(line[first:last].rstrip())
            span = {"start_char": start + first, "end_char": start + first + size}
            sentences.append(place | span | {"sentence_no": len(sentences)})
        if kind != "table_row":
            caption, heads = (line, start), []
        elif not heads:
            heads = _split(line, start)
        else:
            cells += _cells(case, _split(line, start), heads, caption, len(cells))
    return segments, sentences, cells


def _split(line: str, start: int) -> list[tuple[str, int]]:
    """The cells of a line with their places."""
    found, place = [], start
    for part in line.split(" | "):
        found.append((part, place))
        place += len(part) + 3
    return found


def _cells(
    case: Case,
    row: list[tuple[str, int]],
    heads: list[tuple[str, int]],
    caption: tuple[str, int] | None,
    number: int,
) -> list[dict[str, Any]]:
    def span(name: str, cell: tuple[str, int] | None) -> dict[str, Any]:
        if cell is None:
            return {name: None, f"{name}_start": None, f"{name}_end": None}
        return {name: cell[0], f"{name}_start": cell[1], f"{name}_end": cell[1] + len(cell[0])}

    return [
        {
            "article_id": case.article_id,
            "table_no": 0,
            "row_no": number,
            "column_no": column,
            "start_char": place,
            "end_char": place + len(text),
            "surface": text,
            **span("row_head", row[0]),
            **span("column_head", heads[column] if column < len(heads) else None),
            **span("caption", caption),
        }
        for column, (text, place) in enumerate(row)
        if column
    ]
