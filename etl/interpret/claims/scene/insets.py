"""Names that only say of another who it is: `Acme, which is owned by Bolt, raised`, `Bolt-backed Acme
raised`, `Bolt's rival Acme raised`. What is said behind them is said of the other. Those who advise and sell
for others (`advised by Bolt`) are of no amount of their sentence at all.
"""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene.groups import ACTS
from etl.interpret.claims.scene.names import COUNTS
from etl.text.marking import mark_spans

_SHARE = r"(?:[a-z]+ly |[0-9.]+(?: ?%| percent| per cent)[ -])?"
_INSET = (
    r"[\p{L}0-9'\")](?:, | ?\()(?:<inset_openers>|(?:the|an?) (?:[a-z0-9-]+ ){1,4}<inset_links>|"
    rf"{_SHARE}(?:[a-z]+ed|held|run|led|spun off|spun out) <inset_links>) [^;:()]{{1,110}}?(?:,|\)) "
    r"(?:also |now |then |still |recently |already |[a-z]+ly )?(?:<aux>|<inset_verbs>|[a-z]+(?:ed|s)) "
)
"""What stands between a name and its verb, and that verb."""
_LAST = r"(?:,|\)) [^,)]*$"
_LEADING = (
    r"^(?:[A-Z][a-z]+ed|Like|Unlike|Together|Along|Alongside|To (?:help )?(?:pay for|fund|finance|compete "
    r"with|fend off|catch up with|keep up with))(?: <inset_links>)? [^,;:()]{1,60}, "
    r"(?:the |it |they |its |[A-Z])"
)
"""`Backed by Acme, the company raised`."""
_COMPOUND = (
    r"^(?:-<inset_ties>,?|'s? (?:[a-z-]+ ){0,3}<inset_kin>,?| (?:[a-z-]+ )?<inset_kin>,?)"
    r"(?: (?:in )?[a-z][a-z'-]*,?){0,4} [\"“]?$"
)
_UNIT = r"^ <inset_kin>(?:[^a-z]|$)"
"""`Bolt's Acme unit`."""
_NOMINAL = r"^(?:-<inset_ties>| <inset_kin>)(?: [a-z][a-z-]*){0,3} (?:<aux>|[a-z]+ed|[a-z]+s) "
_ARTICLE = r"(?:^|[^a-z])(?:the|an?) (?:[a-z-]+ ){0,2}$"
_ADVISES = r"^(?:,? (?:and|&) [a-z0-9 .&']{2,30})?,? (?:also )?<advising>(?:[^a-z]|$)"
_ADVISED_BY = (
    r"(?:advised by|<advisers>(?: (?:are|is|were|was|including))?|"
    r"<offerings> (?:(?:was|is|are|were|being) )*<handled> by) (?:[a-z'-]+ ){0,2}$"
)
_IN_OFFICE = r"^(?:,? (?:and|&) [a-z0-9 .&']{2,30})? as (?:[a-z-]+ ){0,3}<advisers>(?:[^a-z]|$)"
_KIN_OF = (
    r"(?:,|[-–—]|\() ?(?:the|an?|its|once|now) (?:[a-z0-9'’-]+ ){0,4}<inset_kin> (?:of|to|for|with) "
    r"(?:the )?$"
)
"""`Acme, a rival to Bolt`, wherever it stands."""
_THE_RIVAL = r"(?:^|[^a-z])(?:the|this|that|its|another|an?) $"
_RIVAL_TO = r"^ <foils>(?:[^a-z]|$)"
_RIVALS_OF = r"(?:^|[^a-z])<foils> (?:of|to|for) (?:the )?$"
_AMONG = r"^(?:,? [a-z0-9 ,.&']{2,40})? among (?:its|their) (?:[a-z]+ ){0,2}<dealt_with>(?:[^a-z]|$)"
_INCLUDE = r"(?:^|[^a-z])<dealt_with> (?:include|includes|including|such as|like|are|range from) (?:the )?$"
_OWNED_BY = (
    r", (?:(?:formerly|previously|once|now|long|still|jointly|wholly|partly|largely)[ -])?"
    r"(?:owned|controlled|founded) by (?:the )?(?:[a-z'’-]+ ){0,2}$"
)
_OUTDONE = r"(?:^|[^a-z])<outdoing> (?:the )?(?:[a-z-]+ ){0,2}$"
_LIKENED = (
    r"(?:^|[^a-z])(?:than|as|like|unlike|to|with|matching|behind|below|above) (?:the )?(?:[a-z-]+ ){0,1}$"
)
_ELLIPTIC = "^(?:'s|s')(?: own)?[,;.)]|^'[,;.)]"
"""`About half as much as Bolt's, Acme lost $5m`: what Bolt has is only likened to it."""
_WHOSE_IS = (
    r"(?:^|[^a-z])whose (?:[a-z'’-]+ ){1,4}(?:is|are|was|were|includes?|included) (?:the )?"
    r"(?:[a-z'’-]+ ){0,2}$"
)
"""`Data centres whose main tenant is Acme`: Acme only says which."""
_ITS_SUM = r"^ ?[(:$€£¥₹0-9]|^,? (?:whose|which|who) "
_HIRED = r"(?:<hiring>|work(?:s|ed|ing) with) (?:the )?(?:[a-z-]+ ){0,3}$"
_TO_ADVISE = r"^(?:,? and [a-z0-9 .&']{2,30})? to <advisory>(?:[^a-z]|$)"
_VENUE = r"^aim$|(?:^|-)(?:exchange|nasdaq|nyse|nymex|comex|lme|euronext|bourse|board-of-trade)$"
_TRADED_ON = r"(?:^|[^a-z])on (?:the )?$|\($"
"""Where something is traded or listed: `at $5 a barrel on Nymex`."""
_LISTING = (
    "^-(?:listed|traded|quoted) |"
    "^ (?:[a-z]+ )?(?:debut|listing|ipo|float|flotation|offering|share sale|stock sale|entry)(?:[^a-z]|$)"
)
"""`Acme's Nasdaq debut`."""
_STANDS_FOR = (
    r"(?:^|[^a-z])(?:campaigns?|bid|run|running|race|candidates?|candidacy|election|seat|contest) "
    r"(?:for|to|in|as) (?:the )?(?:governor of |mayor of |president of |leader of )?$"
)
"""`Jo Roe's campaign for the Senate`: an office that is sought is no side."""
_FORMER = r"(?:^|[^a-z])(?:former |ex-|erstwhile |one-time |onetime |longtime |veteran |retired )$"
_STAFF = (
    "^ (?:[a-z]+ )?(?:executives?|engineers?|employees?|researchers?|bankers?|traders?|bosse?s?|chiefs?|"
    "managers?|directors?|chairm[ae]n|chairwoman|partners?|analysts?|scientists?|staffers?|workers?|lawyers?|ministers?|"
    "officials?|salesm[ae]n|designers?|developers?)(?:[^a-z]|$)"
)
"""`A former Acme engineer`: the firm only says who somebody was."""
_HAS_TOLD = "(?:^|[^a-z])(?:having told|told|telling) (?:the )?$"
"""Whom the sources told."""
_CEDES = (
    r"^(?: analysts| economists)?(?:,[^,.;]{0,40},)?(?: (?:has|have|had|also|now|still|itself|recently))*"
    r" (?:<voiced>|<reckoned>|expects?|expected|suggests?|alleges?|alleged|fears?)(?: (?:on|in) [a-z]+)?"
    r"(?: that)? (?:the |an? )?(?:[a-z-]+ ){0,4}$"
)
_OF_MANY = (
    r"^(?: analysts| economists)?(?:,[^,.;]{0,40},)?(?: (?:has|have|had|also|now|still|itself|recently))*"
    r" (?:<voiced>|<reckoned>|expects?|expected|sees?|suggests?)(?: (?:on|in) [a-z]+)?(?: that)? "
    r"(?:the |all |most |some )?(?:[a-z0-9-]+ ){0,4}(?:[a-z]*(?:mak|spend|lend|retail|scal|develop|employ|"
    r"insur|manufactur|consum|own|produc|provid|min|build)ers|operators|firms|companies|giants|groups|banks|"
    r"start-ups|startups|labs|governments|airlines|businesses|households|funds|utilities) "
    r"(?:will|would|could|might|may|to|are|were|have|had|spent|spend|raised|lost|made) "
)
"""`Acme reckons chipmakers will spend $5m`: it is they who do."""
_OWN = r"(?:^|[^a-z])(?:its|our|their|his|her|it|they|we|he|she|own) "
_DOES = r"^(?:'s? | to [a-z])"
"""`Acme said Bolt lost $5m`: it is Bolt that does something there."""
NOWHERE = 0
"""Before all amounts."""


