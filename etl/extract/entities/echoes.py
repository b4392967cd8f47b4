"""Names of several words wherever the article has them again, letter for letter.

What a line in capitals, a label or a list hides (`Harrow & Zelph Lines Up a Loan`), the prose shows.
"""

import polars as pl

from etl.extract.entities.scanning import Batch


def with_echoes(mentions: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The mentions, and those of names of several words that the lexicon lacks where none was found before.

    They may overlap others that begin inside them, or where they do and end sooner: `Zelphor` in a headline
    that has `Zelphor Buds`. One that goes on with another capital is none.
    """
    names = (
        mentions.filter(pl.col("is_provisional") & pl.col("surface").str.contains("[A-Za-z] .*[A-Z]"))
        .sort("start")
        .unique(["article_id", "surface"], keep="first", maintain_order=True)
        .join(batch.articles, on="article_id", suffix="_article")
    )
    known = dict(mentions.sort("end").select("start", "end").iter_rows())
    text = batch.text
    rows = [
        (row_no, place)
        for row_no, (surface, base, end) in enumerate(
            names.select("surface", "base", "end_article").iter_rows()
        )
        for place in _places(text, surface, base, end)
        if known.get(place, 0) < place + len(surface)
    ]
    if not rows:
        return mentions
    found = pl.DataFrame(rows, schema={"row_no": pl.Int64, "place": pl.Int64}, orient="row")
    again = (
        names.with_row_index("row_no")
        .with_columns(pl.col("row_no").cast(pl.Int64))
        .join(found, on="row_no")
        .with_columns(end=pl.col("place") + pl.col("end") - pl.col("start"), start="place")
    )
    inside = again.sort("start").join_asof(
        mentions.sort("start").select("start", other_end="end"),
        on="start",
        strategy="backward",
        allow_exact_matches=False,
    )
    free = inside.filter((pl.col("other_end") <= pl.col("start")).fill_null(True))
    return pl.concat([mentions, free.select(mentions.columns)])


def _places(text: str, name: str, base: int, end: int) -> list[int]:
    """Where a name stands in a stretch of text, between letters of no other word."""
    places, place = [], text.find(name, base, end)
    while place >= 0:
        before, after = (
            text[place - 1 : place] if place else "",
            text[place + len(name) : place + len(name) + 2],
        )
        is_whole = not (before.isalnum() or before == "-" or after[:1].isalnum() or after[:1] == "-")
        if is_whole:
            places.append(place)
        place = text.find(name, place + 1, end)
    return places
