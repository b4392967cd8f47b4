-- Which rounds, by series, lead and investors?
-- Grain: a round. Units: billions of `compared_in`.
select
    company_id,
    status,
    series,
    amount_min / 1e9 as bn_min,
    amount_max / 1e9 as bn_max,
    valuation_min / 1e9 as valuation_bn_min,
    valuation_max / 1e9 as valuation_bn_max,
    compared_in,
    lead_id,
    investor_ids,
    held_from,
    held_to,
    article_count
from mart_funding_round
order by company_id, held_from, status, bn_min
