"""Find expressions of time and read what they say, without yet asking when the article was written."""

from collections.abc import Mapping

import polars as pl

from etl.text.calendar.grammar import Calendar, Form
from etl.text.calendar.values import MEMORY, read_values
from etl.text.marking import mark_spans

WINDOW = 160
"""How far contexts see to both sides, in code points."""

_REMEMBERED = 400
"""Longer runs of words of time are hostile, and forgotten (bytes)."""
_SPANS = {"_no": pl.Int64, "start": pl.UInt32, "end": pl.UInt32, "matched": pl.String}

SENTENCE_BREAK = r"""(?:[.!?]["')\]]*\s+["'(]?[A-Z0-9]|\n(?:\s*\n|[^a-z]|$))"""


def find_times(texts: pl.DataFrame, calendar: Calendar, *, text: str = "shadow") -> pl.DataFrame:
    """Every expression of time in column `text`, which holds shadows.

    Grain: one row an expression, in order of text and place. Columns: those of `texts` other than `text`;
    `start`, `end` (code points), `surface` (of the shadow); `before` and `after`, up to `WINDOW` characters
    of the plain text between it and its neighbours; `sentence`, a number that grows by one wherever a
    sentence or a line seems to end; `form`, `kind` and the columns of `etl.text.calendar.values`.

    >>> from etl.lexicon import Lexicon
    >>> from etl.text.calendar import compile_calendar
    >>> frame = pl.DataFrame({"article_id": ["a"], "shadow": ["At Build 2026 in May, by the end of 2025."]})
    >>> times = find_times(frame, compile_calendar(Lexicon()))
    >>> times.select("surface", "form", "year", "month", "part").rows()
    [('May', 'month', None, 5, None), ('the end of 2025', 'part_of_year', 2025, None, 'end')]
    """
    marked = _mark(texts.with_row_index("_text_no"), calendar, text).with_columns(
        sentence=pl.col("before").str.count_matches(SENTENCE_BREAK).cum_sum().over("_text_no"),
        before=pl.col("before").str.slice(-WINDOW, WINDOW),
        after=pl.col("after").str.slice(0, WINDOW),
    )
    read = read_values(marked["matched"].unique().sort(), calendar)
    times = _trim_lead(
        marked.join(read, left_on="matched", right_on="surface", how="inner", maintain_order="left")
    )
    kept = _accepted(times.with_row_index("_row"), calendar)
    return kept.drop("_row", "_text_no", "lead").rename({"matched": "surface"})


def _mark(texts: pl.DataFrame, calendar: Calendar, text: str) -> pl.DataFrame:
    """`mark_spans` of the calendar's grammar, which looks at distinct runs of words of time alone."""
    runs = mark_spans(texts, calendar.runs, text=text).rename({"matched": "_run", "start": "_at"})
    known, inner = _mark_runs(runs.select("_run").unique(maintain_order=True), calendar)
    spans = (
        runs.lazy()
        .drop("before", "after", "end")
        .join(known.lazy(), on="_run", how="inner", maintain_order="left")
        .join(inner.lazy(), on="_no", how="inner", maintain_order="left_right")
        .with_columns(start=pl.col("start") + pl.col("_at"), end=pl.col("end") + pl.col("_at"))
        .drop("_run", "_no", "_at")
        .collect()
    )
    return spans.with_columns(*_pieces(spans, texts[text]))


def _mark_runs(distinct: pl.DataFrame, calendar: Calendar) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The number `_no` of each `_run`, and what the grammar matches in the runs by their numbers.

    Short runs are remembered: the same ones come again in every stage. A number stands for its run, since a
    long one would be hashed again for each of its matches.
    """
    known, spans = calendar.memory.get("runs"), calendar.memory.get("spans")
    if known is None or spans is None or known.height > MEMORY:
        known = pl.DataFrame(schema={"_run": pl.String, "_no": pl.Int64})
        spans = pl.DataFrame(schema=_SPANS)
    new = distinct.join(known, on="_run", how="anti", maintain_order="left")
    if not new.height:
        return known, spans
    first = 0 if known.is_empty() else known["_no"].max() + 1  # type: ignore[operator]
    numbered = new.with_columns(_no=pl.int_range(pl.len(), dtype=pl.Int64) + first)
    found = mark_spans(numbered.rename({"_run": "_text"}), calendar.grammar, text="_text")
    known, spans = pl.concat([known, numbered]), pl.concat([spans, found.select(*_SPANS)])
    kept = known.filter(pl.col("_run").str.len_bytes() <= _REMEMBERED)
    calendar.memory["runs"] = kept
    whole = kept.height == known.height
    calendar.memory["spans"] = spans if whole else spans.join(kept, on="_no", how="semi")
    return known, spans


def _pieces(spans: pl.DataFrame, texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The plain text before and after each span, up to its neighbours or the text's ends.

    Cut in Python, whose strings find a code point at once.
    """
    numbers = spans["_text_no"].to_list()
    ends = spans["end"].to_list()
    starts = spans["start"].to_list()
    distinct = spans["_text_no"].unique()
    held: dict[int, str] = dict(zip(distinct.to_list(), texts.gather(distinct).to_list(), strict=True))
    before: list[str] = []
    after: list[str] = []
    last, reached = -1, 0
    for number, start, end in zip(numbers, starts, ends, strict=True):
        if number != last:
            if last >= 0:
                after.append(held[last][reached:])
            last, reached = number, 0
        elif before:
            after.append(held[number][reached:start])
        before.append(held[number][reached:start])
        reached = end
    if last >= 0:
        after.append(held[last][reached:])
    return pl.Series("before", before, dtype=pl.String), pl.Series("after", after, dtype=pl.String)


