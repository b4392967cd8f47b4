"""Marks of an agency that run on into a sentence: `(Reuters) - Acme said`, `May 4 (AFP) -- Acme said`; and
the date that a crawler left before the first words: `date 2026-05-04 Acme said`.

The mark is cut off as a block of its own, and so is a day before it: the sentence is its own words, and the
agency no party to it. A dateline with a city before the agency stays with its sentence, whose grammar reads
it; lines that are no more than a dateline are the lexicon's (`zones.toml`).
"""

import polars as pl

from etl.ingest.outlets import name_outlets
from etl.lexicon import Lexicon

_HEAD = 90
"""Characters that a day, a mark and the blanks after it take at most."""
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_DAY = (
    r"(?:(?:[A-Z][a-z]{2,8}day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,? )?"
    rf"(?:{_MONTH}\.? [0-9]{{1,2}}|[0-9]{{1,2}} {_MONTH}\.?)(?:,? [0-9]{{4}})?,?"
)
_MARK = r"[*_]{0,3}\(([A-ZÀ-Þ][A-Za-zÀ-ɏ0-9 .&'/-]{1,40})\)[*_]{0,3}"
_OPENING = rf"^(?:({_DAY}) )?({_MARK}(?: ?[-:]{{1,3}}| ?_)? ?)[^ ]"
"""A day or none, the mark, and a dash or none. In the shadow every dash is `-`."""
_LABELLED = r"^((?i-u:date|published|updated)(?: on|:)? [0-9]{4}-[0-9]{2}-[0-9]{2}[,:]? )[^0-9]"
"""A label with a day, as a web page's fields come out of a crawler, and what it runs on into."""
_DASHED = "[-:_] ?$"
_CLOSING = rf"[.!?][\"')\]]? ?({_MARK}\.?)$"
_PROSE_CHARS = 60
_ENDS = r"[.…][\"')\]]*$"


def cut_marks(blocks: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`blocks` of `join_wrapped` with the marks that sentences begin or end with as blocks of their own.

    Adds `is_mark`, true of the marks, and `is_day`, of a day before one or with a label. What stands in
    brackets at the head of a block and before a dash is a mark (`(RTTNews) -`, `(Adds shares) -`); without a
    dash, or behind the story's last sentence, it is one where the lexicon knows the outlet. Behind a line
    that prose follows it credits a picture, and is not cut off. Spans stay true: each part has its own
    `start` and `end`.
    """
    plain = _cut_label(blocks.with_columns(is_mark=False, is_day=False))
    return _cut_closing(_cut_opening(plain, lexicon), lexicon)


def _cut_label(blocks: pl.DataFrame) -> pl.DataFrame:
    """The blocks, a labelled day that the article opens with as a block of its own."""
    first = pl.col("article_id").is_first_distinct() & pl.col("table_no").is_null()
    label = pl.when(first).then(pl.col("block").str.slice(0, _HEAD)).str.extract(_LABELLED, 1)
    numbered = blocks.with_row_index("_row").with_columns(_day=label.str.len_chars())
    labelled = numbered.filter(pl.col("_day").is_not_null())
    if labelled.is_empty():
        return blocks
    return _joined(
        numbered.filter(pl.col("_day").is_null()),
        _part(labelled, pl.lit(0), pl.col("_day"), is_day=True),
        _part(labelled, pl.col("_day")),
    )


def _cut_opening(blocks: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    block = pl.col("block")
    likely = pl.col("table_no").is_null() & block.str.contains(r"^[^(]{0,30}\(")
    found = pl.when(likely).then(block.str.slice(0, _HEAD)).str.extract_groups(_OPENING)
    day, mark, name = (found.struct[number] for number in range(3))
    opens = mark.str.contains(_DASHED) | name_outlets(name, lexicon).is_not_null()
    numbered = blocks.with_row_index("_row").with_columns(
        _day=(day + " ").str.len_chars().fill_null(0), _mark=pl.when(opens).then(mark.str.len_chars())
    )
    marked = numbered.filter(pl.col("_mark").is_not_null())
    return _joined(
        numbered.filter(pl.col("_mark").is_null()),
        _part(marked.filter(pl.col("_day") > 0), pl.lit(0), pl.col("_day"), is_day=True),
        _part(marked, pl.col("_day"), pl.col("_mark"), is_mark=True),
        _part(marked, pl.col("_day") + pl.col("_mark")),
    )


def _cut_closing(blocks: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    block = pl.col("block")
    is_prose = (block.str.len_chars() >= _PROSE_CHARS) & block.str.contains(_ENDS)
    is_last = is_prose.cum_sum(reverse=True).over("article_id") == is_prose.cast(pl.UInt32)
    likely = pl.col("table_no").is_null() & is_last & block.str.contains(r"\)[*_.]{0,4}$")
    found = pl.when(likely).then(block.str.tail(_HEAD)).str.extract_groups(_CLOSING)
    closes = name_outlets(found.struct[1], lexicon).is_not_null()
    numbered = blocks.with_row_index("_row").with_columns(
        _text=pl.when(closes).then(block.str.len_chars() - found.struct[0].str.len_chars())
    )
    marked = numbered.filter(pl.col("_text").is_not_null())
    return _joined(
        numbered.filter(pl.col("_text").is_null()),
        _part(marked, pl.lit(0), pl.col("_text")),
        _part(marked, pl.col("_text"), is_mark=True),
    )


def _joined(*parts: pl.DataFrame) -> pl.DataFrame:
    return pl.concat(parts).sort("_row", "start").drop(pl.selectors.starts_with("_"))


def _part(
    blocks: pl.DataFrame,
    begin: pl.Expr,
    length: pl.Expr | None = None,
    is_mark: bool = False,
    is_day: bool = False,
) -> pl.DataFrame:
    """The stretch of each block that begins so far in, without the blanks behind it."""
    offset = blocks.schema["start"]
    block = pl.col("block").str.slice(begin, length).str.strip_chars_end()
    start = pl.col("start") + begin.cast(offset)
    return blocks.with_columns(
        block=block,
        start=start,
        end=start + block.str.len_chars().cast(offset),
        gap=pl.col("gap") & (begin == 0),
        is_mark=pl.col("is_mark") | is_mark,
        is_day=pl.col("is_day") | is_day,
    )
