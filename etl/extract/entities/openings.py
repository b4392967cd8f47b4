"""Names at the beginning of a sentence, whole: whether the ordinary word before them belongs to them.

A sentence's first word has a capital anyway, so that `Little Zelphs turned over $9m` says nothing of
`Little`; the rest of the article does.
"""

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.plain_names import LIKELY
from etl.extract.entities.scanning import Batch
from etl.extract.entities.word_shapes import is_time

_FIRST_WORD = r"(?:^|\n|[.!?:|•*\"(] ?|- )([A-Z][a-z]+(?:'[a-z]+)?) $"
"""The first word of a sentence, of a line or of what is quoted, before a name."""

_LONGEST_FIRST = 24
_NO_PART = ("title", "trade", "demonym", "generic", "event", "ordinal")
"""Kinds of words that stand before names and are no part of them: `Retailer Zelphor said`."""


def with_first_words(found: pl.DataFrame, listed: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The candidates, grown by the word before them where the article shows that it is theirs.

    It does where the two stand side by side amid a sentence too, or where the name never stands without it.
    A listed company's name that has such a word is another's, and becomes a candidate.
    """
    spans = pl.concat(
        [
            found.filter(pl.col("form_type") != "person").select("start", "end", "article_id"),
            _companies(listed, batch).join(found, on="start", how="anti"),
        ]
    )
    spans = spans.with_columns(word=batch.before(spans, _LONGEST_FIRST).str.extract(_FIRST_WORD))
    # `Zelphor's Slate` opens a sentence: what a listed name owns does not begin with it.
    is_owned = pl.col("word").str.ends_with("'s") & (pl.col("start") - len("'s ")).is_in(
        listed["end"].implode()
    )
    asked = spans.filter(_may_begin(spans["word"], names)).filter(~is_owned)
    if asked.is_empty():
        return found
    asked = asked.with_columns(first=batch.cut(asked).str.extract("^([^ ]+)"))
    articles = batch.articles.select("article_id", "base", article_end="end")
    rows = asked.join(articles, on="article_id", how="left", maintain_order="left")
    shown = [
        _is_shown(batch.text, word, first, base, end)
        for word, first, base, end in rows.select("word", "first", "base", "article_end").iter_rows()
    ]
    return _grow(found, asked.filter(pl.Series(shown, dtype=pl.Boolean)), batch)


def _companies(listed: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Listed companies' names with their articles."""
    return (
        listed.filter(pl.col("entity_type") == "company")
        .sort("start")
        .join_asof(batch.articles.select("article_id", start="base"), on="start", strategy="backward")
        .select("start", "end", "article_id")
    )


def _may_begin(words: pl.Series, names: Names) -> pl.Series:
    """Which words may begin a name; a null may not."""
    return pl.Series(
        [
            word is not None
            and (word == "New" or word.lower() not in names.words["function"])
            and not is_time(word, names)
            and not any(names.has_kind(word, kind) for kind in _NO_PART)
            for word in words.to_list()
        ],
        dtype=pl.Boolean,
    )


def _is_shown(text: str, word: str, first: str, base: int, end: int) -> bool:
    """Whether two words stand together amid a sentence, or twice at least and the second never alone."""
    phrase, together = f"{word} {first}", 0
    place = text.find(phrase, base, end)
    while place >= 0:
        together += 1
        before = text[max(place - 2, 0) : place]
        if before[-1:] == " " and (before[:1].islower() or before[:1] == ","):
            return True
        place = text.find(phrase, place + 1, end)
    return together > 1 and text.count(first, base, end) == together


def _grow(found: pl.DataFrame, grown: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The candidates with their first words; of listed names, new ones."""
    if grown.is_empty():
        return found
    sentences = batch.sentences.select("is_title", "is_capitals", "start")
    others = (
        grown.join(found, on="start", how="anti")
        .sort("start")
        .join_asof(sentences, on="start", strategy="backward")
        .with_columns(
            surface=batch.cut(grown.join(found, on="start", how="anti").sort("start")),
            strength=pl.lit(LIKELY, pl.Int64),
            form_type=pl.lit("company"),
            is_first=pl.lit(True),
        )
        .with_columns(core="surface")
    )
    every = pl.concat([found, others.select(found.columns)], how="vertical_relaxed")
    has_word = pl.col("word").is_not_null()
    size = pl.col("word").str.len_chars().cast(pl.Int64) + 1
    longer = (
        every.join(grown.select("start", "word").unique("start"), on="start", how="left")
        .with_columns(
            start=pl.when(has_word).then(pl.col("start") - size).otherwise("start"),
            core=pl.when(has_word).then(pl.col("word") + " " + pl.col("core")).otherwise("core"),
            strength=pl.when(has_word)
            .then(pl.max_horizontal("strength", pl.lit(LIKELY)))
            .otherwise("strength"),
            is_first=pl.col("is_first") | has_word,
        )
        .sort("start", "end")
    )
    return longer.with_columns(surface=batch.cut(longer)).select(found.columns)
