"""Claims: each money mention as the text interprets it (guide, section 5).

Only sentences with amounts are looked at, with the little around them that they lean on. `scene` lays them
out with all mentions and cue words as marks on one line of positions; `metric`, `parties`, `time`,
`modality` and `evidence` each pair amounts with marks, score the pairs and keep the best; `tables` reads
cells by their heads; `repeats` carries readings over to amounts that lean on another; `rows` makes the
frame of the contract. What the words are stands in the lexicon (`metrics.toml`, `cues.toml`).
"""

import polars as pl

from etl.interpret.claims.evidence import vouch_amounts
from etl.interpret.claims.forms import compile_cues, makers
from etl.interpret.claims.metric import measure_amounts
from etl.interpret.claims.modality import weigh_amounts
from etl.interpret.claims.nominals import candidates_of
from etl.interpret.claims.parties import name_parties
from etl.interpret.claims.repeats import carry_over
from etl.interpret.claims.rows import claim_rows, no_claims
from etl.interpret.claims.scene import set_scene
from etl.interpret.claims.tables import read_cells
from etl.interpret.claims.time import date_amounts
from etl.lexicon import Lexicon


def read_claims(tables: dict[str, pl.DataFrame], lexicon: Lexicon) -> pl.DataFrame:
    """A claim for every money mention outside boilerplate: the lake columns of `fact_claim`.

    Needs `dim_article`, `stg_segment`, `stg_sentence`, `stg_cell` and the four mention tables of a batch.
    Amounts that no rule reads have metric `other` by rule `other.default`.
    """
    if not tables["fact_money_mention"].filter(pl.col("zone") != "boilerplate").height:
        return no_claims()
    cues = compile_cues(lexicon)
    scene = set_scene(tables, cues, makers(lexicon))
    candidates = candidates_of(scene)
    claims = measure_amounts(scene)
    claims = vouch_amounts(scene, claims, candidates)
    claims = name_parties(scene, claims, candidates)
    claims = date_amounts(scene, claims)
    claims = weigh_amounts(scene, claims)
    claims = read_cells(scene, claims, tables, cues)
    claims = carry_over(scene, claims)
    return claim_rows(claims, tables)


__all__ = ["read_claims"]
