"""Names in the windows with what their sentence makes of them."""

from collections.abc import Iterable, Mapping

import polars as pl

from etl.interpret.claims.patterns import spell

_BODY = (
    r"^([a-z0-9-]+?)-(?:(?:city|town|county|borough|parish|district|village)-)?"
    r"(?:council|commission|board-of-supervisors)$"
)
"""Ids of bodies that govern a place."""
_RELATIVE = (
    "^(?: (?:unit|arm|division|business|subsidiary|affiliate|segment|operation|operations|brand))?"
    ",? (?:which|who|whose|(?:now |once |recently |last |first )?(?:valued|bought|acquired|sold|fined|"
    "worth|listed|priced|carried|hit|ordered|taken over|seen)) "
)
"""What follows a name that it says something of: a relative clause, or a participle."""
INVESTOR = r"-(?:capital|partners|ventures|equity|investors|investment-company|private-equity|fund|advisors)$"
"""Ids of those who buy and hold firms."""
_AMOUNT_END = "(?:illion|trillion|bn|[0-9][mk]?|crore|euros|pounds)"
_WATCHERS = "analysts?|economists?|strategists?|researchers?|consultants?|brokers?|traders"
"""Those who speak of another's figures: `Acme analysts`, `consultants at Acme`."""
GIVEN = (
    r"^ (?:(?:a|an|the|another) [a-z$€£¥₹0-9]|"
    r"(?:(?:about|around|up to|nearly|over|some|more than) )?[$€£¥₹0-9])"
)
"""What follows a name that is given something: `awarded Acme a $5m contract`, `fined Acme $5m`."""
ACTS = (
    r"^(?:'s government)?(?: also| now| then| still| already| first| [a-z]+ly)? (?:will|would|is|are|was|"
    r"were|has|have|had|did|does|must|may|might|could|can|should|owes?|spent|sold|won|lost|paid|bought|made|lent|"
    r"got|took|put|set|gave|cut|hit|"
    r"[a-z]+(?:ed|[^aeious]s|es))(?: |$)"
)
"""What follows a name that does something: a verb by its ending, or one of the commonest others."""
_SPENDS = ACTS.removesuffix("(?: |$)") + r" (?:[a-z]+ ){0,3}(?:[A-Za-z]{0,3}[$€£¥₹]|[0-9])"
"""What follows a name that does something for an amount."""
_CITY = r"[A-Z][\p{L}'.]+(?:[ /-][A-Z][\p{L}'.]+){0,3}"
_REGION = r"(?:, [A-Z][A-Za-z. ]{1,25})?"
_DATE = (
    r",? (?:[A-Z][a-z]+day,? )?(?:[0-9]{1,2}(?:st|nd|rd|th)? )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: [0-9]{1,2})?(?:,? [0-9]{4})?"
)
_AGENCY = r",? ?(?:\([A-Z][A-Za-z .]{1,25}\)|/[A-Z][A-Za-z -]{1,25}/)"
_DATELINE = (
    rf"^((?:[A-Z][A-Z'.]+(?:[ /-][A-Z][A-Z'.]+){{0,3}}{_REGION}(?:{_DATE})?(?:{_AGENCY})?"
    rf"|{_CITY}{_REGION}(?:{_DATE}(?:{_AGENCY})?|{_AGENCY}))(?: ?-+ |: ))"
)
"""`PARIS - `, `Kyiv, May 6 (Agency) - `: a city in capitals, or with a date or an agency."""
_DATED = ("paragraph", "dateline")
"""Kinds of segment that a dateline begins."""


