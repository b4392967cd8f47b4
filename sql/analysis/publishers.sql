-- Which publisher is early or late, rounds, errs?
-- Grain: a publisher; articles that name none stand together under null. Units: counts of values in facts, of computations.
with clusters as (
    select fact_id, basis, compared_in, cluster_no, verdict, reason, unnest(claim_ids) as claim_id
    from mart_conflict
),

said as (
    select distinct
        articles.publisher_id,
        clusters.fact_id,
        clusters.basis,
        clusters.compared_in,
        clusters.cluster_no,
        clusters.verdict
    from clusters
    join fact_claim as claims using (claim_id)
    join dim_article as articles on articles.article_id = claims.article_id
),

first as (
    select publisher_id, fact_id, basis, compared_in, cluster_no
    from mart_first_report
    where report_count > 1
),

told as (
    select
        said.publisher_id,
        count(*) as facts,
        count(*) filter (said.verdict = 'inconsistent') as contradicted,
        count(*) filter (said.verdict = 'rounding') as rounded,
        count(*) filter (first.fact_id is not null and first.publisher_id is not distinct from said.publisher_id) as early,
        count(*) filter (first.fact_id is not null and first.publisher_id is distinct from said.publisher_id) as late
    from said
    left join first
        on first.fact_id = said.fact_id
        and first.basis is not distinct from said.basis
        and first.compared_in = said.compared_in
        and first.cluster_no = said.cluster_no
    group by said.publisher_id
),

sums as (
    select
        articles.publisher_id,
        count(*) as computations,
        count(*) filter (audit.verdict = 'fails') as computations_wrong
    from mart_arithmetic_audit as audit
    join dim_article as articles using (article_id)
    group by articles.publisher_id
)

select
    coalesce(told.publisher_id, sums.publisher_id) as publisher_id,
    coalesce(told.facts, 0) as facts,
    coalesce(told.early, 0) as early,
    coalesce(told.late, 0) as late,
    coalesce(told.rounded, 0) as rounded,
    coalesce(told.contradicted, 0) as contradicted,
    coalesce(sums.computations, 0) as computations,
    coalesce(sums.computations_wrong, 0) as computations_wrong
from told
full join sums on sums.publisher_id is not distinct from told.publisher_id
order by publisher_id
