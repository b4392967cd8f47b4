"""Signs that somebody is a party of a claim: one row a claim and candidate, one column a sign.

Candidates are the names of the amount's sentence, those of the two sentences before, the few that the article
names most, and whom the sentence's own grammar chose. A sign is a number from 0 to 1 (mostly whether
something holds); what each is worth stands in `weights.csv`.
"""

from typing import Final

import polars as pl

from etl.interpret.claims.names import FIRM
from etl.interpret.claims.scene import Scene

SURE = 60.0
"""Score from which a subject that the sentence's grammar gives counts for other claims."""
CERTAIN = 80.0
"""Score from which it stands, whatever else the article speaks of."""
SUBJECT, COUNTERPARTY = "subject", "counterparty"
"""The roles, each with weights of its own."""
GROUPS: Final = {
    "pay": "pay",
    "price": "price",
    "spending": "spending",
    "debt": "debt",
    "penalty": "penalty",
    "other": "other",
    "contract": "contract",
    "acquisition": "acquisition",
}
"""Metrics that have own weights for the kinds of their subjects; all others are of the group `firm`."""
SLOTS = ("agent", "owner", "possessor", "object", "bound", "dative", "led", "label")
SIGNS: Final = (
    "share",
    "first",
    "second",
    "third",
    "title",
    "lede",
    "often",
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
)
_NAMED = 12
"""How many of the names that an article names most are candidates for each of its amounts."""
_AROUND = 8
"""How many names of a sentence before are candidates."""
_HEAD = 60
"""Within how many characters of its sentence a name heads it."""
_KEYS = ("n", "entity_id")


def party_signs(scene: Scene, claims: pl.LazyFrame, pairs: pl.LazyFrame, role: str) -> pl.LazyFrame:
    """Candidates for a role with their signs: `n`, `entity_id`, `ids` (all parties where the candidate is
    several), `kind`, `group`, and the columns `SIGNS`. Only claims that are `open_claims` have any.
    """
    sure = pl.col("subject_score") >= SURE if role == SUBJECT else pl.col("subject_ids").list.len() > 0
    claims = claims.with_columns(
        pl.col("metric").fill_null("other"),
        pl.col("sentence_no").cast(pl.Int64),
        sure=sure.fill_null(False),
    )
    told = claims.filter(open_claims(role)).select(
        "n",
        "article_id",
        "metric",
        "at",
        "base",
        "sentence_no",
        "sentence_start",
        "sure",
        "subject_ids",
        "subject_score",
        "counterparty_ids",
        group=pl.col("metric").replace_strict(GROUPS, default="firm"),
    )
    inside = _inside(pairs)
    around = _around(scene, told)
    topics = scene.topics.drop("topic", "second")
    chosen = [
        told.select("n", entity_id=ids).explode("entity_id").drop_nulls("entity_id")
        for ids in ("subject_ids", "counterparty_ids")
    ]
    central = topics.filter((pl.col("order") < _NAMED) | (pl.col("firm_order") < _NAMED - 2))
    named = pl.concat(
        [
            inside.select(_KEYS),
            around.select(_KEYS),
            *chosen,
            told.select("n", "article_id").join(central, on="article_id").select(_KEYS),
        ]
    ).unique()
    joined = (
        named.join(told, on="n")
        .join(inside, on=_KEYS, how="left")
        .join(around, on=_KEYS, how="left")
        .join(topics, on=["article_id", "entity_id"], how="left")
        .join(_roles(claims), on=["article_id", "entity_id"], how="left")
        .join(_metric_roles(claims), on=["article_id", "metric", "entity_id"], how="left")
        .join(_before(claims), on="n", how="left")
        .join(_last(scene, told), on="n", how="left")
    )
    return _as_signs(joined.collect(engine="in-memory").lazy(), role)


def open_claims(role: str) -> pl.Expr:
    """Whether a claim's role is open: a subject that is neither certain by the sentence's grammar nor a
    cell's by its heads; a counterparty where the grammar gives none. The size of a market has no parties.
    """
    certain = (pl.col("subject_score") >= CERTAIN).fill_null(False)
    headed = pl.col("in_table") & pl.col("subject_ids").is_not_null()
    faced = pl.col("in_table") | (pl.col("counterparty_ids").list.len() > 0).fill_null(False)
    settled = certain | headed if role == SUBJECT else faced
    return ~settled & (pl.col("metric").fill_null("other") != "market_size")


