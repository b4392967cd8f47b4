"""What every table holds: the Pandera models, each column once.

`etl.contracts.generate` makes DDL, data dictionary and Parquet schemas of them; `etl.contracts.validate`
splits a frame into valid and rejected rows. Nothing else in the project restates a column.
"""

from etl.contracts import articles, claims, ledger, mentions
from etl.contracts.columns import Table, table_name

TABLES: dict[str, type[Table]] = {
    table_name(model): model
    for model in (
        articles.DimFile,
        articles.BridgeFileArticle,
        articles.DimArticle,
        articles.StgSegment,
        articles.StgCell,
        articles.StgSentence,
        mentions.FactMoneyMention,
        mentions.FactQuantityMention,
        mentions.FactDateMention,
        mentions.FactEntityMention,
        claims.FactClaim,
        claims.BridgeClaimParty,
        claims.FactRelation,
        claims.BridgeRelationOperand,
        claims.FactEvent,
        claims.BridgeEventParty,
        claims.BridgeEventClaim,
        ledger.DimEntity,
        ledger.DimAlias,
        ledger.DimMetric,
        ledger.DimCurrency,
        ledger.DimDate,
        ledger.FxRate,
        ledger.Quarantine,
        ledger.RunLog,
    )
}
"""Every table by its name in SQL, in the order of the data's way."""
