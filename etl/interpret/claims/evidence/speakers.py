"""Who says so: the name that stands where the speaker stands to words of saying."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.evidence.voices import LONG, is_nobody, offices, spokesmen, stand_ins
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
PER = "evidence.per"
CITING = "evidence.citing"
HOUSE = 24
"""How far from the word of saying the house of those who watch a firm stands."""
OPENING = 14
"""How far into its sentence a word opens it."""
_WHOSE = ", whose [a-z -]{2,40}, [^,]*, $"
_ONWARD = "^ (?:that|it|he|she|they|how|whether|what|there|this|these|no|any|all|not|we|our) "
_ANOTHER = ", (?:and|but|while|though|although) (?:[a-z.&'-]+ ){1,4}$"
_CLOSING = (
    '^(?: (?:in|on|at|to|late|early|last|this|earlier|yesterday|today)(?: [^,.;:]{1,40})?)?[ .”"]*(?:[;,]|$)'
)
"""What ends a saying that stands at the end of what is said: `$5m, Acme said on Monday; …`."""
_ASIDE = "(, (?:(?:an?|the|its|their|chief|senior|former) [^,;]{2,70}|[^,;]{2,40}'s? [a-z -]{3,40}), )$"
"""What a speaker is, between name and verb: `Jo Roe, a former Acme engineer, said`."""
_WROTE = "^ (?:off|down|up|out|the|a|an|cheques?|checks?|its|their|back)(?:[^a-z]|$)"
"""What is written where nothing is told: `Acme wrote off $5m`."""
_ORDER = "^ (?:[a-z'-]+ ){1,3}to [a-z]"
_TO_EXPECT = "^ (?:[a-z'-]+ ){1,3}to (?:expect|assume|reckon with|count on|plan for|budget for)(?:[^a-z]|$)"
"""Whom somebody tells to do something: no saying."""
_OURS = "(?:^|[^a-z])(?:our|my)(?: own)? $"
"""Whoever writes reckons so: `by our arithmetic`."""
_WRONG = (
    r"(?:(?:fail|failing|failed|fails|failure|not|without|duty|refusing|refused|refusal|neglecting|neglected|omitting|"
    r"ordered|required|obliged|forgot|forgotten|having) (?:to )?|"
    r"(?:for|without|of|from|over|by) (?:not |never |wrongly |falsely |repeatedly |late )?)$"
)
"""What stands before a saying for which, or for whose want, somebody is made to pay: no one says it here."""
_MADE_TO_PAY = (
    r"(?:fine|fined|fines|penalt|sued|suing|lawsuit|damages|settle|sanction|accus|guilty|charged|convicted)"
)
_FALSE = "^ (?:false|wrong|inflated|misleading|fake|fictitious|incorrect|bogus|inaccurate)(?:[^a-z]|$)"
_BOTH = (
    "(?:^|[^a-z])(?:the two|both|the pair|the (?:[a-z]+ )?(?:companies|firms|groups|banks|clubs|sides|"
    "parties|partners|airlines|retailers|miners))(?: (?:companies|firms|groups|banks|clubs|sides|parties))?"
    "(?: (?:have|had|also|jointly))? $"
)
"""More than one, all of whom the sentence has named."""
_ADDED = "^(?:[,.;]|$| (?:in|on|that) )"
_BETWEEN = "(?: (?:now|still|also|then|already|once|[a-z]+ly)){0,2}"
_PASSIVE = f"(?:^| )(?:is|are|was|were|be|been|being|not|got){_BETWEEN} $"
_TOLD_OF = "(?:ed|told|said|forecast|put|seen|thought|found)$"
_CONTACT = (
    "(?:[0-9]|million|billion|trillion|bn|crore|lakh|[a-z]{3,}s) (?:that |which )?"
    "(?:he|she|it|they|the (?:[a-z]+ )?[a-z]+) (?:had |has |have |once |first |originally )?$"
)
"""What stands before a saying that belongs to the noun before it: `the $6m (that) she warned of`."""
_QUOTED = '[,.?!;]["”’»] ?$'
"""What ends a quotation: whoever is named behind the verb that follows says it."""
_TURNED = ", $"
_SPEAKER = "^ (?:the |an? )?(?:[a-z-]+ )?$"
_ENDS = "^(?:[.;:)]|$|, (?:and|but|while|as|after|which has|which had|though|although|adding) | in an? )"
"""A saying behind what is said (`…, says the World Bank, and …`): what stands before the verb, between it and
the speaker, and behind the speaker.
"""
_HELD = (
    "^(?:expects?|thinks?|believes?|reckons?|estimates?|sees?|anticipates?|foresees?|forecasts?|predicts?)"
)
"""Verbs that tell what somebody holds: behind them stands what it is of, not who."""
_SPOKEN = "(?:'s?|(?:^|[^a-z])(?:its|their|his|her)) (?:[a-z-]+ ){1,5}$"
_APPOSED = r"^ (?:[a-z0-9'&.-]+ ){1,9}[a-z'-]+, $"
"""What may stand between a word of saying and the speaker: `said the firm's director, Jo Roe`."""
_OF_PAPERS = (
    r"^ (?:an?|the) (?:[a-z-]+ ){0,3}(?:filings?|complaint|lawsuit|documents?|papers|indictment|records|memo|"
    r"prospectus|data|figures|report|affidavit)(?: [a-z -]{2,30})?, (?:the )?$"
)
"""What ends papers that nobody is named for: `according to the filing, Acme owes $5m`."""
_APPOSITION = ", (?:an?|the|chief|senior|lead)(?: [a-z-]+){0,3} $"
"""What tells where a speaker works who is named: `said Jo Roe, an analyst at Acme`."""
_PARENTHESIS = "(?:^|[ ,])(?:and|but|which|who|that|where|because|while|as|so|or), [^,;]{3,70} $"
"""What stands before a saying within commas: it is of what follows (`and, Acme says, buying Bolt`)."""
INSERTED = "(?:, |[(])(?:which|who|whose) (?:[a-z]+ ){0,3}$"
GOES_ON = "^([^;]*?), (?:[a-z]+ly )?(?:was|were|is|are|has|have|had|will|would|could|may|[a-z]{2,}(?:s|ed)) "
"""The end of a relative clause within commas: `Acme, which reported $5m, is worth $6m`."""


def name_speakers(scene: Scene, candidates: pl.LazyFrame, sayings: pl.LazyFrame) -> pl.LazyFrame:
    """Words of saying with `ids`, who says so, the nearest first, and whether it is somebody: no `ids` where
    the text names nobody (`is_nobody`). Those of no speaker at all fall away.

    A citing (`Acme said, citing Bolt`) has two ends: who cites, then who is cited.
    """
    ends = _ends(scene, sayings).collect(engine="in-memory").lazy()
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


def _ends(scene: Scene, sayings: pl.LazyFrame) -> pl.LazyFrame:
    """Each end of a word of saying, `saying`, with what its sentence makes of it."""
    ends = (
        pl.when(pl.col("side") == "chain").then(pl.lit(["citer", "after"])).otherwise(pl.concat_list("side"))
    )
    before = pl.col("before")
    per = (pl.col("cue") != PER) | before.str.contains("(?:[,(]|^) ?$")
    order = (
        pl.col("said").is_in(["tells", "told", "telling"])
        & pl.col("after").str.contains(_ORDER)
        & ~pl.col("after").str.contains(_TO_EXPECT)
    ) | ((pl.col("cue") == "evidence.added") & ~pl.col("after").str.contains(_ADDED))
    order = order | (
        pl.col("said").str.contains("^(?:write|writes|wrote)$") & pl.col("after").str.contains(_WROTE)
    )
    order = order | pl.col("after").str.contains(_FALSE)
    order = order | ((pl.col("side") == "own") & before.str.contains(_OURS))
    order = order | (before.str.contains(_WRONG) & before.str.contains(_MADE_TO_PAY))
    apposed = (pl.col("cue") == "evidence.analysts") & before.str.contains(_APPOSITION)
    said = pl.col("text").str.slice(pl.col("at") - pl.col("base"), pl.col("to") - pl.col("at"))
    read = (
        sayings.join(scene.windows.select("window", "text"), on="window", how="left", maintain_order="left")
        .with_columns(said=said)
        .filter(~order & per & ~apposed)
        .with_columns(told_of=before.str.contains(_PASSIVE) & pl.col("said").str.contains(_TOLD_OF))
    )
    named = (pl.col("side") != "own") & (pl.col("side") != "citer") & ~pl.col("told_of")
    return (
        _shaped(read, scene.words)
        .with_columns(side=ends)
        .explode("side")
        .with_columns(is_nobody=is_nobody(scene.words) & named)
        .with_row_index("saying")
        .drop("text", "said")
    )


def _shaped(sayings: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The words of saying with how far they reach: `onward` only, or to what stands before them (`closing`);
    and with how their speaker stands to them.
    """
    before, after = pl.col("before"), pl.col("after")
    inserted = before.str.extract(rf"(, (?:{words['parentheses']}) [^;]*, )$").str.len_chars()
    aside = before.str.extract(_ASIDE, 1)
    telling = aside.str.contains(rf" (?:{words['tellings']}), $")  # `…, the paper said, adding`
    aside = pl.when(~telling & (pl.col("cue") != CITING)).then(aside)
    inserted = pl.coalesce(inserted, aside.str.len_chars())
    inserted = pl.when(before.str.contains(_WHOSE)).then(0).otherwise(inserted.fill_null(0).cast(pl.Int64))
    joined = before.str.contains(" (?:and|but|also) $")
    closing = after.str.contains(_CLOSING)
    another = before.str.contains(_ANOTHER) & ~closing  # `Acme raised $5m, and Bolt says its own plans …`
    goes_on_so = after.str.contains(_ONWARD) & ~closing  # `…, Acme reported this month.` ends what it says
    onward = joined | another | goes_on_so | pl.col("said").str.ends_with(" that")
    goes_on = after.str.extract(GOES_ON, 1).str.len_chars().cast(pl.Int64)
    return sayings.with_columns(
        joined=joined,
        both=before.str.contains(_BOTH),
        onward=onward | before.str.contains(_PARENTHESIS),
        opens=pl.col("at") - pl.col("base") <= OPENING,
        inserted=inserted,
        closing=closing,
        until=pl.when(before.str.contains(INSERTED)).then(pl.col("to") + goes_on),
        contact=before.str.contains(_CONTACT),
        quoted=before.str.contains(_QUOTED),
        turned=before.str.contains(_TURNED) & (inserted == 0),
        held=pl.col("said").str.contains(_HELD) & ~before.str.contains(_QUOTED),
        spoken=before.str.contains(_SPOKEN) & ~before.str.contains(_PASSIVE),
        served=before.str.contains(rf"(?:^|[^a-z])(?:{words['voices']}) (?:for|of|at|with) [^,;]{{1,40}} $"),
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
