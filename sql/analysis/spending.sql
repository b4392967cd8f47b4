-- Who spends how much, in a year or on one thing, side by side?
-- Grain: a spending claim and one of its subjects. Units: billions of US dollars, for one `per` where there is one.
select
    parties.entity_id as subject_id,
    claims.usd_min / 1e9 as usd_bn_min,
    claims.usd_max / 1e9 as usd_bn_max,
    claims.amount_high is null as is_at_least,
    claims.per,
    claims.modality,
    coalesce(claims.source_id, articles.publisher_id, articles.title, articles.path) as says,
    claims.sentence
from fact_claim as claims
join bridge_claim_party as parties on parties.claim_id = claims.claim_id and parties.role = 'subject'
join dim_article as articles using (article_id)
where claims.metric = 'spending'
    and not claims.negated
order by subject_id, usd_bn_min desc, claims.claim_id
