"""Rankings and roundups, read entry by entry, and timelines, day by day."""

from datetime import date

import pytest
from marked_case import claims_of_each

INTRO = "Two mills and what they are worth\nThe valley has two mills, and each has had an eventful year.\n"
RANKING = (
    INTRO
    + "{Lumo}: [$9 billion]\n{Brack} led a round of [$5 million] in May, and {Tarn} joined. The company is "
    "worth [$8 billion] and says that it lost [$3 million].\n"
    "{Corvan}: [$7 billion]\nNobody knows it. Its sales came to [$4 million] last year, and {Brack} wants more.\n"
)
WHOSE = [
    # text, whose its amounts are, why
    (
        RANKING,
        ["lumo", "lumo", "lumo", "lumo", "corvan", "corvan"],
        "each entry is of the firm that heads it",
    ),
    (
        "{Lumo} lost [$3 million].\n{Corvan} waits\nIts sales came to [$4 million], said the board of {Lumo}.",
        ["lumo", "lumo"],
        "a heading that tells something heads no entry",
    ),
]
TIMELINE = (
    "{{Lumo}} and its money\n{first}\n{{Lumo}} raises [$5 million] from its neighbours in the valley.\n"
    "{second}\n{{Brack}} buys a fifth of it for [$7 million], and it will spend [$2 million] on looms.\n"
    "What comes next\nIt is to be sold for [$9 million]."
)
MAY, JULY = date(2021, 5, 4), (date(2023, 7, 1), date(2023, 7, 31))
DATED = TIMELINE.format(
    first="<4 May 2021=2021-05-04/2021-05-04>", second="<July 2023=2023-07-01/2023-07-31>"
)
ALONE = TIMELINE.format(first="<4 May 2021=2021-05-04/2021-05-04>", second="Then came a suitor")
NONE = (None, None)
WHEN = [
    # text, the times of its amounts, why
    (DATED, [(MAY, MAY), JULY, NONE, NONE], "what happens, on the day above; what goes on, on no day"),
    (ALONE, [NONE, NONE, NONE, NONE], "one date is no timeline"),
]


@pytest.fixture(scope="module")
def read():
    return claims_of_each([text for text, *_ in (*WHOSE, *WHEN)])


@pytest.mark.parametrize(("text", "subjects", "why"), WHOSE, ids=[case[2] for case in WHOSE])
def test_entries_are_of_the_firms_that_head_them(read, text: str, subjects: list[str], why: str) -> None:
    assert read[text]["subject_ids"].to_list() == [[subject] for subject in subjects], why


def test_claims_of_entries_are_the_articles(read) -> None:
    claims = read[RANKING]
    places = [
        index for index, letter in enumerate(RANKING.replace("{", "").replace("}", "")) if letter == "["
    ]
    places = [place - 2 * number for number, place in enumerate(places)]
    assert claims["article_id"].n_unique() == 1
    article = claims["article_id"][0]
    assert claims["claim_id"].to_list() == [f"{article}:c{place}.0" for place in places]


@pytest.mark.parametrize(("text", "times", "why"), WHEN, ids=[case[2] for case in WHEN])
def test_what_happens_under_a_date_happened_then(read, text: str, times: list[object], why: str) -> None:
    assert read[text].select("as_of_start", "as_of_end").rows() == times, why
