"""Facts on which claims contradict each other: the values side by side, and which one to prefer and why.

What contradicts what is `mart_conflict`'s to say, and on how many sources a value rests `mart_agreement`'s.
"""

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from duckdb import DuckDBPyConnection

from etl.report.figures import amount, day, known
from etl.report.quotes import Quote, read_quotes
from etl.report.rows import Row, Section, read_rows

CONFLICTS, QUOTES = 40, 3
"""How many facts are shown, and how many quotes of a value."""

CLUSTERS = """
    with hands as (
        select
            conflict.fact_id, conflict.basis, conflict.compared_in, conflict.cluster_no,
            bool_and(claim.evidence = 'unnamed') as is_unnamed,
            min(len(claim.source_ids)) as nearest_hands
        from mart_conflict as conflict, unnest(conflict.claim_ids) as member (claim_id)
        join fact_claim as claim on claim.claim_id = member.claim_id
        where conflict.verdict = 'inconsistent'
        group by all
    )
    select
        conflict.* exclude (sentences), agreement.source_count, hands.is_unnamed, hands.nearest_hands,
        coalesce(subject.name, conflict.subject_id) as subject,
        coalesce(counterparty.name, conflict.counterparty_id) as counterparty,
        max(conflict.article_count) over (partition by conflict.fact_id) as reach
    from mart_conflict as conflict
    join hands
        on hands.fact_id = conflict.fact_id and hands.cluster_no = conflict.cluster_no
        and hands.compared_in = conflict.compared_in and hands.basis is not distinct from conflict.basis
    join mart_agreement as agreement
        on agreement.fact_id = conflict.fact_id and agreement.cluster_no = conflict.cluster_no
        and agreement.compared_in = conflict.compared_in
        and agreement.basis is not distinct from conflict.basis
    left join dim_entity as subject on subject.entity_id = conflict.subject_id
    left join dim_entity as counterparty on counterparty.entity_id = conflict.counterparty_id
    where conflict.verdict = 'inconsistent'
    order by
        reach desc, conflict.fact_id, conflict.basis, conflict.compared_in,
        conflict.value_min, conflict.cluster_no
"""

# What makes a value preferable, the weightiest first; less is better, null cannot be weighed.
GROUNDS: tuple[tuple[Callable[[Row], Any], Callable[[Row, Row], str]], ...] = (
    (
        lambda value: value["is_unnamed"],
        lambda best, other: "somebody answers for it, and the other rests on unnamed sources alone",
    ),
    (
        lambda value: -value["source_count"],
        lambda best, other: (
            f"it rests on {best['source_count']} independent sources, the other on {other['source_count']}"
        ),
    ),
    (
        lambda value: value["nearest_hands"],
        lambda best, other: "it is closer to its source: fewer hands passed it on",
    ),
    (
        lambda value: -value["held_to"].toordinal() if value["held_to"] else None,
        lambda best, other: (
            f"it is the later one, known by {day(best['held_to'])}; the other by {day(other['held_to'])}"
        ),
    ),
)


def read_conflicts(connection: DuckDBPyConnection) -> Section:
    """The facts that claims contradict each other on, with each value's words."""
    clusters = read_rows(connection, CLUSTERS)
    by_fact = groupby(clusters, key=lambda row: (row["fact_id"], row["basis"], row["compared_in"]))
    facts = [list(group) for _, group in by_fact]
    shown = facts[:CONFLICTS]
    quotes = read_quotes(
        connection, (claim for fact in shown for cluster in fact for claim in cluster["claim_ids"][:QUOTES])
    )
    return Section([_conflict(fact, quotes) for fact in shown], len(facts) - len(shown))


def _conflict(clusters: list[Row], quotes: Mapping[str, Quote]) -> Row:
    """A fact with its values side by side."""
    best, why = preferred(clusters)
    return {
        **{name: clusters[0][name] for name in ("subject", "counterparty", "metric", "basis", "price_per")},
        "values": [
            {
                **cluster,
                "value": _value(cluster),
                "when": known(cluster["held_from"], cluster["held_to"]),
                "quotes": [quotes[claim] for claim in cluster["claim_ids"][:QUOTES] if claim in quotes],
                "hidden": max(0, cluster["claim_count"] - QUOTES),
                "is_preferred": cluster is best,
            }
            for cluster in clusters
        ],
        "preferred": best and _value(best),
        "why": why,
    }


def preferred(values: list[Row]) -> tuple[Row | None, str]:
    """The value to prefer among those that contradict each other, and why; none where nothing parts them.

    Every ground narrows the choice down to the values that no other beats; the one that leaves a single value
    is the reason given, against the value that it beat.
    """
    left = values
    for weigh, explain in GROUNDS:
        weights = [weigh(value) for value in left]
        if None in weights:
            continue
        lightest = min(weights)
        beaten = [value for value, weight in zip(left, weights, strict=True) if weight > lightest]
        left = [value for value, weight in zip(left, weights, strict=True) if weight == lightest]
        if len(left) == 1:
            return left[0], explain(left[0], beaten[0])
    return None, "as many sources, as close and as late stand behind each"


def _value(cluster: Row) -> str:
    """The values of a cluster as a range in the currency that they are compared in."""
    bounds = {"amount_min": cluster["value_min"], "amount_max": cluster["value_max"]}
    return amount(bounds | {"currency": cluster["compared_in"]})
