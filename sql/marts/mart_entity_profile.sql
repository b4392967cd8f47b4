-- What the ledger knows of an entity: its names, its claims, whom it deals with, who writes of it, and since when.
--
-- Grain: an entity that an article names or a claim has as a party.
-- Units: counts of rows; `names`, `metrics`, `counterparty_ids`, `source_ids` and `publisher_ids` are lists, the most
--   frequent first. `first_seen` and `last_seen` are the dates of the articles, null where none has one.
-- Question: who is this, under which names, and what is said of it by whom? And which discovered name
--   (`is_provisional`) is frequent enough to be listed?
--
-- Mentions in boilerplate count for nothing here: a page's navigation names everyone.
with mentions as (
    select * from fact_entity_mention where zone <> 'boilerplate'
),

claims as (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

entities as (
    select * from dim_entity
),

spellings as (
    select entity_id, surface, count(*) as times
    from mentions
    group by entity_id, surface
),

-- Lists are sorted whole, each name behind how seldom it is: lists of pairs cost twice as much.
names as (
    select
        entity_id,
        list_transform(list_sort(list(format('{:09d}', 999999999 - times) || surface)), lambda name: name[10:]) as names
    from spellings
    group by entity_id
),

-- Few lists hold more than one name, and to look for the same ones twice is dear.
parties as (
    select
        article_id,
        if(len(subject_ids) > 1, list_distinct(subject_ids), subject_ids) as subject_ids,
        if(len(counterparty_ids) > 1, list_distinct(counterparty_ids), counterparty_ids) as counterparty_ids,
        if(len(source_ids) > 1, list_distinct(source_ids), source_ids) as source_ids
    from claims
),

named as (
    select entity_id, article_id, 'mention' as role from mentions
    union all
    select unnest(subject_ids), article_id, 'subject' from parties
    union all
    select unnest(counterparty_ids), article_id, 'counterparty' from parties
    union all
    select unnest(source_ids), article_id, 'source' from parties
),

appearances as materialized (
    select
        entity_id,
        article_id,
        count(*) filter (role = 'mention') as mentions,
        count(*) filter (role = 'subject') as claims_as_subject,
        count(*) filter (role = 'counterparty') as claims_as_counterparty,
        count(*) filter (role = 'source') as claims_as_source
    from named
    group by entity_id, article_id
),

seen as (
    select
        appearances.entity_id,
        sum(appearances.mentions)::bigint as mentions,
        sum(appearances.claims_as_subject)::bigint as claims_as_subject,
        sum(appearances.claims_as_counterparty)::bigint as claims_as_counterparty,
        sum(appearances.claims_as_source)::bigint as claims_as_source,
        count(*) as articles,
        min(articles.published_from) as first_seen,
        max(articles.published_to) as last_seen
    from appearances
    join articles using (article_id)
    group by appearances.entity_id
),

-- Pairs come from the lists of a claim: to join its parties with each other would cost ten times as much.
sides as (
    select unnest(subject_ids) as entity_id, other_id as related_id, 'counterparty' as relation
    from claims, unnest(counterparty_ids) as others(other_id)
    union all
    select other_id, unnest(subject_ids), 'counterparty'
    from claims, unnest(counterparty_ids) as others(other_id)
    union all
    select unnest(subject_ids), other_id, 'source'
    from claims, unnest(source_ids) as others(other_id)
    union all
    select unnest(subject_ids), metric, 'metric'
    from claims
    union all
    select appearances.entity_id, articles.publisher_id, 'publisher'
    from appearances
    join articles using (article_id)
    where articles.publisher_id is not null
),

counted as (
    select entity_id, related_id, relation, count(*) as times
    from sides
    group by all
),

ranked as (
    select
        entity_id,
        relation,
        list_transform(
            list_sort(list(format('{:09d}', 999999999 - times) || related_id)), lambda name: name[10:]
        ) as related_ids
    from counted
    group by entity_id, relation
),

related as (
    select
        entity_id,
        any_value(related_ids) filter (relation = 'metric') as metrics,
        any_value(related_ids) filter (relation = 'counterparty') as counterparty_ids,
        any_value(related_ids) filter (relation = 'source') as source_ids,
        any_value(related_ids) filter (relation = 'publisher') as publisher_ids
    from ranked
    group by entity_id
)

select
    seen.entity_id,
    entities.name,
    entities.entity_type,
    entities.is_provisional,
    entities.parent_id,
    entities.ticker,
    coalesce(names.names, []) as names,
    seen.mentions,
    seen.articles,
    seen.claims_as_subject,
    seen.claims_as_counterparty,
    seen.claims_as_source,
    coalesce(related.metrics, []) as metrics,
    coalesce(related.counterparty_ids, []) as counterparty_ids,
    coalesce(related.source_ids, []) as source_ids,
    coalesce(related.publisher_ids, []) as publisher_ids,
    seen.first_seen,
    seen.last_seen
from seen
left join entities using (entity_id)
left join names using (entity_id)
left join related using (entity_id)
order by seen.articles desc, seen.mentions desc, seen.entity_id
