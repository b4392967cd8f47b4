"""One amount or two: a candidate with two ends is a range, or the ends of a change, or a list's neighbours.

A range is one mention over both ends (guide, section 1); `from $9 billion to $47 billion` is two.
"""

import polars as pl

from etl.contracts.frames import AMOUNT
from etl.extract.money.ends import carried_rule
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

_PHRASE_ENDS = r"^(?:[.,;:)\]\n]|[ \t\r\n]*$|[ \t\r\n](?:an?|per|each|apiece|for|in|on|and)(?-u:\b)|/)"
_ECHO_ENDS = (
    r"^(?:[.,;:)\]\n]|[ \t\r\n]*$"
    r"|[ \n](?:an?|per|in|on|for|the|last|during|at|by|previously|earlier|before|and|or|while|when|as)"
    r"(?-u:\b))"
)
"""What may follow a number that took its currency from the amount before: no noun that it would count."""
_SENTENCE_ENDS = r"^(?:[.,;:)\x22']|[ \t\r\n]*$)"
"""What must follow a number that is held against an amount by its scale alone."""
_VAGUE = ("about", "around", "nearly", "almost", "some", "roughly")
_AFTER_RANGE = (
    r"[0-9](?: ?[a-z]+)?(?: to | and |-)[^a-z0-9 ]{0,3}[0-9][0-9.,]*"
    r"(?: ?(?:[a-z]*illion|bn|mn|m|b|k|crore|lakh))?(?: (?:a|per|each) [a-z]+| apiece)?,? "
    r"(?:up |down |raised |lowered |cut |lifted |changed )?from (?:(?:an?|the|its) (?:[a-z]+ ){0,3}of )?$"
)
"""`$22.50 to $23, up from $21.75 to $23`: what a range is set against is one too."""
EM_DASHES = "[\u2014\u2015]"
COLUMNS = (
    "article_id", "start", "end", "matched", "before", "left", "right", "amount_min", "amount_max",
    "currency", "local", "needs", "is_strong", "glued", "is_bare_scale", "is_range", "times",
)  # fmt: skip


