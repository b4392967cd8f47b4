-- Funding rounds, by series, lead and investors.
--
-- Grain: a round: a company, raised or planned, an amount to two digits, a series where it is told, and a time:
--   reports more than half a year apart are of two rounds.
-- Units: `amount_*`, `valuation_*` in `compared_in`: US dollars where a rate is known, else the claim's currency.
-- Question: which rounds were raised and are sought, how large, at which valuation, led by whom?
--
-- The series is in the words of the claim's sentence; a report that names none is of the round whose amount it gives,
-- the later series where there are two. The lead is the first investor that the earliest report with any names.
-- What a company raised in all is no round. The valuation is one that stands in a sentence with the amount. Undated
-- reports join the latest round they fit.
with claims as not materialized (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

reports as (
    select
        claims.claim_id,
        claims.article_id,
        unnest(claims.subject_ids) as company_id,
        if(claims.modality in ('actual', 'estimated'), 'raised', 'planned') as status,
        compared_in(claims.usd_min, claims.currency) as compared_in,
        compared_amount(claims.usd_min, claims.amount_min) as amount_min,
        compared_amount(claims.usd_max, claims.amount_max) as amount_max,
        (amount_min + amount_max)::double / 2 as middle,
        if(middle = 0, 0, round(middle, 1 - floor(log10(abs(middle)))::integer)) as amount_key,
        coalesce(
            'Series ' || nullif(upper(regexp_extract(claims.sentence, '(?i)\bseries[\s\pZ-]([a-k](?:-?[0-9])?)\b', 1)), ''),
            nullif(lower(regexp_extract(claims.sentence, '(?i)\b((?:pre-)?seed|pre-ipo)\b', 1)), '')
        ) as series_told,
        claims.counterparty_id,
        claims.counterparty_ids,
        claims.evidence = 'unnamed' as is_rumor,
        coalesce(claims.as_of_start, articles.published_from) as held_from,
        coalesce(claims.as_of_end, articles.published_to) as held_to,
        claims.sentence
    from claims
    join articles using (article_id)
    where claims.metric = 'funding'
        and claims.rule_id <> 'funding.total'
        and not claims.negated
),

named as (
    select
        *,
        coalesce(
            series_told,
            max(series_told) over (partition by company_id, status, compared_in, amount_key),
            ''
        ) as series_key
    from reports
),

spaced as (
    select
        *,
        coalesce(held_from - lag(held_from) over in_time > 183, false) as is_later
    from named
    window in_time as (
        partition by company_id, status, compared_in, amount_key, series_key order by held_from nulls last, claim_id
    )
),

numbered as (
    select
        *,
        count(*) filter (is_later) over (
            partition by company_id, status, compared_in, amount_key, series_key
            order by held_from nulls last, claim_id
            rows between unbounded preceding and current row
        ) as round_no
    from spaced
),

valuations as (
    select
        article_id,
        sentence,
        unnest(subject_ids) as company_id,
        compared_amount(usd_min, amount_min) as value_min,
        compared_amount(usd_max, amount_max) as value_max
    from claims
    semi join reports using (article_id, sentence)
    where metric = 'valuation'
        and not negated
),

worth as (
    select
        article_id,
        sentence,
        company_id,
        min(value_min) as valuation_min,
        max(value_max) as valuation_max
    from valuations
    group by all
),

backed as (
    select
        company_id,
        status,
        compared_in,
        amount_key,
        series_key,
        round_no,
        unnest(counterparty_ids) as investor_id
    from numbered
),

investors as (
    select
        company_id,
        status,
        compared_in,
        amount_key,
        series_key,
        round_no,
        list_sort(list(distinct investor_id)) as investor_ids
    from backed
    group by all
),

rounds as (
    select
        numbered.company_id,
        numbered.status,
        numbered.compared_in,
        numbered.amount_key,
        numbered.series_key,
        numbered.round_no,
        min(numbered.amount_min) as amount_min,
        max(numbered.amount_max) as amount_max,
        min(worth.valuation_min) as valuation_min,
        max(worth.valuation_max) as valuation_max,
        first(
            numbered.counterparty_id order by numbered.held_from nulls last, numbered.claim_id
        ) filter (numbered.counterparty_id is not null) as lead_id,
        min(numbered.held_from) as held_from,
        min(numbered.held_to) as held_to,
        bool_and(numbered.is_rumor) as is_rumor,
        count(distinct numbered.claim_id) as claim_count,
        count(distinct numbered.article_id) as article_count,
        list_sort(list(distinct numbered.claim_id)) as claim_ids,
        min_by(numbered.sentence, numbered.claim_id) as sentence
    from numbered
    left join worth using (article_id, sentence, company_id)
    group by all
)

select
    rounds.company_id,
    rounds.status,
    nullif(rounds.series_key, '') as series,
    rounds.compared_in,
    rounds.amount_key,
    rounds.round_no,
    rounds.amount_min,
    rounds.amount_max,
    rounds.valuation_min,
    rounds.valuation_max,
    rounds.lead_id,
    coalesce(investors.investor_ids, []) as investor_ids,
    rounds.held_from,
    rounds.held_to,
    rounds.is_rumor,
    rounds.claim_count,
    rounds.article_count,
    rounds.claim_ids,
    rounds.sentence
from rounds
left join investors using (company_id, status, compared_in, amount_key, series_key, round_no)
order by rounds.company_id, rounds.held_from nulls last, rounds.status, rounds.amount_key, series, rounds.round_no
