"""Marks of agencies that run on into sentences: cut off as credits, so that no sentence has them in it."""

import hashlib

import polars as pl
import pytest

from etl.extract import extract_batch
from etl.ingest import ingest_batch
from etl.interpret import interpret_batch
from etl.lexicon import Lexicon

LEXICON = Lexicon()
TITLE = "Mill sells more cloth than ever before"
SALE = "Profit was $5m in the first quarter, below estimates."
MORE = "The cost of the second mill in Leeds came to $20 million, the council said in May."


def tables_of(text: str) -> dict[str, pl.DataFrame]:
    content = text.encode()
    row = ("note.txt", hashlib.sha256(content).hexdigest(), len(content), content)
    files = pl.DataFrame([row], schema=["path", "sha256", "size_bytes", "content"], orient="row")
    return ingest_batch(files, LEXICON, "1")


def segments_of(text: str) -> list[tuple[str, str]]:
    segments = tables_of(text)["stg_segment"]
    return [
        (kind, text[start:end])
        for kind, start, end in segments.select("kind", "start_char", "end_char").rows()
    ]


LEADS = [
    # (why, what stands before the sentence, what it is cut into)
    ("an agency and a dash", "(Reuters) - ", [("furniture", "(Reuters) -")]),
    ("two dashes", "(Bloomberg) -- ", [("furniture", "(Bloomberg) --")]),
    ("a dash of print", "(AFP) — ", [("furniture", "(AFP) —")]),
    ("a dash without a blank", "(AFP)—", [("furniture", "(AFP)—")]),
    ("a line below, as the AP sends it", "(AP) _ ", [("furniture", "(AP) _")]),
    ("no dash, but an agency that is known", "(Reuters) ", [("furniture", "(Reuters)")]),
    ("in bold letters", "**(Reuters)** - ", [("furniture", "**(Reuters)** -")]),
    ("an agency that nobody knows", "(Pacific Wire) - ", [("furniture", "(Pacific Wire) -")]),
    ("a note of the desk", "(Adds shares) - ", [("furniture", "(Adds shares) -")]),
    ("a day before it", "Feb 25 (Reuters) - ", [("dateline", "Feb 25"), ("furniture", "(Reuters) -")]),
    (
        "a day with its year",
        "May 4, 2026 (Bloomberg) -- ",
        [("dateline", "May 4, 2026"), ("furniture", "(Bloomberg) --")],
    ),
]


@pytest.mark.parametrize(("before", "wanted"), [row[1:] for row in LEADS], ids=[row[0] for row in LEADS])
def test_a_mark_before_a_sentence_is_no_part_of_it(before, wanted):
    text = f"{TITLE}\n\n{before}{SALE}\n\n{MORE}"
    assert segments_of(text) == [("headline", TITLE), *wanted, ("paragraph", SALE), ("paragraph", MORE)]


@pytest.mark.parametrize(
    "label", ["date 2026-02-25", "Date: 2026-02-25,", "published 2026-02-25", "Updated on 2026-02-25:"]
)
def test_a_labelled_day_before_the_first_words_dates_the_article(label):
    text = f" {label} {TITLE}\n\n{SALE}\n\n{MORE}"
    wanted = [("dateline", label), ("headline", TITLE), ("paragraph", SALE), ("paragraph", MORE)]
    assert segments_of(text) == wanted
    article = tables_of(text)["dim_article"].row(0, named=True)
    assert (str(article["published_from"]), article["published_basis"]) == ("2026-02-25", "stated")


@pytest.mark.parametrize(
    "opening", ["Up to date 2026-02-25 ", "Date 2026-02-25-1 ", "Date 12 of the trial: "]
)
def test_other_words_before_a_day_are_the_sentence(opening):
    assert segments_of(f"{opening}{SALE}\n\n{MORE}")[0][1].startswith(opening)


PLAIN = [
    # (why, a sentence that begins or ends with brackets that are no mark)
    (
        "an aside without a dash",
        "(The round was for $7m.) Acme Corp sold its mills in Leeds and in York in May.",
    ),
    ("a number", "(1) - Acme Corp sold the mills that it had in Leeds and in York for $5m."),
    ("a city before it: its grammar reads it", f"LONDON, May 4 (Reuters) - {SALE}"),
    ("a company's ticker", f"Acme Corp (ACM) - {SALE}"),
    ("who made the film", "He had told the story of the mill in a film that was shown in York. (Acme Films)"),
]


@pytest.mark.parametrize("sentence", [row[1] for row in PLAIN], ids=[row[0] for row in PLAIN])
def test_other_brackets_stay_with_their_sentence(sentence):
    assert sentence in [words for _, words in segments_of(f"{TITLE}\n\n{MORE}\n\n{sentence}")]


def test_a_mark_behind_the_last_sentence_is_no_part_of_it():
    text = f"{TITLE}\n\n{MORE}\n\n{SALE} (Reuters)"
    assert segments_of(text)[-2:] == [("paragraph", SALE), ("furniture", "(Reuters)")]


def test_a_mark_behind_a_line_above_the_story_is_the_credit_of_a_picture():
    caption = "A mill in Leeds on a day of rain. (AFP)"
    assert ("furniture", caption) in segments_of(f"{TITLE}\n\n{caption}\n\n{SALE}\n\n{MORE}")


def test_a_headline_that_ends_in_an_agency_is_the_headline():
    assert segments_of(f"Acme raises money (AFP)\n\n{MORE}")[0] == ("headline", "Acme raises money (AFP)")


def test_hard_wrapped_lines_keep_their_places_behind_a_mark():
    wrapped = (
        "(Reuters) - The mill said on Monday that it had sold\ncloth for $5 million, more than in any year since it\n"
        "was built, and that the council would get a dividend\nof $300,000 for the year, as it has asked for since\n"
        "the spring, when a flood had closed it."
    )
    kinds = segments_of(f"{TITLE}\n\n{wrapped}")
    assert kinds[1:] == [("furniture", "(Reuters) -"), ("paragraph", wrapped.removeprefix("(Reuters) - "))]


AGENCIES = [
    ("(Reuters) - ", "reuters"),
    ("(AFP) — ", "agence-france-presse"),
    ("May 4, 2026 (Bloomberg) -- ", "bloomberg"),
    ("(AP) _ ", "associated-press"),
]


@pytest.mark.parametrize(("lead", "agency"), AGENCIES)
def test_an_agency_is_no_party_of_what_it_reports_and_publishes_it(lead, agency):
    tables = tables_of(f"{TITLE}\n\n{lead}{SALE} The cost was $20 million, the firm said.\n")
    tables |= extract_batch(tables, LEXICON)
    claims = interpret_batch(tables, LEXICON)["fact_claim"]
    parties = claims.select(pl.concat_list("subject_ids", "counterparty_ids", "source_ids").explode())
    assert parties.drop_nulls().height == 0
    assert tables["dim_article"]["publisher_id"].to_list() == [agency]
