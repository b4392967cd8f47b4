"""Amounts in tables: what their row's head, their column's head, the corner and the caption say of them."""

import polars as pl

from etl.ingest.tables import with_corners
from etl.interpret.claims.parties.columns import other_side, sides_in_columns
from etl.interpret.claims.scene.forms import Cues
from etl.interpret.claims.scene.heads import in_heads
from etl.interpret.claims.tables.heads import metric_of, modality_of, named_in, said_of, source_of
from etl.interpret.claims.tables.layout import read_places, totals_of
from etl.interpret.claims.time.cells import cell_times
from etl.text.shadow import shadow

_BELOW_ZERO = r"^(?:\(.*\)|- ?[^ -].*)$"
"""A cell as accountants set what is below zero: `(12.0)`, `-12.0`. A profit is a loss then; elsewhere it is
a cost or a change, of which the metric says enough."""

_READ = (
    "metric",
    "basis",
    "rule_id",
    "negative",
    "score",
    "margin",
    "modality",
    "modality_rule",
    "evidence",
    "source_ids",
    "subject_ids",
    "counterparty_ids",
    "as_of_start",
    "as_of_end",
)


def read_cells(claims: pl.DataFrame, tables: dict[str, pl.DataFrame], cues: Cues) -> pl.DataFrame:
    """The claims, those of table cells read by their heads instead of by their row's words."""
    all_cells = with_corners(tables["stg_cell"]).lazy()
    found = _claimed_cells(claims.lazy(), all_cells).collect(engine="in-memory")
    if not found.height:
        return claims.with_columns(in_table=pl.lit(False))
    cells, names = found.lazy(), tables["fact_entity_mention"].lazy()
    said = said_of(found, cues).collect(engine="in-memory").lazy()
    named = in_heads(cells, names)
    below = shadow(pl.col("cell")).str.contains(_BELOW_ZERO)
    read = (
        cells.select("n", "row_head", "column_head", below=below)
        .join(metric_of(said, cells.select("n", "size")), on="n", how="left")
        .join(modality_of(said), on="n", how="left")
        .join(cell_times(cells, tables), on="n", how="left")
        .join(named_in(named), on="n", how="left")
        .join(totals_of(cells, named), on="n", how="left")
        .join(sides_in_columns(cells, all_cells, names), on="n", how="left")
        .join(source_of(cells, names), on="n", how="left")
        .with_columns(
            negative=(pl.col("negative") | ((pl.col("metric") == "profit") & pl.col("below"))).fill_null(
                False
            ),
            subject_ids=pl.coalesce(
                "total_ids", "subject_ids", pl.when(pl.col("row_ids").list.len() > 0).then("row_ids")
            ),
            counterparty_ids=other_side(pl.col("metric")),
        )
    )
    read = (
        read_places(read, cells, all_cells, claims.lazy())
        .with_columns(
            evidence=pl.when(pl.col("source_ids").is_not_null()).then(pl.lit("attributed")),
            in_table=pl.lit(True),
        )
        .select("n", "in_table", *_READ)
    )
    inside = pl.col("in_table").fill_null(False)
    return (
        claims.lazy()
        .join(read, on="n", how="left", suffix="_read", maintain_order="left")
        .with_columns(pl.when(inside).then(f"{name}_read").otherwise(name).alias(name) for name in _READ)
        .with_columns(
            in_table=inside,
            link=pl.when(~inside).then("link"),
            gapped=pl.col("gapped") & ~inside,
            negated=pl.col("negated") & ~inside,
        )
        .drop([f"{name}_read" for name in _READ])
        .collect(engine="in-memory")
    )


def _claimed_cells(claims: pl.LazyFrame, cells: pl.LazyFrame) -> pl.LazyFrame:
    """Cells that hold an amount, with its number `n`."""
    spans = cells.with_columns(from_char=pl.col("start_char").cast(pl.Int64), cell_end="end_char").sort(
        "from_char"
    )
    return (
        claims.select("n", "article_id", "size", start=pl.col("start_char").cast(pl.Int64), end="end_char")
        .sort("start")
        .join_asof(
            spans.drop("end_char", "start_char"),
            left_on="start",
            right_on="from_char",
            by="article_id",
            check_sortedness=False,
        )
        .filter(pl.col("end") <= pl.col("cell_end"))
        .filter(pl.col("column_no") > 0)
        .rename({"surface": "cell"})
    )
