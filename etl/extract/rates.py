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

_ANY_CASE = "(?i)"
REACH = 120
"""How many code points before an amount a rate may begin."""
_ALIKE = 50
"""Amounts of one list are not further apart than that."""
_LINKS = r"(?i)^\s?,? ?(?:up |down )?(?:from|against|versus|vs\.?|compared (?:with|to)|or|and|to)\s$"


@dataclass(frozen=True)
class _Rule:
    pattern: str
    per: str
    veto: str

    def holds(self, text: pl.Expr, lowered: pl.Expr) -> pl.Expr:
        """Whether the rule's pattern is in `text`; one that knows no case is looked for in `lowered`."""
        return _seen(self.pattern, text, lowered).str.contains(_cased(self.pattern))

    def read(self, text: pl.Expr, lowered: pl.Expr) -> pl.Expr:
        """The unit that the rule reads in `text`, or null."""
        if self.per:
            found: pl.Expr = pl.when(self.holds(text, lowered)).then(pl.lit(self.per))
        else:
            found = _seen(self.pattern, text, lowered).str.extract(_cased(self.pattern), 1)
        if not self.veto:
            return found
        # What the pattern leaves is null to the veto, and costs nothing.
        doubtful = pl.when(found.is_not_null()).then(_seen(self.veto, text, lowered))
        return pl.when(~doubtful.str.contains(_cased(self.veto))).then(found)


def _seen(pattern: str, text: pl.Expr, lowered: pl.Expr) -> pl.Expr:
    return lowered if pattern.startswith(_ANY_CASE) else text


def _cased(pattern: str) -> str:
    """A pattern for text in lower case: without the flag, which makes it three times as dear to compile."""
    return pattern.removeprefix(_ANY_CASE)


def read_rates(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`mentions` with `per`, the unit as the text has it, null where the amount is no rate.

    Needs `article_id`, `start`, `sentence_start`, `amount_min`, `before` and `right`, in order of article and
    place.
    """
    rules, gates = _rules(lexicon), lexicon.rules("rates")["gates"]
    # Most neighbours hold no word of any rule: they become null, which every rule passes over.
    before = pl.col("before").str.tail(REACH)
    ahead = pl.when(before.str.contains(gates["before"])).then(before)
    behind = pl.when(pl.col("right").str.contains(gates["after"])).then("right")
    sentence = pl.col("sentence_start")
    return (
        mentions.lazy()
        .with_columns(_ahead=ahead, _behind=behind)
        .with_columns(
            _ahead_lowered=pl.col("_ahead").str.to_lowercase(),
            _behind_lowered=pl.col("_behind").str.to_lowercase(),
        )
        .with_columns(
            _ahead=pl.coalesce(rule.read(*_both("_ahead")) for rule in rules["before"]),
            _takes_up=pl.any_horizontal(rule.holds(*_both("_ahead")) for rule in rules["anaphora"]).fill_null(
                False
            ),
            _behind=pl.coalesce(rule.read(*_both("_behind")) for rule in rules["after"]),
            _goes_on=(pl.col("article_id") == pl.col("article_id").shift(1)).fill_null(False),
        )
        .with_columns(
            _ahead=name_units(pl.col("_ahead"), lexicon),
            _behind=name_units(pl.col("_behind"), lexicon),
            _opens=~(pl.col("_goes_on") & (sentence == sentence.shift(1))),
        )
        .with_columns(per=_linked())
        .with_columns(_taken=_taken())
        .with_columns(per=pl.coalesce("per", pl.when(pl.col("_taken") != "").then("_taken")))
        .drop(
            "_behind",
            "_ahead",
            "_behind_lowered",
            "_ahead_lowered",
            "_takes_up",
            "_goes_on",
            "_opens",
            "_taken",
        )
        .collect(engine="in-memory")
    )


def read_head_rates(heads: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """The unit that a table's head names, or null."""
    lowered = heads.str.to_lowercase()
    return name_units(pl.coalesce(rule.read(heads, lowered) for rule in _rules(lexicon)["head"]), lexicon)


def name_units(unit: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """Units by one name: `annum` is a year, a `diluted share` a share."""
    periods = lexicon.rules("rates")["periods"]
    trimmed = unit.str.strip_chars(" .-").str.replace_all(r"\s+", " ")
    named = trimmed.str.to_lowercase().replace_strict(periods, default=trimmed, return_dtype=pl.String)
    return named.str.replace(r"(?i)^.* share$", "share")


def _both(column: str) -> tuple[pl.Expr, pl.Expr]:
    """A column as it is and in lower case."""
    return pl.col(column), pl.col(f"{column}_lowered")


def _linked() -> pl.Expr:
    """The unit that an amount states itself, or has from an earlier one or from the last of its list."""
    goes_on, before = pl.col("_goes_on"), pl.col("before")
    earlier = pl.when(goes_on & before.str.contains(_LINKS)).then(pl.col("_ahead").shift(1))
    # `$10 or $20 a month`: both are a month's; `$50bn or $20.13 per share`: only the second is a share's.
    low, next_low = pl.col("amount_min"), pl.col("amount_min").shift(-1)
    is_listed = before.str.contains(r"^\s(?:or|and)\s$").shift(-1) & next_low.is_between(
        low / _ALIKE, low * _ALIKE
    )
    # `7,000 pounds ($140) a month`: the conversion stands between the amount and its unit.
    is_converted = before.str.contains(r"^\s?\($").shift(-1)
    later = pl.when(goes_on.shift(-1) & (is_listed | is_converted)).then(pl.col("_behind").shift(-1))
    return pl.coalesce("_behind", "_ahead", earlier, later)


def _taken() -> pl.Expr:
    """What a sentence's amounts take up from the one before: `That figure was $9 billion`; `it stood at $80m
    in January and at $50m in October`. Empty where they do not."""
    earlier = pl.when(pl.col("_goes_on")).then(pl.col("per").shift(1))
    opener = pl.when(pl.col("_takes_up") & pl.col("per").is_null()).then(earlier).fill_null("")
    return pl.when("_opens").then(opener).forward_fill()


@once_per_version
def _rules(lexicon: Lexicon) -> dict[str, list[_Rule]]:
    rules = lexicon.rules("rates")
    words = {name: alternatives(rules[name]) for name in ("units", "heads", "yields")}

    def fill(pattern: str) -> str:
        return re.sub(r"\{(units|heads|yields)\}", lambda match: words[match[1]], ascii_classes(pattern))

    def made(rule: dict[str, Any]) -> _Rule:
        return _Rule(fill(rule["pattern"]), rule.get("per", ""), fill(rule.get("veto", "")))

    return {kind: [made(rule) for rule in rules[kind]] for kind in ("after", "before", "head", "anaphora")}
