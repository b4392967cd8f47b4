"""Which market a size is of: the one that its sentence names, or its paragraph, or else the article."""

import pytest
from marked_case import claims_of_each

LOOMS = (
    "The loom market was worth [$40 billion] in 2023.\n\nThe market for yarn was worth [$9 billion].\n\n"
    "Analysts say the loom market grows fast. "
)
CASES = [
    # text, the subject of its last amount
    (LOOMS + "It will reach [$60 billion] by 2030.", "loom"),
    (LOOMS + "\n\nIn 2020 they had put the market at [$30 billion].", "loom"),
    (LOOMS + "\n\nThe yarn market is small. In 2020 they had put the market at [$8 billion].", "yarn"),
    ("Firms will spend [$3.4 billion] on public cloud services next year.", "public-cloud-services"),
    ("Global spending on such looms topping [USD 9 billion] is likely.", "loom"),
    ("China's rooftop loom market is put at [USD 9 billion].", "rooftop-loom"),
    (LOOMS + "There may be no market, just a [$2 billion] line in the costs of a big loom market.", "loom"),
    ("The loom market will reach at least [USD 9 billion].", "loom"),
]


@pytest.fixture(scope="module")
def subjects() -> dict[str, list[str]]:
    """The subjects of the last amount of each text."""
    claims = claims_of_each([text for text, _ in CASES])
    return {text: read["subject_ids"].to_list()[-1] for text, read in claims.items()}


@pytest.mark.parametrize(("text", "market"), CASES)
def test_a_size_is_of_the_market_meant(subjects: dict[str, list[str]], text: str, market: str) -> None:
    assert subjects[text] == [market]
