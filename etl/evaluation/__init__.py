"""How well the ledger reads, measured against gold that people made by hand."""
