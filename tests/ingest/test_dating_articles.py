"""How articles tell their own date: whole short pages, and what each is dated by."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.ingest.dating import date_articles
from etl.ingest.segments import cut_segments
from etl.lexicon import Lexicon
from etl.text.shadow import shadow

PROSE = (
    "Shares of the brewer rose by a tenth after it had told investors that it would sell its three pubs in"
    " the north and pay down its debt with the money."
)
HEAD = "Brewer sells its northern pubs for £40m and pays down debt"


def dated(text: str, metadata: str | None = None) -> dict[str, object]:
    """The date of one page, its segments cut by the project's own reader."""
    articles = pl.DataFrame({"article_id": ["a"], "text": [text], "metadata_date": [metadata]})
    articles = articles.with_columns(shadow=shadow(pl.col("text")))
    segments = cut_segments(articles.select("article_id", "shadow"), Lexicon()).segments
    return date_articles(articles, segments, Lexicon()).row(0, named=True)


def told(text: str, metadata: str | None = None) -> tuple[str | None, str, str | None]:
    """Interval (one day alone), basis and words."""
    row = dated(text, metadata)
    first, last = row["published_from"], row["published_to"]
    interval = None if first is None else str(first) if first == last else f"{first}/{last}"
    return interval, str(row["published_basis"]), row["published_words"]  # type: ignore[return-value]


OWN_DATES = Lexicon().rules("dates")["own_dates"]


@pytest.mark.parametrize("rule", OWN_DATES, ids=[rule["id"] for rule in OWN_DATES])
@pytest.mark.parametrize(("kind", "wanted"), [("examples", True), ("counter_examples", False)])
def test_a_rule_for_own_dates_knows_the_line_around_the_date(
    rule: dict[str, Any], kind: str, wanted: bool
) -> None:
    lines = pl.DataFrame({"line": rule[kind]}, schema={"line": pl.String}).select(
        pl.col("line").str.extract_groups("^(?P<line>[^«]*)«[^»]*»(?P<rest>.*)$").struct.unnest()
    )
    held = lines.select(pl.col("line").str.contains(rule["line"]) & pl.col("rest").str.contains(rule["rest"]))
    assert held.to_series().to_list() == [wanted] * len(rule[kind])


STATED = [
    ("June 3, 2025", "2025-06-03", "June 3, 2025", "a date alone under the headline"),
    ("3 June 2025", "2025-06-03", "3 June 2025", "the same, UK order"),
    ("Tue 3 June, 2025 - 12:46", "2025-06-03", "3 June, 2025", "a weekday before, a clock after"),
    ("Published: 3 Jun 2025", "2025-06-03", "3 Jun 2025", "a label"),
    ("Posted June 2025 in beer, pubs", "2025-06-01/2025-06-30", "June 2025", "a month only"),
    ("June 2025", "2025-06-01/2025-06-30", "June 2025", "a month alone"),
    ("By Jane Roe | June 3, 2025 | 3 min read", "2025-06-03", "June 3, 2025", "behind a byline"),
    ("By Jane Roe\nJune 3, 2025 at 9:01 am", "2025-06-03", "June 3, 2025", "under a byline"),
    ("LONDON, Jun 3, 2025", "2025-06-03", "Jun 3, 2025", "a place and a date"),
    ("New Delhi | June 3, 2025", "2025-06-03", "June 3, 2025", "a place and a bar"),
    ("2025-06-03", "2025-06-03", "2025-06-03", "ISO"),
    ("Last updated: June 4, 2025", "2025-06-04", "June 4, 2025", "an update where nothing else is stated"),
    (
        "Updated: June 4, 2025\nPublished: June 3, 2025",
        "2025-06-03",
        "June 3, 2025",
        "publication before update",
    ),
    ("03/06/2025 10:15", "2025-03-06", "03/06/2025", "numeric, the month first by default"),
    ("Oslo   ●   Tue, June 3, 2025", "2025-06-03", "June 3, 2025", "a bullet and blanks"),
    ("3 min read · June 3, 2025", "2025-06-03", "June 3, 2025", "how long it takes to read"),
    ("Jane B. Roe June 3, 2025", "2025-06-03", "June 3, 2025", "a name without a comma"),
    ("What beer costs (June 2025)", "2025-06-01/2025-06-30", "June 2025", "behind a headline"),
    ("23/06/2025 10:15", "2025-06-23", "23/06/2025", "numeric, only one reading"),
]


@pytest.mark.parametrize(("line", "interval", "words", "why"), STATED, ids=[case[3] for case in STATED])
def test_a_line_near_the_headline_states_the_date(line: str, interval: str, words: str, why: str) -> None:
    assert told(f"{HEAD}\n\n{line}\n\n{PROSE}\n") == (interval, "stated", words), why


