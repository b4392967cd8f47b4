"""When an amount holds: the date that governs it, or the period that the article is reporting on."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene
from etl.interpret.claims.time.compared import REPORTED, STATES, YEAR_AGO_WAS, YEAR_BEFORE
from etl.interpret.claims.time.dates import OPENING, governing_dates
from etl.interpret.claims.time.nearness import ENOUGH, SUMS, score_of_dates
from etl.interpret.claims.time.periods import carry_times

_NOW = r"(?:^|[^a-z])(?:now|currently|today|at present)(?: [a-z]+){0,3} $"
_NOW_FORETELLS = (
    "(?:^|[^a-z])(?:now|currently|today) (?:expect|project|forecast|foresee|predict|plan|guide|aim|target|"
    "anticipate|envisage|budget)s? (?:[a-z]+ ){0,3}$"
)
"""What is foretold now has the time that it is foretold for."""
_PLUPERFECT = r"^ (?:a share )?(?:that|which|at which|for which) (?:[a-z'.]+ ){1,4}had "
_TOLD_THAT_DAY = ("acquisition", "funding", "investment", "fund_size", "penalty")
"""Metrics of what mostly happens on the day on which it is said; of the others, what is announced."""

_PERFECT = r"(?:^|[^a-z])(?:has|have) (?:[a-z-]+,? ){1,6}$"
"""What has happened has no day or year of the past beside it."""
_FORETELLS = (
    r"(?:^|[^a-z])(?:has|have) (?:[a-z-]+,? )?(?:guided|forecast|forecasted|projected|predicted|promised|"
    r"pledged|budgeted|planned|pencilled|penciled|earmarked|set aside|targeted) [^.;]*$"
)
"""What is foretold or put by has the time that it is foretold for: `has guided to $5m for 2027`."""
_ANEW = r"(?:(?:, (?:and|but|while|whereas)|;) [a-z]|, (?:has|have) )[^;]*$"
_GOES_ON = r"(?:^|[^a-z])(?:including|includes|plus|when|with|or) [^,;]*$"

_OF_ANOTHER = (
    r"^ (?:on|for|in|at|to|from|with|by|into) (?:[a-z0-9'&.-]+ ){1,6}(?:that|which|who|where) "
    r"(?:[a-z]+ ){0,2}<has_time>(?: |$)| and (?:will |to |then )?<happens> "
)
"""A clause on something else, that its date belongs to."""
_SET_AGAINST = r"^[^.;]{0,24}(?:(?:up|down) from|compared (?:with|to)|against|versus|rather than) "
"""What is set against another has no date of that one's: `$37m, down from a peak of $92m in 2022`."""
_TIMES_ANOTHER = (
    "^[^.;]{0,30}(?:double|twice|triple|quadruple|half|(?:[a-z]+|[0-9.]+) times) "
    "(?:that|what|the|its|their|his|her) [^.;]*$"
)
"""`$5m, nearly triple its worth in March`."""
_ANOTHER_VERB = " and (?:will|would|has|have|had|was|were|is|are|plans|expects) "
_STILL = (
    "^ (?:[a-z]+ ){0,2}?(?:is|are|was|were|remains?|remained) (?:still|now|yet|outstanding|unpaid|left|due) "
)
_HAD = r"(?:that|which) (?:[a-z0-9'.-]+ ){1,6}had (?:[a-z]+ ){1,3}$"
_UNTIL = (
    r"(?:^|[^a-z])(?:before|until|till) (?:it|they|he|she|we|the|its|their|being|having|[a-z]+ing) |"
    r", (?:and |but |only )?then (?:[a-z]+ed|<begun_by>) "
)
"""`lost $5m before it was sold in 2023`."""
_CLOSE = (
    "(?:^|[^a-z])(?:to|over|above|below|on|of|from|than) (?:the|its|their|an?) (?:[a-z'-]+ ){0,3}"
    "(?:price|close|level|value|average) (?:of [a-z'.]+ |[a-z]+ )?on $"
)
"""`$5 a share, a tenth above the closing price on Monday`."""
_FORETOLD = (
    "(?:^|[^a-z])(?:that|which|who) (?:[a-z'-]+ ){0,4}(?:will|would|can|could|may|might|must|(?:is|are) to) "
)
"""`a $5m bid that others may top in March`."""
_BESIDE = ", (?:and|but|while|whereas|although|though) (?:[a-z0-9'’.&-]+ ){0,3}[^ ]{5,} <begun_by> "
_LASTS = r"(?:^|[^a-z])(?:until|till|through to|enough [^.;]*|sufficient [^.;]*|valid (?:to|for)) $"
"""How long what happened, or is held, will last: `a loan until 2029`, `enough to last until 2027`."""
_MEANT = r"^(?: [a-z-]+){0,4} to [a-z]+ [^.;]*(?:by|from|before|in|for) (?:the end of |late |early |mid-)?$"
"""What is to be done for it: `won a $5m order to supply trains by 2028`."""
_OWES = "(?:^|[^a-z])<is_so> (?:[a-z]+ ){0,3}$"
"""What is so now, whenever somebody says it."""

