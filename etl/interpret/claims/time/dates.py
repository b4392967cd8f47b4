"""The dates of sentences with amounts, and what stands around them: what decides whether one governs."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene, surround
from etl.interpret.claims.time.anchored import anchored_dates, dates_in_their_years
from etl.interpret.claims.time.compared import SEASON
from etl.interpret.claims.time.terms import named_periods

OPENING = 14
"""How far into a sentence a date opens it."""
LONG = 90
"""How much of the text before a date is looked at."""

EARLY = 700
"""Within how many characters of an article its dateline stands."""
_PREPOSITION = "<before_date> $"
_YEAR_TO = "<year_long> <ending>(?: on)? $"
_HALF_TO = "<half_year_long> <half_ending>(?: on)? $"
_QUARTER_TO = "<quarter_long> <ending>(?: on)? $"
_DATELINE = r"^,? ?(?:[0-9]{4},? ?)?(?:/[a-z -]+/ ?)?(?:\([a-z .]+\) ?)?(?:-+ |: )"
_FOUNDED = "<founded>(?: back)? in (?:early |late |mid-?)?$"
_UP_TO = "<up_to>(?: on)? $"
"""What stands before the day that ends a period; on any other day a result is only told."""
_APPOSED = r", (?:an?|the) [^,;:0-9]* (?:that|which|who) [^,;:]*$"
"""What tells of a name in passing: `Acme, a miner that listed in 2021, paid $5m`."""
_WHEN = "^(?:when|after|by the time|once) [^,;]*$"
"""What stands before the date of a clause that opens the sentence and gives the time of the one behind it."""
_DUE = r"(?:^|[^a-z])(?:by|before|until)(?: the)?(?: end of)? $"
_ITS = r"(?:^| )(?:of|from|than|to|below|above|over|beat) (?:its|the|their|his|her) $"
_LEVEL = "^ <levels> ?"
_ASIDE = ", (?:which|who|whose|where) [^,;:]*$"
_OF_SUBJECT = "^[^,;:]{2,40} (?:that|which|who) [a-z]+ (?:[a-z]+ ){0,3}$"
_VERB = "^ (?:could|will|would|may|might|can|should|has|have|had|is|are|was|were) "
"""`Talks that began in June could …`: of the subject's clause."""
_CLAUSE_BEGINS = r"^$|[.;:,] (?:and |but |while )?$"
_OF_ITSELF = r"(?i)^(?:last|this|next) "
"""What needs no preposition where a clause begins: `Last year its sales were $5m`."""
_RECORD = (
    "(?:^|[^a-z])<records>[^,;.]{0,24} "
    "since(?: early| late| mid| (?:its|their|the|his|her)(?: [a-z]+){1,2} in)? $"
)
_PERCENT_ON = (
    r"[0-9] ?(?:%|per ?cent|percentage points?)"
    r"(?: higher| lower| more| less| up| down| growth| increase| rise| fall)? "
    r"(?:on|from|over|versus|vs\.?|than)(?: in| for)?(?: the)?(?: full-year| fiscal)? $"
)
_LONG_TIME = "(?i)[0-9]{4}|year|quarter|half|month|q[1-4]|h[12]"
"""`up 8% on 2023`: what is told is not of then; `on` a day it is."""
_CLOSES = (
    r"^ (?:[a-z]+ )?(?:ended|closed|finished|(?:was|were) over|drew to (?:a|an|its) (?:close|end)|"
    r"came to (?:a|an|its) (?:close|end))(?:[^a-z]|$)"
)
_AS_IT = r"(?:^|[^a-z])(?:when|as|once|until|till|which|by the time|the day) $"
"""`when 2025 closed` is its last day."""
_ONE_OF = r"(?:^|[^a-z])(?:the|an?|new|its|their|each|every|used)(?: new| used| all-new)? $"
_RELATIVE = r"^ (?:a share )?(?:that|which|it|he|she|they|we|at which|for which) "


