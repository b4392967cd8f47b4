"""Whose an amount is where the sentence, or the one before, tells of a takeover or a stake without a sum."""

import polars as pl

from etl.interpret.claims.metric.deals import deals_here, last_deals, told_deals
from etl.interpret.claims.metric.roles import NAMED
from etl.interpret.claims.parties.settled import PLAIN, SURE
from etl.interpret.claims.scene import Scene
from etl.interpret.claims.scene.insets import NOWHERE

_VALUES_IT = (
    r"(?:^|[^a-z])(?:valuing|values|valued|would value|putting a value on) "
    r"(?:it|the(?: [a-z-]+){1,3}|that (?:company|firm|business)) at(?: [a-z]+){0,3} $|"
    r"(?:^|[^a-z])(?:it|the(?: [a-z-]+){1,3}) (?:could|would|might|may) (?:[a-z]+ )?be (?:valued at|worth)"
    r"(?: [a-z]+){0,3} $"
)
"""A deal's word on what the other side is worth."""
_OTHERS = [
    "acquisition.verb",
    "acquisition.passive",
    "acquisition.is_sold",
    "acquisition.paid",
    "acquisition.sold",
    "acquisition.sell",
    "acquisition.offered_for",
    "acquisition.for_person",
]
"""Rules of verbs that tell of a takeover of their own: `the chain, which he acquired for £85m in 2019`."""
_DOES_TO_IT = (
    r"(?:^|[^a-z])(?:sell|sells|sold|selling|buy|buys|bought|buying|acquired|purchased|offloaded) "
    r"(?:it|the (?:company|business|firm|brand|chain|group))(?:[^a-z][^.;]*)? $"
)
"""Who was told to be bought is dealt with again, whoever does so: `It sold it to Bolt for $5m`."""
_TARGETS = (
    r"(?:^|[^a-z])the target(?:['’]s|,| (?:had|has|made|posted|reported|owes|lost|earned|is|was))[^.;]*$"
)
_OF_TARGET = r"^ (?:[a-z]+ )?(?:of|in) the target(?:['’]s)? (?:debt|debts|borrowings|loans|liabilities)"
_FOR_IT = (
    r"^ (?:in (?:cash|shares|all) )?for (?:it|the (?:company|business|firm|brand|chain|group))(?:[^a-z]|$)"
)
_ANOTHER = (
    r"(?:^|[^a-z])(?:an|a|another|other) (?:[a-z]+ ){0,2}(?:funds?|bidders?|suitors?|investors?|consortium) "
)
"""One who is not the buyer told of."""
_SOUGHT = (
    r"(?:^|[^a-z])(?:lawsuit|suit|claim|complaint|action|seeks?|seeking|sought|demand[a-z]*|wants?)[^a-z]"
)


