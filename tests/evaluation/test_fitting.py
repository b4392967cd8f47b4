"""Weights that are fitted on examples."""

import numpy as np

from etl.evaluation.examples import Example
from etl.evaluation.fitting import ARTICLES, fit


def test_fitting_finds_the_sign_that_tells() -> None:
    generator = np.random.default_rng(7)
    examples = []
    for number in range(60):
        signs = generator.integers(0, 2, (4, 3)).astype(float)
        signs[:, 1] = np.eye(4)[generator.integers(4)]
        examples.append(Example(f"a{number}", signs, signs[:, 1], signs[:, 1]))
    weights = fit(examples).signs
    assert weights[1] > 1
    assert abs(weights[[0, 2]]).max() < 0.5


def test_a_word_tells_who_is_meant_where_enough_articles_have_it() -> None:
    signs = np.eye(2)
    examples = []
    for number in range(90):
        word, right = (("household", "rare"), [1.0, 0.0]) if number % 3 else (("lender",), [0.0, 1.0])
        kept = word if number < ARTICLES else word[:1]
        examples.append(Example(f"a{number}", signs, np.array(right), np.array(right), kept))
    fitted = fit(examples, crossed=[0])
    assert set(fitted.words) == {"household", "lender"}
    assert fitted.words["household"][0] > 0.5 > -0.5 > fitted.words["lender"][0]
    assert [fitted.choose(example) for example in examples[:3]] == [1, 0, 0]
