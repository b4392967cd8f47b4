"""The command line as a person and a program use it: real files, a real warehouse, real exit codes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from etl.cli import app
from etl.errors import WrongRequest
from etl.warehouse.published import connect

ARTICLE = (
    "Acme Robotics raises $5 million\n\n"
    "March 3, 2025\n\n"
    "Acme Robotics raised $5 million from Foo Capital on Monday. The company was valued at $40 million.\n"
)


def newsledger(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "etl.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A small ledger that has been run once."""
    home = tmp_path_factory.mktemp("ledger")
    raw = home / "raw"
    raw.mkdir()
    raw.joinpath("acme.txt").write_text(ARTICLE, encoding="utf-8")
    raw.joinpath("picture.bin").write_bytes(bytes(range(256)))
    found = {"raw": raw, "lake": home / "lake", "warehouse": home / "ledger.duckdb"}
    done = newsledger("run", *options(found))
    assert done.returncode == 0, done.stderr
    return found


def options(places: dict[str, Path]) -> list[object]:
    return [part for name, place in places.items() for part in (f"--{name}", place)]


def test_run_says_what_it_read_and_what_to_try_next(places: dict[str, Path], tmp_path: Path) -> None:
    own = {"raw": places["raw"], "lake": tmp_path / "lake", "warehouse": tmp_path / "own.duckdb"}
    said = newsledger("run", *options(own)).stdout
    assert "1 read in this run" in said
    assert "claims" in said
    assert "newsledger show" in said


def test_a_second_run_reports_nothing_new(places: dict[str, Path]) -> None:
    done = newsledger("run", *options(places), "--json")
    assert json.loads(done.stdout)["run"]["articles_read"] == 0


def test_what_cannot_be_read_is_in_quarantine_and_the_rest_is_read(places: dict[str, Path]) -> None:
    rows = newsledger(
        "sql", "select path, reason from quarantine", "--json", "--warehouse", places["warehouse"]
    )
    assert [row["path"] for row in json.loads(rows.stdout)] == ["picture.bin"]


def test_sql_answers_in_json_without_losing_a_digit(places: dict[str, Path]) -> None:
    query = "select surface, amount_min from fact_money_mention order by start_char desc limit 1"
    rows = json.loads(newsledger("sql", query, "--json", "--warehouse", places["warehouse"]).stdout)
    assert rows == [{"surface": "$40 million", "amount_min": "40000000.000000000000"}]


def test_json_keeps_columns_of_one_name_and_is_strict(places: dict[str, Path]) -> None:
    query = "select 1 as a, 2 as a, 3 as a_1, 'nan'::double as n, [1, 'infinity'::float] as f"
    said = newsledger("sql", query, "--json", "--warehouse", places["warehouse"]).stdout
    assert json.loads(said, parse_constant=pytest.fail) == [
        {"a": 1, "a_1": 2, "a_1_1": 3, "n": None, "f": [1, None]}
    ]


def test_each_of_several_queries_is_answered_in_turn(places: dict[str, Path]) -> None:
    asked = (
        "sql",
        "set threads = 1; select 1 as first; select 2 as second",
        "--warehouse",
        places["warehouse"],
    )
    answers = newsledger(*asked, "--json").stdout.replace("]\n[", "],[")
    assert json.loads(f"[{answers}]") == [[{"first": 1}], [{"second": 2}]]
    told = newsledger(*asked).stdout
    assert told.count("1 row") == 2
    assert told.index("first") < told.index("second")


def test_a_file_without_a_query_that_can_be_read_is_told_in_one_line(
    places: dict[str, Path], tmp_path: Path
) -> None:
    for content, remedy in ((b"", "no query"), (b"select '\xe9'", "write it in UTF-8")):
        file = tmp_path / "query.sql"
        file.write_bytes(content)
        done = newsledger("sql", "-f", file, "--warehouse", places["warehouse"])
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert str(file) in done.stderr
        assert remedy in done.stderr


