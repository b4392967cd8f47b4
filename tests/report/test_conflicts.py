"""Which of the values that contradict each other is preferred, and the reason that is given."""

from datetime import date
from typing import Any

import pytest

from etl.report.conflicts import preferred


def value(**known: Any) -> dict[str, Any]:
    plain = {"is_unnamed": False, "source_count": 1, "nearest_hands": 0, "held_to": date(2026, 5, 31)}
    return plain | known


@pytest.mark.parametrize(
    ("best", "other", "why"),
    [
        ({}, {"is_unnamed": True, "source_count": 9}, "unnamed sources alone"),
        ({"source_count": 2}, {"held_to": date(2026, 6, 9)}, "2 independent sources, the other on 1"),
        ({}, {"nearest_hands": 2, "held_to": date(2026, 6, 9)}, "fewer hands"),
        ({"held_to": date(2026, 6, 2)}, {}, "the later one, known by 2 June 2026; the other by 31 May 2026"),
    ],
    ids=["named before many", "many before close", "close before late", "late"],
)
def test_the_preferred_value_says_why(best: dict[str, Any], other: dict[str, Any], why: str) -> None:
    values = [value(**other), value(**best)]
    found, reason = preferred(values)
    assert found is values[1]
    assert why in reason


def test_of_three_values_the_reason_is_against_the_last_one_beaten() -> None:
    values = [value(is_unnamed=True), value(held_to=date(2026, 1, 1)), value()]
    found, reason = preferred(values)
    assert found is values[2]
    assert "1 January 2026" in reason


def test_values_that_nothing_parts_are_left_to_the_reader() -> None:
    assert preferred([value(), value()])[0] is None


def test_a_value_without_a_time_is_not_called_earlier() -> None:
    assert preferred([value(held_to=None), value()])[0] is None
