"""What looks like money and is none: the rules of `not_money.toml`, which see a mention's neighbours."""

import polars as pl

from etl.extract.forms import ascii_classes
from etl.lexicon import Lexicon

WINDOWS = {"surface": "matched", "before": "left", "after": "right"}


def sift(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`mentions` without those that a rule refuses. A rule refuses where all its patterns match."""
    seen = mentions.select("matched", "left", "right").with_row_index("row")
    refused = [_refused(seen, rule) for rule in lexicon.rules("not_money")["rule"]]
    return (
        mentions.with_row_index("row").filter(~pl.col("row").is_in(pl.concat(refused).implode())).drop("row")
    )


def _refused(seen: pl.DataFrame, rule: dict[str, str]) -> pl.Series:
    """The rows that a rule refuses.

    One pattern after the other, each over what the one before left: most rules have nothing to look at after
    their first, and a pattern costs more to compile than to run.
    """
    for name, column in WINDOWS.items():
        if name in rule and seen.height:
            seen = seen.filter(pl.col(column).str.contains(ascii_classes(rule[name])))
    return seen["row"]
