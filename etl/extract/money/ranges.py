"""One amount or two: a candidate with two ends is a range, or the ends of a change, or a list's neighbours.

A range is one mention over both ends (guide, section 1); `from $9 billion to $47 billion` is two.
"""

import polars as pl

from etl.extract.forms import alternatives, ascii_classes
from etl.extract.values import AMOUNT
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

_PHRASE_ENDS = r"^(?:[.,;:)\]\n]|\s*$|\s(?:a|an|per|each|apiece|for|in|on|and)\b|/)"
EM_DASHES = "[\u2014\u2015]"


def split_ends(candidates: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Mentions of the candidates.

    Takes candidates with their parts, `surface` and windows. Grain of the result: one row a mention. Adds
    `start` and `end` of the mention itself, `amount_min` and `amount_max` in units of the mark's currency,
    `is_range`; keeps the windows, extended over what was split off.
    """
    judged = candidates.with_columns(shape=_shape(lexicon))
    tiles = {name: pl.col(name).str.len_chars() for name in ("lead", "first", "link", "second")}
    after_link = pl.col("start") + tiles["lead"] + tiles["first"] + tiles["link"]
    first_end = pl.col("start") + tiles["lead"] + tiles["first"]
    rest_right = pl.concat_str("link", "second", "right")
    rest_left = pl.concat_str("left", "lead", "first", "link")
    whole = judged.filter(pl.col("shape").is_in(["single", "range"])).with_columns(
        start=pl.col("start") + tiles["lead"],
        left=pl.concat_str("left", "lead"),
        amount_min="value1",
        amount_max=pl.when(pl.col("shape") == "range").then("value2").otherwise("value1"),
        is_strong=pl.col("is_strong1") | pl.col("is_strong2").fill_null(False),
        glued=pl.coalesce("glued2", "glued1"),
        is_range=pl.col("shape") == "range",
        matched=pl.concat_str("first", "link", "second"),
    )
    firsts = judged.filter(pl.col("shape").is_in(["pair", "first"])).with_columns(
        start=pl.col("start") + tiles["lead"],
        end=first_end,
        left=pl.concat_str("left", "lead"),
        right=rest_right,
        after=pl.concat_str("link", "second", "after"),
        amount_min="value1",
        amount_max="value1",
        is_strong="is_strong1",
        glued="glued1",
        is_range=pl.lit(False),
        matched="first",
    )
    seconds = judged.filter(pl.col("shape").is_in(["pair", "second"])).with_columns(
        start=after_link,
        left=rest_left,
        before=pl.when(pl.col("shape") == "pair")
        .then("link")
        .otherwise(pl.concat_str("before", "lead", "first", "link")),
        amount_min="value2",
        amount_max="value2",
        currency1="currency2",
        local1="local2",
        needs1="needs2",
        is_strong="is_strong2",
        glued="glued2",
        sign1="sign2",
        is_bare_scale1="is_bare_scale2",
        times1="times2",
        is_range=pl.lit(False),
        matched="second",
    )
    columns = [
        "article_id", "start", "end", "matched", "before", "after", "left", "right", "amount_min",
        "amount_max", "currency", "local", "needs", "is_strong", "glued", "sign", "is_bare_scale", "is_range",
        "times",
    ]  # fmt: skip
    renamed = {f"{name}1": name for name in ("currency", "local", "needs", "sign", "is_bare_scale", "times")}
    return (
        pl.concat(frame.rename(renamed).select(columns) for frame in (whole, firsts, seconds))
        .with_columns(pl.col("start", "end").cast(pl.UInt32))
        .sort("article_id", "start")
        .filter(
            pl.col("amount_min").is_not_null()
            & pl.col("amount_max").is_not_null()
            & pl.col("currency").is_not_null()
        )
    )


def _shape(lexicon: Lexicon) -> pl.Expr:
    """`single`, `range`, `pair` (two mentions), `first` or `second` (the other end is no amount)."""
    low, high, link = pl.col("value1"), pl.col("value2"), pl.col("link")
    rises = (low < high) & (pl.col("currency1") == pl.col("currency2")) & pl.col("is_lone1").not_() | (
        pl.col("is_lone1") & (low < high)
    )
    both_marked = pl.col("is_lone1").not_() & pl.col("is_lone2").not_()
    broken = (
        pl.when(both_marked)
        .then(pl.lit("pair"))
        .when("is_lone1")
        .then(pl.lit("second"))
        .otherwise(pl.lit("first"))
    )
    # A bare first end with a scale (`from 900 million to 1.2 billion euros`) is an amount of its own.
    apart = (
        pl.when(both_marked | pl.col("scale1").is_not_null() & pl.col("scale2").is_not_null())
        .then(pl.lit("pair"))
        .otherwise(broken)
    )
    is_dash = link.str.contains(r"-|&")
    is_em = pl.col("surface").str.contains(EM_DASHES) & both_marked
    # `paid $500 to 200 families`: a bare second number is an end only where the phrase ends with it.
    is_loose = (
        pl.col("is_lone2") & pl.col("scale2").is_null() & is_dash.not_()
        & pl.col("right").str.contains(_PHRASE_ENDS).not_()
    )  # fmt: skip
    is_or = link.str.contains(r"(?i)\bor\b")
    near = (pl.col("scale1").is_null() | (pl.col("scale1") == pl.col("scale2"))) & (low * 10 >= high)
    return (
        pl.when(pl.col("second") == "").then(pl.lit("single"))
        .when(is_loose).then(pl.lit("first"))
        .when(rises.not_()).then(pl.when(is_dash).then(broken).otherwise(apart))
        .when(is_dash).then(pl.when(is_em).then(pl.lit("pair")).otherwise(pl.lit("range")))
        .when(pl.col("lead") != "").then(pl.lit("range"))
        .when(is_or).then(pl.when(near).then(pl.lit("range")).otherwise(broken))
        .when(is_change(lexicon)).then(apart)
        .otherwise(pl.lit("range"))
    )  # fmt: skip


def is_change(lexicon: Lexicon) -> pl.Expr:
    """Whether `left` ends in words that make `X to Y` a change: `rose from`, `fell`, but not `range from`."""
    spread, change, step = _cues(lexicon)
    left = pl.col("left").str.tail(80)
    is_from = left.str.contains(ascii_classes(r"(?i)\bfrom\s+(?:[a-z]+\s+){0,2}$"))
    last = (
        left.str.extract_all(ascii_classes(rf"(?i)\b(?:{spread}|{change})\b")).list.last().str.to_lowercase()
    )
    is_spread = last.str.contains(rf"^(?:{spread})$").fill_null(False)
    hedged = r"(?:(?:about|around|nearly|almost|some|roughly)\s+)?"
    is_step = left.str.contains(ascii_classes(rf"(?i)\b{step}\s+{hedged}$"))
    return (is_from & ~is_spread) | is_step


@once_per_version
def _cues(lexicon: Lexicon) -> tuple[str, str, str]:
    """Alternations of the words for a spread, for a change, and for a step."""
    rules = lexicon.rules("ranges")
    spread, change, step = (
        alternatives(word for rule in rules[kind] for word in rule["words"])
        for kind in ("range", "change", "step")
    )
    return spread, change, step


def share_scales(mentions: pl.DataFrame) -> pl.DataFrame:
    """`$3, $5 and $10 million`: a list states its scale once, with its last amount.

    Needs `times`, the factor of each amount's own scale. Only numbers under a thousand without a scale take
    it, and only in a list that ends in `and` or `or`.
    """
    joins, closes = r"^(?:,|,? (?:and|or|&)) $", r"^,? (?:and|or|&) $"
    follows = pl.col("before").str.contains(joins) & (pl.col("article_id") == pl.col("article_id").shift(1))
    is_plain = (pl.col("times") == 1) & (pl.col("amount_max") < 1000) & ~pl.col("is_range")
    chained = mentions.sort("article_id", "start").with_columns(
        _list=(~follows).fill_null(True).cum_sum(), _is_plain=is_plain
    )
    lists = chained.group_by("_list").agg(
        _end=pl.col("start").last(),
        _times=pl.col("times").last(),
        _fits=pl.col("before").last().str.contains(closes)
        & (pl.len() > 1)
        & pl.col("_is_plain").head(pl.len() - 1).all(),
    )
    joined = chained.join(lists, on="_list", how="left", maintain_order="left")
    takes = pl.col("_fits") & (pl.col("start") != pl.col("_end"))
    shared = pl.when(takes).then("_times").otherwise(1).cast(AMOUNT)
    return joined.with_columns(
        amount_min=(pl.col("amount_min") * shared).cast(AMOUNT),
        amount_max=(pl.col("amount_max") * shared).cast(AMOUNT),
    ).drop("_list", "_is_plain", "_end", "_times", "_fits")
