"""Signs that somebody is a party of a claim: one row a claim and candidate, one column a sign.

A sign is a number from 0 to 1 (mostly whether something holds); what each is worth stands in `weights.csv`.
"""

from typing import Final, NamedTuple

import polars as pl

from etl.interpret.claims.parties.candidates import (
    COUNTERPARTY,
    PARTIES,
    SUBJECT,
    find_candidates,
    names_around,
)
from etl.interpret.claims.parties.cast import gather_cast, metric_roles, with_votes
from etl.interpret.claims.parties.marks import PREPOSITIONS, SLOTS, SPOKEN, is_marked
from etl.interpret.claims.parties.nobodies import nobody_signs
from etl.interpret.claims.parties.settled import CERTAIN, FACED, PLAIN, SURE, TWO_SIDED, open_claims
from etl.interpret.claims.parties.standing import STANDING
from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene
from etl.interpret.claims.scene.recent import RECENT

FAMILIES: Final = {
    "investor": (("company", "fund", "organization"), r"-<of_investors>$"),
    "judge": (("government", "organization"), r"<of_judges>(?:-|$)"),
    "lender": (("company", "government", "organization"), r"(?:^|-)<of_lenders>(?:-|$)"),
}
"""What the words of a name say that it does for a living: kinds of entity, and the words in its id."""
OF_TWO: Final = ("buys", "moves", "holds", "says_other")
"""What a name does that weighs otherwise where an amount has two sides."""
GROUPS: Final = (
    "pay",
    "price",
    "spending",
    "debt",
    "penalty",
    "other",
    "contract",
    "acquisition",
    "funding",
    "investment",
    "valuation",
)
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
    "chosen_firmly",
    "chosen_plainly",
    "chosen_named",
    "carried",
    "several",
    "fits",
    "fits_best",
    "misfits",
    "misfits_best",
    "faced",
    "faced_weakly",
    "faced_carried",
    "in_paragraph",
    "heads_paragraph",
    "stood_for",
    "described",
    "sole",
    "last_free",
    "passed_over",
    "passed_over_near",
    *RECENT,
    *(f"after_{word}" for word in PREPOSITIONS),
    "in_clause",
    "close",
    "inset",
    "hangs",
    "hangs_elsewhere",
    "locates",
    "scatter",
    *(name for name in STANDING if name != "unbound"),
    *(f"{verb}_of_two" for verb in OF_TWO),
    "ends_phrase_after",
    *SPOKEN,
)


_FEW = 2.0
"""Votes that an article's are taken for more: one vote of one says less than ten of ten."""


class Around(NamedTuple):
    """Who may be a party of the batch's open claims, whichever role is asked for. Frames are in memory."""

    cast: pl.LazyFrame
    """A row an article and entity, as `gather_cast` gives them, with `family`."""
    names: pl.LazyFrame
    """A row a claim and name around it, as `names_around` gives them."""


def look_around(scene: Scene, claims: pl.LazyFrame, pairs: pl.LazyFrame) -> Around:
    """The cast of each article, and the names around the claims that are open in either role."""
    open_ = claims.filter(open_claims(SUBJECT) | open_claims(COUNTERPARTY))
    told = open_.with_columns(pl.col("sentence_no").cast(pl.Int64)).collect(engine="in-memory").lazy()
    cast = gather_cast(scene, claims, pairs).with_columns(family=_family(scene))
    cast = cast.collect(engine="in-memory").lazy()
    return Around(cast, names_around(scene, told, cast).collect(engine="in-memory").lazy())


def party_signs(
    scene: Scene, around: Around, claims: pl.LazyFrame, pairs: pl.LazyFrame, role: str
) -> pl.LazyFrame:
    """Candidates for a role with their signs: `n`, `key` (of the cast), `ids` (all parties where the
    candidate is several), `kind`, `family`, `group`, the columns `SIGNS`, and of the row that is nobody's
    (without `ids`) `NOBODY_SIGNS`. Only `open_claims` have any.
    """
    sure = pl.col("subject_score") >= SURE if role == SUBJECT else pl.col("subject_ids").list.len() > 0
    claims = claims.with_columns(
        pl.col("metric").fill_null("other"),
        pl.col("sentence_no").cast(pl.Int64),
        sure=sure.fill_null(False),
    )
    metric = pl.col("metric")
    grouped = pl.when(metric.is_in(GROUPS)).then(metric).otherwise(pl.lit("firm"))
    told = claims.filter(open_claims(role)).with_columns(group=grouped).collect(engine="in-memory").lazy()
    names = around.cast.select("article_id", "entity_id", "key")
    facts = told.select(
        "n",
        "article_id",
        "metric",
        "group",
        "sentence_start",
        "sure",
        "subject_score",
        "counterparty_score",
        given_ids=f"{role}_ids",
        subjects=pl.col("subject_ids").list.len().fill_null(0),
    )
    joined = (
        find_candidates(around.names, claims, told, pairs, names, role)
        .join(facts, on="n")
        .join(with_votes(around.cast, claims).drop("article_id"), on="key")
        .join(metric_roles(claims, names), on=["key", "metric"], how="left")
    )
    named = _as_signs(joined, role).collect(engine="in-memory").lazy()
    return pl.concat([named.drop("is_party"), nobody_signs(told, named, scene.words)], how="diagonal")


def _family(scene: Scene) -> pl.Expr:
    """What a name's own words say that it does for a living, null where nothing."""
    tests = (
        pl.when(
            pl.col("kind").is_in(kinds) & pl.col("entity_id").str.contains(spell(words, scene.words))
        ).then(pl.lit(family))
        for family, (kinds, words) in FAMILIES.items()
    )
    return pl.coalesce(*tests)