def find_insets(windows: pl.DataFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The phrases between a name and its verb, in commas or brackets, and those that lead in a sentence:
    `inset_at` and `inset_to`, positions on the line, sorted.
    """
    texts = windows.select("base", "text")
    found = mark_spans(texts, spell(_INSET, words), text="text").lazy()
    tail = pl.col("matched").str.extract(f"({_LAST})", 1).str.len_chars().cast(pl.Int64)
    between = found.select(
        inset_at=pl.col("base") + pl.col("start"), inset_to=pl.col("base") + pl.col("end") - tail
    )
    lead = pl.col("text").str.extract(f"({spell(_LEADING, words)})", 1).str.len_chars().cast(pl.Int64)
    leading = texts.lazy().select(inset_at="base", inset_to=pl.col("base") + lead - 4).drop_nulls()
    return pl.concat([between, leading]).sort("inset_at").collect(engine="in-memory").lazy()


def with_insets(names: pl.LazyFrame, insets: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """Names on the line, with their `group`, and `inset_to`: up to where they say who (or where) another is,
    null where they do not, and 0 for advisers.
    """
    before, after = pl.col("before"), pl.col("after")
    next_at = pl.col("at").shift(-1).over("window")
    gap = after.str.head((next_at - pl.col("to")).clip(0))
    is_units = after.shift(-1).str.contains(spell(_UNIT, words)) & gap.str.contains("^'s? $")
    is_compound = gap.str.contains(spell(_COMPOUND, words)).fill_null(False)
    to_next = pl.when(is_compound | is_units).then(next_at)
    follows = (is_compound & pl.col("is_free")).shift(1).over("window").fill_null(False)
    advises = after.str.contains(spell(_ADVISES, words)) | before.str.contains(spell(_ADVISED_BY, words))
    hired = before.str.contains(spell(_HIRED, words)) & after.str.contains(spell(_TO_ADVISE, words))
    advises = advises | after.str.contains(spell(_IN_OFFICE, words))
    apposed = before.str.contains(spell(_KIN_OF, words)) | before.str.contains(spell(_OUTDONE, words))
    rival = before.str.contains(_THE_RIVAL) & after.str.contains(spell(_RIVAL_TO, words))  # `the Bolt rival`
    rival = rival | before.str.contains(spell(_RIVALS_OF, words))
    rival = rival | before.str.contains(_OWNED_BY) | before.str.contains(_WHOSE_IS)
    rival = rival | (before.str.contains(_LIKENED) & after.str.contains(_ELLIPTIC))
    rival = rival | after.str.contains(spell(_AMONG, words)) | before.str.contains(spell(_INCLUDE, words))
    apposed = (apposed | rival) & ~after.str.contains(_ITS_SUM)
    venue = pl.col("entity_id").str.contains(_VENUE) & (
        before.str.contains(_TRADED_ON) | after.str.contains(_LISTING)
    )
    venue = venue | ((pl.col("entity_type") == "place") & after.str.contains(_LISTING))
    venue = venue | ((pl.col("entity_type") == "media") & before.str.contains(_HAS_TOLD))
    office = pl.col("entity_type").is_in(["government", "place"]) & before.str.contains(_STANDS_FOR)
    past = before.str.contains(_FORMER) & after.str.contains(_STAFF)
    counts = pl.col("closes") & before.str.contains(COUNTS)
    venue = venue | office | past | counts
    speaks = gap.str.contains(spell(_CEDES, words)) & ~gap.str.contains(_OWN)
    kind, preposition = pl.col("entity_type").shift(-1), pl.col("preposition").shift(-1)
    place = kind == "place"
    free = preposition.is_null() | ((preposition == "at") & ~place) | ((preposition == "of") & place)
    does = after.shift(-1).str.contains(ACTS) | after.shift(-1).str.contains(_DOES)
    cedes = speaks & free & does & kind.is_in(["company", "organization", "government", "fund", "place"])
    of_many = after.str.contains(spell(_OF_MANY, words)) & ~after.str.head(70).str.contains(_OWN)
    is_nominal = after.str.contains(spell(_NOMINAL, words)) & before.str.contains(_ARTICLE)
    return (
        names.sort("at")
        .join_asof(insets, left_on="at", right_on="inset_at")
        .with_columns(
            inset_to=pl.coalesce(
                pl.when((advises | hired | apposed | venue).any().over("group")).then(NOWHERE),
                pl.when(pl.col("at") < pl.col("inset_to")).then("inset_to"),
                to_next,
                pl.when(is_nominal | pl.col("locates")).then(pl.col("to") + 1),
            ),
            is_free=pl.col("is_free") | follows,
            cedes_to=pl.when(cedes.fill_null(False) | of_many).then(pl.col("to") + 1),
        )
        .drop("inset_at")
    )


def frames_with_insets(cues: pl.LazyFrame, insets: pl.LazyFrame, windows: pl.LazyFrame) -> pl.LazyFrame:
    """The cues with `inset_to`: up to where a verb speaks in an inset, its own end where it is part of a
    compound (`Bolt-backed`); null elsewhere and for other kinds of cue.
    """
    texts = windows.select("window", "text")
    frames = (
        cues.filter(pl.col("kind") == "frames")
        .select("at", "to", "window", "base")
        .unique(["at", "to"])
        .join(texts, on="window")
        .sort("at")
        .join_asof(insets, left_on="at", right_on="inset_at")
    )
    is_compound = pl.col("text").str.slice(pl.col("at") - pl.col("base") - 1, 1) == "-"
    is_compound = is_compound & (pl.col("at") > pl.col("base"))
    inset_to = pl.when(is_compound).then("to").when(pl.col("at") < pl.col("inset_to")).then("inset_to")
    told = frames.select("at", "to", kind=pl.lit("frames"), inset_to=inset_to)
    return cues.join(told, on=["at", "to", "kind"], how="left", maintain_order="left")
