"""Takeovers and lawsuits that the text tells of without a sum: whose that of the next sentence is."""

import polars as pl

from etl.interpret.claims.metric.sales import told_sales
from etl.interpret.claims.scene import Scene

NEAR = 2
"""How many sentences back a takeover may have been told of; the headline's holds for the whole article."""
_BUYS = ["acquisition.verb"]
_BOUGHT = ["acquisition.passive"]
_SUES = ["penalty.sue"]
_FAR = 60
"""Within how many characters of the verb its two sides stand."""
_NO_FIRM = ["place", "media", "person"]
_HEADLINE = 0
_TOO_LITTLE = r"(?:[0-9] ?%|per ?cent|stake|shares?|stock|holding|interest|half|third|quarter)(?:[^a-z]|$)"
"""What is bought is a part of the firm or things of its, not the firm."""
_STRAIGHT = r"^ (?:[a-z0-9.'’-]+ ){0,4}$"
_ASIDE = r" (?:from|of|by|with|for|in|into|to|at|on|up|back|out) "
_BARGAIN = (
    r"(?:deals?|contracts?|orders?|agreements?|tie-ups?|leases?|tenders?|licen[cs]es?)(?:,)? "
    r"(?:that|which|it|they|he|she|both|the [a-z-]+) [^.;]{3,60}(?:worth|valued at)(?: [a-z]+){0,3} $|"
    r"(?:^|[ ,])(?:deals?|contracts?|orders?|agreements?|tie-ups?|partnerships?|pacts?|alliances?|"
    r"collaborations?|leases?|licen[cs]es?) (?:with|for|from|to|in|on|between) "
    r"[^.;,]{3,90}(?:(?:, [^.;,]{2,40}){1,4},? and [^.;,]{2,40})? (?:worth|valued at)(?: [a-z]+){0,3} $|"
    r"(?:^|[ ,])(?:deals?|contracts?|orders?|agreements?|tie-ups?|leases?)"
    r"(?: (?:with|for|from|to) [^.;,]{2,50})? with an? (?:[a-z]+ ){0,2}value of(?: [a-z]+){0,3} $|"
    r"(?:deal|contract|order|agreement|lease)s? [^;]{3,90}(?: and|,) (?:one|another|a second|a third) "
    r"(?:with|for|from|to|by) [^.;,]{2,40} (?:worth|valued at)(?: [a-z]+){0,3} $|"
    r"(?:^|[ ,])(?:signed|struck|won|agreed|inked|landed|has|have) (?:one|another|a second|a third|two) "
    r"(?:worth|valued at)(?: [a-z]+){0,3} $|"
    r"(?:^|[ ,])(?:work|works|jobs?|mandates?) (?:valued at|worth)(?: [a-z]+){0,3} $|"
    r"(?:^|[ ,])(?:value|worth|size) of (?:the|that|this|its) (?:[a-z]+ )?"
    r"(?:deal|contract|order|agreement|tie-up|lease|tender) at(?: [a-z]+){0,3} $|"
    r"(?:^|[ ,])(?:deal|contract|order|agreement|tie-up|lease)(?: (?:with|for|from) [^.;,]{2,40})? "
    r"(?:has|had|carries|carried) an? "
    r"(?:[a-z]+ )?value of(?: [a-z]+){0,3} $|"
    r"(?:^|[ ,])(?:deal|contract|order|agreement|tie-up|lease|partnership|pact)"
    r"(?: (?:is|was|could|may|would|will|might|be|to|now|reportedly|thought|estimated|reported|expected|said|"
    r"believed|itself|alone|potentially|initially)){1,6} (?:worth|valued at)(?: [a-z]+){0,3} $"
)
"""A bargain that somebody says is worth so much."""
_NOT_BARGAIN = (
    r"(?:takeover|merger|acquisition|buyout|to (?:buy|acquire|purchase|sell|merge)|stake|shares|"
    r"company|firm|group|start-?up|business|maker|bank|club|chain)(?:[^a-z][^.;]{0,40})? (?:worth|valued at)|"
    r", (?:which|who|now|once|itself) [^.;]{0,60} (?:worth|valued at)"
)
"""What is no bargain though one is told of before it."""