def _trim_lead(times: pl.DataFrame) -> pl.DataFrame:
    """Leave a short weekday out of the span: `Mon 1 September 2025` states `1 September 2025`."""
    is_short = ~pl.col("lead").str.contains("(?i)day")
    length = pl.when(is_short).then(pl.col("lead").str.len_chars()).otherwise(0).fill_null(0)
    return times.with_columns(
        start=pl.col("start") + length,
        matched=pl.col("matched").str.slice(length),
        before=pl.concat_str("before", pl.when(is_short).then("lead").fill_null("")),
    )


def _accepted(times: pl.DataFrame, calendar: Calendar) -> pl.DataFrame:
    """The expressions whose neighbours allow them; what a form falls back to where they do not."""
    refused = _refused(times, calendar)
    kept = times.filter(~pl.col("_row").is_in(refused.implode()))
    for form in (form for form in calendar.forms if form.falls_back):
        turned_down = times.filter(pl.col("_row").is_in(refused.implode()), form=form.form_id)
        if turned_down.height:
            shorter = _shorter(turned_down, form, calendar)
            again = _refused(shorter, calendar)
            kept = pl.concat([kept, shorter.filter(~pl.col("_row").is_in(again.implode()))])
    return kept.sort("_row")


def _shorter(times: pl.DataFrame, form: Form, calendar: Calendar) -> pl.DataFrame:
    """The part of a refused expression that stands: in `in May 12,000 people` the month is a mention."""
    plain = times.with_columns(
        _whole=pl.col("matched"), matched=pl.col("matched").str.extract(r"^([A-Za-z.]+)")
    )
    read = read_values(plain["matched"].drop_nulls().unique().sort(), calendar)
    rest = pl.col("_whole").str.slice(pl.col("matched").str.len_chars())
    values = [name for name in read.columns if name in times.columns]
    joined = (
        plain.with_columns(
            end=pl.col("start") + pl.col("matched").str.len_chars(), after=pl.concat_str(rest, "after")
        )
        .drop(values)
        .join(read.filter(form=form.falls_back), left_on="matched", right_on="surface", how="inner")
    )
    return joined.select(times.columns)


def _refused(times: pl.DataFrame, calendar: Calendar) -> pl.Series:
    """Rows whose neighbours a `reject_*` context describes, or no `require_*` context does."""
    present = set(times["form"].unique())
    forms = [form for form in calendar.forms if form.form_id in present]
    users: dict[tuple[str, str], list[str]] = {}
    for form in forms:
        for side in ("before", "after"):
            for name in getattr(form, f"reject_{side}"):
                users.setdefault((name, side), []).append(form.form_id)
    refusals = [
        _holds(calendar.contexts[name], side, pl.col("form").is_in(ids))
        for (name, side), ids in users.items()
    ]
    for form in forms:
        if form.require_before or form.require_after:
            own = pl.col("form") == form.form_id
            wanted = [_holds(calendar.contexts[name], "before", own) for name in form.require_before]
            wanted += [_holds(calendar.contexts[name], "after", own) for name in form.require_after]
            refusals.append(own & ~pl.any_horizontal(wanted))
    if not refusals:
        return times["_row"].clear()
    return times.lazy().filter(pl.any_horizontal(refusals)).select("_row").collect().to_series()


def _holds(context: Mapping[str, str], side: str, concerned: pl.Expr) -> pl.Expr:
    """Whether a context describes the neighbour on one side, and what it asks of the other; exceptions
    set aside. Only the rows `concerned` are looked at: a null costs nothing.
    """

    def matches(where: str, pattern: str) -> pl.Expr:
        return pl.when(concerned).then(where).str.contains(pattern).fill_null(False)

    holds = matches(side, context[side])
    for other in ("before", "after"):
        if f"also_{other}" in context:
            holds &= matches(other, context[f"also_{other}"])
        if f"except_{other}" in context:
            holds &= ~matches(other, context[f"except_{other}"])
    return holds
