"""What an article's copies would share with it: a MinHash sketch of its own words.

Two sketches agree in about as large a share of their places as their articles have turns of phrase in common.
Here each article is sketched by itself; which is a copy of which is `etl.warehouse.copies`'s to tell.

A turn of phrase is an article or preposition with the three words behind it ("SpotSigs", Theobald et al.,
2008): a tenth of a text's words begin one, wherever it is cut, and menus and lists of links have hardly any.
Headlines, datelines and boilerplate are left out: those are what a reprint changes.
"""

import polars as pl
from rensa import RMinHash

PLACES = 64
SEED = 1
FEWEST_TURNS = 8
"""A text with fewer says too little to be known by its words alone."""

_TURN = r" (?:the|a|of|to) [^ ]+ [^ ]+ [^ ]+"


def sketch_articles(segments: pl.DataFrame) -> pl.DataFrame:
    """The sketches of a batch's articles: `article_id` and `sketch`, `PLACES` numbers of 16 bits.

    `segments` are those of `etl.ingest.segments`, in the order of the text. Articles with fewer than
    `FEWEST_TURNS` turns of phrase are left out.
    """
    phrased = (
        segments.lazy()
        .filter(pl.col("zone") == "body")
        .select("article_id", turns=pl.col("block").str.extract_all(_TURN))
        .explode("turns")
        .drop_nulls("turns")
        .group_by("article_id", maintain_order=True)
        .agg("turns")
        .filter(pl.col("turns").list.len() >= FEWEST_TURNS)
        .collect()
    )
    rows = RMinHash.digests_from_token_sets(phrased["turns"].to_list(), num_perm=PLACES, seed=SEED)
    # 16 of 32 bits: sketches of unlike articles agree by chance in one place of 65,536
    return phrased.select("article_id").with_columns(
        sketch=pl.Series(rows, dtype=pl.List(pl.UInt32))
        .list.eval(pl.element() % 65_536)
        .cast(pl.List(pl.UInt16))
    )
