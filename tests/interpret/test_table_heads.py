"""What the heads of a table say of its amounts, from the text on."""

import functools
import hashlib

import polars as pl

from etl.extract import extract_batch
from etl.ingest.batch import ingest_batch
from etl.interpret.claims import read_claims
from etl.lexicon import Lexicon

LEXICON = Lexicon()
LEAD = (
    "The mills told their owners on Monday what they had made and sold, and what they owe to the town's bank."
)


@functools.cache
def _read_each(tables: tuple[str, ...]) -> dict[str, pl.DataFrame]:
    """The claims of each table in an article of its own, with where their amounts stand, in that order. All are
    read at once, which takes hardly longer than one.
    """
    texts = {table: f"What the mills made in the year\n\n{LEAD}\n\n{table}\n".encode() for table in tables}
    digests = {table: hashlib.sha256(content).hexdigest() for table, content in texts.items()}
    rows = [(f"{digests[table]}.txt", digests[table], len(texts[table]), texts[table]) for table in tables]
    schema = {"path": pl.String, "sha256": pl.String, "size_bytes": pl.Int64, "content": pl.Binary}
    read = ingest_batch(pl.DataFrame(rows, schema=schema, orient="row"), LEXICON, "test")
    read |= extract_batch(read, LEXICON)
    starts = read["fact_money_mention"].select("mention_id", "start_char")
    claims = read_claims(read, LEXICON).join(starts, on="mention_id").sort("start_char")
    return {table: claims.filter(pl.col("article_id") == digests[table][:16]) for table in tables}


def told(claims: pl.DataFrame) -> list[tuple[str, list[str] | None, int]]:
    """Metric, subjects and amount in whole millions of each claim."""
    millions = (pl.col("amount_min") / 1_000_000).cast(pl.Int64)
    return claims.select("metric", "subject_ids", millions).rows()


def claims_of(table: str) -> list[tuple[str, list[str] | None, int]]:
    """Metric, subjects and amount in whole millions of each claim in the table."""
    return told(_read_each((table,))[table])


