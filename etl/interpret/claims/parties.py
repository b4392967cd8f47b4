"""Whose amount it is, and who is on the other side.

Names, and the pronouns and nominals that stand for one, are candidates; where a candidate stands to the
cue word (does it, is done to, owns it, after which preposition) is its *slot*, and each cue's rule lists the
slots of its subject and of its counterparty, the likeliest first.
"""

import polars as pl

from etl.interpret.claims.scene import COMPANIES, Scene

SLOT = 12.0
"""Points between one slot of a rule's list and the next."""
FIRST = 100.0
OUTSIDE = 30.0
"""Points of a candidate in the first slot, and of one in none."""
SUBJECT_ENOUGH = 36.0
COUNTERPARTY_ENOUGH = 46.0
HARDLY = 0.3
"""Share of the topic's weight below which a name is no center of the text."""

_LABEL = r"^(?:: ?|, [0-9]{4}: ?| ?\((?:about |around )?| (?:about |around |nearly |some |roughly |over |just over |almost )?| at | - )$"
"""What stands between a name and its amount in a list: `Acme: $5m`, `Acme ($5m)`, `Acme $5m and Bolt $6m`."""

_FIRM_METRICS = [
    "valuation",
    "funding",
    "revenue",
    "profit",
    "investment",
    "fund_size",
    "market_size",
    "price",
    "spending",
]
_MAKERS = ["valuation", "funding", "investment", "spending", "debt", "penalty", "profit", "other"]
"""Metrics of which a product's amount is its maker's (`the Grok developer is worth $5bn`)."""
_PEOPLE_METRICS = ["pay", "acquisition", "other", "none"]


