-- Which facts rest on one independent source?
-- Grain: a value in a fact. Units: billions of `compared_in`.
select
    subject_id,
    metric,
    counterparty_id,
    basis,
    value_min / 1e9 as bn_min,
    value_max / 1e9 as bn_max,
    compared_in,
    origin_ids[1] as only_source,
    claim_count,
    sentence
from mart_agreement
where is_single_source
order by only_source, fact_id, value_min
