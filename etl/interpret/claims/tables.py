"""Amounts in tables: what their row's head, their column's head, the corner and the caption say of them."""

import polars as pl

from etl.ingest.tables import with_corners
from etl.interpret.claims.metric import POINTS, first_reading, misfit
from etl.interpret.claims.modality.reach import RANK
from etl.interpret.claims.parties.columns import other_side, sides_in_columns
from etl.interpret.claims.parties.markets import market_slug
from etl.interpret.claims.scene import Scene
from etl.interpret.claims.scene.forms import GAP, Cues, find_forms
from etl.interpret.claims.scene.heads import HEADS, in_heads, inside
from etl.interpret.claims.time.cells import cell_times
from etl.text.shadow import shadow

FARTHER = (0.0, 6.0, 18.0, 20.0, 26.0)
"""Off for a word in each of `HEADS`: a corner and a caption speak of the whole table."""

_NO_FIRM = ["government", "organization", "person"]
"""What a segment may be called like (`ASIC`), that has no market."""
_SIZES = 2
"""How many sizes of markets the text tells of where its tables are of the market's segments."""
_PERIOD = "(?i)(?:^|[^0-9])(?:19|20)[0-9]{2}"
"""A year in a column's head."""

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

_UNIT = r"(?: ?[(\[][^()]*[)\]])?$"
_VALUE = rf"(?i)^(?:(?:current|latest|estimated|est\.|total) )?(?:value|worth)(?: now)?{_UNIT}"
_WHEN = (
    r"(?i)^(?:an? )?(?:year|quarter|month)(?:s)? (?:ago|earlier|before)|"
    rf"^(?:previous|previously|prior|before|last (?:year|quarter|month|time)|then|was){_UNIT}"
)
"""Heads of columns that hold what a firm is worth, or what the column to the left has for an earlier time."""

_YET_TO_BE = {
    "estimated": r"(?:19|20)?[0-9]{2} ?E(?-u:\b)|"
    r"(?:19|20)[0-9]{2}[^0-9]{0,12}(?-u:\b)(?i:est\.?|estimated?)(?:[^a-z]|$)",
    "projected": r"(?:19|20)?[0-9]{2} ?F(?-u:\b)",
    "targeted": r"(?i)^[*_ ]*(?:original |initial |first |annual )?"
    r"(?:budget(?:ed)?|planned?|targets?)(?:[^a-z]|$)",
}
"""Heads of columns that are no accounts: `2025E`, `Revenue 2025, est.`, `2026F`, `Budget`."""
_TOTAL = r"(?i)^[*_ ]*(?:(?:grand |combined |overall )?totals?|sum|together|combined|all(?: [a-z]+)?)[*_: ]*$"
"""Heads of rows that add up those above."""

_NO_MARKET = (
    r"(?i)^(?:(?:global |total |estimated |projected |current )?(?:market|industry|sector)? ?"
    r"(?:size|value|volume|share|revenue|forecast|outlook)|base year|forecast (?:year|period)|study period|"
    r"year|total|[12][0-9]{3})(?:[^a-z-]|$)"
)
"""Heads of a table on one market that say what is told of it: `Market size in 2024`, `Base year`, `2030`."""


def read_cells(
    scene: Scene, claims: pl.DataFrame, tables: dict[str, pl.DataFrame], cues: Cues
) -> pl.DataFrame:
    """The claims, those of table cells read by their heads instead of by their row's words."""
    all_cells = with_corners(tables["stg_cell"]).lazy()
    found = _claimed_cells(claims.lazy(), all_cells).collect(engine="in-memory")
    if not found.height:
        return claims.with_columns(in_table=pl.lit(False))
    cells, names = found.lazy(), tables["fact_entity_mention"].lazy()
    said = _said(found, cues).collect(engine="in-memory").lazy()
    named = in_heads(cells, names)
    read = (
        cells.select("n", "row_head", "column_head", below=shadow(pl.col("cell")).str.contains(_BELOW_ZERO))
        .join(_metric(said, cells.select("n", "size")), on="n", how="left")
        .join(_modality(said), on="n", how="left")
        .join(cell_times(cells, tables), on="n", how="left")
        .join(_named(named), on="n", how="left")
        .join(_totals(cells, named), on="n", how="left")
        .join(sides_in_columns(cells, all_cells, names), on="n", how="left")
        .join(_source(cells, names), on="n", how="left")
        .with_columns(
            negative=(pl.col("negative") | ((pl.col("metric") == "profit") & pl.col("below"))).fill_null(
                False
            ),
            subject_ids=pl.coalesce("subject_ids", pl.when(pl.col("row_ids").list.len() > 0).then("row_ids")),
            counterparty_ids=other_side(pl.col("metric")),
        )
    )
    headed = pl.coalesce(
        pl.when(pl.col("column_head").str.contains(head)).then(pl.lit(modality))
        for modality, head in _YET_TO_BE.items()
    )
    read = read.with_columns(
        modality=pl.coalesce(headed, "modality"),
        subject_ids=pl.coalesce("total_ids", "subject_ids"),
    )
    head = shadow(pl.col("row_head"))
    market = pl.when(~head.str.contains(_NO_MARKET)).then(pl.concat_list(market_slug(head)))
    read = _beside(_segments(read, cells, claims.lazy()), cells)
    read = read.with_columns(
        subject_ids=pl.when((pl.col("metric") == "market_size") & _no_firm())
        .then(market)
        .otherwise("subject_ids"),
        evidence=pl.when(pl.col("source_ids").is_not_null()).then(pl.lit("attributed")),
        in_table=pl.lit(True),
    ).select("n", "in_table", *_READ)
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


