"""Fit the weights of signs (topics, antecedents, parties, confidence) on gold and on cases not held out.

A log-linear choice among the candidates of each claim (`examples.py`), pulled to zero by `PULL` so that no
sign counts for more than the examples bear out. What it prints is the share right on examples of articles
that it was not fitted on: the figure that unseen text can expect.

    python -m etl.evaluation.fitting tests/gold/{articles,dev,own,told,fitted,blind} tests/interpret/cases
"""

import csv
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

from etl.evaluation.examples import (
    Example,
    Floats,
    antecedent_examples,
    confidence_examples,
    party_examples,
    read_material,
    sign_names,
    topic_examples,
)
from etl.interpret.claims.antecedents import ANTECEDENT, ANTECEDENT_SIGNS
from etl.interpret.claims.candidates import COUNTERPARTY, SUBJECT
from etl.interpret.claims.confidence import CONFIDENCE, CONFIDENCE_SIGNS
from etl.interpret.claims.topics import TOPIC, TOPIC_SIGNS
from etl.lexicon import HOME, TABLES

PULL = 2.0
"""How strongly weights are drawn to zero: the precision of their normal prior."""
FOLDS = 5
STEPS = 400
RATE = 0.25
MOMENTUM = 0.9

CALIBRATED_ON = "blind"
"""The folder of gold whose articles say how far a claim can be trusted: no rule was written on them, and
nothing else is fitted on them."""


def main(folders: list[Path]) -> None:
    """Fit on the folders, print what was reached and write `weights.csv`."""
    names = sign_names()
    parts = [part for folder in folders for part in read_material(folder)]
    material = [part for part in parts if part.name != CALIBRATED_ON]
    rows: list[tuple[str, str, str]] = []
    topics = [example for part in material if part.ids for example in topic_examples(part)]
    rows += _fitted(TOPIC, topics, TOPIC_SIGNS)
    _write(rows)  # what an article is about is a sign of whom its pronouns mean,
    meant = [example for part in material for example in antecedent_examples(part)]
    rows += _fitted(ANTECEDENT, meant, ANTECEDENT_SIGNS)
    _write(rows)  # and that of whose its amounts are,
    for role in (SUBJECT, COUNTERPARTY):  # and whose it is tells who is on the other side
        examples = [example for part in material for example in party_examples(part, role, names)]
        rows += _fitted(role, examples, names)
        _write(rows)
    unseen = [part for part in parts if part.name == CALIBRATED_ON]
    judged = [example for part in unseen for example in confidence_examples(part)]
    rows += _fitted(CONFIDENCE, judged, CONFIDENCE_SIGNS)
    _write(rows)


def _fitted(model: str, examples: list[Example], names: Sequence[str]) -> list[tuple[str, str, str]]:
    """The rows of a model's weights; prints how well they choose."""
    weights = fit(examples)
    articles = {example.article_id for example in examples}
    click.echo(f"{model}: {len(examples)} choices in {len(articles)} articles; {len(names)} signs")
    click.echo(f"  right on articles left out, {FOLDS} folds: {_left_out(examples):.3f}")
    click.echo(f"  right on the examples themselves: {_share_right(examples, weights):.3f}")
    pairs = sorted(zip(names, (f"{weight:.2f}" for weight in weights), strict=True))
    return [(model, name, weight) for name, weight in pairs if float(weight)]


def _write(rows: list[tuple[str, str, str]]) -> None:
    with HOME.joinpath("weights.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(TABLES["weights"])
        writer.writerows(rows)


def fit(examples: list[Example]) -> Floats:
    """The weights under which the right candidates are likeliest, by gradient descent. Examples without a
    right candidate are left out.
    """
    kept = [example for example in examples if example.near.any()]
    signs = np.vstack([example.signs for example in kept]).astype(np.float32)
    right = np.concatenate([example.near for example in kept]).astype(np.float32)
    sizes = np.array([len(example.near) for example in kept])
    starts, owner = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(kept)), sizes)
    weights = speed = np.zeros(signs.shape[1], dtype=np.float32)
    for _ in range(STEPS):
        score = signs @ weights
        odds = np.exp(score - np.maximum.reduceat(score, starts)[owner])
        told = odds * right
        odds /= np.add.reduceat(odds, starts)[owner]
        told /= np.maximum(np.add.reduceat(told, starts)[owner], 1e-30)
        speed = MOMENTUM * speed + (signs.T @ (odds - told) + PULL * weights) / len(kept)
        weights = weights - RATE * speed
    return weights


def _left_out(examples: list[Example]) -> float:
    """The share right where the weights were fitted on the articles of the other folds."""
    right = 0.0
    for fold in range(FOLDS):
        inside = [zlib.crc32(example.article_id.encode()) % FOLDS == fold for example in examples]
        weights = fit([example for example, left in zip(examples, inside, strict=True) if not left])
        right += sum(
            _is_right(example, weights) for example, left in zip(examples, inside, strict=True) if left
        )
    return right / len(examples)


def _share_right(examples: list[Example], weights: Floats) -> float:
    return sum(_is_right(example, weights) for example in examples) / len(examples)


def _is_right(example: Example, weights: Floats) -> bool:
    return bool(example.right[np.argmax(example.signs @ weights)])


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
