"""Tables in text: which lines are a table's rows, and what their cells, heads and captions are.

Three ways of setting a table are read: cells between `|` (Markdown, with or without a rule under the head
and pipes at the ends; the page reader sets HTML tables so), cells after tabs, and cells after runs of blanks.
What an amount in a cell means, belongs to `etl.extract`.
"""

import polars as pl

from etl.text.marking import MARK

_RULE_LINE = r"^[|:+=_ -]*[-=_]{2,}[|:+=_ -]*$"
_FIGURE = r"^[(~<>+-]*(?:[A-Z]{0,3}[$€£¥₹])?[A-Z]{0,3} ?[0-9]"
_YEAR_LIKE = (
    r"^(?:(?:FY|Q[1-4]|[1-4]Q|H[12]|CY)[ '-]*(?:19|20)?[0-9]{2}(?:[/-]?[0-9]{2,4})?[AEF]?|Q[1-4]|H[12]|"
    r"'[0-9]{2}|(?:19|20)[0-9]{2}(?:[/-][0-9]{2,4})?[AEF]?|[0-9]{2}(?:[/-][0-9]{2}[AEF]?|[AEF]))$"
)
"""What heads a column as a time. `1200` does not, nor `90` unless its row has nothing else."""
_SHORT_YEAR = "^[0-9]{2}$"
_HEADED_BY = (
    r"^[(~<>+-]*(?:[A-Z]{0,3}[$€£¥₹] ?|[A-Z]{3} )?[0-9][0-9.,]*[)%]*"
    r"(?: ?(?:bn|mn?|k|tn|trn|cr|million|billion|trillion|crore|lakh|[BMKT]|%|x)(?-u:\b).*)?$"
)
"""A cell that states a figure, and so stands in a row of the body. `2024 Market Size` does not."""
_MAX_CELL = 90
_HEAD_ROWS = 3
"""Rows that a head has at most."""


def mark_tables(lines: pl.DataFrame) -> pl.DataFrame:
    """`lines` (see `etl.ingest.lines`) with `table_no`, from 0 in each article; null outside tables.

    Adjacent lines set the same way are a table if there are two of them at least and something shows that
    they are no menu: a rule line, pipes at the ends, or figures beside the row heads.
    """
    style = (
        pl.when(pl.col("line").str.contains("|", literal=True))
        .then(pl.lit("|"))
        .when(pl.col("line").str.contains("\t", literal=True))
        .then(pl.lit("\t"))
        .when(pl.col("line").str.contains(r"\S {2,}\S") & (pl.col("line").str.len_chars() <= 240))
        .then(pl.lit(" "))
    )
    candidates = (
        lines.lazy()
        .with_columns(_style=style)
        .filter(pl.col("_style").is_not_null())
        .with_columns(
            _run=(
                (pl.col("line_no").cast(pl.Int64).diff() != 1)
                | (pl.col("_style") != pl.col("_style").shift(1))
                | (pl.col("article_id") != pl.col("article_id").shift(1))
            )
            .fill_null(True)
            .cum_sum()
        )
        .filter(pl.len().over("_run") >= 2)
        .collect()
    )
    if candidates.is_empty():
        return lines.with_columns(table_no=pl.lit(None, pl.UInt32))
    accepted = _accepted_runs(candidates)
    numbered = (
        candidates.lazy()
        .join(accepted.lazy(), on="_run", how="semi", maintain_order="left")
        .select(
            "article_id",
            "line_no",
            table_no=(pl.col("_run").rank("dense").over("article_id") - 1).cast(pl.UInt32),
        )
        .collect()
    )
    return lines.join(numbered, on=["article_id", "line_no"], how="left", maintain_order="left")


