"""A batch's text laid end to end, masked, with its sentences: what names are looked for in.

Positions in the batch are positions in one string; an article's own offsets are those less its base.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from etl.extract.entities.compiled import Names
from etl.text.marking import MARK
from etl.text.shadow import LOOKALIKES

GAP = "\n\n"
"""What stands between two articles; no name crosses it."""

_DASH = "\x02"
"""Stands for a dash until both texts of a batch are made: a hyphen in one, a slash in the other."""

_PLAIN = {**LOOKALIKES, "–": _DASH, "—": _DASH}

_LONG_CAPITAL, _LONG_LOWER = r"(?-u:\b)[A-Z][A-Za-z'-]{3,}", r"(?-u:\b)[a-z][a-z'-]{4,}"
_FOUR_LOWER = r"[a-z]{2}[^A-Za-z]+[a-z]{2,}[^A-Za-z]+[a-z]{2,}[^A-Za-z]+[a-z]{2}"
"""Four words in small letters on end: no line in capitals has them."""


_MASTHEAD = (
    r"^[^a-z]{0,3}(?:By|BY|(?:Posted|Written|Published|Reported|Words|Story) by) [A-Z]|"
    r"(?:Reporting|Editing|Writing|Edited) by [A-Z]|"
    r"(?:[|·•]|[a-z],) ?(?:[A-Z][a-z]+day,? )?(?:[0-9]{1,2} )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:[0-9]{1,2},? )?(?:19|20)[0-9]{2}"
)
"""A byline, or an outlet's name with a date: a line in which each capital is a name's own."""


_LONGEST_CREDIT = 40


@dataclass(frozen=True, eq=False)
class Batch:
    """All articles of a batch as one masked shadow text.

    `prose` is the same with dashes as `/`, so that they join no words (`Mityana–Fort Portal`).
    `articles`: a row an article, `article_id`, `base` (its first character in `text`), `end`.
    `sentences`: a row a sentence by `start` and `end` in `text`, with `sentence` (its text), zone, kind and
    its manner of capitals.
    """

    text: str
    prose: str
    articles: pl.DataFrame
    sentences: pl.DataFrame

    def cut(self, spans: pl.DataFrame, start: str = "start", end: str = "end") -> pl.Series:
        """The text of each span."""
        return cut_text(self.text, spans[start].to_list(), spans[end].to_list())

    def before(self, spans: pl.DataFrame, width: int) -> pl.Series:
        """Up to `width` characters before each span."""
        text = self.text
        starts = spans["start"].to_list()
        return pl.Series([text[a - width if a > width else 0 : a] for a in starts], dtype=pl.String)

    def after(self, spans: pl.DataFrame, width: int) -> pl.Series:
        """Up to `width` characters after each span."""
        text = self.text
        return pl.Series([text[b : b + width] for b in spans["end"].to_list()], dtype=pl.String)


def cut_text(text: str, starts: Iterable[int], ends: Iterable[int]) -> pl.Series:
    """The pieces of a text; Python's strings find a code point at once, Polars would count up to it."""
    return pl.Series([text[a:b] for a, b in zip(starts, ends, strict=True)], dtype=pl.String)


def lay_out(articles: pl.DataFrame, segments: pl.DataFrame, sentences: pl.DataFrame, names: Names) -> Batch:
    """The batch's articles, masked and end to end."""
    length = pl.col("text").str.len_chars().cast(pl.Int64)
    end = (length + len(GAP)).cum_sum() - len(GAP)
    plain = pl.col("text").str.replace_many(list(_PLAIN), list(_PLAIN.values()))
    placed = (
        articles.lazy()
        .select("article_id", "text")
        .sort("article_id")
        .select(
            "article_id",
            end=end,
            base=end - length,
            marked=plain.str.replace_all(f"({names.mask})", f"{MARK}${{1}}{MARK}"),
        )
        .collect()
    )
    pieces = GAP.join(placed["marked"].to_list()).split(MARK)
    pieces[1::2] = [" " * len(matched) for matched in pieces[1::2]]
    placed = placed.drop("marked")
    joined = _unwrapped("".join(pieces), segments, placed)
    text = joined.replace(_DASH, "-")
    return Batch(
        text,
        joined.replace(_DASH, "/"),
        placed,
        _with_manner(_located(sentences, segments, placed), text, names),
    )


