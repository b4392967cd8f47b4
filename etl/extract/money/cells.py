"""Amounts in table cells: bare numbers under `£m`, and the rate that a head names.

A bare number is money where its column's head, its row's, the table's corner or its caption has a currency in
sight, and neither head makes it something else (a percentage, a count). The nearest currency wins: column,
row, corner, caption. A corner has to state a unit (`£m`, `In millions of euros`): `Dollar stores` only says
what the row heads are.
"""

import polars as pl

from etl.contracts.frames import AMOUNT
from etl.extract.forms import alternatives
from etl.extract.money.amounts import mark_table
from etl.extract.rates import read_head_rates
from etl.extract.values import read_values
from etl.ingest.tables import with_corners
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version
from etl.text.numbers import NUMERAL, magnitudes
from etl.text.shadow import shadow

_HEAD_RATES = {"cell_start": pl.UInt32, "cell_end": pl.UInt32, "head_per": pl.String}
HEADS = ("column_head", "row_head", "corner", "caption")
"""The texts that give a cell its meaning, the nearest first."""

_OF_ROWS = r"^[^\p{L}]*[0-9][^\p{L}]*$"
"""A row head that is a figure: unless it is a year, the corner's unit is its own (`Income (£)`, `20,000`)."""
_YEAR = r"^(?:19|20)[0-9]{2}(?:[^0-9]|$)"
_PER_SHARE = r"(?i)(?-u:\b)(?:(?:per|a|an|each)(?-u:\b).*(?-u:\b)(?:share|ads|adr)(?-u:\b)|[ed]ps(?-u:\b))"
"""Amounts of a share, which the scale over a table leaves alone."""
_CROSS_RATE = "[A-Z]{3} ?[/-] ?[A-Z]{3}"
"""Two currencies: a table of exchange rates."""


