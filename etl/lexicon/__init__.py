"""Reference data as files, and the one loader that checks them.

Tables are CSV, rules are TOML; `TABLES` and `RULES` below list them. A folder of the user's may hold files
of the same names: a row or rule with a key that we have overrides ours, any other extends them.
What a rule *does* belongs to the module that reads it (`etl.extract`, `etl.interpret`, …).
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import tomli

from etl.errors import LexiconError

if TYPE_CHECKING:
    import polars as pl

Row = dict[str, str]
"""A row of a CSV table; an empty cell is an empty string."""

HOME = Path(__file__).parent

ENCODING = "utf-8-sig"
"""Of every file: spreadsheets put a byte-order mark before the first column's name."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class TableShape(NamedTuple):
    """The columns of a CSV table: those that identify a row, which come first, and the others."""

    key: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All of them, in the order of the file."""
        return self.key + self.others


TABLES: Mapping[str, TableShape] = {
    "currencies": TableShape(("currency",), ("name", "minor_unit_digits", "source")),
    "currency_marks": TableShape(
        ("mark",),
        ("currency", "kind", "side", "factor", "needs", "local", "examples", "counter_examples", "note"),
    ),
    "currency_places": TableShape(("form",), ("currency", "kind", "note")),
    "magnitudes": TableShape(("form",), ("factor", "kind", "note")),
    "entities": TableShape(("entity_id",), ("name", "entity_type", "parent_id", "ticker", "source")),
    "aliases": TableShape(("alias", "entity_id"), ("condition", "source")),
    "legal_forms": TableShape(("form",), ("entity_type", "note")),
    "weights": TableShape(("model", "sign"), ("weight",)),
}
"""The CSV files."""

RULES: tuple[str, ...] = (
    "hedges",
    "rates",
    "not_money",
    "ranges",
    "quantities",
    "dates",
    "zones",
    "sentences",
    "names",
    "wordlists",
    "metrics",
    "cues",
    "relations",
    "events",
)
"""The TOML files. Each holds arrays of rules; a rule has an `id` that is unique in its file."""


@dataclass(frozen=True)
class Lexicon:
    """Our files and, over them, the user's. Read once, cached; equal files make an equal `version`."""

    user_folder: Path | None = None
    _tables: dict[str, tuple[Row, ...]] = field(default_factory=dict, repr=False, compare=False)
    _frames: "dict[str, pl.DataFrame]" = field(default_factory=dict, repr=False, compare=False)
    _rules: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False, compare=False)

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of a CSV table, sorted by key, the user's over ours. Among the aliases is the name of each
        of the user's entities that has no other.

        Raises LexiconError with file and row where a file has a wrong head, a row of the wrong length, an
        empty key or a key twice.
        """
        if name not in self._tables:
            rows: dict[tuple[str, ...], Row] = {}
            for path in self.files(f"{name}.csv"):
                rows |= _read_table(path, TABLES[name])
            if name == "aliases":
                named = {entity_id for _, entity_id in rows}
                rows |= {(row["alias"], row["entity_id"]): row for row in self._unnamed(named)}
            self._tables[name] = tuple(rows[key] for key in sorted(rows))
        return self._tables[name]

    def frame(self, name: str) -> "pl.DataFrame":
        """The same rows as a frame of strings: in a tenth of the time where there are thousands.

        Raises LexiconError as `table` does.
        """
        import polars as pl

        if name not in self._frames:
            key = TABLES[name].key
            frames = [_read_frame(path, TABLES[name]) for path in self.files(f"{name}.csv")]
            if name == "aliases" and self.user_folder:
                named = {entity_id for frame in frames for entity_id in frame["entity_id"]}
                frames.append(pl.DataFrame([*self._unnamed(named)], schema=frames[0].schema))
            merged = (
                pl.concat(frames).unique(key, keep="last", maintain_order=True) if frames[1:] else frames[0]
            )
            self._frames[name] = merged.sort(key)
        return self._frames[name]

    def _unnamed(self, named: Set[str]) -> Iterator[Row]:
        """Rows of aliases for the user's entities that no alias is of: each goes by its name."""
        path = self.user_folder / "entities.csv" if self.user_folder else None
        if path is None or not path.is_file():
            return
        for (entity_id,), row in _read_table(path, TABLES["entities"]).items():
            if entity_id not in named and row["name"]:
                yield {"alias": row["name"], "entity_id": entity_id, "condition": "", "source": row["source"]}

    def rules(self, name: str) -> dict[str, Any]:
        """The rules of a TOML file: its top level, where an array of rules is merged by `id`.

        Raises LexiconError with file and rule where the TOML does not parse or a rule has no `id` or
        another's.
        """
        if name not in self._rules:
            merged: dict[str, Any] = {}
            for path in self.files(f"{name}.toml"):
                merged = _merge_rules(merged, read_rules(path))
            self._rules[name] = merged
        return self._rules[name]

    def files(self, name: str) -> list[Path]:
        """The files of that name: ours, then the user's; those that exist."""
        folders = [HOME, *([self.user_folder] if self.user_folder else [])]
        return [folder / name for folder in folders if (folder / name).is_file()]

    @property
    def own_files(self) -> list[Path]:
        """The user's files, in the order of their names."""
        folder = self.user_folder
        names = sorted([f"{name}.csv" for name in TABLES] + [f"{name}.toml" for name in RULES])
        return [folder / name for name in names if (folder / name).is_file()] if folder else []

    @cached_property
    def version(self) -> str:
        """A hash over all lexicon files, the user's too: 16 hex digits."""
        digest = hashlib.sha256()
        names = [f"{name}.csv" for name in TABLES] + [f"{name}.toml" for name in RULES]
        for name in names:
            for path in self.files(name):
                digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()[:16]


