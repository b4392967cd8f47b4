"""Entity mentions: spans that name a company, organisation, person, product or place, and whom they mean.

`compiled` is the lexicon made ready, `scanning` the text made ready, `matching` finds listed names.
"""

import polars as pl

from etl.extract.entities.compiled import compile_names
from etl.extract.entities.matching import find_listed
from etl.extract.entities.scanning import lay_out
from etl.lexicon import Lexicon

Tables = dict[str, pl.DataFrame]


def find_entities(tables: Tables, lexicon: Lexicon) -> pl.DataFrame:
    """Every entity mention in a batch's articles: lake columns of `fact_entity_mention`."""
    names = compile_names(lexicon)
    batch = lay_out(tables["dim_article"], tables["stg_segment"], tables["stg_sentence"], names.mask)
    found = find_listed(batch, names).with_columns(is_provisional=pl.lit(False))
    placed = found.sort("start").join_asof(
        batch.articles.with_columns(start="base"), on="start", strategy="backward"
    )
    placed = placed.join_asof(batch.sentences.select("zone", "start"), on="start", strategy="backward")
    texts = dict(tables["dim_article"].select("article_id", "text").iter_rows())
    offsets = placed.with_columns(
        start_char=pl.col("start") - pl.col("base"),
        end_char=pl.col("end") - pl.col("base"),
    )
    surfaces = [
        texts[a][s:e] for a, s, e in offsets.select("article_id", "start_char", "end_char").iter_rows()
    ]
    return offsets.select(
        pl.format("{}:e{}-{}", "article_id", "start_char", "end_char").alias("mention_id"),
        "article_id",
        pl.col("start_char").cast(pl.UInt32),
        pl.col("end_char").cast(pl.UInt32),
        pl.Series("surface", surfaces, dtype=pl.String),
        "entity_id",
        "entity_type",
        "is_provisional",
        "zone",
    )
