"""What an amount is a rate over: `per`, by the rules of `rates.toml`.

The words behind an amount come first (`$40 a share`), then those before it (`annual revenue of $5bn`), then a
table's heads, which `etl.extract.money.cells` reads. A rate carries over from a neighbour only where the text
takes the neighbour up again (`that figure was $9 billion`, `$10 or $20 a month`).
"""

import re
from dataclasses import dataclass
from typing import Any

import polars as pl

from etl.extract.forms import alternatives, ascii_classes
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

REACH = 170
"""How many code points before an amount a rate may begin."""
_ALIKE = 50
"""Amounts of one list are not further apart than that."""
_LINKS = r"(?i)^\s?,? ?(?:up |down )?(?:from|against|versus|vs\.?|compared (?:with|to)|or|and|to)\s$"


@dataclass(frozen=True)
class _Rule:
    pattern: str
    per: str
    veto: str

    def read(self, text: pl.Expr) -> pl.Expr:
        """The unit that the rule reads in `text`, or null."""
        if self.per:
            found: pl.Expr = pl.when(text.str.contains(self.pattern)).then(pl.lit(self.per))
        else:
            found = text.str.extract(self.pattern, 1)
        return pl.when(text.str.contains(self.veto).not_()).then(found) if self.veto else found


def read_rates(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`mentions` with `per`, the unit as the text has it, null where the amount is no rate.

    Needs `article_id`, `start`, `sentence_start`, `amount_min`, `before` and `right`, in order of article and
    place.
    """
    rules = _rules(lexicon)
    before = pl.col("before").str.tail(REACH)
    behind = pl.coalesce(rule.read(pl.col("right")) for rule in rules["after"])
    ahead = pl.coalesce(rule.read(before) for rule in rules["before"])
    takes_up = pl.any_horizontal(before.str.contains(rule.pattern) for rule in rules["anaphora"])
    read = mentions.with_columns(
        _behind=name_units(behind, lexicon), _ahead=name_units(ahead, lexicon), _takes_up=takes_up
    )
    return _carry(read).drop("_behind", "_ahead", "_takes_up")


def read_head_rates(heads: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """The unit that a table's head names, or null."""
    return name_units(pl.coalesce(rule.read(heads) for rule in _rules(lexicon)["head"]), lexicon)


def name_units(unit: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """Units by one name: `annum` is a year, a `diluted share` a share."""
    periods = lexicon.rules("rates")["periods"]
    trimmed = unit.str.strip_chars(" .-").str.replace_all(r"\s+", " ")
    named = trimmed.str.to_lowercase().replace_strict(periods, default=trimmed, return_dtype=pl.String)
    return named.str.replace(r"(?i)^.* share$", "share")


def _carry(read: pl.DataFrame) -> pl.DataFrame:
    """Carry a rate on to amounts that take it up, and back from the last of a list."""
    own = pl.coalesce("_behind", "_ahead")
    earlier = pl.col("_ahead").shift(1).over("article_id")
    follows = pl.col("before").str.contains(_LINKS)
    linked = read.with_columns(per=pl.coalesce(own, pl.when(follows).then(earlier)))
    # `$10 or $20 a month`: both are a month's; `$50bn or $20.13 per share`: only the second is a share's.
    low, next_low = pl.col("amount_min"), pl.col("amount_min").shift(-1).over("article_id")
    next_linked = pl.col("before").shift(-1).over("article_id").str.contains(r"^\s(?:or|and)\s$") & (
        next_low.is_between(low / _ALIKE, low * _ALIKE)
    )
    # `7,000 pounds ($140) a month`: the conversion stands between the amount and its unit.
    converted = pl.col("before").shift(-1).over("article_id").str.contains(r"^\s?\($")
    later = pl.col("_behind").shift(-1).over("article_id")
    listed = linked.with_columns(per=pl.coalesce("per", pl.when(next_linked | converted).then(later)))
    # `That figure was $9 billion`; `it stood at $80m in January and at $50m in October`.
    sentence = ["article_id", "sentence_start"]
    opener = pl.col("_takes_up") & pl.col("start").is_first_distinct().over(sentence)
    taken = pl.col("per").shift(1).over("article_id")
    first_of_sentence = pl.int_range(pl.len()).over(sentence) == 0
    anaphoric = listed.with_columns(
        _taken=pl.when(opener & first_of_sentence & pl.col("per").is_null()).then(taken)
    )
    return anaphoric.with_columns(
        per=pl.coalesce("per", pl.col("_taken").forward_fill().over(sentence))
    ).drop("_taken")


@once_per_version
def _rules(lexicon: Lexicon) -> dict[str, list[_Rule]]:
    rules = lexicon.rules("rates")
    words = {name: alternatives(rules[name]) for name in ("units", "heads", "yields")}

    def fill(pattern: str) -> str:
        return ascii_classes(re.sub(r"\{(units|heads|yields)\}", lambda match: words[match[1]], pattern))

    def made(rule: dict[str, Any]) -> _Rule:
        return _Rule(fill(rule["pattern"]), rule.get("per", ""), fill(rule.get("veto", "")))

    return {kind: [made(rule) for rule in rules[kind]] for kind in ("after", "before", "head", "anaphora")}
