-- Who reported each fact first, and how long the others took.
--
-- Grain: as `mart_fact`: a fact, one basis of it and one cluster of values that agree; those that no dated
--   article states are left out.
-- Units: `first_from`, `first_to` are days between which the first article appeared; `lag_days` are days from the
--   first to the last report.
-- Question: who said it first?
--
-- First is the article that had surely appeared by the earliest day, the smallest id among equals. `is_sure` says
-- whether all others appeared after it: an article of some day in May may be earlier than one of 20 May. Copies
-- and articles without a date are never first.
with facts as (
    select * from mart_fact
),

claims as (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

told as (
    select cluster_id, unnest(claim_ids) as claim_id
    from facts
),

-- Sorted by the earliest day by which the article was surely in print.
reports as (
    select
        told.cluster_id,
        claims.claim_id,
        claims.article_id,
        (articles.published_to, articles.published_from, articles.article_id, claims.claim_id) as place,
        articles.published_from
    from told
    join claims using (claim_id)
    join articles using (article_id)
    where articles.published_to is not null
        and articles.duplicate_of is null
),

firsts as (
    select
        cluster_id,
        arg_min(claim_id, place) as claim_id,
        arg_min(article_id, place) as article_id,
        count(distinct article_id) as report_count
    from reports
    group by cluster_id
),

others as (
    select
        firsts.cluster_id,
        min(reports.published_from) as next_from,
        max(reports.published_from) as last_from
    from firsts
    join reports using (cluster_id)
    where firsts.report_count > 1
        and reports.article_id <> firsts.article_id
    group by firsts.cluster_id
)

select
    facts.cluster_id,
    facts.fact_id,
    facts.subject_id,
    facts.metric,
    facts.counterparty_id,
    facts.basis,
    facts.compared_in,
    facts.cluster_no,
    facts.value_min,
    facts.value_max,
    articles.article_id,
    articles.publisher_id,
    claims.source_id,
    articles.title,
    articles.published_from as first_from,
    articles.published_to as first_to,
    firsts.report_count,
    coalesce(others.next_from > articles.published_to, true) as is_sure,
    greatest(others.last_from - articles.published_to, 0) as lag_days,
    claims.claim_id,
    claims.sentence
from firsts
join facts using (cluster_id)
join claims using (claim_id)
join articles on articles.article_id = firsts.article_id
left join others using (cluster_id)
order by facts.fact_id, facts.basis, facts.compared_in, facts.cluster_no
