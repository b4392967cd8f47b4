"""What a page's markup says and its bare text would not: what is struck out or hidden, where a number ends
and the mark of a footnote begins, which rows a cell stands for.

Each step changes a tree of lxml before the text is taken out (`etl.ingest.pages`). None joins texts again and
again, which in a page of thousands of marks would take a square of its length.
"""

import re
from itertools import islice

from lxml import etree
from lxml import html as lxml_html

_STRUCK = ("del", "s", "strike")
_NOTE = re.compile(r"[\[(]?(?:[0-9]{1,3}(?:[,–-] ?[0-9]{1,3})*|[a-z]|[ivx]{1,4}|[*†‡§]{1,3})[\])]?")
_POWER_BEFORE = re.compile(r"(?:^|[0-9\s/(])(?:[kcdmµ]?m|ft|in|yd|mi|s|10)$")
"""What a power stands behind: `200 m`, `10`. Behind any other number (`in 2025¹`) stands a note."""
_PRICE_BEFORE = re.compile(r"[$€£¥₹]\s?[0-9]{1,3}(?:,?[0-9]{3}){0,2}$")
_CENTS = re.compile(r"[0-9]{2}")
_BRACKETED = re.compile(r"\[[^\]]*\]")
_LOOKED_AT = 40
_LABEL_CHARS = 200
_PIECES = 8
"""Of how many letters and pieces of text a mark or a label is made at most: what has more is neither."""
_MOST_FILLED = 5_000
"""Cells filled in a page at most: rows in which each cell stands for all would make a square of them."""


def tidy(tree: lxml_html.HtmlElement) -> None:
    """All the steps, in order; each is linear in the page."""
    drop_unseen(tree)
    set_notes_apart(tree)
    fill_labels(tree)


def drop_unseen(tree: lxml_html.HtmlElement) -> None:
    """Empty what the page strikes out, which it states no more, and what its `hidden` keeps from readers.

    What is hidden only until it is searched for stays; so does a page that hides most of itself until its
    scripts have run.
    """
    for element in list(tree.iter(*_STRUCK)):
        element.clear(keep_tail=True)
    hidden = _hidden(tree)
    if 2 * sum(_letters(element) for element in hidden) < _letters(tree):
        for element in hidden:
            element.clear(keep_tail=True)


def set_notes_apart(tree: lxml_html.HtmlElement) -> None:
    """Put the raised mark of a footnote in square brackets, lest `$7.5 million²` ends in a number.

    Raised cents get their point (`$19⁹⁹`); powers (`m²`, `10⁶`), ordinals and words stay as they are.
    """
    for element in list(tree.iter("sup")):
        words, before = _short_text(element), _text_before(element)
        if _CENTS.fullmatch(words) and _PRICE_BEFORE.search(before):
            _fill(element, f".{words}")
        elif _NOTE.fullmatch(words) and (_PRICE_BEFORE.search(before) or not _POWER_BEFORE.search(before)):
            _fill(element, f"[{words.strip('[]()')}]{'' if before.strip() else ' '}")


def fill_labels(tree: lxml_html.HtmlElement) -> None:
    """Give each row the label of the first cell that stands for it (`rowspan`). Numbers are told once: below
    one stands an empty cell.
    """
    left = _MOST_FILLED
    for cell in list(tree.iter("td", "th")):
        row, span = cell.getparent(), cell.get("rowspan", "")
        if not (span.isascii() and span.isdigit()) or row is None or row.tag != "tr":
            continue
        if row[0] is not cell or row.find("td") is None:  # a head's cells stand for its lines
            continue
        words = _BRACKETED.sub("", _short_text(cell)).strip()
        is_label = not any(letter.isdigit() for letter in words)
        below = row.getnext()
        for _ in range(min(int(span[:5]) - 1, left)):
            if below is None or below.tag != "tr":
                break
            label = lxml_html.Element(cell.tag)
            label.text = words if is_label else ""
            below.insert(0, label)
            left -= 1
            below = below.getnext()
        del cell.attrib["rowspan"]


def _hidden(tree: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    """The outermost elements that are hidden."""
    found = []
    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if (element.get("hidden") or "").lower() != "until-found" and element.get("hidden") is not None:
            found.append(element)
            walk.skip_subtree()
    return found


def _letters(element: lxml_html.HtmlElement) -> int:
    return sum(map(len, element.itertext()))


def _short_text(element: lxml_html.HtmlElement) -> str:
    """The words in an element; none where it holds more than a mark or a label does."""
    pieces = list(islice(element.itertext(), _PIECES + 1))
    words = " ".join("".join(pieces).split())
    return words if len(pieces) <= _PIECES and len(words) <= _LABEL_CHARS else ""


def _text_before(element: lxml_html.HtmlElement) -> str:
    """The text right before an element in its parent: up to a few dozen characters."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        words = previous.tail or ("" if previous.tag == "br" else previous.text) or ""
    else:
        words = (parent.text if parent is not None else None) or ""
    return words[-_LOOKED_AT:]


def _fill(element: lxml_html.HtmlElement, words: str) -> None:
    element.clear(keep_tail=True)
    element.text = words
