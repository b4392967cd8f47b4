"""A sentence above a table is its caption where it says what the table's numbers are in."""

import hashlib

import polars as pl
import pytest

from etl.ingest.batch import ingest_batch
from etl.lexicon import Lexicon

TABLE = "| Model | Input |\n| --- | --- |\n| Zelph 3 | $5.00 |\n| Zelph 2 | $4.00 |\n"
CASES = [
    ("All prices in US dollars per 1M tokens.", True, "a note of units"),
    ("Figures are given in millions of euros.", True, "another verb"),
    ("In thousands of dollars, except per share.", True, "no noun"),
    ("Prices rose again in the second quarter. Here they are.", False, "two sentences of the text"),
    ("The models are compared below, as of May.", False, "a sentence of the text"),
]


@pytest.mark.parametrize(("note", "is_caption", "why"), CASES)
def test_a_note_of_units_is_the_caption(note, is_caption, why):
    content = f"What models cost\n\nThe vendors changed their lists on Monday, they said.\n\n{note}\n\n{TABLE}".encode()
    digest = hashlib.sha256(content).hexdigest()
    schema = {"path": pl.String, "sha256": pl.String, "size_bytes": pl.Int64, "content": pl.Binary}
    files = pl.DataFrame([(f"{digest}.txt", digest, len(content), content)], schema=schema, orient="row")
    captions = ingest_batch(files, Lexicon(), "test")["stg_cell"]["caption"].unique().to_list()
    assert captions == [note if is_caption else None], why