_TAKES = (
    r"(?:^|[^a-z])(?:(?:take|takes|took|taking|taken|hand|hands|handed|handing|win|won) over|"
    r"(?:buy|buys|bought|buying|snap|snaps|snapped|snapping|pick|picks|picked|picking) (?:out|up)|"
    r"(?:spin|spun|spinning|sell|sold|selling|hive|hived) off)"
    r" (?:(?:the|its|their|a|an) )?(?:[a-z][a-z'-]* ){0,2}$"
)
"""Verbs with their particle, which governs nothing: what follows them is their object."""
_FOR = (
    r"(?:wait|waits|waited|waiting|way|time|ready|calls?|called|calling|deadline|possible|impossible|"
    r"necessary|easier|harder|arranged|need|needed|plans?|agreement|chance|hard|room|push|pushed|pushing|"
    r"pressed|asked) "
    r"for (?:the )?$"
)
_INFINITIVE = "^ to (?:[a-z]+ )"
"""`Waiting for Acme to buy Bolt`: it is Acme that buys."""


_HOME = (
    r"^(?:'s?|-based|-listed|-headquartered) (?:[a-z-]+ ){0,3}$|^(?:'s?|-based|-listed|-headquartered) [^ ]"
)
"""`Norway's Acme`: the place is part of how the firm is named."""
_JOINS = (
    r"^(?:,? and |, | & |/|, the [a-z' -]{0,20}|,? and the [a-z' -]{0,20}|'s |' |, [a-z -]{0,20}'s |"
    r"(?:,|,? and|,? as well as|,? along with|,? together with|,? plus) (?:(?:the|its|their|an?) )?"
    r"(?:[a-z-]+(?:'s|-based|-listed|-headquartered) )?"
    r"(?:(?:[a-z-]+ ){0,2}?(?:<descriptors>|<inset_kin>) )?)$"
)
_LINKS = r"and|&|/|^'s? $|as well as|along with|together with| plus "
_BACKS = "^,? (?:and (?:[a-z-]+ ){0,4}(?:<several>) )?(?:also |both |all )?(?:<backs>)(?:[^a-z]|$)"
_BACKED = (
    "<backed> (?:in (?:it|the round) )?(?:also )?(?:includ(?:ing|es|ed?)|such as|like|from|by|of|are|were) "
    "(?:the )?(?:(?:[a-z]+ ){0,2}<several> )?$"
)
_AND_OTHERS = "^,? (?:and|among) (?:[a-z-]+ ){0,4}(?:<several>)(?:[^a-z]|$)"
TOGETHER = (
    r"(?:an? |the |its )?(?:(?:<groups>) of (?:[a-z-]+ ){0,3}?(?:(?:including|led by|such as) )?|"
    r"(?:<several>),? (?:including|such as|like) )$"
)
"""`From a syndicate of Acme and Bolt`: they are who it is from."""
_ARTICLE = r"(?:^|[^a-z])(?:the|an?|this|its|another|rival|from|by|to|with) (?:[a-z-]+ )?$"
_PART = r"(?:stake|holding|shareholding|interest|shares|position|[0-9] ?%|per ?cent) (?:of|in) (?:the )?$"
_WORTH = "^,? (?:now )?(?:valued|worth) "
WHICH = "(?:^|[ ,])(?:which|that|whom) (?:the )?$"


def _begins_anew(gap: pl.Expr) -> pl.Expr:
    """Whether a name behind an `and` does something for an amount of its own, the name before it not:
    `paid $5m for Acme and Bolt paid $6m`. `gap` is the text between the two.
    """
    is_governed = pl.col("preposition").shift(1).is_in(["for", "from", "to", "in", "at", "by"])
    return (is_governed & gap.str.contains("^,? and $") & pl.col("after").str.contains(_SPENDS)).fill_null(
        False
    )


def _is_part(before: pl.Expr, after: pl.Expr) -> pl.Expr:
    """Whether what is worth so much is a part of the name's firm (`5% of Acme, worth $5m`)."""
    return before.str.contains(_PART) & after.str.contains(_WORTH)


def read_bodies_as_places(names: pl.LazyFrame) -> pl.LazyFrame:
    """Names, those of a place's council as the place where the article names it too: the money is the
    place's.
    """
    place = pl.col("entity_id").str.extract(_BODY, 1)
    known = names.select("article_id", place="entity_id").unique()
    return (
        names.with_columns(place=place)
        .join(
            known.with_columns(is_known=pl.lit(True)),
            on=["article_id", "place"],
            how="left",
            maintain_order="left",
        )
        .with_columns(entity_id=pl.when("is_known").then("place").otherwise("entity_id"))
        .drop("place", "is_known")
    )


