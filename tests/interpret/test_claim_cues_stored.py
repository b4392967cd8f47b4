"""Compiled cues come back from the store as they went in, and are compiled anew where they cannot."""

import pytest
from polars.testing import assert_frame_equal

from etl.interpret.claims.scene import forms
from etl.interpret.claims.scene.forms import KIND, compile_cues, find_forms
from etl.lexicon import Lexicon
from etl.lexicon.store import Store

TEXTS = ["Acme raised $5m at a valuation of $2bn, people familiar said.", "It won't close a round."]


@pytest.fixture
def another_process(monkeypatch):
    """Forgets what this process compiled."""
    monkeypatch.setattr(compile_cues, "made", {})
    return compile_cues.forget


def test_cues_from_the_store_are_the_cues_that_were_compiled(tmp_path, another_process, monkeypatch):
    made = compile_cues(Lexicon(), Store(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == [f"{KIND}-{Lexicon().version}.bin"]
    another_process()
    monkeypatch.setattr(forms, "_spell_all", lambda rules: pytest.fail("compiled again"))
    read = compile_cues(Lexicon(), Store(tmp_path))
    assert read is not made
    for name in ("forms", "rules", "units"):
        assert_frame_equal(getattr(read, name), getattr(made, name))
    found = find_forms(TEXTS, made)
    assert found.height > 3
    assert_frame_equal(find_forms(TEXTS, read), found)


@pytest.mark.parametrize("body", [b"", b"nothing of ours", b'{"form": "another", "sizes": [1]}\nx'])
def test_a_body_that_this_code_did_not_write_is_compiled_anew(tmp_path, another_process, body):
    Store(tmp_path).keep(KIND, Lexicon().version, body)
    assert find_forms(TEXTS, compile_cues(Lexicon(), Store(tmp_path))).height > 3
    assert len(Store(tmp_path).load(KIND, Lexicon().version)) > 100_000
