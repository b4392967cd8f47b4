"""HTML pages: their main text, and what their metadata state. The reader of `.html` and `.htm`.

Imports lxml and trafilatura, which take half a second: `etl.ingest.readers` imports it only for a page.
"""

import logging
import re
from datetime import date
from itertools import accumulate

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from etl.ingest.decoding import decode
from etl.ingest.markup import tidy
from etl.ingest.readers import RawArticle, Unreadable

MAX_BYTES = 20_000_000
MAX_ELEMENTS = 20_000
MAX_DEPTH = 500
"""Larger pages are refused; of pages of more elements, or nested deeper, all text is taken, since telling the
main text from the rest is not linear in them."""

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})")
_DATE_SEARCH = {
    # Only what the page states of itself: dates in its prose are for `etl.ingest.dating`. The bounds replace
    # the library's own, the last of which is today: a reading may not hang on the day it is made.
    "extensive_search": False,
    "original_date": True,
    "min_date": "1990-01-01",
    "max_date": "2100-12-31",
    "outputformat": "%Y-%m-%d",
}
_TITLE_LINES = 6
_LEAST_TEXT = 40

# The library warns about pages that it cannot read; they are quarantined with a reason of our own.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_html(content: bytes) -> RawArticle:
    """The article of a page: title and main text, a line a block, with tables as rows of cells between `|`.

    A table's caption is the line above it. Metadata date is the day of first publication that the page's
    metadata state. Raises Unreadable where nothing can be taken out, and Undecodable where it is no text.
    """
    if len(content) > MAX_BYTES:
        raise Unreadable("too_large", f"a page of more than {MAX_BYTES:,} bytes; cut it or save its text")
    declared = _DECLARED.search(content[:4096])
    markup = decode(content, declared[1].decode("ascii") if declared else None)
    try:
        return _extracted(markup)
    except Unreadable:
        raise
    except Exception as error:  # a parser's limits on hostile markup: the page is at fault
        raise Unreadable(
            "unreadable_page", f"its HTML defeats the parser ({type(error).__name__}); save its text"
        ) from error


def _extracted(markup: str) -> RawArticle:
    tree = _parsed(markup)
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS or _depth(tree) > MAX_DEPTH:
        return RawArticle(_whole_text(tree))
    document = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params=_DATE_SEARCH,
    )
    if isinstance(document, dict):  # what the library gives for `as_dict`, which is not asked for
        raise TypeError("the page reader wants a document")
    text = (document.text if document else None) or ""
    if len(text) < _LEAST_TEXT:
        whole = _whole_text(_parsed(markup))
        text = whole if len(whole) > len(text) else text
    if document is None:
        return RawArticle(text)
    return RawArticle(
        text=_with_title(document.title, text),
        title=document.title,
        byline=document.author,
        site=document.sitename,
        url=document.url,
        metadata_date=date.fromisoformat(document.date) if document.date else None,
    )


def _depth(tree: lxml_html.HtmlElement) -> int:
    """How deep the elements of a page are nested."""
    steps = (1 if event == "start" else -1 for event, _ in etree.iterwalk(tree, events=("start", "end")))
    return max(accumulate(steps))


def _whole_text(tree: lxml_html.HtmlElement) -> str:
    """All the text of a page but its scripts and styles."""
    text = str(trafilatura.html2txt(tree))
    if not text.strip():
        raise Unreadable("no_text", "there is no text in the page; save the page after its scripts have run")
    return text


def _parsed(markup: str) -> lxml_html.HtmlElement:
    """The page's tree, each table's caption a paragraph above it, where the cell reader looks for it."""
    # what is nested deeper than `huge_tree` allows (2,048, else 256) the parser leaves out with all after it
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise Unreadable("no_text", "there is no text in the page; fill it or delete it") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise Unreadable("too_deep", "its elements are nested more than 2,000 deep; save its text as .txt")
    tidy(tree)
    for caption in list(tree.iter("caption")):
        table = caption.getparent()
        if table is None or table.tag != "table" or table.getparent() is None:
            continue
        paragraph = lxml_html.Element("p")
        paragraph.text = " ".join(caption.text_content().split())
        caption.drop_tree()
        if paragraph.text:
            table.addprevious(paragraph)
    return tree


def _with_title(title: str | None, text: str) -> str:
    """The text under its title, unless one of its first lines is the title already."""
    first = [" ".join(line.split()).casefold() for line in text.split("\n", _TITLE_LINES)[:_TITLE_LINES]]
    if not title or " ".join(title.split()).casefold() in first:
        return text
    return f"{title}\n\n{text}"
