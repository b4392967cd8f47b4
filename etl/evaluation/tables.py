"""Scores as the rows that a person reads: a column a folder of gold."""

from typing import Any

from etl.evaluation.reliability import EDGES, calibration_error, reliability
from etl.evaluation.run import Evaluation


def score_rows(evaluations: list[Evaluation]) -> list[list[Any]]:
    """A row a figure: its name, then its value in each folder with the counts behind it, null where the
    folder's gold has nothing of the kind.
    """
    figures = {(part, name): None for e in evaluations for part, named in e.scores.items() for name in named}
    rows = []
    for part, name in figures:
        scores = [evaluation.scores.get(part, {}).get(name) for evaluation in evaluations]
        cells = [s and f"{s.f1:.3f}  ({s.right} right, {s.given} given, {s.wanted} wanted)" for s in scores]
        rows.append([f"{part}.{name}", *cells])
    return rows


def reliability_rows(evaluations: list[Evaluation]) -> list[list[Any]]:
    """A row a band of confidence: in each folder the mean confidence, the share right and how many claims,
    null where it has none there; the last row is how far confidence is off on average.
    """
    bands = [{band.lowest: band for band in reliability(evaluation.pairs)} for evaluation in evaluations]
    rows: list[list[Any]] = []
    for low, high in zip(EDGES, (*EDGES[1:], 1.0), strict=True):
        found = [band.get(low) for band in bands]
        cells = [f"{b.confidence:.2f}  {b.right:.2f} right of {b.claims}" if b else None for b in found]
        rows.append([f"confidence {low:.1f} to {high:.1f}", *cells])
    errors = [f"{calibration_error(e.pairs):.3f}" if e.pairs else None for e in evaluations]
    return [*rows, ["mean distance", *errors]]
