"""Segments: headlines, sections that are not the article's own, and hard-wrapped lines."""

import polars as pl
import pytest

from etl.ingest.segments import cut_segments
from etl.lexicon import Lexicon
from etl.text.shadow import shadow

LEXICON = Lexicon()
P1 = (
    "The mill said on Monday that it had sold cloth for $5 million, more than in any year since it was built."
)
P2 = "Its directors will meet in June to talk about what to do with the money, and some of them want more."
P3 = "The town council, which owns a third of the mill, has asked for a dividend of $300,000 in each year."


def segments_of(text: str) -> list[tuple[str, str, str]]:
    """Kind, zone and words of each segment."""
    articles = pl.DataFrame({"article_id": ["a"], "text": [text]})
    cut = cut_segments(articles.with_columns(shadow=shadow(pl.col("text"))), LEXICON).segments
    return [
        (kind, zone, text[start:end])
        for kind, zone, start, end in cut.select("kind", "zone", "start_char", "end_char").rows()
    ]


def of_zone(text: str, zone: str) -> list[str]:
    return [words for _, where, words in segments_of(text) if where == zone]


TITLE = "Mill sells more cloth than ever before"
HEADLINES = [
    # (why, text, the headlines)
    ("the first line", f"{TITLE}\n\n{P1}", [TITLE]),
    ("a Markdown heading", f"# {TITLE}\n\n{P1}", [f"# {TITLE}"]),
    ("under a menu and the site's name", f"Skip to main content\nThe Post\n\n{TITLE}\n\n{P1}", [TITLE]),
    ("a question", f"Who will buy the mill in June?\n\n{P1}", ["Who will buy the mill in June?"]),
    ("short, but first and alone", f"Mill sold\n\n{P1}", ["Mill sold"]),
    (
        "a sentence above prose",
        f"She sold a mill. Now she wants two.\n\n{P1}",
        ["She sold a mill. Now she wants two."],
    ),
    ("none: a note of one line", "Mill sold for $5m. It cost $2m.", []),
    ("none: a note of short sentences", "The mill was sold for $5m.\nIt had cost $2m in May.", []),
    ("one line without a stop", "Mill sells cloth for $5m", ["Mill sells cloth for $5m"]),
    ("none: prose comes first", f"{P1}\nThe mechanics of a sale\n{P2}", []),
    ("none: a label, then prose", f"TL;DR\n{P1}\n{P2}", []),
    (
        "the one that is there twice",
        f"BusinessMarketsWorld News and more of it\n{TITLE}\n1 May 2024\n{TITLE}\n{P1}",
        [TITLE],
    ),
    (
        "under a box of teasers",
        f"Trending\nFive gadgets that cost less than $50\n{TITLE}\nBy Jane Roe\n{P1}",
        [TITLE],
    ),
    (
        "with its deck",
        f"{TITLE}\nIts directors want more of the money\n1 May 2024\n\n{P1}",
        [TITLE, "Its directors want more of the money"],
    ),
    ("in Chinese", f"工厂宣布出售更多布料\n\n{P1}", ["工厂宣布出售更多布料"]),
]


@pytest.mark.parametrize(
    ("text", "wanted"), [row[1:] for row in HEADLINES], ids=[row[0] for row in HEADLINES]
)
def test_the_headline_is_found(text, wanted):
    assert of_zone(text, "headline") == wanted


