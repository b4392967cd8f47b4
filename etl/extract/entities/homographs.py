"""Listed names that are another's too: a person's of a company's name, a firm of a person's, a place's or a
product's.
"""

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.scanning import Batch
from etl.extract.entities.short_forms import Rank, is_acronym
from etl.extract.entities.spoken_of import SPOKEN_OF
from etl.text.slugs import slug

FIRM_AFTER = (
    r"^(?:'s? (?:[a-z]+ ){0,2}(?:shares|stock|revenues?|sales|profits?|earnings|board|customers|plants?|"
    r"products?|market|shareholders|investors|bonds|debt|brand)| (?:shares|stock|bonds|"
    r"said (?:it|its|the company)|Inc|Corp|Motor|Group|plc|Ltd|Co\.)(?-u:\b))"
)
FIRM_BEFORE = (
    r"(?:(?:half|all|most|[0-9]%|per ?cent|stake|shares?|control|owner|part|unit|chief|founder|board|boss|"
    r"head|customers?|chairman|chairwoman) (?:of|in|at)|joined|founded|acquired|bought|left|runs) $"
)
"""What speaks of a company beside a name that is a person's too."""

_WHERE = r"(?:^|[^a-z])(?:[Ii]n|near|at|from|to|of|across|outside|around|into|between|through|via) (?:the )?$"
_OF_PLACE = (
    r"^(?:, [A-Z]|-based| (?:government|authorities|city|airport|court|police|time|metropolitan|residents))"
)


