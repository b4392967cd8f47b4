"""Where texts say that they compute: the rules' patterns, run over the sentences that state a result."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

import polars as pl

from etl.contracts.frames import Tables
from etl.interpret.relations.operands import Amount, Cue, Name
from etl.interpret.relations.precision import Figure
from etl.interpret.relations.rules import WHOLE, Rule, Rules
from etl.interpret.relations.sentences import KEY, mask_sentences, place_mentions

DATED_AFTER = r"⟦m[0-9]+⟧[^⟦⟧,;]{0,40}⟦d[0-9]+⟧"
"""An amount and the date after it."""
DATED = rf"{DATED_AFTER}|⟦d[0-9]+⟧[^⟦⟧;]{{0,60}}⟦m[0-9]+⟧"
"""An amount and the date beside it. Read from the left, a date that stands before all amounts, a dateline's,
would take the first amount and shift the rest: so it counts only where two amounts have no date after them.
"""


class Batch:
    """The amounts, dates and names of a batch where cues look them up. Built once, read only."""

    def __init__(self, tables: Tables, placed: pl.DataFrame, hits: pl.DataFrame) -> None:
        """Look up the amounts of the articles of the `hits`, sentences by their `KEY`, and all marks in those
        sentences.
        """
        within = pl.col("article_id").is_in(hits["article_id"].unique().implode())
        self.amounts: dict[str, list[Amount]] = {}
        for row in _amount_rows(tables, within).iter_rows(named=True):
            self.amounts.setdefault(row["article_id"], []).append(_amount(row))
        self.by_id = {a.mention_id: a for amounts in self.amounts.values() for a in amounts}
        dates = tables["fact_date_mention"].filter(within & pl.col("end_date").is_not_null())
        self.years = dict(dates.select("mention_id", pl.col("end_date").dt.year()).iter_rows())
        marked = placed.join(hits.unique(), on=KEY, how="semi", maintain_order="left")
        names = tables["fact_entity_mention"].join(marked, on="mention_id", how="semi")
        self.entities = dict(names.select("mention_id", "entity_id").iter_rows())
        self.marks: dict[tuple[str, int], list[tuple[str, int]]] = {}
        for article, sentence, mention, start in marked.select(*KEY, "mention_id", "start_char").iter_rows():
            self.marks.setdefault((article, sentence), []).append((mention, start))


def find_cues(tables: Tables, rules: Rules) -> tuple[list[tuple[Cue, bool]], Mapping[str, list[Amount]]]:
    """Every cue of a batch in the order of the rules, with whether its sentence computes on another footing
    than the amounts in it; and the amounts of their articles.
    """
    placed = place_mentions(tables)
    states = _stating(tables, placed)
    masked = mask_sentences(placed, states, tables["dim_article"]).with_columns(
        amounts=pl.col("masked").str.count_matches("⟦m", literal=True)
    )
    hits = list(_matches(_likely(rules.rules, masked), masked))
    keys = pl.DataFrame([[hit[name] for _, hit in hits] for name in KEY], schema=placed.select(KEY).schema)
    batch = Batch(tables, placed, keys)
    footing = _footing(masked, rules.basis)
    cues = [
        (_cue(rule, hit, batch), (hit["article_id"], hit["sentence_no"]) in footing) for rule, hit in hits
    ]
    return [(cue, other) for cue, other in cues if cue], batch.amounts


def _stating(tables: Tables, placed: pl.DataFrame) -> pl.DataFrame:
    """The mentions that may state a result: percentages, multiples, and amounts beside two others."""
    quantities = tables["fact_quantity_mention"].select(
        "mention_id", "surface", "hedge", unit="kind", low="value_min", high="value_max"
    )
    money = tables["fact_money_mention"].select(
        "mention_id",
        "surface",
        "hedge",
        "currency",
        unit=pl.lit("money"),
        low="amount_min",
        high="amount_max",
    )
    several = (pl.col("letter") == "m").sum().over(KEY)
    return (
        placed.with_columns(several=several)
        .filter((pl.col("letter") == "q") | ((pl.col("letter") == "m") & (pl.col("several") > 1)))
        .join(pl.concat([quantities, money], how="diagonal_relaxed"), on="mention_id")
        .drop("several")
    )


def _likely(rules: Sequence[Rule], masked: pl.DataFrame) -> list[tuple[Rule, pl.Series]]:
    """Each rule with whether each sentence holds what it asks for, rules for which none does left out.

    Most rules find no such sentence, and their patterns, which take longer to compile than to run, rest.
    """
    needs = sorted({forms for rule in rules for forms in rule.needs}, key=sorted)
    holds = masked.select(
        pl.col("masked").str.contains_any(sorted(forms)).alias(str(number))
        for number, forms in enumerate(needs)
    )
    held = dict(zip(needs, holds.get_columns(), strict=True))
    units = {unit: masked["unit"] == unit for rule in rules for unit in rule.states}
    found = []
    for rule in rules:
        likely = masked["amounts"] >= rule.least_amounts
        likely &= reduce(or_, (units[unit] for unit in sorted(rule.states)))
        likely = reduce(and_, (held[forms] for forms in rule.needs), likely)
        if likely.any():
            found.append((rule, likely))
    return found


def _matches(
    likely: Sequence[tuple[Rule, pl.Series]], masked: pl.DataFrame
) -> Iterator[tuple[Rule, dict[str, Any]]]:
    """The sentences that the rules' patterns match, with what their groups capture, in the rules' order.

    Most likely sentences do not match: asking for groups, which takes three times as long to compile, waits.
    """
    texts = masked["masked"]
    found = [(rule, _matched(rule, holds, texts)) for rule, holds in likely]
    found = [(rule, places) for rule, places in found if places.len()]
    if not found:
        return
    rows = masked[pl.concat([places for _, places in found])].with_columns(dated=_dated_tokens())
    each = rows.iter_rows(named=True)
    for rule, places in found:
        for groups in texts.gather(places).str.extract_groups(rule.regex):
            yield rule, next(each) | {"groups": groups}


def _matched(rule: Rule, holds: pl.Series, texts: pl.Series) -> pl.Series:
    """The places of the texts that a rule's pattern matches, of those that hold what it asks for.

    Cut to those first: a filter upon a filter would run the pattern over every text.
    """
    places = holds.arg_true()
    asked = texts.gather(places)
    matches = asked.str.contains(rule.regex)
    if rule.unless:
        matches &= ~asked.str.contains(rule.unless_regex)
    return places.filter(matches)


def _dated_tokens() -> pl.Expr:
    """The pairs of an amount and a date in each masked sentence (`DATED_AFTER`, `DATED`)."""
    after, dated = (pl.col("masked").str.extract_all(pattern) for pattern in (DATED_AFTER, DATED))
    return pl.when(after.list.len() > 1).then(after).otherwise(dated)


def _footing(masked: pl.DataFrame, basis: str) -> frozenset[tuple[str, int]]:
    """The sentences that speak of adjusted figures."""
    return frozenset(masked.filter(pl.col("masked").str.contains(basis)).select(KEY).unique().iter_rows())


def _cue(rule: Rule, row: Mapping[str, Any], batch: Batch) -> Cue | None:
    """A match as a cue; None where a token it captured is not what the rule needs."""
    marks = batch.marks[(row["article_id"], row["sentence_no"])]
    operands: dict[str, Amount] = {}
    owners: dict[str, str] = {}
    for group, place in row["groups"].items():
        if place is None or group == WHOLE:
            continue
        role, mention = group.rpartition("_")[0], marks[int(place)][0]
        if mention in batch.by_id:
            operands[role] = batch.by_id[mention]
        elif mention in batch.entities:
            owners[role] = batch.entities[mention]
        else:
            return None
    return Cue(
        rule=rule,
        start=row["start_char"],
        sentence_no=row["sentence_no"],
        segment_no=row["segment_no"],
        stated=_amount({**_NOTHING, **row}),
        unit=row["unit"],
        operands=operands,
        owners=owners,
        names=tuple(Name(batch.entities[m], start) for m, start in marks if m in batch.entities),
        dated=tuple(_dated(row["dated"], [mention for mention, _ in marks], batch)),
        years=tuple(sorted({batch.years[mention] for mention, _ in marks if mention in batch.years})),
    )


def _dated(pairs: list[str], marks: list[str], batch: Batch) -> Iterator[tuple[Amount, int]]:
    """Amounts with the year of the date beside them, from tokens such as `⟦m0⟧ in ⟦d1⟧`."""
    for pair in pairs:
        tokens = [part.partition("⟧")[0] for part in pair.split("⟦")[1:]]
        places = {token[0]: marks[int(token[1:])] for token in tokens}
        amount, year = batch.by_id.get(places["m"]), batch.years.get(places["d"])
        if amount and year:
            yield amount, year


_NOTHING: Mapping[str, Any] = dict.fromkeys(("currency", "per", "metric", "subject_id", "as_of_start"))


def _amount(row: Mapping[str, Any]) -> Amount:
    """A row of a mention as an amount."""
    return Amount(
        mention_id=row["mention_id"],
        start=row["start_char"],
        sentence_no=row["sentence_no"],
        segment_no=row["segment_no"],
        figure=Figure(
            row["surface"], row["low"], row["high"], row["hedge"], row.get("unit", "money") == "money"
        ),
        currency=row["currency"],
        per=row["per"],
        metric=row["metric"],
        subject_id=row["subject_id"],
        as_of=row["as_of_start"],
    )


def _amount_rows(tables: Tables, within: pl.Expr) -> pl.DataFrame:
    """The articles' own amounts with what they are claimed to be, by place."""
    claims = (
        tables["fact_claim"]
        .filter(within)
        .unique("mention_id", keep="first", maintain_order=True)
        .select("mention_id", "metric", "subject_id", "as_of_start")
    )
    sentences = tables["stg_sentence"].filter(within)
    return (
        tables["fact_money_mention"]
        .filter(within & (pl.col("zone") != "boilerplate"))
        .select(
            "article_id",
            "mention_id",
            "start_char",
            "surface",
            "hedge",
            "currency",
            "per",
            low="amount_min",
            high="amount_max",
        )
        .join(claims, on="mention_id", how="left")
        .sort("start_char")
        .join_asof(
            sentences.select(*KEY, "segment_no", sentence_start="start_char").sort("sentence_start"),
            left_on="start_char",
            right_on="sentence_start",
            by="article_id",
            check_sortedness=False,
        )
        .drop_nulls("sentence_no")
        .sort("article_id", "start_char")
    )
