"""Proposals of other engines: taken in from the lake, and held against their articles as these are read now.

What is proposed is landed unseen. When a warehouse is built, those are judged that no reading of their
article has judged yet, so that no order of arrival matters: an article that is read anew, edited or put back
has its proposals judged again. Whether one stands is `etl.interpret.proposals`' to say.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from etl.contracts.compiled import table_specs
from etl.warehouse.published import read_frame
from etl.warehouse.superseding import keep_history

if TYPE_CHECKING:
    import polars as pl
    from duckdb import DuckDBPyConnection

PROPOSAL = table_specs()["fact_proposal"]

WHERE_PROPOSED = frozenset({"path", "line_no"})
"""Columns that may change without making another proposal of it: the same file under another name."""

REPROPOSED = (
    "exists (from read_proposal as again"
    " where again.engine = held.engine and again.article_id = held.article_id)"
)
"""An engine that proposes anew for an article takes back what it proposed there."""

CHARS_AT_ONCE = 64_000_000
"""Articles are judged together until their texts are this long: memory is bounded."""

READ = {
    "dim_article": "select article_id, text, char_count from history_article where superseded_at is null",
    "fact_money_mention": "select * from fact_money_mention",
    "fact_entity_mention": "select article_id, entity_id, surface from fact_entity_mention",
}
"""What proposals are held against."""

LISTED = """
    select alias, entity_id
    from dim_alias
    join dim_entity using (entity_id)
    where not is_provisional
"""

PACKED = ", ".join(f"{column.name} := {column.name}" for column in PROPOSAL.in_lake)
REFUSALS = (
    "delete from quarantine where stage = 'publish'",
    f"""
    insert into quarantine by name
    select
        'publish' as stage,
        verdict as rule,
        reason,
        path,
        article_id,
        to_json(struct_pack({PACKED}))::varchar as payload,
        recorded_at
    from history_proposal
    where superseded_at is null
        and verdict <> 'stands'
    """,
)
"""Current proposals that do not stand, as refused since they were taken in."""


def take_in_proposals() -> Iterator[str]:
    """Statements that take in what was landed, and have all judged again whose article was read anew."""
    key = table_specs()["quarantine"].key
    same = " and ".join(f"held.{name} is not distinct from landed.{name}" for name in key)
    yield (
        "create or replace temp table read_proposal as"
        " select landed.* exclude (batch_id) from landed_fact_proposal as landed"
    )
    yield from keep_history(
        "history_proposal",
        "read_proposal",
        "proposal_id",
        [column.name for column in PROPOSAL.in_lake if column.name not in WHERE_PROPOSED],
        clocks=["recorded_at"],
        scope=REPROPOSED,
    )
    yield "update history_proposal set verdict = null where article_id in (from touched)"
    # a file that is taken in again takes its old refusals with it
    yield f"""
        delete from quarantine as held
        where stage = 'propose'
            and path in (
                select path from landed_fact_proposal
                union all
                select path from landed_quarantine where stage = 'propose'
            )
            and not exists (from landed_quarantine as landed where {same})
    """


def judge_proposals(con: "DuckDBPyConnection") -> None:
    """Judge the proposals that wait for it, and keep the quarantine in step."""
    con.execute("begin")
    for articles in list(_waiting(con)):
        _judge(con, articles)
    for statement in REFUSALS:
        con.execute(statement)
    con.execute("commit")


def _waiting(con: "DuckDBPyConnection") -> Iterator[list[str]]:
    """The articles of proposals without a verdict, in parts of bounded length."""
    parts = con.execute(
        f"""
        with waiting as (
            select distinct article_id from history_proposal where verdict is null
        ),

        articles as (
            select article_id, char_count from history_article where superseded_at is null
        ),

        measured as (
            select
                article_id,
                sum(coalesce(char_count, 0)) over (order by article_id) // {CHARS_AT_ONCE} as part
            from waiting
            left join articles using (article_id)
        )

        select list(article_id) from measured group by part order by part
        """
    ).fetchall()
    for (articles,) in parts:
        yield articles


def _judge(con: "DuckDBPyConnection", articles: list[str]) -> None:
    from etl.interpret.proposals import check_proposals

    def read(query: str) -> "pl.DataFrame":
        return read_frame(con, f"select * from ({query}) where article_id in (select unnest(?))", [articles])

    proposals = read("select * from history_proposal where verdict is null")
    found = [column.name for column in PROPOSAL.in_lake]
    checked = check_proposals(
        proposals.select("recorded_at", *found),
        {table: read(query) for table, query in READ.items()},
        read_frame(con, LISTED),
    )
    made = [name for name in proposals.columns if name in checked.columns and name not in found]
    con.register("checked_proposal", checked.select("proposal_id", *made).to_arrow())
    sets = ", ".join(f"{name} = checked.{name}" for name in made if name != "recorded_at")
    con.execute(
        f"""
        update history_proposal as held
        set {sets},
            usd_min = case checked.currency when 'USD' then checked.amount_min end,
            usd_max = case checked.currency when 'USD' then checked.amount_max end,
            fx_date = null
        from checked_proposal as checked
        where checked.proposal_id = held.proposal_id
            and checked.recorded_at = held.recorded_at
        """
    )
    con.unregister("checked_proposal")