FOREIGN = [
    # (why, text, what is boilerplate)
    (
        "a box in mid-story",
        f"{P1}\nRelated Stories\nDam bursts\n{P2}\n{P3}",
        ["Related Stories", "Dam bursts"],
    ),
    (
        "a box above a long last paragraph",
        f"{P1}\n{P2}\n{P3}\nRelated Stories\nDam bursts\n{P1} {P2} {P3}\nIn second place",
        ["Related Stories", "Dam bursts"],
    ),
    ("teasers at the end", f"{P1}\n{P2}\nMost Read\nDam bursts", ["Most Read", "Dam bursts"]),
    (
        "teasers up to a question section in Chinese",
        f"{P1}\n{P2}\nFurther Reading\nDam bursts for $5m\n常见问题\n谁会买?",
        ["Further Reading", "Dam bursts for $5m"],
    ),
    ("comments at the end", f"{P1}\n{P2}\nComments\n{P3}", ["Comments", P3]),
    ("a link to comments at the top", f"{TITLE}\n3 Comments\n{P1}\n{P2}", ["3 Comments"]),
    ("an author's biography", f"{P1}\n{P2}\nAbout the Author\nJane\n{P3}", ["About the Author", "Jane", P3]),
    (
        "sources are the article's own",
        f"{P1}\n{P2}\nRelated topics\nmills\nSources\n- The Post",
        ["Related topics", "mills"],
    ),
    (
        "a paywall with its prices",
        f"{P1}\n{P2}\nSubscribe to read the full story\nSmart\n₹900\n3 Months",
        ["Subscribe to read the full story", "Smart", "₹900", "3 Months"],
    ),
    ("nothing foreign", f"{P1}\nWhat comes next\n{P2}", []),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in FOREIGN], ids=[row[0] for row in FOREIGN])
def test_what_is_not_the_articles_own_is_boilerplate(text, wanted):
    assert of_zone(text, "boilerplate") == wanted


WRAPPED = """Mill sells cloth

The mill said on Monday that it had sold cloth for $5
million, more than in any year since it was built, and
that the council would get a dividend of $300,000 for
the year.
A second paragraph begins without a blank line, since
the first one ended short.

  * Net sales rose by 12 percent to EUR 16.8 million (EUR
    15 million).
  * Costs fell."""


def test_hard_wrapped_lines_are_joined_to_paragraphs_and_items():
    assert [(kind, words.split()[0], words.split()[-1]) for kind, _, words in segments_of(WRAPPED)] == [
        ("headline", "Mill", "cloth"),
        ("paragraph", "The", "year."),
        ("paragraph", "A", "short."),
        ("list_item", "*", "million)."),
        ("list_item", "*", "fell."),
    ]


def test_a_narrow_column_is_joined_too():
    """As a newspaper's page gives it: three or four words a line."""
    column = (
        "Mill sells cloth\n\nThe mill said on Monday that it\nhad sold cloth for $5 million,\n"
        "more than in any year since\nit was built, and that the\ncouncil would get a dividend\nof $300,000."
    )
    assert [(kind, words.split()[0], words.split()[-1]) for kind, _, words in segments_of(column)] == [
        ("headline", "Mill", "cloth"),
        ("paragraph", "The", "$300,000."),
    ]


def test_lines_wrapped_by_eye_are_joined_too():
    """No width fits them all, but most break off in mid-phrase."""
    ragged = (
        "Mill sells cloth\n\nThe mill said on Monday that it had sold cloth to\nHull for $5 million, more "
        "than in any year since it\nwas built, and that the council would get\na dividend. Debt stood in March "
        "at about US$3\nmillion, and it has set aside another $1.2-\nbillion for new looms, which it says its\n"
        "Leeds works needs."
    )
    assert [(kind, words.split()[0], words.split()[-1]) for kind, _, words in segments_of(ragged)] == [
        ("headline", "Mill", "cloth"),
        ("paragraph", "The", "needs."),
    ]


def test_short_lines_of_a_list_are_not_joined():
    listed = (
        "What the mills sold in 2025\n\nLeeds Mill: $5 million\nYork Mill: $3 million\nHull: $2 million\n"
    )
    lines = [words for _, _, words in segments_of(listed)]
    assert lines[1:] == ["Leeds Mill: $5 million", "York Mill: $3 million", "Hull: $2 million"]


