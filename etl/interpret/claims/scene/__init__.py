"""The sentences that hold amounts, laid end to end on one line, with all that is marked in them.

Every sentence that is looked at is a *window*; a mark's `at` and `to` are its positions on the line, so
that near, before, after and between are plain arithmetic over the whole batch. `depth` counts clause
boundaries up to a position: two positions of one clause have the same depth.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

import polars as pl

from etl.interpret.claims.scene.datelines import in_datelines
from etl.interpret.claims.scene.forms import Cues, find_rules
from etl.interpret.claims.scene.insets import find_insets, frames_with_insets, with_insets
from etl.interpret.claims.scene.names import read_bodies_as_places, read_names
from etl.interpret.claims.scene.owners import read_owners
from etl.interpret.claims.scene.recent import place_names, sections
from etl.interpret.claims.scene.timelines import find_timelines
from etl.interpret.claims.scene.topics import find_topics, with_topics
from etl.interpret.claims.scene.windows import cut_windows, find_breaks, lead_windows, with_depth
from etl.interpret.claims.weights import Weights
from etl.text.shadow import ESCAPE

AROUND = 100
"""How many characters on both sides of an amount its readers see."""
_CONVERSION = r"^ ?\((?:about |around |roughly |or |some )?[^() ]{0,6} ?[0-9][^()]{0,24}\)|^\)"
"""An aside in figures, mostly the amount in another currency: what follows it is said of the amount (`5m won
($4m) in a plant`), and of the one in the brackets too.
"""
HEAD = 4
"""The last sentence of an article's head."""
REACH = 1000
"""Marks pair up within stretches of this many characters, so that a wall of text costs no square."""


NOBODY_YET: Final = pl.LazyFrame(
    schema={
        "article_id": pl.String,
        "segment_no": pl.UInt32,
        "sentence_no": pl.UInt32,
        "entity_id": pl.String,
    }
)
"""Nominals before it is known whom they stand for."""


class Scene(NamedTuple):
    """What all readers of claims share. Frames are in memory and sorted by `at`; ids are of the batch."""

    windows: pl.LazyFrame
    """A row a sentence looked at: `window`, `article_id`, its place, `base` (its place on the line),
    `text`.
    """
    money: pl.LazyFrame
    """Amounts outside boilerplate, with `n` (their number on the line), `before` and `after`.
    """
    entities: pl.LazyFrame
    """Names, with the preposition that governs them, whether possessive, and their group of coordination."""
    dates: pl.LazyFrame
    calendar: pl.LazyFrame
    """All dates of the articles, in windows or not: `article_id`, `start_char`, `start_date`, `end_date`."""
    early: pl.LazyFrame
    """All dates of an article's first sentences, amounts or not: `article_id`, `surface`, `sentence_no`,
    `start_char`, `start_date`, `end_date`."""
    cues: pl.LazyFrame
    """Cue words, one row a place and rule."""
    leads: pl.LazyFrame
    """`window`, `lead_window`: the line that leads in the list that a sentence is an item of."""
    parents: pl.LazyFrame
    """`entity_id`, `parent_id`: products and firms that the lexicon knows the maker or owner of."""
    mentions: pl.LazyFrame
    """All names of the articles in their order, with paragraph and section (`recent.place_names`), but those
    that only say who another is."""
    sections: pl.LazyFrame
    """The segments with the section that each belongs to."""
    timelines: pl.LazyFrame
    """The segments under a line that is nothing but a date, with its days (`find_timelines`)."""
    nominals: pl.LazyFrame
    """Whom pronouns and nominals of the windows stand for: `article_id`, `segment_no`, `sentence_no`,
    `entity_id`; empty until that is known."""
    topics: pl.LazyFrame
    """What each article is about: `topic`, and each entity's `share` of the topic's weight."""
    words: Mapping[str, str]
    """The classes of small words (`Cues.words`)."""
    kinds: Mapping[str, str]
    """What kind of firm each word for a firm says (`Cues.kinds`)."""
    trades: pl.LazyFrame
    """What kind words in names say (`Cues.trades`)."""
    demonyms: pl.LazyFrame
    """What comes from a place is called (`Cues.demonyms`)."""
    rather: pl.LazyFrame
    """What weak words say among amounts of another metric (`Cues.rather`)."""
    deals: pl.LazyFrame = NOBODY_YET
    """Takeovers, sales and lawsuits told of without a sum (`metric.deals.all_deals`), once they are read."""


