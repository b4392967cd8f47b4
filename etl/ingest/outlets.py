"""Outlets: which one a name, a line at an article's head or a host denotes.

What the lexicon knows as media is all that is looked for. Where a masthead names one is in
`etl.ingest.mastheads`.
"""

import polars as pl

from etl.ingest.zones import label
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version
from etl.text.slugs import slug

_HOST = r"^(?:[a-z]+://)?(?:(?:www|m|amp)\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/:?#].*)?$"
_SUFFIX = r"\.(?:com|co|org|net|gov|ac)\.[a-z]{2}$|\.[a-z]{2,}$"
_PLATFORMS = r"(?:^|\.)(?:substack|medium|wordpress|blogspot|tumblr|github|google)\."
"""Hosts whose parts are authors, not outlets."""
_TELLING = 8
"""Letters from which on the first label of a host may name its outlet: `economictimes.indiatimes.com`."""
_LINE_CHARS = 160
_PROSE_CHARS = 60
_ENDS = r"[.…][\"')\]]*$"
_BETWEEN = r" ?[|·•] ?| [-–—]{1,2} |, "
"""What parts a line of outlet, place, date and author."""
_TITLE_END = r" \| ([^|]{2,60})$"
_CREDITED = r" \(([^()]{2,40})\)$"


@once_per_version
def media_names(lexicon: Lexicon) -> pl.DataFrame:
    """Names of media in lower case and their entity ids: `_name`, `_id`. A name of two has neither."""
    media = lexicon.frame("entities").filter(entity_type="media").select("entity_id", _name="name")
    spelt = (
        lexicon.frame("aliases").join(media, on="entity_id", how="semi").select("entity_id", _name="alias")
    )
    names = pl.concat([media, spelt]).select(pl.col("_name").str.to_lowercase(), _id="entity_id").unique()
    return names.filter(pl.len().over("_name") == 1)


@once_per_version
def _spelt_as_one(lexicon: Lexicon) -> pl.DataFrame:
    """Names of media as hosts spell them, and ids: `_key`, `_id`. `The` may stand or be left out, unless
    another outlet's name is that very word.
    """
    plain = media_names(lexicon).select(
        "_id", _key=pl.col("_name").str.replace("^the ", "the_").str.replace_all("[^a-z0-9_]", "")
    )
    key = pl.col("_key")
    with_article, without = "the" + key.str.replace("^the_", ""), key.str.replace("^the_", "")
    loose = pl.when(key.str.starts_with("the_")).then(without).otherwise(with_article)
    keys = pl.concat(
        [
            plain.select("_id", key.str.replace("_", "", literal=True), _rank=pl.lit(0)),
            plain.select("_id", _key=loose, _rank=pl.lit(1)),
        ]
    ).unique()
    nearest = keys.filter(pl.col("_rank") == pl.col("_rank").min().over("_key"))
    return nearest.filter((pl.len().over("_key") == 1) & (key.str.len_chars() >= 2)).select("_key", "_id")


