"""Names that are one party: those coordinated with each other (`Acme and Bolt`), those of whom a noun before
them says that they act together (`a syndicate of Acme and Bolt`), a firm and the place that it is from.
"""

from collections.abc import Mapping

import polars as pl

from etl.interpret.claims.patterns import spell

ACTS = (
    r"^(?:'s government)?(?: also| now| then| still| already| first| [a-z]+ly)? (?:will|would|is|are|was|"
    r"were|has|have|had|did|does|must|may|might|could|can|should|owes?|spent|sold|won|lost|paid|bought|made|lent|"
    r"got|took|put|set|gave|cut|hit|went (?:under|bust|broke|public|private|bankrupt|into|ahead)|came|fell|"
    r"rose|grew|ran|kept|began|left|sank|slid|swung|shrank|"
    r"[a-z]+(?:ed|[^aeious]s|es))(?: |$)"
)
"""What follows a name that does something: a verb by its ending, or one of the commonest others."""
_SPENDS = ACTS.removesuffix("(?: |$)") + r" (?:[a-z]+ ){0,3}(?:[A-Za-z]{0,3}[$€£¥₹]|[0-9])"
"""What follows a name that does something for an amount."""
_HOME = "^(?:'s?|-based|-listed|-headquartered) (?:[a-z0-9-]+ ){0,4}$"
"""`Norway's Acme`: the place is part of how the firm is named."""
_HOUSE = r"^ (?:[a-z'-]+ ){0,4}?(?:<descriptors>|house|[a-z-]+maker) $"
"""`The US private equity house Acme`, the same."""
_JOINS = (
    r"^\)?(?: ?\([a-z0-9.:& -]{2,14}\))?(?: \p{So}+)?"
    r"(?:,? and |, | & |/|, the [a-z' -]{0,20}|,? and the [a-z' -]{0,20}|'s |' |, [a-z -]{0,20}'s |"
    r"(?:,|,? and|,? as well as|,? along with|,? together with|,? plus) (?:(?:the|its|their|an?) )?"
    r"(?:[a-z-]+(?:'s|-based|-listed|-headquartered) )?"
    r"(?:(?:[a-z-]+ ){0,2}?(?:<descriptors>|<inset_kin>|house|[a-z-]*maker) )?)$"
)
"""What joins a name to the one before it, which may end with its short form in brackets or a flag."""
_LINKS = r"and|&|/|^'s? $|as well as|along with|together with| plus "
_AND_OTHERS = "^,? (?:and|among) (?:[a-z-]+ ){0,4}(?:<several>)(?:[^a-z]|$)"
TOGETHER = (
    r"(?:an? |the |its )?(?:<groups> (?:of (?:[a-z-]+ ){0,3}?)?(?:including|comprising|consisting of|"
    r"made up of|led by|headed by|around|such as|(?:that|which) (?:includes?|included|comprises|comprised)) |"
    r"<groups> of (?:[a-z-]+ ){0,3}?|"
    r"(?:(?:all|certain|current|existing|key|large|main|major|new|other|several|some|top|two|three|four|its|their|"
    r"of|the) )*(?:<several>),? (?:including|such as|like|among them|namely) )$"
)
"""`From a syndicate of Acme and Bolt`: they are who it is from."""
_ALONE = 10**9
"""Groups of one are numbered from here."""


def with_homes(names: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """Names on the line, sorted, with the place that is their `home` (`Norway's Acme`), whether they are such
    a place (`is_home`), and `told`: the text before them that says what they are to the sentence, without the
    home and the noun for those who act together. `gap` is the text back to the name before, homes left out.
    """
    before = pl.col("before")
    to_next = pl.col("after").str.head((pl.col("at").shift(-1).over("window") - pl.col("to")).clip(0))
    leads_up = to_next.str.contains(_HOME) | to_next.str.contains(spell(_HOUSE, words))
    is_home = leads_up.fill_null(False) & (pl.col("entity_type") == "place")
    last_to = pl.when(~is_home).then("to").forward_fill().shift(1).over("window")
    home_at = pl.when(is_home).then("at").shift(1).over("window")
    unhoused = before.str.head((before.str.len_chars() - (pl.col("at") - home_at)).clip(0))
    return names.with_columns(
        is_home=is_home,
        home=pl.when(is_home).then("entity_id").shift(1).over("window"),
        told=pl.coalesce(unhoused, before).str.replace(spell(TOGETHER, words), ""),
        gap=before.str.tail((pl.col("at") - last_to).clip(0, 48)),
    )


def with_groups(names: pl.LazyFrame, words: Mapping[str, str]) -> pl.LazyFrame:
    """Names of `with_homes`, with their `preposition`, and the `group` that each belongs to."""
    is_place, gap = pl.col("entity_type") == "place", pl.col("gap")
    alike = is_place == pl.when(~pl.col("is_home")).then(is_place).forward_fill().shift(1)
    again = (gap == " (") & (pl.col("entity_id") == pl.col("entity_id").shift(1))  # `Acme Fund (AF) and Bolt`
    joined = gap.str.contains(spell(_JOINS, words)) & alike & ~_begins_anew(gap)
    joined = ~pl.col("is_home") & (joined | again)
    links = gap.str.contains(_LINKS) | pl.col("after").str.contains(spell(_AND_OTHERS, words))
    return (
        names.with_columns(joined=joined.fill_null(False))
        .with_columns(run=(~pl.col("joined") & ~pl.col("is_home")).cum_sum())
        .with_columns(is_list=(pl.col("joined") & links.fill_null(False)).any().over("run"))
        .with_columns(
            group=pl.when(pl.col("is_list") & ~pl.col("is_home"))
            .then(pl.col("run").cast(pl.Int64))
            .otherwise(pl.int_range(pl.len(), dtype=pl.Int64) + _ALONE)
        )
        .drop("joined", "run", "is_list")
    )


def _begins_anew(gap: pl.Expr) -> pl.Expr:
    """Whether a name behind an `and` does something for an amount of its own, the name before it not:
    `paid $5m for Acme and Bolt paid $6m`. `gap` is the text between the two.
    """
    is_governed = pl.col("preposition").shift(1).is_in(["for", "from", "to", "in", "at", "by"])
    return (is_governed & gap.str.contains("^,? and $") & pl.col("after").str.contains(_SPENDS)).fill_null(
        False
    )