def told_deals(scene: Scene) -> pl.LazyFrame:
    """The takeovers and lawsuits that the windows tell of with both sides named: `metric`, `article_id`,
    `deal_window`, `deal_sentence`, `deal_at`, `buyer_ids` (or who sues), `bought_ids` (or who is sued);
    sorted by `deal_at`.
    """
    cue = pl.col("cue")
    verbs = scene.cues.filter((pl.col("kind") == "metric") & cue.is_in(_BUYS + _BOUGHT + _SUES)).select(
        pl.col("value").alias("metric"),
        "article_id",
        "window",
        deal_sentence=pl.col("sentence_no").cast(pl.Int64),
        verb_at="at",
        verb_to="to",
        verb_depth="depth",
        passive=cue.is_in(_BOUGHT),
    )
    names = scene.entities.select(
        "window",
        "at",
        "to",
        "depth",
        "group",
        "entity_id",
        "entity_type",
        "preposition",
        "is_owner",
        "is_free",
        "inset_to",
    )
    texts = scene.windows.select("window", "base", "text")
    telling = names.filter(~pl.col("is_owner") & pl.col("inset_to").is_null())
    pairs = verbs.join(telling, on="window").join(texts, on="window")
    text, base = pl.col("text").str.to_lowercase(), pl.col("base")
    ahead = text.str.slice(pl.col("verb_to") - base, (pl.col("at") - pl.col("verb_to")).clip(0))
    firm = ~pl.col("entity_type").is_in(_NO_FIRM)
    does = (
        (pl.col("to") <= pl.col("verb_at"))
        & (pl.col("verb_at") - pl.col("to") <= _FAR)
        & pl.col("is_free")
        & (pl.col("depth") == pl.col("verb_depth"))
        & firm
    )
    near = (pl.col("at") >= pl.col("verb_to")) & (pl.col("at") - pl.col("verb_to") <= _FAR)
    done = (
        near
        & (firm | (pl.col("entity_type") == "person"))  # a player; or a firm that is named like one
        & pl.col("preposition").is_null()
        & ahead.str.contains(_STRAIGHT)
        & ~ahead.str.contains(_ASIDE)
        & ~ahead.str.contains(_TOO_LITTLE)
    )
    by = near & firm & (pl.col("preposition") == "by")
    agents = _nearest(pairs.filter(does), pl.col("verb_at") - pl.col("to"), names, "agent_ids")
    objects = _nearest(pairs.filter(done), pl.col("at"), names, "object_ids")
    doers = _nearest(pairs.filter(by), pl.col("at"), names, "by_ids")
    both = verbs
    for found in (agents, objects, doers):
        both = both.join(found, on="verb_at", how="left")
    passive = pl.col("passive")
    return (
        both.select(
            "metric",
            "article_id",
            "deal_sentence",
            deal_window="window",
            deal_at="verb_at",
            buyer_ids=pl.when(passive).then("by_ids").otherwise("agent_ids"),
            bought_ids=pl.when(passive).then("agent_ids").otherwise("object_ids"),
        )
        .drop_nulls()
        .filter(pl.col("buyer_ids").list.set_intersection("bought_ids").list.len() == 0)
        .unique("deal_at", keep="first", maintain_order=True)
        .sort("deal_at")
    )


def _nearest(pairs: pl.LazyFrame, distance: pl.Expr, names: pl.LazyFrame, side: str) -> pl.LazyFrame:
    """For each verb (`verb_at`) the ids of the name nearest by `distance`, with those coordinated with it."""
    first = (
        pairs.with_columns(away=distance)
        .sort("verb_at", "away")
        .unique("verb_at", keep="first", maintain_order=True)
    )
    members = first.select("verb_at", "window", "group").join(
        names.select("window", "group", "entity_id", "at"), on=["window", "group"]
    )
    return (
        members.sort("at")
        .group_by("verb_at", maintain_order=True)
        .agg(pl.col("entity_id").unique(maintain_order=True).alias(side))
    )


def all_deals(scene: Scene) -> pl.LazyFrame:
    """Takeovers, lawsuits and sales, with `party_ids`: who else was named with them."""
    bought = told_deals(scene).with_columns(party_ids=pl.concat_list("buyer_ids", "bought_ids"))
    return pl.concat([bought, told_sales(scene)], how="diagonal")


def last_deals(scene: Scene, claims: pl.LazyFrame, metric: str) -> pl.LazyFrame:
    """For claims of sentences after such a takeover (or lawsuit: metric `penalty`), the last one told of:
    `n`, `buyer_ids`, `bought_ids`, and `party_ids`, who else was named with them. It stands at most `NEAR`
    sentences before, or in the headline.
    """
    sides = ("buyer_ids", "bought_ids", "party_ids")
    deals = scene.deals.filter(pl.col("metric") == metric).sort("deal_at")
    begun = scene.windows.select("window", begins="base")
    asked = claims.select("n", "article_id", "window", sentence=pl.col("sentence_no").cast(pl.Int64))
    # the nearest before its sentence: every amount beside every deal would be a square of a long article
    near = (
        asked.join(begun, on="window")
        .sort("begins")
        .join_asof(
            deals.select("article_id", "deal_at", "deal_sentence", *sides),
            left_on="begins",
            right_on="deal_at",
            by="article_id",
            allow_exact_matches=False,
            check_sortedness=False,
        )
        .filter(pl.col("sentence") - pl.col("deal_sentence") <= NEAR)
    )
    headed = (pl.col("deal_sentence") == _HEADLINE) & (pl.col("buyer_ids").list.len() > 0)
    headlines = deals.filter(headed).unique("article_id", keep="last", maintain_order=True)
    told = asked.join(headlines, on="article_id").filter(pl.col("deal_window") < pl.col("window"))
    return pl.concat([near.select("n", *sides), told.select("n", *sides)]).unique("n", keep="first")


def is_of_bargain() -> pl.Expr:
    """Whether what is worth so much is a bargain that somebody says is, not the firm."""
    before = pl.col("before")
    return before.str.contains(_BARGAIN) & ~before.str.contains(_NOT_BARGAIN)


def deals_here(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """For claims whose own sentence tells of one takeover or sale, in the columns of `last_deals`."""
    deals = scene.deals.filter(pl.col("metric") == "acquisition")
    deals = deals.filter(pl.len().over("deal_window") == 1).select(
        "buyer_ids", "bought_ids", "party_ids", window="deal_window"
    )
    return claims.select("n", "window").join(deals, on="window").drop("window")
