"""When the amount of a table's cell holds: what its row, its heads and the caption say."""

import polars as pl

from etl.interpret.claims.scene.heads import in_heads, inside
from etl.text.shadow import shadow

_AROUND_DATE = 6
"""Characters beside a date that a cell may have to be one: `(est.)`, a footnote's mark."""
_OTHER_DAYS = "found|launch|matur|due|expir|until|since|born|start|opened|established"
"""Heads of columns of other days than that of the row's amounts."""


def cell_times(cells: pl.LazyFrame, tables: dict[str, pl.DataFrame]) -> pl.LazyFrame:
    """The time of each cell that one is told of: `n`, `as_of_start`, `as_of_end`. `cells` are the claimed
    ones with the spans of their heads.
    """
    return _times(_dates(cells, tables))


def _dates(cells: pl.LazyFrame, tables: dict[str, pl.DataFrame]) -> pl.LazyFrame:
    """The dates that may say when a cell's amount holds: `n`, `order`, `start_char`, `surface`, `start_date`,
    `end_date`. The one date that is a cell of its own in the row, a round's day beside its size, comes before
    those of heads; a day of founding or falling due is none.
    """
    dates = tables["fact_date_mention"].lazy()
    row = ["article_id", "table_no", "row_no"]
    head = shadow(pl.col("column_head").fill_null("")).str.to_lowercase()
    beside = tables["stg_cell"].lazy().filter((pl.col("column_no") > 0) & ~head.str.contains(_OTHER_DAYS))
    spans = beside.select(*row, cell_start="start_char", cell_end="end_char")
    told = inside(spans, "cell_start", "cell_end", dates)
    width, cell = (
        pl.col(end).cast(pl.Int64) - pl.col(start).cast(pl.Int64)
        for start, end in (("start_char", "end_char"), ("cell_start", "cell_end"))
    )
    alone = told.filter(cell - width <= _AROUND_DATE).filter(pl.len().over(row) == 1)
    in_row = cells.select("n", *row).join(alone, on=row).with_columns(order=pl.lit(-1))
    shape = ("n", "order", "start_char", "surface", "start_date", "end_date")
    return pl.concat([in_row.select(shape), in_heads(cells, dates).select(shape)])


def _times(dates: pl.LazyFrame) -> pl.LazyFrame:
    """The time of each cell: of the nearest head that has one. A part of a year in the caption takes the year
    of the column's head.
    """
    ordered = dates.drop_nulls("start_date").sort("n", "order", "start_char")
    years = pl.col("end_date").dt.year() - pl.col("start_date").dt.year()
    whole = (pl.col("end_date") - pl.col("start_date")).dt.total_days() >= 364
    part = ~pl.col("whole") & ~pl.col("surface").str.contains("[0-9]{4}")  # `in the first quarter`
    grouped = (
        ordered.with_columns(whole=whole & (years == 0))
        .group_by("n", maintain_order=True)
        .agg(
            pl.col("start_date").first(),
            pl.col("end_date").first(),
            first_whole=pl.col("whole").first(),
            part_start=pl.col("start_date").filter(part).first(),
            part_end=pl.col("end_date").filter(part).first(),
        )
    )
    year = pl.col("start_date").dt.year()
    shift = (
        pl.col("first_whole")
        & pl.col("part_start").is_not_null()
        & (pl.col("part_start").dt.year() == pl.col("part_end").dt.year())
    )
    return grouped.select(
        "n",
        as_of_start=pl.when(shift).then(pl.col("part_start").dt.replace(year=year)).otherwise("start_date"),
        as_of_end=pl.when(shift).then(pl.col("part_end").dt.replace(year=year)).otherwise("end_date"),
    )
