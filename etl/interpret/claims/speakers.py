"""Who says so: the name that stands where the speaker stands to words of saying."""

import polars as pl

from etl.interpret.claims.scene import Scene, surround

SAYING = (
    "reach",
    "window",
    "cue",
    "value",
    "at",
    "to",
    "depth",
    "clause",
    "scope",
    "n_before",
    "onward",
    "opens",
    "closing",
)
OPENING = 14
"""How far into its sentence a word opens it."""
_WHOSE = ", whose [a-z -]{2,40}, [^,]*, $"
_ONWARD = "^ (?:that|it|he|she|they|how|whether|what|there|this|these|no|any|all|not|we|our) "
_ANOTHER = ", (?:and|but|while|though|although) (?:[a-z.&'-]+ ){1,4}$"
_CLOSING = (
    '^(?: (?:in|on|at|to|late|early|last|this|earlier|yesterday|today)(?: [^,.;:]{1,40})?)?[ .”"]*(?:[;,]|$)'
)
"""What ends a saying that stands at the end of what is said: `$5m, Acme said on Monday; …`."""
_ORDER = "^ (?:[a-z'-]+ ){1,3}to [a-z]"
"""Whom somebody tells to do something: no saying."""
_ADDED = "^(?:[,.;]|$| (?:in|on|that) )"
_PASSIVE = "(?:^| )(?:is|are|was|were|be|been|being|not) $"
_SPOKEN = "'s? (?:[a-z-]+ ){1,3}$"
LONG = 120
"""How much of the text before a word of saying is looked at."""


def name_speakers(scene: Scene, candidates: pl.LazyFrame, sayings: pl.LazyFrame) -> pl.LazyFrame:
    """Words of saying with `ids`, who says so, the nearest first. Those of nobody fall away.

    A citing (`Acme said, citing Bolt`) has two ends: who cites, then who is cited.
    """
    pairs = _pairs(scene, candidates, sayings).collect(engine="in-memory").lazy()
    chosen = (
        pairs.filter(_says())
        .with_columns(
            weight=pl.col("gap")
            + pl.col("crossed") * 8
            + pl.when("before").then(0).otherwise(6)
            + pl.when("is_owner").then(20).otherwise(0)
        )
        .sort("saying", "weight", "name_at")
        .group_by("saying", maintain_order=True)
        .agg(pl.col("group", *SAYING).first())
        .collect(engine="in-memory")
        .lazy()
    )
    members = (
        pairs.join(chosen.select("saying", "group"), on=["saying", "group"])
        .sort("saying", "name_at")
        .group_by("saying", maintain_order=True)
        .agg(ids=pl.col("entity_id").unique(maintain_order=True))
    )
    said = chosen.join(members, on="saying").sort("saying")
    return said.group_by(*SAYING, maintain_order=True).agg(
        ids=pl.col("ids").explode().unique(maintain_order=True)
    )


