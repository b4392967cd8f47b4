"""The loader of the lexicon: errors name file and row, the user's folder overrides and extends."""

from pathlib import Path

import pytest

from etl.errors import LexiconError
from etl.lexicon import HOME, RULES, TABLES, Lexicon
from etl.lexicon.soundness import require_sound

HEAD = ",".join(TABLES["entities"].columns)


def overlay(folder: Path, name: str, content: str) -> Lexicon:
    (folder / name).write_text(content, encoding="utf-8")
    return Lexicon(user_folder=folder)


@pytest.fixture(params=["table", "frame"])
def read(request):
    """Both ways to read a table, which say the same of what is wrong with it."""
    return lambda lexicon, name: getattr(lexicon, request.param)(name)


def test_a_wrong_head_is_named_with_the_right_one(tmp_path, read):
    lexicon = overlay(tmp_path, "entities.csv", "id,name\nfoo,Foo\n")
    with pytest.raises(LexiconError, match=r"entities\.csv: row 1: .*make them entity_id,name"):
        read(lexicon, "entities")


def test_a_row_with_a_cell_too_many_is_named(tmp_path, read):
    lexicon = overlay(tmp_path, "entities.csv", f"{HEAD}\nfoo,Foo, Inc,company,,,mine\n")
    with pytest.raises(LexiconError, match=r"entities\.csv: row 2: 7 cells for 6 columns"):
        read(lexicon, "entities")


def test_a_row_cut_short_is_named(tmp_path, read):
    lexicon = overlay(tmp_path, "entities.csv", f"{HEAD}\nfoo,Foo,company\n")
    with pytest.raises(LexiconError, match=r"entities\.csv: row 2: 3 cells for 6 columns"):
        read(lexicon, "entities")


def test_an_empty_key_is_named(tmp_path, read):
    lexicon = overlay(tmp_path, "entities.csv", f"{HEAD}\nfoo,Foo,company,,,mine\n,Bar,company,,,mine\n")
    with pytest.raises(LexiconError, match=r"entities\.csv: row 3: entity_id must not be empty"):
        read(lexicon, "entities")


def test_a_key_that_comes_twice_is_named(tmp_path, read):
    row = "foo,Foo,company,,,mine\n"
    lexicon = overlay(tmp_path, "entities.csv", f"{HEAD}\n{row}{row}")
    with pytest.raises(LexiconError, match=r"entities\.csv: row 3: 'foo' is there already"):
        read(lexicon, "entities")


def test_broken_toml_is_named(tmp_path):
    lexicon = overlay(tmp_path, "names.toml", "[[cues]\n")
    with pytest.raises(LexiconError, match=r"names\.toml"):
        lexicon.rules("names")


def test_a_rule_without_an_id_is_named(tmp_path):
    lexicon = overlay(tmp_path, "names.toml", "[[cues]]\nside = 'after'\n")
    with pytest.raises(LexiconError, match=r"names\.toml: \[\[cues\]\] number 1 has no id"):
        lexicon.rules("names")


def test_the_users_row_overrides_ours_and_extends_it(tmp_path):
    rows = "anthropic,Anthropic PBC,company,,,mine\nfoo,Foo,company,,,mine\n"
    lexicon = overlay(tmp_path, "entities.csv", f"{HEAD}\n{rows}")
    by_id = {row["entity_id"]: row for row in lexicon.table("entities")}
    assert by_id["anthropic"]["name"] == "Anthropic PBC"
    assert by_id["foo"]["source"] == "mine"
    assert by_id["openai"]["name"] == "OpenAI"
    assert lexicon.frame("entities").to_dicts() == list(lexicon.table("entities"))


def test_a_byte_order_mark_is_no_part_of_a_table_or_of_rules(tmp_path):
    rows = "foo,Foo,company,,,mine\n"
    (tmp_path / "entities.csv").write_text(f"{HEAD}\n{rows}", encoding="utf-8-sig")
    (tmp_path / "cues.toml").write_text("[words]\narticles = ['ye']\n", encoding="utf-8-sig")
    lexicon = Lexicon(user_folder=tmp_path)
    require_sound(lexicon)
    assert "foo" in {row["entity_id"] for row in lexicon.table("entities")}
    assert lexicon.frame("entities").to_dicts() == list(lexicon.table("entities"))
    assert lexicon.rules("cues")["words"]["articles"] == ["ye"]


