"""The stage as a whole: samples, strange files, and that nothing is lost whatever the bytes."""

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.contracts.compiled import lake_schema
from etl.contracts.validate import conform, split_valid
from etl.ingest import ingest_batch
from etl.ingest.batch import ingest_batch as ingest
from etl.lexicon import Lexicon
from etl.text.shadow import shadow

LEXICON = Lexicon()
SAMPLES = Path(__file__).parent / "samples"
GIVEN = [
    "dim_file",
    "bridge_file_article",
    "dim_article",
    "stg_segment",
    "stg_sentence",
    "stg_cell",
    "quarantine",
]


def batch_of(files: dict[str, bytes | None]) -> pl.DataFrame:
    rows = [
        (path, content and hashlib.sha256(content).hexdigest(), content and len(content), content)
        if content
        else (path, hashlib.sha256(b"").hexdigest() if content == b"" else None, None, content)
        for path, content in files.items()
    ]
    schema = {"path": pl.String, "sha256": pl.String, "size_bytes": pl.Int64, "content": pl.Binary}
    return pl.DataFrame(rows, schema=schema, orient="row")


def ingested(files: dict[str, bytes | None]) -> dict[str, pl.DataFrame]:
    return ingest_batch(batch_of(files), LEXICON, "v1")


def zones_of(tables: dict[str, pl.DataFrame]) -> list[tuple[str, str, str]]:
    """Kind, zone and words of each segment of the one article."""
    text = tables["dim_article"]["text"].item()
    return [
        (row["kind"], row["zone"], text[row["start_char"] : row["end_char"]])
        for row in tables["stg_segment"].rows(named=True)
    ]


def sample(name: str) -> dict[str, pl.DataFrame]:
    return ingested({name: (SAMPLES / name).read_bytes()})


def test_all_tables_of_the_samples_keep_their_contracts():
    tables = ingested({path.name: path.read_bytes() for path in sorted(SAMPLES.iterdir())})
    assert list(tables) == GIVEN
    for name, frame in tables.items():
        assert set(lake_schema(name)) == set(frame.columns), name
        assert split_valid(conform(frame, name), name).rejected.rows() == [], name


def test_a_scraped_page_is_told_apart_from_its_furniture():
    tables = sample("scraped.txt")
    own = [(kind, words) for kind, zone, words in zones_of(tables) if zone != "boilerplate"]
    assert [kind for kind, _ in own] == [
        *["headline", "headline", "byline", "dateline"],
        *["paragraph", "paragraph", "paragraph", "paragraph"],
    ]
    article = tables["dim_article"].row(0, named=True)
    assert article["title"] == "Lagos lender Kudi raises $42 million to expand in East Africa"
    assert (article["byline"], article["publisher_id"], article["language"]) == (
        "Ada Obi",
        "the-daily-ledger",
        "en",
    )


def test_wire_copy_is_joined_over_its_lines_and_its_spaced_table_is_read():
    tables = sample("wire.txt")
    zones = zones_of(tables)
    article = tables["dim_article"].row(0, named=True)
    assert article["title"] == "Harbour bank to cut 900 jobs after quarterly loss widens to $210 million"
    assert (article["byline"], article["publisher_id"]) == ("Mira Solano and Tom Achebe", "reuters")
    assert [kind for kind, _, _ in zones].count("paragraph") == 3
    assert [kind for kind, _, _ in zones].count("table_row") == 4
    assert {zone for _, zone, words in zones if words.startswith(("(Reporting", "Our Standards"))} == {
        "boilerplate"
    }
    cells = tables["stg_cell"].filter(pl.col("column_no") > 0)
    assert cells.select("row_head", "column_head", "surface").rows()[-1] == (
        "Net loss",
        "Q4 2023",
        "(145.0)",
    )
    assert set(cells["caption"]) == {"KEY FIGURES ($ million)"}
    text = article["text"]
    sentences = [text[a:b] for a, b in tables["stg_sentence"].select("start_char", "end_char").rows()]
    assert "Analysts had expected\na loss of about $160 million, according to a poll." in sentences


