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
        "«Lantau Equity» bought the chain in «Lantau» itself. «Lantau» will host the signing.",
        "lantau-equity lantau lantau",
        "a place that is spoken of as one stays a place",
    ),
    (
        "Backers include «Thrive Zelph Capital». «Thrive Zelph» didn't respond to a request.",
        "thrive-zelph-capital thrive-zelph-capital",
        "a short form that opens a sentence",
    ),
]


@pytest.mark.parametrize(("marked", "ids", "why"), CASES, ids=[case[2] for case in CASES])
def test_the_article_explains_its_names(marked, ids, why):
    text, spans = unmark(marked)
    found = read_all([text])[text]
    assert [surface for surface, _, _ in found] == [text[start:end] for start, end in spans], why
    assert [entity_id for _, entity_id, _ in found] == ids.split(), why


def test_a_headline_repeats_the_name_of_its_article():
    text = (
        "Harrow & Zelph Lines Up a Lifeline\n\nThe chain Harrow & Zelph has been squeezed by online sellers."
    )
    assert [name for name, _, _ in read_all([text])[text]] == ["Harrow & Zelph"] * 2


@pytest.mark.parametrize("text", ["Meatpacker benefits from cheap corn.", "Childcare is dear in the south."])
def test_a_less_common_word_that_opens_a_sentence_is_no_name(text):
    assert read_all([text])[text] == []
