"""Whose amount it is, and who is on the other side.

Names, and the pronouns and nominals that stand for one, are candidates; where a candidate stands to the
cue word (does it, is done to, owns it, after which preposition) is its *slot*, and each cue's rule lists the
slots of its subject and of its counterparty, the likeliest first.
"""

import polars as pl

from etl.interpret.claims.parties.fitness import unfitness
from etl.interpret.claims.scene import Scene

SLOT = 12.0
"""Points between one slot of a rule's list and the next."""
FIRST = 100.0
CROSSED = 3.0
"""Off for each boundary of clauses between."""
OUTSIDE = 30.0
"""Points of a candidate in the first slot, and of one in none."""
OWN = 14.0
"""Points more of a name that stands between the amount before and its own: `Acme made $5m and Bolt $6m`."""
_RIGHT_BEHIND = 10
"""Within how many characters behind the cue a name stands right behind it: `a loan from the Acme`."""
_HAD = ["profit", "revenue", "debt", "spending"]
SUBJECT_ENOUGH = 36.0
COUNTERPARTY_ENOUGH = 46.0


def name_parties(scene: Scene, claims: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """The claims with `subject_ids`, `subject_score`, `subject_at`, `subject_named` (or described),
    `subject_acts`, `subject_says` (`_with_acts`) and `counterparty_ids`, of candidates with their slots.
    """
    subjects = _choose(candidates, "subject", SUBJECT_ENOUGH).rename({"ids": "subject_ids"})
    others = (
        candidates.lazy()
        .join(subjects.lazy().select("n", "subject_ids"), on="n", how="left", maintain_order="left")
        .filter(~pl.col("entity_id").is_in(pl.col("subject_ids")).fill_null(False))
        .drop("subject_ids")
        .collect(engine="in-memory")
    )
    counter = _choose(others, "counterparty", COUNTERPARTY_ENOUGH)
    named = (
        claims.lazy()
        .join(
            subjects.lazy().select(
                "n",
                "subject_ids",
                subject_score="score",
                subject_kind="entity_type",
                subject_at="chosen_at",
                subject_named=~pl.col("is_nominal") | pl.col("is_described"),
                subject_slot="slot",
            ),
            on="n",
            how="left",
            maintain_order="left",
        )
        .join(
            counter.lazy().select("n", counterparty_ids="ids", counterparty_score="score"),
            on="n",
            how="left",
            maintain_order="left",
        )
    )
    givers = candidates.filter(pl.col("slot") == "giver")["at"].unique()
    return _backed(scene, _with_acts(scene, named, candidates).collect(engine="in-memory"), givers)


def _with_acts(scene: Scene, claims: pl.LazyFrame, candidates: pl.DataFrame) -> pl.LazyFrame:
    """The claims with `subject_acts`, a firm that the sentence names does something there (`Acme lost $5m`),
    and `subject_says`, it says something of itself (`Acme said it would borrow $5m`). One that speaks of
    others, or that others are held against, does not act.
    """
    speaks = pl.any_horizontal("reckons", "told_by", "says_other", "foil", "rival")
    firms = scene.entities.filter(pl.col("entity_type").is_in(["company", "fund", "product"]))
    standing = firms.select("at", "says_self", acts=~speaks).collect(engine="in-memory")
    at, saying = standing.filter("acts")["at"], standing.filter("says_self")["at"]
    told = candidates.filter(~pl.col("is_nominal") & pl.col("at").is_in(saying.implode()))
    says = told.lazy().select("n", speaker="entity_id", says_so=pl.lit(True)).unique()
    acts = (pl.col("subject_slot") == "agent") & pl.col("subject_at").is_in(at.implode())
    with_speaker = claims.with_columns(speaker=pl.col("subject_ids").list.first())
    return (
        with_speaker.join(says, on=["n", "speaker"], how="left", maintain_order="left")
        .with_columns(subject_acts=acts.fill_null(False), subject_says=pl.col("says_so").fill_null(False))
        .drop("subject_slot", "speaker", "says_so")
    )


def _backed(scene: Scene, claims: pl.DataFrame, givers: pl.Series) -> pl.DataFrame:
    """Rounds with the investors that their paragraph names: who leads, then those of the sentence, then the
    rest, those too who join in the next sentence, where it tells of no other amount, or who stand in a list
    of what each gave. `givers` are the places of the latter.
    """
    gives = pl.col("at").is_in(givers.implode())
    place = pl.col("sentence_no").cast(pl.Int64)
    backers = scene.entities.filter(
        (pl.col("leads") | pl.col("backs") | gives)
        & ~pl.col("is_owner")
        & ~pl.col("entity_type").is_in(["place", "media", "product"])
    ).select("article_id", "segment_no", "entity_id", "leads", gives=gives, place=place, name_at="at")
    rounds = claims.lazy().filter((pl.col("metric") == "funding") & (pl.col("sentence_no") > 0))
    faced = pl.col("counterparty_ids").list.len() > 0
    rounds = rounds.with_columns(is_faced=faced.fill_null(False))
    # by the sentence, not by the paragraph: all of a long one beside each other would be a square
    near = pl.concat_list(place + step for step in (-1, 0, 1))
    pairs = (
        rounds.select(
            "n",
            "article_id",
            "segment_no",
            "sentence_no",
            "subject_ids",
            "is_faced",
            "amount_max",
            place=near,
        )
        .explode("place")
        .join(backers, on=["article_id", "segment_no", "place"])
        .with_columns(after=pl.col("place") - place)
        .with_columns(away=pl.col("after").abs())
        .join(
            claims.lazy().select("article_id", place=place, is_told=pl.lit(True)).unique(),
            on=["article_id", "place"],
            how="left",
        )
        .join(
            rounds.group_by("article_id", place=place).agg(sums="amount_max"),
            on=["article_id", "place"],
            how="left",
        )
    )
    elsewhere = (pl.col("away") > 0) & ~pl.col("amount_max").is_in(pl.col("sums"))
    pairs = pairs.filter(~elsewhere.fill_null(False))  # whose that sentence tells of are of another round
    nearest = pl.col("away") == pl.col("away").min().over("n")
    # the next sentence's own round is another's
    own = pl.col("is_told").is_null() | ~pl.col("is_faced") | (pl.col("away") == 0)
    joins = (pl.col("after") == 1) & ~pl.col("leads") & pl.col("is_told").is_null()
    listed = pl.col("gives") & pl.col("after").is_between(0, 1)
    pairs = pairs.filter(((nearest | joins) & own) | listed)
    theirs = (
        pairs.filter(~pl.col("entity_id").is_in(pl.col("subject_ids")).fill_null(False))
        .sort("n", "leads", "name_at", descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(
            lead=pl.col("entity_id").filter("leads").unique(maintain_order=True),
            rest=pl.col("entity_id").filter(~pl.col("leads")).unique(maintain_order=True),
        )
    )
    none = pl.lit([], dtype=pl.List(pl.String))
    joined = claims.lazy().join(theirs, on="n", how="left", maintain_order="left")
    all_ = pl.concat_list(
        pl.col("lead").fill_null(none),
        pl.col("counterparty_ids").fill_null(none),
        pl.col("rest").fill_null(none),
    ).list.unique(maintain_order=True)
    return (
        joined.with_columns(
            counterparty_ids=pl.when(pl.col("metric") == "funding").then(all_).otherwise("counterparty_ids")
        )
        .drop("lead", "rest")
        .collect(engine="in-memory")
    )


def _choose(candidates: pl.DataFrame, role: str, enough: float) -> pl.DataFrame:
    """The best candidate of each claim for a role, with those it is coordinated with: `n`, `ids`, `score`."""
    scored = _scored(candidates, role)
    ranked = scored.lazy()
    best = (
        ranked.filter(pl.col("score") >= enough)
        .with_columns(pl.col("score").round(3))
        .sort(["n", "score", "at"], descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(
            pl.col(
                "group", "score", "slot", "entity_type", "is_owner", "at", "is_nominal", "is_described"
            ).first()
        )
    )
    members = (
        ranked.join(best.select("n", "group", kind="entity_type", owns="is_owner"), on=["n", "group"])
        .filter((pl.col("slot") != "possessor") | (pl.col("position").is_not_null()))
        .filter((pl.col("entity_type") == "person") == (pl.col("kind") == "person"))
        .filter(~pl.col("is_owner") | pl.col("owns"))  # `Ireland's Data Commission` is one party
        .sort("n", "at")
        .group_by("n", maintain_order=True)
        .agg(ids=pl.col("entity_id").unique(maintain_order=True))
    )
    return best.rename({"at": "chosen_at"}).join(members, on="n").collect(engine="in-memory")


def _is_nearest() -> pl.Expr:
    """Whether no name in the same slot stands in a nearer clause: `while Acme lost $5m, Bolt earned $6m`."""
    return pl.col("crossed") <= pl.col("crossed").min().over("n", "slot")


def _is_right_behind() -> pl.Expr:
    """Whether a name stands right behind the cue, or what a firm has: `beside a profit of $5m at Acme`."""
    behind = (pl.col("at") - pl.col("cue_to")).is_between(0, _RIGHT_BEHIND)
    has = pl.col("metric").is_in(_HAD) & (pl.col("slot") == "at")
    own = pl.col("gapped") & pl.col("hangs")  # `and $5m from Acme`
    return behind | own | (has & (pl.col("at") - pl.col("money_to")).is_between(0, _RIGHT_BEHIND))


def _is_next() -> pl.Expr:
    """Whether a name stands right behind the verb, whose object it is: `told Acme to pay Bolt $5m`."""
    return (pl.col("at") - pl.col("cue_to")) == 1


def _is_penalised() -> pl.Expr:
    """Whether a fine is laid on somebody by name: `a fine of $5m was imposed on Acme`."""
    on = pl.col("slot").is_in(["on", "against"]) & (pl.col("slot") == pl.col("preposition"))
    return on & ~pl.col("is_nominal") & pl.col("entity_type").is_in(["company", "fund", "product"])


def _scored(candidates: pl.DataFrame, role: str) -> pl.DataFrame:
    """The candidates with the `position` of their slot in the rule's list for the role, and their `score`."""
    lazy = candidates.lazy()
    index = (
        lazy.select("n", "at", "to", "slot", role)
        .with_row_index("row")
        .explode(role)
        .with_columns(position=pl.int_range(pl.len()).over("row"))
        .filter(pl.col(role) == pl.col("slot"))
        .group_by("row")
        .agg(pl.col("position").min())
    )
    return (
        lazy.with_row_index("row")
        .join(index, on="row", how="left", maintain_order="left")
        .with_columns(
            score=pl.when(pl.col("position").is_not_null())
            .then(FIRST - pl.col("position") * SLOT)
            .when((pl.col("slot") == "label") & (role == "subject"))
            .then(FIRST + pl.when("is_own").then(OWN).otherwise(6.0))
            .when((pl.col("slot") == "giver") & (role == "counterparty"))
            .then(FIRST + OWN)
            .when((pl.col("slot") == "giver") | (role == "counterparty"))
            .then(-50.0)
            .when(pl.col("slot").is_in(pl.col("counterparty")))
            .then(-50.0)
            .otherwise(OUTSIDE)
            - pl.col("gap")
            * pl.when((pl.col("slot") == pl.col("preposition")) | (pl.col("slot") == "object"))
            .then(0.3)
            .otherwise(0.15)
            + pl.when((pl.col("slot") == pl.col("preposition")) & _is_right_behind())
            .then(20.0)
            .otherwise(0.0)
            + pl.when((pl.col("metric") == "penalty") & (role == "subject") & _is_penalised())
            .then(40.0)
            .otherwise(0.0)
            + pl.when((pl.col("metric") == "penalty") & (pl.col("slot") == "object") & _is_next())
            .then(8.0)
            .otherwise(0.0)
            + pl.when(pl.col("heads_relative") & (pl.col("gap") <= 30) & (pl.col("slot") == "agent"))
            .then(10.0)
            .otherwise(0.0)
            - pl.when((pl.col("slot") == "label") & pl.col("listed")).then(0.0).otherwise(pl.col("crossed"))
            * CROSSED
            - unfitness(role)
            - pl.when(pl.col("entity_id").is_in(pl.col("cited")).fill_null(False) & ~pl.col("is_owner"))
            .then(60.0)
            .otherwise(0.0)
            + pl.when(pl.col("is_topic") & _is_nearest())
            .then(6.0 if role == "subject" else 0.0)
            .otherwise(0.0)
        )
    ).collect(engine="in-memory")
