"""The readers of input formats, and the one table that says which reads what.

A reader makes raw articles of a file's bytes and knows nothing of zones, sentences or dates. To add a
format: one reader, its line in `READERS`, a sample under `tests/ingest/samples`.
"""

import codecs
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from etl.ingest.decoding import Undecodable, decode
from etl.ingest.front_matter import find_front_matter


class Unreadable(ValueError):
    """A file gives no article. `rule` names the condition; the message is why, and the remedy."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule


@dataclass(frozen=True)
class RawArticle:
    """An article as its reader took it out of a file.

    `text` is what all offsets count in. The other fields are what the format states *about* the article,
    null where it states nothing: of text files only those with front matter state any.
    """

    text: str
    title: str | None = None
    byline: str | None = None
    site: str | None = None
    url: str | None = None
    metadata_date: date | None = None


Reader = Callable[[bytes], list[RawArticle]]
"""Bytes in, the articles in them out, in their order; raises Unreadable."""


def read_text(content: bytes) -> list[RawArticle]:
    """The one article of a text file: its decoded text to the letter, with what its front matter states."""
    text = decode(content)
    stated = find_front_matter(text)
    if stated is None:
        return [RawArticle(text)]
    return [RawArticle(text, stated.title, stated.byline, stated.site, stated.url, stated.day)]


def read_page(content: bytes) -> list[RawArticle]:
    """The one article of an HTML page: its main text, with what its metadata say of it."""
    # Imported here: trafilatura and lxml take half a second, and text files do without them.
    from etl.ingest.pages import read_html

    return [read_html(content)]


READERS: Mapping[str, Reader] = {
    "": read_text,
    ".htm": read_page,
    ".html": read_page,
    ".markdown": read_text,
    ".md": read_text,
    ".text": read_text,
    ".txt": read_text,
}
"""Reader by suffix, in lower case; the empty one is of names that have none."""


_MARKDOWN = (".md", ".markdown")
_BEFORE = rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?"
_PAGE = re.compile(_BEFORE + rb"<(?:!doctype\s+html|html[\s>])", re.I | re.S)
_PIECE = re.compile(
    _BEFORE + rb"<(?:head|body|article|main|section|header|div|p|h[1-6])(?:\s[^<>]{0,500})?>", re.I | re.S
)
"""How a piece of a page begins, as feeds and databases hold articles; Markdown may begin so too."""
_XML = re.compile(rb"<(?:\?xml|rss|feed|rdf:RDF)[\s>]", re.I)


def _reader_of(suffix: str, content: bytes) -> Reader:
    """The reader of a file's suffix, unless its first bytes say that it is a page or XML under another name.

    Raises Unreadable for XML that is no page: a feed's items are articles, and nobody here tells them apart.
    """
    head = content[:2_000].removeprefix(codecs.BOM_UTF8).lstrip()
    if _PAGE.match(head) or (suffix not in _MARKDOWN and _PIECE.match(head)):
        return read_page
    if _XML.match(head):
        raise Unreadable("unknown_format", "it is XML, perhaps a feed; save each article as text or HTML")
    return READERS[suffix]


def read_articles(
    path: str, content: bytes | None, problem: str | None = None, rule: str | None = None
) -> list[RawArticle]:
    """The articles of a file, by its suffix; a page is read as one under any. Raises Unreadable with a reason
    of one line.

    `problem` and `rule` say why there is no content, where there is none.

    >>> read_articles("a.txt", b"A line.")[0].text
    'A line.'
    """
    if content is None:
        raise Unreadable(rule or "vanished", f"{path}: {problem or 'it vanished; put it back'}")
    if not content.strip():
        raise Unreadable("empty", f"{path}: the file is empty; fill it or delete it")
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in READERS:
        known = ", ".join(name for name in READERS if name)
        raise Unreadable(
            "unknown_format", f"{path}: there is no reader for {suffix}; convert it to one of {known}"
        )
    try:
        articles = _reader_of(suffix, content)(content)
    except Undecodable as error:
        raise Unreadable(error.rule, f"{path}: {error}; save it as UTF-8 text") from error
    except Unreadable as error:
        raise Unreadable(error.rule, f"{path}: {error}") from error
    articles = [article for article in articles if not _is_blank(article.text)]
    if not articles:
        raise Unreadable("empty", f"{path}: there is no text in it; fill it or delete it")
    return articles


def _is_blank(text: str) -> bool:
    """Whether nothing in the text can be seen: blanks, and the two characters that shadows blank out."""
    return not text.strip("\x00\x01").strip()