def name_valued(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """What a deal values `it` or `the company` at is the worth of whom the sentence says is bought or put
    money into, not of who does so: that of its claim before, of its takeover, or whom a stake is in.
    """
    told = claims.lazy()
    before = pl.col("before")
    valued = (pl.col("metric") == "valuation") & before.str.contains(_VALUES_IT)
    sums = told.filter(pl.col("metric").is_in(["acquisition", "investment"]) & ~pl.col("in_table"))
    sums = sums.filter(pl.col("subject_ids").is_not_null()).select("window", "at", in_sum="subject_ids")
    deals = told_deals(scene).filter(pl.col("metric") == "acquisition")
    deals = deals.select(window="deal_window", at="deal_at", in_deal="bought_ids")
    stakes = scene.entities.filter(
        pl.col("preposition").is_in(["in", "into"]) & ~pl.col("entity_type").is_in(["place", "media"])
    ).select("window", "at", in_stake=pl.concat_list("entity_id"))
    asked = told.filter(valued.fill_null(False)).select("n", "window", money_at="at")
    for found in (sums, deals, stakes):
        name = found.collect_schema().names()[-1]
        near = asked.select("n", "window", "money_at").join(found, on="window")
        last = near.filter(pl.col("at") < pl.col("money_at")).sort("n", "at")
        last = last.group_by("n", maintain_order=True).agg(pl.col(name).last())
        asked = asked.join(last, on="n", how="left")
    asked = asked.join(_told_before(scene, told), on="n", how="left")
    whose = asked.select("n", valued_ids=pl.coalesce("in_sum", "in_deal", "in_stake", "in_last")).drop_nulls()
    known = pl.col("valued_ids").is_not_null()
    return (
        told.join(whose, on="n", how="left", maintain_order="left")
        .with_columns(
            subject_ids=pl.coalesce("valued_ids", "subject_ids"),
            subject_score=pl.when(known).then(PLAIN).otherwise("subject_score"),
            subject_named=known | pl.col("subject_named"),
        )
        .drop("valued_ids")
        .collect(engine="in-memory")
    )


def _told_before(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The valuations that the last deal before them tells of, whose sentence names none but its parties: `n`
    and `in_last`, who is bought, sold or for sale.
    """
    worth = claims.filter((pl.col("metric") == "valuation") & ~pl.col("in_table"))
    last = last_deals(scene, worth, "acquisition")
    parties = scene.entities.filter(~pl.col("entity_type").is_in(["place", "media", "person"]))
    named = parties.group_by("window").agg(named_ids=pl.col("entity_id").unique())
    return (
        worth.select("n", "window")
        .join(last, on="n")
        .join(named, on="window", how="left")
        .filter(pl.col("named_ids").list.set_difference("party_ids").list.len().fill_null(0) == 0)
        .select("n", in_last="bought_ids")
    )


def name_told_deals(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """A takeover price whose sentence names nobody but the two sides of a takeover that was just told of
    without a sum is of that one, whichever of the two its sentence is about; so is what is sought in a
    sentence that names nobody after one on who sued whom. One bought or sold before may be sold again.
    """
    of_them = _of_deals(scene, claims)
    of_them = pl.concat([of_them, _of_targets(scene, claims)], how="diagonal").unique("n", keep="last")
    known, faced = pl.col("bought_ids").is_not_null(), pl.col("buyer_ids").is_not_null()
    bought = pl.col("subject_ids").list.set_intersection("bought_ids").list.len() > 0
    buys = known & pl.col("counterparty_ids").is_null() & (pl.col("subject_score") >= SURE) & ~bought
    sides = {
        "subject_ids": pl.when(known).then("bought_ids"),
        # `It bought the business`: taken for both, and not the business
        "counterparty_ids": pl.when(faced).then("buyer_ids").when(buys).then("subject_ids"),
        "subject_score": pl.when(known).then(PLAIN),
        "subject_named": pl.when(known).then(True),
        "counterparty_score": pl.when(faced).then(PLAIN),
    }
    return (
        claims.lazy()
        .join(of_them, on="n", how="left", maintain_order="left")
        .with_columns(pl.coalesce(side, name).alias(name) for name, side in sides.items())
        .drop("buyer_ids", "bought_ids")
        .collect(engine="in-memory")
    )


def _of_deals(scene: Scene, claims: pl.DataFrame) -> pl.LazyFrame:
    """The claims that are of a deal told of, in their sentence or before: `n`, `bought_ids`, and `buyer_ids`,
    null where the grammar says who buys.
    """
    takeovers = _told(scene, claims, "acquisition")
    suits = _told(scene, claims, "penalty").filter(
        pl.col("named_ids").is_null() & pl.col("before").str.contains(_SOUGHT)
    )
    has_buyer = pl.col("buyer_ids").list.len() > 0
    known = pl.when(has_buyer).then("party_ids").otherwise("bought_ids")
    others = pl.col("named_ids").list.set_difference(known).list.len().fill_null(0)
    another = pl.col("before").str.contains(_ANOTHER)
    nobody = pl.lit([], dtype=pl.List(pl.String))
    told = takeovers.filter((others == 0) & ~pl.col("is_another")).with_columns(
        buyer_ids=pl.when(another).then(nobody).otherwise("buyer_ids")
    )
    of_them = pl.concat([told, suits]).select("n", "buyer_ids", "bought_ids")
    of_them = pl.concat([of_them, _here(scene, claims)]).unique("n", keep="last", maintain_order=True)
    does = pl.col("before").str.contains(_DOES_TO_IT) | pl.col("after").str.contains(_FOR_IT)
    again = takeovers.filter(does & ~another)
    again = again.select("n", "bought_ids", buyer_ids=pl.lit(None, dtype=pl.List(pl.String)))
    return pl.concat([of_them.join(again, on="n", how="anti"), again], how="diagonal")


def _of_targets(scene: Scene, claims: pl.DataFrame) -> pl.LazyFrame:
    """The claims of any metric that are said to be the target's: `n` and `bought_ids`."""
    said = pl.col("before").str.contains(_TARGETS) | pl.col("after").str.contains(_OF_TARGET)
    asked = claims.lazy().filter(said & ~pl.col("in_table"))
    return last_deals(scene, asked, "acquisition").select("n", "bought_ids")


def _here(scene: Scene, claims: pl.DataFrame) -> pl.LazyFrame:
    """The takeover prices whose own sentence tells of one deal, where no verb of another has them and the
    grammar names nobody else: `n`, `buyer_ids`, `bought_ids`.
    """
    asked = claims.lazy().filter((pl.col("metric") == "acquisition") & ~pl.col("in_table"))
    asked = asked.filter(~pl.col("rule_id").is_in(_OTHERS).fill_null(False))
    asked = asked.filter((pl.col("score") >= NAMED) | (pl.col("rule_id") == "acquisition.proceeds"))
    given = pl.concat_list(pl.col("subject_ids").fill_null([]), pl.col("counterparty_ids").fill_null([]))
    return (
        asked.join(deals_here(scene, asked.select("n", "window")), on="n")
        .filter(given.list.set_difference("party_ids").list.len() == 0)
        .with_columns(
            buyer_ids=pl.when(pl.col("buyer_ids").list.len() == 0)
            .then(pl.col("counterparty_ids").fill_null([]))
            .otherwise("buyer_ids")
        )
        .select("n", "buyer_ids", "bought_ids")
    )


def _told(scene: Scene, claims: pl.DataFrame, metric: str) -> pl.LazyFrame:
    """The claims of a metric that a deal was told of before (`last_deals`), with all firms and bodies that
    their own sentence names (`named_ids`, null where none), but for who says so.
    """
    parties = scene.entities.filter(~pl.col("entity_type").is_in(["place", "media", "person"]))
    parties = parties.filter((pl.col("inset_to") != NOWHERE).fill_null(True))
    named = parties.group_by("window").agg(named_ids=pl.col("entity_id").unique())
    asked = claims.lazy().filter(pl.col("metric") == metric)
    told = last_deals(scene, asked, metric)
    another = pl.col("rule_id").is_in(_OTHERS) & pl.col("score").is_not_null()
    asked = asked.with_columns(is_another=another.fill_null(False))
    asked = asked.select("n", "window", "before", "after", "source_ids", "is_another").join(told, on="n")
    silent = pl.col("named_ids").list.set_difference(pl.col("source_ids").fill_null([]))
    return asked.join(named, on="window", how="left").with_columns(
        named_ids=pl.when(silent.list.len() > 0).then(silent)
    )
