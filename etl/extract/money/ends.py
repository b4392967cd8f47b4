"""The ends of amounts in articles: numbers with their currencies, and the bare numbers that share one.

Finding is one pass of a cheap expression over all lines, and of the grammar over the few that state a
currency. What an end says is read by `etl.extract.money.amounts`, whether two are one range by
`etl.extract.money.ranges`.
"""

from collections.abc import Mapping
from typing import Any, cast

import polars as pl

from etl.extract.money.amounts import read_ends
from etl.extract.money.grammar import AND, BETWEEN, DASH, TO, money_grammar
from etl.lexicon import Lexicon
from etl.text.lines import find_lines
from etl.text.marking import mark_spans
from etl.text.shadow import shadow

_LINK = rf"^(?:{DASH}|-?(?:{TO}|{AND}))\\?$"
_ECHO = (
    r"^(?:[^.;:!?\n]*(?:\n[^.;:!?\n]*)?[ ,\n])?(?:from|versus|vs\.?|against|compared (?:with|to))"
    r"(?: (?:about|around|nearly|just|some|roughly|only|over))?[ \n]$"
)
"""Between an amount and the one it is held against, which need not state the currency again."""
_ECHO_REACH = 60
_KIN = (
    r"^[^.;:!?]*[a-z][ \n](?:(?:close|up) to|about|around|nearly|almost|some|roughly|over|more than|less than"
    r"|under|at least|only|just)[ \n]$"
)
"""Between an amount and a hedged number of its scale that no noun follows: `of costs, but lost close to`."""
_KIN_REACH = 90
_CARRIED_REACH = 240
"""How far back in its paragraph an amount lends its currency to a number that states none."""
_ALONE = r"^(?:[0-9.,' )]+|[A-Za-z]+)$"
"""An end that states no currency."""


