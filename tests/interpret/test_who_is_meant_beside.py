"""Whose an amount is where somebody else stands beside it: lenders, sellers, houses that count, backers, and what
an amount is where a word beside it says something else.
"""

from typing import Any

import pytest
from marked_case import claims_of_each

LOANS = [
    # text, and the metric, subjects and other sides of its last amount
    ("{Alder Bank} arranged [£85 million] in financing for {Corvan}.", "debt corvan < alder-bank"),
    (
        "{Alder Bank} and {Brack} have committed [£90m] of debt financing for the deal.",
        "debt < alder-bank brack",
    ),
    ("{Alder Bank} and {Brack} provided a [£90m] loan to {Corvan}.", "debt corvan < alder-bank brack"),
    ("{Corvan} taps debt market for [£90m]", "debt corvan <"),
]
THINGS = [
    ("{Corvan} agreed to buy a logistics park in {l:Ohio} for [£90m].", "acquisition < corvan"),
    ("{Corvan} bought the {Brack Tower} from {Alder Group} for [£90m].", "acquisition brack-tower < corvan"),
    ("{Brack} bought {Corvan} and sold it to {Alder Group} a year later for [£90m].", "acquisition corvan <"),
    ("{Corvan} raised [£90m] by selling shares in {Brack}.", "other corvan <"),
    ("{Corvan} raised [£90m] by selling shares in an IPO.", "funding corvan <"),
]
PRICES = [
    ("{Corvan} charges [£20] a month for the {x:Tarn Pro}.", "price tarn-pro <"),
    ("{Corvan} sells the {x:Tarn Pro} for [£24,000].", "price tarn-pro <"),
    ("{Corvan} sells its own version of the {x:Tarn Pro} for [£2].", "price corvan <"),
]
PERSONS = [
    ("{p:Jo Roe}, founder of {Corvan}, is worth [£900m].", "other jo-roe <"),
    ("{Corvan}'s {p:Jo Roe} is now worth [£900m].", "other jo-roe <"),
    ("{Corvan} is worth [£900m].", "valuation corvan <"),
]
BARGAINS = [
    ("{Brack} signed a rights deal with {Corvan}, {Tarn Mills} and {Alder Group} worth [£90m].", "contract"),
    ("{Corvan} has received an order with a value of [£90m].", "contract"),
    ("{Corvan} won five large deals worth [£90m].", "contract"),
    ("{Corvan} lost [£9m] after taking [£4m] in restructuring charges.", "spending"),
    ("{Corvan} lifted its shareholder payouts to [£90m].", "other"),
    ("{Corvan} pays {Brack} [£16 million] a year.", "contract"),
    ("{Corvan} raised a [£12m] extension to its seed round.", "funding"),
    ("{Corvan}'s cost of revenue rose to [£90m].", "spending"),
    ("{Corvan} had sales of [£9m]. Its costs, which came to [£4m], fell.", "spending"),
    ("The target compensation of [£4 million] is large.", "pay"),
    ("Bitcoin lost 4 per cent to [$94,540].", "price"),
    ("{Corvan} lost [£9m], or 3p a share, compared with [£4m], or 2p a share.", "profit"),
]
COUNTED = [
    ("{Corvan} spent £9m. Carriers spent about [£500 million] laying fibre.", "spending <"),
    ("Rounds slow\n\nStartups raised [$97 billion], according to {IDC}.", "funding <"),
    ("{IDC} results\n\n{IDC} expects revenue of [$6 billion].", "revenue idc <"),
    ("Chips\n\n{Goldman Sachs} expects capex of chipmakers to reach [$6 billion].", "spending <"),
]
FINES = [
    ("{Brack} was fined [£5m]. A fine of [£90m] was imposed on {Corvan}.", "penalty corvan <"),
    ("{Brack} was fined [£5m]. A penalty of [£90m] against {Corvan} followed.", "penalty corvan <"),
]
ROUNDS = [
    (
        "{Corvan} raised [£90m] in a round led by {Alder Group}. It had previously raised [£5m].",
        "funding corvan <",
    ),
    (
        "{Corvan} raised [£90m] in a round led by {Alder Group}. It is valued at [£800m].",
        "valuation corvan <",
    ),
]
WHOLE = LOANS + THINGS + PRICES + PERSONS + BARGAINS + COUNTED + FINES + ROUNDS


@pytest.fixture(scope="module")
def read() -> dict[str, str]:
    """Each text's last amount, as its metric, subjects and other sides."""
    told = claims_of_each([text for text, _ in WHOLE])
    return {text: _reading(claims.to_dicts()[-1]) for text, claims in told.items()}


def _reading(claim: dict[str, Any]) -> str:
    return " ".join([claim["metric"], *claim["subject_ids"], "<", *claim["counterparty_ids"]])


@pytest.mark.parametrize(("text", "wanted"), LOANS)
def test_who_lends_or_arranges_does_not_owe(read: dict[str, str], text: str, wanted: str) -> None:
    assert read[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), THINGS)
def test_what_is_bought_is_no_place_and_no_seller(read: dict[str, str], text: str, wanted: str) -> None:
    assert read[text].startswith(wanted)


@pytest.mark.parametrize(("text", "wanted"), PRICES)
def test_a_price_is_of_the_product_that_is_named(read: dict[str, str], text: str, wanted: str) -> None:
    assert read[text].split(" <")[0] == wanted.split(" <")[0]


@pytest.mark.parametrize(("text", "wanted"), PERSONS)
def test_what_a_person_is_worth_is_no_firms_value(read: dict[str, str], text: str, wanted: str) -> None:
    assert read[text].split(" <")[0] == wanted.split(" <")[0]


@pytest.mark.parametrize(("text", "wanted"), BARGAINS)
def test_words_beside_an_amount_say_what_it_is_of(read: dict[str, str], text: str, wanted: str) -> None:
    assert read[text].split()[0] == wanted


@pytest.mark.parametrize(("text", "wanted"), COUNTED)
def test_who_counts_what_others_do_is_not_whose_it_is(read: dict[str, str], text: str, wanted: str) -> None:
    assert read[text].split(" <")[0] == wanted.split(" <")[0]


@pytest.mark.parametrize(("text", "wanted"), FINES)
def test_a_fine_is_of_whom_it_is_laid_on(read: dict[str, str], text: str, wanted: str) -> None:
    assert read[text].startswith(wanted)


@pytest.mark.parametrize(("text", "wanted"), ROUNDS)
def test_who_leads_a_round_is_not_it(read: dict[str, str], text: str, wanted: str) -> None:
    assert read[text] == wanted