def _pairs(scene: Scene, candidates: pl.LazyFrame, sayings: pl.LazyFrame) -> pl.LazyFrame:
    """Each end of a word of saying with each name of its sentence. What stands in a parenthesis before the
    word (`Acme, which owns Bolt, said`) does not part it from its subject, nor is it one.
    """
    ends = (
        pl.when(pl.col("side") == "chain").then(pl.lit(["citer", "after"])).otherwise(pl.concat_list("side"))
    )
    words = scene.words
    before, after = pl.col("before"), pl.col("after")
    inserted = before.str.extract(rf"(, (?:{words['parentheses']}) [^;]*, )$").str.len_chars()
    inserted = pl.when(before.str.contains(_WHOSE)).then(0).otherwise(inserted.fill_null(0).cast(pl.Int64))
    nobody = after.str.contains(rf"^ (?:[a-z-]+ ){{0,3}}(?:{words['nobodies']})[ ,]")
    joined = before.str.contains(" (?:and|but|also) $")
    said = pl.col("text").str.slice(pl.col("at") - pl.col("base"), pl.col("to") - pl.col("at"))
    closing = after.str.contains(_CLOSING)
    another = before.str.contains(_ANOTHER) & ~closing  # `Acme raised $5m, and Bolt says its own plans …`
    onward = joined | another | after.str.contains(_ONWARD) | said.str.ends_with(" that")
    placed = surround(sayings.sort("at"), scene.windows, LONG).join(
        scene.windows.select("window", "text"), on="window", how="left", maintain_order="left"
    )
    sayings = placed.with_columns(
        joined=joined,
        onward=onward,
        opens=pl.col("at") - pl.col("base") <= OPENING,
        inserted=inserted,
        closing=closing,
    )
    passive = before.str.contains(_PASSIVE)
    spoken = before.str.contains(_SPOKEN) & ~passive
    order = (said.is_in(["tells", "told", "telling"]) & after.str.contains(_ORDER)) | (
        (pl.col("cue") == "evidence.added") & ~after.str.contains(_ADDED)
    )
    served = before.str.contains(rf"(?:^|[^a-z])(?:{words['voices']}) (?:for|of|at|with) [^,;]{{1,40}} $")
    words_of = (
        sayings.filter(~order)
        .select(
            *SAYING,
            "inserted",
            "joined",
            nobody=nobody,
            spoken=spoken,
            served=served,
            told_of=passive & said.str.ends_with("ed"),
            side=ends,
        )
        .explode("side")
        .with_row_index("saying")
        .filter(~(pl.col("nobody") & (pl.col("side") == "after") & (pl.col("cue") == "evidence.citing")))
    )
    names = candidates.filter(~pl.col("entity_type").is_in(["place", "product"])).select(
        "reach",
        "entity_id",
        "entity_type",
        "group",
        "preposition",
        "is_owner",
        name_at="at",
        name_to="to",
        name_depth="depth",
    )
    before = pl.col("name_to") <= pl.col("at")
    gap = pl.when(before).then(pl.col("at") - pl.col("name_to")).otherwise(pl.col("name_at") - pl.col("to"))
    outer = before & (pl.col("inserted") > 0) & (gap >= pl.col("inserted"))
    return (
        words_of.join(names, on="reach")
        .with_columns(
            before=before, gap=gap, crossed=(pl.col("name_depth") - pl.col("depth")).abs(), outer=outer
        )
        .filter(~pl.col("before") | pl.col("outer") | (pl.col("inserted") == 0) | (pl.col("side") == "after"))
        .with_columns(
            gap=pl.when("outer").then(pl.col("gap") - pl.col("inserted") + 1).otherwise("gap"),
            crossed=pl.when("outer").then(0.0).otherwise("crossed"),
        )
    )


def _says() -> pl.Expr:
    """Whether a name stands where the one who says so stands to the words of saying."""
    gap, crossed, side = pl.col("gap"), pl.col("crossed"), pl.col("side")
    free = pl.col("before") & pl.col("preposition").is_null() & ~pl.col("is_owner") & ~pl.col("told_of")
    subject = free & ((gap <= 12) | ((gap <= 70) & (crossed <= 3)) | (pl.col("joined") & (gap <= 160)))
    after = ~pl.col("before") & (gap >= 0) & (gap <= 60) & (crossed <= 1)
    inverted = after & (gap <= 45) & (crossed == 0) & (pl.col("entity_type") == "person")
    voiced = pl.col("before") & pl.col("is_owner") & pl.col("spoken") & (gap <= 32) & (crossed == 0)
    served = pl.col("before") & pl.col("served") & (gap <= 1)  # `a spokesman for Acme said`
    owner = pl.col("before") & ((pl.col("is_owner") & (gap <= 14)) | (gap == 1))
    return (
        pl.when(side == "after")
        .then(after)
        .when(side == "citer")
        .then(subject & (gap <= 40))
        .when(side == "any")
        .then(subject | inverted | voiced | served)
        .when(side == "own")
        .then(owner)
        .otherwise(False)
    )
