-- Who relays whom.
--
-- Grain: an article and a step of a chain in it: one who relays, one who is relayed, how many steps from the article,
--   and what kind of source that is.
-- Units: counts of claims.
-- Question: from whom does what an article says come, and by how many hands?
--
-- The article's publisher relays the nearest source that a claim names, that one the next; last come the documents
-- that the sentence says it rests on, or people without a name. An outlet that the article lists as its source, where
-- it lists no other, stands between the article and those whom its claims name; one of several, if no claim names it, is relayed with no claim.
--
-- `relayer_id` is null at the first step where the article names no publisher. `source_kind`: `named` in the
-- sentence, `listed` under the article, `documents` or `unnamed`; the last two have no `source_id`.
with claims as (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

mentions as (
    select * from fact_entity_mention
),

listed as (
    select distinct
        articles.article_id,
        articles.title,
        articles.publisher_id,
        articles.published_from,
        mentions.entity_id as source_id
    from mentions
    join articles using (article_id)
    where mentions.is_listed_source
        and mentions.entity_type = 'media'
        and mentions.entity_id is distinct from articles.publisher_id
),

lone as (
    select article_id, any_value(source_id) as source_id
    from listed
    group by article_id
    having count(*) = 1
),

chains as (
    select
        articles.article_id,
        articles.title,
        articles.publisher_id,
        articles.published_from,
        claims.claim_id,
        claims.sentence,
        coalesce(claims.rests_on, 'unnamed') as last_kind,
        lone.source_id is not null and not list_contains(claims.source_ids, lone.source_id) as is_through_listed,
        if(is_through_listed, list_prepend(lone.source_id, claims.source_ids), claims.source_ids) as named_ids,
        len(named_ids) + (claims.evidence = 'unnamed' or claims.rests_on is not null)::integer as chain_length
    from claims
    join articles using (article_id)
    left join lone using (article_id)
    where claims.evidence <> 'stated'
),

steps as (
    select *, unnest(generate_series(1, chain_length)) as step
    from chains
),

relayed as (
    select
        article_id,
        title,
        published_from,
        step,
        if(step = 1, publisher_id, named_ids[step - 1]) as relayer_id,
        named_ids[step] as source_id,
        case
            when step > len(named_ids) then last_kind
            when step = 1 and is_through_listed then 'listed'
            else 'named'
        end as source_kind,
        chain_length,
        claim_id,
        sentence
    from steps
    union all
    select article_id, title, published_from, 1, publisher_id, source_id, 'listed', 1, null, null
    from listed
    anti join (select article_id, unnest(named_ids) as source_id from chains) as named using (article_id, source_id)
)

select
    article_id,
    any_value(title) as title,
    step,
    relayer_id,
    source_id,
    source_kind,
    max(chain_length) as longest_chain,
    count(claim_id) as claim_count,
    any_value(published_from) as published_from,
    coalesce(list(claim_id order by claim_id) filter (claim_id is not null), []) as claim_ids,
    min_by(sentence, claim_id) as sentence
from relayed
group by article_id, step, relayer_id, source_id, source_kind
order by article_id, step, relayer_id, source_id, source_kind
