"""What some cues need beside them to count: a name, a share, a holding, a court (`needs` in metrics.toml)."""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.metric.needs.bargains import needs_of_bargains
from etl.interpret.claims.metric.needs.clauses import needs_of_clauses
from etl.interpret.claims.metric.needs.names import needs_of_names
from etl.interpret.claims.metric.needs.payments import needs_of_payments
from etl.interpret.claims.metric.needs.sums import needs_of_sums
from etl.interpret.claims.metric.needs.words import needs_of_words


def with_their_needs(pairs: pl.DataFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """The pairs of an amount and a cue that have beside them what the cue's rule asks for, if anything. Each
    test looks only at the pairs of its own need.
    """
    tests = needs(words)
    looked_at = sorted({name for test in tests.values() for name in test.meta.root_names()})
    rows = pairs.select("needs", *looked_at, row=pl.int_range(pl.len()))  # pairs are wide: few columns decide
    asked = rows.filter(pl.col("needs").is_not_null()).partition_by("needs", as_dict=True)
    met = [part.lazy().filter(tests[str(need)]).select("row") for (need,), part in asked.items()]
    plain = rows.filter(pl.col("needs").is_null()).select("row")
    kept = pl.concat([plain, *pl.collect_all(met, engine="in-memory")])
    return pairs[kept["row"]].lazy()


def needs(words: Mapping[str, str]) -> dict[str, pl.Expr]:
    """Every need by its name in metrics.toml, and the test that meets it."""
    return {
        **needs_of_words(words),
        **needs_of_names(words),
        **needs_of_clauses(words),
        **needs_of_sums(words),
        **needs_of_bargains(words),
        **needs_of_payments(words),
    }
