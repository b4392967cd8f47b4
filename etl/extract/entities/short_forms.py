"""One id for one thing within an article: short forms after full ones, acronyms that the text defines.

`Roe` after `Jane Roe`, `Mistral` after `Mistral AI`, `SSI` after `Safe Superintelligence (SSI)`, the first
of `Dario and Daniela Amodei`. Full names are listed or discovered ones; what is shortened is any word with
a capital that stands alone.
"""

from enum import IntEnum

import polars as pl

from etl.extract.entities.compiled import SHORTEST_UPPER, Names
from etl.extract.entities.scanning import Batch
from etl.extract.entities.word_shapes import is_own

_SMALL = ("of", "the", "and", "for", "de", "&", "in", "on", "to")
"""Words that an acronym may leave out."""

COLUMNS = ("article_id", "short", "entity_id", "entity_type", "rank")
"""Of a short form; `full_start` says where its full name stands."""


class Rank(IntEnum):
    """What a short form is of its full name. Of several that it may stand for, the lowest rank has it."""

    DEFINED = -1
    """What the text itself defines: `Safe Superintelligence (SSI)`."""
    FAMILY = 0
    """A person's name without the first one, or from its particle on: `van den Berg`."""
    FRONT = 1
    """The first words of a name that is no person's: `Mistral` of `Mistral AI`."""
    GIVEN = 2
    """A person's first name."""
    INITIALS = 3
    """`DPC` of `Data Protection Commission`."""
    KIND = 4
    """The last word of a body's or an outlet's name, mostly what it is: `the Journal`."""
    LAST = 5
    """A firm's last word, which stands for it where it is in no dictionary: `Dora` of `Banca Dora`."""


def full_names(mentions: pl.DataFrame, names: Names) -> pl.DataFrame:
    """The names of several words in each article, with what they may be shortened to.

    `mentions` has `article_id`, `surface`, `core`, `entity_id`, `entity_type`, `start`. A row of the result
    is an article, a `short` and the one person and the one other entity that it may stand for: of several
    the one with the better rank, else the one named first.
    """
    kind, parts = pl.col("entity_type"), pl.col("parts")
    distinct = (
        mentions.filter(pl.col("core").str.contains("[ -]|[a-z]\\.[a-z]"))
        .sort("start")
        .unique(["article_id", "core", "entity_id"], keep="first", maintain_order=True)
        .lazy()
        .with_columns(parts=pl.col("core").str.split(" "))
        .with_columns(size=parts.list.len())
    )
    person = distinct.filter(kind == "person")
    numbered = pl.col("core").str.contains(r" (?:[IVX]+|[0-9]{1,2})$")  # `Acme Ventures` is not its `Fund IV`
    other = distinct.filter(~kind.is_in(["person", "place", "product"]) & ~((kind == "fund") & numbered))
    forms = [
        person.with_columns(short=parts.list.last(), rank=Rank.FAMILY),
        person.filter(pl.col("size") > 2).with_columns(
            short=parts.list.slice(1).list.join(" "), rank=Rank.FAMILY
        ),
        *(
            person.with_columns(short=family, rank=Rank.FAMILY)
            for family in (_with_particle(), _at_opening())
        ),
        person.with_columns(short=parts.list.first(), rank=Rank.GIVEN),
        *(
            other.filter((pl.col("size") > size) & ((kind != "government") | (size > 1))).with_columns(
                short=parts.list.head(size).list.join(" "), rank=Rank.FRONT
            )
            for size in (1, 2, 3)
        ),
        other.filter(kind.is_in(["organization", "media"])).with_columns(
            short=parts.list.last(), rank=Rank.KIND
        ),
        other.with_columns(short=_abbreviated(), rank=Rank.FRONT).filter(pl.col("short") != pl.col("core")),
        other.with_columns(short=_initials(), rank=Rank.INITIALS).filter(
            pl.col("short").str.len_chars() >= 3
        ),
        other.filter(kind.is_in(["company", "fund"]) & (pl.col("size") == 2)).with_columns(
            short=parts.list.last(), rank=Rank.LAST
        ),
    ]
    rows = pl.concat(forms).collect()
    every = rows.filter((pl.col("rank") != Rank.LAST) | _own_words(rows["short"], names)).lazy()
    shouted = every.with_columns(pl.col("short").str.to_uppercase()).filter(
        pl.col("short").str.len_chars() >= SHORTEST_UPPER
    )
    return (
        pl.concat([every, shouted])
        .filter(pl.col("short").str.len_chars() >= 2)
        .sort("article_id", "short", "rank", "start", maintain_order=True)
        .with_columns(is_person=pl.col("entity_type") == "person")
        .unique(["article_id", "short", "is_person"], keep="first", maintain_order=True)
        .select(*COLUMNS, full_start="start")
        .collect()
    )


