"""Which outlet published an article: by its metadata, its host, or a line at its head."""

import hashlib

import polars as pl
import pytest

from etl.ingest.batch import ingest_batch
from etl.ingest.outlets import find_host, outlets_of_hosts
from etl.lexicon import Lexicon

LEXICON = Lexicon()
TITLE = "Mill sells more cloth than ever before"
BODY = (
    "The mill said on Monday that it had sold cloth for $5 million, after Reuters reported a sale. The Financial "
    "Times had said that it might close.\n\nChallenges\n\nIts directors will meet in June to talk about what to do "
    "with the money, and some of them want more."
)


def published(name: str, content: str) -> dict[str, str | None]:
    """What is known of the one article of a file."""
    data = content.encode()
    digest = hashlib.sha256(data).hexdigest()
    schema = {"path": pl.String, "sha256": pl.String, "size_bytes": pl.Int64, "content": pl.Binary}
    files = pl.DataFrame([(name, digest, len(data), data)], schema=schema, orient="row")
    return ingest_batch(files, LEXICON, "test")["dim_article"].row(0, named=True)


HEADS = [
    # (lines above the body, publisher, byline, why)
    (f"{TITLE}\n\nReuters\nLAGOS, April 14, 2026", "reuters", None, "a line of its own over the dateline"),
    (f"{TITLE}\n\nFinancial Times\n14 April 2026", "financial-times", None, "and over a date"),
    (f"THE TIMES OF INDIA\n\n{TITLE}\n\n14 April 2026", "times-of-india", None, "over the headline"),
    (f"{TITLE}\n\nBloomberg — April 14, 2026", "bloomberg", None, "before the date"),
    (f"{TITLE}\n\nPublished: 14 April 2026 | The Guardian", "guardian", None, "behind the date"),
    (f"{TITLE}\n\nThe Economic Times | MUMBAI, 14 April 2026", "economic-times", None, "before the place"),
    (f"{TITLE}\n\nLAGOS, April 14, 2026 (Reuters)", "reuters", None, "in the dateline's brackets"),
    (f"{TITLE} | Reuters\n\n14 April 2026", "reuters", None, "behind the title"),
    (f"{TITLE}\n\nBy Tola Adeyemi, Reuters\n14 April 2026", "reuters", "Tola Adeyemi", "behind the author"),
    (
        f"{TITLE}\n\nBy Jane Roe and Tom Doe, BBC News\n14 April 2026",
        "bbc",
        "Jane Roe and Tom Doe",
        "behind two",
    ),
    (
        f"{TITLE}\n\nBy Jane Roe for Bloomberg News | 14 April 2026",
        "bloomberg",
        "Jane Roe",
        "whom she writes for",
    ),
    (
        f"{TITLE}\n\nBy the Associated Press\n14 April 2026",
        "associated-press",
        None,
        "an outlet is no author",
    ),
    (f"{TITLE}\n\nWARSAW (Reuters) -", "reuters", None, "a wire's credit without a day"),
    (f"https://www.theguardian.com/a\n\n{TITLE}\n\n14 April 2026", "guardian", None, "the address"),
    (
        f"https://www.ft.com/a\n\n{TITLE}\n\nReuters\n14 April 2026",
        "financial-times",
        None,
        "the address first",
    ),
    (
        f"{TITLE}\n\nBy Jane Roe, Zelphor Gazette\n14 April 2026",
        None,
        "Jane Roe, Zelphor Gazette",
        "not known",
    ),
    (f"{TITLE} - Nikkei\n\n14 April 2026", None, None, "behind a dash, who says so"),
    (f"{TITLE}\n\n14 April 2026", None, None, "named in the text, and the word for a heading"),
]


@pytest.mark.parametrize(("head", "publisher", "byline", "why"), HEADS)
def test_a_text_names_its_outlet_at_its_head(head, publisher, byline, why):
    article = published("a.txt", f"{head}\n\n{BODY}\n")
    assert (article["publisher_id"], article["byline"]) == (publisher, byline), why
    assert article["title"].removesuffix(" - Nikkei") == TITLE


HOSTS = [
    # (host, id, why)
    ("reuters.com", "reuters", "the name"),
    ("ft.com", "financial-times", "its short form"),
    ("bbc.co.uk", "bbc", "a suffix of two"),
    ("theguardian.com", "guardian", "as one word"),
    ("economist.com", "the-economist", "without the article"),
    ("nation.africa", "nation-africa", "the suffix is part of the name"),
    ("asia.nikkei.com", "nikkei-asia", "in turn"),
    ("markets.ft.com", "financial-times", "a section"),
    ("economictimes.indiatimes.com", "economic-times", "under its owner"),
    ("apnews.com", "associated-press", "another spelling"),
    ("reuters.substack.com", None, "an author's page"),
    ("example.com", None, "not known"),
]


@pytest.mark.parametrize(("host", "outlet", "why"), HOSTS)
def test_a_host_is_known_by_how_its_outlet_is_spelt(host, outlet, why):
    frame = pl.DataFrame({"host": [host]})
    assert frame.select(outlets_of_hosts(pl.col("host"), LEXICON)).item() == outlet, why


PAGES = [
    # (what stands in the head of the page, publisher, why)
    ('<link rel="canonical" href="https://www.reuters.com/a/">', "reuters", "no name but the host's"),
    ('<meta property="og:site_name" content="BBC News">', "bbc", "a name that the lexicon knows"),
    (
        '<meta property="og:site_name" content="Markets Live"><link rel="canonical" href="https://www.ft.com/a">',
        "financial-times",
        "a name that it does not know, at a host that it knows",
    ),
    ('<link rel="canonical" href="https://www.example.com/a">', "example", "neither is known: the host"),
    ('<meta property="og:site_name" content="The Example Post">', "the-example-post", "or the name"),
]


@pytest.mark.parametrize(("head", "publisher", "why"), PAGES)
def test_a_page_is_its_hosts_outlet(head, publisher, why):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
    page = f"<html><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1>{body}</article></body>"
    assert published("a.html", page)["publisher_id"] == publisher, why


def test_a_name_with_a_blank_is_no_host():
    names = pl.DataFrame({"name": ["BBC News", "The U.S. Post", "bbc.co.uk"]})
    assert names.select(find_host(pl.col("name"))).to_series().to_list() == [None, None, "bbc.co.uk"]
