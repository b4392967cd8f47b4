-- Who relays whom.
--
-- Grain: an article and a step of a chain in it: one who relays, one who is relayed, how many steps from the article.
-- Units: counts of claims.
-- Question: from whom does what an article says come, and by how many hands?
--
-- The article's publisher relays the nearest source that a claim names, that one the next. `relayer_id` is null at the
-- first step where the article names no publisher; `source_id` is null for sources that have no name.
with claims as (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

steps as (
    select
        articles.article_id,
        articles.title,
        articles.publisher_id,
        articles.published_from,
        claims.claim_id,
        claims.sentence,
        claims.source_ids,
        len(claims.source_ids) as chain_length,
        unnest(generate_series(1, greatest(len(claims.source_ids), 1))) as step
    from claims
    join articles using (article_id)
    where claims.evidence <> 'stated' or len(claims.source_ids) > 0
)

select
    article_id,
    any_value(title) as title,
    step,
    if(step = 1, publisher_id, source_ids[step - 1]) as relayer_id,
    source_ids[step] as source_id,
    max(chain_length) as longest_chain,
    count(*) as claim_count,
    any_value(published_from) as published_from,
    list(claim_id order by claim_id) as claim_ids,
    min_by(sentence, claim_id) as sentence
from steps
group by article_id, step, relayer_id, source_id
order by article_id, step, relayer_id, source_id
