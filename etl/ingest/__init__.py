"""Bytes to articles: readers by format, zones, sentences, table cells, mastheads, dates.

`ingest_batch` is the stage. `files` lists and compares (no Polars), `readers` has the table of formats,
`segments` cuts texts, `dating` finds an article's own date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from etl.contracts.frames import Tables
    from etl.lexicon import Lexicon


def ingest_batch(files: pl.DataFrame, lexicon: Lexicon, version: str) -> Tables:
    """The tables of a batch of files: see `etl.ingest.batch.ingest_batch`."""
    # Imported here: whoever only lists files does without Polars.
    from etl.ingest.batch import ingest_batch as ingest

    return ingest(files, lexicon, version)


__all__ = ["ingest_batch"]