def set_scene(tables: dict[str, pl.DataFrame], cues: Cues, makers: pl.DataFrame, weights: Weights) -> Scene:
    """Cut the windows of a batch and place mentions and cue words on their line. `weights` are those of what
    an article is about.
    """
    bodies = read_bodies_as_places(tables["fact_entity_mention"].lazy()).collect(engine="in-memory").lazy()
    money = tables["fact_money_mention"].lazy().filter(pl.col("zone") != "boilerplate")
    published = tables["dim_article"].lazy().select("article_id", "published_from", "published_to")
    money = money.join(published, on="article_id", how="left").collect(engine="in-memory").lazy()
    windows = cut_windows(tables, money)
    line = windows.lazy()
    breaks = find_breaks(windows, cues.words, _on_line(money, line))
    stated = surround(_place(money, line, breaks).with_row_index("n", offset=1), line, AROUND)
    stated = _behind_asides(_unescaped(stated), breaks)
    amounts = (
        stated.with_columns(pl.col("n").cast(pl.Int64))
        .join(cues.units.lazy(), on="currency", how="left", maintain_order="left")
        .with_columns(size=pl.col("amount_max").cast(pl.Float64) / pl.col("units").fill_null(1.0))
        .collect(engine="in-memory")
        .lazy()
    )
    placed = _place(bodies, line, breaks).collect(engine="in-memory").lazy()
    dated = in_datelines(placed, line).collect(engine="in-memory").lazy()
    bodies, placed = (
        rows.join(dated, on=["article_id", "start_char"], how="anti") for rows in (bodies, placed)
    )
    names = surround(placed.sort("at"), line, 80).collect(engine="in-memory").lazy()
    names = read_names(read_owners(names, makers.lazy()), cues.words, cues.kinds)
    phrases = find_insets(windows, cues.words)
    names = with_insets(names, phrases, cues.words).collect(engine="in-memory").lazy()
    topics = find_topics(bodies, names, weights, tables.get("entries")).collect(engine="in-memory").lazy()
    entities = with_topics(names, topics).collect(engine="in-memory").lazy()
    told = tables["fact_date_mention"].lazy().filter(pl.col("start_date").is_not_null())
    dates = surround(_place(told, line, breaks), line, 20).collect(engine="in-memory").lazy()
    early = _early(told, tables["stg_sentence"].lazy()).collect(engine="in-memory").lazy()
    spans = pl.concat(
        [
            entities.select("at", "to", is_fund=pl.col("entity_type") == "fund", is_name=pl.lit(True)),
            dates.select("at", "to", is_fund=pl.lit(False), is_name=pl.lit(False)),
        ]
    )
    found = _find_cues(windows, cues, breaks, amounts, spans.sort("at", "to"))
    found = frames_with_insets(found.lazy(), phrases, line).collect(engine="in-memory")
    parts = sections(tables["stg_segment"].lazy()).collect(engine="in-memory").lazy()
    insets = names.filter(pl.col("inset_to").is_not_null())
    spoken_of = bodies.join(insets, on=["article_id", "start_char"], how="anti")
    mentions = place_names(spoken_of, parts, tables["stg_sentence"].lazy()).collect(engine="in-memory").lazy()
    leads = lead_windows(line).collect(engine="in-memory").lazy()
    days = find_timelines(tables["stg_segment"].lazy(), told, published).collect(engine="in-memory").lazy()
    return Scene(
        line,
        amounts,
        entities,
        dates,
        told.select("article_id", "start_char", "start_date", "end_date"),
        early,
        found.lazy(),
        leads,
        makers.lazy(),
        mentions,
        parts,
        days,
        NOBODY_YET,
        topics,
        cues.words,
        cues.kinds,
        cues.trades.lazy(),
        cues.demonyms.lazy(),
        cues.rather.lazy(),
    )


def _place(mentions: pl.LazyFrame, windows: pl.LazyFrame, breaks: pl.LazyFrame) -> pl.LazyFrame:
    """The mentions that lie in windows, on the line: `window`, `at`, `to`, `reach`, `depth`."""
    return with_depth(_on_line(mentions, windows).with_columns(_reach()), breaks)


def _on_line(mentions: pl.LazyFrame, windows: pl.LazyFrame) -> pl.LazyFrame:
    """The mentions that lie in windows, with their places on the line: `at`, `to`."""
    return (
        mentions.with_columns(
            start=pl.col("start_char").cast(pl.Int64), end=pl.col("end_char").cast(pl.Int64)
        )
        .sort("start")
        .join_asof(
            windows.select(
                "window", "article_id", "base", "from_char", "to_char", "sentence_no", "segment_no", "kind"
            ).sort("from_char"),
            left_on="start",
            right_on="from_char",
            by="article_id",
            check_sortedness=False,
        )
        .filter(pl.col("end") <= pl.col("to_char"))
        .with_columns(
            at=pl.col("start") - pl.col("from_char") + pl.col("base"),
            to=pl.col("end") - pl.col("from_char") + pl.col("base"),
        )
        .drop("start", "end", "to_char", "from_char")
    )


