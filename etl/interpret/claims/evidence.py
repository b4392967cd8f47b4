"""Who vouches for an amount: the article itself, a named source or a chain of them, or nobody named."""

import polars as pl

from etl.interpret.claims.scene import Scene
from etl.interpret.claims.speakers import OPENING, name_speakers

CITED = ["evidence.according", "evidence.citing"]
"""Rules by which the one who says so is another than whom it is about."""
FULL = 60.0
PER_CHARACTER = 0.1
PER_BREAK = 3.0
PER_CLAUSE = 5.0
"""What distance, clause boundaries and heavy ones take off."""
CITATION = 10.0
"""What a source named as such has above one who merely says something."""
ENOUGH = 15.0
QUOTE = '["“”]'


def vouch_amounts(scene: Scene, claims: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """The claims with `evidence` (null where nothing is said) and `source_ids`."""
    sayings = scene.cues.filter((pl.col("kind") == "evidence") & (pl.col("scope").fill_null("") != "none"))
    named = name_speakers(scene, candidates.lazy(), sayings.filter(pl.col("value") == "attributed"))
    named = named.collect(engine="in-memory").lazy()
    marks = pl.concat([named, _unnamed(sayings, named)], how="diagonal_relaxed").rename(
        {"at": "mark_at", "to": "mark_to", "depth": "mark_depth", "clause": "mark_clause"}
    )
    told = claims.lazy()
    best = (
        _reaching(_placed(scene, told), marks)
        .with_columns(pl.col("score").round(3))
        .sort(["n", "score", "mark_at"], descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(
            evidence=pl.col("value").first(),
            source_ids=pl.col("ids").first(),
            only_cited=pl.col("cue").first().is_in(CITED),
        )
    )
    vouched = told.join(best, on="n", how="left", maintain_order="left").collect(engine="in-memory")
    return _quoted(scene, vouched, named)


def _unnamed(sayings: pl.LazyFrame, named: pl.LazyFrame) -> pl.LazyFrame:
    """Words by which nobody named says so; not where an outlet cites them (`Acme Daily, citing people
    familiar`): it vouches.
    """
    cited = named.filter(pl.col("cue") == "evidence.citing").select("window", cited_to="to")
    return (
        sayings.filter(pl.col("value") == "unnamed")
        .select("reach", "window", "cue", "at", "to", "depth", "clause", "scope", "n_before", "value", "base")
        .sort("at")
        .join_asof(
            cited.sort("cited_to"), left_on="at", right_on="cited_to", by="window", check_sortedness=False
        )
        .filter(((pl.col("at") - pl.col("cited_to")) > 12).fill_null(True))
        .with_columns(
            ids=pl.lit([], dtype=pl.List(pl.String)),
            onward=pl.lit(False),
            opens=pl.col("at") - pl.col("base") <= OPENING,
            closing=pl.lit(False),
        )
        .drop("cited_to", "base")
    )


def _placed(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The amounts with `put_at` (what something is put at) and `last_n`, the last amount of the sentence."""
    return claims.select(
        "n",
        "reach",
        "at",
        "to",
        "depth",
        "clause",
        put_at=pl.col("before").str.contains(rf" at (?:(?:{scene.words['before_amount']}) )*$"),
        last_n=pl.col("n").max().over("window"),
    )


def _reaching(claims: pl.LazyFrame, marks: pl.LazyFrame) -> pl.LazyFrame:
    """Pairs of an amount and words of saying that reach it, with `score`."""
    pairs = claims.join(marks, on="reach")
    leads = pl.col("mark_to") <= pl.col("at")
    gap = pl.when(leads).then(pl.col("at") - pl.col("mark_to")).otherwise(pl.col("mark_at") - pl.col("to"))
    amounts = (
        pl.when(leads).then(pl.col("n") - pl.col("n_before") - 1).otherwise(pl.col("n_before") - pl.col("n"))
    )
    crossed = (pl.col("mark_depth") - pl.col("depth")).abs()
    clauses = (pl.col("mark_clause") - pl.col("clause")).abs()
    beside = (amounts == 0) & (gap < 50) & pl.when(leads).then(crossed == 0).otherwise(crossed <= 0.5)
    # `…, Acme said.` holds for all before it, `…, Acme said; …` too.
    closes = ~leads & ((pl.col("last_n") == pl.col("n_before")) | pl.col("closing"))
    scope = pl.col("scope").fill_null("")
    over = leads & (pl.col("opens") | ~pl.col("cue").is_in(CITED) | ((clauses == 0) & (crossed <= 3)))
    back = ~pl.col("onward") & (closes | ((clauses == 0) & (crossed <= 2)))
    reaches = (
        pl.when(scope == "near")
        .then(beside)
        .when(scope == "figure")
        .then(beside | (leads & (amounts == 0) & (clauses == 0) & (crossed <= 1)))
        .when(scope == "at")
        .then(leads & (amounts == 0) & (clauses == 0) & (crossed <= 2) & pl.col("put_at"))
        .when(scope == "clause")
        .then((leads & (clauses <= 1) & (crossed <= 2)) | (closes & ~pl.col("onward")))
        .when(scope == "next")
        .then(leads | beside)
        .otherwise(over | (~leads & back))
    )
    score = FULL - gap * PER_CHARACTER - crossed * PER_BREAK - clauses * PER_CLAUSE
    cited = pl.when(pl.col("cue").is_in(CITED)).then(CITATION).otherwise(0.0)
    return pairs.with_columns(score=score + cited).filter((score > ENOUGH) & reaches)


def _quoted(scene: Scene, claims: pl.DataFrame, named: pl.LazyFrame) -> pl.DataFrame:
    """Amounts within quotation marks in a sentence that names no speaker have that of the sentence before, or
    else after, in their paragraph.
    """
    bare = claims.lazy().filter(pl.col("evidence").is_null())
    texts = scene.windows.select("window", "base", "text")
    ahead = bare.select("n", "window", "at", "article_id", "segment_no", "sentence_no").join(
        texts, on="window", how="left", maintain_order="left"
    )
    inside = pl.col("text").str.slice(0, pl.col("at") - pl.col("base")).str.count_matches(QUOTE) % 2 == 1
    quotes = ahead.filter(inside).select(
        "n", "article_id", "segment_no", place=pl.col("sentence_no").cast(pl.Int64)
    )
    places = scene.windows.select(
        "window", "article_id", "segment_no", place=pl.col("sentence_no").cast(pl.Int64)
    )
    speakers = (
        named.sort("at")
        .group_by("window", maintain_order=True)
        .agg(pl.col("ids").last())
        .join(places, on="window")
    )
    keys = ["article_id", "segment_no", "place"]
    found = pl.concat(
        [
            quotes.join(
                speakers.select("article_id", "segment_no", "ids", place=pl.col("place") + step), on=keys
            ).with_columns(after=pl.lit(step < 0))
            for step in (1, -1)
        ]
    )
    voices = (
        found.sort("n", "after")
        .group_by("n", maintain_order=True)
        .agg(voice=pl.col("ids").first(), voiced=pl.lit("attributed").first())
    )
    return (
        claims.lazy()
        .join(voices, on="n", how="left", maintain_order="left")
        .with_columns(
            evidence=pl.coalesce("evidence", "voiced"), source_ids=pl.coalesce("source_ids", "voice")
        )
        .drop("voice", "voiced")
        .collect(engine="in-memory")
    )
