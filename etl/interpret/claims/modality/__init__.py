"""How real an amount is, and whether the text denies it: the strongest marker that reaches it."""

import polars as pl

from etl.interpret.claims.evidence.sayings import GOES_ON, INSERTED, PER
from etl.interpret.claims.modality.reach import LAST_YEARS, RANK, TO_ANOTHER, reached
from etl.interpret.claims.scene import Scene, surround

LONG = 100
"""How much of the text around a marker is looked at."""
CONDITIONAL = "hypothetical.if"
FORETOLD = "hypothetical.would"
_INVERTED = "hypothetical.inverted"
"""`Should it agree, the price will be $5m`: where the sentence begins."""
_ANY_SUCH = (
    r"(?:^|[,;:] |(?:^|[^a-z])(?:that|said|says|wrote|and|but|because) )[\"“]?"
    r"(?:an?|any|such an?|anything|nothing|every|each|[a-z]{3,}ing) [^.;,]{2,80} $|, which $"
)
"""Whoever says that a thing of some kind would cost $5m supposes it."""
_HAS = (
    "^ (?:to|an?|its|their|some|about|around|over|only|more than|at least|up to|no|sales|revenue) |"
    "^ [$€£¥₹0-9]"
)
"""What would have $5m of sales has them, unlike what `would have cost $5m`."""
_AS_SECURITY = r"^(?: [^.;,]{2,40})? as (?:security|collateral)(?:[^a-z]|$)"
"""`Pledged its ships as security for a loan of $5m`: what it was lent on is given."""
PUT_AT = "estimated.at"
_ROUND_PUTS = (
    r"(?:^|[^a-z])(?:rounds?|sale|deal|raise|financing|fundraising|listing|float|offering|tender|investment|"
    r"funding|transaction|injection|series [a-k])(?: [^.;,]{0,60})?(?:,? (?:which|that))?(?: (?:has|had))? $"
)
"""A round puts a firm at what is paid: nobody guesses."""
_OWN_FIGURE = (
    r"^ (?:its|their|our) (?:[a-z-]+ ){0,3}(?:revenues?|sales|run rate|run-rate|backlog|profits?|earnings|"
    r"turnover|orders|income|ebitda|cash|capex) at "
)
"""What a firm puts its own figures at, it reports."""
_ENDS = '^["]?(?:[.,;!]|$| (?:on|in|and|but|when|at|through|yesterday|today|as) )'
_AUXILIARY = r"^ (?:be|been|being|get|have|go on to) "
_RELATIVE = r"(?:^|[^a-z])(?:that|which|who|whose [a-z]+) $"
_NOT_OWNED = r"(?:^|[^a-z])(?:that|which|whom) (?:it|he|she|they|we|you|i|the [a-z]+) $"
"""What is denied of a thing in a clause on it: `the part that it did not own, for $5m`."""
_PASSING = "(?:^|, )(?:which|who|whose|once|long|itself) [^,;]*$"
"""Told of a name in passing: whoever denies the story denies not that."""
_COMPARES = r"(?:^|[^a-z])(?:against|compared (?:with|to)|versus|vs|relative to|measured by)(?:[^a-z]|$)"
"""A list of what came and of what had been expected is led in by such words."""
_RANGE_OF = r"(?:^|[^a-z])range(?: of|:| from| was| is| at|,)?(?: between)? $"
_RANGE = "^ (?:a |per )?(?:share |apiece )?(?:[a-z]+ )?range(?:[^a-z]|$)"
"""A listing's price before it is set: `a range of $15 to $17`."""
_AGREED_ON = ["acquisition", "contract", "penalty"]
"""What a headline says is to be is agreed."""