def _no_firm() -> pl.Expr:
    """Whether a cell's heads name nobody, or one of those that segments may be called like."""
    return pl.col("subject_ids").is_null() | pl.col("named_kind").is_in(_NO_FIRM).fill_null(False)


def _beside(read: pl.LazyFrame, cells: pl.LazyFrame) -> pl.LazyFrame:
    """The cells, those under a head that says only when (`A year ago`) as the one to their left, and those
    under `Value` in a firm's row as what that is worth.
    """
    head = shadow(pl.col("column_head")).str.strip_chars(" *").fill_null("")
    places = cells.select("n", "article_id", "table_no", "row_no", "column_no", head=head)
    joined = read.join(places, on="n", how="left", maintain_order="left")
    firm = (pl.col("named_kind") == "company").fill_null(pl.col("subject_ids").is_not_null())
    firm = firm & pl.col("metric").is_null()
    worth = {"metric": "valuation", "rule_id": "valuation.worth", "score": 30.0, "margin": 20.0}
    joined = joined.with_columns(
        pl.when(firm & pl.col("head").str.contains(_VALUE)).then(pl.lit(value)).otherwise(name).alias(name)
        for name, value in worth.items()
    )
    row = ["article_id", "table_no", "row_no"]
    said = ["metric", "basis", "rule_id", "negative", "score", "margin"]
    left = joined.sort("n").select(
        "n", *(pl.col(name).forward_fill().over(row).alias(f"{name}_left") for name in said)
    )
    then = pl.col("metric").is_null() & pl.col("head").str.contains(_WHEN)
    return (
        joined.join(left, on="n", how="left", maintain_order="left")
        .with_columns(pl.when(then).then(f"{name}_left").otherwise(name).alias(name) for name in said)
        .drop("head", "table_no", "row_no", "column_no", "article_id", *(f"{name}_left" for name in said))
    )


def _segments(read: pl.LazyFrame, cells: pl.LazyFrame, claims: pl.LazyFrame) -> pl.LazyFrame:
    """The cells, those of segments in an article on the size of a market read as theirs: no head says what
    the numbers are but that of a row under a year (`Training`), and none names a firm.
    """
    sizes = pl.col("metric") == "market_size"
    on_markets = (
        claims.group_by("article_id").agg(sizes.sum().alias("sizes")).filter(pl.col("sizes") >= _SIZES)
    )
    is_period = shadow(pl.col("column_head")).str.contains(_PERIOD)
    headed = cells.filter(is_period | pl.col("caption").is_not_null())
    segments = headed.join(on_markets, on="article_id", how="semi").select(
        "n", is_segment=pl.lit(True), is_period=is_period
    )
    joined = read.join(segments, on="n", how="left", maintain_order="left")
    silent = pl.col("metric").is_null() | (pl.col("is_rows") & pl.col("is_period")).fill_null(False)
    takes = pl.col("is_segment").fill_null(False) & silent & _no_firm()
    said = {"metric": "market_size", "rule_id": "market_size.words", "score": 30.0, "margin": 20.0}
    return joined.with_columns(
        pl.when(takes).then(pl.lit(value)).otherwise(name).alias(name) for name, value in said.items()
    ).drop("is_segment", "is_period")


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


def _said(cells: pl.DataFrame, cues: Cues) -> pl.LazyFrame:
    """Cue words of each cell and its heads: `n`, `head` (which of `HEADS`), and the rule's columns."""
    texts = (
        cells.lazy()
        .select("n", *HEADS)
        .unpivot(index="n", variable_name="head", value_name="text")
        .drop_nulls()
        .with_columns(shadow(pl.col("text")).str.replace_all("\n", " ", literal=True))
        .collect(engine="in-memory")
        .lazy()
    )
    distinct = (
        texts.select("text")
        .unique(maintain_order=True)
        .with_columns(long=pl.col("text").str.len_chars().cast(pl.Int64) + len(GAP))
        .with_columns(base=pl.col("long").cum_sum() - pl.col("long"))
        .collect(engine="in-memory")
    )
    found = (
        find_forms(distinct["text"].to_list(), cues)
        .lazy()
        .sort("at")
        .join_asof(distinct.lazy().select("text", "base"), left_on="at", right_on="base")
    )
    order = pl.col("head").replace_strict({name: i for i, name in enumerate(HEADS)}, return_dtype=pl.Int64)
    return texts.join(found, on="text").with_columns(order=order)


