"""Names that stand right at an amount: its label in a list, whom it costs, and what else hangs on it."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene.groups import TOGETHER

_LABEL = (
    r"^(?:: ?|, [0-9]{4}: ?|(?: ?\([a-z.:-]{1,12}\))? ?\((?:about |around )?| - |"
    r" (?:at )?(?:(?:about|around|nearly|some|roughly|over|just over|almost|up to|as much as) )?)$"
)
"""What stands between a name and its amount in a list: `Acme: $5m`, `Acme (ACM) ($5m)`, `Acme $5m and Bolt
$6m`.
"""
_BRACKETED = r"^ \((?:an? |at )?(?:[a-z-]+ ){0,3}$"
"""`Acme ($5m)`, `Acme (a valuation of $5m)`: what stands in brackets behind a name is of it."""
GIVERS = (
    r"(?:^|[^a-z])(?:backers?|investors?|contributors?|participants?|"
    r"(?:paid|provided|put up|put in|contributed|committed|pledged|given|backed) by|"
    r"(?:comes?|came|coming|money|cheques?|checks?|due|contributions?|commitments?|tickets?)(?: [a-z]+){0,3} "
    r"from)(?:[^a-z][^.;]*)?$"
)
"""`The money came from three: Acme ($5m), Bolt ($6m)`: those in the list give it."""
_WITH = "^,? with (?:(?:about|around|nearly|some|roughly|over|up to|as much as) )?$"
_GIVEN = ["funding", "investment", "pay", "fund_size", "none"]
_WAS = "^,? (?:(?:of (?:it|them|that|which))? ?(?:is|was|were|remains)|of (?:it|them|that|which)) (?:the )?$"
"""`The record, $5m, was Acme's`; `$5m of it Acme's`."""
_NOUN = (
    "^ (?:ads|advertising|sales|subscriptions|services|products|unit|division|arm|segment|brand|business|"
    "cloud|hardware|software|stores) (?:(?:about|around|nearly|some|roughly|over) )?$"
)
"""`Made $5m and Acme ads $6m`."""
_DESCRIBED = r"^ (?:[a-z'-]+ ){0,3}?(?:<descriptors>|rival|[a-z-]*maker) $"
"""What stands between a verb and the name it is done to: `awarded the rival Acme $5m`."""
_ITS_OWN = "^['’]?s,? (?:(?:about|around|nearly|some|roughly|over|just over|almost) )?$"
_ENDS = "^(?:[.;:,)]|$| (?:in|last|a year|and|or|for|over|but|while|looked|was|is|at)(?:[^a-z]|$))"
"""What stands between its owner and an amount that is of what another's before is of, and what follows it."""
_THOSE_OF = "(?:^|[^a-z])(?:that|those) (?:of|at) (?:the )?$"
_AT = (
    r" (?:now |once |last |recently |itself )?(?:at|worth|valued at|priced at)"
    r" (?:an? |about |around |nearly |over |almost |some |roughly |more than |as much as |up to )?$"
)
_DEALT_IN = (
    r"(?:^|[^a-z])(?:buys?|bought|buying|acquir(?:e|es|ed|ing)|backs?|backed|backing|sells?|sold|"
    "(?:invest(?:s|ed|ing)?|stakes?|shares?|round|bought|buys?|money) (?:in|into|of|for)) "
    "(?:the )?(?:[a-z-]+ ){0,3}$"
)
"""`Bolt bought Acme at a $5m valuation`; and, whatever is before it, `Acme, at $5m, trails Bolt`."""
_OPEN = ["in", "into", "of", "for", "on", "to", "with", "behind", "than", "like", "against", "between"]
"""Prepositions after which a firm may stand that is worth so much."""
_HANGS = 60
"""Within how many characters behind an amount a name hangs on it."""
_HANGING = (
    r"^,? (?:(?:last|this|next) (?:year|month|week) |in [a-z0-9]+ |(?:a|per) year |annually )?"
    r"(?:by|from|to|for|with|at|in|on) (?:<articles>)? ?(?:[a-z-]+(?:'s)? ){0,3}$"
)
_COSTS = r"(?:^|[^a-z])(?:cost|costs|costing) (?:the |its )?(?:[a-z-]+ ){0,3}$"
_NEARLY = "^ (?:(?:about|around|nearly|some|roughly|over|almost|up to|more than|at least|an? [a-z]+) )?$"
"""`Cost the retailer Acme about $5m`."""
_ONES_OWN = ["revenue", "profit", "valuation", "spending", "price", "pay", "other", "none"]
_HELD_AGAINST = (
    r"(?:^|[^a-z])(?:against|versus|vs\.?|(?:compared|compares|comparable) (?:with|to)|than|behind|beside|"
    r"and|below|above|times|over|matches|beats|tops) (?:the |an? |only |just |about |around |some |roughly |"
    r"nearly |over |more than |less than |record |mere |puny |modest |paltry )*$"
)
_ANOTHERS = r"^ (?:a (?:year|share|month|ton|tonne) )?(?:at|for|of) <articles>? ?(?:[a-z-]+ ){0,3}$"
"""What stands before an amount that another is held against, and between it and whose it is: `Acme made
$5m, against $6m at its rival Bolt`.
"""
_NAMED_AFTER = r"^ \($"
_COSTLY = ["spending", "penalty", "profit", "other", "pay"]


