-- Which facts rest on one independent source?
-- Grain: a value in a fact.
-- Units: `amount_min`, `amount_max` in `compared_in`, as words: from trillions to a token's price.
with alone as (
    select
        *,
        origin_ids[1] as origin_id
    from mart_agreement
    where is_single_source
)

select
    alone.subject_id,
    alone.metric,
    alone.counterparty_id,
    alone.price_per,
    alone.basis,
    amount_in_words(alone.value_min) as amount_min,
    amount_in_words(alone.value_max) as amount_max,
    alone.compared_in,
    coalesce(articles.title, articles.path, alone.origin_id) as only_source,
    alone.claim_count,
    alone.sentence
from alone
left join dim_article as articles on articles.article_id = alone.origin_id
order by only_source, alone.fact_id, alone.basis, alone.compared_in, alone.cluster_no
