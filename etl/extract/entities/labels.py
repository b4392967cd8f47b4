"""Names that label paragraphs (`ZELPHOR BANK: The lender lost $3m.`), where capitals say nothing."""

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.plain_names import LIKELY, SURE
from etl.extract.entities.scanning import Batch
from etl.extract.entities.word_shapes import is_time

_NUMBER = r"(?:[-*•] )?(?:[0-9]{1,2}[.)] )?"
_LABELS = {
    "in capitals": rf"^({_NUMBER})([A-Z][A-Z'&-]+(?: (?:&|[A-Z][A-Z'&-]+)){{0,3}})(?:\.$|: )",
    "numbered": r"^((?:[*_#]+ ?)?[0-9]{1,3}[.)] )([A-Z][A-Za-z'&-]*(?: (?:&|of|[A-Z][A-Za-z'&-]*)){0,3})"
    r"(?:[*_]+)?(?:$| ?[:–—(])",
    "in bold": rf"^({_NUMBER}\*\*)([A-Z][A-Za-z'&-]*(?: (?:&|of|[A-Z][A-Za-z'&-]*)){{0,3}})[.:]?\*\*[.:]? ",
}
"""How the labels of an article's paragraphs are written: all of them in one manner."""

_NO_PART = ("title", "trade", "demonym", "generic", "event", "ordinal", "account", "figure", "balance")
"""Kinds of words that say what a paragraph is about, and name no firm: `RESULTS:`, `OUTLOOK.`"""

_TELLS = 120
"""Characters after a label in which its paragraph says whose label it is."""
_IS_FIRM = (
    r"^[^A-Za-z]*(?:[A-Z][^.]{0,60}\. )?(?:The|the|This|this|A|An|a|an) (?:[A-Za-z0-9'-]+,? ){0,3}?"
    r"(?:company|firm|group|business|start-?up|bank|house|studio|chain|maker|producer|supplier|giant|exchange|"
    r"platform|discounter|supermarket|builder|exporter|importer|trader|refiner|processor|club|label|"
    r"market leader|{trades})(?-u:\b)|^[^A-Za-z]*(?:Its|It) "
)
"""What a paragraph calls a firm that its label has named."""
_QUORUM = 2
_OF_LABELS, _OF_ENTRIES = 2, 3
"""So many labels of an article that are firms' make firms' of all of them, if they are half of them; a third
of numbered ones, which are all of one kind.
"""


def with_labels(found: pl.DataFrame, listed: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The candidates, and the labels of paragraphs that are firms' names; candidates inside them give way.

    A label is a firm's where its paragraph calls it one (`The lender lost $3m`), where its last word does or
    where it is known as one. Where that holds of most labels of an article, the others are firms' too.
    """
    labels = _labels(batch, names)
    if len(labels) < _QUORUM:
        return found
    known = pl.concat(
        [
            listed.select("start", known="entity_type"),
            found.filter(pl.col("strength") >= LIKELY).select("start", known="form_type"),
        ]
    ).unique("start", keep="first")
    trades = "|".join(sorted(word.lower() for word in names.words["trade"]))
    ends = [word.upper() for word, kind in names.heads["last"].items() if kind == "company"]
    last = pl.col("label").str.to_uppercase().str.extract(" ([^ ]+)$")
    is_firm = (
        pl.col("after").str.contains(_IS_FIRM.replace("{trades}", trades))
        | (pl.col("known") == "company").fill_null(False)
        | last.is_in(ends).fill_null(False)
    )
    within = ["article_id", "manner"]
    share = pl.when(pl.col("manner") == "numbered").then(_OF_ENTRIES).otherwise(_OF_LABELS).first()
    of_firms = (
        labels.with_columns(after=batch.after(labels, _TELLS))
        .join(known, on="start", how="left", maintain_order="left")
        .filter(~pl.col("known").is_in(["place", "person", "government"]).fill_null(False))
        .with_columns(is_firm=is_firm)
        .filter((pl.col("is_firm").sum() >= _QUORUM).over(within))
        .filter((pl.col("is_firm").sum() * share >= pl.len()).over(within))
    )
    if of_firms.is_empty():
        return found
    return _laid_over(found, of_firms)


def _labels(batch: Batch, names: Names) -> pl.DataFrame:
    """What may be a name at the head of a paragraph: `article_id`, `start`, `end`, `label`, `manner`."""
    sentence, label = pl.col("sentence"), pl.col("label")
    no_label = ["headline", "byline", "dateline", "table_row"]
    labels = (
        pl.concat(
            batch.sentences.lazy()
            .filter(~pl.col("kind").is_in(no_label).fill_null(False))
            .select(
                "article_id",
                "start",
                before=sentence.str.extract(pattern, 1).str.len_chars().cast(pl.Int64),
                label=sentence.str.extract(pattern, 2),
                manner=pl.lit(manner),
            )
            .drop_nulls("label")
            for manner, pattern in _LABELS.items()
        )
        .with_columns(start=pl.col("start") + pl.col("before"))
        .with_columns(end=pl.col("start") + label.str.len_chars().cast(pl.Int64))
        .collect()
    )
    may_name = [_may_name(words.split(), names) for words in labels["label"].to_list()]
    return labels.filter(pl.Series(may_name, dtype=pl.Boolean)).drop("before").sort("start")


def _may_name(words: list[str], names: Names) -> bool:
    """Whether a label may be a name: no topic (`THE WINNERS`, `OUTLOOK`, `What It Does`), no time."""
    spelled = [word.capitalize() for word in words]
    is_said = any(word.lower() in names.words["function"] - {"of"} for word in words)
    is_topic = all(any(names.has_kind(word, kind) for kind in _NO_PART) for word in spelled)
    return not is_said and not is_topic and not any(is_time(word, names) for word in spelled)


def _laid_over(found: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """The candidates without those inside the labels, and the labels."""
    name = labels.select(
        *("article_id", "start", "end"),
        is_title=pl.lit(True),
        is_first=pl.lit(True),
        is_capitals=pl.col("manner") == "in capitals",
        strength=pl.lit(SURE, pl.Int64),
        form_type=pl.lit("company"),
        core="label",
        surface="label",
    )
    covering = found.sort("start").join_asof(
        name.select("start", covered_to="end"), on="start", strategy="backward"
    )
    free = covering.filter((pl.col("end") > pl.col("covered_to")).fill_null(True))
    return pl.concat([free, name], how="diagonal_relaxed").select(found.columns).sort("start", "end")
