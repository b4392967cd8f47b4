-- How does what a company spends in a year stand to its last round?
-- Grain: an article, a company and a value of its yearly spending in it; left out where no round of it is known.
-- Units: billions of US dollars; `times_*` is spending over round.
--
-- The last round is the latest raised that any article tells of; `article_round_*` is the latest in the same article,
-- which may be an older one.
with claims as (
    select article_id, claim_id, metric, modality, per, as_of_end, usd_min, usd_max, unnest(subject_ids) as subject_id
    from fact_claim
    where metric in ('spending', 'funding') and not negated and usd_min > 0
),

last_rounds as (
    select company_id as subject_id, series, held_from, amount_min as usd_min, amount_max as usd_max
    from mart_funding_round
    where status = 'raised' and compared_in = 'USD' and amount_min > 0
    qualify row_number() over (
        partition by company_id order by held_from desc nulls last, amount_max desc, series nulls last, round_no
    ) = 1
),

article_rounds as (
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
    last_rounds.usd_min / 1e9 as round_bn_min,
    last_rounds.usd_max / 1e9 as round_bn_max,
    last_rounds.series,
    last_rounds.held_from as round_from,
    round(claims.usd_min::double / last_rounds.usd_max::double, 2) as times_min,
    round(claims.usd_max::double / last_rounds.usd_min::double, 2) as times_max,
    article_rounds.usd_min / 1e9 as article_round_bn_min,
    article_rounds.usd_max / 1e9 as article_round_bn_max,
    coalesce(articles.title, articles.path) as article
from claims
join last_rounds using (subject_id)
left join article_rounds using (article_id, subject_id)
join dim_article as articles using (article_id)
where claims.metric = 'spending'
    and claims.per = 'year'
group by all
order by claims.subject_id, article, spending_bn_min, spending_bn_max
