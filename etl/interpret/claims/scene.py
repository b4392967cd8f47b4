"""The sentences that hold amounts, laid end to end on one line, with all that is marked in them.

Every sentence that is looked at is a *window*; a mark's `at` and `to` are its positions on the line, so
that near, before, after and between are plain arithmetic over the whole batch. `depth` counts clause
boundaries up to a position: two positions of one clause have the same depth.
"""

from typing import NamedTuple

import polars as pl

from etl.interpret.claims.forms import GAP, Cues, find_forms
from etl.text.marking import mark_spans
from etl.text.shadow import shadow

ESCAPE = "\\"
"""Markdown writes `\\$5` for `$5`: the mark says nothing of what stands between two words."""
REACH = 1000
"""Marks pair up within stretches of this many characters, so that a wall of text costs no square."""

CONTEXT = 2
"""How many sentences before an amount's own are looked at; of those after it, one is."""

_CONJUNCTIONS = (
    "but|while|whereas|although|though|which|who|whose|when|because|after|before|since|if|where|until|so"
)
_BREAKS = rf" as (?:much|many|well|high|low|little) as |[;()]|: | -+ |[.?!] |,? (?:{_CONJUNCTIONS}) |, |,? (?:and|as|than) "
_WEIGHTS = {
    " as much as ": 0.0,
    " as many as ": 0.0,
    " as well as ": 0.0,
    " as high as ": 0.0,
    " as low as ": 0.0,
    " as little as ": 0.0,
    ", ": 1.0,
    " and ": 1.0,
    ", and ": 1.5,
    " as ": 1.0,
    ", as ": 1.5,
    " than ": 1.5,
    ". ": 4.0,
    "? ": 4.0,
    "! ": 4.0,
}
_LIGHT = (
    *(f" as {word} as " for word in ("much", "many", "well", "high", "low", "little")),
    "(",
    ")",
    ": ",
    ", ",
    " and ",
    ", and ",
    " as ",
    ", as ",
    " than ",
    ", than ",
)

COMPANIES = ("company", "organization", "government", "fund", "media")

_FREE = (
    r"(?:^|[,;:.!?()\"'-] ?|[.] |(?:^|[^a-z])(?:and|but|that|when|while|whereas|if|because|as|where|which|before|after|since|said|"
    r"says|so|or|although|though|than|what|whether|until|how|the|a|an|its|their|rival|rivals|start-?up|company|firm|group|giant|[a-z-]*maker|"
    r"bank|lender|retailer|developer|owner|operator|parent|unit|airline|carmaker|insurer|producer|supplier|billionaire|founder|"
    r"chief executive|ceo|president|chairman|minister|striker|forward|midfielder|defender|winger|goalkeeper|player|singer|actor|"
    r"fintech|platform|brand|club|city|state|fund|investor|analyst|economist|mr|ms|mrs|dr|sir|boss|app|service|now|then|later|ago|year|month|week|quarter|today|yesterday|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|[0-9]{4}|[0-9]{1,2}|both|of|in|by|from|with|to|for|at|on) )$"
)
"""What may stand before a name that does something; any other small word there is a verb or noun that binds it."""

_BACKS = (
    r"^,? (?:also |both |all )?(?:participated|took part|joined|invested in the round|came in|contributed|chipped in|are among|"
    r"were among|is among|was among|among the|also invested|put in|followed)(?:[^a-z]|$)"
)
_BACKED = r"(?:investors|backers|participation|joined) (?:including|include|included|such as|like|from|by|of|are|were) (?:the )?$"
"""How a name is said to be one of a round's investors."""

_PREPOSITIONS = (
    "by|of|in|into|from|with|to|for|at|on|than|between|including|like|against|per|via|under|over|as|behind|among|"
    "such as|through|versus|after|about|around|off"
)
_DATED = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|year|month|week|quarter|summer|autumn|winter|spring) $"
)
"""A date before a name: the preposition before it is the date's (`in May Acme lent`)."""
_BODY = r"^([a-z0-9-]+?)-(?:(?:city|town|county|borough|parish|district|village)-)?(?:council|commission|board-of-supervisors)$"
_BEFORE_NAME = (
    rf"(?:^|[^a-z])({_PREPOSITIONS}) (?:(?:the|a|an|its|their|his|her) )?[\"'(]?$",
    rf"(?:^|[^a-z])({_PREPOSITIONS}) (?:(?:the|a|an|its|their|his|her) )?[a-z][a-z'-]* [\"'(]?$",
    rf"(?:^|[^a-z])({_PREPOSITIONS}) (?:the|a|an|its|their|his|her) (?:[a-z][a-z'-]* ){{2}}[\"'(]?$",
    rf"(?:^|[^a-z])({_PREPOSITIONS}) (?:the|a|an|its|their|his|her) (?:[a-z][a-z'-]* ){{3}}[\"'(]?$",
)
"""The preposition that governs a name: right before it, or before its article and a few words (`by the Dutch
chip-equipment group Acme`), the nearest first.
"""


