-- How does what a company spends in a year stand to its latest round in the same article?
-- Grain: an article, a company with both in it and a value of its yearly spending. Units: billions of US dollars; `times`
--   is spending over round.
with claims as (
    select article_id, claim_id, metric, modality, per, as_of_end, usd_min, usd_max, unnest(subject_ids) as subject_id
    from fact_claim
    where metric in ('spending', 'funding') and not negated and usd_min > 0
),

rounds as (
    select article_id, subject_id, usd_min, usd_max
    from claims
    where metric = 'funding' and modality = 'actual'
    qualify row_number() over (
        partition by article_id, subject_id order by as_of_end desc nulls first, usd_max desc, claim_id
    ) = 1
)

select
    claims.subject_id,
    claims.usd_min / 1e9 as spending_bn_min,
    claims.usd_max / 1e9 as spending_bn_max,
    list_sort(list(distinct claims.modality)) as modalities,
    rounds.usd_min / 1e9 as round_bn_min,
    rounds.usd_max / 1e9 as round_bn_max,
    round(claims.usd_min::double / rounds.usd_max::double, 2) as times_min,
    round(claims.usd_max::double / rounds.usd_min::double, 2) as times_max,
    claims.article_id
from claims
join rounds using (article_id, subject_id)
where claims.metric = 'spending'
    and claims.per = 'year'
group by all
order by claims.subject_id, claims.article_id, spending_bn_min
