"""One id for one thing within an article: short forms after full ones, acronyms that the text defines.

`Roe` after `Jane Roe`, `Mistral` after `Mistral AI`, `SSI` after `Safe Superintelligence (SSI)`, the first
of `Dario and Daniela Amodei`. Full names are listed or discovered ones; what is shortened is any word with
a capital that stands alone.
"""

import polars as pl

from etl.extract.entities.scanning import Batch

_SMALL = ("of", "the", "and", "for", "de", "&", "in", "on", "to")
"""Words that an acronym may leave out."""


def full_names(mentions: pl.DataFrame) -> pl.DataFrame:
    """The names of several words in each article, with what they may be shortened to.

    `mentions` has `article_id`, `surface`, `core`, `entity_id`, `entity_type`, `start`. A row of the result
    is an article, a `short` and the one entity it stands for; a short form of two entities is left out,
    unless one of them is named first.
    """
    distinct = (
        mentions.filter(pl.col("core").str.contains("[ -]"))
        .sort("start")
        .unique(["article_id", "core", "entity_id"], keep="first", maintain_order=True)
        .with_columns(parts=pl.col("core").str.split(" "))
    )
    is_person = pl.col("entity_type") == "person"
    last = distinct.filter(is_person).with_columns(short=pl.col("parts").list.last(), rank=0)
    particle = distinct.filter(is_person & (pl.col("parts").list.len() > 2)).with_columns(
        short=pl.col("parts").list.slice(1).list.join(" "), rank=0
    )
    first = distinct.filter(is_person).with_columns(short=pl.col("parts").list.first(), rank=2)
    others = distinct.filter(~is_person & pl.col("entity_type").is_in(["place", "product"]).not_())
    prefixes = [
        others.filter(pl.col("parts").list.len() > size).with_columns(
            short=pl.col("parts").list.head(size).list.join(" "), rank=1
        )
        for size in (1, 2, 3)
    ]
    family = others.filter(pl.col("entity_type") == "organization").with_columns(
        short=pl.col("parts").list.last(), rank=4
    )
    initials = others.with_columns(short=_initials(), rank=3).filter(pl.col("short").str.len_chars() >= 3)
    return (
        pl.concat([last, particle, first, *prefixes, family, initials])
        .filter(pl.col("short").str.len_chars() >= 2)
        .sort("article_id", "short", "rank", "start")
        .unique(["article_id", "short"], keep="first", maintain_order=True)
        .select("article_id", "short", "entity_id", "entity_type", "rank", full_start="start")
    )


def _initials() -> pl.Expr:
    """`Data Protection Commission` → `DPC`; small words are left out."""
    letters = pl.element().filter(~pl.element().is_in(_SMALL)).str.head(1)
    return pl.col("parts").list.eval(letters).list.join("").str.to_uppercase()


def bracketed(mentions: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Short forms that the text defines right after the name: `Safe Superintelligence (SSI)`.

    Columns as `full_names`. What stands in the brackets begins with the name's first letter and has no
    letter that the name lacks.
    """
    after = mentions.with_columns(
        short=batch.after(mentions, 24).str.extract(r"^,? \(\"?([A-Z][A-Za-z0-9&.-]{1,11})\"?[);,]")
    ).drop_nulls("short")
    letters = after.with_columns(
        first=pl.col("short").str.head(1).str.to_uppercase(),
        outside=pl.col("short").str.to_uppercase().str.strip_chars("S"),
    )
    rows = [
        is_acronym(short, surface)
        or (kind in ("government", "organization") and short.isupper() and len(short) > 2)
        for short, surface, kind in letters.select("short", "surface", "entity_type").iter_rows()
    ]
    return letters.filter(pl.Series(rows, dtype=pl.Boolean)).select(
        "article_id", "short", "entity_id", "entity_type", rank=pl.lit(-1, pl.Int32), full_start="start"
    )


def is_acronym(short: str, name: str) -> bool:
    """Whether the capitals of `short` stand in `name` in that order, the first one first.

    >>> is_acronym("SSI", "Safe Superintelligence"), is_acronym("DPC", "Data Protection Commission")
    (True, True)
    >>> is_acronym("CEO", "Jane Roe")
    False
    """
    rest = name.lower()
    wanted = [letter for letter in short.lower() if letter.isalnum()]
    if not wanted or not rest.startswith(wanted[0]) or len(wanted) > len(rest):
        return False
    for letter in wanted:
        place = rest.find(letter)
        if place < 0:
            return False
        rest = rest[place + 1 :]
    return True
