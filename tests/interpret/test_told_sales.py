"""Whose a sum is in the sentence that tells of a firm's sale without it, and in the one after."""

import pytest
from marked_case import claims_of_each

FOLLOWED = [
    # text, its metric, subjects and other sides: `metric subject < others`
    (
        "{Alder Group} has put {Tarn Mills} up for sale. It could fetch [£50 million].",
        "acquisition tarn-mills <",
    ),
    ("{Alder Group} wants to sell {Tarn Mills}. It might go for [£50 million].", "acquisition tarn-mills <"),
    (
        "{Alder Group} is selling {Tarn Mills} to {Corvan}. The transaction is worth [£50 million].",
        "acquisition tarn-mills < corvan",
    ),
    (
        "{Alder Group} is selling {Tarn Mills} to {Corvan}. The group will receive [£50 million] in cash.",
        "acquisition tarn-mills < corvan",
    ),
    (
        "{Tarn Mills}, a maker of yarn, has been sold to {Corvan}. The deal is worth [£50 million].",
        "acquisition tarn-mills < corvan",
    ),
    ("{Alder Group} sold {Tarn Mills} jackets to {Corvan}. The order was worth [£50 million].", "contract"),
    ("{Alder Group} sold a stake in {Tarn Mills} to {Corvan}. Its profit was [£50 million].", "profit"),
    ("{Alder Group} sold {Tarn Mills} to {Corvan}. It made a profit of [£50 million] last year.", "profit"),
]
TARGETS = [
    ("{Alder Group} is buying {Tarn Mills}. The target had sales of [£50 million] last year.", "tarn-mills"),
    (
        "{Alder Group} is buying {Tarn Mills}. The buyer takes on [£50 million] of the target's debt.",
        "tarn-mills",
    ),
    ("{Alder Group} is buying {Tarn Mills}. The target of [£50 million] in sales was missed.", ""),
]
VALUED = [
    ("{Alder Group} is buying {Tarn Mills}. The deal values the company at [£50 million].", "tarn-mills"),
    (
        "{Alder Group} wants to sell {Tarn Mills}. The yarn maker could be valued at [£50 million].",
        "tarn-mills",
    ),
    ("{Alder Group} is buying {Tarn Mills}. {Corvan} was valued at [£50 million] in May.", "corvan"),
]
AGAIN = [
    (
        "{Tarn Mills} has rejected a takeover offer from {Corvan}. The group had proposed to pay [£50 million].",
        "acquisition tarn-mills < corvan",
    ),
    (
        "{Tarn Mills} has drawn interest from {Corvan}. The group is prepared to pay [£50 million].",
        "acquisition tarn-mills < corvan",
    ),
    (
        "{Alder Group} has sold {Tarn Mills}. {Corvan} paid [£50 million] for the company.",
        "acquisition tarn-mills < corvan",
    ),
    ("{Tarn Mills} rejected an offer from {Corvan}. Its profit was [£50 million].", "profit tarn-mills <"),
    (
        "{Alder Group} bought {Tarn Mills} in 2015. It sold it to {Corvan} for [£50 million].",
        "acquisition tarn-mills < corvan",
    ),
    (
        "{Alder Group} is selling {Tarn Mills} to {Corvan}. It bought the business from {Delta Yarns} for [£50 million].",
        "acquisition tarn-mills < alder-group",
    ),
    (
        "{Alder Group} has sold {Tarn Mills} to {Corvan}. A fund had offered to pay [£50 million] for it.",
        "acquisition tarn-mills <",
    ),
]
TOLD = [
    ("A sale of {Tarn Mills} by {Alder Group} could raise [£50 million].", "acquisition tarn-mills <"),
    (
        "{Alder Group} pocketed [£50 million] from the sale of {Tarn Mills} to {Corvan}.",
        "acquisition tarn-mills < corvan",
    ),
    (
        "{Alder Group} is in talks to buy {Tarn Mills} in an all-share deal valued at [£50 million].",
        "acquisition tarn-mills < alder-group",
    ),
    (
        "{Alder Group} is exploring a sale of its paper arm that could bring in [£50 million].",
        "other alder-group <",
    ),
    ("{Alder Group} sold its paper arm to {Corvan}, netting [£50 million].", "other alder-group < corvan"),
    (
        "{Alder Bank} has been hired by {Corvan} to sell {Tarn Mills}, which is expected to fetch [£50 million].",
        "acquisition tarn-mills <",
    ),
    ("{Tarn Mills} was swallowed by {Corvan} in a [£50 million] deal.", "acquisition tarn-mills < corvan"),
    (
        "{Corvan} agreed on the purchase of {Tarn Mills} at an enterprise value of [£50 million].",
        "acquisition tarn-mills <",
    ),
    ("Repairs swallowed [£50 million] at {Tarn Mills}.", "spending tarn-mills <"),
    ("{Alder Group} raised [£50 million] by selling shares to {Corvan}.", "funding"),
    (
        "{Alder Group}, which sold {Tarn Mills} in May, raised [£50 million] from investors.",
        "funding alder-group <",
    ),
]


@pytest.fixture(scope="module")
def readings() -> dict[str, str]:
    texts = [text for text, _ in (*FOLLOWED, *TARGETS, *VALUED, *AGAIN, *TOLD)]
    return {text: _reading(claims.to_dicts()[0]) for text, claims in claims_of_each(texts).items()}


def _reading(claim: dict[str, list[str]]) -> str:
    return " ".join([str(claim["metric"]), *claim["subject_ids"], "<", *sorted(claim["counterparty_ids"])])


@pytest.mark.parametrize(("text", "wanted"), FOLLOWED)
def test_the_sentence_after_a_sale_goes_on_with_it(readings: dict[str, str], text: str, wanted: str) -> None:
    assert readings[text].startswith(wanted)


@pytest.mark.parametrize(("text", "whose"), TARGETS)
def test_the_target_is_who_is_bought(readings: dict[str, str], text: str, whose: str) -> None:
    assert (" tarn-mills <" in readings[text]) == (whose == "tarn-mills")


@pytest.mark.parametrize(("text", "whose"), VALUED)
def test_what_a_deal_values_is_whom_it_is_for(readings: dict[str, str], text: str, whose: str) -> None:
    assert f" {whose} <" in readings[text]


@pytest.mark.parametrize(("text", "wanted"), AGAIN)
def test_one_sold_before_is_sold_again(readings: dict[str, str], text: str, wanted: str) -> None:
    assert readings[text] == wanted


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_what_a_sale_brings_in_is_its_price(readings: dict[str, str], text: str, wanted: str) -> None:
    assert readings[text].startswith(wanted)
