"""What the mentions of one text have to do with each other."""

import pytest

from tests.faults.properties import carry

TEXTS = {
    "letters of a currency sign name nobody": (
        "Revenue came to NT$6.8 billion, up from NT$4.1 billion. Capital spending of NT$9 billion is planned.",
        set(),
    ),
    "nor do they after a word with a capital": (
        "Last year alone we paid Government K2.9 billion in taxes. Tarkwa Ridge owes GH¢310 million.",
        {"Tarkwa Ridge"},
    ),
    "a name beside an amount stays": (
        "Brisk Labs raised NT$12 billion from Arden Ventures, while Fable Foods of Leeds paid £3m.",
        {"Brisk Labs", "Arden Ventures", "Fable Foods", "Leeds"},
    ),
}


@pytest.mark.parametrize("note", TEXTS)
def test_names_share_no_letters_with_amounts(note: str) -> None:
    text, names = TEXTS[note]
    read = carry([text.encode()])
    assert set(read["fact_entity_mention"]["surface"]) == names
    assert not read["fact_money_mention"].is_empty()
