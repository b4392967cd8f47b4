"""When an amount holds: the date that governs it, or the period that the article is reporting on."""

import polars as pl

from etl.interpret.claims.scene import Scene

START = 40.0
PER_CHARACTER = 0.16
PER_BREAK = 5.0
PER_AMOUNT = 14.0
PER_AMOUNT_AFTER_OPENING = 2.0
"""What distance takes off; a date that opens the sentence governs all of it."""
RIGHT_AFTER = 10.0
GOVERNED = 4.0
ENOUGH = 8.0
SENTENCES = 4
"""How many sentences a reporting period carries on."""

EARLY = 700
"""Within how many characters of an article its dateline stands."""

_PREPOSITION = (
    r"(?:in|on|by|at|for|during|since|as of|to|of|ended|ending|through|until|from|early|late|mid|this|last) $"
)
_YEAR_TO = (
    r"(?:year|12 months|twelve months|fiscal|52 weeks) (?:to|ended|ending|that ended|through)(?: on)? $"
)
_HALF_TO = r"(?:half|half-year|half year|six months|26 weeks) (?:to|ended|ending|through)(?: on)? $"
_QUARTER_TO = r"(?:quarter|three months|3 months|13 weeks) (?:to|ended|ending|that ended|through)(?: on)? $"
_YEAR_BEFORE = (
    r"^[^.;]{0,40}(?:a year (?:earlier|before|ago)|the (?:previous |prior )?year(?: before)?|year earlier|"
    r"previous (?:year|fiscal|12 months)|(?:same|corresponding|comparable|equivalent|year-ago|prior-year) "
    r"(?:quarter|period|half|months|three months|time))"
)
_DATELINE = r"^,? ?(?:[0-9]{4},? ?)?(?:/[a-z -]+/ ?)?(?:\([a-z .]+\) ?)?(?:-+ |: )"
_FOUNDED = (
    r"(?:founded|established|born|created|formed|incorporated|set up|started)(?: back)? in "
    r"(?:early |late |mid-?)?$"
)
_NOW = r"(?:^|[^a-z])(?:now|currently|today|at present)(?: [a-z]+){0,3} $"
_UP_TO = r"(?:ended|ending|ends|to|through|until|as of|at|by|since|from)(?: on)? $"
"""What stands before the day that ends a period; on any other day a result is only told."""
_REPORTED = ("revenue", "profit", "spending")


