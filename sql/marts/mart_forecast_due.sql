-- Forecasts and announced events with the time that they are for.
--
-- Grain: a claim or an event about the time to come, and one of its subjects (null where it has none).
-- Units: `value_min`, `value_max` in `compared_in`; null for events. Days.
-- Question: which forecasts are due, which were stale when printed, and which came true?
--
-- `ledger_date` is the latest day on which an article in the ledger is known to have appeared: what is due is due by then.
-- status: `stale` where the time was over when the article appeared; `fulfilled` where something of the kind is
--   reported as actual for that time, which for an amount reaches the forecast or falls short of it by 5% at most
--   ("up to" is not to be surpassed); `missed` where what is reported for its period is less; `due` where that time is over
--   by `ledger_date`; else `pending`.
-- A forecast for a period (`flow_period`) is answered by that very period, or by the year that ends with it where it is a
-- month, and by the same kind of profit, or else by what is dated to a day of it and reaches it; any other by what holds
-- within its time and reaches it. `outcome_*` is what answered.
with claims as (
    select * from fact_claim
),

articles as (
    select * from dim_article
),

events as (
    select * from fact_event
),

parties as (
    select event_id, entity_id from bridge_event_party where role = 'subject'
),

said as (
    select
        'claim' as kind,
        claim_id as id,
        article_id,
        unnest(if(len(subject_ids) = 0, [null], subject_ids)) as subject_id,
        metric as what,
        modality,
        as_of_start as due_from,
        as_of_end as due_to,
        flow_period(metric, basis, as_of_start, as_of_end) as period,
        profit_kind(metric, sentence) as kind_of_profit,
        if(basis = 'run_rate', basis, basis_key(basis)) as basis_key,
        compared_in(usd_min, currency) as compared_in,
        compared_amount(usd_min, amount_min) as value_min,
        compared_amount(usd_max, amount_max) as value_max,
        amount_low is null as is_open_below,
        sentence
    from claims
    where not negated and metric <> 'other' and as_of_end is not null
    union all
    select
        'event' as kind,
        events.event_id as id,
        events.article_id,
        parties.entity_id as subject_id,
        events.event_type as what,
        events.modality,
        events.event_start as due_from,
        events.event_end as due_to,
        null as period,
        null as kind_of_profit,
        '' as basis_key,
        null as compared_in,
        null as value_min,
        null as value_max,
        false as is_open_below,
        events.sentence
    from events
    left join parties using (event_id)
    where events.event_end is not null
),

forecasts as (
    select said.*, articles.title, articles.published_from, articles.published_to
    from said
    join articles using (article_id)
    where said.modality not in ('actual', 'estimated')
),

-- Few of what is so was ever forecast. Of a day it is enough to know the least and the most.
facts as (
    select
        kind,
        subject_id,
        what,
        basis_key,
        coalesce(compared_in, '') as unit,
        period,
        kind_of_profit,
        due_from as held_from,
        arg_min({'id': id, 'low': value_min, 'high': value_max}, (value_min, id)) as least,
        arg_max({'id': id, 'low': value_min, 'high': value_max}, (value_max, id)) as most
    from said
    semi join forecasts using (kind, subject_id, what)
    where modality = 'actual'
    group by all
),

latest as (
    select max(published_from) as ledger_date from articles
),

paired as (
    select
        forecasts.id,
        forecasts.subject_id,
        facts.period is not null as is_of_a_period,
        forecasts.is_open_below,
        facts.held_from,
        facts.period is distinct from forecasts.period as is_of_another_period,
        if(forecasts.is_open_below, facts.least, facts.most) as outcome,
        forecasts.value_min::double as value_min,
        forecasts.value_max::double as value_max
    from forecasts
    join facts
        on facts.kind = forecasts.kind
        and facts.subject_id = forecasts.subject_id
        and facts.what = forecasts.what
        and facts.basis_key = forecasts.basis_key
        and facts.unit = coalesce(forecasts.compared_in, '')
        and coalesce(facts.kind_of_profit = forecasts.kind_of_profit, true)
        and case
            when facts.period is null then facts.held_from between forecasts.due_from and forecasts.due_to
            when forecasts.period is null then false
            else facts.period = forecasts.period
                or (
                    forecasts.period.last - forecasts.period.first <= 31
                    and facts.period.last - facts.period.first >= 360
                    and facts.period.last = forecasts.period.last
                )
        end
),

-- Events have no value to be reached.
answers as (
    select
        *,
        coalesce(
            if(
                is_open_below,
                outcome.low::double <= value_max + 0.05 * abs(value_max),
                outcome.high::double >= value_min - 0.05 * abs(value_min)
            ),
            true
        ) as is_reached
    from paired
    where is_of_a_period or is_reached
),

answered as (
    select
        id,
        subject_id,
        arg_min(outcome, (is_of_another_period, not is_reached, held_from, outcome.id)) as outcome,
        arg_min(is_reached, (is_of_another_period, not is_reached, held_from, outcome.id)) as is_fulfilled
    from answers
    group by id, subject_id
),

followed as (
    select forecasts.*, latest.ledger_date, answered.outcome, answered.is_fulfilled
    from forecasts
    cross join latest
    left join answered using (id, subject_id)
)

select
    kind,
    id,
    article_id,
    title,
    subject_id,
    what,
    modality,
    due_from,
    due_to,
    published_from,
    ledger_date,
    case
        when due_to < published_from then 'stale'
        when is_fulfilled then 'fulfilled'
        when not is_fulfilled then 'missed'
        when due_to <= ledger_date then 'due'
        else 'pending'
    end as status,
    compared_in,
    value_min,
    value_max,
    outcome.id as outcome_id,
    outcome.low as outcome_min,
    outcome.high as outcome_max,
    sentence
from followed
order by due_to, kind, id, subject_id
