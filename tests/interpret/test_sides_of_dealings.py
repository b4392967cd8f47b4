"""Whose an amount is and who is on the other side, in what is told of holders, of the pay of people, of fines."""

import pytest
from marked_case import claims_of_each

HOLDERS = [
    # text, and the metric and subject of its amount
    ("{Alder Fund} let go of 4m shares in {Corvan} for [£90m].", "other alder-fund"),
    ("{Alder Fund} is shedding 3.2 per cent of {Corvan} for [£90m].", "other alder-fund"),
    ("{Alder Fund} trimmed its holding in {Corvan}, raising [£90m].", "other alder-fund"),
    ("{Alder Fund} sold {Corvan} shares for [£90m].", "other alder-fund"),
    ("{p:Jo Roe} has sold 30,000 {Corvan} shares for [£9m].", "other jo-roe"),
    ("More than 4m shares of {Corvan} were sold by {Alder Fund}, for [£90m].", "other alder-fund"),
    ("{Corvan} sold 4m new shares for [£90m].", "funding corvan"),
    ("{Corvan} sold 4 million shares to {Alder Fund} for [£90m].", "funding corvan"),
    ("{Alder Fund} sold {Corvan} for [£90m].", "acquisition corvan"),
]


@pytest.fixture(scope="module")
def read() -> dict[str, str]:
    """Each text's amounts, as their metrics and subjects."""
    return {
        text: "; ".join(" ".join([row["metric"], *row["subject_ids"]]) for row in claims.to_dicts())
        for text, claims in claims_of_each([text for text, _ in HOLDERS]).items()
    }


@pytest.mark.parametrize(("text", "wanted"), HOLDERS)
def test_a_holder_who_sells_is_the_subject(read: dict[str, str], text: str, wanted: str) -> None:
    assert read[text] == wanted