def governing_dates(scene: Scene, amounts: pl.LazyFrame) -> pl.LazyFrame:
    """The dates that may govern amounts, one row a date, with what stands around them.

    `governed` by a preposition; `told`, when something was said; `than`, what is compared with; `owns` (`last
    year's deal`); `level` (`its 2021 peak`); `apposed`, of a name in passing; `inserted`, in a parenthesis on
    something else; `due`, when a debt is; `is_due` (`by June`); `since`; `ends`, of a period; `seen`, the
    number of the last amount before it, null where there is none; `heads_bracket` (`(2023: $5m)`);
    `is_model`, a product's year (`the 2025 Acme One`); `bracketed`, alone in brackets; `opens_when`, of a
    clause with `when` that opens the sentence; and where the last word of the future before it stands.
    """
    words = scene.words
    before, after = pl.col("before"), pl.col("after")
    all_ = [dates_in_their_years(scene), named_periods(scene, amounts), anchored_dates(scene)]
    placed = pl.concat(all_, how="diagonal_relaxed")
    dates = _governing(surround(placed.drop("before", "after"), scene.windows, LONG), words)
    told = before.str.contains(
        rf"(?:^|[^a-z])(?:{words['tellings']}) (?:on |in |earlier |late |early |earlier in )?$"
    )
    told |= before.str.contains(r"(?:^|[^a-z])(?:told|tells) (?:[a-z'-]+ ){1,3}(?:on |in |earlier )?$")
    told |= (pl.col("at") - pl.col("base") <= OPENING) & after.str.contains(
        r"^,? (?:[a-z.&'-]+ ){1,4}(?:said|told|wrote|warned|predicted|estimated|forecast|says)[ ,]"
    )
    than = (
        rf"(?:^|[ ,])(?:{words['comparisons']})(?: in| for| the| at| (?:that|those) (?:of|in)| a| during)* $"
    )
    inserted = rf", (?:and |but )?(?:{words['insertions']})(?: [^,;:]*)? $"
    goods = scene.entities.filter(pl.col("entity_type") == "product").select("at")
    products = goods.collect(engine="in-memory")["at"]
    subject = before.str.contains(_OF_SUBJECT) & after.str.contains(_VERB)
    marked = _periods(dates, words).with_columns(
        told=told,
        announces=before.str.contains("(?:^|[^a-z])announce(?:s|d|ment)? [^,;.]{0,12}$"),
        reports=before.str.contains(
            "(?:^|[^a-z])(?:reported|reports|wrote|writes|denied|denies) [^,;.]{0,12}$"
        ),
        than=before.str.contains(than)
        | (before.str.contains(_PERCENT_ON) & pl.col("surface").str.contains(_LONG_TIME)),
        below=before.str.contains(r"(?:^| )than [^,;.:0-9$€£¥]{1,40} $"),
        owns=after.str.contains("^'s ")
        & ~before.str.contains("(?:^| )(?:in|for|during|at|of|by|since|from) $"),
        possessive=after.str.contains("^'s "),
        level=before.str.contains(_ITS) & after.str.contains(spell(_LEVEL, words)),
        apposed=before.str.contains(_APPOSED),
        is_due=before.str.contains(_DUE) & ~pl.col("surface").str.contains("[0-9]{4}|year"),
        inserted=before.str.contains(inserted) & after.str.contains("^(?:, | \\()"),
        aside_to=pl.when(before.str.contains(_ASIDE) | subject).then(
            pl.col("to")
            + pl.coalesce(
                pl.when(subject).then(0),
                after.str.extract(
                    r"^([^,;]*), (?:has|have|had|will|would|is|are|was|were|[a-z]+s|[a-z]+ed) ", 1
                )
                .str.len_chars()
                .cast(pl.Int64),
            )
        ),
        due=before.str.contains(rf"(?:^|[^a-z])(?:{words['dues']})(?: in| on| by)? $"),
        since=before.str.contains("(?:^|[^a-z])since(?: early| late)? $"),
        governed=before.str.contains(spell(_PREPOSITION, words))
        | (before.str.contains(_CLAUSE_BEGINS) & pl.col("surface").str.contains(_OF_ITSELF)),
        ends=before.str.contains(spell(_UP_TO, words)) | pl.col("closes"),
        is_day=pl.col("start_date") == pl.col("end_date"),
        opens_when=before.str.contains(_WHEN) & (pl.col("at") - pl.col("base") < LONG),
        bracketed=before.str.ends_with("(") & after.str.starts_with(")"),
        heads_bracket=before.str.ends_with("(") & after.str.starts_with(":"),
        is_model=before.str.contains(_ONE_OF)
        & pl.col("surface").str.contains("^[0-9]{4}$")
        & (pl.col("to") + 1).is_in(products.implode()),
    )
    numbers = amounts.select(
        "at",
        seen="order",
        seen_depth="depth",
        seen_window="window",
        seen_relative=pl.col("after").str.contains(_RELATIVE),
    ).sort("at")
    nearest = amounts.select("window", next_at="at", next_depth="depth").sort("next_at")
    future = scene.cues.filter(
        (pl.col("kind") == "modality")
        & (pl.col("scope") == "clause")
        & pl.col("value").is_in(["projected", "targeted", "hypothetical"])
    ).select("window", future_at="at", future_depth="depth")
    return (
        marked.sort("at")
        .join_asof(numbers, on="at")
        .join_asof(
            nearest,
            left_on="at",
            right_on="next_at",
            by="window",
            strategy="forward",
            check_sortedness=False,
            coalesce=False,
        )
        .join_asof(
            future.sort("future_at"),
            left_on="at",
            right_on="future_at",
            by="window",
            check_sortedness=False,
            coalesce=False,
        )
        .select(
            "reach",
            "start_date",
            "end_date",
            "told",
            "announces",
            "reports",
            "than",
            "below",
            "owns",
            "inserted",
            "due",
            "since",
            "governed",
            "ends",
            "is_day",
            "seen",
            "seen_relative",
            "possessive",
            "level",
            "apposed",
            "is_due",
            "bracketed",
            "heads_bracket",
            "opens_when",
            "is_model",
            "aside_to",
            "future_at",
            "future_depth",
            is_whole=pl.col("is_whole").fill_null(False),
            is_loose=pl.col("since") | pl.col("surface").str.contains(spell(SEASON, words)),
            taken=(pl.col("seen_window") == pl.col("window")) & (pl.col("seen_depth") == pl.col("depth")),
            next_gap=pl.col("next_at") - pl.col("to"),
            next_depth="next_depth",
            date_at="at",
            date_to="to",
            date_depth="depth",
            date_clause="clause",
            date_base="base",
        )
    )


