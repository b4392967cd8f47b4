-- What became of rumours.
--
-- Grain: a rumour: a subject, a metric, its basis where that is another thing (a share's price, a stake's worth) and a
--   value that unnamed sources give; however often it is repeated.
-- Units: `rumor_*`, `actual_*` in `compared_in`: US dollars where a rate is known, else the claim's currency; `days_*`
--   days between print and print; `gap_pct` percent of the rumour, from middle to middle.
-- Question: which rumours became actual, how soon, and how far off were they?
--
-- The outcome is the first actual value, not from unnamed sources, in print on or after the rumour's first day,
-- which tells of the half year before it: "was valued at $60bn in 2019" is no answer to a rumour of today.
-- outcome: `confirmed` where the two are at most 5% apart, else `off`; `denied` where nothing of the kind was in
--   print but an article denies a value; `open` where there is neither.
with claims as not materialized (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

stated as not materialized (
    select
        claims.claim_id,
        claims.article_id,
        unnest(claims.subject_ids) as subject_id,
        claims.metric,
        basis_key(claims.basis) as basis_key,
        compared_in(claims.usd_min, claims.currency) as compared_in,
        compared_amount(claims.usd_min, claims.amount_min) as value_min,
        compared_amount(claims.usd_max, claims.amount_max) as value_max,
        claims.evidence = 'unnamed' and not claims.negated as is_rumor,
        claims.modality = 'actual' and claims.evidence <> 'unnamed' and not claims.negated as is_actual,
        claims.negated,
        claims.as_of_end,
        claims.sentence
    from claims
    where claims.metric <> 'other'
),

rumors as (
    select
        subject_id,
        metric,
        basis_key,
        compared_in,
        value_min as rumor_min,
        value_max as rumor_max,
        min(articles.published_from) as rumored_from,
        min(articles.published_to) as rumored_to,
        count(*) as claim_count,
        count(distinct article_id) as article_count,
        min(claim_id) as rumor_claim_id,
        min_by(sentence, claim_id) as rumor_sentence
    from stated
    join articles using (article_id)
    where is_rumor
    group by all
),

-- Few of what is so was ever rumoured.
answering as materialized (
    select *
    from stated
    semi join rumors using (subject_id, metric, basis_key, compared_in)
    where negated or is_actual
),

answers as (
    select
        subject_id,
        metric,
        basis_key,
        compared_in,
        negated,
        published_from,
        min(claim_id) as claim_id,
        min_by(published_to, claim_id) as published_to,
        min_by(value_min, claim_id) as value_min,
        min_by(value_max, claim_id) as value_max,
        min_by(sentence, claim_id) as sentence
    from answering
    join articles using (article_id)
    where published_from is not null
        and (negated or coalesce(as_of_end >= published_from - interval 6 months, true))
    group by all
),

actuals as (
    select * from answers where not negated
),

denials as (
    select * from answers where negated
),

answered as (
    select
        rumors.*,
        actuals.claim_id as actual_claim_id,
        actuals.value_min as actual_min,
        actuals.value_max as actual_max,
        actuals.published_from as actual_published_from,
        actuals.published_to as actual_published_to,
        actuals.sentence as actual_sentence
    from rumors
    asof left join actuals
        on actuals.subject_id = rumors.subject_id
        and actuals.metric = rumors.metric
        and actuals.basis_key = rumors.basis_key
        and actuals.compared_in = rumors.compared_in
        and actuals.published_from >= rumors.rumored_from
),

denied as (
    select
        answered.*,
        denials.claim_id as denial_claim_id
    from answered
    asof left join denials
        on denials.subject_id = answered.subject_id
        and denials.metric = answered.metric
        and denials.basis_key = answered.basis_key
        and denials.compared_in = answered.compared_in
        and denials.published_from >= answered.rumored_from
)

select
    subject_id,
    metric,
    nullif(basis_key, '') as basis,
    compared_in,
    rumor_min,
    rumor_max,
    rumored_from,
    rumored_to,
    actual_min,
    actual_max,
    case
        when actual_min::double <= 1.05 * rumor_max::double and actual_max::double >= 0.95 * rumor_min::double
            then 'confirmed'
        when actual_claim_id is not null then 'off'
        when denial_claim_id is not null then 'denied'
        else 'open'
    end as outcome,
    if(actual_claim_id is null, null, greatest(actual_published_from - rumored_to, 0)) as days_min,
    if(actual_claim_id is null, null, greatest(actual_published_to - rumored_from, 0)) as days_max,
    round(
        100 * ((actual_min + actual_max)::double / nullif((rumor_min + rumor_max)::double, 0) - 1), 1
    ) as gap_pct,
    claim_count,
    article_count,
    rumor_claim_id,
    actual_claim_id,
    denial_claim_id,
    rumor_sentence,
    actual_sentence
from denied
order by subject_id, metric, basis, compared_in, rumored_from, rumor_min, rumor_max
