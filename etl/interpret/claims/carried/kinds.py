"""What the kind of its subject, what it goes to, and the amount before it make of an amount's metric."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.carried.backers import gives_part
from etl.interpret.claims.carried.bargains import FETCHED, PAYS, for_holders, is_issued, of_bargains
from etl.interpret.claims.carried.chains import STRONG
from etl.interpret.claims.carried.settlements import SIGNED
from etl.interpret.claims.carried.sizes import WORTH
from etl.interpret.claims.carried.states import of_states

BILL = 10_000
"""Below this a bill is a household's or a customer's."""
_BILL = (
    r"(?:^|[^a-z])bills?(?: for [a-z -]{3,30})? (?:to|of|at|is|was|will be|would be|rises to|rose to|by|"
    r"down to|up to)(?: [a-z]+){0,3} $"
)
_COULD_FETCH = r"(?:could|would|might|may|will) (?:[a-z]+ )?(?:fetch|go for|sell for)(?: [a-z]+){0,3} $"
_ISSUE = r"^ (?:[a-z-]+ ){0,2}(?:bond|bonds|notes|sukuk|loan|syndication|debt)"
_FLOAT = r"^ (?:[a-z-]+ ){0,2}(?:offering|ipo|listing|float|flotation|share sale|placing|rights issue)"
_SIGNED_TO = (
    r"(?:^|[^a-z])(?:signs?|signed|re-signed|tied|extended|inked|locked up) [^.;]{2,40} to "
    r"(?:an?|his|her|the) [^.;]{0,40}-?year[^.;]{0,20}$"
)
"""Whom a club or firm signs: the deal is that one's pay."""
_TAKES = r"(?:^|[^a-z])(?:requires?|required|needs?|needed|calls? for|demands?)(?: [a-z]+){0,3} $"
_FOR_ANOTHER = r"^ (?:under which|by which|for) [^.;,]{2,40} (?:to|will|would|is to) (?:[a-z]+ly )?[a-z]+ "
"""Who signs `a deal worth $5m for Acme to supply trains` gets none of it."""
TOO_MUCH = 5e8
"""From here nobody earns so much in pay."""
WHOLE = 1e11
"""From here what lists is worth so much, not what it raises."""
_DEAR = 100_000
"""Below this what one plans to buy is a thing."""
_FOR_HOMES = (
    "^ (?:more |a year |this year |in [0-9-]+ )?for (?:[0-9][0-9,]* )?(?:[a-z-]+ ){0,4}[a-z]+s(?:[^a-z]|$)"
)
"""What is committed for things, not to one who raises money."""
_OFFER = "(?:^|[^a-z])offers?(?:[^a-z][^.;]*)?$"
_AT_AUCTION = r"christie|sotheby|bonhams|phillips|auction"
_FROM = r"^ (?:a year |annually |last year |in [0-9]{4} )?from (?:[a-z-]+ ){0,3}"
_PAY_DAYS = ["hour", "day", "week", "month", "year"]
_WAGES = (
    r"(?:^|[^a-z])(?:wages?|salary|salaries|stipends?)(?: (?:in|for) [a-z ]{3,30})?"
    r"(?: (?:will|would|is|was|were|are|be|been|has|had|to|of|at|from|by|now|currently|about|nearly|just|"
    r"over|rises?|rose|goes|[a-z]+ed))* $"
)
_TRANSFERS = (
    r"transfer|player|striker|midfielder|defender|winger|goalkeeper|forward|season|footballer|squad|loan fee|"
    r"record fee|signing|signed|club|[^a-z]from [a-z]"
)
_GETS_FEE = r"(?:^|[^a-z])(?:receive|receives|received|earn|earns|earned|collect|collects|collected) [^.;]*$"
_PAYS_FEE = r"(?:^|[^a-z])(?:pay|pays|paid|paying|charged|owes?|owed) [^.;]*$"
"""A fee for what somebody does, not for whom one signs."""
_BOOKED = (
    r"(?:^|[^a-z])(?:order ?books?|orders|bids|demand|subscriptions|applications) (?:for|in|of) [^.;,]{2,50} "
    r"(?:topped|reached|exceeded|hit|were|was|totall?ed|came to|stood at|passed|climbed to|rose to|worth)"
    r"(?: [a-z]+){0,3} $"
)
"""What is bid for an issue is not what it raises."""
_SOLD = r"(?:sold|bought|went)(?: at auction)? for(?: [a-z]+){0,3} $"
_TAKEN_IN = "(?:would|will|could|might) (?:take|bring|pull|raise) in(?: [a-z]+){0,3} $"
"""What comes in where shares were just sold."""
_SALES_OF = r"(?:^|[^a-z])(?:sales|shipments|deliveries|exports|purchases) of [a-z-]+ [^.;]*$"
"""Sales of goods, which where nobody sells them are a market's."""
_BODIES = (
    "department|ministry|foundation|council|commission|institutes?|institutes of health|government|agency|"
    "endowment|administration|programme|treasury"
)
_FOR_WORK = (
    r"contract|order|tender|deal|damages|jury|judge|court|tribunal|licen[cs]e|supplier|concession|"
    r" to (?:build|supply|deliver|provide|run|operate|make|construct|manage|maintain|repair|design|upgrade) |"
    r" for (?:the )?(?:construction|supply|delivery|building|maintenance|design|repair)"
)
"""What makes of an award a bargain, or a verdict."""
_PAPER_SOLD = r"(?:^|[^a-z])(?:(?:euro)?bonds?|sukuk|notes|bills|gilts|treasuries|debentures?)(?:[^a-z]|$)"
"""Debt that is sold to many."""


