"""What a number's neighbours make of it: a quantity, part of a name, a year, or a count without its unit."""

import polars as pl

from etl.extract.forms import alternatives
from etl.lexicon import Lexicon

FEW = 20
"""Up to so many, things of an enumeration (`two pillars`, `3 reasons`) are counted off, not measured."""


def is_quantity(lexicon: Lexicon) -> pl.Expr:
    """Whether a number's neighbours leave it a quantity."""
    rules = lexicon.rules("quantities")
    left, right, number = pl.col("left"), pl.col("right"), pl.col("number").fill_null("")
    is_digits = number.str.contains("^[0-9.]")
    is_glued = left.str.contains(r"(?:[A-Za-z0-9_$€£/.,#:@&^=]|[A-Za-z0-9]-)$") | right.str.contains(
        r"^(?:[A-Za-z0-9_]|[.,][0-9])"
    )
    counters = rules["plurals"]["counters"]
    is_counter = left.str.contains("[A-Za-z]$") & pl.col("unit").str.extract("([a-z]+)$", 1).is_in(counters)
    in_address = left.str.contains(r"(?:https?://|www\.)[^\s]*$")
    name = left.str.extract(r"([A-Z][A-Za-z0-9'.&-]*)[ ]$", 1)
    is_plain = pl.col("scale").is_null() & ~number.str.contains("[,%]") & (pl.col("value_max") < 2100)
    is_name = name.is_not_null() & ~name.is_in(rules["exclusions"]["openers"]) & is_plain & is_digits
    is_year = number.str.contains(r"^(?:1[5-9]|20)[0-9]{2}$") & pl.col("scale").is_null()
    is_one = (pl.col("value_max") == 1) | pl.col("matched").str.contains(
        "(?i)^(?:one|half|a half|an? (?:quarter|half))\\b"
    )
    noun = pl.col("unit").str.to_lowercase().str.extract(r"([^\s]+)$", 1)
    is_listed = noun.is_in(rules["exclusions"]["enumerations"]) & (pl.col("value_max") <= FEW)
    is_share = left.str.contains(r"(?i)\b(?:[0-9]+|one|two|three|four|nine) (?:in|out of)(?: every)? $")
    is_number_of = left.str.contains(_numbered(rules["exclusions"]["numbered"]))
    is_group = name.is_in(rules["exclusions"]["groups"]).fill_null(False)
    is_group &= pl.col("matched").str.contains("^[A-Z]")
    is_pointed_at = left.str.contains(r"(?i)\b(?:these|those) $") & (pl.col("value_max") <= FEW)
    times = right.str.contains(rules["times"]["after"]) | left.str.contains(rules["times"]["before"])
    twice = (
        right.str.contains(rules["times"]["after"])
        | pl.col("matched").str.contains("(?i)^(?:twice|thrice)$").not_()
    )
    is_base = left.str.contains(r"(?i)\bper $")
    is_named = is_name | is_group | is_number_of
    is_count = ~(is_base | is_named | is_year | is_one | is_listed | is_share | is_pointed_at)
    return (~is_glued | is_counter.fill_null(False)) & ~in_address & (
        pl.when(pl.col("kind") == "percent").then(pl.lit(True))
        .when(pl.col("kind") == "multiple").then(twice)
        .when(pl.col("kind") == "times").then(times)
        .otherwise(is_count)
    )  # fmt: skip


def _numbered(words: list[str]) -> str:
    """Words whose number is their name: `phase 3 costs`."""
    return rf"(?i-u:\b{alternatives(words)} $)"


def with_elliptical(numbers: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Counts, and those numbers alone whose unit stands elsewhere; the other numbers fall away."""
    rules = lexicon.rules("quantities")["elliptical"]
    is_large = (
        pl.col("scale").is_not_null()
        | pl.col("is_range")
        | pl.col("number").str.contains(r"[0-9],[0-9]{3}|[a-z] [a-z]")
    )
    named = pl.coalesce(
        pl.col("left").str.extract(rule["before"], 1) for rule in rules if not rule.get("inherits")
    )
    inherits = pl.any_horizontal(
        pl.col(column).str.contains(rule[name])
        for rule in rules if rule.get("inherits")
        for name, column in (("before", "left"), ("after", "right")) if name in rule
    )  # fmt: skip
    sentence = ["article_id", "sentence_start"]
    is_bare = pl.col("kind") == "bare"
    own = numbers.sort("article_id", "start").with_columns(
        unit=pl.when(is_bare).then(named).when(pl.col("kind") == "count").then("unit")
    )
    earlier = pl.col("unit").forward_fill().shift(1).over(sentence)
    inherited = own.with_columns(
        unit=pl.when(is_bare & is_large & inherits).then(pl.coalesce("unit", earlier)).otherwise("unit")
    )
    return inherited.with_columns(
        kind=pl.when(is_bare)
        .then(pl.lit("count"))
        .when(pl.col("kind") == "times")
        .then(pl.lit("multiple"))
        .otherwise("kind")
    ).filter((pl.col("kind") != "count") | pl.col("unit").is_not_null())