def settle_ends(ends: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Mentions of ends: two that are a range make one mention, any others one each.

    Takes what `find_ends` gives with the windows `left` and `right` of each end and `left_raw`, the first as
    the text has it. Grain of the result: one row a mention. Adds `amount_min` and `amount_max` in units of
    the mark's currency, `is_range`, `before` (what lies between the amount before and this one).
    """
    shared = (
        ends.lazy()
        .with_columns(**_shared_parts())
        .with_columns(value=(pl.col("bare") * pl.col("times") * pl.col("factor")).cast(AMOUNT))
    )
    shaped = shared.with_row_index("_row").join(
        _shapes(shared.with_row_index("_row"), lexicon), on="_row", how="left", maintain_order="left"
    )
    shape = pl.when(pl.col("role") == "second").then(pl.col("shape").shift(1)).otherwise("shape")
    is_range = pl.col("shape") == "range"
    following = {
        name: pl.col(name).shift(-1) for name in ("end", "value", "is_strong", "glued", "matched", "right")
    }
    earlier = pl.when(pl.col("article_id") == pl.col("article_id").shift(1)).then(pl.col("end").shift(1))
    skipped = pl.when(pl.col("article_id") == pl.col("article_id").shift(2)).then(pl.col("end").shift(2))
    reached = pl.when((shape == "second") & (pl.col("role") == "second")).then(skipped).otherwise(earlier)
    return (
        shaped.with_columns(
            shape=shape,
            before=pl.col("left").str.tail(pl.col("start") - reached.fill_null(0)),
        )
        .with_columns(
            end=pl.when(is_range).then(following["end"]).otherwise("end"),
            amount_min="value",
            amount_max=pl.when(is_range).then(following["value"]).otherwise("value"),
            is_strong=pl.col("is_strong") | (is_range & following["is_strong"]).fill_null(False),
            glued=pl.when(is_range).then(pl.coalesce(following["glued"], "glued")).otherwise("glued"),
            matched=pl.when(is_range)
            .then(pl.concat_str("matched", pl.col("link").shift(-1), following["matched"]))
            .otherwise("matched"),
            right=pl.when(is_range).then(following["right"]).otherwise("right"),
            is_range=is_range.fill_null(False),
            times=(pl.col("times") * pl.col("factor")).cast(AMOUNT),  # pence take no scale of pounds
        )
        .filter(
            (
                (pl.col("role") == "single")
                | (pl.col("role") == "first") & pl.col("shape").is_in(["range", "pair", "first"])
                | (pl.col("role") == "second") & pl.col("shape").is_in(["pair", "second"])
            )
            & pl.col("amount_min").is_not_null()
            & pl.col("amount_max").is_not_null()
            & pl.col("currency").is_not_null()
            & (~pl.col("is_echo") | pl.col("right").str.contains(_ECHO_ENDS))
            & (~pl.col("is_kin") | pl.col("right").str.contains(_SENTENCE_ENDS))
            & (
                ~pl.col("is_carried")
                | pl.col("right").str.to_lowercase().str.contains(carried_rule(lexicon)["after"])
            )
        )
        .select(pl.col(name).cast(pl.UInt32) if name in ("start", "end") else name for name in COLUMNS)
        .collect(engine="in-memory")
    )


def _shared_parts() -> dict[str, pl.Expr]:
    """Give each end what the other states for both: the currency, and a scale that keeps them in order."""
    is_first, is_second = pl.col("role") == "first", pl.col("role") == "second"
    lone = pl.col("currency").is_null()
    shared = {
        name: pl.when(lone & is_first)
        .then(pl.col(name).shift(-1))
        .when(lone & is_second)
        .then(pl.col(name).shift(1))
        .otherwise(name)
        for name in ("currency", "local", "needs", "factor")
    }
    low, high, scale = pl.col("bare"), pl.col("bare").shift(-1), pl.col("scale")
    high_scale, high_times = pl.col("scale").shift(-1), pl.col("times").shift(-1)
    # `$2-3 billion`: both are billions; `$500-$1 billion`: the first cannot be, it would be the larger.
    # `12p and £1 million`: pence are no part of the millions.
    is_part = ~lone & (pl.col("factor") != pl.col("factor").shift(-1)).fill_null(False)
    takes = is_first & scale.is_null() & high_scale.is_not_null() & (low <= high) & ~is_part
    # `£20-25,000`: the thousands are said once.
    thousands = (
        is_first & scale.is_null() & lone.shift(-1) & (low < 1000) & (low * 1000 < high)
        & pl.col("number").shift(-1).str.contains(",000$")
    )  # fmt: skip
    gives = (
        is_second & scale.is_null() & scale.shift(1).is_not_null()
        & (low.shift(1) <= low) & (low < 1000) & pl.col("link").str.contains("-")
    )  # fmt: skip
    times = (
        pl.when(takes).then(high_times).when(thousands).then(pl.lit(1000))
        .when(gives).then(pl.col("times").shift(1)).otherwise("times")
    )  # fmt: skip
    return {**shared, "times": times.cast(AMOUNT), "is_lone": lone}


_SECOND = ("value", "currency", "is_lone", "scale", "link", "right", "left_raw", "is_between")
"""What the shape of two ends takes of the second."""


def _shapes(ends: pl.LazyFrame, lexicon: Lexicon) -> pl.LazyFrame:
    """Of each first end, by `_row`: `range`, `pair` (two mentions), `first` or `second` (one is none)."""
    second = [pl.col(name).shift(-1).alias(f"{name}_2") for name in _SECOND]
    firsts = ends.with_columns(second).filter(pl.col("role") == "first")
    return firsts.select("_row", shape=_shape(lexicon))


def _shape(lexicon: Lexicon) -> pl.Expr:
    """A first end's shape, with the second's columns beside its own."""
    second = {name: pl.col(f"{name}_2") for name in _SECOND}
    low, high, link = pl.col("value"), second["value"], second["link"]
    rises = (low < high) & ((pl.col("currency") == second["currency"]) | pl.col("is_lone"))
    both_marked = ~pl.col("is_lone") & ~second["is_lone"]
    broken = (
        pl.when(both_marked)
        .then(pl.lit("pair"))
        .when("is_lone")
        .then(pl.lit("second"))
        .otherwise(pl.lit("first"))
    )
    # A bare first end with a scale (`from 900 million to 1.2 billion euros`) is an amount of its own.
    apart = (
        pl.when(both_marked | pl.col("scale").is_not_null() & second["scale"].is_not_null())
        .then(pl.lit("pair"))
        .otherwise(broken)
    )
    is_dash = link.str.contains(r"-|&")
    is_em = second["left_raw"].str.tail(link.str.len_chars()).str.contains(EM_DASHES) & both_marked
    # `Ratatouille - $29M - $109.1M` is a row of two figures.
    is_row = link.str.starts_with(" ") & pl.col("left").str.contains("[A-Za-z0-9)] -{1,2} $") & both_marked
    # `paid $500 to 200 families`: a bare second number is an end only where the phrase ends with it.
    is_loose = (
        second["is_lone"] & second["scale"].is_null() & ~is_dash
        & ~second["right"].str.contains(_PHRASE_ENDS)
    )  # fmt: skip
    is_or = link.str.contains(r"(?i-u:\bor\b)")
    near = (pl.col("scale").is_null() | (pl.col("scale") == second["scale"])) & (low * 10 >= high)
    # `the year through March 2026 to 3.2 trillion yen`, `GPT-5 to 12.5 cents`: the first number is no end
    is_year = pl.col("number").str.contains("^(?:19|20)[0-9]{2}$") & second["scale"].is_not_null()
    is_none = (
        pl.col("is_lone") & pl.col("scale").is_null() & (is_year | pl.col("left").str.contains("[A-Za-z]-$"))
    )
    return (
        pl.when(is_none).then(pl.lit("second"))
        .when(is_loose).then(pl.lit("first"))
        .when(~rises).then(pl.when(is_dash).then(broken).otherwise(apart))
        .when(is_dash).then(pl.when(is_em | is_row).then(pl.lit("pair")).otherwise(pl.lit("range")))
        .when(second["is_between"]).then(pl.lit("range"))
        .when(is_or).then(pl.when(near).then(pl.lit("range")).otherwise(broken))
        .when(pl.col("left").str.to_lowercase().str.contains(_AFTER_RANGE)).then(pl.lit("range"))
        .when(is_change(lexicon)).then(apart)
        .otherwise(pl.lit("range"))
    )  # fmt: skip


def is_change(lexicon: Lexicon) -> pl.Expr:
    """Whether `left` ends in words that make `X to Y` a change: `rose from`, `fell`, but not `range from`."""
    kinds, steps = _cues(lexicon)
    left = pl.col("left").str.tail(80).str.to_lowercase()
    is_from = left.str.contains(r"(?:^|[^a-z])from[ \t\r\n]+(?:[a-z]+[ \t\r\n]+){0,2}$")
    words = left.str.extract_all("[a-z]+")
    last = words.list.eval(
        pl.element().replace_strict(kinds, default=None, return_dtype=pl.String).drop_nulls()
    )
    is_spread = (last.list.last() == "spread").fill_null(False)
    nearest = words.list.get(-1, null_on_oob=True)
    hedged = pl.when(nearest.is_in(_VAGUE)).then(words.list.get(-2, null_on_oob=True)).otherwise(nearest)
    is_step = left.str.contains(r"[a-z][ \t\r\n]+$") & hedged.is_in(steps).fill_null(False)
    return (is_from & ~is_spread) | is_step


@once_per_version
def _cues(lexicon: Lexicon) -> tuple[dict[str, str], list[str]]:
    """The words for a spread and for a change, each with which it is, and those for a step."""
    rules = lexicon.rules("ranges")
    spread, change, step = (
        [word for rule in rules[kind] for word in rule["words"]] for kind in ("range", "change", "step")
    )
    return dict.fromkeys(change, "change") | dict.fromkeys(spread, "spread"), step


def share_scales(mentions: pl.DataFrame) -> pl.DataFrame:
    """`$3, $5 and $10 million`: a list states its scale once, with its last amount.

    Needs `times`, the factor of each amount's own scale. Only numbers under a thousand without a scale take
    it, and only in a list that ends in `and` or `or`.
    """
    joins, closes = r"^(?:,|,? (?:and|or|&)) $", r"^,? (?:and|or|&) $"
    follows = pl.col("before").str.contains(joins) & (pl.col("article_id") == pl.col("article_id").shift(1))
    is_plain = (pl.col("times") == 1) & (pl.col("amount_max") < 1000) & ~pl.col("is_range")
    number = pl.col("_list")
    is_last = number != number.shift(-1).fill_null(0)
    is_first = number != number.shift(1).fill_null(0)
    last = pl.when(is_last)
    # A list with an amount that cannot borrow has passed one more of these at its end than at its start.
    unfit = (~pl.col("_is_plain") & ~is_last).cast(pl.Int64)
    passed = unfit.cum_sum()
    is_fit = pl.when(is_first).then(passed - unfit).forward_fill() == last.then(passed).backward_fill()
    fits = last.then(pl.col("before").str.contains(closes) & ~is_first).backward_fill() & is_fit
    shared = (
        pl.when(fits & ~is_last)
        .then(last.then(pl.max_horizontal("times", 1)).backward_fill())
        .otherwise(1)
        .cast(AMOUNT)
    )
    return (
        mentions.lazy()
        .with_columns(_list=(~follows).fill_null(True).cum_sum(), _is_plain=is_plain)
        .with_columns(_shared=shared)
        .with_columns((pl.col("amount_min", "amount_max") * pl.col("_shared")).cast(AMOUNT))
        .drop("_list", "_is_plain", "_shared", "times")
        .collect(engine="in-memory")
    )
