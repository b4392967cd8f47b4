"""The raw folder: what is listed, read and compared."""

import hashlib
import os
import subprocess
import sys

import pytest

from etl.ingest.files import Changes, KnownFile, compare_files, hash_file, list_files, read_file

WAS = {
    "same.txt": KnownFile("1", "v1", False),
    "edited.txt": KnownFile("2", "v1", False),
    "old.txt": KnownFile("3", "v0", False),
    "gone.txt": KnownFile("4", "v1", False),
    "long_gone.txt": KnownFile("5", "v1", True),
    "back.txt": KnownFile("6", "v1", True),
    "broken.txt": KnownFile(None, "v1", False),
}


def test_each_path_is_in_the_one_list_that_says_what_to_do():
    present = {
        "same.txt": "1",
        "edited.txt": "22",
        "old.txt": "3",
        "back.txt": "6",
        "broken.txt": None,
        "new.txt": "7",
    }
    changes = compare_files(present, WAS, "v1")
    assert changes == Changes(
        new=["back.txt", "new.txt"],
        changed=["edited.txt"],
        reread=["old.txt"],
        deleted=["gone.txt"],
        unchanged=["broken.txt", "same.txt"],
    )
    assert changes.to_read == ["back.txt", "edited.txt", "new.txt", "old.txt"]


def test_nothing_known_and_nothing_there_are_no_changes():
    assert compare_files({}, {}, "v1") == Changes([], [], [], [], [])


def test_files_are_listed_below_the_folder_sorted_and_without_hidden_ones(tmp_path):
    for name in ["b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt", "ä.txt", "no_suffix"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    assert list_files(tmp_path) == ["a/z.txt", "b.txt", "no_suffix", "ä.txt"]


def test_links_are_followed_inside_the_folder_only(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    (tmp_path / "secret.txt").write_text("not an article of ours")
    (raw / "a.txt").write_text("text")
    (raw / "inside.txt").symlink_to(raw / "a.txt")
    (raw / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (raw / "nothing.txt").symlink_to(tmp_path / "nowhere.txt")
    (raw / "round.txt").symlink_to(raw / "round.txt")
    (raw / "up").symlink_to(tmp_path, target_is_directory=True)
    read = {path: read_file(raw, path) for path in list_files(raw)}
    assert {path: file.content for path, file in read.items() if file.content} == {
        "a.txt": b"text",
        "inside.txt": b"text",
    }
    problems = {path: file.problem.split(";")[0] for path, file in read.items() if file.problem}
    assert problems.pop("round.txt").startswith("Too many levels of symbolic links")
    assert problems == {
        "outside.txt": "it links out of the folder",
        "nothing.txt": "it links to nothing",
        "up": "it links out of the folder",
    }
    assert not any(hash_file(raw, path) for path in problems)


def test_a_link_to_a_folder_inside_is_not_walked_twice(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("text")
    (tmp_path / "b").symlink_to(tmp_path / "a", target_is_directory=True)
    assert list_files(tmp_path) == ["a/x.txt", "b"]
    assert read_file(tmp_path, "b").problem == "it links to a folder; put the folder itself there"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_article_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert list_files(tmp_path) == ["pipe.txt"]
    assert hash_file(tmp_path, "pipe.txt") is None
    assert read_file(tmp_path, "pipe.txt").problem == "it is a pipe, a socket or a device; delete it"


@pytest.mark.skipif(os.name != "posix", reason="names are text here")
def test_a_name_that_is_not_utf_8_is_shown_by_its_bytes_and_read(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("text")
    (tmp_path / "plain\\x41.txt").write_text("its name says so")
    assert list_files(tmp_path) == ["caf\\xe9.txt", "plain\\x5cx41.txt"]
    assert [read_file(tmp_path, path).content for path in list_files(tmp_path)] == [
        b"text",
        b"its name says so",
    ]


@pytest.mark.skipif(os.name != "posix", reason="names are text here")
def test_two_names_never_have_one_path(tmp_path):
    """A newline in a name would tear every line that tells of it."""
    names = [
        b"a\nb.txt",
        rb"a\x0ab.txt",
        "a\u2028b.txt".encode(),
        "a\u202eb.txt".encode(),
        b"a\x1b[31mb.txt",
        b"a\xffb.txt",
        rb"a\b.txt",
    ]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_bytes(name)
    listed = list_files(tmp_path)
    assert len(set(listed)) == len(names)
    assert all(path.isprintable() for path in listed)
    assert {read_file(tmp_path, path).content for path in listed} == set(names)
    assert rb"a\b.txt".decode() in listed


def test_a_file_above_the_limit_is_not_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"12345")
    assert read_file(tmp_path, "a.txt", max_bytes=5).content == b"12345"
    assert read_file(tmp_path, "a.txt", max_bytes=4).rule == "too_large"
    assert hash_file(tmp_path, "a.txt", max_bytes=4) is None


def test_an_absent_folder_holds_no_files(tmp_path):
    assert list_files(tmp_path / "nowhere") == []


def test_a_file_that_vanished_has_nulls(tmp_path):
    assert read_file(tmp_path, "gone.txt")[1:] == (None, None, None, "it vanished; put it back", "vanished")
    assert hash_file(tmp_path, "gone.txt") is None


def test_a_file_is_its_bytes_and_their_hash(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xa35m")
    sha256 = hashlib.sha256(b"\xa35m").hexdigest()
    assert read_file(tmp_path, "a.txt") == ("a.txt", sha256, 3, b"\xa35m", None, None)
    assert hash_file(tmp_path, "a.txt") == sha256


def test_listing_imports_no_polars():
    # An unchanged rerun is over before anything heavy is imported.
    code = "import etl.ingest.files, sys; sys.exit('polars' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
