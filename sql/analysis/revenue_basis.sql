-- Is it a run rate or the revenue of a period?
-- Grain: a revenue claim and one of its subjects. Units: billions of US dollars.
select
    parties.entity_id as subject_id,
    coalesce(claims.basis, '(not told)') as basis,
    claims.usd_min / 1e9 as usd_bn_min,
    claims.usd_max / 1e9 as usd_bn_max,
    claims.per,
    claims.as_of_start,
    claims.as_of_end,
    claims.modality,
    claims.sentence
from fact_claim as claims
join bridge_claim_party as parties on parties.claim_id = claims.claim_id and parties.role = 'subject'
where claims.metric = 'revenue'
    and not claims.negated
order by subject_id, claims.as_of_start, basis, claims.claim_id
