"""Names in the windows with what their sentence makes of them."""

from collections.abc import Iterable, Mapping

import polars as pl

from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene.groups import ACTS, with_groups, with_homes

_BODY = (
    r"^([a-z0-9-]+?)-(?:(?:city|town|county|borough|parish|district|village)-)?"
    r"(?:council|commission|board-of-supervisors)$"
)
"""Ids of bodies that govern a place."""
_RELATIVE = (
    "^(?: (?:unit|arm|division|business|subsidiary|affiliate|segment|operation|operations|brand))?"
    ",? (?:which|who|whose|(?:now |once |recently |last |first )?(?:worth|(?:valued|bought|acquired|sold|"
    "fined|listed|priced|carried|hit|ordered|taken over|seen) "
    "(?:at|by|for|in|on|to|as|with|from|out|off|over|last|earlier|only|just))) "
)
"""What follows a name that it says something of: a relative clause, or a participle."""
_CALLED = r", (?:an?|the|one of the) (?:[a-z0-9'’-]+ ){0,5}"
_BASED = "(?:from|in|of|near|outside)"
_ASIDE = f"^{_CALLED}[a-z0-9-]+(?: {_BASED} [^,;:.]{{2,40}})?, (?:which|who) "
_PLACED = f"{_CALLED}{_BASED} $"
"""What stands between a name and its clause (`Acme, a bank from Leeds, which lost $5m`), or before a place
that has none.
"""
INVESTOR = r"-(?:capital|partners|ventures|equity|investors|investment-company|private-equity|fund|advisors)$"
"""Ids of those who buy and hold firms."""
_AMOUNT_END = "(?:illion|trillion|bn|[0-9][mk]?|crore|euros|pounds)"
_WATCHERS = "analysts?|economists?|strategists?|researchers?|consultants?|brokers?|traders"
"""Those who speak of another's figures: `Acme analysts`, `consultants at Acme`."""
_VOUCHERS = ["government", "organization", "media", "person"]
"""Kinds of names that vouch for others' amounts more than for their own."""
_VOUCHES = (
    r"^(?:'s? (?:[a-z]+ ){1,3}|(?: [a-z]+){0,2} )?(?:<voiced>|<reckoned>|alleges?|alleged|shows?|showed|"
    r"concludes?|concluded|cautioned)(?: (?:on|in|last) [^.;,]{2,30})?[.;”\",]"
)
_TOLD_BY = r"(?:, <voiced>|according to) (?:[a-z]+ (?:from|by) )?(?:the )?$"
"""What stands around the name of one who vouches at a sentence's end: `, the Treasury said on Monday.`"""
_STUDY_BY = (
    r"(?:study|survey|poll|analysis|research|estimates?|calculations?|tally|count|index) (?:by|from|of) "
    r"(?:the )?(?:[a-z-]+ ){0,3}$"
)
_RECKONS = (
    "^ (?:estimates?|estimated|calculates?|calculated|reckons?|concludes?|concluded|forecasts?|"
    "(?:wrote|writes|said|says) in an? (?:[a-z]+ )?(?:note|report)(?: to [a-z ]{3,20})?)[.;,]"
)
COUNTS = (
    r", (?:the |its |an? )?(?:[a-z-]+ ){0,2}(?:consultancy|consultants|researcher|broker|brokerage|"
    r"think-tank|tracker|statistics (?:office|agency|bureau)|"
    r"(?:research|modelling|modeling|data|analytics|advisory|tracking|ratings?|polling|market) "
    r"(?:firm|company|group|agency|house|provider)) $"
)
"""`, the consultancy Acme said`: one who counts what others do, at a sentence's end."""
_ITS = r"(?:^|[^a-z])(?:its?|they|their|them)(?:[^a-z]|$)"
"""What makes what a firm reckons its own."""
_RATES = (
    r"^(?:,? which)? (?:(?:has|have|had) )?"
    "(?:(?:raise|lift|cut|lower|trim|hike|slash|reiterate)(?:s|d|ed)?|keeps?|kept|sets?|has|have|had) "
    r"(?:its|the|an?) (?:[\"“]?[a-z0-9-]+[\"”]? ){0,2}"
    "(?:(?:call|rating|recommendation|stance) (?:on|with|and|of|for|but)|"
    "own (?:(?:estimate|mark|valuation)s?|at)|price target|target price|price objective|"
    "target (?:for|on|of|to)|"
    "(?:forecasts?|outlook|estimates?) for (?:[a-z]+ )?<commodities>[ ,.;]|"
    "<commodities> (?:price )?(?:forecasts?|outlook))|"
    "^ (?:rates|upgraded|downgraded|polled|surveyed|heard|was told) "
)
"""What a broker does, or one who asks brokers, who is spoken of less than whom the figure is of."""
_ITS_DATA = (
    r"^ (?:[a-z]+ )?(?:data|figures|numbers|statistics|research|surveys?|polls?)"
    r"(?: (?:published|released|compiled|out) [^.;,]{2,30})? "
    r"(?:show|suggest|indicat|put|reveal|point)(?:s|ed|ing)?(?:[^a-z]|$)"
)
"""`Acme data showed`: of others; what `Acme's figures showed` is its own."""
_DOES_IT_TO = r"(?:^|[^a-z])(?:<buying>|<bought>|<taking>|tells?|told|asks?|asked|saves?|saved|beats?) $"
"""`The company still owes Acme $5m`: no description of it."""
_AT_HOUSE = r"^(?:, (?:who [a-z]+|an? [a-z -]{3,40}))? (?:at|with) (?:the )?(?:[a-z-]+ ){0,2}$"
_WATCHES = (
    r"^(?:,[^,.;]{2,60},)? (?:(?:also|has|had) )?(?:reckons|thinks|expects|estimates?|forecasts?|sees|argues|"
    r"puts|(?:raised|cut|lifted|lowered|trimmed|kept) (?:his|hers?|their)) "
)
"""`Jo Roe at Acme expects`: one who watches another, at a house that does."""
_ASKED = "(?:polled|surveyed|canvassed|compiled|collected|gathered|tallied) by (?:the )?(?:[a-z-]+ ){0,2}$"
GIVEN = (
    r"^ (?:(?:a|an|the|another) [a-z$€£¥₹0-9]|"
    r"(?:(?:about|around|up to|nearly|over|some|more than) )?[$€£¥₹0-9])"
)
"""What follows a name that is given something: `awarded Acme a $5m contract`, `fined Acme $5m`."""
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
_OF_WHICH = r"(?:^|[^a-z])(?:of|from|for|in|to|with|on|under) (?:which|whom) (?:the )?(?:[a-z-]+ )?$"
"""`Of which Acme paid $5m`: a clause begins."""
_INFINITIVE = "^ to (?:[a-z]+ )"
"""`Waiting for Acme to buy Bolt`: it is Acme that buys."""
_WITH = r"(?:[,(]|-|–|—) ?with (?:the )?(?:[a-z-]+ ){0,3}$"
_DOING = "^ (?:also |each |alone |then )?[a-z]+ing "
_OF_A_DEAL = (
    "^ (?:beginning|starting|including|covering|running|pending|valuing|following|during|totall?ing|spanning|"
    "calling|making|letting|allowing) "
)
"""`Acme raised $5m, with Bolt giving $1m`: it is Bolt that does so, unlike `with Bolt starting in May`."""
_BACKS = "^,? (?:and (?:[a-z-]+ ){0,4}(?:<several>) )?(?:also |both |all )?(?:<backs>)(?:[^a-z]|$)"
_BACKED = (
    "<backed> (?:in (?:it|the round) )?(?:also )?(?:includ(?:ing|es|ed?)|such as|like|from|by|of|are|were) "
    "(?:the )?(?:(?:[a-z]+ ){0,2}<several> )?$"
)
"""`Acme and other investors joined`; `backers include the local funds Acme`."""
_LED_BY = "(?:led|fronted|anchored|headed) by (?:[a-z' -]{0,40})$"
_BEFORE_LED = (
    r"(?: (?:of|from|in) [a-z ]{3,20}| \([^()]{2,20}\)|, [^,;.:]{2,60},)?"
    "(?: (?:who|that|which|has|had|is|are|was|were|also|both|will|and|then|now))?"
)
_HEADS_ROUND = (
    "^,?(?: (?:is|are|was|were|be|to|also|both|then|reportedly|likely|expected|said|among|set)){0,5}"
    "(?:, with [^,;.]{1,40},)? (?:in the lead(?:[^a-z]|$)|"
    "(?:the )?(?:likely |joint )?(?:co-)?(?:leads?|leaders?) (?:in|of|behind) (?:an?|the|its|this|that|last)"
    "[^.;]{0,50} (?:round|series [a-k]|financing|raise|fundraising)(?:[^a-z]|$))"
)
"""`Acme and Bolt are the likely leaders of a $5m round`."""
_IS_FIRST = (
    r"^,? (?:now |still |also )?(?:leads|led|leading) (?:(?:at|with|on|by) (?:[a-z]+ ){0,3}[$€£¥0-9]|"
    r"(?:the|its) (?:[a-z-]+ )?(?:pack|list|market|field|table|ranking|race|way|world|industry|sector|league)"
    r"(?:[^a-z]|$))"
)
"""What leads others, not a round: `Acme leads at $5m`, `leads the market`."""
_ARTICLE = r"(?:^|[^a-z])(?:the|an?|this|its|another|rival|from|by|to|with) (?:[a-z-]+ )?$|^[\"']?$"
_LEAGUE = (
    r"(?:^|-)(?:league|bundesliga|liga|serie-a|ligue-1|nba|nfl|mlb|nhl|mls|ftse|nasdaq|dax|cac|nyse)(?:-|$)"
)
_SIDE = "side|outfit|champions|franchise|newcomers|strugglers"
"""Ids of leagues and indices, and nouns beside those for firms that one of them says more of."""
_PART = r"(?:stake|holding|shareholding|interest|shares|position|[0-9] ?%|per ?cent) (?:of|in) (?:the )?$"
_WORTH = "^,? (?:now )?(?:valued|worth) "
WHICH = "(?:^|[ ,])(?:which|that|whom) (?:the )?$|, (?:which|whom) (?:the |its |their )?(?:[a-z-]+ ){1,3}$"
SOUGHT = "^,? (?:which|whom) (?:he|she|it|they) "
"""What a clause behind a name is done to it: `Acme, which he bought`."""
_HOLDER = r"(?:^|[^a-z])(?:its|their|his|her|our) (?:[a-z0-9.%-]+ ){0,2}$"
_HOLDING = (
    "^ (?:[a-z]+ )?(?:investments?|stakes?|holdings?|shareholdings?|shares|stock|position|bets?|deals?|"
    "partnerships?|tie-up|exposure|purchase|acquisition|takeover|contracts?|buyout)(?:[^a-z]|$)"
)
"""`Acme said its Bolt stake had cost it $5m`: what is called by a name is Acme's."""
_OPENING = (
    "^(?:in|at|as|by|so|for|on|over|under|once|even|still|yet|only|just|here|there|meanwhile|instead|earlier|recently|"
    "lately|together|last|this|next|late|early|until|since|during)(?: [a-z0-9-]+){0,3} $"
)
"""What a sentence may begin with before a name that does something: `In parallel Acme has built`."""
_AS_FOR = (
    "^(?:for|at|as for|over at|in the case of|(?:.*[;:.]|.* (?:and|but|while)) (?:for|at|as for)) (?:the )?$"
)
_OF_IT = "^(?:,|: | (?:it|this|that|the (?:figure|sum|total|amount|number|bill)) [a-z]+ )"
"""`For Acme, by contrast, it is $5m`, `at Acme it fell to $5m`: what follows is of whom the phrase names."""
_SINCE = "(?:^|[^a-z])(?:since|after|before|until|till) $"
"""`Since Acme went under with debts of $5m`: a clause begins, where the name does something."""
DONE = "^ (?:is|was|were|has been|had been|have been) "
"""What follows a name that something is done to, or that is something."""


