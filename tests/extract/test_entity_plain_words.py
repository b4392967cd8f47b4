"""Names made of dictionary words, alone or beside words that are no part of them."""

import pytest
from test_entity_cases import read, read_all

NAMED = [
    # text, surface, type, why
    ("Lantern agreed to pay the fine.", "Lantern", "company", "one with a will and no article"),
    ("Lantern has sued two of its agents.", "Lantern", "company", "the same of what was done"),
    (
        "Kenya Tea and Coffee Corporation was fined.",
        "Kenya Tea and Coffee Corporation",
        "company",
        "two trades that a place begins and a legal form ends",
    ),
    (
        "Copper Gate Partners, a buyout firm from Leeds, sold its stake on Monday.",
        "Copper Gate Partners",
        "company",
        "three plain words that open a sentence",
    ),
    ("Thistle Robotics has hired forty engineers.", "Thistle Robotics", "company", "a head of no dictionary"),
    ("Walnut Capital bid first.", "Walnut Capital", "company", "a plain word and a head open a sentence"),
    ("The equity comes from Amber Nine and from banks.", "Amber Nine", "company", "a number ends the name"),
    ("In the end she sold it to Copper Gate for nothing.", "Copper Gate", "company", "after a small word"),
    ("Copper Gate has until Friday to answer.", "Copper Gate", "company", "what is said of it follows"),
    (
        "It has raised a $40 million Series B. Walnut Ventures led the round.",
        "Walnut Ventures",
        "company",
        "a full stop after a round's letter ends the sentence",
    ),
    (
        "Backers are Thistle Health Investors and a bank.",
        "Thistle Health Investors",
        "company",
        "what investors are called at a name's end",
    ),
    (
        "Walnut Web Services alone spent as much.",
        "Walnut Web Services",
        "company",
        "an abbreviation before a head",
    ),
    (
        "Money came from the Levelling Up Fund, he said.",
        "Levelling Up Fund",
        "fund",
        "a small word amid a name",
    ),
    (
        "She chairs the Zelphton Supporters' Trust there.",
        "Zelphton Supporters' Trust",
        "organization",
        "a body of many members",
    ),
    (
        "The Zelphia Teachers Pension Plan earned 8% last year.",
        "Zelphia Teachers Pension Plan",
        "fund",
        "a plan that holds savings",
    ),
    (
        "The cut was signed off by the Finance Ministry.",
        "Finance Ministry",
        "government",
        "a field and its office",
    ),
    ("The loan is from Bankhaus Zelph in Munich.", "Bankhaus Zelph", "company", "what begins a bank's name"),
    ("They hired Zelphow & Wells as advisers.", "Zelphow & Wells", "company", "an ampersand joins no person"),
    (
        "The tower was built by Zelphock Build in 2019.",
        "Zelphock Build",
        "company",
        "no family name at the end",
    ),
    (
        "He told The Harbour Ledger about it on Sunday.",
        "The Harbour Ledger",
        "media",
        "an article of its own",
    ),
    (
        "The pill, known as ZQ-204, has yet to enter trials.",
        "ZQ-204",
        "product",
        "a code after what it is called",
    ),
    (
        "He put money in with the pension manager Zelphmere.",
        "Zelphmere",
        "company",
        "a manager of money is a firm",
    ),
    ("Zelph Ventures IV held its final close.", "Zelph Ventures IV", "fund", "a firm's fund by its number"),
    ("Marcus Thistle, they say, has left.", "Marcus Thistle", "person", "a given name before a plain word"),
    ("It hired Hyun-woo Zelph and Zelph Ji-ho.", "Hyun-woo Zelph", "person", "a syllable that is a word"),
    ("It hired Hyun-woo Zelph and Zelph Ji-ho.", "Zelph Ji-ho", "person", "a syllable that is a word, last"),
    ("ZELPHATAR, Feb 11, 2026 - The fund approved a loan.", "ZELPHATAR", "place", "a dateline's place"),
    ("She met Dean Zelphic, a plasterer from Zelphan, there.", "Zelphan", "place", "where a man is from"),
    ("Jobs go at the sites in Zelphurt and Quandberg.", "Quandberg", "place", "a second place after `in`"),
    ("They bought the best-selling Walnut 3, which is small.", "Walnut 3", "product", "a model's number"),
    (
        "The search engine Thistle pays it well.",
        "Thistle",
        "company",
        "what it is, before it",
    ),
    (
        "ZQPT had threatened to sue, and figures that ZQPT gave were wrong.",
        "ZQPT",
        "company",
        "it acts, twice",
    ),
    ("They say that Zuma Bank had offered more.", "Zuma Bank", "company", "a bank of a person's name"),
    (
        "The Ministry of Finance, Planning and Roads paid for it.",
        "Ministry of Finance, Planning and Roads",
        "government",
        "a listed office with more fields",
    ),
    ("On Monday Labour councillors said no.", "Labour", "organization", "whose councillors they are"),
    (
        'Its hits such as "Copper Gate" pay for the rest.',
        "Copper Gate",
        "product",
        "a work in quotation marks",
    ),
    (
        "The builder Osaka Tower Crane has cut its forecast.",
        "Osaka Tower Crane",
        "company",
        "a place and plain words amid prose",
    ),
    (
        "Bavaria Spoon, a maker of cutlery, has shut.",
        "Bavaria Spoon",
        "company",
        "the same at a sentence's head",
    ),
    ("She told them that Tidy Cellar trades at a loss.", "Tidy Cellar", "company", "a verb follows"),
    (
        "His firm, Mossy Stone Bikes, has forty mechanics.",
        "Mossy Stone Bikes",
        "company",
        "what it is stands before",
    ),
    ("Oak Spade, the Tulsa contractor, won the work.", "Oak Spade", "company", "what it is stands after"),
    (
        "Paper Lantern sells drinks at weddings.",
        "Paper Lantern",
        "company",
        "an event's word that begins a name",
    ),
    ("Warm Ferry and Tall Cedar each put in a third.", "Warm Ferry", "company", "the same is said of both"),
    (
        "It agreed to buy Heritage Walnuts for cash.",
        "Heritage Walnuts",
        "company",
        "a plural that somebody buys",
    ),
    (
        "Rising Sun Mills, of Lahore, owes its staff.",
        "Rising Sun Mills",
        "company",
        "a day's short form amid words",
    ),
    (
        "Larkfield Dairies and Sons pays on time.",
        "Larkfield Dairies and Sons",
        "company",
        "its kin belong to it",
    ),
    (
        "Second Walnut Capital closed its fund.",
        "Second Walnut Capital",
        "company",
        "an ordinal before plain words",
    ),
    ("The cover was led by Zelphwater Re.", "Zelphwater Re", "company", "what reinsurers are called"),
    ("A rival, Zelphyr TV, has dropped out.", "Zelphyr TV", "media", "a channel"),
    (
        "It has closed Zelphys Climate III early.",
        "Zelphys Climate III",
        "fund",
        "a Roman number counts a fund",
    ),
    ("Housebuilder Zelphen Homes will return cash.", "Zelphen Homes", "company", "a trade is no part of it"),
    ("They tried Zelph V3.2 for a week.", "Zelph V3.2", "product", "a version with a point"),
    ("Saddle has hired forty riders.", "Saddle", "company", "a noun without its article does what firms do"),
    ("Quill, which makes pens, is for sale.", "Quill", "company", "the same told by a clause"),
    ("Osaka's Quill is the older of the two.", "Quill", "company", "a place has it"),
    (
        "Transport Bavaria, the agency in charge, said no.",
        "Transport Bavaria",
        "company",
        "a field and a place",
    ),
    (
        "The bridge is the work of China Canal and Lock Corporation.",
        "China Canal and Lock Corporation",
        "company",
        "",
    ),
    (
        "It will be run by Zelphonic do Brasil from May.",
        "Zelphonic do Brasil",
        "company",
        "of a country, in its tongue",
    ),
    (
        "The bill went to the Osaka Bay Rowlers.",
        "Osaka Bay Rowlers",
        "company",
        "a place whose name is of two words",
    ),
    ("The Rowlers, who rent the ground, said no.", "Rowlers", "organization", "several are no person"),
    (
        "Meadow Zelphyrs bought it for cash.",
        "Meadow Zelphyrs",
        "company",
        "a plain noun before a word of no dictionary",
    ),
    ("**Amber Spoon** raised $40 million.", "Amber Spoon", "company", "bold type is no part of the sentence"),
    ("Kettle hit $30 million in annual recurring revenue in May.", "Kettle", "company", "it earns the money"),
    ("Trestle secured €12 million to build a second plant.", "Trestle", "company", "a sum that is got"),
    (
        "Bridge was bought for £40m; bridges were not.",
        "Bridge",
        "company",
        "a word that ends names of places",
    ),
    (
        "Orchards, a Danish payroll start-up, hired forty people. The orchards outside are old.",
        "Orchards",
        "company",
        "what is said to be a firm, though the words are common",
    ),
    (
        "The grocer paid €9 million for the delivery start-up Harbour. No ship was in the harbour.",
        "Harbour",
        "company",
        "what it is stands before it",
    ),
    ("Saddle, co-founded by two jockeys, is worth $2 billion.", "Saddle", "company", "it has founders"),
    ("Gravel lands $70m for quarry robots", "Gravel", "company", "a headline of a round"),
    ("Zelphira Premium costs $30 a month there.", "Zelphira Premium", "product", "a tier ends it"),
    ("Pebbles was acquired by a rival in May.", "Pebbles", "company", "one is bought, though it ends in s"),
    (
        "Kindness raised $40 million in a Series B led by two banks.",
        "Kindness",
        "company",
        "what is abstract raises no round",
    ),
    (
        "Okuto Harune of Lantern Bridge Securities said that it would rise.",
        "Okuto Harune",
        "person",
        "of a house, and speaking",
    ),
    ("It works at Zelphor Business Park V, he said.", "Zelphor Business Park V", "place", "a numbered site"),
    ("It fined Zelpho Bank Rs 5 crore in May.", "Zelpho Bank", "company", "a currency's mark is no version"),
    ("Crescent 🇳🇬 closed a round of $3 million.", "Crescent", "company", "a flag stands behind it"),
]

