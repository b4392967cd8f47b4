"""Confidence is held against the share of claims that are right."""

from typing import Any

import pytest

from etl.evaluation.claims import Pair
from etl.evaluation.reliability import Band, calibration_error, reliability


def pair(confidence: float, *, right: bool) -> Pair:
    gold: dict[str, Any] = {"metric": "revenue", "subject": "acme", "modality": "actual"}
    given = {"metric": "revenue" if right else "profit", "subject": ["acme"], "modality": "actual"}
    return Pair(gold, {**given, "confidence": confidence})


def test_claims_are_counted_in_the_band_of_their_confidence() -> None:
    pairs = [pair(0.75, right=True), pair(0.79, right=False), pair(0.1, right=False), pair(1.0, right=True)]
    assert reliability(pairs) == [
        Band(0.0, 1, 0.1, 0.0),
        Band(0.7, 2, pytest.approx(0.77), 0.5),
        Band(0.9, 1, 1.0, 1.0),
    ]


def test_an_amount_without_a_claim_is_in_no_band() -> None:
    assert reliability([Pair({"metric": "revenue"}, None)]) == []


def test_the_error_is_the_distance_from_what_was_promised() -> None:
    assert calibration_error([pair(0.75, right=True)] * 3 + [pair(0.75, right=False)]) == pytest.approx(0)
    assert calibration_error([pair(0.95, right=False)]) == pytest.approx(0.95)
    assert calibration_error([]) == 0
