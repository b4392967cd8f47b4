"""Entries: the parts of a ranking or roundup under headings that name one firm each (`3. Acme: $5bn`).

Each entry is told as a short article of its own: `the company` in it is its own firm, and nothing of it
leans on the entries before. So each is read as one.
"""

from typing import Final

import polars as pl

from etl.text.cutting import cut_stretches

_NAMES: Final = ("company", "organization", "fund", "person")
"""Kinds of entity that entries are about."""
_LEAD = 9
"""Characters before the name in a heading: its mark, its number, bold type."""
_BESIDE = 16
"""Characters of a heading besides its name and amounts."""
_ENTRIES = 2
"""So many firms with a heading of their own make entries of them."""
_PROSE = 60
"""Characters that an entry tells at least below its heading."""
_MARK = "#"
"""Between an article's id and the number of an entry's heading."""


def cut_entries(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables of a batch, entries cut from their articles: articles with ids, texts and places of their
    own. Ids of mentions stay, by which what is read goes home (`join_entries`). Headings stand in both, their
    amounts in the article alone: they are of what it ranks (`3. Acme: $5bn` among `the dearest firms`).
    """
    spans = _entries(tables).collect(engine="in-memory")
    if spans.is_empty():
        return tables
    articles = tables["dim_article"]
    texts = cut_stretches(spans, articles, "from", "to").alias("text")
    cut = (
        spans.with_columns(texts)
        .select("article_id", "entry_id", "text")
        .join(articles.drop("text"), on="article_id")
        .drop("article_id")
        .rename({"entry_id": "article_id"})
        .select(articles.columns)
    )
    about = spans.select("entity_id", article_id="entry_id")
    return (
        tables
        | {"entries": about}
        | {
            name: _cut(tables[name], spans, is_shared=name != "fact_money_mention")
            for name in tables
            if "start_char" in tables[name].columns and "article_id" in tables[name].columns
        }
        | {"dim_article": pl.concat([articles, cut])}
    )


def join_entries(claims: pl.DataFrame, tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The claims of `cut_entries` with the ids of the articles that the entries are of."""
    if not claims["article_id"].str.contains(_MARK, literal=True).any():
        return claims
    home = tables["fact_money_mention"].select("mention_id", home="article_id", place="start_char")
    return (
        claims.join(home, on="mention_id", how="left", maintain_order="left")
        .with_columns(article_id="home", claim_id=pl.format("{}:c{}.0", "home", "place"))
        .sort("article_id", "place")
        .select(claims.columns)
    )


def _entries(tables: dict[str, pl.DataFrame]) -> pl.LazyFrame:
    """The entries: `article_id`, `entry_id`, `from`, `to`, and the first `segment_no` and `sentence_no`."""
    place = ("article_id", "segment_no")
    segments = (
        tables["stg_segment"]
        .lazy()
        .filter(pl.col("zone") != "boilerplate")
        .select(
            *place, "kind", start=pl.col("start_char").cast(pl.Int64), end=pl.col("end_char").cast(pl.Int64)
        )
    )
    headings = segments.filter(pl.col("kind") == "heading")
    names = _within(headings, tables["fact_entity_mention"])
    amounts = _within(headings, tables["fact_money_mention"])
    first = (
        names.filter(pl.col("entity_type").is_in(_NAMES) & (pl.col("at") - pl.col("start") <= _LEAD))
        .sort("at")
        .group_by(place)
        .agg(pl.col("entity_id").first(), length=(pl.col("to") - pl.col("at")).first())
    )
    stated = amounts.group_by(place).agg(stated=(pl.col("to") - pl.col("at")).sum())
    heads = (
        headings.join(first, on=place)
        .join(stated, on=place, how="left")
        .filter(pl.col("end") - pl.col("start") - pl.col("length") - pl.col("stated").fill_null(0) <= _BESIDE)
        .select(*place, "entity_id")
    )
    sentences = tables["stg_sentence"].lazy().group_by(place).agg(pl.col("sentence_no").min())
    return (
        segments.join(heads.select("article_id").unique(), on="article_id", how="semi")
        .join(heads, on=place, how="left")
        .join(sentences, on=place, how="left")
        .sort(place)
        .with_columns(opens=pl.col("kind").is_in(["heading", "headline"]))
        .with_columns(
            opened=pl.when("opens").then("segment_no").forward_fill().over("article_id"),
            entity_id=pl.when("opens")
            .then(pl.col("entity_id").fill_null(""))
            .forward_fill()
            .over("article_id"),
        )
        .filter(pl.col("entity_id") != "")
        .group_by("article_id", "opened", maintain_order=True)
        .agg(
            pl.col("entity_id").first(),
            pl.col("start").first().alias("from"),
            pl.col("end").first().alias("headed_to"),
            pl.col("end").last().alias("to"),
            pl.col("segment_no", "sentence_no").first(),
        )
        .filter(pl.col("to") - pl.col("headed_to") >= _PROSE)
        .filter(pl.col("entity_id").n_unique().over("article_id") >= _ENTRIES)
        .with_columns(entry_id=pl.format(f"{{}}{_MARK}{{}}", "article_id", "segment_no"))
    )


def _within(headings: pl.LazyFrame, mentions: pl.DataFrame) -> pl.LazyFrame:
    """A row a mention in a heading, with its place as `at` and `to`."""
    placed = mentions.lazy().with_columns(
        at=pl.col("start_char").cast(pl.Int64), to=pl.col("end_char").cast(pl.Int64)
    )
    return (
        placed.sort("at")
        .join_asof(
            headings.select("article_id", "segment_no", "start", "end").sort("start"),
            left_on="at",
            right_on="start",
            by="article_id",
            check_sortedness=False,
            coalesce=False,
        )
        .filter(pl.col("to") <= pl.col("end"))
    )


def _cut(table: pl.DataFrame, entries: pl.DataFrame, *, is_shared: bool) -> pl.DataFrame:
    """The rows of a table with places, those in entries by the entry's id and counted from where it begins;
    those in headings of entries in the article, too, or there alone where they are not shared.
    """
    placed = (
        table.lazy()
        .with_row_index("_row")
        .with_columns(_at=pl.col("start_char").cast(pl.Int64))
        .sort("_at")
        .join_asof(
            entries.lazy()
            .rename({name: f"_{name}" for name in entries.columns if name != "article_id"})
            .sort("_from"),
            left_on="_at",
            right_on="_from",
            by="article_id",
            check_sortedness=False,
            coalesce=False,
        )
        .sort("_row")
        .collect(engine="in-memory")
    )
    inside = (pl.col("_at") < pl.col("_to")).fill_null(False)
    heads = inside & (pl.col("_at") < pl.col("_headed_to"))
    places = [
        name
        for name, kind in table.schema.items()
        if kind.is_integer() and name.endswith(("_char", "_start", "_end"))
    ]
    numbers = [name for name in ("segment_no", "sentence_no") if name in table.columns]
    moved = {"article_id": pl.col("_entry_id")}
    moved |= {name: pl.col(name) - pl.col("_from").cast(table.schema[name]) for name in places}
    moved |= {name: pl.col(name) - pl.col(f"_{name}") for name in numbers}
    own = placed.filter(inside if is_shared else inside & ~heads).with_columns(**moved)
    return pl.concat([placed.filter(~inside | heads), own]).select(table.columns)
