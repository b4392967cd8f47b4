"""Who acts together: `Acme and Bolt followed with their own $5m scheme` is of both, whichever weighs more;
but `Acme and Bolt spent $5m and $6m` is of each its own.
"""

import polars as pl

from etl.interpret.claims.parties.settled import TWO_SIDED
from etl.interpret.claims.scene import Scene

_APART = (*TWO_SIDED, "market_size", "price", "valuation", "pay")
"""Metrics of which two named together are seldom one party, or each has its own."""


_NUMBERS = {
    **dict.fromkeys(("two", "pair", "duo", "both"), 2),
    **dict.fromkeys(("three", "trio"), 3),
    **dict.fromkeys(("four", "quartet"), 4),
    **{word: number for number, word in enumerate(("five", "six", "seven", "eight", "nine", "ten"), 5)},
}
_COUNTED = (
    r"(?:^|[.;:,] |[^a-z](?:and|but|that|said|says|while|when|which) )"
    r"(?:(?:taken )?together,? |between them,? |combined,? )?(?:the |these |those |all )?(?:other )?"
    rf"({'|'.join(_NUMBERS)})(?: of them)?"
    r"(?: (?:[a-z-]+ ){0,2}[a-z]+s)?"
    r"(?:,? [a-z'-]+){1,8} $"
)
"""`The two together spent $5m`, `between them the four biggest clouds will spend $5m`."""
_COUNTED_WITHIN = 3
"""How many sentences back those stand whom a number of them means."""


_SIDES = ("subject_ids", "counterparty_ids")
_FIRMS = ("company", "fund", "organization")
_THEY = "(?:^|[^a-z])they [^.;]*$"
"""`They have spent $5m`, `Last year they spent $5m`."""


_ONE_OF_THEM = (
    "(?:^|[^a-z])the (?:latter|former|second|first) [^.;]*$|, (?:[a-z]+ )?(?:which|whom|whose) [^.;,]*$"
)
"""`Acme and Bolt joined, the latter with $5m`; `Acme and Bolt, to which it owes $5m`."""


