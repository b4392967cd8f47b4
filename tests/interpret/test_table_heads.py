"""What the heads of a table say of its amounts, from the text on."""

import hashlib

import polars as pl
import pytest

from etl.extract import extract_batch
from etl.ingest.batch import ingest_batch
from etl.interpret.claims import read_claims
from etl.lexicon import Lexicon

LEXICON = Lexicon()
LEAD = (
    "The mills told their owners on Monday what they had made and sold, and what they owe to the town's bank."
)


def claims_of(table: str) -> list[tuple[str, list[str] | None, int]]:
    """Metric, subjects and amount in whole millions of each claim in the table."""
    content = f"What the mills made in the year\n\n{LEAD}\n\n{table}\n".encode()
    digest = hashlib.sha256(content).hexdigest()
    schema = {"path": pl.String, "sha256": pl.String, "size_bytes": pl.Int64, "content": pl.Binary}
    files = pl.DataFrame([(f"{digest}.txt", digest, len(content), content)], schema=schema, orient="row")
    tables = ingest_batch(files, LEXICON, "test")
    tables |= extract_batch(tables, LEXICON)
    claims = read_claims(tables, LEXICON).join(
        tables["fact_money_mention"].select("mention_id", "start_char"), on="mention_id"
    )
    millions = (pl.col("amount_min") / 1_000_000).cast(pl.Int64)
    return claims.sort("start_char").select("metric", "subject_ids", millions).rows()


CORNERS = [
    # (table, its claims, why)
    (
        "| Revenue, $m | 2025 |\n|---|---|\n| Tesla | 97,700 |\n| Ford | 180,000 |",
        [("revenue", ["tesla"], 97_700), ("revenue", ["ford"], 180_000)],
        "the corner says what the amounts are",
    ),
    (
        "| Maker | Revenue | Valuation |\n|---|---|---|\n| Tesla | $97bn | $900bn |\n| Ford (Series G) | $180bn | $40bn |",
        [
            ("revenue", ["tesla"], 97_000),
            ("valuation", ["tesla"], 900_000),
            ("revenue", ["ford"], 180_000),
            ("valuation", ["ford"], 40_000),
        ],
        "a row's second amount goes by its column, whatever the row's head has in brackets",
    ),
    (
        "| | 2024 | 2025 |\n|---|---|---|\n| Tesla Revenue | $97m | $98m |\n| Tesla Operating Loss | $7m | $8m |",
        [
            ("revenue", ["tesla"], 97),
            ("revenue", ["tesla"], 98),
            ("profit", ["tesla"], -7),
            ("profit", ["tesla"], -8),
        ],
        "a firm and its figure in a row's head",
    ),
    (
        "| Tesla, $m | 2025 |\n|---|---|\n| Revenue | 97,700 |\n| Net profit | 7,100 |",
        [("revenue", ["tesla"], 97_700), ("profit", ["tesla"], 7_100)],
        "the corner says whose they are",
    ),
]


@pytest.mark.parametrize(("table", "claims", "why"), CORNERS)
def test_a_corner_speaks_of_the_whole_table(table, claims, why):
    assert claims_of(table) == claims, why


SIGNS = [
    # (row under `$m`, amounts, why)
    ("| Net profit | 12.0 | (14.0) |", [12, -14], "in brackets, a loss"),
    ("| Net profit | -12.0 | 14.0 |", [-12, 14], "with a minus, a loss"),
    ("| Net loss | (12.0) | (14.0) |", [-12, -14], "in brackets, and a loss only once"),
    ("| Staff costs | (12.0) | (14.0) |", [12, 14], "a cost is taken off anyway"),
]


@pytest.mark.parametrize(("row", "amounts", "why"), SIGNS)
def test_what_is_set_below_zero_is_a_loss_under_profit(row, amounts, why):
    table = f"| $m | 2025 | 2024 |\n|---|---|---|\n| Revenue | 900 | 800 |\n{row}"
    assert [amount for _, _, amount in claims_of(table)][2:] == amounts, why
