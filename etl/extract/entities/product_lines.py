"""Models of a line that the text names once: `S20 Ultra` after `Galaxy S20` is the `Galaxy S20 Ultra`."""

import polars as pl

from etl.text.slugs import slug

_MODEL = r"^(.+) ([A-Z]{1,3}-?[0-9]+[A-Za-z]?\+?)(?: |$)"
"""A line and the model's mark in it: letters and figures."""
_MARK = r"^([A-Z]{1,3}-?[0-9]+[A-Za-z]?)\+?(?: |$)"


def with_lines(mentions: pl.DataFrame) -> pl.DataFrame:
    """The mentions, those of products that open with a model's mark as the line's that the article names
    with it; of several lines the one named first.
    """
    products = mentions.filter(pl.col("entity_type") == "product").lazy()
    lines = (
        products.with_columns(
            line=pl.col("core").str.extract(_MODEL, 1),
            mark=pl.col("core").str.extract(_MODEL, 2).str.strip_chars("+"),
        )
        .drop_nulls("mark")
        .sort("start")
        .unique(["article_id", "mark"], keep="first", maintain_order=True)
        .select("article_id", "mark", "line")
    )
    bare = (
        products.filter("is_provisional")
        .with_columns(mark=pl.col("core").str.extract(_MARK, 1))
        .drop_nulls("mark")
    )
    whole = (
        bare.join(lines, on=["article_id", "mark"])
        .select("start", whole_id=slug(pl.col("line") + " " + pl.col("core")))
        .collect()
    )
    if whole.is_empty():
        return mentions
    return (
        mentions.join(whole, on="start", how="left", maintain_order="left")
        .with_columns(entity_id=pl.coalesce("whole_id", "entity_id"))
        .drop("whole_id")
    )
