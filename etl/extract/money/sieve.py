"""What looks like money and is none: the rules of `not_money.toml`, which see a mention's neighbours."""

import polars as pl

from etl.lexicon import Lexicon

WINDOWS = {"surface": "matched", "before": "left", "after": "right"}


def sift(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`mentions` without those that a rule refuses. A rule refuses where all its patterns match."""
    refused = [_refuses(rule) for rule in lexicon.rules("not_money")["rule"]]
    return mentions.filter(pl.any_horizontal(refused).fill_null(False).not_())


def _refuses(rule: dict[str, str]) -> pl.Expr:
    """Whether a rule refuses a mention."""
    return pl.all_horizontal(
        pl.col(column).str.contains(rule[name]) for name, column in WINDOWS.items() if name in rule
    )
