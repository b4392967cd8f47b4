"""What the report's page says, section by section, read from a published warehouse.

The marts answer; here they are joined with names and words for a reader, grouped, and cut to what a page
can hold. What is cut is counted, and the reader told where the rest is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from duckdb import DuckDBPyConnection

from etl.report.figures import amount, money, time

Row = Mapping[str, Any]

SUBJECTS, STEPS, CONFLICTS, QUOTES, LINES = 40, 16, 40, 3, 150
"""How many subjects, values of one, conflicting facts, quotes of a value, and lines of a table are shown."""

QUOTED = 160
"""How many characters of a sentence stand in a quote on either side of the amount, and of a headline."""

VALUATIONS = """
    select
        timeline.*, claim.hedge, claim.surface, claim.offset_in_sentence,
        count(*) over (partition by timeline.subject_id) as claims_of_subject,
        max(timeline.usd_max) over (partition by timeline.subject_id) as highest_usd
    from mart_valuation_timeline as timeline
    join ({words}) as claim using (claim_id)
    where timeline.subject_id is not null
    order by
        claims_of_subject desc, timeline.subject_id,
        timeline.held_from nulls last, timeline.held_to, timeline.claim_id
"""
WORDS = """
    select
        fact_claim.claim_id, fact_claim.sentence, mention.surface, mention.hedge,
        mention.start_char::bigint - mention.sentence_start::bigint as offset_in_sentence,
        article.title, article.publisher_id, article.published_from, article.published_to, article.path
    from fact_claim
    join fact_money_mention as mention using (mention_id)
    join dim_article as article on article.article_id = fact_claim.article_id
"""
CONFLICT_CLUSTERS = """
    select
        conflict.* exclude (sentences), subject.name as subject_name, counterparty.name as counterparty_name
    from mart_conflict as conflict
    left join dim_entity as subject on subject.entity_id = conflict.subject_id
    left join dim_entity as counterparty on counterparty.entity_id = conflict.counterparty_id
    where conflict.verdict = 'inconsistent'
    order by
        max(conflict.article_count) over (partition by conflict.fact_id) desc,
        conflict.fact_id, conflict.basis, conflict.value_min, conflict.cluster_no
"""
AUDIT = """
    select audit.*, article.publisher_id
    from mart_arithmetic_audit as audit
    join dim_article as article using (article_id)
    order by
        array_position(['fails', 'compatible', 'holds'], audit.verdict), audit.article_id, audit.relation_id
"""
PRICES = """
    select prices.*, claim.surface, claim.hedge, claim.offset_in_sentence
    from mart_price_list as prices
    join ({words}) as claim using (claim_id)
    order by prices.per nulls last, prices.usd_min nulls last, prices.product_id, prices.claim_id
"""
QUARANTINE = """
    select stage, rule, reason, count(*) as rows, min(path) as example
    from quarantine
    group by all
    order by rows desc, stage, rule, reason
"""
COVERAGE = "select * from mart_coverage order by articles desc, publisher_id nulls last"
NEWEST_RUN = "select max(started_at) from run_log"


@dataclass(frozen=True)
class Quote:
    """A sentence in three parts, the amount in the middle, and the article that it stands in."""

    before: str
    marked: str
    after: str
    title: str | None
    publisher_id: str | None
    published: str
    claim_id: str


@dataclass(frozen=True)
class Section:
    """Rows for one section and how many more there are than it shows."""

    rows: list[Any]
    hidden: int = 0


def read_sections(connection: DuckDBPyConnection) -> dict[str, Any]:
    """Everything on the page by section's name; `as_of` is the start of the newest run."""
    newest = connection.execute(NEWEST_RUN).fetchone()
    return {
        "as_of": newest[0] if newest else None,
        "valuations": read_valuations(connection),
        "conflicts": read_conflicts(connection),
        "audit": _section(_rows(connection, AUDIT)),
        "prices": _section([_quoted(row) for row in _rows(connection, PRICES.format(words=WORDS))]),
        "coverage": _section(_rows(connection, COVERAGE)),
        "quarantine": _section(_rows(connection, QUARANTINE)),
    }


def read_valuations(connection: DuckDBPyConnection) -> Section:
    """The valuations by subject, those most spoken of first, each in the order of time."""
    rows = _rows(connection, VALUATIONS.format(words=WORDS))
    subjects = [
        {
            "name": steps[0]["subject_name"] or steps[0]["subject_id"],
            "steps": steps[:STEPS],
            "hidden": len(steps) - STEPS,
        }
        for _, group in groupby(rows, key=lambda row: row["subject_id"])
        if (steps := _steps(group))
    ]
    return Section(subjects[:SUBJECTS], max(0, len(subjects) - SUBJECTS))