def find_ends(articles: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The ends in the texts of `articles` (`article_id`, `text`) that are amounts or parts of one.

    Grain: one row an end, in order of article and place. Columns: `article_id`, `start`, `end`, `matched` (of
    the shadow), what `read_ends` says of it; `role`: `single`, or `first` or `second` of two that a `link`
    joins (on both; which of them are one range is not decided); `is_between`; `is_echo`, `is_kin` and
    `is_carried`: its currency is that of the amount before, if what follows allows it.
    """
    lines = find_lines(articles.select("article_id", "text"), money_grammar(lexicon).anchor)
    shadows = lines.with_row_index("line_no").with_columns(shadow(pl.col("near")))
    found = mark_spans(shadows, money_grammar(lexicon).scan, text="near")
    same = (pl.col("line_no") == pl.col("line_no").shift(1)).fill_null(False)
    is_linked = same & pl.col("before").str.contains(_LINK)
    is_alone = pl.col("matched").str.contains(_ALONE)
    near = (
        found.lazy()
        .with_columns(is_linked=is_linked, is_alone=is_alone)
        .filter(~pl.col("is_alone") | pl.col("is_linked") | pl.col("is_linked").shift(-1).fill_null(False))
        .collect(engine="in-memory")
    )
    return _with_roles(near, read_ends(near["matched"], lexicon), carried_rule(lexicon))


def _with_roles(near: pl.DataFrame, parts: pl.DataFrame, carried: Mapping[str, Any]) -> pl.DataFrame:
    """Pair ends that a link joins, and keep those that state or share a currency in a line's own extent."""
    joins = _joins().fill_null(False)
    # `rose to $5.2 billion from 4.8 billion a year earlier`
    is_echo = (
        (pl.col("role") == "single")
        & pl.col("currency").is_null()
        & pl.col("scale").is_not_null()
        & (pl.col("line_no") == pl.col("line_no").shift(1))
        & (pl.col("before").str.len_chars() <= _ECHO_REACH)
        & pl.col("before").str.contains(_ECHO)
    )
    # `assumed 6 billion yen of costs and ended up with close to 9 billion`
    is_kin = (
        (pl.col("role") == "single")
        & pl.col("currency").is_null()
        & (pl.col("scale") == pl.col("scale").shift(1))
        & (pl.col("line_no") == pl.col("line_no").shift(1))
        & (pl.col("before").str.len_chars() <= _KIN_REACH)
        & pl.col("before").str.contains(_KIN)
    )
    echoed = {
        name: pl.when(pl.col("is_echo") | pl.col("is_kin")).then(pl.col(name).shift(1)).otherwise(name)
        for name in ("currency", "local", "needs", "factor")
    }
    # `paid 400 million euros then. It has set aside another 90 million.`
    is_open = (
        (pl.col("role") == "single")
        & pl.col("currency").is_null()
        & pl.col("scale").str.to_lowercase().is_in(carried["scales"])
        & pl.col("before").str.to_lowercase().str.contains(carried["before"])
        & ~pl.col("before").str.to_lowercase().str.contains(carried["not_between"])
    ).fill_null(False)
    # Any other number with a scale between them would be what it goes on from.
    lender = pl.when(~pl.col("is_open")).then(pl.int_range(pl.len())).forward_fill()
    is_near = (pl.col("line_no") == pl.col("line_no").gather(lender)) & (
        pl.col("start") - pl.col("end").gather(lender) <= _CARRIED_REACH
    )
    lent = {
        name: pl.when(pl.col("is_carried")).then(pl.col(name).gather(pl.col("lender"))).otherwise(name)
        for name in ("currency", "local", "needs", "factor")
    }
    # In a chain of links the first joins, the second cannot, the third may: an end belongs to one pair.
    number = pl.int_range(pl.len())
    apart = pl.when(~pl.col("joins")).then(number).forward_fill()
    is_second = pl.col("joins") & ((number - apart) % 2 == 1)
    start = pl.col("start") + pl.col("near_start")
    role = (
        pl.when("is_second")
        .then(pl.lit("second"))
        .when(pl.col("is_second").shift(-1).fill_null(False))
        .then(pl.lit("first"))
        .otherwise(pl.lit("single"))
    )
    pair_start = pl.when(pl.col("role") == "second").then(pl.col("start").shift(1)).otherwise("start")
    pair_end = pl.when(pl.col("role") == "first").then(pl.col("end").shift(-1)).otherwise("end")
    return (
        near.lazy()
        .join(parts.lazy(), on="matched", how="left", maintain_order="left")
        .with_columns(joins=joins)
        .with_columns(is_second=is_second)
        .with_columns(
            role=role,
            start=start + pl.col("skipped"),
            end=start + pl.col("skipped") + pl.col("kept"),
            link=pl.when("is_second").then("before"),
            matched=pl.col("matched").str.slice(pl.col("skipped"), pl.col("kept")),
            is_between=pl.when("is_second").then(pl.col("before").shift(1).str.contains(rf"{BETWEEN}\\?$")),
        )
        .with_columns(is_echo=is_echo.fill_null(False), is_kin=is_kin.fill_null(False))
        .with_columns(**echoed)
        .with_columns(is_open=is_open)
        .with_columns(lender=lender, is_carried=(pl.col("is_open") & is_near).fill_null(False))
        .with_columns(**lent)
        .filter(
            (pl.col("currency").is_not_null() | (pl.col("role") != "single"))
            & (pair_end > pl.col("line_start"))
            & ((pair_start <= pl.col("line_end")) | pl.col("is_echo") | pl.col("is_kin"))
        )
        .unique(["article_id", "start", "end"], keep="first", maintain_order=True)
        .drop(
            "near_start",
            "line_start",
            "line_end",
            "before",
            "after",
            "is_linked",
            "is_alone",
            "joins",
            "is_second",
            "is_open",
            "lender",
        )
        .collect(engine="in-memory")
    )


def carried_rule(lexicon: Lexicon) -> Mapping[str, Any]:
    """When a number has the currency of the amount before it: one rule of `ranges.toml`."""
    (rule,) = lexicon.rules("ranges")["carried"]
    return cast(Mapping[str, Any], rule)


def _joins() -> pl.Expr:
    """Whether an end may be the second of two with the one before it."""
    link = pl.col("before")
    is_between = pl.col("before").shift(1).str.contains(rf"{BETWEEN}\\?$")
    first = {name: pl.col(name).shift(1) for name in ("currency", "is_marked", "is_trimmed")}
    is_stated, is_marked = pl.col("currency").is_not_null(), pl.col("is_marked")
    is_and = link.str.contains(r"and")
    is_tight = link.str.contains(r"^-\\?$") | link.str.contains(r"^[ \t\r\n]+to[ \t\r\n]+\\?$")
    is_bare = ~is_marked & ~is_stated
    # Behind a first end that is marked: another marked one, or a number; behind others, one with a currency.
    after_marked = is_marked | is_bare & ~pl.col("is_words") & (
        pl.col("scale").is_not_null() | is_tight | is_and
    )
    after_bare = ~is_marked & is_stated
    may = pl.when(first["is_marked"]).then(after_marked).otherwise(after_bare)
    return (
        pl.col("is_linked") & ~first["is_trimmed"] & (pl.col("skipped") == 0) & may & (~is_and | is_between)
    )
