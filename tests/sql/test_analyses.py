"""The questions of `sql/analysis` that hold more than a mart's rows: small tables in, rows out."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.ledger_rows import article, claim, insert

# what is said of sales beside a worth of $90bn, and the multiple that it implies
SALES: dict[str, tuple[dict[str, Any], float | None]] = {
    "a run rate": ({"basis": "run_rate", "per": "year"}, 9.0),
    "a run rate without its unit": ({"basis": "run_rate"}, 9.0),
    "so much a year": ({"per": "year"}, 9.0),
    "so much a month": ({"per": "month", "basis": "run_rate"}, 0.8),
    "so much a quarter": ({"per": "quarter"}, 2.3),
    "a year's": ({"as_of": "2025-01-01/2025-12-31"}, 9.0),
    "a business year's": ({"as_of": "2025-04-01/2026-03-31"}, 9.0),
    "a quarter's": ({"as_of": "2026-01-01/2026-03-31"}, None),
    "a month's": ({"as_of": "2026-03-01/2026-03-31"}, None),
    "of no time": ({}, None),
    "of a day": ({"as_of": "2026-03-01"}, None),
    "so much a customer": ({"per": "customer", "as_of": "2025-01-01/2025-12-31"}, None),
}


@pytest.mark.parametrize("case", SALES)
def test_a_multiple_is_of_a_year_s_sales(con: duckdb.DuckDBPyConnection, project: Path, case: str) -> None:
    columns, wanted = SALES[case]
    insert(con, "history_article", [article("may", "2026-05-01/2026-05-31")])
    claims = [claim("v", "may", "90e9"), claim("r", "may", "10e9", metric="revenue", **columns)]
    insert(con, "history_claim", claims)
    query = (project / "sql" / "analysis" / "implied_multiples.sql").read_text("utf-8").rstrip().rstrip(";")
    found = con.execute(f"select multiple_min from ({query})").fetchall()
    assert found == ([] if wanted is None else [(wanted,)])
