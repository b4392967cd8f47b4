"""Whether a user's lexicon is sound: its folder, its cells, what its rows point at, the form of its rules.

The loader takes any cell for a text; what comes of `abc` where a number belongs would show far from the file
it is in, as an article that cannot be read. So this is asked first, of the user's files alone: ours are held
against it by a test. Forms of rules are compared in `etl.lexicon.rule_forms`; what a rule's pattern
does, only reading tells: `etl.engine.trial`.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from etl.errors import LexiconError
from etl.lexicon import ENCODING, RULES, TABLES, Lexicon, Row, read_rules
from etl.lexicon.rule_forms import form_of, instead, misfits

NAMES = tuple([f"{name}.csv" for name in TABLES] + [f"{name}.toml" for name in RULES])
"""The files that a lexicon may hold."""

LARGEST = Decimal("1e18")
"""Of factors: what they multiply must stay an amount."""

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_SLUG = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


class Cell(NamedTuple):
    """What a column's cells must be: the words for it, and how it is told."""

    must_be: str
    holds: Callable[[str], bool]


def require_sound(lexicon: Lexicon) -> None:
    """Raise LexiconError for the first fault of the user's folder, with file, row or rule, and remedy.

    Reads the user's files, and ours of the same name; without a folder of the user's it costs nothing.
    """
    folder = lexicon.user_folder
    if folder is None:
        return
    require_names(folder)
    for path in lexicon.own_files:
        name = path.stem
        if path.suffix == ".toml":
            _require_forms(path, read_rules(path), Lexicon().rules(name))
            continue
        lexicon.table(name)
        wanted = _cells(name, lexicon)
        for where, row in _numbered_rows(path, name):
            _require_cells(where, row, wanted)
        if name == "entities":
            _require_no_loops(path, lexicon)


def require_names(folder: Path) -> None:
    """Raise LexiconError where a folder is none, or holds what looks like a lexicon's file and is not read.

    Notes and hidden files may lie there.
    """
    if not folder.is_dir():
        problem = "no folder" if folder.exists() else "no such folder"
        raise LexiconError(f"{folder}: {problem}; name a folder of lexicon files, or make it")
    for path in sorted(folder.iterdir()):
        if path.name in NAMES:
            if not path.is_file():
                raise LexiconError(f"{path}: it is no file; put a file there, or take it away")
        elif _looks_like_one(path):
            near = get_close_matches(path.name.lower(), NAMES, 1, 0)
            raise LexiconError(
                f"{path}: no lexicon has a file of that name; call it {near[0]}, or take it away"
            )


def _looks_like_one(path: Path) -> bool:
    """Whether somebody may take a file that is not read for a part of the lexicon."""
    if path.name.startswith("."):
        return False
    suffix = path.suffix.lower()
    return suffix in (".csv", ".toml") or (suffix in ("", ".txt", ".tsv") and path.stem in {*TABLES, *RULES})


def _numbered_rows(path: Path, name: str) -> Iterator[tuple[str, Row]]:
    """The rows of a file that the loader takes, each with the words for where it is."""
    with path.open(encoding=ENCODING, newline="") as handle:
        reader = csv.reader(handle)
        next(reader)
        for cells in reader:
            yield f"{path}: row {reader.line_num}", dict(zip(TABLES[name].columns, cells, strict=True))


def _require_cells(where: str, row: Row, wanted: Mapping[str, Cell]) -> None:
    """Raise LexiconError for the first cell of a row that is not what its column must be."""
    for column, cell in wanted.items():
        if not cell.holds(row[column]):
            raise LexiconError(f"{where}: {column} is {row[column]!r}; make it {cell.must_be}")


