"""Names in short texts: what is one, where it ends, what it names, and what is none."""

import hashlib
from functools import cache

import polars as pl
import pytest

from etl.extract.entities import find_entities
from etl.ingest.batch import ingest_batch
from etl.lexicon import Lexicon

LEXICON = Lexicon()


def file_row(text: str) -> tuple[str, str, int, bytes]:
    """A text as the one paragraph of an article."""
    content = f"What is known so far about it\n\n{text}\n".encode()
    digest = hashlib.sha256(content).hexdigest()
    return f"{digest}.txt", digest, len(content), content


def read_all(texts: list[str]) -> dict[str, list[tuple[str, str, str]]]:
    """For each text the surface, id and type of its names, all read in one batch."""
    schema = {"path": pl.String, "sha256": pl.String, "size_bytes": pl.Int64, "content": pl.Binary}
    files = pl.DataFrame([file_row(text) for text in dict.fromkeys(texts)], schema=schema, orient="row")
    mentions = find_entities(ingest_batch(files, LEXICON, "test"), LEXICON)
    found: dict[str, list[tuple[str, str, str]]] = {text: [] for text in texts}
    articles = {file_row(text)[1][:16]: text for text in texts}
    for article, *name in mentions.select("article_id", "surface", "entity_id", "entity_type").rows():
        found[articles[article]].append(tuple(name))
    return found


@cache
def all_cases() -> dict[str, list[tuple[str, str, str]]]:
    """Every text of the tables below, read once."""
    return read_all([case[0] for case in (*LISTED, *DISCOVERED, *NOT_NAMES)])


def read(text: str) -> list[tuple[str, str, str]]:
    return read_all([text])[text]


def surfaces(text: str) -> list[str]:
    return [surface for surface, _, _ in read(text)]


LISTED = [
    # text, surface, id, type, why
    ("He left OpenAI for good.", "OpenAI", "openai", "company", "a plain name"),
    ("Shares of Alphabet and Google fell.", "Google", "google", "company", "parent and child are two ids"),
    ("It runs on Azure-native code.", "Azure", "azure", "product", "a name inside a compound"),
    ("It trained GPT\u20114\u2011class models.", "GPT\u20114", "gpt-4", "product", "look-alike hyphens"),
    ("A Trillion-Dollar ShowdownSpaceX said no.", "SpaceX", "spacex", "company", "glued with a seam"),
    ("Anthropic’s plan is new.", "Anthropic", "anthropic", "company", "the possessive stays out"),
    ("We saw the U.S. market fall.", "U.S.", "united-states", "place", "attributive too"),
    ("The EU fined the firm.", "EU", "eu", "government", "the Union governs"),
    ("Apple Inc. said no on Monday.", "Apple Inc.", "apple", "company", "the legal form is inside"),
    (
        "They tried Claude Opus 4.8 with Anthropic.",
        "Claude Opus 4.8",
        "claude-opus-4-8",
        "product",
        "version",
    ),
    ("AMSTERDAM, Sept 9 - The firm grew.", "AMSTERDAM", "amsterdam", "place", "a dateline in capitals"),
    ("Procter and Gamble cut prices.", "Procter and Gamble", "procter-and-gamble", "company", "& as and"),
    ("It was Nestle that paid.", "Nestle", "nestle", "company", "accents off"),
    ("They asked JPMorgan for help.", "JPMorgan", "jpmorgan-chase", "company", "alias to the full name's id"),
    ("Musk and Elon Musk are one.", "Musk", "elon-musk", "person", "a famous family name"),
    ("Skild raised $500 million.", "Skild", "skild-ai", "company", "listed with AI behind it"),
    ("Stripe Loses Less Than Feared in Spring", "Stripe", "stripe", "company", "it acts in a headline"),
    ("Notion tops $600 million in sales.", "Notion", "notion", "company", "it opens and takes an amount"),
    ("Peacock+ costs $9 a month.", "Peacock+", "peacock-plus", "product", "a plus is part of the name"),
    (
        "Peacock Premium costs $11 a month. The Premium plan has sport, and the Premium tier has more.",
        "Premium",
        "peacock-premium",
        "product",
        "the plan stands for the whole",
    ),
    ("IonQ bought a rival.", "IonQ", "ionq", "company", "a capital that ends it is its own"),
    ("Shoppers of eBay EBAY left.", "eBay", "ebay", "company", "its ticker behind it"),
]


@pytest.mark.parametrize(("text", "surface", "entity_id", "entity_type", "why"), LISTED)
def test_listed_names_are_found_with_their_id_and_type(text, surface, entity_id, entity_type, why):
    assert (surface, entity_id, entity_type) in all_cases()[text], why