def _steps(rows: Iterable[Row]) -> list[Row]:
    """The steps of a subject's timeline: what an article repeats is one, `times` says how often."""
    steps: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        step = _valuation(row)
        article = row["claim_id"].partition(":")[0]
        key = (article, step["amount"], step["when"], step["modality"], step["negated"])
        steps.setdefault(key, {**step, "times": 0})["times"] += 1
    return list(steps.values())


def _valuation(row: Row) -> Row:
    """A step of a timeline: its quote, and `width`, its share of the subject's highest value in per cent."""
    highest, value = row["highest_usd"], row["usd_max"]
    width = round(value * 100 / highest, 1) if highest and value is not None else None
    return {**_quoted(row), "width": width}


def read_conflicts(connection: DuckDBPyConnection) -> Section:
    """The facts that claims contradict each other on, with each value's words."""
    clusters = _rows(connection, CONFLICT_CLUSTERS)
    facts = [list(group) for _, group in groupby(clusters, key=lambda row: row["fact_id"])]
    shown = facts[:CONFLICTS]
    wanted = [claim for fact in shown for cluster in fact for claim in cluster["claim_ids"][:QUOTES]]
    words = f"select * from ({WORDS}) where claim_id in (select unnest(?::varchar[]))"
    quotes = {row["claim_id"]: _quote(row) for row in _rows(connection, words, [wanted])}
    return Section([_conflict(fact, quotes) for fact in shown], len(facts) - len(shown))


def _conflict(clusters: list[Row], quotes: Mapping[str, Quote]) -> Row:
    """A fact with its values side by side."""
    first = clusters[0]
    return {
        "subject": first["subject_name"] or first["subject_id"],
        "counterparty": first["counterparty_name"] or first["counterparty_id"],
        "metric": first["metric"],
        "per": first["price_per"],
        "values": [
            {
                "value": _value(cluster),
                "when": time(cluster["held_from"], cluster["held_to"]),
                "reason": cluster["reason"],
                "articles": cluster["article_count"],
                "quotes": [quotes[claim] for claim in cluster["claim_ids"][:QUOTES] if claim in quotes],
                "hidden": max(0, cluster["claim_count"] - QUOTES),
            }
            for cluster in clusters
        ],
    }


def _value(cluster: Row) -> str:
    """The values of a cluster as a range in the currency that they are compared in."""
    bounds = {"amount_min": cluster["value_min"], "amount_max": cluster["value_max"]}
    return amount(bounds | {"currency": cluster["compared_in"]})


def _quoted(row: Row) -> Row:
    """A row with its `quote`, its `amount` in words and `when` it holds."""
    dollars = ""
    if row["currency"] != "USD" and row["usd_max"] is not None:
        dollars = money(row["usd_max"], "USD")
    return {
        **row,
        "quote": _quote({"title": None, **row}),
        "amount": amount(row),
        "dollars": dollars,
        "when": time(row["held_from"], row["held_to"]),
    }


def _quote(row: Row) -> Quote:
    """The words of a claim. Where the sentence is not the one that the offset counts in (a table's row), the
    first place of the amount is marked, or none.
    """
    sentence, surface, start = row["sentence"], row["surface"], row["offset_in_sentence"]
    if sentence[start : start + len(surface)] != surface:
        start = sentence.find(surface)
    if start < 0:
        start, surface = len(sentence), ""
    return Quote(
        before=_last(sentence[:start]),
        marked=surface,
        after=_first(sentence[start + len(surface) :]),
        title=row["title"] and _first(row["title"]),
        publisher_id=row["publisher_id"],
        published=time(row.get("published_from"), row.get("published_to")),
        claim_id=row["claim_id"],
    )


def _first(words: str) -> str:
    """As many words as fit a quote.

    >>> _first("a " * 200)[-5:]
    'a a …'
    """
    if len(words) <= QUOTED:
        return words
    return words[:QUOTED].rpartition(" ")[0] + " …"


def _last(words: str) -> str:
    """The last words that fit a quote."""
    if len(words) <= QUOTED:
        return words
    return "… " + words[-QUOTED:].partition(" ")[2]


def _section(rows: list[Row]) -> Section:
    """As many rows as a page holds."""
    return Section(rows[:LINES], max(0, len(rows) - LINES))


def _rows(connection: DuckDBPyConnection, query: str, parameters: Iterable[Any] = ()) -> list[Row]:
    """A query's rows by column name."""
    cursor = connection.execute(query, list(parameters))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
