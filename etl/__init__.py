"""newsledger: a ledger of money facts from the news.

The way of the data is in the folder names: `ingest` reads files into articles, `extract` finds mentions
in them, `interpret` makes claims of mentions, `warehouse` keeps and publishes them, `report` shows them.
"""

VERSION = "0.1.0"
"""The package's version; `pyproject.toml` says the same, and a test holds it. Asking the installed package's
metadata takes longer than an unchanged run does."""