class Scene(NamedTuple):
    """What all readers of claims share. Frames are sorted by `at`; ids are of the batch."""

    windows: pl.DataFrame
    """A row a sentence looked at: `window`, `article_id`, its place, `base` (its place on the line), `text`."""
    money: pl.DataFrame
    """Amounts outside boilerplate, with `n` (their number on the line), `before` and `after` (60 characters)."""
    entities: pl.DataFrame
    """Names, with the preposition that governs them, whether possessive, and their group of coordination."""
    dates: pl.DataFrame
    cues: pl.DataFrame
    """Cue words, one row a place and rule."""
    leads: pl.DataFrame
    """`window`, `lead_window`: the line that leads in the list that a sentence is an item of."""
    parents: pl.DataFrame
    """`entity_id`, `parent_id`: products that the lexicon knows the maker of."""
    topics: pl.DataFrame
    """What each article is about: `topic`, and each entity's `share` of the topic's weight."""


def set_scene(tables: dict[str, pl.DataFrame], cues: Cues, makers: pl.DataFrame) -> Scene:
    """Cut the windows of a batch and place mentions and cue words on their line."""
    tables = tables | {"fact_entity_mention": _places_of_bodies(tables["fact_entity_mention"])}
    money = tables["fact_money_mention"].filter(pl.col("zone") != "boilerplate")
    money = money.join(
        tables["dim_article"].select("article_id", "published_to"), on="article_id", how="left"
    )
    windows = _windows(tables, money)
    breaks = _breaks(windows)
    placed = _place(money, windows, breaks).with_row_index("n", offset=1)
    placed = _surroundings(placed, windows, 60).with_columns(pl.col("n").cast(pl.Int64))
    placed = placed.join(cues.units, on="currency", how="left", maintain_order="left").with_columns(
        size=pl.col("amount_max").cast(pl.Float64) / pl.col("units").fill_null(1.0)
    )
    topics = _topics(tables)
    entities = _entities(tables["fact_entity_mention"], windows, breaks, topics)
    dates = _place(tables["fact_date_mention"].filter(pl.col("start_date").is_not_null()), windows, breaks)
    found = _find_cues(windows, cues, breaks, placed)
    return Scene(
        windows,
        placed,
        entities,
        _surroundings(dates, windows, 20),
        found,
        _lead_windows(windows),
        makers,
        topics,
    )


def _places_of_bodies(names: pl.DataFrame) -> pl.DataFrame:
    """Names, those of a place's council as the place where the article names it too: the money is the place's."""
    place = pl.col("entity_id").str.extract(_BODY, 1)
    known = names.select("article_id", place="entity_id").unique()
    return (
        names.with_columns(place=place)
        .join(
            known.with_columns(is_known=pl.lit(True)),
            on=["article_id", "place"],
            how="left",
            maintain_order="left",
        )
        .with_columns(entity_id=pl.when("is_known").then("place").otherwise("entity_id"))
        .drop("place", "is_known")
    )


