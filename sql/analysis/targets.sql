-- What was aimed at, and what was achieved?
-- Grain: a target.
-- Units: `target_*`, `actual_*` in `compared_in`, as words: from trillions to a token's price; percent of the target.
select
    subject_id,
    metric,
    basis,
    amount_in_words(target_min) as target_min,
    amount_in_words(target_max) as target_max,
    stated_from,
    due_to,
    amount_in_words(actual_min) as actual_min,
    amount_in_words(actual_max) as actual_max,
    actual_from,
    compared_in,
    outcome,
    gap_pct,
    target_sentence,
    actual_sentence
from mart_target_vs_actual as outcomes
order by
    outcome = 'open',
    subject_id,
    metric,
    basis,
    compared_in,
    outcomes.target_min,
    outcomes.target_max,
    stated_from,
    due_to
