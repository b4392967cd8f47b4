"""How real an amount is, and whether the text denies it: the strongest marker that reaches it."""

import polars as pl

from etl.interpret.claims.scene import Scene

RANK = {"actual": 0, "estimated": 1, "projected": 2, "targeted": 3, "hypothetical": 4}


CONDITIONAL = "hypothetical.if"
FORETOLD = "hypothetical.would"


def weigh_amounts(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with `modality` (null where no marker reaches them), `modality_rule` and `negated`."""
    marks = _marks(scene).lazy()
    told = claims.lazy()
    pairs = pl.concat([_reached(told, marks), _denied_story(told, marks)]).collect(engine="in-memory").lazy()
    real = (
        pairs.filter(pl.col("kind") == "modality")
        .sort(["n", "rank", "gap"], descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(modality=pl.col("value").first(), modality_rule=pl.col("mark_rule").first())
    )
    denied = pairs.filter(pl.col("kind") == "negation").select("n", negated=pl.lit(True)).unique("n")
    return (
        told.join(real, on="n", how="left", maintain_order="left")
        .join(_in_lead(scene, told, marks), on="n", how="left", maintain_order="left")
        .join(denied, on="n", how="left", maintain_order="left")
        .with_columns(
            modality=pl.coalesce("modality", "lead_modality"),
            modality_rule=pl.coalesce("modality_rule", "lead_rule"),
            negated=pl.col("negated").fill_null(False),
        )
        .drop("lead_modality", "lead_rule")
        .collect(engine="in-memory")
    )


def _marks(scene: Scene) -> pl.DataFrame:
    """The markers of reality and denial. What `would` be after a word of saying is foretold, not supposed;
    what is supposed is not denied.
    """
    said = scene.cues.filter((pl.col("kind") == "evidence") & (pl.col("value") == "attributed")).select(
        "at", said_at="at", said_window="window"
    )
    supposed = scene.cues.filter(pl.col("cue") == CONDITIONAL).select("window").unique()
    marks = (
        scene.cues.filter(pl.col("kind").is_in(["modality", "negation"]))
        .join_asof(said, on="at", allow_exact_matches=False)
        .join(supposed.with_columns(is_supposed=True), on="window", how="left", maintain_order="left")
        .with_columns(pl.col("is_supposed").fill_null(False))
    )
    foretold = (
        (pl.col("cue") == FORETOLD) & (pl.col("said_window") == pl.col("window")) & ~pl.col("is_supposed")
    )
    return (
        marks.filter((pl.col("kind") != "negation") | ~pl.col("is_supposed"))
        .select(
            "reach",
            "kind",
            pl.when(foretold.fill_null(False)).then(pl.lit("projected")).otherwise("value").alias("value"),
            "scope",
            mark_rule="cue",
            mark_at="at",
            mark_to="to",
            mark_depth="depth",
            mark_clause="clause",
            mark_n="n_before",
            mark_window="window",
            mark_article="article_id",
            mark_sentence="sentence_no",
        )
        .collect(engine="in-memory")
    )


def _reached(claims: pl.LazyFrame, marks: pl.LazyFrame) -> pl.LazyFrame:
    """Pairs of a claim and a marker of its sentence whose scope reaches the amount."""
    own = ("n", "reach", "at", "to", "depth", "clause", "cue_at", "cue_depth", "cue_clause")
    pairs = claims.select(*own, then=pl.col("after").str.contains("^ (?:that|which|it|they) ")).join(
        marks, on="reach"
    )
    ahead = pl.col("mark_to") <= pl.col("at")
    pairs = pairs.with_columns(
        ahead=ahead,
        leads=pl.col("mark_to") <= pl.max_horizontal("at", "cue_at"),
        gap=pl.when(ahead).then(pl.col("at") - pl.col("mark_to")).otherwise(pl.col("mark_at") - pl.col("to")),
        apart=pl.when(ahead)
        .then(pl.col("n") - pl.col("mark_n") - 1)
        .otherwise(pl.col("mark_n") - pl.col("n")),
        same=pl.col("mark_clause") == pl.col("clause"),
        one=(
            (pl.col("mark_clause") == pl.col("clause")) | (pl.col("mark_clause") == pl.col("cue_clause"))
        ).fill_null(False),
        crossed=pl.min_horizontal(
            (pl.col("mark_depth") - pl.col("depth")).abs(), (pl.col("mark_depth") - pl.col("cue_depth")).abs()
        ),
    )
    beside = (pl.col("value") == "estimated") & (pl.col("gap") <= 1)  # `an estimated $5m` is just that
    rank = pl.col("value").replace_strict(RANK, default=0, return_dtype=pl.Int64)
    reached = pairs.filter(_reaches())
    alone = (pl.col("apart") == 0) & (pl.col("kind") == "modality")
    shared = (pl.col("apart") > 0) & (pl.col("scope") == "clause") & (pl.col("kind") == "modality")
    return reached.filter(~(shared & alone.any().over("n"))).select(
        "n", "kind", "value", "mark_rule", "gap", rank=pl.when(beside).then(9).otherwise(rank)
    )  # an amount with a verb of its own leaves that of the amount before


def _reaches() -> pl.Expr:
    """Whether a marker's scope reaches the amount."""
    scope, near = pl.col("scope"), pl.col("apart") == 0
    most = pl.when(near).then(2.5).when(pl.col("apart") == 1).then(1.5).otherwise(0.5)
    before = pl.col("leads") & pl.col("one") & (pl.col("crossed") <= most) & (pl.col("gap") < 130)
    follows = ~pl.col("ahead") & near & (pl.col("gap") <= 2) & (pl.col("crossed") == 0)  # `$5m is expected`
    relative = ~pl.col("ahead") & near & (pl.col("gap") < 60) & pl.col("then") & (pl.col("crossed") <= 2.5)
    relative = relative & (pl.col("value") != "hypothetical")
    side = (
        pl.when(pl.col("ahead"))
        .then(pl.col("crossed") <= 0.5)
        .otherwise((pl.col("crossed") <= 2) & pl.col("same"))
    )
    away = pl.col("clause") - pl.col("mark_clause")
    return (
        pl.when(scope == "clause")
        .then(before | follows | relative)
        .when(scope == "near")
        .then(near & (pl.col("gap") < 50) & side)
        .when(scope == "beside")
        .then(near & (pl.col("gap") <= 16) & (pl.col("crossed") == 0))
        .when(scope == "around")
        .then((pl.col("gap") < 90) & (away.abs() <= 1) & near)
        .when(scope == "sentence")
        .then(pl.col("leads") & (away <= 2))
        .when(scope == "story")
        .then(pl.lit(True))
        .otherwise(False)
    )


def _denied_story(claims: pl.LazyFrame, marks: pl.LazyFrame) -> pl.LazyFrame:
    """Claims of the sentence before one that denies the story."""
    stories = marks.filter(pl.col("scope") == "story").select(
        "kind",
        "value",
        "mark_rule",
        article_id="mark_article",
        sentence=pl.col("mark_sentence").cast(pl.Int64) - 1,
    )
    told = claims.select("n", "article_id", sentence=pl.col("sentence_no").cast(pl.Int64))
    return told.join(stories, on=["article_id", "sentence"]).select(
        "n", "kind", "value", "mark_rule", gap=pl.lit(0, dtype=pl.Int64), rank=pl.lit(0, dtype=pl.Int64)
    )


def _in_lead(scene: Scene, claims: pl.LazyFrame, marks: pl.LazyFrame) -> pl.LazyFrame:
    """For amounts of a list, the strongest marker of the line that leads it in: `n`, `lead_modality`,
    `lead_rule`.
    """
    real = marks.filter((pl.col("kind") == "modality") & (pl.col("value") != "actual"))
    return (
        claims.select("n", "window")
        .join(scene.leads, on="window")
        .join(real, left_on="lead_window", right_on="mark_window")
        .with_columns(rank=pl.col("value").replace_strict(RANK, default=0, return_dtype=pl.Int64))
        .sort(["n", "rank", "mark_at"], descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(lead_modality=pl.col("value").first(), lead_rule=pl.col("mark_rule").first())
    )
