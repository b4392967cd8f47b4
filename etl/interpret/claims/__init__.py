"""Claims: each money mention as the text interprets it (guide, section 5).

Only sentences with amounts are looked at, with the little around them that they lean on. `scene` lays them
out with all mentions and cue words as marks on one line of positions; `metric`, `parties`, `time`,
`modality` and `evidence`, a folder each, pair amounts with marks, score the pairs and keep the best; `tables`
reads cells by their heads; `carried` is what an amount has from another that it leans on; `rows` makes the
frame of the contract, with its `confidence`. What the words are stands in the lexicon (`metrics.toml`,
`cues.toml`), what signs weigh in `weights.csv`.
"""

from collections.abc import Callable

import polars as pl

from etl.interpret.claims.carried import carry_over
from etl.interpret.claims.carried.chains import PARTIES, follow_conversions, follow_parties
from etl.interpret.claims.confidence import CONFIDENCE, CONFIDENCE_SIGNS, with_confidence_signs
from etl.interpret.claims.entries import cut_entries, join_entries
from etl.interpret.claims.evidence import vouch_amounts
from etl.interpret.claims.metric import measure_amounts
from etl.interpret.claims.metric.changes import read_changes
from etl.interpret.claims.metric.deals import all_deals
from etl.interpret.claims.modality import weigh_amounts
from etl.interpret.claims.parties.antecedents import ANTECEDENT, antecedent_signs
from etl.interpret.claims.parties.candidates import COUNTERPARTY
from etl.interpret.claims.parties.eligible import eligible_signs
from etl.interpret.claims.parties.everyones import mark_everyones
from etl.interpret.claims.parties.grammar import name_parties
from etl.interpret.claims.parties.nearby import with_near_sides
from etl.interpret.claims.parties.nominals import candidates_of, find_nominals, stood_for
from etl.interpret.claims.parties.paid import with_paid_people, with_settling_firms
from etl.interpret.claims.parties.plainly import with_plain_subjects
from etl.interpret.claims.parties.rounds import with_own_backers
from etl.interpret.claims.parties.settled import SURE
from etl.interpret.claims.parties.signs import look_around
from etl.interpret.claims.parties.slots import find_slots
from etl.interpret.claims.parties.standing import with_standing
from etl.interpret.claims.parties.together import (
    each_its_own,
    with_allies,
    with_counted,
    with_partners,
    with_them,
)
from etl.interpret.claims.parties.whose import name_sides, name_subjects
from etl.interpret.claims.parties.wording import words_of
from etl.interpret.claims.rows import claim_rows, no_claims
from etl.interpret.claims.scene import Scene, set_scene
from etl.interpret.claims.scene.forms import compile_cues, makers
from etl.interpret.claims.scene.names import read_bodies_as_places
from etl.interpret.claims.scene.topics import TOPIC, topic_signs
from etl.interpret.claims.tables import read_cells
from etl.interpret.claims.time import date_amounts
from etl.interpret.claims.weights import weights_of
from etl.lexicon import Lexicon


def read_claims(tables: dict[str, pl.DataFrame], lexicon: Lexicon) -> pl.DataFrame:
    """A claim for every money mention outside boilerplate: the lake columns of `fact_claim`.

    Needs `dim_article`, `stg_segment`, `stg_sentence`, `stg_cell` and the four mention tables of a batch.
    Amounts that no rule reads have metric `other` by rule `other.default`.
    """
    if not tables["fact_money_mention"].filter(pl.col("zone") != "boilerplate").height:
        return no_claims()
    parts = cut_entries(tables)
    scene, claims, pairs = _lay_out(parts, lexicon)
    claims = _with_parties(scene, claims, pairs, lexicon)
    rows = claim_rows(claims, parts, scene.words, weights_of(lexicon).get(CONFIDENCE, {}))
    return join_entries(rows, tables)


_OF_BOTH_SIDES: tuple[Callable[[Scene, pl.LazyFrame], pl.LazyFrame], ...] = (
    with_near_sides,
    with_allies,
    with_partners,
    with_them,
    with_counted,
    lambda _, claims: each_its_own(claims),
    with_paid_people,
    with_settling_firms,
    with_own_backers,
    lambda _, claims: follow_parties(follow_conversions(claims, PARTIES)),
    lambda scene, claims: read_changes(claims, scene.words),
)
"""What is read of the parties once both sides are named, each rule from what the one before it left."""


