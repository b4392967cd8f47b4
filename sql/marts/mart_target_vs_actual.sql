-- What was aimed at, and what came of it.
--
-- Grain: a target: a subject, a metric, its basis where that is another thing (a share's price, a stake's worth), a
--   stated value and the time that it is meant for; however often it is repeated.
-- Units: `target_*`, `actual_*` in `compared_in`: US dollars where a rate is known, else the claim's currency;
--   `gap_pct` is percent of the target, from middle to middle.
-- Question: what was sought, and how much was achieved?
--
-- The outcome is the first actual value that holds on or after the target's first day in print and within the time
-- that it is meant for. A target in articles without a date has none, for nothing is known to come after it.
-- outcome: `exceeded`, `met`, `short` by the target's bounds ("over $1bn" is met by $2bn); `open` where there is none.
with claims as not materialized (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

values_stated as not materialized (
    select
        claims.claim_id,
        claims.article_id,
        unnest(claims.subject_ids) as subject_id,
        claims.metric,
        basis_key(claims.basis) as basis_key,
        compared_in(claims.usd_min, claims.currency) as compared_in,
        compared_amount(claims.usd_min, claims.amount_min) as value_min,
        compared_amount(claims.usd_max, claims.amount_max) as value_max,
        claims.amount_low is null as is_open_below,
        claims.amount_high is null as is_open_above,
        claims.modality,
        claims.as_of_start,
        claims.as_of_end,
        claims.sentence
    from claims
    where not claims.negated
        and claims.metric <> 'other'
        and claims.modality in ('targeted', 'actual')
),

targets as (
    select
        subject_id,
        metric,
        basis_key,
        compared_in,
        value_min as target_min,
        value_max as target_max,
        as_of_start as due_from,
        as_of_end as due_to,
        bool_and(is_open_below) as is_open_below,
        bool_and(is_open_above) as is_open_above,
        min(articles.published_from) as stated_from,
        count(*) as claim_count,
        count(distinct article_id) as article_count,
        arg_min(claim_id, (len(claim_id), claim_id)) as target_claim_id,
        min_by(sentence, (len(claim_id), claim_id)) as target_sentence
    from values_stated
    join articles using (article_id)
    where modality = 'targeted'
    group by all
),

awaited as (
    select
        *,
        case when stated_from is not null then greatest(stated_from, due_from) end as wanted_from
    from targets
),

-- Few of what is so was ever aimed at.
actuals as materialized (
    select *
    from values_stated
    semi join targets using (subject_id, metric, basis_key, compared_in)
    where modality = 'actual'
),

outcomes as (
    select
        subject_id,
        metric,
        basis_key,
        compared_in,
        coalesce(as_of_start, published_from) as held_from,
        min(claim_id) as actual_claim_id,
        min_by(value_min, claim_id) as actual_min,
        min_by(value_max, claim_id) as actual_max,
        min_by(sentence, claim_id) as actual_sentence
    from actuals
    join articles using (article_id)
    where held_from is not null
    group by all
),

followed as (
    select
        awaited.*,
        outcomes.* exclude (subject_id, metric, basis_key, compared_in)
    from awaited
    asof left join outcomes
        on outcomes.subject_id = awaited.subject_id
        and outcomes.metric = awaited.metric
        and outcomes.basis_key = awaited.basis_key
        and outcomes.compared_in = awaited.compared_in
        and outcomes.held_from >= awaited.wanted_from
),

in_time as (
    select
        * exclude (held_from, actual_claim_id, actual_min, actual_max, actual_sentence),
        coalesce(held_from <= due_to, true) as is_in_time,
        if(is_in_time, held_from, null) as actual_from,
        if(is_in_time, actual_claim_id, null) as actual_claim_id,
        if(is_in_time, actual_min, null) as actual_min,
        if(is_in_time, actual_max, null) as actual_max,
        if(is_in_time, actual_sentence, null) as actual_sentence
    from followed
)

select
    subject_id,
    metric,
    nullif(basis_key, '') as basis,
    compared_in,
    target_min,
    target_max,
    due_from,
    due_to,
    stated_from,
    actual_min,
    actual_max,
    actual_from,
    case
        when actual_claim_id is null then 'open'
        when not is_open_above and actual_min > target_max then 'exceeded'
        when not is_open_below and actual_max < target_min then 'short'
        else 'met'
    end as outcome,
    round(
        100 * ((actual_min + actual_max)::double / nullif((target_min + target_max)::double, 0) - 1), 1
    ) as gap_pct,
    claim_count,
    article_count,
    target_claim_id,
    actual_claim_id,
    target_sentence,
    actual_sentence
from in_time
order by subject_id, metric, basis, compared_in, stated_from, target_min, target_max, due_from, due_to
