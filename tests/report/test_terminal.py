"""What a terminal shows of one claim."""

import io
from decimal import Decimal
from typing import Any

from rich.console import Console

from etl.report.claim import Explanation
from etl.report.terminal import print_explanation

WORDS = "Papers seen by the Tern Times put its debt at $5bn."
CLAIM: dict[str, Any] = {
    "claim_id": "a:c45.0",
    "metric": "debt",
    "basis": None,
    "subject_ids": ["halden"],
    "counterparty_ids": [],
    "source_ids": ["tern-times"],
    "rests_on": "documents",
    "amount_min": Decimal(5 * 10**9),
    "amount_max": Decimal(5 * 10**9),
    "currency": "USD",
    "hedge": "exact",
    "per": None,
    "as_of_start": None,
    "as_of_end": None,
    "modality": "actual",
    "evidence": "attributed",
    "negated": False,
    "rule_id": "debt.noun",
    "confidence": 0.75,
    "title": "Halden borrows",
    "published_from": None,
    "publisher_id": "auk-daily",
    "path": "a.txt",
    "sentence_start": 0,
    "words": WORDS,
    "start_char": WORDS.index("$"),
    "end_char": len(WORDS) - 1,
}


def shown(**fields: Any) -> list[str]:
    console = Console(file=io.StringIO(), record=True, width=80)
    print_explanation(console, Explanation(CLAIM | fields, ()))
    return console.export_text().splitlines()


def test_a_claim_is_shown_with_its_words_and_all_that_was_read_of_them() -> None:
    lines = shown()
    assert lines[0] == WORDS
    told = dict(line.split(None, 1) for line in lines if line.startswith(("amount", "source", "rule")))
    assert {name: value.strip() for name, value in told.items()} == {
        "amount": "5,000,000,000 USD",
        "source": "tern-times",
        "rule": "debt.noun (confidence 0.75)",
    }


def test_what_a_source_goes_by_is_shown_where_it_is_known() -> None:
    assert any(line.split() == ["rests", "on", "documents"] for line in shown())
    assert not any(line.startswith("rests") for line in shown(rests_on=None))
