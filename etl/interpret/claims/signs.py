"""Signs that somebody is a party of a claim: one row a claim and candidate, one column a sign.

Candidates are the names of the amount's sentence, those of the two sentences before, the few that the article
names most, and whom the sentence's own grammar chose. A sign is a number from 0 to 1 (mostly whether
something holds); what each is worth stands in `weights.csv`.
"""

from typing import Final

import polars as pl

from etl.interpret.claims.cast import metric_roles, read_cast
from etl.interpret.claims.scene import Scene
from etl.interpret.claims.topics import FIRM

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
    "funding": "funding",
    "investment": "investment",
    "valuation": "valuation",
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
_MARKS: Final = (
    "in_before",
    "in_after",
    "back_one",
    "back_two",
    "last_firm",
    "last_head",
    "previous",
    "previous_metric",
    "previous_segment",
    "counterparty",
    "chosen_here",
    "slot_preposition",
    "nominal",
    "opines",
    *(f"slot_{slot}" for slot in SLOTS),
)
"""What a candidate can be marked with, a bit each."""
_NAMED = 12
"""How many of the names that an article names most are candidates for each of its amounts."""
_AROUND = 8
"""How many names of a sentence before are candidates."""
_HEAD = 60
"""Within how many characters of its sentence a name heads it."""


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
        given_ids=f"{role}_ids",
        subjects=pl.col("subject_ids").list.len().fill_null(0),
        group=pl.col("metric").replace_strict(GROUPS, default="firm"),
    )
    joined = (
        _marked(scene, claims, told, pairs, cast, names)
        .join(facts, on="n")
        .join(cast.drop("article_id"), on="key")
        .join(metric_roles(claims, names), on=["key", "metric"], how="left")
    )
    return _as_signs(joined, role)


def open_claims(role: str) -> pl.Expr:
    """Whether a claim's role is open: a subject that is neither certain by the sentence's grammar nor a
    cell's by its heads; a counterparty where the grammar gives none. The size of a market has no parties.
    """
    certain = (pl.col("subject_score") >= CERTAIN).fill_null(False)
    headed = pl.col("in_table") & pl.col("subject_ids").is_not_null()
    faced = pl.col("in_table") | (pl.col("counterparty_ids").list.len() > 0).fill_null(False)
    settled = certain | headed if role == SUBJECT else faced
    return ~settled & (pl.col("metric").fill_null("other") != "market_size")


def _marked(
    scene: Scene,
    claims: pl.LazyFrame,
    told: pl.LazyFrame,
    pairs: pl.LazyFrame,
    cast: pl.LazyFrame,
    names: pl.LazyFrame,
) -> pl.LazyFrame:
    """The candidates of each claim, `n` and `key`, with all their `marks` as bits."""
    central = cast.filter((pl.col("order") < _NAMED) | (pl.col("firm_order") < _NAMED - 2))
    entities = scene.entities.join(names, on=["article_id", "entity_id"])
    # by their names, all at once: a join for each would look every name of the batch up again
    named = pl.concat(
        [
            _marks(rows, "article_id", "entity_id")
            for rows in (_inside(pairs), *_chosen(told), *_before(claims))
        ]
    ).join(told.select("n"), on="n", how="semi")
    most = told.select("n", "article_id").join(central.select("article_id", "key"), on="article_id")
    keyed = (_around(entities, told), *_last(entities, told), most)
    return (
        pl.concat(
            [
                named.join(names, on=["article_id", "entity_id"]).select("n", "key", "marks"),
                *(_marks(rows, "key") for rows in keyed),
            ]
        )
        .group_by("n", "key")
        .agg(pl.col("marks").bitwise_or())
    )


def _marks(rows: pl.LazyFrame, *whom: str) -> pl.LazyFrame:
    """Rows of `n` and `whom` it is, with their Boolean columns as the bits of `marks`."""
    flags = [name for name in _MARKS if name in rows.collect_schema()]
    bits = [pl.col(name).cast(pl.Int64) * (1 << _MARKS.index(name)) for name in flags]
    return rows.select("n", *whom, marks=pl.sum_horizontal(bits or [pl.lit(0, dtype=pl.Int64)]))


def _inside(pairs: pl.LazyFrame) -> pl.LazyFrame:
    """What a candidate is in the amount's own sentence."""
    before = pl.col("at") < pl.col("money_at")
    return pairs.select(
        "n",
        "article_id",
        "entity_id",
        in_before=before & ~pl.col("is_nominal"),
        in_after=~before & ~pl.col("is_nominal"),
        nominal="is_nominal",
        opines=pl.col("opines") | pl.col("attributive"),
        slot_preposition=~pl.col("slot").is_in(SLOTS),
        **{f"slot_{slot}": pl.col("slot") == slot for slot in SLOTS},
    )


def _around(entities: pl.LazyFrame, told: pl.LazyFrame) -> pl.LazyFrame:
    """The names of the two sentences before."""
    names = (
        entities.select("key", "article_id", place=pl.col("sentence_no").cast(pl.Int64))
        .unique(["key", "place"], keep="first", maintain_order=True)
        .with_columns(number=pl.int_range(pl.len()).over("article_id", "place"))
        .filter(pl.col("number") < _AROUND)
        .drop("number")
    )
    near = pl.concat(
        told.select("n", "article_id", place=pl.col("sentence_no") - back, back=pl.lit(back))
        for back in (1, 2)
    )
    return near.join(names, on=["article_id", "place"]).select(
        "n", "key", back_one=pl.col("back") == 1, back_two=pl.col("back") == 2
    )


