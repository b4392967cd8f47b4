-- Who put how much into whom.
--
-- Grain: an investment claim, one investor of it (null where none is named) and one company.
-- Units: `amount_*` in `currency`, `usd_*` in US dollars.
-- Question: who put how much into whom, and is it one round, a total, or what the stake is worth?
with claims as (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

entities as (
    select * from dim_entity
),

companies as (
    select
        claims.* exclude (subject_id, counterparty_id),
        unnest(claims.subject_ids) as company_id
    from claims
    where claims.metric = 'investment'
),

stakes as (
    select
        companies.*,
        unnest(if(len(counterparty_ids) = 0, [null], counterparty_ids)) as investor_id
    from companies
)

select
    stakes.investor_id,
    investor.name as investor_name,
    stakes.company_id,
    company.name as company_name,
    stakes.basis,
    len(stakes.counterparty_ids) > 1 as is_shared,
    stakes.amount_min,
    stakes.amount_max,
    stakes.amount_low,
    stakes.amount_high,
    stakes.currency,
    stakes.usd_min,
    stakes.usd_max,
    coalesce(stakes.as_of_start, articles.published_from) as held_from,
    coalesce(stakes.as_of_end, articles.published_to) as held_to,
    stakes.modality,
    stakes.evidence,
    stakes.source_id,
    stakes.negated,
    articles.publisher_id,
    stakes.claim_id,
    stakes.sentence
from stakes
join articles using (article_id)
left join entities as investor on investor.entity_id = stakes.investor_id
left join entities as company on company.entity_id = stakes.company_id
order by stakes.investor_id, stakes.company_id, held_from, stakes.claim_id
