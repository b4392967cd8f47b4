"""What is compiled from the lexicon is kept between processes, and never trusted blindly."""

import pytest

from etl.lexicon.store import Store


def test_what_was_kept_is_loaded(tmp_path):
    store = Store(tmp_path / "made" / "on the way")
    store.keep("names", "v1", b"body")
    assert store.load("names", "v1") == b"body"


def test_another_version_or_kind_is_not_loaded(tmp_path):
    store = Store(tmp_path)
    store.keep("names", "v1", b"body")
    assert store.load("names", "v2") is None
    assert store.load("cues", "v1") is None


def test_an_older_version_of_a_kind_goes_and_other_kinds_stay(tmp_path):
    store = Store(tmp_path)
    store.keep("cues", "v1", b"cues")
    store.keep("names", "v1", b"old")
    store.keep("names", "v2", b"new")
    assert store.load("names", "v1") is None
    assert store.load("names", "v2") == b"new"
    assert store.load("cues", "v1") == b"cues"
    assert len(list(tmp_path.iterdir())) == 2, "no unfinished file is left"


@pytest.mark.parametrize(
    "harm", [lambda c: c[:-1], lambda c: b"", lambda c: b"PK" + c, lambda c: c[:30] + b"x"]
)
def test_a_broken_or_foreign_file_is_passed_over(tmp_path, harm):
    store = Store(tmp_path)
    store.keep("names", "v1", b"a body of some length")
    (path,) = tmp_path.iterdir()
    path.write_bytes(harm(path.read_bytes()))
    assert store.load("names", "v1") is None


def test_a_folder_that_cannot_be_made_costs_nothing_but_the_next_start(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "store")
    store.keep("names", "v1", b"body")
    assert store.load("names", "v1") is None