UNNAMED = [
    ("Methods such as using Reinforcement Learning need data.", "Reinforcement Learning", "a term's ending"),
    ("He bought a ticket in the East Stand for £700.", "East Stand", "an article makes a noun of it"),
    ("Total Assets Under Management were flat, and Average Revenue Per User fell.", "Under", "terms"),
    ("Warns of a slump. Sees Growth. Buys Back Shares.", "Sees Growth", "a verb opens the sentence"),
    ("It closed a Series B. Then it grew.", "Series B.", "a round is no name"),
    ("Series B. Investors were glad.", "Investors", "a word by itself"),
    ("The line runs at 3.6 GHz, he said, and GHz bands cost money.", "GHz", "a unit"),
    ("Borrowings rose. Homeware fell.", "Borrowings", "an inflected word of business"),
    ("They finished Phase 3, which is small, and Walnut 3 times as much.", "Walnut 3", "a number of its own"),
    ("The Redwood-backed firm closed.", "Redwood-backed", "a tail that is a word"),
    ("Staff agreed to wait. Inflation has hired nobody.", "Inflation", "what is abstract has no will"),
    ("Copper sold for more. Lantern light has bought time.", "Copper", "a thing that is sold"),
    ("Brokerages were split. Gearbox makers were not.", "Brokerages", "a word of business"),
    ("Didn't they know? Wasn't it late?", "Didn", "a verb cut off"),
    ("How has it done? Lopsidedly. The rest is known.", "Lopsidedly", "an adverb"),
    ("They crossed during Cyclone Judith on a ferry.", "Cyclone", "a storm"),
    ("On Sunday, Sun May 5, and on Sun they rest.", "Sun", "a day"),
    ("The Norwegians are due a share, and so are the Belgians.", "Belgians", "a people"),
    ("A thread on 'Transformer Circuits' tells more.", "Transformer Circuits", "a title in quotes"),
    ("People sold their houses. Staff agreed to pay.", "People", "a word for many"),
    ("Management sold its shares. Demand raised prices.", "Management", "no thing that is counted"),
    ("Neighbouring Bavaria was late.", "Neighbouring", "a participle"),
    (
        "The saddle broke. Saddle sold well that year, as a saddle should.",
        "Saddle",
        "it stands in small letters too",
    ),
    (
        "Rival Zelphora said no. Buying Zelphora was hard. Take Zelphora. Tiny Zelphora grew.",
        "Rival",
        "what it is",
    ),
    ("Zelphora is new. Tiny Zelphora grew.", "Tiny", "an adjective"),
    ("Zelphora is new. Take Zelphora, for one.", "Take", "a verb that asks"),
    ("Revenue hit $30 million in May. Turnover passed $5 million.", "Revenue", "a measure has no revenue"),
    ("Gala raises $5m for the hospital", "Gala", "what raises money and is no firm"),
    ("Council sold the hall. Parliament raised taxes.", "Council", "a body that many places have"),
    ("Startups raised $5 billion in 2024. Funds raised $2 billion.", "Startups", "several of a kind"),
    ("Search made $54 billion in revenue.", "Search", "a branch of the business"),
    ("Zelphian-Led Group Buys Mill for Record Sum", "Zelphian-Led Group", "a participle of a headline"),
    ("GenAI start-ups and CapEx grew.", "GenAI", "an abbreviation of the trade"),
    ("It had $8 billion of Remaining Performance Obligations (RPO), more RPO than ever.", "RPO", "a measure"),
]