def _governing(dates: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """Dates that may say when an amount holds: none of a dateline, none of a foundation."""
    dateline = (
        pl.col("after").str.contains(_DATELINE)
        & (pl.col("at") - pl.col("base") < 60)
        & (pl.col("start_date") == pl.col("end_date"))
        & (pl.col("start_char") < EARLY).fill_null(False)
    )
    record = pl.col("before").str.contains(spell(_RECORD, words))
    return dates.filter(~dateline & ~record & ~pl.col("before").str.contains(spell(_FOUNDED, words)))


def _periods(dates: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """Dates, those that end a period named before them (`the year to 31 March 2021`) made the period, and
    those that are said to end their last day.
    """
    closes = pl.col("before").str.contains(_AS_IT) & pl.col("after").str.contains(_CLOSES)
    day = pl.col("start_date") == pl.col("end_date")
    start = (
        pl.when(day & pl.col("before").str.contains(spell(_YEAR_TO, words)))
        .then(pl.col("end_date").dt.offset_by("1d").dt.offset_by("-1y"))
        .when(day & pl.col("before").str.contains(spell(_HALF_TO, words)))
        .then(pl.col("end_date").dt.offset_by("1d").dt.offset_by("-6mo"))
        .when(day & pl.col("before").str.contains(spell(_QUARTER_TO, words)))
        .then(pl.col("end_date").dt.offset_by("1d").dt.offset_by("-3mo"))
        .when(closes)
        .then("end_date")
        .otherwise("start_date")
    )
    return dates.with_columns(start_date=start, closes=closes)
