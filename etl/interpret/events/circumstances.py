"""When events happen, how real they are and who vouches for them."""

from typing import Literal

import polars as pl

from etl.interpret.claims.modality.reach import RANK
from etl.interpret.claims.scene.forms import GAP, compile_cues, find_forms
from etl.interpret.events.words import EVENT, place_in
from etl.lexicon import Lexicon
from etl.text.shadow import shadow

DATE_REACH = 120
"""How far from the words a date governs them, in characters."""

CLAUSE_REACH, NEAR_REACH, SOURCE_REACH = 60, 30, 20
"""How far cue words reach: before the words in their clause, on either side; from a saying to who says."""


def date_events(told: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    """The events with `event_start` and `event_end`: the sentence's nearest date, null where it has none.

    A date before the words governs them where it opens the sentence or no comma stands between.
    """
    known = dates.filter(pl.col("start_date").is_not_null()).select(
        "article_id", "start_date", "end_date", date_from="start_char", date_to="end_char"
    )
    start, end = pl.col("start_char").cast(pl.Int64), pl.col("end_char").cast(pl.Int64)
    after, before = pl.col("date_from").cast(pl.Int64) - end, start - pl.col("date_to").cast(pl.Int64)
    opening = pl.col("date_from").cast(pl.Int64) - pl.col("sentence_start").cast(pl.Int64) <= 12
    between = pl.col("sentence").str.slice(pl.col("date_to") - pl.col("sentence_start"), before.clip(0))
    nearest = (
        told.select(*EVENT, "end_char", "sentence_start", "sentence_end", "sentence")
        .join(place_in(told, known, "date_from"), on=["article_id", "sentence_start"])
        .with_columns(distance=pl.when(after >= 0).then(after).otherwise(before))
        .filter(pl.col("distance").is_between(0, DATE_REACH))
        .filter((after >= 0) | opening | ~between.str.contains("[,;]"))
        .sort("distance", "date_from")
        .unique(EVENT, keep="first", maintain_order=True)
        .select(*EVENT, event_start="start_date", event_end="end_date")
    )
    return told.join(nearest, on=EVENT, how="left")


def weigh_events(
    told: pl.DataFrame, linked: pl.DataFrame, names: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """The events with `modality` and `evidence`: those of the first claim of their chief metric, else what
    the cue words of the sentence say; without any, `actual` and `stated`.
    """
    marks = _find_marks(told, lexicon)
    chief = linked.filter("is_chief").unique(EVENT, keep="first", maintain_order=True)
    said = chief.select(*EVENT, claim_modality="modality", claim_evidence="evidence")
    return (
        told.join(said, on=EVENT, how="left")
        .join(_modalities(marks), on=EVENT, how="left")
        .join(_evidences(marks, names), on=EVENT, how="left")
        .with_columns(
            modality=pl.coalesce("claim_modality", "modality", pl.lit("actual")),
            evidence=pl.coalesce("claim_evidence", "evidence", pl.lit("stated")),
        )
        .drop("claim_modality", "claim_evidence")
    )


def _find_marks(told: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The cue words in the sentences of events, those within an event's own words left out. `at` and `to` are
    places in the article, `gap` the characters between cue and event, `is_before` on which side it stands.
    """
    texts = told.select(text=shadow(pl.col("sentence")))["text"]
    length = pl.col("text").str.len_chars().cast(pl.Int64) + len(GAP)
    lines = told.select(*EVENT, "end_char", "sentence_start", text=texts).with_columns(
        base=length.cum_sum() - length
    )
    place = pl.col("sentence_start").cast(pl.Int64) - pl.col("base")
    start, end = pl.col("start_char").cast(pl.Int64), pl.col("end_char").cast(pl.Int64)
    return (
        find_forms(texts.to_list(), compile_cues(lexicon), ("modality", "evidence"))
        .select("kind", "value", "scope", "at", "to")
        .join_asof(lines.drop("text"), left_on="at", right_on="base")
        .with_columns(pl.col("at") + place, pl.col("to") + place)
        .filter((pl.col("to") <= start) | (pl.col("at") >= end))
        .with_columns(
            is_before=pl.col("to") <= start, gap=pl.max_horizontal(start - pl.col("to"), pl.col("at") - end)
        )
    )


def _modalities(marks: pl.DataFrame) -> pl.DataFrame:
    """The strongest marker that reaches each event."""
    reaches = (
        (pl.col("is_before") & (pl.col("scope") == "sentence"))
        | (pl.col("is_before") & (pl.col("scope") == "clause") & (pl.col("gap") <= CLAUSE_REACH))
        | ((pl.col("scope") == "near") & (pl.col("gap") <= NEAR_REACH))
    )
    return (
        marks.filter((pl.col("kind") == "modality") & reaches)
        .with_columns(strength=pl.col("value").replace_strict(RANK, default=0, return_dtype=pl.Int64))
        .sort("strength", "gap", descending=[True, False])
        .unique(EVENT, keep="first", maintain_order=True)
        .select(*EVENT, modality="value")
    )


def _evidences(marks: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Who vouches for each event: a name beside a word of saying, or sources that are not named."""
    sayings = marks.filter(pl.col("kind") == "evidence")
    unnamed = sayings.filter(pl.col("value") == "unnamed").select(*EVENT, evidence="value")
    speakers = names.filter(pl.col("entity_type") != "place").select(
        "article_id", name_from=pl.col("start_char").cast(pl.Int64), name_to=pl.col("end_char").cast(pl.Int64)
    )
    said = sayings.filter(pl.col("value") == "attributed")
    near: tuple[tuple[str, str, Literal["backward", "forward"]], ...]
    near = ("name_to", "at", "backward"), ("name_from", "to", "forward")
    attributed = pl.concat(
        said.sort(word)
        .join_asof(
            speakers.select("article_id", name).sort(name),
            left_on=word,
            right_on=name,
            by="article_id",
            strategy=strategy,
            check_sortedness=False,
        )
        .filter((pl.col(word) - pl.col(name)).abs() <= SOURCE_REACH)
        .select(*EVENT, evidence="value")
        for name, word, strategy in near
    )
    return pl.concat([attributed, unnamed]).unique(EVENT, keep="first", maintain_order=True)