def find_cell_amounts(cells: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Bare numbers that a head or a caption makes money.

    Grain: one row a mention, whose span is the number; columns as `etl.extract.money.ranges.settle_ends` has.
    """
    figures = (
        with_corners(cells)
        .lazy()
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
        amount_max=pl.coalesce("most_amount", "amount"),
        currency="currency",
        local="local",
        needs=pl.lit(""),
        is_strong=pl.lit(True),
        glued=pl.lit(None, pl.String),
        is_bare_scale=pl.lit(False),
        is_range=pl.col("most").is_not_null(),
    )
    return found.filter(pl.col("amount_min").is_not_null())


def head_rates(cells: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """What a cell's amounts are rates over: its span, and `head_per`, from the nearest head that says so.

    Grain: one row a cell with such a head, in order of article and place.
    """
    cells = with_corners(cells)
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
    """A cell that is a number and no more, or a range of two, with scale, accountants' marks, bold type."""
    words = alternatives(row["form"] for row in lexicon.table("magnitudes"))
    return (
        r"^(?P<lead>[*_]{0,3}[(+~<>-]{0,2} ?)(?P<matched>(?P<number>" + NUMERAL + r")"
        rf"(?: ?(?:-|to) ?(?P<most>{NUMERAL}))?"
        rf"(?P<scale> ?{words})?)\)?(?: ?[*a-z†‡]| ?\([a-z]\))?[*_]{{0,3}}$"
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


@once_per_version
def _apart(lexicon: Lexicon) -> str:
    """A currency's word as a unit of its own: `US dollars`, `Amounts in euros`, `Prize (pounds)`."""
    words = alternatives(row["mark"] for row in lexicon.table("currency_marks") if row["kind"] == "word")
    places = lexicon.table("currency_places")
    nations = alternatives(row["form"] for row in places if row["kind"] == "adjective")
    return rf"(?i)(?:^|(?-u:\b)in |[(,] ?)(?:{nations} )?{words}(?:[),;]|$)"


def _with_units(figures: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The currency and scale over each figure, from the nearest head that has one."""
    texts = pl.concat(figures[name] for name in HEADS).drop_nulls().unique()
    units = _read_units(texts, lexicon)
    for name in HEADS:
        one = units.rename({column: f"{name}_{column}" for column in units.columns})
        figures = figures.join(one, left_on=name, right_on=f"{name}_text", how="left")
    figures = _with_units_of_bodies(figures)
    own = {name: pl.col(f"{name}_currency").is_not_null() for name in HEADS}
    currency, local = (
        pl.coalesce(pl.when(has).then(f"{name}_{column}") for name, has in own.items())
        for column in ("currency", "local")
    )
    # A scale is that of its own head's currency: `Price ($)` under `£m` is in dollars.
    scaled = {
        name: pl.when(has & (pl.col(f"{name}_currency") == currency)).then(f"{name}_times")
        for name, has in own.items()
    }
    loose = [pl.when(~has).then(f"{name}_times") for name, has in own.items()]
    beside = ("column_head", "row_head")
    is_other = pl.any_horizontal(
        (pl.col(f"{name}_is_other") & ~own[name]).fill_null(False) for name in beside
    )
    is_per_share = pl.any_horizontal(
        pl.col(name).str.contains(_PER_SHARE).fill_null(False) for name in beside
    )
    times = pl.when(is_per_share).then(pl.coalesce(*(scaled[name] for name in beside), pl.lit(1)))
    united = figures.with_columns(
        currency=currency,
        local=local,
        is_other=is_other,
        is_caption=~pl.any_horizontal(own[name] for name in beside),
        times=times.otherwise(pl.coalesce(*scaled.values(), *loose, pl.lit(1))).cast(AMOUNT),
    )
    return _with_amounts(united, lexicon)


def _with_units_of_bodies(figures: pl.DataFrame) -> pl.DataFrame:
    """The figures; a name in a row's head has no currency, a corner that gives no unit, or that of its row
    heads, neither currency nor scale.
    """
    heads_rows = pl.col("row_head").str.contains(_OF_ROWS) & ~pl.col("row_head").str.contains(_YEAR)
    of_body = pl.col("corner_is_unit") & ~heads_rows.fill_null(False)
    named = {name: pl.when(of_body).then(name) for name in ("corner_currency", "corner_times")}
    row_currency = pl.when("row_head_is_unit").then("row_head_currency")  # none in `Dollar General`
    return figures.with_columns(row_head_currency=row_currency, **named)


def _with_amounts(figures: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The figures' amounts: a scale of their own goes before the heads'."""
    heads = pl.col("times")
    read = read_values(figures.with_columns(_heads=heads).drop("times"), lexicon)
    times = pl.when(pl.col("scale").is_null()).then("_heads").otherwise("times")
    most = pl.col("most").str.replace_all(",", "", literal=True).cast(AMOUNT, strict=False)
    ranged = read.with_columns(_times=times).with_columns(
        amount=(pl.col("bare") * pl.col("_times")).cast(AMOUNT),
        most_amount=(most * pl.col("_times")).cast(AMOUNT),
    )
    is_pair = pl.col("most").is_not_null() & ~(pl.col("most_amount") > pl.col("amount")).fill_null(False)
    return ranged.filter(~is_pair)  # `2024-25` is no range


def _read_units(texts: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """What each distinct head says: currency (null: none), `local`, `times` (null: no scale), `is_other`, and
    `is_unit`: it gives the currency as a unit, by its sign, with a scale, in brackets or behind `in`.
    """
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
    stands_apart = pl.col("_shadow").str.contains(_apart(lexicon))
    factor = pl.col("factor").fill_null(1)
    # `Won` alone counts matches.
    is_verb = (pl.col("mark") == "won") & pl.col("nation").is_null() & times.is_null()
    is_unit = pl.any_horizontal(pl.col("sign").is_not_null(), times.is_not_null(), stands_apart)
    # Pence under a scale of pounds stay pence.
    return read.select(
        "text",
        pl.when(~is_verb.fill_null(False)).then("currency"),
        "local",
        "is_other",
        is_unit=is_unit & ~pl.col("_shadow").str.contains(_CROSS_RATE),
        times=pl.coalesce(times, pl.when(factor != 1).then(1)) * factor,
    ).with_columns(pl.col("times").cast(AMOUNT))
