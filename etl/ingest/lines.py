"""Lines of articles, and the blocks that hard-wrapped lines are joined to. What they are *for* is in
`etl.ingest.segments`.
"""

import polars as pl

NEWLINE = "\n"
_BREAKS = ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]
_AS_NEWLINES = [" \n", "\n", "\n", "\n", "\n", "\n", "\n"]

_BEGINS_ITEM = r"^(?:[-*•·]|[0-9]{1,3}[.)]) "

WRAP_WIDTHS = (30, 120)
"""Widths, in characters, at which prose is wrapped by hand or by a wire's machines."""
_FEW = 3
"""So many lines that go on in the next make a text wrapped."""
_LONG = 0.6
"""Share of the longest line from which a line of a text wrapped by eye is no heading."""


def split_lines(articles: pl.DataFrame) -> pl.DataFrame:
    """The lines of each article's `shadow` that are not blank.

    Grain: a line. Columns: `article_id`; `line_no` (blank lines count); `raw_start`, where the line begins;
    `raw`, the whole line; `start`, `end` and `line`, without the blanks around it. Offsets are code points.
    Every line end of Unicode counts; they are as long as in the text, so offsets hold in the original.
    """
    return (
        articles.lazy()
        .select("article_id", raw=pl.col("shadow").str.replace_many(_BREAKS, _AS_NEWLINES).str.split(NEWLINE))
        .explode("raw")
        .with_columns(_length=pl.col("raw").str.len_chars())
        .with_columns(
            line_no=pl.int_range(pl.len(), dtype=pl.UInt32).over("article_id"),
            raw_start=(pl.col("_length") + 1).cum_sum().over("article_id") - pl.col("_length") - 1,
            _tail=pl.col("raw").str.strip_chars_start(),
        )
        .with_columns(line=pl.col("_tail").str.strip_chars_end())
        .filter(pl.col("line") != "")
        .with_columns(start=pl.col("raw_start") + pl.col("_length") - pl.col("_tail").str.len_chars())
        .with_columns(end=pl.col("start") + pl.col("line").str.len_chars())
        .select("article_id", "line_no", "raw_start", "raw", "start", "end", "line")
        .collect()
    )


def join_wrapped(lines: pl.DataFrame) -> pl.DataFrame:
    """The blocks of each article: hard-wrapped lines of a paragraph joined, any other line alone.

    `lines` has the columns of `split_lines` and `table_no`; a table's rows are never joined. A line goes on
    in the next one where the next one's first word would not have fitted into the width at which the text
    is wrapped, which is how wrapping works: so a short last line ends its paragraph without a blank line.
    In such a text a line also goes on where it breaks off in mid-phrase (an indented list, a ragged margin);
    where most lines break off so, the text is wrapped by eye, and a long line goes on unless it ends one.
    Grain: a block, in order. Columns: `article_id`, `line_no`, `start`, `end`, `block` (its lines, each
    pair joined by as many blanks as lie between them), `table_no`, `gap` (whether a blank line stands
    before it).
    """
    number = pl.col("line_no").cast(pl.Int64)
    follows = number.diff().over("article_id") == 1
    length = pl.col("end") - pl.col("start")
    prose = pl.col("table_no").is_null()
    narrow, wide = WRAP_WIDTHS
    marked = (
        lines.lazy()
        .with_columns(
            _length=length.cast(pl.Int64),
            _word=pl.col("line").str.find(" ", literal=True).fill_null(10_000).cast(pl.Int64),
            _gap=~follows.fill_null(False),
            _blanks=(pl.col("start") - pl.col("end").shift(1)).over("article_id"),
        )
        .with_columns(
            _word=pl.min_horizontal("_word", "_length"),
            _goes_on=(pl.col("_gap").shift(-1).over("article_id") == False)  # noqa: E712 - null is not False
            & prose,
        )
        .with_columns(_width=pl.col("_length").filter(pl.col("_goes_on")).max().over("article_id"))
        .with_columns(
            _full=pl.col("_goes_on")
            & prose.shift(-1)
            & (pl.col("_length") + 1 + pl.col("_word").shift(-1) > pl.col("_width"))
            & ~pl.col("line").shift(-1).str.contains(_BEGINS_ITEM),
            _flows=pl.col("_goes_on") & prose.shift(-1) & _breaks_off(),
        )
        .with_columns(
            _by_width=_are_most(pl.col("_full")), _by_eye=_are_most(pl.col("_flows")), _long=_stays_open()
        )
        .with_columns(
            _is_wrapped=pl.col("_width").is_between(narrow, wide) & (pl.col("_by_width") | pl.col("_by_eye"))
        )
        .with_columns(
            _joins=(
                (pl.col("_full") | pl.col("_flows") | (pl.col("_long") & pl.col("_by_eye")))
                & pl.col("_is_wrapped")
            ).shift(1, fill_value=False)
            & ~pl.col("_gap")
            & prose
        )
        .with_columns(_block=(~pl.col("_joins")).cum_sum())
        .collect()
    )
    return _joined(marked)


def _are_most(going_on: pl.Expr) -> pl.Expr:
    """Whether most lines that another follows go on in it so, and three at least."""
    lines = going_on.sum().over("article_id")
    return (lines >= _FEW) & (lines >= 0.5 * pl.col("_goes_on").sum().over("article_id"))


def _stays_open() -> pl.Expr:
    """Whether a line is nearly as long as any, ends no sentence and begins no item below."""
    is_long = pl.col("_length") >= _LONG * pl.col("_width")
    ended = pl.col("line").str.contains(r"[.!?:;][\"')\]*_]*$")
    return pl.col("_goes_on") & is_long & ~ended & ~pl.col("line").shift(-1).str.contains(_BEGINS_ITEM)


def _breaks_off() -> pl.Expr:
    """Whether a line stops in mid-phrase: what follows begins small, or with a figure that it leads up to."""
    ends, begins = pl.col("line").str, pl.col("line").shift(-1).str
    return (ends.contains(r"[A-Za-z0-9,(&%'\"-]$") & begins.contains("^[a-z]")) | (
        ends.contains("[a-z,(]$") & begins.contains("^(?:-?[0-9]|[$€£(])") & ~begins.contains(_BEGINS_ITEM)
    )


def _joined(marked: pl.DataFrame) -> pl.DataFrame:
    """A row a block. Text in which nothing is wrapped, the usual case, is not grouped at all."""
    single = marked.select(
        "article_id", "line_no", "start", "end", "table_no", block="line", gap="_gap", _block="_block"
    )
    if not marked["_joins"].any():
        return single.drop("_block")
    # The blanks between two lines, line end included, are put back as blanks: offsets stay true.
    padding = pl.lit(" ").repeat_by(pl.col("_blanks").fill_null(0)).list.join("")
    text = pl.when("_joins").then(padding + pl.col("line")).otherwise("line")
    return (
        marked.lazy()
        .with_columns(line=text)
        .group_by("_block", maintain_order=True)
        .agg(
            pl.col("article_id", "line_no", "start", "table_no").first(),
            pl.col("end").last(),
            block=pl.col("line").str.join(""),
            gap=pl.col("_gap").first(),
        )
        .select("article_id", "line_no", "start", "end", "table_no", "block", "gap")
        .collect()
    )