def _windows(tables: dict[str, pl.DataFrame], money: pl.DataFrame) -> pl.DataFrame:
    """The sentences with amounts and the `CONTEXT` before each, with their shadow text."""
    sentences = tables["stg_sentence"].sort("article_id", "start_char")
    segments = tables["stg_segment"].select("article_id", "segment_no", "kind")
    home = (
        money.sort("start_char")
        .join_asof(
            sentences.select("article_id", "sentence_no", pl.col("start_char").alias("from")).sort("from"),
            left_on="start_char",
            right_on="from",
            by="article_id",
            check_sortedness=False,
        )
        .select("article_id", "sentence_no")
        .drop_nulls()
    )
    near = pl.concat(
        home.select("article_id", sentence_no=pl.col("sentence_no").cast(pl.Int64) - back)
        for back in range(-1, CONTEXT + 1)
    ).unique()
    near = pl.concat([near, home.select("article_id", sentence_no=pl.lit(0, dtype=pl.Int64))]).unique()
    leads = _leads(sentences, segments)
    wanted = pl.concat(
        [near, near.join(leads, on=["article_id", "sentence_no"]).select("article_id", sentence_no="lead_no")]
    ).unique()
    return (
        sentences.with_columns(pl.col("sentence_no").cast(pl.Int64))
        .join(wanted, on=["article_id", "sentence_no"], how="semi")
        .join(segments, on=["article_id", "segment_no"], how="left")
        .join(leads, on=["article_id", "sentence_no"], how="left")
        .join(tables["dim_article"].select("article_id", "text"), on="article_id")
        .sort("article_id", "start_char")
        .with_columns(
            text=shadow(
                pl.col("text").str.slice(pl.col("start_char"), pl.col("end_char") - pl.col("start_char"))
            ).str.replace_all("\n", " ", literal=True),
            from_char=pl.col("start_char").cast(pl.Int64),
            to_char=pl.col("end_char").cast(pl.Int64),
        )
        .with_columns(long=pl.col("text").str.len_chars().cast(pl.Int64) + len(GAP))
        .with_columns(base=pl.col("long").cum_sum() - pl.col("long"))
        .with_row_index("window")
        .select(
            "window",
            "article_id",
            "sentence_no",
            "segment_no",
            "kind",
            "zone",
            "from_char",
            "to_char",
            "base",
            "text",
            "lead_no",
        )
    )


def _leads(sentences: pl.DataFrame, segments: pl.DataFrame) -> pl.DataFrame:
    """For each sentence of a list or of plain short lines, the sentence that leads it in: the nearest heading
    or line before the list.
    """
    return (
        sentences.select("article_id", "segment_no", "start_char", pl.col("sentence_no").cast(pl.Int64))
        .join(segments, on=["article_id", "segment_no"], how="left")
        .sort("article_id", "start_char")
        .with_columns(
            lead_no=pl.when(pl.col("kind").is_in(["heading", "headline", "paragraph"]))
            .then(pl.col("sentence_no"))
            .forward_fill()
            .over("article_id")
        )
        .filter(pl.col("kind") == "list_item")
        .select("article_id", "sentence_no", "lead_no")
        .drop_nulls()
    )


def _lead_windows(windows: pl.DataFrame) -> pl.DataFrame:
    places = windows.select("article_id", lead_no="sentence_no", lead_window="window")
    return (
        windows.select("window", "article_id", "lead_no")
        .drop_nulls()
        .join(places, on=["article_id", "lead_no"])
        .select("window", "lead_window")
    )


def _breaks(windows: pl.DataFrame) -> pl.DataFrame:
    """Clause boundaries: `at`; `depth`, the weight of all up to there; `clause`, the number of heavy ones."""
    found = mark_spans(windows.select("base", "text"), _BREAKS, text="text")
    return found.select(
        at=pl.col("base") + pl.col("start"),
        weight=pl.col("matched").replace_strict(_WEIGHTS, default=2.0, return_dtype=pl.Float64),
        heavy=~pl.col("matched").is_in(_LIGHT),
    ).select("at", depth=pl.col("weight").cum_sum(), clause=pl.col("heavy").cast(pl.Int64).cum_sum())


def with_depth(frame: pl.DataFrame, breaks: pl.DataFrame) -> pl.DataFrame:
    """`frame` with the `depth` of its `at`; sorted by `at`."""
    return (
        frame.sort("at", maintain_order=True)
        .join_asof(breaks, on="at", strategy="backward")
        .with_columns(pl.col("depth").fill_null(0.0), pl.col("clause").fill_null(0))
    )


