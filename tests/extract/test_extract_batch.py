"""What the mentions of one text have to do with each other, and not with those of another."""

from pathlib import Path

import polars as pl
import pytest

from etl.extract import extract_batch
from etl.ingest import ingest_batch
from tests.faults.properties import LEXICON, MENTIONS, as_files, carry

GOLD = Path(__file__).parents[1] / "gold"

TEXTS = {
    "letters of a currency sign name nobody": (
        "Revenue came to NT$6.8 billion, up from NT$4.1 billion. Capital spending of NT$9 billion is planned.",
        set(),
    ),
    "nor do they after a word with a capital": (
        "Last year alone we paid Government K2.9 billion in taxes. Tarkwa Ridge owes GH¢310 million.",
        {"Tarkwa Ridge"},
    ),
    "a name beside an amount stays": (
        "Brisk Labs raised NT$12 billion from Arden Ventures, while Fable Foods of Leeds paid £3m.",
        {"Brisk Labs", "Arden Ventures", "Fable Foods", "Leeds"},
    ),
}


@pytest.mark.parametrize("note", TEXTS)
def test_names_share_no_letters_with_amounts(note: str) -> None:
    text, names = TEXTS[note]
    read = carry([text.encode()])
    assert set(read["fact_entity_mention"]["surface"]) == names
    assert not read["fact_money_mention"].is_empty()


def test_what_an_article_mentions_does_not_depend_on_its_batch() -> None:
    texts = [path.read_bytes() for path in sorted((GOLD / "own").glob("*.txt"))]
    # Lines above the text say who wrote it where; the period of the second article stays open.
    texts += [
        b"It began in February 2024.",
        b"Sales rose to $5m in the third quarter from $4m in the same period.",
    ]
    together = _extract(texts)
    alone = [_extract([text]) for text in texts]
    for table in MENTIONS:
        rows = pl.concat(read[table] for read in alone)
        assert not rows.is_empty()
        assert rows.sort("mention_id").equals(together[table].sort("mention_id")), table


def _extract(texts: list[bytes]) -> dict[str, pl.DataFrame]:
    """The mentions of plain texts, read as one batch."""
    files = as_files(texts).with_columns(path=pl.format("{}.txt", pl.int_range(pl.len())))
    return extract_batch(ingest_batch(files, LEXICON, "v"), LEXICON)
