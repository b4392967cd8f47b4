"""The foundation: a warehouse without any news in it, kept so that a new one need not start from nothing.

Tables, reference data, exchange rates and SQL models depend on our own files alone. Making them takes longer
than reading a few articles, so what was made is kept under a digest of these files and copied from then on.
Nobody needs the kept file: where it is missing or cannot be written, the foundation is laid anew.
"""

import hashlib
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import duckdb

from etl.contracts import CONTRACT_VERSION
from etl.contracts.compiled import create_all, schema_digest
from etl.lexicon import Lexicon
from etl.warehouse.fx import load_rates, rates_digest, rates_file
from etl.warehouse.models import install_models, sql_digest
from etl.warehouse.published import CONFIG
from etl.warehouse.reference import load_reference


def wanted_properties(lexicon: Lexicon, sql_dir: Path) -> dict[str, str]:
    """What the foundation of a warehouse built now rests on: a version or digest of each part."""
    return {
        "contract": str(CONTRACT_VERSION),
        "schema": schema_digest(),
        "lexicon": lexicon.version,
        "rates": rates_digest(),
        "sql": sql_digest(sql_dir),
    }


def lay_foundation(
    path: Path, kept: Path, lexicon: Lexicon, sql_dir: Path, wanted: Mapping[str, str]
) -> None:
    """Make a new file at `path` with everything but news. `kept` is the folder of the kept foundation."""
    parts = "\n".join([duckdb.__version__, *(f"{name} {value}" for name, value in sorted(wanted.items()))])
    ready = kept / f"{hashlib.sha256(parts.encode()).hexdigest()[:16]}.duckdb"
    if ready.is_file():
        shutil.copyfile(ready, path)
        return
    with duckdb.connect(str(path), config=CONFIG) as con:
        create_all(con)
        mend_foundation(con, lexicon, sql_dir, set(wanted))
    with suppress(OSError):  # a folder that cannot be written to costs time, nothing else
        kept.mkdir(parents=True, exist_ok=True)
        for old in kept.glob("*.duckdb"):
            old.unlink()
        unfinished = kept / f"{path.name}.part"
        shutil.copyfile(path, unfinished)
        os.replace(unfinished, ready)


def mend_foundation(con: duckdb.DuckDBPyConnection, lexicon: Lexicon, sql_dir: Path, stale: set[str]) -> None:
    """Take in those parts of the foundation that are `stale`."""
    if "lexicon" in stale:
        load_reference(con, lexicon)
    if "rates" in stale:
        load_rates(con, rates_file())
    if "sql" in stale:
        install_models(con, sql_dir)
