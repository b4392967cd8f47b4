"""Lines of proposals into rows: every line is a row or a refusal with its rule, whatever is in it."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contracts.compiled import lake_schema
from etl.ingest.proposals import OPTIONAL, REQUIRED, lines_of, read_proposals

ARTICLE = "0123456789abcdef"
KNOWN = {"deals/lumo.txt": ARTICLE}
GOOD: dict[str, Any] = {
    "engine": "reader",
    "article": "deals/lumo.txt",
    "start": 10,
    "end": 15,
    "min": 900000000,
    "currency": "USD",
    "metric": "valuation",
    "modality": "actual",
    "evidence": "stated",
}


def line(**changes: Any) -> str:
    return json.dumps({**GOOD, **changes})


def read(*lines: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows and refusals."""
    made = read_proposals(lines, "read.jsonl", KNOWN)
    assert dict(made["fact_proposal"].schema) == lake_schema("fact_proposal")
    return made["fact_proposal"].to_dicts(), made["quarantine"].to_dicts()


def test_the_least_that_a_proposal_says() -> None:
    [row], refused = read(line())
    assert refused == []
    assert (row["article_id"], row["start_char"], row["end_char"]) == (ARTICLE, 10, 15)
    assert row["proposal_id"] == f"{ARTICLE}:p10-15.valuation.reader"
    assert (row["believed_min"], row["believed_max"]) == (Decimal(900_000_000), Decimal(900_000_000))
    assert (row["surface"], row["basis"], row["subject_names"], row["as_of_start"]) == (None, None, [], None)
    assert (row["negated"], row["path"], row["line_no"]) == (False, "read.jsonl", 1)


def test_all_that_a_proposal_may_say() -> None:
    [row], _ = read(
        line(
            surface="$900m",
            max=950000000.5,
            basis="post_money",
            subject="Lumo",
            counterparty=["Tern Ventures", "Halden"],
            source=["Reuters"],
            evidence="attributed",
            as_of="2026-03-01/2026-03-31",
            negated=True,
        )
    )
    assert (row["surface"], row["believed_max"]) == ("$900m", Decimal("950000000.5"))
    assert (row["subject_names"], row["counterparty_names"]) == (["Lumo"], ["Tern Ventures", "Halden"])
    assert (row["as_of_start"], row["as_of_end"]) == (date(2026, 3, 1), date(2026, 3, 31))
    assert row["negated"] is True


@pytest.mark.parametrize(
    ("note", "article"),
    [
        ("by its path", "deals/lumo.txt"),
        ("by its id", ARTICLE),
        ("by the SHA-256 of its file", ARTICLE + "0" * 48),
    ],
)
def test_an_article_is_named(note: str, article: str) -> None:
    [row], _ = read(line(article=article))
    assert row["article_id"] == ARTICLE, note


@pytest.mark.parametrize(
    ("note", "amount", "kept"),
    [
        ("digits as text, as programs write that keep them all", "900000000.25", "900000000.25"),
        ("a power of ten", 9e8, "900000000"),
        ("a token's price", 0.00000025, "0.00000025"),
        ("a loss", -5, "-5"),
    ],
)
def test_an_amount_is_read_to_the_digit(note: str, amount: object, kept: str) -> None:
    [row], refused = read(line(min=amount))
    assert (row["believed_min"], refused) == (Decimal(kept), []), note


BAD = [
    ("no JSON", "{'engine': 1}", "not_json"),
    ("half a line, as a killed writer leaves it", line()[:40], "not_json"),
    ("a list", "[1, 2]", "not_json"),
    ("nested too deep", "[" * 200_000, "not_json"),
    ("more digits than an integer may have", line().replace("900000000", "9" * 5_000), "not_json"),
    ("a misspelt field is no silent loss", line(counterpary="Halden"), "unknown_field"),
    ("who proposes it?", line(engine=None), "missing_field"),
    ("what does it believe?", line(min=None), "missing_field"),
    ("a number as a name", line(engine=7), "wrong_type"),
    ("half of a character", line(subject="Lumo \ud83d"), "not_text"),
    ("half of a character in the surface", line(surface="\udfff"), "not_text"),
    ("an offset as text", line(start="10"), "wrong_type"),
    ("an offset that is a fraction", line(start=10.5), "wrong_type"),
    ("an offset that is a truth", line(start=True), "wrong_type"),
    ("an offset before the text", line(start=-1), "wrong_type"),
    ("an offset beyond all texts", line(end=2**32), "wrong_type"),
    ("an amount in words", line(min="nine hundred million"), "wrong_type"),
    ("no number", line().replace("900000000", "NaN"), "wrong_type"),
    ("without end", line().replace("900000000", "-Infinity"), "wrong_type"),
    ("more than the world is worth", line().replace("900000000", "1e400"), "wrong_type"),
    ("finer than the ledger holds", line(min="0.0000000000001"), "wrong_type"),
    ("a truth as an amount", line(max=True), "wrong_type"),
    ("a mapping as a name", line(subject={"name": "Lumo"}), "wrong_type"),
    ("an empty name", line(subject=["Lumo", ""]), "wrong_type"),
    ("a month as a day", line(as_of="March 2026"), "wrong_type"),
    ("a day that no calendar has", line(as_of="2026-02-30"), "wrong_type"),
    ("perhaps", line(negated="perhaps"), "wrong_type"),
    ("a path that nobody read", line(article="deals/nobody.txt"), "unknown_article"),
    ("a path that leads out", line(article="../../etc/passwd"), "unknown_article"),
]


@pytest.mark.parametrize(("note", "text", "rule"), BAD, ids=[note for note, *_ in BAD])
def test_a_line_that_is_no_proposal_is_refused_with_its_rule(note: str, text: str, rule: str) -> None:
    rows, refused = read(line(), text, line(metric="revenue"))
    assert [row["line_no"] for row in rows] == [1, 3]
    assert [(one["stage"], one["rule"], one["path"]) for one in refused] == [("propose", rule, "read.jsonl")]
    assert refused[0]["reason"].startswith("line 2: ")
    kept = json.loads(refused[0]["payload"])
    assert kept["line_no"] == 2
    assert text.startswith(kept["line"])


def test_lines_keep_their_numbers() -> None:
    odd = json.dumps({**GOOD, "surface": "a\u2028b"}, ensure_ascii=False)
    content = b"\xef\xbb\xbf" + f"{line()}\r\n\n{odd}\n".encode() + b"\xff\xfe\n"
    rows, refused = read(*lines_of(content))
    assert [(row["line_no"], row["surface"]) for row in rows] == [(1, None), (3, "a\u2028b")]
    assert [one["rule"] for one in refused] == ["not_json"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*REQUIRED, *OPTIONAL]), VALUES), st.booleans())
def test_no_value_raises_and_no_line_is_lost(changes: dict[str, Any], as_json: bool) -> None:
    fields = {**GOOD, **changes}
    made = read_proposals([json.dumps(fields) if as_json else fields], "x", KNOWN)
    assert made["fact_proposal"].height + made["quarantine"].height == 1
    assert isinstance(made["quarantine"].write_json(), str)
    assert isinstance(pl.concat([made["fact_proposal"]]).write_json(), str)
