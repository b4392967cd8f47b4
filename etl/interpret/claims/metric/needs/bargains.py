"""What some cues need of the bargain their sum is of: a firm, a part of one, a sale, an order, a gift."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.metric.needs.shapes import (
    END,
    HEDGED,
    ONE,
    PER_SHARE,
    TAGGED,
    ahead,
    of_holders,
    straight,
)
from etl.interpret.claims.patterns import spell

_A_PART = (
    r"(?:[a-z0-9.%-]+ ){0,3}(?:[0-9.]+ ?(?:%|per ?cent)|stake|holding|shareholding|interest|slice|shares)"
)
"""A part of a firm that one owns."""
_BIDS = "bid|offer|takeover|approach|buy-?out|pursuit|proposal to (?:buy|acquire|take over)"
_PART_HELD = (
    r"(?:its|his|her|their|the) (?:[a-z]+ )?(?:[0-9.]+ ?(?:%|per ?cent)|stake|holding|shareholding|interest|"
    r"slice|half|third|quarter)|(?:<hedging> )*(?:[1-4]?[0-9](?:[.][0-9]+)? ?(?:%|per ?cent) (?:of|in)|"
    r"[0-9][0-9.,]*(?: (?:million|crore|lakh|billion))? (?:[a-z'’.&-]+ ){0,3}shares (?:of|in|it|that|owned))|"
    r"an? (?:[a-z0-9.%-]+ ){0,3}(?:stake|holding|shareholding)"
)
"""What a holder has of another firm, or of its own founding: `let go of 5m shares of Acme`."""
_BUYS = r"(?:^|[^a-z])(?:acquir(?:e|es|ed|ing)|buys?|buying|bought|take over|taking over) ([^.;]{2,70}) for"
"""Who is bought, before the sum."""
_ELSE = r"(?:[.;]|, (?:but|while|and|as|though) ).*$"
"""What is told of something else behind the amount."""


_FOR_FIRM = "^ for [a-z0-9.&'’ -]{2,40}, (?:an?|the|which|whose|its) "
"""What is paid is for a firm that the text says something of: `up to $5m for Acme, a developer of drugs`."""


def needs_of_bargains(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """These needs by their names in metrics.toml, and the tests that meet them."""
    return {**_is_of_a_firm(words), **_is_of_a_sale(words), **_is_of_an_order(words), **_is_given(words)}


def _is_of_a_firm(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what is paid for a firm: by the share, for most of it, as what somebody `paid for Acme`."""
    before, between, after, gap = pl.col("before"), pl.col("between"), pl.col("after"), pl.col("gap")
    share = after.str.contains(PER_SHARE) | (pl.col("per") == "share").fill_null(False)
    listed = rf"(?:^|[^a-z])(?:{words['listings']}){END}"
    paid = (
        r"^(?:[,:]| ?[–—-])?(?: (?:that|this|it|which))?(?: (?:is|was))?"
        r"(?: (?:what|that|the (?:price|sum) that))?"
        r" (?:[a-z0-9.&'’-]+ ){1,8}<hands_over>"
        r"(?: (?:in|last|this|back in|on) [a-z0-9 ]{2,14}| in cash| in shares)? for [a-z0-9]"
    )
    things = r" for (?:[a-z'’-]+ ){0,3}(?:<things>|<rights>|<assets>|<works>)"
    most = (
        r"^ (?:in cash )?(?:for|to <takes_part>) (?:an? |the |its |just over )?(?:<hedging> ){0,2}"
        r"(?:[a-z]+ (?:stake|holding|share|interest) of )?(?:stake of |holding of )?"
        r"(?:(?:5[1-9]|[6-9][0-9]|100)(?:[.][0-9]+)? ?(?:%|per ?cent)|<majorities>(?:[^a-z]|$))"
    )
    each = before.str.contains("(?:^| )for (?:each|every) (?:[a-z0-9.&'’-]+ ){0,3}share,? [^.;0-9]{2,60}$")
    whom = before.str.extract(spell(rf"{_BUYS}{HEDGED} $", words))
    return {
        "buys_for": whom.is_not_null()
        & ~whom.str.contains(spell(r"<rights>|licen[cs]|drug|stake|[0-9] ?%|<assets>", words)),
        "offered_share": (share | each) & ~before.str.contains(listed) & ~after.str.contains(listed),
        "bid_behind": between.str.contains(spell(rf"^(?: (?:its|their|his|her))?{HEDGED} $", words))
        & after.str.contains(rf"^ (?:[a-z0-9&.'’-]+ ){{0,5}}(?:{_BIDS}){END}")
        & ~after.str.contains(
            rf"^ (?:[a-z-]+ ){{0,3}}(?:{_BIDS}) (?:to (?:{words['contracted']})|from|by|of shares)"
        ),
        "that_was_paid": after.str.contains(spell(paid, words))
        & ~after.str.contains(spell(things, words))
        & ~after.str.contains("^ (?:[a-z-]+ )?tender offer")
        & (gap < 75),
        "for_majority": after.str.contains(spell(most, words)) & (gap < 30) & (pl.col("size") >= ONE),
        "took_over": between.str.contains(
            spell(rf"^ (?:[a-z0-9.'&-]+ ){{1,4}}over,? (?:[a-z0-9 ]{{3,24}} )?(?:for|at){HEDGED} $", words)
        ),
        "token_sum": pl.col("size") == 1,
        **_is_of_a_part(words),
    }


