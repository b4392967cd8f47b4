-- Who reported each fact first, and how long the others took.
--
-- Grain: as `mart_fact`: a fact, one basis of it and one cluster of values that agree; those that no dated
--   article states are left out.
-- Units: `first_from`, `first_to` are days between which the first article appeared; `lag_days` are days from the
--   first to the last report.
-- Question: who said it first?
--
-- First is the article that had surely appeared by the earliest day, the smallest id among equals. `is_sure` says
-- whether all others appeared after it: an article of some day in May may be earlier than one of 20 May, and one
-- without a date than any. Articles without a date are reports but never first, nor are copies of one that states the
-- same. `lag_days` is 0 where there is no other report, null where none of the others has a date. Rows are in no order.
with facts as (
    select * from mart_fact
),

articles as (
    select * from dim_article
),

firsts as (
    select
        facts.*,
        articles.publisher_id,
        articles.title,
        articles.published_from as first_from,
        articles.published_to as first_to
    from facts
    join articles on articles.article_id = facts.first_article_id
    where articles.published_to is not null
),

-- Most facts stand in one article: only the others have later reports.
reports as (
    select cluster_id, first_article_id, unnest(article_ids) as article_id
    from firsts
    where len(article_ids) > 1
),

others as (
    select
        reports.cluster_id,
        count(*) as report_count,
        bool_or(articles.published_to is null) as has_undated,
        min(articles.published_from) filter (articles.published_to is not null) as next_from,
        max(articles.published_from) filter (articles.published_to is not null) as last_from
    from reports
    join articles using (article_id)
    where reports.article_id <> reports.first_article_id
    group by reports.cluster_id
)

select
    firsts.cluster_id,
    firsts.fact_id,
    firsts.subject_id,
    firsts.metric,
    firsts.counterparty_id,
    firsts.basis,
    firsts.compared_in,
    firsts.cluster_no,
    firsts.value_min,
    firsts.value_max,
    firsts.first_article_id as article_id,
    firsts.publisher_id,
    firsts.first_source_id as source_id,
    firsts.title,
    firsts.first_from,
    firsts.first_to,
    1 + coalesce(others.report_count, 0) as report_count,
    not coalesce(others.has_undated or others.next_from <= firsts.first_to, false) as is_sure,
    if(
        others.cluster_id is null or others.last_from is not null,
        greatest(others.last_from - firsts.first_to, 0),
        null
    ) as lag_days,
    firsts.first_claim_id as claim_id,
    firsts.sentence
from firsts
left join others using (cluster_id)
