"""Which metric an amount is: the best cue word for it, and what it leans on where it has none of its own."""

import polars as pl

from etl.interpret.claims.scene import Scene

POINTS = 10.0
"""Points of score for one point of a cue's strength."""
PER_CHARACTER = 0.14
PER_BREAK = 5.0
PER_AMOUNT = 14.0
"""What distance, clause boundaries and other amounts in between take off."""
ENOUGH = 6.0
"""Score from which a cue decides."""
SENTENCE_BEFORE = 24.0
LEAD_IN = 8.0
"""What a cue in the sentence before, or in the line that leads a list in, has against one in the sentence."""

_FUNCTION_WORD = r"[,.;:()]|(?:^|[ ])(?:in|of|for|to|from|with|at|on|by|and|or|that|which|who|when|while|after|before|into|than|as|was|is|are|were|has|have|had|will|would|could|it|its|their|but|over|under|through|per|if|went|came)(?:[ ]|$)"
_LINK = r"^(?: ?\(|, or | or |/|\)? ?(?:up |down )?from |\)? against |,? compared (?:with|to) |,? versus | vs\.? |,? and | to |, |; | of the | - |, (?:up|down) (?:[0-9.]+(?:%| per ?cent) )?from |,? (?:and )?then )"
_CONVERSION = r"^ ?\(|^, or |^/|^ or about |^; ?$"
_CONVERSION_GAP = r"^(?: ?\((?:about |around |roughly |nearly |some |approximately |over |more than |or |equivalent to )*|, or (?:about |around |roughly |nearly |some |approximately |over )*| ?/ ?|; ?)$"
_PER_SHARE = r"^ ?(?:a|per|each|every) ?(?:share|adr|ads|unit)?(?:[^a-z]|$)"


def measure_amounts(scene: Scene) -> pl.DataFrame:
    """The amounts with `metric`, `basis`, `rule_id`, `cue_at`, `cue_to`, `cue_depth`, roles, `score`, `margin`.

    One row an amount. `metric` is null where no cue decides (`repeats` may still find one).
    """
    candidates = _candidates(scene)
    ranked = candidates.sort(
        ["n", "score", "strength", "cue_at", "cue"], descending=[False, True, True, False, False]
    )
    best = ranked.group_by("n", maintain_order=True).agg(
        pl.col("value").first().alias("metric"),
        pl.col("basis").first(),
        pl.col("cue").first().alias("rule_id"),
        pl.col(
            "cue_at", "cue_to", "cue_depth", "cue_window", "score", "negative", "subject", "counterparty"
        ).first(),
        margin=pl.col("score").first()
        - pl.col("score").filter(pl.col("value") != pl.col("value").first()).max().fill_null(0),
    )
    claims = _linked(scene.money).join(best, on="n", how="left", maintain_order="left")
    return _basis(claims, candidates)


def _candidates(scene: Scene) -> pl.DataFrame:
    """Pairs of an amount and a metric cue that may speak of it, with their score."""
    money = scene.money.select(
        "n",
        "reach",
        "window",
        "at",
        "to",
        "depth",
        "before",
        "after",
        "amount_max",
        "per",
        "surface",
        "sentence_no",
        "article_id",
    )
    marks = scene.cues.filter(pl.col("kind") == "metric").select(
        "reach",
        "cue",
        "value",
        "basis",
        "strength",
        "side",
        "adjacent",
        "small",
        "negative",
        "needs",
        "least",
        "subject",
        "counterparty",
        "n_before",
        cue_at="at",
        cue_to="to",
        cue_depth="depth",
        cue_window="window",
    )
    own = money.join(marks, on="reach").with_columns(away=pl.lit(0.0))
    return pl.concat([_score(own, scene), _score_context(scene, money, marks)])


