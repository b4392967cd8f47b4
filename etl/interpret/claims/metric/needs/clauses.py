"""What some cues need of the clause around them: what a sum is for, from whom it comes, at what it is set."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.metric.needs.shapes import (
    END,
    FOR,
    HEDGED,
    LARGE,
    ONE,
    PER_SHARE,
    SMALL,
    TAGGED,
    ahead,
    straight,
)
from etl.interpret.claims.patterns import spell

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
_FORECAST = rf"(?:forecasts?|estimates?|consensus|expectations?|guidance|targets?)(?: of| at| for)?{HEDGED} $"
_NO_WRONG = (
    r"^ for (?:the |its |their |his |her |[0-9]+ )?(?:[a-z]+ )?"
    r"(?:patents?|copyrights?|safety|privacy|tracking|recalls?|emissions)(?:[^a-z]|$)"
)
"""What is paid for as well as paid over."""
_AT_VALUATION = r"^(?: more| extra)?,? at an? [^.;]{0,40}valuation(?:[^a-z]|$)"
_A_LOAN = (
    r"^ (?:(?:worth )?(?:of|in|as) )?(?:[a-z0-9'’-]+ ){0,4}"
    r"(?:loans?|debt|mortgages?|facility|bridge|unitranche|"
    rf"(?:debt|bridge|construction|project|acquisition|mezzanine|senior|dip) financing){END}"
)
_FINANCING = rf"^ (?:worth )?(?:of|in) financing{END}"
_ARRANGES = r"(?:^|[^a-z])(?:arrang(?:es?|ed|ing)|underwr(?:ites?|ote|itten|iting)) [^.;]*$"
_FROM_LENDER = r"^[^.;]{0,80} from [a-z0-9]"
"""A loan that somebody gives, and one that comes from somebody else than who is told to arrange it."""
_YEARS = r"^ over (?:[a-z0-9-]+ ){0,5}(?:years?|months?|decades?|weeks?|quarters?|time|period|instal?lments)"

_SOLD_FROM = r"^ (?:an?|its|the|their) (?:[a-z0-9-]+ ){1,5}?(?:in [a-z]+ )?from (?:just |about |only )?$"
"""`sells a small hatchback in Europe from €22,990`; not `rose from $5`."""


def needs_of_clauses(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """These needs by their names in metrics.toml, and the tests that meet them."""
    return {**_comes_from(words), **_is_set_at(words), **_is_for(words)}


def _comes_from(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what names the giver: `from Acme Ventures`, `from Acme, which gets 49%`, `tolls bring in`."""
    between, after, gap = pl.col("between"), pl.col("after"), pl.col("gap")
    backers = rf"^ from (?:[a-z0-9.&',-]+ ){{0,6}}(?:{words['investors_words']}){END}"
    part = (
        rf"^ from [^.;]{{2,40}}(?: in (?:exchange|return) for|,? (?:which|who)|,? for) [^.;]{{0,30}}"
        rf"(?:{_PART}|seats?(?: on|[.,]))"
    )
    sums = r"^ (?:of|in|as) (?:[a-z]+ ){0,2}(?:revenue|sales|profit|earnings|income|turnover|losses)"
    return {
        "from_backers": after.str.contains(backers) & (gap < 30),
        "for_part": after.str.contains(part) & (gap < 30),
        "with_sum": between.str.contains(
            spell(rf"^ (?:[a-z0-9.&'-]+ ){{0,5}}(?:with|to the tune of){HEDGED} $", words)
        )
        & ~after.str.contains(sums),
        "from_state": after.str.contains(
            rf"^ (?:a year |in [a-z' -]{{2,30}} )?from (?:the |its |their |his )?(?:[a-z'-]+ )?"
            rf"(?:{words['states']}|{words['public_bodies']})(?:['’]s [a-z' -]{{3,40}})?{END}"
        )
        & ~after.str.contains(rf"^[^.;]{{0,40}}(?:{words['taxes']}|exports|sales|trade|loans?|orders?){END}")
        & (gap < 30),
        "of_dues": ahead().str.contains(
            rf"(?:^|[^a-z])(?:{words['dues_paid']})(?:,? (?:which |that )?[a-z]+(?: [a-z]+){{0,5}},?)? $"
        )
        & (gap < 30),
    }


