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


def place_names(mentions: pl.LazyFrame, segments: pl.LazyFrame, sentences: pl.LazyFrame) -> pl.LazyFrame:
    """The names of a batch outside boilerplate in their order: `article_id`, `entity_id`, `entity_type`,
    `start`, `segment_no`, `section` (the segment of the last heading above, null before the first), `titles`
    (whether it stands in that heading), `sentence_no`, `order` (its place among the names of its sentence,
    places left out), `is_last` (of them), `number`.
    """
    place = ("article_id", "sentence_no")
    first = pl.col("number").filter("counts").min().over(place)
    last = pl.col("number").filter("counts").max().over(place)
    return (
        mentions.filter(pl.col("zone") != "boilerplate")
        .select("article_id", "entity_id", "entity_type", start=pl.col("start_char").cast(pl.Int64))
        .sort("start")
        .join_asof(sections(segments).sort("start"), on="start", by="article_id", check_sortedness=False)
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


def sections(segments: pl.LazyFrame) -> pl.LazyFrame:
    """Each segment's `start` with its `section` and whether it `titles` one."""
    is_heading = pl.col("kind") == "heading"
    return segments.sort("article_id", "segment_no").select(
        "article_id",
        "segment_no",
        start=pl.col("start_char").cast(pl.Int64),
        titles=is_heading,
        section=pl.when(is_heading).then("segment_no").forward_fill().over("article_id"),
    )


def recent_names(
    names: pl.LazyFrame, parts: pl.LazyFrame, told: pl.LazyFrame, parties: tuple[str, ...]
) -> pl.LazyFrame:
    """For each claim `told` and party named before it: `n`, `key` and the columns `RECENT`. `names` are those
    of `place_names` with the `key` of the cast, `parts` the segments' sections.
    """
    known = names.filter(pl.col("entity_type").is_in(parties))
    amounts = (
        told.select("n", "article_id", start=pl.col("start_char").cast(pl.Int64))
        .sort("start")
        .join_asof(parts.drop("titles").sort("start"), on="start", by="article_id", check_sortedness=False)
        .join_asof(
            known.select("article_id", "start", last="number").sort("start"),
            on="start",
            by="article_id",
            check_sortedness=False,
        )
        .drop_nulls("last")
    )
    pairs = (
        amounts.select("n", "article_id", here="segment_no", within="section", number=_stretch())
        .explode("number")
        .join(
            known.select("number", "article_id", "key", "segment_no", "section", "titles"),
            on=["number", "article_id"],
        )
    )
    near = pl.col("segment_no") == pl.col("here")
    earlier = pl.col("segment_no").filter(pl.col("segment_no") < pl.col("here")).max().over("n")
    inside = pl.col("section") == pl.col("within")
    number = pl.col("number")
    met = (
        pairs.with_columns(is_previous=pl.col("segment_no") == earlier)
        .group_by("n", "key")
        .agg(
            last=number.max(),
            first_here=number.filter(near).min(),
            first_before=number.filter("is_previous").min(),
            heads_section=(inside & pl.col("titles")).any(),
        )
    )
    rank = pl.col("last").rank("ordinal", descending=True).over("n")
    first_here, first_before = pl.col("first_here"), pl.col("first_before")
    return met.select(
        "n",
        "key",
        latest=rank == 1,
        latest_two=rank == 2,
        latest_three=rank == 3,
        opens_paragraph=(first_here == first_here.min().over("n")).fill_null(False),
        alone_in_paragraph=first_here.is_not_null() & (first_here.count().over("n") == 1),
        opens_previous=(first_before == first_before.min().over("n")).fill_null(False),
        heads_section=pl.col("heads_section").fill_null(False),
    )


def _stretch() -> pl.Expr:
    """The numbers of the names looked at."""
    return pl.int_ranges((pl.col("last") - _LOOKED_AT + 1).clip(0), pl.col("last") + 1)