def settle_kinds(claims: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The claims, their metric as whom and what it is of makes it: a person's earnings are pay, a state has
    no losses and raises no rounds, money invested in nobody that is named (`in its own plants`) is spent.
    """
    spent = _spent(words)
    readings = (
        of_bargains() + _of_persons() + _of_deals() + _of_shares(words) + _gone_on(words) + of_states(words)
    )
    gives = gives_part()
    readings += [(gives, "investment"), (spent, "spending")]
    metric = pl.col("metric")
    for told, kind in reversed(readings):
        metric = pl.when(told.fill_null(False)).then(pl.lit(kind)).otherwise(metric)
    traded = ((pl.col("rule_id") == "price.moved") & (pl.col("subject_kind") == "company")).fill_null(False)
    traded = traded | is_issued().fill_null(False) | for_holders().fill_null(False)
    of_unit = (pl.col("subject_kind") == "product") | (pl.col("per") != "share")
    sold = ((pl.col("rule_id") == "price.share") & of_unit).fill_null(False)  # `the app is priced at $5`
    spends = pl.col("spent")
    return (
        claims.with_columns(kind=metric, spent=spent.fill_null(False), gives=gives.fill_null(False))
        .with_columns(
            negative=pl.col("negative") & ((pl.col("kind") == "profit") | (pl.col("metric") != "profit")),
            basis=pl.when(sold)
            .then(None)
            .when(traded)
            .then(pl.lit("per_share"))
            .when(spends | (pl.col("kind") != pl.col("metric")).fill_null(True))
            .then(None)
            .otherwise("basis"),
            subject_ids=pl.when(spends)
            .then(pl.coalesce("counterparty_ids", "subject_ids"))
            .when(~pl.col("gives"))
            .then("subject_ids"),
            subject_score=pl.when(~pl.col("gives")).then("subject_score"),
            counterparty_ids=pl.when("gives").then("subject_ids").when(~spends).then("counterparty_ids"),
            counterparty_score=pl.when("gives").then("subject_score").otherwise("counterparty_score"),
            metric="kind",
        )
        .drop("kind", "spent", "gives")
    )


def _of_persons() -> list[tuple[pl.Expr, str | None]]:
    """What a person earns is pay, and so is a person's contract; what one gives is a gift."""
    rule, person = pl.col("rule_id"), pl.col("subject_kind") == "person"
    earned = rule.is_in(["profit.verb", "other.worth_of"]) & person & ~pl.col("negative")
    earned = earned & (pl.col("size") < TOO_MUCH)
    signed = rule.str.starts_with("contract.") & pl.col("before").str.contains(_SIGNED_TO)
    signed = signed & pl.col("after").str.contains("^ (?:contract|deal|extension|pact|agreement)")
    for_another = pl.col("after").str.contains(_FOR_ANOTHER)
    paid = (pl.col("metric") == "price") & pl.col("per").is_in(_PAY_DAYS)
    paid = paid & (person | pl.col("before").str.contains(_WAGES))
    service = (rule == "acquisition.fee") & ~pl.concat_str("before", "after").str.contains(_TRANSFERS)
    service = service & (~person).fill_null(True)
    return [
        (paid.fill_null(False), "pay"),
        ((rule == "pay.handed") & pl.col("after").str.contains("^ to (?:spend|invest) "), "spending"),
        (service & pl.col("before").str.contains(_GETS_FEE), "other"),
        (service & pl.col("before").str.contains(_PAYS_FEE), "spending"),
        (earned | signed | (rule.is_in(SIGNED) & person & ~for_another), "pay"),
        ((rule == "pay.severance") & (pl.col("subject_kind") != "person").fill_null(True), "spending"),
        ((rule == "spending.given") & person, "other"),
    ]


def _of_deals() -> list[tuple[pl.Expr, str | None]]:
    """A firm that fetches a price is bought, or valued where rounds are told of; one that nobody names is a
    thing with a price; a sum announced in an article on a takeover is none of a round.
    """
    rule, before = pl.col("rule_id"), pl.col("before")
    rounds = _any("funding")
    bought = rule.is_in(["price.fetched", "price.auctions"]) & (pl.col("subject_kind") == "company")
    bought = bought & ~pl.concat_str("before", "after").str.contains(_AT_AUCTION)
    bought = bought & (pl.col("size") >= FETCHED)
    taken_over = ((pl.col("metric") == "acquisition") & (pl.col("score") >= STRONG)).any().over("article_id")
    thing = (
        rule.is_in(["acquisition.passive", "acquisition.is_sold", "acquisition.sell"])
        & pl.col("subject_ids").is_null()
    )
    nobody = pl.col("subject_ids").is_null() | (pl.col("subject_kind") == "place").fill_null(False)
    yearly = rule.is_in(WORTH) & (pl.col("per") == "year") & nobody  # no firm is worth so much a year
    bill = (pl.col("metric") == "acquisition") & pl.col("per").is_in(_PAY_DAYS) & (pl.col("size") < _DEAR)
    bill = bill | ((rule == "acquisition.deal_to_buy") & (pl.col("size") < _DEAR))
    offered = rule.str.starts_with("acquisition.bid") & before.str.contains(_OFFER) & ~taken_over
    offered = offered & _any("pay")
    goods = (pl.col("metric") == "revenue") & nobody & _any("market_size") & before.str.contains(_SALES_OF)
    return [
        (bought & rounds & ~(taken_over & before.str.contains(_COULD_FETCH)), "valuation"),
        (bought, "acquisition"),
        (thing & before.str.contains(_SOLD), "price"),
        (bill.fill_null(False), "price"),  # no firm is bought by the week, or for so little
        (offered & before.str.contains("(?:^|[^a-z])cost(?:s|ing)? [^.;]*$"), "spending"),
        (offered, "pay"),
        ((rule == "funding.announced") & taken_over, None),
        (_granted(), "funding"),
        ((rule == "funding.ipo") & (pl.col("size") >= WHOLE), "valuation"),
        (_held(), "other"),
        ((rule == "spending.asks") & _any("penalty"), None),
        (_ordered_of_an_issue(), "other"),
        (rule.str.starts_with("debt.") & before.str.contains(_BOOKED), "other"),
        ((rule == "other.pulled") & pl.col("after").str.contains(_ISSUE), "debt"),
        ((rule == "other.pulled") & pl.col("after").str.contains("^ issue") & _any("debt"), "debt"),
        ((rule == "other.pulled") & pl.col("after").str.contains(_FLOAT), "funding"),
        (goods | yearly, "market_size"),
    ]


def _granted() -> pl.Expr:
    """Whether a public body awards the sum for no work that is told of: a grant."""
    told = pl.concat_str("before", pl.lit(" "), "after")
    body = pl.col("before").str.contains(
        rf"(?:^|[^a-z])(?:{_BODIES})(?: [^.;,]{{1,40}})? awarded(?: [^.;]*)?$"
    ) | pl.col("after").str.contains(rf"^ by (?:the )?(?:[a-z]+ ){{0,3}}(?:{_BODIES})(?:[^a-z]|$)")
    return (pl.col("rule_id") == "contract.award") & body & ~told.str.contains(_FOR_WORK)


def _ordered_of_an_issue() -> pl.Expr:
    """Whether the orders are those for bonds or shares that are sold, of which the article tells."""
    rule, strong = pl.col("rule_id"), pl.col("score") >= STRONG
    beside = pl.concat_str("before", pl.lit(" "), "after")
    paper = strong & rule.str.starts_with("debt.") & beside.str.contains(_PAPER_SOLD)
    sold = paper | rule.is_in(["funding.placement", "funding.ipo"])
    orders = r"(?:^|[^a-z])(?:order ?books?|books?|orders|bids|subscriptions?|applications|demand)[^.;]*$"
    named = rule.str.starts_with("contract.") | rule.is_in(["acquisition.bid", "acquisition.kinds"])
    told = sold.fill_null(False).any().over("article_id")
    of_firm = pl.col("before").str.contains(r"(?:its|their|'s|an) order ?books?[^.;]*$")
    return named & pl.col("before").str.contains(orders) & told & ~of_firm


def _held() -> pl.Expr:
    """Whether so much `in assets`, or the net assets, is of one that keeps no fund."""
    rule = pl.col("rule_id")
    assets = pl.col("after").str.contains("^ (?:[a-z]+ )?in (?:total )?assets(?:[^a-z]|$)")
    net = (rule == "fund_size.kinds") & pl.col("before").str.contains("net assets (?:[a-z]+ ){1,4}$")
    fund = pl.concat_str("before", "after").str.contains(
        "fund|manage|endowment|trust|foundation|investor|adviser|advisor|wealth|capital|pension|retirement|plan"
    )
    return ((rule == "fund_size.sized") & assets | net) & ~fund


def _of_shares(words: Mapping[str, str]) -> list[tuple[pl.Expr, str | None]]:
    """Dividends by the share, where no bid is told of; earnings by the share that a word after them names."""
    before, after = pl.col("before"), pl.col("after")
    share = (pl.col("metric") == "price") & (pl.col("per") == "share").fill_null(False)
    bids = ((pl.col("metric") == "acquisition") & (pl.col("basis") == "per_share")).fill_null(False)
    bids = bids.any().over("article_id")
    dividends = pl.col("rule_id").str.starts_with("other.dividend").fill_null(False).any().over("article_id")
    paid = before.str.contains(rf"(?:^|[^a-z])(?:{words['payouts']})(?:[^a-z][^.;]*)? $") | (
        before.str.contains(PAYS) & dividends & ~bids
    )
    earned = after.str.contains(
        r"^ ?(?:a|per|each)[ -](?:[a-z]+ )?share,? (?:for|in|of|on) (?:[a-z-]+ ){0,3}"
        r"(?:earnings|profit|net income|income|ebitda)"
    )
    basis = before.str.contains(r"(?:^|[^a-z])on a per-share basis,? [^.;]*$")
    return [(share & paid, "other"), ((share & earned) | basis, "profit"), (for_holders(), "acquisition")]


def _gone_on(words: Mapping[str, str]) -> list[tuple[pl.Expr, str | None]]:
    """What the amount before makes of a word: a backer's part of a round, more for a fund, or for a stake."""
    rule, before, after = pl.col("rule_id"), pl.col("before"), pl.col("after")
    led = (pl.col("segment_no") == pl.col("segment_no").shift(1)) & (
        pl.col("article_id") == pl.col("article_id").shift(1)
    )
    last = pl.when(led).then(pl.col("metric").shift(1))
    together = pl.col("window") == pl.col("window").shift(1)
    issued = rule.is_in(["revenue.takings", "revenue.sales"]) & before.str.contains(_TAKEN_IN)
    arranged = (rule == "profit.verb") & after.str.contains("^ (?:each )?for [a-z]+ing ")
    dues = after.str.contains(rf"{_FROM}(?:{words['dues_paid']}|{words['sold_goods']})(?:[^a-z]|$)")
    sold = (rule == "profit.verb") & dues
    outdoes = (rule == "profit.made") & together & (last == "revenue")
    outdoes = outdoes & (pl.col("size") > pl.col("size").shift(1))  # no profit is beyond the sales
    raised = (rule == "revenue.collected") & _any("funding") & (pl.col("subject_kind") == "company") & ~dues
    bill = rule.is_in(["spending.public", "spending.noun"]) & before.str.contains(_BILL)
    return [
        (sold | arranged, "revenue"),
        (outdoes, "revenue"),
        (raised, "funding"),
        (bill & (pl.col("size") < BILL), "price"),
        (issued & last.is_in(["funding", "valuation"]), "funding"),
        (rule.is_in(["funding.needs", "funding.raised"]) & (last == "fund_size"), "fund_size"),
        ((rule == "acquisition.for_it") & (last == "investment"), "investment"),
        ((rule == "investment.put_in") & (last == "spending") & ~_any("funding"), "spending"),
    ]


def _spent(words: Mapping[str, str]) -> pl.Expr:
    """Money put into what is no firm: nothing after `into` names one."""
    before, after, rule = pl.col("before"), pl.col("after"), pl.col("rule_id")
    inside = ((pl.col("subject_at") < pl.col("at")) | pl.col("subject_ids").is_null()).fill_null(False)
    put = rule.is_in(["investment.verb", "investment.put"]) & inside
    firm = rf"^ (?:more )?(?:in|into|on) (?:[a-z-]+ ){{0,3}}(?:{words['invested_in']})"
    within = "(?:over|in|by) (?:the )?(?:next )?(?:[a-z0-9-]+ ){1,2}(?:years?|months?|[0-9]{4}) "
    aim = rf"^ (?:more |a year )?(?:{within})?to [a-z]"
    backed = before.str.contains("(?:investors|venture|vcs|backers|funds|capitalists)[^.;]*$")
    noun = rule.is_in(["investment.cheque", "investment.noun"]) & after.str.contains(
        rf"^ (?:[a-z-]+ )?investments? (?:in|on|for) (?:[a-z,-]+ ){{0,4}}"
        rf"(?:{words['works']}|{words['services']})(?:[^a-z]|$)"
    )
    into = after.str.contains(r"^ (?:more )?(?:in|into|on) [a-z]") & ~after.str.contains(firm) & ~backed
    when = rf"^ (?:in|on) (?:[a-z-]+ )?(?:{words['times_and_ways']})(?:[^a-z]|$)"
    into = into & ~((rule == "investment.verb") & after.str.contains(when))
    into = into | (after.str.contains(_FOR_HOMES) & before.str.contains("commit[a-z]* (?:[a-z]+ ){0,4}$"))
    takes = (rule == "investment.noun") & before.str.contains(_TAKES)  # `will need $5m of investment`
    return (put & (into | after.str.contains(aim))) | noun | takes


def _any(metric: str) -> pl.Expr:
    """Whether any amount of the article is of the metric."""
    return (pl.col("metric") == metric).fill_null(False).any().over("article_id")
