"""Lines that only say whom a text is from: nobody there is whose an amount is."""

import polars as pl

from etl.extract import extract_batch
from etl.ingest import ingest_batch
from etl.interpret.claims import read_claims
from etl.lexicon import Lexicon

TEXT = "Three lines on a mill\n\n{}\n\nA third line says $6 million in revenue was booked.\n"


def subjects(text: str) -> list[list[str]]:
    files = pl.DataFrame(
        {"path": ["a.txt"], "sha256": ["0" * 64], "size_bytes": [len(text)], "content": [text.encode()]}
    )
    tables = ingest_batch(files, Lexicon(), "run")
    tables |= extract_batch(tables, Lexicon())
    return read_claims(tables, Lexicon())["subject_ids"].to_list()


def test_a_credited_source_is_no_party_and_the_same_name_in_the_text_is() -> None:
    assert subjects(TEXT.format("Source: Bloomberg")) == [[]]
    assert subjects(TEXT.format("Bloomberg sold its paper mill last week.")) == [["bloomberg"]]
