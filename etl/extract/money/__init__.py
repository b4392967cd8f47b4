"""Money: the spans of an article that state an amount, and what they state (guide, section 1).

One pass of one grammar over all texts of a batch (`grammar`), then only the few strings it found are
looked at: their values (`amounts`), whether two ends are one range (`ranges`), what is no money after all
(`sieve`), whose currency a shared mark is (`places`), numbers in tables (`cells`). How the text hedges an
amount (`etl.extract.hedges`) and what it is a rate over (`etl.extract.rates`) are read from its neighbours.
"""

from collections.abc import Mapping

import polars as pl

from etl.contracts.frames import Tables
from etl.contracts.validate import conform
from etl.extract.hedges import bounds, read_hedges
from etl.extract.money.cells import find_cell_amounts, head_rates
from etl.extract.money.ends import find_ends
from etl.extract.money.places import settle_currencies
from etl.extract.money.ranges import settle_ends, share_scales
from etl.extract.money.sieve import sift
from etl.extract.placing import drop_overlaps, place
from etl.extract.rates import read_rates
from etl.lexicon import Lexicon
from etl.text.cutting import cut_spans, cut_windows, hold_texts
from etl.text.shadow import shadow

LEFT, RIGHT = 170, 120
"""How many code points before and behind an amount may say what it is."""


def find_money(tables: Tables, lexicon: Lexicon) -> pl.DataFrame:
    """All money mentions of a batch, with the lake columns of `fact_money_mention`.

    Needs `dim_article`, `stg_segment`, `stg_sentence` and `stg_cell`. Grain: one row a mention, in order of
    article and place; mentions do not overlap. Amounts are in units of `currency`; `amount_low` and
    `amount_high` are null where the hedge leaves the bound open, `per` where the amount is no rate.
    """
    articles = tables["dim_article"]
    ends = find_ends(articles, lexicon)
    cells = find_cell_amounts(tables["stg_cell"], lexicon)
    texts = hold_texts([ends, cells], articles)
    prose = _read_prose(ends, texts, lexicon)
    found = drop_overlaps(pl.concat([prose, cells]) if cells.height else prose)
    mentions = place(settle_currencies(found, articles, lexicon), tables)
    mentions = mentions.with_columns(surface=cut_spans(mentions, texts))
    hedged = _carry_hedges(read_hedges(mentions, lexicon))
    rated = _with_head_rates(read_rates(hedged, lexicon), tables["stg_cell"], lexicon)
    low, high = bounds("hedge", "amount_min", "amount_max")
    named = rated.with_columns(
        start_char="start",
        end_char="end",
        amount_low=low,
        amount_high=high,
        mention_id=pl.format("{}:m{}-{}", "article_id", "start", "end"),
    )
    return conform(named, "fact_money_mention")


def _read_prose(ends: pl.DataFrame, texts: Mapping[str, str], lexicon: Lexicon) -> pl.DataFrame:
    """Mentions that state their currency themselves."""
    left, right = cut_windows(ends, texts, LEFT, RIGHT)
    sided = ends.with_columns(left_raw=left, right=right)
    return share_scales(sift(settle_ends(_with_signs(sided), lexicon), lexicon))


def _with_signs(ends: pl.DataFrame) -> pl.DataFrame:
    """A sign is part of an amount at the head of a word (`-$5m`), but no dash between words (`gone-$5m`)."""
    opens = pl.col("is_marked") & (pl.col("role") != "second")
    is_sign = (
        opens
        & pl.col("left_raw").str.contains("[-+~<>\u2212\uff0b\uff0d]$")
        & pl.col("left").str.contains(r"(?:^|[\s(|\x22'])[-+~<>]$")
    )
    return (
        ends.lazy()
        .with_columns(left=_without_escape(shadow(pl.col("left_raw"))), right=shadow(pl.col("right")))
        .with_columns(_is_sign=is_sign)
        .with_columns(
            start=pl.col("start") - pl.col("_is_sign").cast(pl.Int64),
            left=pl.when("_is_sign").then(pl.col("left").str.head(-1)).otherwise("left"),
            glued=pl.coalesce("glued", pl.when("_is_sign").then(pl.col("left").str.tail(1))),
        )
        .drop("_is_sign")
        .collect(engine="in-memory")
    )


def _without_escape(left: pl.Expr) -> pl.Expr:
    """What stands before an amount, as long as it was, with a blank for the mark right before it (`\\$5`)."""
    return left.str.replace(r"(.)[\\Â]$", " ${1}")


def _carry_hedges(mentions: pl.DataFrame) -> pl.DataFrame:
    """A conversion in brackets has its amount's hedge; `trillion-dollar` has `about`."""
    before = pl.col("before")
    earlier = pl.when(pl.col("article_id") == pl.col("article_id").shift(1)).then(pl.col("hedge").shift(1))
    opens = before.str.contains(r"^\s*\($")
    goes_on = before.str.contains(r"^\s*[;,/]\s*(?:or )?$") & opens.shift(1)
    is_plain = pl.col("hedge") == "exact"
    return (
        mentions.lazy()
        .with_columns(hedge=pl.when("is_bare_scale").then(pl.lit("about")).otherwise("hedge"))
        .with_columns(hedge=pl.when(opens & is_plain).then(pl.coalesce(earlier, "hedge")).otherwise("hedge"))
        .with_columns(
            hedge=pl.when(goes_on & is_plain).then(pl.coalesce(earlier, "hedge")).otherwise("hedge")
        )
        .collect(engine="in-memory")
    )


def _with_head_rates(mentions: pl.DataFrame, cells: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """`per` from a table's head, where the cell itself states none."""
    rates = head_rates(cells, lexicon)
    if rates.is_empty():
        return mentions
    joined = mentions.lazy().join_asof(
        rates.lazy(),
        left_on="start",
        right_on="cell_start",
        by="article_id",
        strategy="backward",
        check_sortedness=False,
    )
    is_inside = pl.col("end") <= pl.col("cell_end")
    per = pl.coalesce("per", pl.when(is_inside).then("head_per"))
    return joined.with_columns(per=per).collect(engine="in-memory")


__all__ = ["find_money"]
