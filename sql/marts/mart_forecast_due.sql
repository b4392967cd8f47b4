-- Forecasts and announced events with the time that they are for.
--
-- Grain: a claim or an event about the time to come, and one of its subjects (null where it has none).
-- Units: `value_min`, `value_max` in `compared_in`; null for events. Days.
-- Question: which forecasts are due, which were stale when printed, and which came true?
--
-- `ledger_date` is the latest day on which an article in the ledger is known to have appeared: what is due is due by then.
-- status: `stale` where the time was over when the article appeared; `fulfilled` where something of the kind is
--   reported as actual for that time; `due` where that time is over by `ledger_date`; else `pending`.
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
        compared_in(usd_min, currency) as compared_in,
        compared_amount(usd_min, amount_min) as value_min,
        compared_amount(usd_max, amount_max) as value_max,
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
        null as compared_in,
        null as value_min,
        null as value_max,
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

facts as (
    select
        kind,
        subject_id,
        what,
        coalesce(compared_in, '') as unit,
        due_from as held_from,
        min(id) as outcome_id,
        min_by(value_min, id) as outcome_min,
        min_by(value_max, id) as outcome_max
    from said
    semi join forecasts using (kind, subject_id, what)
    where modality = 'actual'
    group by all
),

latest as (
    select max(published_from) as ledger_date from articles
),

followed as (
    select
        forecasts.*,
        latest.ledger_date,
        facts.held_from <= forecasts.due_to as is_fulfilled,
        facts.outcome_id,
        facts.outcome_min,
        facts.outcome_max
    from forecasts
    cross join latest
    asof left join facts
        on facts.kind = forecasts.kind
        and facts.subject_id = forecasts.subject_id
        and facts.what = forecasts.what
        and facts.unit = coalesce(forecasts.compared_in, '')
        and facts.held_from >= forecasts.due_from
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
        when due_to <= ledger_date then 'due'
        else 'pending'
    end as status,
    compared_in,
    value_min,
    value_max,
    if(is_fulfilled, outcome_id, null) as outcome_id,
    if(is_fulfilled, outcome_min, null) as outcome_min,
    if(is_fulfilled, outcome_max, null) as outcome_max,
    sentence
from followed
order by due_to, kind, id, subject_id
