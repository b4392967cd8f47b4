"""What weights are fitted on: candidates, and which of them is right."""

from pathlib import Path

from etl.evaluation.examples import (
    Example,
    Material,
    antecedent_examples,
    party_examples,
    read_material,
    sign_names,
)
from etl.interpret.claims.parties.antecedents import ANTECEDENT_SIGNS
from etl.interpret.claims.parties.candidates import SUBJECT

NAMES = sign_names()
OF_BANK = """
# bank 2025-01-06
{Tarn Mills} has 40 staff. {Alder Bank} has nine. In May it made [£31 million].
> profit alder-bank actual
"""
OF_NOBODY = """
# nobody 2025-01-06
{Tarn Mills} has 40 staff. Nobody spoke of the [£4 million].
> other - actual
"""
NOT_ASKED = """
# any 2025-01-06
{Tarn Mills} has 40 staff. Repairs took [£2 million].
> spending * actual
"""
HELD_OUT = """
# b 2025-01-06
{Tarn Mills} has 40 staff. Paint cost [£3 million].
> spending tarn-mills actual
"""


def material_of(folder: Path, *cases: str) -> Material:
    (folder / "some.txt").write_text("".join(cases), encoding="utf-8")
    (material,) = read_material(folder)
    return material


def right_signs(example: Example, names: tuple[str, ...]) -> set[str]:
    """The signs of the candidate that is right, of which there is one."""
    assert example.signs.shape == (len(example.right), len(names))
    assert example.right.sum() == example.near.sum() == 1
    return {name for name, sign in zip(names, example.signs[example.right.argmax()], strict=True) if sign}


def test_what_is_held_out_and_what_is_not_asked_is_no_example(tmp_path: Path) -> None:
    material = material_of(tmp_path, OF_BANK, NOT_ASKED, HELD_OUT)
    assert material.tables["dim_article"].height == 2
    assert [fields.get(SUBJECT) for fields in material.wanted.values()] == [[{"alder-bank"}], None]
    assert len(list(party_examples(material, SUBJECT, NAMES))) == 1


def test_a_name_is_right(tmp_path: Path) -> None:
    (example,) = party_examples(material_of(tmp_path, OF_BANK), SUBJECT, NAMES)
    signs = right_signs(example, tuple(NAMES))
    assert {"kind_company", "kind_company_firm", "family_lender", "back_one"} <= signs
    assert "nobody" not in signs


def test_nobody_is_right(tmp_path: Path) -> None:
    (example,) = party_examples(material_of(tmp_path, OF_NOBODY), SUBJECT, NAMES)
    signs = right_signs(example, tuple(NAMES))
    assert "nobody" in signs
    assert "kind_company" not in signs


def test_an_antecedent_is_right_that_is_the_subject(tmp_path: Path) -> None:
    (example,) = antecedent_examples(material_of(tmp_path, OF_BANK))
    assert {"latest", "heads_before"} <= right_signs(example, ANTECEDENT_SIGNS)
