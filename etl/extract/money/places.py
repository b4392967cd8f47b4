"""Which country's money an article speaks: `$` in Sydney, `rupees` in Karachi, `R30` in Johannesburg.

A mark that several currencies share has a default, and yields to another only where the article is plainly
about that country. What a mark is, and the default, are rows of `currency_marks.csv`; the places that speak
for a currency, rows of `currency_places.csv`.
"""

from decimal import Decimal

import polars as pl

from etl.extract.forms import alternatives
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

HEAD = 3_000
"""How much of an article tells whose news it is: headline, dateline and lead."""
RATES = (
    r"^(?: per |(?: p/?m|/(?:month|kg|litre|hour)"
    r"| an? (?:month|year|week|day|hour|minute|night|kg|litre|pint|therm|tonne|unit|mile|person|ticket"
    r"|share))(?-u:\b))"
)
"""A number followed so is a price, whatever its shape."""
PLAIN = 3
"""So many signs of a country, and twice as many as of the US, before `$` is taken as its dollar."""
_QUALIFIED = r"(?:[,;)]|\.(?:[ \n]|$)| (?:in|for|to|an?|per|and|or|from|on|at|by|last|over)(?-u:\b))"
"""What may follow a country behind an amount; before a noun (`$5 million Canadian loan`) it is the noun's."""
_SHORT_FORMS = {"Cdn": "CAD", "Can": "CAD", "Aust": "AUD", "Aus": "AUD", "A": "AUD", "NZ": "NZD", "HK": "HKD"}
DATED = 500
"""How far a dateline lies from an article's beginning at most."""
DATELINE = 2
"""What the city in a dateline counts for."""
_DATELINE = (
    r"(?m)^[ \t]*([A-Z][A-Z'.]+(?: [A-Z][A-Z'.]+){0,2})(?:, [A-Za-z. ]{1,25}[0-9]{0,2})?"
    r"(?: ?\([^)\n]{1,30}\))? {0,2}(?:[-–—]{1,2}|:|_|\|)[ \n]"
)
_DATED_LINE = (
    r"(?m)^[ \t]*(?:By [^\n,]{3,40}(?: in |, ))?([A-Z][A-Za-z'.]+(?: [A-Z][A-Za-z'.]+){0,2}),?"
    r" (?:[A-Z][a-z]+day,? )?(?:[0-9]{1,2}(?:st|nd|rd|th)? )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: [0-9]|,)"
)
"""`Auckland, 28 August 2025` on a line of its own, or at its head."""
_PASSED = r"(?:North|South|Latin|Central) America|"
"""Names of places that hold another's."""
SITE = 3
"""What an address in the country's domain counts for."""


def settle_currencies(mentions: pl.DataFrame, articles: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`mentions` with `currency` as the article means it, without those that only their mark speaks for.

    A mark that `needs` `money` beside it counts where the number's shape speaks for money (`is_strong`), or
    the article uses the currency elsewhere in a strong shape, or is about its country. One that needs a
    `scale` counts with one only.
    """
    mentions = _qualified(mentions, lexicon)
    needs = pl.when(pl.col("needs") != "").then("right")
    is_strong = pl.col("is_strong") | needs.str.contains(RATES).fill_null(False)
    is_shared, is_weak = pl.col("local") != "", (pl.col("needs") == "money") & ~is_strong
    doubtful = (
        mentions.lazy().filter(is_shared | is_weak).select("article_id").unique().collect(engine="in-memory")
    )
    scores = _scores(doubtful, articles, lexicon).lazy()
    held = mentions.lazy().with_columns(is_strong=is_strong)
    chosen = _choose(held, scores, lexicon)
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
        .collect(engine="in-memory")
    )


def _qualified(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Take the country that stands behind an amount: `$5 million (U.S.)`, `$7 million Canadian, or so`."""
    nations = _qualifiers(lexicon)
    right = pl.when(pl.col("local") != "").then("right")
    stated = pl.coalesce(
        right.str.extract(r"^ ?\(([A-Z][A-Za-z. ]{0,20}?)(?: (?:dollars?|funds))?\)", 1),
        right.str.extract(rf"^ (US|U\.S\.|Canadian|Australian){_QUALIFIED}", 1),
    ).replace_strict(nations, default=None, return_dtype=pl.String)
    is_meant = (stated == pl.col("currency")) | pl.col("local").str.split(" ").list.contains(stated)
    return (
        mentions.lazy()
        .with_columns(_stated=pl.when(is_meant).then(stated))
        .with_columns(
            currency=pl.coalesce("_stated", "currency"),
            local=pl.when(pl.col("_stated").is_null()).then("local").otherwise(pl.lit("")),
        )
        .drop("_stated")
        .collect(engine="in-memory")
    )


def _choose(mentions: pl.LazyFrame, scores: pl.LazyFrame, lexicon: Lexicon) -> pl.LazyFrame:
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
        .join(
            fixed.rename({"option": "currency", "is_used": "is_default_used"}),
            on=["article_id", "currency"],
            how="left",
        )
        .with_columns(pl.col("default_score").fill_null(0), pl.col("^is_.*used$").fill_null(False))
    )
    is_dollar = (pl.col("currency") == "USD") & ~pl.col("option").is_in(["ZAR", "EUR"])
    is_plain = (pl.col("score") >= PLAIN) & (pl.col("score") >= 2 * pl.col("default_score"))
    # Who writes `US$5m` beside `$3m` means another dollar by the latter.
    is_told = pl.col("is_default_used") & (pl.col("score") >= pl.col("default_score"))
    # Who writes `A$5m` beside `$3m` means US dollars by the latter, but no US cents by `30 cents`.
    is_part = pl.col("local").is_in(_local_to_parts(lexicon))
    plainly = (
        pl.when(is_dollar & is_part)
        .then(is_plain | is_told | (pl.col("is_used") & ~pl.col("is_default_used")))
        .when(is_dollar)
        .then((is_plain | is_told) & ~pl.col("is_used"))
        .otherwise((pl.col("score") > pl.col("default_score")) | pl.col("is_used"))
    )
    return (
        scored.filter(plainly)
        .sort("article_id", "score", "is_used", "option", descending=[False, True, True, False])
        .group_by("article_id", "currency", "local", maintain_order=True)
        .agg(chosen=pl.col("option").first())
    )


