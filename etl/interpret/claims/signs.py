"""Signs that somebody is a party of a claim: one row a claim and candidate, one column a sign.

A sign is a number from 0 to 1 (mostly whether something holds); what each is worth stands in `weights.csv`.
"""

from collections.abc import Callable
from typing import Final

import polars as pl

from etl.interpret.claims.candidates import MARKS, SLOTS, SUBJECT, find_candidates
from etl.interpret.claims.cast import metric_roles, read_cast
from etl.interpret.claims.scene import Scene

SURE = 60.0
"""Score from which a subject that the sentence's grammar gives counts for other claims."""
CERTAIN = 80.0
"""Score from which it stands, whatever else the article speaks of."""
FACED = 85.0
"""Score from which the other side that the grammar gives stands."""
TWO_SIDED = ("acquisition", "investment", "contract", "debt", "penalty")
"""Metrics whose parties are the two sides of one deal, each of which may be who acts."""
Marked = Callable[[str], pl.Expr]
"""Whether a candidate is marked with something."""
GROUPS: Final = {
    "pay": "pay",
    "price": "price",
    "spending": "spending",
    "debt": "debt",
    "penalty": "penalty",
    "other": "other",
    "contract": "contract",
    "acquisition": "acquisition",
    "funding": "funding",
    "investment": "investment",
    "valuation": "valuation",
}
"""Metrics that have own weights for the kinds of their subjects; all others are of the group `firm`."""
SIGNS: Final = (
    "share",
    "first",
    "second",
    "third",
    "title",
    "lede",
    "often",
    "named_before",
    "heads_sentence",
    "in_before",
    "in_after",
    "back_one",
    "back_two",
    "later",
    "last_firm",
    "last_head",
    "votes",
    "metric_votes",
    "voted",
    "unvoted",
    "previous",
    "previous_metric",
    "previous_segment",
    "other_side",
    "mostly_other_side",
    "cited",
    "only_cited",
    "metric_other_side",
    "counterparty",
    "subject",
    *(f"slot_{slot}" for slot in SLOTS),
    "slot_preposition",
    "nominal",
    "opines",
    "chosen",
    "chosen_weakly",
    "carried",
    "several",
    "fits",
    "fits_best",
    "misfits",
    "misfits_best",
    "faced",
    "faced_weakly",
    "faced_carried",
)


def party_signs(scene: Scene, claims: pl.LazyFrame, pairs: pl.LazyFrame, role: str) -> pl.LazyFrame:
    """Candidates for a role with their signs: `n`, `key` (of the cast), `ids` (all parties where the
    candidate is several), `kind`, `group`, and the columns `SIGNS`. Only `open_claims` have any.
    """
    sure = pl.col("subject_score") >= SURE if role == SUBJECT else pl.col("subject_ids").list.len() > 0
    claims = claims.with_columns(
        pl.col("metric").fill_null("other"),
        pl.col("sentence_no").cast(pl.Int64),
        sure=sure.fill_null(False),
    )
    told = claims.filter(open_claims(role)).collect(engine="in-memory").lazy()
    cast = read_cast(scene, claims, pairs).collect(engine="in-memory").lazy()
    names = cast.select("article_id", "entity_id", "key")
    facts = told.select(
        "n",
        "article_id",
        "metric",
        "sentence_start",
        "sure",
        "subject_score",
        "counterparty_score",
        given_ids=f"{role}_ids",
        subjects=pl.col("subject_ids").list.len().fill_null(0),
        group=pl.col("metric").replace_strict(GROUPS, default="firm"),
    )
    joined = (
        find_candidates(scene, claims, told, pairs, cast, names, role)
        .join(facts, on="n")
        .join(cast.drop("article_id"), on="key")
        .join(metric_roles(claims, names), on=["key", "metric"], how="left")
    )
    return _as_signs(joined, role)


def open_claims(role: str) -> pl.Expr:
    """Whether a claim's role is open: a subject that is neither certain by the sentence's grammar nor a
    cell's by its heads; a counterparty that the grammar does not give, or of a deal not surely. The size of
    a market has no parties.
    """
    certain = (pl.col("subject_score") >= CERTAIN).fill_null(False)
    headed = pl.col("in_table") & pl.col("subject_ids").is_not_null()
    told = ~pl.col("metric").is_in(TWO_SIDED) | (pl.col("counterparty_score") >= FACED)
    faced = pl.col("in_table") | ((pl.col("counterparty_ids").list.len() > 0) & told).fill_null(False)
    settled = certain | headed if role == SUBJECT else faced
    return ~settled & (pl.col("metric").fill_null("other") != "market_size")


