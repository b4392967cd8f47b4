"""What is a mention of calendar time, from where to where: `cases/calendar.toml`, read as one batch."""

import re
import tomllib
from pathlib import Path

import polars as pl
import pytest

from etl.lexicon import Lexicon
from etl.text.calendar import compile_calendar, find_times
from etl.text.shadow import shadow

CASES = tomllib.loads((Path(__file__).parent / "cases" / "calendar.toml").read_text(encoding="utf-8"))["case"]


def plain(marked: str) -> str:
    """A text without its marks."""
    return re.sub("[«»]", "", marked)


@pytest.fixture(scope="module")
def found() -> dict[int, list[str]]:
    """The mentions of every case."""
    texts = pl.DataFrame({"case": range(len(CASES)), "text": [plain(case["text"]) for case in CASES]})
    times = find_times(texts.select("case", shadow=shadow(pl.col("text"))), compile_calendar(Lexicon())).join(
        texts, on="case", how="left", maintain_order="left"
    )
    mentions: dict[int, list[str]] = {}
    for case, text, start, end in times.select("case", "text", "start", "end").rows():
        mentions.setdefault(case, []).append(text[start:end])
    return mentions


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{c['note']}: {c['text'][:30]}" for c in CASES])
def test_mentions_are_the_words_in_marks(number: int, found: dict[int, list[str]]) -> None:
    case = CASES[number]
    assert found.get(number, []) == re.findall("«([^»]*)»", case["text"]), case["note"]


def test_the_spans_of_a_text_do_not_depend_on_its_batch(found: dict[int, list[str]]) -> None:
    text = plain(CASES[0]["text"])
    alone = find_times(pl.DataFrame({"shadow": [text]}), compile_calendar(Lexicon()))
    assert [text[start:end] for start, end in alone.select("start", "end").rows()] == found[0]
