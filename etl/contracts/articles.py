"""Tables of what was read: files, articles, and the parts of an article's text."""

from typing import ClassVar

import pandera.polars as pa
import polars as pl

from etl.contracts.columns import (
    ZONES,
    Offset,
    Sketch,
    Stamp,
    Table,
    column,
    ordered_pair,
    ordered_span,
)


class DimFile(Table):
    """One row a path below the raw folder, as last seen there. A file is not an article: one file may
    hold several, and one article may lie under several paths (`bridge_file_article`).
    """

    __key__ = ("path",)

    path: str = column("Path below the raw folder, with `/` between its parts.", unique=True)
    sha256: str = column(
        "SHA-256 of the file's bytes, in hex. Null where it could not be read.", nullable=True
    )
    size_bytes: pl.Int64 = column("Size of the file.", unit="bytes", nullable=True)
    outcome: str = column(
        "`read`: its articles are in the ledger; `quarantined`: see table quarantine.",
        isin=["read", "quarantined"],
    )
    extractor_version: str = column("Version of the code and lexicons that last read it.")
    first_seen: Stamp = column("Start of the first run that saw this path.", clock=True)
    last_seen: Stamp = column("Start of the last run that saw this path change or appear.", clock=True)
    is_deleted: bool = column("Whether the path is gone. Its articles are kept.")


class BridgeFileArticle(Table):
    """One row an article in a file, as the file now stands. A deleted file keeps its articles, unless another
    path has them: then it was renamed. A file that can no longer be read keeps them too.
    """

    __key__ = ("path", "article_id")

    path: str = column("The file: `dim_file.path`.")
    article_id: str = column("The article: `dim_article.article_id`.", references="dim_article")
    position: pl.UInt32 = column("Place of the article in its file, from 0.", unit="ordinal")


class DimArticle(Table):
    """One row an article, known by its bytes: equal bytes under two paths are one article."""

    __key__: ClassVar[tuple[str, ...]] = ("article_id",)
    __kept__ = "view"

    article_id: str = column(
        "First 16 hex digits of the SHA-256 of the article's bytes.",
        unique=True,
        str_matches="^[0-9a-f]{16}$",
    )
    path: str = column("The file it was read from; the first in alphabetical order where there are several.")
    url: str = column("Address that the article gives as its own.", nullable=True)
    title: str = column("Headline.", nullable=True)
    byline: str = column("Names of the authors, as printed.", nullable=True)
    publisher_id: str = column("Entity id of the outlet that published it.", nullable=True)
    published_from: pl.Date = column("First day on which it may have been published.", nullable=True)
    published_to: pl.Date = column("Last day on which it may have been published.", nullable=True)
    published_basis: str = column(
        "`stated` by dateline, byline or metadata; `inferred` from the text; `unknown`.",
        isin=["stated", "inferred", "unknown"],
    )
    published_words: str = column("The words that the date rests on, to the letter.", nullable=True)
    latest_date_mentioned: pl.Date = column(
        "Latest day that an undated article speaks of as past: a lower bound of its date, no more.",
        nullable=True,
    )
    language: str = column("ISO 639-1 code; `und` where undetermined.", str_matches="^[a-z]{2,3}$")
    text: str = column("The text that all offsets count in: for text formats the file's, to the letter.")
    char_count: pl.UInt32 = column("Length of the text.", unit="code points")
    word_count: pl.UInt32 = column("Number of words.", unit="words")
    sketch: Sketch = column(
        "MinHash of the turns of phrase in its own words: the share of places that are equal in two articles"
        " is about the share of turns that they have in common. Null where there are too few to tell.",
        nullable=True,
    )
    duplicate_of: str = column(
        "The earliest article that this one repeats, to the letter or lightly edited; null for originals.",
        nullable=True,
        at_publishing=True,
    )
    fingerprint: str = column(
        "MD5 of the text in lower case without spaces, tabs and line breaks: equal for copies that differ in"
        " these alone; null where nothing else is there.",
        nullable=True,
        at_publishing=True,
    )
    ingested_at: Stamp = column("Start of the run that first read it.", clock=True)
    extractor_version: str = column("Version of the code and lexicons whose reading is current.")

    @pa.dataframe_check
    @classmethod
    def published_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The interval of publication is in order."""
        return ordered_pair(data, "published_from", "published_to")

    @pa.dataframe_check
    @classmethod
    def counts_its_text(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """`char_count` is the text's length."""
        return data.lazyframe.select(pl.col("text").str.len_chars() == pl.col("char_count"))


class StgSegment(Table):
    """One row a segment of an article's text: a run of characters with one layout role, usually a line.
    Segments are in order, do not overlap, and hold every character that is not blank. Lake only.
    """

    __key__ = ("article_id", "segment_no")
    __kept__ = "lake"

    article_id: str = column("The article.", references="dim_article")
    segment_no: pl.UInt32 = column("Place of the segment in the text, from 0.", unit="ordinal")
    start_char: Offset = column("First character.", unit="code points")
    end_char: Offset = column("One past the last character.", unit="code points")
    kind: str = column(
        "Its role in the layout.",
        isin=[
            "headline",
            "byline",
            "dateline",
            "heading",
            "paragraph",
            "list_item",
            "source",
            "table_row",
            "furniture",
        ],
    )
    zone: str = column("Whether it is the article's own text (guide, section 8).", isin=ZONES)

    @pa.dataframe_check
    @classmethod
    def span_in_order(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A segment has at least one character."""
        return ordered_span(data)


class StgCell(Table):
    """One row a cell of a table's body, with the heads that give it its meaning. Lake only."""

    __key__ = ("article_id", "start_char")
    __kept__ = "lake"

    article_id: str = column("The article.", references="dim_article")
    table_no: pl.UInt32 = column("Which table of the article, from 0.", unit="ordinal")
    row_no: pl.UInt32 = column("Row below the head, from 0.", unit="ordinal")
    column_no: pl.UInt32 = column("Column, from 0; column 0 holds the row heads.", unit="ordinal")
    start_char: Offset = column("First character, blanks around the cell left out.", unit="code points")
    end_char: Offset = column("One past the last character.", unit="code points")
    surface: str = column("The cell's characters, to the letter.")
    row_head: str = column("Text of column 0 of its row.", nullable=True)
    row_head_start: Offset = column("First character of the row head.", unit="code points", nullable=True)
    row_head_end: Offset = column("One past its last character.", unit="code points", nullable=True)
    column_head: str = column("Text of its column's head.", nullable=True)
    column_head_start: Offset = column(
        "First character of the column head.", unit="code points", nullable=True
    )
    column_head_end: Offset = column("One past its last character.", unit="code points", nullable=True)
    caption: str = column("The line above the table that names it.", nullable=True)
    caption_start: Offset = column("First character of the caption.", unit="code points", nullable=True)
    caption_end: Offset = column("One past its last character.", unit="code points", nullable=True)


class StgSentence(Table):
    """One row a sentence. A table's row, a headline and a list item are sentences too. Lake only."""

    __key__ = ("article_id", "sentence_no")
    __kept__ = "lake"

    article_id: str = column("The article.", references="dim_article")
    sentence_no: pl.UInt32 = column("Place of the sentence in the text, from 0.", unit="ordinal")
    segment_no: pl.UInt32 = column("The segment that it lies in.", unit="ordinal")
    start_char: Offset = column("First character.", unit="code points")
    end_char: Offset = column("One past the last character.", unit="code points")
    zone: str = column("The segment's zone.", isin=ZONES)
