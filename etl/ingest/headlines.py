"""Where an article's headline is, among what a page prints above the body.

What stands above it is menu; bylines and datelines are known before (`etl.ingest.zones`).
"""

import polars as pl

from etl.ingest.zones import label

LIST_MARK = r"^(?:[-*•·▪◦‣●○■➤✓–] ?[^-\s]|[0-9]{1,3}[.)] )"
"""What a list item begins with."""

_CHARS = (20, 300)
_WORDS = 4
_TOP = r"^# [^ ]+(?: [^ ]+){2}"
"""A heading of all in Markdown, of three words or more."""
_FRONT_BLOCKS = 15
"""Blocks among which a headline is looked for."""


def find_headlines(blocks: pl.DataFrame) -> pl.DataFrame:
    """`blocks`, as `find_boilerplate` gave them, with `is_headline` and `is_menu`, of what stands above it.

    A title is a block before the body's prose of four words or more and without a full stop, or the heading
    of all in Markdown that an article begins with. The headline is the first of them; but before all, one
    that stands there twice, as on pages that print it over the picture again, and under a box of teasers
    (`Trending`) the last one above byline, date or prose. Where no block is a title, the first is the
    headline if it is short and nothing else (a label such as `TL;DR`, prose; a sentence where no prose
    follows it: a note of one line is its text). A deck right under it is headline too.
    """
    here = "article_id"
    place = pl.col("_place")
    steps = _titled(blocks).with_columns(
        _box=pl.when(pl.col("is_teasers") & pl.col("_front")).then(place).max().over(here),
        _again=pl.col("_title") & (pl.len().over(here, pl.when("_title").then("block")) > 1),
        _first_plain=pl.when("_plain").then(place).min().over(here),
    )
    known = pl.any_horizontal("is_byline", "is_dateline", "is_prose") & (place > pl.col("_box"))
    steps = steps.with_columns(_end=pl.when(known).then(place).min().over(here).fill_null(_FRONT_BLOCKS))
    boxed = pl.col("_title") & (place > pl.col("_box")) & (place < pl.col("_end"))
    fallback = pl.col("_fallback") & (place == pl.col("_first_plain"))
    head = pl.coalesce(
        pl.when("_again").then(place).min().over(here),
        pl.when(boxed).then(place).max().over(here),
        pl.when("_title").then(place).min().over(here),
        pl.when(fallback).then(place).min().over(here),
    )
    under = pl.any_horizontal("is_byline", "is_dateline").shift(-1).over(here).fill_null(False)
    deck = (
        (place == pl.col("_head") + 1)
        & pl.col("_title")
        & (pl.col("_words") > _WORDS)
        & (pl.col("block") != pl.col("block").shift(1))
        & (~pl.col("gap") | under)
    )
    return (
        steps.with_columns(_head=head)
        .with_columns(
            is_headline=((place == pl.col("_head")) | deck).fill_null(False),
            is_menu=(pl.col("_plain") & (place < pl.col("_head"))).fill_null(False),
        )
        .drop(pl.selectors.starts_with("_"))
        .collect()
    )


def _titled(blocks: pl.DataFrame) -> pl.LazyFrame:
    """`blocks` with `_place`, `_front` (above the body's prose), `_plain` (in front, and nothing known),
    `_title`, `_fallback` and `_words`.
    """
    here = "article_id"
    low, high = _CHARS
    length = pl.col("_label").str.len_chars()
    wordy = (pl.col("_words") >= _WORDS) & (length >= low)
    foreign = pl.col("_label").str.contains(r"[^\x00-\x{24F}]") & (length >= 8)  # no blanks between its words
    open_ended = ~pl.col("_label").str.contains(r"[.;,:。][\"')\]]*$") & ~pl.col("block").str.ends_with(":")
    sentence = pl.col("_label").str.contains(r"[.…。][\"')\]]*$") & ~pl.col("is_prose").any().over(here)
    known = pl.any_horizontal("is_boilerplate", "is_own", "is_byline", "is_dateline")
    top = (pl.col("_place") == 0) & pl.when(pl.col("_place") == 0).then("block").str.contains(_TOP)
    return (
        blocks.lazy()
        .with_columns(_place=pl.int_range(pl.len()).over(here))
        .with_columns(
            _front=(pl.col("is_prose").cum_sum().over(here) == 0) & (pl.col("_place") < _FRONT_BLOCKS)
        )
        .with_columns(_plain=pl.col("_front") & ~known & pl.col("table_no").is_null())
        # most blocks are none of these: no other is looked at
        .with_columns(_label=label(pl.when("_plain").then("block")))
        .with_columns(
            _words=pl.col("_label").str.count_matches(r"[^\s]+"),
            _line=pl.col("_plain") & ~pl.when("_plain").then("block").str.contains(LIST_MARK),
        )
        .with_columns(
            _title=pl.col("_line") & open_ended & (wordy | foreign | top) & (length <= high),
            _fallback=pl.col("_line") & (pl.col("_words") >= 2) & (length <= 200) & ~sentence,
        )
    )
