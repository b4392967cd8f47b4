"""Words of saying: which of them are any, how far they reach, and how their speaker stands to them."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.evidence.voices import is_nobody
from etl.interpret.claims.scene import Scene

PER = "evidence.per"
CITING = "evidence.citing"
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
_WROTE = (
    "^ (?:(?:off|down|up|out|the|a|an|cheques?|checks?|its|their|back)(?:[^a-z]|$)|"
    "[^,;.a-z]*[0-9][^,;]{0,30} (?:off|down) )"
)
"""What is written where nothing is told: `Acme wrote off $5m`."""
_A_SUM = (
    "^ (?:(?:about|around|some|nearly|almost|over|more than|up to|at least|as much as) )?[^a-z,.;]{0,3}"
    "(?:[a-z]{1,3}[.]? ?)?[0-9]"
)
"""What somebody claims for himself: `lenders who had claimed $5m`."""
_ORDER = "^ (?:[a-z'-]+ ){1,3}to [a-z]"
"""Whom somebody tells to do something: no saying."""
_TO_EXPECT = "^ (?:[a-z'-]+ ){1,3}to (?:expect|assume|reckon with|count on|plan for|budget for)(?:[^a-z]|$)"
"""Whom somebody tells what will be: a saying."""
_WHO_WORKS = r"(?:said|says) [^,;]{3,50}, an? [^,;]{2,60} (?:at|of|with|for|from) [^,;]{2,50}, who $"
"""A speaker named already: `said Jo Roe, an analyst at Acme, who expects`."""
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
_PASSIVE = f"(?:^| |['’])(?:is|are|was|were|be|been|being|not|got|am|re|m){_BETWEEN} $"
_TOLD_OF = "(?:ed|told|said|forecast|put|seen|thought|found)$"
_CONTACT = (
    "(?:[0-9]|million|billion|trillion|bn|crore|lakh|[a-z]{3,}s) (?:that |which )?"
    "(?:he|she|it|they|the (?:[a-z]+ )?[a-z]+) (?:had |has |have |once |first |originally )?$"
)
"""What stands before a saying that belongs to the noun before it: `the $6m (that) she warned of`."""
_QUOTED = '[,.?!;]["”’»] ?$'
"""What ends a quotation: whoever is named behind the verb that follows says it."""
_TURNED = ", $"
_HELD = (
    "^(?:expects?|thinks?|believes?|reckons?|estimates?|sees?|anticipates?|foresees?|forecasts?|predicts?)"
)
"""Verbs that tell what somebody holds: behind them stands what it is of, not who."""
_SPOKEN = "(?:'s?|(?:^|[^a-z])(?:its|their|his|her)) (?:[a-z-]+ ){1,5}$"
_APPOSITION = ", (?:an?|the|chief|senior|lead)(?: [a-z-]+){0,3} $"
"""What tells where a speaker works who is named: `said Jo Roe, an analyst at Acme`."""
_PARENTHESIS = "(?:^|[ ,])(?:and|but|which|who|that|where|because|while|as|so|or), [^,;]{3,70} $"
"""What stands before a saying within commas: it is of what follows (`and, Acme says, buying Bolt`)."""
INSERTED = "(?:, |[(])(?:which|who|whose) (?:[a-z]+ ){0,3}$"
GOES_ON = "^([^;]*?), (?:[a-z]+ly )?(?:was|were|is|are|has|have|had|will|would|could|may|[a-z]{2,}(?:s|ed)) "
"""The end of a relative clause within commas: `Acme, which reported $5m, is worth $6m`."""


def saying_ends(scene: Scene, sayings: pl.LazyFrame) -> pl.LazyFrame:
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
    order = order | pl.col("after").str.contains(_FALSE) | before.str.contains(_WHO_WORKS)
    order = order | (pl.col("said").str.contains("^claim") & pl.col("after").str.contains(_A_SUM))
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
    aside_of = before.str.contains("; [^;]*, [^,;]{2,60} $") & after.str.starts_with(",")
    onward = onward | (aside_of & (pl.col("side") == "any"))  # `…; last year, Acme says, …`
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
