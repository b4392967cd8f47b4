"""Tables of segments in an article on the size of a market: what their bare numbers are, and of whom."""

import hashlib

import polars as pl
import pytest

from etl.extract import extract_batch
from etl.ingest.batch import ingest_batch
from etl.interpret.claims import read_claims
from etl.lexicon import Lexicon

LEXICON = Lexicon()
TABLE = "By segment (USD million)\n\n| Segment | 2024 | 2028 |\n| --- | --- | --- |\n| {} | 610 | 940 |\n"
MARKET = (
    "The global hay baler market was valued at USD 7.9 billion in 2024. It is set to reach a market size of USD 9.8 "
    "billion in 2028, a report says."
)
FIRM = "Zelphor Tools Inc had sales of USD 7.9 billion in 2024. It paid USD 9 million for a shed."


def cells_of(lead: str, segment: str = "Tractors") -> list[tuple[str, list[str], str]]:
    """Metric, subjects and modality of the claims in the table under a lead."""
    content = f"What is known so far\n\nJune 3, 2025\n\n{lead}\n\n{TABLE.format(segment)}".encode()
    digest = hashlib.sha256(content).hexdigest()
    schema = {"path": pl.String, "sha256": pl.String, "size_bytes": pl.Int64, "content": pl.Binary}
    files = pl.DataFrame([(f"{digest}.txt", digest, len(content), content)], schema=schema, orient="row")
    tables = ingest_batch(files, LEXICON, "test")
    tables |= extract_batch(tables, LEXICON)
    claims = read_claims(tables, LEXICON)
    money = tables["fact_money_mention"].filter(pl.col("zone") == "table")
    return (
        claims.join(money.select("mention_id"), on="mention_id")
        .select("metric", "subject_ids", "modality")
        .rows()
    )


@pytest.mark.parametrize(
    ("lead", "expected"), [(MARKET, True), (FIRM, False)], ids=["of a market", "of a firm"]
)
def test_a_segments_numbers_are_sizes_of_its_market(lead, expected):
    found = cells_of(lead)
    assert len(found) == 2
    sizes = [("market_size", ["tractors"], "actual"), ("market_size", ["tractors"], "projected")]
    assert (found == sizes) is expected


@pytest.mark.parametrize("segment", ["Training", "ASIC"])
def test_a_segment_is_called_by_its_row_whatever_else_that_means(segment):
    assert [(metric, ids) for metric, ids, _ in cells_of(MARKET, segment)] == [
        ("market_size", [segment.lower()])
    ] * 2
