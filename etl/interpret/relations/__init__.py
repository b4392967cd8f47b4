"""Relations: where a text computes with its own amounts, and whether it can be right (guide, section 6).

`sentences` turns prose into words between mentions, `rules` compiles `relations.toml` and `cues` runs its
patterns; `operands` searches what a pattern leaves open, `grids` reads tables. `precision` says which numbers
a figure stands for, `intervals` computes with them, `computations` has the formulas and the words, and
`verdicts` decides what is reported. Articles that compute nothing cost the patterns alone.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import polars as pl

from etl.contracts.compiled import lake_schema
from etl.contracts.frames import AMOUNT, Tables
from etl.contracts.validate import conform
from etl.interpret.relations.cues import find_cues
from etl.interpret.relations.grids import read_grids
from etl.interpret.relations.operands import candidates
from etl.interpret.relations.rules import compile_rules
from etl.interpret.relations.verdicts import Verdict, judge
from etl.lexicon import Lexicon


def read_relations(tables: Tables, lexicon: Lexicon) -> Tables:
    """The computations of a batch's texts: `fact_relation` and `bridge_relation_operand`, in their order.

    Needs `dim_article`, `stg_sentence`, `stg_cell`, the four mention tables and `fact_claim`. A stated
    result has one relation at most; where its operands are in doubt it has none.
    """
    rules = compile_rules(lexicon)
    cues, amounts = find_cues(tables, rules)
    told: dict[str, Verdict] = {}
    for verdict in read_grids(tables, rules):
        _keep(told, verdict)
    for cue, is_on_other_footing in cues:
        if cue.stated.mention_id not in told:
            found = candidates(cue, amounts.get(_article(cue.stated.mention_id), []))
            _keep(told, judge(cue, found, is_on_other_footing))
    rows = sorted(told.values(), key=lambda v: (_article(v.cue.stated.mention_id), v.cue.start))
    # numbers as digits: handed Python's Decimals, Polars imports numpy, which takes a tenth of a second
    digits = dict.fromkeys(lake_schema("fact_relation"), pl.String)
    relations = pl.DataFrame([_row(verdict) for verdict in rows], schema=digits, orient="row")
    operands = [row for verdict in rows for row in _operand_rows(verdict)]
    return {
        "fact_relation": conform(relations, "fact_relation"),
        "bridge_relation_operand": pl.DataFrame(operands, schema=lake_schema("bridge_relation_operand")),
    }


def _keep(told: dict[str, Verdict], verdict: Verdict | None) -> None:
    """Keep a verdict by the mention that states the result, the first one where there are several."""
    if verdict:
        told.setdefault(verdict.cue.stated.mention_id, verdict)


def _article(mention_id: str) -> str:
    """The article that a mention's id names."""
    return mention_id.partition(":")[0]


def _relation_id(verdict: Verdict) -> str:
    """The relation's id: one a stated mention."""
    return f"{_article(verdict.cue.stated.mention_id)}:r{verdict.cue.start}.0"


def _row(verdict: Verdict) -> dict[str, Any]:
    """The row of `fact_relation`."""
    stated, result = verdict.cue.stated, verdict.outcome
    return {
        "relation_id": _relation_id(verdict),
        "article_id": _article(stated.mention_id),
        "kind": verdict.cue.rule.kind,
        "stated_mention_id": stated.mention_id,
        "stated_min": _digits(stated.figure.low),
        "stated_max": _digits(stated.figure.high),
        "computed_min": _digits(result.computed.low),
        "computed_max": _digits(result.computed.high),
        "verdict": result.verdict,
        "explanation": result.explanation,
    }


def _digits(number: Decimal | None) -> str | None:
    """A number written out, to the places that the table keeps."""
    return None if number is None else f"{number:.{AMOUNT.scale}f}"


def _operand_rows(verdict: Verdict) -> Iterator[dict[str, Any]]:
    """The rows of `bridge_relation_operand`."""
    for role, amount in verdict.candidate.operands.items():
        yield {"relation_id": _relation_id(verdict), "mention_id": amount.mention_id, "role": role}


__all__ = ["read_relations"]
