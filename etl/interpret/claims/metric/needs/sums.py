"""What some cues need of what their sum is of: a result, all sales, one of a kind, a work, a bet."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.metric.needs.shapes import (
    END,
    HEDGED,
    HUGE,
    ONE,
    PER_SHARE,
    TAGGED,
    ahead,
    straight,
)
from etl.interpret.claims.patterns import spell

_TAKEN = (
    r"^(?:, (?:up|down|an? (?:rise|increase|gain|jump|fall|drop|decline)|[0-9.]+ ?(?:%|per ?cent)) |"
    r" worldwide| globally| and (?:was|lost|made|earned|spent) |"
    r" (?:in|over|on) (?:its|their|the) (?:first|opening|second|festive)| over christmas|"
    rf" (?:last (?:year|week|month) )?in (?:[a-z]+ ){{0,2}}(?:sales|<dues_paid>){END})"
)
"""What follows what a shop or a show took; loans, charges and bribes are taken with more words."""
_SPLIT = r"(?:per|on an?|on each|on every|on the average|for each|for every|from each|from every)"


def needs_of_sums(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """These needs by their names in metrics.toml, and the tests that meet them."""
    return {**_is_of(words), **_is_made(words), **_is_dealt(words)}


def _is_of(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what the sum is of: a result, all sales, a unit, a bet."""
    before, between, after = pl.col("before"), pl.col("between"), pl.col("after")
    gap, size = pl.col("gap"), pl.col("size")
    unit = rf"(?:[a-z-]+ ){{0,2}}(?:{words['units']}){END}"
    split = (
        after.str.contains(rf"^,? (?:an?|each|every|(?:out )?of (?:each|every|an?)|{_SPLIT}) {unit}")
        | after.str.contains(rf"^ (?:of|in) (?:[a-z-]+ ){{0,2}}(?:{words['profits']}) {_SPLIT} ")
        | before.str.contains(rf" {_SPLIT} {unit}[^.;]{{0,60}}$")
    )
    paid = rf"(?:after|before) (?:{words['paid_first']})"
    whole = "(?:(?:its|the|their|group|total|operating|net|core|[a-z]+'s|annual|underlying|pre-tax) ){0,3}"
    income = "(?:sales|revenues?|turnover|income|takings)(?:[^a-z]|$)"
    lost = "(?:(?:lost|foregone|forgone|missed|annual|operating|net|gross|pre-tax|potential|extra|core) )*"
    return {
        "after_costs": (
            before.str.contains(rf"(?:^|[^a-z]){paid}[, ](?:[^.;0-9]{{0,60}})$")
            | after.str.contains(rf"^ (?:[a-z]+ ){{0,4}}{paid}{END}")
        )
        & (gap < 40),
        "to_profit": after.str.contains(
            rf"^ (?:a year |each year )?(?:to|of|towards|for) {whole}(?:{words['profits']}|net income){END}"
        )
        & (gap < 30),
        "share_expected": after.str.contains(PER_SHARE)
        & between.str.contains("expect|forecast|pencil|predict|estimat|look(?:ed|ing) for|hoped for|anticip")
        & ~between.str.contains("(?:price|target|dividend|payout|bid|offer|takeover|value|worth)"),
        "for_seller": after.str.contains(
            r"^ (?:for|under which|by which) (?:[a-z0-9.&'’-]+ ){1,4}?(?:to|will|would) "
            r"(?:sell|supply|deliver|provide|build|lease|make) "
        )
        & (gap < 30),
        "sized_firm": before.str.contains("(?:^|[^a-z])(?:an?|the|this) (?:[a-z]+ )?$") & (gap <= 1),
        "huge": (size >= HUGE) & (gap <= 1),
        "share_reported": after.str.contains(PER_SHARE) & straight(words),
        "to_sales": after.str.contains(rf"^ (?:a year |each year )?(?:to|of|towards|for) {whole}{income}")
        & (gap < 30),
        "on_sales": after.str.contains(rf"^ on (?:an? |just |only |its )?(?:[a-z]+ ){{0,2}}{income}"),
        "of_sales": after.str.contains(
            r"^ (?:from [^.;,]{1,30} )?(?:out )?of (?:its|their|the|his|her) (?:[^;]{0,30} )?"
            rf"(?:sales|revenue|revenues|turnover){END}"
        )
        & (gap < 30),
        "in_results": after.str.contains(
            rf"^ (?:a year |annually |this year )?in {lost}(?:{words['results']}){END}"
        )
        & (gap < 45),
        "to_owners": after.str.contains(
            r"^ (?:(?:a year|more|back|goes|go|went|will go|is to go|was paid|is paid) )?(?:out )?to "
            r"(?:(?:its|the|their|his|all|other|private|foreign|outside|[a-z.&-]+'s?) ){0,3}"
            rf"(?:owners?|shareholders|stockholders|unitholders|investors){END}"
        )
        & (gap < 30),
        "by_the_unit": split & (size < TAGGED) & (gap < 70),
        "on_wager": after.str.contains(
            r"^ (?:a year |last [a-z]+ |in total |so far )?(?:on|betting on|trading|punting on) "
            rf"(?:[a-z0-9'’&.-]+ ){{0,4}}(?:{words['wagers']}){END}"
        )
        & straight(words),
        "that_it": between.str.contains(
            r"^ (?:(?:that|which) (?:[a-z0-9'&-]+ ){1,3}|(?:it|they|he|she|the [a-z]+) (?:had |has |have )?)$"
        ),
    }


