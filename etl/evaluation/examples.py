"""What weights are fitted on: the choices among candidates that gold, and cases not held out, decide.

Interpretation says who the candidates are and gives their signs (`signs_of_…`); gold says which one is right.
How weights are found by them is `fitting.py`'s.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from etl.contracts.frames import Tables
from etl.evaluation.case_tables import case_tables
from etl.evaluation.cases import ANY, NOBODY, Case, read_cases
from etl.evaluation.gold import read_gold
from etl.evaluation.mentions import align_ids
from etl.extract import extract_batch
from etl.ingest import ingest_batch
from etl.interpret.claims import (
    signs_of_antecedents,
    signs_of_confidence,
    signs_of_parties,
    signs_of_topics,
)
from etl.interpret.claims.confidence import CONFIDENCE_SIGNS
from etl.interpret.claims.parties.antecedents import ANTECEDENT_SIGNS
from etl.interpret.claims.parties.candidates import COUNTERPARTY, SUBJECT
from etl.interpret.claims.parties.nobodies import NOBODY_SIGNS
from etl.interpret.claims.parties.signs import FAMILIES, GROUPS, SIGNS
from etl.interpret.claims.scene.topics import TOPIC_SIGNS
from etl.lexicon import Lexicon

FIELDS = (SUBJECT, COUNTERPARTY, "metric", "modality")
"""What is taken of gold's claims."""

Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]
Party = frozenset[str]


@dataclass(frozen=True)
class Example:
    """The candidates of one claim: a row of signs each; whether it is right, wholly or as one of several.

    `words` are those of its sentence, where they weigh.
    """

    article_id: str
    signs: Floats
    right: Floats
    near: Floats
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """Texts as extraction reads them, and what gold says of their amounts: for each `mention_id` the fields
    `FIELDS` with the readings that it accepts. `ids` are our entities in gold's names.
    """

    name: str
    tables: Tables
    wanted: Mapping[str, Mapping[str, list[Party]]]
    ids: Mapping[str, str]


def read_material(folder: Path) -> Iterator[Material]:
    """A folder of gold, or of case files."""
    if any(folder.glob("*.json")):
        yield _of_gold(folder)
    else:
        for file in sorted(folder.glob("*.txt")):
            yield _of_cases([case for case in read_cases(file) if not case.is_held_out])


def _of_gold(folder: Path) -> Material:
    lexicon, articles = Lexicon(), read_gold(folder)
    files = pl.DataFrame(
        {
            "path": [f"{article.name}.txt" for article in articles],
            "sha256": [article.article_id.ljust(64, "0") for article in articles],
            "size_bytes": [len(article.text.encode()) for article in articles],
            "content": [article.text.encode() for article in articles],
        }
    )
    tables = ingest_batch(files, lexicon, "fit")
    tables |= extract_batch(tables, lexicon)
    money = tables["fact_money_mention"].select("article_id", "mention_id", "start_char", "end_char")
    wanted: dict[str, Mapping[str, list[Party]]] = {}
    for article in articles:
        own = money.filter(pl.col("article_id") == article.article_id).to_dicts()
        for claim in article.fields["claims"]:
            start = int(claim["money_start"])
            end = start + len(claim["money_text"])
            others = claim.get("accept", {})
            for row in own:
                if row["start_char"] < end and start < row["end_char"]:
                    wanted[row["mention_id"]] = {
                        field: [_party(value) for value in (claim[field], *others.get(field, []))]
                        for field in FIELDS
                    }
    return Material(
        folder.name, tables, wanted, align_ids(tables["fact_entity_mention"].to_dicts(), articles)
    )


def _of_cases(cases: list[Case]) -> Material:
    """Cases, with the fields that they write."""
    wanted = {}
    for case in cases:
        amounts = sorted(mark for mark in case.marks if mark[0] == "money")
        for (_, start, end, *_), claim in zip(amounts, case.claims, strict=True):
            wanted[f"{case.article_id}:m{start}-{end}"] = {
                role: [_party([] if claim[role] == NOBODY else claim[role].split("+"))]
                for role in (SUBJECT, COUNTERPARTY)
                if claim.get(role, ANY) != ANY
            }
    return Material("cases", case_tables(cases), wanted, {})


def _party(value: Any) -> Party:
    return frozenset() if value is None else frozenset(value if isinstance(value, list) else [value])


