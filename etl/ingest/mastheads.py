"""Title, byline, publisher and address of an article, as its own text states them.

What a format's metadata state goes first and is put over this in `etl.ingest`; dates belong to
`etl.ingest.dating`.
"""

import polars as pl

from etl.ingest.zones import label
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version
from etl.text.slugs import slug

_BY = r"^(?i:(?:written|reported|posted|story|text|words|analysis) by|by|authors?|reporter) ?:? ?"
_AFTER_NAMES = r" ?(?:[|·•/(].*| - .*|, (?i:updated|published|posted).*)$"
_DESK = r" (?:[Dd]esk|Staff|Bureau|Team|Newsroom|Editorial|Editors|News Service|Web Desk)$"
_URL_LINE = r"^(?:(?i:url|link|source|original|canonical) ?:? ?)?<?(https?://[^\s<>]+)>?$"
_AGENCY = r"^\p{Lu}[^()]{1,60}\((\p{Lu}[\p{L} .&'-]{1,30})\) ?-"
_COPYRIGHT = r"^(?:©|\([cC]\)|(?i:copyright)) ?(?:©|\([cC]\))? ?(?:(?:19|20)[0-9]{2})?(?:-(?:19|20)?[0-9]{2})?,? ?(?:(?i:by) )?(?:(?i:the) )?(\p{Lu}[\p{L}0-9&' -]{1,40}?)(?: (?:Ltd|LLC|Inc|Limited|plc|Corp|Group|GmbH))?(?:[.,|(]| (?i:all rights|and/or|et al)|$)"
_MORE_FROM = r"^(?i:more from) (\p{Lu}[\p{L}0-9&' -]{1,40}?) ?(?:[:|]|$)"
_OUTLET_AFTER_DESK = r"(?:[Dd]esk|Staff|Bureau|Team|Newsroom|Editorial|Editors|Correspondent|Reporter) ?[|/·•] ?(\p{Lu}[^|]{1,50})$"


def read_mastheads(segments: pl.DataFrame) -> pl.DataFrame:
    """What each article's segments say of it.

    `segments` are those of `etl.ingest.segments` with `surface`, the segment's text to the letter. Grain: an
    article that has a segment. Columns: `article_id`, `title`, `byline`, `publisher`, `url`; null where not
    stated. `publisher` is a name as printed.
    """
    clean = label(pl.col("surface").str.replace_all(r"\s+", " "))
    first = segments.lazy().with_columns(_text=clean)
    byline = (pl.col("kind") == "byline") & ~pl.col("_publishes")
    names = pl.col("_text").str.replace(_BY, "").str.replace(_AFTER_NAMES, "").str.strip_chars(" ,-")
    return (
        first.with_columns(
            _publishes=pl.col("_text")
            .shift(1)
            .over("article_id")
            .str.contains("(?i)^published by$")
            .fill_null(False),
            _is_label=pl.col("_text").str.contains(
                "(?i)^(?:published|written|posted|reported|words|text|story) by$"
            ),
        )
        .group_by("article_id", maintain_order=True)
        .agg(
            title=pl.col("_text").filter(pl.col("kind") == "headline").first(),
            byline=names.filter(byline & ~pl.col("_is_label")).first(),
            url=pl.col("_text").str.extract(_URL_LINE).drop_nulls().first(),
            publisher=pl.coalesce(
                pl.col("_text").filter(pl.col("_publishes")).first(),
                pl.col("_text").filter(byline).str.extract(_OUTLET_AFTER_DESK).drop_nulls().first(),
                pl.col("_text").str.slice(0, 120).str.extract(_AGENCY).drop_nulls().first(),
                pl.col("_text").str.slice(0, 120).str.extract(_COPYRIGHT).drop_nulls().first(),
                pl.col("_text")
                .filter(pl.col("kind") == "furniture")
                .str.extract(_MORE_FROM)
                .drop_nulls()
                .first(),
            ),
        )
        .with_columns(pl.col("publisher").str.replace(_DESK, "").str.strip_chars(" ,.-"))
        .collect()
    )


@once_per_version
def media_names(lexicon: Lexicon) -> pl.DataFrame:
    """Names of media in lower case and their entity ids: `_name`, `_id`. A name of two entities has neither."""
    media = {
        row["entity_id"]: row["name"] for row in lexicon.table("entities") if row["entity_type"] == "media"
    }
    names = [(name.lower(), entity) for entity, name in media.items()]
    names += [
        (row["alias"].lower(), row["entity_id"])
        for row in lexicon.table("aliases")
        if row["entity_id"] in media
    ]
    frame = pl.DataFrame(names, schema={"_name": pl.String, "_id": pl.String}, orient="row").unique()
    return frame.filter(pl.len().over("_name") == 1)


def identify_publishers(names: pl.Series, urls: pl.Series, lexicon: Lexicon) -> pl.Series:
    """Entity ids of publishers named as printed: by the lexicon's names of media, else the name as an id.

    Where no name is given, the host of the article's own address is the name (`www.` and the last label left
    out, `co.uk` too). Null where there is neither.
    """
    host = (
        pl.col("url")
        .str.extract(r"^[a-z]+://(?:www\.|m\.|amp\.|edition\.)?([^/:?#]+)")
        .str.replace(r"\.(?:com|co|org|net|gov|ac)\.[a-z]{2}$|\.[a-z]{2,}$", "")
    )
    frame = pl.DataFrame({"name": names, "url": urls}, schema={"name": pl.String, "url": pl.String})
    return (
        frame.lazy()
        .with_columns(_printed=pl.coalesce("name", host))
        .with_columns(_name=pl.col("_printed").str.to_lowercase())
        .join(media_names(lexicon).lazy(), on="_name", how="left", maintain_order="left")
        .select(publisher_id=pl.coalesce("_id", slug(pl.col("_printed"))))
        .collect()["publisher_id"]
    )
