"""What some cues need of the names beside their amount: whom one pays, what one buys, who is told of next."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.metric.needs.shapes import END, FOR, HEDGED, LARGE, PER_SHARE, ahead
from etl.interpret.claims.patterns import spell

_PARTIES = ("company", "person", "organization")
_FORESEEN = " (?:<foreseen>|by 20|in 20)"
_PUTS = r"(?:^|[ ,])(?:puts?|sizes|sized|estimates?|estimated) (?:[a-z-]+ ){0,2}$"
_PUT_AT = r", which [^.;]{3,60} (?:puts?|estimates?|estimated|reckons?|values?) at (?:[a-z]+ ){0,3}$"
"""How a research house is told to size a market: `puts spending on chips at`."""
_WORLDWIDE = "^ (?:worldwide|globally)"
_FAR_NAME = 60
"""A name further off than this before `sales of` is not the seller's."""
_HOW_PAID = (
    r"^ (?:in (?:cash|stock|shares|cash and (?:stock|shares)|stock and cash|[0-9]{4})|up front|"
    r"(?:last|this|earlier this) (?:year|month|week))|"
    r"^, (?:mostly|partly|half|largely|all|chiefly|mainly|in|some|most|about|including|excluding|payable)"
    r" [^.;,]{2,35},"
)
"""What says how it is paid, between the sum and what that is for."""
_PART_OF_FIRM = (
    r"(?:^|[^a-z])(?:unit|units|division|divisions|segment|segments|arm|business|businesses|subsidiary) $"
)
"""What grows by so much to so much sells that: `its cloud unit grew 20% to $5m`."""
_LINE = r"(?:^|[.;:] |, (?:and|while|but|though) )((?:[a-z][a-z-]* ){1,3})$"
_NO_LINE = "(?:^| )<no_lines> "
"""What moves by so much to so much and sells nothing."""
_IN_A = "[, ](?:in|under) (?:an? |the )?(?:[a-z-]+ ){0,2}$"
_IN_A_DEAL_OF = (
    "[, ](?:in|under) (?:an?|the) (?:[a-z-]+ ){0,3}(?:deal|transaction|takeover|swap) "
    "(?:worth|valued at|valuing it at|of)(?: [a-z]+){0,3} $"
)
_DEAL = "^ (?:[a-z-]+ ){0,3}(?:deal|takeover|transaction)(?:[^a-z]|$)"
"""Whatever is said of a firm between, it is bought in a deal worth so much, or in a $5m cash deal."""
_IN_OFFICE = (
    r"(?:^|[.;:] |(?:^| )(?:and|but|while|that|whereas) )(?:the |its |their )?(?:[a-z'’-]+ ){0,3}"
    r"(?:<officers>) (?:of|at) [^.;:]{2,80} $"
)
"""Who is told by the office held: `the head of Acme received`."""
_THE_OFFICER = (
    r", (?:(?:the |its |their |[a-z0-9.&’' -]{2,40}['’]s? )?(?:[a-z-]+ ){0,2})?(?:<officers>)"
    r"(?: (?:of|at) [^,.;]{2,40})?, $"
)
"""A person whom an apposition tells of: `Jo Roe, Acme's boss, made`."""
_OF_FIRM = (
    r"^(?:,? (?:of|at)|, who (?:runs|heads|leads|founded|chairs)) [a-z0-9&.'’ -]{2,30},?"
    r"(?: (?:and|both|each|also|then|together))* $"
)
"""Between somebody and what is done: `Jo Roe of Acme made`, `Jo Roe, who runs Acme, made`."""
_A_CHIEF = (
    r"(?:^|[^a-z])(?:the|its|their|whose|an?) (?:[a-z'’-]+ ){0,2}(?:<officers>)"
    r"(?: (?:has|had|also|then|alone))* $"
)
_FOR_OFFICER = r"^ (?:for|of) (?:(?:an?|the|its|their) )?(?:[a-z-]+ ){0,2}(?:<officers>)(?:[^a-z]|$)"
"""A package that is an officer's, named or not."""
_FOR_WORK = (
    r"^ for (?:(?:his|her) (?:[a-z-]+ ){0,2}(?:work|services?|performance|role|efforts|tenure|time|job|year)|"
    r"(?:fiscal )?2[0-9]{3}|(?:the|last) (?:fiscal )?year)(?:[^a-z]|$)"
)
_GRANTS = r"(?:^|[^a-z])(?:grant(?:s|ed|ing)?|award(?:s|ed|ing)?|gives?|gave|given|giving|hand(?:s|ed|ing)?)"
_FOR_SUM = f"for(?: an? [a-z-]+| an?)?{HEDGED}"
_NOW = "(?: (?:now|already|still|today|itself|into))*"
_NEAR = 30
"""Within how many characters of a verb the name that it is done to begins."""


