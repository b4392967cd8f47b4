"""Mark and split: exact spans, windows and surfaces, on any text."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from etl.text.marking import cut_surfaces, mark_spans, with_windows
from etl.text.shadow import LOOKALIKES, STAND_INS, shadow

ALPHABET = "ab5 é\n€" + "".join(sorted({*LOOKALIKES, *STAND_INS}))
TEXTS = st.lists(st.text(alphabet=ALPHABET, max_size=40), min_size=1, max_size=4)
GRAMMAR = r"\$[0-9]+|[ab]+"


def frame(texts: list[str]) -> pl.DataFrame:
    columns = {"article_id": [str(n) for n in range(len(texts))], "text": texts}
    schema = {"article_id": pl.String, "text": pl.String}
    return pl.DataFrame(columns, schema=schema).with_columns(shadow=shadow(pl.col("text")))


@given(TEXTS)
def test_a_span_cuts_its_match_from_the_text(texts: list[str]) -> None:
    articles = frame(texts)
    spans = mark_spans(articles.select("article_id", "shadow"), GRAMMAR)
    for row in spans.to_dicts():
        plain = articles["shadow"][int(row["article_id"])]
        assert plain[row["start"] : row["end"]] == row["matched"]
        assert plain[: row["start"]].endswith(row["before"])
        assert plain[row["end"] :].startswith(row["after"])


@given(TEXTS)
def test_spans_are_those_of_a_plain_search(texts: list[str]) -> None:
    articles = frame(texts)
    counted = articles.select(pl.col("shadow").str.count_matches(GRAMMAR).sum()).item()
    spans = mark_spans(articles.select("article_id", "shadow"), GRAMMAR)
    assert spans.height == counted
    ends = spans["end"].shift(1).fill_null(0)
    assert (~((spans["start"] < ends) & (spans["article_id"] == spans["article_id"].shift(1)))).all()


@given(TEXTS, st.integers(1, 30))
def test_windows_are_what_stands_around_up_to_their_reach(texts: list[str], reach: int) -> None:
    articles = frame(texts)
    spans = with_windows(mark_spans(articles.select("article_id", "shadow"), GRAMMAR), reach)
    for row in spans.to_dicts():
        plain = articles["shadow"][int(row["article_id"])]
        assert plain[: row["start"]].endswith(row["left"])
        assert plain[row["end"] :].startswith(row["right"])
        assert len(row["left"]) <= reach
        assert len(row["right"]) <= reach


@given(TEXTS)
def test_a_surface_is_the_texts_own(texts: list[str]) -> None:
    articles = frame(texts)
    spans = mark_spans(articles.select("article_id", "shadow"), r"[$%b].{0,4}")
    surfaces = cut_surfaces(spans, articles).to_list()
    for row, surface in zip(spans.to_dicts(), surfaces, strict=True):
        assert surface == texts[int(row["article_id"])][row["start"] : row["end"]]


def test_an_empty_batch_has_no_spans() -> None:
    assert mark_spans(frame([]).select("article_id", "shadow"), GRAMMAR).is_empty()
    assert mark_spans(frame([""]).select("article_id", "shadow"), GRAMMAR).is_empty()
