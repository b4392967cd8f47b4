"""Money: the spans of an article that state an amount, and what they state (guide, section 1).

One pass of one grammar over all texts of a batch (`grammar`), then only the few strings it found are
looked at: their values (`amounts`), whether two ends are one range (`ranges`), what is no money after all
(`sieve`), whose currency a shared mark is (`places`), numbers in tables (`cells`). How the text hedges an
amount (`etl.extract.hedges`) and what it is a rate over (`etl.extract.rates`) are read from its neighbours.
"""

import polars as pl

from etl.extract.hedges import bounds, read_hedges
from etl.extract.money.amounts import take_apart
from etl.extract.money.cells import find_cell_amounts, head_rates
from etl.extract.money.grammar import money_grammar
from etl.extract.money.places import settle_currencies
from etl.extract.money.ranges import share_scales, split_ends
from etl.extract.money.sieve import sift
from etl.extract.placing import Tables, drop_overlaps, place
from etl.extract.rates import read_rates
from etl.lexicon import Lexicon
from etl.text.marking import cut_surfaces, mark_spans, with_windows
from etl.text.shadow import shadow

WINDOW = 120
"""How many code points on either side of an amount may say what it is."""

COLUMNS = (
    "mention_id",
    "article_id",
    "start_char",
    "end_char",
    "surface",
    "amount_min",
    "amount_max",
    "amount_low",
    "amount_high",
    "currency",
    "hedge",
    "per",
    "zone",
    "sentence_start",
    "sentence_end",
)


def find_money(tables: Tables, lexicon: Lexicon) -> pl.DataFrame:
    """All money mentions of a batch, with the lake columns of `fact_money_mention`.

    Needs `dim_article`, `stg_segment`, `stg_sentence` and `stg_cell`. Grain: one row a mention, in order of
    article and place; mentions do not overlap. Amounts are in units of `currency`; `amount_low` and
    `amount_high` are null where the hedge leaves the bound open, `per` where the amount is no rate.
    """
    articles = tables["dim_article"].with_columns(shadow=shadow(pl.col("text")))
    prose = _find_prose(articles, lexicon)
    cells = find_cell_amounts(tables["stg_cell"], lexicon)
    found = drop_overlaps(pl.concat([prose, cells]) if cells.height else prose)
    mentions = place(_trim_signs(settle_currencies(found, articles, lexicon), articles), tables)
    hedged = _carry_hedges(read_hedges(mentions, lexicon))
    rated = _with_head_rates(read_rates(hedged, lexicon), tables["stg_cell"], lexicon)
    low, high = bounds("hedge", "amount_min", "amount_max")
    return rated.with_columns(
        amount_low=low,
        amount_high=high,
        mention_id=pl.format("{}:m{}-{}", "article_id", "start", "end"),
    ).select(
        *(pl.col({"start_char": "start", "end_char": "end"}.get(name, name)).alias(name) for name in COLUMNS)
    )


def _find_prose(articles: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Mentions that state their currency themselves."""
    found = mark_spans(articles.select("article_id", "shadow"), money_grammar(lexicon).scan)
    windowed = with_windows(found, WINDOW).with_columns(surface=cut_surfaces(found, articles))
    parts = take_apart(found["matched"], lexicon)
    candidates = windowed.join(parts, on="matched", how="left", maintain_order="left")
    return share_scales(sift(split_ends(candidates, lexicon), lexicon)).drop("times")


def _trim_signs(mentions: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """A sign is part of an amount at the head of a word (`-$5m`), but no dash between words (`gone-$5m`)."""
    surface = cut_surfaces(mentions, articles)
    is_sign = pl.col("left").str.contains(r"(?:^|[\s(|\x22'])$") & pl.col("surface").str.contains(
        "^[-+~<>\u2212]"
    )
    cut = mentions.with_columns(surface=surface).with_columns(
        _cut=pl.col("sign").is_not_null() & is_sign.not_()
    )
    return cut.with_columns(
        start=pl.col("start") + pl.col("_cut").cast(pl.UInt32),
        surface=pl.when("_cut").then(pl.col("surface").str.slice(1)).otherwise("surface"),
        glued=pl.coalesce("glued", pl.when(~pl.col("_cut")).then("sign")),
    ).drop("_cut")


def _carry_hedges(mentions: pl.DataFrame) -> pl.DataFrame:
    """A conversion in brackets has its amount's hedge; `trillion-dollar` has `about`."""
    earlier = pl.col("hedge").shift(1).over("article_id")
    before = pl.col("before")
    opens = before.str.contains(r"^\s?\($")
    goes_on = before.str.contains(r"^\s?[;,/]\s?(?:or )?$") & opens.shift(1).over("article_id")
    own = pl.when(pl.col("is_bare_scale")).then(pl.lit("about")).otherwise("hedge")
    plain = pl.col("hedge") == "exact"
    carried = mentions.with_columns(hedge=own).with_columns(
        hedge=pl.when(opens & plain).then(pl.coalesce(earlier, "hedge")).otherwise("hedge")
    )
    return carried.with_columns(
        hedge=pl.when(goes_on & (pl.col("hedge") == "exact"))
        .then(pl.coalesce(earlier, "hedge"))
        .otherwise("hedge")
    )


def _with_head_rates(mentions: pl.DataFrame, cells: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`per` from a table's head, where the cell itself states none."""
    rates = head_rates(cells, lexicon).sort("article_id", "cell_start")
    joined = mentions.sort("article_id", "start").join_asof(
        rates,
        left_on="start",
        right_on="cell_start",
        by="article_id",
        strategy="backward",
        check_sortedness=False,
    )
    is_inside = pl.col("end") <= pl.col("cell_end")
    return joined.with_columns(per=pl.coalesce("per", pl.when(is_inside).then("head_per")))


__all__ = ["find_money"]
