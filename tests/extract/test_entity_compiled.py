"""Compiled names come back from the store as they went in, and are compiled anew where they cannot."""

import pytest
from polars.testing import assert_frame_equal

from etl.extract.entities import compiled
from etl.extract.entities.compiled import KIND, compile_names
from etl.lexicon import Lexicon
from etl.lexicon.store import Store

TEXT = "Anthropic and İstanbul's Türk Telekom; GOLDMAN SACHS, AT&T and AT and T."


@pytest.fixture
def another_process(monkeypatch):
    """Forgets what this process compiled."""
    monkeypatch.setattr(compile_names, "made", {})
    return compile_names.forget


def test_names_from_the_store_are_the_names_that_were_compiled(tmp_path, another_process):
    made = compile_names(Lexicon(), Store(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == [f"{KIND}-{Lexicon().version}.bin"]
    another_process()
    read = compile_names(Lexicon(), Store(tmp_path))
    assert read is not made
    assert_frame_equal(read.readings, made.readings)
    assert_frame_equal(read.entities, made.entities)
    plain = ("common", "given", "family", "words", "heads", "legal_forms", "conditions", "cues", "mask")
    assert all(getattr(read, name) == getattr(made, name) for name in plain)
    found = read.automaton.find_overlapping(TEXT.encode())
    assert found == made.automaton.find_overlapping(TEXT.encode())
    assert found


def test_the_store_spares_the_lexicons_files(tmp_path, another_process, monkeypatch):
    compile_names(Lexicon(), Store(tmp_path))
    another_process()
    monkeypatch.setattr(compiled, "_parts", lambda lexicon: pytest.fail("compiled again"))
    compile_names(Lexicon(), Store(tmp_path))


@pytest.mark.parametrize("body", [b"", b"nothing of ours", b"ARROW1 but no more"])
def test_a_body_that_this_code_did_not_write_is_compiled_anew(tmp_path, another_process, body):
    version = Lexicon().version
    Store(tmp_path).keep(KIND, version, body)
    names = compile_names(Lexicon(), Store(tmp_path))
    assert names.automaton.find_overlapping(b"Anthropic")
    assert len(Store(tmp_path).load(KIND, version)) > 1_000_000


def test_a_users_lexicon_has_names_of_its_own(tmp_path, another_process):
    head = "entity_id,name,entity_type,parent_id,ticker,source\n"
    user = tmp_path / "lexicon"
    user.mkdir()
    (user / "entities.csv").write_text(f"{head}zelphora,Zelphora,company,,,mine\n", encoding="utf-8")
    (user / "aliases.csv").write_text(
        "alias,entity_id,condition,source\nZelphora,zelphora,,mine\n", encoding="utf-8"
    )
    ours, theirs = compile_names(Lexicon()), compile_names(Lexicon(user))
    assert not ours.automaton.find_overlapping(b"Zelphora")
    assert theirs.automaton.find_overlapping(b"Zelphora")
