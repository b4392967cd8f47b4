"""Weights that are fitted on examples."""

import numpy as np

from etl.evaluation.examples import Example
from etl.evaluation.fitting import fit


def test_fitting_finds_the_sign_that_tells() -> None:
    generator = np.random.default_rng(7)
    examples = []
    for number in range(60):
        signs = generator.integers(0, 2, (4, 3)).astype(float)
        signs[:, 1] = np.eye(4)[generator.integers(4)]
        examples.append(Example(f"a{number}", signs, signs[:, 1], signs[:, 1]))
    weights = fit(examples)
    assert weights[1] > 1
    assert abs(weights[[0, 2]]).max() < 0.5
