"""The rules of zones.toml: each matches its examples and leaves its counter-examples alone."""

import polars as pl
import pytest

from etl.errors import LexiconError
from etl.ingest.zones import match_rules, zone_patterns
from etl.lexicon import Lexicon

LEXICON = Lexicon()
RULES = LEXICON.rules("zones")["rule"]


@pytest.fixture(scope="module")
def verdicts() -> dict[tuple[str, str], dict[str, bool]]:
    """What the rules say of each example, all in one frame."""
    texts = sorted({text for rule in RULES for text in rule["examples"] + rule["counter_examples"]})
    blocks = pl.DataFrame({"block": texts, "table_no": [None] * len(texts)})
    return {row["block"]: row for row in match_rules(blocks, LEXICON).rows(named=True)}


@pytest.mark.parametrize("rule", RULES, ids=[rule["id"] for rule in RULES])
def test_a_rule_matches_its_examples_and_no_rule_of_its_effect_its_counter_examples(rule, verdicts):
    effect = f"is_{rule['effect']}"
    assert [text for text in rule["examples"] if not verdicts[text][effect]] == []
    assert [text for text in rule["counter_examples"] if verdicts[text][effect]] == []
    assert rule["examples"]
    assert rule["counter_examples"]


OWN_TEXT = [
    # (block, why it is there)
    ("Comment from the bank was not available, and its shares fell.", "begins as a comment box does"),
    ("Share buybacks worth $5bn were announced.", "begins as a share link does"),
    ("Subscriptions brought in $40m.", "begins as an offer does"),
    ("By June the company had spent $3m.", "begins as a byline does"),
    ("Related-party loans came to $5m.", "begins as a teaser does"),
    ("Getty Images paid $5m to photographers.", "names a picture agency"),
    ("Cookies are sold for $3 a box.", "names cookies"),
    ("Read-only memory makers raised prices by 10%.", "begins as a teaser does"),
    ("The author of the bill wants a fine of $5m.", "names an author"),
    ("Twitter was bought for $44 billion.", "begins with a network's name"),
    ("The company is a member of the exchange.", "says what someone is"),
    ("Trending stocks gained 5%.", "begins as a teaser does"),
    ("More on Monday, when the court sits again, the judge said.", "begins as a teaser does"),
    ("Reporting a loss of $5m, the bank cut its dividend.", "begins as an end credit does"),
    ("Photographers sued for $5m.", "begins as a picture credit does"),
    ("Tickets sold for $500 apiece.", "begins as an advert does"),
    ("Source code worth $5m was stolen.", "begins as a source does"),
    ("Watch makers in Switzerland sold 5% less.", "begins as a teaser does"),
    ("Get rich quick schemes cost pensioners $5m a year.", "begins as an offer does"),
    ("Join forces or die: banks agree a $5bn merger.", "begins as an invitation does"),
    ("About us$5m is missing.", "begins as a biography does"),
    ("The story was first published in a $5 pamphlet.", "begins as an end credit does"),
    ("Published accounts show that the firm owes $5m.", "begins as a dateline does"),
    ("From $40 a month, the price rose to $60.", "begins as an offer does"),
]


@pytest.mark.parametrize("text", [text for text, _ in OWN_TEXT])
def test_prose_that_only_begins_like_furniture_is_the_articles_own(text):
    row = match_rules(pl.DataFrame({"block": [text], "table_no": [None]}), LEXICON).row(0, named=True)
    assert [name for name in row if name.startswith("is_") and row[name] is True] == []


def test_a_rule_of_an_unknown_effect_is_an_error_that_names_it(tmp_path):
    (tmp_path / "zones.toml").write_text('[[rule]]\nid = "mine"\neffect = "advert"\npattern = "^x$"\n')
    with pytest.raises(LexiconError, match="mine: effect is 'advert'"):
        zone_patterns(Lexicon(tmp_path))


def test_a_part_that_is_not_there_is_an_error_that_names_the_rule(tmp_path):
    (tmp_path / "zones.toml").write_text('[[rule]]\nid = "mine"\neffect = "own"\npattern = "^%X%$"\n')
    with pytest.raises(LexiconError, match="mine"):
        zone_patterns(Lexicon(tmp_path))


def test_a_rule_of_the_users_adds_to_ours(tmp_path):
    (tmp_path / "zones.toml").write_text('[[rule]]\nid = "mine"\neffect = "furniture"\npattern = "^zap$"\n')
    blocks = pl.DataFrame({"block": ["Zap", "Menu"], "table_no": [None, None]})
    assert match_rules(blocks, Lexicon(tmp_path))["is_furniture"].to_list() == [True, True]
