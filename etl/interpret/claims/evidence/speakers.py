"""Who says so: the name that stands where the speaker stands to words of saying."""

import polars as pl

from etl.interpret.claims.evidence.sayings import PER, saying_ends
from etl.interpret.claims.evidence.voices import LONG, offices, spokesmen, stand_ins
from etl.interpret.claims.scene import Scene

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
    "until",
    "bracket",
    "contact",
)
HOUSE = 24
"""How far from the word of saying the house of those who watch a firm stands."""
_SPEAKER = "^ (?:the |an? )?(?:[a-z-]+ )?$"
_ENDS = "^(?:[.;:)]|$|, (?:and|but|while|as|after|which has|which had|though|although|adding) | in an? )"
"""A saying behind what is said (`…, says the World Bank, and …`): what stands before the verb, between it and
the speaker, and behind the speaker.
"""
_APPOSED = r"^ (?:[a-z0-9'&.-]+ ){1,9}[a-z'-]+, $"
"""What may stand between a word of saying and the speaker: `said the firm's director, Jo Roe`."""
_OF_PAPERS = (
    r"^ (?:an?|the) (?:[a-z-]+ ){0,3}(?:filings?|complaint|lawsuit|documents?|papers|indictment|records|memo|"
    r"prospectus|data|figures|report|affidavit)(?: [a-z -]{2,30})?, (?:the )?$"
)
"""What ends papers that nobody is named for: `according to the filing, Acme owes $5m`."""


def name_speakers(scene: Scene, candidates: pl.LazyFrame, sayings: pl.LazyFrame) -> pl.LazyFrame:
    """Words of saying with `ids`, who says so, the nearest first, and whether it is somebody: no `ids` where
    the text names nobody (`is_nobody`). Those of no speaker at all fall away.

    A citing (`Acme said, citing Bolt`) has two ends: who cites, then who is cited.
    """
    ends = saying_ends(scene, sayings).collect(engine="in-memory").lazy()
    pairs = _pairs(scene, candidates, ends).collect(engine="in-memory").lazy()
    of_house = pl.col("opines") & pl.col("before") & (pl.col("gap") <= HOUSE)  # `Acme analysts said`
    chosen = (
        pairs.filter(_says() & (~pl.col("is_nobody") | of_house))
        .with_columns(
            weight=pl.col("gap")
            + pl.col("crossed") * 8
            + pl.when("before").then(0).otherwise(6)
            + pl.when("is_owner").then(20).otherwise(0)
        )
        .sort("saying", "weight", "name_at")
        .group_by("saying", maintain_order=True)
        .agg(pl.col("group", "is_nominal", "name_at", *SAYING).first(), of=pl.col("is_owner").first())
        .collect(engine="in-memory")
        .lazy()
    )
    members = (
        pairs.join(chosen.select("saying", "group", "of"), on=["saying", "group"])
        .filter(~pl.col("is_owner") | pl.col("of"))  # `Acme's Jo Roe said`: she did
        .sort("saying", "name_at")
        .group_by("saying", maintain_order=True)
        .agg(ids=pl.col("entity_id").unique(maintain_order=True))
    )
    several = (
        pairs.filter(pl.col("both") & pl.col("before") & ~pl.col("is_nominal") & ~pl.col("is_owner"))
        .filter(pl.col("entity_type").is_in(["company", "organization"]))
        .sort("saying", "name_at")
        .group_by("saying", maintain_order=True)
        .agg(all_ids=pl.col("entity_id").unique(maintain_order=True))
        .filter(pl.col("all_ids").list.len() == 2)
    )
    members = members.join(several, on="saying", how="left", maintain_order="left").select(
        "saying", ids=pl.coalesce("all_ids", "ids")
    )
    named = stand_ins(scene, chosen.drop("of").join(members, on="saying")).select(
        "saying", "is_nominal", *SAYING, "ids"
    )
    return _together(scene, ends, named)


