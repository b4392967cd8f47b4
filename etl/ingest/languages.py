"""The language of a text: English by its commonest words, anything else by a classifier."""

import polars as pl

_ENGLISH = (
    r"(?i)(?-u:\b)(?:the|of|and|to|that|with|was|said|for|by|from|its|has|have|will|which|this|are)(?-u:\b)"
)
_SHARE = 0.10
_SURE_WORDS = 20
_LOOKED_AT = 4000
"""Code points of a text that are looked at: enough to tell, and a long text costs no more."""


def tell_languages(texts: pl.Series, words: pl.Series) -> pl.Series:
    """ISO 639-1 codes of texts of so many `words`; `und` where there are no letters to tell by.

    A text of 20 words or more of which one in ten is a common English function word is English: so much is
    seen in one pass. The classifier, slow to load, is asked only about the rest.

    >>> texts = pl.Series(["The bank said that it paid for the loss of the year to its clients and to "
    ...     "the court, which was right.", "123"])
    >>> tell_languages(texts, texts.str.count_matches(r"\\S+")).to_list()
    ['en', 'und']
    """
    heads = texts.str.slice(0, _LOOKED_AT)
    is_long = texts.str.len_chars() > _LOOKED_AT
    frame = pl.DataFrame({"head": heads, "words": words, "is_long": is_long}).with_columns(
        words=pl.coalesce(pl.when("is_long").then("head").str.count_matches(r"\S+"), "words"),
        english=pl.col("head").str.count_matches(_ENGLISH),
    )
    sure = (pl.col("words") >= _SURE_WORDS) & (pl.col("english") >= _SHARE * pl.col("words"))
    told = frame.select(language=pl.when(sure).then(pl.lit("en")))["language"]
    unsure = told.is_null()
    if not unsure.any():
        return told
    asked = heads.filter(unsure)
    answers = {text: _classified(text) for text in asked.unique().to_list()}
    return pl.select(
        pl.when(pl.lit(unsure))
        .then(pl.lit(heads).replace_strict(answers, default="und"))
        .otherwise(pl.lit(told))
    ).to_series()


def _classified(text: str) -> str:
    """What the classifier says; a text of no letters, or of so few that it is a guess, is `und`."""
    if sum(map(str.isalpha, text)) < 4:
        return "und"
    # Imported here: its model takes longer to load than five articles to read.
    import py3langid

    language, _ = py3langid.classify(text)
    return str(language)
