-- What was aimed at, and what came of it.
--
-- Grain: a target: a subject, a metric, its basis where that is another thing (a share's price, a stake's worth), a
--   stated value and the time that it is meant for; however often it is repeated.
-- Units: `target_*`, `actual_*` in `compared_in`: US dollars where a rate is known, else the claim's currency;
--   `gap_pct` is percent of the target, from middle to middle.
-- Question: what was sought, and how much was achieved?
--
-- The outcome of a target for a period (`flow_period`) is what is told of that very period, or of the year in the last
-- month of which a target is due; profit of another kind (`profit_kind`) is none. Of any other it is the first actual
-- value that holds on or after the target's first day in print and within the time that it is meant for, of a flow that
-- of a whole year at least; in articles without a date it has none, for nothing is known to come after it.
-- outcome: `exceeded`, `met`, `short` by the target's bounds ("over $1bn" is met by $2bn); `denied` where there is none
--   but an article since then denies a value within 5% of it; `stale` where its time was over when it was told; else `open`.
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
        flow_period(claims.metric, claims.basis, claims.as_of_start, claims.as_of_end) as period,
        profit_kind(claims.metric, claims.sentence) as kind,
        claims.modality,
        claims.negated,
        claims.as_of_start,
        claims.as_of_end,
        claims.sentence
    from claims
    where claims.metric <> 'other'
        and (claims.negated or claims.modality in ('targeted', 'actual'))
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
        max(period) as period,
        case when min(kind) = max(kind) then min(kind) end as kind,
        bool_and(is_open_below) as is_open_below,
        bool_and(is_open_above) as is_open_above,
        min(articles.published_from) as stated_from,
        count(*) as claim_count,
        count(distinct article_id) as article_count,
        arg_min(claim_id, (len(claim_id), claim_id)) as target_claim_id,
        min_by(sentence, (len(claim_id), claim_id)) as target_sentence
    from values_stated
    join articles using (article_id)
    where modality = 'targeted' and not negated
    group by all
),

awaited as (
    select
        *,
        case when stated_from is not null then greatest(stated_from, due_from) end as wanted_from
    from targets
),

-- Few of what is so was ever aimed at.
answers as materialized (
    select values_stated.*, articles.published_from
    from values_stated
    semi join targets using (subject_id, metric, basis_key, compared_in)
    join articles using (article_id)
    where negated or modality = 'actual'
),

results as (
    select
        subject_id,
        metric,
        basis_key,
        compared_in,
        period,
        kind,
        arg_min(
            {'id': claim_id, 'low': value_min, 'high': value_max, 'sentence': sentence},
            (published_from is null, published_from, claim_id)
        ) as result
    from answers
    where not negated and period is not null
    group by all
),

-- A subject has few periods.
of_the_period as (
    select
        awaited.target_claim_id,
        awaited.subject_id,
        arg_min(
            {'first_day': results.period.first, 'result': results.result},
            (results.period <> awaited.period, results.kind is null, results.result.id)
        ) as answer
    from awaited
    join results using (subject_id, metric, basis_key, compared_in)
    where coalesce(results.kind = awaited.kind, true)
        and (
            results.period = awaited.period
            or (
                awaited.period.last - awaited.period.first <= 31
                and results.period.last - results.period.first >= 360
                and results.period.last = awaited.period.last
            )
        )
    group by awaited.target_claim_id, awaited.subject_id
),

denials as (
    select distinct awaited.target_claim_id, awaited.subject_id
    from awaited
    join answers using (subject_id, metric, basis_key, compared_in)
    where answers.negated
        and answers.published_from >= awaited.stated_from
        and answers.value_min::double <= 1.05 * awaited.target_max::double
        and answers.value_max::double >= 0.95 * awaited.target_min::double
),

outcomes as (
    select
        subject_id,
        metric,
        basis_key,
        compared_in,
        if(period is null, coalesce(as_of_start, published_from), period.last) as held_from,
        min(claim_id) as actual_claim_id,
        min_by(value_min, claim_id) as actual_min,
        min_by(value_max, claim_id) as actual_max,
        min_by(sentence, claim_id) as actual_sentence
    from answers
    where not negated
        and held_from is not null
        and coalesce(period.last - period.first >= 360, true)
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

answered as (
    select
        followed.* exclude (held_from, actual_claim_id, actual_min, actual_max, actual_sentence),
        denials.target_claim_id is not null as is_denied,
        case
            when period is not null then of_the_period.answer
            when held_from <= coalesce(due_to, held_from) then {
                'first_day': held_from,
                'result': {'id': actual_claim_id, 'low': actual_min, 'high': actual_max, 'sentence': actual_sentence}
            }
        end as found
    from followed
    left join of_the_period using (target_claim_id, subject_id)
    left join denials using (target_claim_id, subject_id)
),

judged as (
    select
        *,
        found.first_day as actual_from,
        found.result.id as actual_claim_id,
        found.result.low as actual_min,
        found.result.high as actual_max,
        found.result.sentence as actual_sentence
    from answered
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
        when actual_claim_id is null and is_denied then 'denied'
        when actual_claim_id is null and due_to < stated_from then 'stale'
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
from judged
order by subject_id, metric, basis, compared_in, stated_from, target_min, target_max, due_from, due_to
