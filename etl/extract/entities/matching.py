"""Names that the lexicon lists, found in the text: which alias stands where, and which entity it means.

An alias counts where no letter or digit goes on at its ends; glued names count where a capital shows the
seam. Of aliases that overlap the leftmost longest that fits stays. Homographs need what their condition
asks for (`conditions` in names.toml).
"""

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.scanning import Batch

SEAM_LENGTH = 5
"""A name glued to its neighbour counts from this length on (`ShowdownSpaceX`)."""

_CORPORATE_AFTER = (
    r"^(?:'s(?-u:\b)|'(?: |$)|,? (?:has|had|is|was|will|said|says|raise[sd]?|shares|stock|plans?|plc|"
    r"Inc|Corp|Ltd|announced|reported|posted|bought|acquired|launched|unveiled|agreed|reports|and its|which|"
    r"who|to)(?-u:\b)| ?[|:]| ?\()"
)
_CORPORATE_BEFORE = (
    r"(?:[|]|(?-u:\b)(?:at|by|of|from|with|in|for|and|or|to|as|against|on|like|than|between|via|about|joins?|"
    r"over|is|was|said|rival|unit|parent|company)) $"
)


def find_listed(batch: Batch, names: Names) -> pl.DataFrame:
    """The mentions of listed names, one row a mention, in order of place.

    Columns: `start`, `end` (in the batch), `surface`, `entity_id`, `entity_type`, `condition`.
    """
    hits = _bounded(_raw_hits(batch, names), batch, names)
    if hits.is_empty():
        return _no_hits()
    readings = _fitting_readings(hits, batch, names)
    return _leftmost_longest(readings)


def _no_hits() -> pl.DataFrame:
    return pl.DataFrame(
        schema={
            "start": pl.Int64,
            "end": pl.Int64,
            "surface": pl.String,
            "entity_id": pl.String,
            "entity_type": pl.String,
            "condition": pl.String,
        }
    )


def _raw_hits(batch: Batch, names: Names) -> pl.DataFrame:
    found = names.automaton.find_overlapping(batch.text)
    return pl.DataFrame(
        found, schema={"start": pl.Int64, "end": pl.Int64, "pattern_no": pl.Int64}, orient="row"
    )