def _place(mentions: pl.DataFrame, windows: pl.DataFrame, breaks: pl.DataFrame) -> pl.DataFrame:
    """The mentions that lie in windows, on the line: `window`, `at`, `to`, `reach`, `depth`."""
    placed = (
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
    return with_depth(placed.with_columns(_reach()), breaks)


def _reach() -> pl.Expr:
    """The stretch of its window that a mark pairs up in."""
    return (pl.col("base") + (pl.col("at") - pl.col("base")) // REACH).alias("reach")


def _surroundings(placed: pl.DataFrame, windows: pl.DataFrame, length: int) -> pl.DataFrame:
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


def _topics(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The entity that each article is about: named most often, and in its first lines."""
    weight = (
        pl.when(pl.col("entity_type").is_in(["company", "fund"]))
        .then(1.0)
        .when(pl.col("entity_type").is_in(["organization", "government"]))
        .then(0.8)
        .when(pl.col("entity_type") == "place")
        .then(0.2)
        .otherwise(0.3)
    )
    early = (
        pl.when(pl.col("start_char") < 120)
        .then(2.5)
        .when(pl.col("start_char") < 500)
        .then(1.3)
        .otherwise(1.0)
    )
    return (
        tables["fact_entity_mention"]
        .filter(pl.col("zone") != "boilerplate")
        .group_by("article_id", "entity_id")
        .agg(
            weight=(weight * early).sum(),
            count=early.sum(),
            kind=pl.col("entity_type").first(),
            first=pl.col("start_char").min(),
        )
        .sort("article_id", "weight", "first", descending=[False, True, False])
        .with_columns(
            topic=pl.col("entity_id").first().over("article_id"),
            share=pl.col("count") / pl.col("count").first().over("article_id"),
            second=pl.col("entity_id")
            .filter(pl.col("kind").is_in(["company", "product"]))
            .slice(1, 1)
            .first()
            .over("article_id"),
        )
        .select("article_id", "entity_id", "topic", "share", "second")
    )


def _entities(
    mentions: pl.DataFrame, windows: pl.DataFrame, breaks: pl.DataFrame, topics: pl.DataFrame
) -> pl.DataFrame:
    """Names on the line with their grammar: `preposition`, `is_owner`, `leads`, `group`, `initial`."""
    placed = _surroundings(_place(mentions, windows, breaks), windows, 48)
    gap = pl.col("before").str.tail((pl.col("at") - pl.col("to").shift(1).over("window")).clip(0, 48))
    joined = gap.str.contains(
        r"^(?:, |, and | and | & |/|, the [a-z' -]{0,20}|,? and the [a-z' -]{0,20}|'s |' |, [a-z -]{0,20}'s )$"
    )
    return (
        placed.with_columns(
            preposition=pl.when(~pl.col("before").str.contains(_DATED)).then(
                pl.coalesce(pl.col("before").str.extract(pattern, 1) for pattern in _BEFORE_NAME)
            ),
            backs=pl.col("after").str.contains(_BACKS) | pl.col("before").str.contains(_BACKED),
            is_free=pl.col("before").str.contains(_FREE) | pl.col("after").str.contains("^,? (?:which|who) "),
            heads_relative=pl.col("after").str.contains("^,? (?:which|who) "),
            is_given=pl.col("after").str.contains(r"^ (?:a|an|the) [a-z]"),
            is_owner=pl.col("after").str.contains(r"^'s? |^'$|^'s$"),
            leads=pl.col("after").str.contains(
                r"^,?[^,.;]{0,4} ?(?:co-)?(?:led|leads|leading|lead|is to lead|will lead|to lead)[ ,]"
            )
            | pl.col("before").str.contains(r"(?:led|fronted|anchored|headed) by (?:[a-z' -]{0,40})$")
            | pl.col("after").str.contains(r"^ (?:wrote|writing) the largest"),
            joined=joined.fill_null(False),
        )
        .with_columns(
            run=(~pl.col("joined")).cum_sum(), has_and=pl.col("joined") & gap.str.contains(r"and|&|/|^'s? $")
        )
        .with_columns(
            pl.col("has_and").any().over("run"), single=pl.int_range(pl.len(), dtype=pl.Int64) + 10**9
        )
        .with_columns(group=pl.when("has_and").then(pl.col("run").cast(pl.Int64)).otherwise("single"))
        .with_columns(
            preposition=pl.col("preposition").first().over("group"),
            leads=pl.col("leads").any().over("group"),
            is_free=pl.col("is_free").first().over("group"),
            backs=pl.col("backs").any().over("group"),
            initial=pl.int_range(pl.len()).over("window") == 0,
        )
        .join(topics, on=["article_id", "entity_id"], how="left", maintain_order="left")
        .with_columns(pl.col("share").fill_null(0.0), is_topic=pl.col("entity_id") == pl.col("topic"))
        .drop("topic", "second", "joined", "run", "single", "has_and")
        .sort("at")
    )


def _find_cues(windows: pl.DataFrame, cues: Cues, breaks: pl.DataFrame, money: pl.DataFrame) -> pl.DataFrame:
    """The cue words of the windows.

    Columns: those of `CUE` but `form`, then `window`, `at`, `to`, `reach`, `depth`, `n_before` (how many
    amounts of the line stand before it).
    """
    kept = find_forms(windows["text"].to_list(), cues)
    placed = kept.join_asof(
        windows.select("window", "base", "article_id", "sentence_no", "segment_no")
        .with_columns(at="base")
        .sort("at"),
        on="at",
    ).with_columns(_reach())
    numbers = money.select("at", n_before="n").sort("at")
    return (
        with_depth(placed, breaks).join_asof(numbers, on="at").with_columns(pl.col("n_before").fill_null(0))
    )
