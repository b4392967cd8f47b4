"""Fit the weights of signs (topics, antecedents, parties, confidence) on gold and on cases not held out.

A log-linear choice among the candidates of each claim (`examples.py`), pulled to zero by `PULL` so that no
sign counts for more than the examples bear out. What it prints is the share right on examples of articles
that it was not fitted on: the figure that unseen text can expect.

    python -m etl.evaluation.fitting tests/gold/{articles,dev,own,told,fitted,blind} tests/interpret/cases
"""

import csv
import sys
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from etl.extract.entities.compiled import compile_names
from etl.interpret.claims.confidence import CONFIDENCE, CONFIDENCE_SIGNS
from etl.interpret.claims.parties.antecedents import ANTECEDENT, ANTECEDENT_SIGNS
from etl.interpret.claims.parties.candidates import COUNTERPARTY, SUBJECT
from etl.interpret.claims.parties.wording import WORDED, worded_sign
from etl.interpret.claims.scene.topics import TOPIC, TOPIC_SIGNS
from etl.lexicon import HOME, TABLES, Lexicon

PULL = 2.0
"""How strongly weights are drawn to zero: the precision of their normal prior."""
PULL_OF_WORDS = 6.0
"""The same for what words add: each is seen seldom."""
ARTICLES = 12
"""How many articles must use a word for it to weigh."""
FOLDS = 5
_PASSES = 2
"""How often the weights of antecedents are fitted: what the second pass starts from the first has found."""
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
    about = list(rows)
    for _ in range(_PASSES):  # whom one stands for is a sign of whom the next means
        meant = [example for part in material for example in antecedent_examples(part)]
        rows = about + _fitted(ANTECEDENT, meant, ANTECEDENT_SIGNS)
        _write(rows)  # and all that of whose its amounts are,
    for role in (SUBJECT, COUNTERPARTY):  # and whose it is tells who is on the other side
        examples = [example for part in material for example in party_examples(part, role, names)]
        rows += _fitted(role, examples, names, WORDED)
        _write(rows)
    unseen = [part for part in parts if part.name == CALIBRATED_ON]
    judged = [example for part in unseen for example in confidence_examples(part)]
    rows += _fitted(CONFIDENCE, judged, CONFIDENCE_SIGNS)
    _write(rows)


def _fitted(
    model: str, examples: list[Example], names: Sequence[str], worded: Sequence[str] = ()
) -> list[tuple[str, str, str]]:
    """The rows of a model's weights; prints how well they choose. `worded` are the signs that weigh by the
    words of the sentence too.
    """
    crossed = [names.index(name) for name in worded]
    weights = fit(examples, crossed)
    articles = {example.article_id for example in examples}
    click.echo(f"{model}: {len(examples)} choices in {len(articles)} articles; {len(names)} signs")
    if worded:
        click.echo(f"  of which {len(worded)} weigh by {len(weights.words)} words")
    click.echo(f"  right on articles left out, {FOLDS} folds: {_left_out(examples, crossed):.3f}")
    click.echo(f"  right on the examples themselves: {_share_right(examples, weights):.3f}")
    told = dict(zip(names, weights.signs, strict=True))
    for word, added in weights.words.items():
        told |= {worded_sign(sign, word): one for sign, one in zip(worded, added, strict=True)}
    pairs = sorted((name, f"{weight:.2f}") for name, weight in told.items())
    return [(model, name, weight) for name, weight in pairs if float(weight)]


def _write(rows: list[tuple[str, str, str]]) -> None:
    with HOME.joinpath("weights.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(TABLES["weights"].columns)
        writer.writerows(rows)


@dataclass(frozen=True)
class Fitted:
    """A weight for each sign, and for each word what it adds to each of the signs at `crossed`."""

    signs: Floats
    words: Mapping[str, Floats]
    crossed: Sequence[int]

    def choose(self, example: Example) -> int:
        """The candidate that weighs most."""
        weights = self.signs.copy()
        for word in example.words:
            if word in self.words:
                weights[self.crossed] += self.words[word]
        return int(np.argmax(example.signs @ weights))


def fit(examples: list[Example], crossed: Sequence[int] = ()) -> Fitted:
    """The weights under which the right candidates are likeliest, by gradient descent. Examples without a
    right candidate are left out. Of the words, those of `ARTICLES` articles weigh for the signs at `crossed`.
    """
    kept = [example for example in examples if example.near.any()]
    signs = np.vstack([example.signs for example in kept]).astype(np.float32)
    right = np.concatenate([example.near for example in kept]).astype(np.float32)
    sizes = np.array([len(example.near) for example in kept])
    starts, owner = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(kept)), sizes)
    words = _common_words(kept) if crossed else []
    said, told_by = _said(kept, words), signs[:, crossed]
    weights = speed = np.zeros(signs.shape[1], dtype=np.float32)
    added: Floats = np.zeros((len(words), len(crossed)), dtype=np.float32)
    rush = added
    for _ in range(STEPS):
        score = signs @ weights + (told_by * (said @ added)[owner]).sum(axis=1)
        odds = np.exp(score - np.maximum.reduceat(score, starts)[owner])
        told = odds * right
        odds /= np.add.reduceat(odds, starts)[owner]
        told /= np.maximum(np.add.reduceat(told, starts)[owner], 1e-30)
        wrong = odds - told
        speed = MOMENTUM * speed + (signs.T @ wrong + PULL * weights) / len(kept)
        weights = weights - RATE * speed
        by_claim = np.add.reduceat(told_by * wrong[:, None], starts)
        rush = MOMENTUM * rush + (said.T @ by_claim + PULL_OF_WORDS * added) / len(kept)
        added = added - RATE * rush
    return Fitted(weights, dict(zip(words, added, strict=True)), crossed)


def _common_words(examples: list[Example]) -> list[str]:
    """Words of the dictionary, names left out, that sentences of `ARTICLES` articles have."""
    pairs = {(word, example.article_id) for example in examples for word in example.words}
    counts = Counter(word for word, _ in pairs)
    is_word = compile_names(Lexicon()).is_word
    return sorted(word for word, count in counts.items() if count >= ARTICLES and is_word(word))


def _said(examples: list[Example], words: Sequence[str]) -> Floats:
    """Which of the words each example's sentence has: a row an example, a column a word."""
    places = {word: place for place, word in enumerate(words)}
    said = np.zeros((len(examples), len(words)), dtype=np.float32)
    for row, example in enumerate(examples):
        said[row, [places[word] for word in example.words if word in places]] = 1.0
    return said


def _left_out(examples: list[Example], crossed: Sequence[int]) -> float:
    """The share right where the weights were fitted on the articles of the other folds."""
    right = 0.0
    for fold in range(FOLDS):
        inside = [zlib.crc32(example.article_id.encode()) % FOLDS == fold for example in examples]
        others = [example for example, left in zip(examples, inside, strict=True) if not left]
        weights = fit(others, crossed)
        right += sum(
            _is_right(example, weights) for example, left in zip(examples, inside, strict=True) if left
        )
    return right / len(examples)


def _share_right(examples: list[Example], weights: Fitted) -> float:
    return sum(_is_right(example, weights) for example in examples) / len(examples)


def _is_right(example: Example, weights: Fitted) -> bool:
    return bool(example.right[weights.choose(example)])


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
