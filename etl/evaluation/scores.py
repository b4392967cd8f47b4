"""Arithmetic of scores: precision, recall and F1 from counts."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """Right answers among those `given` and those `wanted`. `right` ≤ `given`, `right` ≤ `wanted`."""

    right: int
    given: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the answers given that are right; 1 where none was given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of the answers wanted that were given; 1 where none was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where nothing was given and nothing wanted.

        >>> Score(right=8, given=10, wanted=8).f1
        0.8888888888888888
        """
        both = self.given + self.wanted
        return 2 * self.right / both if both else 1.0


def overlap_score(given: Iterable[Hashable], wanted: Iterable[Hashable]) -> Score:
    """How two collections agree, repeats counted.

    >>> overlap_score(["a", "a", "b"], ["a", "b", "c"])
    Score(right=2, given=3, wanted=3)
    """
    left, right = Counter(given), Counter(wanted)
    return Score((left & right).total(), left.total(), right.total())


def pair_score(labels: Iterable[tuple[Hashable, Hashable]]) -> Score:
    """Whether pairs of things share a label: each item is (label given, label wanted).

    A pair is *given* where the two given labels are equal, *wanted* where the two wanted ones are.

    >>> pair_score([("x", "a"), ("x", "a"), ("y", "a")])
    Score(right=1, given=1, wanted=3)
    """
    items = list(labels)

    def pairs(counts: Counter[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    return Score(
        right=pairs(Counter(items)),
        given=pairs(Counter(given for given, _ in items)),
        wanted=pairs(Counter(wanted for _, wanted in items)),
    )
