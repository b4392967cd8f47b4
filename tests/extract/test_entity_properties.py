"""What holds for the names of any text: exact spans, no overlap, valid ids, and the shape of the contract."""

from itertools import pairwise

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.contracts.compiled import lake_schema
from etl.extract.entities import find_entities
from etl.extract.entities.capitals import ITEM, LONGEST_RUN, PART
from etl.extract.entities.compiled import compile_names
from etl.extract.entities.run_names import read_run
from etl.lexicon import Lexicon

LEXICON = Lexicon()
WORDS = [
    "Anthropic",
    "OpenAI’s",
    "Zelphora",
    "Jane",
    "Roe",
    "Capital",
    "of",
    "and",
    "the",
    "said",
    "raised",
    "$5m",
    "AI",
    "U.S.",
    "GPT‑5.5",
    "Inc.",
    "(SSI)",
    "—",
    "\u202f",
    "François",
    "Chelsea",
    "March",
    "CEO",
    "“",
    ".",
    ",",
    "\n",
    "x",
    "İstanbul",
    "融资",
    "🏢",
    "xAI",
    "Byju’s",
    "&",
    "A",
    "Q4",
    "-",
    "'s",
    "Group",
    "Ford",
    "2",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=60)


def tables(texts: list[str]) -> dict[str, pl.DataFrame]:
    """Texts as articles of one paragraph and one sentence; a blank one has neither."""
    articles = pl.DataFrame(
        {"article_id": [f"{n:016d}" for n in range(len(texts))], "text": texts},
        schema={"article_id": pl.String, "text": pl.String},
    )
    spans = articles.filter(pl.col("text").str.len_chars() > 0).select(
        "article_id",
        segment_no=pl.lit(0, pl.UInt32),
        start_char=pl.lit(0, pl.UInt32),
        end_char=pl.col("text").str.len_chars(),
        zone=pl.lit("body"),
    )
    segments = spans.with_columns(kind=pl.lit("paragraph"))
    sentences = spans.with_columns(sentence_no=pl.lit(0, pl.UInt32))
    return {"dim_article": articles, "stg_segment": segments, "stg_sentence": sentences}


@settings(max_examples=15)
@given(st.lists(TEXTS, max_size=4))
def test_spans_are_exact_and_do_not_overlap_in_any_text(texts):
    found = find_entities(tables(texts), LEXICON)
    rows = found.sort("article_id", "start_char").to_dicts()
    for row in rows:
        text = texts[int(row["article_id"])]
        assert text[row["start_char"] : row["end_char"]] == row["surface"]
        assert row["surface"] == row["surface"].strip()
        assert row["entity_id"].replace("-", "").isalnum()
    for before, after in pairwise(rows):
        assert before["article_id"] != after["article_id"] or before["end_char"] <= after["start_char"]


@settings(max_examples=15)
@given(st.lists(st.sampled_from([word for word in WORDS if word[:1].isupper()]), min_size=1, max_size=8))
def test_readings_of_a_run_lie_in_it_and_apart(words):
    key = ITEM.join(f"{' ' if number else ''}{PART}{word}{PART}" for number, word in enumerate(words))
    readings = sorted(read_run(key, True, False, compile_names(LEXICON)))
    for reading in readings:
        assert 0 <= reading.first <= reading.last < len(words)
    for before, after in pairwise(readings):
        assert before.last < after.first


def test_no_articles_give_an_empty_table_of_the_same_shape():
    empty = find_entities(tables([]), LEXICON)
    some = find_entities(tables(["OpenAI raised $5m."]), LEXICON)
    assert empty.schema == some.schema
    assert set(some.columns) == set(lake_schema("fact_entity_mention"))
    assert len(some) == 1


def test_a_wall_of_capitals_is_read_in_runs_of_bounded_length():
    """One run of all of them would take quadratic time."""
    found = find_entities(tables(["Zelph of " * 2_000, "Indian " * 2_000]), LEXICON)
    assert len(found) > 20
    assert max(surface.count(" ") for surface in found["surface"]) < LONGEST_RUN * 2
