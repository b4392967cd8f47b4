"""Amounts in table cells: bare numbers under `£m`, and the rate that a head names.

A bare number is money where its column's head, its row's or the caption has a currency in sight, and neither
head makes it something else (a percentage, a count). The nearest currency wins: column, row, caption.
"""

import polars as pl

from etl.contracts.frames import AMOUNT
from etl.extract.forms import alternatives
from etl.extract.money.amounts import mark_table
from etl.extract.rates import read_head_rates
from etl.extract.values import read_values
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version
from etl.text.numbers import NUMERAL, magnitudes
from etl.text.shadow import shadow

_HEAD_RATES = {"cell_start": pl.UInt32, "cell_end": pl.UInt32, "head_per": pl.String}
HEADS = ("column_head", "row_head", "caption")
"""The texts that give a cell its meaning, the nearest first."""


def find_cell_amounts(cells: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Bare numbers that a head or a caption makes money.

    Grain: one row a mention, whose span is the number; columns as `etl.extract.money.ranges.settle_ends` has.
    """
    figures = (
        cells.lazy()
        .filter(pl.col("column_no") > 0)
        .with_columns(shadow=shadow(pl.col("surface")))
        .with_columns(_figure=pl.col("shadow").str.extract_groups(_figure(lexicon)))
        .unnest("_figure")
        .filter(pl.col("number").is_not_null())
        .collect(engine="in-memory")
    )
    if figures.is_empty():
        return pl.DataFrame()
    figures = _with_units(figures, lexicon).filter(pl.col("currency").is_not_null() & ~pl.col("is_other"))
    start = pl.col("start_char") + pl.col("lead").str.len_chars()
    is_year = pl.col("number").str.contains(r"^(?:19|20)[0-9]{2}$") & pl.col("is_caption")
    found = figures.filter(~is_year).select(
        "article_id",
        start=start.cast(pl.UInt32),
        end=(start + pl.col("matched").str.len_chars()).cast(pl.UInt32),
        matched="matched",
        before=pl.lit(""),
        left=pl.lit(""),
        right=pl.lit(""),
        amount_min="amount",
        amount_max="amount",
        currency="currency",
        local="local",
        needs=pl.lit(""),
        is_strong=pl.lit(True),
        glued=pl.lit(None, pl.String),
        is_bare_scale=pl.lit(False),
        is_range=pl.lit(False),
    )
    return found.filter(pl.col("amount_min").is_not_null())


def head_rates(cells: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """What a cell's amounts are rates over: its span, and `head_per`, from the nearest head that says so.

    Grain: one row a cell with such a head, in order of article and place.
    """
    texts = pl.concat(cells[name] for name in HEADS).drop_nulls().unique().to_frame("text")
    if texts.is_empty():
        return pl.DataFrame(schema={**cells.select("article_id").schema, **_HEAD_RATES})
    read = texts.select("text", per=read_head_rates(shadow(pl.col("text")), lexicon)).drop_nulls()
    per = dict(read.iter_rows())
    rates = (pl.col(name).replace_strict(per, default=None, return_dtype=pl.String) for name in HEADS)
    return (
        cells.lazy()
        .select("article_id", cell_start="start_char", cell_end="end_char", head_per=pl.coalesce(rates))
        .filter(pl.col("head_per").is_not_null())
        .sort("article_id", "cell_start")
        .collect(engine="in-memory")
    )


@once_per_version
def _figure(lexicon: Lexicon) -> str:
    """A cell that is a number and no more, with its scale and marks of accountants."""
    words = alternatives(row["form"] for row in lexicon.table("magnitudes"))
    return (
        r"^(?P<lead>[(+~<>-]{0,2} ?)(?P<matched>(?P<number>" + NUMERAL + r")"
        rf"(?P<scale> ?{words})?)\)?(?: ?[*a-z†‡]| ?\([a-z]\))?$"
    )


@once_per_version
def _unit_pattern(lexicon: Lexicon) -> str:
    """A currency as a unit, with no amount behind it: `£m`, `Rs crore`, `in millions of euros`, `€/litre`."""
    marks = lexicon.table("currency_marks")
    codes = [row["currency"] for row in lexicon.table("currencies")]
    odd = {row["mark"] for row in marks if row["kind"] == "code" or row["needs"]}
    signs = alternatives(
        r["mark"] for r in marks if r["kind"] == "symbol" and r["side"] != "after" and not r["needs"]
    )
    words = alternatives(row["mark"] for row in marks if row["kind"] == "word")
    nations = alternatives(r["form"] for r in lexicon.table("currency_places") if r["kind"] == "adjective")
    scale_words = alternatives(row["form"] for row in lexicon.table("magnitudes") if row["kind"] == "word")
    letters = alternatives(row["form"] for row in lexicon.table("magnitudes") if row["kind"] == "letter")
    scale = rf"(?:(?i:{scale_words}s?)|{letters}|'?000s?)"
    return (
        rf"(?:^|[^A-Za-z0-9])(?:(?P<scale_first>(?i:{scale_words}s?)) (?:of )?)?(?:"
        rf"(?P<sign>{signs}|{alternatives(c for c in codes if c not in odd)})[ -]?(?P<scale_sign>{scale})?"
        rf"|(?P<nation>{nations} )?(?P<word>(?i:{words})))(?:[^A-Za-z0-9$€£]|$)"
    )


def _with_units(figures: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The currency and scale over each figure, from the nearest head that has one."""
    texts = pl.concat(figures[name] for name in HEADS).drop_nulls().unique()
    units = _read_units(texts, lexicon)
    for name in HEADS:
        one = units.rename({column: f"{name}_{column}" for column in units.columns})
        figures = figures.join(one, left_on=name, right_on=f"{name}_text", how="left")
    own = [pl.col(f"{name}_currency").is_not_null() for name in HEADS]
    picked = {
        column: pl.coalesce(
            pl.when(has).then(f"{name}_{column}") for name, has in zip(HEADS, own, strict=True)
        )
        for column in ("currency", "local", "times")
    }
    loose = pl.coalesce(pl.col(f"{name}_times") for name in HEADS)
    is_caption = ~own[0].fill_null(False) & ~own[1].fill_null(False)
    is_other = pl.any_horizontal(
        (pl.col(f"{name}_is_other") & pl.col(f"{name}_currency").is_null()).fill_null(False)
        for name in ("column_head", "row_head")
    )
    is_per_share = pl.any_horizontal(
        pl.col(name).str.contains(r"(?i)\bper\b.*\bshare\b").fill_null(False)
        for name in ("column_head", "row_head")
    )
    united = figures.with_columns(**picked, is_caption=is_caption, is_other=is_other, _loose=loose)
    times = pl.when(is_per_share & is_caption).then(1).otherwise(pl.coalesce("times", "_loose", pl.lit(1)))
    return _with_amounts(united.with_columns(times=times.cast(AMOUNT)), lexicon)


def _with_amounts(figures: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The figures' amounts: a scale of their own goes before the heads'."""
    heads = pl.col("times")
    read = read_values(figures.with_columns(_heads=heads).drop("times"), lexicon)
    times = pl.when(pl.col("scale").is_null()).then("_heads").otherwise("times")
    return read.with_columns(amount=(pl.col("bare") * times).cast(AMOUNT))


def _read_units(texts: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """What each distinct head says: currency (null: none), `local`, `times` (null: no scale), `is_other`."""
    marks = pl.DataFrame(
        [(form, mark.currency, mark.factor, mark.local) for form, mark in mark_table(lexicon).items()],
        schema={"mark": pl.String, "currency": pl.String, "factor": pl.String, "local": pl.String},
        orient="row",
    ).with_columns(pl.col("factor").cast(AMOUNT))
    factors = {
        key.lower() if len(key) > 2 else key: f"{value:f}" for key, value in magnitudes(lexicon).items()
    }
    others = [rule["pattern"] for rule in lexicon.rules("not_money")["head"]]
    scale = pl.coalesce("scale_sign", "scale_first", "_loose_scale").str.strip_chars()
    loose = r"(?i)\b(?:in )?(thousand|million|billion|trillion|crore|lakh)s?\b"
    read = (
        texts.to_frame("text")
        .with_columns(_shadow=shadow(pl.col("text")))
        .with_columns(
            _unit=pl.col("_shadow").str.extract_groups(_unit_pattern(lexicon)),
            _loose_scale=pl.col("_shadow").str.extract(loose, 1),
            is_other=pl.any_horizontal(pl.col("_shadow").str.contains(other) for other in others),
        )
        .unnest("_unit")
        .with_columns(mark=pl.coalesce("sign", pl.col("word").str.to_lowercase()))
        .join(marks, on="mark", how="left")
    )
    named = (
        pl.when(scale.str.contains("000"))
        .then(pl.lit("thousand"))
        .when(scale.str.len_chars() > 2)
        .then(scale.str.to_lowercase().str.strip_suffix("s"))
        .otherwise(scale)
    )
    times = named.replace_strict(factors, default=None, return_dtype=pl.String).cast(AMOUNT)
    # Pence under a scale of pounds stay pence.
    return read.select(
        "text", "currency", "local", "is_other", times=times * pl.col("factor").fill_null(1)
    ).with_columns(pl.col("times").cast(AMOUNT))