def topic_examples(material: Material) -> Iterator[Example]:
    """The entities of each article of gold: right is the subject of most of its amounts, near who has half as
    many.
    """
    counts: dict[str, Counter[str]] = {}
    for mention, wanted in material.wanted.items():
        counts.setdefault(mention.split(":", 1)[0], Counter()).update(wanted[SUBJECT][0])
    signs = signs_of_topics(material.tables, Lexicon()).sort("article_id", "start_char", "entity_id")
    for (article_id,), part in signs.partition_by("article_id", as_dict=True, maintain_order=True).items():
        ours = counts.get(str(article_id), Counter())
        owned = np.array([ours[material.ids.get(one, one)] for one in part["entity_id"]], dtype=float)
        if owned.any():
            right, near = owned == owned.max(), owned >= owned.max() / 2
            rows = part.select(TOPIC_SIGNS).to_numpy().astype(float)
            yield Example(str(article_id), rows, right.astype(float), near.astype(float))


def antecedent_examples(material: Material) -> Iterator[Example]:
    """The names that a nominal may stand for, where the grammar makes it the subject of an amount and the
    metric is read rightly: right is the subject by gold.
    """
    signs = signs_of_antecedents(material.tables, Lexicon()).sort("nominal_no", "entity_id")
    for (mention,), part in signs.partition_by("mention_id", as_dict=True, maintain_order=True).items():
        wanted = material.wanted.get(str(mention), {})
        metric = _party(part["metric"][0])
        if len(wanted.get(SUBJECT, [()])[0]) != 1 or metric not in wanted.get("metric", [metric]):
            continue
        parties = [_party(material.ids.get(one, one)) for one in part["entity_id"]]
        right = np.array([party in wanted[SUBJECT] for party in parties], dtype=float)
        rows = part.select(ANTECEDENT_SIGNS).to_numpy().astype(float)
        yield Example(str(mention).split(":", 1)[0], rows, right, right)


def confidence_examples(material: Material) -> Iterator[Example]:
    """Whether each claim is right: a choice between its signs, if it is, and none at all, if it is not."""
    for row in signs_of_confidence(material.tables, Lexicon()).iter_rows(named=True):
        wanted = material.wanted.get(row["mention_id"])
        if wanted is None:
            continue
        ours = {
            "metric": _party(row["metric"]),
            SUBJECT: frozenset(material.ids.get(one, one) for one in row["subject_ids"] or []),
            "modality": _party(row["modality"]),
        }
        is_right = all(reading in wanted[field] for field, reading in ours.items())
        signs = np.array([[row[name] for name in CONFIDENCE_SIGNS], [0.0] * len(CONFIDENCE_SIGNS)])
        right = np.array([is_right, not is_right], dtype=float)
        yield Example(row["mention_id"].split(":", 1)[0], signs, right, right)


def party_examples(material: Material, role: str, names: list[str]) -> Iterator[Example]:
    """The candidates of each amount that gold speaks of, nobody among them, with the signs `names`."""
    signs = signs_of_parties(material.tables, Lexicon(), role).sort("n", "key")
    index = {name: number for number, name in enumerate(names)}
    parts = signs.partition_by("mention_id", as_dict=True, maintain_order=True)
    for (mention,), part in parts.items():
        best = material.wanted.get(str(mention), {}).get(role)
        if best is None:
            continue
        rows = np.zeros((part.height, len(names)))
        shown = (*SIGNS, *NOBODY_SIGNS)
        rows[:, : len(shown)] = part.select(pl.col(shown).cast(pl.Float64).fill_null(0.0)).to_numpy()
        told = part.select("ids", "kind", "family", "group").iter_rows(named=True)
        for row, one in enumerate(told):
            stems = (f"kind_{one['kind']}", f"family_{one['family']}") if one["ids"] else ("nobody",)
            for name in (name for stem in stems for name in (stem, f"{stem}_{one['group']}")):
                if name in index:
                    rows[row, index[name]] = 1.0
        parties = [
            frozenset(material.ids.get(one, one) for one in ids or ()) for ids in part["ids"].to_list()
        ]
        right = np.array([party in best for party in parties], dtype=float)
        near = np.array([bool(party & best[0]) for party in parties], dtype=float)
        words = tuple(part["words"][0])
        yield Example(str(mention).split(":", 1)[0], rows, right, np.maximum(right, near), words)


def sign_names() -> list[str]:
    """All signs of parties that have a weight: those of the frame, the kinds and families of entity by group
    of metrics, nobody.
    """
    groups = (*sorted(GROUPS), "firm")
    kinds = ("company", "organization", "government", "fund", "product", "person", "media", "place")
    return [
        *SIGNS,
        *NOBODY_SIGNS,
        *(f"kind_{kind}" for kind in kinds),
        *(f"kind_{kind}_{group}" for kind in kinds for group in groups),
        *(f"family_{family}" for family in FAMILIES),
        *(f"family_{family}_{group}" for family in FAMILIES for group in groups),
        "nobody",
        *(f"nobody_{group}" for group in groups),
    ]
