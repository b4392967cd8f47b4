"""Where spellings of listed names stand in a batch as whole words, or glued to a neighbour at a capital.

The automaton reads UTF-8 and finds names inside words too. Most hits are settled by the single bytes on
both sides, all at once; the few beside letters beyond ASCII, or that may be glued, are looked at one by one.
"""

from array import array
from itertools import chain

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.scanning import Batch
from etl.text.marking import mark_spans

SEAM_LENGTH = 5
"""A name glued to its neighbour counts from this length on (`ShowdownSpaceX`)."""
_GLUED_REACH = 24
"""How much of the word before a glued name is looked at."""

_LOWER, _UPPER, _DIGITS = b"abcdefghijklmnopqrstuvwxyz", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789"
_RIGHT_CLOSED = _LOWER + _UPPER + _DIGITS + b"_$"
_LEFT_CLOSED = _RIGHT_CLOSED + b"@#\\"
"""Bytes beside which no name ends or begins: one goes on there, or a handle, a tag, an amount."""
_BEYOND_ASCII = 0x80


def find_hits(batch: Batch, names: Names) -> pl.DataFrame:
    """Whole words that spell an alias, in order of place, a row a place and spelling.

    Columns: `start`, `end` (characters of the batch), `pattern_no` (of the automaton), `surface`.
    """
    data = batch.text.encode()
    found = _with_neighbours(_overlapping(data, names), data)
    left, right, beyond = pl.col("left"), pl.col("right"), pl.col("beyond")
    is_open = ~left.is_in(list(_LEFT_CLOSED)) & ~right.is_in(list(_RIGHT_CLOSED))
    is_ascii = (left < _BEYOND_ASCII) & (right < _BEYOND_ASCII) & (beyond < _BEYOND_ASCII)
    may_be_glued = (
        (pl.col("end") - pl.col("start") >= SEAM_LENGTH)
        & (left.is_in(list(_LOWER)) | ~left.is_in(list(_LEFT_CLOSED)))
        & (right.is_in(list(_UPPER)) | ~right.is_in(list(_RIGHT_CLOSED)))
    )
    likely = (
        found.lazy()
        .filter(~is_ascii | is_open | may_be_glued)
        .filter(~is_ascii | ~_goes_on_in_bytes())
        .select("start", "end", "pattern_no", is_plain=is_ascii & is_open)
        .collect()
    )
    placed = _in_characters(likely, batch.text, len(data))
    placed = placed.with_columns(surface=batch.cut(placed))
    return placed.filter(_are_words(placed, batch, names)).drop("is_plain")


def _overlapping(data: bytes, names: Names) -> pl.DataFrame:
    """All places of all spellings, overlapping ones too: `start`, `end` (bytes), `pattern_no`; in order."""
    flat = pl.Series(array("q", chain.from_iterable(names.automaton.find_overlapping(data))), dtype=pl.Int64)
    columns = ("start", "end", "pattern_no")
    return pl.DataFrame({name: flat.gather_every(3, place) for place, name in enumerate(columns)}).sort(
        columns
    )


def _with_neighbours(found: pl.DataFrame, data: bytes) -> pl.DataFrame:
    """The hits with the byte before each (`left`) and the two after it (`right`, `beyond`): a blank where the
    text ends.
    """
    padded = b" " + data + b"  "  # so that every hit has neighbours: its bytes are one further on
    places = {"left": found["start"], "right": found["end"] + 1, "beyond": found["end"] + 2}
    return found.with_columns(
        pl.Series(name, list(map(padded.__getitem__, place.to_list())), dtype=pl.UInt8)
        for name, place in places.items()
    )


def _goes_on_in_bytes() -> pl.Expr:
    """`_goes_on` of the bytes after a hit; and `&` before the last letters of a longer name (`AT&T`)."""
    right, beyond = pl.col("right"), pl.col("beyond")
    version = right.is_in(list(b".-")) & beyond.is_in(list(_DIGITS))
    rest = right.is_in(list(b"&'")) & beyond.is_in(list(_UPPER))
    return version | rest | ((pl.col("left") == ord("&")) & (pl.col("end") - pl.col("start") <= 2))


def _in_characters(hits: pl.DataFrame, text: str, size: int) -> pl.DataFrame:
    """Hits by the characters of the text where bytes of its UTF-8 were given; `size` is the number of all."""
    if size == len(text):
        return hits
    runs = mark_spans(pl.DataFrame({"shadow": [text]}), r"[^\x00-\x7F]+")
    matched = pl.col("matched")
    extra = (matched.str.len_bytes() - matched.str.len_chars()).cast(pl.Int64).cum_sum()
    ends = runs.select(byte=pl.col("end") + extra, extra=extra)
    for place in ("start", "end"):
        hits = hits.sort(place).join_asof(ends, left_on=place, right_on="byte")
        hits = hits.with_columns(pl.col(place) - pl.col("extra").fill_null(0)).drop("byte", "extra")
    return hits.sort("start", "end", "pattern_no")


def _are_words(hits: pl.DataFrame, batch: Batch, names: Names) -> pl.Series:
    """Whether each hit `is_plain`, or is a word by the characters around it."""
    doubtful = hits.filter(~pl.col("is_plain"))
    if doubtful.is_empty():
        return hits["is_plain"]
    rows = zip(
        batch.before(doubtful, 1).to_list(),
        batch.after(doubtful, 2).to_list(),
        doubtful["surface"].to_list(),
        batch.before(doubtful, _GLUED_REACH).str.extract(r"([A-Za-z]+)$").to_list(),
        strict=True,
    )
    are_words = iter([_is_word(*row, names) for row in rows])
    return pl.Series([is_plain or next(are_words) for is_plain in hits["is_plain"].to_list()])


def _is_word(left: str, right: str, surface: str, glued: str | None, names: Names) -> bool:
    """Whether a hit is a whole word, or glued to its neighbour with a capital at the seam."""
    if _goes_on(right) or (left == "&" and len(surface) <= 2):
        return False
    is_open_left = not (left.isalnum() or left in {*"_@#$\\"})
    is_open_right = not (right[:1].isalnum() or right[:1] in {*"_$"})
    if is_open_left and is_open_right:
        return True
    return (
        len(surface) >= SEAM_LENGTH
        and (is_open_left or _is_left_seam(left, surface, glued, names))
        and (is_open_right or _is_right_seam(right, surface))
    )


def _goes_on(marks: str) -> bool:
    """Whether a name goes on with a version, or with the rest of another: `4.5`, `AT&T`, `O'Neill`."""
    first, second = marks[:1], marks[1:]
    return (first in {*".-"} and second in {*"0123456789"}) or (first in {*"&'"} and second.isupper())


def _is_left_seam(left: str, surface: str, glued: str | None, names: Names) -> bool:
    """`ShowdownSpaceX`: an ordinary word before a name that has small letters too."""
    has_seam = left.islower() and surface[0].isupper() and any(map(str.islower, surface[1:]))
    return has_seam and glued is not None and names.is_common(glued)


def _is_right_seam(right: str, surface: str) -> bool:
    """`SpaceXShares`, `OpenAIThe`: small letters on both sides of a capital."""
    return right[:1].isupper() and right[1:].islower() and surface[-1].islower()
