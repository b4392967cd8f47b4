"""Whom a table's columns name beside an amount: `Round | Company | Raised | Led by`."""

from typing import Final

import polars as pl

from etl.interpret.claims.scene.heads import inside
from etl.text.shadow import shadow

OTHER_SIDES: Final = {
    "funding": r"led by|investors?|backers?|backed by",
    "investment": r"led by|investors?|backers?|backed by|holders?|owners?",
    "acquisition": r"buyers?|bidders?|acquir[eo]rs?|acquired by|bought by|sold to|purchasers?|new club",
    "contract": r"customers?|clients?|buyers?|ordered by|awarded by|agency",
    "debt": r"lenders?|creditors?|lead banks?|owed to|arrangers?",
    "penalty": r"imposed by|fined by|regulators?|authority|courts?|watchdogs?|agency",
}
"""Heads of the columns that name the other side, by metric."""
_NOBODYS = (
    "(?:^|[^a-z])(?:source|reported by|notes?|where|country|city|location|based|headquarters|ceo|founders?)"
    "(?:[^a-z]|$)"
)
"""Heads of columns that name no side."""
_ROW = ["article_id", "table_no", "row_no"]


def sides_in_columns(claimed: pl.LazyFrame, cells: pl.LazyFrame, names: pl.LazyFrame) -> pl.LazyFrame:
    """Whom the cells of its row name for an amount: `n`, `row_ids` (the first name under a head that is
    no side's, whom the row is about if its own head names nobody), and `beside`, a list of structs of `head`
    (small letters) and `entity_id`, those of the columns that may name the other side.
    """
    spans = (
        cells.filter(pl.col("column_no") > 0)
        .select(
            *_ROW,
            head=shadow(pl.col("column_head").fill_null("")).str.to_lowercase(),
            cell_start="start_char",
            cell_end="end_char",
        )
        .join(claimed.select(_ROW).unique(), on=_ROW, how="semi")
    )
    named = inside(spans, "cell_start", "cell_end", names.filter(pl.col("entity_type") != "media"))
    sided = "|".join(OTHER_SIDES.values())
    told = named.sort("article_id", "start_char").with_columns(
        is_side=pl.col("head").str.contains(_head(sided))
    )
    open_ = ~pl.col("is_side") & ~pl.col("head").str.contains(_NOBODYS) & (pl.col("entity_type") != "place")
    # by the row, not by the amount: a row of a thousand amounts and names would take a million pairs
    rows = told.group_by(_ROW, maintain_order=True).agg(
        row_ids=pl.col("entity_id").filter(open_).head(1),
        beside=pl.struct("head", "entity_id").filter("is_side"),
    )
    return claimed.select("n", *_ROW).join(rows, on=_ROW).select("n", "row_ids", "beside")


def other_side(metric: pl.Expr) -> pl.Expr:
    """The ids in `beside` that stand under a head for the other side of the metric; null where none does."""
    chosen = pl.lit(None, dtype=pl.List(pl.String))
    for name, heads in OTHER_SIDES.items():
        fits = pl.element().struct.field("head").str.contains(_head(heads))
        under = pl.col("beside").list.eval(pl.element().filter(fits).struct.field("entity_id"))
        chosen = pl.when(metric == name).then(under).otherwise(chosen)
    return pl.when(chosen.list.len() > 0).then(chosen.list.unique(maintain_order=True))


def _head(words: str) -> str:
    """The pattern of heads that have one of the words."""
    return f"(?:^|[^a-z])(?:{words})(?:[^a-z]|$)"