def _inside(pairs: pl.LazyFrame) -> pl.LazyFrame:
    """What a candidate is in the amount's own sentence."""
    before = pl.col("at") < pl.col("money_at")
    known = pl.col("slot").is_in(SLOTS)
    return pairs.group_by(_KEYS).agg(
        in_before=(before & ~pl.col("is_nominal")).any(),
        in_after=(~before & ~pl.col("is_nominal")).any(),
        nominal=pl.col("is_nominal").any(),
        opines=(pl.col("opines") | pl.col("attributive")).any(),
        slot_preposition=(~known).any(),
        inner_kind=pl.col("entity_type").first(),
        **{f"slot_{slot}": (pl.col("slot") == slot).any() for slot in SLOTS},
    )


def _around(scene: Scene, told: pl.LazyFrame) -> pl.LazyFrame:
    """The names of the two sentences before: `back_one`, `back_two`."""
    names = (
        scene.entities.select("article_id", "entity_id", "at", place=pl.col("sentence_no").cast(pl.Int64))
        .unique(["article_id", "place", "entity_id"], keep="first", maintain_order=True)
        .with_columns(number=pl.int_range(pl.len()).over("article_id", "place"))
        .filter(pl.col("number") < _AROUND)
        .select("article_id", "entity_id", "place")
    )
    near = pl.concat(
        told.select("n", "article_id", place=pl.col("sentence_no") - back, back=pl.lit(back))
        for back in (1, 2)
    )
    return (
        near.join(names, on=["article_id", "place"])
        .group_by(_KEYS)
        .agg(back_one=(pl.col("back") == 1).any(), back_two=(pl.col("back") == 2).any())
        .with_columns(back_two=pl.col("back_two") & ~pl.col("back_one"))
    )


def _roles(claims: pl.LazyFrame) -> pl.LazyFrame:
    """How often an article has an entity as subject by its sentences' grammar (`vote_count` of `all_votes`),
    as the other side, as a source.
    """
    keys = ("article_id", "entity_id")
    sure = claims.filter("sure").select("article_id", entity_id="subject_ids").explode("entity_id")
    votes = sure.group_by(keys).agg(vote_count=pl.len())
    sides = claims.select("article_id", entity_id="counterparty_ids").explode("entity_id").drop_nulls()
    cited = claims.select("article_id", entity_id="source_ids").explode("entity_id").drop_nulls()
    return (
        votes.join(sides.group_by(keys).agg(side_count=pl.len()), on=keys, how="full", coalesce=True)
        .join(cited.group_by(keys).agg(cite_count=pl.len()), on=keys, how="full", coalesce=True)
        .with_columns(pl.col("vote_count", "side_count", "cite_count").fill_null(0))
        .with_columns(all_votes=pl.col("vote_count").sum().over("article_id"))
    )


