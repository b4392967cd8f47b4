"""The README holds what it says: every command in it runs, every link leads somewhere."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language."""
    return [part.split("```", 1)[0] for part in README.split(f"```{language}\n")[1:]]


def commands(program: str) -> list[str]:
    lines = [line.split("#")[0].strip() for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith(f"{program} ")]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of what a clone holds, so that the project's own ledger stays as it is."""
    home = tmp_path_factory.mktemp("checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        if PROJECT.joinpath(name).is_file():
            home.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, home / name)
    yield home
    shutil.rmtree(home)


def test_every_newsledger_command_runs(checkout: Path) -> None:
    assert len(commands("newsledger")) >= 5
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    for line in commands("newsledger"):
        command = [sys.executable, "-m", "etl.cli", *shlex.split(line)[1:]]
        done = subprocess.run(
            command, cwd=checkout, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}: {done.stderr[-600:]}"


def test_every_make_task_exists() -> None:
    for line in commands("make"):
        done = subprocess.run(
            ["make", "-n", *shlex.split(line)[1:]], cwd=PROJECT, capture_output=True, check=False
        )
        assert done.returncode == 0, f"{line}: {done.stderr.decode()[-300:]}"


def test_the_answer_it_shows_is_the_answer_it_gives(checkout: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    command = [sys.executable, "-m", "etl.cli", "run"]
    subprocess.run(command, cwd=checkout, env=environment, capture_output=True, check=True)
    import duckdb

    with duckdb.connect(str(checkout / "data/warehouse/newsledger.duckdb"), read_only=True) as connection:
        rows = connection.execute(blocks("sql")[0]).fetchall()
        claims = connection.execute(
            "select subject_id, metric, amount_min::bigint, amount_max::bigint, modality, evidence, rule_id from fact_claim"
        ).fetchall()
    read = {
        (subject, metric, f"{low:,} USD" if low == high else f"{low:,} to {high:,} USD", *rest)
        for subject, metric, low, high, *rest in claims
    }
    cells = [tuple(line.strip("| ").split(" | ")) for line in README.splitlines() if "valuation." in line]
    assert len(cells) == 2
    assert {(*cell[:3], *cell[4:]) for cell in cells} <= read  # but for the day, which is put in words
    shown = {
        "| " + " | ".join(f"{value:g}" if isinstance(value, float) else str(value) for value in row) + " |"
        for row in rows
    }
    table = {line for line in README.splitlines() if line.startswith("| ") and "inconsistent" in line}
    assert shown == table


def test_every_link_leads_to_a_file() -> None:
    targets = [part.split(")", 1)[0] for part in README.split("](")[1:]]
    assert targets
    files = [target for target in targets if not target.startswith("#")]
    assert [file for file in files if not PROJECT.joinpath(file).exists()] == []
    heads = {
        "#" + line.strip("# ").lower().replace(" ", "-") for line in README.split("\n") if line[:1] == "#"
    }
    assert set(targets) - set(files) <= heads
