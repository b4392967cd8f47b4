"""Stretches of the original text, cut at code points in the time that their own length costs."""

from collections.abc import Iterable, Mapping

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
    return cut_spans(spans, hold_texts([spans], articles), start, end)


def hold_texts(spans: Iterable[pl.DataFrame], articles: pl.DataFrame) -> dict[str, str]:
    """The texts of the articles that have a span in any of the frames, by `article_id`."""
    ids = pl.concat(
        [frame.select("article_id") for frame in spans if frame.height]
        or [articles.head(0).select("article_id")]
    )
    held = articles.select("article_id", "text").join(ids, on="article_id", how="semi")
    return dict(zip(held["article_id"].to_list(), held["text"].to_list(), strict=True))


def cut_spans(
    spans: pl.DataFrame, texts: Mapping[str, str], start: str = "start", end: str = "end"
) -> pl.Series:
    """What `texts`, those of `hold_texts`, have at each span, to the letter; null where a span is."""
    rows = zip(*(spans[name].to_list() for name in ("article_id", start, end)), strict=True)
    return pl.Series(
        [None if first is None else texts[article][first:last] for article, first, last in rows],
        dtype=pl.String,
    )


def cut_windows(
    spans: pl.DataFrame, texts: Mapping[str, str], before: int, after: int
) -> tuple[pl.Series, pl.Series]:
    """What the texts have on either side of each span: up to `before` and `after` code points, to the letter.

    `spans` has `article_id`, `start` and `end`; `texts` are those of `hold_texts`.

    >>> spans = pl.DataFrame({"article_id": ["a"], "start": [7], "end": [9]})
    >>> [side.to_list() for side in cut_windows(spans, {"a": "É over $5 and $7"}, 5, 4)]
    [['over '], [' and']]
    """
    left, right = [], []
    rows = zip(*(spans[name].to_list() for name in ("article_id", "start", "end")), strict=True)
    for article, start, end in rows:
        text = texts[article]
        left.append(text[max(start - before, 0) : start])
        right.append(text[end : end + after])
    return pl.Series("left", left, dtype=pl.String), pl.Series("right", right, dtype=pl.String)
