"""The windows: sentences that hold amounts and the few around them that they lean on, and their clauses."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.scene.forms import GAP
from etl.text.cutting import cut_stretches
from etl.text.marking import mark_spans
from etl.text.shadow import shadow

CONTEXT = 2
"""How many sentences before an amount's own are looked at; of those after it, one is."""

_MEASURE = " as (?:much|many|well|high|low|little) as "
"""No boundary of clauses, though it has one's words."""
_WEIGHTS = {
    "(": 2.0,
    ")": -2.0,  # what follows a bracket stands where it would without
    ", ": 1.0,
    " and ": 1.0,
    ", and ": 1.5,
    " as ": 1.0,
    ", as ": 1.5,
    " than ": 1.5,
    "? ": 4.0,
    "! ": 4.0,
}
_CLOSING = "was|were|is|are|has|have|had|will|would|could|may|said|says|plans|expects|rose|fell|agreed"
"""Verbs after a comma: they go on with what stood before the parenthesis."""
_BACK = -1.0
_LIGHT = ("(", ")", ": ", ", ", " and ", ", and ", " as ", ", as ", " than ", ", than ")
"""Boundaries that do not end a clause; all others do."""


def cut_windows(tables: dict[str, pl.DataFrame], money: pl.LazyFrame) -> pl.DataFrame:
    """The sentences with amounts and the `CONTEXT` before each, with their shadow text."""
    sentences = tables["stg_sentence"].lazy().sort("article_id", "start_char")
    segments = tables["stg_segment"].lazy().select("article_id", "segment_no", "kind")
    home = (
        money.sort("start_char")
        .join_asof(
            sentences.select("article_id", "sentence_no", pl.col("start_char").alias("from")).sort("from"),
            left_on="start_char",
            right_on="from",
            by="article_id",
            check_sortedness=False,
        )
        .select("article_id", "sentence_no")
        .drop_nulls()
        .collect(engine="in-memory")
        .lazy()
    )
    near = pl.concat(
        home.select("article_id", sentence_no=pl.col("sentence_no").cast(pl.Int64) - back)
        for back in range(-1, CONTEXT + 1)
    ).unique()
    near = pl.concat([near, home.select("article_id", sentence_no=pl.lit(0, dtype=pl.Int64))]).unique()
    leads = _leads(sentences, segments).collect(engine="in-memory").lazy()
    near = near.collect(engine="in-memory").lazy()
    wanted = pl.concat(
        [near, near.join(leads, on=["article_id", "sentence_no"]).select("article_id", sentence_no="lead_no")]
    ).unique()
    windows = (
        sentences.with_columns(pl.col("sentence_no").cast(pl.Int64))
        .join(wanted, on=["article_id", "sentence_no"], how="semi")
        .join(segments, on=["article_id", "segment_no"], how="left")
        .join(leads, on=["article_id", "sentence_no"], how="left")
        .sort("article_id", "start_char")
        .collect(engine="in-memory")
    )
    text = cut_stretches(windows, tables["dim_article"], "start_char", "end_char").alias("text")
    return (
        windows.with_columns(text)
        .lazy()
        .with_columns(
            text=shadow(pl.col("text")).str.replace_all("\n", " ", literal=True),
            from_char=pl.col("start_char").cast(pl.Int64),
            to_char=pl.col("end_char").cast(pl.Int64),
        )
        .with_columns(long=pl.col("text").str.len_chars().cast(pl.Int64) + len(GAP))
        .with_columns(base=pl.col("long").cum_sum() - pl.col("long"))
        .with_row_index("window")
        .select(
            "window",
            "article_id",
            "sentence_no",
            "segment_no",
            "kind",
            "zone",
            "from_char",
            "to_char",
            "base",
            "text",
            "lead_no",
        )
        .collect(engine="in-memory")
    )


def _leads(sentences: pl.LazyFrame, segments: pl.LazyFrame) -> pl.LazyFrame:
    """For each sentence of a list or of plain short lines, the sentence that leads it in: the nearest heading
    or line before the list.
    """
    return (
        sentences.select("article_id", "segment_no", "start_char", pl.col("sentence_no").cast(pl.Int64))
        .join(segments, on=["article_id", "segment_no"], how="left")
        .sort("article_id", "start_char")
        .with_columns(
            lead_no=pl.when(pl.col("kind").is_in(["heading", "headline", "paragraph"]))
            .then(pl.col("sentence_no"))
            .forward_fill()
            .over("article_id")
        )
        .filter(pl.col("kind") == "list_item")
        .select("article_id", "sentence_no", "lead_no")
        .drop_nulls()
    )


def lead_windows(windows: pl.LazyFrame) -> pl.LazyFrame:
    """`window`, `lead_window`: the line that leads in the list that a sentence is an item of."""
    places = windows.select("article_id", lead_no="sentence_no", lead_window="window")
    return (
        windows.select("window", "article_id", "lead_no")
        .drop_nulls()
        .join(places, on=["article_id", "lead_no"])
        .select("window", "lead_window")
    )


def find_breaks(windows: pl.DataFrame, words: Mapping[str, str], amounts: pl.LazyFrame) -> pl.LazyFrame:
    """Clause boundaries: `at`; `depth`, the weight of all up to there; `clause`, the number of heavy ones.
    Words within `amounts` (`at`, `to`) divide nothing: `between $5m and $6m`.
    """
    conjunctions = words["conjunctions"]  # no full stop: within a sentence it ends an abbreviation
    breaks = (
        rf"{_MEASURE}|[;()]|: | -+ |[?!] |,? (?:{conjunctions}) |, (?:{_CLOSING}) |, |,? (?:and|as|than) "
    )
    found = mark_spans(windows.select("base", "text"), breaks, text="text")
    closes = pl.col("matched").str.contains(f"^, (?:{_CLOSING}) $")
    return (
        found.lazy()
        .select(
            at=pl.col("base") + pl.col("start"),
            weight=pl.when(closes)
            .then(_BACK)
            .otherwise(pl.col("matched").replace_strict(_WEIGHTS, default=2.0, return_dtype=pl.Float64))
            * (~pl.col("matched").str.contains(f"^{_MEASURE}$")).cast(pl.Float64),
            heavy=~pl.col("matched").is_in(_LIGHT)
            & ~closes
            & ~pl.col("matched").str.contains(f"^{_MEASURE}$"),
        )
        .join_asof(amounts.select("at", "to").sort("at"), on="at")
        .filter((pl.col("at") >= pl.col("to")).fill_null(True))
        .select("at", depth=pl.col("weight").cum_sum(), clause=pl.col("heavy").cast(pl.Int64).cum_sum())
        .collect(engine="in-memory")
        .lazy()
    )


def with_depth(frame: pl.LazyFrame, breaks: pl.LazyFrame) -> pl.LazyFrame:
    """`frame` with the `depth` of its `at`; sorted by `at`."""
    return (
        frame.sort("at", maintain_order=True)
        .join_asof(breaks, on="at", strategy="backward")
        .with_columns(pl.col("depth").fill_null(0.0), pl.col("clause").fill_null(0))
    )