def test_a_page_gives_its_main_text_its_table_and_its_metadata():
    tables = sample("page.html")
    article = tables["dim_article"].row(0, named=True)
    assert article["title"] == "Brightwater raises its offer for Calder Mills to £640m"
    assert article["byline"] == "Nell Harding"
    assert article["publisher_id"] == "the-example-post"
    assert article["url"] == "https://www.example.com/business/brightwater-calder"
    assert (article["published_basis"], str(article["published_from"])) == ("stated", "2025-05-13")
    for foreign in ("$99", "cookies", "Most read", "Far too cheap", "Sign in"):
        assert foreign not in article["text"]
    cells = tables["stg_cell"].filter(pl.col("column_no") > 0)
    assert cells.select("row_head", "column_head", "surface", "caption").rows()[0] == (
        "Revenue",
        "2023",
        "212.4",
        "Calder Mills, results (£m)",
    )
    for start, end, surface in cells.select("start_char", "end_char", "surface").rows():
        assert article["text"][start:end] == surface


STRANGE = [
    # (path, bytes, rule of its quarantine or null if it is read, why it is here)
    ("line.txt", b"Acme paid $5m.", None, "a line is an article"),
    ("no_suffix", b"Acme paid $5m.", None, "a name without a suffix is text"),
    ("UPPER.TXT", b"Acme paid $5m.", None, "suffixes are read in any case"),
    ("mark.txt", "\ufeffAcme paid £5m.".encode(), None, "a byte-order mark is no text"),
    ("sixteen.txt", "Acme paid £5m.".encode("utf-16"), None, "UTF-16 says so itself"),
    (
        "latin.txt",
        "Acme paid £5m for a café.".encode("cp1252"),
        None,
        "what news was written in before UTF-8",
    ),
    ("cut.txt", "É à ç ü ö ñ é è ê ô £ paid".encode() + b"\xe2\x82", None, "cut off in mid-character"),
    ("chinese.txt", "该公司融资500亿美元。".encode(), None, "another language"),
    ("crlf.txt", b"Head of it all here\r\n\r\nAcme paid $5m.\r\n", None, "lines of Windows"),
    ("empty.txt", b"", "empty", "no bytes"),
    ("blank.txt", b" \n\t\r\n ", "empty", "nothing but blanks"),
    ("gone.txt", None, "vanished", "deleted between listing and reading"),
    ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary", "a picture under a wrong name"),
    ("odd16.txt", b"\xff\xfea\x00b", "undecodable", "UTF-16 that breaks off"),
    ("report.xyz", b"Acme paid $5m.", "unknown_format", "no reader"),
    ("empty.html", b"<html><body></body></html>", "no_text", "a page of no words"),
    ("script.html", b"<html><script>let a = 1</script></html>", "no_text", "a page that scripts would fill"),
    ("deep.html", b"<div>" * 5_000 + b"Acme paid $5m.", "too_deep", "more than the parser takes"),
    ("feed.txt", b'<?xml version="1.0"?>\n<rss><channel/></rss>', "unknown_format", "a feed as text"),
    ("feed.html", b"\xef\xbb\xbf <feed xmlns='a'><entry/></feed>", "unknown_format", "a feed as a page"),
    ("less.txt", b"<xml or not, Acme paid $5m.", None, "a text that begins like markup"),
    ("text.html", b"Acme paid $5m for the mill, it said.", None, "text under the suffix of a page"),
    (
        "old.html",
        "<meta charset=latin-1><p>Acme paid £5m for it.</p>".encode("latin-1"),
        None,
        "a declared one",
    ),
]


@pytest.mark.parametrize(
    ("path", "content", "rule"), [row[:3] for row in STRANGE], ids=[r[0] for r in STRANGE]
)
def test_a_strange_file_is_read_or_quarantined_with_its_rule(path, content, rule):
    tables = ingested({path: content, "plain.txt": b"The rest goes on."})
    outcomes = dict(tables["dim_file"].select("path", "outcome").rows())
    assert outcomes == {path: "quarantined" if rule else "read", "plain.txt": "read"}
    assert tables["quarantine"]["rule"].to_list() == ([rule] if rule else [])
    for reason in tables["quarantine"]["reason"]:
        assert reason.startswith(f"{path}: ")
        assert "; " in reason  # what is wrong, then the remedy
        assert "\n" not in reason


