"""Lines that may hold what a grammar looks for: most text holds none, and is looked at once.

A cheap expression (an anchor) picks the lines; a costly grammar then reads these alone, each with as much of
its neighbours as a match may reach into, since wire copy is wrapped by hand.
"""

import polars as pl

REACH = 80
"""How many code points of the lines before and after belong to a line's neighbourhood."""


def find_lines(texts: pl.DataFrame, anchor: str, *, text: str = "text", reach: int = REACH) -> pl.DataFrame:
    r"""The lines of column `text` in which `anchor` matches, each with its neighbourhood.

    Grain: one row a line, in order of text and place. Columns: those of `texts` other than `text`, then
    `near` (the line with up to `reach` code points of the lines around it), `near_start` (its offset in the
    text), `line_start` and `line_end` (the line's own extent, without its line end; code points).

    >>> frame = pl.DataFrame({"article_id": ["a"], "text": ["É!\npaid $5\nmillion\nfor it"]})
    >>> find_lines(frame, "[$]", reach=4).rows()
    [('a', 'É!\npaid $5\nmill', 0, 3, 10)]
    """
    kept = [name for name in texts.columns if name != text]
    length = pl.col(text).str.len_chars().fill_null(0).cast(pl.Int64)
    line = pl.col(text)
    is_inner = {"_earlier": pl.col("line_start") > 0, "_later": pl.col("line_end") < pl.col("_length")}
    head = pl.when(is_inner["_earlier"]).then(pl.col("_earlier").str.tail(reach) + "\n").otherwise(pl.lit(""))
    tail = pl.when(is_inner["_later"]).then("\n" + pl.col("_later").str.head(reach)).otherwise(pl.lit(""))
    return (
        texts.lazy()
        .filter(line.is_not_null())
        .select(*kept, line.str.split("\n"), _length=length, _base=(length + 1).cum_sum() - length - 1)
        .explode(text)
        .with_columns(
            line_end=(length + 1).cum_sum() - 1 - pl.col("_base"),
            _earlier=line.shift(1),
            _later=line.shift(-1),
        )
        .filter(line.str.contains(anchor))
        .with_columns(line_start=pl.col("line_end") - length)
        .with_columns(_head=head, _tail=tail)
        .select(
            *kept,
            near=pl.concat_str("_head", line, "_tail"),
            near_start=pl.col("line_start") - pl.col("_head").str.len_chars(),
            line_start="line_start",
            line_end="line_end",
        )
        .collect(engine="in-memory")
    )
