"""The words of `events.toml`, each rule held against its own examples and counter-examples."""

import re
from typing import Any

import polars as pl
import pytest

from etl.interpret.claims.modality.reach import RANK
from etl.interpret.events import read_events
from etl.lexicon import Lexicon

LEXICON = Lexicon()
SOURCE = LEXICON.rules("events")
MARK = re.compile(r"\[(company|product|person|government|amount|date):([^\]]+)\]")
ARTICLE = "0123456789abcdef"
PLACE = {"article_id": pl.String, "mention_id": pl.String, "start_char": pl.UInt32, "end_char": pl.UInt32}


def tables_of(marked: str, metric: str = "funding", **claim: Any) -> dict[str, pl.DataFrame]:
    """The tables of a sentence with its names, amounts and dates in brackets; `claim` is what amounts say."""
    text, rest = "", 0
    names, amounts, dates = [], [], []
    for match in MARK.finditer(marked):
        text += marked[rest : match.start()]
        kind, surface = match.groups()
        place = (ARTICLE, f"{ARTICLE}:{len(text)}", len(text), len(text) + len(surface))
        if kind == "amount":
            amounts.append(place)
        elif kind == "date":
            dates.append((*place, surface))
        else:
            names.append((*place, surface.lower().replace(" ", "-"), kind, "body"))
        text += surface
        rest = match.end()
    text += marked[rest:]
    said = {"modality": "actual", "evidence": "stated", "subject_ids": [], "counterparty_ids": []} | claim
    claims = [
        {"article_id": ARTICLE, "claim_id": f"{m}.0", "mention_id": m, "metric": metric, **said}
        for _, m, _, _ in amounts
    ]
    ids = {"subject_ids": pl.List(pl.String), "counterparty_ids": pl.List(pl.String)}
    words = ("article_id", "claim_id", "mention_id", "metric", "modality", "evidence")
    entity = {"entity_id": pl.String, "entity_type": pl.String, "zone": pl.String}
    return {
        "dim_article": pl.DataFrame({"article_id": [ARTICLE], "text": [text]}),
        "stg_sentence": pl.DataFrame(
            {
                "article_id": [ARTICLE],
                "sentence_no": [0],
                "start_char": [0],
                "end_char": [len(text)],
                "zone": ["body"],
            },
            schema_overrides={"start_char": pl.UInt32, "end_char": pl.UInt32},
        ),
        "fact_money_mention": pl.DataFrame(amounts, schema=PLACE, orient="row"),
        "fact_entity_mention": pl.DataFrame(names, schema=PLACE | entity, orient="row"),
        "fact_date_mention": pl.DataFrame(dates, schema=PLACE | {"start_date": pl.String}, orient="row")
        .with_columns(pl.col("start_date").str.to_date())
        .with_columns(end_date=pl.col("start_date")),
        "fact_claim": pl.DataFrame(claims, schema={**dict.fromkeys(words, pl.String), **ids}),
    }


def events(marked: str, **claim: Any) -> list[str]:
    return read_events(tables_of(marked, **claim), LEXICON)["fact_event"]["event_type"].to_list()


ENTRIES = SOURCE["events"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_every_example_tells_of_its_event(entry: dict[str, Any]) -> None:
    assert entry["examples"]
    for example in entry["examples"]:
        assert entry["event"] in events(example, metric=SOURCE["links"][entry["event"]][0]), example


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_no_counter_example_does(entry: dict[str, Any]) -> None:
    assert entry["counter_examples"]
    for example in entry["counter_examples"]:
        assert entry["event"] not in events(example), example


def test_every_event_of_the_contract_has_words_and_links() -> None:
    from etl.contracts.claims import FactEvent

    types = set(FactEvent.to_schema().columns["event_type"].checks[0].statistics["allowed_values"])
    assert {entry["event"] for entry in ENTRIES} == types == set(SOURCE["links"])


def test_how_real_things_are_is_ranked_in_the_contracts_order() -> None:
    from etl.contracts.columns import MODALITIES

    assert sorted(RANK, key=lambda modality: RANK[modality]) == MODALITIES


def test_every_part_named_is_described() -> None:
    assert {entry.get(side) for entry in ENTRIES for side in ("before", "after")} - {None} <= set(
        SOURCE["parts"]
    )


def parties(marked: str, **claim: Any) -> set[tuple[str, str]]:
    found = read_events(tables_of(marked, **claim), LEXICON)["bridge_event_party"]
    return set(found.select("role", "entity_id").iter_rows())


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        (
            "[company:Kestrel] agreed to buy [company:Halden].",
            {("counterparty", "kestrel"), ("subject", "halden")},
            "whoever is bought is the subject, as in claims",
        ),
        (
            "[company:Halden] was acquired by [company:Kestrel].",
            {("counterparty", "kestrel"), ("subject", "halden")},
            "the passive turns them round",
        ),
        (
            "[company:Halden] and [company:Kestrel] filed for an IPO.",
            {("subject", "kestrel"), ("subject", "halden")},
            "names that `and` joins share a part",
        ),
        (
            "[company:Halden], a rival of [company:Kestrel], filed for an IPO.",
            {("subject", "halden")},
            "a name after a preposition is no subject",
        ),
        (
            "[company:Halden] unveiled [product:Kite 2], which runs on [product:Kite 1].",
            {("subject", "halden"), ("product", "kite-2")},
            "the nearest product",
        ),
        (
            "[person:Ada Smith] resigned from [company:Halden].",
            {("person", "ada-smith"), ("subject", "halden")},
            "a person's part",
        ),
    ],
)
def test_who_takes_part(text: str, expected: set[tuple[str, str]], note: str) -> None:
    assert parties(text) == expected, note


