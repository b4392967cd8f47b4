"""Which country's money an article speaks: `$` in Sydney, `rupees` in Karachi, `R30` in Johannesburg.

A mark that several currencies share has a default, and yields to another only where the article is plainly
about that country. What a mark is, and the default, are rows of `currency_marks.csv`; the places that speak
for a currency, rows of `currency_places.csv`.
"""

import polars as pl

from etl.extract.forms import alternatives
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version
from etl.text.marking import mark_spans

HEAD = 3_000
"""How much of an article tells whose news it is: headline, dateline and lead."""
RATES = (
    r"^(?: p/m\b| pm\b| per |/(?:month|kg|litre|hour)\b"
    r"| an? (?:month|year|week|day|hour|night|kg|litre|person|ticket|share)\b)"
)
"""A number followed so is a price, whatever its shape."""
PLAIN = 3
"""So many signs of a country, and twice as many as of the US, before `$` is taken as its dollar."""
SITE = 3
"""What an address in the country's domain counts for."""


def settle_currencies(mentions: pl.DataFrame, articles: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`mentions` with `currency` as the article means it, without those that only their mark speaks for.

    A mark that `needs` `money` beside it counts where the number's shape speaks for money (`is_strong`), or
    the article uses the currency elsewhere in a strong shape, or is about its country. One that needs a
    `scale` counts with one only.
    """
    mentions = mentions.with_columns(is_strong=pl.col("is_strong") | pl.col("right").str.contains(RATES))
    doubtful = mentions.filter(
        (pl.col("local") != "") | ((pl.col("needs") == "money") & ~pl.col("is_strong"))
    )
    scores = _scores(doubtful.select("article_id").unique(), articles, lexicon)
    fixed = (
        mentions.filter(pl.col("local") == "")
        .group_by("article_id", currency_fixed="currency")
        .agg(is_used=pl.lit(True))
    )
    chosen = _choose(mentions, scores, fixed)
    settled = mentions.join(chosen, on=["article_id", "currency", "local"], how="left").with_columns(
        currency=pl.coalesce("chosen", "currency")
    )
    strong = (
        settled.filter(pl.col("is_strong") | (pl.col("needs") == ""))
        .select("article_id", "currency")
        .unique()
        .with_columns(is_proved=pl.lit(True))
    )
    placed = scores.filter(pl.col("score") >= 2).select("article_id", "currency", is_placed=pl.lit(True))
    return (
        settled.join(strong, on=["article_id", "currency"], how="left")
        .join(placed, on=["article_id", "currency"], how="left")
        .filter(
            (pl.col("needs") == "")
            | pl.col("is_strong")
            | (
                (pl.col("needs") == "money")
                & pl.any_horizontal(pl.col("is_proved", "is_placed").fill_null(False))
            )
        )
        .drop("chosen", "is_proved", "is_placed")
        .sort("article_id", "start")
    )


def _choose(mentions: pl.DataFrame, scores: pl.DataFrame, fixed: pl.DataFrame) -> pl.DataFrame:
    """The local currency that an article means by a shared mark, where it plainly does.

    One row an article, default and set of alternatives; `chosen` is never null.
    """
    shared = mentions.filter(pl.col("local") != "").select("article_id", "currency", "local").unique()
    options = shared.with_columns(option=pl.col("local").str.split(" ")).explode("option")
    scored = (
        options.join(scores.rename({"currency": "option"}), on=["article_id", "option"], how="inner")
        .join(scores.rename({"score": "default_score"}), on=["article_id", "currency"], how="left")
        .join(fixed, left_on=["article_id", "option"], right_on=["article_id", "currency_fixed"], how="left")
        .with_columns(pl.col("default_score").fill_null(0), pl.col("is_used").fill_null(False))
    )
    is_dollar = (pl.col("currency") == "USD") & ~pl.col("option").is_in(["ZAR", "EUR"])
    # Who writes `A$5m` beside `$3m` means US dollars by the latter.
    plainly = (
        pl.when(is_dollar)
        .then(
            (pl.col("score") >= PLAIN) & (pl.col("score") >= 2 * pl.col("default_score")) & ~pl.col("is_used")
        )
        .otherwise((pl.col("score") > pl.col("default_score")) | pl.col("is_used"))
    )
    return (
        scored.filter(plainly)
        .sort("article_id", "score", "option", descending=[False, True, False])
        .group_by("article_id", "currency", "local", maintain_order=True)
        .agg(chosen=pl.col("option").first())
    )


def _scores(wanted: pl.DataFrame, articles: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """How often an article's head names places of a currency: one row an article and currency named."""
    pattern, forms, sites = _places(lexicon)
    heads = articles.join(wanted, on="article_id", how="semi")
    named = mark_spans(heads.select("article_id", head=pl.col("shadow").str.head(HEAD)), pattern, text="head")
    counted = (
        named.join(forms, left_on="matched", right_on="form")
        .group_by("article_id", "currency")
        .agg(score=pl.len().cast(pl.Int64))
    )
    if "url" not in heads.columns:
        return counted
    host = pl.col("url").str.extract(r"^[a-z]+://([^/:]+)", 1).str.to_lowercase()
    sited = (
        heads.select("article_id", site=host)
        .drop_nulls()
        .join(sites, how="cross")
        .filter(pl.col("site").str.ends_with(pl.col("form")))
        .select("article_id", "currency", score=pl.lit(SITE, dtype=pl.Int64))
        .unique()
    )
    return pl.concat([counted, sited]).group_by("article_id", "currency").agg(pl.col("score").sum())


@once_per_version
def _places(lexicon: Lexicon) -> tuple[str, pl.DataFrame, pl.DataFrame]:
    """The grammar of places, and the currency of each place and of each domain."""
    rows = lexicon.table("currency_places")
    schema = {"form": pl.String, "currency": pl.String}
    named = [(row["form"], row["currency"]) for row in rows if row["kind"] != "site"]
    sites = [(row["form"], row["currency"]) for row in rows if row["kind"] == "site"]
    pattern = rf"(?-u:\b){alternatives(form for form, _ in named)}(?-u:\b|\B)"
    return (
        pattern,
        pl.DataFrame(named, schema=schema, orient="row"),
        pl.DataFrame(sites, schema=schema, orient="row"),
    )
