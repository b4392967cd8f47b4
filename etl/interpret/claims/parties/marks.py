"""What a candidate for a party can be marked with: a bit each, so that what is said of a name in several
places is one number.
"""

from typing import Final

import polars as pl

from etl.interpret.claims.parties.standing import STANDING
from etl.interpret.claims.scene.recent import RECENT

SLOTS = ("agent", "owner", "possessor", "object", "bound", "dative", "led", "label")
PREPOSITIONS = ("by", "from", "to", "with", "for", "at", "in", "of", "on", "against")
"""Those that have signs of their own."""
SPOKEN: Final = ("spoken_one", "spoken_two", "spoken_paragraph")
"""Whom a pronoun or a nominal stood for in the sentence before, in the second before, in the paragraph."""
MARKS: Final = (
    "named_before",
    "heads_sentence",
    "in_before",
    "in_after",
    "back_one",
    "back_two",
    "last_firm",
    "last_head",
    "previous",
    "previous_metric",
    "previous_segment",
    "counterparty",
    "chosen_here",
    "slot_preposition",
    "nominal",
    "opines",
    *(f"slot_{slot}" for slot in SLOTS),
    "fits",
    "fits_best",
    "misfits",
    "misfits_best",
    "described",
    "in_paragraph",
    "heads_paragraph",
    "last_free",
    *RECENT,
    *(f"after_{word}" for word in PREPOSITIONS),
    "in_clause",
    "close",
    "inset",
    "hangs",
    "hangs_elsewhere",
    "locates",
    *(name for name in STANDING if name != "unbound"),
    "ends_phrase_after",
    *SPOKEN,
)
"""What a candidate can be marked with, a bit each."""
BITS = pl.Int128
"""The type that has room for them."""


def marks_of(rows: pl.LazyFrame, *whom: str) -> pl.LazyFrame:
    """Rows of `n` and `whom` it is, with their Boolean columns as the bits of `marks`."""
    flags = [name for name in MARKS if name in rows.collect_schema()]
    bits = [pl.col(name).cast(BITS) * pl.lit(1 << MARKS.index(name), dtype=BITS) for name in flags]
    return rows.select("n", *whom, marks=pl.sum_horizontal(bits or [pl.lit(0, dtype=BITS)]))


def is_marked(name: str) -> pl.Expr:
    """Whether a candidate is marked with something, by its `marks`."""
    return (pl.col("marks") & pl.lit(1 << MARKS.index(name), dtype=BITS)) != 0
