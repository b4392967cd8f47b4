"""What each was said to be worth, step by step; what an article repeats is one step."""

from itertools import groupby
from typing import Any

from duckdb import DuckDBPyConnection

from etl.report.figures import amount, money, time
from etl.report.quotes import read_quotes
from etl.report.rows import Row, Section, read_rows

SUBJECTS, STEPS = 40, 16
"""How many subjects are shown, and how many steps of one."""

# Subjects that most articles value come first: one article's many repeats make no subject important. Of many
# steps the newest are shown, and undated ones where there is room.
TIMELINE = """
    with valued as (
        select
            timeline.*, claim.article_id, mention.zone,
            coalesce(timeline.subject_name, timeline.subject_id) as subject
        from mart_valuation_timeline as timeline
        join fact_claim as claim on claim.claim_id = timeline.claim_id
        join fact_money_mention as mention on mention.mention_id = claim.mention_id
        where timeline.subject_id is not null
    ),

    steps as (
        select
            subject_id, subject, held_from, held_to, time_basis, amount_min, amount_max, amount_low,
            amount_high, currency, usd_min, usd_max, basis, modality, evidence, source_id, negated,
            arg_min(claim_id, (zone <> 'body', claim_id)) as claim_id,
            count(*) as times,
            count(distinct article_id) as articles
        from valued
        group by all
    ),

    subjects as (
        select
            subject_id,
            row_number() over (order by count(distinct article_id) desc, count(*) desc, subject_id) as rank,
            count(*) over () as subjects
        from valued
        group by subject_id
    ),

    placed as (
        select
            *,
            count(*) over (partition by subject_id) as steps_of_subject,
            row_number() over (
                partition by subject_id
                order by held_from desc nulls last, held_to desc, amount_max desc, claim_id
            ) as newness
        from steps
    )

    select placed.*, subjects.rank, subjects.subjects, coalesce(source.name, placed.source_id) as source
    from placed
    join subjects using (subject_id)
    left join dim_entity as source on source.entity_id = placed.source_id
    where subjects.rank <= $subjects and placed.newness <= $steps
    order by subjects.rank, placed.held_from nulls last, placed.held_to, placed.amount_max, placed.claim_id
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