def _bounded(hits: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The hits that are whole words, or glued to a neighbour with a capital at the seam."""
    hits = hits.with_columns(left=batch.before(hits, 1), right=batch.after(hits, 2), surface=batch.cut(hits))
    long_enough = pl.col("surface").str.len_chars() >= SEAM_LENGTH
    left_open = ~pl.col("left").str.contains(r"[\p{L}\p{N}_@#$\\]")
    glued = batch.before(hits, 24).str.extract(r"([A-Za-z]+)$")
    ordinary = {word: names.is_common(word) for word in glued.drop_nulls().unique()}
    left_seam = (
        long_enough
        & glued.replace_strict(ordinary, default=False, return_dtype=pl.Boolean).fill_null(False)
        & pl.col("left").str.contains(r"\p{Ll}")
        & pl.col("surface").str.contains(r"^\p{Lu}.*\p{Ll}")
    )
    right_open = ~pl.col("right").str.contains(r"^[\p{L}\p{N}_$]")
    right_seam = (
        long_enough
        & pl.col("right").str.contains(r"^\p{Lu}\p{Ll}")
        & pl.col("surface").str.contains(r"\p{Ll}$")
    )
    goes_on = pl.col("right").str.contains(r"^(?:[.][0-9]|-[0-9]|&\p{Lu}|'\p{Lu})")
    is_acronym_part = pl.col("left").str.contains("&") & (pl.col("surface").str.len_chars() <= 2)
    return hits.filter(
        (left_open | left_seam) & (right_open | right_seam) & ~goes_on & ~is_acronym_part
    ).sort("start", "end")


def _fitting_readings(hits: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """A row a hit with the one entity that it means; a hit whose conditions all fail has none.

    A reading whose condition on the article or sentence holds beats one without a condition.
    """
    readings = (
        hits.join(names.aliases.drop("pattern", "length", "alias"), on="pattern_no")
        .sort("start")
        .join_asof(
            batch.sentences.select(
                pl.col("start").alias("sentence_start"),
                pl.col("end").alias("sentence_end"),
                "sentence",
                "is_title",
                "is_capitals",
                "article_id",
                start="start",
            ),
            on="start",
            strategy="backward",
        )
        .filter(pl.col("start") < pl.col("sentence_end"))
    )
    held = _held_conditions(readings, batch, names)
    return (
        readings.join(held, on=["start", "end", "entity_id"], how="semi")
        .with_columns(rank=pl.when(pl.col("condition").is_in(["", "common", "case"])).then(1).otherwise(0))
        .sort("start", "end", "rank", "entity_id")
        .unique(["start", "end"], keep="first", maintain_order=True)
    )


def _held_conditions(readings: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The readings whose condition holds."""
    needs = {rule["id"]: rule["needs"] for rule in names.conditions}
    asked = readings.with_columns(
        needs=pl.col("condition").replace_strict(needs, default="nothing", return_dtype=pl.String)
    )
    free = asked.filter(
        ((pl.col("needs") == "nothing") & (~pl.col("is_upper") | _is_upper_name())) | _is_dateline()
    )
    mixed = asked.filter((pl.col("needs") == "mixed") & ~pl.col("is_capitals"))
    present = set(readings["condition"].unique())
    cued = [
        _with_cue(asked.filter(pl.col("condition") == rule["id"]), rule, batch)
        for rule in names.conditions
        if rule["id"] in present and rule["needs"] in ("article", "sentence")
    ]
    capital = _with_capital(asked.filter(pl.col("needs") == "capital"), batch)
    sure = pl.concat([free, mixed, *cued, capital])
    other = asked.filter(pl.col("needs") == "other").join(
        sure.select("article_id", "entity_id").unique(), on=["article_id", "entity_id"], how="semi"
    )
    keys = ["start", "end", "entity_id"]
    return pl.concat([sure.select(keys), other.select(keys)]).unique()


def _is_upper_name() -> pl.Expr:
    """A name in capitals counts in a line of capitals; a company's or an outlet's anywhere."""
    return pl.col("is_capitals") | pl.col("entity_type").is_in(["company", "media"])


def _is_dateline() -> pl.Expr:
    """A place in capitals where a line begins: `AMSTERDAM/PARIS, Sept 9 -`."""
    opens = pl.col("start") - pl.col("sentence_start") < 30
    return pl.col("is_upper") & opens & (pl.col("entity_type") == "place")


def _with_cue(readings: pl.DataFrame, rule: dict[str, str], batch: Batch) -> pl.DataFrame:
    """The readings whose article or sentence has one of the rule's cues."""
    if rule["needs"] == "sentence":
        return readings.filter(pl.col("sentence").str.contains(rule["cues"]))
    asked = batch.articles.join(readings.select("article_id").unique(), on="article_id", how="semi")
    texts = asked.with_columns(text=batch.cut(asked, "base", "end"))
    cued = texts.filter(pl.col("text").str.contains(rule["cues"]))
    return readings.join(cued.select("article_id"), on="article_id", how="semi")


def _with_capital(readings: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The readings whose capital is the name's own, and others of the same name in the article."""
    if readings.is_empty():
        return readings
    placed = readings.with_columns(before=batch.before(readings, 20), after=batch.after(readings, 24))
    is_first = pl.col("start") - pl.col("sentence_start") <= 2
    is_first = is_first | pl.col("before").str.contains(r"(?:[.:!?\"|(]|\n|- )\s*\"?$")
    has_cue = pl.col("after").str.contains(_CORPORATE_AFTER) | (
        pl.col("before").str.contains(_CORPORATE_BEFORE) & pl.col("is_title")
    )
    is_word_list = pl.col("is_capitals")
    own = placed.filter(~is_word_list & ((~is_first & ~pl.col("is_title")) | has_cue))
    key = ["article_id", "surface", "entity_id"]
    return readings.join(own.select(key).unique(), on=key, how="semi")


def _leftmost_longest(readings: pl.DataFrame) -> pl.DataFrame:
    """Of readings that overlap the leftmost, and of those the longest; what it covers goes."""
    left = readings.sort(["start", "end"], descending=[False, True])
    kept: list[pl.DataFrame] = [left.clear()]
    while not left.is_empty():
        reach = pl.col("end").cum_max().shift(1, fill_value=-1)
        free = left.filter(pl.col("start") >= reach)
        kept.append(free)
        # What a covered reading hid may stand free now: only those that overlap nothing kept go on.
        covered = left.join(free.select("start", "end"), on=["start", "end"], how="anti")
        starts = free.select(
            pl.col("start").alias("kept_start"), pl.col("end").alias("kept_end"), start="start"
        )
        left = (
            covered.join_asof(starts, on="start", strategy="backward")
            .join_asof(
                starts.select(pl.col("kept_start").alias("next_start"), start="start"),
                on="start",
                strategy="forward",
            )
            .filter(
                (pl.col("kept_end") <= pl.col("start"))
                & (pl.col("next_start").fill_null(pl.col("end")) >= pl.col("end"))
            )
            .drop("kept_start", "kept_end", "next_start")
        )
    columns = ["start", "end", "surface", "entity_id", "entity_type", "condition"]
    return pl.concat(kept).sort("start").select(columns)