def _early(dates: pl.LazyFrame, sentences: pl.LazyFrame) -> pl.LazyFrame:
    """The dates of the first `HEAD` sentences of each article, with their number."""
    place = pl.col("start_char").cast(pl.Int64)
    heads = sentences.filter(pl.col("sentence_no") <= HEAD).select(
        "article_id",
        pl.col("sentence_no").cast(pl.Int64),
        place=place,
        ends=pl.col("end_char").cast(pl.Int64),
    )
    return (
        dates.with_columns(place=place)
        .sort("place")
        .join_asof(heads.sort("place"), on="place", by="article_id", check_sortedness=False)
        .filter(pl.col("place") < pl.col("ends"))
        .select("article_id", "surface", "sentence_no", "start_char", "start_date", "end_date")
        .sort("article_id", "start_char")
    )


def _unescaped(stated: pl.LazyFrame) -> pl.LazyFrame:
    """The amounts, each with the mark right before it (`\\$5`): to what stands around that is no word."""
    return stated.with_columns(
        at=pl.col("at") - pl.col("before").str.ends_with(ESCAPE).cast(pl.Int64),
        before=pl.col("before").str.strip_suffix(ESCAPE),
    )


def _reach() -> pl.Expr:
    """The stretch of its window that a mark pairs up in."""
    return (pl.col("base") + (pl.col("at") - pl.col("base")) // REACH).alias("reach")


def _behind_asides(money: pl.LazyFrame, breaks: pl.LazyFrame) -> pl.LazyFrame:
    """The amounts, `after` without an aside in figures right behind them, which is so long (`aside`), has so
    many amounts (`aside_amounts`), and ends at such a depth (`depth_after`).
    """
    aside = pl.col("after").str.extract(f"({_CONVERSION})", 1).str.len_chars().fill_null(0).cast(pl.Int64)
    end = pl.col("to") + pl.col("aside")
    inside = pl.sum_horizontal((pl.col("at").shift(-next_) < end).cast(pl.Int64) for next_ in (1, 2, 3))
    told = money.with_columns(pl.col("after").str.replace(_CONVERSION, ""), aside=aside)
    ends = with_depth(told.filter(pl.col("aside") > 1).select("n", at=end - 1), breaks)
    return (
        told.with_columns(aside_amounts=inside)
        .join(ends.select("n", depth_after="depth"), on="n", how="left", maintain_order="left")
        .with_columns(depth_after=pl.coalesce("depth_after", "depth"))
    )


def surround(placed: pl.LazyFrame, windows: pl.LazyFrame, length: int) -> pl.LazyFrame:
    """`before` and `after`: the small-lettered text on both sides, within the window."""
    rel = pl.col("at") - pl.col("base")
    first = pl.max_horizontal(rel - length, pl.lit(0))
    return (
        placed.join(windows.select("window", "text"), on="window", how="left", maintain_order="left")
        .with_columns(
            before=pl.col("text").str.slice(first, rel - first).str.to_lowercase(),
            after=pl.col("text").str.slice(pl.col("to") - pl.col("base"), length).str.to_lowercase(),
        )
        .drop("text")
    )


def _find_cues(
    windows: pl.DataFrame, cues: Cues, breaks: pl.LazyFrame, money: pl.LazyFrame, spans: pl.LazyFrame
) -> pl.DataFrame:
    """The cue words of the windows, those that are part of a name or a date left out (`Credit Suisse`, `in
    May`); a fund's name says that it is one, and one may go on where a date ends (`fourth-quarter losses`).

    Columns: those of `CUE` but `rule`, then `window`, `at`, `to`, `reach`, `depth`, `n_before` (how many
    amounts of the line stand before it).
    """
    kept = find_rules(windows["text"].to_list(), cues)
    held = spans.select("at", "is_fund", "is_name", held_at="at", held_to="to")
    begun = pl.col("is_name") & (pl.col("at") > pl.col("held_at")) & (pl.col("at") < pl.col("held_to"))
    part = (pl.col("to") <= pl.col("held_to")) | begun  # `Hill Market for`
    funds = cues.rules.filter(pl.col("value") == "fund_size")["rule"]
    part = part & ~(pl.col("is_fund") & pl.col("rule").is_in(funds.implode()))
    named = (
        kept.lazy()
        .sort("at", maintain_order=True)
        .join_asof(held, on="at")
        .filter(~part.fill_null(False))
        .drop("held_at", "held_to", "is_fund", "is_name")
    )
    placed = named.join_asof(
        windows.lazy()
        .select("window", "base", "article_id", "sentence_no", "segment_no")
        .with_columns(at="base")
        .sort("at"),
        on="at",
    ).with_columns(_reach())
    numbers = money.select("at", n_before="n").sort("at")
    return (
        with_depth(placed, breaks)
        .join_asof(numbers, on="at")
        .with_columns(pl.col("n_before").fill_null(0))
        # what the rules say comes last: cue words are many, and each step would carry it along
        .join(cues.rules.lazy(), on="rule", how="left", maintain_order="left")
        .drop("rule")
        .collect(engine="in-memory")
    )
