"""What a candidate states: its ends, their values and currencies, and whether it is one amount or two.

A candidate is what the grammar's one pass found. Each distinct one is taken apart once. Which currency a
mark means in *this* article belongs to `etl.extract.money.places`; whether it is money at all to
`etl.extract.money.sieve`.
"""

import polars as pl

from etl.extract.forms import alternatives
from etl.extract.money.grammar import money_grammar
from etl.extract.values import AMOUNT, read_values
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

_SINGULARS = "(?:dollar|euro|pound|rupee|peso|franc|ruble|rouble|shekel|crown|dinar|shilling|real)"

END_PARTS = ("sign", "before", "number", "glued", "scale", "late", "nation", "after")


def take_apart(matched: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """The parts of each distinct candidate.

    Grain: one row a distinct string. Columns: `matched`; `lead`, `first`, `link`, `second`, which tile it;
    and of each end, with 1 or 2 behind: `glued`, `sign`, `bare` (the number as stated, unscaled), `value`
    (scaled, in units of the mark's currency), `currency`, `local` (what else the mark may mean), `needs`,
    `mark`, `is_strong` (its shape alone speaks for money). Nulls where the candidate has no second end.
    """
    parts = matched.unique().to_frame("matched").with_columns(_parts=_extract(lexicon)).unnest("_parts")
    parts = _without_article(parts, lexicon)
    ends = pl.concat(
        parts.select(
            "matched",
            end=pl.lit(number, dtype=pl.Int8),
            **{name: pl.col(f"{name}{number}") for name in END_PARTS},
        )
        for number in (1, 2)
    )
    ends = _with_value(_with_currency(ends, lexicon), lexicon)
    tiles = parts.select("matched", *(pl.col(n).fill_null("") for n in ("lead", "first", "link", "second")))
    for number in (1, 2):
        one = ends.filter(pl.col("end") == number).drop("end")
        tiles = tiles.join(
            one.rename({name: f"{name}{number}" for name in one.columns if name != "matched"}),
            on="matched",
            how="left",
        )
    return _share_parts(tiles)


def _without_article(parts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`a trillion-dollar IPO`: the article belongs to the noun and the amount is `trillion-dollar`."""
    scales = alternatives(row["form"] for row in lexicon.table("magnitudes") if row["kind"] == "word")
    article = parts["first"].str.extract(
        rf"(?i)^(an? ){scales}(?:-.*| (?:[A-Z][A-Za-z. ]* )?{_SINGULARS})$", 1
    )
    cut = parts.with_columns(_article=article).with_columns(_is_adjective=pl.col("_article").is_not_null())
    bare = pl.col("first").str.slice(pl.col("_article").str.len_chars())
    return cut.with_columns(
        lead=pl.when("_is_adjective")
        .then(pl.concat_str(pl.col("lead").fill_null(""), "_article"))
        .otherwise("lead"),
        first=pl.when("_is_adjective").then(bare).otherwise("first"),
        scale1=pl.when("_is_adjective").then(pl.col("number1").str.slice(2)).otherwise("scale1"),
        number1=pl.when(~pl.col("_is_adjective")).then("number1"),
    ).drop("_article", "_is_adjective")


def _extract(lexicon: Lexicon) -> pl.Expr:
    return pl.col("matched").str.extract_groups(money_grammar(lexicon).parts)


@once_per_version
def mark_table(lexicon: Lexicon) -> pl.DataFrame:
    """Every mark with what it means, plain ISO codes too: one row a mark, `factor` as Decimal."""
    rows = lexicon.table("currency_marks")
    known = {row["mark"] for row in rows}
    codes = [row["currency"] for row in lexicon.table("currencies") if row["currency"] not in known]
    marks = [(r["mark"], r["currency"], r["factor"], r["needs"], r["local"]) for r in rows]
    marks += [(code, code, "1", "", "") for code in codes]
    frame = pl.DataFrame(marks, schema=["mark", "currency", "factor", "needs", "local"], orient="row")
    return frame.with_columns(pl.col("factor").str.to_decimal(scale=12).cast(AMOUNT))


@once_per_version
def _nations(lexicon: Lexicon) -> pl.DataFrame:
    rows = [row for row in lexicon.table("currency_places") if row["kind"] == "adjective"]
    return pl.DataFrame(
        [(row["form"], row["currency"]) for row in rows],
        schema={"nation": pl.String, "national": pl.String},
        orient="row",
    )


def _with_currency(ends: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Join the mark before and the mark after; of two, the one that says more decides."""
    marks, words = (
        mark_table(lexicon),
        [r["mark"] for r in lexicon.table("currency_marks") if r["kind"] == "word"],
    )
    spaced = pl.col("after").str.replace_all(r"\s+", " ")
    lowered = spaced.str.to_lowercase()
    as_word = {word.lower(): word for word in words}
    keyed = ends.with_columns(
        before=pl.col("before").str.strip_chars(),
        after=pl.when(lowered.is_in(list(as_word))).then(lowered.replace(as_word)).otherwise(spaced),
    )
    joined = (
        keyed.join(marks.rename(lambda name: f"{name}_b"), left_on="before", right_on="mark_b", how="left")
        .join(marks.rename(lambda name: f"{name}_a"), left_on="after", right_on="mark_a", how="left")
        .join(_nations(lexicon), on="nation", how="left")
    )
    meant = pl.concat_str("currency_a", pl.lit(" "), "local_a").str.split(" ")
    is_national = pl.col("national").is_in(meant).fill_null(False)
    is_after = pl.col("currency_a").is_not_null() & (
        pl.col("currency_b").is_null() | is_national | (pl.col("local_a") == "")
    )
    picked = {
        name: pl.when(is_after).then(f"{name}_a").otherwise(f"{name}_b")
        for name in ("currency", "factor", "needs", "local")
    }
    return joined.with_columns(
        mark=pl.when(is_after).then("after").otherwise("before"), **picked
    ).with_columns(
        currency=pl.when(is_national & is_after).then("national").otherwise("currency"),
        local=pl.when(is_national & is_after).then(pl.lit("")).otherwise("local"),
        needs=pl.when(is_national & is_after).then(pl.lit("")).otherwise("needs"),
    )


def _with_value(ends: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Read each distinct number with its scale; say what its shape alone proves."""
    number = pl.col("number")
    is_strong = (
        pl.col("scale").is_not_null()
        | number.str.contains(r"[0-9][, '][0-9]{2,3}")
        | number.str.contains(r"^[0-9]+\.[0-9]{2}$")
        | number.str.contains(r"(?i)[a-z]{4}[ -][a-z]")
    )
    bare_scale = number.is_null() & pl.col("scale").is_not_null()
    read = read_values(ends.with_columns(is_bare_scale=bare_scale), lexicon)
    return read.select(
        "matched", "end", "sign", "mark", "currency", "local", "needs", "factor", "scale", "number", "bare",
        "times", "is_bare_scale",
        glued=pl.coalesce("late", "glued"),
        is_strong=is_strong.fill_null(False),
    )  # fmt: skip


def _share_parts(tiles: pl.DataFrame) -> pl.DataFrame:
    """Give each end what the other states for both: the currency, and a scale that keeps them in order."""
    is_pair = pl.col("second") != ""
    lone1, lone2 = pl.col("currency1").is_null(), pl.col("currency2").is_null() & is_pair
    shared = tiles.with_columns(is_lone1=lone1, is_lone2=lone2).with_columns(
        *(
            expression
            for name in ("currency", "local", "needs", "factor", "mark")
            for expression in (
                pl.when(lone1).then(f"{name}2").otherwise(f"{name}1").alias(f"{name}1"),
                pl.when(lone2).then(f"{name}1").otherwise(f"{name}2").alias(f"{name}2"),
            )
        )
    )
    bare1, bare2, times1, times2 = (pl.col(name) for name in ("bare1", "bare2", "times1", "times2"))
    # `$2-3 billion`: both are billions; `$500-$1 billion`: the first cannot be, it would be the larger.
    borrows1 = is_pair & pl.col("scale1").is_null() & pl.col("scale2").is_not_null() & (bare1 <= bare2)
    borrows2 = (
        is_pair & pl.col("scale2").is_null() & pl.col("scale1").is_not_null()
        & (bare1 <= bare2) & (bare2 < 1000) & pl.col("link").str.contains("-")
    )  # fmt: skip
    # `£20-25,000`: the thousands are said once.
    thousands = (
        is_pair & pl.col("scale1").is_null() & pl.col("is_lone2") & (bare1 < 1000) & (bare1 * 1000 < bare2)
        & pl.col("number2").str.contains(",000$")
    )  # fmt: skip
    scaled = shared.with_columns(
        times1=pl.when(borrows1)
        .then(times2)
        .when(thousands)
        .then(pl.lit(1000))
        .otherwise(times1)
        .cast(AMOUNT),
        times2=pl.when(borrows2).then(times1).otherwise(times2).cast(AMOUNT),
    )
    return scaled.with_columns(
        value1=_product("bare1", "times1", "factor1"), value2=_product("bare2", "times2", "factor2")
    )


def _product(*names: str) -> pl.Expr:
    """Exact product of Decimals, none of which needs more digits than an amount has."""
    first, *rest = (pl.col(name) for name in names)
    for other in rest:
        first = first * other
    return first.cast(AMOUNT)
