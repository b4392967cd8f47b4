"""The check of gold stands alone, with word lists of its own; here they are held against the contracts."""

import runpy
from pathlib import Path

import pytest

from etl.contracts import columns


@pytest.mark.parametrize(
    ("own", "declared"),
    [
        ("HEDGES", columns.HEDGES),
        ("METRICS", columns.METRICS),
        ("BASES", [None, *columns.BASES]),
        ("MODALITIES", columns.MODALITIES),
        ("EVIDENCE", columns.EVIDENCES),
        ("ZONES", columns.ZONES),
    ],
)
def test_gold_is_checked_for_the_words_of_the_contracts(
    gold: Path, own: str, declared: list[str | None]
) -> None:
    assert runpy.run_path(str(gold / "check.py"))[own] == set(declared)