def in_datelines(placed: pl.LazyFrame, windows: pl.LazyFrame) -> pl.LazyFrame:
    """The names of datelines, which say where an article was written and for whom: `article_id`,
    `start_char`. `placed` are names on the line of `windows`.
    """
    dated = windows.filter(pl.col("kind").is_in(_DATED)).select(
        "window", dated_to=pl.col("base") + pl.col("text").str.extract(_DATELINE, 1).str.len_chars()
    )
    is_city = (pl.col("at") == pl.col("base")) & (pl.col("entity_type") == "place")
    return (
        placed.join(dated.drop_nulls("dated_to"), on="window")
        .filter(pl.col("at") < pl.col("dated_to"), is_city.any().over("window"))
        .select("article_id", "start_char")
    )


def _locates(nouns: Iterable[str]) -> pl.Expr:
    """Whether a name is a place that only says where a firm is: `the Toronto company`."""
    firms = "|".join(sorted(nouns, key=lambda noun: (-len(noun), noun)))
    is_before = pl.col("after").str.contains(
        rf"^(?:-[a-z]+)? (?:[a-z-]+ ){{0,2}}?(?:{firms}|[a-z]+maker)(?:[^a-z-]|$)"
    )
    return (pl.col("entity_type") == "place") & is_before & pl.col("before").str.contains(_ARTICLE)