_FIGURE_OF = (
    r"(?:^|[^a-z])(?:profits?|earnings|income|loss(?:es)?|ebitda|debts?|costs?|spending|losses) "
    r"(?:at|of|for|in) [^.;,]*$"
)
"""What grew is a figure of the one named: `profit at Acme grew`."""


def needs_of_names(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """These needs by their names in metrics.toml, and the tests that meet them: `name_at` is the next name
    after the cue, `last_to` the last before it, `next_at` the next after the amount.
    """
    before, between, after = pl.col("before"), pl.col("between"), pl.col("after")
    away = pl.col("name_at") - pl.col("cue_to")
    near = away.is_between(0, _NEAR)
    inside = near & (pl.col("name_at") < pl.col("at"))
    named = rf"(?:an?|the|another|its|their|his|her) (?:[a-z0-9'-]+ ){{0,4}}(?:{words['firms']})"
    same = rf"(?:that|this|those) (?:[a-z0-9'-]+ ){{0,2}}(?:{words['concerns']})"
    firm = rf"^ for (?:{named}|{same}){END}"  # what is bought is a firm that has no name here
    someone = (pl.col("cue_at") - pl.col("last_to")).is_between(0, 14) & (pl.col("last_kind") == "person")
    since = (pl.col("cue_at") - pl.col("person_to")).clip(0, 90)
    of_firm = ahead().str.tail(since).str.contains(_OF_FIRM) & (since < 60)
    kind = after.str.replace(r"^ (?:[a-z-]+ )?(?:package|packages|packet|award|payday|windfall)", "")
    follows = pl.col("next_at") - pl.col("to")
    foreseen = spell(_FORESEEN, words)
    far_off = (pl.col("cue_at") - pl.col("last_to") > _FAR_NAME).fill_null(True)
    nobody_named = ~(pl.col("name_at") < pl.col("at")).fill_null(False) & far_off
    behind = after.str.head(follows.clip(0, 80)).str.replace(_HOW_PAID, "")
    at_once = ~behind.str.contains(r"[.;]|, [a-z]")
    # `for Chrome.`: a business of that name; `for Azure capacity` is no purchase of it
    is_business = (pl.col("size") >= LARGE) & after.str.contains(r"for [a-z0-9.&'’ -]{2,30}(?:[.,;)]|$)")
    bought = (
        follows.is_between(0, 75)
        & (behind.str.len_chars() <= 45)
        & (pl.col("next_kind").is_in(_PARTIES) | (is_business & (pl.col("next_kind") == "product")))
        & at_once
    )
    return {
        "name": away.is_between(0, 6)
        & ~between.str.contains("^,| worth ")
        & ~after.str.contains("^(?: consensus)? in an? [^.;]{2,25} (?:poll|survey)"),
        "nameless": ~away.is_between(0, 6).fill_null(False),
        "on_firm": follows.is_between(3, 6)
        & (pl.col("next_kind") == "company")
        & after.str.contains(r"^ on (?:[a-z0-9&'’-]+ ){0,2}[a-z0-9&'’-]+, (?:an?|its|whose|the) "),
        "makes_it_a": before.str.contains(
            "(?:^| )(?:make|makes|made|making|become|becomes|became|turn|turns|turned) [^.;,]{0,40}an? $"
        )
        & (pl.col("last_kind") == "company")
        & (pl.col("at") - pl.col("last_to")).is_between(0, 16),
        "puts_name": inside
        & (pl.col("name_kind") == "company")
        & (away <= 1)
        & between.str.contains(
            r"^ (?:[a-z0-9.&'’-]+ ){1,4}(?:at|(?:down|up|back) (?:to|at))(?: [a-z]+){0,2} $"
        ),
        "to_firm": after.str.contains("^ (?:more |in all |each )?to [a-z]")
        & follows.is_between(0, 16)
        & (pl.col("next_kind") == "company"),
        "from_party": after.str.contains("^ (?:each |in all |in [a-z]+ )?from [a-z]")
        & follows.is_between(6, 26)
        & pl.col("next_kind").is_in(["company", "organization", "government", "place"]),
        "by_firm": (pl.col("cue_at") - pl.col("last_to")).is_between(0, 16)
        & pl.col("last_kind").is_in(["company", "media"])
        & after.str.contains("^ (?:a year |annually |each year |a month |in all )?by [a-z]")
        & follows.is_between(0, 24)
        & (pl.col("next_kind") == "company"),
        "firm_goes": (pl.col("cue_at") - pl.col("last_to")).is_between(0, 5)
        & (pl.col("last_kind") == "company"),
        "person_worth": (since < 80)
        & ahead().str.tail(since).str.contains(r"^(?:(?:,| \()[^.;]{1,70}[,)])? $"),
        "paid_yearly": inside
        & (away <= 6)
        & pl.col("name_kind").is_in(["company", "organization"])
        & (pl.col("gap") < 45)
        & (
            (pl.col("per") == "year").fill_null(False)
            | after.str.contains("^ (?:a year|annually|per year|each year|every year|yearly)")
        ),
        "player_from": (pl.col("cue_at") - pl.col("last_to")).is_between(0, 3)
        & (pl.col("last_kind") == "person")
        & inside
        & (away <= 1)
        & pl.col("name_kind").is_in(["organization", "company"])
        & between.str.contains(
            spell(rf"^ (?:[a-z0-9.&'’-]+ ){{1,4}}for(?: an? (?:[a-z-]+)?)?{HEDGED} $", words)
        )
        & pl.col("per").is_null(),
        "he_costs": (pl.col("cue_at") - pl.col("last_to")).is_between(0, 5)
        & (pl.col("last_kind") == "person"),
        "name_grew": (
            (pl.col("cue_at") - pl.col("last_to")).is_between(0, 1)
            & pl.col("last_kind").is_in(["company", "product"])
            | ahead().str.contains(_PART_OF_FIRM)
        )
        & ~ahead().str.contains(_FIGURE_OF)
        & between.str.contains(r"^ (?:by )?(?:[a-z-]+ ){0,3}[0-9.]+ ?(?:%|per ?cent),? (?:[a-z-]+ ){0,3}to "),
        "line_moved": ~ahead().str.extract(_LINE, 1).str.contains(spell(_NO_LINE, words)).fill_null(True)
        & between.str.contains(r"^ (?:by )?[0-9.]+ ?(?:%|per ?cent),? (?:to|at) (?:[a-z]+ ){0,2}$"),
        "firms_business": ~pl.col("leads")
        & (pl.col("gap") <= 20)
        & (
            (
                before.str.contains(
                    rf" (?:is|was|are|were|become|became|built|made){_NOW} an? (?:[a-z-]+ )?$"
                )
                & pl.col("last_kind").is_in(["company", "product"])
                & (pl.col("at") - pl.col("last_to")).is_between(0, 24)
            )
            | (
                after.str.contains("^[a-z -]{0,10} business for [a-z]")
                & follows.is_between(0, 30)
                & (pl.col("next_kind") == "company")
            )
        ),
        "with_name": after.str.contains(
            "^ (?:a year |in all |each year |of its money )?(?:with|on services from) [a-z]"
        )
        & follows.is_between(0, 24),
        "goods_market": ~between.str.contains(
            "^ (?:its|their|his|her|the (?:company|group|firm|bank)|which|this|that|it) "
        )
        & (
            (ahead().str.contains(_PUTS) & between.str.contains(" at (?:[a-z]+ ){0,3}$"))
            | between.str.contains(_PUT_AT)
            | (nobody_named & (between.str.contains(foreseen) | after.str.contains(_WORLDWIDE)))
        ),
        "for": inside
        & pl.col("name_kind").is_in(_PARTIES)
        & before.str.contains(spell(FOR, words))
        & ~between.str.head(away.clip(0, 60)).str.contains(" (?:to|by|at|in|off|for|from) "),
        "sold_in_deal": inside
        & (away <= 1)
        & (pl.col("name_kind") == "company")
        & between.str.contains(" to [^.;]* in (?:an? |the )?(?:[a-z-]+ ){0,2}$")
        & ~between.str.contains("(?:^|[^a-z])(?:shares?|stock|stakes?|bonds|notes|jets|chips)(?:[^a-z]|$)")
        & after.str.contains(_DEAL)
        & (pl.col("gap") < 90),
        "bought_in_deal": inside
        & (away <= 1)
        & (pl.col("name_kind") == "company")
        & (between.str.contains(_IN_A_DEAL_OF) | (between.str.contains(_IN_A) & after.str.contains(_DEAL)))
        & ~between.str.contains("(?:^|[^a-z])(?:shares?|stock|stakes?|bonds|notes|jets|chips)(?:[^a-z]|$)")
        & (pl.col("gap") < 160),
        "firm_by_share": inside
        & (pl.col("name_kind") == "company")
        & before.str.contains(spell(FOR, words))
        & ((pl.col("per") == "share").fill_null(False) | after.str.contains(PER_SHARE))
        & ~between.str.contains(r"(?:^|[^a-z])(?:shares?|stock|stakes?|holding|from|notes|bonds)(?:[^a-z]|$)")
        & (pl.col("gap") < 75),
        "for_person": (
            pl.col("person_at").is_between(0, 60)
            & after.str.head(pl.col("person_at").clip(0, 60)).str.contains(" for (?:[a-z-]+ ){0,4}$")
            & ~after.str.head(pl.col("person_at").clip(0, 60)).str.contains("[.;]")
            | between.str.contains(spell(_FOR_OFFICER, words))
            | kind.str.contains(spell(_FOR_OFFICER, words))
            | ((since < 30) & ahead().str.tail(since).str.contains("^ an? (?:[a-z-]+ ){0,3}$"))
        )
        & (pl.col("gap") < 60),
        "granted": (since < 70)
        & pl.col("before").str.contains(
            spell(rf"{_GRANTS} (?:[^.;]{{2,50}} )?(?:shares|stock|options|units) [a-z ]+?{HEDGED} $", words)
        ),
        "person": near & (pl.col("name_kind") == "person"),
        "paid_person": inside
        & (away <= 1)
        & (pl.col("name_kind") == "person")
        & between.str.contains(spell(rf"^(?: [a-z0-9.'’-]+){{1,4}}{HEDGED} $", words))
        & ~ahead().str.contains(rf"(?:^|[^a-z])(?:{words['courts']})(?:[^a-z]|$)")
        & (
            ~after.str.contains(
                "^ (?:for|to|in (?:damages|compensation|dividends)|plus|from|as part|after)[^a-z]"
            )
            | after.str.contains(_FOR_WORK)
        ),
        "someone": (
            someone
            | of_firm.fill_null(False)
            | ahead().str.contains(spell(_THE_OFFICER, words))
            | ahead().str.contains(spell(_A_CHIEF, words))
        )
        & pl.col("leads")
        & ~between.str.contains(r" at (?:[a-z]+ )*$"),  # `might take Acme private at $5 a share`
        "in_office": ahead().str.contains(spell(_IN_OFFICE, words)) & ~someone.fill_null(False),
        "object": near & ~between.str.head(away.clip(0, 60)).str.contains(" (?:to|by|for|from|with) "),
        "paid_name": inside
        & (pl.col("gap") < 60)
        & after.str.contains(
            "^ (?:a year |annually |in cash |over [a-z0-9-]+ (?:years|months|decades) )?(?:for|to) [a-z0-9]"
        ),
        "for_name": after.str.replace(_HOW_PAID, "").str.contains(r"^ (?:a share )?for ")
        & ~after.str.replace_all("holding (?:company|companies|group)", "").str.contains(
            "stake|holding|per ?cent of|% of|for (?:an?|its|his|her|the|their) (?:[a-z-]+ )?"
            "(?:third|quarter|fifth|tenth|half|eighth|share) (?:of|in)"
        )
        & (bought.fill_null(False) | after.str.replace(_HOW_PAID, "").str.contains(firm)),
    }
