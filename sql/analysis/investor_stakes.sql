-- Who put how much into whom?
-- Grain: an investor, a company and a sense of the amount (a round, a total, a stake's worth). Units: billions of US
--   dollars, the least and the most that is claimed.
select
    coalesce(investor_name, investor_id, '(not named)') as investor,
    coalesce(company_name, company_id) as company,
    basis,
    min(usd_min) / 1e9 as usd_bn_min,
    max(usd_max) / 1e9 as usd_bn_max,
    count(*) as claims,
    list_sort(list(distinct sentence)) as sentences
from mart_investor_stake
where not negated
    and modality in ('actual', 'estimated')
group by investor, company, basis
order by investor, company, basis
