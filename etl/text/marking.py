"""Mark and split: all spans of a grammar in many texts, with exact code-point offsets, in one pass.

A regular expression wraps each match in U+0000; splitting there leaves pieces that alternate between
plain and matched, and running sums of their lengths are the offsets. The Rust engine behind Polars is
linear in the text whatever the text holds; it has no look-around, so a grammar that must see its
neighbours reads the pieces before and after instead.
"""

import polars as pl

from etl.text.shadow import STAND_INS

MARK = "\x00"


def mark_spans(texts: pl.DataFrame, grammar: str, *, text: str = "shadow") -> pl.DataFrame:
    """Every match of `grammar` in column `text` of `texts`.

    Grain of the result: one row a match, in order of text and place. Columns: those of `texts` other than
    `text`, then `start`, `end` (code points, UInt32), `matched`, `before` and `after` (the plain pieces
    on both sides, up to the neighbouring match or the end of the text). Matches do not overlap; empty
    ones are left out. `texts` may not hold U+0000 (a shadow never does).

    >>> frame = pl.DataFrame({"article_id": ["a"], "shadow": ["é $5 and $7."]})
    >>> mark_spans(frame, r"\\$[0-9]+").select("start", "end", "matched", "before").rows()
    [(2, 4, '$5', 'é '), (9, 11, '$7', ' and ')]
    """
    kept = [name for name in texts.columns if name != text]
    pieces = pl.col(text).str.replace_all(grammar, f"{MARK}${{0}}{MARK}").str.split(MARK)
    length = pl.col(text).str.len_chars().fill_null(0).cast(pl.Int64)
    count = pl.col(text).list.len().fill_null(1)
    # Sums over all texts, less what lies before a text: a window function for each would cost far more.
    return (
        texts.lazy()
        .select(*kept, pieces, _base=length.cum_sum() - length)
        .with_columns(_first=count.cum_sum() - count)
        .explode(text)
        .with_columns(
            _length=length,
            _end=length.cum_sum(),
            _piece=pl.int_range(pl.len()) - pl.col("_first"),
            before=pl.col(text).shift(1),
            after=pl.col(text).shift(-1),
        )
        .filter((pl.col("_piece") % 2 == 1) & (pl.col("_length") > 0))
        .select(
            *kept,
            start=(pl.col("_end") - pl.col("_length") - pl.col("_base")).cast(pl.UInt32),
            end=(pl.col("_end") - pl.col("_base")).cast(pl.UInt32),
            matched=text,
            before="before",
            after="after",
        )
        .collect(engine="in-memory")
    )


def with_windows(spans: pl.DataFrame, reach: int, *, key: str = "article_id") -> pl.DataFrame:
    """`spans`, as `mark_spans` gives them, with `left` and `right`: up to `reach` code points of shadow.

    Unlike `before` and `after`, a window passes over the neighbouring match (but not over the one after
    it), so that a word before `$5 and $7` is in sight of both.

    >>> frame = pl.DataFrame({"article_id": ["a"], "shadow": ["over $5 and $7 a week"]})
    >>> with_windows(mark_spans(frame, r"\\$[0-9]+"), 20).select("left", "right").rows()
    [('over ', ' and $7 a week'), ('over $5 and ', ' a week')]
    """
    before, after = pl.col("before").str.tail(reach), pl.col("after").str.head(reach)
    earlier = pl.concat_str(before, pl.col("matched").str.tail(reach)).shift(1).over(key)
    later = pl.concat_str(pl.col("matched").str.head(reach), after).shift(-1).over(key)
    return spans.with_columns(
        left=pl.concat_str(earlier.fill_null(""), before).str.tail(reach),
        right=pl.concat_str(after, later.fill_null("")).str.head(reach),
    )


def cut_surfaces(spans: pl.DataFrame, articles: pl.DataFrame) -> pl.Series:
    """What the original text has at each span: `text[start:end]`, to the letter.

    `spans` has `article_id`, `start`, `end` and `matched` (the same characters of the shadow); `articles`
    has `article_id` and `text`. A match without a character that stands for others (`STAND_INS`) is its own
    surface. The rest are cut by Python, whose strings find a code point at once where Polars would count up
    to it.

    >>> articles = pl.DataFrame({"article_id": ["a"], "text": ["€5\\u202fbn of 7\\uff05"]})
    >>> spans = pl.DataFrame({"article_id": ["a", "a"], "start": [0, 9], "end": [5, 11]})
    >>> cut_surfaces(spans.with_columns(matched=pl.Series(["€5 bn", "7%"])), articles).to_list()
    ['€5\\u202fbn', '7％']
    """
    doubtful = spans["matched"].str.contains_any(sorted(STAND_INS))
    texts = dict(
        articles.join(spans.filter(doubtful), on="article_id", how="semi").select("article_id", "text").rows()
    )
    columns = (spans["article_id"], spans["start"], spans["end"], spans["matched"], doubtful)
    return pl.Series(
        "surface",
        [
            texts[article][start:end] if is_doubtful else matched
            for article, start, end, matched, is_doubtful in zip(*columns, strict=True)
        ],
        dtype=pl.String,
    )
