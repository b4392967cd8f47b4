-- Who said it first, of what more than one article says?
-- Grain: a value in a fact.
-- Units: `amount_min`, `amount_max` in `compared_in`, as words: from trillions to a token's price;
--   days between first and last report.
--
-- `is_sure` is false where another report has no date, or may be of a day before.
select
    reported.subject_id,
    reported.metric,
    reported.counterparty_id,
    amount_in_words(reported.value_min) as amount_min,
    amount_in_words(reported.value_max) as amount_max,
    reported.compared_in,
    coalesce(reported.publisher_id, reported.title, articles.path) as first,
    reported.source_id,
    reported.first_from,
    reported.first_to,
    reported.is_sure,
    reported.report_count,
    reported.lag_days,
    reported.sentence
from mart_first_report as reported
join dim_article as articles using (article_id)
where reported.report_count > 1
order by reported.lag_days desc nulls last, reported.fact_id, reported.basis, reported.compared_in, reported.cluster_no