def test_a_claim_of_the_chief_metric_knows_the_parties_better() -> None:
    said = {"subject_ids": ["halden"], "counterparty_ids": ["kestrel", "merle"]}
    assert parties("[company:Kestrel] led a round of [amount:$40m].", **said) == {
        ("subject", "halden"),
        ("counterparty", "kestrel"),
        ("counterparty", "merle"),
    }


@pytest.mark.parametrize(
    ("text", "modality", "evidence", "note"),
    [
        ("[company:Kestrel] filed for an IPO.", "actual", "stated", "no marker"),
        ("[company:Kestrel] could file for an IPO.", "hypothetical", "stated", "before the words"),
        ("[company:Kestrel] plans to go public.", "targeted", "stated", "an aim"),
        ("[company:Kestrel] reportedly filed for an IPO.", "actual", "unnamed", "nobody is named"),
        (
            "[company:Kestrel] filed for an IPO, according to [company:Merle].",
            "actual",
            "attributed",
            "a name beside the saying",
        ),
    ],
)
def test_how_real_and_who_vouches(text: str, modality: str, evidence: str, note: str) -> None:
    found = read_events(tables_of(text), LEXICON)["fact_event"]
    assert found.select("modality", "evidence").rows() == [(modality, evidence)], note


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("[company:Halden] filed for an IPO on [date:2026-06-01].", "2026-06-01", "after the words"),
        ("In [date:2025-05-01] [company:Halden] filed for an IPO.", "2025-05-01", "it opens the sentence"),
        (
            "The firm, set up in [date:2001-01-01], has [company:Halden] as owner; it filed for an IPO.",
            "None",
            "another clause's date",
        ),
        ("[company:Halden] filed for an IPO.", "None", "never the article's date by default"),
    ],
)
def test_the_date_that_governs(text: str, expected: str, note: str) -> None:
    assert str(read_events(tables_of(text), LEXICON)["fact_event"]["event_start"][0]) == expected, note


def test_surface_and_sentence_are_the_texts_own() -> None:
    text = "  É — [company:Kestrel] filed confidentially for an IPO."
    found = read_events(tables_of(text), LEXICON)["fact_event"].row(0, named=True)
    plain = MARK.sub(r"\2", text)
    assert found["surface"] == plain[found["start_char"] : found["end_char"]]
    assert found["surface"] == "filed confidentially for an IPO"
    assert found["sentence"] == plain


def test_claims_of_the_sentence_are_linked() -> None:
    found = read_events(tables_of("[company:Kestrel] raised [amount:$40m]."), LEXICON)
    assert found["bridge_event_claim"].height == 1
    other = read_events(tables_of("[company:Kestrel] filed for an IPO at [amount:$4]."), LEXICON)
    assert other["bridge_event_claim"].height == 1


def test_rows_keep_their_contract_and_an_empty_batch_has_its_columns() -> None:
    from etl.contracts.validate import conform, split_valid

    for text in ("[company:Kestrel] raised [amount:$40m] with [company:Halden].", "Nothing happened."):
        for name, frame in read_events(tables_of(text), LEXICON).items():
            split = split_valid(conform(frame, name), name)
            assert split.rejected.is_empty()


def test_a_wall_of_words_is_passed_over() -> None:
    assert events("[company:Kestrel] " + "raised filed for an IPO " * 500) == []