EXPORTS = [
    # (why, the file as a spreadsheet saves it, what is told)
    (
        "semicolons",
        HEAD.replace(",", ";").encode() + b"\nfoo;Foo;company;;;mine\n",
        "row 1: semicolons part the columns; save the file with commas",
    ),
    (
        "tabs",
        HEAD.replace(",", "\t").encode() + b"\nfoo\tFoo\n",
        "row 1: tabs part the columns; save the file with",
    ),
    (
        "semicolons and a byte-order mark",
        b"\xef\xbb\xbf" + HEAD.replace(",", ";").encode() + b"\nfoo;Foo, Inc;company;;;mine\n",
        "row 1: semicolons part the columns",
    ),
    ("UTF-16", f"{HEAD}\nfoo,Foo,company,,,mine\n".encode("utf-16"), "it is UTF-16; save the file as UTF-8"),
]


@pytest.mark.parametrize(("content", "told"), [row[1:] for row in EXPORTS], ids=[row[0] for row in EXPORTS])
def test_how_a_spreadsheet_saved_a_table_is_told(tmp_path, read, content, told):
    (tmp_path / "entities.csv").write_bytes(content)
    with pytest.raises(LexiconError) as caught:
        read(Lexicon(user_folder=tmp_path), "entities")
    assert str(caught.value).startswith(f"{tmp_path / 'entities.csv'}: {told}")


def test_an_entity_of_the_users_goes_by_its_name_where_no_alias_is_of_it(tmp_path):
    rows = "foo,Foo Works,company,,,mine\nbar,Bar,company,,,mine\nopenai,OpenAI Group,company,,,mine\n"
    (tmp_path / "aliases.csv").write_text(f"{','.join(TABLES['aliases'].columns)}\nBarco,bar,,mine\n")
    lexicon = overlay(tmp_path, "entities.csv", f"{HEAD}\n{rows}")
    require_sound(lexicon)
    aliases = [(row["alias"], row["entity_id"]) for row in lexicon.table("aliases")]
    assert ("Foo Works", "foo") in aliases
    assert [alias for alias, entity_id in aliases if entity_id == "bar"] == ["Barco"]
    assert ("OpenAI Group", "openai") not in aliases, "ours has aliases of its own"
    assert lexicon.frame("aliases").to_dicts() == list(lexicon.table("aliases"))


def test_the_users_rule_takes_the_place_of_ours_with_its_id(tmp_path):
    rule = "[[conditions]]\nid = 'football'\nneeds = 'article'\ncues = 'pitch'\n"
    lexicon = overlay(tmp_path, "names.toml", rule)
    by_id = {rule["id"]: rule for rule in lexicon.rules("names")["conditions"]}
    assert by_id["football"]["cues"] == "pitch"
    assert "common" in by_id


def test_the_version_changes_with_content_and_only_with_it(tmp_path):
    before = Lexicon(user_folder=tmp_path).version
    assert before == Lexicon().version
    after = overlay(tmp_path, "entities.csv", f"{HEAD}\nfoo,Foo,company,,,mine\n").version
    assert after != before
    assert overlay(tmp_path, "entities.csv", f"{HEAD}\nfoo,Foo,company,,,mine\n").version == after


@pytest.mark.parametrize("name", sorted(TABLES))
def test_our_tables_load(name):
    rows = Lexicon().table(name)
    assert rows
    assert Lexicon().frame(name).to_dicts() == list(rows)


@pytest.mark.parametrize("name", sorted({"entities", "aliases", "legal_forms"}))
def test_our_tables_lie_sorted_by_key(name):
    lines = (HOME / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
    keys = [tuple(row[column] for column in TABLES[name].key) for row in Lexicon().table(name)]
    assert len(lines) == len(keys)
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", [name for name in RULES if (HOME / f"{name}.toml").is_file()])
def test_our_rules_load(name):
    assert Lexicon().rules(name)
