"""What some cues need beside them to count: a name, a share, a holding, a court (`needs` in metrics.toml)."""

from collections.abc import Mapping

import polars as pl

SMALL = 10_000
"""Below this a bid is one by the share."""
LARGE = 5e7
"""From here an amount is a price for a company rather than for a thing."""

_END = "(?:[^a-z]|$)"
PER_SHARE = (
    r"^(?: in cash)?(?: for)?(?: ?/ ?| ?-?(?:a|an|per|each|every|the)[ -])(?:[a-z0-9.&'-]+ ){0,3}"
    rf"(?:share|adr|ads|unit){_END}"
)
_OWN = r"^ (?:worth )?of (?:its|their|his|her) (?:own )?(?:stock|shares)"
_STOCK = r"^ (?:worth )?of (?:[a-z0-9.'&-]+ ){0,3}(?:stock|shares|equity)(?:[^a-z]|$)"
_STAKE = (
    r"^ (?:in cash )?for (?:(?:an? |the |another |about )?[0-9.]+ ?(?:%|per ?cent)|"
    r"(?:[a-z0-9.%-]+ ){0,5}(?:stake|shareholding|holding|interest in|share of))"
)
_INTO = r"^ (?:of [a-z' -]{1,30})?(?:in|into|on) [a-z0-9]"
_SERVICE = r"^ (?:a year |a season |annually |per year |per season )?(?:for|to) [a-z]"
_WORTH = "(?:(?:is|was|were|are|now) )?(?:worth|valued at)"
_HEDGED = (
    "(?: (?:a|an|the|about|around|some|over|more than|nearly|roughly|almost|up to|at least|initial|total))*"
)
_FOR = (
    r"(?:for|in a deal worth)(?: (?:an?|the|about|around|up to|nearly|just|over|more than|as much as|initial|"
    r"fee of|reported|record))* $"
)
_UNNAMED = r"^ (?:its|their|the|an?|some|half|most|part|his|her|all|[0-9])"
_PART = r"[0-9] ?%|per ?cent of|stake|holding|shareholding|interest in"
_PARTIES = ("company", "person", "organization")
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
    return {**_words_around(words), **_names_around(words)}


def _words_around(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """The needs that words beside the amount meet, or the amount itself."""
    before, between, after, gap = pl.col("before"), pl.col("between"), pl.col("after"), pl.col("gap")
    priced = before.str.contains(_FOR)
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
        "part_for": between.str.contains(_PART) & priced & (gap < 110),
        "goods": after.str.contains(r"^ (?:worth )?of [a-z]")
        & ~held
        & ~after.str.contains(owed)
        & ~after.str.contains("^ of (?:which|it|them|that|this|the total)"),
        "for_thing": after.str.contains("^ for (?:the|a|an|its|their|new|two|three|[a-z]+s) ") & (gap < 30),
        "thing_worth": before.str.contains(
            rf"(?:^|[ ,])(?:(?:an?|the|two|three|[0-9,]+) (?:[a-z-]+ ){{1,3}}|[a-z]{{3,}}s )"
            rf"{_WORTH}{_HEDGED} $"
        )
        & ~before.str.contains(rf"(?:^|[ -])(?:{words['firms']}),? {_WORTH}{_HEDGED} $")
        & ~before.str.contains(rf"(?:^|[^a-z])(?:{words['bargains']})[^.;]*{_WORTH}{_HEDGED} $"),
        "wage_rate": after.str.contains(
            rf"^ (?:more |extra )?(?:an?|per|each|every) (?:{words['wages']}){_END}"
        ),
        "rate": after.str.contains(rf"^ ?(?:an?|per|each|every) ?(?:{words['rate_units']}){_END}")
        & (gap < 60),
        "to_pay": between.str.contains(" to (?:pay|repay|hand over|compensate|refund) "),
        "court": before.str.contains(words["courts"]),
        "taxes": after.str.contains(taxed),
        "for_stake": after.str.contains(_STAKE),
        "bare": ~between.str.contains("[0-9]"),
        "backers": after.str.contains(words["backers"]),
        "share": after.str.contains(PER_SHARE) | (pl.col("per") == "share").fill_null(False),
        "large": pl.col("size") >= LARGE,
        "stock_of": after.str.contains(_STOCK) & ~after.str.contains(_OWN),
        "for_fund": after.str.contains(
            rf"^ (?:[a-z]+ ){{0,3}}for (?:[a-z0-9'-]+ ){{0,5}}(?:{words['vehicles']})(?:[^a-z]|$)"
        )
        & ~between.str.contains("[0-9]"),
        "into": after.str.contains(_INTO) & (gap < 30),
        "project": after.str.contains(project) & (gap < 40),
        "aside": after.str.contains("^ aside") & (gap < 40),
        "service": after.str.contains(_SERVICE) & (gap < 25),
        "global": between.str.contains(total) & (gap < 80),
        "sized": ~pl.col("leads") | between.str.contains(rf"(?:^|[ ,(])(?:{words['sizes']}){_HEDGED},? $"),
        "compound": ~pl.col("leads")
        & (gap <= 32)
        & ~between.str.contains(rf"[,.;:()]|(?:^|[^a-z])(?:{words['not_in_compound']}){_END}"),
        "in_round": before.str.contains(rf"(?:^|[^a-z])(?:{words['rounds']})[ ,]"),
        "small_bid": (pl.col("size") < SMALL) & (pl.col("size") > 1) & (gap < 40),
        "adjective": pl.col("surface").str.contains("(?i)-(?:dollar|euro|pound|yen|rupee)$"),
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
    firm = rf"^ (?:in cash )?for {named}{_END}"  # what is bought is a firm that has no name here
    follows = pl.col("next_at") - pl.col("to")
    at_once = ~after.str.head(follows.clip(0, 60)).str.contains(r"[.;]|, [a-z]")
    bought = follows.is_between(0, 45) & pl.col("next_kind").is_in(_PARTIES) & at_once
    return {
        "name": away.is_between(0, 6),
        "for": inside
        & pl.col("name_kind").is_in(_PARTIES)
        & before.str.contains(_FOR)
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
        "for_name": after.str.contains(r"^ (?:a share |in cash )?for ")
        & ~after.str.contains("stake|holding|per ?cent of|% of")
        & (bought.fill_null(False) | after.str.contains(firm)),
    }
