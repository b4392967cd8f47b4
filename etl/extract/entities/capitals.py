"""Runs of capitals: words with a capital and listed names that stand side by side in a sentence.

What a run holds by way of names is for `run_names` to say.
"""

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.scanning import Batch
from etl.text.marking import mark_spans

ITEM = "\x1f"
PART = "\x1e"
"""What separates the items of a run's key, and the parts of an item."""

_ABBREVIATED = r"(?:Inc|Corp|Ltd|Ltda|Pte|Pty|Pvt|Co|Bros|St|Mr|Mrs|Ms|Dr|Jr|Sr|Gov|Sen|Rep|Gen|Prof)\."
_CAPITAL = r"(?:(?-u:\b)[A-Z]|[\p{Lu}&&[\p{Latin}--[A-Z]]])"
_WORD = (
    rf"{_CAPITAL}[\p{{Latin}}0-9]*(?:'[A-Z][\p{{Latin}}]+)?"
    r"(?:-[A-Z0-9][\p{Latin}0-9]*(?:\.[0-9]+)*)*(?:-[a-z]{2,}[0-9]*)?\+?"
)
TOKEN = "|".join(
    (
        rf"(?-u:\b){_ABBREVIATED}",
        r"(?-u:\b)(?:[A-Z]\.)+(?:-?[A-Z]\.)*",
        r"(?-u:\b)[A-Z][A-Za-z]{2,}\.(?:com|ai|io|org|net|co|tv)(?-u:\b)",
        r"(?-u:\b)A/S(?-u:\b)|(?-u:\b)S\.p\.A\.?|(?-u:\b)N\.V\.|(?-u:\b)S/A(?-u:\b)",
        r"(?-u:\b)[0-9]{1,4}[a-z]{0,3}[A-Z][a-z]{2,}[A-Za-z]*",
        r"(?-u:\b)[a-z]{1,2}[A-Z][A-Za-z0-9]+",
        _WORD,
    )
)
"""A word that may be part of a name. `Azure-native` is cut later, where the tail is an ordinary word."""

JOINTS = (
    " ",
    ", ",
    " & ",
    "/",
    *(
        f" {word} "
        for word in ("of", "of the", "for", "for the", "and", "de", "da", "do", "dos", "du", "del")
    ),
    *(
        f" {word} "
        for word in ("della", "di", "la", "le", "van", "van der", "van den", "von", "von der", "bin")
    ),
    *(f" {word} " for word in ("al", "el", "ul", "y", "e", "der", "den", "ter", "ten", "zu")),
    " al-",
    " el-",
)
"""What may stand between two items of one run."""


def find_items(batch: Batch, listed: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Listed names and the capitalised words outside them, in order, each with its run.

    Columns: `start`, `end`, `surface`, `entity_id`, `entity_type` (null for a word), `gap` (what stands
    before it, in its run), `run` (number), `article_id`, `sentence_start`, `is_title`, `is_capitals`,
    `is_first` (the first word of its sentence or after a colon, a bar, a quotation mark).
    """
    words = _free_words(batch, listed, names)
    columns = ["start", "end", "surface", "entity_id", "entity_type"]
    items = pl.concat([listed.select(columns), words.select(columns)]).sort("start")
    located = items.join_asof(
        batch.sentences.select(
            "article_id",
            "is_title",
            "is_capitals",
            "kind",
            sentence_start="start",
            sentence_end="end",
            start="start",
        ),
        on="start",
        strategy="backward",
    ).filter(pl.col("start") < pl.col("sentence_end"))
    spaced = located.with_columns(previous=pl.col("end").shift(1))
    gaps = spaced.select(
        start=pl.when(pl.col("start") - pl.col("previous") <= 10)
        .then("previous")
        .otherwise("start")
        .fill_null(0),
        end=pl.col("start"),
    )
    joined = (batch.cut(gaps).is_in(JOINTS)) & (
        located["sentence_start"] == located["sentence_start"].shift(1)
    ).fill_null(False)
    before = batch.before(located, 3)
    opens = before.str.contains(r"(?:[.:!?\"|(\n]|[-*•] |^)\s*[\"'(]?$|[\s(][\"']$") | (
        located["start"] - located["sentence_start"] <= 1
    )
    return located.with_columns(
        gap=pl.when(joined).then(batch.cut(gaps)).otherwise(pl.lit("")),
        run=(~joined).cum_sum(),
        is_first=opens & ~joined,
    )


def _free_words(batch: Batch, listed: pl.DataFrame, names: Names) -> pl.DataFrame:
    """The capitalised words that no listed name covers, ordinary tails (`-native`, `-backed`) cut off."""
    texts = pl.DataFrame({"shadow": [batch.prose]})
    words = mark_spans(texts, TOKEN).select(
        pl.col("start").cast(pl.Int64), pl.col("end").cast(pl.Int64), surface="matched"
    )
    words = _cut_tails(words.filter(~batch.before(words, 1).str.contains(r"[$€£¥₹@#_\\]")), names)
    nearest = listed.select(listed_start="start", listed_end="end", start="start")
    inside = words.join_asof(nearest, on="start", strategy="backward").with_columns(
        covered=(pl.col("listed_end") > pl.col("start")).fill_null(False)
    )
    following = inside.join_asof(
        nearest.select(next_start="listed_start", start="start"), on="start", strategy="forward"
    )
    reaches = (pl.col("next_start") < pl.col("end")).fill_null(False)
    return following.filter(~pl.col("covered") & ~reaches).with_columns(
        entity_id=pl.lit(None, dtype=pl.String), entity_type=pl.lit(None, dtype=pl.String)
    )


def _cut_tails(words: pl.DataFrame, names: Names) -> pl.DataFrame:
    """`Redwood-backed` ends before its hyphen; `Jae-yong` does not."""
    tailed = words["surface"].str.extract(r"-([a-z]{2,})[0-9]*\+?$")
    ordinary = {
        tail: names.is_common(tail) or tail.endswith("based") for tail in tailed.drop_nulls().unique()
    }
    cut = tailed.replace_strict(ordinary, default=False, return_dtype=pl.Boolean).fill_null(False)
    length = pl.when(cut).then(tailed.str.len_chars() + 1).otherwise(0)
    return words.with_columns(end=pl.col("end") - length).with_columns(
        surface=pl.col("surface").str.head(pl.col("end") - pl.col("start"))
    )


def run_keys(items: pl.DataFrame) -> pl.DataFrame:
    """A row a run: its number, a key that holds all that its reading depends on, and whether it is open:
    whether it holds more than one listed name.
    """
    item = pl.format("{}" + PART + "{}" + PART + "{}", "gap", "surface", pl.col("entity_type").fill_null(""))
    return items.group_by("run", maintain_order=True).agg(
        key=item.str.join(ITEM),
        is_first=pl.col("is_first").first(),
        is_title=pl.col("is_title").first() | pl.col("is_capitals").first(),
        is_open=pl.col("entity_type").is_null().any() | (pl.len() > 1),
    )
