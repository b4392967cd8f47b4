"""When an article was published: as it states, as it lets infer, or not known.

The ways to tell are data: `[[own_dates]]` of `lexicon/dates.toml`, the surest first. Years and far-off dates
in passing tell nothing; the latest of them is kept apart as a lower bound.
"""

from itertools import takewhile
from typing import Any

import polars as pl

from etl.ingest.years import infer_years
from etl.lexicon import Lexicon
from etl.text.calendar import compile_calendar, find_times, resolve_times
from etl.text.calendar.days import day_of
from etl.text.calendar.tense import is_future, tells_of_past
from etl.text.cutting import cut_stretches
from etl.text.marking import cut_surfaces, mark_spans
from etl.text.shadow import shadow

_FRONT = 12
"""Segments, boilerplate counted, among which a line states the article's date."""

_LEAD = 3
"""Paragraphs that make the lead."""

_PARAGRAPH_CHARS = 80
"""From this length on a segment is a paragraph, no label."""

_HEAD_PLACES = ("front", "dateline", "opening")
"""Where a date stands that is part of the article's head."""

_HEAD_CHARS = 1000
"""How far into the first paragraph a dateline may reach."""

_LITTLE = 1_000_000
"""Bytes of text up to which the heads are not looked at by themselves: what the whole texts say is the same,
and a second look would cost more than it spares."""

_SLACK = 60
"""An expression that runs out of the head is seen whole."""

_LINE_CHARS = 160
"""A line that states a date is no longer than this."""


