"""newsledger: a ledger of money facts from the news.

The way of the data is in the folder names: `ingest` reads files into articles, `extract` finds mentions
in them, `interpret` makes claims of mentions, `warehouse` keeps and publishes them, `report` shows them.
"""
