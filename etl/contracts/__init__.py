"""What every table holds: the Pandera models, each column once.

`etl.contracts.generate` makes `compiled.json` and the dictionary's tables of them; `etl.contracts.compiled`
reads that file where a start must be quick, and has the DDL; `etl.contracts.validate` splits a frame into
valid and rejected rows; `etl.contracts.frames` has the types that code names itself. What a column holds is
said nowhere else in the project.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from etl.contracts.columns import Table, table_name

    TABLES: dict[str, type[Table]]

CONTRACT_VERSION = 1
"""Raised by hand where an older lake needs a migration to be read; kept in every manifest of the lake."""

MODELS: tuple[tuple[str, str], ...] = (
    ("articles", "DimFile"),
    ("articles", "BridgeFileArticle"),
    ("articles", "DimArticle"),
    ("history", "HistoryArticle"),
    ("articles", "StgSegment"),
    ("articles", "StgCell"),
    ("articles", "StgSentence"),
    ("mentions", "FactMoneyMention"),
    ("mentions", "FactQuantityMention"),
    ("mentions", "FactDateMention"),
    ("mentions", "FactEntityMention"),
    ("claims", "FactClaim"),
    ("history", "HistoryClaim"),
    ("claims", "BridgeClaimParty"),
    ("claims", "FactRelation"),
    ("claims", "BridgeRelationOperand"),
    ("claims", "FactEvent"),
    ("claims", "BridgeEventParty"),
    ("claims", "BridgeEventClaim"),
    ("proposals", "FactProposal"),
    ("history", "HistoryProposal"),
    ("ledger", "DimEntity"),
    ("ledger", "DimAlias"),
    ("ledger", "DimMetric"),
    ("ledger", "DimCurrency"),
    ("ledger", "DimDate"),
    ("ledger", "FxRate"),
    ("ledger", "Quarantine"),
    ("ledger", "RunLog"),
    ("ledger", "BatchLog"),
    ("ledger", "BuildInfo"),
)
"""Every table's module and class, in the order of the data's way."""


def __getattr__(name: str) -> Any:
    """`TABLES`, every table's model by its name in SQL; `Table` and `table_name`.

    Made when first asked for: Pandera takes half a second to import, and a run whose rows all keep their
    contracts never needs it.
    """
    if name not in ("TABLES", "Table", "table_name"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    columns = import_module("etl.contracts.columns")
    models = [getattr(import_module(f"etl.contracts.{module}"), model) for module, model in MODELS]
    made = {
        "Table": columns.Table,
        "table_name": columns.table_name,
        "TABLES": {columns.table_name(model): model for model in models},
    }
    globals().update(made)
    return made[name]


__all__ = ["CONTRACT_VERSION", "MODELS", "TABLES", "Table", "table_name"]