def _scores(wanted: pl.DataFrame, articles: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """How often an article's head names places of a currency: one row an article and currency named."""
    if wanted.is_empty():
        return pl.DataFrame(schema={"article_id": pl.String, "currency": pl.String, "score": pl.Int64})
    pattern, forms, sites = _places(lexicon)
    head = pl.col("text").str.head(HEAD)
    heads = articles.lazy().join(wanted.lazy(), on="article_id", how="semi")
    front = head.str.head(DATED)
    city = pl.coalesce(front.str.extract(_DATELINE, 1), front.str.extract(_DATED_LINE, 1)).str.to_titlecase()
    named = (
        heads.select("article_id", form=head.str.extract_all(pattern), weight=pl.lit(1, pl.Int64))
        .explode("form")
        .group_by("article_id", "form")
        .agg(pl.col("weight").sum())
    )
    datelined = heads.select("article_id", form=city, weight=pl.lit(DATELINE, pl.Int64))
    counted = (
        pl.concat([named, datelined])
        .join(forms.lazy(), on="form")
        .select("article_id", "currency", score="weight")
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
    return (
        pl.concat([counted, sited])
        .group_by("article_id", "currency")
        .agg(pl.col("score").sum())
        .collect(engine="in-memory")
    )


@once_per_version
def _local_to_parts(lexicon: Lexicon) -> list[str]:
    """What marks of a hundredth (`cents`) may mean, as their rows list it."""
    rows = lexicon.table("currency_marks")
    return sorted({row["local"] for row in rows if row["local"] and Decimal(row["factor"]) < 1})


@once_per_version
def _qualifiers(lexicon: Lexicon) -> dict[str, str]:
    """The currency of each country's adjective and short form, and of each code."""
    rows = lexicon.table("currency_places")
    nations = {row["form"]: row["currency"] for row in rows if row["kind"] == "adjective"}
    return nations | {row["currency"]: row["currency"] for row in lexicon.table("currencies")} | _SHORT_FORMS


@once_per_version
def _places(lexicon: Lexicon) -> tuple[str, pl.DataFrame, pl.DataFrame]:
    """The grammar of places, and the currency of each place and of each domain."""
    rows = lexicon.table("currency_places")
    schema = {"form": pl.String, "currency": pl.String}
    named = [(row["form"], row["currency"]) for row in rows if row["kind"] != "site"]
    sites = [(row["form"], row["currency"]) for row in rows if row["kind"] == "site"]
    # `US` of `US$5m` is a sign of money: with the sign it is no form of a place.
    pattern = rf"(?-u:\b)(?:{_PASSED}{alternatives(form for form, _ in named)})(?:\$|(?-u:\b|\B))"
    return (
        pattern,
        pl.DataFrame(named, schema=schema, orient="row"),
        pl.DataFrame(sites, schema=schema, orient="row"),
    )
