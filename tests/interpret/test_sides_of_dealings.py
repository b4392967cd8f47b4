"""Whose an amount is and who is on the other side, in what is told of holders, of the pay of people, of fines."""

from typing import Any

import pytest
from marked_case import claims_of, claims_of_each

HOLDERS = [
    # text, and the metric and subject of its amount
    ("{Alder Fund} let go of 4m shares in {Corvan} for [£90m].", "other alder-fund"),
    ("{Alder Fund} is shedding 3.2 per cent of {Corvan} for [£90m].", "other alder-fund"),
    ("{Alder Fund} trimmed its holding in {Corvan}, raising [£90m].", "other alder-fund"),
    ("{Alder Fund} sold {Corvan} shares for [£90m].", "other alder-fund"),
    ("{p:Jo Roe} has sold 30,000 {Corvan} shares for [£9m].", "other jo-roe"),
    ("More than 4m shares of {Corvan} were sold by {Alder Fund}, for [£90m].", "other alder-fund"),
    ("{p:Jo Roe} sold shares in {Corvan} worth [£90m].", "other jo-roe"),
    ("{Corvan} sold 4m new shares for [£90m].", "funding corvan"),
    ("{Corvan} sold 4 million shares to {Alder Fund} for [£90m].", "funding corvan"),
    ("{Alder Fund} sold {Corvan} for [£90m].", "acquisition corvan"),
]