def _metric_roles(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The same among the claims of one metric: `metric_count` of `all_metric`, and `metric_side_count`."""
    keys = ("article_id", "metric", "entity_id")
    sure = claims.filter("sure").select("article_id", "metric", entity_id="subject_ids").explode("entity_id")
    sides = claims.select("article_id", "metric", entity_id="counterparty_ids").explode("entity_id")
    return (
        sure.group_by(keys)
        .agg(metric_count=pl.len())
        .join(
            sides.drop_nulls().group_by(keys).agg(metric_side_count=pl.len()),
            on=keys,
            how="full",
            coalesce=True,
        )
        .with_columns(pl.col("metric_count", "metric_side_count").fill_null(0))
        .with_columns(all_metric=pl.col("metric_count").sum().over("article_id", "metric"))
    )


def _before(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The sure subjects of the claim before: in the article, of the metric, in the paragraph."""
    whose = pl.when("sure").then("subject_ids").forward_fill().shift(1)
    return claims.sort("n").select(
        "n",
        article_ids=whose.over("article_id"),
        metric_ids=whose.over("article_id", "metric"),
        segment_ids=whose.over("article_id", "segment_no"),
    )


def _last(scene: Scene, told: pl.LazyFrame) -> pl.LazyFrame:
    """The last firm named before the sentence, and the last name that heads one."""
    names = scene.entities.filter(pl.col("entity_type").is_in(FIRM)).select(
        "article_id", "at", last_id="entity_id"
    )
    heads = scene.entities.filter(
        pl.col("is_free") & ~pl.col("opines") & (pl.col("at") - pl.col("base") < _HEAD)
    ).select("article_id", "at", head_id="entity_id")
    places = told.select("n", "article_id", at=pl.col("base") - 1).sort("at")
    return (
        places.join_asof(names.sort("at"), on="at", by="article_id", check_sortedness=False)
        .join_asof(heads.sort("at"), on="at", by="article_id", check_sortedness=False)
        .select("n", "last_id", "head_id")
    )


def _as_signs(joined: pl.LazyFrame, role: str) -> pl.LazyFrame:
    """The joined facts as numbers; where the grammar gives several parties they are one candidate."""
    me = pl.col("entity_id")
    mine = pl.col("subject_ids").list.contains(me).fill_null(False)
    score = pl.col("subject_score")
    own = (mine & pl.col("sure")).cast(pl.Int64)  # a claim does not vote for itself
    owned = (pl.col("sure") & pl.col("subject_ids").is_not_null()).cast(pl.Int64) * pl.col(
        "subject_ids"
    ).list.len().fill_null(0)
    votes = pl.col("vote_count").fill_null(0) - own
    all_votes = pl.col("all_votes").max().over("article_id").fill_null(0) - owned
    metric_votes = pl.col("metric_count").fill_null(0) - own
    all_metric = pl.col("all_metric").max().over("article_id", "metric").fill_null(0) - owned
    side = pl.col("counterparty_ids").list.contains(me).fill_null(False)
    sides = pl.col("side_count").fill_null(0) - side.cast(pl.Int64)
    here = pl.col("in_before").is_not_null()
    cited = pl.col("cite_count").fill_null(0) > 0
    metric_sides = pl.col("metric_side_count").fill_null(0) - side.cast(pl.Int64)
    given = pl.col(f"{role}_ids")
    several = given.list.contains(me).fill_null(False) & (given.list.len() > 1)
    flags = {
        "first": pl.col("firm_order") == 0,
        "second": pl.col("firm_order") == 1,
        "third": pl.col("firm_order") == 2,
        "title": pl.col("start_char") < 120,
        "lede": pl.col("start_char").is_between(120, 499),
        "later": (pl.col("start_char") >= pl.col("sentence_start")) & ~here,
        "last_firm": me == pl.col("last_id"),
        "last_head": me == pl.col("head_id"),
        "voted": votes > 0,
        "unvoted": (all_votes > 0) & (votes <= 0),
        "previous": pl.col("article_ids").list.contains(me),
        "previous_metric": pl.col("metric_ids").list.contains(me),
        "previous_segment": pl.col("segment_ids").list.contains(me),
        "other_side": sides > 0,
        "mostly_other_side": sides > votes,
        "cited": cited,
        "only_cited": cited & (votes <= 0),
        "metric_other_side": metric_sides > 0,
        "counterparty": side,
        "subject": mine & (pl.lit(role) == COUNTERPARTY),
        "chosen": mine & (score >= SURE),
        "chosen_weakly": mine & (score < SURE),
        "carried": mine & score.is_null(),
        "several": several,
    }
    shares = {
        "share": pl.col("share").fill_null(0.0).clip(0, 1.2),
        "often": pl.col("count").fill_null(0).clip(0, 6) / 6,
        "votes": pl.when(all_votes > 0).then(votes / all_votes).otherwise(0.0),
        "metric_votes": pl.when(all_metric > 0).then(metric_votes / all_metric).otherwise(0.0),
    }
    flags |= {name: pl.col(name) for name in SIGNS if name not in flags | shares}
    return (
        joined.select(
            "n",
            "entity_id",
            "group",
            ids=pl.when(several).then(given).otherwise(pl.concat_list("entity_id")),
            kind=pl.coalesce("kind", "inner_kind", pl.lit("company")),
            **{name: flag.fill_null(False).cast(pl.Float64) for name, flag in flags.items()},
            **shares,
        )
        .sort("n", "share", "entity_id", descending=[False, True, False])
        .unique(["n", "ids"], keep="first", maintain_order=True)
    )
