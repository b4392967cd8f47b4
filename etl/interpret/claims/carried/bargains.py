"""What a bargain, or a sum that is taken in, is after all: an issue of stock, a round, a part of a price."""

import polars as pl

from etl.interpret.claims.carried.chains import STRONG
from etl.interpret.claims.carried.settlements import SIGNED, of_penalties
from etl.interpret.claims.carried.sizes import WORTH, is_markets
from etl.interpret.claims.metric.needs.shapes import SMALL_BID

FETCHED = 1e7
"""From here what a firm fetches is its own price, not that of a thing it sells."""
_OFFERS = ["acquisition.kinds", "acquisition.share_bid", "acquisition.terms"]
"""Rules of what is offered for a share."""
_TAKINGS = ["revenue.takings", "revenue.sales", "revenue.collected", "profit.verb", "pay.noun"]
_STARTUPS_TAKE = (
    r"(?:^|[^a-z])(?:start-?ups|(?:tech|technology|fintech|biotech|ai|crypto|climate) "
    r"(?:companies|firms|groups))"
    r"(?: [^.;0-9]{2,40})? (?:took|take|taken|collected|drew|attracted|pulled|raked|got|received|landed|"
    r"brought|bring|hauled|had)"
    r"(?: in| home)?(?: [a-z]+){0,3} $"
)
"""What start-ups all together take in is raised."""
_FUNDS_TAKE = (
    r"(?:^|[^a-z])(?:venture|vc|buyout|private[- ]equity|private[- ]credit|hedge|investment) (?:capital )?"
    r"(?:funds|firms|houses|managers)"
    r"(?: [^.;0-9]{2,40})? (?:took|take|taken|collected|drew|attracted|pulled|raked|brought|bring|hauled)"
    r"(?: in)?(?: [a-z]+){0,3} $"
)
"""What funds take in is what they have to invest."""
_COSTS_A_YEAR = (
    r"(?:^|[^a-z])(?:capex|capital (?:expenditures?|spending|outlays?)|costs?|spending|burn)[^.;]*$"
)
"""What is spent is annualised too."""
_SPENT_ON = ["spending.goes", "spending.public"]
_PART_OF_IT = r"^of (?:this|that|these|it|which|the [a-z]+),? (?:[^.;]* )?$"
_IS_FOR = "^ (?:is|was|are|were|is meant|was meant) (?:for|from|down to) "
"""A part of a sum that was told is of its kind: `Of the fine, $5m is for the spill`."""
_COSTS_IT = r"(?:^|[^a-z])(?:cost|costs|costing|wipe|wipes|wiped|shave|shaves|shaved|knock|knocked) [^.;]*$"
_OF_IT = (
    "^ (?:of|off|out of|from|in) (?:(?:its|their|annual|operating|net|pre-tax) ){0,3}(?:profits?|earnings)"
)
"""What something takes off a profit."""
_UP_BY = r"^[a-z0-9 ,€$£]{0,40}[,(] ?\(?(?:up|down|a (?:rise|fall|drop|gain) of|an increase of) [0-9]"
_VENTURE_DEALS = (
    r"(?:^|[^a-z])(?:venture|vc|funding|growth-stage|late-stage|early-stage|seed) deals?[^a-z][^.;]*$"
)
_LED_DEAL = r"^ in an? (?:[a-z-]+ ){0,2}deal (?:that (?:was|is) |which (?:was|is) )?(?:co-)?led by "
_LIST_NAME = r"^(?:[0-9]{1,2}[.)] |[•*–-] ?)?[^,.;:$€£]{2,50}, $"
_LIST_TRADE = r"^, [a-z][a-z ,&/-]{2,40}:"
"""`Acme, $5m, oncology: ` in a list of rounds."""
_GETS_HOLD = "(?:^|[^a-z])(?:get|gets|got|getting|took|taken) hold of(?: [a-z]+){0,3} $"
_SUMS_UP = 1e8
"""From here goods that one firm sells for so much are its sales, not what one of them costs."""
PAYS = (
    r"(?:^|[^a-z])(?:pay|pays|paying|declare[sd]?|declaring|distribut(?:e|es|ed|ing))(?: out)?"
    r"(?: [a-z]+){0,4} $"
)
"""What is paid out by the share."""
_ON_TRACK = r" on (?:track|course|pace) for(?: [a-z]+){0,3} $"
"""Whatever the amount before is is on course for more."""
_COMES_FROM = (
    r"^ of (?:[a-z]+ )?(?:capital|money|funding|cash|equity) (?:[a-z]+ ){0,4}(?:comes?|came|coming) from "
    r"(?:the )?[a-z0-9.&-]+(?:[.,;]| (?:and|in|which|with|by)(?:[^a-z]|$)|$)"
)
"""Whose part of a round it is: `$5m of the money comes from Acme`."""
_IN_GRANTS = "^ in (?:[a-z]+ ){0,3}(?:grants?|subsid(?:y|ies)|state aid)(?:[^a-z]|$)"
"""What a state owes in grants."""
_DEAL_BRINGS = (
    r"(?:^|[^a-z])(?:deal|contract|order|agreement)[^.;]{0,30} (?:brings?|brought|earns|nets) [^.;]*$"
)
_FROM_DEAL = (
    r"^ (?:a year |over [a-z0-9 ]{3,20} |annually |in [0-9]{4} )?(?:from|under|through|out of) "
    r"(?:(?:its|the|an?|this|that|their) ){1,2}(?:[a-z-]+ ){0,2}(?:deal|contract|agreement|licen[cs]e|pact|"
    r"partnership|accord)(?:[^a-z]|$)"
)
"""What one earns from a deal is what that is worth to it."""
_FOR_SHARES = "^ for (?:its|his|her|their|the|all) (?:[a-z]+ )?(?:shares|stake|holding|stock)(?:[^a-z]|$)"
"""What one gets for what one held."""
_PICKS_UP = (
    r"(?:^|[^a-z])pick(?:s|ed|ing)? up [^.;]{2,40}(?:shares|stock|stake)(?: in [^.;]{2,30})? for"
    r"(?: [a-z]+){0,3} $"
)
_GAP = "^ (?:[a-z]+ )?(?:deficit|gap|hole|shortfall)(?:[^a-z]|$)"
_STANDS_AT = (
    r"(?:^|[^a-z])(?:market (?:value|capitali[sz]ation|cap)|valuation),? (?:which|that|now)"
    r"(?: (?:now|currently|today|has|had))* (?:stands?|stood|is|was|comes|came|risen|fallen|amounts?)"
    r"(?: [a-z]+){0,3} $"
)
"""What a firm is worth after the change that was told."""
_ROUND_AT = (
    r"^ (?:down|up|flat) round(?:[^a-z]|$)|"
    r"^ (?:from|led by) [^.;]{3,90}?,? (?:at|on) (?:an? )?(?:[a-z-]+ ){0,3}(?:(?:valuation|value) of |"
    r"(?:us)?[$€£¥][0-9.,]+ ?(?:billion|million|bn|m|b)? (?:pre|post)-money)|"
    r"^ (?:arrived|came|landed|followed)(?: [a-z0-9]+){0,4} at an? (?:[a-z-]+ ){0,2}(?:valuation|price) of "
)
"""What is said of a sum that was raised: `$5m from Acme, at a pre-money valuation of $20m`."""
_TOOK_OVER = [
    "revenue.sales",
    "acquisition.verb",
    "acquisition.is_sold",
    "acquisition.sold",
    "acquisition.sold_it",
]
_PART_COMES = (
    r"(?:^|[^a-z])(?:share|portion|cut|slice|part) (?:of (?:it|that|this|them|the (?:proceeds|sale|price)) )?"
    r"(?:came|comes|amounted|amounts|worked out) (?:to|at)(?: [a-z]+){0,3} $"
)
"""What one of several sellers gets."""
_ADDS = r"(?:^|[^a-z])add(?:s|ed|ing)?(?: [a-z]+){0,3} $"
_TO_COSTS = (
    r"^ to (?:[a-z'’-]+ ){0,4}?(?:costs|expenses|outgoings|overheads|(?:wage|pay|energy|fuel) bill|cost base)"
    r"(?:[^a-z]|$)"
)
"""What raises the costs of somebody."""
_LENDS = r"(?:^|[^a-z])(?:lend|lends|lent|loaned|loans|loaning|advanced) [^.;]{0,40}$"
_HOLDERS_GET = (
    r"(?:^|[^a-z])(?:shareholders|stockholders|investors|holders|owners)(?: [^.;]{2,60})? "
    r"(?:get|gets|getting|receive|receives|be paid|pocket)(?: (?:about|around|nearly|just))? $"
)
_DEALS_WORTH = (
    r"(?:^|[^a-z])(?:deals|transactions|mergers|takeovers|trades) [^.;]{3,70}[ ,](?:worth|valued at)"
    r"(?: [a-z]+){0,3} $"
)


