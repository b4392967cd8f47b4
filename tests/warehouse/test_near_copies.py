"""Articles that repeat others: reprints with edits are copies, other articles on the same news are none."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from etl.engine import Ledger, run_ledger
from etl.warehouse.published import open_published

WIRE = """\
Marlow Grid raises $240 million to wire the islands

May 4, 2026 · By the Tern Wire

Marlow Grid, a builder of sea cables, raised $240 million in a Series C round led by Quill Capital, the
company said on Monday. Marlow Grid is valued at $1.9 billion, more than twice the price of a year ago.

The money is meant for a second ship and for the crews to man it, said the head of the company. A cable of
the kind that Marlow lays costs $60 million, and the waiting list of the islands runs into the next decade.

Demand for the cables has grown since the storms of the winter, when a third of the coast was without power
for a week. The regulator has asked the owners of the grid to spend $3 billion on repairs by the end of 2028.

Quill Capital had led the round before as well. The founders keep a majority of the votes and a seat on the
board goes to a partner of the fund. The deal is to close in the summer, subject to the consent of the regulator.
"""

REPRINT = (
    WIRE.replace(
        "Marlow Grid raises $240 million to wire the islands", "Cable firm lands a quarter of a billion"
    )
    .replace("May 4, 2026 · By the Tern Wire", "PORT ELLIS, May 6, 2026 — The Ellis Post")
    .replace(
        "into the next decade.", "into the next decade. A rival of the company went out of business in March."
    )
)

ANOTHER = """\
Quill Capital backs Marlow Grid again

May 5, 2026 · Harbour Review

For the second time in a year, Quill Capital has led a round of Marlow Grid, which lays cables under the sea. This
time the start-up took $240 million in a Series C round led by Quill Capital. Marlow Grid is valued at $1.9 billion.

Investors see the islands as a test of the trade: whoever wires them first will own the maps, the permits and the
ships. Analysts of the sector put the cost of a mile of cable at $2 million, a figure that the industry disputes.

The fund is known for a taste for heavy machines. It has stakes in a maker of cranes and in a port, and a partner of
the fund told the Review that the next ten years belong to the builders of things. He did not want to speak of the
price of the shares, nor of the plans for a listing, which bankers in the city expect in the course of next year.
"""

NOTES = [
    f"""\
{name} Holdings reports second quarter

July {day}, 2026 · Stock Desk

Shares of the company rose in the morning after the release of the results for the second quarter. {name} Holdings had
a revenue of ${revenue} million in the quarter, the company said in a filing to the regulator on the day. The profit
came to ${profit} million, ahead of the average of the estimates that the desk had gathered in the days before.

For the whole of the year, the management of the company expects to be at the upper end of the range that it gave in
the spring. The board raised the dividend to the owners of the ordinary shares, in line with the policy of the group.
"""
    for day, name, revenue, profit in ((20, "Alder", 312, 41), (21, "Birch", 870, 66), (22, "Cedar", 128, 9))
]


def copies(folder: Path, sql: Path, batches: Sequence[dict[str, str]]) -> dict[str, str | None]:
    """The paths of the articles that runs read, a run a batch of files, and the path of each one's original."""
    ledger = Ledger(
        folder / "raw",
        folder / "lake",
        folder / "warehouse" / "w.duckdb",
        folder / "lexicon",
        sql,
        folder.parent / "foundation",  # laid once for all of this module
    )
    for number, files in enumerate(batches):
        for name, text in files.items():
            ledger.raw_dir.mkdir(parents=True, exist_ok=True)
            (ledger.raw_dir / name).write_text(text, "utf-8")
        run_ledger(ledger, datetime(2026, 8, 1) + timedelta(days=number))
    with open_published(ledger.warehouse) as con:
        return dict(
            con.execute(
                "select copy.path, original.path from dim_article as copy"
                " left join dim_article as original on original.article_id = copy.duplicate_of"
            ).fetchall()
        )


@pytest.fixture
def sql(project: Path) -> Path:
    """The project's models."""
    return project / "sql"


@pytest.mark.parametrize(
    "names",
    [
        [["wire", "reprint", "another"]],
        [["reprint"], ["another"], ["wire"]],
        [["another", "wire"], ["reprint"]],
    ],
    ids=["at once", "the copy first", "the copy last"],
)
def test_a_lightly_edited_reprint_is_a_copy_in_whatever_order_it_comes(
    tmp_path: Path, sql: Path, names: list[list[str]]
) -> None:
    texts = {"wire": WIRE, "reprint": REPRINT, "another": ANOTHER}
    batches = [{f"{name}.txt": texts[name] for name in batch} for batch in names]
    assert copies(tmp_path, sql, batches) == {
        "wire.txt": None,
        "reprint.txt": "wire.txt",
        "another.txt": None,  # the same round, and even some of the same words
    }


def test_copies_count_once_in_the_marts(tmp_path: Path, sql: Path) -> None:
    copies(tmp_path, sql, [{"wire.txt": WIRE, "reprint.txt": REPRINT, "another.txt": ANOTHER}])
    with open_published(tmp_path / "warehouse" / "w.duckdb") as con:
        rows = con.execute(
            "select claim_count, len(article_ids), source_count from mart_fact"
            " where metric = 'valuation' and value_min = 1900000000"
        ).fetchall()
        first = con.execute(
            "select path, report_count from mart_first_report join dim_article using (article_id)"
            " where metric = 'valuation' and value_min = 1900000000"
        ).fetchall()
    assert rows == [(3, 2, 2)]
    assert first == [("wire.txt", 2)]


def test_a_form_letter_with_other_figures_is_no_copy(tmp_path: Path, sql: Path) -> None:
    files = {f"{number}.txt": note for number, note in enumerate(NOTES)}
    files["again.txt"] = NOTES[1].replace("July 21, 2026 · Stock Desk", "July 23, 2026 · Alder Gazette")
    assert copies(tmp_path, sql, [files]) == {
        "0.txt": None,
        "1.txt": None,
        "2.txt": None,
        "again.txt": "1.txt",
    }


def test_a_copy_of_a_copy_leads_to_the_first(tmp_path: Path, sql: Path) -> None:
    paragraphs = WIRE.split("\n\n")
    cut = "\n\n".join(paragraphs[:-1]).replace("May 4", "May 8") + "\n"
    shorter = {
        "wire.txt": WIRE,
        "cut.txt": cut,
        "reprint.txt": REPRINT,
        "spaced.txt": cut.replace("\n\n", "\n\n\n"),
    }
    assert copies(tmp_path, sql, [shorter]) == {
        "wire.txt": None,
        "cut.txt": "wire.txt",
        "reprint.txt": "wire.txt",
        "spaced.txt": "wire.txt",
    }
