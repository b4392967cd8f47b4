"""What looks like money and is none: the rules of `not_money.toml`, which see a mention's neighbours."""

import polars as pl

from etl.extract.forms import ascii_classes
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

REACH = 120
"""How many code points before an amount a rule may see."""
ANY_CASE = "(?i)"
WINDOWS = {"surface": "matched", "before": "left", "after": "right"}


def sift(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`mentions` without those that a rule refuses. A rule refuses where all its patterns match."""
    left = pl.col("left").str.tail(REACH)
    lowered = [pl.col("matched"), left, pl.col("right")]
    refused = (
        mentions.lazy()
        .select(
            "matched", "right", left, *(text.str.to_lowercase().name.prefix("lowered_") for text in lowered)
        )
        .select(pl.any_horizontal(_refusals(lexicon)))
        .collect(engine="in-memory")
        .to_series()
    )
    return mentions.filter(~refused)


@once_per_version
def _refusals(lexicon: Lexicon) -> list[pl.Expr]:
    return [_refusal(rule) for rule in lexicon.rules("not_money")["rule"]]


def _refusal(rule: dict[str, str]) -> pl.Expr:
    """Whether a rule refuses. What its one pattern leaves is null to the next, and so costs nothing."""
    refused = None
    for name, column in WINDOWS.items():
        if name in rule:
            # One that knows no case sees its text in lower case: with the flag it costs three times as much.
            is_lowered = rule[name].startswith(ANY_CASE)
            seen = pl.col(f"lowered_{column}" if is_lowered else column)
            seen = pl.when(refused).then(seen) if refused is not None else seen
            refused = seen.str.contains(ascii_classes(rule[name].removeprefix(ANY_CASE))).fill_null(False)
    return pl.lit(False) if refused is None else refused