def test_a_program_is_no_part_of_the_article_and_a_plain_fence_is():
    text = (
        f"{P1}\n\n```python\nprice = '$5 million'\n```\n\n```\nLeeds Mill: $5 million\n```\n\n"
        "```text\nHull Mill: $2 million\n```\n\n```js\nnever.closed()"
    )
    kinds = {words: kind for kind, _, words in segments_of(f"{TITLE}\n\n{text}")}
    assert kinds["price = '$5 million'"] == "furniture"
    assert kinds["Leeds Mill: $5 million"] != "furniture"
    assert kinds["Hull Mill: $2 million"] != "furniture"
    assert kinds["never.closed()"] != "furniture"


def test_a_heading_of_all_is_the_headline_however_short():
    found = segments_of("# Mills sell cloth\n\nWhat the mills of the north sold in 2025\n\n" + P1)
    assert found[0][::2] == ("headline", "# Mills sell cloth")


SOURCED = [
    # (why, what stands under the text, the sources of its list)
    ("a list", "Sources\n\n- The Post\n- Radio Mill", ["- The Post", "- Radio Mill"]),
    ("numbered", "References:\n\n  1. Dam bursts - The Post\n", ["1. Dam bursts - The Post"]),
    ("in parts", "Sources\n\nMain source\n- The Post\nOther\n- Radio Mill", ["- The Post", "- Radio Mill"]),
    ("a line", "Source: The Post", ["Source: The Post"]),
    ("not what comes after other words", f"Sources\n- The Post\n\n{P3}\n- sheep\n- goats", ["- The Post"]),
    ("not any list", "What it sells\n- cloth\n- yarn", []),
    ("not what sources say", "Sources said that it would be sold.\n- cloth\n- yarn", []),
]


@pytest.mark.parametrize(("below", "wanted"), [row[1:] for row in SOURCED], ids=[row[0] for row in SOURCED])
def test_sources_that_an_article_lists_are_told_from_other_items(below, wanted):
    found = segments_of(f"{TITLE}\n\n{P1}\n\n{P2}\n\n{below}")
    assert [words for kind, _, words in found if kind == "source"] == wanted


ENTRIES = [
    # (why, text, its headings)
    (
        "entries",
        f"1. Dun Mill\n{P1}\n2. Low Mill: $5 million\n{P2}",
        ["1. Dun Mill", "2. Low Mill: $5 million"],
    ),
    ("not one alone", f"{P1}\n1. Dun Mill\n{P2}", []),
    ("not a list with a text behind it", f"{P1}\n1. Cloth\n2. Yarn\n3. Rope\n{P2}", []),
    ("not numbered sentences", f"1. It sold a mill.\n{P1}\n2. It sold two.\n{P2}", []),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in ENTRIES], ids=[row[0] for row in ENTRIES])
def test_numbered_lines_above_prose_head_entries(text, wanted):
    found = segments_of(f"{TITLE}\n\n{P3}\n{text}")
    assert [words for kind, _, words in found if kind == "heading"] == wanted


FRONTS = [
    # (line under the headline, its kind, why)
    ("PRAGUE, May 4, 2026 - 17:42", "dateline", "a place, a day and an hour"),
    ("May 4, 2026 | 5:10 p.m. ET | By Jane B. Roe", "dateline", "a clock's stops and an initial's"),
    ("PRAGUE, May 4, 2026 (Reuters) - The mill was sold. It made $5m.", "paragraph", "a wire's lead"),
    ("4 May 2026 - The mill was sold.", "paragraph", "a lead of one sentence"),
    ("Updated on 4 May 2026: it made $5m. It may be sold", "heading", "an amount stands in no dateline"),
]


@pytest.mark.parametrize(("line", "kind", "why"), FRONTS)
def test_a_lead_is_told_from_the_dateline_before_it(line, kind, why):
    assert (kind, "body", line) in segments_of(f"{TITLE}\n\n{line}\n\n{P1}"), why


def test_lines_that_are_paragraphs_are_not_joined():
    assert len(segments_of(f"{P1}\n{P2}\n{P3}")) == 3


def test_lines_end_where_unicode_says():
    assert [words for _, _, words in segments_of(f"{P1}\r\n{P2}\u2028{P3}")] == [P1, P2, P3]
