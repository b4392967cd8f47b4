"""Firms that the text tells are sold, for sale or bid for, with no sum yet: whose the next sentence's is."""

import polars as pl

from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene

_NAMES = ("window", "article_id", "sentence_no", "at", "to", "group", "entity_id", "entity_type")
_STANDING = ("preposition", "before", "after", "inset_to")
_SOLD_KINDS = ["company", "organization", "person"]
"""A person too: a player, or a firm that is named like one."""
_SOLD = r"(?:^|[^a-z])(?:<sells>|<sale_of>) ((?:[a-z0-9'’-]+ ){0,5})$"
_PART_OF = r"(?:^| )(?:in|of|to|from|by|for|with|at|on|stake|shares?|half|some|back|it|them) "
"""Between the verb and a name: what is sold is a part of the firm, or a thing of its."""
_WHOLE = r"^(?:[,.;:)]|$|,? (?:<behind_sold>)(?:[^a-z]|$))"
"""Behind the name: goods by their maker, or shares in it, would follow at once."""
_IS_SOLD = r"^(?:,[^,.;]{2,60},)? (?:<be_done> )+(?:<sold_off>) to "
_PUT = r"(?:^|[^a-z])(?:puts?|putting|placed|placing) (?:[a-z0-9'’-]+ ){0,5}$"
_FOR_SALE = r"^(?: <be_done>)*(?: back)? (?:<on_offer>)(?:[^a-z]|$)"
_SOUGHT = (
    r"^(?:['’]s? [a-z]+)? (?:<be_done> )*(?:<meets_bids>) (?:[a-z'’-]+ ){0,5}(?:<bids>) (?:[a-z]+ ){0,2}"
    r"(?:from|by) "
)
"""One that is bid for: `Acme rejected a takeover offer from Bolt`."""
_FROM = r"^[^,.;]{0,70} (?:from|by) (?:[a-z0-9'’-]+ ){0,5}$"
_TO = r"^(?:,[^,.;]{3,90},)?[^,.;]{0,40}? to (?:[a-z0-9'’-]+ ){0,5}$"
_HOME = 40
"""Within how many characters of its place a buyer is named: `to Hong Kong's investment firm Acme`."""


def told_sales(scene: Scene) -> pl.LazyFrame:
    """The firms that windows tell are sold, for sale or bid for, in the columns of `told_deals`, with
    `party_ids`, all whom the window names; `buyer_ids` is empty where none is told.
    """
    before, after, words = pl.col("before"), pl.col("after"), scene.words
    names = scene.entities.select(*_NAMES, *_STANDING)
    between = before.str.extract(spell(_SOLD, words), 1)
    offered = (
        between.is_not_null() & ~between.str.contains(_PART_OF) & after.str.contains(spell(_WHOLE, words))
    )
    put = after.str.contains(spell(_FOR_SALE, words)) & (
        before.str.contains(_PUT) | after.str.contains("^ (?:is|was|are|were|has|had|itself) ")
    )
    passive = after.str.contains(spell(_IS_SOLD, words))
    sought = after.str.contains(spell(_SOUGHT, words)).fill_null(False)
    sold = (
        names.filter(pl.col("entity_type").is_in(_SOLD_KINDS) & pl.col("inset_to").is_null())
        .filter(sought | (offered | put | passive).fill_null(False))
        .with_columns(is_sought=sought)
        .unique("window", keep="first", maintain_order=True)
    )
    texts = scene.windows.select("window", "base", "text")
    behind = pl.col("text").str.to_lowercase().str.slice(pl.col("to") - pl.col("base"), pl.col("gap"))
    to, is_place = pl.col("preposition").is_in(["to", "from", "by"]), pl.col("entity_type") == "place"
    at_home = (to & is_place).shift(1).over("window") & (pl.col("at") - pl.col("to").shift(1) < _HOME)
    takers = names.sort("at").filter((to | (at_home & pl.col("preposition").is_null())) & ~is_place)
    heads = (
        sold.select("window", "to", "is_sought")
        .join(takers.select("window", "group", next_at="at"), on="window")
        .with_columns(gap=pl.col("next_at") - pl.col("to"))
        .filter(pl.col("gap") > 0)
        .join(texts, on="window")
        .filter(pl.when("is_sought").then(behind.str.contains(_FROM)).otherwise(behind.str.contains(_TO)))
        .sort("next_at")
        .unique("window", keep="first", maintain_order=True)
        .select("window", "group")
    )
    buyers = (
        heads.join(takers.select("window", "group", "entity_id", "at"), on=["window", "group"])
        .sort("at")
        .group_by("window", maintain_order=True)
        .agg(buyer_ids=pl.col("entity_id").unique(maintain_order=True))
    )
    parties = names.group_by("window").agg(party_ids=pl.col("entity_id").unique())
    return (
        sold.join(buyers, on="window", how="left")
        .join(parties, on="window", how="left")
        .select(
            "article_id",
            "party_ids",
            "is_sought",
            metric=pl.lit("acquisition"),
            deal_sentence=pl.col("sentence_no").cast(pl.Int64),
            deal_window="window",
            deal_at="at",
            buyer_ids=pl.col("buyer_ids").fill_null([]),
            bought_ids=pl.concat_list("entity_id"),
        )
        .filter(pl.col("buyer_ids").list.set_intersection("bought_ids").list.len() == 0)
        .filter(~pl.col("is_sought") | (pl.col("buyer_ids").list.len() > 0))
        .drop("is_sought")
        .sort("deal_at")
    )
