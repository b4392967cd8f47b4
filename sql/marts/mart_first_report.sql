-- Who reported each fact first, and how long the others took.
--
-- Grain: as `mart_conflict`: a fact, one basis of it and one cluster of values that agree; those that no dated
--   article states are left out.
-- Units: `first_from`, `first_to` are days between which the first article appeared; `lag_days` are days from the
--   first to the last report.
-- Question: who said it first?
--
-- First is the article that had surely appeared by the earliest day, the smallest id among equals. `is_sure` says
-- whether all others appeared after it: an article of some day in May may be earlier than one of 20 May. Copies
-- and articles without a date are never first.
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
    select fact_id, subject_id, metric, counterparty_id, basis, compared_in, cluster_no, value_min, value_max,
        unnest(claim_ids) as claim_id
    from clusters
),

reports as (
    select
        stated.*,
        claims.article_id,
        claims.sentence,
        claims.source_ids[1] as source_id,
        articles.publisher_id,
        articles.title,
        articles.published_from,
        articles.published_to
    from stated
    join claims using (claim_id)
    join articles using (article_id)
    where articles.published_to is not null
        and articles.duplicate_of is null
),

ranked as (
    select
        *,
        row_number() over earliest as place,
        first_value(article_id) over earliest as first_article_id,
        count(distinct article_id) over (partition by fact_id, basis, compared_in, cluster_no) as report_count
    from reports
    window earliest as (
        partition by fact_id, basis, compared_in, cluster_no
        order by published_to, published_from, article_id, claim_id
    )
),

others as (
    select
        fact_id,
        basis,
        compared_in,
        cluster_no,
        min(published_from) filter (article_id <> first_article_id) as next_from,
        max(published_from) filter (article_id <> first_article_id) as last_from
    from ranked
    group by all
)

select
    ranked.fact_id,
    ranked.subject_id,
    ranked.metric,
    ranked.counterparty_id,
    ranked.basis,
    ranked.compared_in,
    ranked.cluster_no,
    ranked.value_min,
    ranked.value_max,
    ranked.article_id,
    ranked.publisher_id,
    ranked.source_id,
    ranked.title,
    ranked.published_from as first_from,
    ranked.published_to as first_to,
    ranked.report_count,
    coalesce(others.next_from > ranked.published_to, true) as is_sure,
    greatest(others.last_from - ranked.published_to, 0) as lag_days,
    ranked.claim_id,
    ranked.sentence
from ranked
join others
    on others.fact_id = ranked.fact_id
    and others.basis is not distinct from ranked.basis
    and others.compared_in = ranked.compared_in
    and others.cluster_no = ranked.cluster_no
where ranked.place = 1
order by ranked.fact_id, ranked.basis, ranked.compared_in, ranked.cluster_no
