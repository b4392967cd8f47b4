"""Quantities: percentages, multiples and counts with a unit (guide, section 2).

The grammar (`grammar`) finds numbers (`numbers`), their units are told from the words behind them (`units`),
and the neighbours decide the rest (`sense`): names (`Claude 3.5`), years, units that stand elsewhere. Numbers
in tables have theirs in a head (`cells`). Money and dates are found before; a quantity overlaps neither.
"""

import polars as pl

from etl.contracts.frames import Tables
from etl.contracts.validate import conform
from etl.extract.hedges import read_hedges
from etl.extract.placing import drop_overlaps, outside, place
from etl.extract.quantities.cells import find_cell_counts
from etl.extract.quantities.numbers import find_numbers
from etl.extract.quantities.sense import is_quantity, with_elliptical
from etl.lexicon import Lexicon
from etl.text.marking import cut_surfaces
from etl.text.shadow import shadow


def find_quantities(
    tables: Tables, lexicon: Lexicon, money: pl.DataFrame, dates: pl.DataFrame
) -> pl.DataFrame:
    """All quantity mentions of a batch, with the lake columns of `fact_quantity_mention`.

    Needs `dim_article`, `stg_segment`, `stg_sentence` and `stg_cell`, and the mentions of money and of dates.
    Grain: one row a mention, in order of article and place; none overlaps another, nor money or a date.
    `unit` is null for percentages and multiples.
    """
    articles = tables["dim_article"].with_columns(shadow=shadow(pl.col("text")))
    numbers = find_numbers(articles, lexicon)
    cells = find_cell_counts(tables["stg_cell"], lexicon)
    free = outside(pl.concat([cells, numbers], how="diagonal_relaxed"), [money, dates])
    placed = place(drop_overlaps(free), tables)
    counted = with_elliptical(placed.filter(is_quantity(lexicon)), lexicon)
    hedged = read_hedges(counted, lexicon)
    surface = cut_surfaces(hedged, articles)
    named = hedged.with_columns(
        start_char="start",
        end_char="end",
        surface=surface,
        unit=pl.when(pl.col("kind") == "count").then("unit"),
        mention_id=pl.format("{}:q{}-{}", "article_id", "start", "end"),
    )
    return conform(named, "fact_quantity_mention")


__all__ = ["find_quantities"]
