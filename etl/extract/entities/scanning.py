"""A batch's text laid end to end, masked, with its sentences: what names are looked for in.

Positions in the batch are positions in one string; an article's own offsets are those less its base.
"""

from dataclasses import dataclass

import polars as pl

from etl.text.marking import MARK
from etl.text.shadow import shadow

GAP = "\n\n"
"""What stands between two articles; no name crosses it."""


_DASHES = ("–", "—")
_DASH = "\x02"
"""Stands for a dash until both texts of a batch are made: a hyphen in one, a slash in the other."""


@dataclass(frozen=True, eq=False)
class Batch:
    """All articles of a batch as one masked shadow text.

    `prose` is the same with dashes as `/`, so that they join no words (`Mityana–Fort Portal`).
    `articles`: a row an article, `article_id`, `base` (its first character in `text`), `end`.
    `sentences`: a row a sentence by `start` and `end` in `text`, with zone and its manner of capitals.
    """

    text: str
    prose: str
    articles: pl.DataFrame
    sentences: pl.DataFrame

    def cut(self, spans: pl.DataFrame, start: str = "start", end: str = "end") -> pl.Series:
        """The text of each span."""
        text = self.text
        pairs = zip(spans[start].to_list(), spans[end].to_list(), strict=True)
        return pl.Series([text[a:b] for a, b in pairs], dtype=pl.String)

    def before(self, spans: pl.DataFrame, width: int) -> pl.Series:
        """Up to `width` characters before each span."""
        text = self.text
        return pl.Series([text[max(0, a - width) : a] for a in spans["start"].to_list()], dtype=pl.String)

    def after(self, spans: pl.DataFrame, width: int) -> pl.Series:
        """Up to `width` characters after each span."""
        text = self.text
        return pl.Series([text[b : b + width] for b in spans["end"].to_list()], dtype=pl.String)


def lay_out(articles: pl.DataFrame, segments: pl.DataFrame, sentences: pl.DataFrame, mask: str) -> Batch:
    """The batch's articles, masked and end to end."""
    dashed = pl.col("text").str.replace_many(list(_DASHES), [_DASH] * len(_DASHES))
    texts = _masked(articles.select("article_id", text=shadow(dashed)), mask)
    joined = GAP.join(texts["text"].to_list())
    placed = texts.select(
        "article_id",
        length=pl.col("text").str.len_chars().cast(pl.Int64),
    ).with_columns(end=(pl.col("length") + len(GAP)).cum_sum() - len(GAP))
    placed = placed.select("article_id", "end", base=pl.col("end") - pl.col("length"))
    batch = Batch(joined.replace(_DASH, "-"), joined.replace(_DASH, "/"), placed, pl.DataFrame())
    kinds = segments.select("article_id", "segment_no", "kind")
    located = (
        sentences.join(placed.select("article_id", "base"), on="article_id")
        .join(kinds, on=["article_id", "segment_no"], how="left")
        .select(
            "article_id",
            "zone",
            "kind",
            start=pl.col("start_char").cast(pl.Int64) + pl.col("base"),
            end=pl.col("end_char").cast(pl.Int64) + pl.col("base"),
        )
        .sort("start")
    )
    return Batch(
        batch.text, batch.prose, placed, _with_manner(located.with_columns(sentence=batch.cut(located)))
    )


def _masked(texts: pl.DataFrame, mask: str) -> pl.DataFrame:
    """The texts (`article_id`, `text`) with every match of `mask` made as many spaces."""
    marked = texts.with_columns(
        pl.col("text").str.replace_all(f"({mask})", f"{MARK}${{1}}{MARK}").str.split(MARK)
    )
    is_whole = pl.col("text").list.len() == 1
    whole = marked.filter(is_whole).with_columns(pl.col("text").list.first())
    pieces = marked.filter(~is_whole).explode("text")
    is_matched = pl.int_range(pl.len()).over("article_id") % 2 == 1
    blanked = pl.when(is_matched).then(pl.col("text").str.replace_all(".", " ")).otherwise("text")
    joined = pieces.with_columns(blanked).group_by("article_id").agg(pl.col("text").str.join(""))
    return pl.concat([whole, joined]).sort("article_id")


def _with_manner(sentences: pl.DataFrame) -> pl.DataFrame:
    """Adds `is_title` (capitals on most words, so that they tell nothing) and `is_capitals`."""
    long_capitals = pl.col("sentence").str.count_matches(r"(?-u:\b)[A-Z][A-Za-z'-]{3,}")
    long_lower = pl.col("sentence").str.count_matches(r"(?-u:\b)[a-z][a-z'-]{4,}")
    upper = pl.col("sentence").str.count_matches(r"[A-Z]")
    lower = pl.col("sentence").str.count_matches(r"[a-z]")
    is_heading = pl.col("kind").is_in(["headline", "heading"])
    is_open = ~pl.col("sentence").str.contains(r"[.;:]\s*$")
    return sentences.with_columns(
        is_title=(
            (is_heading | is_open)
            & (long_capitals >= 3)
            & (long_lower * 5 <= long_capitals)
            & ~pl.col("sentence").str.contains(r"^\s*\|")
        ).fill_null(False),
        is_capitals=(upper >= 6) & (lower * 4 <= upper),
    )