def _chosen(told: pl.LazyFrame) -> list[pl.LazyFrame]:
    """The parties that the grammar gives."""
    roles = {"subject_ids": "chosen_here", "counterparty_ids": "counterparty"}
    return [_each(told, ids, mark) for ids, mark in roles.items()]


def _before(claims: pl.LazyFrame) -> list[pl.LazyFrame]:
    """The sure subjects of the claim before: in the article, of the metric, in the paragraph."""
    whose = pl.when("sure").then("subject_ids").forward_fill().shift(1)
    places = {"previous": (), "previous_metric": ("metric",), "previous_segment": ("segment_no",)}
    told = claims.sort("n").select(
        "n", "article_id", **{mark: whose.over("article_id", *more) for mark, more in places.items()}
    )
    return [_each(told, mark, mark) for mark in places]


def _each(told: pl.LazyFrame, ids: str, mark: str) -> pl.LazyFrame:
    """A row a party of a list, with a mark."""
    rows = told.select("n", "article_id", entity_id=ids).explode("entity_id").drop_nulls("entity_id")
    return rows.with_columns(pl.lit(True).alias(mark))


def _last(entities: pl.LazyFrame, told: pl.LazyFrame) -> list[pl.LazyFrame]:
    """The last firm named before the sentence, and the last name that heads one."""
    is_firm = pl.col("entity_type").is_in(FIRM)
    is_head = pl.col("is_free") & ~pl.col("opines") & (pl.col("at") - pl.col("base") < _HEAD)
    places = told.select("n", "article_id", at=pl.col("base") - 1).sort("at")
    return [
        places.join_asof(
            entities.filter(which).select("article_id", "at", "key").sort("at"),
            on="at",
            by="article_id",
            check_sortedness=False,
        )
        .drop_nulls("key")
        .select("n", "key", pl.lit(True).alias(mark))
        for mark, which in (("last_firm", is_firm), ("last_head", is_head))
    ]


def _as_signs(joined: pl.LazyFrame, role: str) -> pl.LazyFrame:
    """The joined facts as signs; where the grammar gives several parties they are one candidate."""

    def marked(name: str) -> pl.Expr:
        return (pl.col("marks") & (1 << _MARKS.index(name))) != 0

    mine, side, score = marked("chosen_here"), marked("counterparty"), pl.col("subject_score")
    own = (mine & pl.col("sure")).cast(pl.Int64)  # a claim does not vote for itself
    owned = pl.col("sure").cast(pl.Int64) * pl.col("subjects")
    votes, all_votes = pl.col("vote_count") - own, pl.col("all_votes") - owned
    metric_votes = pl.col("metric_count").fill_null(0) - own
    all_metric = pl.col("metric_votes").fill_null(0) - owned
    sides = pl.col("side_count") - side.cast(pl.Int64)
    metric_sides = pl.col("metric_side_count").fill_null(0) - side.cast(pl.Int64)
    here = marked("in_before") | marked("in_after") | marked("nominal")
    cited = pl.col("cite_count") > 0
    several = (mine if role == SUBJECT else side) & (pl.col("given_ids").list.len() > 1)
    flags = {
        "first": pl.col("firm_order") == 0,
        "second": pl.col("firm_order") == 1,
        "third": pl.col("firm_order") == 2,
        "title": pl.col("start_char") < 120,
        "lede": pl.col("start_char").is_between(120, 499),
        "back_two": marked("back_two") & ~marked("back_one"),
        "later": (pl.col("start_char") >= pl.col("sentence_start")) & ~here,
        "voted": votes > 0,
        "unvoted": (all_votes > 0) & (votes <= 0),
        "other_side": sides > 0,
        "mostly_other_side": sides > votes,
        "cited": cited,
        "only_cited": cited & (votes <= 0),
        "metric_other_side": metric_sides > 0,
        "subject": mine & (pl.lit(role) == COUNTERPARTY),
        "chosen": mine & (score >= SURE),
        "chosen_weakly": mine & (score < SURE),
        "carried": mine & score.is_null(),
        "several": several,
    }
    shares = {
        "share": pl.col("share").clip(0, 1.2),
        "often": pl.col("count").clip(0, 6) / 6,
        "votes": pl.when(all_votes > 0).then(votes / all_votes).otherwise(0.0),
        "metric_votes": pl.when(all_metric > 0).then(metric_votes / all_metric).otherwise(0.0),
    }
    flags |= {name: marked(name) for name in SIGNS if name not in flags | shares}
    return joined.select(
        "n",
        "key",
        "group",
        "kind",
        ids=pl.when(several).then("given_ids").otherwise(pl.concat_list("entity_id")),
        **{name: flag.fill_null(False) for name, flag in flags.items()},
        **{name: share.cast(pl.Float32) for name, share in shares.items()},
    )