@pytest.mark.parametrize(
    "query", ["copy (select 1) to '{}'", "attach '{}'", "from read_text('{}')", "export database '{}'"]
)
def test_sql_reads_and_writes_no_file_but_the_warehouse(
    places: dict[str, Path], tmp_path: Path, query: str
) -> None:
    own = tmp_path / "own.txt"
    own.write_text("mine", encoding="utf-8")
    for file in (own, tmp_path / "none.duckdb"):
        done = newsledger("sql", query.format(file), "--warehouse", places["warehouse"])
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "ask of the warehouse alone" in done.stderr
    assert own.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [own]


def test_every_analysis_query_runs_as_it_is(places: dict[str, Path], project: Path) -> None:
    files = sorted(project.glob("sql/analysis/*.sql"))
    assert files
    for file in files:  # in this process: to start one takes longer than any query
        done = CliRunner().invoke(app, ["sql", "-f", str(file), "--warehouse", str(places["warehouse"])])
        assert done.exit_code == 0, f"{file.name}: {done.exception}"
        assert done.output, file.name


def test_propose_says_what_stands_and_what_is_refused(places: dict[str, Path], tmp_path: Path) -> None:
    own = {**places, "lake": tmp_path / "lake", "warehouse": tmp_path / "own.duckdb"}
    shutil.copytree(places["lake"], own["lake"])
    start = ARTICLE.index("$40 million")
    proposal = {
        "engine": "reader",
        "article": "acme.txt",
        "start": start,
        "end": start + 11,
        "min": 40_000_000,
    }
    proposal |= {"currency": "USD", "metric": "valuation", "modality": "actual", "evidence": "stated"}
    file = tmp_path / "read.jsonl"
    lines = [proposal, {**proposal, "engine": "careless", "min": 40}, {"engine": "hasty"}]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    said = newsledger("propose", file, *options(own)).stdout
    assert "3 proposed, 1 stand, refused: missing_field 1, amount_differs 1; see table quarantine" in said
    again = json.loads(newsledger("propose", file, *options(own), "--json").stdout)
    assert (again["proposed"], again["stand"], sum(again["refused"].values())) == (3, 1, 2)
    missing = newsledger("propose", tmp_path / "none.jsonl", *options(own))
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)


def test_entities_are_listed_and_taken_into_a_lexicon(places: dict[str, Path], tmp_path: Path) -> None:
    asked = ("entities", "--provisional", "--warehouse", places["warehouse"])
    rows = json.loads(newsledger(*asked, "--json").stdout)
    assert [row["entity_id"] for row in rows][:1] == ["acme-robotics"]
    assert "raise" in rows[0]["example"]
    assert "acme-robotics" in newsledger(*asked).stdout
    folder = tmp_path / "lexicon"
    assert newsledger(*asked, "--take-into", folder).returncode == 0
    assert "acme-robotics" in folder.joinpath("entities.csv").read_text(encoding="utf-8")
    again = newsledger(*asked, "--take-into", folder)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert "name a folder without one" in again.stderr


def test_show_explains_a_claim_by_its_words_and_rule(places: dict[str, Path]) -> None:
    query = "select claim_id from fact_claim where metric = 'valuation'"
    rows = json.loads(newsledger("sql", query, "--json", "--warehouse", places["warehouse"]).stdout)
    said = newsledger("show", rows[0]["claim_id"], "--warehouse", places["warehouse"]).stdout
    assert "The company was valued at $40 million." in said
    assert "valuation" in said
    assert "rule" in said


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("show", "nobody"), "list ids with"),
        (("sql", "select nothing from nowhere"), "data_dictionary"),
        (("sql",), "-f FILE"),
        (("sql", "-f", "missing.sql"), "sql/analysis"),
        (("sql", ""), "no query"),
        (("sql", "/* nothing */ ; "), "no query"),
        (("sql", "select '\udcff'"), "write it in UTF-8"),
    ],
)
def test_an_error_is_one_line_with_its_remedy(
    places: dict[str, Path], arguments: tuple[str, ...], remedy: str
) -> None:
    done = newsledger(*arguments, "--warehouse", places["warehouse"])
    assert done.returncode == 1
    assert remedy in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_is_wrongly_asked_for_is_not_called_missing(places: dict[str, Path]) -> None:
    asked = CliRunner().invoke(app, ["sql", "select nothing", "--warehouse", str(places["warehouse"])])
    assert isinstance(asked.exception, WrongRequest)
    assert isinstance(CliRunner().invoke(app, ["sql"]).exception, WrongRequest)