def with_labels(pairs: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The pairs of amounts and names with `label` (the name leads to the amount, which `is_label` asks more
    of), `listed` (by a mark), `hangs` (the name stands right at the amount), `hangs_elsewhere` (at another)
    and `is_anothers` (at another, while somebody else stands at this one).
    """
    told = pairs.with_columns(
        label=_gap_before().str.contains(_LABEL),
        listed=_gap_before().str.contains("^[:,(]|^ [-(]"),
        hangs=_hangs(words),
    )
    elsewhere = ~pl.col("hangs") & pl.col("hangs").any().over("at")
    return told.with_columns(hangs_elsewhere=elsewhere).with_columns(
        is_anothers=pl.col("hangs_elsewhere") & pl.col("hangs").any().over("n")
    )


def is_label(words: Mapping[str, str]) -> pl.Expr:
    """Whether a name is an amount's label: `Acme: $5m`, `Acme made $5m and Bolt $6m`, `twice Acme's $5m`,
    `those of Acme were $5m`, `the record, $5m, was Acme's`, `the fire cost Acme $5m`; or the thing behind it,
    `a $5 Handset`.
    """
    leads = (
        (pl.col("money_at") - pl.col("to")).is_between(1, 24)
        & ((pl.col("cue_to") + 2 < pl.col("at")) | (pl.col("cue_at") == pl.col("money_at")))
        & pl.col("label")
        & (pl.col("listed") | pl.col("is_free"))
        & ~(pl.col("is_given") & _gap_from_cue().str.contains(spell(_DESCRIBED, words)))
    )
    is_whose = pl.col("is_owner") & _gap_behind().str.contains(_WAS)
    of_noun = pl.col("gapped") & pl.col("is_free") & pl.col("is_own") & _gap_before().str.contains(_NOUN)
    is_thing = (pl.col("at") - pl.col("money_to") == 1) & pl.col("entity_type").is_in(["product", "fund"])
    is_its_own = _gap_before().str.contains(_ITS_OWN) & pl.col("money_after").str.contains(_ENDS)
    elliptic = (pl.col("is_owner") & is_its_own) | _ahead_of_name().str.contains(_THOSE_OF)
    elliptic = elliptic & (pl.col("gapped") | (pl.col("cue_to") < pl.col("at")))
    return (
        leads
        | _is_bracketed()
        | _is_valued()
        | _is_named_after(words)
        | (is_whose | of_noun | elliptic | is_thing | _is_cost()).fill_null(False)
    )


def is_giver() -> pl.Expr:
    """Whether a name leads to its amount in a list of those who put up the money."""
    nears = (pl.col("money_at") - pl.col("to")).is_between(1, 24)
    leads = pl.col("label") | _gap_before().str.contains(_WITH)
    given = pl.col("metric").is_in(_GIVEN) & ~pl.col("is_owner")
    return given & nears & leads & _ahead_of_name().str.contains(GIVERS)


def _is_bracketed() -> pl.Expr:
    """Whether an amount, and the word that says what it is, stand in brackets right behind a name."""
    nears = (pl.col("money_at") - pl.col("to")).is_between(2, 40) & ~pl.col("is_owner")
    firm = pl.col("entity_type").is_in(["company", "fund", "product"])
    within = (pl.col("cue_at") >= pl.col("to")) & (pl.col("cue_to") <= pl.col("money_to") + 24)
    return nears & firm & within & _gap_before().str.contains(_BRACKETED)


def _is_valued() -> pl.Expr:
    """Whether a name stands right before what it is worth, whoever deals in it."""
    open_ = pl.col("preposition").is_null() | pl.col("preposition").is_in(_OPEN)
    nears = (pl.col("money_at") - pl.col("to")).is_between(1, 30) & ~pl.col("is_owner") & open_
    firm = pl.col("entity_type").is_in(["company", "product"]) & pl.col("metric").is_in(["valuation", "none"])
    dealt_in = _gap_before().str.contains(f"^{_AT}") & _ahead_of_name().str.contains(_DEALT_IN)
    return (nears & firm & (dealt_in | _gap_before().str.contains(f"^,{_AT}"))).fill_null(False)


def _is_named_after(words: Mapping[str, str]) -> pl.Expr:
    """Whether a name stands behind the amount that is its own: `$5m (Acme) and $6m (Bolt)`, `compared with
    $6m for Bolt`.
    """
    owns = pl.col("metric").is_in(_ONES_OWN) & pl.col("is_own")
    firm = pl.col("entity_type").is_in(["company", "organization", "product", "fund"])
    behind, rest = _gap_behind(), pl.col("money_after").str.slice((pl.col("to") - pl.col("money_to")).clip(0))
    nears = (pl.col("at") - pl.col("money_to")).is_between(2, 40)
    bracketed = behind.str.contains(_NAMED_AFTER) & rest.str.starts_with(")")
    held = pl.col("money_before").str.contains(_HELD_AGAINST) & behind.str.contains(spell(_ANOTHERS, words))
    ends = rest.str.contains(
        "^(?:['’]s?)?(?: (?:[a-z]+ )?(?:arm|unit|division|business))?"
        "(?:[.;:,)]|$| (?:in|last|a year|and|or|but|while|over|during)(?:[^a-z]|$))"
    )
    return (owns & firm & nears & (bracketed | (held & ends))).fill_null(False)


def _gap_before() -> pl.Expr:
    """The text between a name and an amount behind it."""
    return pl.col("money_before").str.tail((pl.col("money_at") - pl.col("to")).clip(0, _HANGS))


def _gap_from_cue() -> pl.Expr:
    """The text between a cue that leads and a name before the amount."""
    far = pl.col("money_at") - pl.col("cue_to")
    return (
        pl.col("money_before")
        .str.tail(far.clip(0, _HANGS))
        .str.head((pl.col("at") - pl.col("cue_to")).clip(0))
    )


def _ahead_of_name() -> pl.Expr:
    """The text before a name that stands before an amount."""
    known = pl.col("money_before").str.len_chars().cast(pl.Int64) - (pl.col("money_at") - pl.col("at"))
    return pl.col("money_before").str.head(known.clip(0))


def _gap_behind() -> pl.Expr:
    """The text between an amount and a name behind it."""
    return pl.col("money_after").str.head((pl.col("at") - pl.col("money_to")).clip(0, _HANGS))


def _is_cost() -> pl.Expr:
    """Whether a name is whom something costs the amount: `the fire cost Acme about $5m`."""
    nears = (pl.col("money_at") - pl.col("to")).is_between(1, 24)
    is_next = _gap_before().str.contains(_NEARLY) & nears
    return is_next & _ahead_of_name().str.contains(_COSTS) & pl.col("metric").is_in(_COSTLY)


def _hangs(words: Mapping[str, str]) -> pl.Expr:
    """Whether a name stands right at an amount: `Bolt $5m`, `$5m from the lender Bolt`."""
    behind = pl.col("at") - pl.col("money_to")
    gap = _gap_behind().str.replace(spell(TOGETHER, words), "")
    follows = behind.is_between(1, _HANGS - 1) & gap.str.contains(spell(_HANGING, words))
    follows = follows & ~gap.str.contains(" and | or ")
    return (follows | (pl.col("money_at") - pl.col("to") == 1)).fill_null(False)
