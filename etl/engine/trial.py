"""A user's lexicon on trial: whether it is sound and a text can be read by it, before any article is.

What a broken rule does shows in reading alone, and there it would look as if the article were at fault. Once
tried, a lexicon is tried again only when one of its files, or the trial itself, is another.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from etl import VERSION
from etl.engine.ledger import Ledger
from etl.errors import LedgerError, LexiconError
from etl.lexicon import Lexicon, rule_forms, soundness
from etl.lexicon.soundness import require_names, require_sound
from etl.lexicon.store import Store

KIND = "trial"

SAMPLE = """# Lumo raises $40 million, Halden up 12%

By Jane Roe, TORONTO, May 4, 2026 (Reuters) -

Lumo Robotics Inc. raised $40 million to C$55 million in a Series B round led by Tern Ventures on Tuesday. The
company, which was valued at about $900 million in 2024, said it expects revenue of between €30 million and
€40 million in fiscal 2026, up 50% from €20 million a year earlier. It did not lose money. "We sold 3,000
machines at $1.50 each," Chief Executive Ann Poe said in an interview with the Financial Times.

Halden agreed to buy Brightwell for £2bn, people familiar with the matter said; it paid 500 crore rupees
(Rs 20 lakh a month) last year, three times as much as in the first quarter. Its shares rose 12 cents to A$4.
Brightwell may launch a phone in June and was fined 70 Singapore cents a share, half of its $3.2 trillion.

| Year | Revenue ($m) | Profit |
| --- | --- | --- |
| 2024 | 120 | €15m |
| 2025 | 180 | €20m |
"""
"""A text of many kinds of rules; nobody keeps what is read of it."""


def require_readable(ledger: Ledger) -> None:
    """Raise LexiconError where a ledger's own lexicon is no folder, is not sound, or reads no text.

    Costs a listing of the folder where the same files were tried before.
    """
    if not ledger.lexicon_dir.exists():
        return
    require_names(ledger.lexicon_dir)
    lexicon, store = ledger.lexicon, ledger.compiled
    tried = _mark().encode()
    if not lexicon.own_files or store.load(KIND, lexicon.version) == tried:
        return
    require_sound(lexicon)
    _require_reading(lexicon, store)
    store.keep(KIND, lexicon.version, tried)


def _mark() -> str:
    """What decides how a lexicon is tried."""
    modules = (__file__, soundness.__file__, rule_forms.__file__)
    sources = b"".join(Path(str(source)).read_bytes() for source in modules)
    return hashlib.sha256(VERSION.encode() + sources).hexdigest()


def _require_reading(lexicon: Lexicon, store: Store) -> None:
    """Raise LexiconError where the sample cannot be read by a lexicon; it names the file that is at fault."""
    problem = _problem(lexicon, store)
    if problem is None:
        return
    with TemporaryDirectory() as place:
        for path in sorted(lexicon.own_files, key=lambda path: path.suffix, reverse=True):  # rules first
            with _alone(path, Path(place)) as alone:
                if told := _problem(alone, None):
                    raise LexiconError(
                        f"{path}: no text can be read by it ({told}); mend what it adds to ours"
                    )
    raise LexiconError(
        f"{lexicon.user_folder}: no text can be read by it ({problem}); mend what it adds to ours"
    )


@contextmanager
def _alone(path: Path, place: Path) -> Iterator[Lexicon]:
    """A lexicon of one file of the user's."""
    copy = place / path.name
    shutil.copyfile(path, copy)
    try:
        yield Lexicon(place)
    finally:
        copy.unlink()


def _problem(lexicon: Lexicon, store: Store | None) -> str | None:
    """What reading the sample by a lexicon fails of, in words; None where it is read."""
    import polars as pl
    from polars.exceptions import PanicException

    from etl.extract import extract_batch
    from etl.ingest import ingest_batch
    from etl.interpret import interpret_batch
    from etl.lexicon.caching import compile_all

    content = SAMPLE.encode()
    files = pl.DataFrame(
        {
            "path": ["sample.md"],
            "sha256": [hashlib.sha256(content).hexdigest()],
            "size_bytes": [len(content)],
            "content": [content],
            "problem": pl.Series([None], dtype=pl.String),
            "rule": pl.Series([None], dtype=pl.String),
        }
    )
    try:
        if store is not None:
            compile_kept(lexicon, store)
        tables = ingest_batch(files, lexicon, "trial")
        tables |= extract_batch(tables, lexicon)
        interpret_batch(tables, lexicon)
        compile_all(lexicon)
    except LedgerError:
        raise
    except (Exception, PanicException) as error:
        return _told(error)
    return None


def _told(error: BaseException) -> str:
    """An error in a few words: of a pattern that is none, what Rust's regular expressions miss in it."""
    words = " ".join(str(error).split())
    if "regex parse error" in words:
        missed = words.split(" error: ")[-1].split(" This error")[0]
        return f"a pattern is no regular expression: {missed[:100]}"
    return f"{type(error).__name__}: {words[:200]}"


def compile_kept(lexicon: Lexicon, store: Store) -> None:
    """Have compiled, and kept for other processes, what takes longest."""
    from etl.extract.entities.compiled import compile_names
    from etl.interpret.claims.scene.forms import compile_cues

    compile_names(lexicon, store)
    compile_cues(lexicon, store)
