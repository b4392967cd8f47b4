"""A text's tables without a file: one segment a line, sentences cut at full stops, cells where given."""

import polars as pl

_SPAN = {"start_char": pl.UInt32, "end_char": pl.UInt32}
_CELL = {
    "article_id": pl.String,
    "column_no": pl.UInt32,
    **_SPAN,
    "surface": pl.String,
    "row_head": pl.String,
    "column_head": pl.String,
    "caption": pl.String,
    "table_no": pl.UInt32,
}


def plain_tables(texts: list[str], cells: list[tuple[object, ...]] | None = None) -> dict[str, pl.DataFrame]:
    """The tables that extraction needs, for articles named `0`, `1`, … of these texts."""
    articles = pl.DataFrame(
        {"article_id": [str(n) for n in range(len(texts))], "text": texts},
        schema={"article_id": pl.String, "text": pl.String},
    ).with_columns(url=pl.lit(None, pl.String))
    lines = articles.select("article_id", line=pl.col("text").str.split("\n")).explode("line")
    ends = (pl.col("line").str.len_chars() + 1).cum_sum().over("article_id")
    segments = lines.select(
        "article_id",
        start_char=(ends - pl.col("line").str.len_chars() - 1).cast(pl.UInt32),
        end_char=(ends - 1).cast(pl.UInt32),
        zone=pl.lit("body"),
    ).filter(pl.col("start_char") < pl.col("end_char"))
    pieces = lines.select(
        "article_id", line=pl.col("line").str.replace_all(r"([.?!] )([A-Z])", "$1\x00$2") + "\n"
    )
    split = pieces.with_columns(pl.col("line").str.split("\x00")).explode("line")
    over = pl.col("line").str.len_chars().cum_sum().over("article_id")
    sentences = split.select(
        "article_id",
        start_char=(over - pl.col("line").str.len_chars()).cast(pl.UInt32),
        end_char=over.cast(pl.UInt32),
    )
    return {
        "dim_article": articles,
        "stg_segment": segments,
        "stg_sentence": sentences,
        "stg_cell": pl.DataFrame(cells or [], schema=_CELL, orient="row"),
    }
