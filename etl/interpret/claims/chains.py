"""Amounts that hang on the one before them: conversions, series, and what their subject makes of a metric."""

from collections.abc import Mapping

import polars as pl

METRIC = ("metric", "basis", "rule_id", "negative")
_ALL = (
    *METRIC,
    "score",
    "margin",
    "subject_ids",
    "counterparty_ids",
    "as_of_start",
    "as_of_end",
    "modality",
    "modality_rule",
    "negated",
    "evidence",
    "source_ids",
)
_WORKS = (
    "(?:^|[^a-z])(?:bridge|tunnel|road|railway|line|arena|stadium|tower|plant|dam|project|scheme|terminal|airport|"
    "hospital|school|reactor|pipeline|port|campus|museum)[^a-z]"
)
_SOLD = r"(?:sold|bought|went)(?: at auction)? for(?: [a-z]+){0,3} $"
_JOINED = r"(?:contribut|pledg|promis|provid|commit)[a-z]*(?: [a-z]+){0,3} $"
"""What one of its backers gives beside a round that was just told."""
_TAKEN_IN = "(?:would|will|could|might) (?:take|bring|pull|raise) in(?: [a-z]+){0,3} $"
"""What comes in where shares were just sold."""
_DEFICIT = r"(?:^|[^a-z])deficit(?: [a-z]+){0,4} $"
"""Firms make losses; what has a deficit is a state, a scheme or a club."""
_SALES_OF = r"(?:^|[^a-z])(?:sales|shipments|deliveries|exports|purchases) of [a-z-]+ [^.;]*$"
"""Sales of goods, which where nobody sells them are a market's."""
_SIGNED = ["contract.noun", "contract.words", "contract.deal", "contract.deal_worth", "contract.valued"]
LOCAL = 60.0
"""Score of a subject that an amount of a series has for itself, on its own side of the amount before."""
NAMED = 90.0
"""Score of a subject that stands right beside its amount."""
WEAK = 50.0
"""Score below which a subject stands on weak grounds."""
STRONG = 48.0
"""Score from which an amount's own cue holds against the amount that it is compared with."""
FETCHED = 1e7
"""From here what a firm fetches is its own price, not that of a thing it sells."""