def date_amounts(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with `as_of_start`, `as_of_end`, null where no date of the sentence governs them."""
    dates = _periods(_governing(scene.dates)).select(
        "reach",
        "start_date",
        "end_date",
        "before",
        date_at="at",
        date_to="to",
        date_depth="depth",
        date_clause="clause",
        date_base="base",
        is_day=pl.col("start_date") == pl.col("end_date"),
    )
    told = claims.lazy()
    ordered = told.sort("n").with_columns(order=(pl.col("link").fill_null("") != "conversion").cum_sum())
    numbers = ordered.select("at", seen="order").sort("at")
    dates = dates.sort("date_at").join_asof(numbers, left_on="date_at", right_on="at").drop("at")
    ordered = ordered.with_columns(
        is_now=pl.col("before").str.contains(_NOW),
        contrasted=(pl.col("link").shift(-1) == "contrast").fill_null(False),
        result=pl.col("metric").is_in(["revenue", "profit"]).fill_null(False),
    )
    pairs = ordered.select(
        "n", "order", "reach", "at", "to", "depth", "link", "contrasted", "result", "is_now", "clause"
    ).join(dates, on="reach")
    after = pl.col("date_at") >= pl.col("to")
    seen = pl.col("seen").fill_null(0)
    gap = pl.when(after).then(pl.col("date_at") - pl.col("to")).otherwise(pl.col("at") - pl.col("date_to"))
    amounts = (
        pl.when(after)
        .then(seen.cast(pl.Int64) - pl.col("order").cast(pl.Int64))
        .otherwise(pl.col("order").cast(pl.Int64) - seen.cast(pl.Int64) - 1)
    )
    crossed = (pl.col("date_depth") - pl.col("depth")).abs()
    opening = (pl.col("date_at") - pl.col("date_base") <= 14) & ~after
    compared = (pl.col("link") == "contrast").fill_null(False) & ~after
    theirs = pl.col("contrasted") & after & (amounts > 0)  # `$5m, up from $4m in 2021`
    apart = (pl.col("clause") != pl.col("date_clause")) & (amounts > 0) & ~opening
    now = pl.col("is_now") & ~after
    announced = pl.col("result") & pl.col("is_day") & ~pl.col("before").str.contains(_UP_TO)
    scored = pairs.with_columns(
        score=START
        - gap * PER_CHARACTER
        - pl.when(opening).then(0.0).otherwise(crossed * PER_BREAK)
        - pl.when(opening).then(amounts * PER_AMOUNT_AFTER_OPENING).otherwise(amounts * PER_AMOUNT)
        + pl.when(after & (gap <= 30) & (crossed == 0)).then(RIGHT_AFTER).otherwise(0.0)
        + pl.when(pl.col("before").str.contains(_PREPOSITION)).then(GOVERNED).otherwise(0.0)
    ).filter(
        (pl.col("score") >= ENOUGH)
        & (gap >= 0)
        & ~(compared & ((amounts > 0) | (gap > 12)))
        & ~theirs
        & ~announced
        & ~now
        & ~apart
    )
    best = (
        scored.with_columns(pl.col("score").round(3))
        .sort(["n", "score", "date_at"], descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(as_of_start=pl.col("start_date").first(), as_of_end=pl.col("end_date").first())
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


def _governing(dates: pl.LazyFrame) -> pl.LazyFrame:
    """Dates that may say when an amount holds: none of a dateline, none of a foundation."""
    dateline = (
        pl.col("after").str.contains(_DATELINE)
        & (pl.col("at") - pl.col("base") < 60)
        & (pl.col("start_date") == pl.col("end_date"))
        & (pl.col("start_char") < EARLY)
    )
    return dates.filter(~dateline & ~pl.col("before").str.contains(_FOUNDED))


def _periods(dates: pl.LazyFrame) -> pl.LazyFrame:
    """Dates, those that end a period named before them (`the year to 31 March 2021`) made the period."""
    day = pl.col("start_date") == pl.col("end_date")
    start = (
        pl.when(day & pl.col("before").str.contains(_YEAR_TO))
        .then(pl.col("end_date").dt.offset_by("1d").dt.offset_by("-1y"))
        .when(day & pl.col("before").str.contains(_HALF_TO))
        .then(pl.col("end_date").dt.offset_by("1d").dt.offset_by("-6mo"))
        .when(day & pl.col("before").str.contains(_QUARTER_TO))
        .then(pl.col("end_date").dt.offset_by("1d").dt.offset_by("-3mo"))
        .otherwise("start_date")
    )
    return dates.with_columns(start_date=start)


def carry_times(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, those without a date of their own dated by what they lean on.

    Results go on in the period that was named last, a few sentences long; what is set against the same
    period of
    the year before lies a year back; the same result told twice has one time.
    """
    claims = _carry_period(claims).sort("n")
    before = pl.col("before").str.contains(r"^(?:[^a-z]*)$").not_() & (
        pl.concat_str(pl.col("before").str.tail(30), pl.lit("| "), "after").str.contains(_YEAR_BEFORE)
        | pl.col("after").str.contains(_YEAR_BEFORE)
        | pl.col("before").str.contains(r"(?:a year (?:earlier|ago|before))[^.;]{0,40}$")
    )
    undated = pl.col("as_of_start").is_null()
    near = pl.col("article_id") == pl.col("article_id").shift(1)
    same = pl.col("metric") == pl.col("metric").shift(1)
    steps = (
        (undated | (pl.col("period_carried") & before))
        & near
        & same
        & before
        & pl.col("metric").is_in(_REPORTED)
    )
    moved = {
        name: pl.when(steps).then(pl.col(name).shift(1).dt.offset_by("-1y")).otherwise(name)
        for name in ("as_of_start", "as_of_end")
    }
    claims = claims.with_columns(**moved)
    value = ["article_id", "amount_min", "amount_max", "currency", "metric"]
    told = pl.col("metric").is_in(_REPORTED)
    return claims.with_columns(
        pl.when(told)
        .then(pl.coalesce(name, pl.col(name).drop_nulls().first().over(value)))
        .otherwise(name)
        .alias(name)
        for name in ("as_of_start", "as_of_end")
    ).drop("period_carried")


def _carry_period(claims: pl.LazyFrame) -> pl.LazyFrame:
    """Undated results dated by the last period of a quarter to a year that a result before them was given."""
    days = (pl.col("as_of_end") - pl.col("as_of_start")).dt.total_days()
    result = pl.col("metric").is_in(_REPORTED) & ~pl.col("in_table")
    states = (
        result
        & days.is_between(80, 370)
        & pl.col("modality").fill_null("actual").is_in(["actual", "projected"])
    )
    latest = pl.col("as_of_end").filter(states).max().over("article_id")
    newest = pl.when(states).then("as_of_end").cum_max().over("article_id")
    states = states & ((pl.col("as_of_end") == newest) | (pl.col("as_of_end") == latest))
    last = {
        f"last_{name}": pl.when(states).then(name).forward_fill().shift(1).over("article_id")
        for name in ("as_of_start", "as_of_end", "sentence_no", "basis")
    }
    claims = claims.sort("n").with_columns(**last)
    near = (pl.col("sentence_no").cast(pl.Int64) - pl.col("last_sentence_no").cast(pl.Int64)) <= SENTENCES
    takes = (
        result
        & pl.col("as_of_start").is_null()
        & near
        & (pl.col("modality").fill_null("actual") == "actual")
        & (pl.col("link").fill_null("") != "contrast")
        & (pl.col("basis").fill_null("") != "run_rate")
    ).fill_null(False)
    return claims.with_columns(
        period_carried=takes,
        **{
            name: pl.when(takes).then(f"last_{name}").otherwise(name) for name in ("as_of_start", "as_of_end")
        },
    ).drop(list(last))
