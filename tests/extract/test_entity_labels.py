"""Names at the head of paragraphs, in capitals or bold type."""

import pytest
from test_entity_cases import read_all

ROUNDUP = "Three firms reported.\n\n{}\n\nThe rest will follow next week."

NAMED = [
    (
        "SILVER HARBOR. The Oslo shipbuilder lost $3m.\n\nGREEN VALE: The grocer earned $4m.",
        {"SILVER HARBOR": "silver-harbor", "GREEN VALE": "green-vale"},
        "each paragraph says what its label names",
    ),
    (
        "**Lantern** The online retailer lost $3m.\n\n**Thicket:** Sales fell to $4m. It has cut jobs.\n\n"
        "**Harvest & Moon** — The brewer earned $5m.",
        {"Lantern": "lantern", "Thicket": "thicket", "Harvest & Moon": "harvest-and-moon"},
        "where most labels are firms', so is the one of which nothing is said",
    ),
    (
        "1. ORCHARD BANK: Profit fell to $3m.\n\n2. SUMMIT MOTORS: Sales rose to $4m.",
        {"ORCHARD BANK": "orchard-bank", "SUMMIT MOTORS": "summit-motors"},
        "the last word says what they are",
    ),
    (
        "1. Lanternly\nThe online retailer lost $3m.\n2. Thicket\nIts sales fell to $4m.\n3. Harvesto: $9m\n"
        "Beer, and lots of it.",
        {"Lanternly": "lanternly", "Thicket": "thicket", "Harvesto": "harvesto"},
        "a third of what is numbered tells what all of it is",
    ),
]

UNNAMED = [
    ("MARKETS: Shares fell to a new low.\n\nOIL: Crude rose to $90.", "topics, of which no firm is told"),
    ("THE WINNERS. The company of the year won.\n\nTHE LOSERS. The lender lost $3m.", "what one would say"),
    ("OUTLOOK: The company expects $3m.\n\nRESULTS: The company earned $4m.", "parts of a report"),
    ("**Also raised** The lender got $3m.\n\n**What next** The firm wants $4m.", "topics in bold type"),
    (
        "1. Housing\nRents rose to $900.\n2. Energy\nBills fell to $90.\n3. Food\nIt costs $9.",
        "numbered topics",
    ),
    ("Silver harbor. The Oslo shipbuilder lost $3m.", "no label at all"),
]


@pytest.mark.parametrize(("paragraphs", "names", "why"), NAMED, ids=[case[2] for case in NAMED])
def test_labels_of_paragraphs_name_firms(paragraphs: str, names: dict[str, str], why: str) -> None:
    text = ROUNDUP.format(paragraphs)
    found = {surface: (entity_id, kind) for surface, entity_id, kind in read_all([text])[text]}
    for surface, entity_id in names.items():
        assert found.get(surface) == (entity_id, "company"), why


@pytest.mark.parametrize(("paragraphs", "why"), UNNAMED, ids=[case[1] for case in UNNAMED])
def test_labels_of_what_is_told_name_nothing(paragraphs: str, why: str) -> None:
    text = ROUNDUP.format(paragraphs)
    assert not [surface for surface, _, kind in read_all([text])[text] if kind == "company"], why


def test_places_at_the_head_of_paragraphs_stay_places() -> None:
    text = ROUNDUP.format("LONDON: The lender lost $3m.\n\nPARIS: The brewer earned $4m.")
    assert [kind for _, _, kind in read_all([text])[text]] == ["place", "place"]
