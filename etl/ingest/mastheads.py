"""Title, byline, publisher and address of an article, as its own text states them.

What a format's metadata state goes before it (`etl.ingest.batch`); dates belong to `etl.ingest.dating`.
"""

import polars as pl

from etl.ingest.outlets import name_outlets, outlet_of_line, without_outlet
from etl.ingest.zones import label
from etl.lexicon import Lexicon
from etl.text.cutting import cut_stretches

_BY = r"^(?i-u:(?:written|reported|posted|story|text|words|analysis) by|by|authors?|reporter) ?:? ?"
_AFTER_NAMES = r" ?(?:[|·•/(].*| - .*|, (?i-u:updated|published|posted).*)$"
_JOB = (
    r",(?: [A-Za-z-]+)* (?i-u:reporter|correspondent|editor|columnist|writer|contributor|journalist|chief).*$"
)
_EMPLOYER = r"(?:,| for| of| at) (?:the |The )?([^,]+)$"
_DESK = r" (?:[Dd]esk|Staff|Bureau|Team|Newsroom|Editorial|Editors|News Service|Web Desk)$"
_URL_LINE = r"^(?:(?i-u:url|link|source|original|canonical) ?:? ?)?<?(https?://[^\s<>]+)>?$"
_AGENCY = r"^[A-ZÀ-Þ][^()]*\(([A-Z][A-Za-z .&'-]+)\) ?[-–—]"
_MARK = r"^\(([A-ZÀ-Þ][^()]{1,40})\)[*_]{0,3} ?[-–—:_]{0,3}$"
"""An agency's mark cut off a sentence (`etl.ingest.datelines`)."""
_WIRE = r"(?:^|[ a-z])(?:[Ww]ire|News|Press|Agency|Service)$"
_COPYRIGHT = (
    r"^(?:© ?|\([cC]\) ?|(?i-u:copyright) ?)+(?:(?:19|20)[0-9]{2})?(?:-(?:19|20)?[0-9]{2})?,? ?"
    r"(?:by )?([A-ZÀ-Þ][A-Za-zÀ-῿0-9&' -]+?)(?: (?:Ltd|LLC|Inc|Limited|plc|Corp|Group|GmbH))?"
    r"(?:[.,|(]| [Aa]ll [Rr]ights|$)"
)
_MORE_FROM = r"^[Mm]ore from ([A-ZÀ-Þ][A-Za-zÀ-῿0-9&' -]+?) ?(?:[:|]|$)"
_OUTLET_AFTER_DESK = (
    r"(?:[Dd]esk|Staff|Bureau|Team|Newsroom|Editorial|Editors|Correspondent|Reporter)"
    r" ?[|/·•] ?([A-ZÀ-Þ][^|]+)$"
)
_PUBLISHED_BY = "^(?i-u:published by)$"
_BY_LABEL = "^(?i-u:(?:published|written|posted|reported|words|text|story) by)$"
_FRONT = 12
"""Segments at the front in which an address or an agency's credit is looked for."""
_LOOKED_AT = 400
_WIDE_BLANK = r"\s\s+|[^\S ]"
"""Blanks that are not one plain space: a match for each space would take longer than all the rest."""


