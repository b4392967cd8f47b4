"""How real an amount is, and whether the text denies it: the strongest marker that reaches it."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.scene import Scene, surround
from etl.interpret.claims.speakers import GOES_ON, INSERTED, PER

RANK = {"actual": 0, "estimated": 1, "projected": 2, "targeted": 3, "hypothetical": 4}


LONG = 100
"""How much of the text around a marker is looked at."""
AGREED = 2.5
"""Rank of words by which what will be is agreed: above what is foretold."""
CONDITIONAL = "hypothetical.if"
FORETOLD = "hypothetical.would"
FIGURE = "figure"
"""The role of words that name the figure itself (`its forecast`): what that was before is one as well."""
_ENDS = '^["]?(?:[.,;!]|$| (?:on|in|and|but|when|at|through|yesterday|today|as) )'
_AUXILIARY = r"^ (?:be|been|being|get|have|go on to) "
_RELATIVE = r"(?:^|[^a-z])(?:that|which|who|whose [a-z]+) $"
_THEN = r"^ (?:(?:in|of) [a-z-]+ )?(?:[a-z-]{4,} ){0,2}(?:that|which|it|they) "
_ELSE = r"^ (?:[a-z-]+ )?(?:from|with|into|onto|over|after|before|since|than|when|while|because) "
_QUOTED = (
    r"(?:premium|discount)(?: of [^,;]{1,25})? (?:to|over|on|from) [^.;,]{0,60}$|"
    r"(?:closing|last|previous|prior|current|undisturbed|market|trading|opening) "
    r"(?:price|close|level|share price) of "
)
"""What a share cost, beside which an offer is set."""
_AGREED_ON = ["acquisition", "contract", "penalty"]
"""What a headline says is to be is agreed."""
_LESS = " (?:to|of|at|for|by) (?:no )?(?:less|more|fewer|lower|higher) than $"
_BASE = r"(?:^|[^a-z])from (?:[a-z]+ ){0,2}$"


def weigh_amounts(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with `modality` (null where no marker reaches them), `modality_rule` and `negated`."""
    marks = _marks(scene).lazy()
    told = claims.lazy()
    pairs = pl.concat([_reached(_with_verbs(told, marks, scene.words), marks), _denied_story(told, marks)])
    pairs = pairs.collect(engine="in-memory").lazy()
    real = (
        pairs.filter(pl.col("kind") == "modality")
        .sort(["n", "rank", "gap"], descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(modality=pl.col("value").first(), modality_rule=pl.col("mark_rule").first())
    )
    denied = pairs.filter(pl.col("kind") == "negation").select("n", negated=pl.lit(True)).unique("n")
    weighed = (
        told.join(real, on="n", how="left", maintain_order="left")
        .join(_in_lead(scene, told, marks), on="n", how="left", maintain_order="left")
        .join(denied, on="n", how="left", maintain_order="left")
        .with_columns(
            modality=pl.coalesce("modality", "lead_modality"),
            modality_rule=pl.coalesce("modality_rule", "lead_rule"),
            negated=pl.col("negated").fill_null(False),
        )
        .drop("lead_modality", "lead_rule")
    )
    return _head_lines(scene, _shared(weighed)).collect(engine="in-memory")


def _shared(claims: pl.LazyFrame) -> pl.LazyFrame:
    """Amounts that no marker reaches, those that share the verb of the amount before as real as it; what an
    estimate is set against an estimate.
    """
    told = claims.sort("n")
    same = pl.col("window") == pl.col("window").shift(1)
    bare = pl.col("modality").is_null() & same
    last, rule = pl.col("modality").shift(1), pl.col("modality_rule").shift(1)
    contrast = (pl.col("link") == "contrast").fill_null(False)
    base = pl.col("before").str.contains("(?:^|[^a-z])(?:from|against|than|with|versus|to) (?:[a-z]+ )?$")
    sharing = (
        bare
        & pl.col("gapped")
        & ~contrast
        & ~base
        & last.is_in(["projected", "targeted", "hypothetical", "estimated"])
    )
    against = (
        bare & contrast & (last == "estimated") & ~pl.col("after").str.contains("^ (?:when|that|it|at) ")
    )
    for _ in range(2):
        told = told.with_columns(
            modality=pl.when((sharing | against).fill_null(False)).then(last).otherwise("modality"),
            modality_rule=pl.when((sharing | against).fill_null(False)).then(rule).otherwise("modality_rule"),
        )
    return told


def _head_lines(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, those of headlines that say what somebody is to do (`Acme to invest $5m`) projected."""
    words = scene.words
    foretold = rf"^(?:[^ ,;:]+ ){{1,7}}to (?:{words['headline_does']}) "
    other = rf"(?:^| )(?:{words['headline_other']}) to "
    line = pl.col("text").str.slice(0, pl.col("at") - pl.col("base")).str.to_lowercase()
    heads = scene.windows.filter(
        pl.col("kind").is_in(["headline", "heading"]) | (pl.col("sentence_no") == 0)
    ).select("window", "text", "base")
    to_do = (
        claims.filter(~pl.col("metric").is_in(_AGREED_ON).fill_null(False))
        .select("n", "window", "at")
        .join(heads, on="window")
        .filter(line.str.contains(foretold) & ~line.str.contains(other))
        .select("n", to_do=pl.lit(True))
    )
    return (
        claims.join(to_do, on="n", how="left", maintain_order="left")
        .with_columns(
            modality=pl.when("to_do").then(pl.coalesce("modality", pl.lit("projected"))).otherwise("modality")
        )
        .drop("to_do")
    )


def _marks(scene: Scene) -> pl.DataFrame:
    """The markers of reality and denial. What `would` be after a word of saying is foretold, not supposed;
    what is supposed is not denied.
    """
    told = (pl.col("kind") == "evidence") & (pl.col("value") == "attributed") & (pl.col("cue") != PER)
    said = scene.cues.filter(told).select("at", said_at="at", said_window="window")
    supposed = scene.cues.filter(pl.col("cue") == CONDITIONAL).select("window").unique()
    real = scene.cues.filter(pl.col("kind").is_in(["modality", "negation"]))
    marks = (
        surround(real, scene.windows, LONG)
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
            supposed="is_supposed",
            ends=pl.col("after").str.contains(_ENDS),
            opening=pl.col("at") - pl.col("base") <= 3,
            role="side",
            drags=pl.col("after").str.contains(_AUXILIARY),
            joined=pl.col("before").str.ends_with(" and "),
            until=pl.when(pl.col("before").str.contains(INSERTED)).then(
                pl.col("to") + pl.col("after").str.extract(GOES_ON, 1).str.len_chars().cast(pl.Int64)
            ),
            relative=pl.col("before").str.contains(_RELATIVE),
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


def _with_verbs(claims: pl.LazyFrame, marks: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The claims with the last verb of fact before each amount: `verb_at`, `verb_depth`, `verb_joined` (an
    `and` without a subject of its own before it), `verb_relative`; `is_base`: what a change sets out
    from; and `put_at`: what something is put at.
    """
    verbs = marks.filter((pl.col("value") == "actual") & (pl.col("scope") == "clause")).select(
        "mark_to",
        window="mark_window",
        verb_at="mark_at",
        verb_depth="mark_depth",
        verb_joined="joined",
        verb_relative="relative",
    )
    base = (
        pl.col("before").str.contains(_BASE)
        & (pl.col("window") == pl.col("window").shift(-1))
        & (pl.col("link").shift(-1) == "series")
    )
    hedged = pl.col("before").str.contains(
        " (?:to|of|at|for|by) (?:no )?(?:less|more|fewer|lower|higher) than $"
    )
    compared = ((pl.col("link") == "contrast") & ~hedged) | base
    return (
        claims.sort("n")
        .with_columns(
            is_base=compared.fill_null(False),
            put_at=pl.col("before").str.contains(rf" at (?:(?:{words['before_amount']}) )*$"),
        )
        .with_columns(
            **_placed(words),
        )
        .sort("at")
        .join_asof(
            verbs.sort("mark_to"),
            left_on="at",
            right_on="mark_to",
            by="window",
            check_sortedness=False,
        )
        .drop("mark_to")
    )


def _placed(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """What an amount's place says of it: `opens`, it is its clause's subject (`Another $5m will come`);
    `at_price`, what is supposed (`At $5 a share, the deal would …`); `is_done`, a relative clause or a
    market says what was so (`more than the $5m that it paid`); `differs`, by how much something differs from
    a forecast; `does`, a verb goes on with what is foretold (`will close the mill and pay workers $5m`).
    """
    before, after = pl.col("before"), pl.col("after")
    hedges = rf"(?:(?:{words['before_subject']}) )*$"
    did = rf"(?:had |has |have )?(?:{words['did']})(?:[^a-z]|$)"
    whose = r"(?:that|which) (?:[a-z0-9.&'-]+ ){0,4}|(?:it|they|he|she|we) "
    quoted = before.str.contains(f"{_QUOTED}{hedges}")
    return {
        "opens": before.str.contains(
            rf'(?:^|[.;:!?] |, (?:and|but|while|with|of which) |^and )["(]?{hedges}'
        ),
        "at_price": before.str.contains(
            rf'(?:^|[.;:!?] )["(]?at (?:less than |anything |any price |below |above )*{hedges}'
        ),
        "is_done": after.str.contains(rf"^ (?:a share |a year )?(?:{whose}){did}") | quoted,
        "differs": before.str.contains(rf"(?:^|[^a-z])(?:{words['differs']})[^.;]* by {hedges}"),
        "does": before.str.contains(
            rf" and (?:then |also |eventually |[a-z]+ly )?(?:{words['does']}) [^.;]*$"
        ),
    }


def _reached(claims: pl.LazyFrame, marks: pl.LazyFrame) -> pl.LazyFrame:
    """Pairs of a claim and a marker of its sentence whose scope reaches the amount."""
    own = ("n", "reach", "at", "to", "depth", "clause", "cue_at", "cue_depth", "cue_clause", "is_base")
    verb = ("verb_at", "verb_depth", "verb_joined", "verb_relative")
    pairs = claims.select(
        *own,
        *verb,
        *("put_at", "opens", "at_price", "is_done", "differs", "does"),
        then=pl.col("after").str.contains(_THEN) & ~pl.col("after").str.contains(_ELSE),
    ).join(marks, on="reach")
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
        away=(pl.col("mark_depth") - pl.col("depth")).abs(),
        crossed=pl.min_horizontal(
            (pl.col("mark_depth") - pl.col("depth")).abs(), (pl.col("mark_depth") - pl.col("cue_depth")).abs()
        ),
    )
    pairs = pairs.filter(~_is_cut())
    beside = (pl.col("value") == "estimated") & (pl.col("gap") <= 1)  # `an estimated $5m` is just that
    rank = pl.col("value").replace_strict(RANK, default=0, return_dtype=pl.Float64)
    reached = pairs.filter(_reaches())
    alone = (pl.col("apart") == 0) & (pl.col("kind") == "modality")
    shared = (pl.col("apart") > 0) & (pl.col("scope") == "clause") & (pl.col("kind") == "modality")
    return reached.filter(~(shared & alone.any().over("n"))).select(
        "n",
        "kind",
        "value",
        "mark_rule",
        "gap",
        rank=pl.when(beside).then(9.0).when(pl.col("scope") == "over").then(AGREED).otherwise(rank),
    )  # an amount with a verb of its own leaves that of the amount before


def _is_cut() -> pl.Expr:
    """Whether another verb than the marker's governs the amount: one of fact stands between them with a
    subject or object of its own (`hopes to list, and raised $5m`), or the amount is what a change sets out
    from (`will rise to $5m from $4m`).
    """
    clause = (pl.col("scope") == "clause") & (pl.col("value") != "actual") & ~pl.col("supposed")
    behind = (pl.col("mark_to") <= pl.col("verb_at")) & pl.col("ahead")
    parted = (pl.col("mark_depth") != pl.col("verb_depth")) | pl.col("verb_relative")
    own = pl.when(pl.col("verb_joined")).then(0.5).otherwise(1.0)
    governs = (pl.col("verb_depth") - pl.col("depth")).abs() <= own
    shared = pl.col("verb_joined") & pl.col("drags")  # `will be bought and rented for $5m`
    other = (behind & parted & governs & ~shared).fill_null(False)
    verbal = (pl.col("kind") == "modality") & (pl.col("role").fill_null("") != FIGURE)
    held = (pl.col("kind") == "negation") & pl.col("ahead") & (pl.col("relative") | (pl.col("away") > 1.5))
    done = pl.col("ahead") & pl.col("is_done")
    passed = (pl.col("at") > pl.col("until")).fill_null(False) & pl.col("ahead")
    base = pl.col("is_base") & pl.col("ahead") & verbal
    differs = pl.col("scope").is_in(["near", "before"]) & pl.col("differs")
    return (clause & (other | held | base | done)) | passed | differs


def _reaches() -> pl.Expr:
    """Whether a marker's scope reaches the amount."""
    scope, near = pl.col("scope"), pl.col("apart") == 0
    most = pl.when(near).then(2.5).when(pl.col("apart") == 1).then(1.5).otherwise(0.5)
    before = pl.col("ahead") & pl.col("one") & (pl.col("crossed") <= most) & (pl.col("gap") < 130)
    joins = (
        pl.col("ahead") & pl.col("one") & pl.col("does") & (pl.col("gap") < 200) & (pl.col("crossed") <= 5)
    )
    before = before | (joins & (pl.col("value") != "actual"))
    alike = ~pl.col("ahead") & near & (pl.col("away") == 0)
    follows = alike & ((pl.col("gap") <= 2) | (pl.col("opens") & (pl.col("gap") <= 60)))  # `$5m is expected`
    priced = ~pl.col("ahead") & near & pl.col("at_price") & (pl.col("gap") <= 70)
    follows = follows | (priced & (pl.col("value") == "hypothetical"))
    relative = ~pl.col("ahead") & near & (pl.col("gap") < 60) & pl.col("then") & (pl.col("crossed") <= 2.5)
    told = (pl.col("verb_depth") - pl.col("depth")).abs() <= 0.5  # `borrowed $5m that it must repay`
    relative = relative & (pl.col("value") != "hypothetical") & ~told.fill_null(False)
    side = (
        pl.when(pl.col("ahead"))
        .then(pl.col("crossed") <= 0.5)
        .otherwise(((pl.col("away") <= 0.5) & pl.col("same")) | (pl.col("gap") <= 2))
    )
    trails = (
        ~pl.col("ahead") & near & pl.col("ends") & (pl.col("value") == "estimated") & (pl.col("gap") < 120)
    )
    side = side | trails  # `costs $5m a year, the ministry estimates`
    clauses = pl.col("clause") - pl.col("mark_clause")
    once = near | ((pl.col("apart") == 1) & (pl.col("away") <= 1))
    return (
        pl.when(scope == "clause")
        .then(before | follows | relative)
        .when(scope == "near")
        .then(near & ((pl.col("gap") < 50) | trails) & side)
        .when(scope == "before")
        .then(pl.col("ahead") & near & (pl.col("gap") <= 24) & (pl.col("crossed") == 0))
        .when(scope == "over")
        .then(~pl.col("ahead") & near & (pl.col("gap") <= 40) & (pl.col("crossed") <= 1))
        .when(scope == "at")
        .then(before & near & pl.col("put_at"))
        .when(scope == "beside")
        .then(near & (pl.col("gap") <= 16) & (pl.col("crossed") == 0))
        .when(scope == "onward")
        .then(pl.col("ahead") & (pl.col("gap") < 110) & (clauses.abs() <= 1) & once)
        .when(scope == "around")
        .then((pl.col("gap") < 90) & (clauses.abs() <= 1) & near)
        .when(scope == "sentence")
        .then((pl.col("leads") & (clauses <= 2)) | (near & ~pl.col("ahead") & (pl.col("gap") <= 3)))
        .when(scope == "story")
        .then(pl.lit(True))
        .otherwise(False)
    )


def _denied_story(claims: pl.LazyFrame, marks: pl.LazyFrame) -> pl.LazyFrame:
    """Claims of the sentence before one that denies the story."""
    ends = (pl.col("scope") == "story_end") & pl.col("ends")
    opens = (pl.col("scope") == "story_opening") & pl.col("opening")
    stories = marks.filter((pl.col("scope") == "story") | ends | opens).select(
        "kind",
        "value",
        "mark_rule",
        article_id="mark_article",
        sentence=pl.col("mark_sentence").cast(pl.Int64) - 1,
    )
    told = claims.select("n", "article_id", sentence=pl.col("sentence_no").cast(pl.Int64))
    return told.join(stories, on=["article_id", "sentence"]).select(
        "n", "kind", "value", "mark_rule", gap=pl.lit(0, dtype=pl.Int64), rank=pl.lit(0.0)
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