def _is_set_at(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what is set at the sum: a listing, a thing that comes out, one of a kind, a forecast."""
    before, between, gap, size = pl.col("before"), pl.col("between"), pl.col("gap"), pl.col("size")
    at = before.str.contains(spell(rf" at{HEDGED} $", words)) & ~between.str.contains("[.;]")
    one = ahead()
    works = rf"(?:^|[ -])(?:{words['project_nouns']}|{words['works']}){END}"
    won = spell(
        rf"[ -](?:<works_won>)(?:[^a-z][^.;]*)? (?:at|for|worth|valued at|of|with|bid of|price of)"
        rf"{HEDGED} $",
        words,
    )
    return {
        "at_large": at & (size >= LARGE) & (gap < 70),
        "at_round": (size >= LARGE) & ~pl.col("after").str.contains("^,? (?:is|was|makes|ranks|will be) "),
        "thing_for": before.str.contains(spell(FOR, words))
        & ~between.str.contains(
            r"[.;]|(?:^|[^a-z])(?:shares?|stock|stakes?|holding|units?|bonds|notes|to|company|firm|business)(?:[^a-z]|$)"
        )
        & between.str.contains(r"^ (?:[a-z0-9'’-]+ ){1,7}")
        & ~pl.col("after").str.contains(PER_SHARE)
        & (size < SMALL)
        & (gap < 50),
        "marked_down": between.str.contains(
            spell(rf"^ (?:[a-z0-9.'&-]+ ){{1,14}}(?:down|up|back) (?:to|at){HEDGED} $", words)
        )
        & ~between.str.contains("shares|stake|holding|stock|its |their |bills? |costs? |debts? |loss|deficit")
        & (size < TAGGED),
        "at_small": at & (size < TAGGED) & (gap < 60),
        "sold_from": between.str.contains(_SOLD_FROM) & (size < SMALL) & (gap < 60),
        "one_costs": one.str.contains(_ONE)
        & ~one.str.replace(_PLACED, " ").str.contains(works)
        & (size < ONE)
        & (gap < 25),
        "people_ahead": ahead().str.contains(
            rf"(?:^|[^a-z])(?:{words['employed']}|{words['entitled']}|members?|dockers|strikers|workforce)"
            r"(?:[^a-z][^.;]{0,50})? $"
        )
        & (gap < 40),
        "small_cost": ~one.str.contains(works)
        & ~one.str.contains(
            "(?:programme|program|repairs|upkeep|service|operation|campaign|damage|law|staff)"
        )
        & ~one.str.contains("(?:^|[^a-z])[a-z]{2,}ing (?:[a-z]+ ){0,5}$")
        & (size < SMALL)
        & (gap < 25),
        "each_costs": one.str.contains(
            "(?:^|[^a-z])(?:each|every one) (?:of (?:its|the|these|those|their) )?[^.;,]{3,50}$"
        )
        & ~one.str.contains(works)
        & (gap < 25),
        "by_sum": before.str.contains(spell(rf" by(?: another| a further| an extra)?{HEDGED} $", words))
        & ~between.str.contains(
            r"[.;]|(?:sales|revenues?|turnover|output|stake|provisions?|capital|facility|loan)[^a-z]"
        )
        & (gap < 80),
        "from_small": before.str.contains(spell(rf" from(?: just)?{HEDGED} $", words))
        & ~between.str.contains(r"[.;]|, (?:and|but|which) ")
        & (gap < 50),
        "of_quoted": ahead().str.contains(
            rf"(?:^|[^a-z])(?:{words['quoted_goods']})(?: [a-z]+){{0,3}}(?: [0-9.]+ ?(?:%|per ?cent),?)? $"
        )
        & (gap < 25),
        "asset_worth": before.str.contains(
            spell(
                r"(?:^|[ ,])(?:an?|the|his|her|their|its|whose|two|three) (?:[a-z0-9-]+ ){0,3}(?:<estate>)"
                rf"(?:,| (?:that|which|in|of|at|on)(?: [^.;,]{{2,50}},?)?)?(?: [a-z]+){{0,5}} "
                rf"(?:worth|valued at|(?:valued|put|puts) (?:it |them )?at){HEDGED} $",
                words,
            )
        )
        & (gap < 25),
        "against_forecast": between.str.contains(spell(_FORECAST, words)) & (gap < 70),
        "works_won": between.str.contains(won),
        "looks_after": straight(words)
        & pl.col("after").str.contains(
            r"^(?:[.,;)]|$| (?:of|in|for|across|on behalf|from|worth|and|as|at|through|over)(?:[^a-z]|$))"
        ),
    }


def _is_for(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what the sum is for: a work, a wrong, one of each, a player, what one keeps."""
    between, after, gap = pl.col("between"), pl.col("after"), pl.col("gap")
    within = "(?:(?:over|in|by|within|on|every|per) [^.;,]{3,35} )?"
    goal = rf"^ (?:more |extra |a year |worth of [a-z]+ )?{within}to "
    moved = between.str.contains(spell(rf"^ [^.;,]{{2,60}} for{HEDGED} $", words))
    signed = rf"(?:^|[^a-z])(?:{words['signed_papers']}){END}"
    return {
        "to_do": after.str.contains(rf"{goal}[a-z]{{2,}}")
        & ~after.str.contains(rf"{goal}(?:{words['stays_alive']}){END}")
        & between.str.contains(
            spell(
                rf"^(?: at least| another| a further| north of)?{HEDGED} [\"“]?(?:north of |upwards of )?$",
                words,
            )
        ),
        "over_wrong": (
            after.str.contains(
                r"^ (?:to [^.;,]{3,30} )?(?:over|after|following|for) (?:[a-z0-9‘'’“\"-]+ ){0,6}"
                rf"(?:{words['wrongs']}){END}"
            )
            | ahead().str.contains(
                rf"(?:^|[.;] |, )(?:over|for) [^.;,]{{0,30}}[^a-z](?:{words['wrongs']})[^a-z][^.;]{{0,60}}$"
            )
        )
        & ~after.str.contains(_YEARS)
        & ~after.str.contains(_NO_WRONG)
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
        "goods_of": straight(words)
        & after.str.contains(
            "^ (?:worth )?(?:of [a-z]|in [a-z]|an? (?:day|week|month|year)|each |every |annually|daily)"
        ),
        "of_equity": after.str.contains(r"^ (?:of|in) (?:[a-z-]+ ){0,2}(?:equity|capital|cash)(?:[^a-z]|$)")
        & (gap < 30),
        "by_lender": ahead().str.contains(
            rf"(?:^|[^a-z])(?:{words['lenders']})(?:'s (?:executive )?board)?"
            rf"(?: (?:led|headed) by [^.;,]{{2,40}}?)?(?: [a-z]+){{0,3}} $"
        )
        & ~between.str.contains("[.;]|, (?:and|but|which|who|while) ")
        & (gap < 30),
        "at_valuation": after.str.contains(_AT_VALUATION) & (gap < 30),
        "gives_loan": (
            after.str.contains(_A_LOAN)
            | (after.str.contains(_FINANCING) & pl.col("before").str.contains(_ARRANGES))
        )
        & ~after.str.contains(_FROM_LENDER)
        & (gap < 30),
        "by_public_body": ahead().str.contains(
            rf"(?:^|[^a-z])(?:{words['public_bodies']})(?: [a-z]+){{0,2}} $"
        )
        & (gap < 30),
        "goes_for": moved & ~between.str.contains(signed) & ~ahead().str.contains(signed) & (gap < 80),
        "player_signed": (
            pl.col("leads")
            & between.str.contains(rf"^ (?:of )?(?:[a-z0-9.'’&-]+ ){{0,5}}(?:{words['players']}) ")
            & pl.col("before").str.contains(spell(FOR, words))
            & (gap < 80)
        )
        | (~pl.col("leads") & (gap <= 1) & after.str.contains("^ signing (?:of|from) [a-z]")),
        "for_player": after.str.contains(
            rf"^ (?:plus add-ons )?for (?:[a-z0-9'-]+ ){{0,4}}(?:{words['players']}){END}"
        )
        & (gap < 30),
        "kept_bonds": after.str.contains(
            r"^ (?:worth )?(?:of|in) (?:[a-z-]+ ){0,3}"
            r"(?:bonds|treasuries|gilts|bills|securities|bunds|bitcoin|gold)"
        )
        & ~after.str.contains("outstanding|maturing|falling due|due in")
        & (gap < 40),
    }
