"""Models and plans that a text names whole once: `S20 Ultra` after `Galaxy S20` is the `Galaxy S20 Ultra`.

So is `the Pro plan` beside `Zelphor Pro`.
"""

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.scanning import Batch
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


_PLANS = ("plan", "tier", "subscription", "subscribers")
"""What a product's last word is called where it stands for the whole."""


def with_plans(mentions: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The mentions, and the last words of products where they stand for the only one that ends so."""
    whole = (
        mentions.filter(pl.col("entity_type") == "product")
        .with_columns(tier=pl.col("core").str.extract(r" ([A-Z][a-z]+)$"))
        .filter(pl.col("tier").is_in(sorted(names.words["tier"])))
        .filter(pl.col("entity_id").n_unique().over("article_id", "tier") == 1)
        .sort("start")
        .unique(["article_id", "tier"], keep="first", maintain_order=True)
        .join(batch.articles, on="article_id", suffix="_article")
    )
    text, found = batch.text, []
    for row_no, (tier, base, end) in enumerate(whole.select("tier", "base", "end_article").iter_rows()):
        for called in (f" {tier} {noun}" for noun in _PLANS):
            place = text.find(called, base, end)
            while place >= 0:
                found.append((row_no, place + 1, place + 1 + len(tier)))
                place = text.find(called, place + 1, end)
    if not found:
        return mentions
    schema = {"row_no": pl.Int64, "start": pl.Int64, "end": pl.Int64}
    plans = pl.DataFrame(found, schema=schema, orient="row").join(
        whole.drop("start", "end").with_row_index("row_no").with_columns(pl.col("row_no").cast(pl.Int64)),
        on="row_no",
    )
    mentions = mentions.join(plans, on=["start", "end"], how="anti")
    taken = mentions.sort("start").select("start", other_end="end")
    free = plans.sort("start").join_asof(taken, on="start", strategy="backward")
    free = free.filter((pl.col("other_end") <= pl.col("start")).fill_null(True)).with_columns(
        surface="tier", core="tier"
    )
    return pl.concat([mentions, free.select(mentions.columns)]).sort("start")