def _accepted_runs(candidates: pl.DataFrame) -> pl.DataFrame:
    """The runs of lines that are tables: column `_run`."""
    cells = _cells_of(candidates)
    body = pl.col("column_no") > 0
    rows = cells.group_by("_run", "line_no").agg(
        width=pl.col("column_no").max() + 1,
        figures=(body & pl.col("surface").str.contains(_FIGURE)).sum(),
        longest=pl.col("surface").str.len_chars().max(),
        style=pl.col("_style").first(),
        fenced=pl.col("_fenced").first(),
        is_rule=pl.col("_is_rule").first(),
    )
    runs = rows.group_by("_run").agg(
        pl.col("style").first(),
        rows=(~pl.col("is_rule")).sum(),
        width=pl.col("width").max(),
        even=(pl.col("width") == pl.col("width").max()).mean(),
        fenced=pl.col("fenced").all(),
        has_rule=pl.col("is_rule").any(),
        with_figures=(pl.col("figures") > 0).mean(),
        longest=pl.col("longest").max(),
    )
    piped = (pl.col("style") == "|") & (
        pl.col("has_rule")
        | (pl.col("fenced") & (pl.col("width") >= 2))
        | ((pl.col("with_figures") >= 0.5) & (pl.col("width") >= 2) & (pl.col("longest") <= _MAX_CELL))
    )
    spaced = (
        (pl.col("style") != "|")
        & (pl.col("with_figures") >= 0.5)
        & (pl.col("width") >= 2)
        & (pl.col("longest") <= _MAX_CELL)
        & ((pl.col("style") == "\t") | (pl.col("rows") >= 3))
    )
    return runs.filter((pl.col("rows") >= 1) & (piped | spaced)).select("_run")


def _cells_of(rows: pl.DataFrame) -> pl.DataFrame:
    """The cells of rows, blank ones left out, in order of place.

    Grain: a cell. Columns: those of `rows` but `raw` and `line`, `column_no`, `start`, `end`, `surface` (of
    the shadow), `_fenced` (the row begins with a pipe), `_is_rule` (the row is a rule line).
    """
    starts = pl.col("line").str.starts_with("|")
    is_rule = pl.col("line").str.contains(_RULE_LINE)
    # A single row that begins with a pipe among others that do not has a blank first cell.
    run = "_run" if "_run" in rows.columns else ["article_id", "table_no"]
    fenced = starts & ((starts | is_rule).mean().over(run) > 0.5)
    parted = (
        pl.when(pl.col("_style") == "|")
        .then(pl.col("raw").str.replace_all("(\\|)", f"{MARK}${{1}}{MARK}"))
        .otherwise(pl.col("raw").str.replace_all("( *\t *| {2,})", f"{MARK}${{1}}{MARK}"))
    )
    place = pl.int_range(pl.len(), dtype=pl.Int64).over("article_id", "line_no")
    length = pl.col("_piece").str.len_chars()
    return (
        rows.lazy()
        .with_columns(_fenced=fenced, _is_rule=is_rule, _piece=parted.str.split(MARK))
        .drop("raw", "line", "start", "end")
        .explode("_piece")
        .with_columns(
            _place=place,
            _begin=pl.col("raw_start") + length.cum_sum().over("article_id", "line_no") - length,
            _tail=pl.col("_piece").str.strip_chars_start(),
        )
        .filter(pl.col("_place") % 2 == 0)
        .with_columns(
            column_no=pl.col("_place") // 2 - (pl.col("_fenced") & (pl.col("_style") == "|")).cast(pl.Int64),
            start=pl.col("_begin") + length - pl.col("_tail").str.len_chars(),
            surface=pl.col("_tail").str.strip_chars_end(),
        )
        .filter((pl.col("surface") != "") & (pl.col("column_no") >= 0))
        .with_columns(end=pl.col("start") + pl.col("surface").str.len_chars())
        .drop("_piece", "_place", "_begin", "_tail", "raw_start")
        .collect()
    )


