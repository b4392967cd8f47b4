"""How far confidence can be trusted: of claims with confidence near 0.7, seven in ten should be right."""

from collections.abc import Iterable
from dataclasses import dataclass

from etl.evaluation.claims import TOGETHER, Pair

EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Where the bands of confidence begin; the last ends at 1."""


@dataclass(frozen=True)
class Band:
    """Claims of like confidence: how many, what confidence they have on average, what share is right."""

    lowest: float
    claims: int
    confidence: float
    right: float


def reliability(pairs: Iterable[Pair]) -> list[Band]:
    """The bands of confidence that hold claims, from the lowest; a claim is right where metric, subject and
    modality are, with all that gold accepts.
    """
    bands: dict[float, list[tuple[float, bool]]] = {}
    for pair in pairs:
        if pair.given is not None:
            sure = float(pair.given["confidence"])
            is_right = all(pair.agrees(field, accept=True) for field in TOGETHER)
            bands.setdefault(max(edge for edge in EDGES if edge <= sure), []).append((sure, is_right))
    return [
        Band(
            lowest,
            len(members),
            sum(sure for sure, _ in members) / len(members),
            sum(is_right for _, is_right in members) / len(members),
        )
        for lowest, members in sorted(bands.items())
    ]


def calibration_error(pairs: Iterable[Pair]) -> float:
    """How far confidence is off on average: the distance of each band's confidence from its share right,
    by the claims in it.
    """
    bands = reliability(pairs)
    claims = sum(band.claims for band in bands)
    return sum(band.claims * abs(band.confidence - band.right) for band in bands) / max(claims, 1)