@pytest.mark.parametrize(
    ("nested", "note"),
    [
        ("<div>" * 300 + "<p>Acme paid $6m.</p>" + "</div>" * 300, "deeper than the parser's common limit"),
        ("<div>" * 900 + "<p>Acme paid $6m.</p>", "never closed"),
        ("<p>x<font>" * 300 + "Acme paid $6m.", "tags of the nineties"),
        ("<table><tr><td>" * 400 + "Acme paid $6m.", "tables in tables"),
    ],
)
def test_what_follows_deep_nesting_is_read(nested, note):
    page = (
        f"<html><body><p>Acme paid $5m for a mill in Ohio.</p>{nested}<p>It paid $7m for another.</p></body>"
    )
    [text] = ingested({"deep.html": page.encode()})["dim_article"]["text"]
    assert [amount for amount in ("$5m", "$6m", "$7m") if amount in text] == ["$5m", "$6m", "$7m"], note


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html><html>",
        b"\xef\xbb\xbf\n<html lang=en>",
        b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">\n<html>',
        b"<!-- saved from url=(0014)about:internet -->\n<html>",
    ],
)
@pytest.mark.parametrize("name", ["page.txt", "page.md", "page", "page.html"])
def test_a_page_is_read_as_one_whatever_its_name(head, name):
    page = head + b"<body><p class='a'>Acme paid $5m for a mill in Ohio, it said.</p></body></html>"
    assert (
        ingested({name: page})["dim_article"]["text"].item() == "Acme paid $5m for a mill in Ohio, it said."
    )


@pytest.mark.parametrize(
    "piece",
    [
        "<p>Acme paid $5m for a mill in Ohio, it said.</p><p>Bolt paid $7m for another.</p>",
        '<div class="body">\n<p>Acme paid $5m for a mill in Ohio, it said.</p>\n<p>Bolt paid $7m for another.</p></div>',
    ],
)
def test_a_piece_of_a_page_is_read_as_one(piece):
    text = ingested({"a.txt": piece.encode()})["dim_article"]["text"].item()
    assert text.split("\n") == ["Acme paid $5m for a mill in Ohio, it said.", "Bolt paid $7m for another."]


def test_markdown_may_begin_with_a_piece_of_a_page():
    text = "<div align=center>\n<img src=a.png></div>\n\n# Mill sold\n\nAcme paid $5m for it.\n"
    assert ingested({"a.md": text.encode()})["dim_article"]["text"].item() == text


@pytest.mark.parametrize("text", ["<p 5 Acme paid $5m.", "<5% of it, Acme paid $5m.", "<Acme> paid $5m."])
def test_a_text_that_begins_with_a_bracket_is_text(text):
    assert ingested({"a.txt": text.encode()})["dim_article"]["text"].item() == text


TEXTS = [
    ("Acme paid £5m.".encode("utf-16"), "Acme paid £5m."),
    ("\ufeffAcme\r\npaid.".encode(), "Acme\r\npaid."),
    ("Acme paid £5m for a “café”.".encode("cp1252"), "Acme paid £5m for a “café”."),
    ("É à ç ü ö ñ é è ê ô £ paid".encode() + b"\xe2\x82", "É à ç ü ö ñ é è ê ô £ paid\ufffd"),
]


@pytest.mark.parametrize(("content", "text"), TEXTS)
def test_text_is_kept_to_the_letter_without_its_mark(content, text):
    assert ingested({"a.txt": content})["dim_article"]["text"].item() == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_a_page_is_decoded_as_browsers_decode_it(declared):
    page = f"<meta charset={declared}><p>Acme paid €5m for a “mill”, it said.</p>".encode("cp1252")
    assert ingested({"a.html": page})["dim_article"]["text"].item() == "Acme paid €5m for a “mill”, it said."


