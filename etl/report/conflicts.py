"""Facts on which claims contradict each other: the values side by side, and which one to prefer and why.

What contradicts what and what to prefer is `mart_conflict`'s to say.
"""

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from duckdb import DuckDBPyConnection

from etl.report.figures import amount, day, known
from etl.report.quotes import Quote, read_quotes
from etl.report.rows import Row, Section, read_rows

CONFLICTS, QUOTES = 40, 3
"""How many facts are shown, and how many quotes of a value."""

CLUSTERS = """
    select
        conflict.* exclude (sentence, rival_sentence, sentences), fact.is_rumor,
        coalesce(subject.name, conflict.subject_id) as subject,
        coalesce(counterparty.name, conflict.counterparty_id) as counterparty
    from mart_conflict as conflict
    join mart_fact as fact using (cluster_id)
    left join dim_entity as subject on subject.entity_id = conflict.subject_id
    left join dim_entity as counterparty on counterparty.entity_id = conflict.counterparty_id
    where conflict.verdict = 'inconsistent'
    order by
        max(conflict.article_count) over (partition by conflict.fact_id) desc,
        conflict.fact_id, conflict.basis, conflict.compared_in, conflict.value_min, conflict.cluster_no
"""


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
    """A fact with its values side by side, and a line for each value that is to be preferred to another."""
    return {
        **{name: clusters[0][name] for name in ("subject", "counterparty", "metric", "basis", "price_per")},
        "values": [
            {
                **cluster,
                "value": _value(cluster, "value"),
                "when": known(cluster["held_from"], cluster["held_to"]),
                "quotes": [quotes[claim] for claim in cluster["claim_ids"][:QUOTES] if claim in quotes],
                "hidden": max(0, cluster["claim_count"] - QUOTES),
            }
            for cluster in clusters
        ],
        "preferred": [
            {
                "value": _value(cluster, "value"),
                "rival": _value(cluster, "rival"),
                "why": dates_in_words(cluster["preferred_why"]),
            }
            for cluster in clusters
            if cluster["is_preferred"] and cluster["rival_min"] is not None
        ],
    }


def _value(cluster: Row, which: str) -> str:
    """The values of a cluster, or of its rival, as a range in the currency that they are compared in.

    Where they are stated in another, that comes first: it is what the reader finds in the article.

    >>> from decimal import Decimal
    >>> euros = dict.fromkeys(("stated_min", "stated_max"), Decimal(10000000))
    >>> dollars = dict.fromkeys(("value_min", "value_max"), Decimal(11000000))
    >>> _value({**euros, **dollars, "currency": "EUR", "compared_in": "USD"}, "value")
    '€10 m ($11 m)'
    """
    bounds = {"amount_min": cluster[f"{which}_min"], "amount_max": cluster[f"{which}_max"]}
    compared = amount({**bounds, "currency": cluster["compared_in"]})
    stated, currency = ("stated", "currency") if which == "value" else ("rival_stated", "rival_currency")
    if cluster[currency] == cluster["compared_in"]:
        return compared
    bounds = {"amount_min": cluster[f"{stated}_min"], "amount_max": cluster[f"{stated}_max"]}
    return f"{amount({**bounds, 'currency': cluster[currency]})} ({compared})"


def dates_in_words(reason: str) -> str:
    """A reason with its dates as a reader likes them.

    >>> dates_in_words("later: 2026-06-02 against 2026-05-31")
    'later: 2 June 2026 against 31 May 2026'
    """
    return " ".join(
        day(date.fromisoformat(w)) if w[:4].isdecimal() and len(w) == 10 else w for w in reason.split()
    )