def of_bargains() -> list[tuple[pl.Expr, str | None]]:
    """The readings of amounts by what else is told of their bargain, or of the money that is taken in."""
    rule, before, after = pl.col("rule_id"), pl.col("before"), pl.col("after")
    together = pl.col("window") == pl.col("window").shift(1)
    last = pl.when(together).then(pl.col("metric").shift(1))
    paid_out = rule.is_in(_OFFERS) & (pl.col("per") == "share") & before.str.contains(PAYS)
    dividends = rule.str.starts_with("other.dividend").fill_null(False).any().over("article_id")
    return [
        *of_penalties(),
        (is_issued(), "price"),
        (paid_out & dividends & ~_any_firm_bought(), "other"),
        (_raised_by_many(), "funding"),
        (rule.is_in(_TAKINGS) & before.str.contains(_FUNDS_TAKE), "fund_size"),
        (_is_part(), None),
        (_is_round(), "funding"),
        (is_markets(), "market_size"),
        ((rule == "price.fetched") & (pl.col("size") >= _SUMS_UP) & after.str.contains(_UP_BY), "revenue"),
        (
            rule.str.starts_with("profit.") & before.str.contains(_COSTS_IT) & after.str.contains(_OF_IT),
            "other",
        ),
        ((rule == "revenue.run_rate") & before.str.contains(_COSTS_A_YEAR), "spending"),
        ((rule == "revenue.shops") & before.str.contains(_ON_TRACK) & (last != "revenue"), None),
        (rule.str.starts_with("funding.") & after.str.contains(_COMES_FROM), "investment"),
        (rule.str.starts_with("debt.") & after.str.contains(_IN_GRANTS), "funding"),
        (rule.is_in(WORTH) & before.str.contains(_DEALS_WORTH), "other"),
        ((rule == "revenue.brought") & before.str.contains(_DEAL_BRINGS), "contract"),
        (rule.is_in(_TAKINGS) & after.str.contains(_FROM_DEAL), "contract"),
        (rule.is_in(_TAKINGS) & after.str.contains(_FOR_SHARES), "other"),
        ((rule == "funding.raised") & before.str.contains(_PICKS_UP), "investment"),
        ((rule == "funding.closes") & after.str.contains(_GAP), "other"),
        (before.str.contains(_STANDS_AT) & (rule != "valuation.worth").fill_null(True), "valuation"),
        (rule.is_in(_TOOK_OVER) & before.str.contains(_PART_COMES), "other"),
        (before.str.contains(_ADDS) & after.str.contains(_TO_COSTS), "spending"),
        ((rule == "investment.it_put") & before.str.contains(_LENDS), "debt"),
    ]


