"""Names that only the whole article explains: first words, short forms, homographs, echoes."""

import pytest
from marked_text import unmark
from test_entity_cases import read_all

CASES = [
    # text with its names marked, the id of each in order, why
    (
        "A fund bought «Little Zelphs», a chain of nurseries, on Monday. «Little Zelphs» turned over $9m last year.",
        "little-zelphs little-zelphs",
        "the first word of a sentence belongs to a name that has it amid one",
    ),
    (
        "A spokesman said «Harrow Zelph» was sorry. «Harrow Zelph» is carrying debts of $2bn.",
        "harrow-zelph harrow-zelph",
        "the same where the name is a longer one",
    ),
    (
        "«Zelphora» Stock fell on Monday. «Zelphora» Net Income was $5m, and «Vlana Market» sold less.",
        "zelphora zelphora vlana-market",
        "a firm's figures are no part of its name, but what it is may be",
    ),
    (
        "Rival «Zelphora» said no. Shares of «Zelphora» rose.",
        "zelphora zelphora",
        "what a firm is belongs to no name",
    ),
    (
        "«Banca Zelph» has moved again. «Zelph»'s earlier purchases cost it $690m.",
        "banca-zelph banca-zelph",
        "the last word of a firm's name stands for it",
    ),
    (
        "The bank is led by «Piet van Zelphen». The money is ours, «van Zelphen» said.",
        "piet-van-zelphen piet-van-zelphen",
        "a family name has its particle amid a sentence too",
    ),
    (
        "Its rival, «Zuma Cement», tapped the market in March. «Zuma» raised $95m.",
        "zuma-cement zuma-cement",
        "a firm that the article names in full owns its short form, whoever is called so too",
    ),
    (
        "«Zuma Cement» sold bonds. «Jacob Zuma» was there. «Zuma» left early.",
        "zuma-cement jacob-zuma jacob-zuma",
        "unless the article names the person in full",
    ),
    (
        "«London Stud Exchange» shut. The horses, «LSE» said, were sold.",
        "london-stud-exchange london-stud-exchange",
        "initials of a name that the article has in full, whatever else they are listed for",
    ),
    (
        "The «LSE» opened its gates to students.",
        "london-school-of-economics",
        "initials that no name of the article explains are the listed ones",
    ),
    (
        "Sales at «Asahi Zelph Breweries» rose. «Asahi» laid off eight people, and «Asahi» shares fell.",
        "asahi-zelph-breweries asahi-zelph-breweries asahi-zelph-breweries",
        "a firm owns its short form though an outlet is called so too",
    ),
    (
        "The «Galaxy Z90» is out. The base «Z90» costs $9 and the «Z90 Ultra» $11.",
        "galaxy-z90 galaxy-z90 galaxy-z90-ultra",
        "models are those of the line that the text names once",
    ),
    (
        "«Lantau Equity» bought the chain in «Lantau» itself. «Lantau» will host the signing.",
        "lantau-equity lantau lantau",
        "a place that is spoken of as one stays a place",
    ),
    (
        "Backers include «Thrive Zelph Capital». «Thrive Zelph» didn't respond to a request.",
        "thrive-zelph-capital thrive-zelph-capital",
        "a short form that opens a sentence",
    ),
    (
        "Managing director «Hemant Zelpha» of «Zelpha Cements», a listed company, spoke. «Zelpha» shares rose 2%. «Zelpha» laughed.",
        "hemant-zelpha zelpha-cements zelpha-cements hemant-zelpha",
        "a family name that is a firm's first word too goes by what is beside it",
    ),
    (
        "The miner «PT Zelphera Prima Nikel» («ZPN») sold bonds, and «ZPN» shares rose.",
        "pt-zelphera-prima-nikel pt-zelphera-prima-nikel pt-zelphera-prima-nikel",
        "an acronym without the legal form that begins the name",
    ),
    (
        "The builder «G.R. Zelphal Constructions» asked for $9m.",
        "g-r-zelphal-constructions",
        "initials without blanks begin a firm's name",
    ),
    (
        "At «Zelphgate's», a chain of cafes, coffee costs more.",
        "zelphgates",
        "a name that ends in a possessive, with what it is",
    ),
    (
        "The buyout firm «Acorn Street» bought it for $5m.",
        "acorn-street",
        "a street's name is a firm's where the text says so",
    ),
    (
        "A partner is the «Mozambique Red Cross» in the north.",
        "mozambique-red-cross",
        "the national body of a listed one",
    ),
    (
        "They met on «Zelph Street» on Fridays, and never on Mondays.",
        "zelph-street",
        "days in the plural are no names",
    ),
    (
        "Its Chief Restructuring Officer «Paul Zelphen» quit.",
        "paul-zelphen",
        "what stands within a title is part of it",
    ),
]


