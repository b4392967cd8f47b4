"""Which country's money an article speaks: `$` in Sydney, `rupees` in Karachi, `R30` in Johannesburg.

A mark that several currencies share has a default, and yields to another only where the article is plainly
about that country. What a mark is, and the default, are rows of `currency_marks.csv`; the places that speak
for a currency, rows of `currency_places.csv`.
"""

import polars as pl

from etl.extract.forms import alternatives
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version
from etl.text.shadow import shadow

HEAD = 3_000
"""How much of an article tells whose news it is: headline, dateline and lead."""
RATES = (
    r"^(?: per |(?: p/?m|/(?:month|kg|litre|hour)"
    r"| an? (?:month|year|week|day|hour|night|kg|litre|person|ticket|share))(?-u:\b))"
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
    needs = pl.when(pl.col("needs") != "").then("right")
    is_strong = pl.col("is_strong") | needs.str.contains(RATES).fill_null(False)
    is_shared, is_weak = pl.col("local") != "", (pl.col("needs") == "money") & ~is_strong
    doubtful = mentions.lazy().filter(is_shared | is_weak).select("article_id").unique().collect()
    scores = _scores(doubtful, articles, lexicon).lazy()
    held = mentions.lazy().with_columns(is_strong=is_strong)
    chosen = _choose(held, scores)
    settled = held.join(
        chosen, on=["article_id", "currency", "local"], how="left", maintain_order="left"
    ).with_columns(currency=pl.coalesce("chosen", "currency"))
    strong = settled.filter(pl.col("is_strong") | (pl.col("needs") == "")).select("article_id", "currency")
    placed = scores.filter(pl.col("score") >= 2).select("article_id", "currency")
    proved = pl.concat([strong, placed]).unique().with_columns(is_proved=pl.lit(True))
    is_money = (pl.col("needs") == "money") & pl.col("is_proved").fill_null(False)
    return (
        settled.join(proved, on=["article_id", "currency"], how="left", maintain_order="left")
        .filter((pl.col("needs") == "") | pl.col("is_strong") | is_money)
        .drop("chosen", "is_proved")
        .collect()
    )


def _choose(mentions: pl.LazyFrame, scores: pl.LazyFrame) -> pl.LazyFrame:
    """The local currency that an article means by a shared mark, where it plainly does.

    One row an article, default and set of alternatives; `chosen` is never null.
    """
    by_article = ["article_id", "option"]
    fixed = (
        mentions.filter(pl.col("local") == "")
        .select("article_id", option="currency", is_used=pl.lit(True))
        .unique()
    )
    shared = mentions.filter(pl.col("local") != "").select("article_id", "currency", "local").unique()
    scored = (
        shared.with_columns(option=pl.col("local").str.split(" "))
        .explode("option")
        .join(scores.rename({"currency": "option"}), on=by_article)
        .join(scores.rename({"score": "default_score"}), on=["article_id", "currency"], how="left")
        .join(fixed, on=by_article, how="left")
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
    if wanted.is_empty():
        return pl.DataFrame(schema={"article_id": pl.String, "currency": pl.String, "score": pl.Int64})
    pattern, forms, sites = _places(lexicon)
    head = shadow(pl.col("text").str.head(HEAD))
    heads = articles.lazy().join(wanted.lazy(), on="article_id", how="semi")
    named = (
        heads.select("article_id", form=head.str.extract_all(pattern))
        .explode("form")
        .group_by("article_id", "form")
        .agg(score=pl.len().cast(pl.Int64))
        .join(forms.lazy(), on="form")
        .select("article_id", "currency", "score")
    )
    host = pl.col("url").str.extract(r"^[a-z]+://([^/:]+)", 1).str.to_lowercase()
    sited = (
        heads.select("article_id", site=host)
        .drop_nulls()
        .join(sites.lazy(), how="cross")
        .filter(pl.col("site").str.ends_with(pl.col("form")))
        .select("article_id", "currency", score=pl.lit(SITE, dtype=pl.Int64))
        .unique()
    )
    return pl.concat([named, sited]).group_by("article_id", "currency").agg(pl.col("score").sum()).collect()


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
