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

from etl.errors import NotFound

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
    """The gold of a folder, by file name. Raises NotFound where it holds none or lacks a text."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise NotFound(f"{folder}: no gold there (NAME.json beside NAME.txt); name a folder that has some")
    return [_read_article(path) for path in paths]


def _read_article(path: Path) -> GoldArticle:
    fields = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
    source = path.with_name(fields["doc"])
    if not source.is_file():
        raise NotFound(f"{source}: the text of {path.name} is missing; put it beside its gold")
    content = source.read_bytes()
    article_id = hashlib.sha256(content).hexdigest()[:16]
    return GoldArticle(path.stem, article_id, content.decode("utf-8-sig"), fields)
