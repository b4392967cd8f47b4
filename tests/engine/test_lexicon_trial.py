"""A broken lexicon stops a run before anything is read, and is what the doctor says of it."""

from pathlib import Path

import pytest

from etl.engine.doctor import examine
from etl.engine.trial import require_readable
from etl.errors import LexiconError
from etl.warehouse.digest import table_digests
from tests.engine.conftest import Bench

MAGNITUDE = "form,factor,kind,note\n{},{},word,\n"
BROKEN = {
    "a cell": ("magnitudes.csv", MAGNITUDE.format("gazillion", "abc"), "row 2: factor is 'abc'"),
    "a form that is no pattern": (
        "magnitudes.csv",
        MAGNITUDE.format("squ(illion", "10"),
        "no text can be read",
    ),
    "a pattern": (
        "zones.toml",
        "[[rule]]\nid = 'x'\neffect = 'own'\npattern = '('\nmax_chars = 9\n",
        "a pattern is no regular expression: unclosed group",
    ),
    "a rule without its words": (
        "cues.toml",
        "[[modality]]\nid = 'x'\nvalue = 'actual'\nreach = 'at'\n",
        "KeyError: 'forms'",
    ),
}


def write(bench: Bench, name: str, content: str) -> Path:
    bench.ledger.lexicon_dir.mkdir(exist_ok=True)
    path = bench.ledger.lexicon_dir / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "content", "told"), BROKEN.values(), ids=BROKEN)
def test_a_broken_lexicon_stops_a_run_and_the_ledger_stays(
    bench: Bench, tmp_path: Path, name: str, content: str, told: str
) -> None:
    bench.ledger = bench.ledger.at(foundation=tmp_path / "foundation")
    before = table_digests(bench.ledger.warehouse)
    landed = bench.ledger.lake.batch_ids()
    path = write(bench, name, content)
    with pytest.raises(LexiconError) as caught:
        bench.run()
    assert str(caught.value).startswith(f"{path}: ")
    assert told in str(caught.value)
    assert (table_digests(bench.ledger.warehouse), bench.ledger.lake.batch_ids()) == (before, landed)
    [broken] = [one for one in examine(bench.ledger) if one.state == "broken"]
    assert (broken.part, f"{broken.what}; {broken.remedy}") == ("lexicon", str(caught.value))


def test_the_file_at_fault_is_named_among_others(bench: Bench, tmp_path: Path) -> None:
    bench.ledger = bench.ledger.at(foundation=tmp_path / "foundation")
    write(bench, "magnitudes.csv", MAGNITUDE.format("gazillion", "1000"))
    path = write(bench, *BROKEN["a pattern"][:2])
    with pytest.raises(LexiconError) as caught:
        require_readable(bench.ledger)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_lexicon_is_tried_once_for_each_version(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.ledger = bench.ledger.at(foundation=tmp_path / "foundation")
    write(bench, "magnitudes.csv", MAGNITUDE.format("gazillion", "1000"))
    require_readable(bench.ledger)

    def refuse(*_: object) -> None:
        raise LexiconError("tried again")

    monkeypatch.setattr("etl.engine.trial.require_sound", refuse)
    require_readable(bench.ledger)
    write(bench, "magnitudes.csv", MAGNITUDE.format("gazillion", "2000"))
    with pytest.raises(LexiconError, match="tried again"):
        require_readable(bench.ledger)


def test_a_file_in_the_place_of_the_folder_is_told(bench: Bench) -> None:
    bench.ledger.lexicon_dir.write_text("notes")
    with pytest.raises(LexiconError, match="no folder"):
        bench.run()
