"""Segments: every part of a text that is not blank, with its role in the layout and its zone.

A segment is a line, or a paragraph of hard-wrapped lines. `etl.ingest.zones` decides which of them are
boilerplate, `etl.ingest.headlines` which are headlines, and `etl.ingest.tables` which lines are a table.
"""

from typing import NamedTuple

import polars as pl

from etl.ingest.datelines import cut_marks
from etl.ingest.front_matter import cut_front_matter, put_front_matter
from etl.ingest.headlines import LIST_MARK, find_headlines
from etl.ingest.lines import join_wrapped, split_lines
from etl.ingest.outlets import mark_outlets
from etl.ingest.tables import mark_tables, read_cells
from etl.ingest.zones import find_boilerplate, label, match_rules
from etl.lexicon import Lexicon

_MARKDOWN_HEADING = r"^#{1,6} "
_ENDS_SENTENCE = r"[.!?…。！？,;][\"')\]]*$"
_HEADING_CHARS = 140
_ENTRY = r"^[*_]{0,3}[0-9]{1,3}[.)] "
_ENTRY_CHARS = 90
"""How an entry of a ranking begins, and how long the line may be that heads it."""
_ENTRIES = 2
"""So many lines of an article that could head entries do."""
_PICTURE = r"^(?:\[!\[[^\[\]]*\]\([^()]*\)\]\([^()]*\)|!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\]))$"
"""A picture in Markdown, or a link with nothing but one: its words are a caption."""

_FENCE = r"^(?:`{3,}|~{3,}) ?[A-Za-z0-9+#_-]*$"
_OF_PROGRAM = r"^(?:`{3,}|~{3,}) ?[A-Za-z]"
_OF_TEXT = r"^(?:`{3,}|~{3,}) ?(?i-u:te?xt|plain|plaintext|markdown|md|csv|tsv|table|none)$"
"""Fences in Markdown, those that open a program, and those that name what is no program."""


class Cut(NamedTuple):
    """Segments with their text, and cells of tables; spans count code points, text is the shadow's."""

    segments: pl.DataFrame
    cells: pl.DataFrame


def cut_segments(articles: pl.DataFrame, lexicon: Lexicon) -> Cut:
    """The segments of each article (`article_id`, `shadow`) and the cells of its tables.

    `segments` has the columns of `stg_segment` and `block`, the segment's text with its line ends as blanks;
    `cells` those of `stg_cell`. Tables in boilerplate have no cells.
    """
    matter = cut_front_matter(articles)
    lines = mark_tables(put_front_matter(split_lines(articles), matter))
    ruled = match_rules(cut_marks(join_wrapped(lines), lexicon), lexicon)
    blocks = find_boilerplate(_with_furniture(mark_outlets(ruled, lexicon), matter))
    segments = (
        find_headlines(blocks)
        .lazy()
        .with_columns(heads_entry=_heads_entry())
        .with_columns(kind=_kind())
        .with_columns(kind=pl.when(_in_source_list()).then(pl.lit("source")).otherwise("kind"))
        .with_columns(
            zone=pl.when(pl.col("kind") == "furniture")
            .then(pl.lit("boilerplate"))
            .when(pl.col("kind") == "headline")
            .then(pl.lit("headline"))
            .when(pl.col("kind") == "table_row")
            .then(pl.lit("table"))
            .otherwise(pl.lit("body"))
        )
        .with_columns(segment_no=pl.int_range(pl.len(), dtype=pl.UInt32).over("article_id"))
        .select(
            "article_id",
            "segment_no",
            "kind",
            "zone",
            "table_no",
            "block",
            start_char=pl.col("start").cast(pl.UInt32),
            end_char=pl.col("end").cast(pl.UInt32),
        )
        .collect()
    )
    return Cut(segments.drop("table_no"), _cells(lines, segments))


def _with_furniture(ruled: pl.DataFrame, matter: pl.DataFrame) -> pl.DataFrame:
    """`ruled` with front matter, a picture and a program in Markdown and an agency's mark beside a sentence
    as furniture, and a day before such a mark as dateline.
    """
    place = pl.struct("article_id", pl.col("start").cast(pl.Int64))
    stated = matter.filter(~pl.col("is_own")).select(pl.struct("article_id", "start").alias("place"))["place"]
    is_front = place.is_in(stated.implode()) if len(stated) else pl.lit(False)
    is_picture = pl.col("block").str.contains(_PICTURE)
    return ruled.with_columns(
        is_furniture=pl.col("is_furniture") | pl.col("is_mark") | is_picture | is_front | _is_program(),
        is_dateline=(pl.col("is_dateline") & ~is_front) | pl.col("is_day"),
        is_byline=pl.col("is_byline") & ~is_front,
        is_own=pl.col("is_own") & ~is_front,
    )


def _is_program() -> pl.Expr:
    """Whether a block is a fence, or between two of which the first names a language of programs."""
    block = pl.col("block")
    fence = block.str.contains(_FENCE)
    nth = fence.cum_sum().over("article_id")
    opened = (nth % 2 == 1) & (nth < fence.sum().over("article_id"))
    opens = block.str.contains(_OF_PROGRAM) & ~block.str.contains(_OF_TEXT)
    language = pl.when(fence).then(opens).forward_fill().over("article_id")
    return fence | (opened & language).fill_null(False)


