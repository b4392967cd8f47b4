"""From articles to mentions: money, quantities, dates and names, each with its exact span.

What a mention means in its sentence belongs to `etl.interpret`.
"""

from concurrent.futures import ThreadPoolExecutor

import polars as pl

from etl.contracts.frames import Tables
from etl.contracts.validate import empty
from etl.extract.placing import outside
from etl.lexicon import Lexicon


def extract_batch(tables: Tables, lexicon: Lexicon) -> Tables:
    """All mentions of a batch.

    Needs `dim_article`, `stg_segment`, `stg_sentence` and `stg_cell`. Gives `fact_money_mention`,
    `fact_date_mention`, `fact_quantity_mention` and `fact_entity_mention`, each with its lake columns, and
    `quarantine`, which is empty: what breaks a contract is refused when a table is held against it. A
    quantity overlaps neither money nor a date, a name no money.
    """
    # Each part compiles its own grammar; whoever needs one alone does not load the others.
    from etl.extract.dates import find_dates
    from etl.extract.entities import find_entities
    from etl.extract.money import find_money
    from etl.extract.quantities import find_quantities

    # Names need nothing of the others: they are found beside them, on the second core.
    with ThreadPoolExecutor(1) as aside:
        found = aside.submit(find_entities, tables, lexicon)
        money = find_money(tables, lexicon)
        dates = find_dates(tables, lexicon)
        quantities = find_quantities(tables, lexicon, money, dates)
    names = _without_marks(found.result(), money)
    return {
        "fact_money_mention": money,
        "fact_date_mention": dates,
        "fact_quantity_mention": quantities,
        "fact_entity_mention": names,
        "quarantine": empty("quarantine"),
    }


def _without_marks(names: pl.DataFrame, money: pl.DataFrame) -> pl.DataFrame:
    """The names that share no letter with an amount: neither `NT` of `NT$5m` nor `Singapore` of
    `70 Singapore cents` is one.
    """
    spans = names.rename({"start_char": "start", "end_char": "end"})
    kept = outside(spans, [money]).select("mention_id")
    return names.filter(pl.col("mention_id").is_in(kept["mention_id"].implode()))


def compile_grammars(lexicon: Lexicon) -> None:
    """Have what the readers of amounts, dates and quantities compile from a lexicon at hand: `extract_batch`
    would wait for it.
    """
    from etl.extract.dates import find_dates  # noqa: F401 - its import is a part of the wait
    from etl.extract.money.amounts import mark_table
    from etl.extract.money.grammar import money_grammar
    from etl.extract.quantities.grammar import quantity_grammar
    from etl.text.calendar import compile_calendar

    for make in (compile_calendar, money_grammar, mark_table, quantity_grammar):
        make(lexicon)


__all__ = ["compile_grammars", "extract_batch"]