def _read_table(path: Path, shape: TableShape) -> dict[tuple[str, ...], Row]:
    """The rows of one CSV file by key."""
    key, columns = shape.key, shape.columns
    _require_text(path)
    with path.open(encoding=ENCODING, newline="") as handle:
        reader = csv.reader(handle)
        head = tuple(next(reader, ()))
        if head != columns:
            raise LexiconError(f"{path}: row 1: {_other_head(head, columns)}")
        lines = list(reader)
    identities = [tuple(cells[: len(key)]) for cells in lines]
    rows = {
        identity: dict(zip(columns, cells, strict=False))
        for identity, cells in zip(identities, lines, strict=True)
    }
    sound = len(rows) == len(lines) and set(map(len, lines)) <= {len(columns)}
    if not (sound and all(map(all, identities))):
        _refuse_row(path, shape)
    return rows


def _other_head(head: tuple[str, ...], columns: tuple[str, ...]) -> str:
    """What is wrong with a head, and the remedy."""
    for mark, name in {";": "semicolons", "\t": "tabs"}.items():
        if tuple(",".join(head).split(mark)) == columns:
            return f"{name} part the columns; save the file with commas between them"
    return f"the columns are {','.join(head)}; make them {','.join(columns)}"


def _require_text(path: Path) -> None:
    """Raise LexiconError where a file is not UTF-8."""
    content = path.read_bytes()
    if content.startswith(_UTF_16):
        raise LexiconError(f"{path}: it is UTF-16; save the file as UTF-8 (CSV UTF-8 in a spreadsheet)")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: byte {error.start + 1} is not UTF-8; save the file as UTF-8") from error


def _read_frame(path: Path, shape: TableShape) -> "pl.DataFrame":
    """The rows of one CSV file as a frame of strings. What is wrong with it, `_read_table` says."""
    import polars as pl

    key, columns = shape.key, shape.columns
    frame = None
    with suppress(pl.exceptions.PolarsError):
        frame = pl.read_csv(path, infer_schema=False, empty_string_is_null=False)
    if frame is not None and tuple(frame.columns) == columns:
        gap = pl.any_horizontal(pl.col(*key, columns[-1]) == "")  # a row cut short ends in empty cells
        if not frame.select((gap | pl.struct(key).is_duplicated()).any()).item():
            return frame
    rows = _read_table(path, shape)
    return pl.DataFrame([*rows.values()], schema=dict.fromkeys(columns, pl.String))


def _refuse_row(path: Path, shape: TableShape) -> NoReturn:
    """Raise the LexiconError that names the first row with a fault."""
    key, columns = shape.key, shape.columns
    seen: set[tuple[str, ...]] = set()
    with path.open(encoding=ENCODING, newline="") as handle:
        reader = csv.reader(handle)
        next(reader)
        for cells in reader:
            where = f"{path}: row {reader.line_num}"
            if len(cells) != len(columns):
                raise LexiconError(f"{where}: {len(cells)} cells for {len(columns)} columns; quote commas")
            identity = tuple(cells[: len(key)])
            if not all(identity):
                raise LexiconError(f"{where}: {' and '.join(key)} must not be empty; fill or delete the row")
            if identity in seen:
                raise LexiconError(f"{where}: {' '.join(identity)!r} is there already; delete one of the two")
            seen.add(identity)
    raise LexiconError(f"{path}: it changed while it was read; run again")


def read_rules(path: Path) -> dict[str, Any]:
    """One TOML file, its arrays of rules held to have unique ids."""
    _require_text(path)
    try:
        rules = tomli.loads(path.read_text(encoding=ENCODING))
    except tomli.TOMLDecodeError as error:
        raise LexiconError(f"{path}: {error}; mend the TOML there") from error
    for name, array in rules.items():
        if not isinstance(array, list) or not all(isinstance(rule, dict) for rule in array):
            continue
        seen: set[str] = set()
        for number, rule in enumerate(array, 1):
            if not rule.get("id") or rule["id"] in seen:
                problem = "has no id" if not rule.get("id") else f"repeats the id {rule['id']!r}"
                raise LexiconError(f"{path}: [[{name}]] number {number} {problem}; give it one of its own")
            seen.add(rule["id"])
    return rules


def _merge_rules(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Theirs over ours: arrays of rules by id, tables by key, anything else replaced."""
    merged = dict(ours)
    for name, value in theirs.items():
        before = merged.get(name)
        if isinstance(value, list) and isinstance(before, list) and all(isinstance(r, dict) for r in value):
            by_id = {rule["id"]: rule for rule in before} | {rule["id"]: rule for rule in value}
            merged[name] = list(by_id.values())
        elif isinstance(value, dict) and isinstance(before, dict):
            merged[name] = before | value
        else:
            merged[name] = value
    return merged
