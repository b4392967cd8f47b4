"""A text with its mentions as blocks to show: paragraphs, subheads, tables; all of it, in its order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from etl.report.rows import Row

Part = str | Row
"""Plain text, or a mention with its `surface` as the text has it."""

SUBHEAD = 80
"""Characters up to which a line that ends without a stop is taken for a subhead."""


@dataclass(frozen=True)
class Block:
    """A paragraph, a subhead, or a table, whose rows hold cells of parts; a rule below the head is no row."""

    kind: str
    parts: list[Part]
    rows: list[list[list[Part]]]
    has_head: bool = False


def lay_out(text: str, mentions: Sequence[Row]) -> list[Block]:
    """The blocks of a text. `mentions` are in the order of the text; one that begins inside the one before
    it, or ends beyond the text, is not marked.

    >>> [block.kind for block in lay_out("Head\\nSome words.\\n| a | b |\\n|---|---|\\n| 1 | 2 |", [])]
    ['subhead', 'paragraph', 'table']
    """
    blocks: list[Block] = []
    for is_table, lines in groupby(_lines(text, mentions), key=_is_table_row):
        if is_table:
            blocks.append(_table(list(lines)))
        else:
            blocks.extend(Block("subhead" if _is_subhead(line) else "paragraph", line, []) for line in lines)
    return blocks


def _parts(text: str, mentions: Sequence[Row]) -> Iterator[Part]:
    """The text cut at its mentions, in order."""
    place = 0
    for mention in mentions:
        start, end = mention["start_char"], mention["end_char"]
        if place <= start and end <= len(text):
            yield text[place:start]
            yield {**mention, "surface": text[start:end]}
            place = end
    yield text[place:]


def _lines(text: str, mentions: Sequence[Row]) -> Iterator[list[Part]]:
    """The lines that are not blank, each a list of its parts. A mention that spans lines is in its first."""
    line: list[Part] = []
    for part in _parts(text, mentions):
        if not isinstance(part, str):
            line.append(part)
            continue
        first, *others = part.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        line.append(first)
        for words in others:
            if _words(line):
                yield line
            line = [words]
    if _words(line):
        yield line


def _words(line: Sequence[Part]) -> str:
    return "".join(part if isinstance(part, str) else part["surface"] for part in line).strip()


def _is_table_row(line: Sequence[Part]) -> bool:
    words = _words(line)
    return words.startswith("|") and words.count("|") > 1


def _is_subhead(line: Sequence[Part]) -> bool:
    words = _words(line)
    return len(words) <= SUBHEAD and words[-1:].isalnum() and not words.startswith(("-", "*", "•", "–"))


def _table(lines: list[list[Part]]) -> Block:
    """Rows of cells between bars. Where the second row is a rule, the first is the table's head."""
    is_rule = [not _words(line).strip("|-: \t") for line in lines]
    rows = [_cells(line) for line, rule in zip(lines, is_rule, strict=True) if not rule]
    return Block("table", [], rows, has_head=len(lines) > 1 and is_rule[1])


def _cells(line: Sequence[Part]) -> list[list[Part]]:
    """A row's cells; the bars at its ends hold none."""
    cells: list[list[Part]] = [[]]
    for part in line:
        if not isinstance(part, str):
            cells[-1].append(part)
            continue
        first, *others = part.split("|")
        cells[-1].append(first)
        cells.extend([other] for other in others)
    start = 0 if _words(cells[0]) else 1  # a mention may cover the first bar
    return cells[start:] if _words(cells[-1]) else cells[start:-1]
