"""How the text qualifies a number: the rules of `hedges.toml`, for money and for quantities alike.

The rules see the words before and behind a number and the marks glued to it. What a hedge does to an
amount's bounds is the caller's: `bounds` says it for both.
"""

from dataclasses import dataclass

import polars as pl

from etl.extract.forms import alternatives, ascii_classes
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

REACH = 80
"""How many code points before a number a hedge may begin."""


@dataclass(frozen=True)
class _Rule:
    """One hedge's patterns over the window before (`left`), the one behind (`right`), and their veto."""

    hedge: str
    left: str | None = None
    right: str | None = None
    veto: str | None = None

    def apply(self, seen: pl.DataFrame) -> pl.DataFrame:
        """`seen` with this rule's hedge where it holds and no rule before it did."""
        tests = [pl.col("hedge").is_null()]
        tests += [pl.col("left").str.contains(self.left)] if self.left else []
        tests += [pl.col("right").str.contains(self.right)] if self.right else []
        holds = seen.select(pl.all_horizontal(tests)).to_series()
        if not holds.any():
            return seen
        if self.veto:  # a pattern costs more to compile than to run: not before it may matter
            holds &= ~seen["left"].str.contains(self.veto)
        return seen.with_columns(hedge=pl.when(holds).then(pl.lit(self.hedge)).otherwise("hedge"))


def read_hedges(numbers: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`numbers` with `hedge`. Needs `left`, `right` (windows of the shadow) and `glued` (marks, or null)."""
    glued = {form: rule["hedge"] for rule in lexicon.rules("hedges")["glued"] for form in rule["forms"]}
    marks = pl.col("glued").replace_strict(glued, default=None, return_dtype=pl.String)
    seen = numbers.select(hedge=marks, left=pl.col("left").str.tail(REACH), right="right")
    for rule in _rules(lexicon):
        seen = rule.apply(seen)
    return numbers.with_columns(seen["hedge"].fill_null("exact"))


def bounds(hedge: str, low: str, high: str) -> tuple[pl.Expr, pl.Expr]:
    """The bounds that a hedge leaves: null where it leaves them open.

    >>> row = pl.DataFrame({"hedge": ["over", "up_to", "about"], "min": [5, 5, 5], "max": [5, 5, 6]})
    >>> row.select(*bounds("hedge", "min", "max")).rows()
    [(5, None), (None, 5), (5, 6)]
    """
    is_upper, is_lower = pl.col(hedge).is_in(["under", "up_to"]), pl.col(hedge).is_in(["over", "at_least"])
    return pl.when(~is_upper).then(low).alias(low), pl.when(~is_lower).then(high).alias(high)


@once_per_version
def _rules(lexicon: Lexicon) -> tuple[_Rule, ...]:
    """Rules in order of precedence: what stands before, then what stands behind."""
    rules = lexicon.rules("hedges")
    passed = rf"(?:{alternatives(rules['passed'])}\s{{1,2}}){{0,2}}"
    before = [_before(rule, passed) for rule in rules["before"]]
    after = [_Rule(rule["hedge"], right=rule["pattern"]) for rule in rules["after"]]
    return tuple(_in_ascii(rule) for rule in (*before, *after))


def _in_ascii(rule: _Rule) -> _Rule:
    patterns = (ascii_classes(pattern) if pattern else None for pattern in (rule.left, rule.right, rule.veto))
    return _Rule(rule.hedge, *patterns)


def _before(rule: dict, passed: str) -> _Rule:
    """A rule's patterns, from its forms or as it has them itself."""
    if "pattern" in rule:
        veto = rf"(?i)\b{alternatives(rule['not_before'])}\b[^.;\n]*$" if "not_before" in rule else None
        return _Rule(rule["hedge"], left=rule["pattern"], right=rule.get("after"), veto=veto)
    ends = rf"{alternatives(rule['forms'])}\s{{1,3}}{passed}[(\\\x22']?$"
    veto = rf"(?i)(?:^|[^a-z]){alternatives(rule['not_after'])}\s+{ends}" if "not_after" in rule else None
    return _Rule(rule["hedge"], left=rf"(?i)(?:^|[^a-z-]){ends}", veto=veto)