def _score(pairs: pl.DataFrame, scene: Scene) -> pl.DataFrame:
    """Pairs of one sentence scored by where the cue stands."""
    leads = pl.col("cue_to") <= pl.col("at")
    gap = pl.when(leads).then(pl.col("at") - pl.col("cue_to")).otherwise(pl.col("cue_at") - pl.col("to"))
    amounts = (
        pl.when(leads).then(pl.col("n") - pl.col("n_before") - 1).otherwise(pl.col("n_before") - pl.col("n"))
    )
    between = (
        pl.when(leads)
        .then(pl.col("before").str.tail(gap.clip(0, 60)))
        .otherwise(pl.col("after").str.slice(0, gap.clip(0, 60)))
    )
    compound = ~leads & (gap <= 32) & ~between.str.contains(_FUNCTION_WORD) & (amounts == 0)
    straight = (
        leads & (gap <= 30) & (amounts == 0) & ~between.str.contains(r"[;()]|, | (?:and|but|while|which) ")
    )
    wrong_side = ((pl.col("side") == "before") & ~leads) | ((pl.col("side") == "after") & leads)
    per_share = pl.col("after").str.contains(_PER_SHARE) | (pl.col("per") == "share")
    names = scene.entities.select(name_at="at").sort("name_at")
    pairs = pairs.sort("cue_to").join_asof(names, left_on="cue_to", right_on="name_at", strategy="forward")
    needs = (
        pl.when(pl.col("needs") == "name")
        .then((pl.col("name_at") - pl.col("cue_to")).is_between(0, 6))
        .when(pl.col("needs") == "share")
        .then(per_share)
        .when(pl.col("needs") == "adjective")
        .then(pl.col("surface").str.contains("(?i)-(?:dollar|euro|pound|yen|rupee)$"))
        .otherwise(True)
    )
    tight = pl.when(leads).then(straight).otherwise((gap <= 14) & ~between.str.contains(r"[,;()]"))
    scored = pairs.filter((gap >= 0) & needs.fill_null(False) & (~pl.col("adjacent") | tight)).with_columns(
        score=pl.col("strength") * POINTS
        - gap * PER_CHARACTER
        - (pl.col("cue_depth") - pl.col("depth")).abs() * PER_BREAK
        - amounts * PER_AMOUNT
        - pl.when(wrong_side).then(18.0).otherwise(0.0)
        + pl.when(compound).then(22.0).when(straight).then(10.0).otherwise(0.0)
        + pl.when(pl.col("needs").is_not_null() | pl.col("adjacent")).then(20.0).otherwise(0.0)
        - _misfit()
    )
    return scored.filter(pl.col("score") >= ENOUGH).drop(
        "name_at", "away", "needs", "adjacent", "side", "before", "after"
    )


def _misfit() -> pl.Expr:
    """Points off where the amount is of another order than the metric's amounts are."""
    amount = pl.col("amount_max").cast(pl.Float64)
    return (
        pl.when(pl.col("small") & (amount >= 1e6))
        .then(30.0)
        .when(pl.col("small") & (amount >= 1e5))
        .then(10.0)
        .when(amount < pl.col("least"))
        .then(22.0)
        .otherwise(0.0)
    )


def _score_context(scene: Scene, money: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Cues of the line that leads a list in, for amounts of the list."""
    lead = (
        scene.windows.select("window", "article_id", "lead_no")
        .drop_nulls()
        .join(
            scene.windows.select("article_id", lead_no="sentence_no", lead_window="window"),
            on=["article_id", "lead_no"],
        )
    )
    pairs = money.join(lead.select("window", "lead_window"), on="window").join(
        marks.filter(~pl.col("adjacent") & pl.col("needs").is_null()),
        left_on="lead_window",
        right_on="cue_window",
        coalesce=False,
    )
    return (
        pairs.with_columns(
            score=pl.col("strength") * POINTS - LEAD_IN - 20.0 - _misfit(),
            away=pl.lit(0.0),
            reach=pl.col("reach"),
        )
        .filter(pl.col("score") >= ENOUGH)
        .select(
            "n",
            "reach",
            "window",
            "at",
            "to",
            "depth",
            "amount_max",
            "per",
            "surface",
            "sentence_no",
            "article_id",
            "cue",
            "value",
            "basis",
            "strength",
            "small",
            "negative",
            "least",
            "subject",
            "counterparty",
            "n_before",
            "cue_at",
            "cue_to",
            "cue_depth",
            "cue_window",
            "score",
        )
    )


def _linked(money: pl.DataFrame) -> pl.DataFrame:
    """Amounts with the one before in their window: `link` is how they hang together, or null.

    `conversion`: the same sum in another currency; `series`: the same thing at another time or part.
    """
    gap = pl.col("at") - pl.col("to").shift(1)
    text = pl.col("before").str.tail(gap.clip(0, 60))
    same = pl.col("window") == pl.col("window").shift(1)
    other_currency = pl.col("currency") != pl.col("currency").shift(1)
    return money.with_columns(
        link=pl.when(~same)
        .then(None)
        .when(other_currency & text.str.contains(_CONVERSION_GAP))
        .then(pl.lit("conversion"))
        .when((gap <= 60) & text.str.contains(_LINK))
        .then(pl.lit("series"))
    )


def _basis(claims: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """A basis that another cue of the same metric gives, and the one that `per` gives."""
    other = (
        candidates.filter(
            pl.col("basis").is_not_null() & (pl.col("basis") != "period") & (pl.col("score") > 20)
        )
        .sort("n", "score", "cue_at", descending=[False, True, False])
        .group_by("n", "value", maintain_order=True)
        .agg(other=pl.col("basis").first())
    )
    joined = claims.join(
        other, left_on=["n", "metric"], right_on=["n", "value"], how="left", maintain_order="left"
    )
    replaceable = pl.col("basis").is_null() | (pl.col("basis") == "period")
    share = (pl.col("per") == "share") & pl.col("metric").is_in(["profit", "price", "acquisition"])
    return joined.with_columns(
        basis=pl.when(share)
        .then(pl.lit("per_share"))
        .when(replaceable & pl.col("other").is_not_null())
        .then("other")
        .otherwise("basis")
    ).drop("other")
