"""Who vouches for an amount: the article itself, a named source or a chain of them, or nobody named."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.evidence.sayings import OPENING
from etl.interpret.claims.evidence.speakers import name_speakers
from etl.interpret.claims.evidence.voices import around
from etl.interpret.claims.patterns import spell
from etl.interpret.claims.scene import Scene

CITED = ["evidence.according", "evidence.citing", "evidence.per"]
"""Rules by which the one who says so is another than whom it is about."""
SAID = ("reach", "window", "cue", "at", "to", "depth", "clause", "scope", "n_before", "value", "bracket")
OF_FORECASTS = ["evidence.according", "evidence.per", "evidence.compiled"]
FAR = 60
"""From here an amount does not go on with the one before it."""
_ELSEWHERE = r"[;:()]| (?:while|whereas|but|although|though|compared|against|versus) "
BEHIND = 20
"""How far behind the word of a forecast the amount begins that it foretells."""
FULL = 60.0
PER_CHARACTER = 0.1
PER_BREAK = 3.0
PER_CLAUSE = 5.0
"""What distance, clause boundaries and heavy ones take off."""
CITATION = 10.0
"""What a source named as such has above one who merely says something."""
ENOUGH = 15.0
_WHO = ", (?:who|whose|which) [^,;:]{1,80}$"
_REST = "^[^,;:]{0,50}, (?:(?:has|have|had|also|then|then also) )?$"
_SPEAKER_WHO = "^ (?:[^ ,;:]+ ){0,7}[^ ,;:]+, (?:who|whose) [^,;:]{1,120}$"
"""What is told of a speaker, not by him."""
_PAPERS = "(?:^|[^a-z])<papers>(?:[^a-z]|$)"
QUOTE = '["“”]'
NEIGHBOURS = (1, -1, 2, -2)
"""Where the speaker of a quotation stands: the sentence before it, after it, or the second before."""


def vouch_amounts(scene: Scene, claims: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """The claims with `evidence` (null where nothing is said) and `source_ids`."""
    sayings = scene.cues.filter((pl.col("kind") == "evidence") & (pl.col("scope").fill_null("") != "none"))
    sayings = around(scene, sayings).collect(engine="in-memory").lazy()
    named = name_speakers(scene, candidates.lazy(), sayings.filter(pl.col("value") == "attributed"))
    named = named.collect(engine="in-memory").lazy()
    marks = pl.concat([named, _unnamed(scene, sayings, named)], how="diagonal_relaxed").rename(
        {"at": "mark_at", "to": "mark_to", "depth": "mark_depth", "clause": "mark_clause"}
    )
    marks = _of_forecasts(scene, marks)
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
            scope=pl.col("scope").first(),
        )
    )
    vouched = _put_together(told.join(best, on="n", how="left", maintain_order="left"))
    return _quoted(scene, vouched.collect(engine="in-memory"), named)


def rests_on(sentence: pl.Series, words: Mapping[str, str]) -> pl.Expr:
    """What a claim's source goes by: `documents` where the claim is not the article's own and its sentence
    names papers, else null. `sentence` is a text for each claim.
    """
    named = sentence.str.to_lowercase().str.contains(spell(_PAPERS, words))
    return pl.when((pl.col("evidence") != "stated") & named).then(pl.lit("documents"))


def _unnamed(scene: Scene, sayings: pl.LazyFrame, named: pl.LazyFrame) -> pl.LazyFrame:
    """Words by which nobody named says so; not where an outlet cites them (`Acme Daily, citing people
    familiar`): it vouches, and so does the house of watchers (`Acme analysts expect`).
    """
    houses = scene.entities.filter(~pl.col("entity_type").is_in(["place", "product", "person"])).filter(
        "opines"
    )
    houses = houses.select("window", house="entity_id", house_to="to").sort("house_to")
    cited = named.filter(pl.col("cue") == "evidence.citing").select("window", cited_to="to")
    nobody = pl.lit([], dtype=pl.List(pl.String))
    return (
        sayings.filter(pl.col("value") == "unnamed")
        .select(*SAID, "base")
        .sort("at")
        .join_asof(
            cited.sort("cited_to"), left_on="at", right_on="cited_to", by="window", check_sortedness=False
        )
        .filter(((pl.col("at") - pl.col("cited_to")) > 12).fill_null(True))
        .join_asof(houses, left_on="at", right_on="house_to", by="window", check_sortedness=False)
        .with_columns(housed=(pl.col("at") - pl.col("house_to")).is_between(1, 3).fill_null(False))
        .select(
            *SAID,
            onward=pl.lit(False),
            opens=pl.col("at") - pl.col("base") <= OPENING,
            closing=pl.lit(False),
            until=pl.lit(None, dtype=pl.Int64),
            ids=pl.when("housed").then(pl.concat_list("house")).otherwise(nobody),
            by=pl.when("housed").then(pl.lit("attributed")).otherwise("value"),
        )
        .with_columns(value=pl.col("by"))
        .drop("by")
    )


def _of_forecasts(scene: Scene, marks: pl.LazyFrame) -> pl.LazyFrame:
    """The words of saying with `forecast_n`, the amount that the last word of what others expected before
    them in their sentence is of: the one right behind it, else the one before.
    """
    ahead = scene.money.select(next_at="at").sort("next_at")
    expected = (
        scene.cues.filter(pl.col("cue").is_in(["evidence.consensus", "projected.consensus"]))
        .sort("to")
        .join_asof(ahead, left_on="to", right_on="next_at", strategy="forward")
        .with_columns(follows=(pl.col("next_at") - pl.col("to") <= BEHIND).fill_null(False).cast(pl.Int64))
    )
    return marks.sort("mark_at").join_asof(
        expected.select("window", forecast_at="at", forecast_n=pl.col("n_before") + pl.col("follows")).sort(
            "forecast_at"
        ),
        left_on="mark_at",
        right_on="forecast_at",
        by="window",
        check_sortedness=False,
    )


def _put_together(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The claims, those that go on with what somebody puts at an amount, or holds a market to be, by the same
    (`Acme puts the market at $5m in 2025 and $6m in 2026`).
    """
    claims = claims.sort("n")
    between = pl.col("before").str.tail((pl.col("at") - pl.col("to").shift(1)).clip(0, FAR))
    goes_on = (
        pl.col("evidence").is_null()
        & (pl.col("window") == pl.col("window").shift(1))
        & (pl.col("metric") == pl.col("metric").shift(1))
        & ((pl.col("at") - pl.col("to").shift(1)) < FAR)
        & ~between.str.contains(_ELSEWHERE)
    ).fill_null(False)
    claims = claims.with_columns(put_no=(~goes_on).cum_sum())
    of_market = (pl.col("scope") == "clause") & (pl.col("metric") == "market_size")
    is_put = (pl.col("scope") == "at") | of_market
    first = is_put.fill_null(False).first().over("put_no")
    return claims.with_columns(
        pl.when(first).then(pl.col(name).first().over("put_no")).otherwise(name).alias(name)
        for name in ("evidence", "source_ids")
    ).drop("put_no", "scope")