def _as_signs(joined: pl.LazyFrame, role: str) -> pl.LazyFrame:
    """The joined facts as signs; where the grammar gives several parties they are one candidate."""

    flags = _votes() | _places() | _chosen(role) | _among() | _of_deals()
    shares = _shares()
    flags |= {name: is_marked(name) for name in SIGNS if name not in flags | shares}
    return joined.select(
        "n",
        "key",
        "group",
        "kind",
        "family",
        is_party=pl.col("kind").is_in(PARTIES),
        ids=pl.when(flags["several"]).then("given_ids").otherwise(pl.concat_list("entity_id")),
        **{name: flag.fill_null(False) for name, flag in flags.items()},
        **{name: share.cast(pl.Float32) for name, share in shares.items()},
    )


def _votes() -> dict[str, pl.Expr]:
    """What part a candidate plays in the article's other claims."""
    votes, _ = _own_votes()
    side = is_marked("counterparty").cast(pl.Int64)
    sides, metric_sides = pl.col("side_count") - side, pl.col("metric_side_count").fill_null(0) - side
    cited = pl.col("cite_count") > 0
    return {
        "voted": votes > 0,
        "other_side": sides > 0,
        "mostly_other_side": sides > votes,
        "cited": cited,
        "only_cited": cited & (votes <= 0),
        "metric_other_side": metric_sides > 0,
    }


def _own_votes() -> tuple[pl.Expr, pl.Expr]:
    """Votes for a candidate and for all, those of the claim itself left out."""
    own = (is_marked("chosen_here") & pl.col("sure")).cast(pl.Int64)
    owned = pl.col("sure").cast(pl.Int64) * pl.col("subjects")
    return pl.col("vote_count") - own, pl.col("all_votes") - owned


def _places() -> dict[str, pl.Expr]:
    """Where the article names a candidate."""
    here = is_marked("named_before") | is_marked("in_before") | is_marked("in_after") | is_marked("nominal")
    return {
        "first": pl.col("firm_order") == 0,
        "second": pl.col("firm_order") == 1,
        "third": pl.col("firm_order") == 2,
        "title": pl.col("start_char") < 120,
        "lede": pl.col("start_char").is_between(120, 499),
        "back_two": is_marked("back_two") & ~is_marked("back_one"),
        "later": (pl.col("start_char") >= pl.col("sentence_start")) & ~here,
    }


def _chosen(role: str) -> dict[str, pl.Expr]:
    """Whether the grammar gives a candidate for the role, or for the other one, and how surely."""
    mine, side = is_marked("chosen_here"), is_marked("counterparty")
    score, side_score = pl.col("subject_score"), pl.col("counterparty_score")
    for_subject = pl.lit(role == SUBJECT)
    stood_for = _stood_for()
    return {
        "subject": mine & (score >= SURE) & ~for_subject,
        "chosen": mine & (score >= SURE) & for_subject,
        "chosen_weakly": mine & (score < SURE) & for_subject,
        "chosen_firmly": mine & (score >= CERTAIN) & for_subject,
        "chosen_plainly": mine & (score >= PLAIN) & for_subject,
        "chosen_named": mine & (score >= SURE) & for_subject & ~stood_for,
        "carried": mine & score.is_null() & for_subject,
        "several": (mine if role == SUBJECT else side) & (pl.col("given_ids").list.len() > 1),
        "faced": side & (side_score >= FACED),
        "faced_weakly": side & (side_score < FACED),
        "faced_carried": side & side_score.is_null(),
    }


def _among() -> dict[str, pl.Expr]:
    """How a candidate stands among the others of its sentence and paragraph: the only one named before the
    amount (`sole`), one that a pronoun stands for, or one `passed_over` where others are named.
    """
    is_party = pl.col("kind").is_in(PARTIES)
    before, after = is_marked("named_before") | is_marked("in_before"), is_marked("in_after")
    near = is_marked("in_paragraph")
    stood_for = _stood_for()
    others = (before & is_party).sum().over("n")
    return {
        "stood_for": stood_for,
        "sole": before & is_party & (others == 1),
        "passed_over": ~before & ~after & ~stood_for & (others > 0),
        "passed_over_near": ~before & ~after & ~near & (near & is_party).any().over("n"),
    }


def _of_deals() -> dict[str, pl.Expr]:
    """What a candidate does, of an amount that has two sides."""
    has_two = pl.col("metric").is_in(TWO_SIDED)
    return {f"{verb}_of_two": is_marked(verb) & has_two for verb in OF_TWO}


def _stood_for() -> pl.Expr:
    """Whether the sentence has only a pronoun or a nominal for a candidate."""
    return is_marked("nominal") & ~is_marked("in_before") & ~is_marked("in_after")


def _shares() -> dict[str, pl.Expr]:
    """How much of the article is about a candidate."""
    votes, all_votes = _own_votes()
    own = (is_marked("chosen_here") & pl.col("sure")).cast(pl.Int64)
    metric_votes = pl.col("metric_count").fill_null(0) - own
    all_metric = pl.col("metric_votes").fill_null(0) - pl.col("sure").cast(pl.Int64) * pl.col("subjects")
    return {
        "scatter": pl.col("scatter"),
        "share": pl.col("share").clip(0, 1.2),
        "often": pl.col("count").clip(0, 6) / 6,
        "votes": votes / (all_votes.clip(0) + _FEW),
        "unvoted": pl.when(votes <= 0).then(all_votes / (all_votes.clip(0) + _FEW)).otherwise(0.0),
        "metric_votes": metric_votes / (all_metric.clip(0) + _FEW),
    }
