"""Front matter of Markdown files: metadata, and no part of the article but a title that stands there alone."""

import hashlib

import polars as pl
import pytest

from etl.ingest import ingest_batch
from etl.lexicon import Lexicon

LEXICON = Lexicon()
P1 = (
    "The mill said on Monday that it had sold cloth for $5 million, more than in any year since it was built."
)
P2 = "Its directors will meet in June to talk about what to do with the money, and some of them want more."
YAML = (
    "---\n"
    'title: "Mill sells more cloth than ever"\n'
    "date: 2026-05-04T08:00:00Z\n"
    "author: Jane Roe\n"
    "publisher: The Example\n"
    "canonical_url: https://example.com/mill\n"
    "price: $99 million\n"
    'tags: [money, "$1bn club"]\n'
    "---\n\n"
)


def read(text: str, name: str = "a.md") -> dict[str, pl.DataFrame]:
    content = text.encode()
    row = (name, hashlib.sha256(content).hexdigest(), len(content), content)
    files = pl.DataFrame([row], schema=["path", "sha256", "size_bytes", "content"], orient="row")
    return ingest_batch(files, LEXICON, "1")


def segments_of(text: str) -> list[tuple[str, str, str]]:
    segments = read(text)["stg_segment"].select("kind", "zone", "start_char", "end_char")
    return [(kind, zone, text[start:end]) for kind, zone, start, end in segments.rows()]


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.txt"])
def test_front_matter_states_the_metadata(name):
    article = read(f"{YAML}# Mill sells more cloth than ever\n\n{P1}\n\n{P2}\n", name)[
        "dim_article"
    ].to_dicts()[0]
    assert article["title"] == "Mill sells more cloth than ever"
    assert article["byline"] == "Jane Roe"
    assert article["publisher_id"] == "the-example"
    assert article["url"] == "https://example.com/mill"
    assert (str(article["published_from"]), article["published_basis"]) == ("2026-05-04", "stated")
    assert article["text"].startswith("---\ntitle"), "the text stays to the letter"


def test_front_matter_is_no_part_of_the_article():
    text = f"{YAML}# Mill sells more cloth than ever\n\n{P1}\n\n{P2}\n"
    assert segments_of(text) == [
        ("furniture", "boilerplate", YAML.strip()),
        ("headline", "headline", "# Mill sells more cloth than ever"),
        ("paragraph", "body", P1),
        ("paragraph", "body", P2),
    ]


def test_a_title_that_stands_in_front_matter_alone_is_the_headline():
    assert [row for row in segments_of(f"{YAML}{P1}\n\n{P2}\n") if row[1] == "headline"] == [
        ("headline", "headline", "Mill sells more cloth than ever")
    ]


def test_long_front_matter_hides_no_headline():
    many = "---\nlayout: post\n" + "".join(f"field_{number}: {number}\n" for number in range(60)) + "---\n"
    assert ("headline", "headline", "Mill sells more cloth than ever") in segments_of(
        f"{many}Mill sells more cloth than ever\n\n{P1}\n\n{P2}\n"
    )


FORMS = [
    # (why, front matter, title, byline, day)
    ("TOML", "+++\ntitle = 'Mill sold'\ndate = 2026-05-04\n+++\n", "Mill sold", None, "2026-05-04"),
    (
        "a list of authors",
        "---\ntitle: Mill sold\nauthors:\n  - Jane Roe\n  - John Doe\n---\n",
        "Mill sold",
        "Jane Roe, John Doe",
        None,
    ),
    ("authors in brackets", "---\nauthors: [Jane Roe, 'John Doe']\n---\n", None, "Jane Roe, John Doe", None),
    ("a day in words", "---\ntitle: Mill sold\ndate: May 4, 2026\n---\n", "Mill sold", None, "2026-05-04"),
    ("lines of Windows", "---\r\ntitle: Mill sold\r\n---\r\n", "Mill sold", None, None),
    ("three points at its end", "---\ntitle: Mill sold\n...\n", "Mill sold", None, None),
    ("a colon in the title", "---\ntitle: 'Mill sold: who pays?'\n---\n", "Mill sold: who pays?", None, None),
]


@pytest.mark.parametrize(
    ("matter", "title", "byline", "day"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS]
)
def test_forms_of_front_matter(matter, title, byline, day):
    article = read(f"{matter}\n{P1}\n\n{P2}\n")["dim_article"].to_dicts()[0]
    assert (article["title"], article["byline"]) == (title, byline)
    assert (str(article["published_from"]) if day else None) == day


PLAIN = [
    ("two rules around a text", f"---\n{P1}\n---\n{P2}\n"),
    ("a note between rules", f"---\nNote: the mill cost $5m.\n---\n{P2}\n"),
    ("no end", f"---\ntitle: Mill sold\n\n{P1}\n\n{P2}\n"),
    ("not at the beginning", f"{P1}\n\n---\ntitle: Mill sold\n---\n{P2}\n"),
]


@pytest.mark.parametrize("text", [row[1] for row in PLAIN], ids=[row[0] for row in PLAIN])
def test_what_is_no_front_matter_is_text(text):
    assert all("$5" not in words for _, zone, words in segments_of(text) if zone == "boilerplate")


def test_a_picture_in_markdown_is_a_caption():
    text = (
        f"# Mill sells more cloth\n\n{P1}\n\n![The $9m mill](a.png)\n\n[![The $8m mill](b.png)](/b)\n\n{P2}\n"
    )
    assert [words for _, zone, words in segments_of(text) if zone == "boilerplate"] == [
        "![The $9m mill](a.png)",
        "[![The $8m mill](b.png)](/b)",
    ]
