"""What some cues need beside them to count: a name, a share, a holding, a court (`needs` in metrics.toml)."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.bargains import needs_of_bargains
from etl.interpret.claims.clauses import PER_SHARE, needs_of_clauses
from etl.interpret.claims.patterns import spell
from etl.interpret.claims.payments import needs_of_payments
from etl.interpret.claims.sums import needs_of_sums

SMALL = 10_000
"""Below this a bid is one by the share."""
LARGE = 5e7
"""From here an amount is a price for a company rather than for a thing."""

_END = "(?:[^a-z]|$)"
_OWN = r"^ (?:worth )?of (?:its|their|his|her) (?:own )?<stocks>"
_STOCK = r"^ (?:worth )?of (?:[a-z0-9.'&-]+ ){0,3}<stocks>(?:[^a-z]|$)"
_FRACTION = "<fractions> of "
_STAKE = (
    r"^ (?:in cash )?(?:for|to <takes_part>|in (?:exchange|return) for) "
    r"(?:(?:[a-z]+ ){0,3}[0-9.]+ ?(?:%|per ?cent)|"
    rf"(?:almost |nearly |about |roughly |just )?{_FRACTION}|"
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
_GERUND = (
    r"(?:^|[.;:,] |and |but |that )[a-z]{2,}ing (?:the|an?|its|their|each|all|every|new|up|out|it|them|such|"
    r"[a-z]+s) (?:[a-z'-]+ ){0,5}(?:is|was|are|were|be|been|will|would|could|may|might|takes|took|needs|"
    r"needed|requires|required|comes|runs) "
)
"""A work as what costs: `reopening the shaft is put at`."""
_INTO = r"^ (?:of [a-z' -]{1,30})?(?:in|into|on) [a-z0-9]"
_SERVICE = r"^ (?:a year |a season |annually |per year |per season )?(?:for|to) [a-z]"
_WORTH = "(?:(?:is|was|were|are|now) )?(?:worth|valued at)"
_HEDGED = "(?: <hedging>)*"
_FOR = r"(?:for|at|cost|costs|costing|in a deal worth)(?: <before_fee>)* $"
_UNNAMED = r"^ (?:(?:its|their|the|an?|some|half|most|part|his|her|all) |[0-9])"
_TAGGED = (
    r"^(?: (?:tag|target|range))?(?: <comes_to>)*"
    rf"{_HEDGED},? $"
)
"""What stands between a price and what it comes to: `at the March price and would come to` is of another."""
_PART = rf"[0-9] ?%|per ?cent of|stake|holding|shareholding|interest in|{_FRACTION}"
_PART_IT = (
    r"(?:[0-9] ?%|per ?cent|stake|holding|shareholding|shares)(?: (?:of|in) [^.;,]{1,30})?(?: that| which)? "
    r"(?:it|he|she|they|[a-z]+) (?:had )?<bought>"
)
_PARTIES = ("company", "person", "organization")
_FORESEEN = " (?:<foreseen>|by 20|in 20)"
_FAR_NAME = 60
"""A name further off than this before `sales of` is not the seller's."""
_HOW_PAID = (
    r"^ (?:in (?:cash|stock|shares|cash and (?:stock|shares)|stock and cash)|up front)|"
    r"^, (?:mostly|partly|half|largely|all|chiefly|mainly|in|some|most|about|including|excluding|payable)"
    r" [^.;,]{2,35},"
)
"""What says how it is paid, between the sum and what that is for."""
_NEAR = 30
"""Within how many characters of a verb the name that it is done to begins."""


