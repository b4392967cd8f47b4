"""Whom `the lender` and `the company` stand for: what the text has called each firm before."""

import pytest
from marked_case import claims_of_each

CASES = [
    # text, the subject of its last amount, why
    (
        "{Alder Bank}, a Danish lender, has 900 staff. {Tarn Mills}, a Swedish retailer, has 40 shops.\n"
        "{Tarn Mills} borrowed [£5 million] in May. The Danish lender made [£31 million] last year.",
        "alder-bank",
        "the kind that an apposition names, though another was named last",
    ),
    (
        "{Tarn Mills}, a Swedish retailer, has 40 shops. {Alder Bank}, a Danish lender, has 900 staff.\n"
        "{Alder Bank} lent [£5 million] in May. The Swedish company made [£31 million] last year.",
        "tarn-mills",
        "an adjective that an apposition has too",
    ),
    (
        "{Tarn Mills} turns {Alder Capital} down\n{Tarn Mills} refused to talk on Monday. {Alder Capital} had offered "
        "[£90 million], and {Alder Capital} may offer more.\nThe company made [£31 million] last year.",
        "tarn-mills",
        "an investor is hardly called the company",
    ),
    (
        "{Alder Capital} closes its third fund\n{Alder Capital} has 30 staff. It made [£2 million] last year. The firm "
        "will hire more, and the company has spent [£31 million] so far.",
        "alder-capital",
        "an investor is, where there is nobody else",
    ),
    (
        "{Tarn Mills}, a {l:Toronto} start-up, has 40 staff. {Alder Soft} has nine.\n{Alder Soft} borrowed "
        "[£5 million] in May. The {l:Toronto} company made [£31 million] last year.",
        "tarn-mills",
        "a place before a nominal only says where, as it did before",
    ),
    (
        "{Tarn Mills} closes a shop\n{Tarn Mills} has 40 staff. The {l:Paris} lab made [£31 million] last year.",
        "tarn-mills",
        "a place before a nominal is no party",
    ),
    (
        "{Alder Bank} has a good year\n{Alder Bank}, a Danish lender, has 900 staff and 40 branches.\n"
        "{Tarn Air} said so. The airline made [£31 million] last year.",
        "tarn-air",
        "a bank is not called the airline",
    ),
    (
        "{Tarn Air} loses money again\n{Tarn Air} made [£3 million] in March and {Tarn Air} lost [£9 million] in April.\n"
        "Then there is {Alder Air}. Nobody flew with it for years. It has new jets now. It made [£31 million] last year.",
        "alder-air",
        "the firm that the paragraph opens on, though no sentence with an amount names it",
    ),
    (
        "{Tarn Mills} needs money\n{Tarn Mills} has 40 staff. {Alder Bank} has agreed to lend it [£31 million].",
        "tarn-mills",
        "nobody lends to oneself",
    ),
]


@pytest.fixture(scope="module")
def claims():
    return claims_of_each(marked for marked, *_ in CASES)


@pytest.mark.parametrize(("marked", "subject", "why"), CASES)
def test_a_nominal_stands_for_whom_the_text_has_called_so(claims, marked, subject, why):
    assert claims[marked]["subject_ids"].to_list()[-1] == [subject], why