@pytest.fixture(scope="module")
def found():
    return read_all([case[0] for case in (*NAMED, *UNNAMED)])


@pytest.mark.parametrize(("text", "surface", "entity_type", "why"), NAMED)
def test_a_name_of_plain_words_is_found(found, text, surface, entity_type, why):
    assert (surface, entity_type) in {(name, kind) for name, _, kind in found[text]}, (why, found[text])


@pytest.mark.parametrize(("text", "surface", "why"), UNNAMED)
def test_plain_words_that_name_nothing_are_left(found, text, surface, why):
    assert not [name for name, _, _ in found[text] if surface in name], why


def test_a_short_form_of_plain_words_takes_the_full_names_id():
    text = "Copper Gate Partners, a buyout firm, bid $3 billion. Copper Gate itself has little cash."
    assert {entity_id for _, entity_id, _ in read(text)} == {"copper-gate-partners"}


def test_a_short_form_opens_a_sentence_before_what_is_said_of_it_in_commas():
    text = "Harvest Zelphyr sold bonds. Harvest, listed in Lagos, has few of them."
    assert ("Harvest", "harvest-zelphyr") in {(name, entity_id) for name, entity_id, _ in read(text)}


def test_a_field_is_no_short_form_of_its_ministry():
    text = 'The Finance Ministry said no. "We will pay," said Finance Minister Zelpha Quandt.'
    assert [name for name, _, _ in read(text)] == ["Finance Ministry", "Zelpha Quandt"]


def test_an_outlets_last_word_stands_for_it_after_an_article():
    text = "He told the Zelphton Evening Journal a lie. The Journal says it stands by its report."
    assert [entity_id for _, entity_id, _ in read(text)] == ["zelphton-evening-journal"] * 2


def test_the_outlet_of_a_byline_is_named_and_its_writer_is_a_person():
    text = "*Posted by Wren Zelphano on Quandwise, March 3, 2026*"
    assert ("Wren Zelphano", "person") in {(name, kind) for name, _, kind in read(text)}


def test_a_firm_is_no_short_form_of_its_numbered_fund():
    text = "Quandor Ventures IV held its final close. Quandor Ventures has hired a partner."
    assert [entity_id for _, entity_id, _ in read(text)] == ["quandor-ventures-iv", "quandor-ventures"]
