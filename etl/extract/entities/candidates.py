"""Occurrences of possible names that the lexicon does not hold, read from runs of capitals."""

import polars as pl

from etl.extract.entities.capitals import find_runs
from etl.extract.entities.compiled import Names
from etl.extract.entities.extension import fund_number_after, version_after
from etl.extract.entities.plain_names import LIKELY
from etl.extract.entities.run_names import read_run
from etl.extract.entities.scanning import Batch
from etl.text.slugs import slug

_BRAND_ENDS = (
    r"^'s(?:[,;:)]|$| (?:is|was|has|had|will|would|said|says|does|did|can|to|which|reported|posted|raised|"
    r"owes?|owed)(?-u:\b))"
)


def find_candidates(batch: Batch, listed: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Occurrences of possible names, one row each.

    Columns: `start`, `end`, `surface`, `core` (no legal form), `name_key` (the core's slug), `strength`,
    `form_type` (what its own words say), `article_id`, `is_title`, `is_first`.
    """
    items, runs = find_runs(batch, listed, names)
    if runs.is_empty():
        return _no_candidates()
    found = runs.join(
        _read_distinct(runs, names), on=["key", "is_first", "is_title"], maintain_order="left_right"
    )
    first, last = found["first_item"] + found["first"], found["first_item"] + found["last"]
    found = items.select("start", "article_id", "is_title", "is_first", "is_capitals")[first].with_columns(
        items["end"].gather(last), *found.select("strength", "form_type", "core")
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
    is_full_name = names.given_words(pairs.select(second).to_series()) & ~names.given_words(
        pairs["left_core"]
    )
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
    brands = stats.filter(pl.col("ends") & (pl.col("times") >= 2)).select(
        "article_id", "core", is_brand=pl.lit(True)
    )
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
