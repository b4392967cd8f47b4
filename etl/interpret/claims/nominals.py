"""What pronouns and nominals stand for (`it`, `the company`): the firm that the text turns on there."""

import polars as pl

from etl.interpret.claims.antecedents import find_antecedents
from etl.interpret.claims.described import not_investor, others_kind, with_described
from etl.interpret.claims.names import ACTS, GIVEN, WHICH
from etl.interpret.claims.scene import Scene, surround
from etl.interpret.claims.weights import Weights

_DESCRIBED = r"(?:^|[^a-z])(?:the|this) (?:[a-z0-9&'.-]+,? ){1,2}$"
_OTHER = (
    "(?:larger|smaller|bigger|other|merged|combined|new|rival|target|same|average|typical|second|third|next|"
    "whole) (?:[a-z-]+ )?$"
)
"""Descriptions of another than the one last spoken of."""
_VALUED = r"(?:^|[^a-z])valu(?:ing|es|ed|e) (?:(?:the|this) (?:[a-z0-9&'.-]+ ){1,2})?$"
"""What is valued is the one just named, whoever the sentence is on (`Acme bought half of Bolt, valuing it`).
"""
_ATTRIBUTIVE = (
    r"^ (?:investor|fund|bank|company|firm|court|broadcaster|airline|railway|prosecutor|treasurer|attorney|"
    r"senate|legislature|police|department|owned|run|backed|media|news|budget|hall|manager|official|officials|"
    r"side|centre|center)"
)
_SHARES = (
    "^(?:the |its )?(?:shares?|stock|bonds|revenue|revenues|sales|profits?|earnings|net income|losses|"
    "workers|staff|employees|the board|board|directors|debts?|deliveries|orders) (?:in|of|at|from) $"
)
"""What opens a sentence on the name that follows: `Shares in Acme rose`."""
_GOVERNED = r"(?:^|[^a-z])(on|to|against|by|with|from|into) (?:(?:the|this) (?:[a-z0-9&'.-]+ ){1,2})?$"
NEVER = pl.lit(False)
HARDLY = 0.3
"""Share of the topic's weight below which a name is no center of the text."""
OPENING = 45
OPENING_OWNER = 25
"""Within how many characters of its sentence a name heads it; a possessive one."""


def candidates_of(scene: Scene, weights: Weights) -> pl.DataFrame:
    """Names and resolved nominals as candidates, sorted by `at`. `weights` are those of antecedents."""
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
        "acts",
        "heads_relative",
        "leads",
        "group",
        "is_topic",
        "is_nominal",
        "is_described",
        "says",
        "attributive",
        "opines",
        "after_which",
    )
    bare = {name: pl.lit(False) for name in ("is_nominal", "is_described", "says")}
    names = scene.entities.filter(~pl.col("locates")).with_columns(**bare).select(shape)
    both = pl.concat([names, _nominals(scene, weights).select(shape)], how="vertical_relaxed")
    return both.sort("at", "to").collect(engine="in-memory")


def find_nominals(scene: Scene) -> pl.LazyFrame:
    """The pronouns and nominals of the windows: the columns of a cue, `nominal_no`, `before`, `after`, and
    what `described` says of them.
    """
    said = surround(scene.cues.filter(pl.col("kind") == "nominals"), scene.windows, 40).sort("at")
    said = said.filter(
        (pl.col("side") != "described").fill_null(True)
        | (pl.col("before").str.contains(_DESCRIBED) & ~pl.col("before").str.contains(_OTHER))
    )
    names = scene.entities.select("at", name_at="at").sort("at")
    said = said.sort("to").join_asof(names, left_on="to", right_on="at", strategy="forward", suffix="_name")
    inner = scene.entities.select("at", inner_at="at").sort("at")
    said = said.sort("to").join_asof(
        inner, left_on="to", right_on="at", allow_exact_matches=False, suffix="_inner"
    )
    said = said.filter((pl.col("inner_at") <= pl.col("at")).fill_null(True))  # `the Bank of Mongolia`
    said = said.filter((pl.col("name_at") - pl.col("to") != 1).fill_null(True)).sort("at")  # `the bank Acme`
    attributive = (pl.col("value") == "place") & pl.col("after").str.contains(_ATTRIBUTIVE)
    told = with_described(said.filter(~attributive.fill_null(False)), scene).collect(engine="in-memory")
    return told.with_row_index("nominal_no").lazy()


