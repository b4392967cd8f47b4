-- What each company was worth, when, and says whom.
--
-- Grain: a valuation claim and one of its subjects.
-- Units: `amount_*` in `currency`, `usd_*` in US dollars.
-- Question: how did a valuation move, and how sure is each step?
--
-- `held_from`, `held_to` are the claim's own time, else the article's date; `time_basis` says which.
with claims as (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

entities as (
    select * from dim_entity
),

valuations as (
    select
        claim_id,
        article_id,
        unnest(subject_ids) as subject_id,
        coalesce(as_of_start, published_from) as held_from,
        coalesce(as_of_end, published_to) as held_to,
        case
            when as_of_start is not null then 'as_of'
            when published_from is not null then 'published'
            else 'unknown'
        end as time_basis,
        claims.* exclude (claim_id, article_id, subject_id),
        articles.title,
        articles.publisher_id
    from claims
    join articles using (article_id)
    where metric = 'valuation'
)

select
    valuations.subject_id,
    entities.name as subject_name,
    valuations.held_from,
    valuations.held_to,
    valuations.time_basis,
    valuations.amount_min,
    valuations.amount_max,
    valuations.amount_low,
    valuations.amount_high,
    valuations.currency,
    valuations.usd_min,
    valuations.usd_max,
    valuations.basis,
    valuations.modality,
    valuations.evidence,
    valuations.source_id,
    valuations.negated,
    valuations.publisher_id,
    valuations.article_id,
    valuations.title,
    valuations.sentence,
    valuations.claim_id
from valuations
left join entities on entities.entity_id = valuations.subject_id
order by valuations.subject_id, valuations.held_from, valuations.claim_id
