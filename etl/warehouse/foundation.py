"""The foundation: a warehouse without any news in it, kept so that a new one need not start from nothing.

Tables, reference data, exchange rates and SQL models depend on our own files alone. Making them takes longer
than reading a few articles, so what was made is kept under a digest of these files and copied from then on.
Nobody needs the kept file: where it is missing or cannot be written, the foundation is laid anew.
"""

import hashlib
import os
import shutil
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import duckdb

from etl.contracts import CONTRACT_VERSION
from etl.contracts.compiled import create_all, schema_digest
from etl.lexicon import Lexicon
from etl.warehouse.fx import load_rates, rates_digest, rates_file
from etl.warehouse.installing import install_models
from etl.warehouse.models import sql_digest
from etl.warehouse.published import connect
from etl.warehouse.reference import load_reference

UNFINISHED = ".part"
"""What the name of a foundation ends in until it is whole; a killed run leaves it for the next to remove."""


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
    """Make a new file at `path` with everything but news. `kept` is the folder of the kept foundation.

    Other ledgers may share that folder, so a file in it may vanish at any time.
    """
    key = _key(wanted)
    if _copy_kept(kept, key, path):
        return
    with connect(path) as con:
        create_all(con)
        mend_foundation(con, path, lexicon, sql_dir, set(wanted))
    with suppress(OSError):  # a folder that cannot be written to costs time, nothing else
        _keep(kept, key, path)


def is_kept(kept: Path, wanted: Mapping[str, str]) -> bool:
    """Whether the folder seems to hold the foundation that is wanted."""
    return any(kept.glob(f"{_key(wanted)}-*.duckdb"))


def _key(wanted: Mapping[str, str]) -> str:
    """What a kept foundation is called by: a digest of all that it rests on."""
    parts = "\n".join([duckdb.__version__, *(f"{name} {value}" for name, value in sorted(wanted.items()))])
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def _copy_kept(kept: Path, key: str, path: Path) -> bool:
    """Copy what was kept under that key to `path`; false where there is nothing, or nothing sound."""
    for ready in kept.glob(f"{key}-*.duckdb"):
        with suppress(FileNotFoundError):
            content = ready.read_bytes()
            if ready.stem == _named(key, content):
                path.write_bytes(content)
                return True
    return False


def _keep(kept: Path, key: str, path: Path) -> None:
    """Keep the file at `path` under that key, in the place of all others and of what killed runs left."""
    content = path.read_bytes()
    kept.mkdir(parents=True, exist_ok=True)
    for old in (*kept.glob("*.duckdb"), *kept.glob(f"*{UNFINISHED}")):
        old.unlink(missing_ok=True)
    unfinished = kept / f"{path.name}{UNFINISHED}"
    unfinished.write_bytes(content)
    os.replace(unfinished, kept / f"{_named(key, content)}.duckdb")


def _named(key: str, content: bytes) -> str:
    """The key with a sum of the bytes: a file that was damaged is not taken for sound."""
    return f"{key}-{zlib.crc32(content):08x}"


def mend_foundation(
    con: duckdb.DuckDBPyConnection, path: Path, lexicon: Lexicon, sql_dir: Path, stale: set[str]
) -> None:
    """Take in those parts of the foundation that are `stale`. `path` is the file that `con` writes.

    What is made on the way lies beside that file under a longer name: cleaned away with it after a kill.
    """
    if not stale:
        return
    scratch = path.with_name(f"{path.name}.scratch")
    scratch.mkdir()
    if "lexicon" in stale:
        load_reference(con, lexicon, scratch)
    if "rates" in stale:
        load_rates(con, rates_file(), scratch)
    if "sql" in stale:
        install_models(con, sql_dir)
    shutil.rmtree(scratch)
