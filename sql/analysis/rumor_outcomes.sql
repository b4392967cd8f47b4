-- Which rumours became actual, how soon, and how far off were they?
-- Grain: a rumoured value.
-- Units: `rumor_*`, `actual_*` in `compared_in`, as words: from trillions to a token's price;
--   days; percent of the rumour.
select
    subject_id,
    metric,
    basis,
    amount_in_words(rumor_min) as rumor_min,
    amount_in_words(rumor_max) as rumor_max,
    amount_in_words(actual_min) as actual_min,
    amount_in_words(actual_max) as actual_max,
    compared_in,
    outcome,
    days_min,
    days_max,
    gap_pct,
    rumor_sentence,
    actual_sentence
from mart_rumor_outcome as outcomes
order by
    outcome = 'open',
    subject_id,
    metric,
    basis,
    compared_in,
    outcomes.rumor_min,
    outcomes.rumor_max
