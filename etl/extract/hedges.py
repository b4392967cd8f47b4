"""How the text qualifies a number: the rules of `hedges.toml`, for money and for quantities alike.

The rules see the words before and behind a number and the marks glued to it. `bounds` says which ends of an
amount a hedge leaves open.
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
    """One hedge's patterns over the window before (`left`), the one behind (`right`), and their veto.

    A pattern with a group `form` is one of forms, over `left` in lower case; its group `veto` are the words
    before a form that make it something else.
    """

    hedge: str
    left: str | None = None
    right: str | None = None
    veto: str | None = None

    def holds(self) -> pl.Expr:
        """Whether the rule holds, over columns `left`, `lowered` and `right`."""
        left = pl.col("left")
        if self.left and "(?P<form>" in self.left:
            groups = pl.col("lowered").str.extract_groups(self.left).struct
            return groups.field("form").is_not_null() & groups.field("veto").is_null()
        tests = [left.str.contains(self.left)] if self.left else []
        # A null is passed over: what costs more is tested where the rest holds only.
        seen = pl.when(*tests).then("right") if tests else pl.col("right")
        tests += [seen.str.contains(self.right).fill_null(False)] if self.right else []
        if self.veto:
            tests += [~pl.when(*tests).then(left).str.contains(self.veto).fill_null(False)]
        return pl.all_horizontal(tests)


def read_hedges(numbers: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`numbers` with `hedge`. Needs `left`, `right` (windows of the shadow) and `glued` (marks, or null)."""
    glued = {form: rule["hedge"] for rule in lexicon.rules("hedges")["glued"] for form in rule["forms"]}
    marks = pl.col("glued").replace_strict(glued, default=None, return_dtype=pl.String)
    hedges = [pl.when(rule.holds()).then(pl.lit(rule.hedge)) for rule in _rules(lexicon)]
    left = pl.col("left").str.tail(REACH)
    # Forms are written with blanks; wire copy is wrapped by hand.
    lowered = left.str.to_lowercase().str.replace_all(r"[ \t]*\r?\n", " ")
    seen = numbers.lazy().select(marks, left, "right", lowered=lowered)
    return numbers.with_columns(
        seen.select(hedge=pl.coalesce("glued", *hedges, pl.lit("exact")))
        .collect(engine="in-memory")
        .to_series()
    )


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
    passed = rf"(?:{alternatives(rules['passed'])}\s+)*"
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
    veto = rf"(?P<veto>{alternatives(rule['not_after'])}\s+)?" if "not_after" in rule else "(?P<veto>\x00)?"
    form = rf"(?P<form>{alternatives(rule['forms'])}\s+){passed}[(\\\x22']?$"
    return _Rule(rule["hedge"], left=rf"(?:^|[^a-z-]){veto}{form}")
