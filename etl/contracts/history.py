"""Tables that forget nothing: what the ledger held before, beside what it holds now.

Each is a table of current rows with two more columns; the plain name is a view of its current rows.
"""

from typing import ClassVar

from etl.contracts.articles import DimArticle
from etl.contracts.claims import FactClaim
from etl.contracts.columns import Stamp, column
from etl.contracts.proposals import FactProposal

SUPERSEDED = "Start of the run that replaced or dropped it; null for what is current."


class HistoryArticle(DimArticle):
    """One row a reading of an article, past ones included. `dim_article` holds the current ones."""

    __key__: ClassVar[tuple[str, ...]] = ("article_id", "recorded_at")
    __kept__ = "table"

    recorded_at: Stamp = column("Start of the run that first held this reading.", clock=True)
    superseded_at: Stamp = column(SUPERSEDED, clock=True, nullable=True)


class HistoryClaim(FactClaim):
    """One row a reading of a claim, past ones included. `fact_claim` holds the current ones."""

    __key__: ClassVar[tuple[str, ...]] = ("claim_id", "recorded_at")
    __kept__ = "table"

    superseded_at: Stamp = column(SUPERSEDED, clock=True, nullable=True)


class HistoryProposal(FactProposal):
    """One row a proposal of another engine, past and refused ones included, each held against its article as
    that is read now. `fact_proposal` holds the current ones that stand.
    """

    __key__: ClassVar[tuple[str, ...]] = ("proposal_id", "recorded_at")
    __kept__ = "table"

    verdict: str = column(
        "`stands`, or the rule that it breaks; null until it has been held against its article.",
        nullable=True,
        at_publishing=True,
    )
    reason: str = column(
        "What is wrong with it, and what to do; null where it stands.", nullable=True, at_publishing=True
    )
    superseded_at: Stamp = column(SUPERSEDED, clock=True, nullable=True)


__all__ = ["HistoryArticle", "HistoryClaim", "HistoryProposal"]