def read_names(placed: pl.LazyFrame, words: Mapping[str, str], firms: Iterable[str]) -> pl.LazyFrame:
    """Names on the line with their grammar: `preposition`, `is_owner`, `leads`, `group`, `initial`, and the
    place that is their `home` (`Italy's Acme`).
    `firms` are words for a firm.
    """
    before, after = pl.col("before"), pl.col("after")
    articles, prepositions = words["articles"], words["prepositions"]
    kinds = words["descriptors"]
    apart_from_to = "|".join(word for word in prepositions.split("|") if word != "to")  # `to sign Jo Roe`
    governs = [
        rf"(?:^|[^a-z])({prepositions}) (?:(?:{articles}) )?[\"'(]?$",
        rf"(?:^|[^a-z])({prepositions}) (?:{articles}) [a-z][a-z'-]* [\"'(]?$",
        rf"(?:^|[^a-z])({apart_from_to}) [a-z][a-z'-]* [\"'(]?$",
        rf"(?:^|[^a-z])(to) (?:{kinds}|[a-z-]+(?:maker|ese|ish)|[a-z]+-(?:based|listed|owned)) [\"'(]?$",
        rf"(?:^|[^a-z])({prepositions}) (?:{articles}) (?:[a-z][a-z'-]* ){{2}}[\"'(]?$",
        rf"(?:^|[^a-z])({prepositions}) (?:{articles}) (?:[a-z][a-z'-]* ){{3}}[\"'(]?$",
        rf"(?:^|[^a-z])({prepositions}) (?:{articles}) (?:[a-z][a-z'-]* ){{0,2}}(?:{kinds}), [\"'(]?$",
        rf"{_AMOUNT_END} (to) (?:[a-z0-9.][a-z0-9'.-]* ){{0,3}}(?:{kinds}) [\"'(]?$",
        rf"(?:^|[^a-z])({apart_from_to}) (?:[a-z0-9.][a-z0-9'.-]* ){{1,3}}(?:{kinds}|[a-z-]+maker) [\"'(]?$",
    ]
    starters = rf"{words['before_agent']}|{kinds}|{words['days']}|[a-z-]*maker|[0-9]{{1,2}}|[0-9]{{4}}"
    described = (
        r"(?:^|[,;:.!?] |(?:^|[^a-z])(?:and|but|that|while|as|when|said) )(?:the|an?) (?:[a-z0-9'-]+ ){1,3}"
    )
    free = rf"(?:^|[,;:.!?()\"'-] ?|(?:^|[^a-z])(?:{starters}) )$"
    is_home = (pl.col("entity_type") == "place") & after.str.contains(_HOME)
    last_to = pl.when(~is_home).then("to").forward_fill().shift(1).over("window")
    own_gap = before.str.tail((pl.col("at") - pl.col("to").shift(1).over("window")).clip(0, 48))
    gap = before.str.tail((pl.col("at") - last_to).clip(0, 48))
    apart = pl.coalesce(own_gap, before)  # `the Pentagon awarded Acme`: a name is no part of a description
    home_at = pl.when(is_home).then("at").shift(1).over("window")
    unhoused = before.str.head((before.str.len_chars() - (pl.col("at") - home_at)).clip(0))
    told = pl.coalesce(unhoused, before).str.replace(spell(TOGETHER, words), "")
    joined = ~is_home & gap.str.contains(spell(_JOINS, words))
    return (
        placed.with_columns(
            preposition=pl.when(
                ~before.str.contains(rf"(?:{words['days']}) $")
                & ~before.str.contains(_TAKES)
                & ~(before.str.contains(_FOR) & after.str.contains(_INFINITIVE))
            ).then(pl.coalesce(told.str.extract(pattern, 1) for pattern in governs)),
            backs=after.str.contains(spell(_BACKS, words)) | before.str.contains(spell(_BACKED, words)),
            is_free=told.str.contains(free)
            | (before.str.contains(_FOR) & after.str.contains(_INFINITIVE))
            | apart.str.contains(f"{described}$")
            | (after.str.contains(_RELATIVE) & ~_is_part(before, after)),
            heads_relative=after.str.contains(_RELATIVE) & ~_is_part(before, after),
            after_which=before.str.contains(WHICH),
            is_given=after.str.contains(GIVEN),
            acts=after.str.contains(ACTS),
            opines=after.str.contains(rf"^(?:'s)? (?:{_WATCHERS})")
            | before.str.contains(rf"(?:{_WATCHERS}) (?:at|from|with|for) (?:the )?$"),
            is_owner=after.str.contains(r"^'s? |^'$|^'s$"),
            leads=after.str.contains(rf"^,?(?:[^,.;]{{0,4}} )?(?:co-)?(?:{words['leads']})[ ,]")
            | before.str.contains(r"(?:led|fronted|anchored|headed) by (?:[a-z' -]{0,40})$"),
            joined=joined.fill_null(False),
            is_home=is_home,
            home=pl.when(is_home).then("entity_id").shift(1).over("window"),
            is_place=pl.col("entity_type") == "place",
        )
        .with_columns(
            joined=pl.col("joined")
            & (pl.col("is_place") == pl.when(~is_home).then("is_place").forward_fill().shift(1)).fill_null(
                False
            )
        )
        .with_columns(joined=pl.col("joined") & ~_begins_anew(gap))
        .with_columns(
            run=(~pl.col("joined") & ~pl.col("is_home")).cum_sum(),
            has_and=pl.col("joined")
            & (gap.str.contains(_LINKS) | after.str.contains(spell(_AND_OTHERS, words))),
        )
        .with_columns(
            pl.col("has_and").any().over("run"), single=pl.int_range(pl.len(), dtype=pl.Int64) + 10**9
        )
        .with_columns(
            group=pl.when(pl.col("has_and") & ~pl.col("is_home"))
            .then(pl.col("run").cast(pl.Int64))
            .otherwise("single")
        )
        .with_columns(
            preposition=pl.col("preposition").first().over("group"),
            leads=pl.col("leads").any().over("group"),
            is_free=pl.col("is_free").first().over("group"),
            backs=pl.col("backs").any().over("group"),
            initial=pl.int_range(pl.len()).over("window") == 0,
        )
        .with_columns(
            attributive=(
                (pl.col("entity_type") == "place")
                & pl.col("is_owner")
                & (pl.col("at").shift(-1) - pl.col("to")).is_between(2, 3)
            ).fill_null(False)
        )  # `Kenya's Kibanda`
        .with_columns(locates=_locates(firms))
        .drop("joined", "run", "single", "has_and", "is_home", "is_place")
        .sort("at")
    )