OPENINGS = [
    ("TOKYO, Nov 9, 2020 (Reuters) - " + PROSE, "2020-11-09", "Nov 9, 2020", "a wire's dateline"),
    ("SAN FRANCISCO, Calif. - June 2, 2026 - " + PROSE, "2026-06-02", "June 2, 2026", "a press release"),
    ("PARIS, Sept. 4, 2025 /PRNewswire/ -- " + PROSE, "2025-09-04", "Sept. 4, 2025", "a press wire"),
    ("Mumbai, Jun 2, 2025 (PTI) — " + PROSE, "2025-06-02", "Jun 2, 2025", "a long dash"),
    (
        "OSLO, Sept 9 - The brewer said on Tuesday that it had sold three pubs, which it had bought in 2024"
        " for much more than it gets for them now.",
        "2025-09-09",
        "Sept 9",
        "no year: the first after 2024 in which that day is a Tuesday",
    ),
    (
        "OSLO, Sept 9 (Reuters) - The brewer said on Tuesday that it had sold three pubs, bought in 2017, and"
        " would be paid in two parts, expected in June 2026 and by the end of 2031.",
        "2025-09-09",
        "Sept 9",
        "a year before those to come",
    ),
    (
        "OSLO, Sept 9 (Reuters) - The brewer will meet its lenders on Friday to talk of a loan of 2024 that it"
        " was given, it said on Tuesday, and it is to pay the rest from 2029.",
        "2025-09-09",
        "Sept 9",
        "the weekday of what was said, not of what is to come",
    ),
    (
        "OSLO, Sept 9 (Reuters) - The brewer said on Thursday that it had sold the three pubs which it"
        " had bought early in 2022 and closed soon after.",
        "2022-09-09",
        "Sept 9",
        "it was said the day before",
    ),
    (
        "OSLO, Sept 9 (Reuters) - The brewer said on Tuesday that it had sold bonds due 2065 to pay for the three"
        " pubs that it bought in 2024.",
        "2025-09-09",
        "Sept 9",
        "a year in which a debt falls due tells nothing",
    ),
    (
        "OSLO, Sept 9 (Reuters) - The brewer is to sell its last three pubs by June 2026, it said on Tuesday.",
        "2025-09-09",
        "Sept 9",
        "only a year to come is told",
    ),
    (
        "OSLO, Nov 7 (Reuters) - The government will lower the duty on beer next year, the minister said as he"
        " laid out the 2026 budget for breweries and pubs on Friday.",
        "2025-11-07",
        "Nov 7",
        "the year of a budget is to come",
    ),
    ("CORK / ACCESSWIRE / June 2, 2026 / " + PROSE, "2026-06-02", "June 2, 2026", "a wire between slashes"),
]


@pytest.mark.parametrize(
    ("opening", "interval", "words", "why"), OPENINGS, ids=[case[3] for case in OPENINGS]
)
def test_an_opening_states_the_date(opening: str, interval: str, words: str, why: str) -> None:
    assert told(f"{HEAD}\n\n{opening}\n") == (interval, "stated", words), why


INFERRED = [
    (
        f"{PROSE}\n\nSources:\n- The Daily Pint, June 1, 2026\n- Hops Weekly, June 2, 2026\n",
        "2026-06-02",
        "June 2, 2026",
        "dated sources",
    ),
    (
        "On March 11, 2026, the brewer sold its pubs in the north to a fund that nobody had heard of.\n",
        "2026-03-11",
        "March 11, 2026",
        "the day that the lead reports",
    ),
    (
        "The brewer was sold in May 2026 to a fund from Oslo that nobody had heard of before, it said.\n",
        "2026-05-01/2026-05-31",
        "May 2026",
        "the month that the lead reports",
    ),
    (
        f"{PROSE}\n\nHow the price moved\nMarch 2021: a bid of £90m\nFebruary 2024: the sale, at £40m\n",
        "2024-02-01/2024-02-29",
        "February 2024",
        "the line that tells the headline's news",
    ),
    (
        f"At BrewCon 2026 in Oslo the brewer showed a beer. {PROSE}\n",
        "2026-01-01/2026-12-31",
        "BrewCon 2026",
        "an event's year",
    ),
    (
        f"{PROSE} It is worth twice the sum that it named earlier in 2025.\n",
        "2025-01-01/2025-12-31",
        "2025",
        "the year that is running",
    ),
]


