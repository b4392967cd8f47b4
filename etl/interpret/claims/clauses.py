"""What some cues need of the clause around them: what a sum is for, from whom it comes, at what it is set."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.patterns import spell

LARGE = 5e7
"""From here a sum at which something lists is what the whole is worth."""
TAGGED = 20_000
"""Below this a sum at which a thing comes out is what it costs."""
ONE = 1e6
"""Below this one of a kind costs so much."""

_END = "(?:[^a-z]|$)"
_HEDGED = "(?: <hedging>| just| only| as much as| as little as| an? estimated)*"
_PART = (
    r"(?:[0-9.]+ ?(?:%|per ?cent)|(?:an?|its|the) (?:[a-z]+ ){0,2}(?:stake|share|slice|holding|shareholding)|"
    r"an? (?:third|quarter|half|fifth|tenth))"
)
_ONE = (
    r"(?:^|[.;:,\"“] |(?:^| )(?:says|said|that|and|but|where|when|while|because) )"
    r"(?:(?:sending|shipping|chartering|hiring|renting|leasing|moving|transporting|flying|booking|charging|"
    r"mailing|posting|parking|storing|insuring|filling) )?"
    r"(?:an?|one|each|every|the (?:average|typical|cheapest|basic|same|standard)) (?:[a-z0-9'-]+ ){1,12}$"
)
_PLACED = r" (?:from|to|in|on|at|near|between|through|via|across) .*$"
"""Where one of a kind is: `a seat on the new line`."""
_MAKING = (
    r"(?:^|[.;:,\"“] |(?:and|but|that|where|says|said) )(?:producing|making|mining|growing|raising|rearing|brewing|"
    r"building|baking|refining|extracting|pumping|manufacturing|assembling|bottling|generating|training|"
    r"educating|feeding|running|keeping|housing|processing|printing|milling|smelting|drilling) "
    r"[^.;,]{1,45}$"
)
"""A making as what costs: `producing one`."""
_RESULTS = (
    r"(?:(?:lost|foregone|forgone|missed|annual|operating|net|gross|pre-tax|potential|extra|core|future) )*"
    r"(?:sales|revenue|revenues|profit|profits|earnings|income|turnover|business|output|takings|ebitda|exports|"
    r"production)"
)
_SPLIT = r"(?:per|on an?|on each|on every|on the average|for each|for every|from each|from every)"
_FORECAST = (
    rf"(?:forecasts?|estimates?|consensus|expectations?|guidance|targets?)(?: of| at| for)?{_HEDGED} $"
)
_YEARS = r"^ over (?:[a-z0-9-]+ ){0,5}(?:years?|months?|decades?|weeks?|quarters?|time|period|instal?lments)"


def needs_of_clauses(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """These needs by their names in metrics.toml, and the tests that meet them."""
    return {**_comes_from(words), **_is_set_at(words), **_is_for(words), **_is_of(words)}


def _ahead() -> pl.Expr:
    """What stands before the cue that leads its amount."""
    known = pl.col("before").str.len_chars().cast(pl.Int64) - (pl.col("at") - pl.col("cue_at"))
    return (
        pl.when(pl.col("leads") & (known > 0))
        .then(pl.col("before").str.head(known.clip(0)))
        .otherwise(pl.lit(""))
    )


def _comes_from(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what names the giver: `from Acme Ventures`, `from Acme, which gets 49%`, `tolls bring in`."""
    between, after, gap = pl.col("between"), pl.col("after"), pl.col("gap")
    backers = rf"^ from (?:[a-z0-9.&',-]+ ){{0,6}}(?:{words['investors_words']}){_END}"
    part = (
        rf"^ from [^.;]{{2,40}}(?: in (?:exchange|return) for|,? (?:which|who)|,? for) [^.;]{{0,30}}{_PART}"
    )
    sums = r"^ (?:of|in|as) (?:[a-z]+ ){0,2}(?:revenue|sales|profit|earnings|income|turnover|losses)"
    return {
        "from_backers": after.str.contains(backers) & (gap < 30),
        "for_part": after.str.contains(part) & (gap < 30),
        "with_sum": between.str.contains(spell(rf"^ (?:[a-z0-9-]+ ){{0,5}}with{_HEDGED} $", words))
        & ~after.str.contains(sums),
        "of_dues": _ahead().str.contains(
            rf"(?:^|[^a-z])(?:{words['dues_paid']})(?:,? (?:which |that )?[a-z]+(?: [a-z]+){{0,5}},?)? $"
        )
        & (gap < 30),
    }


