"""Listed names that go on past what is listed: `Apple` in `Apple Inc.`, `Claude` in `Claude Opus 4.8`."""

import re

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.scanning import Batch
from etl.text.slugs import slug

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,2})*[a-z]?(?-u:\b)"
_NOT_A_VERSION = (
    r"^(?:[,.][0-9]|%| ?(?:per ?cent|percent|million|billion|trillion|bn|times|users|years?|months?|days?|hours?|"
    r"people|customers|employees|points|January|February|March|April|May|June|July|August|September|October|"
    r"November|December)(?-u:\b))"
)


def extend_listed(listed: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The listed mentions with their legal forms and versions inside the span.

    A legal form changes the span alone; a version makes another product, whose id is its whole name's.
    Adds `is_versioned`.
    """
    if listed.is_empty():
        return listed.with_columns(is_versioned=pl.lit(False))
    following = listed["start"].shift(-1, fill_value=len(batch.text))
    room = following - listed["end"]
    after = batch.after(listed, 40).str.head(room.clip(0, 40))
    legal = after.str.extract(f"^({_legal_pattern(names)})").fill_null("")
    version = after.str.extract(f"^({_version_pattern(names)})").fill_null("")
    past = listed.select(start=pl.col("start"), end=pl.col("end") + version.str.len_chars())
    plausible = ~batch.after(past, 12).str.contains(_NOT_A_VERSION)
    is_versioned = (listed["entity_type"] == "product") & (version != "") & plausible
    is_company = listed["entity_type"] == "company"
    tail = pl.select(
        pl.when(is_versioned)
        .then(version.str.len_chars())
        .when(is_company)
        .then(legal.str.len_chars())
        .otherwise(0)
        .cast(pl.Int64)
    ).to_series()
    grown = listed.with_columns(end=pl.col("end") + tail, is_versioned=is_versioned)
    grown = grown.with_columns(surface=batch.cut(grown))
    return grown.with_columns(
        entity_id=pl.when("is_versioned").then(slug(pl.col("surface"))).otherwise("entity_id")
    )


def _legal_pattern(names: Names) -> str:
    forms = sorted((form for form in names.legal_forms if form not in ("AS", "AB", "SE")), key=len, reverse=True)
    return r",? (?:" + "|".join(re.escape(form) + (r"(?-u:\b)" if form[-1] != "." else "") for form in forms) + ")"


def _version_pattern(names: Names) -> str:
    tiers = "|".join(sorted(names.words["tier"], key=len, reverse=True))
    return rf"(?: [A-Z][a-z]+ {_NUMBER})?(?:[ -](?:{_NUMBER}|(?:{tiers})(?-u:\b)))*"
