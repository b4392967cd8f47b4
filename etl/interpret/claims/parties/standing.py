"""How a name stands in its own sentence: whether it only speaks of another, or is only held against one."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from etl.interpret.claims.patterns import spell

STANDING: Final = (
    "reckons",
    "says_self",
    "says_other",
    "told_by",
    "foil",
    "rival",
    "buys",
    "takes",
    "moves",
    "holds",
    "begins",
    "after_which",
    "articled",
    "ends_phrase",
    "unbound",
)
_ASIDE = (
    r"(?:,[^,.;]{0,60},)?"
    r"(?: (?:has|have|had|also|now|then|still|itself|recently|this week|last week|last month|on [a-z]+))*"
)
"""What may stand between a name and its verb."""
ON_A_DAY = (
    r"(?: (?:late |early )?(?:on [a-z]+(?: [0-9]+)?|in [a-z ]{3,20}|(?:mon|tues|wednes|thurs|fri|satur)day"
    r"|yesterday|today|(?:earlier )?this (?:week|month|year)|last (?:week|month|year)))"
)
"""When somebody says so: `said in January it`, `announced late on Friday that it`, `said this week it`."""
_SAYS = rf"^{_ASIDE} (?:<voiced>|(?:told|informed|assured|notified) [a-z ]{{0,20}}){ON_A_DAY}?(?: that)?"
_SELF = rf"{_SAYS} <oneself>(?:[^a-z]|$)"
_OTHER = rf"{_SAYS} (?:the|a|an|this|[0-9]+|[a-z]+s) "
"""`Acme said it will spend` is of Acme, `Acme said the fund will spend` of another."""
_RECKONS = rf"^{_ASIDE} (?:<reckoned>|puts? [^.;,]{{1,50}} at)(?:[^a-z]|$)"
_TOLD_BY = r"<vouched> (?:the |an? )?(?:[a-z-]+ ){0,3}$"
_FOIL = r"^(?:'s?)? (?:[a-z-]+ ){0,2}<foils>(?:[^a-z]|$)"
_RIVAL = r"(?:^|[^a-z])<foils> $"
_DOES = r"^(?:,[^,]{1,60},)?(?: <aside>)*"
_DONE = rf"{_DOES} (?:is|are|was|were|be|been|being)(?: [a-z]+ly)? <bought>(?:[^a-z]|$)"
_HAS = r"(?:has|have|had)(?: [a-z]+){0,2} [$€£¥₹0-9]"
_BEGINS = r"(?:[,;] (?:and|while|but|as|though)|;|(?:^|[^a-z])(?:while|but|whereas)) $"
_AFTER_WHICH = r"(?:^|[^a-z])(?:which|that|what|whom|when|where) $"
_ENDS = r"^ ?[,;.)(:]"
_PARENTHESIS = r"^,[^,]{1,60},"
_BESIDE = r"(?:^|[^a-z])<set_beside> (?:the |an? |its |their |rivals? |even |say )?$"

_HOUSES = "^<counting_houses>$|-(?:insights?|research|economics|analytics|ratings)$"
TELLERS: Final = rf"{_HOUSES}|^<foreseeing_banks>$"
"""Ids of those who mostly tell what others do and are worth."""
_FORESEES = (
    rf"^(?:['’]s?)?{_ASIDE}"
    rf"(?: (?:analysts?|economists?|strategists?|researchers?|data|figures?|estimates?))?{_ASIDE} "
    r"(?:expects?|expected|sees?|saw|pegs?|pegged|predicts?|predicted|projects?|projected|thinks?|forecasts?|"
    r"estimates?|reckons?|puts?|show|shows|showed|finds?|found|counts?|counted|says?|said|warns?|warned|"
    r"cautioned)(?: (?:last|this|on|in) [a-z]+)?(?: that)? "
)
_ITSELF = r"(?:it|its|they|their|to|the (?:company|firm|bank|group)|we|our)(?:[^a-z]|$)"
_GATHERED = (
    r"(?:surveyed|polled|compiled|tracked|gathered|collected|counted) by (?:the )?$|"
    r"(?:data|figures) (?:from|by) $"
)
"""`analysts polled by Acme expect`."""


def who_counts(names: pl.LazyFrame, words: Mapping[str, str], mentions: pl.LazyFrame) -> pl.LazyFrame:
    """Where a house that counts and rates others, or a broker, tells what others do (`Acme expects sales of
    chips to reach $5m`): `article_id`, `entity_id`, `at`. A broker says most of itself; what a house says
    that the headline names, as `mentions` have it, may be of itself.
    """
    headed = mentions.filter(pl.col("sentence_no") == 0).select("article_id", "entity_id").unique()
    before, after = pl.col("before"), pl.col("after")
    foresees = after.str.contains(spell(_FORESEES, words))
    foresees = foresees & ~after.str.contains(spell(_FORESEES + _ITSELF, words))
    told = before.str.contains(spell(_TOLD_BY, words)) | before.str.contains(_GATHERED)
    told = told | after.str.contains("^(?:['’]s?)? (?:data|figures|research|estimates)(?:[^a-z]|$)|^: [a-z]")
    is_house = pl.col("entity_id").str.contains(spell(_HOUSES, words))
    is_broker = pl.col("entity_id").str.contains(spell("^<foreseeing_banks>$", words))
    said = after.str.contains(rf"^{_ASIDE} (?:says?|said|found|finds) ")
    counts = (is_house & (foresees | told)) | (is_broker & foresees & ~said)
    counting = names.filter(counts & ~pl.col("is_owner")).select("article_id", "entity_id", "at")
    return counting.join(headed, on=["article_id", "entity_id"], how="anti")


def with_standing(names: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The names with the columns `STANDING`.

    A name `reckons` (an estimate, which is of another), says something of itself or of another, is whom
    something is `told_by` (`according to Acme`), or a `foil` (`Acme's rivals`, `unlike Acme`), or is itself
    called a `rival`; it is `unbound` where it does something itself. It `buys` (pays, lends, fines), `takes`
    (raises, earns, sells), `moves` or `holds` by the first verb behind it. It `begins` a clause, stands
    `after_which`, is `articled` (`the Acme`), or `ends_phrase` (a mark follows).
    """
    before, after = pl.col("before"), pl.col("after")
    does = pl.col("is_free") | pl.col("acts")
    takes = after.str.contains(spell(rf"{_DOES} <taking>(?:[^a-z]|$)", words))
    says_self = after.str.contains(spell(_SELF, words))
    standing = {
        "reckons": after.str.contains(spell(_RECKONS, words)),
        "says_self": says_self,
        "says_other": after.str.contains(spell(_OTHER, words)) & ~says_self,
        "told_by": before.str.contains(spell(_TOLD_BY, words)),
        "foil": after.str.contains(spell(_FOIL, words)) | before.str.contains(spell(_BESIDE, words)),
        "rival": before.str.contains(spell(_RIVAL, words)),
        "buys": after.str.contains(spell(rf"{_DOES} (?:<buying>|<bought>)(?:[^a-z]|$)", words))
        & ~after.str.contains(spell(_DONE, words))
        & ~takes,  # `is putting together a round`
        "takes": takes,
        "moves": after.str.contains(spell(rf"{_DOES} <moving>(?:[^a-z]|$)", words)),
        "holds": after.str.contains(spell(rf"{_DOES} (?:<holding>(?:[^a-z]|$)|{_HAS})", words)),
        "begins": before.str.contains(_BEGINS),
        "after_which": before.str.contains(_AFTER_WHICH),
        "articled": before.str.contains(r"(?:^|[^a-z])the $"),
        "ends_phrase": after.str.contains(_ENDS) & ~after.str.contains(_PARENTHESIS),
        "unbound": does & pl.col("preposition").is_null() & ~pl.col("is_owner"),
    }
    return names.with_columns(**standing)