def weigh_amounts(scene: Scene, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims with `modality` (null where no marker reaches them), `modality_rule` and `negated`."""
    marks = _marks(scene).lazy()
    told = claims.lazy()
    pairs = pl.concat([reached(told, marks, scene.words), _denied_story(told, marks)])
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
            modality=_sought(_foreseen(pl.coalesce("modality", "lead_modality"))),
            modality_rule=pl.coalesce("modality_rule", "lead_rule"),
            negated=pl.col("negated").fill_null(False),
        )
        .drop("lead_modality", "lead_rule")
    )
    return _head_lines(scene, _shared(weighed)).collect(engine="in-memory")


def _foreseen(modality: pl.Expr) -> pl.Expr:
    """`Acme cut its target for Bolt to $5`: where analysts see a share's price, nobody aims at it."""
    target = (pl.col("rule_id") == "price.target") & (modality == "targeted")
    return pl.when(target.fill_null(False)).then(pl.lit("projected")).otherwise(modality)


def _sought(modality: pl.Expr) -> pl.Expr:
    """How real a bid is that somebody makes or gives up, or the range at which shares are offered: it is only
    sought, unless a marker says more.
    """
    is_bid = pl.col("rule_id") == "acquisition.bids_or_drops"
    ranged = pl.col("before").str.contains(_RANGE_OF) | pl.col("after").str.contains(_RANGE)
    is_range = (pl.col("basis") == "per_share") & (pl.col("metric") == "price") & ranged
    is_range = is_range & ~pl.col("before").str.contains("trad|52-week|day's")
    open_still = modality.fill_null("actual") == "actual"
    return (
        pl.when(((is_bid | is_range) & open_still).fill_null(False))
        .then(pl.lit("targeted"))
        .otherwise(modality)
    )


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
    base |= pl.col("before").str.contains(LAST_YEARS)
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
    """The markers of reality and denial. What `would` be after a word of saying is foretold, not supposed,
    unless of any such thing; what is supposed is not denied.
    """
    told = (pl.col("kind") == "evidence") & (pl.col("value") == "attributed") & (pl.col("cue") != PER)
    said = scene.cues.filter(told).select("at", said_at="at", said_window="window")
    supposed = scene.cues.filter(pl.col("cue") == CONDITIONAL).select("window").unique()
    real = scene.cues.filter(pl.col("kind").is_in(["modality", "negation"]))
    marks = (
        surround(real, scene.windows, LONG)
        .join_asof(said, on="at", allow_exact_matches=False)
        .join_asof(scene.money.select("at", money_to="to").sort("at"), on="at")
        .join(supposed.with_columns(is_supposed=True), on="window", how="left", maintain_order="left")
        .with_columns(pl.col("is_supposed").fill_null(False))
    )
    foretold = (
        (pl.col("cue") == FORETOLD) & (pl.col("said_window") == pl.col("window")) & ~pl.col("is_supposed")
    )
    missed = (pl.col("to") - pl.col("at") == len("would have")) & ~pl.col("after").str.contains(_HAS)
    since_said = pl.col("before").str.tail((pl.col("at") - pl.col("said_at")).clip(0, LONG))
    foretold &= ~(since_said.str.contains(_ANY_SUCH) | missed)
    own = pl.col("after").str.contains(_OWN_FIGURE)
    own = own & ~pl.col("before").str.contains("analyst|economist|broker|expert|observer|rival")
    currency = (pl.col("value") == "actual") & (pl.col("at") < pl.col("money_to")).fill_null(False)
    paid_so = (pl.col("cue") == PUT_AT) & (pl.col("before").str.contains(_ROUND_PUTS) | own)
    return (
        marks.filter((pl.col("kind") != "negation") | ~pl.col("is_supposed"))
        .filter(~paid_so & ~currency)  # Korea's won wins nothing
        .filter((pl.col("value") != "projected") | ~pl.col("after").str.contains("^ blame"))
        .filter((pl.col("value") != "targeted") | ~pl.col("after").str.contains(_AS_SECURITY))
        .filter((pl.col("cue") != _INVERTED) | (pl.col("at") == pl.col("base")))
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
            stays=~pl.col("after").str.contains(TO_ANOTHER),
            joined=pl.col("before").str.ends_with(" and "),
            of_reader=pl.col("after").str.contains("^ you "),
            until=pl.when(pl.col("before").str.contains(INSERTED)).then(
                pl.col("to") + pl.col("after").str.extract(GOES_ON, 1).str.len_chars().cast(pl.Int64)
            ),
            relative=pl.col("before").str.contains(_RELATIVE)
            | ((pl.col("kind") == "negation") & pl.col("before").str.contains(_NOT_OWNED)),
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
    told = claims.filter(~pl.col("before").str.contains(_PASSING)).select(
        "n", "article_id", sentence=pl.col("sentence_no").cast(pl.Int64)
    )
    return told.join(stories, on=["article_id", "sentence"]).select(
        "n", "kind", "value", "mark_rule", gap=pl.lit(0, dtype=pl.Int64), rank=pl.lit(0.0)
    )


def _in_lead(scene: Scene, claims: pl.LazyFrame, marks: pl.LazyFrame) -> pl.LazyFrame:
    """For amounts of a list, the strongest marker of the line that leads it in: `n`, `lead_modality`,
    `lead_rule`.
    """
    real = marks.filter((pl.col("kind") == "modality") & (pl.col("value") != "actual"))
    compares = scene.windows.filter(pl.col("text").str.to_lowercase().str.contains(_COMPARES))
    return (
        claims.select("n", "window")
        .join(scene.leads, on="window")
        .join(compares.select(lead_window="window"), on="lead_window", how="anti")
        .join(real, left_on="lead_window", right_on="mark_window")
        .with_columns(rank=pl.col("value").replace_strict(RANK, default=0, return_dtype=pl.Int64))
        .sort(["n", "rank", "mark_at"], descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(lead_modality=pl.col("value").first(), lead_rule=pl.col("mark_rule").first())
    )
