"""Errors that a person meets, each one line: what is wrong, where, and the remedy.

Bad *input* never raises these: it becomes a row of the quarantine. They are for what the person at the
keyboard can mend: a broken lexicon row, a missing folder, a ledger that another run holds.
"""


class LedgerError(Exception):
    """Base of all errors shown to a person; `str(error)` is one line that ends in the remedy."""


class LexiconError(LedgerError):
    """A lexicon file breaks its own rules. The message names file and row."""


class LedgerLocked(LedgerError):
    """Another run is writing to the same ledger."""


class LakeDamaged(LedgerError):
    """A file of the lake is missing or not what was landed. The message names it."""


class StorageFailed(LedgerError):
    """A disk or a folder does not let the ledger be written or read: full, read-only, forbidden."""


class WarehouseDamaged(LedgerError):
    """The published warehouse cannot be opened or read, or lacks what every warehouse holds."""


class ForeignFile(LedgerError):
    """In the place of the warehouse lies something that nobody here made: it is not replaced."""


class SqlBroken(LedgerError):
    """A query below `sql/` does not parse or bind. The message names the file."""


class CheckFailed(LedgerError):
    """A blocking check found rows, so the build was not published."""


class WrongRequest(LedgerError):
    """What was asked for cannot be done as asked."""


class NotFound(LedgerError):
    """A claim, folder or warehouse that was asked for by name does not exist."""


def in_one_line(error: Exception) -> str:
    """What an error of DuckDB's says, in one line: without the query that it quotes below a blank one.

    >>> in_one_line(ValueError("Binder Error: no column so\\nCandidates: as\\n\\nLINE 1: select so\\n ^"))
    'Binder Error: no column so Candidates: as'
    """
    return " ".join(str(error).split("\n\n")[0].split())