def is_issued() -> pl.Expr:
    """Whether so much a share is what new stock is offered at: the article tells of what is raised, and of no
    firm's price.
    """
    raised = (pl.col("metric") == "funding").fill_null(False)
    small = pl.col("size") < SMALL_BID
    return pl.col("rule_id").is_in(_OFFERS) & small & raised.any().over("article_id") & ~_any_firm_bought()


def for_holders() -> pl.Expr:
    """Whether the price of a share is what its holders get from whoever buys the firm."""
    share = (pl.col("metric") == "price") & (pl.col("per") == "share").fill_null(False)
    bought = ((pl.col("metric") == "acquisition") & (pl.col("score") >= STRONG)).any().over("article_id")
    return share & bought & pl.col("before").str.contains(_HOLDERS_GET)


def _raised_by_many() -> pl.Expr:
    """Whether start-ups all together take in the sum."""
    takings = pl.col("rule_id").is_in(_TAKINGS).fill_null(True)
    return takings & pl.col("before").str.contains(_STARTUPS_TAKE)


def _is_round() -> pl.Expr:
    """Whether a deal is one of those by which start-ups raise money: it is led by somebody, or told of as a
    venture deal, or it stands in a list of firms in an article on rounds.
    """
    rule, before, after = pl.col("rule_id").fill_null(""), pl.col("before"), pl.col("after")
    raised = (pl.col("metric") == "funding").fill_null(False).any().over("article_id")
    deal = rule.is_in(SIGNED) & (before.str.contains(_VENTURE_DEALS) | after.str.contains(_LED_DEAL))
    listed = before.str.contains(_LIST_NAME) & after.str.contains(_LIST_TRADE) & raised
    taken = (rule == "investment.holds_stock") & before.str.contains(_GETS_HOLD)
    priced = after.str.contains(_ROUND_AT) & (pl.col("size") >= SMALL_BID)
    return deal | (listed & (pl.col("size") >= SMALL_BID)) | taken | priced


def _is_part() -> pl.Expr:
    """Whether a sum that is for something is a part of one that was told, and no use of what is taken in."""
    before = pl.col("before")
    part = before.str.contains(_PART_OF_IT) & ~before.str.contains("(?:^|[^a-z])proceeds(?:[^a-z]|$)")
    return pl.col("rule_id").is_in(_SPENT_ON) & part & pl.col("after").str.contains(_IS_FOR)


def _any_firm_bought() -> pl.Expr:
    """Whether the article tells of a firm's price."""
    firm = (pl.col("metric") == "acquisition") & (pl.col("size") >= FETCHED)
    return firm.fill_null(False).any().over("article_id")