def with_their_needs(pairs: pl.DataFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The pairs of an amount and a cue that have beside them what the cue's rule asks for, if anything. Each
    test looks only at the pairs of its own need.
    """
    tests = needs(words)
    asked = pairs.filter(pl.col("needs").is_not_null()).partition_by("needs", as_dict=True)
    met = [part.filter(tests[str(need)]) for (need,), part in asked.items()]
    return pl.concat([pairs.filter(pl.col("needs").is_null()), *met]).lazy()


def needs(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Every need by its name in metrics.toml, and the test that meets it."""
    return {
        **_words_around(words),
        **_parts_around(words),
        **_names_around(words),
        **needs_of_clauses(words),
        **needs_of_sums(words),
        **needs_of_bargains(words),
        **needs_of_payments(words),
    }


def _words_around(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """The needs that words beside the amount meet, or the amount itself."""
    before, between, after, gap = pl.col("before"), pl.col("between"), pl.col("after"), pl.col("gap")
    priced = before.str.contains(spell(_FOR, words))
    held = after.str.contains(rf"^ (?:worth )?(?:of|in) (?:[a-z.-]+ ){{0,3}}(?:{words['holdings']})")
    taxed = rf"^ (?:a year |last year )?(?:in|of|from) (?:[a-z-]+ ){{0,2}}(?:{words['taxes']})(?:[^a-z]|$)"
    project = (
        rf"^ (?:[a-z]+ ){{0,6}}to (?:{words['building']}){_END}|"
        rf"^ (?:[a-z]+ ){{0,3}}(?:in|into|on|at) (?:{words['built']}|"
        rf"(?:[a-z-]+ ){{1,5}}(?:{words['works']})){_END}"
    )
    owed = rf"^ (?:worth )?of (?:[a-z0-9-]+ ){{0,4}}(?:{words['debts']}){_END}"
    total = rf"(?:^|[ -])(?:{words['totals']})(?:[^a-z]|$)"
    return {
        "worth_of": held,
        "unnamed": between.str.contains(_UNNAMED) & priced,
        "goods": after.str.contains(r"^ (?:worth )?of [a-z]")
        & ~held
        & ~after.str.contains(owed)
        & ~after.str.contains("^ of (?:which|it|them|that|this|the total)"),
        "for_thing": after.str.contains(
            "^ (?:for|to|on) (?:the|an?|its|their|that|this|those|such|new|two|three|[a-z]+s)[ .,;]"
        )
        & (gap < 30),
        "thing_worth": before.str.contains(
            rf"(?:^|[ ,])(?:(?:an?|the|two|three|[0-9,]+) (?:[a-z-]+ ){{1,3}}|[a-z]{{3,}}s )"
            rf"{_WORTH}{_HEDGED} $"
        )
        & ~before.str.contains(spell(rf"(?:^|[ -])(?:{words['firms']}),? {_WORTH}{_HEDGED} $", words))
        & ~before.str.contains(
            spell(rf"(?:^|[^a-z])(?:{words['bargains']})[^.;]*{_WORTH}{_HEDGED} $", words)
        ),
        "wage_rate": after.str.contains(
            rf"^ (?:more |extra )?(?:an?|per|each|every) (?:{words['wages']}){_END}"
        ),
        "rate": after.str.contains(rf"^ ?(?:an?|per|each|every) ?(?:{words['rate_units']}){_END}")
        & (gap < 60),
        "to_pay": between.str.contains(" to (?:pay|repay|hand over|compensate|refund) "),
        "court": before.str.contains(words["courts"]),
        "taxes": after.str.contains(taxed),
        "bare": ~between.str.contains("[0-9]"),
        "backers": after.str.contains(words["backers"]),
        "share": after.str.contains(PER_SHARE) | (pl.col("per") == "share").fill_null(False),
        "large": pl.col("size") >= LARGE,
        "at_once": gap <= 1,
        "stock_of": after.str.contains(spell(_STOCK, words)) & ~after.str.contains(spell(_OWN, words)),
        "for_fund": after.str.contains(
            rf"^ (?:[a-z]+ ){{0,3}}for (?:[a-z0-9'-]+ ){{0,5}}(?:{words['vehicles']})(?:[^a-z]|$)"
        )
        & ~between.str.contains("[0-9]"),
        "into": after.str.contains(_INTO) & ~between.str.contains("^ at ") & (gap < 30),
        "project": after.str.contains(project) & (gap < 40),
        "aside": after.str.contains("^ aside") & (gap < 40),
        **_uses_around(words),
        "service": after.str.contains(_SERVICE) & (gap < 25),
        "global": between.str.contains(total) & (gap < 80),
        "sized": ~pl.col("leads")
        | between.str.contains(spell(rf"(?:^|[ ,(])(?:{words['sizes']}){_HEDGED},? $", words)),
        "compound": ~pl.col("leads")
        & (gap <= 32)
        & ~between.str.contains(rf"[,.;:()]|(?:^|[^a-z])(?:{words['not_in_compound']}){_END}"),
        "in_round": before.str.contains(rf"(?:^|[^a-z])(?:{words['rounds']})[ ,]"),
        "small_bid": (pl.col("size") < SMALL) & (pl.col("size") > 1) & (gap < 40),
        "adjective": pl.col("surface").str.contains("(?i)-(?:dollar|euro|pound|yen|rupee)$"),
    }


def _uses_around(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """The needs that say what a sum is for, of or to."""
    before, between, after, gap = pl.col("before"), pl.col("between"), pl.col("after"), pl.col("gap")
    put = spell(
        rf"^ (?:(?:the|its|his|her|their|an?) )?(?:[a-z'-]+ ){{0,3}}(?:{words['concerns']}) at{_HEDGED} $",
        words,
    )
    spend = spell(rf"^ (?:[a-z' ]{{0,50}} )?(?:{words['splurges']}){_HEDGED} $", words)
    people = (
        r"^ (?:[a-z]+ ){0,2}to (?:[0-9,]+|its|their|the|former|retired|local|about|some|more than) "
        rf"(?:[a-z0-9,-]+ ){{0,3}}(?:{words['entitled']}){_END}"
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
        & ~between.str.contains("^ (?:(?:is|was|are|were|be|been|that|which|for|could|would|may|might) )"),
        "puts_firm": between.str.contains(put),
        "they_spend": between.str.contains(spend) & ~before.str.contains(known),
        "that_one": ~pl.col("leads") & between.str.contains(r"^ (?:that |which )?(?:[a-z0-9.'&-]+ ){1,4}$"),
        "given_to": after.str.contains("^ (?:more |a year |each |annually )?(?:to|towards?) [a-z]")
        & ~after.str.contains(
            rf"^ (?:[a-z]+ ){{0,2}}to (?:(?:its|the|their|his) )?(?:{words['holders']}|owners?){_END}"
        )
        & short,
        "paid_to": after.str.contains(people) & short,
        "to_end": after.str.contains(rf"^ (?:[a-z]+ ){{0,2}}to (?:{words['endings']}){_END}") & short,
        "for_sum": before.str.contains(spell(_FOR, words)),
        "firm_sold": before.str.contains(spell(_FOR, words)) & between.str.contains("^[ ,]"),
        "for_rights": after.str.contains(
            rf"^ (?:[a-z]+ ){{0,3}}for (?:[a-z'-]+ ){{0,3}}(?:{words['rights']}){_END}"
        )
        & short,
        "for_it": after.str.contains(rf"^ (?:in cash |in shares )?for (?:{words['the_lot']}){_END}") & short,
        "debts_of": after.str.contains(
            rf"^ (?:worth )?(?:of|in) (?:[a-z0-9'’-]+ ){{0,4}}(?:{words['debts']}){_END}"
        )
        & short,
        "of_costs": after.str.contains(
            rf"^(?: a year| annually|, or [^,;]{{2,30}},)? (?:of|in|from|off) (?:[a-z]+ ){{0,2}}"
            rf"(?:{words['outgoings']}){_END}"
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
        & ~before.str.contains(rf"(?:^|[ ,])(?:{words['holders']})(?:[^a-z]|$)"),
        "asset": between.str.contains(rf"[ -](?:{words['assets']}){_END}")
        & ~between.str.contains(r"[.;]|, (?:and|but|which) ")
        & before.str.contains(spell(_FOR, words)),
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
        "part_for": part & before.str.contains(spell(_FOR, words)) & (gap < 110),
        "for_stake": after.str.contains(spell(_STAKE, words)),
        "new_stock": after.str.contains(spell(_STOCK_SOLD, words))
        & after.str.contains("valu|investors|a share|per share|underwrit")
        & ~before.str.contains(rf"(?:^|[ ,])(?:{words['holders']})(?:[^a-z]|$)"),
        "counted": between.str.contains(spell(_COUNTED, words)),
        "each": after.str.contains(rf"^,? (?:{each}|(?:an?|per|each) (?:{things})){_END}"),
        "tagged": (pl.col("size") >= LARGE)
        & (~pl.col("leads") | between.str.contains(spell(_TAGGED, words))),
        "gerund": before.str.contains(_GERUND),
        "back": between.str.contains(spell(rf"^ (?:[a-z0-9.'&-]+ ){{1,4}}back(?: by)?{_HEDGED} $", words)),
    }


def _names_around(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """The needs that a name meets: `name_at` is the next after the cue, `last_to` the last before it,
    `next_at` the next after the amount.
    """
    before, between, after = pl.col("before"), pl.col("between"), pl.col("after")
    away = pl.col("name_at") - pl.col("cue_to")
    near = away.is_between(0, _NEAR)
    inside = near & (pl.col("name_at") < pl.col("at"))
    named = rf"(?:an?|the|another|its|their|his|her) (?:[a-z0-9'-]+ ){{0,4}}(?:{words['firms']})"
    same = rf"(?:that|this|those) (?:[a-z0-9'-]+ ){{0,2}}(?:{words['concerns']})"
    firm = rf"^ for (?:{named}|{same}){_END}"  # what is bought is a firm that has no name here
    follows = pl.col("next_at") - pl.col("to")
    ahead = after.str.head(follows.clip(0, 80)).str.replace(_HOW_PAID, "")
    at_once = ~ahead.str.contains(r"[.;]|, [a-z]")
    bought = (
        follows.is_between(0, 75)
        & (ahead.str.len_chars() <= 45)
        & pl.col("next_kind").is_in(_PARTIES)
        & at_once
    )
    return {
        "name": away.is_between(0, 6),
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
        "person_rate": near
        & (pl.col("name_kind") == "person")
        & after.str.contains(rf"^ (?:an?|per|each|every) (?:{words['wages']}|season|year){_END}")
        & (pl.col("gap") < 60),
        "he_costs": (pl.col("cue_at") - pl.col("last_to")).is_between(0, 5)
        & (pl.col("last_kind") == "person"),
        "to_body": after.str.contains("^ (?:more |in all |each |[a-z]+ )?(?:on [a-z]+ )?to [a-z]")
        & follows.is_between(0, 24)
        & pl.col("next_kind").is_in(["organization", "government"]),
        "on_person": pl.col("person_at").is_between(0, 60)
        & after.str.head(pl.col("person_at").clip(0, 60)).str.contains("^ on (?:[a-z0-9-]+ ){0,4}$")
        & (pl.col("gap") < 40),
        "with_name": after.str.contains(
            "^ (?:a year |in all |each year |of its money )?(?:with|on services from) [a-z]"
        )
        & follows.is_between(0, 24),
        "goods_market": ~(pl.col("name_at") < pl.col("at")).fill_null(False)
        & ~between.str.contains("^ (?:its|their|his|her|the (?:company|group|firm|bank)|which|this|that|it) ")
        & between.str.contains(spell(_FORESEEN, words))
        & (
            (pl.col("last_window") != pl.col("cue_window"))
            | (pl.col("cue_at") - pl.col("last_to") > _FAR_NAME)
        ).fill_null(True),
        "for": inside
        & pl.col("name_kind").is_in(_PARTIES)
        & before.str.contains(spell(_FOR, words))
        & ~between.str.head(away.clip(0, 60)).str.contains(" (?:to|by|at|in|off|for|from) "),
        "for_person": pl.col("person_at").is_between(0, 60)
        & after.str.head(pl.col("person_at").clip(0, 60)).str.contains(" for (?:[a-z-]+ ){0,4}$")
        & ~after.str.head(pl.col("person_at").clip(0, 60)).str.contains("[.;]")
        & (pl.col("gap") < 60),
        "person": near & (pl.col("name_kind") == "person"),
        "someone": (pl.col("cue_at") - pl.col("last_to")).is_between(0, 14)
        & (pl.col("last_kind") == "person"),
        "object": near & ~between.str.head(away.clip(0, 60)).str.contains(" (?:to|by|for|from|with) "),
        "paid_name": inside
        & (pl.col("gap") < 60)
        & after.str.contains(r"^ (?:a year |in cash )?(?:for|to) [a-z0-9]"),
        "for_name": after.str.replace(_HOW_PAID, "").str.contains(r"^ (?:a share )?for ")
        & ~after.str.contains(
            "stake|holding|per ?cent of|% of|for an? (?:third|quarter|fifth|tenth|half|eighth) of"
        )
        & (bought.fill_null(False) | after.str.replace(_HOW_PAID, "").str.contains(firm)),
    }