CORNERS = [
    # (table, its claims, why)
    (
        "| Maker | Value ($bn) | A year ago ($bn) | Revenue ($m) |\n|---|---|---|---|\n| Tesla | 900 | 700 | 97 |",
        [("valuation", ["tesla"], 900_000), ("valuation", ["tesla"], 700_000), ("revenue", ["tesla"], 97)],
        "what is under `Value` is what the firm is worth, and what it was a year ago beside it",
    ),
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


def test_a_corner_speaks_of_the_whole_table():
    read = _read_each(tuple(table for table, _, _ in CORNERS))
    for table, claims, why in CORNERS:
        assert told(read[table]) == claims, why


def test_an_amount_in_a_rounds_row_is_what_it_raised_whatever_the_caption_says() -> None:
    table = (
        "## Valuation history\n\n| Date | Round | Amount | Valuation |\n|---|---|---|---|\n"
        "| Aug 2024 | Series A | $60m | $400m |\n| May 2025 | Growth plan | $90m | $700m |"
    )
    assert [claim[::2] for claim in claims_of(table)] == [
        ("funding", 60),
        ("valuation", 400),
        ("valuation", 90),
        ("valuation", 700),
    ]


def test_what_is_told_of_a_market_is_not_its_name():
    rows = "| Market size in 2024 | $5.1m |\n| Base year | 2024 |\n| Forecast market size by 2030 | $9.4m |"
    assert claims_of(f"| Attribute | Detail |\n|---|---|\n{rows}") == [
        ("market_size", [], 5),
        ("market_size", [], 9),
    ]


SIGNS = [
    # (row under `$m`, amounts, why)
    ("| Net profit | 12.0 | (14.0) |", [12, -14], "in brackets, a loss"),
    ("| Net profit | -12.0 | 14.0 |", [-12, 14], "with a minus, a loss"),
    ("| Net loss | (12.0) | (14.0) |", [-12, -14], "in brackets, and a loss only once"),
    ("| Staff costs | (12.0) | (14.0) |", [12, 14], "a cost is taken off anyway"),
]


def test_what_is_set_below_zero_is_a_loss_under_profit():
    tables = {
        row: f"| $m | 2025 | 2024 |\n|---|---|---|\n| Revenue | 900 | 800 |\n{row}" for row, _, _ in SIGNS
    }
    read = _read_each(tuple(tables.values()))
    for row, amounts, why in SIGNS:
        assert [amount for _, _, amount in told(read[tables[row]])][2:] == amounts, why


TIMES = [
    # (table, the year that each of its amounts holds in, why)
    (
        "| Round | Date | Size |\n|---|---|---|\n| Series A | 2023 | $5m |\n| Series B | March 2024 | $9m |",
        [2023, 2024],
        "a date that is a cell of its own",
    ),
    (
        "| Mill | Founded | Sales in 2024 |\n|---|---|---|\n| Tesla | 2003 | $5m |\n| Ford | 1903 | $9m |",
        [2024, 2024],
        "the year in which a firm began is none of its sales",
    ),
    (
        "Sales told in May 2025\n\n| | 2023 | 2024 |\n|---|---|---|\n| Tesla | $5m | $6m |\n| Ford | $9m | $8m |",
        [2023, 2024, 2023, 2024],
        "a caption's month with a year of its own is no part of a column's year",
    ),
]


def test_a_cell_holds_when_its_row_or_heads_say():
    read = _read_each(tuple(table for table, _, _ in TIMES))
    whole = (pl.col("as_of_end") - pl.col("as_of_start")).dt.total_days() >= 364
    for table, years, why in TIMES:
        assert read[table]["as_of_start"].dt.year().to_list() == years, why
        assert read[table].filter(whole).height == len(years) - ("March 2024" in table), why


SIDES = [
    # (table, subjects and other sides of its amounts, why)
    (
        "| Rank | Company | Raised | Led by |\n|---|---|---|---|\n| 1 | Tesla | $50 million | Nvidia, SoftBank |\n"
        "| 2 | Ford | $20 million | Citigroup |",
        [(["tesla"], ["nvidia", "softbank-group"]), (["ford"], ["citigroup"])],
        "a column names the backers, and whom the row is about, where its head is a number",
    ),
    (
        "| Round | Based in | Company | Raised | Source |\n|---|---|---|---|---|\n"
        "| A | Berlin | Tesla | $50 million | Nvidia |",
        [(["tesla"], [])],
        "a column of places or sources names no side",
    ),
    (
        "| Company | Revenue | Investors |\n|---|---|---|\n| Tesla | $50 million | Nvidia |",
        [(["tesla"], [])],
        "revenue has no backers",
    ),
]


def test_columns_name_the_sides() -> None:
    read = _read_each(tuple(table for table, _, _ in SIDES))
    for table, sides, why in SIDES:
        assert read[table].select("subject_ids", "counterparty_ids").rows() == sides, why


YET_TO_BE = [
    # (head of the column, how real its amounts are)
    ("Revenue 2023 ($m)", "actual"),
    ("2023E", "estimated"),
    ("Revenue 2023, est.", "estimated"),
    ("FY23F", "projected"),
    ("Budget 2023", "targeted"),
    ("Plants in 2023", "actual"),
]


def test_a_columns_head_says_how_real_its_amounts_are() -> None:
    lead = "Revenue in $m\n\n| Maker | {} |\n|---|---|\n| Tesla | 97 |\n| Ford | 180 |"
    tables = {head: lead.format(head) for head, _ in YET_TO_BE}
    read = _read_each(tuple(tables.values()))
    for head, modality in YET_TO_BE:
        assert read[tables[head]]["modality"].to_list() == [modality] * 2, head


def test_a_total_is_of_all_that_have_a_figure_above_it() -> None:
    rows = "| Tesla | $97m | $9m |\n| Ford | $180m | n/a |\n| Nvidia | $3m | $4m |\n| **Total** | **$280m** | **$13m** |"
    claims = claims_of(f"| Maker | Revenue | Debt |\n|---|---|---|\n{rows}")
    assert claims[-2:] == [("revenue", ["tesla", "ford", "nvidia"], 280), ("debt", ["tesla", "nvidia"], 13)]


def test_a_total_of_one_firms_parts_is_the_firms() -> None:
    rows = "| Tools | $97m |\n| Paints | $180m |\n| **Total** | **$277m** |"
    assert claims_of(f"| Tesla | Revenue |\n|---|---|\n{rows}")[-1] == ("revenue", ["tesla"], 277)
