"""Gold: hand-made readings of articles.

A gold file is JSON beside its text; `docs/annotation-guide.md` says what its fields mean. Its numbers are
read as Decimal, its offsets are code points into the text.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from etl.errors import NotFound, WrongRequest
from etl.evaluation.gold_form import REMEDY, require_form

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class GoldArticle:
    """One article's text with its gold. `article_id` is what the pipeline gives the same bytes."""

    name: str
    article_id: str
    text: str
    fields: Fields

    def spans(self, kind: str) -> list[Fields]:
        """The mentions of one kind: `money`, `quantities`, `dates` or `entities`."""
        return self.fields.get(kind, [])


def read_gold(folder: Path) -> list[GoldArticle]:
    """The gold of a folder, by file name.

    Raises NotFound where it holds none or lacks a text, WrongRequest where a file is not as the guide says.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise NotFound(f"{folder}: no gold there (NAME.json beside NAME.txt); name a folder that has some")
    return [_read_article(path) for path in paths]


def _read_article(path: Path) -> GoldArticle:
    fields = read_object(path, REMEDY)
    name = fields.get("doc")
    if not isinstance(name, str) or not name or name != Path(name).name:
        raise WrongRequest(f"{path}: `doc` names no text beside it; {REMEDY}")
    require_form(path, fields)
    source = path.with_name(name)
    if not source.is_file():
        raise NotFound(f"{source}: the text of {path.name} is missing; put it beside its gold")
    content = source.read_bytes()
    article_id = hashlib.sha256(content).hexdigest()[:16]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongRequest(f"{source}: byte {error.start:,} is not UTF-8; write it in UTF-8") from error
    return GoldArticle(path.stem, article_id, text, fields)


def read_object(path: Path, remedy: str) -> dict[str, Any]:
    """The JSON object in a file, its numbers as Decimal. Raises WrongRequest where it holds none."""
    try:
        held = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal, parse_int=Decimal)
    except ValueError as error:
        raise WrongRequest(f"{path}: no JSON ({error}); {remedy}") from error
    if not isinstance(held, dict):
        raise WrongRequest(f"{path}: a JSON {type(held).__name__}, no object; {remedy}")
    return held
