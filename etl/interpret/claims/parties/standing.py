"""How a name stands in its own sentence: whether it only speaks of another, or is only held against one."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from etl.interpret.claims.patterns import spell

STANDING: Final = ("reckons", "says_self", "says_other", "told_by", "foil", "unbound")
_ASIDE = (
    r"(?:,[^,.;]{0,40},)?"
    r"(?: (?:has|have|had|also|now|then|still|itself|recently|this week|last week|last month|on [a-z]+))*"
)
"""What may stand between a name and its verb."""
_SAYS = rf"^{_ASIDE} (?:<voiced>|told [a-z ]{{0,20}})(?: on [a-z]+| in [a-z ]{{3,20}})?(?: that)?"
_SELF = rf"{_SAYS} <oneself>(?:[^a-z]|$)"
_OTHER = rf"{_SAYS} (?:the|a|an|this|[0-9]+|[a-z]+s) "
"""`Acme said it will spend` is of Acme, `Acme said the fund will spend` of another."""
_RECKONS = rf"^{_ASIDE} (?:<reckoned>|puts? [^.;,]{{1,50}} at)(?:[^a-z]|$)"
_TOLD_BY = r"<vouched> (?:the |an? )?(?:[a-z-]+ ){0,3}$"
_FOIL = r"^(?:'s?)? (?:[a-z-]+ ){0,2}<foils>(?:[^a-z]|$)"
_BESIDE = r"(?:^|[^a-z])<set_beside> (?:the |an? |its |their |rivals? |even |say )?$"


def with_standing(names: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The names with the columns `STANDING`.

    A name `reckons` (an estimate, which is of another), says something of itself or of another, is whom
    something is `told_by` (`according to Acme`), or a `foil` (`Acme's rivals`, `unlike Acme`); it is
    `unbound` where it does something itself.
    """
    before, after = pl.col("before"), pl.col("after")
    does = pl.col("is_free") | pl.col("acts")
    standing = {
        "reckons": after.str.contains(spell(_RECKONS, words)),
        "says_self": after.str.contains(spell(_SELF, words)),
        "says_other": after.str.contains(spell(_OTHER, words)),
        "told_by": before.str.contains(spell(_TOLD_BY, words)),
        "foil": after.str.contains(spell(_FOIL, words)) | before.str.contains(spell(_BESIDE, words)),
        "unbound": does & pl.col("preposition").is_null() & ~pl.col("is_owner"),
    }
    return names.with_columns(**standing)
