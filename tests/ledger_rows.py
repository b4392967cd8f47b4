"""Rows for tests that start from tables: what a row does not name is null, or plain where required."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import duckdb

from etl.contracts.compiled import table_specs

PLAIN: Mapping[str, Any] = {
    "varchar": "x",
    "varchar[]": [],
    "boolean": False,
    "bigint": 0,
    "integer": 0,
    "uinteger": 0,
    "double": 1.0,
    "decimal(38, 12)": Decimal(0),
    "timestamp": datetime(2026, 1, 1),
}


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows into a table of the contracts. A column that it does not have is an error."""
    spec = table_specs()[table]
    names = [column.name for column in spec.columns]
    for row in rows:
        unknown = set(row) - set(names)
        assert not unknown, f"{table} has no {unknown}"
        values = [
            row.get(column.name, None if column.is_nullable else PLAIN.get(column.sql_type))
            for column in spec.columns
        ]
        con.execute(f"insert into {table} values ({', '.join('?' * len(values))})", values)


def article(article_id: str, published: str | None = None, **columns: Any) -> dict[str, Any]:
    """A row of `history_article`, published on a day or between two (`2026-05-01/2026-05-31`)."""
    first, _, last = (published or "").partition("/")
    return {
        "article_id": article_id,
        "path": f"{article_id}.txt",
        "published_from": first or None,
        "published_to": last or first or None,
        "published_basis": "stated" if published else "unknown",
        **columns,
    }


def claim(claim_id: str, article_id: str, amount: str, **columns: Any) -> dict[str, Any]:
    """A row of `history_claim` in US dollars: `5e9`, or a range `3e9-4e9`. Parties may be given as one id.

    `as_of` is a day, or two with a slash between.
    """
    low, _, high = amount.partition("-")
    low_amount, high_amount = Decimal(low), Decimal(high or low)
    subjects = columns.pop("subjects", ["lumo"])
    counterparties = columns.pop("counterparties", [])
    first, _, last = columns.pop("as_of", "").partition("/")
    amounts = {"min": low_amount, "max": high_amount, "low": low_amount, "high": high_amount}
    return {
        "claim_id": claim_id,
        "mention_id": f"{claim_id}:m",
        "article_id": article_id,
        "metric": "valuation",
        "subject_id": subjects[0] if subjects else None,
        "subject_ids": subjects,
        "counterparty_id": counterparties[0] if counterparties else None,
        "counterparty_ids": counterparties,
        "as_of_start": first or None,
        "as_of_end": last or first or None,
        "modality": "actual",
        "evidence": "stated",
        "currency": "USD",
        "sentence": claim_id,
        **{f"amount_{end}": value for end, value in amounts.items()},
        "usd_min": low_amount,
        "usd_max": high_amount,
        **columns,
    }


def proposal(proposal_id: str, article_id: str, mention_id: str, **columns: Any) -> dict[str, Any]:
    """A row of `history_proposal` that stands: of a valuation, for an amount of ours."""
    return {
        "proposal_id": proposal_id,
        "article_id": article_id,
        "mention_id": mention_id,
        "engine": "reader",
        "metric": "valuation",
        "modality": "actual",
        "evidence": "stated",
        "subject_ids": [],
        "counterparty_ids": [],
        "source_ids": [],
        "amount_min": Decimal(1),
        "verdict": "stands",
        **columns,
    }