def _is_part(before: pl.Expr, after: pl.Expr) -> pl.Expr:
    """Whether what is worth so much is a part of the name's firm (`5% of Acme, worth $5m`)."""
    return before.str.contains(_PART) & after.str.contains(_WORTH)


def _closes(before: pl.Expr, after: pl.Expr, words: Mapping[str, str]) -> pl.Expr:
    """Whether a name stands at the end of its sentence as the one who says so, or made a study that does."""
    kind = pl.col("entity_type")
    told = before.str.contains(spell(_TOLD_BY, words)) & after.str.contains(r"^(?:'s [a-z ]+)?[.;,]")
    behind = before.str.contains(r", (?:the )?(?:[a-z]+ firm )?$")
    vouches = behind & after.str.contains(spell(_VOUCHES, words))
    reckons = behind & after.str.contains(_RECKONS) & ~before.str.contains(_ITS)
    studies = before.str.contains(_STUDY_BY)
    ends = after.str.contains(spell(_VOUCHES, words)) | after.str.contains(_RECKONS)
    counts = before.str.contains(COUNTS) & ends
    firm = ((kind == "company") & (reckons | studies)) | counts
    return firm | (kind.is_in(_VOUCHERS) & (told | vouches | studies))


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


def _locates(nouns: Iterable[str]) -> pl.Expr:
    """Whether a name is a place that only says where a firm is: `the Toronto company`, `Acme, a bank from
    Leeds,`; or a league or an index that says which: `the Premier League side`.
    """
    firms = "|".join(sorted(nouns, key=lambda noun: (-len(noun), noun)))
    is_behind = pl.col("before").str.contains(
        rf", (?:an?|the) (?:[a-z0-9'’-]+ ){{0,4}}(?:{firms}|[a-z]+maker) {_BASED} $"
    ) & pl.col("after").str.contains("^,")
    is_before = pl.col("after").str.contains(
        rf"^(?:-[a-z]+)? (?:[a-z-]+ ){{0,2}}?(?:{firms}|[a-z]+maker)(?:[^a-z-]|$)"
    )
    is_before = is_before & pl.col("before").str.contains(_ARTICLE)
    of_league = pl.col("entity_id").str.contains(_LEAGUE) & pl.col("after").str.contains(
        rf"^ (?:{firms}|{_SIDE})[ ,.]"
    )
    is_place = pl.col("entity_type") == "place"
    return (is_place & (is_before | is_behind)) | (of_league & pl.col("before").str.contains(_ARTICLE))


