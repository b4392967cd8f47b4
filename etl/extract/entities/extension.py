"""Listed names that go on past what is listed: `Apple` in `Apple Inc.`, `Claude` in `Claude Opus 4.8`."""

import re

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.scanning import Batch
from etl.text.slugs import slug

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,2})*[a-z]?(?-u:\b)"
_PRODUCT_NOUN = r"^[^.]{0,30}(?-u:\b)(?:models?|chips?|series|app|release|phones?|rocket|software)(?-u:\b)"
_NOT_A_VERSION = (
    r"^(?:[,.-][0-9]|%| ?(?:per ?cent|percent|million|billion|trillion|bn|times|users|years?|months?|days?|"
    r"hours?|people|customers|employees|points|January|February|March|April|May|June|July|August|September|October|"
    r"November|December)(?-u:\b))"
)


def extend_listed(listed: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The listed mentions with their legal forms and versions inside the span.

    A legal form changes the span alone; a version makes another product, whose id is its whole name's.
    Adds `is_versioned`.
    """
    if listed.is_empty():
        return listed.with_columns(is_versioned=pl.lit(False))
    room = (listed["start"].shift(-1, fill_value=len(batch.text)) - listed["end"]).clip(0, 40)
    legal = batch.after(listed, 40).str.head(room).str.extract(f"^({_legal_pattern(names)})").fill_null("")
    kind = listed["entity_type"]
    tail = pl.select(
        pl.when(kind == "product")
        .then(version_after(listed, batch, names))
        .when(kind == "fund")
        .then(fund_number_after(listed, batch))
        .when(kind == "company")
        .then(legal)
        .otherwise(pl.lit(""))
    ).to_series()
    is_versioned = (tail != "") & kind.is_in(["product", "fund"])
    grown = listed.with_columns(
        end=pl.col("end") + tail.str.len_chars().cast(pl.Int64), is_versioned=is_versioned
    )
    grown = grown.with_columns(surface=batch.cut(grown))
    return grown.with_columns(
        entity_id=pl.when("is_versioned").then(slug(pl.col("surface"))).otherwise("entity_id")
    )


def version_after(spans: pl.DataFrame, batch: Batch, names: Names) -> pl.Series:
    """The version or tier that follows each span (` 4.8`, `-Turbo`, ` 3.5 Flash`); empty where none does.

    A whole number alone counts only where a word for a product follows soon after it.
    """
    after = batch.after(spans, 48)
    version = after.str.extract(f"^({_version_pattern(names)})").fill_null("")
    rest = after.str.tail(after.str.len_chars() - version.str.len_chars())
    is_listed = spans["entity_type"] == "product" if "entity_type" in spans.columns else pl.lit(False)
    telling = version.str.contains(r"[.A-Z-]") | rest.str.contains(_PRODUCT_NOUN)
    kept = pl.select(
        pl.when((telling | is_listed) & ~rest.str.contains(_NOT_A_VERSION))
        .then(version)
        .otherwise(pl.lit(""))
    )
    return kept.to_series()


def fund_number_after(spans: pl.DataFrame, batch: Batch) -> pl.Series:
    """The number that follows each span, as a fund's (` 2`, ` III`); empty where none does."""
    pattern = r"^( (?:[0-9]{1,2}|[IVX]{1,4})(?-u:\b))"
    number = batch.after(spans, 8).str.extract(pattern).fill_null("")
    past = spans.select("start", end=pl.col("end") + number.str.len_chars())
    return pl.select(
        pl.when(batch.after(past, 12).str.contains(_NOT_A_VERSION)).then(pl.lit("")).otherwise(number)
    ).to_series()


def _legal_pattern(names: Names) -> str:
    forms = sorted(
        (form for form in names.legal_forms if form not in ("AS", "AB", "SE")), key=len, reverse=True
    )
    tail = "(?: (?:Group|Holdings?)(?-u:\\b))?"
    return (
        tail
        + r"(?:,? (?:"
        + "|".join(re.escape(form) + (r"(?-u:\b)" if form[-1] != "." else "") for form in forms)
        + "))?"
    )


def _version_pattern(names: Names) -> str:
    tiers = "|".join(sorted(names.words["tier"], key=len, reverse=True))
    return rf"(?: [A-Z][a-z]+ {_NUMBER})?(?:[ -](?:{_NUMBER}|(?:{tiers})(?-u:\b)))*"
