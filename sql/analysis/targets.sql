-- What was aimed at, and what was achieved?
-- Grain: a target. Units: billions of `compared_in`; percent of the target.
select
    subject_id,
    metric,
    target_min / 1e9 as target_bn_min,
    target_max / 1e9 as target_bn_max,
    stated_from,
    actual_min / 1e9 as actual_bn_min,
    actual_max / 1e9 as actual_bn_max,
    actual_from,
    compared_in,
    outcome,
    gap_pct,
    target_sentence,
    actual_sentence
from mart_target_vs_actual
order by outcome = 'open', subject_id, metric, target_min
