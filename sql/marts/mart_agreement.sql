-- On how many independent sources each stated fact rests.
--
-- Grain: as `mart_conflict`: a fact, one basis of it and one cluster of values that agree.
-- Units: `value_min`, `value_max` in `compared_in`.
-- Question: which facts rest on one source, and which on several that do not draw on each other?
--
-- A claim's origin is the farthest source that it names, else the publisher of its article, else the article. A
-- copy has its original's, all that one publisher says counts once, and so does all that relays one source.
with clusters as (
    select * from mart_conflict
),

claims as (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

stated as (
    select fact_id, basis, compared_in, cluster_no, unnest(claim_ids) as claim_id
    from clusters
),

originals as (
    select
        articles.article_id,
        coalesce(original.publisher_id, original.article_id, articles.publisher_id, articles.article_id) as publisher
    from articles
    left join articles as original on original.article_id = coalesce(articles.duplicate_of, articles.article_id)
),

origins as (
    select
        stated.fact_id,
        stated.basis,
        stated.compared_in,
        stated.cluster_no,
        list_sort(list(distinct coalesce(claims.source_ids[-1], originals.publisher))) as origin_ids
    from stated
    join claims using (claim_id)
    join originals using (article_id)
    group by all
)

select
    clusters.fact_id,
    clusters.subject_id,
    clusters.metric,
    clusters.counterparty_id,
    clusters.price_per,
    clusters.basis,
    clusters.compared_in,
    clusters.cluster_no,
    clusters.value_min,
    clusters.value_max,
    clusters.held_from,
    clusters.held_to,
    clusters.claim_count,
    clusters.article_count,
    len(origins.origin_ids) as source_count,
    len(origins.origin_ids) = 1 as is_single_source,
    origins.origin_ids,
    clusters.verdict,
    clusters.sentences
from clusters
join origins
    on origins.fact_id = clusters.fact_id
    and origins.basis is not distinct from clusters.basis
    and origins.compared_in = clusters.compared_in
    and origins.cluster_no = clusters.cluster_no
order by source_count desc, clusters.fact_id, clusters.basis, clusters.compared_in, clusters.cluster_no
