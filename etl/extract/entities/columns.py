"""What the head of a table's column says of the names below it: places under `Where`, clubs under `Club`."""

import polars as pl

from etl.extract.entities.scanning import Batch

_HEADS = {
    "company": "company|companies|firm|start-?up|bank|lender|operator|manufacturer|maker|developer|brand|"
    "vendor|provider|issuer|borrower|bidder|buyer|acquirer|investor|retailer|airline|insurer|supplier|contractor",
    "place": "where|location|city|town|country|state|region|place|site|venue|province|county|district|"
    "headquarters",
    "person": "ceo|founder|player|director|chair(?:man)?|executive|minister|candidate|author|"
    "billionaire|chief executive",
    "product": "model|product|drug|film|movie|title|game|app|vehicle|car|phone",
    "organization": "club|team|university|school|college|union|party|charity",
    "government": "ministry|department|agency|regulator|government|council",
    "media": "outlet|newspaper|publication|publisher|broadcaster",
    "fund": "fund|pension fund|etf",
}


def headed_type(heard: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The candidates in the cells of tables whose column's head says what they are: `start`, `headed`.

    `heard` has `start`. A table is a stretch of rows that follow each other, its heads are its first row.
    """
    rows = (
        batch.sentences.lazy()
        .with_columns(is_row=(pl.col("kind") == "table_row").fill_null(False))
        .with_columns(table=(pl.col("is_row") != pl.col("is_row").shift(1, fill_value=False)).cum_sum())
        .filter("is_row")
        .select("table", "sentence", "start", row_start="start", row_end="end")
        .with_columns(head=pl.col("sentence").first().over("table"))
        .collect()
    )
    if rows.is_empty() or heard.is_empty():
        return pl.DataFrame(schema={"start": pl.Int64, "headed": pl.String})
    within = (
        heard.lazy()
        .select("start", place="start")
        .sort("start")
        .join_asof(rows.lazy(), on="start", strategy="backward")
        .filter((pl.col("place") < pl.col("row_end")) & (pl.col("sentence") != pl.col("head")))
    )
    before = pl.col("sentence").str.slice(0, pl.col("place") - pl.col("row_start"))
    cell = (
        pl.col("head").str.split("|").list.get(before.str.count_matches("|", literal=True), null_on_oob=True)
    )
    said = cell.str.strip_chars(" *#").str.to_lowercase()
    headed = pl.coalesce(
        pl.when(said.str.contains(f"^(?:{words})s?$")).then(pl.lit(kind)) for kind, words in _HEADS.items()
    )
    return within.select(start="place", headed=headed).drop_nulls("headed").unique("start").collect()