def _placed(scene: Scene, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The amounts with `put_at` (what something is put at) and `last_n`, the last amount of the sentence."""
    return claims.select(
        "n",
        "reach",
        "at",
        "to",
        "depth",
        "clause",
        amount_before="before",
        amount_after="after",
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
    # A word in brackets or in a verb phrase says nothing of what stands before it: `$5bn (rumoured at $6bn)`.
    outside = (pl.col("to") <= pl.col("bracket")).fill_null(False)
    ahead_only = ~leads & (gap > 3) & ((scope == "onward") | outside)
    inserted = leads & (pl.col("at") > pl.col("until")).fill_null(False)
    # `sales of $5bn, ahead of the average estimate of $4bn, according to LSEG`: of the estimate only.
    theirs = pl.col("cue").is_in(OF_FORECASTS) & (pl.col("n") < pl.col("forecast_n"))
    # `the $6m that she warned of`: of that amount only.
    contact = ~leads & pl.col("contact").fill_null(False) & ((amounts > 0) | (gap > 24))
    reaches = reaches & ~ahead_only & ~inserted & ~theirs.fill_null(False) & ~contact & ~_on_the_speaker()
    score = FULL - gap * PER_CHARACTER - crossed * PER_BREAK - clauses * PER_CLAUSE
    cited = pl.when(pl.col("cue").is_in(CITED)).then(CITATION).otherwise(0.0)
    return pairs.with_columns(score=score + cited).filter((score > ENOUGH) & reaches)


def _on_the_speaker() -> pl.Expr:
    """Whether an amount stands in what is told of the speaker in passing: `said Jo Roe, who manages $5m`,
    `Jo Roe, whose pay was $5m, said`.
    """
    leads = pl.col("mark_to") <= pl.col("at")
    behind = pl.col("amount_after").str.head((pl.col("mark_at") - pl.col("to")).clip(0, 90))
    closes = behind.str.contains(_REST) & pl.col("amount_before").str.contains(_WHO)
    between = pl.col("amount_before").str.tail((pl.col("at") - pl.col("mark_to")).clip(0, 160))
    return pl.when(leads).then(between.str.contains(_SPEAKER_WHO)).otherwise(closes)


def _quoted(scene: Scene, claims: pl.DataFrame, named: pl.LazyFrame) -> pl.DataFrame:
    """Amounts within quotation marks in a sentence that names no speaker have that of the nearest sentence of
    their paragraph, the one before first.
    """
    windows = scene.windows.with_columns(place=pl.col("sentence_no").cast(pl.Int64))
    quotes = _in_quotes(windows, claims.lazy().filter(pl.col("evidence").is_null()))
    speakers = (
        named.sort("at")
        .group_by("window", maintain_order=True)
        .agg(pl.col("ids").last())
        .join(windows.select("window", "article_id", "segment_no", "place"), on="window")
    )
    keys = ["article_id", "segment_no", "place"]
    found = pl.concat(
        [
            quotes.join(
                speakers.select("article_id", "segment_no", "ids", place=pl.col("place") + step), on=keys
            ).with_columns(far=pl.lit(abs(step) * 2 + (step < 0)))
            for step in NEIGHBOURS
        ]
    )
    voices = (
        found.sort("n", "far")
        .group_by("n", maintain_order=True)
        .agg(voice=pl.col("ids").first())
        .with_columns(
            voiced=pl.when(pl.col("voice").list.len() > 0)
            .then(pl.lit("attributed"))
            .otherwise(pl.lit("unnamed"))
        )
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


def _in_quotes(windows: pl.LazyFrame, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The amounts that stand within quotation marks, with their place."""
    ahead = pl.col("text").str.slice(0, pl.col("at") - pl.col("base")).str.count_matches(QUOTE)
    return (
        claims.select("n", "window", "at")
        .join(_opened(windows), on="window", how="left", maintain_order="left")
        .filter((ahead + pl.col("open")) % 2 == 1)
        .select("n", "article_id", "segment_no", "place")
    )


def _opened(windows: pl.LazyFrame) -> pl.LazyFrame:
    """The windows with `open`: how many quotation marks of their paragraph stand before them, in the
    sentences of it that follow one another up to there.
    """
    here = ["article_id", "segment_no"]
    follows = pl.col("place") - pl.col("place").shift(1) == 1
    marks = pl.col("text").str.count_matches(QUOTE).cast(pl.Int64)
    return (
        windows.sort("base")
        .with_columns(run=(~follows).fill_null(True).cum_sum().over(here), marks=marks)
        .with_columns(open=(pl.col("marks").cum_sum() - pl.col("marks")).over(*here, "run"))
        .select("window", *here, "place", "base", "text", "open")
    )
