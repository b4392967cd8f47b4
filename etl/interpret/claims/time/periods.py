"""Times of amounts that have none of their own: those of the period, the event or the amount they lean on."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene
from etl.interpret.claims.time.compared import (
    PURSES,
    REPORTED,
    SEASON,
    YEAR_BEFORE,
    date_the_rest,
    is_consensus,
    set_back,
)
from etl.interpret.claims.time.events import carry_event, date_timeline

SENTENCES = 3
"""How many sentences without a result end the stretch that a reporting period carries on in."""
STRETCH = 16
"""How many sentences a reporting period carries on at most."""
RECENT = 150
"""How many days ago a period ended that an article is on."""
WHOLE_YEAR = 300
"""Days from which a period is a year's."""
_PART_OF_YEAR = (
    r"(?:^|[^a-z])(?:quarter|quarterly|half-year|(?:three|six|nine|3|6|9) months|"
    r"(?:january|april|july|october)(?:-| to | through )(?:march|june|september|december))(?:[^a-z]|$)"
)
_TIMES = ("as_of_start", "as_of_end")
_BALANCES = ("debt", "valuation", "fund_size")
"""Metrics of a day, not of a period."""
_RATE = "^ (?:(?:a|an|per|every|each) (?:month|day|week|hour|quarter|year)|annually|yearly|monthly|daily)"
"""What goes on at a rate goes on now, not in the period that was told of."""
_HAS = "(?:^|[^a-z])(?:has|have|had) (?:[a-z]+ ){1,6}$"
"""What has been spent by now was so over more than a period."""
_LINES = ("spending.noun", "spending.kinds", "spending.provision", "spending.aside", "spending.set_back")
"""Rules of costs that are a line of accounts, and no cost of one thing."""
_CHANGED = (
    r"(?:[0-9.]+ ?(?:%|percent|per cent|pc)|percentage points|fold)[^.;]{0,24} (?:to|at) (?:[a-z]+ )?$|"
    "(?:doubled|tripled|halved|quadrupled) to (?:[a-z]+ )?$"
)
_COMPARED = rf"^[^.;]{{0,30}} <held_against> [^.;]{{0,60}}{YEAR_BEFORE}"
_WAS_WORTH = "(?:^|[^a-z])once (?:worth|valued at|put at|costed at)(?: [a-z]+){0,3} $"
"""What a project was once worth is of no period's accounts."""


