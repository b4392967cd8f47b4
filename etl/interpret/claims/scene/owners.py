"""Firms called by what they own or make: `Acme's parent`, `the owner of Acme`, `the Acme maker`."""

import polars as pl

_KIN = "(?:parent|owner|maker|developer)(?: company| group| firm)?"
_BEHIND = rf"^((?:'s? | |-){_KIN})(?:'s|[ ,.;:]|$)"
_AHEAD = rf"(?:^|[^a-z])(the {_KIN} of (?:the )?)$"


def read_owners(names: pl.LazyFrame, parents: pl.LazyFrame) -> pl.LazyFrame:
    """Names on the line, those that only say what a firm owns or makes as that firm, where the lexicon knows
    it, the article names it and its name is not right behind (`Acme parent Bolt`).
    """
    named = names.select("article_id", parent_id="entity_id", is_named=pl.lit(True)).unique()
    behind = pl.col("after").str.extract(_BEHIND, 1).str.len_chars().cast(pl.Int64).fill_null(0)
    ahead = pl.col("before").str.extract(_AHEAD, 1).str.len_chars().cast(pl.Int64).fill_null(0)
    apposed = (pl.col("at").shift(-1).over("window") - pl.col("to") - pl.col("behind")).is_between(1, 2)
    reaches = pl.col("is_named").fill_null(False) & ~apposed.fill_null(False)
    reaches = reaches & ((pl.col("behind") > 0) | (pl.col("ahead") > 0))
    ahead_by, behind_by = (pl.when("is_owners").then(name).otherwise(0) for name in ("ahead", "behind"))
    before, after = pl.col("before"), pl.col("after")
    return (
        names.sort("at")
        .join(parents, on="entity_id", how="left", maintain_order="left")
        .join(named, on=["article_id", "parent_id"], how="left", maintain_order="left")
        .with_columns(behind=behind, ahead=ahead)
        .with_columns(is_owners=reaches)
        .with_columns(
            entity_id=pl.when("is_owners").then("parent_id").otherwise("entity_id"),
            entity_type=pl.when("is_owners").then(pl.lit("company")).otherwise("entity_type"),
            at=pl.col("at") - ahead_by,
            to=pl.col("to") + behind_by,
            before=before.str.head((before.str.len_chars().cast(pl.Int64) - ahead_by).clip(0)),
            after=after.str.slice(behind_by),
        )
        .drop("parent_id", "is_named", "behind", "ahead", "is_owners")
    )
