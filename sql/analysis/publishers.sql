-- Which publisher is early or late, rounds, errs?
-- Grain: a publisher; an article that names none stands for itself, under its title or else its path.
-- Units: counts of values in facts, of computations.
--
-- Of what several state, `early` counts what it surely stated first, `late` what another surely stated before it;
-- where an article's date leaves it open, neither. `rounded` counts values that others state otherwise and that agree,
-- `contradicted` those that cannot be right together with another's.
with articles as (
    select
        article_id,
        published_from,
        coalesce(publisher_id, title, path) as publisher
    from dim_article
),

clusters as (
    select cluster_id, verdict, unnest(claim_ids) as claim_id
    from mart_conflict
),

said as (
    select
        articles.publisher,
        clusters.cluster_id,
        clusters.verdict,
        min(articles.published_from) as said_from
    from clusters
    join fact_claim as claims using (claim_id)
    join articles on articles.article_id = claims.article_id
    group by all
),

first as (
    select reports.cluster_id, articles.publisher, reports.first_to, reports.is_sure
    from mart_first_report as reports
    join articles using (article_id)
    where reports.report_count > 1
),

told as (
    select
        said.publisher,
        count(*) as facts,
        count(*) filter (said.verdict = 'inconsistent') as contradicted,
        count(*) filter (said.verdict = 'rounding') as rounded,
        count(*) filter (first.is_sure and first.publisher = said.publisher) as early,
        count(*) filter (first.publisher <> said.publisher and said.said_from > first.first_to) as late
    from said
    left join first using (cluster_id)
    group by said.publisher
),

sums as (
    select
        articles.publisher,
        count(*) as computations,
        count(*) filter (audit.verdict = 'fails') as computations_wrong
    from mart_arithmetic_audit as audit
    join articles using (article_id)
    group by articles.publisher
)

select
    coalesce(told.publisher, sums.publisher) as publisher,
    coalesce(told.facts, 0) as facts,
    coalesce(told.early, 0) as early,
    coalesce(told.late, 0) as late,
    coalesce(told.rounded, 0) as rounded,
    coalesce(told.contradicted, 0) as contradicted,
    coalesce(sums.computations, 0) as computations,
    coalesce(sums.computations_wrong, 0) as computations_wrong
from told
full join sums using (publisher)
order by publisher