def _is_made(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what is made or built for the sum: one of a kind, a work; of what the sum is added to."""
    between, after, gap, size = pl.col("between"), pl.col("after"), pl.col("gap"), pl.col("size")
    works = rf"(?:{words['works']}|{words['project_nouns']})"
    mended = rf"(?:{words['repairs']}|{words['project_nouns']})"
    making = rf"(?:^|[.;:,\"“] |(?:and|but|that|where|says|said) )(?:{words['makings']}) [^.;,]{{1,45}}$"
    ones = r"(?:it|them|one|each|(?:its|each|every) [a-z-]+)"
    to = (
        r"^(?: a year| annually| every year| each year| in all)? to (?:(?:its|the|their|his|annual|yearly|"
        r"group|operating|net|core|underlying|adjusted|pre-tax|pretax|combined|total|quarterly|[a-z]+'s) )*"
    )
    profits = "(?:profits?|earnings|ebitda|net income|income|the bottom line)[^a-z]"
    return {
        "adds_to_profit": after.str.contains(to + profits),
        "adds_to_revenue": after.str.contains(to + "(?:sales|revenues?|turnover|the top line)[^a-z]"),
        "making": ahead().str.contains(making) & (gap < 45),
        "made_for": between.str.contains(spell(rf"^ {ones}(?: [a-z]+){{0,3}} (?:for|at){HEDGED} $", words))
        & ~between.str.contains(" (?:offer|bid|approach|case|loss|name|deal|plan)s? ")
        & (size < TAGGED),
        "work_at": ahead().str.contains(rf"(?:^|[^a-z]){works}(?: [a-z]+){{0,4}}, $")
        & ~ahead().str.contains(rf"(?:^|[^a-z])(?:{words['results']})(?: [a-z]+){{0,4}}, $")
        & straight(words)
        & after.str.contains(r"^(?:,|\)| on the latest| by the)"),
        "work_came": ahead().str.contains(
            rf"(?:^|[^a-z])(?:the|an?|its|new) (?:[a-z-]+ ){{0,3}}{works}"
            r"(?: (?:itself|alone|now|then|only))? $"
        )
        & straight(words),
        "work_put": ahead().str.contains(rf"(?:^|[^a-z]){mended}(?: [a-z'-]+){{0,5}} $") & (gap < 30),
        "of_work": between.str.contains(
            rf"^ (?:the|an?|its|that|this) (?:[a-z-]+ ){{0,3}}{works}(?: [a-z'-]+){{1,7}} $"
        ),
    }


def _is_dealt(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of who deals with whom for the sum: a seller and its customers, a builder, a bidder; of tills."""
    between, after, gap, size = pl.col("between"), pl.col("after"), pl.col("gap"), pl.col("size")
    named = (pl.col("name_at") < pl.col("at")).fill_null(False)
    somebody = r"(?:[a-z.'&-]+ ){1,4}"
    whom = spell(rf"^ (?:(?:the|its|their) )?(?:[a-z.'&-]+ ){{0,2}}[a-z.'&-]+{HEDGED} $", words)
    nobody = rf" (?:{words['no_recipients']}) "
    raised = (
        r"(?:^|[^a-z])(?:sale of|(?:the|that|this) sale|disposal|flotation|float|listing|ipo|round|placing|"
        r"bonds?|issue|offering|deals?|contracts?|agreement|orders?|pact|lease)"
    )
    wares = spell(rf"^ (?:[a-z0-9',-]+ ){{1,5}}worth{HEDGED} $", words)
    kept = rf"(?:^|[^a-z])(?:{words['holdings']}|{words['debts']}|its|their|his|her){END}"
    counted = (
        r"(?:(?:[a-z]+ ){0,3}(?:[0-9][0-9,]*|<numbers>) (?:[a-z0-9-]+ ){1,4}|(?:[a-z-]+ ){0,2}[a-z]{3,}s )"
        rf"from {somebody}"
    )
    share = r"(?:an?|per|for each|for every) (?:share|unit|ads|adr)(?:,? in (?:cash|stock|shares))?,?"
    return {
        "at_tills": after.str.contains(
            r"^ (?:(?:a week|a year|last year|in all) )?(?:at|through|over|on) (?:the |its |their )?"
            rf"(?:{words['tills']}){END}"
        )
        & (gap < 30),
        "as_takings": straight(words) & after.str.contains(spell(_TAKEN, words)),
        "brings_whom": between.str.contains(whom)
        & ~straight(words)
        & ~between.str.contains(nobody)
        & ~ahead().str.contains(raised),
        "wares_worth": between.str.contains(wares) & ~between.str.contains(kept),
        "goods_from": after.str.contains(
            "^ (?:worth )?of (?:[a-z-]+ ){1,4}(?:(?:and|or) (?:[a-z-]+ ){1,3})?from (?:the )?[a-z]"
        )
        & ~after.str.contains(
            "^ (?:worth )?of (?:[a-z-]+ ){0,3}(?:shares|stock|bonds|debt|notes|loans|money)"
        ),
        "worth_so_much": between.str.contains(
            r"^ ?[^.;,]{2,40} (?:is|was|are|were|is now|could be|would be|may be) worth(?: [a-z]+){0,3} $"
        ),
        "for_one": after.str.contains("^ for (?:an?|its|his|her|the|each|every|one|their) [a-z]")
        & straight(words)
        & (size < ONE),
        "counted_from": between.str.contains(spell(rf"^ {counted}for{HEDGED} $", words))
        & ~between.str.contains(
            "shares|stake|per ?cent|business|company|companies|division|subsidiar|firm|club|brand|assets|"
            "bonds|loans|notes|rights|hotels|mines|stores"
        ),
        "for_whom": between.str.contains(
            spell(rf"^ [^.;,]{{2,40}} for {somebody}(?:for|at){HEDGED} $", words)
        )
        & named,
        "hired_to": between.str.contains(
            spell(rf"^ {somebody}to [a-z]{{3,}} [^.;]*(?:for|at){HEDGED} $", words)
        )
        & named,
        "bid_to": after.str.contains(rf"^ to (?:{words['contracted']}){END}") & straight(words),
        "share_bid": after.str.contains(
            rf"^ (?:in cash )?{share} (?:for (?:it|them|[a-z]{{3,}})|which values|that values|valuing|"
            rf"or [^;]{{1,30}} (?:in all|in total|altogether)){END}"
        )
        & ~after.str.contains("stake|holding|[0-9] ?%|per ?cent")
        & (gap < 60),
    }