def read_mastheads(segments: pl.DataFrame, articles: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """What each article's segments say of it.

    `segments` has the columns of `stg_segment`, `articles` has `article_id` and `text`. Grain: an article
    that has a segment. Columns: `article_id`, `title`, `byline`, `publisher`, `url`; null where not
    stated. `publisher` is a name as printed.
    """
    front = (pl.col("segment_no") < _FRONT) | pl.col("kind").is_in(["headline", "byline", "furniture"])
    looked_at = segments.filter(front).with_columns(
        _until=pl.min_horizontal("end_char", pl.col("start_char") + _LOOKED_AT)
    )
    surface = cut_stretches(looked_at, articles, "start_char", "_until")
    is_byline = (pl.col("kind") == "byline") & ~pl.col("_publishes")
    names = (
        pl.col("_author")
        .filter(is_byline & ~pl.col("_is_label") & pl.col("_names_authors"))
        .first()
        .str.replace(_AFTER_NAMES, "")
        .str.replace(_JOB, "")
        .str.strip_chars(" ,-")
    )
    employer = pl.col("byline").str.extract(_EMPLOYER, 1)
    is_employed = name_outlets(employer, lexicon).is_not_null()
    credit = pl.col("_text").str.slice(0, 120)

    def first(words: pl.Expr, mark: str, pattern: str) -> pl.Expr:
        """What the pattern captures first. Only words with the plain `mark` that it asks for are read."""
        marked = pl.when(words.str.contains(mark, literal=True)).then(words)
        return marked.str.extract(pattern).drop_nulls().first()

    return (
        looked_at.with_columns(surface.alias("_text"))
        .lazy()
        .with_columns(_text=label(pl.col("_text").str.replace_all(_WIDE_BLANK, " ")))
        .with_columns(**_of_lines(lexicon))
        .with_columns(_names_authors=name_outlets(pl.col("_author"), lexicon).is_null())
        .group_by("article_id", maintain_order=True)
        .agg(
            title=_title(),
            byline=names,
            url=first(pl.col("_text"), "://", _URL_LINE),
            _headed=pl.coalesce(
                pl.col("_text").filter("_publishes").first(),
                pl.col("_text").filter(is_byline).str.extract(_OUTLET_AFTER_DESK).drop_nulls().first(),
                pl.col("_outlet").filter(pl.col("segment_no") < _FRONT).drop_nulls().first(),
            ),
            _credited=pl.coalesce(
                first(credit, "(", _AGENCY),
                pl.col("_marked").drop_nulls().first(),
                credit.str.extract(_COPYRIGHT).drop_nulls().first(),
                first(credit.filter(pl.col("kind") == "furniture"), "ore from ", _MORE_FROM),
            ),
        )
        .with_columns(
            byline=pl.when(is_employed).then(pl.col("byline").str.replace(_EMPLOYER, "")).otherwise("byline"),
            publisher=pl.coalesce("_headed", pl.when(is_employed).then(employer), "_credited")
            .str.replace(_DESK, "")
            .str.slice(0, 60)
            .str.strip_chars(" ,.-"),
        )
        .select("article_id", "title", "byline", "url", "publisher")
        .collect()
    )


def _of_lines(lexicon: Lexicon) -> dict[str, pl.Expr]:
    """What a line says by itself. Only lines of the head are read for outlets: most text is none of it."""
    text, kind = pl.col("_text"), pl.col("kind")
    heads = pl.when(kind.is_in(["byline", "dateline", "headline"])).then(text)
    mark = pl.when(kind == "furniture").then(text).str.extract(_MARK, 1)
    return {
        "_publishes": text.shift(1).over("article_id").str.contains(_PUBLISHED_BY).fill_null(False),
        "_is_label": text.str.contains(_BY_LABEL),
        "_author": pl.when(kind == "byline").then(text).str.replace(_BY, ""),
        "_marked": pl.when(name_outlets(mark, lexicon).is_not_null() | mark.str.contains(_WIRE)).then(mark),
        "_outlet": outlet_of_line(heads.str.replace(_BY, ""), kind, lexicon),
        "_headline": without_outlet(pl.when(kind == "headline").then(text), lexicon),
    }


def _title() -> pl.Expr:
    """The headline of a group: its first line, and the second where it goes on in mid-phrase."""
    lines = pl.col("_headline").filter(pl.col("kind") == "headline")
    second = lines.slice(1, 1).first()
    goes_on = second.str.contains(r"^[a-z]").fill_null(False)
    return pl.when(goes_on).then(pl.concat_str(lines.first(), second, separator=" ")).otherwise(lines.first())
