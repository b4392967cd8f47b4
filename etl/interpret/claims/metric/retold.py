"""Amounts that are read as another rule reads them, by what more of their text says."""

from collections.abc import Sequence

import polars as pl

_SLOTS = pl.List(pl.String)


def read_as(
    rule_id: str,
    basis: str | None = None,
    subject: Sequence[str] | None = None,
    counterparty: Sequence[str] | None = None,
) -> dict[str, pl.Expr]:
    """The columns of a claim that is read by `rule_id` after all: its metric, which is the rule's, its basis
    (null for none) and the lists of slots of its parties, left out where a claim keeps its own.
    """
    columns = {
        "metric": pl.lit(rule_id.split(".")[0]),
        "basis": pl.lit(basis, dtype=pl.String),
        "rule_id": pl.lit(rule_id),
    }
    roles = {"subject": subject, "counterparty": counterparty}
    return columns | {
        role: pl.lit(list(slots), dtype=_SLOTS) for role, slots in roles.items() if slots is not None
    }
