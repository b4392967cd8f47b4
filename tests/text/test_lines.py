"""Lines near what a grammar looks for: all that hold it, each with its neighbourhood, at its place."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.text.cutting import cut_spans, cut_windows, hold_texts
from etl.text.lines import find_lines

TEXTS = st.lists(st.text(alphabet="ab$é\n \r", max_size=60), min_size=1, max_size=6)


def frame(texts: list[str]) -> pl.DataFrame:
    return pl.DataFrame({"article_id": [str(n) for n in range(len(texts))], "text": texts})


@given(TEXTS, st.integers(0, 9))
@settings(max_examples=80)
def test_every_line_with_the_anchor_is_found_with_what_stands_around_it(texts: list[str], reach: int) -> None:
    found = find_lines(frame(texts), "[$]", reach=reach)
    expected = [(n, line) for n, text in enumerate(texts) for line in text.split("\n") if "$" in line]
    assert found.height == len(expected)
    for row, (number, line) in zip(found.to_dicts(), expected, strict=True):
        text = texts[number]
        assert row["article_id"] == str(number)
        assert text[row["line_start"] : row["line_end"]] == line
        assert text[row["near_start"] : row["near_start"] + len(row["near"])] == row["near"]
        assert row["near_start"] <= row["line_start"]
        assert row["line_start"] - row["near_start"] <= reach + 1


@given(TEXTS, st.data())
@settings(max_examples=40)
def test_windows_and_spans_are_cut_to_the_letter(texts: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(texts) - 1))
    text = texts[number]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = pl.DataFrame({"article_id": [str(number)], "start": [start], "end": [end]})
    held = hold_texts([spans], frame(texts))
    left, right = cut_windows(spans, held, 5, 7)
    assert cut_spans(spans, held).to_list() == [text[start:end]]
    assert left.to_list() == [text[max(start - 5, 0) : start]]
    assert right.to_list() == [text[end : end + 7]]


def test_no_text_has_no_line() -> None:
    assert find_lines(frame([""]), "[$]").is_empty()
    assert find_lines(frame(["a"]).clear(), "[$]").is_empty()
    assert hold_texts([], frame(["a"])) == {}
