"""Sentences as rules read them: small letters, every mention a token, so that only the words between show.

`⟦m0⟧` is the sentence's first mention, an amount of money; `q` marks a percentage or multiple, `c` a count,
`d` a date, `e` a name; `⟦s⟧` is the mention whose sentence it is, which states a result.
"""

import polars as pl

from etl.contracts.frames import Tables
from etl.text.cutting import cut_stretches
from etl.text.shadow import shadow

LETTERS = {
    "fact_money_mention": pl.lit("m"),
    "fact_quantity_mention": pl.when(pl.col("kind") == "count").then(pl.lit("c")).otherwise(pl.lit("q")),
    "fact_date_mention": pl.lit("d"),
    "fact_entity_mention": pl.lit("e"),
}
"""The token of each kind of mention."""

LONGEST, MOST = 1500, 40
"""Sentences of more characters or mentions are lists or walls of text: no prose to compute in."""

CONVERSION = r" ?\((?:[a-z ]{0,12}⟦m[0-9]+⟧[;,/ ]*)+\)"
"""An amount in brackets after another: its conversion."""

KEY = ["article_id", "sentence_no"]


def place_mentions(tables: Tables) -> pl.DataFrame:
    """The mentions of articles' own prose by sentence, those that overlap an earlier one left out.

    Columns: `article_id`, `sentence_no`, `segment_no`, `sentence_start`, `sentence_end`, `place` (from 0 in
    the sentence), `letter`, `mention_id`, `start_char`, `end_char`.
    """
    columns = ["article_id", "mention_id", "start_char", "end_char"]
    mentions = pl.concat(
        tables[name].filter(pl.col("zone") != "boilerplate").select(*columns, letter=letter)
        for name, letter in LETTERS.items()
    ).sort("article_id", "start_char", "end_char", descending=[False, False, True])
    sentences = tables["stg_sentence"].select(
        *KEY, "segment_no", sentence_start="start_char", sentence_end="end_char"
    )
    return (
        mentions.filter(
            pl.col("start_char") >= pl.col("end_char").cum_max().shift(1).over("article_id").fill_null(0)
        )
        .sort("start_char")
        .join_asof(
            sentences.sort("sentence_start"),
            left_on="start_char",
            right_on="sentence_start",
            by="article_id",
            check_sortedness=False,
        )
        .filter(pl.col("end_char") <= pl.col("sentence_end"))
        .sort("article_id", "start_char")
        .with_columns(place=pl.int_range(pl.len()).over(KEY))
    )


def mask_sentences(placed: pl.DataFrame, targets: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """The sentence of each of `targets` (rows of `placed`) with its mentions as tokens, the target as `⟦s⟧`.

    Columns: those of `targets`, then `masked`. Sentences too long to be prose are left out.
    """
    length = pl.col("sentence_end") - pl.col("sentence_start")
    crowded = placed.group_by(KEY).len().filter(pl.col("len") > MOST)
    kept = targets.filter(length <= LONGEST).join(crowded, on=KEY, how="anti")
    sentences = _cut(kept.select(*KEY, "sentence_start", "sentence_end").unique(), articles)
    pieces = (
        placed.join(sentences, on=KEY)
        .with_columns(
            offset=pl.col("start_char") - pl.col("sentence_start"),
            after=pl.col("end_char") - pl.col("sentence_start"),
        )
        .with_columns(since=pl.col("after").shift(1).over(KEY).fill_null(0))
        .with_columns(gap=pl.col("sentence").str.slice(pl.col("since"), pl.col("offset") - pl.col("since")))
        .select(*KEY, "place", "letter", "gap", rest=pl.col("sentence").str.slice(pl.col("after")))
    )
    token = (
        pl.when(pl.col("place") == pl.col("target"))
        .then(pl.lit("⟦s⟧"))
        .otherwise(pl.format("⟦{}{}⟧", "letter", "place"))
    )
    masked = (
        kept.select(*KEY, target="place")
        .join(pieces, on=KEY)
        .sort(*KEY, "target", "place")
        .group_by(*KEY, "target", maintain_order=True)
        .agg(masked=(pl.col("gap").str.to_lowercase() + token).str.join(""), rest=pl.col("rest").last())
        .select(*KEY, place="target", masked=pl.col("masked") + pl.col("rest").str.to_lowercase())
        .with_columns(pl.col("masked").str.replace_all(CONVERSION, "").str.replace_all(r"\s+", " "))
    )
    return kept.join(masked, on=[*KEY, "place"], how="inner").sort("article_id", "start_char")


def _cut(spans: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Each span's characters as a shadow: `sentence`, in a column beside the span's key."""
    sentence = cut_stretches(spans, articles, "sentence_start", "sentence_end")
    return spans.select(KEY).with_columns(sentence=sentence).with_columns(shadow(pl.col("sentence")))
