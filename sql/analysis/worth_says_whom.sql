-- What is Anthropic worth, and says whom?
-- Grain: a valuation claim of its article, in the words of the text. Units: billions of US dollars.
select
    held_from,
    held_to,
    usd_min / 1e9 as usd_bn_min,
    usd_max / 1e9 as usd_bn_max,
    basis,
    modality,
    evidence,
    coalesce(source_id, publisher_id, title) as says,
    sentence
from mart_valuation_timeline
where subject_id = 'anthropic'
    and not negated
order by modality <> 'actual', held_from desc, claim_id