@pytest.fixture(scope="module")
def names():
    return read_all([unmark(marked)[0] for marked, *_ in CASES] + [text for text, *_ in KINDS] + PLAIN)


@pytest.mark.parametrize(("marked", "ids", "why"), CASES, ids=[case[2] for case in CASES])
def test_the_article_explains_its_names(names, marked, ids, why):
    text, spans = unmark(marked)
    found = names[text]
    assert [surface for surface, _, _ in found] == [text[start:end] for start, end in spans], why
    assert [entity_id for _, entity_id, _ in found] == ids.split(), why


def test_a_headline_repeats_the_name_of_its_article():
    text = (
        "Harrow & Zelph Lines Up a Lifeline\n\nThe chain Harrow & Zelph has been squeezed by online sellers."
    )
    assert [name for name, _, _ in read_all([text])[text]] == ["Harrow & Zelph"] * 2


LISTS = [
    (
        "• Tern, payroll for clinics: $30 million of debt\n• Realisations, mostly of stock, were flat",
        ["Tern"],
    ),
    ("• Zelphora: $30 million\n• Meadow: $20 million", ["Zelphora", "Meadow"]),
    ("• Meadow: $30 million\n• Marketing: $20 million", []),  # no names beside them: what money is for
    ("• Provisions: $30 million\n• Net Sales: $20 million\n• Adjusted EBITDA: $9 million", []),
]


TERMS = [
    ("Business is $15 per user. Two thirds are on Business.", []),  # a plan of what is sold
    ("Net Interest Income was $5 million, and the bank cut Provisions. Book Value Per Share was $31.", []),
    (
        "Annualized Capex Run Rate and Remaining Performance Obligations rose. Core Income Fund fell.",
        ["Core Income Fund"],
    ),
    (
        "It was sold to Cash Flow Capital and Credit Value Partners.",
        ["Cash Flow Capital", "Credit Value Partners"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), TERMS)
def test_lines_of_accounts_and_plans_of_products_are_no_names(text: str, wanted: list[str]) -> None:
    assert [name for name, _, _ in read_all([text])[text]] == wanted


@pytest.mark.parametrize(("lines", "wanted"), LISTS)
def test_what_a_list_item_is_about_is_a_name_where_it_owns_an_amount(lines: str, wanted: list[str]) -> None:
    text = f"The week in rounds\n\n{lines}\n"
    assert [(name, kind) for name, _, kind in read_all([text])[text]] == [
        (name, "company") for name in wanted
    ]


KINDS = [
    ("The fund is run by Lena Banks.", "person", "a given name and a word that is a family name"),
    ("The house of the film producer Carl Winters was sold.", "person", "a season that is a family name"),
    ("It named Dana King chief executive.", "person", "a title that is a family name"),
    ("Its rival Hartley Moss bid for it.", "company", "two family names are a firm's where it acts as one"),
    ("It bought a bar of Zelphine Classic at the shop.", "product", "what one buys in bars"),
    (
        "A consortium of Zelphgrove and Spain's Vintra Zelph won.",
        "company company place",
        "members of a consortium",
    ),
    ("Zelphgrove, its lead partner, took a charge.", "company", "a partner that is a firm"),
    ("The sovereign wealth fund Zelphantara may invest.", "fund", "a nation's fund"),
    ("Environmental group Walhelph opposed the plant.", "organization", "a group that campaigns"),
    ("Ratings agency Corzelli gave it an A.", "company", "no agency of a state"),
    ("His neighbour, Zelphamma, has accepted.", "person", "a neighbour"),
]


@pytest.mark.parametrize(("text", "kinds", "why"), KINDS, ids=[case[2] for case in KINDS])
def test_what_the_words_beside_a_name_make_of_it(names, text, kinds, why):
    assert sorted(kind for _, _, kind in names[text]) == sorted(kinds.split()), why


PLAIN = ["Meatpacker benefits from cheap corn.", "Childcare is dear in the south."]


@pytest.mark.parametrize("text", PLAIN)
def test_a_less_common_word_that_opens_a_sentence_is_no_name(names, text):
    assert names[text] == []