PAID = [
    ("{p:Jo Roe}, chief executive of {Corvan}, took home [£9m].", "pay jo-roe < corvan"),
    ("{Corvan} chief {p:Jo Roe} took home [£9m].", "pay jo-roe < corvan"),
    ("{p:Jo Roe} of {Corvan} got [£9m].", "pay jo-roe < corvan"),
    ("{p:Jo Roe}, who runs {Corvan}, made [£9m].", "pay jo-roe <"),
    ("The brewery's boss pocketed [£9m].", "pay <"),
    ("Holders threw out the [£9m] packet of {Corvan} boss {p:Jo Roe}.", "pay jo-roe < corvan"),
    ("The median package for a chief executive was [£9m].", "pay <"),
    ("{Corvan} gave {p:Jo Roe} a package worth [£9m].", "pay jo-roe < corvan"),
    ("{Corvan} paid {p:Jo Roe} [£9m] for her work last year.", "pay jo-roe < corvan"),
    ("{Corvan} granted {p:Jo Roe} shares worth [£9m].", "pay jo-roe < corvan"),
    ("{Corvan} got [£9m] from the state in a rescue package for the town.", "funding corvan <"),
]
ORDERED = [
    ("{Corvan} has signed for [£90m] of computing power from {Brack}.", "contract brack < corvan"),
    ("{Corvan}'s order with {Brack} is worth [£90m].", "contract brack < corvan"),
    ("{Corvan} leases two halls from {Brack} for [£9m] a year.", "contract brack < corvan"),
    ("{Corvan} has agreed to buy twelve ships from {Brack} for [£90m].", "contract brack < corvan"),
]
SETTLED = [
    ("The {g:Trade Office} has settled with {Corvan} for [£9m].", "penalty corvan < trade-office"),
    ("{Corvan} has settled with the {g:Trade Office} for [£9m].", "penalty corvan < trade-office"),
    (
        "The {g:Trade Office} settled a similar case against {Corvan} for [£9m].",
        "penalty corvan < trade-office",
    ),
    ("{Brack} has sued {Corvan} in a {l:Leeds} court for [£9m].", "penalty corvan < brack"),
]
BIDS = [
    ("{Corvan} drops [£90m] {Brack} offer", "acquisition brack < corvan"),
    ("{Corvan} abandons [£90m] {Brack} takeover", "acquisition brack < corvan"),
    ("{Corvan} withdrew its [£90m] offer for {Brack}.", "acquisition brack < corvan"),
    ("{Corvan} has launched a [£90m] hostile bid for {Brack}.", "acquisition brack < corvan"),
    ("{Brack} walked away from a [£90m] takeover by {Corvan}.", "acquisition brack < corvan"),
]
BOUGHT = [
    (
        "{Brack}, which the brewer {Corvan} acquired for [£90m] in 2019, lost money.",
        "acquisition brack < corvan",
    ),
    ("{Brack}, which {Corvan} bought for [£90m], lost money.", "acquisition brack < corvan"),
    (
        "{Corvan} has agreed to buy {Brack}. {Corvan} will pay [£90m] in cash at closing and a further [£4m] once the "
        "mill reaches full production.",
        "acquisition brack < corvan; acquisition brack < corvan",
    ),
    (
        "{Corvan} has committed to spending £90m over eight years, including [£30m] with {Brack}, [£25m] with "
        "{Alder Cloud} and [£4m] with {Dune}.",
        "contract corvan < brack; contract corvan < alder-cloud; contract corvan < dune",
    ),
]
FINES = [
    ("{Corvan} agreed to pay [£90m] to the painters of the class action.", "penalty corvan <"),
    ("{Corvan} settled by paying {p:Jo Roe} [£9m].", "penalty corvan < jo-roe"),
    ("{Corvan} resolved a tax case in {l:France} for [£90m].", "penalty corvan <"),
    ("{Corvan} came to terms with {Brack} over its patents, for [£90m].", "penalty corvan < brack"),
    ("It is a scandal. A gang moved [£90m] through {Corvan}, which was fined for that.", "other corvan <"),
    ("{Brack} bought {Corvan} for [£90m]; the deal went through last year.", "acquisition corvan < brack"),
    ("{Corvan} came to terms with its lenders on loans of [£90m].", "debt corvan <"),
]
LISTED = [
    ("{Corvan}'s {o:Nasdaq} debut raised [£90m].", "funding corvan <"),
    ("{Corvan}'s {o:Nasdaq} listing valued it at [£90m].", "valuation corvan <"),
]
TRANSFERS = [
    ("In came {p:Leo Hart} from {o:Milltown} for [£5m].", "acquisition leo-hart <"),
    ("{o:Rovers} brought in {p:Leo Hart} from {o:Milltown} for [£5m].", "acquisition leo-hart < rovers"),
    (
        "{o:Rovers} want {p:Leo Hart}. {o:Milltown} turned down a first bid of [£5m].",
        "acquisition leo-hart < rovers",
    ),
    (
        "{o:Milltown} pulled out of a [£5m] sale of {p:Leo Hart} to {o:Rovers}.",
        "acquisition leo-hart < rovers",
    ),
    ("{o:Milltown} rejected a [£900m] takeover by {Corvan}.", "acquisition milltown < corvan"),
    ("{o:Milltown} rejected a [£5m] bid for {p:Leo Hart} from {o:Rovers}.", "acquisition leo-hart < rovers"),
]
EACH_ITS_OWN = [
    (
        "{Corvan} charges [£7] a month for its cheapest plan, while {x:Alder Plus} costs [£9].",
        "price corvan <; price alder-plus <",
    ),
    (
        "{Corvan}, {Brack} and {Dune} plan to spend [£90m] on depots this year, with {Brack} leading the way with "
        "[£40m], followed by {Dune} with [£30m].",
        "spending corvan brack dune <; spending brack <; spending dune <",
    ),
    ("{l:Norway}'s oil fund invested [£90m] in {Corvan}.", "investment corvan < norway"),
]
THEY = [
    ("{Corvan} and {Brack} run the depot. They have spent [£90m].", "spending corvan brack <"),
    ("{Corvan} and {Brack} have invested in {Dune}. They put in [£90m].", "investment dune < corvan brack"),
    ("{Corvan} and {Brack} agreed to buy {Dune}. They will pay [£90m].", "acquisition dune < corvan brack"),
    ("{Corvan} and {Brack} run the depot. {Dune} did well. They spent [£90m].", "spending dune <"),
]
STOCK_BOUGHT = [
    ("{Brack} said it would buy [£90m] of shares in {Corvan}'s listing.", "investment corvan < brack"),
    ("{Brack} agreed to buy [£90m] of {Corvan} stock.", "investment corvan < brack"),
]
BACKED = [
    (
        "{Corvan} took [£22m] from {Dune} in May, while {Brack} of {l:Kenya} had to shelve a [£35m] round.",
        "funding corvan < dune; funding brack <",
    ),
    (
        "{Corvan} topped up last year's [£20m] round with a further [£90m] from {Brack} and {Dune}.",
        "funding corvan <; funding corvan < brack dune",
    ),
    (
        "{Corvan} raised [£90m] from {Brack} and {Dune}, bringing the total that it has raised to [£120m].",
        "funding corvan < brack dune; funding corvan <",
    ),
    (
        "{Corvan} has raised [£120m] in private financing, most recently a [£90m] round led by {Brack}.",
        "funding corvan <; funding corvan < brack",
    ),
    (
        "The [£90m] round, which takes {Corvan}'s total funding to [£120m], was led by {Brack}.",
        "funding corvan < brack; funding corvan <",
    ),
    (
        "{Corvan} has listed. Certain existing shareholders, including {Brack} and {Dune}, have agreed to buy "
        "[£90m] of shares in the offering.",
        "investment corvan < brack dune",
    ),
]
BESIDE_IT = [
    ("{Corvan} will buy {Brack}, a brewer backed by {Dune}, for [£90m].", "acquisition brack < corvan"),
    ("{Corvan} shareholders approved the sale to {Brack} at [£55] a share.", "acquisition corvan < brack"),
    (
        "{Corvan} rang up sales of [£20m], fewer than in the year before {Brack} went under with debts of [£90m].",
        "revenue corvan <; debt brack <",
    ),
]
SIDES_BY_PART = [
    (
        "{Corvan} will buy {Brack} for [£90m]. The buyer had sales of [£70m].",
        "acquisition brack < corvan; revenue corvan <",
    ),
    (
        "{Corvan} will buy {Brack} for [£90m]. The target had sales of [£70m].",
        "acquisition brack < corvan; revenue brack <",
    ),
    (
        "{Corvan} will buy {Brack} for [£90m]. If it is blocked, the bidder owes {Brack} a break fee of [£7m].",
        "acquisition brack < corvan; penalty corvan < brack",
    ),
    ("{Corvan} raised its goals and the target is [£90m].", "funding corvan <"),
    ("{Corvan} did well. The company still owes {Brack} and {Dune} [£90m].", "debt corvan < brack dune"),
    ("{Brack} has borrowed [£90m] to build sheds whose main tenant is {Corvan}.", "debt brack <"),
]
OF_SHARES = [
    (
        "{Corvan} has listed. {Brack}, its largest holder, has shares worth [£90m].",
        "investment corvan < brack",
    ),
    ("{Brack} holds {Corvan} shares worth [£90m].", "investment corvan < brack"),
    (
        "{Brack} bought 5.2% of {Corvan} through a placement, paying [£90m] to {Dune}.",
        "investment corvan < brack",
    ),
    (
        "{Corvan} costs three times the [£30m] that {Brack} agreed to pay for it.",
        "acquisition corvan < brack",
    ),
    (
        "{Corvan} has agreed to pay up to [£90m] for {Brack}, a developer of drugs, after {Dune} walked away from the "
        "contest.",
        "acquisition brack < corvan",
    ),
    (
        "{Corvan}'s sales are [£9m], against [£7m] at {Brack} and more than [£90m] at {Dune}'s homes arm.",
        "revenue corvan <; revenue brack <; revenue dune <",
    ),
]
ALLIES = [
    (
        "{Corvan} has signed up {Brack} and {Dune} as customers, in deals with a combined value of [£90m].",
        "contract corvan < brack dune",
    ),
    (
        "{Corvan}'s mills will be financed by {Brack} and {Dune} with a loan of [£90m].",
        "debt corvan < brack dune",
    ),
]
DUE = [
    (
        "{Corvan} has agreed to buy {Brack} for [£90m]. Should regulators block the deal, {Corvan} "
        "owes {Brack} a break fee of [£7m]. {Brack} holders are to receive [£4] a share.",
        "acquisition brack < corvan; penalty corvan < brack; acquisition brack < corvan",
    ),
    (
        "{Brack} is bust. {Corvan}, a lessor, which has agreed to pay {Brack} [£90m] to settle a quarrel, will leave.",
        "penalty corvan < brack",
    ),
]
CLAIMED = [
    ("{Brack} is claiming [£90m] from {Corvan}.", "penalty corvan < brack"),
    ("{Corvan} is facing a [£90m] claim from {Brack}.", "penalty corvan < brack"),
    (
        "{Corvan} faces a lawsuit in {l:London}, where the law firm {Brack} is seeking [£90m] from {Corvan}.",
        "penalty corvan < brack",
    ),
]
ONLY_TELLS = [
    (
        "{Corvan} rose. {p:Jo Roe} at {Brack} raised hers to [$140] and said sales could reach [$90m].",
        "price corvan <; revenue corvan <",
    ),
    ("{Corvan} rose. {p:Jo Roe}, an analyst at {Brack}, expects revenue of [$90m].", "revenue corvan <"),
    (
        "{Corvan} will be bought out. {Dune Ratings} warned last month that borrowings would amount to seven times "
        "annual operating earnings, which were [$90m].",
        "profit corvan <",
    ),
    (
        "{Corvan} is small. {Brack} of {l:Kenya}, whose mills cost about a tenth of {Dune}'s, reported sales of "
        "[$90m].",
        "revenue brack <",
    ),
    ("{Corvan} lost money last season. The {o:Premier League} side earned [£90m].", "profit corvan <"),
    (
        "{Corvan} has fans. They point to {Brack}, valued at [£90m] in May, and to {Dune}, at [£70m] after its sale.",
        "valuation brack <; valuation dune <",
    ),
]
SIDES = {
    "who is paid is the person, and who pays the firm": PAID,
    "who gives up a bid is the other side": BIDS,
    "what is ordered is of whom it is ordered from": ORDERED,
    "who enforces the law settles, and the firm pays": SETTLED,
    "who buys, and what each part of the price is for": BOUGHT,
    "what ends a quarrel is no outlay, and what criminals move no fine": FINES,
    "where shares are listed is no party": LISTED,
    "a club that lets a player go does not take him": TRANSFERS,
    "each has its own amount": EACH_ITS_OWN,
    "they are all of the list before": THEY,
    "stock that is bought is invested in its firm": STOCK_BOUGHT,
    "who backs a round backs that one": BACKED,
    "what is only said of a party changes no side": BESIDE_IT,
    "what is claimed is of whom it is claimed": CLAIMED,
    "other sides in one list are all named": ALLIES,
    "what is due turns no sides about": DUE,
    "whose the shares and firms are that are paid for": OF_SHARES,
    "sides are told by their part": SIDES_BY_PART,
    "who only tells, or is likened, is no subject": ONLY_TELLS,
}


