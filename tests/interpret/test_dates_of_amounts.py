"""How near a date must stand to be an amount's, and what ties one that stands farther off."""

from datetime import date

import pytest
from marked_case import claims_of_each

PUBLISHED = date(2024, 11, 14)
IN_2017 = "<2017=2017-01-01/2017-12-31>"
YEAR = (date(2017, 1, 1), date(2017, 12, 31))
NONE = (None, None)
SUMMER = (date(2024, 7, 1), date(2024, 9, 30))
NO_SUMS = (
    "It had a good year. Put side by side, its two arms have drifted apart. Start with the top line.\n\n"
)
CASES = [
    # text, time of its last amount, why
    (f"{{Lumo}} earned [£5 million] in {IN_2017}.", YEAR, "right behind"),
    (f"In {IN_2017} {{Lumo}} earned [£5 million].", YEAR, "at the beginning"),
    (f"{{Lumo}} was worth [£5 million] when it was floated in {IN_2017}.", YEAR, "a clause with when behind"),
    (
        f"It is a long way from the shed of {IN_2017}, when a handful of its neighbours put [£5 million] into {{Lumo}}.",
        YEAR,
        "a clause with when after the date",
    ),
    (
        f"When {{Lumo}} built its mill in {IN_2017}, one of its neighbours put in [£5 million].",
        YEAR,
        "a clause with when before",
    ),
    (
        f"{{Lumo}} closed a round at a value of [£9 million], nearly triple its worth in {IN_2017}.",
        NONE,
        "what it is a multiple of",
    ),
    (
        f"{{Lumo}} grew. In {IN_2017}, it raised [£5 million] at a [£9 million] valuation.",
        YEAR,
        "at what money was raised then",
    ),
    (
        f"{{Lumo}} sold [£5 million] in <2016=2016-01-01/2016-12-31>, rising to [between £8 million and £9 million] in {IN_2017}.",
        YEAR,
        "a range is one amount",
    ),
    (f"It opened in {IN_2017}. That year {{Lumo}} lost [£5 million].", YEAR, "that year"),
    (
        f"It opened in {IN_2017}. Two years later {{Lumo}} lost [£5 million].",
        (date(2019, 1, 1), date(2019, 12, 31)),
        "years later",
    ),
    (
        f"It opened in {IN_2017}. It took {{Lumo}} two years longer than planned, and it lost [£5 million].",
        NONE,
        "longer is not later",
    ),
    (
        f"It opened in {IN_2017}. Twenty years on, {{Lumo}} sold it five months later for [£5 million].",
        NONE,
        "months are counted from no year",
    ),
    (
        "It opened in <May 2021=2021-05-01/2021-05-31>. A month later {Lumo} lost [£5 million].",
        (date(2021, 6, 1), date(2021, 6, 30)),
        "a month later",
    ),
    (
        "It opened on <May 3, 2021=2021-05-03/2021-05-03>. {Lumo} raised [£5 million] the next day.",
        (date(2021, 5, 4), date(2021, 5, 4)),
        "the next day",
    ),
    (
        "It opened in <May 2024=2024-05-01/2024-05-31>. {Lumo} sold it a year later for [£5 million].",
        NONE,
        "what would be after the article counts from something else",
    ),
    (
        f"It opened in {IN_2017}. {{Lumo}} sold it that <May=2024-05-01/2024-05-31> for [£5 million].",
        (date(2017, 5, 1), date(2017, 5, 31)),
        "a month of the year told of",
    ),
    (
        f"{{Lumo}} is worth [£9 million], close to its {IN_2017} peak of [£11 million].",
        YEAR,
        "the year of a peak",
    ),
    (f"{{Lumo}} lost [£5 million] on sales of [£9 million] in {IN_2017}.", YEAR, "a result and its sales"),
    (
        f"{{Lumo}}, {{Brack}} and {{Corvan}} raised [£5 million], [£6 million] and [£7 million] respectively in {IN_2017}.",
        YEAR,
        "several together",
    ),
    (
        f"{{Lumo}} has a list price of [£5,000] a month, and the state put it on a list of its own for talks in {IN_2017}.",
        NONE,
        "another verb's, farther off",
    ),
    (
        "{Lumo} jumps\n\nIt has told all about <the July-September quarter=2024-07-01/2024-09-30>. "
        + NO_SUMS
        + "{Lumo} had revenue of [£5 million].",
        SUMMER,
        "the quarter of the first lines, far from any amount",
    ),
    (
        "{Lumo} jumps\n\nIt was given up in <the summer=2024-06-01/2024-08-31>. "
        + NO_SUMS
        + "{Lumo} had revenue of [£5 million].",
        NONE,
        "a season of the first lines is no period of accounts",
    ),
    (
        f"{{Lumo}} will pay [£5 million] in royalties to a firm whose founder had opened the quarry in {IN_2017}.",
        NONE,
        "what somebody else had done",
    ),
]


@pytest.fixture(scope="module")
def times() -> dict[str, tuple[date | None, date | None]]:
    """The time of the last amount of each text."""
    claims = claims_of_each([text for text, _, _ in CASES], PUBLISHED)
    return {text: read.select("as_of_start", "as_of_end").row(-1) for text, read in claims.items()}


@pytest.mark.parametrize(("text", "time", "why"), CASES, ids=[case[2] for case in CASES])
def test_the_date_that_is_tied_to_an_amount_governs_it(times, text, time, why) -> None:
    assert times[text] == time, why
