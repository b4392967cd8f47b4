"""The house's own rules, held against its source: who imports whom, what stays out, what the lock may say."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent

# Imports run from right to left only. Parts on one line may see each other.
LAYERS = [
    {"errors"},
    {"lexicon", "contracts", "text"},
    {"ingest"},
    {"extract"},
    {"interpret"},
    {"warehouse"},
    {"report"},
    {"engine"},
    {"evaluation"},
    {"cli", "defs", "definitions"},
]
RANK = {part: rank for rank, layer in enumerate(LAYERS) for part in layer}
CORE = {"lexicon", "contracts", "text", "ingest", "extract", "interpret"}

# stdlib `re` backtracks: on a wall of digits it takes quadratic time. Article text is read by Polars'
# engine; these modules match short strings of our own instead.
MAY_IMPORT_RE = {
    "etl/evaluation/case_tables.py": "cases as a person marks them up",
    "etl/evaluation/cases.py": "cases as a person marks them up",
    "etl/extract/entities/inflections.py": "the lexicon's forms",
    "etl/extract/entities/extension.py": "escapes the lexicon's forms",
    "etl/extract/entities/word_shapes.py": "one capitalised word at a time, of distinct names",
    "etl/extract/forms.py": "escapes the lexicon's forms",
    "etl/extract/rates.py": "fills the lexicon's words into patterns",
    "etl/extract/values.py": "one number at a time, of distinct mentions",
    "etl/ingest/files.py": "the names of files",
    "etl/ingest/markup.py": "a raised mark, and the forty characters before it",
    "etl/ingest/readers.py": "the first 2,000 bytes of a file",
    "etl/ingest/pages.py": "the encoding that the first 4,096 bytes of a page declare",
    "etl/interpret/claims/scene/forms.py": "escapes the lexicon's cues",
    "etl/warehouse/models.py": "the words of our own SQL",
    "etl/interpret/relations/rules.py": "fills the lexicon's words into patterns",
    "etl/text/calendar/grammar.py": "fills the lexicon's words into patterns",
}


def part_of(path: Path) -> str:
    """The part of the house that a module belongs to: `etl/ingest/zones.py` is of `ingest`."""
    return path.relative_to(PROJECT / "etl").parts[0].removesuffix(".py")


def modules() -> list[Path]:
    """Every module of the package, `etl/__init__.py` left out."""
    return sorted(p for p in (PROJECT / "etl").rglob("*.py") if p != PROJECT / "etl" / "__init__.py")


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in the file, absolute names."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""
            if node.module == "etl":
                yield from (f"etl.{alias.name}" for alias in node.names)


@cache
def names_called(path: Path) -> frozenset[str]:
    """Dotted names as they are used in a file: `os.environ`, `datetime.now`, `print`."""
    return frozenset(_names_called(path))


def _names_called(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute | ast.Name):
            yield ast.unparse(node)


def test_every_part_has_a_rank() -> None:
    assert {part_of(path) for path in modules()} <= set(RANK)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PROJECT)))
def test_imports_run_one_way(path: Path) -> None:
    own = RANK[part_of(path)]
    backwards = [
        name for name in imports(path) if name.startswith("etl.") and RANK.get(name.split(".")[1], -1) > own
    ]
    assert not backwards


def test_only_the_definitions_know_dagster() -> None:
    knowing = {
        part_of(path) for path in modules() if any(n.split(".")[0] == "dagster" for n in imports(path))
    }
    assert knowing <= {"defs", "definitions"}


def test_the_command_line_does_not_load_dagster() -> None:
    """Importing dagster takes about a second, which every command would pay."""
    code = "import sys, etl.cli; print(sorted(m for m in sys.modules if m.split('.')[0] == 'dagster'))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert loaded.stdout.strip() == "[]"


def test_stdlib_re_stays_off_article_text() -> None:
    found = {str(p.relative_to(PROJECT)) for p in modules() if {"re", "regex"} & set(imports(p))}
    assert found <= set(MAY_IMPORT_RE)
    assert set(MAY_IMPORT_RE) <= found, "an allowance that nobody needs any more"


@pytest.mark.parametrize(
    "impure",
    [
        r"(date|datetime)\.(now|today|utcnow)",  # the clock: pass `as_of` or the run's start
        r"time\.(time|monotonic)",
        r"os\.(environ|getenv).*",  # the environment
        r"print",  # what a person reads is written by the command line
        r"(random|secrets)\.\w+",
        r"uuid\.uuid[14]",
    ],
)
def test_the_core_knows_no_clock_environment_or_chance(impure: str) -> None:
    pattern = re.compile(impure)
    found = {
        f"{path.relative_to(PROJECT)}: {name}"
        for path in modules()
        if part_of(path) in CORE
        for name in names_called(path)
        if pattern.fullmatch(name)
    }
    assert not found


def test_no_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "misc", "common", "constants", "base", "lib"}
    assert not [p for p in modules() if p.stem in drawers or p.parent.name in drawers]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("requirements.txt", "the lock is requirements.lock"),
        ("uv.lock", "it names the host of the index"),
        ("poetry.lock", "one lock"),
        ("setup.py", "pyproject.toml says it"),
        ("setup.cfg", "pyproject.toml says it"),
        ("tox.ini", "make test is the one way to test"),
        ("pytest.ini", "pyproject.toml says it"),
        ("workspace.yaml", "pyproject.toml says where the definitions are"),
        ("dg.toml", "pyproject.toml says where the definitions are"),
        (".env", "settings of one machine"),
    ],
)
def test_files_that_must_not_exist(name: str, why: str) -> None:
    assert not (PROJECT / name).exists(), why


def test_test_folders_are_no_packages() -> None:
    """With importlib mode a module is known by its path; a package would hide its neighbours."""
    assert not list((PROJECT / "tests").rglob("__init__.py"))


def test_the_lock_names_no_host() -> None:
    lock = (PROJECT / "requirements.lock").read_text("utf-8")
    assert not re.findall(r"://|^\s*--(?!hash=sha256:)|\bindex-url\b|\bfind-links\b| @ ", lock, re.MULTILINE)


def test_the_lock_pins_every_package_by_hash() -> None:
    lock = (PROJECT / "requirements.lock").read_text("utf-8").replace("\\\n", " ")
    pins = [line for line in lock.splitlines() if line and not line.lstrip().startswith("#")]
    assert pins
    assert not [line[:40] for line in pins if "==" not in line or "--hash=sha256:" not in line]


def test_the_lock_meets_what_the_project_asks_for() -> None:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    lock = (PROJECT / "requirements.lock").read_text("utf-8")
    pins = dict(re.findall(r"^([\w.-]+)==([\w.+!-]+)", lock, re.MULTILINE))
    wanted = (
        project["build-system"]["requires"]
        + project["project"]["dependencies"]
        + project["dependency-groups"]["dev"]
    )
    unmet = [
        wish
        for wish in map(Requirement, wanted)
        if not wish.specifier.contains(pins.get(canonicalize_name(wish.name), "0"), prereleases=True)
    ]
    assert not unmet, "run make lock"


def test_every_dependency_has_its_reason_written_down() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    reasons = (PROJECT / "docs" / "decisions" / "0001-dependencies.md").read_text("utf-8")
    names = [re.split(r"[><=\[]", wish)[0] for wish in project["project"]["dependencies"]]
    assert not [name for name in names if not re.search(rf"(?<![\w-]){name}(?![\w-])", reasons)]