def date_articles(articles: pl.DataFrame, segments: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The date of each article, as an interval with its basis.

    `articles` has `article_id`, `text` or `shadow` or both, and may have `metadata_date` (a date, or text
    that begins with one, YYYY-MM-DD), which comes before all that the text says; `segments` has the columns
    of `stg_segment`. Grain: one row an article, in the order of `articles`. Columns: `article_id`;
    `published_from`, `published_to`, the first and last day on which it may have been published, null where
    `published_basis` is `unknown`; `published_words`, which the date rests on, to the letter;
    `latest_date_mentioned`, null for dated articles, for others the first day of the latest time that the
    text speaks of as past.
    """
    given = _metadata(articles)
    told, silent = given, _texts(articles.join(given, on="article_id", how="anti"))
    if silent["text"].str.len_bytes().sum() > _LITTLE:
        told = pl.concat([given, _by_head(silent, segments, lexicon)])
        silent = silent.join(told, on="article_id", how="anti")
    inferred, bounds = _by_whole(silent, segments, lexicon)
    surest = pl.concat([told, inferred])
    dated = articles.select("article_id").join(surest, on="article_id", how="left", maintain_order="left")
    return dated.join(bounds, on="article_id", how="left", maintain_order="left").select(
        "article_id",
        "published_from",
        "published_to",
        published_basis=pl.col("basis").fill_null("unknown"),
        published_words="words",
        latest_date_mentioned=pl.when(pl.col("basis").is_null()).then("bound"),
    )


def _by_head(texts: pl.DataFrame, segments: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """What the heads of articles state with its year. No more of a text is looked at.

    Only the rules that come before all that look anywhere else; where the first of their dates lacks its
    year, the whole text has to give it.
    """
    rules = lexicon.rules("dates")
    ranked = takewhile(lambda ranked: ranked[1]["place"] in _HEAD_PLACES, enumerate(rules["own_dates"]))
    lines = _lines(texts, segments, rules)
    is_head = (pl.col("place") < _FRONT) | (pl.col("paragraph") <= 1)
    reach = pl.min_horizontal(pl.col("line_from") + _HEAD_CHARS, "line_to") + _SLACK
    ends = lines.filter(is_head).group_by("article_id").agg(_end=reach.max())
    heads = texts.join(ends, on="article_id", how="inner", maintain_order="left").select(
        "article_id", "text", shadow=pl.col("shadow").str.slice(0, pl.col("_end"))
    )
    times = _times(heads, lines, lexicon)
    first = _surest(_evidence_of(times, list(ranked)))
    return first.filter(pl.col("published_from").is_not_null() & pl.col("_has_year")).drop("_has_year")


def _by_whole(
    texts: pl.DataFrame, segments: pl.DataFrame, lexicon: Lexicon
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What whole texts state or let infer, and each one's latest time that is told as past."""
    rules = lexicon.rules("dates")
    lines = _lines(texts, segments, rules)
    times = _times(texts, lines, lexicon)
    found = _evidence_of(times, list(enumerate(rules["own_dates"])))
    known = found.filter(pl.col("published_from").is_not_null()).drop("_has_year")
    evidence = pl.concat([known, _event_years(texts, lines, rules)])
    return _surest(evidence), times.group_by("article_id").agg(pl.col("bound").first())


def _evidence_of(times: pl.DataFrame, ranked: list[tuple[int, dict[str, Any]]]) -> pl.DataFrame:
    """What the rules find, each under its rank."""
    return pl.concat(_evidence(times.lazy(), rule, rank) for rank, rule in ranked).collect()


def _surest(evidence: pl.DataFrame) -> pl.DataFrame:
    return evidence.sort("article_id", "rank", "order").unique(
        "article_id", keep="first", maintain_order=True
    )


def _texts(articles: pl.DataFrame) -> pl.DataFrame:
    """`article_id`, `text`, `shadow`, whichever of the two is missing made of the other."""
    text = "text" if "text" in articles.columns else "shadow"
    made = pl.col("shadow") if "shadow" in articles.columns else shadow(pl.col("text"))
    return articles.select("article_id", text=pl.col(text), shadow=made)


def _times(texts: pl.DataFrame, lines: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Expressions of time with the line they stand in, and their interval where they state it themselves.

    `line` and `rest` are what stands before and after in the line; a `line` that another expression cuts
    short begins with an ellipsis. `bound` is the article's latest time that it speaks of as past.
    """
    rules = lexicon.rules("dates")
    words = rules["own_date_words"]
    found = find_times(texts.select("article_id", "shadow"), compile_calendar(lexicon))
    placed = _in_lines(found.sort("article_id", "start"), lines)
    offset = (pl.col("start") - pl.col("line_from")).cast(pl.Int64)
    line = pl.col("before").str.tail(offset)
    ellipsis = pl.when(line.str.len_chars() < offset).then(pl.lit("…")).otherwise(pl.lit(""))
    lined = placed.with_columns(
        line=pl.concat_str(ellipsis, line.str.replace(words["weekday"], "")),
        rest=pl.col("after").str.head((pl.col("line_to") - pl.col("end")).cast(pl.Int64)),
        is_future=is_future(rules),
        is_past=tells_of_past(rules),
        is_passing=pl.col("before").str.contains(words["passing"]),
        words=cut_surfaces(placed.rename({"surface": "matched"}), texts),
    )
    heads_line = pl.col("line").str.contains(r"^[^A-Za-z0-9…]*$") & pl.col("rest").str.starts_with(":")
    speaks_of = pl.col("is_past") | heads_line
    told = speaks_of & ~pl.col("is_future") & pl.col("year").is_not_null() & (pl.col("zone") != "boilerplate")
    sentence = pl.concat_str(
        pl.col("line").str.replace(r"^.*[.!?]\s", ""), pl.col("rest").str.replace(r"[.!?]\s.*$", "")
    )
    return resolve_times(_with_years(lined)).with_columns(
        bound=pl.when(told).then("start_date").max().over("article_id"),
        repeated=_amounts(sentence, words).list.set_intersection(pl.col("headline_amounts")).list.len(),
    )


def _in_lines(spans: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Spans (`article_id`, `start`, in order) with the line that they begin in; those in none are dropped."""
    placed = spans.join_asof(
        lines, left_on="start", right_on="line_from", by="article_id", check_sortedness=False
    )
    return placed.filter((pl.col("end") <= pl.col("line_to")).fill_null(False))


def _lines(texts: pl.DataFrame, segments: pl.DataFrame, rules: dict[str, Any]) -> pl.DataFrame:
    """Segments with what tells where in the article they stand, and the amounts of its headline."""
    here, words = "article_id", rules["own_date_words"]
    length = (pl.col("end_char") - pl.col("start_char")).cast(pl.Int64)
    heads = mark_spans(texts.select(here, "shadow"), words["sources"])
    sources = heads.group_by(here).agg(sources_from=pl.col("start").min())
    own = (pl.col("zone") == "body") & (pl.col("kind") != "headline")
    return (
        segments.sort(here, "start_char")
        .join(sources, on=here, how="left", maintain_order="left")
        .join(_headline_amounts(texts, segments, words), on=here, how="left", maintain_order="left")
        .select(
            here,
            "zone",
            "headline_amounts",
            kind_of_line="kind",
            line_from="start_char",
            line_to="end_char",
            length=length,
            place=pl.int_range(pl.len()).over(here),
            paragraph=(own & (length >= _PARAGRAPH_CHARS)).cum_sum().over(here),
            in_sources=(pl.col("start_char") > pl.col("sources_from")).fill_null(False),
        )
    )


def _headline_amounts(texts: pl.DataFrame, segments: pl.DataFrame, words: dict[str, str]) -> pl.DataFrame:
    """The amounts of each article's headline, by which its news is known again."""
    heads = segments.filter(kind="headline").join(texts, on="article_id", how="semi")
    shadows = texts.select("article_id", text="shadow")
    line = cut_stretches(heads, shadows, "start_char", "end_char").alias("line")
    return (
        heads.with_columns(line)
        .group_by("article_id")
        .agg(headline_amounts=_amounts(pl.col("line").str.join(" "), words).first())
    )


def _amounts(text: pl.Expr, words: dict[str, str]) -> pl.Expr:
    """Amounts of money as a list of texts in one spelling: `$65 billion` and `$65bn` are `$65b`."""
    initial = pl.element().str.replace(" ", "", literal=True).str.replace("([a-z])[a-z ]*$", "${1}")
    return text.str.to_lowercase().str.extract_all(words["amount"]).list.eval(initial)


def _with_years(times: pl.DataFrame) -> pl.DataFrame:
    """`times` with what `resolve_times` needs; a day without year has the one that its text lets infer."""
    here = "article_id"
    lead = (pl.col("kind") == "weekday") & pl.col("which").is_null() & (pl.col("paragraph") <= _LEAD)
    ahead = pl.col("is_future")
    dates = ("reference_from", "reference_to", "anchor_date", "anchor_start", "anchor_end")
    wanted = times.with_columns(
        is_wanted=(pl.col("kind") == "day") & pl.col("year").is_null() & pl.col("which").is_null(),
        named=pl.coalesce(
            pl.when(told).then("weekday").drop_nulls().first().over(here) for told in (lead & ~ahead, lead)
        ),
    )
    dated = ("is_wanted", here, "month", "day")
    years = infer_years(wanted).with_columns(is_wanted=pl.lit(True))
    return (
        wanted.with_columns(
            *(pl.lit(None, pl.Date).alias(name) for name in dates),
            *(pl.lit(False).alias(name) for name in ("calls_fiscal", "year_is_fiscal")),
            fiscal_month=pl.lit(None, pl.Int32),
            fiscal_from_end=pl.lit(True),
            day_first=pl.lit(None, pl.Boolean),
        )
        .join(years, on=dated, how="left", maintain_order="left")
        .drop("is_wanted", "named")
    )


def _evidence(times: pl.LazyFrame, rule: dict[str, Any], rank: int) -> pl.LazyFrame:
    """Times that date their article by one rule; `order` puts the first one first, or, where the date is
    inferred, the latest.
    """
    stated = rule["basis"] == "stated"
    own = pl.col("zone") != "boilerplate"
    near, front = pl.col("paragraph"), (pl.col("place") < _FRONT) & ~pl.col("in_sources")
    places = {
        "front": front & (pl.col("length") <= _LINE_CHARS),
        "dateline": front & pl.col("kind_of_line").is_in(["dateline", "byline"]),
        "opening": (near <= 1) & (pl.col("length") >= _PARAGRAPH_CHARS) & own,
        "lead": (near <= _LEAD) & own,
        "sources": pl.col("in_sources") & own,
        "news": (pl.col("repeated") > 0) & own,
        "anywhere": own | pl.lit(stated),
    }
    kind = pl.col("kind")
    precisions = {
        "day": kind.is_in(["day", "numeric_day"]),
        "month": (kind == "month") & pl.col("part").is_null() & pl.col("year").is_not_null(),
        "year": pl.col("form") == "year",
    }
    latest = (pl.col("end_date") >= pl.col("bound")).fill_null(True)
    told = ~pl.col("is_future") & ~pl.col("is_passing") & pl.col("year").is_not_null() & latest
    return times.filter(
        places[rule["place"]],
        pl.any_horizontal(precisions[name] for name in rule["precision"]),
        pl.col("line").str.len_chars() <= rule["longest"] if "longest" in rule else pl.lit(True),
        pl.col("line").str.contains(rule["line"]),
        pl.col("rest").str.contains(rule["rest"]),
        told | pl.lit(stated),
    ).select(
        "article_id",
        "words",
        published_from="start_date",
        published_to="end_date",
        basis=pl.lit(rule["basis"]),
        rank=pl.lit(rank, pl.Int64),
        order=pl.col("start").cast(pl.Int64)
        if stated
        else -pl.col("start_date").to_physical().cast(pl.Int64),
        _has_year=pl.col("year").is_not_null(),
    )


def _metadata(articles: pl.DataFrame) -> pl.DataFrame:
    """The date that a file's metadata states."""
    given = pl.col("metadata_date") if "metadata_date" in articles.columns else pl.lit(None, pl.String)
    written = given.cast(pl.String)
    year, month, number = (
        written.str.extract("^([0-9]{4})-([0-9]{2})-([0-9]{2})", group).cast(pl.Int32) for group in (1, 2, 3)
    )
    day = day_of(year, month, number)
    return articles.select(
        "article_id",
        words=written,
        published_from=day,
        published_to=day,
        basis=pl.lit("stated"),
        rank=pl.lit(-1, pl.Int64),
        order=pl.lit(0, pl.Int64),
    ).filter(pl.col("published_from").is_not_null())


def _event_years(texts: pl.DataFrame, lines: pl.DataFrame, rules: dict[str, Any]) -> pl.DataFrame:
    """The year in the name of an event that an article's headline or lead reports from: `at Build 2026`."""
    found = mark_spans(texts.select("article_id", "shadow"), rules["own_date_words"]["event"])
    placed = _in_lines(found.sort("article_id", "start"), lines)
    year = pl.col("matched").str.tail(4).cast(pl.Int32)
    months = "|".join(rules["vocabulary"]["months"])
    is_month = pl.col("matched").str.contains(rf"(?i)(?-u:\b)(?:{months})(?-u:\b)")
    named = placed.filter((pl.col("paragraph") <= _LEAD) & (pl.col("zone") != "boilerplate") & ~is_month)
    return named.select(
        "article_id",
        words=pl.col("matched").str.replace("^(?:[Aa]t|[Ff]rom|[Dd]uring) (?:the |its |this year.s )?", ""),
        published_from=pl.date(year, 1, 1),
        published_to=pl.date(year, 12, 31),
        basis=pl.lit("inferred"),
        rank=pl.lit(len(rules["own_dates"]), pl.Int64),
        order=-year.cast(pl.Int64),
    )
