"""Listed names that go on past what is listed: `Apple` in `Apple Inc.`, `Claude` in `Claude Opus 4.8`."""

import re

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.scanning import Batch
from etl.text.slugs import slug

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,2})*[a-z]?(?-u:\b)"
_PRODUCT_NOUN = r"^[^.]{0,30}(?-u:\b)(?:models?|chips?|series|app|release|phones?|rocket|software)(?-u:\b)"
_NOT_A_VERSION = (
    r"^(?:[,.-][0-9]|-inch|%| ?(?:inch|kWh|[GTM]B|mm|hp|per ?cent|percent|million|billion|trillion|bn|times|"
    r"users|years?|months?|days?|hours?|people|customers|employees|points|January|February|March|April|May|June|July|August|September|October|"
    r"November|December)(?-u:\b))"
)


_ABBREVIATED = r" (?:Inc|Corp|Ltd|Co|Cos|Bros|Pte|Pty)$"
"""Ends of listed names whose full stop belongs to them."""

LONGEST_LEGAL, LONGEST_VERSION = 40, 48
"""Characters after a name in which its legal form or version is looked for."""


def extend_listed(listed: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The listed mentions with their legal forms and versions inside the span.

    A legal form changes the span alone; a version makes another product, whose id is its whole name's.
    Adds `is_versioned`.
    """
    following = listed["start"].shift(-1, fill_value=len(batch.text))
    numbered = listed.with_columns(row=pl.int_range(pl.len()), room=following - listed["end"])
    tails = pl.concat(
        [
            _tails(numbered, batch, "company", LONGEST_LEGAL, _legal_form(names)),
            _tails(numbered, batch, "organization", LONGEST_LEGAL, _legal_form(names)),
            _tails(numbered, batch, "product", LONGEST_VERSION, version(names, pl.lit(True))),
            _tails(numbered, batch, "fund", LONGEST_VERSION, fund_number()),
        ]
    )
    grown = (
        numbered.lazy()
        .join(tails.lazy(), on="row", how="left", maintain_order="left")
        .with_columns(pl.col("tail").fill_null(""))
        .with_columns(
            end=pl.col("end") + pl.col("tail").str.len_chars().cast(pl.Int64),
            surface=pl.col("surface") + pl.col("tail"),
            is_versioned=(pl.col("tail") != "") & ~pl.col("entity_type").is_in(["company", "organization"]),
            entity_type=pl.when((pl.col("tail") != "") & (pl.col("entity_type") == "organization"))
            .then(pl.lit("company"))  # `Zelphian Exchange Limited`
            .otherwise("entity_type"),
        )
        .drop("row", "room", "tail")
        .collect()
    )
    if not grown["is_versioned"].any():
        return grown
    return grown.with_columns(
        entity_id=pl.when("is_versioned").then(slug(pl.col("surface"))).otherwise("entity_id")
    )


def _tails(listed: pl.DataFrame, batch: Batch, kind: str, width: int, tail: pl.Expr) -> pl.DataFrame:
    """What belongs to names of a type after them: `row` and `tail`, where anything does.

    `tail` reads `surface`, `after` (up to `width` characters) and `room` (those up to the next name).
    """
    of_kind = listed.filter((pl.col("entity_type") == kind) & (pl.col("room") > 0))
    return (
        of_kind.lazy()
        .select("row", "room", "surface", after=batch.after(of_kind, width))
        .filter(pl.col("after").str.contains(r"^[ ,.+-]"))
        .select("row", tail=tail)
        .filter(pl.col("tail") != "")
        .collect()
    )


def _legal_form(names: Names) -> pl.Expr:
    """The legal form at the start of `after`, no longer than `room`."""
    form = pl.col("after").str.head(pl.col("room")).str.extract(f"^({_legal_pattern(names)})")
    is_cut = pl.col("surface").str.contains(_ABBREVIATED) & pl.col("after").str.starts_with(".")
    return pl.when(is_cut).then(pl.lit(".")).otherwise(form)


def version(names: Names, is_product: pl.Expr) -> pl.Expr:
    """The version or tier at the start of `after` (` 4.8`, `-Turbo`, ` 3.5 Flash`); empty where none is.

    Where the name is not known to be a product's (`is_product`), a whole number alone counts only where a
    word for a product follows soon after it.
    """
    found = pl.col("after").str.extract(f"^({_version_pattern(names)})").fill_null("")
    rest = pl.col("after").str.slice(found.str.len_chars())
    goes_on = rest.str.contains("^[A-Za-z0-9]")  # `Azure+AWS`
    is_telling = is_product | found.str.contains(r"[.A-Z-]") | rest.str.contains(_PRODUCT_NOUN)
    marks = "|".join(map(re.escape, sorted(names.words["currency"])))
    is_amount = pl.col("after").str.contains(rf"^ (?:{marks}) ?[0-9]")  # `fined Zelphor Bank Rs 5 crore`
    return (
        pl.when((found != "") & ~rest.str.contains(_NOT_A_VERSION) & is_telling & ~is_amount & ~goes_on)
        .then(found)
        .otherwise(pl.lit(""))
    )


def fund_number() -> pl.Expr:
    """The number at the start of `after`, as a fund's (` 2`, ` III`); empty where there is none."""
    number = pl.col("after").str.extract(r"^( (?:[0-9]{1,2}|[IVX]{1,4})(?-u:\b))").fill_null("")
    past = pl.col("after").str.slice(number.str.len_chars(), 12)
    return pl.when((number != "") & ~past.str.contains(_NOT_A_VERSION)).then(number).otherwise(pl.lit(""))


def _legal_pattern(names: Names) -> str:
    forms = sorted(
        (form for form in names.legal_forms if form not in ("AS", "AB", "SE")), key=len, reverse=True
    )
    tail = "(?: (?:Group|Holdings?)(?-u:\\b))?"
    return (
        tail
        + r"(?:,? (?:"
        + "|".join(
            re.escape(form) + (r"(?-u:\b)" if form[-1].isascii() and form[-1].isalnum() else "")
            for form in forms
        )
        + "))?"
    )


def _version_pattern(names: Names) -> str:
    tiers = "|".join(sorted(names.words["tier"], key=len, reverse=True))
    return rf"(?: [A-Z][a-z]+ {_NUMBER})?(?:[ -](?:{_NUMBER}|(?:{tiers}|mini|nano)(?-u:\b)))*\+?"