def test_an_engine_that_is_not_there_is_told_with_those_that_are(places: dict[str, Path]) -> None:
    done = newsledger("run", "--engine", "spark", *options(places))
    assert (done.returncode, "is not 'local'" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "--max-file-mb", "nan"),
        ("run", "--max-file-mb", "inf"),
        ("run", "--raw", ""),
        ("export", ""),
        ("report", "--out", ""),
        ("entities", "--most", "99999999999999999999"),
    ],
)
def test_a_value_that_means_nothing_is_refused_with_its_option(arguments: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, arguments)
    assert (done.exit_code, "Invalid value for" in done.output) == (2, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "query", ["select 1", "select repeat('long ', 20000)"], ids=["at the end", "on the way"]
)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_output_that_nobody_can_take_is_told_in_one_line(
    places: dict[str, Path], query: str, form: tuple[str, ...]
) -> None:
    command = [sys.executable, "-m", "etl.cli", "sql", query, *form, "--warehouse", str(places["warehouse"])]
    with Path("/dev/full").open("w") as full:
        for held in ({}, {"PYTHONUNBUFFERED": "1"}):
            environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
            done = subprocess.run(
                command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environment | held
            )
            assert done.returncode == 1
            assert done.stderr == "newsledger: the output: No space left on device; mend that and try again\n"


def test_a_reader_that_has_had_enough_is_no_error(places: dict[str, Path]) -> None:
    for query in ("select 1", "select repeat('long ', 20000)"):
        command = [sys.executable, "-m", "etl.cli", "sql", query, "--warehouse", str(places["warehouse"])]
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            done = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, text=True, check=False)
        assert (done.returncode, done.stderr) == (1, "")


def test_a_missing_warehouse_says_how_to_make_one(tmp_path: Path) -> None:
    done = newsledger("sql", "select 1", "--warehouse", tmp_path / "none.duckdb")
    assert (done.returncode, "newsledger run" in done.stderr) == (1, True)


@pytest.mark.parametrize("command", [("show", "a:c1"), ("entities",), ("report", "--out")])
def test_a_database_of_others_is_told_in_one_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    other = tmp_path / "other.duckdb"
    with connect(other) as connection:
        connection.execute("create table fact_claim as select 1 as one")
    page = [str(tmp_path / "page.html")] if "--out" in command else []
    done = newsledger(*command, *page, "--warehouse", other)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "not a warehouse of this newsledger" in done.stderr
    assert list(tmp_path.iterdir()) == [other]


def test_a_page_takes_the_place_of_no_folder_and_no_warehouse(
    places: dict[str, Path], tmp_path: Path
) -> None:
    before = places["warehouse"].read_bytes()
    for out in (tmp_path, places["warehouse"]):
        done = newsledger("report", "--out", out, "--warehouse", places["warehouse"])
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert done.stderr.startswith(f"newsledger: {out}: ")
    assert list(tmp_path.iterdir()) == []
    assert places["warehouse"].read_bytes() == before


def test_a_folder_in_the_place_of_the_warehouse_is_told_by_its_name(
    places: dict[str, Path], tmp_path: Path
) -> None:
    done = newsledger("run", *options({**places, "warehouse": tmp_path}))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith(f"newsledger: {tmp_path}: a folder")


def test_a_broken_lexicon_row_is_named_with_its_file(places: dict[str, Path], tmp_path: Path) -> None:
    tmp_path.joinpath("currencies.csv").write_text("currency,name\nXXX,Nothing\n", encoding="utf-8")
    done = newsledger("run", *options(places), "--lexicon", tmp_path)
    assert done.returncode == 1
    assert "currencies.csv: row 1" in done.stderr


