"""What each was said to be worth, step by step; what an article repeats is one step."""

from itertools import groupby
from typing import Any

from duckdb import DuckDBPyConnection

from etl.report.figures import amount, money, time
from etl.report.quotes import read_quotes
from etl.report.rows import Row, Section, read_rows

SUBJECTS, STEPS = 40, 16
"""How many subjects are shown, and how many steps of one."""

# Subjects that most articles value come first: one article's many repeats make no subject important.
TIMELINE = """
    with steps as (
        select
            timeline.subject_id,
            any_value(coalesce(timeline.subject_name, timeline.subject_id)) as subject,
            timeline.held_from, timeline.held_to, timeline.time_basis,
            timeline.amount_min, timeline.amount_max, timeline.amount_low, timeline.amount_high,
            timeline.currency, timeline.usd_min, timeline.usd_max,
            timeline.basis, timeline.modality, timeline.evidence, timeline.source_id, timeline.negated,
            claim.article_id,
            arg_min(timeline.claim_id, (mention.zone <> 'body', timeline.claim_id)) as claim_id,
            count(*) as times
        from mart_valuation_timeline as timeline
        join fact_claim as claim on claim.claim_id = timeline.claim_id
        join fact_money_mention as mention on mention.mention_id = claim.mention_id
        where timeline.subject_id is not null
        group by all
    ),

    weighed as (
        select
            *,
            count(*) over (partition by subject_id) as steps_of_subject,
            count(distinct article_id) over (partition by subject_id) as articles_of_subject,
            row_number() over (
                partition by subject_id order by held_from nulls last, held_to, amount_max, claim_id
            ) as step_no
        from steps
    ),

    ranked as (
        select
            *,
            dense_rank() over (order by articles_of_subject desc, steps_of_subject desc, subject_id) as rank,
            count(distinct subject_id) over () as subjects
        from weighed
    )

    select ranked.*, coalesce(source.name, ranked.source_id) as source
    from ranked
    left join dim_entity as source on source.entity_id = ranked.source_id
    where rank <= $subjects and step_no <= $steps
    order by rank, step_no
"""


def read_valuations(connection: DuckDBPyConnection) -> Section:
    """The valuations by subject, those that most articles value first, each in the order of time."""
    rows = read_rows(connection, TIMELINE, {"subjects": SUBJECTS, "steps": STEPS})
    quotes = read_quotes(connection, (row["claim_id"] for row in rows))
    steps = [_step(row) | {"quote": quotes[row["claim_id"]]} for row in rows if row["claim_id"] in quotes]
    subjects = [
        {"name": own[0]["subject"], "steps": own, "hidden": max(0, own[0]["steps_of_subject"] - STEPS)}
        for _, group in groupby(steps, key=lambda row: row["subject_id"])
        if (own := list(group))
    ]
    return Section(subjects, max(0, rows[0]["subjects"] - SUBJECTS) if rows else 0)


def _step(row: Row) -> dict[str, Any]:
    """A step of a timeline with its amount, in dollars too where it is in another currency, and its time."""
    converted = row["currency"] != "USD" and row["usd_max"] is not None
    return {
        **row,
        "amount": amount(row),
        "dollars": money(row["usd_max"], "USD") if converted else "",
        "when": time(row["held_from"], row["held_to"]),
    }