def _with_parties(scene: Scene, claims: pl.DataFrame, pairs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The claims with both sides settled; who acts together is named together, or each with its own amount,
    and the same sum in another currency is of the same. By how much something moved is whose it was as what
    it moved.

    Each rule is run before the next, most of them join the claims with themselves, and one plan of all of
    them would hold the first rule a hundred times.
    """
    claims = name_sides(scene, claims, pairs, lexicon)
    for rule in _OF_BOTH_SIDES:
        claims = rule(scene, claims.lazy()).collect(engine="in-memory")
    return claims


def _lay_out(tables: dict[str, pl.DataFrame], lexicon: Lexicon) -> tuple[Scene, pl.DataFrame, pl.DataFrame]:
    """The scene, the claims with all fields but the parties settled, and the pairs of claims and names."""
    cues = compile_cues(lexicon)
    scene = set_scene(tables, cues, makers(lexicon), weights_of(lexicon).get(TOPIC, {}))
    standing = with_standing(scene.entities, scene.words).collect(engine="in-memory")
    scene = scene._replace(entities=standing.lazy())
    scene = scene._replace(deals=all_deals(scene).collect(engine="in-memory").lazy())
    candidates = candidates_of(scene, weights_of(lexicon).get(ANTECEDENT, {}))
    scene = scene._replace(nominals=stood_for(scene, candidates))
    claims = measure_amounts(scene)
    claims = vouch_amounts(scene, claims, candidates)
    pairs = find_slots(scene, claims, candidates)
    claims = name_parties(scene, claims, pairs)
    claims = date_amounts(scene, claims)
    claims = weigh_amounts(scene, claims)
    claims = read_cells(claims, tables, cues)
    claims = mark_everyones(carry_over(scene, claims).lazy(), scene.words).collect(engine="in-memory")
    return scene, with_plain_subjects(scene, claims, candidates), pairs


def signs_of_parties(tables: dict[str, pl.DataFrame], lexicon: Lexicon, role: str) -> pl.DataFrame:
    """The candidates for a role of each claim with their signs, and the `mention_id` and `words` of the
    amount: what the weights of the signs are fitted on.
    """
    scene, claims, pairs = _lay_out(tables, lexicon)
    if role == COUNTERPARTY:
        claims = name_subjects(scene, claims, pairs, lexicon)
    around = look_around(scene, claims.lazy(), pairs.lazy())
    signs = eligible_signs(scene, around, claims, pairs, role)
    words = words_of(claims.lazy()).group_by("n").agg(words=pl.col("word").sort())
    told = claims.lazy().select("n", "mention_id").join(words, on="n", how="left")
    told = told.with_columns(pl.col("words").fill_null([]))
    return signs.join(told, on="n").collect(engine="in-memory")


def signs_of_topics(tables: dict[str, pl.DataFrame], lexicon: Lexicon) -> pl.DataFrame:
    """The entities of each article with the signs that it is about them: what their weights are fitted on."""
    scene = set_scene(tables, compile_cues(lexicon), makers(lexicon), {})
    mentions = read_bodies_as_places(tables["fact_entity_mention"].lazy())
    return topic_signs(mentions, scene.entities).collect(engine="in-memory")


def signs_of_antecedents(tables: dict[str, pl.DataFrame], lexicon: Lexicon) -> pl.DataFrame:
    """The names that each nominal may stand for, with their signs, where the grammar gives a nominal as the
    subject of an amount: `mention_id`, `metric`, `entity_id`, what their weights are fitted on.
    """
    scene, claims, _ = _lay_out(tables, lexicon)
    said = find_nominals(scene)
    given = claims.lazy().filter(pl.col("subject_score") >= SURE)
    asked = given.select("mention_id", "metric", at="subject_at").join(
        said.select("at", "nominal_no"), on="at"
    )
    weights = weights_of(lexicon).get(ANTECEDENT, {})
    signs = antecedent_signs(scene, said, weights)
    return signs.join(asked, on="nominal_no").collect(engine="in-memory")


def signs_of_confidence(tables: dict[str, pl.DataFrame], lexicon: Lexicon) -> pl.DataFrame:
    """The claims' `mention_id`, what is read of them, and the signs that it is right: what the weights of
    confidence are fitted on.
    """
    scene, claims, pairs = _lay_out(tables, lexicon)
    told = with_confidence_signs(_with_parties(scene, claims, pairs, lexicon).lazy())
    read = ("mention_id", "metric", "subject_ids", "modality")
    return told.select(*read, *CONFIDENCE_SIGNS).collect(engine="in-memory")


__all__ = [
    "read_claims",
    "signs_of_antecedents",
    "signs_of_confidence",
    "signs_of_parties",
    "signs_of_topics",
]
