"""Names that the lexicon does not hold: read from runs of capitals, weighed by the words around them.

A candidate is an occurrence; what is decided (whether it is a name, and of what) is decided once for all
occurrences of one name in an article.
"""

import polars as pl

from etl.extract.entities.capitals import find_items, run_keys
from etl.extract.entities.compiled import Names
from etl.extract.entities.extension import fund_number_after, version_after
from etl.extract.entities.run_names import ECHO, LIKELY, POSSIBLE, SURE, read_run
from etl.extract.entities.scanning import Batch
from etl.text.slugs import slug

REACH_BEFORE, REACH_AFTER = 60, 120
"""Characters around a candidate in which cues are looked for."""

_BRAND_ENDS = (
    r"^'s(?:[,.;:)]|$| (?:is|was|has|had|will|would|said|says|does|did|can|and|or|to|which|in|at|on|for|from|with|"
    r"reported|posted|raised|owes?|owed)(?-u:\b))"
)
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
    keys = keys.filter("is_open")
    readings = _read_distinct(keys, names)
    numbered = items.with_columns(item=pl.int_range(pl.len()).over("run"))
    ends = numbered.select("run", pl.col("item").alias("last"), "end")
    starts = numbered.select(
        "run", pl.col("item").alias("first"), "start", "article_id", "is_title", "is_first", "is_capitals"
    )
    found = (
        keys.join(readings, on=["key", "is_first", "is_title"])
        .drop("is_first", "is_title", "is_open")
        .join(starts, on=["run", "first"])
        .join(ends, on=["run", "last"])
        .sort("start")
    )
    found = _with_versions(found.with_columns(surface=batch.cut(found)), batch, names)
    found = _with_brands(_split_pairs(found, names), batch)
    return (
        found.with_columns(name_key=slug(pl.col("core")))
        .filter(pl.col("name_key").is_not_null())
        .select(*_no_candidates().columns)
    )