def _is_set_at(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what is set at the sum: a listing, a thing that comes out, one of a kind, a forecast."""
    before, between, gap, size = pl.col("before"), pl.col("between"), pl.col("gap"), pl.col("size")
    at = before.str.contains(spell(rf" at{_HEDGED} $", words)) & ~between.str.contains("[.;]")
    one = _ahead()
    works = rf"(?:^|[ -])(?:{words['project_nouns']}|{words['works']}){_END}"
    won = spell(
        rf"[ -](?:<works_won>)(?:[^a-z][^.;]*)? (?:at|for|worth|valued at|of|with|bid of|price of)"
        rf"{_HEDGED} $",
        words,
    )
    straight = between.str.contains(spell(rf"^{_HEDGED} $", words))
    return {
        "at_large": at & (size >= LARGE) & (gap < 70),
        "at_small": at & (size < TAGGED) & (gap < 60),
        "one_costs": one.str.contains(_ONE)
        & ~one.str.replace(_PLACED, " ").str.contains(works)
        & (size < ONE)
        & (gap < 25),
        "against_forecast": between.str.contains(spell(_FORECAST, words)) & (gap < 70),
        "works_won": between.str.contains(won),
        "looks_after": straight
        & pl.col("after").str.contains(
            r"^(?:[.,;)]|$| (?:of|in|for|across|on behalf|from|worth|and|as|at|through|over)(?:[^a-z]|$))"
        ),
    }


def _is_for(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what the sum is for: a work, a wrong, one of each, a player, what one keeps."""
    between, after, gap = pl.col("between"), pl.col("after"), pl.col("gap")
    within = "(?:(?:over|in|by|within|on|every|per) [^.;,]{3,35} )?"
    goal = rf"^ (?:more |extra |a year |worth of [a-z]+ )?{within}to "
    moved = between.str.contains(spell(rf"^ [^.;,]{{2,60}} for{_HEDGED} $", words))
    signed = rf"(?:^|[^a-z])(?:{words['signed_papers']}){_END}"
    return {
        "to_do": after.str.contains(rf"{goal}[a-z]{{2,}}")
        & ~after.str.contains(rf"{goal}(?:{words['stays_alive']}){_END}")
        & between.str.contains(
            spell(
                rf"^(?: at least| another| a further| north of)?{_HEDGED} [\"“]?(?:north of |upwards of )?$",
                words,
            )
        ),
        "over_wrong": after.str.contains(
            r"^ (?:to [^.;,]{3,30} )?(?:over|after|following|for) (?:[a-z0-9‘'’“\"-]+ ){0,6}"
            rf"(?:{words['wrongs']}){_END}"
        )
        & ~after.str.contains(_YEARS)
        & (gap < 30),
        "seized": pl.col("before").str.contains(
            "(?:^|[^a-z])(?:police|seiz|customs|smuggl|drug|cocaine|heroin|cannabis|haul|stolen|thieves|counterfeit|contraband|"
            "fake|ivory|raid|confiscat|impound|stole|burgl|loot)"
        ),
        "on_each": after.str.contains("^ (?:on|from|per|for) (?:an?|each|every|one) [a-z]") & (gap < 25),
        "led": after.str.contains(r"^,? (?:in an? [a-z ]{0,24}round )?(?:co-)?led by "),
        "goods_of": between.str.contains(spell(rf"^{_HEDGED} $", words))
        & after.str.contains(
            "^ (?:worth )?(?:of [a-z]|in [a-z]|an? (?:day|week|month|year)|each |every |annually|daily)"
        ),
        "of_equity": after.str.contains(r"^ (?:of|in) (?:[a-z-]+ ){0,2}(?:equity|capital|cash)(?:[^a-z]|$)")
        & (gap < 30),
        "by_public_body": _ahead().str.contains(
            rf"(?:^|[^a-z])(?:{words['public_bodies']})(?: [a-z]+){{0,2}} $"
        )
        & (gap < 30),
        "goes_for": moved & ~between.str.contains(signed) & ~_ahead().str.contains(signed) & (gap < 80),
        "for_player": after.str.contains(
            rf"^ (?:plus add-ons )?for (?:[a-z0-9'-]+ ){{0,4}}(?:{words['players']}){_END}"
        )
        & (gap < 30),
        "kept_bonds": after.str.contains(
            r"^ (?:worth )?(?:of|in) (?:[a-z-]+ ){0,3}"
            r"(?:bonds|treasuries|gilts|bills|securities|bunds|bitcoin|gold)"
        )
        & ~after.str.contains("outstanding|maturing|falling due|due in")
        & (gap < 40),
    }


def _is_of(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what the sum is of: a unit, a bet, all sales, a result, a making."""
    before, between, after = pl.col("before"), pl.col("between"), pl.col("after")
    gap, size = pl.col("gap"), pl.col("size")
    unit = rf"(?:[a-z-]+ ){{0,2}}(?:{words['units']}){_END}"
    split = (
        after.str.contains(rf"^,? (?:an?|each|every|(?:out )?of (?:each|every|an?)|{_SPLIT}) {unit}")
        | after.str.contains(
            rf"^ (?:of|in) (?:[a-z-]+ ){{0,2}}(?:profit|profits|margin|earnings|ebitda) {_SPLIT} "
        )
        | before.str.contains(rf" {_SPLIT} {unit}[^.;]{{0,60}}$")
    )
    straight = spell(rf"^{_HEDGED} $", words)
    whom = spell(rf"^ (?:(?:the|its|their) )?(?:[a-z.'&-]+ ){{0,2}}[a-z.'&-]+{_HEDGED} $", words)
    nobody = (
        r" (?:in|into|up|out|down|back|forward|on|to|for|from|off|of|at|as|with|by|and|or|about|around|some|"
        r"nearly|over|more|less|another|almost|roughly|just|only|an?|estimated|profits?|sales|revenues?|net|"
        r"gross|record|much|well|under|him|her|me|you|further|extra|additional|up to|between) "
    )
    raised = (
        r"(?:^|[^a-z])(?:sale of|disposal|flotation|float|listing|ipo|round|placing|bonds?|issue|offering)"
    )
    wares = spell(rf"^ (?:[a-z0-9',-]+ ){{1,5}}worth{_HEDGED} $", words)
    kept = rf"(?:^|[^a-z])(?:{words['holdings']}|{words['debts']}|its|their|his|her){_END}"
    rid = r"(?:tax|taxes|costs|all costs|interest|expenses|interest and tax|its costs|everything)"
    works = rf"(?:{words['works']}|{words['project_nouns']})"
    shops = (
        r"(?:shops?|stores?|outlets?|restaurants?|products?|goods|app|site|website|platform|services?|hotels|casinos|"
        r"pubs|cafes|branches|parks|cinemas|ships|games)"
    )
    return {
        "after_costs": (
            before.str.contains(rf"(?:^|[^a-z])(?:after|before) {rid}[, ](?:[^.;0-9]{{0,60}})$")
            | after.str.contains(rf"^ (?:[a-z]+ ){{0,4}}(?:after|before) {rid}{_END}")
        )
        & (gap < 40),
        "to_profit": after.str.contains(
            r"^ (?:a year |each year )?(?:to|of|towards|for) (?:(?:its|the|their|group|total|operating|net|core|[a-z]+'s|"
            rf"annual|underlying|pre-tax) ){{0,3}}(?:profits?|earnings|ebitda|net income){_END}"
        )
        & (gap < 30),
        "that_it": between.str.contains(
            r"^ (?:(?:that|which) (?:[a-z0-9'&-]+ ){1,3}|(?:it|they|he|she|the [a-z]+) (?:had |has |have )?)$"
        ),
        "at_tills": after.str.contains(
            r"^ (?:(?:a week|a year|last year|in all) )?(?:at|through|over|on) (?:the |its |their )?(?:tills?|box office|"
            rf"gates?|counter|bar|door|turnstiles|checkouts?|pumps?|tables|slot machines|slots){_END}"
        )
        & (gap < 30),
        "spent_there": after.str.contains(
            r"^ (?:a year |last year |a week )?(?:in|at|on|through|with) (?:(?:its|their)|[a-z.&-]+(?: [a-z.&-]+){0,2}'s?) "
            rf"(?:[a-z-]+ ){{0,2}}{shops}{_END}"
        ),
        "work_at": _ahead().str.contains(rf"(?:^|[^a-z]){works}(?: [a-z]+){{0,4}}, $")
        & between.str.contains(straight)
        & after.str.contains(r"^(?:,|\)| on the latest| by the)"),
        "work_came": _ahead().str.contains(
            rf"(?:^|[^a-z])(?:the|an?|its|new) (?:[a-z-]+ ){{0,3}}{works}(?: (?:itself|alone|now|then|only))? $"
        )
        & between.str.contains(straight),
        "for_firm": after.str.contains("^ (?:a year |last year |a month )?for [a-z]")
        & (pl.col("next_at") - pl.col("to")).is_between(4, 22)
        & (pl.col("next_kind") == "company"),
        "for_purse": after.str.contains(
            r"^ (?:a year |last year )?(?:for|into) (?:the |its )?(?:[a-z'-]+ ){0,2}(?:treasury|exchequer|state|"
            rf"government|budget|purse|coffers|council|city|ministry|taxman){_END}"
        )
        & ~_ahead().str.contains(raised),
        "lender_with": between.str.contains(spell(rf"^ [^.;,]{{2,40}} with{_HEDGED} $", words))
        & _ahead().str.contains(rf"(?:^|[^a-z])(?:{words['lenders']})(?: [a-z]+){{0,3}} $"),
        "work_put": _ahead().str.contains(
            rf"(?:^|[^a-z])(?:repairs?|restoration|clean-?up|reconstruction|rebuild|upgrade|work|works|extension|"
            rf"{words['project_nouns']})(?: [a-z'-]+){{0,5}} $"
        )
        & (gap < 30),
        "of_work": between.str.contains(
            rf"^ (?:the|an?|its|that|this) (?:[a-z-]+ ){{0,3}}{works}(?: [a-z'-]+){{1,7}} $"
        ),
        "for_one": after.str.contains("^ for (?:an?|its|his|her|the|each|every|one|their) [a-z]")
        & between.str.contains(straight)
        & (size < ONE),
        "counted_from": between.str.contains(
            spell(
                r"^ (?:[a-z]+ ){0,3}(?:[0-9][0-9,]*|<numbers>) (?:[a-z0-9-]+ ){1,4}from "
                rf"(?:[a-z.'&-]+ ){{1,4}}for{_HEDGED} $",
                words,
            )
        )
        & ~between.str.contains("shares|stake|per ?cent|companies|firms|clubs"),
        "for_whom": between.str.contains(
            spell(rf"^ [^.;,]{{2,40}} for (?:[a-z.'&-]+ ){{1,4}}(?:for|at){_HEDGED} $", words)
        )
        & (pl.col("name_at") < pl.col("at")).fill_null(False),
        "bid_to": after.str.contains(
            r"^ to (?:build|supply|run|dig|dredge|operate|clean|lay|design|repair|widen|provide|maintain|electrify|"
            rf"rebuild|deliver|construct|overhaul){_END}"
        )
        & between.str.contains(straight),
        "seen_at": between.str.contains(spell(rf"^ (?:[a-z.'&-]+ ){{1,4}}at{_HEDGED} $", words))
        & (size < TAGGED)
        & (pl.col("name_at") < pl.col("at")).fill_null(False),
        "hired_to": between.str.contains(
            spell(rf"^ (?:[a-z.'&-]+ ){{1,4}}to [a-z]{{3,}} [^.;]*(?:for|at){_HEDGED} $", words)
        )
        & (pl.col("name_at") < pl.col("at")).fill_null(False),
        "boss_of": _ahead().str.contains(rf"(?:^|[^a-z])(?:{words['bosses']}) (?:of|at) [^.;,]{{2,30}} $")
        & (gap < 30),
        "by_the_unit": split & (size < TAGGED) & (gap < 70),
        "on_wager": after.str.contains(
            r"^ (?:a year |last [a-z]+ |in total |so far )?(?:on|betting on|trading|punting on) "
            rf"(?:[a-z0-9'’&.-]+ ){{0,4}}(?:{words['wagers']}){_END}"
        )
        & between.str.contains(straight),
        "of_sales": after.str.contains(
            r"^ (?:from [^.;,]{1,30} )?(?:out )?of (?:its|their|the|his|her) (?:[^;]{0,30} )?"
            rf"(?:sales|revenue|revenues|turnover){_END}"
        )
        & (gap < 30),
        "brings_whom": between.str.contains(whom)
        & ~between.str.contains(straight)
        & ~between.str.contains(nobody)
        & ~_ahead().str.contains(raised),
        "wares_worth": between.str.contains(wares) & ~between.str.contains(kept),
        "in_results": after.str.contains(rf"^ (?:a year |annually |this year )?in {_RESULTS}{_END}")
        & (gap < 45),
        "shaved_from": before.str.contains(
            spell(
                r"(?:^| )(?:(?:shav|knock|cut|lop|slash|slic|wip|stripp?|chopp?|dent|eras|trimm?)(?:e|es|ed|ing|s)?|takes?|took|taking)"
                rf"{_HEDGED} $",
                words,
            )
        ),
        "making": _ahead().str.contains(_MAKING) & (gap < 45),
        "to_make": after.str.contains(
            r"^ to (?:make|produce|mine|grow|raise|brew|refine|pump|extract|rear|bake|assemble|build|dig up|bring up|"
            r"generate|lift|harvest|catch|bottle|process|smelt|mill|print|recycle)(?:[.,;]| (?:an?|each|every|one|it|the same) |$)"
        )
        & (size < TAGGED)
        & (gap < 45),
        "made_for": between.str.contains(
            spell(
                r"^ (?:it|them|one|each|(?:its|each|every) [a-z-]+)(?: [a-z]+){0,3} (?:for|at)"
                rf"{_HEDGED} $",
                words,
            )
        )
        & ~between.str.contains(" (?:offer|bid|approach|case|loss|name|deal|plan)s? ")
        & (size < TAGGED),
        "stash_worth": before.str.contains(
            spell(
                rf"(?:^|[^a-z])(?:{words['stashes']}) (?:(?:that |which )?(?:[a-z.'&-]+ ){{0,5}}(?:held|holds|owned|owns|kept|keeps|"
                rf"amassed|mined)(?: [a-z.'&-]+){{0,6}} |of [^.;,]{{1,30}} )?(?:(?:is|was|were|are|now|then|still) )*"
                rf"(?:worth|valued at){_HEDGED} $",
                words,
            )
        ),
        "itself": after.str.contains(
            r"^ (?:itself|themselves|himself|herself|(?:from|out of) (?:its|their|his|her) own "
            rf"(?:pocket|funds|resources|money|cash|budget)){_END}"
        )
        & (gap < 45),
        "share_bid": after.str.contains(
            r"^ (?:in cash )?(?:an?|per|for each|for every) (?:share|unit|ads|adr)(?:,? in (?:cash|stock|shares))?,? "
            r"(?:for (?:it|them|the|its|[a-z]{3,})|which values|that values|valuing|or [^;]{1,30} (?:in all|in total|"
            rf"altogether)){_END}"
        )
        & ~after.str.contains("stake|holding|[0-9] ?%|per ?cent")
        & (gap < 60),
        "from_towards": after.str.contains(
            r"^ (?:in [a-z ]{3,20} )?from [^.;,]{2,40} (?:towards?|to help (?:build|pay|fund|finance)|"
            r"to (?:build|expand|modernise|upgrade|repair|restore)) "
        )
        & (gap < 25),
    }