def persons_over_homographs(listed: pl.DataFrame, shorts: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`Ford` after `Jane Ford` is the person, unless the article names the company in full too, or the words
    beside it speak of a company: `Ford's shares`, `half of Ford`.
    """
    persons = shorts.filter((pl.col("entity_type") == "person") & (pl.col("rank") == Rank.FAMILY)).select(
        "article_id", "full_start", core="short", person_id="entity_id"
    )
    longer = listed.lazy().group_by("article_id", "entity_id").agg(spellings=pl.col("surface").n_unique())
    meant = (
        listed.lazy()
        .filter(pl.col("entity_type") != "person")
        .join(persons.lazy(), on=["article_id", "core"])
        .filter(pl.col("full_start") < pl.col("start"))
        .join(longer.filter(pl.col("spellings") == 1), on=["article_id", "entity_id"], how="semi")
        .select("start", "end", "person_id")
        .collect()
    )
    if meant.is_empty():
        return listed
    is_firm = batch.after(meant, 40).str.contains(FIRM_AFTER) | batch.before(meant, 24).str.contains(
        FIRM_BEFORE
    )
    meant = meant.filter(~is_firm).select("start", "person_id")
    return (
        listed.join(meant, on="start", how="left", maintain_order="left")
        .with_columns(
            entity_id=pl.coalesce("person_id", "entity_id"),
            entity_type=pl.when(pl.col("person_id").is_null())
            .then("entity_type")
            .otherwise(pl.lit("person")),
        )
        .drop("person_id")
    )


def firms_over_homographs(listed: pl.DataFrame, shorts: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`Zelphia` after `Zelphia Cement` is the firm, though a person or a place is called so too: unless the
    article names the person in full, or the place as one.
    """
    firms = shorts.filter((pl.col("rank") == Rank.FRONT) & pl.col("entity_type").is_in(["company", "fund"]))
    meant = _meant(listed.filter(pl.col("entity_type").is_in(["person", "place"])), listed, firms)
    if meant.is_empty():
        return listed
    is_place = meant["entity_type"] == "place"
    before, after = batch.before(meant, 24), batch.after(meant, 40)
    is_where = is_place & (before.str.contains(_WHERE) | after.str.contains(_OF_PLACE))
    says = after.str.contains(SPOKEN_OF) & ~after.str.starts_with("'")
    acts = ~is_place | after.str.contains(FIRM_AFTER) | says
    places = meant.filter(is_where).select("article_id", "core").unique()
    taken = meant.filter((pl.col("full_start") < pl.col("start")) & acts)
    return _taken_for(listed, taken.join(places, on=["article_id", "core"], how="anti"))


def bodies_over_homographs(listed: pl.DataFrame, shorts: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """`ZEC` after `Zelph Energy Commission` is that, whatever else is called so; and `Zelpho` after `Zelpho
    Breweries` the firm, though an outlet or a body of a longer name is too.
    """
    initials = shorts.filter(
        pl.col("rank").is_in([Rank.INITIALS, Rank.DEFINED]) & (pl.col("entity_type") != "person")
    )
    of_initials = _meant(listed, listed, initials)
    firms = shorts.filter((pl.col("rank") == Rank.FRONT) & (pl.col("entity_type") == "company"))
    bodies = listed.filter(pl.col("entity_type").is_in(["media", "organization"]))
    bodies = bodies.filter(slug(pl.col("core")) != pl.col("entity_id"))
    meant = pl.concat([of_initials, _meant(bodies, listed, firms)]).unique("start")
    return _taken_for(listed, meant.filter(pl.col("full_start") < pl.col("start")))


def _meant(asked: pl.DataFrame, listed: pl.DataFrame, shorts: pl.DataFrame) -> pl.DataFrame:
    """The mentions asked for that are another's short form too, with that one's `full_start`, `full_id` and
    `full_type`; those of which the article has one spelling only.
    """
    full = shorts.select(
        "article_id", "full_start", core="short", full_id="entity_id", full_type="entity_type"
    )
    spelt = listed.lazy().group_by("article_id", "entity_id").agg(spellings=pl.col("surface").n_unique())
    return (
        asked.lazy()
        .join(full.lazy(), on=["article_id", "core"])
        .filter(pl.col("full_id") != pl.col("entity_id"))
        .join(spelt.filter(pl.col("spellings") == 1), on=["article_id", "entity_id"], how="semi")
        .collect()
    )


def _taken_for(listed: pl.DataFrame, taken: pl.DataFrame) -> pl.DataFrame:
    """The listed mentions, those `taken` as their `full_id`."""
    return (
        listed.join(
            taken.select("start", "full_id", "full_type"), on="start", how="left", maintain_order="left"
        )
        .with_columns(
            entity_id=pl.coalesce("full_id", "entity_id"), entity_type=pl.coalesce("full_type", "entity_type")
        )
        .drop("full_id", "full_type")
    )


_WORD = "^[A-Z][a-z]+$"
_TICKER = r"^ \(([A-Z]{2,5})\)"


def firms_over_products(mentions: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """`Facebook` is the firm throughout an article that has its legal form or its ticker: `Facebook (FB)`."""
    products, text = mentions.filter(pl.col("entity_type") == "product"), batch.text
    rows = products.select("end", "surface", "core").iter_rows()
    has_tail = [text.startswith(" (", end) or surface != core for end, surface, core in rows]
    products = products.filter(pl.Series(has_tail, dtype=pl.Boolean) & products["core"].str.contains(_WORD))
    if products.is_empty():
        return mentions
    made = names.entities.filter(pl.col("parent_id") != "").select("entity_id")
    products = products.join(made, on="entity_id", how="semi")
    ticker = batch.after(products, 9).str.extract(_TICKER)
    forms = products["surface"].str.extract(r"^[A-Z][a-z]+ (.+)$")
    rows = zip(ticker.to_list(), forms.to_list(), products["core"].to_list(), strict=True)
    is_firm = [
        form in names.legal_forms or (short is not None and is_acronym(short, name))
        for short, form, name in rows
    ]
    if not any(is_firm):
        return mentions
    firms = products.filter(pl.Series(is_firm, dtype=pl.Boolean)).select("article_id", "entity_id").unique()
    return (
        mentions.join(
            firms.with_columns(is_firm=True),
            on=["article_id", "entity_id"],
            how="left",
            maintain_order="left",
        )
        .with_columns(entity_type=pl.when("is_firm").then(pl.lit("company")).otherwise("entity_type"))
        .drop("is_firm")
    )