DISCOVERED = [
    (
        "On Monday Acme Robotics Inc said it had grown.",
        "Acme Robotics Inc",
        "acme-robotics",
        "company",
        "form",
    ),
    ("Last year Zelphora raised $5m from friends.", "Zelphora", "zelphora", "company", "a money verb"),
    ("She spoke of Quidsi, the parent of Diapers.com.", "Quidsi", "quidsi", "company", "an apposition"),
    (
        "She spoke of Quidsi, the parent of Diapers.com.",
        "Diapers.com",
        "diapers-com",
        "company",
        "a host's name",
    ),
    ("It was late, said Jane Roe, chief executive of Foo.", "Jane Roe", "jane-roe", "person", "role after"),
    ("The firm's founder Brannok Tessel left.", "Brannok Tessel", "brannok-tessel", "person", "role before"),
    (
        "They built MAI-Spoon-1-Flash in a year.",
        "MAI-Spoon-1-Flash",
        "mai-spoon-1-flash",
        "product",
        "a model",
    ),
    (
        "The Vantoro Times reported on Sunday that he left.",
        "Vantoro Times",
        "vantoro-times",
        "media",
        "a paper",
    ),
    ("He told the Zelphora Regional Council no.", "Zelphora Regional Council", None, "government", "a head"),
    ("He studied at the University of Zelphoria.", "University of Zelphoria", None, "organization", "X of Y"),
    ("Investors include Alta Park Capital and others.", "Alta Park Capital", None, "company", "a head"),
    ("It is headquartered in Zelphoria, near the sea.", "Zelphoria", "zelphoria", "place", "a place's cue"),
    (
        "Zelvi's Labs rose. Shares of Zelvi's Labs fell.",
        "Zelvi's Labs",
        "zelvis-labs",
        "company",
        "goes on after 's",
    ),
    ("He sold Grofers Kenya and left.", "Grofers Kenya", "grofers-kenya", "company", "a national unit"),
]


@pytest.mark.parametrize(("text", "surface", "entity_id", "entity_type", "why"), DISCOVERED)
def test_unlisted_names_are_discovered(text, surface, entity_id, entity_type, why):
    found = {name: (identity, kind) for name, identity, kind in all_cases()[text]}
    assert surface in found, why
    assert found[surface][1] == entity_type, why
    assert entity_id is None or found[surface][0] == entity_id, why


NOT_NAMES = [
    # text, what must not be a mention, why
    ("See https://openai.com/blog and press@Anthropic.com now.", ["openai", "Anthropic"], "addresses"),
    ("I own $GOOGL and (NASDAQ: NVDA) stock.", ["GOOGL", "NVDA", "NASDAQ"], "tickers"),
    ("Run `pip install Tesla` first.", ["Tesla"], "code"),
    ("The German and South African press wrote.", ["German", "South African", "African"], "demonyms"),
    ("On Monday in March the CEO spoke of the IPO.", ["Monday", "March", "CEO", "IPO"], "times and terms"),
    ("It raised a Series C round and a Series H.", ["Series C", "Series"], "rounds"),
    ("Results for Q4 2025 and FY2026 are in.", ["Q4", "FY2026"], "quarters"),
    ("The EU AI Act came in May.", ["EU AI Act", "AI Act", "Act"], "laws"),
    ("At Microsoft Build 2026 it showed a model.", ["Microsoft Build", "Build"], "events"),
    ("Models like it lead on benchmarks like TruthfulQA.", ["TruthfulQA"], "benchmarks"),
    (
        "However, Shares fell. Revenue rose. Analysts cheered.",
        ["Shares", "Revenue", "Analysts"],
        "first words",
    ),
    ("Constitutional AI is a method. Constitutional AI works.", ["Constitutional", "AI"], "methods"),
    ("Big Tech spent more than the Big Four.", ["Big Tech", "Big Four", "Big"], "phrases"),
    ("Metals and Applebees grew.", ["Meta", "Apple"], "no part of a word"),
    ("Target prices rose. Block the account first.", ["Target", "Block"], "a word where a capital is due"),
    ("GPT-5.5 came out after GPT-5.", ["GPT-5."], "a version goes on"),
]


@pytest.mark.parametrize(("text", "absent", "why"), NOT_NAMES)
def test_what_is_no_name_is_left_out(text, absent, why):
    assert not {surface for surface, _, _ in all_cases()[text]} & set(absent), why


def test_short_forms_take_the_full_names_id():
    text = (
        "Zelphora Superintelligence (ZSI) raised $2bn, said Jane Roe, its founder.\n\n"
        "The money lets ZSI hire, Roe said. Zelphora Superintelligence has no revenue."
    )
    ids = {surface: entity_id for surface, entity_id, _ in read(text)}
    assert ids["ZSI"] == ids["Zelphora Superintelligence"] == "zelphora-superintelligence"
    assert ids["Roe"] == ids["Jane Roe"] == "jane-roe"


def test_a_shared_family_name_gives_the_first_its_id():
    text = "The founders, Dario and Daniela Amodei, left in 2021."
    assert [entity_id for _, entity_id, _ in read(text)] == ["dario-amodei", "daniela-amodei"]


def test_a_person_of_a_companys_name_is_the_person():
    text = "The analyst Jane Ford spoke first. Then Ford left the room."
    assert {entity_id for _, entity_id, _ in read(text)} == {"jane-ford"}


def test_the_longest_name_wins_and_a_shorter_one_where_it_does_not_fit():
    assert surfaces("He works at Google DeepMind now.") == ["Google DeepMind"]
    assert surfaces("He drew Google Cloudlets today.")[0].startswith("Google")


def test_a_club_is_meant_where_the_article_is_about_football():
    ids = {entity_id for _, entity_id, _ in read("Chelsea paid £115m for the midfielder, a club record.")}
    assert "chelsea-fc" in ids
    assert "chelsea-fc" not in {entity_id for _, entity_id, _ in read("She lives in Chelsea with a cat.")}
