"""What an end states: its number and scale, and the currency that its marks mean.

Each distinct end that the grammar found is taken apart once. Which currency a shared mark means in *this*
article belongs to `etl.extract.money.places`; whether it is money at all to `etl.extract.money.sieve`; what
two ends make together to `etl.extract.money.ranges`.
"""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from etl.contracts.frames import AMOUNT
from etl.extract.forms import alternatives
from etl.extract.money.grammar import money_grammar
from etl.extract.values import read_values
from etl.lexicon import Lexicon
from etl.lexicon.caching import once_per_version

_SINGULARS = "(?:dollar|euro|pound|rupee|peso|franc|ruble|rouble|shekel|crown|dinar|shilling|real)"
_SHORT = r"(?i)^[ -]?(?:mio|mrd|mln)$"
_MARKS: dict[str, pl.DataType | type[pl.DataType]] = {
    "before": pl.String,
    "nation": pl.String,
    "after": pl.String,
    "currency": pl.String,
    "factor": pl.String,
    "needs": pl.String,
    "local": pl.String,
    "is_cut": pl.Boolean,
}


class Mark(NamedTuple):
    """What a mark states: a currency, how many units, what else must speak for money, what it may mean."""

    currency: str
    factor: str
    needs: str
    local: str


def read_ends(matched: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """The parts of each distinct end.

    Grain: one row a distinct string. Columns: `matched`; `skipped`, the length of an article before it
    (`a trillion-dollar IPO`), and `kept`, the length of what remains without what is no part of it (`$500 won
    the day`); `is_marked` (its currency stands before it); `number`, `scale`, `glued` as stated; `bare` (the
    number unscaled), `times` (its scale), `factor` (of its currency's unit); `currency` (null: none stated),
    `local`, `needs`; `is_bare_scale`; `is_strong` (its shape alone speaks for money).
    """
    parts = _take_apart(matched, lexicon)
    marks = read_marks(parts.select("before", "nation", "after").unique(), lexicon)
    number = pl.col("number")
    is_strong = (
        pl.col("scale").is_not_null()
        | number.str.contains(r"[0-9][, '][0-9]{2,3}")
        | number.str.contains(r"^[0-9]+\.[0-9]{2}$")
        | number.str.contains(r"(?i)[a-z]{4}[ -][a-z]")
    )
    read = read_values(
        parts.with_columns(
            is_strong_number=is_strong.fill_null(False), is_words=number.str.contains("^[A-Za-z]")
        ),
        lexicon,
    )
    kept = pl.when("is_cut").then("core").otherwise("whole")
    return (
        read.lazy()
        .join(marks.lazy(), on=["before", "nation", "after"], how="left", nulls_equal=True)
        .select(
            "matched", "skipped", "number", "scale", "bare", "times", "factor", "currency", "local", "needs",
            "is_bare_scale",
            kept=kept.cast(pl.Int64) - pl.col("skipped"),
            is_trimmed=pl.col("skipped") + kept.cast(pl.Int64) < pl.col("matched").str.len_chars(),
            glued=pl.coalesce("late", "glued"),
            is_strong="is_strong_number",
            is_words=pl.col("is_words").fill_null(False),
            is_marked=pl.col("before").is_not_null(),
        )
        .collect(engine="in-memory")
    )  # fmt: skip


def _take_apart(matched: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """The groups of the grammar for each distinct end, less what its brackets do not hold.

    Ends that differ in their digits alone are taken apart once: `$4.2 million` and `$7.9 million`.
    """
    text = pl.col("matched")
    is_entity = text.str.contains("&#", literal=True)
    shaped = (
        matched.unique()
        .to_frame("matched")
        .with_columns(_shape=pl.when(is_entity).then(text).otherwise(text.str.replace_all("[0-9]", "0")))
    )
    parts = _take_shapes_apart(shaped["_shape"].unique(), lexicon)
    number = text.str.slice(pl.col("number_start"), pl.col("number").str.len_chars())
    return (
        shaped.lazy()
        .join(parts.lazy(), on="_shape", how="left")
        .with_columns(number=pl.when(pl.col("number").is_not_null()).then(number))
        .drop("_shape", "number_start")
        .collect(engine="in-memory")
    )


def _take_shapes_apart(shapes: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    """The groups of each of `shapes`, which are ends with any digits; and `number_start`."""
    scales = alternatives(row["form"] for row in lexicon.table("magnitudes") if row["kind"] == "word")
    text = pl.col("_shape")
    article = text.str.extract(rf"(?i)^(an? ){scales}(?:-.*| (?:[A-Z][A-Za-z. ]* )?{_SINGULARS})$", 1)
    skipped = article.str.len_chars().fill_null(0).cast(pl.Int64)
    # `($5) million`: the bracket opened before the amount, which therefore ends where the bracket does.
    is_open = text.str.contains(")", literal=True) & ~text.str.contains("(", literal=True)
    alone = pl.when(is_open).then(text.str.extract(r"^([^)]*)", 1)).otherwise(text)
    before = pl.col("before").str.len_chars().fill_null(0)
    return (
        shapes.to_frame("_shape").lazy()
        .with_columns(_alone=alone, skipped=skipped)
        .with_columns(_parts=pl.col("_alone").str.extract_groups(money_grammar(lexicon).parts))
        .unnest("_parts")
        .with_columns(_is_article=(pl.col("skipped") > 0) & pl.col("number").is_not_null())
        .with_columns(
            scale=pl.when("_is_article").then(pl.col("number").str.slice(pl.col("skipped"))).otherwise("scale"),
            number=pl.when(~pl.col("_is_article")).then("number"),
            number_start=before + text.str.slice(before, 1).is_in(["-", "("]).cast(pl.UInt32),
            before=pl.col("before").str.strip_chars(),
            after=pl.coalesce("after", "sign"),
            core=pl.col("core").str.len_chars(),
            whole=pl.col("_alone").str.len_chars(),
        )
        # A full stop ends all scales but those that are shortened: `5 Mio. Euro`, but `5 million. Euro area`.
        .with_columns(_is_short=pl.col("scale").str.contains(_SHORT).fill_null(False))
        .with_columns(_ends=pl.col("stop").is_not_null() & ~pl.col("_is_short"))
        .with_columns(
            after=pl.when(~pl.col("_ends")).then("after"),
            nation=pl.when(~pl.col("_ends")).then("nation"),
            whole=pl.when("_ends").then("core").otherwise("whole"),
        )
        .with_columns(is_bare_scale=pl.col("number").is_null() & pl.col("scale").is_not_null())
        .drop("_alone", "_is_article", "_ends", "_is_short", "stop", "sign")
        .collect(engine="in-memory")
    )  # fmt: skip


def read_marks(stated: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """What the marks around a number mean together.

    Takes and keeps `before`, `nation` and `after`. Adds `currency`, `factor`, `needs` and `local` of the mark
    that says more, nulls where none is known, and `is_cut`: the mark behind contradicts the one before, and
    so is none (`£500 won`).
    """
    known, nations = mark_table(lexicon), _nations(lexicon)
    rows = [
        (before, nation, after, *_mean(before, nation, after, known, nations))
        for before, nation, after in stated.iter_rows()
    ]
    return pl.DataFrame(rows, schema=_MARKS, orient="row").with_columns(pl.col("factor").cast(AMOUNT))


def _mean(
    before: str | None,
    nation: str | None,
    after: str | None,
    known: Mapping[str, Mark],
    nations: Mapping[str, str],
) -> tuple[str | None, str | None, str | None, str | None, bool]:
    """One row of `read_marks`."""
    ahead = known.get(before) if before else None
    behind = _look_up(after, known) if after else None
    if behind and nation and nations[nation] in (behind.currency, *behind.local.split()):
        behind = Mark(nations[nation], behind.factor, "", "")
    is_cut = bool(ahead and after and not (behind and _agree(ahead, behind)))
    if ahead and behind and not is_cut:
        picked: Mark | None = behind if not behind.local else ahead
    else:
        picked = ahead or behind
    return (*picked, is_cut) if picked else (None, None, None, None, is_cut)


def _agree(ahead: Mark, behind: Mark) -> bool:
    """Whether two marks of one number may mean one currency: `$5 Canadian dollars`, `Rs 5 crore rupees`."""
    meant = {ahead.currency, *ahead.local.split()} & {behind.currency, *behind.local.split()}
    return bool(meant) and ahead.factor == behind.factor


def _look_up(form: str, known: Mapping[str, Mark]) -> Mark | None:
    plain = " ".join(form.split())
    return (
        known.get(plain.lower())
        if plain.lower() in known and len(plain) > 3
        else known.get(plain) or known.get(plain.lower())
    )


@once_per_version
def mark_table(lexicon: Lexicon) -> Mapping[str, Mark]:
    """Every mark with what it means, words in lower case, plain ISO codes too."""
    codes = {row["currency"]: Mark(row["currency"], "1", "", "") for row in lexicon.table("currencies")}
    return codes | {
        row["mark"].lower() if row["kind"] == "word" else row["mark"]: Mark(
            row["currency"], row["factor"], row["needs"], row["local"]
        )
        for row in lexicon.table("currency_marks")
    }


@once_per_version
def _nations(lexicon: Lexicon) -> Mapping[str, str]:
    rows = lexicon.table("currency_places")
    return {row["form"]: row["currency"] for row in rows if row["kind"] == "adjective"}