def _together(scene: Scene, ends: pl.LazyFrame, named: pl.LazyFrame) -> pl.LazyFrame:
    """Sayings of those named, of their spokesmen, and of nobody; the ends of one saying as one row."""
    houses = offices(scene, ends).rename({"house": "office"})
    named = (
        named.join(houses, on="saying", how="left", maintain_order="left")
        .with_columns(
            ids=pl.when(pl.col("office").is_not_null() & pl.col("is_nominal"))
            .then(pl.concat_list("office"))
            .otherwise("ids")
        )
        .select("saying", *SAYING, "ids")
    )
    left = ends.join(named.select("saying"), on="saying", how="anti")
    none = pl.lit([], dtype=pl.List(pl.String))
    nobody = left.filter("is_nobody").select("saying", *SAYING, ids=none)
    housed = (
        left.filter(~pl.col("is_nobody"))
        .join(pl.concat([spokesmen(scene, left), offices(scene, left)]).unique("saying"), on="saying")
        .select("saying", *SAYING, ids=pl.concat_list("house"))
    )
    said = pl.concat([named, housed, nobody]).sort("saying")
    return (
        said.group_by(*SAYING, maintain_order=True)
        .agg(ids=pl.col("ids").explode(empty_as_null=True).drop_nulls().unique(maintain_order=True))
        .with_columns(value=pl.when(pl.col("ids").list.len() == 0).then(pl.lit("unnamed")).otherwise("value"))
    )


def _pairs(scene: Scene, candidates: pl.LazyFrame, ends: pl.LazyFrame) -> pl.LazyFrame:
    """Each end of a word of saying with each name of its sentence. What stands in a parenthesis before the
    word (`Acme, which owns Bolt, said`) does not part it from its subject, nor is it one.
    """
    owned = pl.col("text").str.slice(pl.col("to") - pl.col("base"), 2).is_in(["'s", "' "])
    names = (
        candidates.filter(~pl.col("entity_type").is_in(["place", "product"]))
        .join(scene.windows.select("window", "text", "base"), on="window", how="left", maintain_order="left")
        .select(
            "reach",
            "entity_id",
            "entity_type",
            "group",
            "preposition",
            "is_nominal",
            "opines",
            "heads_relative",
            is_owner=pl.col("is_owner") | (pl.col("is_nominal") & owned),
            name_at="at",
            name_to="to",
            name_depth="depth",
        )
    )
    before = pl.col("name_to") <= pl.col("at")
    gap = pl.when(before).then(pl.col("at") - pl.col("name_to")).otherwise(pl.col("name_at") - pl.col("to"))
    outer = before & (pl.col("inserted") > 0) & (gap >= pl.col("inserted"))
    return (
        ends.join(names, on="reach")
        .with_columns(
            before=before, gap=gap, crossed=(pl.col("name_depth") - pl.col("depth")).abs(), outer=outer
        )
        .filter(~pl.col("before") | pl.col("outer") | (pl.col("inserted") == 0) | (pl.col("side") == "after"))
        .with_columns(
            between=pl.col("after").str.head(pl.col("gap").clip(0, LONG)),
            ends=pl.col("after").str.slice(pl.col("name_to") - pl.col("to"), LONG).str.contains(_ENDS),
            gap=pl.when("outer").then(pl.col("gap") - pl.col("inserted") + 1).otherwise("gap"),
            crossed=pl.when("outer").then(0.0).otherwise("crossed"),
        )
    )


def _says() -> pl.Expr:
    """Whether a name stands where the one who says so stands to the words of saying."""
    gap, crossed, side = pl.col("gap"), pl.col("crossed"), pl.col("side")
    headed = pl.col("heads_relative") & (gap <= 60)  # `from Acme, which owns 8% and says it is worth more`
    free = pl.col("before") & (pl.col("preposition").is_null() | headed)
    free = free & ~pl.col("is_owner") & ~pl.col("told_of")
    subject = free & ((gap <= 12) | ((gap <= 70) & (crossed <= 3)) | (pl.col("joined") & (gap <= 160)))
    after = ~pl.col("before") & (gap >= 0) & (gap <= 60) & (crossed <= 1)
    after = after & ~pl.col("between").str.contains(_OF_PAPERS)
    after = after & ((pl.col("cue") != PER) | (gap <= 3) | pl.col("between").str.contains("^:? (?:the )?$"))
    person = pl.col("entity_type") == "person"
    quoted = pl.col("quoted") & ~pl.col("is_nominal") & pl.col("between").str.contains("^ (?:[a-z]+ ){0,2}$")
    inverted = after & (gap <= 45) & (crossed == 0) & person & ~pl.col("held")
    inverted = inverted | (after & quoted)  # `…," said Corvina Capital in a note`
    inverted = inverted | (after & person & pl.col("between").str.contains(_APPOSED))
    inverted = inverted | (
        after & pl.col("turned") & pl.col("between").str.contains(_SPEAKER) & pl.col("ends")
    )
    voiced = pl.col("before") & pl.col("is_owner") & pl.col("spoken") & (gap <= 45) & (crossed == 0)
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