def _with_versions(found: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """Candidates that go on with a version (`Gemini 3.5 Flash`) or a fund's number (`Vision Fund 2`)."""
    version = version_after(found, batch, names)
    is_fund = found["form_type"] == "fund"
    is_named = (found["strength"] >= LIKELY) & ~found["form_type"].is_in(["person", "place", "government"])
    tail = pl.select(
        pl.when(is_fund)
        .then(fund_number_after(found, batch))
        .when(is_named)
        .then(version)
        .otherwise(pl.lit(""))
    ).to_series()
    return found.with_columns(
        end=pl.col("end") + tail.str.len_chars().cast(pl.Int64),
        surface=pl.col("surface") + tail,
        core=pl.when(tail == "").then("core").otherwise(pl.col("surface") + tail),
        form_type=pl.when((tail != "") & ~is_fund).then(pl.lit("product")).otherwise("form_type"),
    )


def _split_pairs(found: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Two names side by side where the article has each of them alone (`Anthropic Claude`), or the first
    alone and a person's full name after it (`Foo Jane Roe`).
    """
    alone = found.filter(~pl.col("core").str.contains(" ") & (pl.col("strength") >= LIKELY))
    alone = alone.select("article_id", "core").unique()
    pairs = found.with_columns(
        left_core=pl.col("core").str.extract("^([^ ]+) "),
        right_core=pl.col("core").str.extract("^[^ ]+ (.+)$"),
    )
    for side in ("left", "right"):
        marked = alone.select(
            "article_id", pl.col("core").alias(f"{side}_core"), pl.lit(True).alias(f"has_{side}")
        )
        pairs = pairs.join(marked, on=["article_id", f"{side}_core"], how="left", maintain_order="left")
    second = pl.col("right_core").str.extract("^([^ ]+) ")
    is_full_name = second.is_in(sorted(names.given)) & ~pl.col("left_core").is_in(sorted(names.given))
    is_pair = (
        pl.col("has_left")
        & (pl.col("has_right").fill_null(False) | is_full_name)
        & (pl.col("surface") == pl.col("core"))
        & (pl.col("form_type") != "person")
    ).fill_null(False)
    split = pairs.filter(is_pair).with_columns(
        form_type=pl.when(second.is_null()).then(pl.lit("")).otherwise(pl.lit("person"))
    )
    left = split.with_columns(
        end=pl.col("start") + pl.col("left_core").str.len_chars(), core="left_core", form_type=pl.lit("")
    )
    right = split.with_columns(start=pl.col("end") - pl.col("right_core").str.len_chars(), core="right_core")
    halves = [half.with_columns(surface="core").select(found.columns) for half in (left, right)]
    return pl.concat([pairs.filter(~is_pair).select(found.columns), *halves], how="vertical_relaxed").sort(
        "start"
    )


def _with_brands(found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Names that end in `'s` (`Byju's`) or go on after it (`Divi's Laboratories`).

    They never stand without it, and somewhere a verb or a mark follows it, or a capital always does.
    """
    after = batch.after(found, 24)
    stats = (
        found.with_columns(
            owns=after.str.starts_with("'s"),
            ends=after.str.contains(_BRAND_ENDS),
            goes_on=after.str.contains(r"^'s [A-Z][a-z]+"),
        )
        .filter(
            ~pl.col("core").str.contains(" ") & (pl.col("form_type") == "") & (pl.col("strength") >= LIKELY)
        )
        .group_by("article_id", "core")
        .agg(pl.col("owns").all(), pl.col("ends").any(), pl.col("goes_on").all(), times=pl.len())
        .filter("owns")
    )
    brands = stats.filter("ends").select("article_id", "core", is_brand=pl.lit(True))
    prefixes = stats.filter(~pl.col("ends") & pl.col("goes_on") & (pl.col("times") >= 2))
    prefixes = prefixes.select("article_id", "core", is_prefix=pl.lit(True))
    marked = found.join(brands, on=["article_id", "core"], how="left", maintain_order="left").join(
        prefixes, on=["article_id", "core"], how="left", maintain_order="left"
    )
    following = found.select(
        "article_id", next_end="end", next_core="core", next_type="form_type", at=pl.col("start") - 3
    )
    marked = marked.join(
        following,
        left_on=["article_id", "end"],
        right_on=["article_id", "at"],
        how="left",
        maintain_order="left",
    )
    joins = (pl.col("is_prefix") & pl.col("next_end").is_not_null()).fill_null(False)
    grown = marked.with_columns(
        end=pl.when(joins).then("next_end").when("is_brand").then(pl.col("end") + 2).otherwise("end"),
        core=pl.when(joins)
        .then(pl.col("core") + "'s " + pl.col("next_core"))
        .when("is_brand")
        .then(pl.col("core") + "'s")
        .otherwise("core"),
        form_type=pl.when(joins | pl.col("is_brand").fill_null(False))
        .then(pl.lit("company"))
        .otherwise("form_type"),
    )
    swallowed = marked.filter(joins).select(start=pl.col("end") + 3)
    grown = grown.join(swallowed, on="start", how="anti", maintain_order="left").select(found.columns)
    return grown.with_columns(surface=batch.cut(grown))


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


def weigh(candidates: pl.DataFrame, listed: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """What the words around a name's occurrences say, a row an article and name.

    Columns: `article_id`, `name_key`, a count of cues for each type (`cue_company`, …), `cues`, `strength`
    (the best), `free` (occurrences where the capital is the name's own), `form_type`.
    """
    heard = candidates.filter(pl.col("strength") > ECHO)
    placed = heard.with_columns(
        before=batch.before(heard, REACH_BEFORE),
        after_raw=batch.after(heard, REACH_AFTER),
    ).with_columns(after=pl.col("after_raw").str.replace(r"^'s", ""))
    counts = [
        pl.sum_horizontal(
            pl.lit(0),
            *(
                pl.col(rule["side"]).str.contains(rule["pattern"]).cast(pl.Int64) * rule.get("weight", 2)
                for rule in names.cues
                if rule["entity_type"] == kind
            ),
        ).alias(f"cue_{kind}")
        for kind in (*_TYPES, "none", "never")
    ]
    beside = _beside(placed, listed)
    counted = placed.with_columns(counts).with_columns(
        pl.col(f"cue_{kind}") + (beside == kind).fill_null(False).cast(pl.Int64) for kind in _TYPES
    )
    counted = counted.with_columns(
        is_free=~pl.col("is_title") & ~pl.col("is_first"),
        cues=pl.sum_horizontal(f"cue_{kind}" for kind in _TYPES) + beside.is_not_null().cast(pl.Int64),
    )
    return counted.group_by("article_id", "name_key", maintain_order=True).agg(
        *(pl.col(f"cue_{kind}").sum() for kind in (*_TYPES, "none", "never")),
        pl.col("cues").sum(),
        pl.col("strength").max(),
        free=pl.col("is_free").sum(),
        form_type=pl.col("form_type").filter(pl.col("form_type") != "").first().fill_null(""),
        core=pl.col("core").first(),
        core_lower=pl.col("core").first().str.to_lowercase(),
    )


def _beside(placed: pl.DataFrame, listed: pl.DataFrame) -> pl.Series:
    """The type of the sure name that a comma or `and` joins to each candidate; null where there is none.

    Places are left out: `Springfield, Illinois` says nothing of the first.
    """
    sure = placed.filter((pl.col("strength") == SURE) & (pl.col("form_type").is_in(_TYPES)))
    anchors = pl.concat(
        [
            listed.select("start", "end", kind="entity_type"),
            sure.select("start", "end", kind="form_type"),
        ]
    ).filter(pl.col("kind") != "place")
    joint = r"(, and | and |, |; )"
    left = placed.select(end=pl.col("start") - pl.col("before").str.extract(joint + "$").str.len_chars())
    right = placed.select(start=pl.col("end") + pl.col("after_raw").str.extract("^" + joint).str.len_chars())
    before = left.with_columns(pl.col("end").cast(pl.Int64)).join(
        anchors.select("end", "kind").unique("end"), on="end", how="left", maintain_order="left"
    )
    after = right.with_columns(pl.col("start").cast(pl.Int64)).join(
        anchors.select("start", "kind").unique("start"), on="start", how="left", maintain_order="left"
    )
    return pl.select(pl.coalesce(before["kind"], after["kind"])).to_series()


def decide(weighed: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The names among the weighed, with their types: `article_id`, `name_key`, `entity_type`, `core`."""
    core = pl.col("core")
    is_short_capitals = core.str.contains(r"^[A-Z0-9&.-]+s?$") & ~core.str.contains("[a-z]{2}")
    given = core.is_in(sorted(names.given))
    lone_given = given & ~core.str.contains(" ")
    firm = pl.col("cues") - pl.col("cue_place")
    is_term = is_short_capitals | core.str.ends_with(" AI")
    has_support = (
        (firm >= 2)
        | ((pl.col("free") >= 2) & ~is_term)
        | ((pl.col("free") >= 2) & (firm >= 1))
        | ((pl.col("form_type") == "company") & (firm >= 1) & ~is_term)
    )
    doubtful = (pl.col("strength") == POSSIBLE) | lone_given
    is_denied = (pl.col("cue_never") > 0) | ((pl.col("cue_none") > 0) & (pl.col("strength") < SURE))
    doubted = weighed.with_columns(is_doubtful=doubtful, is_supported=has_support)
    lower = _stands_lower(doubted.filter(pl.col("is_doubtful") & pl.col("is_supported")), batch)
    kept = (
        doubted.filter(~is_denied)
        .join(lower, on=["article_id", "name_key"], how="left")
        .filter(~pl.col("is_doubtful") | (pl.col("is_supported") & ~pl.col("stands_lower").fill_null(False)))
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
    person = pl.when(pl.col("cue_person") > business).then(pl.lit("person")).otherwise(undecided)
    return (
        pl.when(form == "person?")
        .then(person)
        .when(form == "person~")
        .then(pl.when(business > pl.col("cue_person") + 1).then(undecided).otherwise(pl.lit("person")))
        .when(form == "product?")
        .then(pl.when(business > pl.col("cue_product")).then(undecided).otherwise(pl.lit("product")))
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
