"""Who was spoken of last before an amount: in the article, in its paragraph, in its section.

Every name of the article counts here, those of sentences without amounts too: a paragraph is about the firm
that it opens on, however many sentences further down its amounts stand.
"""

from typing import Final

import polars as pl

RECENT: Final = (
    "latest",
    "latest_two",
    "latest_three",
    "opens_paragraph",
    "alone_in_paragraph",
    "opens_previous",
    "heads_section",
)
"""The party named last before the amount, the one before it and the one before that; the first of the
paragraph, and the only one; the first of the paragraph before; one that the heading of the section names.
"""
_LOOKED_AT = 24
"""How many names before an amount are looked at."""


def sections(segments: pl.LazyFrame) -> pl.LazyFrame:
    """Each segment's `start` with its `section`, the segment of the last heading at or above it (null before
    the first), and whether it `titles` one.
    """
    is_heading = pl.col("kind") == "heading"
    return segments.sort("article_id", "segment_no").select(
        "article_id",
        "segment_no",
        start=pl.col("start_char").cast(pl.Int64),
        titles=is_heading,
        section=pl.when(is_heading).then("segment_no").forward_fill().over("article_id"),
    )


def place_names(mentions: pl.LazyFrame, parts: pl.LazyFrame, sentences: pl.LazyFrame) -> pl.LazyFrame:
    """The names of a batch outside boilerplate in their order: `article_id`, `entity_id`, `entity_type`,
    `start`, `segment_no`, `section` and `titles` of `parts`, `sentence_no`, `number`, `order` (its place
    among the names of its sentence, from 0; null for places, which do not count) and `is_last` (of those).
    """
    place = ("article_id", "sentence_no")
    first = pl.col("number").filter("counts").min().over(place)
    last = pl.col("number").filter("counts").max().over(place)
    return (
        mentions.filter(pl.col("zone") != "boilerplate")
        .select("article_id", "entity_id", "entity_type", start=pl.col("start_char").cast(pl.Int64))
        .sort("start")
        .join_asof(parts.sort("start"), on="start", by="article_id", check_sortedness=False)
        .join_asof(
            sentences.select("article_id", "sentence_no", start=pl.col("start_char").cast(pl.Int64)).sort(
                "start"
            ),
            on="start",
            by="article_id",
            check_sortedness=False,
        )
        .sort("article_id", "start")
        .with_row_index("number")
        .with_columns(pl.col("number").cast(pl.Int64), counts=pl.col("entity_type") != "place")
        .with_columns(order=pl.when("counts").then("number") - first, is_last=pl.col("number") == last)
        .drop("counts")
    )


def names_before(places: pl.LazyFrame, names: pl.LazyFrame, place: str, count: int) -> pl.LazyFrame:
    """A row a place and name among the last `count` before it, with the columns of both; `is_here`, whether
    it is named in the place's own paragraph, and `is_previous`, in the last one before that names anybody.

    `places` have an id, the column `place`, and `article_id`, `at_char` and `here`, their segment; `names`
    are some of those of `place_names`.
    """
    order = names.select("article_id", "start", last="number").sort("start")
    stretch = pl.int_ranges((pl.col("last") - count + 1).clip(0), pl.col("last") + 1)
    earlier = pl.col("segment_no").filter(pl.col("segment_no") < pl.col("here"))
    return (
        places.sort("at_char")
        .join_asof(
            order,
            left_on="at_char",
            right_on="start",
            by="article_id",
            allow_exact_matches=False,
            check_sortedness=False,
        )
        .drop_nulls("last")
        .with_columns(number=stretch)
        .drop("last", "start", strict=False)
        .explode("number")
        .join(names, on=["number", "article_id"])
        .with_columns(
            is_here=pl.col("segment_no") == pl.col("here"),
            is_previous=pl.col("segment_no") == earlier.max().over(place),
        )
    )


def order_of() -> dict[str, pl.Expr]:
    """When a name was spoken of, out of the rows of `names_before`: `last`, and where it came first in the
    place's own paragraph and in the one before (null where not): numbers that grow through the article.
    """
    number = pl.col("number")
    return {
        "last": number.max(),
        "first_here": number.filter("is_here").min(),
        "first_before": number.filter("is_previous").min(),
    }


def with_order_signs(rows: pl.LazyFrame, place: str, counts: pl.Expr) -> pl.LazyFrame:
    """The rows with the signs that `order_of` says of the names before a place, of those that count; null
    where one does not.
    """
    last, here, before = (pl.when(counts).then(name) for name in ("last", "first_here", "first_before"))
    ranked = rows.with_columns(rank=last.rank("ordinal", descending=True).over(place))
    return ranked.with_columns(
        latest=pl.col("rank") == 1,
        latest_two=pl.col("rank") == 2,
        latest_three=pl.col("rank") == 3,
        opens_paragraph=here == here.min().over(place),
        alone_in_paragraph=here.is_not_null() & (here.count().over(place) == 1),
        opens_previous=before == before.min().over(place),
    ).drop("rank")


def recent_names(
    names: pl.LazyFrame, parts: pl.LazyFrame, told: pl.LazyFrame, parties: tuple[str, ...]
) -> pl.LazyFrame:
    """For each claim `told` and party named before it: `n`, `key` and the columns `RECENT`. `names` are those
    of `place_names` with the `key` of the cast, `parts` the segments' sections.
    """
    amounts = (
        told.select("n", "article_id", start=pl.col("start_char").cast(pl.Int64))
        .sort("start")
        .join_asof(parts.sort("start"), on="start", by="article_id", check_sortedness=False)
        .select("n", "article_id", at_char="start", here="segment_no", within="section")
    )
    known = names.filter(pl.col("entity_type").is_in(parties))
    heads_section = ((pl.col("section") == pl.col("within")) & pl.col("titles")).any()
    named = (
        names_before(amounts, known, "n", _LOOKED_AT)
        .group_by("n", "key")
        .agg(**order_of(), heads_section=heads_section)
    )
    return with_order_signs(named, "n", pl.lit(True)).select(
        "n", "key", *(pl.col(name).fill_null(False) for name in RECENT)
    )
