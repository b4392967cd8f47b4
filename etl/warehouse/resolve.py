"""What only the whole ledger can tell: paths, provisional names and their types, days; and copies, by
`etl.warehouse.copies`.

Every rule looks at all current rows and breaks ties by date of publication, then by id, so that no order of
arrival, split into batches or number of threads can change the outcome. Only rows that differ are written.
"""

from typing import TYPE_CHECKING

from etl.warehouse.copies import COPIES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FIRST_DAY, LAST_DAY = "1800-01-01", "2199-12-31"
"""`dim_date` holds no days outside: one slip of a pen must not make a million rows."""

ARTICLES = (
    # the first path that is still there, else the first that was
    """
    with places as (
        select article_id, arg_min(path, (is_deleted, path)) as path
        from bridge_file_article
        join dim_file using (path)
        group by article_id
    )
    update history_article as held
    set path = places.path
    from places
    where held.article_id = places.article_id
        and held.superseded_at is null
        and held.path <> places.path
    """,
)

ENTITIES = (
    "delete from dim_entity where is_provisional",
    # a name that articles show by themselves: what most of them take it for, called as the earliest calls it
    """
    insert into dim_entity by name
    with mentions as (
        select
            named.entity_id,
            named.local_type,
            named.surface,
            -- a full name before a part of one: the surface that the id was made of
            trim(regexp_replace(lower(strip_accents(named.surface)), '[^a-z0-9]+', '-', 'g'), '-')
                <> named.entity_id as is_part,
            articles.published_from,
            articles.article_id,
            named.start_char
        from fact_entity_mention as named
        join history_article as articles using (article_id)
        anti join dim_entity as listed on listed.entity_id = named.entity_id
        where articles.superseded_at is null
    ),

    counted as (
        select entity_id, local_type, count(*) as mentions from mentions group by all
    ),

    types as (
        select entity_id, arg_min(local_type, (-mentions, local_type)) as entity_type
        from counted
        group by entity_id
    ),

    names as (
        select entity_id, surface as name
        from mentions
        qualify row_number() over (
            partition by entity_id
            order by is_part, published_from nulls last, article_id, start_char
        ) = 1
    )

    select entity_id, name, entity_type, null as parent_id, null as ticker, true as is_provisional
    from types
    join names using (entity_id)
    """,
    # what claims, events and articles name without mentioning it: markets above all
    """
    insert into dim_entity by name
    with parties as (
        select unnest(subject_ids) as entity_id, metric = 'market_size' as is_market
        from history_claim where superseded_at is null
        union all
        select unnest(counterparty_ids || source_ids), false from history_claim where superseded_at is null
        union all
        select unnest(subject_ids), metric = 'market_size' from history_proposal
        where superseded_at is null and verdict = 'stands'
        union all
        select unnest(counterparty_ids || source_ids), false from history_proposal
        where superseded_at is null and verdict = 'stands'
        union all
        select entity_id, false from bridge_event_party
        union all
        select publisher_id, false from history_article
        where superseded_at is null and publisher_id is not null
    )

    select
        entity_id,
        replace(entity_id, '-', ' ') as name,
        if(bool_or(is_market), 'market', 'organization') as entity_type,
        null as parent_id,
        null as ticker,
        true as is_provisional
    from parties
    anti join dim_entity using (entity_id)
    group by entity_id
    """,
    """
    update fact_entity_mention as named
    set entity_type = dim_entity.entity_type
    from dim_entity
    where dim_entity.entity_id = named.entity_id
        and named.is_provisional
        and named.entity_type <> dim_entity.entity_type
    """,
    """
    delete from dim_alias
    where entity_id not in (select entity_id from dim_entity where not is_provisional)
    """,
    """
    insert into dim_alias by name
    select distinct surface as alias, entity_id
    from fact_entity_mention
    join dim_entity using (entity_id)
    where dim_entity.is_provisional
    """,
)

DAYS = (
    f"""
    create or replace temp table named_day as
    with named as (
        select start_date as day from fact_date_mention
        union all select end_date from fact_date_mention
        union all select published_from from history_article
        union all select published_to from history_article
        union all select latest_date_mentioned from history_article
        union all select as_of_start from history_claim
        union all select as_of_end from history_claim
        union all select as_of_start from history_proposal where verdict = 'stands'
        union all select as_of_end from history_proposal where verdict = 'stands'
        union all select event_start from fact_event
        union all select event_end from fact_event
        union all select min(rate_date) from fx_rate
        union all select max(rate_date) from fx_rate
    )
    select min(day) as first_day, max(day) as last_day
    from named
    where day between date '{FIRST_DAY}' and date '{LAST_DAY}'
    """,
    "delete from dim_date",
    """
    insert into dim_date by name
    select
        day::date as date,
        year(day)::integer as year,
        quarter(day)::integer as quarter,
        month(day)::integer as month,
        week(day)::integer as week,
        isodow(day)::integer as weekday
    from named_day, range(first_day::timestamp, (last_day + 1)::timestamp, interval 1 day) as days(day)
    where first_day is not null
    """,
)


def resolve(con: "DuckDBPyConnection") -> None:
    """Bring everything that depends on the whole ledger up to date. Rates are `etl.warehouse.fx`'s."""
    con.execute("begin")
    for statement in (*ARTICLES, *COPIES, *ENTITIES, *DAYS):
        con.execute(statement)
    con.execute("commit")
