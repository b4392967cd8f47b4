"""What some cues need beside them to count: a name, a share, a holding, a court (`needs` in metrics.toml)."""

import polars as pl

LARGE = 5e7
"""From here an amount is a price for a company rather than for a thing."""

_PER_SHARE = r"^(?: in cash)?(?: for)? ?(?:a|per|each|every) ?(?:share|adr|ads|unit)(?:[^a-z]|$)"
_RATE = r"^ ?(?:an?|per|each|every) ?(?:hour|day|week|month|year|game|match|season|shift)(?:[^a-z]|$)"
_COURT = "(?:court|tribunal|jury|jurors|judge|arbitrat|panel)"
_FIRM = (
    r"^ (?:in cash )?for (?:an?|the|another|its|their|his|her) (?:[a-z0-9'-]+ ){0,4}(?:start-?up|company|"
    r"firm|maker|rival|chain|club|business|bank|producer|developer|retailer|manufacturer|airline|insurer|brewer|"
    r"supplier)(?:[^a-z]|$)"
)
"""What is bought is a firm that has no name here."""
_STAKE = (
    r"^ (?:in cash )?for (?:(?:an? |the |another |about )?[0-9.]+ ?(?:%|per ?cent)|"
    r"(?:[a-z0-9.%-]+ ){0,5}(?:stake|shareholding|holding|interest in|share of))"
)
_HOLDINGS = (
    r"^ (?:worth )?(?:of|in) (?:[a-z.-]+ ){0,3}(?:shares|stock|equity|assets|treasur|bonds|notes|debt|"
    r"reserves|holdings|propert|land|real estate|gold|dollars|bitcoin|crypto|securities|equities|"
    r"stakes|investments)"
)
_TAXES = (
    r"^ (?:a year |last year )?(?:in|of|from) (?:[a-z-]+ ){0,2}"
    r"(?:tax|dut|levies|tolls|fines|royalt|tariff|fees)"
)
_FOR = (
    r"(?:for|in a deal worth)(?: (?:an?|the|about|around|up to|nearly|just|over|more than|as much as|initial|"
    r"fee of|reported|record))* $"
)
_UNNAMED = r"^ (?:its|their|the|an?|some|half|most|part|his|her|all|[0-9])"
_PART = r"[0-9] ?%|per ?cent of|stake|holding|shareholding|interest in"
_BACKERS = "led by|investors|backers|venture|from a group|shareholders"
_PARTIES = ("company", "person", "organization")
_NEAR = 30
"""Within how many characters of a verb the name that it is done to begins."""


def has_its_need() -> pl.Expr:
    """Whether a pair has what the cue's rule asks for beside it; true where the rule asks for nothing."""
    met = pl.lit(True)
    for need, test in {**_words_around(), **_names_around()}.items():
        met = pl.when(pl.col("needs") == need).then(test).otherwise(met)
    return met.fill_null(False)


def _words_around() -> dict[str, pl.Expr]:
    """The needs that words beside the amount meet, or the amount itself."""
    before, between, after = pl.col("before"), pl.col("between"), pl.col("after")
    priced = before.str.contains(_FOR)
    return {
        "worth_of": after.str.contains(_HOLDINGS),
        "unnamed": between.str.contains(_UNNAMED) & priced,
        "part_for": between.str.contains(_PART) & priced & (pl.col("gap") < 110),
        "goods": after.str.contains(r"^ (?:worth )?of [a-z]") & ~after.str.contains(_HOLDINGS),
        "rate": after.str.contains(_RATE) & (pl.col("gap") < 60),
        "to_pay": between.str.contains(" to (?:pay|repay|hand over|compensate|refund) "),
        "court": before.str.contains(_COURT),
        "taxes": after.str.contains(_TAXES),
        "for_stake": after.str.contains(_STAKE),
        "bare": ~between.str.contains("[0-9]"),
        "backers": after.str.contains(_BACKERS),
        "share": after.str.contains(_PER_SHARE) | (pl.col("per") == "share").fill_null(False),
        "large": pl.col("size") >= LARGE,
        "adjective": pl.col("surface").str.contains("(?i)-(?:dollar|euro|pound|yen|rupee)$"),
    }


def _names_around() -> dict[str, pl.Expr]:
    """The needs that a name meets: `name_at` is the next after the cue, `last_to` the last before it,
    `next_at` the next after the amount.
    """
    before, between, after = pl.col("before"), pl.col("between"), pl.col("after")
    away = pl.col("name_at") - pl.col("cue_to")
    near = away.is_between(0, _NEAR)
    inside = near & (pl.col("name_at") < pl.col("at"))
    follows = pl.col("next_at") - pl.col("to")
    at_once = ~after.str.head(follows.clip(0, 60)).str.contains(r"[.;]|, [a-z]")
    bought = follows.is_between(0, 45) & pl.col("next_kind").is_in(_PARTIES) & at_once
    return {
        "name": away.is_between(0, 6),
        "for": inside
        & pl.col("name_kind").is_in(_PARTIES)
        & before.str.contains(_FOR)
        & ~between.str.contains("^ (?:to|by|at|in|off|for) "),
        "person": near & (pl.col("name_kind") == "person"),
        "someone": (pl.col("cue_at") - pl.col("last_to")).is_between(0, 14)
        & (pl.col("last_kind") == "person"),
        "object": near & ~between.str.head(away.clip(0, 60)).str.contains(" (?:to|by|for|from|with) "),
        "paid_name": inside
        & (pl.col("gap") < 60)
        & after.str.contains(r"^ (?:a year |in cash )?(?:for|to) [a-z0-9]"),
        "for_name": after.str.contains(r"^ (?:a share |in cash )?for ")
        & ~after.str.contains("stake|holding|per ?cent of|% of")
        & (bought.fill_null(False) | after.str.contains(_FIRM)),
    }
