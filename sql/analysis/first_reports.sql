-- Who said it first, of what more than one article says?
-- Grain: a value in a fact. Units: billions of `compared_in`; days between first and last report.
select
    subject_id,
    metric,
    counterparty_id,
    value_min / 1e9 as bn_min,
    value_max / 1e9 as bn_max,
    compared_in,
    coalesce(publisher_id, title, 'article ' || article_id) as first,
    first_from,
    first_to,
    is_sure,
    report_count,
    lag_days
from mart_first_report
where report_count > 1
order by lag_days desc, fact_id, value_min