def _kind() -> pl.Expr:
    """A segment's kind. Boilerplate is furniture whatever it looks like."""
    text = label(pl.col("block"))
    heading = (
        (text.str.len_chars() <= _HEADING_CHARS)
        & (~text.str.contains(_ENDS_SENTENCE) | text.str.ends_with("?"))
        & ~text.str.contains(r"[0-9][0-9.,]*$")
    )
    return (
        pl.when(pl.col("is_boilerplate") | pl.col("is_menu"))
        .then(pl.lit("furniture"))
        .when("is_headline")
        .then(pl.lit("headline"))
        .when(pl.col("table_no").is_not_null())
        .then(pl.lit("table_row"))
        .when(pl.col("is_byline") | _names_publisher())
        .then(pl.lit("byline"))
        .when("is_dateline")
        .then(pl.lit("dateline"))
        .when("is_source")
        .then(pl.lit("source"))
        .when(pl.col("block").str.contains(_MARKDOWN_HEADING) | pl.col("is_own") | pl.col("heads_entry"))
        .then(pl.lit("heading"))
        .when(pl.col("block").str.contains(LIST_MARK))
        .then(pl.lit("list_item"))
        .when(heading)
        .then(pl.lit("heading"))
        .otherwise(pl.lit("paragraph"))
    )


def _heads_entry() -> pl.Expr:
    """Whether a numbered line heads prose: an entry of a ranking (`2. Acme`), no item of a list."""
    text = label(pl.col("block"))
    numbered = (
        pl.col("block").str.contains(_ENTRY)
        & (text.str.len_chars() <= _ENTRY_CHARS)
        & ~text.str.contains(_ENDS_SENTENCE)
        & pl.col("table_no").is_null()
    )
    below = pl.col("block").shift(-1).over("article_id")
    heads = numbered & below.str.contains(_ENDS_SENTENCE) & ~below.str.contains(LIST_MARK)
    return heads.fill_null(False) & (heads.sum().over("article_id") >= _ENTRIES)


def _in_source_list() -> pl.Expr:
    """Whether an item stands in the list under a heading such as `Sources`, which headings may divide."""
    ends = ~pl.col("kind").is_in(["heading", "list_item"])
    opened = pl.when("is_sources").then(True).when(ends).then(False)
    return (pl.col("kind") == "list_item") & opened.forward_fill().over("article_id").fill_null(False)


def _names_publisher() -> pl.Expr:
    """Whether a block is the name under a label such as `Published by`."""
    under = label(pl.col("block")).str.contains(r"^(?i-u:published|written|posted) (?i-u:by)$")
    return under.shift(1).over("article_id").fill_null(False) & (pl.col("block").str.len_chars() <= 60)


_UNITS_NOTE = (
    r"(?i)^[*_(]{0,2}(?:note: ?)?(?:(?:all|the|these) )?(?:[a-z]+ ){0,2}"
    r"(?:prices?|figures|amounts|numbers|values|sums|fees|costs|rates|totals|results)"
    r"(?: (?:are|is|shown|given|quoted|listed|stated|expressed|below|here)){0,3} "
    r"(?:in|per) [^.;]{2,100}\.?[*_)]{0,2}$|"
    r"(?i)^[*_(]{0,2}(?:amounts )?in (?:thousands|millions|billions|crores?|lakhs?)(?-u:\b)"
    r"[^.;]{0,80}\.?[*_)]{0,2}$"
)
"""A sentence above a table that says what its numbers are in: `All prices in US dollars per 1M tokens.`"""


def _cells(lines: pl.DataFrame, segments: pl.DataFrame) -> pl.DataFrame:
    """The cells of the tables that are the article's own, each with its caption: the segment above the table
    if it is short and is no sentence of the running text.
    """
    above = pl.col("table_no").shift(1).over("article_id").is_null()
    caption = (
        pl.col("kind").shift(1).over("article_id").is_in(["heading", "paragraph", "headline", "list_item"])
        & (pl.col("block").shift(1).over("article_id").str.len_chars() <= 200)
        & (
            ~pl.col("block").shift(1).over("article_id").str.contains(r"[.!?;][\"')\]]*$")
            | pl.col("block").shift(1).over("article_id").str.contains(_UNITS_NOTE)
        )
    )
    captions = (
        segments.lazy()
        .with_columns(
            _first=above,
            caption=pl.when(caption).then(pl.col("block").shift(1).over("article_id")),
            caption_start=pl.when(caption).then(pl.col("start_char").shift(1).over("article_id")),
            caption_end=pl.when(caption).then(pl.col("end_char").shift(1).over("article_id")),
        )
        .filter((pl.col("kind") == "table_row") & pl.col("_first"))
        .select("article_id", "table_no", "caption", "caption_start", "caption_end")
        .collect()
    )
    own = segments.filter(pl.col("kind") == "table_row").select("article_id", "table_no").unique()
    in_tables = lines.join(own, on=["article_id", "table_no"], how="semi", maintain_order="left")
    return read_cells(in_tables, captions)
