"""Gold that is not of its form: one line that names the file, the item and the remedy."""

import json
from pathlib import Path

import pytest

from etl.errors import WrongRequest
from etl.evaluation.gold import read_gold

CLAIM = {
    "money_start": 5,
    "money_text": "$5m",
    "metric": "funding",
    "basis": None,
    "subject": "acme",
    "counterparty": None,
    "as_of": None,
    "modality": "actual",
    "evidence": "stated",
    "source": None,
    "negated": False,
}
GOLD_FAULTS = [
    # (why, what the gold holds, what is told)
    ("claims that are no list", {"claims": {}}, "claims is not a list of objects"),
    ("a claim that is no object", {"claims": ["acme"]}, "claims is not a list of objects"),
    ("a key left out", {"claims": [CLAIM, {"money_start": 5}]}, "claims[1]: money_text is missing"),
    (
        "a text for a number",
        {"claims": [CLAIM | {"money_start": "5"}]},
        "claims[0]: money_start is not a whole",
    ),
    ("half a character", {"claims": [CLAIM | {"money_start": 5.5}]}, "claims[0]: money_start is not a whole"),
    ("a number for an id", {"claims": [CLAIM | {"subject": 5}]}, "claims[0]: subject is not an id"),
    ("ids that are none", {"claims": [CLAIM | {"subject": [["acme"]]}]}, "claims[0]: subject is not an id"),
    (
        "accepted, but no list",
        {"claims": [CLAIM | {"accept": {"metric": "debt"}}]},
        "claims[0]: accept is not",
    ),
    ("accepted, but none", {"claims": [CLAIM | {"accept": {"metric": [{}]}}]}, "claims[0]: accept holds"),
    ("an amount without its end", {"money": [{"start": 5}]}, "money[0]: end is missing"),
    ("not a number", {"money": [{"start": 5, "end": 8, "min": None}]}, "money[0]: min is not a number"),
    ("a name without its id", {"entities": [{"start": 0, "end": 4}]}, "entities[0]: id is missing"),
    (
        "nothing stated",
        {"relations": [{"kind": "sum", "verdict": "holds", "stated": {}}]},
        "relations[0].stated: start is missing",
    ),
]


@pytest.mark.parametrize(
    ("faulty", "told"), [row[1:] for row in GOLD_FAULTS], ids=[row[0] for row in GOLD_FAULTS]
)
def test_gold_of_another_form_is_told_with_its_item_in_one_line(
    tmp_path: Path, faulty: dict, told: str
) -> None:
    tmp_path.joinpath("one.txt").write_text("Acme $5m")
    tmp_path.joinpath("one.json").write_text(json.dumps({"doc": "one.txt", **faulty}))
    with pytest.raises(WrongRequest) as refused:
        read_gold(tmp_path)
    message = str(refused.value)
    assert message.startswith(f"{tmp_path / 'one.json'}: {told}")
    assert message.endswith("; mend it as docs/annotation-guide.md says")
    assert "\n" not in message


def test_gold_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    tmp_path.joinpath("one.txt").write_text("Acme $5m")
    tmp_path.joinpath("one.json").write_text(json.dumps({"doc": "one.txt"}), encoding="utf-8-sig")
    assert [article.text for article in read_gold(tmp_path)] == ["Acme $5m"]
