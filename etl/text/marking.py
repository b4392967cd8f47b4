"""Mark and split: all spans of a grammar in many texts, with exact code-point offsets, in one pass.

A regular expression wraps each match in U+0000; splitting there leaves pieces that alternate between
plain and matched, and running sums of their lengths are the offsets. The Rust engine behind Polars is
linear in the text whatever the text holds; it has no look-around, so a grammar that must see its
neighbours reads the pieces before and after instead.
"""

import polars as pl

MARK = "\x00"


def mark_spans(texts: pl.DataFrame, grammar: str, *, text: str = "shadow") -> pl.DataFrame:
    """Every match of `grammar` in column `text` of `texts`.

    Grain of the result: one row a match, in order of text and place. Columns: those of `texts` other than
    `text`, then `start`, `end` (code points, UInt32), `matched`, `before` and `after` (the plain pieces
    on both sides, up to the neighbouring match or the end of the text). Matches do not overlap; empty
    ones are left out. `texts` may not hold U+0000 (a shadow never does).

    >>> frame = pl.DataFrame({"article_id": ["a"], "shadow": ["é $5 and $7."]})
    >>> mark_spans(frame, r"\\$[0-9]+").select("start", "end", "matched", "before").rows()
    [(2, 4, '$5', 'é '), (9, 11, '$7', ' and ')]
    """
    kept = [name for name in texts.columns if name != text]
    pieces = (
        texts.lazy()
        .with_row_index("_text")
        .with_columns(pl.col(text).str.replace_all(f"({grammar})", f"{MARK}${{1}}{MARK}").str.split(MARK))
        .explode(text)
        .with_columns(_length=pl.col(text).str.len_chars())
        .with_columns(
            end=pl.col("_length").cum_sum().over("_text").cast(pl.UInt32),
            _piece=pl.int_range(pl.len()).over("_text"),
            before=pl.col(text).shift(1).over("_text"),
            after=pl.col(text).shift(-1).over("_text"),
        )
    )
    return (
        pieces.filter((pl.col("_piece") % 2 == 1) & (pl.col("_length") > 0))
        .select(
            *kept,
            start=pl.col("end") - pl.col("_length"),
            end="end",
            matched=text,
            before="before",
            after="after",
        )
        .collect()
    )
