-- Who disagrees about what, in which words, and which value is to be preferred, and why?
-- Grain: a value in a fact on which articles contradict each other. Units: billions of `compared_in`.
select
    subject_id,
    metric,
    counterparty_id,
    basis,
    value_min / 1e9 as bn_min,
    value_max / 1e9 as bn_max,
    compared_in,
    held_from,
    held_to,
    reason,
    source_count,
    is_preferred,
    preferred_why,
    sentence,
    rival_sentence
from mart_conflict
where verdict = 'inconsistent'
order by fact_id, basis, held_from, value_min