def _metric(said: pl.LazyFrame, sizes: pl.LazyFrame) -> pl.LazyFrame:
    """The metric of each cell: the strongest cue of its heads that its amount is of the order of, the nearer
    head first where equal.
    """
    usable = said.filter(
        (pl.col("kind") == "metric")
        & (pl.col("head") != "cell")
        & pl.col("needs").is_null()
        & ((pl.col("side") != "before") | pl.col("cue").str.starts_with("price."))
        & ~pl.col("cue").str.contains("verb|passive|raised")
    )
    scored = usable.join(sizes, on="n").with_columns(
        score=pl.col("strength") * POINTS
        - pl.col("order").replace_strict(dict(enumerate(FARTHER)), return_dtype=pl.Float64)
        - misfit()
    )
    return (
        scored.filter(pl.col("score") > 0)
        .with_columns(pl.col("score").round(3))
        .sort(["n", "score", "at", "cue"], descending=[False, True, False, False])
        .group_by("n", maintain_order=True)
        .agg(
            **first_reading(),
            score=pl.col("score").first(),
            margin=pl.lit(20.0),
            is_rows=(pl.col("head") == "row_head").all(),
        )
    )


def _modality(said: pl.LazyFrame) -> pl.LazyFrame:
    """The strongest marker in a cell and its heads; a row's head that is but the word names its row."""
    rank = pl.col("value").replace_strict(RANK, default=0, return_dtype=pl.Int64)
    return (
        said.filter((pl.col("kind") == "modality") & ~pl.col("value").is_in(["actual", "hypothetical"]))
        .filter(
            (pl.col("head") != "row_head") | (pl.col("text").str.len_chars() > pl.col("to") - pl.col("at"))
        )
        .with_columns(rank=rank)
        .sort(["n", "order", "rank"], descending=[False, False, True])
        .group_by("n", maintain_order=True)
        .agg(modality=pl.col("value").first(), modality_rule=pl.col("cue").first())
    )


def _named(names: pl.LazyFrame) -> pl.LazyFrame:
    """Whom a cell is about: the name in its row's head, else in its column's, the corner's, the caption's."""
    fit = names.filter(~pl.col("entity_type").is_in(["place", "media"]) & (pl.col("order") < 4))
    order = pl.col("order").replace_strict({1: 0, 0: 1, 2: 2, 3: 3}, return_dtype=pl.Int64)
    return (
        fit.with_columns(order=order)
        .sort("n", "order", "start_char")
        .group_by("n", maintain_order=True)
        .agg(
            subject_ids=pl.concat_list(pl.col("entity_id").first()).first(),
            named_kind=pl.col("entity_type").first(),
        )
    )


def _totals(cells: pl.LazyFrame, names: pl.LazyFrame) -> pl.LazyFrame:
    """Whom a total is of: those in the heads of the rows above it that have a figure in its column, if two
    are: `n`, `total_ids`.
    """
    column = ["article_id", "table_no", "column_no"]
    fit = names.filter(~pl.col("entity_type").is_in(["place", "media"]) & (pl.col("order") == 1))
    heads = fit.sort("n", "start_char").group_by("n", maintain_order=True).agg(pl.col("entity_id").first())
    places = cells.select("n", *column, "row_no", is_total=shadow(pl.col("row_head")).str.contains(_TOTAL))
    totals = places.filter("is_total").select(*column, total="n", total_row="row_no")
    return (
        places.join(heads, on="n")
        .join(totals, on=column)
        .filter(pl.col("row_no") < pl.col("total_row"))
        .sort("total", "row_no")
        .group_by("total", maintain_order=True)
        .agg(total_ids=pl.col("entity_id").unique(maintain_order=True))
        .filter(pl.col("total_ids").list.len() > 1)
        .rename({"total": "n"})
    )


def _source(cells: pl.LazyFrame, names: pl.LazyFrame) -> pl.LazyFrame:
    """The source that a caption names in brackets or after the word: `Deals by quarter (Dealogic)`."""
    tail = cells.select("n", "article_id", "caption", "caption_start", "caption_end").drop_nulls()
    told = inside(tail, "caption_start", "caption_end", names)
    start = (pl.col("start_char") - pl.col("caption_start")).cast(pl.Int64)
    before = pl.col("caption").str.slice(0, start).str.to_lowercase()
    return (
        told.filter(before.str.contains(r"(?:\(|source: ?|according to |data: ?|by )$"))
        .group_by("n", maintain_order=True)
        .agg(source_ids=pl.col("entity_id").unique(maintain_order=True))
    )