def _own_words(words: pl.Series, names: Names) -> pl.Series:
    """Which words are in no dictionary, and no word of an institution or legal form."""
    return pl.Series(
        [
            word is not None
            and len(word) > 3
            and is_own(word, names)
            and word not in names.legal_forms
            and word not in names.heads["last"]
            for word in words.to_list()
        ],
        dtype=pl.Boolean,
    )


_PARTICLE = (
    r"^[^ ]+ (?:[^ ]+ )*?"
    r"((?:von|van|de|der|den|del|della|di|da|do|dos|du|la|le|bin|ibn|al|el|ter|ten|zu) .+)$"
)


def _with_particle() -> pl.Expr:
    """The family name from its first particle on: `van den Berg`; null where it has none."""
    return pl.col("core").str.extract(_PARTICLE)


def _at_opening() -> pl.Expr:
    """The same with a capital, as where it opens a sentence: `Van den Berg`."""
    family = _with_particle()
    return family.str.head(1).str.to_uppercase() + family.str.slice(1)


_ABBREVIATIONS = (
    (" Technolog(?:ies|y)$", " Tech"),
    (" Pharmaceuticals?$", " Pharma"),
    (" Laborator(?:ies|y)$", " Labs"),
    (" Communications$", " Comms"),
    (" International$", " Intl"),
    (r"\.(?:com|org|io|ai|net)$", ""),
)
"""What the ends of firms' names are cut to."""


def _abbreviated() -> pl.Expr:
    """`Zelphor Technologies` as `Zelphor Tech`, `Zelphor.com` as `Zelphor`."""
    short = pl.col("core")
    for end, cut in _ABBREVIATIONS:
        short = short.str.replace(end, cut)
    return short


def _initials() -> pl.Expr:
    """`Data Protection Commission` → `DPC`; small words are left out."""
    letters = pl.element().filter(~pl.element().is_in(_SMALL)).str.head(1)
    return pl.col("parts").list.eval(letters).list.join("").str.to_uppercase()


def bracketed(mentions: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Short forms that the text defines right after the name: `Safe Superintelligence (SSI)`.

    Columns as `full_names`. What stands in the brackets begins with the name's first letter and has no
    letter that the name lacks.
    """
    text = batch.text
    is_followed = [text.startswith((" (", ", ("), end) for end in mentions["end"].to_list()]
    opened = mentions.filter(pl.Series(is_followed, dtype=pl.Boolean))
    defined = opened.with_columns(
        short=batch.after(opened, 24).str.extract(r"^,? \(\"?([A-Z][A-Za-z0-9&.-]{1,11})\"?[);,]")
    ).drop_nulls("short")
    rows = [
        is_acronym(short, surface)
        or is_acronym(short, surface.partition(" ")[2])  # `PT Zelph Prima (ZP)`
        or (kind in ("government", "organization") and short.isupper() and len(short) > 2)
        for short, surface, kind in defined.select("short", "surface", "entity_type").iter_rows()
    ]
    return (
        defined.with_columns(rank=pl.lit(Rank.DEFINED, pl.Int32))
        .filter(pl.Series(rows, dtype=pl.Boolean))
        .select(*COLUMNS, full_start="start")
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