def _is_of_a_part(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what a part of a firm stands at or has cost, of what is put into one, of its last round."""
    before, between, after, gap = pl.col("before"), pl.col("between"), pl.col("after"), pl.col("gap")
    around = pl.concat_str(before, pl.lit(" "), after)
    straight = between.str.contains(spell(rf"^(?: in)?{HEDGED} $", words))
    stands_at = rf"^ (?:(?:its|his|her|their|the|that|this) ){_A_PART}[^.;]{{0,60}} at{HEDGED} $"
    costs = (
        rf"{_A_PART}(?: (?:of|in) [^.;,]{{1,40}})?(?:,[^.;]{{2,40}},)? (?:(?:had|has|have|would|will|it) )*$"
    )
    own_part = (
        rf"^ (?:{_PART_HELD})(?:[^a-z](?:[^.;]|[.][0-9])*)?"
        rf"(?: for| in a deal worth|,?(?: and)? <nets_seller>){HEDGED} $"
    )
    of_a_part = rf"(?:^|[^a-z])(?:{_PART_HELD}|shares)(?:[^a-z](?:[^.;]|[.][0-9])*)? $"
    anothers = (
        r"^ (?:[a-z0-9.,'’&-]+ ){0,6}(?:shares|stock)(?: (?:in|of) [^.;]{2,40})? "
        rf"(?:for|<nets_seller>){HEDGED} $"
    )
    last = r"^ (?:of|in|at|from|after) (?:its|the|that|their) (?:<former>|2[0-9]{3})(?: [a-z-]+){0,2} $"
    worth = r"valu|worth|priced|capitali|more than|less than|below|above|up from|down from"
    return {
        "own_part_for": between.str.contains(spell(own_part, words))
        | (between.str.contains(spell(anothers, words)) & of_holders()),
        "part_of_firm": ahead().str.contains(spell(of_a_part, words))
        & between.str.contains(spell(rf" for{HEDGED} $", words)),
        "round_brings": ahead().str.contains(rf"(?:^|[^a-z])(?:{words['rounds']}) (?:[a-z]+ ){{0,3}}$")
        & between.str.contains("^ (?:[a-z0-9.&'’-]+ ){0,5}$")
        & ~between.str.contains(" (?:in|to|from|for|by|an?|of|at) "),
        "an_investment": after.str.contains(
            "^ (?:[a-z-]+ )?(?:investment|financing|raise|injection|fundraising) (?:in|into|for|by|round)"
        ),
        "part_at": between.str.contains(spell(stands_at, words)),
        "part_costs": ahead().str.contains(costs) & (gap < 30),
        "into_which": ahead().str.contains("(?:^| )into which [^.;,]{1,45} $") & straight,
        "of_last_round": between.str.contains(spell(last, words)) & before.str.contains(worth),
        "in_stated_round": pl.concat_str(before, pl.lit(" "), after.str.replace(_ELSE, "")).str.contains(
            rf"(?:^|[^a-z])(?:{words['told_rounds']}){END}"
        )
        & (gap < 45),
        "in_all": after.str.contains(rf"^ [^.;:0-9]{{0,32}}(?:{words['in_all']}){END}") & (gap < 40),
        "so_far_into": around.str.contains(rf"(?:^|[^a-z])(?:{words['till_now']})")
        & after.str.contains("^ (?:in|into) [a-z]")
        & (gap < 40),
    }


def _is_of_a_sale(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what is got for a thing that is no firm, of what one is short of or saves somebody."""
    between, after, gap = pl.col("between"), pl.col("after"), pl.col("gap")
    assets = (
        r"^ (?:in cash )?for (?:the|its|their|his|her|some|most|all|[0-9]+) (?:[a-z'’-]+ ){0,3}"
        rf"(?:{words['assets']}){END}"
    )
    aside = (
        r"^(?: too| again| last year| as well)?[,:–—(] ?(?:[a-z]+ ){0,3}$|"
        r"^ (?:by|to the tune of|with a (?:profit|loss|surplus) of) (?:[a-z]+ ){0,2}$"
    )
    return {
        "for_assets": after.str.contains(assets) & (gap < 25),
        "falls_short": after.str.contains(r"^ (?:short|shy|adrift)(?:[.;,]|$| of )"),
        "saves_whom": between.str.contains("^ (?:[a-z0-9.&'’-]+ ){0,5}$"),
        "told_aside": between.str.contains(aside),
    }


def _is_of_an_order(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what is ordered: a bid for work, the price of each, what is due if it works; of claims."""
    before, between, after, gap = pl.col("before"), pl.col("between"), pl.col("after"), pl.col("gap")
    around = pl.concat_str(before, pl.lit(" "), after)
    takeover = "takeover|merger|acquir|buyout|bought|buy(?:s|ing)?[^a-z]"
    other_terms = rf"{takeover}|break-?up|termination|transaction|purchase|lawsuit|court"
    trial, condition, bust = (
        rf"(?:^|[^a-z])(?:{words[name]}){END}" for name in ("trials", "conditions", "bankrupt")
    )
    return {
        "of_tender": before.str.contains(rf"(?:^|[^a-z])(?:{words['tenders']})[^a-z]") & (gap < 12),
        "at_each": after.str.contains(rf"^,? (?:each|apiece|a ?piece){END}")
        & between.str.contains(
            "^(?: (?:about|around|some|nearly|just (?:under|over)|roughly|over|under))* $"
        ),
        "on_approval": around.str.contains(trial)
        & around.str.contains(condition)
        & ~around.str.contains(other_terms)
        & ~after.str.contains(_FOR_FIRM)
        & ~between.str.contains("[0-9]")
        & (gap < 20)
        & (pl.col("size") >= TAGGED),
        "insolvency": around.str.contains(bust) & (gap < 40),
    }


def _is_given(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Needs of what one is given or offered: by whom it is granted, of whom it is asked, for what work."""
    between, after, gap = pl.col("between"), pl.col("after"), pl.col("gap")
    court = "jury|jurors|judge|court|tribunal|arbitrat"
    help_ = "(?:grants|funding|aid|support|subsidies|capital|equity)"
    whom = rf"^ (?:to )?(?:the )?(?:[a-z0-9.&'’-]+ ){{1,4}}for(?: a grant of| a further| an extra)?{HEDGED} $"
    ends = rf"^(?:[.;,]|$| (?:and|but|to|in (?:[a-z]+ )?{help_}|from|last|this|towards){END})"
    work = (
        rf"^ (?:a (?:year|season|month|week|game)|annually|over|to (?:{words['to_come']})|"
        rf"in (?:stock|shares|salary|pay|cash and stock|options)){END}"
    )
    return {
        "by_giver": straight(words)
        & after.str.contains(rf"^ (?:in (?:[a-z]+ )?{help_} )?(?:by|from|under|towards) [a-z0-9]")
        & ~after.str.contains(court),
        "asked_for": between.str.contains(spell(whom, words))
        & ~between.str.contains(court)
        & after.str.contains(ends),
        "as_pay": after.str.contains(work) & (gap < 15),
    }
