-- Which rumours became actual, how soon, and how far off were they?
-- Grain: a rumoured value. Units: billions of `compared_in`; days; percent of the rumour.
select
    subject_id,
    metric,
    rumor_min / 1e9 as rumor_bn_min,
    rumor_max / 1e9 as rumor_bn_max,
    actual_min / 1e9 as actual_bn_min,
    actual_max / 1e9 as actual_bn_max,
    compared_in,
    outcome,
    days_min,
    days_max,
    gap_pct,
    rumor_sentence,
    actual_sentence
from mart_rumor_outcome
order by outcome = 'open', subject_id, metric, rumor_min