def name_outlets(names: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """Entity ids of media named as printed, null where the lexicon has none, with or without `the`."""
    known = dict(media_names(lexicon).iter_rows())
    bare = names.str.to_lowercase().str.strip_chars(" .,:*_")
    return pl.coalesce(
        spelt.replace_strict(known, default=None, return_dtype=pl.String)
        for spelt in (bare, bare.str.strip_prefix("the "))
    )


def find_host(address: pl.Expr) -> pl.Expr:
    """The host of an address or of a name that is one, without `www.`; null where it is none.

    >>> names = pl.Series(["https://www.ft.com/content/1", "bbc.co.uk", "BBC News", "Civil.ge"])
    >>> pl.select(find_host(names)).to_series().to_list()
    ['ft.com', 'bbc.co.uk', None, 'civil.ge']
    """
    return address.str.to_lowercase().str.strip_chars().str.extract(_HOST, 1)


def outlets_of_hosts(hosts: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """Entity ids of the media whose hosts these are, null where the lexicon knows none.

    A host is spelt as its outlet is (`theguardian.com`, `civil.ge`), perhaps with parts of the name in turn
    (`asia.nikkei.com`), a section before it (`markets.ft.com`) or its owner behind it.
    """
    known = dict(_spelt_as_one(lexicon).iter_rows())
    labels = hosts.str.replace(_SUFFIX, "").str.split(".")
    first, last = labels.list.first(), labels.list.last()
    spelt = (
        hosts.str.replace_all("[.-]", ""),
        labels.list.reverse().list.join("").str.replace_all("-", ""),
        last.str.replace_all("-", ""),
        pl.when(first.str.len_chars() >= _TELLING).then(first).str.replace_all("-", ""),
    )
    found = pl.coalesce(one.replace_strict(known, default=None, return_dtype=pl.String) for one in spelt)
    return pl.when(~hosts.str.contains(_PLATFORMS)).then(found)


def identify_publishers(described: pl.DataFrame, lexicon: Lexicon) -> pl.Series:
    """Entity ids of publishers, null where nothing names one.

    `described` has `site`, how a page's metadata names it, `publisher`, how the text does, and `url`. The
    metadata's name goes first if the lexicon knows it, then the host, then whatever name the metadata have,
    then the text's. A name or a host that the lexicon does not know is an id as it is printed (`www.` and the
    last label of a host left out, `co.uk` too). A site that is named by its host has no name.
    """
    host = pl.coalesce(find_host(pl.col("url")), find_host(pl.col("site")))
    name = pl.when(find_host(pl.col("site")).is_null()).then("site")
    return described.select(
        publisher_id=pl.coalesce(
            name_outlets(pl.col("site"), lexicon),
            outlets_of_hosts(host, lexicon),
            slug(name),
            name_outlets(pl.col("publisher"), lexicon),
            slug(pl.col("publisher")),
            slug(host.str.replace(_SUFFIX, "")),
        )
    )["publisher_id"]


def mark_outlets(blocks: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`blocks` of `match_rules`, in which a line above all prose that is no more than an outlet's name is a
    byline, and neither a first line that ends in one (`Mill sold | Reuters`, `Mill sold (Reuters)`) nor a
    dateline that does (`OSLO, May 4, 2026 (Reuters)`) the credit of a picture.
    """
    here = "article_id"
    prose = (pl.col("block").str.len_chars() >= _PROSE_CHARS) & pl.col("block").str.contains(_ENDS)
    short = pl.when(pl.col("block").str.len_chars() <= _LINE_CHARS).then(label(pl.col("block")))
    above = prose.cum_sum().over(here) == 0
    opens = pl.int_range(pl.len()).over(here) == 0
    named = name_outlets(pl.when(above).then(short), lexicon).is_not_null() & pl.col("table_no").is_null()
    titled = name_outlets(pl.when(opens).then(short).str.extract(_TITLE_END, 1), lexicon).is_not_null()
    dated = pl.when(opens | (above & pl.col("is_dateline"))).then(short).str.extract(_CREDITED, 1)
    credited = name_outlets(dated, lexicon).is_not_null()
    return blocks.with_columns(
        is_byline=pl.col("is_byline") | named, is_furniture=pl.col("is_furniture") & ~titled & ~credited
    )


def outlet_of_line(line: pl.Expr, kind: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """The outlet that a line of an article's head names as printed: a part of a byline or dateline, the name
    in brackets at its end, or the end of a headline behind a bar. Null where it names none.
    """
    parts = line.str.replace(_CREDITED, "\n${1}").str.replace_all(_BETWEEN, "\n").str.split("\n")
    spelt = parts.list.eval(pl.when(name_outlets(pl.element(), lexicon).is_not_null()).then(pl.element()))
    of_head = pl.when(kind.is_in(["byline", "dateline"])).then(spelt.list.drop_nulls().list.first())
    ending = line.str.extract(_TITLE_END, 1)
    of_title = pl.when((kind == "headline") & name_outlets(ending, lexicon).is_not_null()).then(ending)
    return pl.coalesce(of_head, of_title)


def without_outlet(title: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """A headline without the outlet behind a bar at its end."""
    is_named = name_outlets(title.str.extract(_TITLE_END, 1), lexicon).is_not_null()
    return pl.when(is_named).then(title.str.replace(_TITLE_END, "")).otherwise(title)
