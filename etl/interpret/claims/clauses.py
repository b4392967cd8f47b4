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
_SPLIT = r"(?:per|on an?|on each|on every|on the average|for each|for every|from each|from every)"
_FORECAST = (
    rf"(?:forecasts?|estimates?|consensus|expectations?|guidance|targets?)(?: of| at| for)?{_HEDGED} $"
)
_YEARS = r"^ over (?:[a-z0-9-]+ ){0,5}(?:years?|months?|decades?|weeks?|quarters?|time|period|instal?lments)"


def needs_of_clauses(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """These needs by their names in metrics.toml, and the tests that meet them."""
    return {
        **_comes_from(words),
        **_is_set_at(words),
        **_is_for(words),
        **_is_of(words),
        **_is_made(words),
        **_is_dealt(words),
    }


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
        "on_each": (
            after.str.contains("^ (?:on|from|per|for) (?:an?|each|every|one) [a-z]")
            | (
                pl.col("before").str.contains("(?:^|[^a-z])on (?:an?|each|every) [a-z][^.;,0-9]{2,40}$")
                & (pl.col("size") < TAGGED)
            )
        )
        & (gap < 25),
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
    """Needs of what the sum is of: a result, all sales, a unit, a bet, a hoard."""
    before, between, after = pl.col("before"), pl.col("between"), pl.col("after")
    gap, size = pl.col("gap"), pl.col("size")
    unit = rf"(?:[a-z-]+ ){{0,2}}(?:{words['units']}){_END}"
    split = (
        after.str.contains(rf"^,? (?:an?|each|every|(?:out )?of (?:each|every|an?)|{_SPLIT}) {unit}")
        | after.str.contains(rf"^ (?:of|in) (?:[a-z-]+ ){{0,2}}(?:{words['profits']}) {_SPLIT} ")
        | before.str.contains(rf" {_SPLIT} {unit}[^.;]{{0,60}}$")
    )
    straight = between.str.contains(spell(rf"^{_HEDGED} $", words))
    paid = rf"(?:after|before) (?:{words['paid_first']})"
    whole = "(?:(?:its|the|their|group|total|operating|net|core|[a-z]+'s|annual|underlying|pre-tax) ){0,3}"
    lost = "(?:(?:lost|foregone|forgone|missed|annual|operating|net|gross|pre-tax|potential|extra|core) )*"
    cut = (
        "(?:(?:shav|knock|cut|lop|slash|slic|wip|stripp?|chopp?|dent|eras|trimm?)(?:e|es|ed|ing|s)?|"
        "takes?|took|taking)"
    )
    had = rf"(?:that |which )?(?:[a-z.'&-]+ ){{0,5}}(?:{words['has_kept']})(?: [a-z.'&-]+){{0,6}} "
    return {
        "after_costs": (
            before.str.contains(rf"(?:^|[^a-z]){paid}[, ](?:[^.;0-9]{{0,60}})$")
            | after.str.contains(rf"^ (?:[a-z]+ ){{0,4}}{paid}{_END}")
        )
        & (gap < 40),
        "to_profit": after.str.contains(
            rf"^ (?:a year |each year )?(?:to|of|towards|for) {whole}(?:{words['profits']}|net income){_END}"
        )
        & (gap < 30),
        "of_sales": after.str.contains(
            r"^ (?:from [^.;,]{1,30} )?(?:out )?of (?:its|their|the|his|her) (?:[^;]{0,30} )?"
            rf"(?:sales|revenue|revenues|turnover){_END}"
        )
        & (gap < 30),
        "in_results": after.str.contains(
            rf"^ (?:a year |annually |this year )?in {lost}(?:{words['results']}){_END}"
        )
        & (gap < 45),
        "shaved_from": before.str.contains(spell(rf"(?:^| ){cut}{_HEDGED} $", words)),
        "off_somebody": after.str.contains(
            rf"^ (?:off|from|out of) (?:[a-z.'&-]+ ){{1,4}}"
            rf"(?:{words['profits']}|sales|revenue|revenues|turnover){_END}"
        )
        & straight,
        "to_owners": after.str.contains(
            r"^ (?:(?:a year|more|back|goes|go|went|will go|is to go|was paid|is paid) )?(?:out )?to "
            r"(?:(?:its|the|their|his|all|other|private|foreign|outside|[a-z.&-]+'s?) ){0,3}"
            rf"(?:owners?|shareholders|stockholders|unitholders|investors){_END}"
        )
        & (gap < 30),
        "by_the_unit": split & (size < TAGGED) & (gap < 70),
        "on_wager": after.str.contains(
            r"^ (?:a year |last [a-z]+ |in total |so far )?(?:on|betting on|trading|punting on) "
            rf"(?:[a-z0-9'’&.-]+ ){{0,4}}(?:{words['wagers']}){_END}"
        )
        & straight,
        "that_it": between.str.contains(
            r"^ (?:(?:that|which) (?:[a-z0-9'&-]+ ){1,3}|(?:it|they|he|she|the [a-z]+) (?:had |has |have )?)$"
        ),
        "stash_worth": before.str.contains(
            spell(
                rf"(?:^|[^a-z])(?:{words['stashes']}) (?:{had}|of [^.;,]{{1,30}} )?"
                rf"(?:(?:is|was|were|are|now|then|still) )*(?:worth|valued at){_HEDGED} $",
                words,
            )
        ),
        "boss_of": _ahead().str.contains(rf"(?:^|[^a-z])(?:{words['bosses']}) (?:of|at) [^.;,]{{2,30}} $")
        & (gap < 30),
    }


def _is_made(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what is made or built for the sum: one of a kind, a work; of who pays for it."""
    between, after, gap, size = pl.col("between"), pl.col("after"), pl.col("gap"), pl.col("size")
    straight = between.str.contains(spell(rf"^{_HEDGED} $", words))
    works = rf"(?:{words['works']}|{words['project_nouns']})"
    mended = rf"(?:{words['repairs']}|{words['project_nouns']})"
    making = rf"(?:^|[.;:,\"“] |(?:and|but|that|where|says|said) )(?:{words['makings']}) [^.;,]{{1,45}}$"
    ones = r"(?:it|them|one|each|(?:its|each|every) [a-z-]+)"
    return {
        "making": _ahead().str.contains(making) & (gap < 45),
        "to_make": after.str.contains(
            rf"^ to (?:{words['makes_one']})(?:[.,;]| (?:an?|each|every|one|it|the same) |$)"
        )
        & (size < TAGGED)
        & (gap < 45),
        "made_for": between.str.contains(spell(rf"^ {ones}(?: [a-z]+){{0,3}} (?:for|at){_HEDGED} $", words))
        & ~between.str.contains(" (?:offer|bid|approach|case|loss|name|deal|plan)s? ")
        & (size < TAGGED),
        "work_at": _ahead().str.contains(rf"(?:^|[^a-z]){works}(?: [a-z]+){{0,4}}, $")
        & straight
        & after.str.contains(r"^(?:,|\)| on the latest| by the)"),
        "work_came": _ahead().str.contains(
            rf"(?:^|[^a-z])(?:the|an?|its|new) (?:[a-z-]+ ){{0,3}}{works}"
            r"(?: (?:itself|alone|now|then|only))? $"
        )
        & straight,
        "work_put": _ahead().str.contains(rf"(?:^|[^a-z]){mended}(?: [a-z'-]+){{0,5}} $") & (gap < 30),
        "of_work": between.str.contains(
            rf"^ (?:the|an?|its|that|this) (?:[a-z-]+ ){{0,3}}{works}(?: [a-z'-]+){{1,7}} $"
        ),
        "itself": after.str.contains(
            r"^ (?:itself|themselves|himself|herself|(?:from|out of) (?:its|their|his|her) own "
            rf"(?:pocket|funds|resources|money|cash|budget)){_END}"
        )
        & (gap < 45),
        "from_towards": after.str.contains(
            r"^ (?:in [a-z ]{3,20} )?from [^.;,]{2,40} (?:towards?|to help (?:build|pay|fund|finance)|"
            r"to (?:build|expand|modernise|upgrade|repair|restore)) "
        )
        & (gap < 25),
        "lender_with": between.str.contains(spell(rf"^ [^.;,]{{2,40}} with{_HEDGED} $", words))
        & _ahead().str.contains(rf"(?:^|[^a-z])(?:{words['lenders']})(?: [a-z]+){{0,3}} $"),
    }


def _is_dealt(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of who deals with whom for the sum: a seller and its customers, a builder, a bidder."""
    between, after, gap, size = pl.col("between"), pl.col("after"), pl.col("gap"), pl.col("size")
    straight = between.str.contains(spell(rf"^{_HEDGED} $", words))
    named = (pl.col("name_at") < pl.col("at")).fill_null(False)
    somebody = r"(?:[a-z.'&-]+ ){1,4}"
    whom = spell(rf"^ (?:(?:the|its|their) )?(?:[a-z.'&-]+ ){{0,2}}[a-z.'&-]+{_HEDGED} $", words)
    nobody = rf" (?:{words['no_recipients']}) "
    raised = (
        r"(?:^|[^a-z])(?:sale of|disposal|flotation|float|listing|ipo|round|placing|bonds?|issue|offering|"
        r"deals?|contracts?|agreement|orders?|pact|lease)"
    )
    wares = spell(rf"^ (?:[a-z0-9',-]+ ){{1,5}}worth{_HEDGED} $", words)
    kept = rf"(?:^|[^a-z])(?:{words['holdings']}|{words['debts']}|its|their|his|her){_END}"
    counted = rf"(?:[a-z]+ ){{0,3}}(?:[0-9][0-9,]*|<numbers>) (?:[a-z0-9-]+ ){{1,4}}from {somebody}"
    share = r"(?:an?|per|for each|for every) (?:share|unit|ads|adr)(?:,? in (?:cash|stock|shares))?,?"
    seller = r"(?:(?:its|their)|[a-z.&-]+(?: [a-z.&-]+){0,2}'s?)"
    return {
        "from_payers": after.str.contains(
            r"^ (?:a year |last year |a month )?from (?:(?:its|their|the|his) )?(?:[a-z]+ )?"
            rf"(?:{words['payers']}){_END}"
        )
        & (gap < 30),
        "for_doing": after.str.contains(rf"^ (?:a year )?for (?:{words['makings']}|{words['doings']}) [a-z]")
        & straight,
        "at_tills": after.str.contains(
            r"^ (?:(?:a week|a year|last year|in all) )?(?:at|through|over|on) (?:the |its |their )?"
            rf"(?:{words['tills']}){_END}"
        )
        & (gap < 30),
        "spent_there": after.str.contains(
            rf"^ (?:a year |last year |a week )?(?:in|at|on|through|with) {seller} "
            rf"(?:[a-z-]+ ){{0,2}}(?:{words['shops']}){_END}"
        ),
        "brings_whom": between.str.contains(whom)
        & ~straight
        & ~between.str.contains(nobody)
        & ~_ahead().str.contains(raised),
        "for_firm": after.str.contains("^ (?:a year |last year |a month )?for [a-z]")
        & (pl.col("next_at") - pl.col("to")).is_between(4, 22)
        & (pl.col("next_kind") == "company"),
        "for_purse": after.str.contains(
            r"^ (?:a year |last year )?(?:for|into) (?:the |its )?(?:[a-z'-]+ ){0,2}"
            rf"(?:{words['coffers']}){_END}"
        )
        & ~_ahead().str.contains(raised),
        "wares_worth": between.str.contains(wares) & ~between.str.contains(kept),
        "for_one": after.str.contains("^ for (?:an?|its|his|her|the|each|every|one|their) [a-z]")
        & straight
        & (size < ONE),
        "counted_from": between.str.contains(spell(rf"^ {counted}for{_HEDGED} $", words))
        & ~between.str.contains("shares|stake|per ?cent|companies|firms|clubs"),
        "for_whom": between.str.contains(
            spell(rf"^ [^.;,]{{2,40}} for {somebody}(?:for|at){_HEDGED} $", words)
        )
        & named,
        "hired_to": between.str.contains(
            spell(rf"^ {somebody}to [a-z]{{3,}} [^.;]*(?:for|at){_HEDGED} $", words)
        )
        & named,
        "bid_to": after.str.contains(rf"^ to (?:{words['contracted']}){_END}") & straight,
        "seen_at": between.str.contains(spell(rf"^ {somebody}at{_HEDGED} $", words))
        & (size < TAGGED)
        & named,
        "share_bid": after.str.contains(
            rf"^ (?:in cash )?{share} (?:for (?:it|them|[a-z]{{3,}})|which values|that values|valuing|"
            rf"or [^;]{{1,30}} (?:in all|in total|altogether)){_END}"
        )
        & ~after.str.contains("stake|holding|[0-9] ?%|per ?cent")
        & (gap < 60),
    }
