-- Prices of products and shares, side by side.
--
-- Grain: a price claim and one of its subjects.
-- Units: `amount_*` in `currency` for one `per`; `usd_*` in US dollars for one `per`.
-- Question: what does a unit of it cost, since when, and says whom?
with claims as (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

entities as (
    select * from dim_entity
),

prices as (
    select
        claims.*,
        unnest(claims.subject_ids) as product_id,
        articles.published_from,
        articles.published_to,
        articles.publisher_id
    from claims
    join articles using (article_id)
    where claims.metric = 'price'
)

select
    prices.product_id,
    entities.name as product_name,
    entities.entity_type as product_type,
    prices.amount_min,
    prices.amount_max,
    prices.currency,
    prices.per,
    prices.basis,
    prices.usd_min,
    prices.usd_max,
    coalesce(prices.as_of_start, prices.published_from) as held_from,
    coalesce(prices.as_of_end, prices.published_to) as held_to,
    prices.modality,
    prices.evidence,
    prices.source_id,
    prices.publisher_id,
    prices.sentence,
    prices.claim_id
from prices
left join entities on entities.entity_id = prices.product_id
order by prices.per, prices.usd_min, prices.product_id, prices.claim_id