def follow_conversions(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The same sum in another currency takes the whole reading; a chain of two is followed."""
    conversion = (pl.col("link") == "conversion").fill_null(False)
    for _ in range(2):
        claims = claims.with_columns(
            pl.when(conversion).then(pl.col(name).shift(1)).otherwise(name).alias(name) for name in _ALL
        )
    return claims


def settle_kinds(claims: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """Money invested in nobody that is named (`in its own plants`) is spent; what a person earns is pay, and
    so is a person's contract; a state has no losses and raises no rounds; a great price of no firm is that of
    a project, a firm that fetches a price is bought, or valued where rounds are told of, and what is
    given to a round is a backer's.
    """
    earned = (
        pl.col("rule_id").is_in(["profit.verb", "other.worth_of"])
        & (pl.col("subject_kind") == "person")
        & ~pl.col("negative")
    ).fill_null(False)
    state = pl.col("subject_kind").is_in(["place", "government"]) & (pl.col("subject_score") >= WEAK)
    short = (
        state
        & pl.col("rule_id").is_in(
            ["profit.noun", "profit.loss", "profit.words", "profit.deficit", "profit.lost"]
        )
    ).fill_null(False)
    company = pl.col("subject_kind").is_in(["company", "organization"]).fill_null(False)
    short = short | ((pl.col("metric") == "profit") & ~company & pl.col("before").str.contains(_DEFICIT))
    granted = (
        state & (pl.col("metric") == "funding") & ~pl.col("rule_id").is_in(["funding.round", "funding.words"])
    ).fill_null(False)
    firm = pl.col("subject_kind").is_in(["company", "fund", "organization", "product", "media"])
    parted = (pl.col("rule_id") == "pay.severance").fill_null(False) & (
        pl.col("subject_kind") != "person"
    ).fill_null(True)
    hired = (pl.col("rule_id").is_in(_SIGNED) & (pl.col("subject_kind") == "person")).fill_null(False)
    bought = (
        pl.col("rule_id").is_in(["price.fetched", "price.auctions"])
        & (pl.col("subject_kind") == "company")
        & (pl.col("size") >= FETCHED)
    ).fill_null(False)
    rounds = (pl.col("metric") == "funding").fill_null(False).any().over("article_id")
    issued = (
        pl.col("rule_id").is_in(["revenue.takings", "revenue.sales"])
        & pl.col("before").str.contains(_TAKEN_IN)
        & (pl.col("segment_no") == pl.col("segment_no").shift(1))
        & pl.col("metric").shift(1).is_in(["funding", "valuation"])
    ).fill_null(False)
    gift = pl.col("rule_id") == "spending.given"
    gift = (gift & (pl.col("subject_kind") == "person")).fill_null(False)
    bought_any = ((pl.col("metric") == "acquisition") & (pl.col("score") >= STRONG)).any().over("article_id")
    lent = pl.col("metric").is_in(["spending", "other"]) & pl.col("before").str.contains(
        rf"[^a-z](?:{words['lenders']})(?:'s)?(?: [a-z]+){{0,4}} (?:{words['lends']})(?: [a-z]+){{0,3}} $"
    )  # who lends for a living gives no presents
    led = (pl.col("segment_no") == pl.col("segment_no").shift(1)) & (
        pl.col("article_id") == pl.col("article_id").shift(1)
    )
    before = pl.when(led).then(pl.col("metric").shift(1))
    markets = (pl.col("metric") == "market_size").fill_null(False).any().over("article_id")
    nobody = pl.col("subject_ids").is_null() | (pl.col("subject_kind") == "place").fill_null(False)
    of_market = (
        (pl.col("metric") == "revenue") & nobody & markets & pl.col("before").str.contains(_SALES_OF)
    ).fill_null(False)
    of_fund = pl.col("rule_id").is_in(["funding.needs", "funding.raised"]) & (before == "fund_size")
    of_stake = (pl.col("rule_id") == "acquisition.for_it") & (before == "investment")
    of_works = (pl.col("rule_id") == "investment.put_in") & (before == "spending") & ~rounds
    unclear = ((pl.col("rule_id") == "funding.announced") & bought_any).fill_null(False)
    traded = ((pl.col("rule_id") == "price.moved") & (pl.col("subject_kind") == "company")).fill_null(False)
    thing = pl.col("rule_id").is_in(["acquisition.passive", "acquisition.sell"]).fill_null(False)
    thing = thing & pl.col("subject_ids").is_null() & pl.col("before").str.contains(_SOLD)
    joined = (
        pl.col("rule_id").is_in(["spending.pledged", "spending.verb", "spending.given", "revenue.part"])
        & pl.col("before").str.contains(_JOINED)
        & (pl.col("metric").shift(1) == "funding")
        & (pl.col("window") == pl.col("window").shift(1))
    ).fill_null(False)
    project = (
        (pl.col("rule_id") == "valuation.price").fill_null(False)
        & ~firm.fill_null(False)
        & (state | (pl.col("subject_kind") == "person") | pl.col("before").str.contains(_WORKS))
    )
    inside = (pl.col("subject_at") < pl.col("at")) | pl.col("subject_ids").is_null()  # no name after `into`
    spent = pl.col("rule_id").is_in(["investment.verb", "investment.put"]) & inside.fill_null(False)
    spent = (
        spent
        & pl.col("after").str.contains(r"^ (?:in|into|on) [a-z]")
        & ~pl.col("after").str.contains(
            r"^ (?:in|into|on) (?:[a-z-]+ ){0,3}(?:company|companies|firms?|start-?ups?|businesses|funds?|"
            r"shares|stock|rounds?|rivals?|[a-z]*makers?|labs?|lenders?|airlines?|retailers?|brewers?|clubs?|banks?|"
            r"operators?)"
        )
    )
    return claims.with_columns(
        metric=pl.when(earned | hired)
        .then(pl.lit("pay"))
        .when(bought & rounds)
        .then(pl.lit("valuation"))
        .when(bought)
        .then(pl.lit("acquisition"))
        .when(issued)
        .then(pl.lit("funding"))
        .when(joined)
        .then(pl.lit("investment"))
        .when(thing)
        .then(pl.lit("price"))
        .when(unclear)
        .then(None)
        .when(of_market)
        .then(pl.lit("market_size"))
        .when(of_fund)
        .then(pl.lit("fund_size"))
        .when(of_stake)
        .then(pl.lit("investment"))
        .when(of_works)
        .then(pl.lit("spending"))
        .when(lent.fill_null(False))
        .then(pl.lit("debt"))
        .when(short | gift)
        .then(pl.lit("other"))
        .when(granted | project | parted)
        .then(pl.lit("spending"))
        .when(spent)
        .then(pl.lit("spending"))
        .otherwise("metric"),
        negative=pl.col("negative") & ~short,
        basis=pl.when(spent | earned | short | granted | issued)
        .then(None)
        .when(traded)
        .then(pl.lit("per_share"))
        .otherwise("basis"),
        subject_ids=pl.when(spent)
        .then(pl.coalesce("counterparty_ids", "subject_ids"))
        .otherwise("subject_ids"),
        counterparty_ids=pl.when(~spent).then("counterparty_ids"),
    )


def follow_series(claims: pl.LazyFrame) -> pl.LazyFrame:
    """Members of a series: an amount without a cue, or set against another without a strong one, takes the
    metric and parties of the one it is set against; so does a price per share that restates a profit.

    That is the one before, but in `$5m, or 9 cents a share, from $4m, or 7 cents` the one before that.
    """
    share = pl.col("per").fill_null("") == "share"
    skips = (
        (pl.col("link") == "contrast")
        & ~share
        & share.shift(1)
        & pl.col("link").shift(1).is_not_null()
        & ~share.shift(2)
    ).fill_null(False)

    def leading(name: str) -> pl.Expr:
        return pl.when(skips).then(pl.col(name).shift(2)).otherwise(pl.col(name).shift(1))

    claims = claims.with_columns(owned=pl.col("before").str.tail(30).str.contains("'s (?:[a-z]+ )?$"))
    per_share = (pl.col("metric") == "price") & (pl.col("basis") == "per_share")
    linked = (pl.col("link").is_not_null() & per_share).fill_null(False)
    follows = (
        (pl.col("link").is_in(["series", "contrast"]) & ~pl.col("has_cue"))
        | pl.col("gapped")
        | ((pl.col("link") == "contrast") & (pl.col("score") < STRONG))
    ).fill_null(False)
    after = pl.col("subject_at") >= pl.col("to").shift(1)
    named = (
        pl.when(pl.col("link") == "contrast")
        .then((pl.col("subject_score") >= NAMED) & after & pl.col("owned"))
        .when("gapped")
        .then((pl.col("subject_score") >= LOCAL) & after)
        .otherwise((pl.col("subject_score") >= NAMED) & after)
        .fill_null(False)
    )
    priced = (
        (pl.col("metric") == "valuation")
        & pl.col("metric").shift(1).is_in(["funding", "investment"])
        & (pl.col("window") == pl.col("window").shift(1))
        & (
            (pl.col("subject_score").fill_null(0.0) < WEAK)
            | pl.col("before").str.tail(50).str.contains(" at an? (?:[a-z-]+ )*valuation of ")
        )
    ).fill_null(False)
    claims = claims.with_columns(
        subject_ids=pl.when(priced)
        .then(pl.coalesce(pl.col("subject_ids").shift(1), "subject_ids"))
        .otherwise("subject_ids")
    )
    row = pl.int_range(pl.len(), dtype=pl.Int64)
    lead = pl.when(skips).then(row - 2).otherwise(row - 1).clip(0)
    claims = claims.with_columns(row=row, lead=lead, follows=follows, linked=linked, is_named=named)
    claims = claims.with_columns(root=pl.when("follows").then("lead").otherwise("row"))
    claims = _rooted(claims, "root")
    # What restates a profit is one; what follows it follows the profit.
    first = pl.col("metric").gather(pl.col("root"))
    restates = pl.col("linked") & (first.gather(pl.col("lead")) == "profit").fill_null(False)
    claims = claims.with_columns(restates=restates)
    metric = pl.when("restates").then(pl.lit("profit")).otherwise("metric").gather(pl.col("root"))
    known = pl.col("follows") & metric.is_not_null() & ~pl.col("restates")
    claims = claims.with_columns(new_metric=metric, known=known).with_columns(
        whose=pl.when((pl.col("known") & ~pl.col("is_named")) | pl.col("restates"))
        .then("lead")
        .otherwise("row")
    )
    claims = _rooted(claims, "whose")
    subject, other = (pl.col(name).gather(pl.col("whose")) for name in ("subject_ids", "counterparty_ids"))
    sign = pl.col("negative").gather(pl.col("root"))
    return claims.with_columns(
        metric=pl.when("restates")
        .then(pl.lit("profit"))
        .when("known")
        .then("new_metric")
        .otherwise("metric"),
        negative=pl.when("restates")
        .then(sign.gather(pl.col("lead")))
        .when("known")
        .then(sign)
        .otherwise("negative"),
        **{
            name: pl.when("known").then(pl.col(name).gather(pl.col("root"))).otherwise(name)
            for name in ("basis", "rule_id")
        },
        subject_ids=pl.when("restates").then(pl.coalesce(subject, "subject_ids")).otherwise(subject),
        counterparty_ids=pl.coalesce(other, "counterparty_ids"),
    ).drop(
        "row",
        "lead",
        "root",
        "follows",
        "linked",
        "is_named",
        "restates",
        "known",
        "new_metric",
        "whose",
        "owned",
    )


def _rooted(claims: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """The claims with a column of row numbers followed to its end: up to 16 steps."""
    for _ in range(4):
        claims = claims.with_columns(pl.col(name).gather(pl.col(name)))
    return claims
