"""Where texts tell of events: the words of `events.toml` in the articles' own sentences."""

import polars as pl

from etl.contracts.frames import Tables
from etl.interpret.claims.scene.forms import GAP, fold
from etl.interpret.events.rules import Rules
from etl.text.cutting import cut_stretches
from etl.text.shadow import shadow

KEY = ["article_id", "sentence_no"]
EVENT = ["article_id", "start_char"]
LONGEST = 2000
"""Longer sentences are lists or walls of text; who does what in them cannot be told by place."""


def find_words(tables: Tables, rules: Rules) -> pl.DataFrame:
    """Every place that tells of an event, in order: `EVENT`, `end_char`, `surface`, its rule's columns, its
    `sentence` with `sentence_no`, `sentence_start`, `sentence_end`.
    """
    articles = tables["dim_article"].select("article_id", text=shadow(pl.col("text")))
    length = pl.col("text").str.len_chars().cast(pl.Int64) + len(GAP)
    lines = articles.select("article_id", base=length.cum_sum() - length)
    sentences = tables["stg_sentence"].filter(pl.col("zone") != "boilerplate")
    found = (
        _find_forms(articles["text"].to_list(), rules)
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


def place_in(told: pl.DataFrame, rows: pl.DataFrame, at: str) -> pl.DataFrame:
    """`rows` (with `article_id`) that begin, at column `at`, in a sentence which tells of an event, and that
    sentence's start: to join by, since an article may hold a hundred thousand of both.
    """
    sentences = told.select("article_id", "sentence_start", "sentence_end").unique().sort("sentence_start")
    return (
        rows.sort(at)
        .join_asof(sentences, left_on=at, right_on="sentence_start", by="article_id", check_sortedness=False)
        .filter(pl.col(at) <= pl.col("sentence_end"))
        .drop("sentence_end")
    )


def _find_forms(texts: list[str], rules: Rules) -> pl.DataFrame:
    """Every form in the texts that no longer one holds within itself: `cue`, and `at`, `to` on the line of
    all texts with `GAP` between. What a blocker holds is hidden, and so is the blocker.
    """
    hits = rules.automaton.find_overlapping(fold(" " + GAP.join(texts) + " "))
    return (
        pl.DataFrame(hits, schema={"at": pl.Int64, "to": pl.Int64, "form": pl.UInt32}, orient="row")
        .with_columns(pl.col("to") - 2)  # the form's last blank, and the one before the line
        .sort("at", "to", descending=[False, True])
        .filter(pl.col("to") > pl.col("to").cum_max().shift(1).fill_null(-1))
        .join(rules.forms, on="form", maintain_order="left")
        .drop_nulls("cue")
        .drop("form")
    )