def _unwrapped(text: str, segments: pl.DataFrame, placed: pl.DataFrame) -> str:
    """The text with the line ends inside paragraphs as blanks: names run on over lines wrapped by hand."""
    spans = segments.join(placed, on="article_id").select(
        start=pl.col("base") + pl.col("start_char"), end=pl.col("base") + pl.col("end_char")
    )
    pieces, done = [], 0
    for start, end in spans.sort("start").iter_rows():
        if text.find("\n", start, end) >= 0:
            pieces += [text[done:start], text[start:end].replace("\n", " ")]
            done = end
    return "".join([*pieces, text[done:]])


def _located(sentences: pl.DataFrame, segments: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """The sentences by their place in the batch."""
    return (
        sentences.lazy()
        .join(placed.lazy().select("article_id", "base"), on="article_id")
        .join(
            segments.lazy().select("article_id", "segment_no", "kind"),
            on=["article_id", "segment_no"],
            how="left",
        )
        .select(
            "article_id",
            "zone",
            "kind",
            start=pl.col("start_char").cast(pl.Int64) + pl.col("base"),
            end=pl.col("end_char").cast(pl.Int64) + pl.col("base"),
        )
        .sort("start")
        .collect()
    )


def _is_credit() -> pl.Expr:
    """Whether a line is a byline, or stands beside one or a dateline before the text: an outlet, a writer."""
    kind = pl.col("kind").fill_null("")
    is_credit = kind.is_in(["byline", "dateline"])
    is_near = pl.any_horizontal(
        is_credit.shift(by, fill_value=False).over("article_id") for by in (1, -1, -2)
    )
    is_short = pl.col("sentence").str.len_chars() < _LONGEST_CREDIT
    return (kind == "byline") | ((kind == "heading") & is_near & is_short)


def _with_manner(located: pl.DataFrame, text: str, names: Names) -> pl.DataFrame:
    """Adds `sentence`, `is_title` (capitals on most words, so that they tell nothing) and `is_capitals`."""
    sentence, capitals = pl.col("sentence"), pl.col("sentence").str.count_matches(_LONG_CAPITAL)
    sentences = located.with_columns(
        sentence=cut_text(text, located["start"].to_list(), located["end"].to_list())
    ).with_columns(is_credit=_is_credit())
    # Eager filters, each on what the one before it left: a lazy chain would run them all on all sentences.
    is_heading = pl.col("kind").is_in(["headline", "heading"]).fill_null(False)
    is_masthead = sentence.str.contains(_MASTHEAD) | pl.col("is_credit")
    # `Debt Mountain` over a part of the text; `Zelphor Motors` there is a firm.
    last = sentence.str.extract(r"([A-Za-z.]+)\s*$")
    firm_ends = [word for word, kind in names.heads["last"].items() if kind == "company"]
    is_firm = last.is_in([*firm_ends, *names.legal_forms])
    is_phrase = (pl.col("kind") == "heading").fill_null(False) & ~is_firm
    titles = (
        sentences.filter(is_heading | ~sentence.str.contains(r"[.;:]\s*$"))
        .filter(((capitals >= 3) | (is_phrase & (capitals == 2))) & ~sentence.str.contains(r"^\s*\|"))
        .filter(sentence.str.count_matches(_LONG_LOWER) * 5 <= capitals)
        .filter(~is_masthead)
    )
    upper = sentence.str.count_matches(r"[A-Z]")
    in_capitals = (
        sentences.filter(~sentence.str.contains(_FOUR_LOWER))
        .filter(upper >= 6)
        .filter(sentence.str.count_matches(r"[a-z]") * 4 <= upper)
    )
    return sentences.with_columns(
        is_title=pl.col("start").is_in(titles["start"].implode()),
        is_capitals=pl.col("start").is_in(in_capitals["start"].implode()),
    ).drop("is_credit")
