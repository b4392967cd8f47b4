"""Tables in text: what is one, and each cell with its heads and caption."""

import polars as pl
import pytest

from etl.ingest.segments import cut_segments
from etl.lexicon import Lexicon
from etl.text.shadow import shadow

LEXICON = Lexicon()
AROUND = (
    "The mill said on Monday that it had sold more cloth than in any year since it was built.\n\n{}\n\n"
    "The directors will meet in June to talk about what to do with the money, the company said."
)


def cells_of(table: str) -> list[tuple[str | None, ...]]:
    """Row head, column head and surface of each cell beside the first column."""
    text = AROUND.format(table)
    articles = pl.DataFrame({"article_id": ["a"], "text": [text]}).with_columns(shadow=shadow(pl.col("text")))
    cells = cut_segments(articles, LEXICON).cells
    text = articles["shadow"].item()
    for start, end, surface in cells.select("start_char", "end_char", "surface").rows():
        assert text[start:end] == surface
    return (
        cells.filter(pl.col("column_no") > 0).select("row_head", "column_head", "surface", "caption").rows()
    )


TABLES = [
    # (why, table, first cell)
    (
        "Markdown with its rule and pipes at the ends",
        "Prices:\n\n| Model | Cost |\n|---|---:|\n| A | $3.00 |\n| B | $4.00 |",
        ("A", "Cost", "$3.00", "Prices:"),
    ),
    (
        "a row of years under the rule is none of the head",
        "| | Dun | Low |\n|---|---|---|\n| Founded | 2017 | 2009 |\n| Sales | $3.00 | $4.00 |",
        ("Founded", "Dun", "2017", None),
    ),
    (
        "a head whose first cell is blank, above rows without pipes at the ends",
        "| Dun | Low\nOrders | $3.00 | $4.00\nSales | $5.00 | $6.00",
        ("Orders", "Dun", "$3.00", None),
    ),
    (
        "a rule and no pipes at the ends",
        "Model | Cost\n--- | ---\nA | $3.00\nB | $4.00",
        ("A", "Cost", "$3.00", None),
    ),
    (
        "pipes and no rule: the head states no figure",
        "Sales\nSegment | 2024\nCloth | £3m\nYarn | £2m",
        ("Cloth", "2024", "£3m", "Sales"),
    ),
    (
        "no head at all",
        "Cloth | £3m | 5%\nYarn | £2m | 4%",
        ("Cloth", None, "£3m", None),
    ),
    (
        "an empty first head",
        "| | 2024 | 2025 |\n| Cloth | $1bn | $2bn |",
        ("Cloth", "2024", "$1bn", None),
    ),
    (
        "figures that could be years, under a rule",
        "| £m | 2025 | 2024 |\n|---|---|---|\n| Cloth | 90 | 80 |\n| Yarn | 1200 | 1100 |",
        ("Cloth", "2025", "90", None),
    ),
    (
        "short years under their owner",
        "| Mill | Mill |\n| | 24 | 25 |\n| Cloth | 120 | 130 |\n| Yarn | 110 | 115 |",
        ("Cloth", "24", "120", None),
    ),
    (
        "tabs",
        "Results (£m)\nItem\t2024\t2023\nCloth\t79.0\t67.0",
        ("Cloth", "2024", "79.0", "Results (£m)"),
    ),
    (
        "runs of blanks, the head beginning with them",
        "Results (£m)\n           2024     2023\nCloth      79.0     67.0\nYarn       12.1     11.8",
        ("Cloth", "2024", "79.0", "Results (£m)"),
    ),
    (
        "two rows of heads: the lower one names the columns",
        "| | Quarter | Year |\n| | Q1 2025 | FY2024 |\n| Cloth | 3.1 | 11.2 |\n| Yarn | 2.0 | 9.0 |",
        ("Cloth", "Q1 2025", "3.1", None),
    ),
    (
        "a head whose cell begins with a year",
        "Market | 2024 market size | Growth\nCloth | $3bn | 4%\nYarn | $2bn | 5%",
        ("Cloth", "2024 market size", "$3bn", None),
    ),
    (
        "look-alike blanks in a cell",
        "| Item | Cost |\n|---|---|\n| A | $3\u202fbillion |",
        ("A", "Cost", "$3 billion", None),
    ),
]


@pytest.mark.parametrize(("table", "first"), [row[1:] for row in TABLES], ids=[row[0] for row in TABLES])
def test_the_first_cell_of_a_table_has_its_heads_and_caption(table, first):
    assert cells_of(table)[0] == first


NO_TABLES = [
    # (why, text)
    ("one line of names", "Share this story: Facebook | X | LinkedIn"),
    ("a menu of two lines", "Home | News | Sport\nTerms | Privacy | Contact"),
    ("a byline", "By Jane Roe | July 24, 2025 | 3 min read"),
    (
        "prose with two blanks after its stops",
        "The bid failed.  It was £5m.\nThe board said no.  It wants £6m.\nTalks go on.  They end in May.",
    ),
    ("a list of names and values", "Roads: $3.8 million\nAlleys: $1.5 million"),
]


@pytest.mark.parametrize("text", [text for _, text in NO_TABLES], ids=[why for why, _ in NO_TABLES])
def test_what_only_looks_like_a_table_is_none(text):
    assert cells_of(text) == []


def test_a_row_with_a_cell_left_out_keeps_its_columns():
    found = cells_of("| Item | 2024 | 2023 |\n|---|---|---|\n| Cloth | | 67.0 |")
    assert found == [("Cloth", "2023", "67.0", None)]


def test_tables_of_one_article_are_numbered():
    text = AROUND.format("A | 1 | 2\nB | 3 | 4\n\nBetween the two.\n\nC | 5 | 6\nD | 7 | 8")
    articles = pl.DataFrame({"article_id": ["a"], "shadow": [text]})
    cells = cut_segments(articles, LEXICON).cells
    assert cells.select("table_no", "row_no").unique(maintain_order=True).rows() == [
        (0, 0),
        (0, 1),
        (1, 0),
        (1, 1),
    ]
