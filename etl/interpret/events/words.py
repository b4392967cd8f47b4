"""Where texts tell of events: the words of `events.toml` in the articles' own sentences."""

import polars as pl

from etl.interpret.claims.forms import GAP, find_forms
from etl.interpret.events.rules import Rules
from etl.text.cutting import cut_stretches
from etl.text.shadow import shadow

KEY = ["article_id", "sentence_no"]
EVENT = ["article_id", "start_char"]
LONGEST = 2000
"""Longer sentences are lists or walls of text; who does what in them cannot be told by place."""


def find_words(tables: dict[str, pl.DataFrame], rules: Rules) -> pl.DataFrame:
    """Every place that tells of an event, in order: `EVENT`, `end_char`, `surface`, its rule's columns, its
    `sentence` with `sentence_no`, `sentence_start`, `sentence_end`.
    """
    articles = tables["dim_article"].select("article_id", text=shadow(pl.col("text")))
    length = pl.col("text").str.len_chars().cast(pl.Int64) + len(GAP)
    lines = articles.select("article_id", base=length.cum_sum() - length)
    sentences = tables["stg_sentence"].filter(pl.col("zone") != "boilerplate")
    found = (
        find_forms(articles["text"].to_list(), rules.words)
        .select("cue", "at", "to")
        .join_asof(lines, left_on="at", right_on="base")
        .select(
            "cue",
            "article_id",
            start_char=(pl.col("at") - pl.col("base")).cast(pl.UInt32),
            end_char=(pl.col("to") - pl.col("base")).cast(pl.UInt32),
        )
        .sort("start_char")
        .join_asof(
            sentences.select(*KEY, sentence_start="start_char", sentence_end="end_char").sort(
                "sentence_start"
            ),
            left_on="start_char",
            right_on="sentence_start",
            by="article_id",
            check_sortedness=False,
        )
        .filter(pl.col("end_char") <= pl.col("sentence_end"))
        .filter(pl.col("sentence_end") - pl.col("sentence_start") <= LONGEST)
        .join(rules.rules, on="cue")
        .sort(EVENT)
    )
    return found.with_columns(
        sentence=cut_stretches(found, tables["dim_article"], "sentence_start", "sentence_end"),
        surface=cut_stretches(found, tables["dim_article"], "start_char", "end_char"),
    )
