"""How sure a claim is."""

import polars as pl
from marked_case import claims_of, tables_of

from etl.interpret.claims import signs_of_confidence
from etl.interpret.claims.confidence import CONFIDENCE_SIGNS, confidence
from etl.lexicon import Lexicon

PLAIN = "{Tarn Bakeries} made a profit of [£31 million] last year, {Tarn Bakeries} said."
VAGUE = (
    "{Tarn Bakeries} met {Corner Foods} and {Alder Capital} in {l:Leeds}. {Holm Foods} came too.\n"
    "Nobody spoke of the [£4 million]."
)


def sure(marked: str) -> float:
    return float(claims_of(marked)["confidence"][0])


def test_what_the_sentence_says_is_surer_than_what_is_guessed() -> None:
    assert sure(PLAIN) > 0.6
    assert sure(VAGUE) < 0.5


def test_signs_are_shares_and_none_is_missing() -> None:
    for marked in (PLAIN, VAGUE):
        signs = signs_of_confidence(tables_of(marked), Lexicon()).select(CONFIDENCE_SIGNS)
        assert signs.null_count().sum_horizontal().item() == 0
        assert signs.min().min_horizontal().item() >= 0
        assert signs.max().max_horizontal().item() <= 1


def test_confidence_is_a_chance_whatever_the_signs_weigh() -> None:
    signs = pl.DataFrame({name: [0.0, 1.0, 0.5] for name in CONFIDENCE_SIGNS})
    chances = signs.select(confidence(dict.fromkeys(CONFIDENCE_SIGNS, 90.0))).to_series()
    assert chances.to_list() == [0.5, 1.0, 1.0]
    assert signs.select(confidence({})).to_series().to_list() == [0.5] * 3
