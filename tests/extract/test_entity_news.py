"""Names as newspapers and wires have them: markets, shops, devices, bodies of a kingdom and of states."""

import pytest
from test_entity_cases import read_all

NAMED = [
    # text, surface, entity_id, entity_type, why
    ("BitMine raised $5m.", "BitMine", "bitmine", "company", "a small word that ends a name"),
    ("HCP went for $33bn in May.", "HCP", "hcp", "company", "capitals that do what a firm does"),
    ("The Trump administration will pay.", "Trump administration", "united-states", "place", "of a state"),
    (
        "The loan came from City National Bank of Zelphor.",
        "City National Bank of Zelphor",
        "city-national-bank-of-zelphor",
        "company",
        "a bank's name whole",
    ),
    ("Denny's agreed to be bought.", "Denny's", "dennys", "company", "a brand that ends like a genitive"),
    ("The Galaxy S25 Edge costs $999.", "Galaxy S25 Edge", "galaxy-s25-edge", "product", "a model whole"),
    (
        "Crude fell: West Texas Intermediate lost a dollar.",
        "West Texas Intermediate",
        "west-texas-intermediate",
        "product",
        "a grade that is quoted by name",
    ),
    ("Brent rose to $61 a barrel.", "Brent", "brent", "product", "the grade, beside oil"),
    (
        "Zelphor's Slate is dear. They say Zelphor's Slate breaks. Zelphor plc said it does not.",
        "Zelphor",
        "zelphor",
        "company",
        "the owner of a thing is no part of its name",
    ),
    (
        "Google's Quandle opened. It likes Google's Quandle. Quandle is late.",
        "Google",
        "google",
        "company",
        "the same of a listed owner",
    ),
    (
        "New Zelphcraft shops will open, Zelphcraft said. Zelphcraft sells paint.",
        "Zelphcraft",
        "zelphcraft",
        "company",
        "what opens a sentence is an adjective",
    ),
    ("The rest is in, says Will Zelphey, a lawyer.", "Will Zelphey", "will-zelphey", "person", "no verb"),
    ("The owner, Jan Zelphka, means to sell.", "Jan Zelphka", "jan-zelphka", "person", "no month"),
    ("On Sunday Prime Minister Zelphos Nano said no.", "Zelphos Nano", "zelphos-nano", "person", "an office"),
    ("The MP for Zelphwich, Jane Roe, said no.", "Zelphwich", "zelphwich", "place", "what a member is for"),
    (
        "It was agreed by the Texas State Senate on Monday.",
        "Texas State Senate",
        "texas-state-senate",
        "government",
        "a state's chamber is none of the union's",
    ),
    (
        "The Devon NHS Foundation Trust hired forty nurses.",
        "Devon NHS Foundation Trust",
        "devon-nhs-foundation-trust",
        "organization",
        "a trust of the health service",
    ),
    (
        "A spokesman of the Ministry of Justice and Public Safety said so.",
        "Ministry of Justice and Public Safety",
        "ministry-of-justice-and-public-safety",
        "government",
        "a listed ministry with another field",
    ),
    ("They shop with their Fitbit Express now.", "Fitbit Express", "fitbit-express", "product", "a device"),
    (
        "She works at the University Hospital of Devon.",
        "University Hospital of Devon",
        "university-hospital-of-devon",
        "organization",
        "a hospital of a county",
    ),
    (
        "They took her to Zelphbrooke's Hospital in the night.",
        "Zelphbrooke's Hospital",
        "zelphbrookes-hospital",
        "organization",
        "what a hospital is named after",
    ),
    (
        "The nurses of Zelphford Children's Hospital walked out.",
        "Zelphford Children's Hospital",
        "zelphford-childrens-hospital",
        "organization",
        "whom it is for",
    ),
    (
        "Quandwell Technologies fell. Its founder says Quandwell Tech will live.",
        "Quandwell Tech",
        "quandwell-technologies",
        "company",
        "its last word cut short",
    ),
    (
        "Zelphout.org opened. Its founder says Zelphout will live.",
        "Zelphout",
        "zelphout-org",
        "company",
        "its site's ending left off",
    ),
    ("Facebook Inc. was fined. Users left Facebook.", "Facebook", "facebook", "company", "a legal form"),
    ("Facebook (FB) was fined. Users left Facebook.", "Facebook", "facebook", "company", "a ticker"),
    ("The app was fined. Users left Facebook.", "Facebook", "facebook", "product", "neither"),
    (
        "The World Trade Organisation said so.",
        "World Trade Organisation",
        "world-trade-organization",
        "organization",
        "as Britain spells it",
    ),
    (
        "She trades for Investors Savings Trust in Boston.",
        "Investors Savings Trust",
        "investors-savings-trust",
        "organization",
        "no title before a name",
    ),
    (
        "Shares of Siamese Basic Industries Corp. fell.",
        "Siamese Basic Industries Corp.",
        "siamese-basic-industries",
        "company",
        "a nation's word belongs to plain words and a legal form",
    ),
    (
        "Zelphram, Illinois-based all the same, has shut.",
        "Zelphram",
        "zelphram",
        "place",
        "a town of a state where firms are",
    ),
    (
        "Wrote analysts led by Zelphira Quandt: sell.",
        "Zelphira Quandt",
        "zelphira-quandt",
        "person",
        "a team",
    ),
    (
        "Nation's Biggest Mining Company Quandelph Raises Its Bid\n\nIt was late.",
        "Quandelph",
        "quandelph",
        "company",
        "what it is stands before it in a headline",
    ),
    (
        "It took 14 hours on a Surface Go 2 and a 2-in-1.",
        "Surface Go 2",
        "surface-go-2",
        "product",
        "a number",
    ),
    ("It took an hour on a MacBook Air 13-inch.", "MacBook Air", "macbook-air", "product", "a size is none"),
    (
        "Fitbit Quandles Are Here to Stay\n\nIt says that its Fitbit Quandles are dear.",
        "Fitbit Quandles",
        "fitbit-quandles",
        "product",
        "a headline repeats the whole name",
    ),
    (
        "Zelphor Lifts Zinc Outlay to $3 Billion\n\nIt was late. Zelphor said so.",
        "Zelphor",
        "zelphor",
        "company",
        "a headline's verb",
    ),
    (
        "Treasury Secretary Jane Roe left. Treasury said no more.",
        "Treasury",
        "us-treasury",
        "government",
        "one with a secretary",
    ),
    (
        "It names Lantern ($160m) and Mill ($9m).",
        "Lantern",
        "lantern",
        "company",
        "a word that owns millions",
    ),
    ("Apple - $4.5 trillion", "Apple", "apple", "company", "a line of a list"),
    ("It went to labs (Harbor $160m, Mill $9m).", "Mill", "mill", "company", "the same in brackets"),
    ("Harvey, whose software reads briefs, rose.", "Harvey", "harvey", "company", "a firm by what it has"),
    ("Fidelity put in $2m.", "Fidelity", "fidelity", "company", "a word that puts in money"),
]

