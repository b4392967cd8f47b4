"""What a weak word says of an amount is told by what the article's other amounts mostly are."""

import pytest
from marked_case import claims_of_each

ROUNDS = "{Tarn Mills} raised [£40 million] in a Series B. {Brack} closed a [£30 million] seed round. "
BIDS = (
    "{Alder Group} has bought {Tarn Mills} for [£40 million]. It acquired {Brack} for [£30 million] in May. "
)
FINES = "{Tarn Mills} was fined [£40 million] over its smoke. {Brack} had to pay a penalty of [£30 million]. "
LOANS = "{Tarn Mills} owes its banks [£40 million]. {Brack} has debts of [£30 million]. "
WAGES = "{Jo Roe} was paid a salary of [£40,000] by {Tarn Mills}. Her deputy's salary was [£30,000]. "
MARKET = (
    "The market for looms was worth [$40 billion] in 2023. Its market size will reach [$60 billion] by 2030. "
)

READ = [
    # text, the metric of its last amount
    (ROUNDS + "The top deal of the week was that of {Corvan}, [£50 million].", "funding"),
    (ROUNDS + "{Corvan} brought in [£50 million].", "funding"),
    (BIDS + "The biggest deal of the year was one of [£50 million].", "acquisition"),
    (FINES + "{Corvan} is being asked to pay: the regulator seeks [£50 million].", "penalty"),
    (WAGES + "The chairman earned [£50,000].", "pay"),
    (MARKET + "Spending on looms came to [$20 billion] in 2020.", "market_size"),
    (MARKET + "North America led with revenue of [$20 billion].", "market_size"),
    ("Spending on looms came to [$20 billion] in 2020.", "spending"),
    (WAGES + "North America led with revenue of [$20 billion].", "revenue"),
    # among amounts of other metrics, or of no one metric, the word says what it mostly says
    (LOANS + "{Corvan} brought in [£50 million].", "revenue"),
    (
        "{Tarn Mills} raised [£40 million] in a Series B. {Corvan} brought in [£50 million] of sales.",
        "revenue",
    ),
    (LOANS + "{Corvan} earned [£50 million].", "profit"),
    # the orders are for the paper that is sold, unless they are a firm's own
    ("{Corvan} sold bonds of [£40 million]. The order book reached [£90 million].", "other"),
    ("{Corvan} sold bonds of [£40 million]. Its order book reached [£90 million].", "contract"),
    ("{Corvan} has debts of [£40 million]. The order book is full, at [£90 million].", "contract"),
    # a strong word stands whatever the others are
    (ROUNDS + "{Corvan} had revenue of [£50 million].", "revenue"),
    (MARKET + "{Corvan} had revenue of [$5 million] in 2020.", "revenue"),
]


@pytest.fixture(scope="module")
def metrics() -> dict[str, list[str]]:
    told = claims_of_each([text for text, _ in READ])
    return {text: claims["metric"].to_list() for text, claims in told.items()}


@pytest.mark.parametrize(("text", "wanted"), READ)
def test_a_weak_word_goes_with_the_rest(metrics: dict[str, list[str]], text: str, wanted: str) -> None:
    assert metrics[text][-1] == wanted, metrics[text]
