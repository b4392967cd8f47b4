"""Names that the lexicon does not hold: read from runs of capitals, weighed by the words around them.

A candidate is an occurrence; what is decided (whether it is a name, and of what) is decided once for all
occurrences of one name in an article.
"""

import polars as pl

from etl.extract.entities.capitals import find_items, run_keys
from etl.extract.entities.compiled import Names
from etl.extract.entities.run_names import ECHO, POSSIBLE, SURE, read_run
from etl.extract.entities.scanning import Batch
from etl.text.slugs import slug

REACH_BEFORE, REACH_AFTER = 60, 120
"""Characters around a candidate in which cues are looked for."""

_TYPES = ("company", "person", "product", "media", "place", "organization", "government", "fund")
"""In the order in which they win a tie."""


def find_candidates(batch: Batch, listed: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Occurrences of possible names, one row each.

    Columns: `start`, `end`, `surface`, `core` (no legal form), `name_key` (the core's slug), `strength`,
    `form_type` (what its own words say), `article_id`, `is_title`, `is_first`.
    """
    items = find_items(batch, listed, names)
    if items.is_empty():
        return _no_candidates()
    keys = run_keys(items)
    unknown = items.filter(pl.col("entity_type").is_null())["run"].unique()
    keys = keys.filter(pl.col("run").is_in(unknown.implode()))
    readings = _read_distinct(keys, names)
    numbered = items.with_columns(item=pl.int_range(pl.len()).over("run"))
    ends = numbered.select("run", pl.col("item").alias("last"), "end")
    starts = numbered.select(
        "run", pl.col("item").alias("first"), "start", "article_id", "is_title", "is_first", "is_capitals"
    )
    found = (
        keys.join(readings, on=["key", "is_first", "is_title"])
        .drop("is_first", "is_title")
        .join(starts, on=["run", "first"])
        .join(ends, on=["run", "last"])
        .sort("start")
    )
    return found.with_columns(surface=batch.cut(found), name_key=slug(pl.col("core"))).filter(
        pl.col("name_key").is_not_null()
    ).select(*_no_candidates().columns)


def _no_candidates() -> pl.DataFrame:
    return pl.DataFrame(
        schema={
            "start": pl.Int64,
            "end": pl.Int64,
            "surface": pl.String,
            "core": pl.String,
            "name_key": pl.String,
            "strength": pl.Int64,
            "form_type": pl.String,
            "article_id": pl.String,
            "is_title": pl.Boolean,
            "is_first": pl.Boolean,
        }
    )


def _read_distinct(keys: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Each distinct run read once."""
    distinct = keys.select("key", "is_first", "is_title").unique(maintain_order=True)
    rows = [
        (key, is_first, is_title, *reading)
        for key, is_first, is_title in distinct.iter_rows()
        for reading in read_run(key, is_first, is_title, names)
    ]
    schema = {
        "key": pl.String,
        "is_first": pl.Boolean,
        "is_title": pl.Boolean,
        "first": pl.Int64,
        "last": pl.Int64,
        "strength": pl.Int64,
        "form_type": pl.String,
        "core": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def weigh(candidates: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """What the words around a name's occurrences say, a row an article and name.

    Columns: `article_id`, `name_key`, a count of cues for each type (`cue_company`, …), `cues`, `strength`
    (the best), `free` (occurrences where the capital is the name's own), `form_type`.
    """
    heard = candidates.filter(pl.col("strength") > ECHO)
    placed = heard.with_columns(
        before=batch.before(heard, REACH_BEFORE),
        after=batch.after(heard, REACH_AFTER).str.replace(r"^'s", ""),
    )
    counts = [
        pl.sum_horizontal(
            pl.lit(0),
            *(
                pl.col(rule["side"]).str.contains(rule["pattern"]).cast(pl.Int64) * rule.get("weight", 2)
                for rule in names.cues
                if rule["entity_type"] == kind
            ),
        ).alias(f"cue_{kind}")
        for kind in (*_TYPES, "none")
    ]
    counted = placed.with_columns(counts).with_columns(
        is_free=~pl.col("is_title") & ~pl.col("is_first"), cues=pl.sum_horizontal(f"cue_{kind}" for kind in _TYPES)
    )
    return counted.group_by("article_id", "name_key", maintain_order=True).agg(
        *(pl.col(f"cue_{kind}").sum() for kind in (*_TYPES, "none")),
        pl.col("cues").sum(),
        pl.col("strength").max(),
        free=pl.col("is_free").sum(),
        form_type=pl.col("form_type").filter(pl.col("form_type") != "").first().fill_null(""),
        core=pl.col("core").first(),
        core_lower=pl.col("core").first().str.to_lowercase(),
    )


def decide(weighed: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The names among the weighed, with their types: `article_id`, `name_key`, `entity_type`, `core`."""
    core = pl.col("core")
    is_short_capitals = core.str.contains(r"^[A-Z0-9&.-]+s?$") & ~core.str.contains("[a-z]{2}")
    given = core.is_in(sorted(names.given))
    lone_given = given & ~core.str.contains(" ")
    firm = pl.col("cues") - pl.col("cue_place")
    has_support = (firm >= 2) | ((pl.col("free") >= 2) & ~is_short_capitals)
    doubtful = (pl.col("strength") == POSSIBLE) | lone_given
    is_denied = (pl.col("cue_none") > 0) & (pl.col("strength") < SURE)
    doubted = weighed.with_columns(is_doubtful=doubtful, is_supported=has_support)
    lower = _stands_lower(doubted.filter(pl.col("is_doubtful") & pl.col("is_supported")), batch)
    kept = doubted.filter(~is_denied).join(lower, on=["article_id", "name_key"], how="left").filter(
        ~pl.col("is_doubtful") | (pl.col("is_supported") & ~pl.col("stands_lower").fill_null(False))
    )
    return kept.select("article_id", "name_key", "core", entity_type=_decided_type(lone_given))


def _decided_type(lone_given: pl.Expr) -> pl.Expr:
    """The type: what the name's own words say, else the cues, else what names of its shape mostly are."""
    form = pl.col("form_type")
    business = pl.col("cue_company") + pl.col("cue_media") + pl.col("cue_organization")
    best = pl.lit("company")
    for kind in reversed(_TYPES):
        others = [pl.col(f"cue_{other}") for other in _TYPES if other != kind]
        best = pl.when(pl.col(f"cue_{kind}") > pl.max_horizontal(others)).then(pl.lit(kind)).otherwise(best)
    undecided = pl.when(pl.col("cues") > 0).then(best).otherwise(pl.lit("company"))
    person = pl.when((business > pl.col("cue_person")) & (business >= 2)).then(undecided).otherwise(pl.lit("person"))
    return (
        pl.when(form == "person?")
        .then(person)
        .when(form == "person")
        .then(pl.when((business >= 4) & (pl.col("cue_person") == 0)).then(undecided).otherwise(form))
        .when(form != "")
        .then(form)
        .when(lone_given & (pl.col("cues") == 0))
        .then(pl.lit("person"))
        .otherwise(undecided)
    )


def _stands_lower(doubted: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Which doubtful names stand in small letters in their article too: then the words are mere words."""
    asked = doubted.join(batch.articles, on="article_id")
    text = batch.text
    columns = asked.select("article_id", "name_key", "core_lower", "core", "base", "end").iter_rows()
    rows = [
        (article, key, lower != core and f" {lower} " in text[base:end])
        for article, key, lower, core, base, end in columns
    ]
    schema = {"article_id": pl.String, "name_key": pl.String, "stands_lower": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")

