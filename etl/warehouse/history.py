"""Batches into tables: what the lake's newest readings change in the warehouse.

Rows of claims and articles are kept for ever: one that changed or vanished gets `superseded_at`, its
successor `recorded_at`; one that was read again and says the same stays as it was. Mentions, relations and
events are kept as they are read now. What depends on all articles together belongs to
`etl.warehouse.resolve`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from etl.contracts.compiled import sql_literal, table_specs
from etl.warehouse.lake import Batch, Lake
from etl.warehouse.proposals import take_in_proposals
from etl.warehouse.superseding import keep_history

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CURRENT_ONLY: Mapping[str, str] = {
    # table: the article that a row belongs to
    "fact_money_mention": "article_id",
    "fact_quantity_mention": "article_id",
    "fact_date_mention": "article_id",
    "fact_entity_mention": "article_id",
    "fact_relation": "article_id",
    "bridge_relation_operand": "split_part(relation_id, ':', 1)",
    "fact_event": "article_id",
    "bridge_event_party": "split_part(event_id, ':', 1)",
    "bridge_event_claim": "split_part(event_id, ':', 1)",
}
"""Tables whose rows are replaced, article by article, by what was read last."""

LANDED = (
    *("dim_file", "bridge_file_article", "dim_article", *CURRENT_ONLY, "fact_claim"),
    *("fact_proposal", "quarantine"),
)
"""The tables of a batch that the warehouse takes up; segments, sentences and cells stay in the lake."""

AT_LANDING: Mapping[str, Mapping[str, str]] = {
    # US dollars are themselves; other currencies wait for their rate
    "fact_money_mention": {
        "usd_min": "case currency when 'USD' then amount_min end",
        "usd_max": "case currency when 'USD' then amount_max end",
    },
    "fact_claim": {
        "usd_min": "case currency when 'USD' then amount_min end",
        "usd_max": "case currency when 'USD' then amount_max end",
    },
    "fact_entity_mention": {"local_type": "entity_type"},
    "dim_article": {
        # plain replacements: a regular expression takes five times as long
        "fingerprint": "md5(nullif(replace(replace(replace(replace(lower(text),"
        " ' ', ''), chr(9), ''), chr(10), ''), chr(13), ''), ''))",
    },
}
"""What columns that wait for publishing hold until then; all others are null."""

RESOLVED_IN_PLACE = frozenset({"path", "extractor_version"})
"""Columns of an article that may change without making another reading of it: a rename changes nothing."""


def apply_batches(con: "DuckDBPyConnection", lake: Lake, batches: Sequence[Batch]) -> None:
    """Apply complete batches, in order. Those of one run are applied together: that is much quicker.

    Raises LakeDamaged where a landed file is not what its manifest says.
    """
    for _, group in groupby(batches, key=lambda batch: (batch.run_id, batch.recorded_at)):
        apply_run(con, lake, list(group))


def apply_run(con: "DuckDBPyConnection", lake: Lake, batches: Sequence[Batch]) -> None:
    """Apply the batches that one run finished."""
    con.execute("begin")
    con.execute("set variable recorded_at = ?::timestamp", [batches[0].recorded_at])
    landed = {table for batch in batches for manifest in batch.manifests.values() for table in manifest.files}
    for table in LANDED:
        if table in landed or table not in CURRENT_ONLY:
            _stage(con, lake, batches, table)
    for statement in (
        *(*FILES, *READINGS, *_replace_current(landed)),
        *(*_claims(), *_articles(), *take_in_proposals(), *_quarantine()),
    ):
        con.execute(statement)
    _log(con, batches)
    con.execute("commit")


def _stage(con: "DuckDBPyConnection", lake: Lake, batches: Sequence[Batch], table: str) -> None:
    """A view `landed_<table>` over the batches' files: the contract's columns and `batch_id`."""
    spec = table_specs()[table]
    files = [
        str(lake.checked(*manifest.files[table]))
        for batch in batches
        for manifest in batch.manifests.values()
        if table in manifest.files
    ]
    typed = ", ".join(f"{column.name}::{column.sql_type} as {column.name}" for column in spec.in_lake)
    nothing = ", ".join(f"null::{column.sql_type} as {column.name}" for column in spec.in_lake)
    if files:
        listed = ", ".join(sql_literal(path) for path in files)
        body = (
            f"select {typed}, parse_filename(filename, false).split_part('.', 1) as batch_id"
            # what was landed before a contract had a column is null there
            f" from (select {nothing} where false union all by name"
            f" from read_parquet([{listed}], filename = true, union_by_name = true))"
        )
    else:
        body = f"select {nothing}, null::varchar as batch_id where false"
    con.execute(f"create or replace temp view landed_{table} as {body}")


FILES = (
    """
    create or replace temp table landed_file as
    select
        event.path,
        if(event.is_deleted, coalesce(before.sha256, event.sha256), event.sha256) as sha256,
        if(event.is_deleted, coalesce(before.size_bytes, event.size_bytes), event.size_bytes) as size_bytes,
        if(event.is_deleted, coalesce(before.outcome, event.outcome), event.outcome) as outcome,
        if(event.is_deleted, coalesce(before.extractor_version, event.extractor_version),
            event.extractor_version) as extractor_version,
        coalesce(before.first_seen, getvariable('recorded_at')) as first_seen,
        if(before.sha256 is not distinct from event.sha256 and before.is_deleted = event.is_deleted,
            before.last_seen, getvariable('recorded_at')) as last_seen,
        event.is_deleted
    from landed_dim_file as event
    left join dim_file as before using (path)
    """,
    "delete from dim_file where path in (select path from landed_file)",
    "insert into dim_file by name from landed_file",
    """
    delete from bridge_file_article
    where path in (select path from landed_file where not is_deleted and sha256 is not null)
    """,
    "insert into bridge_file_article by name select * exclude (batch_id) from landed_bridge_file_article",
    # a renamed file: the new path alone speaks for the article, so that an edit there supersedes it
    """
    delete from bridge_file_article
    where path in (select path from dim_file where is_deleted)
        and article_id in (
            select live.article_id
            from bridge_file_article as live
            join dim_file as file using (path)
            where not file.is_deleted
        )
    """,
)
"""What the raw folder looks like now. A deleted path keeps its articles, unless another path has them; so
does one that cannot be read (no SHA-256), as nobody knows that it says anything else by now."""

READINGS = (
    # the same bytes under several paths are read as the first of them: no order of arrival can change that
    """
    create or replace temp table reading as
    select article_id, batch_id
    from landed_dim_article as landed
    where not exists (
        from bridge_file_article as other
        join dim_file as file using (path)
        where other.article_id = landed.article_id
            and other.path < landed.path
            and file.extractor_version = landed.extractor_version
            and file.sha256 is not null
            and not file.is_deleted
            and file.path not in (select path from landed_file)
    )
    qualify row_number() over (partition by article_id order by path, batch_id) = 1
    """,
    # an article that no file holds any more, not even a deleted one: its file was edited
    """
    create or replace temp table dropped as
    select article_id
    from history_article
    where superseded_at is null
        and article_id not in (select article_id from bridge_file_article)
    """,
    """
    create or replace temp table touched as
    select article_id from reading union select article_id from dropped
    """,
)
"""Which articles were read (again), and from which batch; which are gone."""


def _replace_current(landed: Collection[str]) -> Iterator[str]:
    for table, article in CURRENT_ONLY.items():
        yield f"delete from {table} where {article} in (from touched)"
        if table in landed:
            yield (
                f"insert into {table} by name select {_landing_columns(table)} from landed_{table} as landed"
                f" join reading on reading.article_id = {article.replace('article_id', 'landed.article_id')}"
                " and reading.batch_id = landed.batch_id"
            )


def _claims() -> Iterator[str]:
    """Supersede what changed or vanished, then insert what is new."""
    content = [column.name for column in table_specs()["fact_claim"].in_lake]
    yield (
        f"create or replace temp table read_claim as select {_landing_columns('fact_claim')}"
        " from landed_fact_claim as landed"
        " join reading on reading.article_id = landed.article_id and reading.batch_id = landed.batch_id"
    )
    yield from keep_history("history_claim", "read_claim", "claim_id", content, clocks=["recorded_at"])


def _articles() -> Iterator[str]:
    content = [
        column.name for column in table_specs()["dim_article"].in_lake if column.name not in RESOLVED_IN_PLACE
    ]
    # first read, whatever was read since
    first = (
        "coalesce((select min(before.ingested_at) from history_article as before"
        " where before.article_id = landed.article_id), getvariable('recorded_at')) as ingested_at"
    )
    yield (
        f"create or replace temp table read_article as select {_landing_columns('dim_article')}, {first}"
        " from landed_dim_article as landed"
        " join reading on reading.article_id = landed.article_id and reading.batch_id = landed.batch_id"
    )
    yield from keep_history("history_article", "read_article", "article_id", content, clocks=["recorded_at"])
    yield """
        update history_article as held
        set extractor_version = landed.extractor_version
        from read_article as landed
        where held.article_id = landed.article_id
            and held.superseded_at is null
            and held.extractor_version <> landed.extractor_version
    """


def _quarantine() -> Iterator[str]:
    key = table_specs()["quarantine"].key
    same = " and ".join(f"held.{name} is not distinct from landed.{name}" for name in key)
    yield """
        delete from quarantine
        where stage not in ('propose', 'publish')
            and (
                article_id in (from touched)
                or path in (select path from landed_file where not is_deleted)
                -- a file that was refused and is gone needs no remedy; what was refused of a gone file's
                -- articles stays, as they do
                or (article_id is null and path in (select path from landed_file where is_deleted))
            )
    """
    yield f"""
        insert into quarantine by name
        select landed.* exclude (batch_id), getvariable('recorded_at') as recorded_at
        from landed_quarantine as landed
        where not exists (from quarantine as held where {same})
        qualify row_number() over (partition by {", ".join(f"landed.{name}" for name in key)}) = 1
    """


def _landing_columns(table: str) -> str:
    """The table's lake columns, and what those that are resolved later hold until then."""
    names = [f"landed.{column.name}" for column in table_specs()[table].in_lake]
    return ", ".join(names + [f"{value} as {name}" for name, value in AT_LANDING.get(table, {}).items()])


def _log(con: "DuckDBPyConnection", batches: Sequence[Batch]) -> None:
    rows = [
        (
            batch.batch_id,
            manifest.run_id,
            manifest.stage,
            table,
            *counts,
            manifest.extractor_version,
            manifest.seconds,
            manifest.recorded_at,
        )
        for batch in batches
        for manifest in batch.manifests.values()
        for table, counts in manifest.counts.items()
    ]
    names = [column.name for column in table_specs()["batch_log"].columns]
    # one statement: a statement a row takes a millisecond each
    places = ", ".join([f"({', '.join('?' * len(names))})"] * len(rows))
    con.execute(
        f"insert into batch_log ({', '.join(names)}) values {places}", [cell for row in rows for cell in row]
    )