def read_cells(lines: pl.DataFrame, captions: pl.DataFrame) -> pl.DataFrame:
    """The cells of the bodies of all tables: frame `stg_cell`, with surfaces of the shadow.

    `lines` are those of `mark_tables`; `captions` has `article_id`, `table_no` and `caption`,
    `caption_start`, `caption_end`. The head is what stands above a rule line, else the first row if none of
    its cells beside the first states a figure other than a year, while the rows below do; rows under it that
    hold only years, or nothing in the first column, are head too (below a rule line only the latter), and a
    column's head is the lowest. A table without a head has null column heads.
    """
    rows = lines.filter(pl.col("table_no").is_not_null()).with_columns(
        _style=pl.when(pl.col("line").str.contains("|", literal=True))
        .then(pl.lit("|"))
        .when(pl.col("line").str.contains("\t", literal=True))
        .then(pl.lit("\t"))
        .otherwise(pl.lit(" "))
    )
    table = ["article_id", "table_no"]
    cells = _headed(_cells_of(rows))
    spans = ["surface", "start", "end"]
    lowest = cells.filter("_is_head").unique([*table, "column_no"], keep="last", maintain_order=True)
    heads = lowest.select(*table, "column_no", *(pl.col(name).alias(f"_column_{name}") for name in spans))
    body = cells.filter(~pl.col("_is_head"))
    firsts = body.filter(pl.col("column_no") == 0).select(
        "article_id", "line_no", *(pl.col(name).alias(f"_row_{name}") for name in spans)
    )
    return (
        body.lazy()
        .join(heads.lazy(), on=[*table, "column_no"], how="left", maintain_order="left")
        .join(firsts.lazy(), on=["article_id", "line_no"], how="left", maintain_order="left")
        .join(captions.lazy(), on=table, how="left", maintain_order="left")
        .select(
            *table,
            row_no=(pl.col("line_no").rank("dense").over(table) - 1).cast(pl.UInt32),
            column_no=pl.col("column_no").cast(pl.UInt32),
            start_char="start",
            end_char="end",
            surface="surface",
            row_head="_row_surface",
            row_head_start="_row_start",
            row_head_end="_row_end",
            column_head="_column_surface",
            column_head_start="_column_start",
            column_head_end="_column_end",
            caption="caption",
            caption_start="caption_start",
            caption_end="caption_end",
        )
        .collect()
    )


def with_corners(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells of `stg_cell` with their table's `corner`, the head over its row heads: `£m` beside `2025`.

    Null where the table has none; `corner_start` and `corner_end` are its span, where heads have spans.

    >>> heads = {"column_no": [0, 1], "column_head": ["£m", "2025"]}
    >>> with_corners(pl.DataFrame({"article_id": "a", "table_no": 0, **heads}))["corner"].to_list()
    ['£m', '£m']
    """
    table = ["article_id", "table_no"]
    spans = {name: f"column_head{name}" for name in ("", "_start", "_end")}
    corners = (
        cells.lazy()
        .filter((pl.col("column_no") == 0) & pl.col("column_head").is_not_null())
        .unique(table, keep="first", maintain_order=True)
        .select(*table, **{f"corner{end}": name for end, name in spans.items() if name in cells.columns})
    )
    return cells.lazy().join(corners, on=table, how="left", maintain_order="left").collect()


def _headed(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells without those of rule lines, with `_is_head`."""
    table = ["article_id", "table_no"]
    beside = pl.col("column_no") > 0
    year = pl.col("surface").str.contains(_YEAR_LIKE)
    short = pl.col("surface").str.contains(_SHORT_YEAR) & beside.all()
    figure = pl.col("surface").str.contains(_FIGURE)
    below_rule = (pl.col("line_no").first() > pl.col("_under").first()).fill_null(False)
    is_rule, line = pl.col("_is_rule"), pl.col("line_no")
    under = line.filter(is_rule & (line > line.filter(~is_rule).min())).min()  # no border on top
    rows = (
        cells.with_columns(_rule=line.filter(is_rule).min().over(table), _under=under.over(table))
        .filter(~is_rule)
        .group_by(*table, "line_no", maintain_order=True)
        .agg(
            _states=(beside & pl.col("surface").str.contains(_HEADED_BY) & ~year & ~short).any(),
            _specifies=beside.any() & (beside.all() | ((year | ~beside).all() & ~below_rule)),
            _figures=(beside & figure).any().cast(pl.Int64),
            _beside=beside.any(),
            _above_rule=(pl.col("_rule").first() > pl.col("line_no").first()).fill_null(False),
        )
        .with_columns(_row=pl.int_range(pl.len()).over(table))
    )
    begins = pl.col("_row") == 0
    below = pl.col("_figures").sum().over(table) > pl.col("_figures").first().over(table)
    bare = ~pl.col("_states") & pl.when(begins).then(below & pl.col("_beside")).otherwise("_specifies")
    ruled = pl.col("_above_rule") & (pl.col("_above_rule").sum().over(table) <= _HEAD_ROWS)
    unbroken = (bare | ruled).cast(pl.Int64).cum_prod().over(table) == 1
    heads = rows.select(*table, "line_no", _is_head=unbroken & (pl.col("_row") < _HEAD_ROWS))
    own = cells.filter(~pl.col("_is_rule"))
    return own.join(heads, on=[*table, "line_no"], how="left", maintain_order="left")