def test_equal_bytes_under_two_paths_are_one_article_at_the_first_path():
    tables = ingested({"z.txt": b"Acme paid $5m.", "a/b.txt": b"Acme paid $5m."})
    assert tables["dim_article"]["path"].to_list() == ["a/b.txt"]
    assert sorted(tables["bridge_file_article"]["path"]) == ["a/b.txt", "z.txt"]
    assert tables["dim_file"]["outcome"].to_list() == ["read", "read"]


def test_what_is_read_hangs_on_no_order_of_the_files():
    files = {path.name: path.read_bytes() for path in SAMPLES.iterdir()}
    one, two = ingested(files), ingested(dict(reversed(files.items())))
    for name in GIVEN:
        assert sorted(map(str, one[name].rows())) == sorted(map(str, two[name].rows())), name


def test_a_batch_of_no_files_gives_empty_tables():
    for name, frame in ingested({}).items():
        assert frame.height == 0
        conform(frame, name)


def test_the_gold_zones_are_found(gold):
    files = {path.name: path.read_bytes() for path in sorted(gold.glob("*/*.txt"))}
    tables = ingested(files)
    segments = tables["stg_segment"].join(tables["bridge_file_article"], on="article_id")
    right = total = 0
    for path in sorted(gold.glob("*/*.json")):
        spans = segments.filter(pl.col("path") == f"{path.stem}.txt").sort("start_char").rows(named=True)
        said = json.loads(path.read_text(encoding="utf-8"))
        for mention in [
            m for kind in ("money", "quantities", "dates", "entities") for m in said.get(kind, [])
        ]:
            home = next(s for s in spans if s["start_char"] <= mention["start"] < s["end_char"])
            right += home["zone"] == mention["zone"]
            total += 1
    assert total > 1000
    assert right / total >= 0.99


PARTS = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "Related topics",
            "| a | 1 |",
            "|---|---|",
            "a\t1\nb\t2",
            "a   1\nb   2\nc   3",
            "By Jane Roe",
            "- item",
            "The bank paid $5m. It said so.",
            "FAQ",
            "\r\n",
            "\x0b",
            "\u2028",
            "x" * 90,
        ]
    ),
)


@settings(max_examples=15)
@given(st.lists(st.lists(PARTS, max_size=12).map("\n".join), max_size=3))
def test_segments_and_sentences_are_in_order_disjoint_and_cover_all_that_can_be_seen(texts):
    tables = ingested({f"{number}.txt": text.encode() for number, text in enumerate(texts)})
    for article, text in tables["dim_article"].select("article_id", "text").rows():
        seen = pl.Series(list(pl.select(shadow(pl.lit(text))).item())).str.strip_chars() != ""
        wanted = {place for place, visible in enumerate(seen) if visible}
        for table in ("stg_segment", "stg_sentence"):
            spans = (
                tables[table].filter(pl.col("article_id") == article).select("start_char", "end_char").rows()
            )
            ends = [place for span in spans for place in span]
            assert ends == sorted(ends), table
            assert wanted <= {place for start, end in spans for place in range(start, end)}, table
        for start, end, surface in (
            tables["stg_cell"]
            .filter(pl.col("article_id") == article)
            .select("start_char", "end_char", "surface")
            .rows()
        ):
            assert text[start:end] == surface


@settings(max_examples=15)
@given(st.dictionaries(st.sampled_from(["a.txt", "b.md", "c", "d.html", "e.bin"]), st.binary(max_size=120)))
def test_any_bytes_are_accounted_for_and_none_raises(files):
    tables = ingest(batch_of(files), LEXICON, "v1")
    outcomes = dict(tables["dim_file"].select("path", "outcome").rows())
    assert set(outcomes) == set(files)
    refused = tables["quarantine"]["path"].to_list()
    assert sorted(refused) == sorted(path for path, outcome in outcomes.items() if outcome == "quarantined")
    read = {path for path, outcome in outcomes.items() if outcome == "read"}
    assert set(tables["bridge_file_article"]["path"]) == read
    assert set(tables["dim_article"]["article_id"]) == set(tables["bridge_file_article"]["article_id"])
