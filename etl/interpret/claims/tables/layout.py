"""What a cell's place in its table says: beside and below which others it stands, under what kind of head."""

import polars as pl

from etl.interpret.claims.parties.markets import market_slug
from etl.text.shadow import shadow

_NO_FIRM = ["government", "organization", "person"]
"""What a segment may be called like (`ASIC`), that has no market."""
_SIZES = 2
"""How many sizes of markets the text tells of where its tables are of the market's segments."""
_PERIOD = "(?i)(?:^|[^0-9])(?:19|20)[0-9]{2}"
"""A year in a column's head."""

_UNIT = r"(?: ?[(\[][^()]*[)\]])?$"
_VALUE = rf"(?i)^(?:(?:current|latest|estimated|est\.|total) )?(?:value|worth)(?: now)?{_UNIT}"
_WHEN = (
    r"(?i)^(?:an? )?(?:year|quarter|month)(?:s)? (?:ago|earlier|before)|"
    rf"^(?:previous|previously|prior|before|last (?:year|quarter|month|time)|then|was){_UNIT}"
)
"""Heads of columns that hold what a firm is worth, or what the column to the left has for an earlier time."""

_SUM = (
    r"(?i)^(?:(?:deal|round|cheque|check|total) )?"
    rf"(?:amounts?|sums?|size|money|cash|funding)(?: (?:in|raised))?{_UNIT}"
)
_STAGE = (
    r"(?i)(?:^|[^a-z])(?:series [a-k]|(?:pre-?)?seed|angel|pre-ipo|"
    r"(?:bridge|venture|growth|down|funding|equity) (?:round|funding|investment|equity))(?:[^a-z]|$)"
)
"""Heads of columns that say no more than how much, and what else stands in the rows of rounds."""

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


def totals_of(cells: pl.LazyFrame, names: pl.LazyFrame) -> pl.LazyFrame:
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


def read_places(
    read: pl.LazyFrame, cells: pl.LazyFrame, all_cells: pl.LazyFrame, claims: pl.LazyFrame
) -> pl.LazyFrame:
    """The cells, with what their place says where their heads say none of it: years and budgets that are no
    accounts, what a firm is worth now and was a year ago, how much a round raised, segments of the market
    that the article is on. `all_cells` are those without amounts, too.
    """
    yet_to_be = pl.coalesce(
        pl.when(pl.col("column_head").str.contains(head)).then(pl.lit(modality))
        for modality, head in _YET_TO_BE.items()
    )
    head = shadow(pl.col("row_head"))
    market = pl.when(~head.str.contains(_NO_MARKET)).then(pl.concat_list(market_slug(head)))
    read = read.with_columns(modality=pl.coalesce(yet_to_be, "modality"))
    read = _rounds(_beside(_segments(read, cells, claims), cells), cells, all_cells)
    return read.with_columns(
        subject_ids=pl.when((pl.col("metric") == "market_size") & _no_firm())
        .then(market)
        .otherwise("subject_ids")
    )


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


def _rounds(read: pl.LazyFrame, cells: pl.LazyFrame, all_cells: pl.LazyFrame) -> pl.LazyFrame:
    """The cells, amounts under `Amount` in a round's row as what that raised, whatever the caption says."""
    row = ["article_id", "table_no", "row_no"]
    rounds = all_cells.filter(
        shadow(pl.col("surface")).str.contains(_STAGE) | shadow(pl.col("row_head")).str.contains(_STAGE)
    ).select(row)
    sums = cells.filter(shadow(pl.col("column_head")).str.strip_chars(" *").str.contains(_SUM))
    raised = sums.join(rounds.unique(), on=row, how="semi").select("n", is_raised=pl.lit(True))
    said = {"metric": "funding", "basis": None, "rule_id": "funding.round", "score": 30.0, "margin": 20.0}
    takes = pl.col("is_raised").fill_null(False)
    return (
        read.join(raised, on="n", how="left", maintain_order="left")
        .with_columns(
            pl.when(takes).then(pl.lit(value)).otherwise(name).alias(name) for name, value in said.items()
        )
        .drop("is_raised")
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


def _no_firm() -> pl.Expr:
    """Whether a cell's heads name nobody, or one of those that segments may be called like."""
    return pl.col("subject_ids").is_null() | pl.col("named_kind").is_in(_NO_FIRM).fill_null(False)
