-- Is a difference a contradiction, or another date, another basis, rounding, a rumour?
-- Grain: a value in a fact of which more than one value is told. Units: billions of `compared_in`.
with told as (
    select *, count(*) over (partition by fact_id) as values_of_fact
    from mart_conflict
)

select
    fact_id,
    basis,
    value_min / 1e9 as bn_min,
    value_max / 1e9 as bn_max,
    compared_in,
    held_from,
    held_to,
    verdict,
    duplicates,
    coalesce(reason, agrees_by) as reason,
    claim_count,
    sentence
from told
where values_of_fact > 1 or verdict = 'rounding'
order by fact_id, basis, held_from, value_min
