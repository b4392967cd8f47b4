"""Times of amounts that have none of their own: those of the period, the event or the amount they lean on."""

import polars as pl

SENTENCES = 4
"""How many sentences a reporting period carries on."""
_REPORTED = ("revenue", "profit", "spending")
YEAR_BEFORE = (
    r"(?:a year (?:earlier|before|ago|previously)|the (?:previous|prior|preceding) year|"
    r"the year (?:before|earlier|prior)|"
    r"year (?:earlier|before|ago)|previous (?:year|fiscal|12 months|financial year|fiscal year)|"
    r"(?:same|corresponding|comparable|equivalent|year-ago|prior-year|year-earlier) "
    r"(?:quarter|period|half|months|three months|six months|time|month))"
)
_QUARTER_BEFORE = (
    r"(?:(?:previous|prior|preceding|last) (?:quarter|three months)|quarter (?:earlier|before|ago)|"
    r"three months (?:earlier|before|ago))"
)


def carry_times(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, those without a date of their own dated by what they lean on.

    Results go on in the period that was named last, a few sentences long; what is set against the same
    period of
    the year before lies a year back; the same result told twice has one time.
    """
    claims = _carry_period(claims).sort("n")
    claims = claims.with_columns(_set_back(name) for name in ("as_of_start", "as_of_end"))
    value = ["article_id", "amount_min", "amount_max", "currency", "metric"]
    told = pl.col("metric").is_in(_REPORTED)
    return claims.with_columns(
        pl.when(told)
        .then(pl.coalesce(name, pl.col(name).drop_nulls().first().over(value)))
        .otherwise(name)
        .alias(name)
        for name in ("as_of_start", "as_of_end")
    ).drop("period_carried")


def _set_back(name: str) -> pl.Expr:
    """The time of a result that is set against the one before it: a year earlier, or a quarter where the text
    says so; what had been expected of the same period has its time.
    """
    before, after = pl.col("before"), pl.col("after")
    year = (
        after.str.contains(rf"^[^.;]{{0,40}}{YEAR_BEFORE}")
        | before.str.tail(34).str.contains(YEAR_BEFORE)
        | before.str.contains(r"a year (?:earlier|ago|before)[^.;]{0,40}$")
    )
    quarter = after.str.contains(rf"^[^.;]{{0,30}}{_QUARTER_BEFORE}")
    days = (pl.col("as_of_end") - pl.col("as_of_start")).dt.total_days().shift(1)
    same = (
        (pl.col("article_id") == pl.col("article_id").shift(1))
        & (pl.col("metric") == pl.col("metric").shift(1))
        & pl.col("metric").is_in(_REPORTED)
    )
    against = (pl.col("link") == "contrast").fill_null(False) & days.is_between(80, 370)
    undated = pl.col("as_of_start").is_null()
    real = pl.col("modality").fill_null("actual").is_in(["actual", "estimated"])
    expected = against & undated & (pl.col("modality") == "projected")
    steps = (undated & (year | (against & real))) | (pl.col("period_carried") & year)
    last = pl.col(name).shift(1)
    return (
        pl.when((same & expected).fill_null(False))
        .then(last)
        .when((same & undated & against & quarter).fill_null(False))
        .then(last.dt.offset_by("-3mo"))
        .when((same & steps).fill_null(False))
        .then(last.dt.offset_by("-1y"))
        .otherwise(name)
        .alias(name)
    )


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