def _cells(name: str, lexicon: Lexicon) -> dict[str, Cell]:
    """What the cells of a table must be, by column; a column that may hold any text has none."""
    wanted = {column: Cell("a text", bool) for column in ("name",) if column in TABLES[name].columns}
    match name:
        case "currencies":
            wanted["currency"] = Cell("three capital letters, as ISO 4217 does", _is_code)
            wanted["minor_unit_digits"] = Cell("a number of digits, 0 to 12", _is_digits)
        case "currency_marks" | "currency_places":
            codes = {row["currency"] for row in lexicon.table("currencies")}
            wanted["currency"] = Cell(
                "a code that currencies.csv lists, or list it there", codes.__contains__
            )
            wanted |= _known(name, "kind")
            if name == "currency_marks":
                wanted |= _known(name, "side", "needs")
                wanted["factor"] = FACTOR
                wanted["local"] = Cell(
                    "codes that currencies.csv lists, with blanks between",
                    lambda text: codes >= {*text.split()},
                )
        case "magnitudes":
            wanted["factor"] = FACTOR
            wanted |= _known(name, "kind")
        case "entities":
            ids = {row["entity_id"] for row in lexicon.table("entities")} | {""}
            wanted["entity_id"] = Cell("lower-case letters and digits, joined by `-`", _is_slug)
            wanted["entity_type"] = _one_of(_declared("dim_entity", "entity_type"))
            wanted["parent_id"] = Cell(
                "the entity_id of a row, or leave it empty, or add that row", ids.__contains__
            )
        case "aliases":
            ids = {row["entity_id"] for row in lexicon.table("entities")}
            wanted["entity_id"] = Cell("one that entities.csv lists, or list it there", ids.__contains__)
            conditions = [rule["id"] for rule in lexicon.rules("names")["conditions"]]
            wanted["condition"] = _one_of(["", *conditions])
        case "legal_forms":
            wanted["entity_type"] = _one_of(_declared("dim_entity", "entity_type"))
        case "weights":
            wanted |= _known(name, "model")
            wanted["weight"] = Cell("a number such as -0.89", _is_weight)
    return wanted


def _declared(table: str, column: str) -> list[str]:
    """What the contract of a table lets a column hold."""
    from etl.contracts.compiled import table_specs

    return next(
        rule["known"]["allowed_values"]
        for rule in table_specs()[table].rules
        if rule.get("column") == column and rule["check"] == "isin"
    )


def _known(name: str, *columns: str) -> dict[str, Cell]:
    """Columns whose cells name something in the code: what ours have."""
    ours = Lexicon().table(name)
    return {column: _one_of({row[column] for row in ours}) for column in columns}


def _one_of(values: Iterable[str]) -> Cell:
    listed = sorted({*values})
    told = ", ".join(value for value in listed if value)
    return Cell(
        f"one of {told}{', or leave it empty' if '' in listed else ''}", frozenset(listed).__contains__
    )


def _is_factor(text: str) -> bool:
    """Digits, with a point perhaps: a number that every reader of ours reads alike."""
    plain = text.isascii() and text.replace(".", "", 1).isdigit()
    return plain and 0 < Decimal(text) <= LARGEST


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) <= 12


def _is_weight(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _is_code(text: str) -> bool:
    return len(text) == 3 and set(text) <= _LETTERS


def _is_slug(text: str) -> bool:
    return set(text) <= _SLUG and all(text.split("-"))


FACTOR = Cell(f"a number above 0 in plain digits, at most {LARGEST:,f}, such as 1000000", _is_factor)


def _require_no_loops(path: Path, lexicon: Lexicon) -> None:
    """Raise LexiconError where an entity of a user's file is its own parent, by way of others perhaps."""
    parents = {row["entity_id"]: row["parent_id"] for row in lexicon.table("entities")}
    for where, row in _numbered_rows(path, "entities"):
        seen, above = [row["entity_id"]], row["parent_id"]
        while above and above not in seen:
            seen.append(above)
            above = parents[above]
        if above == row["entity_id"]:
            way = " of ".join([*seen, above])
            raise LexiconError(
                f"{where}: parent_id makes a circle, {way}; leave one of them without a parent"
            )


def _require_forms(path: Path, theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> None:
    """Raise LexiconError where a file of rules has a section, field or value of another form than ours."""
    for section, value in theirs.items():
        if section not in ours:
            raise LexiconError(f"{path}: there is no [{section}]; {instead(section, ours)}")
        for problem in misfits(f"[{section}]", value, form_of([ours[section]])):
            raise LexiconError(f"{path}: {problem}")
    if path.stem == "metrics":
        _require_metrics(path, theirs.get("metrics", []))


def _require_metrics(path: Path, metrics: list[dict[str, Any]]) -> None:
    """Raise LexiconError where a metric, or one that a cue's words are of instead, is not in the contract."""
    known = _declared("fact_claim", "metric")
    cues = [cue for metric in metrics for cue in metric.get("cues", [])]
    named = [("[[metrics]]", metric["id"], "its id") for metric in metrics]
    named += [(f"[[metrics.cues]] {cue['id']}", to, "rather") for cue in cues for to in cue.get("rather", [])]
    for where, name, field in named:
        if name not in known:
            raise LexiconError(
                f"{path}: {where} {name}: no contract has that metric; make {field} one of {', '.join(known)}"
            )