def name_parties(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with `subject_ids`, `subject_score`, `subject_to` and `counterparty_ids`."""
    candidates = _slots(scene, claims)
    subjects = _choose(candidates, "subject", SUBJECT_ENOUGH).rename({"ids": "subject_ids"})
    others = candidates.join(
        subjects.select("n", "subject_ids"), on="n", how="left", maintain_order="left"
    ).filter(~pl.col("entity_id").is_in(pl.col("subject_ids")).fill_null(False))
    counter = _choose(others.drop("subject_ids"), "counterparty", COUNTERPARTY_ENOUGH)
    named = claims.join(
        subjects.select("n", "subject_ids", subject_score="score"), on="n", how="left", maintain_order="left"
    ).join(counter.select("n", counterparty_ids="ids"), on="n", how="left", maintain_order="left")
    return _backed(scene, named)


def _backed(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """Rounds with the investors that their paragraph names: who leads, then those of the sentence, then the rest."""
    backers = scene.entities.filter(
        (pl.col("leads") | pl.col("backs"))
        & ~pl.col("is_owner")
        & ~pl.col("entity_type").is_in(["place", "media", "product"])
    ).select("article_id", "segment_no", "entity_id", "leads", place="sentence_no", name_at="at")
    rounds = claims.filter((pl.col("metric") == "funding") & (pl.col("sentence_no") > 0))
    pairs = rounds.select("n", "article_id", "segment_no", "sentence_no", "subject_ids").join(
        backers, on=["article_id", "segment_no"]
    )
    away = pl.col("place").cast(pl.Int64) - pl.col("sentence_no").cast(pl.Int64)
    pairs = pairs.with_columns(away=away.abs())
    pairs = pairs.filter(pl.col("away") == pl.col("away").min().over("n"))
    theirs = (
        pairs.filter(
            (pl.col("away") <= 1) & ~pl.col("entity_id").is_in(pl.col("subject_ids")).fill_null(False)
        )
        .sort("n", "leads", "name_at", descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(
            lead=pl.col("entity_id").filter("leads").unique(maintain_order=True),
            rest=pl.col("entity_id").filter(~pl.col("leads")).unique(maintain_order=True),
        )
    )
    none = pl.lit([], dtype=pl.List(pl.String))
    joined = claims.join(theirs, on="n", how="left", maintain_order="left")
    all_ = pl.concat_list(
        pl.col("lead").fill_null(none),
        pl.col("counterparty_ids").fill_null(none),
        pl.col("rest").fill_null(none),
    ).list.unique(maintain_order=True)
    return joined.with_columns(
        counterparty_ids=pl.when(pl.col("metric") == "funding").then(all_).otherwise("counterparty_ids")
    ).drop("lead", "rest")


def candidates_of(scene: Scene) -> pl.DataFrame:
    """Names and resolved nominals as candidates, sorted by `at`."""
    shape = (
        "article_id",
        "window",
        "reach",
        "at",
        "to",
        "depth",
        "entity_id",
        "entity_type",
        "preposition",
        "is_owner",
        "is_free",
        "is_given",
        "heads_relative",
        "leads",
        "group",
        "is_topic",
        "is_nominal",
    )
    names = scene.entities.with_columns(is_nominal=pl.lit(False)).select(shape)
    return pl.concat([names, _nominals(scene).select(shape)], how="vertical_relaxed").sort("at", "to")


def _nominals(scene: Scene) -> pl.DataFrame:
    """Pronouns and nominals with the name that they stand for: the last name before them that heads its
    sentence or does something there, of the kind they ask for, else the article's topic.
    """
    said = scene.cues.filter(pl.col("kind") == "nominals").sort("at")
    people = scene.entities.filter(pl.col("entity_type") == "person").select(
        "article_id", "at", person="entity_id"
    )
    resolved = centers(scene, said).join_asof(people, on="at", by="article_id", check_sortedness=False)
    person = pl.col("value") == "person"
    return (
        resolved.with_columns(
            entity_id=pl.when(person).then("person").otherwise("center"),
        )
        .with_columns(
            entity_type=pl.when(person).then(pl.lit("person")).otherwise(pl.lit("company")),
            preposition=pl.lit(None, dtype=pl.String),
            is_owner=(pl.col("side") == "owner").fill_null(False),
            leads=pl.lit(False),
            is_free=pl.lit(True),
            heads_relative=pl.lit(False),
            is_given=pl.lit(False),
            group=-pl.int_range(1, pl.len() + 1),
            is_topic=(pl.col("entity_id") == pl.col("topic")).fill_null(False),
            is_nominal=pl.lit(True),
        )
        .filter(pl.col("entity_id").is_not_null())
    )


def _heads(scene: Scene) -> pl.DataFrame:
    """The firm or body that each sentence turns on: the first that it names near its beginning and leaves free."""
    firms = scene.entities.filter(
        pl.col("entity_type").is_in(["company", "organization", "government", "fund", "product"])
    )
    apart = firms.with_columns(
        several=pl.len().over("group") > 1,
        place=pl.col("at") - pl.col("base"),
        order=pl.int_range(pl.len()).over("window"),
    )
    opens = (
        ~pl.col("several")
        & pl.col("preposition").is_null()
        & (
            (pl.col("place") < 45)
            & (pl.col("order") == 0)
            & pl.col("is_free")
            & ~pl.col("leads")
            & (~pl.col("is_owner") | (pl.col("place") < 25))
        )
    )
    return apart.filter(opens).sort("at")


def centers(scene: Scene, places: pl.DataFrame) -> pl.DataFrame:
    """`places` (`article_id`, `window`, `sentence_no`, `at`) with `center`: what a pronoun there would stand for.

    The head of its own sentence, else of the last one before, unless the article hardly speaks of that (an
    investor, a source), else the topic. Also `topic` and `second`, the two that the article names most.
    """
    heads = _heads(scene)
    own = heads.select(
        "article_id", "at", own="entity_id", own_window="window", own_known=pl.col("share") >= HARDLY
    )
    firms = heads.filter(pl.col("share") >= HARDLY).select(
        "article_id", "at", firm="entity_id", firm_sentence="sentence_no"
    )
    topics = scene.topics.select("article_id", "topic", "second").unique("article_id")
    near = (pl.col("sentence_no").cast(pl.Int64) - pl.col("firm_sentence").cast(pl.Int64)) <= 2
    definite = pl.col("value") == "company" if "value" in places.columns else pl.lit(False)
    same = (pl.col("own_window") == pl.col("window")) & (~definite | pl.col("own_known"))
    return (
        places.sort("at")
        .join_asof(own, on="at", by="article_id", check_sortedness=False)
        .join_asof(firms, on="at", by="article_id", check_sortedness=False)
        .join(topics, on="article_id", how="left", maintain_order="left")
        .with_columns(center=pl.coalesce(pl.when(same).then("own"), pl.when(near).then("firm"), "topic"))
        .drop("firm", "firm_sentence", "own", "own_window", "own_known")
    )


def _slots(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a claim and a candidate of its sentence, with the candidate's slot and distances."""
    bare = pl.lit(["label", "owner"], dtype=pl.List(pl.String))
    anchored = claims.select(
        "n",
        "reach",
        pl.col("metric").fill_null("none"),
        pl.col("subject").fill_null(bare),
        pl.col("counterparty").fill_null(pl.lit([], dtype=pl.List(pl.String))),
        pl.col("cue_at").fill_null(pl.col("at")),
        pl.col("cue_to").fill_null(pl.col("at")),
        pl.col("cue_depth").fill_null(pl.col("depth")),
        money_at="at",
        money_to="to",
        money_depth="depth",
        money_before="before",
    )
    pairs = anchored.join(candidates_of(scene), on="reach").join(
        scene.parents, on="entity_id", how="left", maintain_order="left"
    )
    made = (
        (pl.col("entity_type") == "product")
        & pl.col("parent_id").is_not_null()
        & pl.col("metric").is_in(_MAKERS)
    )
    pairs = pairs.with_columns(
        entity_id=pl.when(made).then("parent_id").otherwise("entity_id"),
        entity_type=pl.when(made).then(pl.lit("company")).otherwise("entity_type"),
    ).drop("parent_id")
    pairs = pairs.with_columns(
        label=pl.col("money_before")
        .str.tail((pl.col("money_at") - pl.col("to")).clip(0, 60))
        .str.contains(_LABEL)
    )
    first = pl.min_horizontal("cue_at", "money_at")
    last = pl.max_horizontal("cue_to", "money_to")
    before = pl.col("to") <= first
    inside = (pl.col("at") >= first) & (pl.col("to") <= last)
    near_owner = pl.col("is_owner") & (
        ((pl.col("cue_at") - pl.col("to")).is_between(0, 42) & (pl.col("cue_depth") == pl.col("depth")))
        | ((pl.col("money_at") - pl.col("to")).is_between(0, 24) & (pl.col("money_depth") == pl.col("depth")))
    )
    inner = pl.min_horizontal(
        pl.col("at") - pl.min_horizontal("cue_to", "money_to"),
        pl.max_horizontal("cue_at", "money_at") - pl.col("to"),
    )
    gap = (
        pl.when(before).then(first - pl.col("to")).when(inside).then(inner).otherwise(pl.col("at") - last)
    ).clip(0)
    relative = inside & (pl.col("cue_at") > pl.col("money_at"))  # `the $5m that Acme paid`
    label = (
        (pl.col("money_at") - pl.col("to")).is_between(1, 24)
        & ((pl.col("cue_to") + 2 < pl.col("at")) | (pl.col("cue_at") == pl.col("money_at")))
        & pl.col("label")
    )
    compound = (
        relative
        & ((pl.col("at") - pl.col("money_to")) == 1)
        & ((pl.col("cue_at") - pl.col("to")).is_between(1, 20))
    )  # `a $5m Acme round`
    slot = (
        pl.when(label)
        .then(pl.lit("label"))
        .when(compound)
        .then(pl.lit("owner"))
        .when(near_owner)
        .then(pl.lit("owner"))
        .when(pl.col("is_owner"))
        .then(pl.lit("possessor"))
        .when(pl.col("leads"))
        .then(pl.lit("led"))
        .when(pl.col("preposition").is_not_null())
        .then("preposition")
        .when((before | relative) & pl.col("is_free"))
        .then(pl.lit("agent"))
        .when(before & pl.col("is_given"))
        .then(pl.lit("dative"))
        .when(before)
        .then(pl.lit("bound"))
        .otherwise(pl.lit("object"))
    )
    depth = pl.min_horizontal(
        (pl.col("depth") - pl.col("cue_depth")).abs(), (pl.col("depth") - pl.col("money_depth")).abs()
    )
    return pairs.with_columns(gap=gap, slot=slot, crossed=depth, before=before)


def _choose(candidates: pl.DataFrame, role: str, enough: float) -> pl.DataFrame:
    """The best candidate of each claim for a role, with those it is coordinated with: `n`, `ids`, `score`."""
    index = (
        candidates.select("n", "at", "to", "slot", role)
        .with_row_index("row")
        .explode(role)
        .with_columns(position=pl.int_range(pl.len()).over("row"))
        .filter(pl.col(role) == pl.col("slot"))
        .group_by("row")
        .agg(pl.col("position").min())
    )
    scored = (
        candidates.with_row_index("row")
        .join(index, on="row", how="left", maintain_order="left")
        .with_columns(
            score=pl.when(pl.col("position").is_not_null())
            .then(FIRST - pl.col("position") * SLOT)
            .when((pl.col("slot") == "label") & (role == "subject"))
            .then(FIRST + 6.0)
            .when(role == "counterparty")
            .then(-50.0)
            .when(pl.col("slot").is_in(pl.col("counterparty")))
            .then(-50.0)
            .otherwise(OUTSIDE)
            - pl.col("gap")
            * pl.when((pl.col("slot") == pl.col("preposition")) | (pl.col("slot") == "object"))
            .then(0.3)
            .otherwise(0.15)
            + pl.when(
                (pl.col("slot") == pl.col("preposition")) & (pl.col("at") - pl.col("cue_to")).is_between(0, 5)
            )
            .then(20.0)
            .otherwise(0.0)
            + pl.when(pl.col("heads_relative") & (pl.col("gap") <= 30) & (pl.col("slot") == "agent"))
            .then(10.0)
            .otherwise(0.0)
            - pl.col("crossed") * 3.0
            - _unfit(role)
            + pl.when(pl.col("is_topic")).then(6.0 if role == "subject" else 0.0).otherwise(0.0)
        )
    )
    best = (
        scored.filter(pl.col("score") >= enough)
        .with_columns(pl.col("score").round(3))
        .sort(["n", "score", "at"], descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(pl.col("group", "score", "slot", "entity_type").first())
    )
    members = (
        scored.join(best.select("n", "group", kind="entity_type"), on=["n", "group"])
        .filter((pl.col("slot") != "possessor") | (pl.col("position").is_not_null()))
        .filter((pl.col("entity_type") == "person") == (pl.col("kind") == "person"))
        .sort("n", "at")
        .group_by("n", maintain_order=True)
        .agg(ids=pl.col("entity_id").unique(maintain_order=True))
    )
    return best.join(members, on="n")


def _unfit(role: str) -> pl.Expr:
    """Points off for kinds of entity that seldom play the role in a claim of the metric."""
    kind = pl.col("entity_type")
    metric = pl.col("metric")
    return (
        pl.when(pl.col("slot") == "label")
        .then(0.0)
        .when((kind == "place") & pl.col("preposition").is_not_null())
        .then(80.0)
        .when((kind == "place") & (metric != "market_size"))
        .then(45.0 if role == "subject" else 30.0)
        .when(kind == "media")
        .then(70.0)
        .when((kind == "person") & metric.is_in(_FIRM_METRICS))
        .then(60.0 if role == "subject" else 10.0)
        .when((kind == "person") & ~metric.is_in(_PEOPLE_METRICS))
        .then(30.0 if role == "subject" else 10.0)
        .when((kind == "product") & ~metric.is_in(["price", "revenue", "spending", "acquisition"]))
        .then(25.0)
        .when((kind == "product") & (metric != "price"))
        .then(8.0)
        .when((metric == "price") & (kind == "product"))
        .then(-24.0)
        .otherwise(0.0)
    )


def company_like(kind: pl.Expr) -> pl.Expr:
    """Whether an entity's type is one that earns, raises and owes."""
    return kind.is_in(COMPANIES)