def carry_times(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, those without a date of their own dated by what they lean on.

    Results go on in the period that was named last, a few sentences long; what is set against the same
    period of the year before lies a year back; the same result told twice has one time.
    """
    words = scene.words
    dated = date_timeline(scene, _foresee(_end_years(_with_lead(scene, claims))))
    claims = _carry_period(words, dated).sort("n")
    claims = claims.with_columns(set_back(name, words) for name in ("as_of_start", "as_of_end"))
    claims = date_the_rest(claims, words)
    value = ["article_id", "amount_min", "amount_max", "currency", "metric", "is_rate"]
    claims = claims.with_columns(is_rate=pl.col("basis").fill_null("") == "run_rate")
    told = pl.col("metric").is_in(REPORTED) & (pl.col("modality").fill_null("actual") != "targeted")
    claims = claims.with_columns(
        pl.when(told)
        .then(pl.coalesce(name, pl.col(name).drop_nulls().first().over(value)))
        .otherwise(name)
        .alias(name)
        for name in ("as_of_start", "as_of_end")
    )
    return _date_accounts(carry_event(claims, words)).drop(
        "period_carried", "is_due", "is_whole", "is_loose", "lead_from", "lead_to", "is_rate"
    )


def _with_lead(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims with `lead_from` and `lead_to`, the quarter or half year just past that the article's head
    speaks of (`more than doubled its provisions in the third quarter`); in an article without a date, any.
    """
    published = claims.select("article_id", "published_from").unique("article_id")
    days = (pl.col("end_date") - pl.col("start_date")).dt.total_days()
    since = (pl.col("published_from") - pl.col("end_date")).dt.total_days()
    beside = scene.dates.filter(  # `(H1 2024: $5m)`
        pl.col("before").str.ends_with("(") & pl.col("after").str.starts_with(":")
    )
    heads = (
        scene.early.filter(
            days.is_between(80, 190) & ~pl.col("surface").str.contains(spell(SEASON, scene.words))
        )
        .join(beside, on=["article_id", "start_char"], how="anti")
        .join(published, on="article_id")
        .filter(since.is_between(0, RECENT).fill_null(True))
        .sort("article_id", "start_char")
        .group_by("article_id", maintain_order=True)
        .agg(lead_from=pl.col("start_date").first(), lead_to=pl.col("end_date").first())
    )
    return claims.join(heads, on="article_id", how="left", maintain_order="left")


def _end_years(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, what was so in `the full year` in the last one that has ended."""
    open_ended = pl.col("as_of_end") > pl.col("published_to")
    takes = pl.col("is_whole") & pl.col("modality").fill_null("actual").eq("actual") & open_ended
    return claims.with_columns(
        pl.when(takes.fill_null(False)).then(pl.col(name).dt.offset_by("-1y")).otherwise(name).alias(name)
        for name in _TIMES
    )


def _foresee(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, what is still to come by a month without a year (`expects $5m by June`) in the next such
    month, where the nearest is past.
    """
    days = (pl.col("as_of_end") - pl.col("as_of_start")).dt.total_days()
    ahead = pl.col("modality").is_in(["projected", "targeted", "hypothetical"])
    takes = ahead & pl.col("is_due") & (pl.col("as_of_end") < pl.col("published_from")) & (days >= 27)
    return claims.with_columns(
        pl.when(takes.fill_null(False)).then(pl.col(name).dt.offset_by("1y")).otherwise(name).alias(name)
        for name in _TIMES
    )


def _date_accounts(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, years over columns of a table made the years of the accounts, where the text says when
    those end (`the year to 30 June 2025`); what is owed or worth, on their last day.
    """
    start, end = pl.col("as_of_start"), pl.col("as_of_end")
    year = (end - start).dt.total_days().is_between(363, 366)
    calendar = (start.dt.ordinal_day() == 1) & (end.dt.year() == start.dt.year()) & year
    accounts = pl.when(year & ~calendar & ~pl.col("in_table") & pl.col("metric").is_in(REPORTED)).then(end)
    last = accounts.drop_nulls().first().over("article_id")
    back = (end.dt.year() - last.dt.year()).clip(upper_bound=0).cast(pl.String) + "y"
    ends = last.dt.offset_by(back)
    ends = pl.when(last == last.dt.month_end()).then(ends.dt.month_end()).otherwise(ends)
    starts = (
        pl.when(pl.col("metric").is_in(_BALANCES))
        .then(ends)
        .otherwise(ends.dt.offset_by("1d").dt.offset_by("-1y"))
    )
    # A table of several firms is none of one firm's accounts.
    firm = pl.col("subject_ids").list.first().filter("in_table").drop_nulls()
    in_accounts = pl.col("in_table") & (firm.n_unique().over("article_id") <= 1)
    takes = (in_accounts & calendar & (end.dt.year() <= last.dt.year())).fill_null(False)
    return claims.with_columns(
        as_of_start=pl.when(takes).then(starts).otherwise(start),
        as_of_end=pl.when(takes).then(ends).otherwise(end),
    )


def _carry_period(words: Mapping[str, str], claims: pl.LazyFrame) -> pl.LazyFrame:
    """Undated results dated by the last period of a quarter to a year that a result before them was given."""
    days = (pl.col("as_of_end") - pl.col("as_of_start")).dt.total_days()
    purse = pl.col("rule_id").is_in(PURSES).fill_null(False)
    result = (pl.col("metric").is_in(REPORTED) | purse) & ~pl.col("in_table")
    result = result & ~pl.col("before").str.contains(_WAS_WORTH)
    compared = pl.col("before").str.contains(r"\([^():]{2,20}: $")  # `(H1 2024: $5m)`
    states = (
        result
        & ~compared
        & days.is_between(80, 370)
        & ~pl.col("is_loose").fill_null(False)
        & (
            (pl.col("modality").fill_null("actual") == "actual")
            | ((pl.col("modality") == "projected") & (pl.col("as_of_end") < pl.col("published_from")))
        ).fill_null(True)
    )
    stated = pl.when(states).then("as_of_end")
    latest, newest = stated.max().over("article_id"), stated.cum_max().over("article_id")
    states = states & ((pl.col("as_of_end") == newest) | (pl.col("as_of_end") == latest))
    last = {
        f"last_{name}": pl.when("states").then(name).forward_fill().shift(1).over("article_id")
        for name in ("as_of_start", "as_of_end", "sentence_no", "basis", "stretch")
    }
    place = pl.col("sentence_no").cast(pl.Int64)
    told = pl.when(result).then(place).forward_fill().shift(1).over("article_id")
    claims = (
        claims.sort("n")
        .with_columns(
            states=states,  # once: it looks over the whole article
            stretch=(place - told > SENTENCES).fill_null(False).cum_sum().over("article_id"),
        )
        .with_columns(**last)
    )
    near = (pl.col("stretch") == pl.col("last_stretch")) & (
        place - pl.col("last_sentence_no").cast(pl.Int64) <= STRETCH
    )
    opens = pl.col("last_as_of_start").is_null() & (place <= STRETCH // 2) & pl.col("lead_from").is_not_null()
    claims = claims.with_columns(opens=opens).with_columns(
        last_as_of_start=pl.when("opens").then("lead_from").otherwise("last_as_of_start"),
        last_as_of_end=pl.when("opens").then("lead_to").otherwise("last_as_of_end"),
    )
    # `Costs, however, rose 4% to $5m` is of the period, however far on.
    changed = pl.col("before").str.contains(_CHANGED) | pl.col("after").str.contains(spell(_COMPARED, words))
    changed = changed & (place - pl.col("last_sentence_no") <= 2 * STRETCH)
    near = near.fill_null(False) | pl.col("opens") | changed.fill_null(False)
    # a year that was told of is no time of a quarter, though that one's own is not known
    year_long = (pl.col("last_as_of_end") - pl.col("last_as_of_start")).dt.total_days() >= WHOLE_YEAR
    of_part = year_long & pl.concat_str("before", "after").str.contains(_PART_OF_YEAR)
    other = pl.col("metric") != pl.col("metric").shift(1)
    expected = is_consensus() & (other | pl.col("as_of_start").shift(1).is_null())
    takes = (
        result
        & pl.col("as_of_start").is_null()
        & near
        & ~of_part.fill_null(False)
        & ((pl.col("modality").fill_null("actual") == "actual") | expected)
        & (pl.col("link").fill_null("") != "contrast")
        & (pl.col("basis").fill_null("") != "run_rate")
        & ~pl.col("after").str.contains(_RATE)
        & ~(pl.col("metric").eq("spending") & pl.col("before").str.contains(_HAS))
        & ((pl.col("metric") != "spending") | pl.col("rule_id").is_in(_LINES).fill_null(True))
    ).fill_null(False)
    return claims.with_columns(
        period_carried=takes,
        **{
            name: pl.when(takes).then(f"last_{name}").otherwise(name) for name in ("as_of_start", "as_of_end")
        },
    ).drop("states", "last_sentence_no", "last_basis", "stretch", "last_stretch", "opens")
