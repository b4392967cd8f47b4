"""Datelines and credits: where an article was written, for whom and after whom, whose its amounts are not."""

import polars as pl

_CITY = r"[A-Z][\p{L}'.]+(?:[ /-][A-Z][\p{L}'.]+){0,3}"
_REGION = r"(?:, [A-Z][A-Za-z. ]{1,25})?"
_DATE = (
    r",? (?:[A-Z][a-z]+day,? )?(?:[0-9]{1,2}(?:st|nd|rd|th)? )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: [0-9]{1,2})?(?:,? [0-9]{4})?"
)
_AGENCY = r",? ?(?:\([A-Z][A-Za-z .]{1,25}\)|/[A-Z][A-Za-z -]{1,25}/)"
_DATELINE = (
    rf"^((?:[A-Z][A-Z'.]+(?:[ /-][A-Z][A-Z'.]+){{0,3}}{_REGION}(?:{_DATE})?(?:{_AGENCY})?"
    rf"|{_CITY}{_REGION}(?:{_DATE}(?:{_AGENCY})?|{_AGENCY}))(?: ?-+ |: )|{_CITY}{_REGION}{_DATE}{_AGENCY} )"
)
"""`PARIS - `, `Kyiv, May 6 (Agency) - `, `Pune, May 6 (Agency) `: a city in capitals, or with a date
or an agency.
"""
_DATED = ("paragraph", "dateline")
"""Kinds of segment that a dateline begins."""
_CREDITS = ("dateline", "source")
"""Kinds of segment that say nothing else."""


def in_datelines(placed: pl.LazyFrame, windows: pl.LazyFrame) -> pl.LazyFrame:
    """The names of datelines and of lines that credit a source: `article_id`, `start_char`. `placed` are
    names on the line of `windows`.
    """
    dated = windows.filter(pl.col("kind").is_in(_DATED)).select(
        "window", dated_to=pl.col("base") + pl.col("text").str.extract(_DATELINE, 1).str.len_chars()
    )
    is_city = (pl.col("at") == pl.col("base")) & (pl.col("entity_type") == "place")
    opening = placed.join(dated.drop_nulls("dated_to"), on="window").filter(
        pl.col("at") < pl.col("dated_to"), is_city.any().over("window")
    )
    credits = placed.filter(pl.col("kind").is_in(_CREDITS))
    return pl.concat([rows.select("article_id", "start_char") for rows in (opening, credits)])
