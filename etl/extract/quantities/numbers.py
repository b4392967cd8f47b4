"""Numbers in prose with the words behind them: their spans and values, and whether two ends are one range."""

import polars as pl

from etl.contracts.frames import AMOUNT
from etl.extract.money.ranges import is_change
from etl.extract.quantities.grammar import quantity_grammar
from etl.extract.quantities.units import take_apart
from etl.extract.values import read_values
from etl.lexicon import Lexicon
from etl.text.cutting import cut_windows
from etl.text.marking import mark_spans, with_windows
from etl.text.numbers import SMALL

WINDOW = 120
"""How many code points on either side of a number may say what it counts."""
LONGEST = 100
"""How many characters the words of a number may have."""
GLUED = {"or more": "+", "plus": "+", "-plus": "+", "or so": "~", "-odd": "~"}
"""The hedge's mark for words between a number and its unit."""
FOLDS = {**SMALL, "twice": 2, "thrice": 3, "hundred": 100, "thousand": 1000}
"""What `tenfold` and `twice` multiply by."""


def find_numbers(articles: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Numbers with what they count, and numbers alone; also those among words that a first reading took."""
    marked = mark_spans(articles.select("article_id", "shadow"), quantity_grammar(lexicon).scan)
    found = marked.filter(_may_count(lexicon))
    read = found.join(take_apart(found["matched"], lexicon), on="matched", how="inner", maintain_order="left")
    shadows = dict(zip(articles["article_id"].to_list(), articles["shadow"].to_list(), strict=True))
    left, right = cut_windows(read, shadows, WINDOW, WINDOW)
    sided = read.with_columns(left=left, right=right)
    again = _rescan(sided.filter(pl.col("behind") > pl.col("taken")), lexicon)
    return _mentions(pl.concat([sided, again], how="diagonal_relaxed"), lexicon)


def _may_count(lexicon: Lexicon) -> pl.Expr:
    """Whether a match says more than a small number alone, or words before it may: `the number of shares fell
    to 37`. Most numbers in the news are years and the like, and cost nothing so.
    """
    names = lexicon.rules("quantities")["gates"]["named"]
    is_alone = pl.col("matched").str.contains(r"^[0-9]{1,15}(?:\.[0-9]{1,12})?$")
    is_near = pl.col("before").str.contains(names)
    return ~is_alone | is_near | is_near.shift(1).fill_null(False)


def _rescan(refused: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Numbers in the words behind a number that are not its unit: `300 and five managers`."""
    rests = refused.select(
        "article_id",
        "after",
        offset=pl.col("start") + pl.col("reach"),
        head=pl.col("left") + pl.col("matched").str.slice(0, pl.col("reach")),
        rest=pl.col("matched").str.slice(pl.col("reach")),
        right_rest="right",
    ).with_row_index("_row")
    found = with_windows(
        mark_spans(rests.select("_row", "rest"), quantity_grammar(lexicon).scan, text="rest"),
        WINDOW,
        key="_row",
    )
    joined = found.join(rests.drop("after"), on="_row", maintain_order="left").with_columns(
        start=(pl.col("start") + pl.col("offset")).cast(pl.UInt32),
        end=(pl.col("end") + pl.col("offset")).cast(pl.UInt32),
        left=pl.concat_str("head", "left").str.tail(WINDOW),
        right=pl.concat_str("right", "right_rest").str.head(WINDOW),
    )
    return joined.join(
        take_apart(joined["matched"], lexicon), on="matched", how="inner", maintain_order="left"
    ).drop("_row", "offset", "head", "rest", "right_rest")


def _mentions(read: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Spans and values of numbers alone and of pairs."""
    word = pl.col("word").str.to_lowercase()
    fold = word.str.replace("-?fold$", "").replace_strict(FOLDS, default=None, return_dtype=AMOUNT)
    first = read_values(read.with_columns(number=_known("number1"), scale=pl.col("scale1")), lexicon)
    is_single = pl.col("number2").is_null()
    low = pl.coalesce(fold, pl.col("bare") * pl.col("times")).cast(AMOUNT)
    singles = first.filter(is_single).with_columns(value_min=low, value_max=low, is_range=pl.lit(False))
    pairs = first.filter(~is_single).rename({"bare": "bare1", "times": "times1"})
    parts = [singles.drop("bare", "times"), *(_pairs(pairs, lexicon) if pairs.height else ())]
    return _spans(pl.concat(parts, how="diagonal_relaxed"))


def _pairs(pairs: pl.DataFrame, lexicon: Lexicon) -> list[pl.DataFrame]:
    """Two ends are a range where they rise; else, or in a change, two numbers."""
    both = read_values(pairs.with_columns(number=_known("number2"), scale=pl.col("scale2")), lexicon).rename(
        {"bare": "bare2", "times": "times2"}
    )
    borrows = (
        pl.col("scale1").is_null()
        & pl.col("scale2").is_not_null()
        & (pl.col("bare1") <= pl.col("bare2"))
        & ~pl.col("is_mixed")
    )
    low = pl.col("bare1") * pl.when(borrows).then("times2").otherwise("times1")
    high = pl.col("bare2") * pl.col("times2")
    valued = both.with_columns(low=low.cast(AMOUNT), high=high.cast(AMOUNT), change=is_change(lexicon))
    is_range = (
        ~pl.col("is_mixed")
        & (pl.col("low") < pl.col("high"))
        & ~(pl.col("change") & pl.col("link").str.contains("(?i)to"))
    )
    split = pl.concat_str(
        pl.col("lead").fill_null(""),
        pl.col("sign").fill_null(""),
        "number1",
        pl.col("scale1").fill_null(""),
        pl.col("plus1").fill_null(""),
        pl.col("mark1").fill_null(""),
    ).str.len_chars()
    is_range = is_range.fill_null(False)
    whole = valued.filter(is_range).with_columns(value_min="low", value_max="high", is_range=pl.lit(True))
    firsts = valued.filter(~is_range).with_columns(
        value_min="low", value_max="low", is_range=pl.lit(False), reach=split.cast(pl.Int64),
        right=pl.concat_str(pl.col("matched").str.slice(split), "right").str.head(WINDOW),
        kind=pl.when(pl.col("mark1").str.contains("(?i)%|p")).then(pl.lit("percent"))
        .when(pl.col("mark1").fill_null("") != "").then(pl.lit("multiple")).otherwise(pl.lit("bare")),
    )  # fmt: skip
    skipped = (split + pl.col("link").str.len_chars()).cast(pl.Int64)
    seconds = valued.filter(~is_range).with_columns(
        value_min="high", value_max="high", is_range=pl.lit(False), skipped=skipped,
        sign=pl.lit(None, pl.String),
        left=pl.concat_str("left", pl.col("matched").str.slice(0, skipped)).str.tail(WINDOW),
        number1="number2", scale1="scale2",
    )  # fmt: skip
    return [whole, firsts, seconds]


def _known(number: str) -> pl.Expr:
    """A number's text, null where a scale stands alone, or where a wall of number words states none."""
    return pl.when(pl.col(number) != "", pl.col(number).str.len_chars() <= LONGEST).then(number)


def _spans(valued: pl.DataFrame) -> pl.DataFrame:
    """Cut each mention out of its candidate. A sign belongs to a percentage only, at the head of a word."""
    keeps_sign = (pl.col("kind") == "percent") & pl.col("left").str.contains(r"(?:^|[\s|(])$")
    skipped = pl.col("skipped") + (pl.col("sign").is_not_null() & ~keeps_sign).cast(pl.Int64)
    inner = pl.col("inner").str.strip_chars()
    return valued.with_columns(
        _end=(pl.col("start") + pl.col("reach")).cast(pl.UInt32),
        _start=(pl.col("start") + skipped).cast(pl.UInt32),
        _matched=pl.col("matched").str.slice(skipped, pl.col("reach") - skipped),
        right=pl.concat_str(pl.col("matched").str.slice(pl.col("reach")), "right").str.head(WINDOW),
        left=pl.concat_str("left", pl.col("matched").str.slice(0, skipped)).str.tail(WINDOW),
        glued=pl.coalesce(
            pl.when(pl.any_horizontal(pl.col("plus1", "plus2").is_not_null())).then(pl.lit("+")),
            inner.replace_strict(GLUED, default=None),
        ),
        number="number1",
        scale="scale1",
    ).select(
        "article_id", "before", "after", "left", "right", "kind", "unit", "value_min", "value_max", "glued",
        "is_range", "number", "scale", start="_start", end="_end", matched="_matched",
    ).filter(pl.col("value_min").is_not_null() & pl.col("value_max").is_not_null())  # fmt: skip
