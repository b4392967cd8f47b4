"""The stage: a batch of files in, the tables of what was read out of them."""

import hashlib
from typing import Any

import polars as pl

from etl.contracts.compiled import lake_schema
from etl.contracts.frames import Tables
from etl.ingest.copies import sketch_articles
from etl.ingest.dating import date_articles
from etl.ingest.languages import tell_languages
from etl.ingest.mastheads import read_mastheads
from etl.ingest.outlets import identify_publishers
from etl.ingest.readers import RawArticle, Unreadable, read_articles
from etl.ingest.segments import cut_segments
from etl.lexicon import Lexicon
from etl.text.cutting import cut_spans, hold_texts
from etl.text.sentences import cut_sentences
from etl.text.shadow import shadow

_RAW = {
    "article_id": pl.String,
    "path": pl.String,
    "position": pl.UInt32,
    "text": pl.String,
    "meta_title": pl.String,
    "meta_byline": pl.String,
    "site": pl.String,
    "meta_url": pl.String,
    "metadata_date": pl.Date,
}


def ingest_batch(files: pl.DataFrame, lexicon: Lexicon, version: str) -> Tables:
    """The tables of a batch of files.

    `files` has a row a file: `path`, `sha256`, `size_bytes`, `content` (null where it could not be read) and
    perhaps `problem` and `rule`, why it could not.
    Gives `dim_file`, `bridge_file_article`, `dim_article`, `stg_segment`, `stg_sentence`, `stg_cell` and
    `quarantine`, each with its lake columns. Every file has a row in `dim_file`, and one in `quarantine` if
    its outcome is `quarantined`. Files of equal bytes share an article; it has the first path.
    No input raises.
    """
    found, refused = _read_all(files)
    paths_refused = refused["path"].implode()
    first = found.sort("path", "position", maintain_order=True).unique(
        "article_id", keep="first", maintain_order=True
    )
    articles = first.with_columns(shadow=shadow(pl.col("text")))
    cut = cut_segments(articles, lexicon)
    segments = cut.segments
    return {
        "dim_file": files.select(
            "path",
            "sha256",
            pl.col("size_bytes").cast(pl.Int64),
            outcome=pl.when(pl.col("path").is_in(paths_refused))
            .then(pl.lit("quarantined"))
            .otherwise(pl.lit("read")),
            extractor_version=pl.lit(version),
            is_deleted=pl.lit(False),
        ),
        "bridge_file_article": found.select("path", "article_id", "position").unique(
            ["path", "article_id"], keep="first", maintain_order=True
        ),
        "dim_article": _describe(articles, segments, lexicon, version),
        "stg_segment": segments.select("article_id", "segment_no", "start_char", "end_char", "kind", "zone"),
        "stg_sentence": cut_sentences(cut.segments, lexicon).select(
            "article_id", "sentence_no", "segment_no", "start_char", "end_char", "zone"
        ),
        "stg_cell": _cells_to_the_letter(cut.cells, articles),
        "quarantine": refused,
    }


def _read_all(files: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The articles in the files, and the files that have none. Decoding is the one loop over files."""
    found: list[tuple[Any, ...]] = []
    refused: list[tuple[str | None, ...]] = []
    told = [
        pl.col(name) if name in files.columns else pl.lit(None, pl.String).alias(name)
        for name in ("problem", "rule")
    ]
    for path, sha256, content, *why in files.select("path", "sha256", "content", *told).iter_rows():
        try:
            articles = read_articles(path, content, *why)
        except Unreadable as error:
            refused.append(("ingest", error.rule, str(error), path, None, sha256))
            continue
        for position, article in enumerate(articles):
            found.append((_article_id(sha256, articles, article), path, position, *_fields(article)))
    return (
        pl.DataFrame(found, schema=_RAW, orient="row"),
        pl.DataFrame(refused, schema=lake_schema("quarantine"), orient="row"),
    )


def _article_id(sha256: str, articles: list[RawArticle], article: RawArticle) -> str:
    """16 hex digits: of the file's bytes where they are one article, else of the article's own text."""
    if len(articles) == 1:
        return sha256[:16]
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _fields(article: RawArticle) -> tuple[Any, ...]:
    return (
        article.text,
        article.title,
        article.byline,
        article.site,
        article.url,
        article.metadata_date,
    )


def _cells_to_the_letter(cells: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Cells with all their words cut from the text itself: readers of cells make their own shadow."""
    texts = hold_texts([cells], articles)
    return cells.with_columns(
        surface=cut_spans(cells, texts, "start_char", "end_char"),
        **{
            name: cut_spans(cells, texts, f"{name}_start", f"{name}_end")
            for name in ("row_head", "column_head", "caption")
        },
    )


def _describe(articles: pl.DataFrame, segments: pl.DataFrame, lexicon: Lexicon, version: str) -> pl.DataFrame:
    """`dim_article`: what metadata and the text's own masthead say, the metadata first."""
    words = articles["text"].str.count_matches(r"\S+")
    described = articles.join(
        read_mastheads(segments, articles, lexicon), on="article_id", how="left", maintain_order="left"
    ).with_columns(
        title=pl.coalesce("title", "meta_title"),
        byline=pl.coalesce("meta_byline", "byline"),
        url=pl.coalesce("meta_url", "url"),
        language=tell_languages(articles["text"], words),
        word_count=words,
    )
    described = described.with_columns(publisher_id=identify_publishers(described, lexicon))
    for told in (date_articles(described, segments, lexicon), sketch_articles(segments)):
        described = described.join(told, on="article_id", how="left", maintain_order="left")
    return described.select(
        "article_id",
        "path",
        "url",
        "title",
        "byline",
        "publisher_id",
        "published_from",
        "published_to",
        "published_basis",
        "published_words",
        "latest_date_mentioned",
        "language",
        "text",
        char_count=pl.col("text").str.len_chars().cast(pl.UInt32),
        word_count=pl.col("word_count").cast(pl.UInt32),
        sketch="sketch",
        extractor_version=pl.lit(version),
    )
