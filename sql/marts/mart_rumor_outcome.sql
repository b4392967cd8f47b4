-- What became of rumours.
--
-- Grain: a rumour: a subject, a metric, its basis where that is another thing (a bid a share, a stake's worth, what the
--   market has a company at) and a value that unnamed sources give; however often it is repeated.
-- Units: `rumor_*`, `actual_*` in `compared_in`: US dollars where a rate is known, else the claim's currency; `days_*`
--   days between print and print; `gap_pct` percent of the rumour, from middle to middle.
-- Question: which rumours became actual, how soon, and how far off were they?
--
-- The outcome is the first actual value, not from unnamed sources, in print on or after the rumour's first day,
-- which tells of the half year before it: "was valued at $60bn in 2019" is no answer to a rumour of today. Nothing in an
-- article that holds the rumour is one. What is paid for a company answers what a bid (told of with a
-- bidder, or in such words) would value it at. The price of a
-- share is no rumour: it is quoted every day.
-- outcome: `confirmed` where the two are at most 5% apart; else `denied` where an article, the rumour's own or a later one,
--   denies a value at most 5% from it; else `off` where there is an actual value, `open` where there is none.
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
        claims.metric = 'valuation'
            and (
                claims.counterparty_id is not null
                or regexp_matches(claims.sentence, '(?i)\b(?:bids?|bidders?|offers?|take-?overs?|buy-?outs?|acquire|acquisition)\b')
            ) as is_bid,
        if(claims.basis = 'market_cap', claims.basis, basis_key(claims.basis)) as basis_key,
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
        and (claims.metric <> 'price' or claims.basis is distinct from 'per_share')
),

rumors as (
    select
        subject_id,
        metric,
        if(bool_or(is_bid), 'bid', metric) as asked,
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
    group by subject_id, metric, basis_key, compared_in, value_min, value_max
),

-- Where each rumour stands.
tellers as (
    select distinct rumors.rumor_claim_id, rumors.subject_id, rumors.asked, rumors.basis_key, rumors.compared_in, article_id
    from stated
    join rumors
        on rumors.subject_id = stated.subject_id
        and rumors.metric = stated.metric
        and rumors.basis_key = stated.basis_key
        and rumors.compared_in = stated.compared_in
        and rumors.rumor_min = stated.value_min
        and rumors.rumor_max = stated.value_max
    where stated.is_rumor
),

-- What is so or denied of what was ever rumoured, which is little.
answering as materialized (
    select answers.*, articles.published_from, articles.published_to
    from (
        select *, metric as asked, false as is_other_metric from stated where negated or is_actual
        union all
        select *, 'bid' as asked, metric <> 'valuation' as is_other_metric
        from stated
        where metric = 'valuation' and (negated or is_actual)
            or metric = 'acquisition' and is_actual
    ) as answers
    join articles using (article_id)
    semi join rumors using (subject_id, asked, basis_key, compared_in)
    where articles.published_from is not null
        and (answers.negated or coalesce(answers.as_of_end >= articles.published_from - interval 6 months, true))
),

-- Few articles hold a rumour and an answer of the same kind: theirs are looked at one by one.
mingled as (
    select distinct subject_id, asked, basis_key, compared_in, article_id
    from answering
    semi join tellers using (subject_id, asked, basis_key, compared_in, article_id)
    where is_actual
),

actuals as (
    select
        subject_id,
        asked,
        basis_key,
        compared_in,
        published_from,
        arg_min(
            {'id': claim_id, 'low': value_min, 'high': value_max, 'until': published_to, 'sentence': sentence},
            (is_other_metric, claim_id)
        ) as actual
    from answering
    anti join mingled using (subject_id, asked, basis_key, compared_in, article_id)
    where is_actual
    group by all
),

-- Those of them that answer a rumour that only others hold.
actuals_beside as (
    select
        rumors.rumor_claim_id,
        rumors.subject_id,
        min(answering.published_from) as published_from,
        arg_min(
            {
                'id': answering.claim_id,
                'low': answering.value_min,
                'high': answering.value_max,
                'until': answering.published_to,
                'sentence': answering.sentence
            },
            (answering.published_from, answering.is_other_metric, answering.claim_id)
        ) as actual
    from rumors
    join answering using (subject_id, asked, basis_key, compared_in)
    semi join mingled
        on mingled.subject_id = answering.subject_id
        and mingled.asked = answering.asked
        and mingled.basis_key = answering.basis_key
        and mingled.compared_in = answering.compared_in
        and mingled.article_id = answering.article_id
    anti join tellers
        on tellers.rumor_claim_id = rumors.rumor_claim_id
        and tellers.subject_id = rumors.subject_id
        and tellers.article_id = answering.article_id
    where answering.is_actual
        and answering.published_from >= rumors.rumored_from
    group by rumors.rumor_claim_id, rumors.subject_id
),

denials as (
    select
        rumors.rumor_claim_id,
        rumors.subject_id,
        arg_min(answering.claim_id, (answering.published_from, answering.claim_id)) as denial_claim_id
    from rumors
    join answering using (subject_id, asked, basis_key, compared_in)
    where answering.negated
        and answering.published_from >= rumors.rumored_from
        and answering.value_min::double <= 1.05 * rumors.rumor_max::double
        and answering.value_max::double >= 0.95 * rumors.rumor_min::double
    group by rumors.rumor_claim_id, rumors.subject_id
),

followed as (
    select rumors.*, actuals.published_from as actual_published_from, actuals.actual
    from rumors
    asof left join actuals
        on actuals.subject_id = rumors.subject_id
        and actuals.asked = rumors.asked
        and actuals.basis_key = rumors.basis_key
        and actuals.compared_in = rumors.compared_in
        and actuals.published_from >= rumors.rumored_from
),

answered as (
    select
        followed.* exclude (actual, actual_published_from),
        denials.denial_claim_id,
        coalesce(actuals_beside.published_from < followed.actual_published_from, followed.actual is null) as is_beside,
        if(is_beside, actuals_beside.actual, followed.actual) as actual,
        if(is_beside, actuals_beside.published_from, followed.actual_published_from) as actual_published_from
    from followed
    left join actuals_beside using (rumor_claim_id, subject_id)
    left join denials using (rumor_claim_id, subject_id)
),

judged as (
    select
        *,
        case
            when actual.low::double <= 1.05 * rumor_max::double and actual.high::double >= 0.95 * rumor_min::double
                then 'confirmed'
            when denial_claim_id is not null then 'denied'
            when actual is not null then 'off'
            else 'open'
        end as outcome,
        if(outcome in ('confirmed', 'off'), actual, null) as told
    from answered
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
    told.low as actual_min,
    told.high as actual_max,
    outcome,
    if(told is null, null, greatest(actual_published_from - rumored_to, 0)) as days_min,
    if(told is null, null, greatest(told.until - rumored_from, 0)) as days_max,
    round(
        100 * ((told.low + told.high)::double / nullif((rumor_min + rumor_max)::double, 0) - 1), 1
    ) as gap_pct,
    claim_count,
    article_count,
    rumor_claim_id,
    told.id as actual_claim_id,
    denial_claim_id,
    rumor_sentence,
    told.sentence as actual_sentence
from judged
order by subject_id, metric, basis, compared_in, rumored_from, rumor_min, rumor_max
