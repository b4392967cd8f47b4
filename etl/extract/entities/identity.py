"""Whom each mention means: listed names, discovered ones and short forms brought to one id a thing."""

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.scanning import Batch
from etl.extract.entities.short_forms import bracketed, full_names
from etl.text.slugs import slug

_COLUMNS = ("start", "end", "article_id", "surface", "core", "entity_id", "entity_type", "is_provisional")


def resolve(
    listed: pl.DataFrame, candidates: pl.DataFrame, decided: pl.DataFrame, batch: Batch, names: Names
) -> pl.DataFrame:
    """All mentions with their ids: a row a mention, in order of place, none overlapping another.

    A discovered name that covers a listed one replaces it; a short form takes its full name's id and type.
    """
    found = _discovered(candidates, decided, names)
    listed = _uncovered(_located(listed, batch), found)
    mentions = pl.concat([listed.select(_COLUMNS), found.select(_COLUMNS)]).sort("start", "end")
    shorts = pl.concat([full_names(mentions), bracketed(mentions, batch)], how="vertical_relaxed")
    shorts = shorts.sort("article_id", "short", "rank", "full_start").unique(
        ["article_id", "short"], keep="first", maintain_order=True
    )
    listed = _persons_over_homographs(listed, shorts)
    found = _shortened(candidates, found, shorts, names)
    joint = _joint_first_names(candidates, mentions, batch, names)
    found = found.join(joint.select("start"), on="start", how="anti")
    every = pl.concat([listed.select(_COLUMNS), found.select(_COLUMNS), joint.select(_COLUMNS)])
    return _without_overlaps(every)


def _joint_first_names(
    candidates: pl.DataFrame, mentions: pl.DataFrame, batch: Batch, names: Names
) -> pl.DataFrame:
    """`Dario` in `Dario and Daniela Amodei`: the family name that follows is his too."""
    lone = candidates.filter(~pl.col("core").str.contains(" "))
    lone = lone.filter(batch.after(lone, 5) == " and ")
    persons = mentions.filter((pl.col("entity_type") == "person") & pl.col("core").str.contains(" "))
    following = persons.select(
        "article_id", start=pl.col("start") - 5, family=pl.col("core").str.extract("([^ ]+)$")
    )
    joined = lone.join(following.rename({"start": "end"}), on=["article_id", "end"])
    known = names.entities.select("entity_id", known="name")
    return (
        joined.filter(names.given_words(joined["core"]))
        .with_columns(entity_id=slug(pl.col("core") + " " + pl.col("family")), entity_type=pl.lit("person"))
        .join(known, on="entity_id", how="left")
        .with_columns(is_provisional=pl.col("known").is_null())
    )


def _located(listed: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    articles = batch.articles.select("article_id", start="base")
    return (
        listed.sort("start")
        .join_asof(articles, on="start", strategy="backward")
        .with_columns(core=pl.col("surface"), is_provisional=pl.col("is_versioned"))
    )


def _discovered(candidates: pl.DataFrame, decided: pl.DataFrame, names: Names) -> pl.DataFrame:
    """The candidates that are names; one whose id the lexicon has is that entity."""
    known = names.entities.select(name_key="entity_id", known_type="entity_type")
    return (
        candidates.join(
            decided.select("article_id", "name_key", "entity_type"), on=["article_id", "name_key"]
        )
        .join(known, on="name_key", how="left")
        .with_columns(
            entity_id=pl.col("name_key"),
            is_provisional=pl.col("known_type").is_null(),
            entity_type=pl.coalesce("known_type", "entity_type"),
        )
        .sort("start")
    )


def _uncovered(listed: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The listed mentions that lie in no discovered one."""
    spans = found.select(found_end="end", start="start").sort("start")
    joined = listed.sort("start").join_asof(spans, on="start", strategy="backward")
    return joined.filter((pl.col("found_end") <= pl.col("start")).fill_null(True)).drop("found_end")


def _persons_over_homographs(listed: pl.DataFrame, shorts: pl.DataFrame) -> pl.DataFrame:
    """`Ford` after `Jane Ford` is the person, unless the article names the company in full too."""
    persons = shorts.filter((pl.col("entity_type") == "person") & (pl.col("rank") == 0)).select(
        "article_id", "full_start", core="short", person_id="entity_id"
    )
    longer = listed.group_by("article_id", "entity_id").agg(spellings=pl.col("surface").n_unique())
    return (
        listed.join(persons, on=["article_id", "core"], how="left")
        .join(longer, on=["article_id", "entity_id"], how="left")
        .with_columns(
            is_person=pl.col("person_id").is_not_null()
            & (pl.col("spellings") == 1)
            & (pl.col("full_start") < pl.col("start"))
            & (pl.col("entity_type") != "person")
        )
        .with_columns(
            entity_id=pl.when("is_person").then("person_id").otherwise("entity_id"),
            entity_type=pl.when("is_person").then(pl.lit("person")).otherwise("entity_type"),
        )
    )


def _shortened(
    candidates: pl.DataFrame, found: pl.DataFrame, shorts: pl.DataFrame, names: Names
) -> pl.DataFrame:
    """The discovered mentions, and candidates that a full name of the article explains."""
    full = shorts.select(
        "article_id", "rank", "full_start", core="short", full_id="entity_id", full_type="entity_type"
    )
    introduced = (
        candidates.filter(~pl.col("is_title"))
        .group_by("article_id", "core")
        .agg(introduced=pl.col("start").min())
    )
    is_person = pl.col("full_type") == "person"
    is_second_name = ~is_person | (
        pl.col("full_start") <= pl.col("introduced").fill_null(pl.col("full_start"))
    )
    is_first_name = names.given_words(candidates["core"])
    explained = (
        candidates.with_columns(is_first_name=is_first_name)
        .join(full, on=["article_id", "core"])
        .join(introduced, on=["article_id", "core"], how="left")
        .filter(is_second_name & ((pl.col("rank") != 2) | pl.col("is_first_name")))
        .filter(~pl.col("rank").is_in([1, 4]) | ~pl.col("is_first") | (pl.col("strength") > 1))
        .filter((pl.col("rank") != 4) | ~pl.col("core").is_in(sorted(names.heads["last"])))
        .with_columns(entity_id=pl.col("full_id"), entity_type=pl.col("full_type"))
        .join(names.entities.select("entity_id", known="name"), on="entity_id", how="left")
        .with_columns(is_provisional=pl.col("known").is_null())
    )
    rest = found.join(explained.select("start", "end"), on=["start", "end"], how="anti")
    return pl.concat([explained.select(_COLUMNS), rest.select(_COLUMNS)]).sort("start")


def _without_overlaps(mentions: pl.DataFrame) -> pl.DataFrame:
    """The mentions less those that begin inside another: the leftmost, then the longest stays."""
    ordered = mentions.sort(["start", "end"], descending=[False, True])
    reach = pl.col("end").cum_max().shift(1, fill_value=-1)
    return ordered.filter(pl.col("start") >= reach)
