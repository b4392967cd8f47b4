"""Names as the news of many countries writes them: particles, titles, foreign institutions, homographs."""

import pytest
from test_entity_cases import read, read_all

NAMED = [
    # text, surface, id, type, why
    (
        "Datuk Seri Anwar Ibrahim met Tan Sri Abdul Zelpho Omar on Friday.",
        "Abdul Zelpho Omar",
        "abdul-zelpho-omar",
        "person",
        "a title of two words stays outside",
    ),
    (
        "Sheikh Zelphon bin Quand Al Briva chairs the fund.",
        "Zelphon bin Quand Al Briva",
        None,
        "person",
        "particles join a name",
    ),
    (
        "The founder, Brent T. Zelphon III, left.",
        "Brent T. Zelphon III",
        "brent-t-zelphon-iii",
        "person",
        "initial and suffix, after a given name that is a place too",
    ),
    (
        "The Universidade de Fortaleza will get R$3 million.",
        "Universidade de Fortaleza",
        "universidade-de-fortaleza",
        "organization",
        "a foreign `of`, before a listed place",
    ),
    (
        "He sold it to Grupo Financiero Zelphor for $2 million.",
        "Grupo Financiero Zelphor",
        None,
        "company",
        "what begins an institution in Spanish",
    ),
    (
        "She studied at the London School of Zelphic Studies.",
        "London School of Zelphic Studies",
        None,
        "organization",
        "a place before X of Y",
    ),
    (
        "The state sued the Tamil Nadu Pollution Control Board.",
        "Tamil Nadu Pollution Control Board",
        None,
        "government",
        "a place before a board",
    ),
    (
        "Prosecutors say that One Asia Partners helped.",
        "One Asia Partners",
        None,
        "company",
        "a number word that begins a name",
    ),
    (
        "He joined Global Infrastructure Partners in May.",
        "Global Infrastructure Partners",
        None,
        "company",
        "words of which each may end a name",
    ),
    ("They bought shares of Zelphi.kz on Monday.", "Zelphi.kz", "zelphi-kz", "company", "a host's name"),
    ("The tanker Zelphonia was attacked at night.", "Zelphonia", "zelphonia", "product", "a ship"),
    ("The Zelphoss family owns it.", "Zelphoss family", "zelphoss-family", "organization", "kin act as one"),
    ("The Zelphoss twins own a third of it.", "Zelphoss", "zelphoss", "person", "kin"),
    ("Ask Bill Zelphon about it.", "Bill Zelphon", "bill-zelphon", "person", "a law's word is a given name"),
    ("They met Theresa May on Monday.", "Theresa May", None, "person", "a month that is a family name"),
    ("Last year Zelphora OÜ raised money.", "Zelphora OÜ", "zelphora", "company", "an Estonian form"),
    ("Gap fell after Target rose.", "Gap", "gap", "company", "a market's verb after a common word"),
    (
        "Banks lent to Wynde Basin Group (WBG), a miner.",
        "Wynde Basin Group",
        None,
        "company",
        "defined by its acronym",
    ),
]


@pytest.fixture(scope="module")
def found() -> dict[str, list[tuple[str, str, str]]]:
    """Every text of the tables below, read once."""
    return read_all([case[0] for case in (*NAMED, *NOT_NAMED)])


@pytest.mark.parametrize(("text", "surface", "entity_id", "entity_type", "why"), NAMED)
def test_names_of_many_shapes_are_found(found, text, surface, entity_id, entity_type, why):
    names = {name: (identity, kind) for name, identity, kind in found[text]}
    assert surface in names, why
    assert names[surface][1] == entity_type, why
    assert entity_id is None or names[surface][0] == entity_id, why


NOT_NAMED = [
    # text, what must not be a mention, why
    (
        'The Company has no debt. "The Company grew," said its Chief Financial Officer. The Board met.',
        ["Company", "Financial", "Board"],
        "an institution's word alone is a nominal",
    ),
    ("Sawan is Lebanese-Canadian and Franco-German.", ["Lebanese-Canadian", "Franco-German"], "demonyms"),
    ("The gap widened. Oracle bones were found.", ["gap", "Oracle"], "words where a capital is due"),
    ("They sail the Amazon river and see the Amazon rainforest.", ["Amazon"], "the river, not the shop"),
]


@pytest.mark.parametrize(("text", "absent", "why"), NOT_NAMED)
def test_what_only_looks_like_a_name_is_left_out(found, text, absent, why):
    assert not {surface for surface, _, _ in found[text]} & set(absent), why


def ids(text: str) -> list[tuple[str, str]]:
    return [(surface, entity_id) for surface, entity_id, _ in read(text)]


def test_a_particle_has_a_capital_where_it_opens_a_sentence():
    names = ids("The deal pleased Luis de Zelphon. De Zelphon left. Then de Zelphon spoke.")
    assert [entity_id for _, entity_id in names] == ["luis-de-zelphon"] * 3


def test_a_name_in_a_line_of_capitals_is_the_one_of_the_article():
    names = ids("MERGER TALKS GO ON AS ZELPHON PUSHES FOR MORE\n\nThe bank is run by Andrea Zelphon.")
    assert ("ZELPHON", "andrea-zelphon") in names


def test_a_company_and_its_founder_of_one_name_are_told_apart_by_the_words_beside_them():
    names = ids("Michael Dell owns half of Dell. Then Dell, 60, thanked the crew. Dell's shares rose.")
    assert [entity_id for _, entity_id in names] == [
        "michael-dell",
        "dell-technologies",
        "michael-dell",
        "dell-technologies",
    ]


def test_a_short_form_of_an_ordinary_word_counts_where_its_sentence_speaks_of_it():
    names = ids("Harvest Bank Plc grew last year. Harvest's shares rose. Harvest time is near.")
    assert ("Harvest", "harvest-bank") in names
    assert len([surface for surface, _ in names if surface == "Harvest"]) == 1
