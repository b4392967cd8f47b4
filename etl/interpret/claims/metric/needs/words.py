"""What some cues need of the words beside their amount: a share, a stake, a court, who pays."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.metric.needs.shapes import END, FOR, LARGE, PER_SHARE, SMALL_BID, of_holders
from etl.interpret.claims.patterns import spell

_OWN = r"^ (?:worth )?of (?:its|their|his|her) (?:own )?<stocks>"
_STOCK = r"^ (?:worth )?of (?:[a-z0-9.'&-]+ ){0,3}<stocks>(?:[^a-z]|$)"
_FRACTION = "<fractions> of "
_STAKE = (
    r"^ (?:in cash )?(?:for|on|to <takes_part>|in (?:exchange|return) for) "
    r"(?:(?:[a-z]+ ){0,3}[0-9.]+ ?(?:%|per ?cent)|"
    rf"(?:almost |nearly |about |roughly |just )?{_FRACTION}|"
    r"(?:its|their|his|her|the|that) (?:remaining |other )?(?:half|third|quarter|fifth|tenth)(?:[ ,.;]|$)|"
    r"(?:[a-z0-9.%-]+ ){0,5}<parts>(?:[^a-z]|$))"
)
_STOCK_SOLD = (
    r"^ (?:worth )?(?:of|in) (?:(?:new|its|their|preferred|common|ordinary|fresh|additional) ){0,2}<stocks>"
)
_COUNTED = (
    r"^ (?:[a-z]+ ){0,3}(?:[0-9][0-9,]*|<numbers>|an?|another)(?: of| more)? (?:[a-z0-9-]+ ){1,6}"
    r"(?:worth|for|valued at|costing)"
)
"""What is ordered, by its number: `40 jets for`."""
_CRAFT = (
    r"^ (?:[a-z]+ ){0,2}(?:[0-9][0-9,]*|<numbers>|another)(?: of| more| new)? (?:[a-z0-9-]+ ){0,4}<crafts>"
    r"(?: (?:from|of|with|to|in|by|over) [^,;]{2,50})?,? (?:in a deal worth|worth|for|valued at|costing)"
)
"""`20 wide-body jets for`: what is bought by its number, and is no firm."""
_GERUND = (
    r"(?:^|[.;:,] |and |but |that )[a-z]{2,}ing (?:the|an?|its|their|each|all|every|new|up|out|it|them|such|"
    r"[a-z]+s) (?:[a-z'-]+ ){0,5}(?:is|was|are|were|be|been|will|would|could|may|might|takes|took|needs|"
    r"needed|requires|required|comes|runs) "
)
"""A work as what costs: `reopening the shaft is put at`."""
_INTO = r"^ (?:of [a-z' -]{1,30})?(?:in|into|on) [a-z0-9]"
_SERVICE = r"^ (?:a year |a season |annually |per year |per season )?(?:for|to) [a-z]"
_WORTH = "(?:(?:is|was|were|are|now|ever) )?(?:worth|valued at)"
_HEDGED = "(?: <hedging>)*"
_UNNAMED = r"^ (?:(?:its|their|the|an?|some|half|most|part|his|her|all) |[0-9])"
_TAGGED = (
    r"^(?: (?:tag|target|range))?(?: <comes_to>)*"
    rf"{_HEDGED},? $"
)
"""What stands between a price and what it comes to: `at the March price and would come to` is of another."""
_TAKEN_FROM = r"(?:^|[^a-z])(?:from|out of|into) (?:(?:the|an?|its|their|his|her) (?:[a-z'’-]+ ?){0,4})?$"
"""What is taken from a fund, or put into it, is not its size."""
_ORDERED = r"(?:^|[^a-z])(?:order(?:s|ed|ing)?|sentenced) [^.;,]{2,60} to pay [^.;]*$"
"""What a court orders one to pay is a penalty, whatever for."""
_PART = rf"[0-9] ?%|per ?cent of|stake|holding(?:s? (?:in|of)|[.,;]| [^a-z])|interest in|{_FRACTION}"
"""A part of a firm; `Acme Holdings` is a firm."""
_PAYING = (
    r"(?:, (?:for which (?:it|they|he|she) )?| and (?:has )?)(?:paying|paid|handing over|handed over)"
    r"(?: <before_fee>)* $"
)
"""`Took 5% of Acme, paying $5m`."""
_PART_OF_TIME = (
    "(?:first|second|latter|other) half|"
    "half of (?:the|this|last|next|its|that) (?:[a-z]+ )?(?:year|decade|century)"
)
"""`for the first half of the year at $5m`"""
_VALUED_AT = r" (?:valu|pric)(?:es?|ed|ing) (?:it|them|the(?: [a-z-]+){1,3}) at(?: [a-z]+){0,3} $"
"""What a part of the firm makes the whole worth."""
_OF_WHOLE = (
    r"^ (?:[a-z-]+ ){0,3}?<whole_firms>(?:[^a-z]|$)|"
    r"[|][^.;]{0,20}(?:sale|disposal|divestment) of (?:the|an?|that) (?:[a-z-]+ ){0,3}?"
    r"<whole_firms>(?:[^a-z]|$)"
)
"""What is sold is a firm, behind the word or behind the amount."""
_PART_IT = (
    r"(?:[0-9] ?%|per ?cent|stake|holding|shareholding|shares)(?: (?:of|in) [^.;,]{1,30})?(?: that| which)? "
    r"(?:it|he|she|they|[a-z]+) (?:(?:had )?<purchased>|(?:did|does|do) not (?:already |yet )?own)"
)


def needs_of_words(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """These needs by their names in metrics.toml, and the tests that meet them."""
    return {**_words_around(words), **_parts_around(words)}


def _words_around(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """The needs that words beside the amount meet, or the amount itself."""
    before, between, after, gap = pl.col("before"), pl.col("between"), pl.col("after"), pl.col("gap")
    priced = before.str.contains(spell(FOR, words))
    held = after.str.contains(rf"^ (?:worth )?(?:of|in) (?:[a-z.-]+ ){{0,3}}(?:{words['holdings']})")
    taxed = rf"^ (?:a year |last year )?(?:in|of|from) (?:[a-z-]+ ){{0,2}}(?:{words['taxes']})(?:[^a-z]|$)"
    project = (
        rf"^ (?:[a-z]+ ){{0,6}}to (?:{words['building']}){END}|"
        rf"^ (?:[a-z]+ ){{0,3}}(?:in|into|on|at) (?:{words['built']}|"
        rf"(?:[a-z\"“”'’-]+ ){{0,5}}(?:{words['works']})){END}"
    )
    owed = rf"^ (?:worth )?of (?:[a-z0-9'’-]+ ){{0,4}}(?:{words['debts']}){END}"
    total = rf"(?:^|[ -])(?:{words['totals']})(?:[^a-z]|$)"
    return {
        "worth_of": held,
        "unnamed": between.str.contains(_UNNAMED) & priced,
        "goods": after.str.contains(
            r"^ (?:worth )?of [a-z]|^ in (?:[a-z-]+ ){0,2}"
            rf"(?:computing|compute|power|capacity|services|equipment|chips|gear|hardware|electricity){END}"
        )
        & ~held
        & ~after.str.contains(owed)
        & ~after.str.contains("^ of (?:which|it|them|that|this|the total|(?:its|his|her|their|my|our) own)"),
        "for_thing": after.str.contains(
            "^ (?:for|to|on) (?:the|an?|its|their|that|this|those|such|new|two|three|[a-z]+s)[ .,;]"
        )
        & (gap < 30),
        "thing_worth": before.str.contains(
            spell(
                r"(?:^|[ ,])(?:(?:an?|the|two|three|[0-9,]+) (?:[a-z-]+ ){1,3}|[a-z]{3,}s )"
                rf"{_WORTH}{_HEDGED} $",
                words,
            )
        )
        & ~before.str.contains(spell(rf"(?:^|[ -])(?:{words['firms']}),? {_WORTH}{_HEDGED} $", words))
        & ~before.str.contains(
            spell(rf"(?:^|[^a-z])(?:{words['bargains']})[^.;]*{_WORTH}{_HEDGED} $", words)
        ),
        "wage_rate": after.str.contains(
            rf"^ (?:more |extra )?(?:an?|per|each|every) (?:{words['wages']}){END}"
        ),
        "rate": after.str.contains(rf"^ ?(?:an?|per|each|every) ?(?:{words['rate_units']}){END}")
        & (gap < 60),
        "to_pay": between.str.contains(" to (?:pay|repay|hand over|compensate|refund) "),
        "court": before.str.contains(words["courts"]),
        "taxes": after.str.contains(taxed),
        "in_dues": after.str.contains(
            r"^ (?:a year |last year )?in (?:[a-z-]+,? (?:and )?){0,4}(?:tax|taxes|duty|duties|levies|tolls|"
            rf"royalties|tariffs|costs|expenses|bills|charges|premiums|rent){END}"
        )
        & ~before.str.contains(_ORDERED),
        "bare": ~between.str.contains("[0-9]"),
        "backers": after.str.contains(words["backers"]),
        "share": after.str.contains(PER_SHARE) | (pl.col("per") == "share").fill_null(False),
        "large": pl.col("size") >= LARGE,
        "at_once": gap <= 1,
        "stock_of": after.str.contains(spell(_STOCK, words)) & ~after.str.contains(spell(_OWN, words)),
        "for_fund": after.str.contains(
            rf"^ (?:[a-z]+ ){{0,3}}(?:for|across) (?:[a-z0-9'-]+ ){{0,5}}(?:{words['vehicles']})(?:[^a-z]|$)"
        )
        & ~between.str.contains("[0-9]"),
        "into": after.str.contains(_INTO)
        & ~after.str.contains(rf"^ (?:in|on) (?:[a-z-]+ )?(?:{words['times_and_ways']})(?:[^a-z]|$)")
        & ~between.str.contains("^ at ")
        & (gap < 30),
        "project": after.str.contains(project) & (gap < 40),
        "available": after.str.contains("^ (?:a year |more )?available(?:[^a-z]|$)") & (gap < 30),
        "aside": after.str.contains("^ aside") & (gap < 40),
        **_uses_around(words),
        "service": after.str.contains(_SERVICE) & (gap < 25),
        "global": between.str.contains(total) & (gap < 80),
        "sized": (~pl.col("leads") & ~between.str.contains(_TAKEN_FROM))
        | between.str.contains(spell(rf"(?:^|[ ,(])(?:{words['sizes']}){_HEDGED},? $", words)),
        "compound": ~pl.col("leads")
        & (gap <= 32)
        & ~between.str.contains(rf"[,.;:()]|(?:^|[^a-z])(?:{words['not_in_compound']}){END}"),
        "in_round": before.str.contains(rf"(?:^|[^a-z])(?:{words['rounds']})[ ,]"),
        "small_bid": (pl.col("size") < SMALL_BID) & (pl.col("size") > 1) & (gap < 40),
        "adjective": pl.col("surface").str.contains("(?i)-(?:dollar|euro|pound|yen|rupee)$"),
    }


def _uses_around(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """The needs that say what a sum is for, of or to."""
    before, between, after, gap = pl.col("before"), pl.col("between"), pl.col("after"), pl.col("gap")
    names_first = (pl.col("name_at") - pl.col("cue_to") <= 1).fill_null(False)
    sold = rf"(?:{words['things']})s?|{words['goods']}|{words['services']}|capacity|software|power|gas|oil"
    wares = rf" (?:{sold}) in an? "
    put = spell(
        rf"^ (?:(?:the|its|his|her|their|an?) )?(?:[a-z'-]+ ){{0,3}}(?:{words['concerns']}) "
        rf"(?:at|near|close to){_HEDGED} $",
        words,
    )
    spend = spell(rf"^ (?:[a-z' ]{{0,50}} )?(?:{words['splurges']}){_HEDGED} $", words)
    people = (
        r"^ (?:[a-z]+ ){0,2}to (?:[0-9,]+|its|their|the|former|retired|local|about|some|more than) "
        rf"(?:[a-z0-9,-]+ ){{0,3}}(?:{words['entitled']}){END}"
    )
    known = (
        r"(?:^|[^a-z])(?:the|its|their|his|her|our|two|three|four|both|these|those|some|other|most|many) "
        rf"(?:[a-z-]+ ){{0,2}}(?:{words['buyers']}) [^.;]*$"
    )
    short = gap < 30
    shares = r"^ (?:[a-z]+ )?[0-9][0-9.,]* (?:[a-z]+ ){0,3}(?:shares|units|adss|adrs)"
    one = "(?:an?|one|each|every|the average|the cheapest)"
    thing = rf"(?:^|[ ,]){one} (?:[a-z0-9-]+ ){{0,4}}(?:{words['things']})"
    return {
        "thing_costs": before.str.contains(spell(rf"{thing}(?: [a-z]+){{1,10}}{_HEDGED} $", words))
        & ~before.str.contains(" at an? (?:[a-z]+ )?cost of ")
        & (gap < 25),
        "goods_worth": between.str.contains(spell(rf"^ (?:[a-z0-9'-]+ ){{1,6}}worth{_HEDGED} $", words))
        & ~between.str.contains(
            rf"(?:^|[^a-z])(?:{words['holdings']}|{words['firms']}|{words['debts']}|stake|steps|measures|part|care){END}"
        )
        & ~between.str.contains("^ (?:(?:is|was|are|were|be|been|that|which|for|could|would|may|might) )")
        & ~(names_first & between.str.contains(" in an? ") & ~between.str.contains(wares)),  # who, not what
        "puts_firm": between.str.contains(put),
        "they_spend": between.str.contains(spend) & ~before.str.contains(known),
        "that_one": ~pl.col("leads")
        & between.str.contains(r"^ (?:that |which )?(?:[a-z0-9.'&-]+ ){1,4}$")
        & ~between.str.contains("^ (?:of|in|for|from) "),
        "given_to": after.str.contains(
            r"^ (?:more |a year |each |annually )?(?:(?:to|towards?) [a-z]|for (?:[a-z-]+ ){0,3}"
            rf"(?:{words['services']}){END})"
        )
        & ~after.str.contains(
            rf"^ (?:[a-z]+ ){{0,2}}to (?:(?:its|the|their|his) )?"
            rf"(?:{words['holders']}|owners?|that|this){END}"
        )
        & short,
        "paid_to": after.str.contains(people) & short,
        "to_end": after.str.contains(
            r"^(?:, (?:including|of which|plus|with) [^,;]{2,50},)? (?:[a-z]+ ){0,2}"
            rf"to (?:{words['endings']}){END}|"
            r"^ to [^,;]{3,50} to (?:settle|resolve) (?:[a-z-]+ ){0,3}"
            rf"(?:cases?|claims?|charges|disputes?|lawsuits?|suits?|probes?|investigations?|allegations|"
            rf"inquir(?:y|ies)|litigation|complaints?){END}|"
            rf"^ in an? (?:[a-z-]+ ){{0,2}}(?:case|lawsuit|suit|settlement|class action){END}"
        )
        & short,
        "for_sum": before.str.contains(spell(FOR, words)),
        "firm_sold": before.str.contains(spell(FOR, words)) & between.str.contains("^[ ,]"),
        "for_rights": after.str.contains(
            rf"^ (?:[a-z]+ ){{0,3}}for (?:[a-z'-]+ ){{0,3}}(?:{words['rights']}){END}|^ to licen[cs]e "
        )
        & short,
        "for_it": after.str.contains(rf"^ (?:in cash |in shares )?for (?:{words['the_lot']}){END}") & short,
        "debts_of": after.str.contains(
            rf"^ (?:worth )?(?:of|in) (?:[a-z0-9'’-]+ ){{0,4}}(?:{words['debts']}){END}"
        )
        & short,
        "of_costs": after.str.contains(
            rf"^(?: a year| annually|, or [^,;]{{2,30}},)? (?:of|in|from|off) (?:[a-z]+ ){{0,2}}"
            rf"(?:{words['outgoings']}){END}"
        )
        & short,
        "if_fails": after.str.contains(spell("^ (?:should|if|were) [^.;]{0,50}<fails>", words))
        | before.str.contains(spell("(?:^|[.;] )(?:should|if) [^.;]{0,60} <fails>[^.;]{0,50}, ", words)),
        "makes": between.str.contains(
            spell(
                rf"^ (?:[a-z'’-]+,? ){{0,5}}<makes>{_HEDGED}(?: (?:one-off|average|median|basic|flat))? $",
                words,
            )
        ),
        "shares_for": between.str.contains(spell(rf"{shares}[^.;]{{0,40}} for{_HEDGED} $", words))
        & ~before.str.contains(rf"(?:^|[ ,])(?:{words['holders']})(?:[^a-z]|$)")
        & ~of_holders(),
        "asset": between.str.contains(rf"[ -](?:{words['assets']}){END}")
        & ~between.str.contains(r"[.;]|, (?:and|but|which) ")
        & before.str.contains(spell(FOR, words)),
        "purse": before.str.contains(rf"(?:^|[^a-z])(?:{words['purses']})[^a-z][^;]*$") & (gap < 50),
        "just_so": after.str.contains(
            '^(?:[.;,"”]|$| (?:in cash|but|and was|last|earlier|before|on [a-z]+day)(?:[^a-z]|$))'
        ),
        "share_in": after.str.contains(
            r"^ (?:a|per) share (?:in|of) (?:[a-z0-9' -]+ )?(?:earnings|profits?|net income)"
        ),
        "taken_off": before.str.contains(spell(rf"(?:^| )(?:{words['takes_off']}){_HEDGED} $", words)),
        "held": before.str.contains(spell(rf"(?:^| )<holds>(?: only| just)?{_HEDGED} $", words)),
    }


def _parts_around(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """The needs of words that speak of a part of a firm, of its stock, or of things by their number."""
    before, between, after, gap = pl.col("before"), pl.col("between"), pl.col("after"), pl.col("gap")
    part = between.str.contains(spell(_PART, words)) | before.str.contains(spell(_PART_IT, words))
    things, each = words["things"], "each|apiece|a ?piece"
    return {
        "part_for": part
        & ~between.str.contains(_PART_OF_TIME)
        & ~before.str.contains(_VALUED_AT)
        & before.str.contains(spell(rf"{FOR}|{_PAYING}", words))
        & (gap < 110),
        "paid_over": (gap < 30)
        & after.str.contains(
            r"^ (?:spread )?over (?:the next |the following )?(?:[a-z]+|[0-9]+)(?:-year period| years?) for "
        ),
        "for_stake": after.str.contains(spell(_STAKE, words)),
        "sale_of_whole": pl.concat_str("between", pl.lit("|"), "after").str.contains(spell(_OF_WHOLE, words)),
        "new_stock": after.str.contains(spell(_STOCK_SOLD, words))
        & after.str.contains("valu|investors|a share|per share|underwrit")
        & ~before.str.contains(rf"(?:^|[ ,])(?:{words['holders']})(?:[^a-z]|$)"),
        "counted": between.str.contains(spell(_COUNTED, words)),
        "counted_craft": between.str.contains(spell(_CRAFT, words)),
        "each": after.str.contains(rf"^,? (?:{each}|(?:an?|per|each) (?:{things})){END}"),
        "tagged": (pl.col("size") >= LARGE)
        & (~pl.col("leads") | between.str.contains(spell(_TAGGED, words))),
        "gerund": before.str.contains(_GERUND),
        "back": between.str.contains(spell(rf"^ (?:[a-z0-9.'&-]+ ){{1,4}}back(?: by)?{_HEDGED} $", words)),
    }
