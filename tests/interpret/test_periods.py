"""Times of amounts that have none of their own: periods that go on, days of trading, days a quarter before."""

from datetime import date

import pytest
from marked_case import claims_of_each

PUBLISHED = date(2024, 11, 14)
Q3 = "<third quarter=2024-07-01/2024-09-30>"
MONDAY = "<Monday=2024-11-11/2024-11-11>"
CASES = [
    (
        f"{{Lumo}} has bought {{Brack}} for [£5 million], it said on {MONDAY}.",
        (date(2024, 11, 11), date(2024, 11, 11)),
        "a takeover is of the day on which those who make it say so",
    ),
    (
        f"{{Lumo}}'s contract is worth [£5 million], it said on {MONDAY}.",
        (None, None),
        "what something is worth is so on any day",
    ),
    (
        f"{{Lumo}} announced on {MONDAY} a contract worth [£5 million].",
        (date(2024, 11, 11), date(2024, 11, 11)),
        "what is announced happens then",
    ),
    (
        f"{{m:Wirepoint}} reported on {MONDAY} that {{Lumo}} would buy {{Brack}} for [£5 million].",
        (None, None),
        "the day of a report is none of its own",
    ),
    (
        "{Lumo} had revenue of [£5 million], up 8% on <2023=2023-01-01/2023-12-31>.",
        (None, None),
        "a year that growth is measured from",
    ),
    (
        "{Lumo}'s cash flow was [£9 million] (<H1 2024=2024-01-01/2024-06-30>: [£5 million]), and its revenue "
        "was [£7 million].",
        (None, None),
        "a period that heads a bracket is of what stands in it",
    ),
    (
        "{Lumo}'s revenue was [£9 million] (<H1 2024=2024-01-01/2024-06-30>: [£5 million]).",
        (date(2024, 1, 1), date(2024, 6, 30)),
        "what stands in the bracket",
    ),
    (
        "The <2025=2025-01-01/2025-12-31> {x:Lumo One} costs [$24,250].",
        (None, None),
        "the year of a model",
    ),
    # text, the time of its last amount, why
    (
        f"{{Lumo}} doubled its provisions in the {Q3}.\n{{Lumo}} made a profit of [$5 million].",
        (date(2024, 7, 1), date(2024, 9, 30)),
        "the period that the head of the article names",
    ),
    (
        f"In the {Q3} {{Lumo}} made a profit of [$5 million]. It expects a profit of [$9 million] in "
        "<2025=2025-01-01/2025-12-31>. Revenue rose to [$7 million].",
        (date(2024, 7, 1), date(2024, 9, 30)),
        "what was made is of what is past, not of what is foretold",
    ),
    (
        "{Lumo} had debts of [$5 million] at the <end of September=2024-09-30/2024-09-30>, up from [$3 million] "
        "three months earlier.",
        (date(2024, 6, 30), date(2024, 6, 30)),
        "a day set against the same a quarter before",
    ),
    (
        f"In the {Q3} {{Lumo}} had a profit of [$2 million]. Its takings were 9% higher than a year ago at [$5 million].",
        (date(2024, 7, 1), date(2024, 9, 30)),
        "what the year before is only measured against is so now",
    ),
    (
        f"{{Lumo}} had a net loss of [$5 million] in the {Q3}, against a loss of [$2 million].",
        (date(2023, 7, 1), date(2023, 9, 30)),
        "a result set against another by its name",
    ),
    (
        "{Lumo}'s run rate was [$5 million] when <2023=2023-01-01/2023-12-31> closed.",
        (date(2023, 12, 31), date(2023, 12, 31)),
        "a year that closes is its last day",
    ),
    (
        "Sales of {Lumo} will reach [$9 million] by <2030=2030-01-01/2030-12-31>, up from [$4 million].",
        (None, None),
        "what a distant year is set against",
    ),
    (
        "{Lumo} expects sales of [$9 million] in <2025=2025-01-01/2025-12-31>, up from [$8 million].",
        (date(2024, 1, 1), date(2024, 12, 31)),
        "what the next year is set against",
    ),
    (
        "{Lumo} spent [$5 million] in <2023=2023-01-01/2023-12-31>.",
        (date(2023, 1, 1), date(2023, 12, 31)),
        "a year that does not close is all of it",
    ),
    (
        "For <2025=2025-01-01/2025-12-31> alone {Lumo} has guided to [$5 million] of costs.",
        (date(2025, 1, 1), date(2025, 12, 31)),
        "what one has guided to is of the time to come",
    ),
    (
        f"{{Lumo}} lost [$5 million] in the {Q3}; a year ago it was [$7 million].",
        (date(2023, 7, 1), date(2023, 9, 30)),
        "what it was a year ago, told behind a mark",
    ),
    (
        f"{{Lumo}} lost [$5 million] in the {Q3}. The year-ago loss was [$7 million].",
        (date(2023, 7, 1), date(2023, 9, 30)),
        "a year-ago figure",
    ),
    (
        "{Lumo} made [$5 million] in <2023=2023-01-01/2023-12-31>. Its quarterly profit was [$1 million].",
        (None, None),
        "a year is no time of a quarter's profit",
    ),
    (
        "{Lumo} foresees revenue of [$5 million] in <2025=2025-01-01/2025-12-31>.\n{Lumo} has a run rate of [$5 million].",
        (None, None),
        "the year of what is made in it is none of a rate of the same size",
    ),
    (
        "{Lumo} foresees sales of [$5 million] (<2025=2025-01-01/2025-12-31>) and [$7 million] "
        "(<2026=2026-01-01/2026-12-31>), then [$9 million] (<2027=2027-01-01/2027-12-31>).",
        (date(2027, 1, 1), date(2027, 12, 31)),
        "a year in brackets is that of the amount before it",
    ),
    (
        "For <2023=2023-01-01/2023-12-31> {Lumo} now forecasts sales of [$5 million].",
        (date(2023, 1, 1), date(2023, 12, 31)),
        "what is foretold now is of the time that it is foretold for",
    ),
    (
        "In <2023=2023-01-01/2023-12-31> {Lumo} went public, and it is now worth [$5 million].",
        (None, None),
        "what is so now is not of a year that is past",
    ),
    ("Shares of {Lumo} jumped 6% to [$11.80].", (date(2024, 11, 14), date(2024, 11, 14)), "they moved today"),
    ("Shares of {Lumo} have since slumped to [$11.80].", (None, None), "since when is not told"),
    (
        "{Lumo} spent [$5 million] on a plant that will open in <2026=2026-01-01/2026-12-31>.",
        (None, None),
        "the date is of the plant",
    ),
    (
        "{Lumo} declared a dividend of [$5 million], the first since <2021=2021-01-01/2021-12-31>.",
        (None, None),
        "what is first since a time",
    ),
    (
        f"In the {Q3} {{Lumo}} made a profit of [$5 million]. It paid [$2 million] for repairs during the quarter.",
        (date(2024, 7, 1), date(2024, 9, 30)),
        "the quarter is the one told of",
    ),
    (
        f"In the {Q3} {{Lumo}} made a profit of [$5 million]. Its cash closed the quarter at [$2 million].",
        (date(2024, 9, 30), date(2024, 9, 30)),
        "how a quarter is closed is so on its last day",
    ),
    ("{Lumo} paid [$2 million] for repairs during the quarter.", (None, None), "which quarter is not told"),
    (
        f"In the {Q3} {{Lumo}} lost [$5 million]. It declared a quarterly dividend of [$1 million].",
        (None, None),
        "what is paid every quarter",
    ),
    (
        "{Lumo} narrowed its guidance for the full year to a profit of [$6 million].",
        (date(2024, 1, 1), date(2024, 12, 31)),
        "the year that the article is written in",
    ),
    (
        "{Lumo} made a profit of [$6 million] in the full year, and its shares rose.",
        (date(2023, 1, 1), date(2023, 12, 31)),
        "what was made in a full year was made in one that has ended",
    ),
    (
        "{Lumo} expects a full-year loss of [$6 million], having spent [$7 million] in "
        "<the year to June=2023-07-01/2024-06-30>. It foresees sales of [$9 million] for the financial year.",
        (date(2024, 7, 1), date(2025, 6, 30)),
        "the year begins where the text says so",
    ),
    (
        "{Lumo} had a <third-quarter=2024-07-01/2024-09-30> loss of [$5 million]. Brokers had expected a profit"
        " of [$4 million]. It made [$8 million] in the year-earlier period.",
        (date(2023, 7, 1), date(2023, 9, 30)),
        "a year before what is told of",
    ),
    (
        "{Lumo} made [$12 million] <last year=2023-01-01/2023-12-31>, down 4% from [$13 million] in "
        "<2022=2022-01-01/2022-12-31>, on sales of [$97 million].",
        (date(2023, 1, 1), date(2023, 12, 31)),
        "the sales that a profit was made on",
    ),
    (
        f"In the {Q3} {{Lumo}} made a profit of [$5 million]. {{Corvina}} makes tiles. It is not listed. Nor is "
        "{Halden}. Nobody minds. So they say. Its costs, however, rose 4% to [$3 million].",
        (date(2024, 7, 1), date(2024, 9, 30)),
        "what rose by a percentage did so in the period, however far on",
    ),
    (
        "{Lumo} made a profit of [$5 million] <last winter=2023-12-01/2024-02-28>. Repairs took [$3 million].",
        (None, None),
        "a season is no period of accounts",
    ),
    (
        f"In the {Q3} {{Lumo}} made a profit of [$5 million]. It brings in sales of [$3 million] a year.",
        (None, None),
        "what goes on at a rate",
    ),
    (
        "{Halden} lost [$4 million] on the mill before it was shut in <2023=2023-01-01/2023-12-31>.",
        (None, None),
        "the date is of the clause that follows",
    ),
    (
        "{Halden} has debts of [$4 million], and the agency cut its rating in <May=2024-05-01/2024-05-31>.",
        (None, None),
        "the date is of the clause beside",
    ),
]


@pytest.fixture(scope="module")
def claims():
    return claims_of_each((marked for marked, *_ in CASES), PUBLISHED)


@pytest.mark.parametrize(("marked", "time", "why"), CASES)
def test_an_amount_without_a_date_of_its_own(claims, marked, time, why):
    row = claims[marked].to_dicts()[-1]
    assert (row["as_of_start"], row["as_of_end"]) == time, why