def _nominals(scene: Scene, weights: Weights) -> pl.LazyFrame:
    """Pronouns and nominals with the name that they stand for: of those before them the one that weighs most,
    or the last person or place where they ask for one.
    """
    said = find_nominals(scene)
    acting = scene.entities.filter(
        (pl.col("entity_type") == "place") | (pl.col("entity_type") == "government")
    )
    places = (
        acting.group_by("article_id", "entity_id")
        .agg(count=pl.len(), first=pl.col("at").min())
        .join(
            acting.filter(~pl.col("in_dateline")).select("article_id", "entity_id").unique(),
            on=["article_id", "entity_id"],
        )
        .sort("article_id", "count", "first", descending=[False, True, False])
        .group_by("article_id", maintain_order=True)
        .agg(place=pl.col("entity_id").first())
    )
    people = scene.entities.filter(pl.col("entity_type") == "person").select(
        "article_id", "at", person="entity_id"
    )
    resolved = (
        centers(scene, said, pl.col("value") == "company")
        .join(find_antecedents(scene, said, weights), on="nominal_no", how="left", maintain_order="left")
        .with_columns(center=pl.coalesce("antecedent", "center"))
        .join_asof(people, on="at", by="article_id", check_sortedness=False)
        .join(places, on="article_id", how="left", maintain_order="left")
        .join_asof(
            scene.entities.filter(pl.col("entity_type") == "company").select(
                "article_id", "at", last_firm="entity_id", last_window="window", last_at="at"
            ),
            on="at",
            by="article_id",
            check_sortedness=False,
        )
    )
    resolved = resolved.with_columns(center=not_investor("center", ("topic", "second")))
    valued = (
        pl.col("before").str.contains(_VALUED)
        & ((pl.col("value") == "company") | ((pl.col("value") == "pronoun") & pl.col("side").is_null()))
        & (pl.col("last_window") == pl.col("window"))
        & (pl.col("last_firm") != pl.col("own_head")).fill_null(False)
    ).fill_null(False)
    person, place = pl.col("value") == "person", pl.col("value") == "place"
    is_given = pl.col("after").str.contains(GIVEN) & (pl.col("value") != "pronoun")
    named = resolved.with_columns(
        entity_id=pl.when(person)
        .then("person")
        .when(pl.col("described").is_not_null())
        .then("described")
        .when(valued)
        .then(pl.coalesce(not_investor("last_firm", ("center", "topic", "second")), "center"))
        .when(place)
        .then(pl.coalesce("place", "center"))
        .otherwise("center"),
    )
    return (
        others_kind(named, scene)
        .with_columns(
            entity_type=pl.when(person).then(pl.lit("person")).otherwise(pl.lit("company")),
            preposition=pl.col("before").str.extract(_GOVERNED, 1),
            is_owner=(pl.col("side") == "owner").fill_null(False),
            leads=pl.lit(False),
            is_free=~is_given,
            heads_relative=pl.lit(False),
            is_given=is_given,
            acts=pl.lit(True),
            group=-pl.int_range(1, pl.len() + 1),
            is_topic=(pl.col("entity_id") == pl.col("topic")).fill_null(False),
            is_nominal=pl.lit(True),
            is_described=pl.col("described").is_not_null(),
            attributive=pl.lit(False),
            opines=pl.lit(False),
            after_which=pl.col("before").str.contains(WHICH),
            says=(pl.col("value") == "pronoun")
            & pl.col("side").is_null()
            & pl.col("after").str.contains(ACTS),
        )
        .filter(pl.col("entity_id").is_not_null())
        .sort("at")
        .with_columns(
            agent=pl.coalesce("own_head", pl.col("entity_id").first().over("window")),
            later=pl.int_range(pl.len()).over("window") > 0,
        )
        .with_columns(
            entity_id=pl.when(
                (pl.col("value") == "company")
                & pl.col("described").is_null()
                & pl.col("preposition").is_in(["in", "into"])
                & (pl.col("entity_id") == pl.col("agent"))
                & (pl.col("later") | pl.col("own_head").is_not_null())
            )
            .then(
                pl.coalesce(
                    pl.when(pl.col("last_firm") != pl.col("agent")).then("last_firm"),
                    pl.when(pl.col("second") != pl.col("agent")).then("second"),
                    "entity_id",
                )
            )
            .otherwise("entity_id")
        )  # `the fund put $5m into the chip maker`: two firms
    )


