"""What date mentions denote in their article: `cases/dates.toml`, read as one batch, and what always holds."""

import re
import tomllib
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.extract.dates import find_dates
from etl.lexicon import Lexicon

Tables = dict[str, pl.DataFrame]


def tables(articles: list[tuple[str, str | None, str | None]]) -> Tables:
    """Articles of one segment a line, each a text and the days between which it was published."""
    ids = [f"{number:016x}" for number in range(len(articles))]
    days = {
        name: pl.Series([a[place] and date.fromisoformat(a[place]) for a in articles], dtype=pl.Date)  # type: ignore[arg-type]
        for place, name in ((1, "published_from"), (2, "published_to"))
    }
    frame = pl.DataFrame(
        {"article_id": ids, "text": [a[0] for a in articles], **days},
        schema_overrides={"text": pl.String, "article_id": pl.String},
    )
    lines = []
    for article, (text, *_) in zip(ids, articles, strict=True):
        position = number = 0
        for line in text.split("\n"):
            if line.strip():
                zone = "headline" if number == 0 and "\n" in text else "body"
                lines.append((article, number, position, position + len(line), zone))
                number += 1
            position += len(line) + 1
    types = {"article_id": pl.String, "segment_no": pl.UInt32, "start_char": pl.UInt32, "end_char": pl.UInt32}
    segments = pl.DataFrame(lines, schema=types | {"zone": pl.String}, orient="row")
    return {"dim_article": frame, "stg_segment": segments, "stg_sentence": segments}


def readings(articles: list[tuple[str, str | None, str | None]]) -> list[list[tuple[str, str]]]:
    """The mentions of each article with their interval: `start/end`, one day alone, or `-`."""
    given_tables = tables(articles)
    found = find_dates(given_tables, Lexicon())
    known: dict[str, list[tuple[str, str]]] = {a: [] for a in given_tables["dim_article"]["article_id"]}
    for article, surface, start, end in found.select(
        "article_id", "surface", "start_date", "end_date"
    ).rows():
        interval = "-" if start is None else str(start) if start == end else f"{start}/{end}"
        known[article].append((surface, interval))
    return list(known.values())


def reading(text: str, first: str | None, last: str | None = None) -> list[tuple[str, str]]:
    """The mentions of one article."""
    return readings([(text, first, last or first)])[0]


WEDNESDAY = "2025-06-18"
CASES = tomllib.loads((Path(__file__).parent / "cases" / "dates.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def read() -> list[list[tuple[str, str]]]:
    """All cases, read as one batch."""
    published = [case.get("published", WEDNESDAY) or None for case in CASES]
    texts = [re.sub("[«»]", "", case["text"]) for case in CASES]
    return readings([(text, day, day) for text, day in zip(texts, published, strict=True)])


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{c['note']}: {c['text'][:30]}" for c in CASES])
def test_mentions_denote_their_days(number: int, read: list[list[tuple[str, str]]]) -> None:
    case = CASES[number]
    marked = re.findall("«([^»]*)»", case["text"])
    assert read[number] == list(zip(marked, case["reads"], strict=True)), case["note"]


def test_an_article_of_a_known_month_knows_months_but_no_weekdays() -> None:
    text = "On Wednesday it rose, unlike last month; last year it fell; in June it rose"
    known = dict(reading(text, "2024-02-01", "2024-02-29"))
    assert known == {
        "Wednesday": "-",
        "last month": "2024-01-01/2024-01-31",
        "last year": "2023-01-01/2023-12-31",
        "June": "2023-06-01/2023-06-30",
    }


def test_the_same_period_is_that_of_its_own_article_and_of_the_period_named_last() -> None:
    """A period that stays open hides those named before it, in its article and in another's."""
    open_period = "It rose in the third quarter, unlike the same period last year"
    told = "It began in February 2024. "
    read = readings([(told, None, None), (open_period, None, None), (told + open_period, None, None)])
    assert dict(read[0]) == {"February 2024": "2024-02-01/2024-02-29"}
    assert dict(read[1]) == {"the third quarter": "-", "the same period last year": "-"}
    assert dict(read[2]) == dict(read[0]) | dict(read[1])


def test_an_article_of_a_known_year_knows_years_and_gives_months_its_own() -> None:
    known = dict(reading("this year, in May; this week; June 1 was dry", "2026-01-01", "2026-12-31"))
    assert known == {
        "this year": "2026-01-01/2026-12-31",
        "May": "2026-05-01/2026-05-31",
        "this week": "-",
        "June 1": "2026-06-01",
    }


def test_mentions_have_their_zone_and_id_and_the_letters_of_the_text() -> None:
    text = "Budget of 2025\nIt was passed in\u00a0May\u00a02025."
    rows = find_dates(tables([(text, WEDNESDAY, WEDNESDAY)]), Lexicon()).to_dicts()
    assert [(row["surface"], row["zone"]) for row in rows] == [
        ("2025", "headline"),
        ("May\u00a02025", "body"),
    ]
    assert rows[1]["mention_id"] == f"{0:016x}:d32-40"


def test_a_mention_does_not_run_over_the_end_of_its_segment() -> None:
    assert [surface for surface, _ in reading("The road to May\n2026 was a good year", WEDNESDAY)] == []


def test_an_empty_batch_gives_no_mentions() -> None:
    empty = {name: frame.clear() for name, frame in tables([("in May", None, None)]).items()}
    assert find_dates(empty, Lexicon()).height == 0


WORDS = (
    "in on by the of May March June 1 2 31 2025 2026 20 Q4 Q1 FY22 fiscal year quarter first second half end"
    " last this next week Tuesday Monday today to - , . ( ) and between ended early mid- late 9/11/2025 's"
    " 2024-25 2026-06-02 summer a day later 100 $5 % é 年"
)
PHRASES = st.lists(st.sampled_from([*WORDS.split(), "\n", "\u202f", "\u2011"]), max_size=30).map(" ".join)


@settings(max_examples=15)
@given(text=PHRASES | st.text(max_size=80), known=st.booleans())
def test_any_text_gives_exact_ordered_spans_with_intervals_in_order(text: str, known: bool) -> None:
    day = WEDNESDAY if known else None
    rows = find_dates(tables([(text, day, day)]), Lexicon()).to_dicts()
    reached = 0
    for row in rows:
        assert reached <= row["start_char"] < row["end_char"] <= len(text)
        assert text[row["start_char"] : row["end_char"]] == row["surface"]
        assert (row["start_date"] is None) == (row["end_date"] is None)
        assert row["start_date"] is None or row["start_date"] <= row["end_date"]
        reached = row["end_char"]
