-- How have valuations moved, and how sure is each step?
-- Grain: a valuation claim and one of its subjects. Units: billions of US dollars.
select
    subject_name,
    held_from,
    held_to,
    time_basis,
    usd_min / 1e9 as usd_bn_min,
    usd_max / 1e9 as usd_bn_max,
    basis,
    modality,
    evidence,
    coalesce(source_id, publisher_id) as says,
    sentence
from mart_valuation_timeline
where subject_id is not null
    and not negated
order by subject_name, held_from, usd_min
