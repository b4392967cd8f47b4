"""What holds for any bytes at all: nothing is lost, spans are exact, rows keep their contracts."""

import hashlib
from collections.abc import Sequence

import polars as pl

from etl.engine.settle import settle
from etl.extract import extract_batch
from etl.ingest import ingest_batch
from etl.interpret import interpret_batch
from etl.lexicon import Lexicon

LEXICON = Lexicon()
MENTIONS = ("fact_money_mention", "fact_quantity_mention", "fact_date_mention", "fact_entity_mention")
SUFFIXES = (".txt", ".html", ".md")


def as_files(contents: Sequence[bytes]) -> pl.DataFrame:
    """Bytes as the files of a batch, their formats in turn."""
    return pl.DataFrame(
        {
            "path": [f"{n:05d}{SUFFIXES[n % len(SUFFIXES)]}" for n in range(len(contents))],
            "sha256": [hashlib.sha256(content).hexdigest() for content in contents],
            "size_bytes": [len(content) for content in contents],
            "content": list(contents),
        },
        schema_overrides={"content": pl.Binary},
    )


def carry(contents: Sequence[bytes]) -> dict[str, pl.DataFrame]:
    """The tables of a batch after all stages, settled; the refusals of each in `quarantine`."""
    tables: dict[str, pl.DataFrame] = {}
    refused = []
    for stage in ("ingest", "extract", "interpret"):
        if stage == "ingest":
            made = ingest_batch(as_files(contents), LEXICON, "v")
        elif tables["dim_article"].height:
            made = (extract_batch if stage == "extract" else interpret_batch)(tables, LEXICON)
        else:
            made = {}
        settled = settle(stage, made, tables)
        for table, count in settled.counts.items():
            assert count.found == count.accepted + count.rejected, table
        refused.append(settled.tables.pop("quarantine"))
        tables |= settled.tables
    return tables | {"quarantine": pl.concat(refused)}


def assert_all_holds(contents: Sequence[bytes]) -> dict[str, pl.DataFrame]:
    """Carry a batch through all stages and hold it against what must be so. Gives its tables."""
    tables = carry(contents)
    files, quarantine = tables["dim_file"], tables["quarantine"]
    assert files.height == len(contents)
    lost = files.filter(pl.col("outcome") == "quarantined").join(quarantine, on="path", how="anti")
    assert lost.is_empty(), lost
    read = files.filter(pl.col("outcome") == "read").select("path").sort("path")
    assert read["path"].to_list() == tables["bridge_file_article"]["path"].unique().sort().to_list()
    texts = dict(tables["dim_article"].select("article_id", "text").iter_rows())
    for table in MENTIONS:
        columns = ("article_id", "start_char", "end_char", "surface")
        for article_id, start, end, surface in tables[table].select(columns).iter_rows():
            assert texts[article_id][start:end] == surface, (table, article_id, start, end)
    own = tables["fact_money_mention"].filter(pl.col("zone") != "boilerplate")
    unclaimed = own.join(tables["fact_claim"], on="mention_id", how="anti")
    told = quarantine.filter(pl.col("stage") == "interpret")
    assert unclaimed.height <= told.height, unclaimed
    return tables