_PLACE = (
    "n",
    "order",
    "reach",
    "at",
    "to",
    "depth",
    "clause",
    "link",
    "contrasted",
    "was_set",
    "published_to",
)
_READING = (
    "metric",
    "rule_id",
    "result",
    "state",
    "is_now",
    "is_year_before",
    "is_past",
    "is_inserted",
    "is_unnamed",
    "is_perfect",
    "is_anew",
    "published_from",
)


def date_amounts(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with `as_of_start`, `as_of_end`, null where no date of the sentence governs them."""
    told = claims.lazy()
    ordered = told.sort("n").with_columns(
        order=(pl.col("link").fill_null("") != "conversion").cum_sum(),
        is_now=pl.col("before").str.contains(_NOW) & ~pl.col("before").str.contains(_NOW_FORETELLS),
        is_year_before=pl.col("after").str.contains(
            spell(rf"^ (?:in |for |of |from )?(?:the )?{YEAR_BEFORE}", scene.words)
        ),
        is_past=pl.col("after").str.contains(_PLUPERFECT)
        & ~pl.col("metric").is_in(REPORTED).fill_null(False),
        is_inserted=pl.col("before").str.contains(
            rf", (?:and |but )?(?:{scene.words['insertions']}) [^,;:]*$"
        ),
        is_perfect=pl.col("before").str.contains(_PERFECT) & ~pl.col("before").str.contains(_FORETELLS),
        is_anew=pl.col("before").str.contains(_ANEW) & ~pl.col("before").str.contains(_GOES_ON),
        is_unnamed=(pl.col("evidence") == "unnamed").fill_null(False),
        was_set=(
            (pl.col("link").shift(1) == "contrast") & (pl.col("window").shift(1) == pl.col("window"))
        ).fill_null(False),
        contrasted=(pl.col("link").shift(-1) == "contrast").fill_null(False),
        result=pl.col("metric").is_in(["revenue", "profit"]).fill_null(False),
        state=pl.col("metric").is_in(STATES).fill_null(False),
    )
    dates = governing_dates(scene, ordered)
    pairs = ordered.select(*_PLACE, *_READING, amount_after="after", amount_before="before").join(
        dates, on="reach"
    )
    after = pl.col("date_at") >= pl.col("to")
    seen = pl.col("seen").fill_null(0)
    pairs = pairs.with_columns(
        after=after,
        gap=pl.when(after).then(pl.col("date_at") - pl.col("to")).otherwise(pl.col("at") - pl.col("date_to")),
        amounts=pl.when(after)
        .then(seen.cast(pl.Int64) - pl.col("order").cast(pl.Int64))
        .otherwise(pl.col("order").cast(pl.Int64) - seen.cast(pl.Int64) - 1),
        crossed=(pl.col("date_depth") - pl.col("depth")).abs(),
        its_own=after & pl.col("bracketed") & (pl.col("date_at") - pl.col("to") <= 2),
        opening=(pl.col("date_at") - pl.col("date_base") <= OPENING) & ~after,
    )
    since = pl.col("since") & pl.col("metric").is_in(SUMS) & pl.col("published_to").is_not_null()
    end = pl.when(since).then(pl.max_horizontal("end_date", "published_to")).otherwise("end_date")
    between = pl.col("amount_before").str.tail(pl.col("gap").clip(0, 60))
    year_ago = pl.col("is_year_before") | between.str.contains(spell(YEAR_AGO_WAS, scene.words))
    back = pl.when(year_ago & ~pl.col("after")).then(pl.lit("-1y")).otherwise(pl.lit("0y"))
    best = (
        pairs.with_columns(score=score_of_dates().round(3))
        .filter((pl.col("score") >= ENOUGH) & (pl.col("gap") >= 0))
        .filter(pl.col("its_own") | ~_tells_of_another(scene.words))
        .sort(["n", "score", "date_at"], descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(
            as_of_start=pl.col("start_date").dt.offset_by(back).first(),
            as_of_end=end.dt.offset_by(back).first(),
            is_due=pl.col("is_due").first(),
            is_whole=pl.col("is_whole").first(),
            is_loose=pl.col("is_loose").first(),
        )
    )
    return (
        told.join(best, on="n", how="left", maintain_order="left")
        .join(_in_lead(scene, told), on="n", how="left", maintain_order="left")
        .with_columns(
            as_of_start=pl.coalesce("as_of_start", "lead_start"),
            as_of_end=pl.coalesce("as_of_end", "lead_end"),
        )
        .drop("lead_start", "lead_end")
        .collect(engine="in-memory")
    )


def _tells_of_another(words: Mapping[str, str]) -> pl.Expr:
    """Whether a date of the sentence says when something else was than the amount."""
    after, gap, amounts, crossed = pl.col("after"), pl.col("gap"), pl.col("amounts"), pl.col("crossed")
    compared = (pl.col("link") == "contrast").fill_null(False) & ~after & ((amounts > 0) | (gap > 4))
    compared &= ~(pl.col("level") & (amounts == 0))  # `close to its 2021 peak of $5m`
    theirs = pl.col("contrasted") & after & (amounts > 0)  # `$5m, up from $4m in 2021`
    theirs |= pl.col("was_set") & ~after & (amounts == 0)  # `to $5m from $4m in 2023, and sales hit $9m`
    apart = (pl.col("clause") != pl.col("date_clause")) & (amounts > 0) & ~pl.col("opening")
    early = (pl.col("end_date") < pl.col("published_from")).fill_null(True)
    now = pl.col("is_now") & ~after & early
    perfect = pl.col("is_perfect") & ~pl.col("is_day") & ~pl.col("since") & early & ((gap > 12) | ~after)
    taken = (
        ~pl.col("result") & ~after & ~pl.col("opening") & (crossed >= 1) & pl.col("taken") & pl.col("is_anew")
    )
    level = pl.col("level") & (after | (amounts > 0) | (gap > 20))
    announced = pl.col("result") & pl.col("is_day") & ~pl.col("ends")
    that_day = pl.col("metric").is_in(_TOLD_THAT_DAY) & ~pl.col("reports") | pl.col("announces")
    told = pl.col("told") & (pl.col("state") | ~pl.col("is_day") | pl.col("is_unnamed") | ~that_day)
    theirs |= pl.col("seen_relative") & after & (amounts > 0)  # `$5m of the $6m it borrowed in 2021`
    past = pl.col("is_past") & ~after  # `priced at $5 on Friday, less than the $6 that it had sought`
    outside = pl.col("is_inserted") & after & (crossed > 0)
    than = (pl.col("than") & (after | (gap > 4))) | (pl.col("below") & after)
    owns = pl.col("owns") & (after | (amounts > 0) | (gap > 45) | (crossed > 0))
    owns |= pl.col("possessive") & after & (crossed > 0)
    inserted = pl.col("inserted") & ~(after & (crossed == 0))
    foreseen = (
        after & (pl.col("future_at") >= pl.col("to")) & (pl.col("future_depth") != pl.col("depth"))
    )  # `rose to $5m, and will reach $6m next year`
    between = pl.col("amount_after").str.head(gap.clip(0, 60))
    another = after & between.str.contains(
        spell(_OF_ANOTHER, words)
    )  # `spent $5m on a plant that will open next year`
    ahead = pl.col("amount_before").str.tail(gap.clip(0, 60))
    another |= after & (amounts > 0) & between.str.contains(_SET_AGAINST)
    another |= after & between.str.contains(_TIMES_ANOTHER)
    another |= pl.col("opening") & (amounts > 0) & pl.col("amount_before").str.contains("; [a-z]")
    another |= ~after & ~pl.col("opening") & ahead.str.contains(_ANOTHER_VERB)
    another |= ~after & early & pl.col("amount_after").str.contains(_STILL)
    another |= ~after & (crossed >= 1) & pl.col("amount_before").str.contains(_HAD)
    another |= ~after & (pl.col("at") > pl.col("aside_to")).fill_null(False)
    another |= pl.col("told") & pl.col("amount_before").str.contains(spell(_OWES, words))
    next_s = (
        after
        & (crossed > 0)
        & (pl.col("next_depth") == pl.col("date_depth"))
        & (pl.col("next_gap") < 70)
        & ~(pl.col("result") & ~pl.col("is_day"))
    )  # `sold for $5m, and in May it paid $6m`
    return pl.any_horizontal(
        pl.col("heads_bracket") & (after | ahead.str.contains(r"\)")),
        pl.col("is_model"),
        next_s.fill_null(False),
        _of_other_clause(words).fill_null(False),
        another.fill_null(False),
        past,
        outside,
        compared,
        theirs,
        apart,
        now,
        announced,
        told,
        than,
        owns,
        inserted,
        pl.col("due"),
        perfect.fill_null(False),
        taken.fill_null(False),
        level,
        pl.col("apposed") & (crossed > 0),
        foreseen.fill_null(False),
    )


def _of_other_clause(words: Mapping[str, str]) -> pl.Expr:
    """Whether what stands between an amount and a date makes the date that of something else: a clause of
    its own, the close of another day's trading.
    """
    after, amounts = pl.col("after"), pl.col("amounts")
    between = pl.col("amount_after").str.head(pl.col("gap").clip(0, 90))
    ahead = pl.col("amount_before").str.tail(pl.col("gap").clip(0, 90))
    until = after & ~between.str.starts_with(" at which") & between.str.contains(spell(_UNTIL, words))
    closed = after & between.str.contains(spell(_CLOSE, words))
    foretold = after & between.str.contains(_FORETOLD)
    beside = after & (pl.col("crossed") > 0) & between.str.contains(spell(_BESIDE, words))
    parted = ~after & (amounts > 0) & ahead.str.contains("; ")
    target = ~after & (pl.col("rule_id") == "price.target")
    event = ~pl.col("metric").is_in(STATES)
    ahead_of_us = (pl.col("start_date") > pl.col("published_to")).fill_null(True)
    lasts = after & event & between.str.contains(_LASTS)
    meant = after & event & ahead_of_us & between.str.contains(_MEANT)
    moved = pl.col("since") & (pl.col("metric") == "price") & (pl.col("gap") > 4)
    until |= lasts | meant | moved
    return until | closed | foretold | beside | parted | target


def _in_lead(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """For amounts of a list, the first date of the line that leads it in: `n`, `lead_start`, `lead_end`."""
    dates = scene.dates.select(lead_window="window", lead_start="start_date", lead_end="end_date")
    return (
        claims.select("n", "window")
        .join(scene.leads, on="window")
        .join(dates, on="lead_window")
        .group_by("n", maintain_order=True)
        .agg(pl.col("lead_start", "lead_end").first())
    )


__all__ = ["carry_times", "date_amounts"]