def read_names(placed: pl.LazyFrame, words: Mapping[str, str], firms: Iterable[str]) -> pl.LazyFrame:
    """Names on the line with their grammar: `preposition`, `is_owner`, `leads`, `group`, `initial`, `closes`,
    and the place that is their `home` (`Italy's Acme`, null for most). `firms` are words for a firm.
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
    own_gap = before.str.tail((pl.col("at") - pl.col("to").shift(1).over("window")).clip(0, 48))
    apart = pl.coalesce(own_gap, before)  # `the Pentagon awarded Acme`: a name is no part of a description
    told = pl.col("told")
    as_for = before.str.contains(_AS_FOR) & after.str.contains(_OF_IT)
    as_for = as_for & (pl.col("entity_type") != "person")
    doing = before.str.contains(_WITH) & after.str.contains(_DOING) & ~after.str.contains(_OF_A_DEAL)
    since = told.str.contains(_SINCE) & after.str.contains(ACTS)
    person = pl.col("entity_type").shift(1).over("window") == "person"
    at_a_house = person & own_gap.str.contains(_AT_HOUSE) & after.str.contains(_WATCHES)
    at_a_house = at_a_house.fill_null(False)
    is_placed = (pl.col("entity_type") == "place") & before.str.contains(_PLACED)
    related = after.str.contains(_RELATIVE) & ~_is_part(before, after) & ~is_placed
    related = related | (after.str.contains(_ASIDE) & (pl.col("entity_type") != "place"))
    named = with_homes(placed, words)
    named = named.with_columns(
        preposition=pl.when(
            ~before.str.contains(rf"(?:{words['days']}) $")
            & ~before.str.contains(_TAKES)
            & ~(before.str.contains(_FOR) & after.str.contains(_INFINITIVE))
            & ~before.str.contains(_OF_WHICH)
            & ~doing
            & ~as_for
            & ~since
        ).then(pl.coalesce(told.str.extract(pattern, 1) for pattern in governs)),
        backs=after.str.contains(spell(_BACKS, words)) | before.str.contains(spell(_BACKED, words)),
        is_free=told.str.contains(free)
        | (before.str.contains(_FOR) & after.str.contains(_INFINITIVE))
        | (apart.str.contains(f"{described}$") & ~apart.str.contains(spell(_DOES_IT_TO, words)))
        | before.str.contains(_OF_WHICH)
        | doing
        | as_for
        | since
        | (told.str.contains(_OPENING) & after.str.contains(ACTS))
        | related,
        heads_relative=related,
        is_given=after.str.contains(GIVEN),
        is_sought=after.str.contains(SOUGHT),
        in_relative=told.str.contains(WHICH),
        is_done=after.str.contains(DONE),
        is_held=before.str.contains(_HOLDER) & after.str.contains(_HOLDING),
        acts=after.str.contains(ACTS),
        closes=_closes(before, after, words),
        opines=(pl.col("entity_id") == "wall-street")
        | after.str.contains(rf"^(?:'s)? (?:{_WATCHERS})")
        | before.str.contains(rf"(?:{_WATCHERS}) (?:at|from|with|for) (?:the )?$")
        | after.str.contains(spell(_RATES, words))
        | after.str.contains(_ITS_DATA)
        | before.str.contains(_ASKED)
        | at_a_house,
        is_owner=after.str.contains(r"^'s?(?:[ ,.;]|$)"),
        leads=(
            after.str.contains(rf"^,?{_BEFORE_LED} (?:co-)?(?:{words['leads']})(?:[ ,.;]|$)")
            & ~after.str.contains(_IS_FIRST)
        )
        | after.str.contains(_HEADS_ROUND)
        | apart.str.contains(_LED_BY)
        | (before.str.contains(_LED_BY) & own_gap.str.contains("^(?:,|,? and| &) (?:the )?$")),
    )
    return (
        with_groups(named, words)
        .with_columns(
            preposition=pl.col("preposition").first().over("group"),
            leads=pl.col("leads").any().over("group"),
            closes=pl.col("closes").any().over("group"),
            is_free=(pl.col("is_free").first() | pl.col("heads_relative").last()).over("group"),
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
        .drop("is_home", "told", "gap")
        .sort("at")
    )