@pytest.mark.parametrize(("body", "interval", "words", "why"), INFERRED, ids=[case[3] for case in INFERRED])
def test_a_text_lets_infer_the_date(body: str, interval: str, words: str, why: str) -> None:
    assert told(f"{HEAD}\n\n{body}") == (interval, "inferred", words), why


UNKNOWN = [
    (f"{PROSE}\n\n{PROSE} In March 2025 it was valued at £60m.\n", date(2025, 3, 1), "a month in passing"),
    (f"{PROSE} It raised £5m in a 2023 round.\n", date(2023, 1, 1), "a year in passing"),
    (
        f"The brewer, founded on June 3, 1999 in Oslo, has sold its pubs. {PROSE}\n",
        date(1999, 6, 3),
        "a founding",
    ),
    (f"{PROSE} It will close the sale by June 2031 at the latest.\n", None, "a time to come"),
    (f"{PROSE} It said last year, on a Tuesday, that it was dry.\n", None, "relative times alone"),
    (f"OSLO, Sept 9 - {PROSE}\n", None, "a day whose year nothing tells"),
    (
        f"OSLO, Sept 9 - The brewer, founded in 2019, said on Tuesday that it had sold its pubs. {PROSE}\n",
        date(2019, 1, 1),
        "a day beside a founding alone",
    ),
]


@pytest.mark.parametrize(("body", "bound", "why"), UNKNOWN, ids=[case[2] for case in UNKNOWN])
def test_times_in_passing_date_nothing(body: str, bound: date | None, why: str) -> None:
    row = dated(f"{HEAD}\n\n{body}")
    assert (row["published_from"], row["published_to"], row["published_words"]) == (None, None, None), why
    assert (row["published_basis"], row["latest_date_mentioned"]) == ("unknown", bound), why


def test_metadata_comes_before_the_text() -> None:
    page = f"{HEAD}\n\nJune 3, 2025\n\n{PROSE}\n"
    assert told(page, "2025-06-05T10:00:00Z") == ("2025-06-05", "stated", "2025-06-05T10:00:00Z")


def test_metadata_that_is_no_date_is_passed_over() -> None:
    assert told(f"{HEAD}\n\nJune 3, 2025\n\n{PROSE}\n", "soon")[0] == "2025-06-03"


def test_a_dated_article_has_no_lower_bound() -> None:
    assert dated(f"{HEAD}\n\nJune 3, 2025\n\n{PROSE} It rose in 2023.\n")["latest_date_mentioned"] is None


def test_every_article_has_one_row_in_order() -> None:
    articles = pl.DataFrame({"article_id": ["b", "a", "c"], "text": ["", "In 2025 it rose.", "Hello"]})
    articles = articles.with_columns(shadow=shadow(pl.col("text")))
    segments = cut_segments(articles.select("article_id", "shadow"), Lexicon()).segments
    assert date_articles(articles, segments, Lexicon())["article_id"].to_list() == ["b", "a", "c"]


LINES = st.lists(
    st.sampled_from([HEAD, PROSE, "June 3, 2025", "Sept 9 -", "Sources:", "At Expo 2025"]), max_size=6
).map("\n".join)


@settings(max_examples=15)
@given(
    text=st.text(max_size=120)
    | st.lists(
        st.sampled_from([HEAD, PROSE, "June 3, 2025", "Sept 9 -", "Sources:", "At Expo 2025"]), max_size=6
    ).map("\n".join)
)
def test_any_text_is_dated_without_error_and_by_its_own_words(text: str) -> None:
    row = dated(text)
    words = row["published_words"]
    assert (words is None) == (row["published_basis"] == "unknown")
    assert words is None or str(words) in text
    assert (row["published_from"] is None) == (row["published_to"] is None)


@pytest.mark.parametrize(
    ("more", "told_date"),
    [
        ("In 2025 it spent £9m; it went public in March 2025 and plans to spend £12m in 2026.", "2026-02-25"),
        ("In 2024 it spent £9m; it went public in March 2024 and plans to spend £12m in 2026.", "2025-02-25"),
    ],
)
def test_a_day_without_year_lies_after_what_is_told_as_past(more: str, told_date: str) -> None:
    text = f"{HEAD}\n\nFeb 25 (Reuters) - The brewer said on Tuesday that it fell. {PROSE}\n\n{more} {PROSE}"
    assert told(text)[0] == told_date


def test_a_day_without_year_lies_near_what_is_told_as_to_come_not_near_what_is_long_past() -> None:
    more = "It bought the brewery in 2012 and expects to close the sale in the second quarter of 2026."
    text = f"{HEAD}\n\nOct 30 (Reuters) - The brewer said on Thursday that it fell. {PROSE}\n\n{more} {PROSE}"
    assert told(text)[0] == "2025-10-30"
