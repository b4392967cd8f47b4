"""Sentences: each segment of text cut where its sentences end.

Three passes mark ends with U+0000: after an abbreviation that a sentence-starter follows; then, with the
stops of all other abbreviations hidden behind U+0001, after a stop that something like a beginning follows;
and after the stops of Chinese and Japanese, which need no blank. Nothing changes length, so
sums of piece lengths are offsets. Which words are abbreviations is in `sentences.toml`.
"""

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version
from etl.text.marking import MARK

HIDDEN = "\x01"
"""Stands for a stop that ends no sentence."""

_CLOSERS = r"[\"')\]»”]*"
_OPENERS = r"[\"'(\[«“¿¡*_]*"
_BEGINNING = r"(?:[\p{Lu}\p{Lt}\p{Lo}0-9$€£¥₹#@•-]|[a-z]{1,2}[A-Z])"


class Grammar(NamedTuple):
    """The regular expressions compiled from a lexicon: see `_marked`."""

    final: str
    glued: str
    hidden: str
    hidden_before_number: str


_NUMBER = r"^((?:[*_#]+ ?)?[0-9]{1,3})\.( )"
"""The number of an item or a heading, which is no sentence of its own."""
LONGEST = 2000
"""Characters of the longest sentence; good prose stays below 1,000."""


@once_per_version
def sentence_grammar(lexicon: Lexicon) -> Grammar:
    """The expressions for the abbreviations and starters of `sentences.toml`."""
    rules = lexicon.rules("sentences")
    initial = "[A-Z]"
    may = _any_of(rules["may_be_final"])
    never = _any_of(rules["never_final"])
    numbered = _any_of(rules["before_number"])
    starters = _any_of(rules["starters"])
    begins = rf"{_OPENERS}{starters}(?-u:\b)"
    return Grammar(
        final=rf"((?-u:\b)(?:{may}|{initial})\.{_CLOSERS})(\s+{begins})",
        glued=rf"([a-z0-9)%]{{2}}\.{_CLOSERS})({starters} )",
        hidden=rf"(?-u:\b)({never}|{may}|{initial}(?:\.{initial})*)\.",
        hidden_before_number=rf"(?-u:\b)({numbered})\.(\s*{_OPENERS}[0-9$€£])",
    )


def _any_of(words: list[str]) -> str:
    """An alternation of words, the longest first, their stops made literal."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(word.replace(".", r"[.\x01]") for word in ordered) + ")"


def cut_sentences(segments: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The sentences of segments.

    `segments` has `article_id`, `segment_no`, `start_char`, `kind`, `zone` and `block`, the segment's shadow
    with line ends as blanks: a sentence of a hard-wrapped paragraph runs over its lines. Rows of tables,
    headlines, bylines and datelines are one sentence each. Grain: a sentence, in order; frame `stg_sentence`.
    Each character of a segment that is not blank is in exactly one sentence; blanks around a sentence are in
    none. What runs on for more than `LONGEST` characters is no sentence and is cut into several.
    """
    grammar = sentence_grammar(lexicon)
    whole = pl.col("kind").is_in(["table_row", "headline", "byline", "dateline"])
    length = pl.col("_piece").str.len_chars()
    pieces = (
        segments.lazy()
        .select(
            "article_id",
            "segment_no",
            "start_char",
            "zone",
            _piece=pl.when(whole).then("block").otherwise(_marked(pl.col("block"), grammar)).str.split(MARK),
        )
        .explode("_piece")
        .collect()
    )
    return (
        _bounded(pieces)
        .lazy()
        .with_columns(
            _begin=pl.col("start_char") + length.cum_sum().over("article_id", "segment_no") - length,
            _tail=pl.col("_piece").str.strip_chars_start(),
        )
        .with_columns(_sentence=pl.col("_tail").str.strip_chars_end())
        .filter(pl.col("_sentence") != "")
        .with_columns(_start=pl.col("_begin") + length - pl.col("_tail").str.len_chars())
        .select(
            "article_id",
            "segment_no",
            "zone",
            sentence_no=pl.int_range(pl.len(), dtype=pl.UInt32).over("article_id"),
            start_char=pl.col("_start").cast(pl.UInt32),
            end_char=(pl.col("_start") + pl.col("_sentence").str.len_chars()).cast(pl.UInt32),
        )
        .collect()
    )


def _bounded(pieces: pl.DataFrame) -> pl.DataFrame:
    """`pieces` with the overlong ones cut: a claim shows its sentence, and a line of a megabyte may hold ten
    thousand claims.
    """
    is_long = pieces["_piece"].str.len_chars() > LONGEST
    if not is_long.any():
        return pieces
    cut = pl.Series(
        "_piece",
        [
            list(_cut(piece)) if long else [piece]
            for piece, long in zip(pieces["_piece"], is_long, strict=True)
        ],
        dtype=pl.List(pl.String),
    )
    return pieces.with_columns(cut).explode("_piece")


def _cut(piece: str) -> Iterator[str]:
    """A text in parts of at most `LONGEST` characters, cut after a comma, else at a blank, else anywhere.

    >>> parts = list(_cut("word, " * 500))
    >>> len(parts), "".join(parts) == "word, " * 500, parts[0][-6:]
    (2, True, ' word,')
    """
    start = 0
    while len(piece) - start > LONGEST:
        window = start + LONGEST // 2, start + LONGEST
        comma = max(piece.rfind(mark, *window) for mark in (", ", "; "))
        stop = (comma if comma >= 0 else piece.rfind(" ", *window)) + 1 or start + LONGEST
        yield piece[start:stop]
        start = stop
    yield piece[start:]


def _marked(block: pl.Expr, grammar: Grammar) -> pl.Expr:
    """The block with U+0000 after each sentence; hidden stops stay hidden, as long as they were."""
    # a question in bold type ends; what ends in a stop there is a label of what follows: `**May 2026.** $5m`
    stop = rf"([.!?…]+{_CLOSERS}|\?[*_]{{1,3}})(\s+{_OPENERS}{_BEGINNING})"
    both = f"${{1}}{MARK}${{2}}"
    return (
        block.str.replace(_NUMBER, f"${{1}}{HIDDEN}${{2}}")
        .str.replace_all(grammar.final, both)
        .str.replace_all(grammar.glued, both)
        .str.replace_all(grammar.hidden_before_number, f"${{1}}{HIDDEN}${{2}}")
        .str.replace_all(grammar.hidden + r"([^\x00]|$)", f"${{1}}{HIDDEN}${{2}}")
        .str.replace_all(stop, both)
        .str.replace_all("([。！？]+[」』”’）\"')]*)", f"${{1}}{MARK}")
    )
