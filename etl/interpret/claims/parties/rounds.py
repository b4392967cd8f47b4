"""Whose backers are whose, where one sentence tells of two rounds, or of a round and of all that was raised:
`added $5m from Acme to last year's $6m`, `raised $5m from Acme, for a total of $6m`.
"""

import polars as pl

from etl.interpret.claims.scene import Scene

_EARLIER_BEFORE = (
    r"(?:^|[^a-z])(?:(?:last|the previous) (?:year|month|week|spring|summer|autumn|fall|winter|january|"
    r"february|march|april|may|june|july|august|september|october|november|december)'s|"
    r"(?:an?|its|the|their) (?:earlier|previous|prior|first|initial|last)|"
    r"(?:months?|years?|weeks?) (?:after|since|before|earlier)|after|since|follow(?:s|ed|ing)|on top of|"
    r"(?:which|who|that|had)(?: had| previously| already| last)? (?:raised|closed|took in|got)|"
    r"(?:previously|already|earlier) (?:raised|closed))"
    r"(?: [a-z'’-]+){0,4}(?: [0-9]{4}'s)? $"
)
_EARLIER_AFTER = (
    r"^(?: [a-z0-9-]+){0,4} (?:(?:in|of|from|since) (?:[a-z]+ )?(?:19|20)[0-9]{2}|last (?:year|month|week)|"
    r"(?:[a-z]+|[0-9]+) (?:weeks|months|years?) (?:ago|earlier|before|previously))(?:[^a-z0-9]|$)"
)
"""What stands around the sum of a round before the one that the news is of."""
_TOTAL_BEFORE = (
    r"(?:^|[^a-z])(?:(?:total|overall|cumulative)(?: [a-z]+){0,7}|"
    r"(?:raised|funding|equity) to date(?: [a-z]+){0,3}) $"
)
_TOTAL_AFTER = (
    r"^(?: [a-z0-9-]+){0,4} (?:in (?:all|total)|altogether|so far|to date)(?:[^a-z0-9]|$)|"
    r"^[^.;]{0,40}, (?:most recently|including|the (?:last|latest|largest) of it) "
)
"""What stands around the sum of all rounds."""
_BACKED = r"^[^,.;]{0,30} (?:from|by|with|including) "
"""What stands between such a sum and who gave it."""
_RESUMES = ", (?:was|is|were|has|had|came|comes|will|would) "
"""What follows a clause about it: `the $5m round, a year after one of $6m, was led by Acme`."""
_AWAY = 10_000
_TIED = ["from", "by", "with", "including"]


def _differ(said: pl.Expr) -> pl.Expr:
    """Whether the rounds of a sentence are not all alike in something."""
    return said.n_unique().over("window") > 1


def with_own_backers(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, those of two rounds in one sentence, one of them earlier, of all rounds or another's, each
    with those backers alone that the sentence names nearest to it, if it names them.
    """
    before, after = pl.col("before"), pl.col("after")
    earlier = before.str.contains(_EARLIER_BEFORE) | after.str.contains(_EARLIER_AFTER)
    total = before.str.contains(_TOTAL_BEFORE) | after.str.contains(_TOTAL_AFTER)
    own = pl.col("link").is_null() | (pl.col("link") != "conversion")
    rounds = (
        claims.filter((pl.col("metric") == "funding") & ~pl.col("in_table") & own)
        .with_columns(total=total.fill_null(False), past=(earlier | total).fill_null(False))
        .filter(_differ(pl.col("past")) | _differ(pl.col("subject_ids").list.join("|")))
        .filter(_differ(pl.col("size")))
        .select("n", "window", "at", "to", "after", "past", "total", entity_id="counterparty_ids")
    )
    named = scene.entities.select("window", "entity_id", "preposition", name_at="at", name_to="to")
    places = (
        rounds.explode("entity_id")
        .select("window", "entity_id")
        .unique()
        .join(named, on=["window", "entity_id"])
    )
    behind = pl.col("name_at") >= pl.col("to")
    gap = pl.when(behind).then(pl.col("name_at") - pl.col("to")).otherwise(pl.col("at") - pl.col("name_to"))
    between = pl.col("after").str.head((pl.col("name_at") - pl.col("to")).clip(0))
    tied = pl.col("preposition").is_in(_TIED).fill_null(False)
    anothers = (
        (tied & ~behind)
        | (pl.col("total") & ~(behind & between.str.contains(_BACKED)))
        | (pl.col("past") & between.str.contains(_RESUMES))
    )
    pairs = (
        rounds.drop("entity_id")
        .join(places, on="window")
        .with_columns(away=gap + anothers.cast(pl.Int64) * _AWAY)
    )
    closest = pl.col("away") == pl.col("away").min().over("window", "name_at")
    theirs = pairs.filter(closest).sort("name_at")
    theirs = theirs.group_by("n").agg(theirs=pl.col("entity_id").unique(maintain_order=True))
    given = pairs.group_by("n").agg(named=pl.col("entity_id").unique())
    told = claims.join(given, on="n", how="left", maintain_order="left")
    told = told.join(theirs, on="n", how="left", maintain_order="left")
    told = told.with_columns(pl.col("theirs", "counterparty_ids").fill_null([]))
    whose = pl.col("counterparty_ids")
    elsewhere = whose.list.set_difference("named")  # whom the sentence does not name
    kept = pl.concat_list(whose.list.set_intersection("theirs"), "theirs", elsewhere)
    return told.with_columns(
        counterparty_ids=pl.when(pl.col("named").is_null())
        .then(whose)
        .otherwise(kept.list.unique(maintain_order=True))
    ).drop("theirs", "named")
