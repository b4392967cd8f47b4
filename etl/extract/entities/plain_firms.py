"""Ordinary words that are firms' names, though their place hides it: by what they do or are said to be."""

import polars as pl

from etl.extract.entities.compiled import Names
from etl.extract.entities.plain_names import ECHO, HIDDEN, LIKELY, POSSIBLE
from etl.extract.entities.scanning import Batch
from etl.extract.entities.spoken_of import acts_as_firm, raises_money

_BULLET = r"(?:^|\n) ?(?:[-*•·] ?|[0-9]{1,2}[.)] )$"
_CALLED = r"^(?: \([^()\n]{1,30}\))?, [a-z]"
"""What a list says that an item is: `Tern, payroll for clinics: $30m`, unlike `Deposits: $30m`."""
_ITEM_AFTER = (
    r"^(?: \([^()\n]{1,30}\))?(?:, [a-z][^:\n]{2,60})? ?[:-] [^\n]{0,30}?"
    r"(?:US|A|C|HK|S|R|NZ)?(?:[$€£¥₹]|Rs\.? ?|USD ?|EUR ?|GBP ?)[0-9]"
)
"""What follows the name that a list's item is about: what it is, and an amount."""
_ARTICLE = r"(?:^|[^A-Za-z])(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Tt]his) $"


def with_firms(found: pl.DataFrame, batch: Batch, names: Names) -> pl.DataFrame:
    """The candidates, ordinary words among them that may be names: those that open an item of a list and own
    its amount (`• Tern, payroll for clinics: $30 million of debt`), where the list has other names or says
    what they are, those that act as firms do, and those that are said to be one (`Bridge, a start-up`),
    wherever the article has them.
    """
    opening = found.filter((pl.col("strength") > ECHO) & pl.col("is_first"))
    beside = opening.filter(batch.before(opening, 40).str.contains(_BULLET)).select("article_id").unique()
    echoes = found.filter(pl.col("strength") <= ECHO)
    around = (
        echoes.with_columns(before=batch.before(echoes, 40), after=batch.after(echoes, 120))
        .join(beside.with_columns(beside_names=True), on="article_id", how="left")
        .sort("start")
        .join_asof(batch.sentences.select("start", "kind"), on="start")
        .with_columns(is_told=_is_told(names), is_head=pl.col("is_first") & _is_head(names))
    )
    lifted = (
        around.filter(pl.col("is_told") | pl.col("is_head"))
        .with_columns(lifted=pl.when("is_told").then(LIKELY).otherwise(POSSIBLE))
        .select("article_id", "core", "start", "lifted")
    )
    again = lifted.select("article_id", "core", is_again=True).unique()
    shown = found.join(lifted.select("start", "lifted"), on="start", how="left", maintain_order="left").join(
        again, on=["article_id", "core"], how="left", maintain_order="left"
    )
    is_lifted, is_hidden = pl.col("lifted").is_not_null(), pl.col("strength") == HIDDEN
    return (
        shown.with_columns(
            strength=pl.when(is_hidden & pl.col("is_again").fill_null(False))
            .then(ECHO)
            .otherwise("strength"),
            form_type=pl.when(is_lifted).then(pl.lit("")).otherwise("form_type"),
        )
        .with_columns(strength=pl.coalesce("lifted", "strength"))
        .filter(pl.col("strength") >= ECHO)
        .select(found.columns)
    )


def _is_head(names: Names) -> pl.Expr:
    """Whether a word that opens a line owns its amount, or acts as firms do; what governs does so too."""
    before, after, core = pl.col("before"), pl.col("after"), pl.col("core")
    is_listed = pl.col("beside_names").fill_null(False) | after.str.contains(_CALLED)
    owns_item = before.str.contains(_BULLET) & after.str.contains(_ITEM_AFTER) & is_listed
    # a headline has no articles: `Mill sells more cloth`
    is_prose = pl.col("kind").fill_null("") != "headline"
    is_place = pl.col("form_type") == "place"
    kinds = ("generic", "demonym", "time", "title", "trade", "event", "fundraiser")
    others = set().union(*(names.words[kind] for kind in kinds), names.heads["last"], names.heads["of"])
    raises = raises_money(after) & (~core.is_in(sorted(others)) | is_place)
    may_be_firm = (pl.col("strength") == ECHO) | (is_place & ~core.is_in(sorted(names.words["governed"])))
    return (owns_item | (is_prose & acts_as_firm(after)) | raises) & may_be_firm


def _is_told(names: Names) -> pl.Expr:
    """Whether a word is said to be a firm, before it or behind, and no article makes a noun of it."""
    told = [
        pl.col(rule["side"].removesuffix("_raw")).str.contains(rule["pattern"])
        for rule in names.cues
        if rule["id"] in ("kind-before", "told-firm")
    ]
    is_noun = pl.col("before").str.contains(_ARTICLE)
    return pl.col("core").str.contains("^[A-Z][a-z]+$") & ~is_noun & pl.any_horizontal(told)