@pytest.mark.parametrize("command", ["run", "doctor", "propose", "export", "eval"])
def test_a_lexicon_that_is_named_must_be_there(command: str, tmp_path: Path) -> None:
    done = newsledger(
        command, *(["x"] if command in ("propose", "export", "eval") else []), "--lexicon", tmp_path / "none"
    )
    assert done.returncode == 1
    assert (
        done.stderr
        == f"newsledger: {tmp_path / 'none'}: no such folder; name a folder of lexicon files, or make it\n"
    )


def test_sql_opens_the_warehouse_for_reading_only(places: dict[str, Path]) -> None:
    before = shutil.copy(places["warehouse"], places["warehouse"].with_suffix(".before"))
    done = newsledger("sql", "delete from history_claim", "--warehouse", places["warehouse"])
    assert done.returncode == 1
    assert Path(before).read_bytes() == places["warehouse"].read_bytes()


def test_eval_prints_scores_and_fails_below_a_floor(gold: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    for suffix in (".txt", ".json"):
        shutil.copy(gold / "dev" / f"22-isak-liverpool{suffix}", own)
    floors = tmp_path / "floors.json"
    floors.write_text('{"own": {"money.span": 1.01}}', encoding="utf-8")
    done = newsledger("eval", own, "--floors", floors)
    assert "claims.together_accepted" in done.stdout
    assert "mean distance" in done.stdout
    assert done.returncode == 1
    assert "money.span" in done.stderr


@pytest.mark.parametrize(
    "content",
    [b"{bad", b"[]", b"{}", b'{"doc": 1}', b'{"doc": ""}', b'{"doc": "\xe9"}', b'{"doc": "../a.txt"}'],
)
def test_gold_that_is_none_is_told_with_its_file(tmp_path: Path, content: bytes) -> None:
    tmp_path.joinpath("own.json").write_bytes(content)
    asked = CliRunner().invoke(app, ["eval", str(tmp_path)])
    assert isinstance(asked.exception, WrongRequest)
    assert str(asked.exception).startswith(f"{tmp_path / 'own.json'}: ")
    assert "\n" not in str(asked.exception)


def test_a_text_of_gold_that_is_not_utf_8_is_told_with_its_file(tmp_path: Path) -> None:
    tmp_path.joinpath("own.json").write_text('{"doc": "own.txt"}', encoding="utf-8")
    tmp_path.joinpath("own.txt").write_bytes(b"caf\xe9")
    asked = CliRunner().invoke(app, ["eval", str(tmp_path)])
    assert isinstance(asked.exception, WrongRequest)
    assert str(asked.exception).startswith(f"{tmp_path / 'own.txt'}: ")


@pytest.mark.parametrize(
    "content", [b"{bad", b"[]", b"\xff", b'{"own": []}', b'{"own": {"money.span": "1"}}']
)
def test_floors_that_are_none_are_told_before_anything_is_scored(tmp_path: Path, content: bytes) -> None:
    floors = tmp_path / "floors.json"
    floors.write_bytes(content)
    asked = CliRunner().invoke(app, ["eval", str(tmp_path / "nowhere"), "--floors", str(floors)])
    assert isinstance(asked.exception, WrongRequest)
    assert str(asked.exception).startswith(f"{floors}: ")


def test_hostile_text_reaches_the_terminal_as_text(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    raw.joinpath("evil.txt").write_text("Evil \x1b[31mred\x1b[0m Corp raised $5 million.\n", encoding="utf-8")
    own = {"raw": raw, "lake": tmp_path / "lake", "warehouse": tmp_path / "w.duckdb"}
    assert newsledger("run", *options(own)).returncode == 0
    said = newsledger("sql", "select text from dim_article", "--warehouse", own["warehouse"]).stdout
    assert "\x1b" not in said
    assert "Corp raised" in said