def _heads(scene: Scene) -> pl.LazyFrame:
    """The firm or body that each sentence turns on: the first that it names near its beginning and leaves
    free.
    """
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
        & (
            pl.col("preposition").is_null()
            | (pl.col("before").str.contains(_SHARES) & (pl.col("place") < OPENING))
        )
        & (
            (pl.col("place") < OPENING)
            & (pl.col("order") == 0)
            & (pl.col("is_free") | pl.col("preposition").is_not_null())
            & ~pl.col("leads")
            & ~pl.col("opines")
            & (~pl.col("is_owner") | (pl.col("place") < OPENING_OWNER))
        )
    )
    return apart.filter(opens).sort("at")


def centers(scene: Scene, places: pl.LazyFrame, definite: pl.Expr = NEVER) -> pl.LazyFrame:
    """`places` (`article_id`, `window`, `sentence_no`, `at`) with `center`: what a pronoun there would
    stand for.

    The head of its own sentence, else of the last one before, unless the article hardly speaks of that (an
    investor, a source), else the topic. Also `topic` and `second`, the two that the article names most.
    """
    heads = _heads(scene).collect(engine="in-memory").lazy()
    own = heads.select(
        "article_id",
        "at",
        own="entity_id",
        own_window="window",
        own_known=pl.col("share") >= HARDLY,
        own_firm=pl.col("entity_type").is_in(["company", "product", "fund", "organization"]),
    )
    firms = heads.filter(pl.col("share") >= HARDLY).select(
        "article_id", "at", firm="entity_id", firm_sentence="sentence_no"
    )
    makers = heads.filter(
        (pl.col("share") >= HARDLY / 2) & pl.col("entity_type").is_in(["company", "product", "fund"])
    ).select("article_id", "at", maker="entity_id", maker_sentence="sentence_no")
    topics = scene.topics.select("article_id", "topic", "second").unique("article_id")
    near = (pl.col("sentence_no").cast(pl.Int64) - pl.col("firm_sentence").cast(pl.Int64)) <= 2
    made = (pl.col("sentence_no").cast(pl.Int64) - pl.col("maker_sentence").cast(pl.Int64)) <= 2
    same = (pl.col("own_window") == pl.col("window")) & (~definite | pl.col("own_known"))
    return (
        places.sort("at")
        .join_asof(own, on="at", by="article_id", check_sortedness=False)
        .join_asof(firms, on="at", by="article_id", check_sortedness=False)
        .join_asof(makers, on="at", by="article_id", check_sortedness=False)
        .join(topics, on="article_id", how="left", maintain_order="left")
        .with_columns(
            own_head=pl.when(pl.col("own_window") == pl.col("window")).then("own"),
            center=pl.coalesce(
                pl.when(same & (~definite | pl.col("own_firm"))).then("own"),
                pl.when(definite & made).then("maker"),
                pl.when(near & ~definite).then("firm"),
                "topic",
            ),
        )
        .drop(
            "firm", "firm_sentence", "own", "own_window", "own_known", "own_firm", "maker", "maker_sentence"
        )
    )