UNNAMED = [
    # text, absent, why
    ("The REIT bought the site.", "REIT", "a kind of firm"),
    ("Dealmakers announced mergers.", "Dealmakers", "a word that opens a sentence"),
    ("Amount raised: $5m. It was all that came.", "Amount", "the head of a column"),
    (
        "It was a good year, said Nadeem Zelph, Global Co-Head of Zelphor Capital.",
        "Global Co-Head",
        "an office",
    ),
    ("Each Penrith Shareholder gets $5 in cash.", "Penrith Shareholder", "a term that a paper defines"),
    ("The FTSE 100 and the Dow Jones Industrial Average rose.", "Dow Jones", "an average of shares"),
    ("Futures on the MSCI Asia Pacific Index fell.", "MSCI", "an index"),
    ("Ten-year Treasury yields rose.", "Treasury", "a paper, no body"),
    ("Sales on Black Friday were flat.", "Black", "a day of sales"),
    ("Halloween was late. Brexit cost them more.", "Brexit", "what happened"),
    ("She lives on Universal Credit and Pension Credit.", "Credit", "a benefit"),
    ("The debt is rated Baa3 by them.", "Baa3", "a mark of a rating agency"),
    ("Shares of 25,000Zelphar were sold.", "000Zelphar", "a number glued to a word"),
    ("Fraudsters are late. Attendees were few. Dealmaking in the town was busy.", "Fraudsters", "a word"),
    ("Fraudsters are late. Attendees were few. Dealmaking in the town was busy.", "Dealmaking", "a word"),
    (
        "The mill shut. Skincare sales also rose. Inflator recalls began in May.",
        "Skincare",
        "it goes on as after a word",
    ),
    ("The mill shut. Skincare sales also rose. Inflator recalls began in May.", "Inflator", "the same"),
    ("It sold a mill.\n\nDebt Mountain\n\nThe rest is known to few.", "Debt", "a heading of two words"),
    ("It sold a mill.\n\nTesla Fighters\n\nThe rest is known to few.", "Fighters", "the same after a name"),
    ("In the Harbor ($9 a night) they sat.", "Harbor", "a price"),
    ("It won at the Google India Awards.", "Google India", "an event"),
]


@pytest.fixture(scope="module")
def found() -> dict[str, list[tuple[str, str, str]]]:
    """What is found in each text."""
    return read_all([case[0] for case in (*NAMED, *UNNAMED)])


@pytest.mark.parametrize(("text", "surface", "entity_id", "entity_type", "why"), NAMED)
def test_names_of_the_news_are_found(found, text, surface, entity_id, entity_type, why):
    assert (surface, entity_id, entity_type) in found[text], why


@pytest.mark.parametrize(("text", "absent", "why"), UNNAMED)
def test_what_the_news_has_in_capitals_is_no_name(found, text, absent, why):
    assert not [name for name, _, _ in found[text] if absent in name], why
