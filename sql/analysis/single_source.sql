-- Which facts rest on one independent source?
-- Grain: a value in a fact. Units: `amount_min`, `amount_max` in `compared_in`, as words: from billions to a token's price.
select
    subject_id,
    metric,
    counterparty_id,
    price_per,
    basis,
    case
        when abs(value_min) >= 1e9 then format('{:.6g} billion', value_min / 1e9)
        when abs(value_min) >= 1e6 then format('{:.6g} million', value_min / 1e6)
        else rtrim(rtrim(value_min::varchar, '0'), '.')
    end as amount_min,
    case
        when abs(value_max) >= 1e9 then format('{:.6g} billion', value_max / 1e9)
        when abs(value_max) >= 1e6 then format('{:.6g} million', value_max / 1e6)
        else rtrim(rtrim(value_max::varchar, '0'), '.')
    end as amount_max,
    compared_in,
    origin_ids[1] as only_source,
    claim_count,
    sentence
from mart_agreement
where is_single_source
order by only_source, fact_id, value_min
