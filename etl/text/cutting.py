"""Stretches of the original text, cut at code points in the time that their own length costs."""

import polars as pl


def cut_stretches(spans: pl.DataFrame, articles: pl.DataFrame, start: str, end: str) -> pl.Series:
    """What the texts have at each span, to the letter, from column `start` up to column `end`.

    `spans` has `article_id` and the two offsets; `articles` has `article_id` and `text`. Cut in Python,
    whose strings find a code point at once where Polars counts up to it from the text's beginning.

    >>> articles = pl.DataFrame({"article_id": ["a"], "text": ["É — one. Two."]})
    >>> spans = pl.DataFrame({"article_id": ["a", "a"], "from": [4, 9], "to": [8, 13]})
    >>> cut_stretches(spans, articles, "from", "to").to_list()
    ['one.', 'Two.']
    """
    held = articles.join(spans, on="article_id", how="semi")
    texts = dict(held.select("article_id", "text").iter_rows())
    rows = spans.select("article_id", start, end).iter_rows()
    return pl.Series([texts[article][first:last] for article, first, last in rows], dtype=pl.String)
