"""A lexicon of one's own is held against what its readers need, and every fault is named with its remedy."""

import shutil
from pathlib import Path

import pytest

from etl.errors import LexiconError
from etl.lexicon import HOME, TABLES, Lexicon
from etl.lexicon.soundness import NAMES, require_names, require_sound

FAULTS = [
    # file, its rows (below the head) or its rules, where the fault is, and what is said of it
    ("magnitudes.csv", "gazillion,abc,word,", "row 2: factor is 'abc'; make it a number above 0"),
    ("magnitudes.csv", "billion,-1e9,word,", "row 2: factor is '-1e9'; make it a number above 0"),
    ("magnitudes.csv", "zillion,1000,words,", "row 2: kind is 'words'; make it one of letter, word"),
    (
        "currencies.csv",
        "XXX,Nothing,abc,mine",
        "row 2: minor_unit_digits is 'abc'; make it a number of digits",
    ),
    ("currencies.csv", "xx,Nothing,2,mine", "row 2: currency is 'xx'; make it three capital letters"),
    ("currency_marks.csv", "Q$,QQQ,symbol,before,1,,,,,", "row 2: currency is 'QQQ'; make it a code that"),
    ("currency_marks.csv", "Q$,USD,symbol,before,0,,,,,", "row 2: factor is '0'; make it a number above 0"),
    ("currency_marks.csv", "Q$,USD,symbol,before,1,,USD QQQ,,,", "row 2: local is 'USD QQQ'; make it codes"),
    ("weights.csv", "topic,heads,abc", "row 2: weight is 'abc'; make it a number"),
    ("weights.csv", "topics,heads,1", "row 2: model is 'topics'; make it one of antecedent,"),
    ("entities.csv", "foo,Foo,firm,,,mine", "row 2: entity_type is 'firm'; make it one of company,"),
    ("entities.csv", "A B,Foo,company,,,mine", "row 2: entity_id is 'A B'; make it lower-case letters"),
    ("entities.csv", "foo,,company,,,mine", "row 2: name is ''; make it a text"),
    ("entities.csv", "foo,Foo,company,nobody,,mine", "row 2: parent_id is 'nobody'; make it the entity_id"),
    ("entities.csv", "foo,Foo,company,foo,,mine", "row 2: parent_id makes a circle, foo of foo; leave one"),
    (
        "entities.csv",
        "bar,Bar,company,openai,,mine\nopenai,OpenAI,company,bar,,mine",
        "row 2: parent_id makes a circle, bar of openai of bar; leave one",
    ),
    ("aliases.csv", "Foo,nobody,,mine", "row 2: entity_id is 'nobody'; make it one that entities.csv lists"),
    ("aliases.csv", '"Foo\nBar",openai,,mine\nOAI,openai,sometimes,mine', "row 4: condition is 'sometimes'"),
    ("cues.toml", "[words]\narticles = 5", "[words] articles is a whole number; make it a list of texts"),
    ("cues.toml", "[words]\narticles = [1]", "[words] articles is a list of whole numbers; make it"),
    ("cues.toml", "[wards]\narticles = ['a']", "there is no [wards]; call it words"),
    (
        "cues.toml",
        "[[negation]]\nid = 'x'\nform = ['a']",
        "[negation] x has a field form, which no rule has; call",
    ),
    (
        "cues.toml",
        "[[modality]]\nid = 'x'\nvalue = 'actuall'\nreach = 'at'\nforms = ['a']",
        "[modality] x value is 'actuall'; make it one of actual, estimated,",
    ),
    ("names.toml", "[words]\ntitles = 'x'", "[words] is a table; make it an array of rules"),
    ("metrics.toml", "[metrics]\nrevenue = 5", "[metrics] is a table; make it an array of rules"),
    (
        "metrics.toml",
        "[units_per_dollar]\nARS = nan",
        "[units_per_dollar] ARS is nan; make it a number that ends",
    ),
    (
        "metrics.toml",
        "[[metrics]]\nid = 'dividend'\nname = 'D'",
        "[[metrics]] dividend: no contract has that",
    ),
    (
        "metrics.toml",
        "[[metrics]]\nid = 'debt'\nname = 'D'\n[[metrics.cues]]\nid = 'debt.mine'\nforms = ['owes']\n"
        "strength = 3\nside = 'after'\nsubject = ['agent']\nrather = ['pay', 'rent']",
        "[[metrics.cues]] debt.mine rent: no contract has that metric; make rather one of",
    ),
    (
        "dates.toml",
        "[vocabulary]\nmonths = {mayo = 'x'}",
        "[vocabulary] months mayo is a text; make it a whole",
    ),
]


def overlay(folder: Path, name: str, content: str) -> Lexicon:
    """A lexicon with one file of the user's; tables get their head."""
    table = TABLES.get(name.removesuffix(".csv"))
    head = f"{','.join(table.columns)}\n" if table else ""
    (folder / name).write_text(f"{head}{content}\n", encoding="utf-8")
    return Lexicon(folder)


@pytest.mark.parametrize(("name", "content", "told"), FAULTS, ids=[fault[2][:50] for fault in FAULTS])
def test_a_fault_is_named_with_file_place_and_remedy(
    tmp_path: Path, name: str, content: str, told: str
) -> None:
    with pytest.raises(LexiconError) as caught:
        require_sound(overlay(tmp_path, name, content))
    assert told in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path / name}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("magnitudes.csv", "gazillion,1000000000.5,word,a fraction is a number"),
        ("currencies.csv", "XBT,Bitcoin,8,mine"),
        ("currency_marks.csv", "₿,EUR,symbol,before,1,,,,,"),
        ("entities.csv", "foo,Foo,company,openai,,a parent of ours"),
        ("entities.csv", "foo,Foo,company,bar,,a row below is its parent\nbar,Bar,market,,,mine"),
        ("aliases.csv", "OAI,openai,common,mine"),
        ("cues.toml", "[words]\narticles = []\nmine = ['a']"),
        ("metrics.toml", "[units_per_dollar]\nARS = 900"),
        ("dates.toml", "[vocabulary]\nmonths = {mayo = 5}"),
        ("names.toml", "[[conditions]]\nid = 'football'\nneeds = 'article'\ncues = 'pitch'"),
    ],
)
def test_what_readers_can_use_is_sound(tmp_path: Path, name: str, content: str) -> None:
    require_sound(overlay(tmp_path, name, content))


def test_our_own_files_are_sound(tmp_path: Path) -> None:
    for name in NAMES:
        shutil.copy(HOME / name, tmp_path)
    require_sound(Lexicon(tmp_path))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("entites.csv", "call it entities.csv"),
        ("Entities.CSV", "call it entities.csv"),
        ("entities.txt", "call it entities.csv"),
        ("metric.toml", "call it metrics.toml"),
    ],
)
def test_a_name_that_no_lexicon_reads_is_told(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(LexiconError, match=told):
        require_names(tmp_path)


def test_notes_and_hidden_files_may_lie_beside(tmp_path: Path) -> None:
    for name in ("README.md", ".gitkeep", ".entities.csv.swp", "entities.csv~", "SOURCES.md"):
        (tmp_path / name).touch()
    require_names(tmp_path)


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "entities.csv").mkdir()
    with pytest.raises(LexiconError, match="it is no file"):
        require_names(tmp_path)


def test_a_lexicon_that_is_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        require_names(tmp_path / "nope")
    (tmp_path / "notes.txt").touch()
    with pytest.raises(LexiconError, match="no folder"):
        require_names(tmp_path / "notes.txt")
