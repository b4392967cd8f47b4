"""Entity mentions: spans that name a company, organisation, person, product or place, and whom they mean.

`compiled` is the lexicon made ready, `scanning` the text made ready. `matching` finds listed names,
`extension` lets them go on (`Claude Opus 4.8`). `capitals` gathers runs of capitals; `run_names` reads
them (`run_cutting`, `run_trimming`, then `plain_names` or `mixed_names`, all on `word_shapes`).
`candidates` are what the lexicon does not hold, with their first words by `openings` and the heads of
paragraphs by `labels`; `discovery` weighs them. `short_forms`, `homographs`, `echoes` and `identity` give
one id to one thing.
Nominals (`the company`, `its rival`) are no mentions: `etl.interpret` resolves them.
"""

import polars as pl

from etl.contracts.frames import Tables
from etl.extract.entities.candidates import find_candidates
from etl.extract.entities.compiled import compile_names
from etl.extract.entities.discovery import decide, weigh
from etl.extract.entities.extension import extend_listed
from etl.extract.entities.identity import resolve
from etl.extract.entities.matching import find_listed
from etl.extract.entities.scanning import Batch, lay_out
from etl.lexicon import Lexicon


def find_entities(tables: Tables, lexicon: Lexicon) -> pl.DataFrame:
    """Every entity mention in a batch's articles.

    Needs `dim_article`, `stg_segment` and `stg_sentence`. Grain: one row a mention, by article and place;
    mentions do not overlap. Columns: the lake columns of `fact_entity_mention`. `is_provisional` marks
    names that the lexicon does not list: their id is the slug of the longest form in the article.
    """
    names = compile_names(lexicon)
    batch = lay_out(tables["dim_article"], tables["stg_segment"], tables["stg_sentence"], names)
    listed = extend_listed(find_listed(batch, names), batch, names)
    candidates = find_candidates(batch, listed, names)
    decided = decide(weigh(candidates, listed, batch, names), batch, names)
    mentions = resolve(listed, candidates, decided, batch, names)
    return _as_mentions(mentions, batch, tables["dim_article"])


def listed_entities(lexicon: Lexicon) -> pl.DataFrame:
    """The lexicon's entities, a row each: `entity_id`, `name`, `entity_type`, `parent_id` (empty: none).

    What nominals need (`Google's parent`, `the ChatGPT maker`), from the form that extraction compiled.
    """
    return compile_names(lexicon).entities


def _as_mentions(mentions: pl.DataFrame, batch: Batch, articles: pl.DataFrame) -> pl.DataFrame:
    """The mentions with offsets into their articles and surfaces cut from the original text."""
    placed = (
        mentions.join(batch.articles.select("article_id", "base"), on="article_id")
        .sort("start")
        .join_asof(batch.sentences.select("zone", "kind", "start"), on="start", strategy="backward")
        .with_columns(start_char=pl.col("start") - pl.col("base"), end_char=pl.col("end") - pl.col("base"))
    )
    texts = dict(articles.select("article_id", "text").iter_rows())
    spans = placed.select("article_id", "start_char", "end_char").iter_rows()
    surfaces = pl.Series([texts[article][start:end] for article, start, end in spans], dtype=pl.String)
    return placed.select(
        pl.format("{}:e{}-{}", "article_id", "start_char", "end_char").alias("mention_id"),
        "article_id",
        pl.col("start_char").cast(pl.UInt32),
        pl.col("end_char").cast(pl.UInt32),
        surfaces.alias("surface"),
        "entity_id",
        "entity_type",
        "is_provisional",
        "zone",
        is_listed_source=(pl.col("kind") == "source").fill_null(False),
    )