def with_counted(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, those of whom a sentence without a name before the amount only counts as of as many as the
    last list of names has, none of them a counterparty.
    """
    number = pl.col("before").str.extract(_COUNTED, 1)
    count = number.replace_strict(_NUMBERS, default=None, return_dtype=pl.UInt32)
    place = pl.col("sentence_no").cast(pl.Int64)
    named = scene.entities.group_by("window").agg(first_name=pl.col("at").min())
    counting = (
        claims.filter(~pl.col("in_table") & ~pl.col("metric").fill_null("other").is_in(_APART))
        .select("n", "article_id", "window", "at", place=place, count=count)
        .drop_nulls("count")
        .join(named, on="window", how="left")
        .filter((pl.col("first_name") > pl.col("at")).fill_null(True))
    )
    lists = (
        scene.entities.filter(pl.col("entity_type").is_in(["company", "fund", "organization", "person"]))
        .group_by("article_id", "group")
        .agg(
            counted=pl.col("entity_id").unique(maintain_order=True),
            list_at=pl.col("at").min(),
            list_place=pl.col("sentence_no").cast(pl.Int64).first(),
        )
        .with_columns(count=pl.col("counted").list.len())
        .filter(pl.col("count") > 1)
        .drop("group")
    )
    told = (
        counting.sort("at")
        .join_asof(
            lists.sort("list_at"),
            left_on="at",
            right_on="list_at",
            by=["article_id", "count"],
            check_sortedness=False,
        )
        .filter(pl.col("place") - pl.col("list_place") <= _COUNTED_WITHIN)
        .select("n", acting="counted")
    )
    return _acting(claims, told)


def with_them(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, those of `they` behind a list of firms that begins the sentence, or the one before, with
    nobody named since its end, or in the amount's own sentence: who of the list is a party stands for all.
    """
    firms = scene.entities.filter(pl.col("entity_type").is_in(_FIRMS) & ~pl.col("is_owner"))
    lists = (
        firms.group_by("article_id", "window", "group", maintain_order=True)
        .agg(
            pl.col("unbound").any(),
            pl.col("initial").any(),
            them=pl.col("entity_id").unique(maintain_order=True),
            place=pl.col("sentence_no").cast(pl.Int64).first(),
            list_to=pl.col("to").max(),
        )
        .filter(pl.col("unbound") & pl.col("initial") & (pl.col("them").list.len() > 1))
        .select("article_id", "place", "them", "list_to")
    )
    named = scene.entities.select("article_id", "at", name_window="window", name_to="to").sort("at")
    told = (
        claims.filter(~pl.col("in_table") & pl.col("before").str.contains(_THEY))
        .select("n", "article_id", "window", "at", place=pl.col("sentence_no").cast(pl.Int64))
        .sort("at")
        .join_asof(named, on="at", by="article_id", check_sortedness=False)
    )
    last, outside = pl.col("list_to") == pl.col("name_to"), pl.col("name_window") != pl.col("window")
    here = told.join(lists, on=["article_id", "place"]).filter(last)
    before = told.join(lists.with_columns(pl.col("place") + 1), on=["article_id", "place"]).filter(outside)
    meant = pl.concat([here, before]).select("n", "them")
    among = (pl.col(side).list.set_intersection("them").list.len() > 0 for side in _SIDES)
    act, deal = (is_among.fill_null(False) for is_among in among)
    apart = act & deal & pl.col("metric").is_in(TWO_SIDED)  # who of the list deal with each other
    rest = pl.col("counterparty_ids").list.set_difference("them")
    return (
        claims.join(meant, on="n", how="left", maintain_order="left")
        .with_columns(
            subject_ids=pl.when(act & ~apart).then("them").otherwise("subject_ids"),
            counterparty_ids=pl.when(act & ~apart)
            .then(rest)
            .when(deal & ~apart)
            .then("them")
            .otherwise("counterparty_ids"),
        )
        .drop("them")
    )


def with_partners(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, those of one who is named before the amount in a list of firms that does something there
    with all of the list as subjects, none of them a counterparty.
    """
    acting = scene.entities.filter(
        pl.col("entity_type").is_in(["company", "fund", "organization", "product"])
        & pl.col("inset_to").is_null()
        & ~pl.col("is_owner")
    )
    lists = (
        acting.group_by("reach", "group")
        .agg(
            pl.col("entity_id").unique(maintain_order=True).alias("partners"),
            pl.col("unbound").any(),
            last_to=pl.col("to").max(),
        )
        .filter((pl.col("partners").list.len() > 1) & pl.col("unbound"))
    )
    mentioned = scene.entities.filter(pl.col("inset_to").is_null())
    mentioned = mentioned.select("reach", "at", whose="entity_id", last_at="at").sort("at")
    alone = (pl.col("subject_ids").list.len() == 1) & ~pl.col("metric").fill_null("other").is_in(_APART)
    told = (
        claims.filter(alone)
        .select("n", "reach", "at", whose=pl.col("subject_ids").list.first())
        .join(lists, on="reach")
        .sort("at")
        .join_asof(mentioned, on="at", by=["reach", "whose"], check_sortedness=False)
        .filter((pl.col("last_at") < pl.col("last_to")).fill_null(True))  # `, and Acme alone spent $5m`
        .filter((pl.col("last_to") < pl.col("at")) & pl.col("whose").is_in(pl.col("partners")))
        .sort("n", "last_to")
        .unique("n", keep="last", maintain_order=True)
        .select("n", acting="partners")
    )
    return _acting(claims, told)


def with_allies(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, those with one other side that the sentence names in a list of firms (`a loan from Acme and
    Bolt`) with all of the list, the subjects apart.
    """
    firms = scene.entities.filter(
        pl.col("entity_type").is_in(_FIRMS) & pl.col("inset_to").is_null() & ~pl.col("is_owner")
    )
    lists = firms.group_by("window", "group").agg(allies=pl.col("entity_id").unique(maintain_order=True))
    lists = lists.filter(pl.col("allies").list.len() > 1)
    named = firms.select("window", "group", side="entity_id").unique()
    faced = (pl.col("counterparty_ids").list.len() == 1) & ~pl.col("in_table")
    faced = faced & ~pl.col("before").str.contains(_ONE_OF_THEM)
    told = (
        claims.filter(faced)
        .select("n", "window", side=pl.col("counterparty_ids").list.first(), whose="subject_ids")
        .join(named, on=["window", "side"])
        .join(lists, on=["window", "group"])
        .with_columns(shared=pl.col("allies").list.set_intersection(pl.col("whose").fill_null([])).list.len())
        .filter(pl.col("shared") == 0)
        .unique("n", keep="none")
        .select("n", "allies")
    )
    return (
        claims.join(told, on="n", how="left", maintain_order="left")
        .with_columns(counterparty_ids=pl.coalesce("allies", "counterparty_ids"))
        .drop("allies")
    )


def _acting(claims: pl.LazyFrame, told: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, those `n` of `told` with its `acting` as subjects, none of them a counterparty."""
    rest = pl.col("counterparty_ids").list.set_difference("acting")
    return (
        claims.join(told, on="n", how="left", maintain_order="left")
        .with_columns(
            subject_ids=pl.coalesce("acting", "subject_ids"),
            counterparty_ids=pl.when(pl.col("acting").is_null()).then("counterparty_ids").otherwise(rest),
        )
        .drop("acting")
    )


def each_its_own(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, a series of as many amounts as it has subjects, or other sides, given to them in their
    order (`Acme and Bolt own stakes worth $5m and $6m`).
    """
    for side in _SIDES:
        whose = pl.col(side).list.join("|")
        goes_on = (
            (pl.col("link") == "series")
            & (pl.col("window") == pl.col("window").shift(1))
            & (pl.col("metric") == pl.col("metric").shift(1))
            & (whose == whose.shift(1))
            & ~pl.col("in_table")
        ).fill_null(False)
        series = claims.sort("n").with_columns(series=(~goes_on).cum_sum())
        place, size = pl.int_range(pl.len()).over("series"), pl.len().over("series")
        fits = (pl.col(side).list.len() == size) & (size > 1)
        own = pl.concat_list(pl.col(side).list.get(place, null_on_oob=True))
        given = pl.when(fits.fill_null(False)).then(own).otherwise(side)
        claims = series.with_columns(given.alias(side)).drop("series")
    return claims