@pytest.fixture(scope="module")
def read() -> dict[str, str]:
    """Each text's amounts, as their metrics, subjects and other sides."""
    told = claims_of_each([text for cases in (HOLDERS, *SIDES.values()) for text, _ in cases])
    return {text: "; ".join(map(_reading, claims.to_dicts())) for text, claims in told.items()}


def _reading(claim: dict[str, Any]) -> str:
    return " ".join([claim["metric"], *claim["subject_ids"], "<", *claim["counterparty_ids"]])


@pytest.mark.parametrize(
    ("rule", "text", "wanted"), [(rule, *case) for rule, cases in SIDES.items() for case in cases]
)
def test_both_sides(read: dict[str, str], rule: str, text: str, wanted: str) -> None:
    assert read[text] == wanted, rule


@pytest.mark.parametrize(("text", "wanted"), HOLDERS)
def test_a_holder_who_sells_is_the_subject(read: dict[str, str], text: str, wanted: str) -> None:
    assert read[text].split(" <")[0] == wanted


RANGES = [
    ("{Corvan} priced its shares at £9 a share, above the range of [£7 to £8].", "targeted"),
    ("Priced at £9 a share, over the [£7-£8] range, {Corvan} shares rose.", "targeted"),
    ("{Corvan} shares moved in a trading range of [£7 to £8].", "actual"),
    ("{Corvan} withdrew its [£90m] offer for {Brack}.", "targeted"),
]


@pytest.mark.parametrize(("text", "wanted"), RANGES)
def test_what_is_only_offered_is_sought(text: str, wanted: str) -> None:
    assert claims_of(text)["modality"].to_list() == [wanted]
