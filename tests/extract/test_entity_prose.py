"""Names in news of forty countries: how many are found, where they end, what they name."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from marked_text import unmark
from test_entity_cases import read_all

CASES = tomllib.loads((Path(__file__).parent / "cases" / "entities.toml").read_text(encoding="utf-8"))["case"]
SPAN_F1, VALUE_F1 = 0.97, 0.95
"""Floors over all cases: spans, and spans of the right type. They rise freely."""

Named = list[tuple[str, str]]


@pytest.fixture(scope="module")
def read() -> list[tuple[dict[str, Any], Named, Named]]:
    """Each case with the names that it marks and those that were found, as surface and type, in order."""
    plain = [unmark(case["text"]) for case in CASES]
    found = read_all([text for text, _ in plain])
    rows = []
    for case, (text, spans) in zip(CASES, plain, strict=True):
        marked = [text[start:end] for start, end in spans]
        expected = list(zip(marked, case["reads"].split(), strict=True))
        rows.append((case, expected, [(surface, kind) for surface, _, kind in found[text]]))
    return rows


def shared(expected: list[Any], found: list[Any]) -> int:
    """How many of the found are expected, each as often as it is."""
    left = list(expected)
    return sum(1 for name in found if name in left and left.remove(name) is None)


def test_names_and_their_types_are_read(read):
    size = sum(len(expected) + len(found) for _, expected, found in read)
    spans = sum(shared([s for s, _ in expected], [s for s, _ in found]) for _, expected, found in read)
    values = sum(shared(expected, found) for _, expected, found in read)
    off = [
        f"{case['note']}: {sorted(set(found) ^ set(expected))}"
        for case, expected, found in read
        if found != expected
    ]
    assert 2 * spans / size >= SPAN_F1, "\n".join(off)
    assert 2 * values / size >= VALUE_F1, "\n".join(off)


def test_what_names_nothing_is_left_out(read):
    wrong = {case["note"]: found for case, expected, found in read if found and not expected}
    assert not wrong


def test_most_paragraphs_are_read_without_a_fault(read):
    assert sum(found == expected for _, expected, found in read) >= 0.6 * len(read)
