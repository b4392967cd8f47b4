"""What a candidate counts: which of the words behind its number are its unit, by `quantities.toml`."""

import polars as pl

from etl.extract.forms import alternatives
from etl.extract.quantities.grammar import HEAD, INNER, ODD, quantity_grammar
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version


def take_apart(matched: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """The parts of each distinct candidate, and its unit.

    Grain: one row a distinct string. Columns: the groups of the grammar's `parts`; `unit` (plural, null where
    the words behind are none), `kind` (`percent`, `multiple`, `times`, `count` or `bare`), `inner` (as in
    `300 or more employees`), and where in the candidate the mention begins and ends: `skipped`, `reach`.
    """
    parts = matched.unique().to_frame("matched").with_columns(_parts=_extract(lexicon)).unnest("_parts")
    read = parts.filter(pl.col("money").is_null()).with_columns(
        inner=pl.coalesce(
            pl.col("unit").str.extract(rf"^({ODD})", 1), pl.col("unit").str.extract(rf"^\s+({INNER})", 1)
        )
    )
    united = _with_unit(read, lexicon)
    # `6% to 21.8 billion units` is two numbers of two kinds: the second is what stands behind it.
    is_other = (pl.col("mark1") != "") & pl.any_horizontal(pl.col("unit", "short", "scale2").is_not_null())
    united = united.with_columns(is_mixed=is_other.fill_null(False) & pl.col("percent").is_null())
    mark1 = pl.when(~pl.col("is_mixed")).then("mark1")
    is_percent = pl.col("percent").is_not_null() | mark1.str.contains("(?i)%|p").fill_null(False)
    is_multiple = (
        pl.any_horizontal(pl.col("times_sign", "fold", "word").is_not_null())
        | mark1.str.contains("(?i)^x").fill_null(False)
        | pl.col("lead").str.contains("(?i)factor").fill_null(False)
    )
    kind = (
        pl.when(is_percent).then(pl.lit("percent"))
        .when(is_multiple).then(pl.lit("multiple"))
        .when(pl.col("times_word").is_not_null()).then(pl.lit("times"))
        .when(pl.col("unit").is_not_null()).then(pl.lit("count"))
        .otherwise(pl.lit("bare"))
    )  # fmt: skip
    return _with_body(united.with_columns(kind=kind))


def _extract(lexicon: Lexicon) -> pl.Expr:
    return pl.col("matched").str.extract_groups(quantity_grammar(lexicon).parts)


def _with_unit(parts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`unit` as a plural, and `taken`: how many characters behind the number are its, 0 without one."""
    opening = pl.col("unit").str.extract(rf"^({ODD}?\s+(?:{INNER})?)", 1)
    words = pl.col("unit").str.strip_prefix(opening)
    # Of two nouns the second may be a verb (`200 jobs lifts`) or no part of the unit.
    shorter = words.str.extract(rf"^((?:(?s).*\s)?{HEAD})\s\S+$", 1)
    attributives = alternatives(lexicon.rules("quantities")["plurals"]["attributive"])
    attributive = words.str.extract(rf"^({attributives})\s", 1)
    picked = pl.coalesce(
        pl.when(is_unit(words, lexicon)).then(words),
        pl.when(is_unit(shorter, lexicon)).then(shorter),
        attributive,
    )
    other = pl.coalesce("short", "attributive", "of_unit")
    taken = pl.coalesce(opening.str.len_chars() + picked.str.len_chars(), other.str.len_chars(), pl.lit(0))
    singular = pl.coalesce(
        pl.when(picked == attributive).then(attributive), pl.col("attributive").str.slice(1)
    )
    return parts.with_columns(
        taken=taken.cast(pl.Int64),
        behind=pl.coalesce("unit", "short", "attributive", "of_unit")
        .str.len_chars()
        .fill_null(0)
        .cast(pl.Int64),
        unit=pl.coalesce(
            _plural(singular),
            picked,
            pl.col("short").str.strip_chars(" -"),
            pl.col("of_unit").str.extract(r"^ of an? (.*)$", 1),
        ).str.replace_all(r"\s+", " "),
    )


def _plural(singular: pl.Expr) -> pl.Expr:
    """The plural of a unit that stands in the singular before its noun."""
    spaced = singular.str.replace_all("-", " ")
    irregular = spaced.replace_strict(
        {
            "person": "people",
            "foot": "feet",
            "square foot": "square feet",
            "inch": "inches",
            "strong": "people",
        },
        default=None,
        return_dtype=pl.String,
    )
    return pl.coalesce(irregular, spaced + "s")


def is_unit(words: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """Whether words are a noun phrase in the plural that counts: no verb, no duration, no currency."""
    stops, nouns, plurals = _word_sets(lexicon)
    lower = words.str.to_lowercase()
    last = lower.str.extract(r"([^\s]+)$", 1)
    has_stop = lower.str.contains(rf"(?:^|\s){stops}(?:\s|$)")
    is_plural = last.is_in(plurals) | last.str.contains(r"(?:is|'s|s')$").not_()
    breaks = words.str.contains(r"\n\s*[A-Z]")
    return (~has_stop & ~last.is_in(nouns) & is_plural & ~breaks).fill_null(False)


@once_per_version
def _word_sets(lexicon: Lexicon) -> tuple[str, list[str], list[str]]:
    """Words that no unit holds, nouns that none ends in, and plurals that do not look so."""
    rules = lexicon.rules("quantities")
    exclusions = rules["exclusions"]
    money = [r["mark"].lower() for r in lexicon.table("currency_marks") if r["kind"] == "word"]
    money = [
        word for word in money if word not in ("pounds", "won", "som", "real", "crowns", "marks", "sums")
    ]
    plurals = [word.lower() for word in rules["plurals"]["words"] + rules["plurals"]["short"]]
    return alternatives(exclusions["function_words"]), [*exclusions["durations"], *money], plurals


def _with_body(parts: pl.DataFrame) -> pl.DataFrame:
    """How much of the candidate stands before the mention, and where the mention ends in it."""
    before = pl.when(pl.col("lead").str.contains("(?i)factor").not_()).then(pl.col("lead").str.len_chars())
    length = pl.col("matched").str.len_chars().cast(pl.Int64)
    return parts.with_columns(
        skipped=before.fill_null(0).cast(pl.Int64),
        reach=length - pl.col("behind") + pl.col("taken"),
    )