def _as_signs(joined: pl.LazyFrame, role: str) -> pl.LazyFrame:
    """The joined facts as signs; where the grammar gives several parties they are one candidate."""

    def marked(name: str) -> pl.Expr:
        return (pl.col("marks") & (1 << MARKS.index(name))) != 0

    flags = _votes(marked) | _places(marked) | _chosen(marked, role)
    shares = _shares(marked)
    flags |= {name: marked(name) for name in SIGNS if name not in flags | shares}
    return joined.select(
        "n",
        "key",
        "group",
        "kind",
        ids=pl.when(flags["several"]).then("given_ids").otherwise(pl.concat_list("entity_id")),
        **{name: flag.fill_null(False) for name, flag in flags.items()},
        **{name: share.cast(pl.Float32) for name, share in shares.items()},
    )


def _votes(marked: Marked) -> dict[str, pl.Expr]:
    """What part a candidate plays in the article's other claims."""
    votes, all_votes = _own_votes(marked)
    side = marked("counterparty").cast(pl.Int64)
    sides, metric_sides = pl.col("side_count") - side, pl.col("metric_side_count").fill_null(0) - side
    cited = pl.col("cite_count") > 0
    return {
        "voted": votes > 0,
        "unvoted": (all_votes > 0) & (votes <= 0),
        "other_side": sides > 0,
        "mostly_other_side": sides > votes,
        "cited": cited,
        "only_cited": cited & (votes <= 0),
        "metric_other_side": metric_sides > 0,
    }


def _own_votes(marked: Marked) -> tuple[pl.Expr, pl.Expr]:
    """Votes for a candidate and for all, those of the claim itself left out."""
    own = (marked("chosen_here") & pl.col("sure")).cast(pl.Int64)
    owned = pl.col("sure").cast(pl.Int64) * pl.col("subjects")
    return pl.col("vote_count") - own, pl.col("all_votes") - owned


def _places(marked: Marked) -> dict[str, pl.Expr]:
    """Where the article names a candidate."""
    here = marked("named_before") | marked("in_before") | marked("in_after") | marked("nominal")
    return {
        "first": pl.col("firm_order") == 0,
        "second": pl.col("firm_order") == 1,
        "third": pl.col("firm_order") == 2,
        "title": pl.col("start_char") < 120,
        "lede": pl.col("start_char").is_between(120, 499),
        "back_two": marked("back_two") & ~marked("back_one"),
        "later": (pl.col("start_char") >= pl.col("sentence_start")) & ~here,
    }


def _chosen(marked: Marked, role: str) -> dict[str, pl.Expr]:
    """Whether the grammar gives a candidate for the role, or for the other one, and how surely."""
    mine, side = marked("chosen_here"), marked("counterparty")
    score, side_score = pl.col("subject_score"), pl.col("counterparty_score")
    for_subject = pl.lit(role == SUBJECT)
    return {
        "subject": mine & (score >= SURE) & ~for_subject,
        "chosen": mine & (score >= SURE) & for_subject,
        "chosen_weakly": mine & (score < SURE) & for_subject,
        "carried": mine & score.is_null() & for_subject,
        "several": (mine if role == SUBJECT else side) & (pl.col("given_ids").list.len() > 1),
        "faced": side & (side_score >= FACED),
        "faced_weakly": side & (side_score < FACED),
        "faced_carried": side & side_score.is_null(),
    }


def _shares(marked: Marked) -> dict[str, pl.Expr]:
    """How much of the article is about a candidate."""
    votes, all_votes = _own_votes(marked)
    own = (marked("chosen_here") & pl.col("sure")).cast(pl.Int64)
    metric_votes = pl.col("metric_count").fill_null(0) - own
    all_metric = pl.col("metric_votes").fill_null(0) - pl.col("sure").cast(pl.Int64) * pl.col("subjects")
    return {
        "share": pl.col("share").clip(0, 1.2),
        "often": pl.col("count").clip(0, 6) / 6,
        "votes": pl.when(all_votes > 0).then(votes / all_votes).otherwise(0.0),
        "metric_votes": pl.when(all_metric > 0).then(metric_votes / all_metric).otherwise(0.0),
    }
