"""Sentences: the lexicon's cases, and that nothing is lost whatever the text."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.lexicon import Lexicon
from etl.text.sentences import cut_sentences
from etl.text.shadow import shadow

LEXICON = Lexicon()
CASES = LEXICON.rules("sentences")["case"]


def segments_of(*texts: str, kind: str = "paragraph") -> pl.DataFrame:
    """Each text as the one segment of an article."""
    return pl.DataFrame(
        {
            "article_id": [str(number) for number in range(len(texts))],
            "segment_no": 0,
            "start_char": 0,
            "kind": kind,
            "zone": "body",
            "block": list(texts),
        },
        schema_overrides={"segment_no": pl.UInt32, "start_char": pl.UInt32},
    ).with_columns(block=shadow(pl.col("block")))


def sentences_of(text: str, kind: str = "paragraph") -> list[str]:
    cut = cut_sentences(segments_of(text, kind=kind), LEXICON)
    return [text[start:end] for start, end in cut.select("start_char", "end_char").rows()]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_paragraph_is_cut_as_the_lexicon_shows(case):
    assert sentences_of(case["text"]) == case["sentences"]


@pytest.mark.parametrize("kind", ["table_row", "headline", "byline", "dateline"])
def test_what_is_no_prose_is_one_sentence(kind):
    assert sentences_of("Deal done. Who pays?", kind) == ["Deal done. Who pays?"]


def test_a_sentence_runs_over_the_lines_of_a_wrapped_paragraph():
    # Line ends are blanks in a block; the offsets are those of the text.
    assert sentences_of("The fee of $5  million is due. It was paid.")[0] == "The fee of $5  million is due."


def test_look_alike_blanks_and_quotes_cut_as_their_ascii_forms():
    assert sentences_of("“It cost $5m.”\u202fNobody paid.") == ["“It cost $5m.”", "Nobody paid."]


def test_offsets_count_from_the_segment_and_numbers_over_the_article():
    segments = segments_of("One. Two.", "Three.").with_columns(
        article_id=pl.lit("a"), segment_no=pl.Series([0, 1]), start_char=pl.Series([0, 11])
    )
    cut = cut_sentences(segments, LEXICON)
    assert cut.select("sentence_no", "segment_no", "start_char", "end_char").rows() == [
        (0, 0, 0, 4),
        (1, 0, 5, 9),
        (2, 1, 11, 17),
    ]


NEWSY = st.text(alphabet="aAUS.  !?$5\"')(。\u202f“”é", max_size=60)


@settings(max_examples=60)
@given(st.lists(st.one_of(NEWSY, st.text(max_size=40)), min_size=1, max_size=8))
def test_every_character_that_is_not_blank_is_in_exactly_one_sentence(texts):
    segments = segments_of(*texts)
    cut = cut_sentences(segments, LEXICON)
    for number, block in enumerate(segments["block"]):
        spans = cut.filter(pl.col("article_id") == str(number)).select("start_char", "end_char").rows()
        assert spans == sorted(spans)
        covered = [place for start, end in spans for place in range(start, end)]
        assert len(covered) == len(set(covered))
        blanks = pl.Series(list(block)).str.strip_chars() == "" if block else []
        assert {n for n, blank in enumerate(blanks) if not blank} <= set(covered)
