-- What does a unit cost, by product?
-- Grain: a price claim and one of its products. Units: US dollars for one `per`.
select
    coalesce(prices.product_name, prices.product_id) as product,
    prices.usd_min,
    prices.usd_max,
    prices.per,
    prices.held_from,
    prices.held_to,
    prices.modality,
    coalesce(prices.source_id, prices.publisher_id, articles.title, articles.path) as says,
    prices.sentence
from mart_price_list as prices
join fact_claim as claims using (claim_id)
join dim_article as articles on articles.article_id = claims.article_id
where not claims.negated
order by prices.per, prices.usd_min, product, prices.claim_id
