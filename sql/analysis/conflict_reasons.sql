-- Is a difference a contradiction, or another date, another basis, rounding, a rumour?
-- Grain: a value in a fact of which more than one value is told.
-- Units: `amount_min`, `amount_max` in `compared_in`, as words: from trillions to a token's price.
--
-- `reason` is why it differs from the fact's other values; `agrees_by` what makes different amounts one value.
with told as (
    select
        *,
        count(*) over (partition by fact_id) as values_of_fact
    from mart_conflict
)

select
    fact_id,
    basis,
    amount_in_words(value_min) as amount_min,
    amount_in_words(value_max) as amount_max,
    compared_in,
    held_from,
    held_to,
    verdict,
    duplicates,
    reason,
    agrees_by,
    claim_count,
    sentence
from told
where values_of_fact > 1 or verdict = 'rounding'
order by fact_id, basis, compared_in, held_from, cluster_no
