-- Which multiple of its sales is a company worth by an article's own amounts, and which does it state?
-- Grain: an article and a company with an actual or sought valuation and sales in it; the latest sales by their own time,
--   a run rate before the revenue of a period. Units: times; billions of US dollars, sales for a year.
--
-- Sales are those of a year: a run rate, revenue a year, revenue of a time as long as a year, or what is said a month or
-- a quarter, times twelve or four. Those of a quarter are left out, for the next may be another, and so are sales of which
-- no time is told.
with valuations as (
    select article_id, unnest(subject_ids) as subject_id, modality, as_of_end, usd_min, usd_max, claim_id
    from fact_claim
    where metric = 'valuation' and not negated and modality in ('actual', 'targeted') and usd_min > 0
),

valued as (
    select article_id, subject_id, usd_min as value_min, usd_max as value_max
    from valuations
    qualify row_number() over (
        partition by article_id, subject_id
        order by modality = 'actual' desc, as_of_end desc nulls first, claim_id
    ) = 1
),

revenues as (
    select
        article_id,
        unnest(subject_ids) as subject_id,
        basis,
        as_of_end,
        usd_min,
        usd_max,
        case
            when per = 'month' then 12
            when per = 'quarter' then 4
            when per = 'year' then 1
            when per is null and (basis = 'run_rate' or as_of_end - as_of_start between 360 and 370) then 1
        end as times_a_year,
        claim_id
    from fact_claim
    where metric = 'revenue' and not negated and modality in ('actual', 'estimated') and usd_min > 0
),

sold as (
    select
        article_id,
        subject_id,
        basis,
        as_of_end,
        times_a_year * usd_min as sales_min,
        times_a_year * usd_max as sales_max
    from revenues
    where times_a_year is not null
    qualify row_number() over (
        partition by article_id, subject_id
        order by as_of_end desc nulls last, basis = 'run_rate' desc, claim_id
    ) = 1
),

stated as (
    select article_id, list(stated || ' ' || verdict order by relation_id) as stated_multiples
    from mart_arithmetic_audit
    where kind = 'multiple'
    group by article_id
)

select
    valued.subject_id,
    valued.value_min / 1e9 as value_bn_min,
    valued.value_max / 1e9 as value_bn_max,
    sold.sales_min / 1e9 as sales_bn_min,
    sold.sales_max / 1e9 as sales_bn_max,
    sold.basis,
    sold.as_of_end as sales_until,
    round(valued.value_min::double / sold.sales_max::double, 1) as multiple_min,
    round(valued.value_max::double / sold.sales_min::double, 1) as multiple_max,
    stated.stated_multiples,
    coalesce(articles.title, articles.path) as article
from valued
join dim_article as articles using (article_id)
join sold using (article_id, subject_id)
left join stated using (article_id)
order by valued.subject_id, valued.article_id
