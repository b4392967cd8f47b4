-- Where claims about one fact cannot all be right, where a difference has a harmless reason, and which value to prefer.
--
-- Grain: as `mart_fact`: a fact, one basis of it and one cluster of values that agree. Never pairs of claims.
-- Units: `value_*`, `rival_*` in `compared_in`: US dollars where a rate is known, else the claim's currency; `stated_*`
--   in `currency`, `rival_stated_*` in `rival_currency`, as the earliest claim has them.
-- Question: who disagrees about what, and is it a contradiction, or another date, basis, rounding, a rumour?
--
-- verdict: `inconsistent` where another cluster contradicts it; else `rounding` where it joins values that differ; else
--   `consistent`. duplicates: the same as XBRL has it: `single` claim, `complete` (all equal), `consistent` (equal
--   within rounding, hedge or range), `inconsistent`.
-- reason: for inconsistent ones `rumor` where unnamed sources alone make the difference, else `value`; for the
--   others why they differ from their neighbours: `date`, `basis`; null where there is no neighbour.
-- `period_*` is the period of a flow (`flow_period`), null for what holds at a time and where none is told.
-- What contradicts what, `is_preferred`, `preferred_why` and `rival_*` are as `mart_difference` has them. Rows are in
-- no order.
with facts as (
    select * from mart_fact
),

differences as (
    select * from mart_difference
)

select
    facts.cluster_id,
    facts.fact_id,
    facts.subject_id,
    facts.metric,
    facts.counterparty_id,
    facts.price_per,
    facts.basis,
    facts.compared_in,
    facts.cluster_no,
    facts.value_min,
    facts.value_max,
    facts.stated_min,
    facts.stated_max,
    facts.currency,
    facts.held_from,
    facts.held_to,
    facts.period_from,
    facts.period_to,
    case
        when differences.reason in ('rumor', 'value') then 'inconsistent'
        when facts.agrees_by is not null then 'rounding'
        else 'consistent'
    end as verdict,
    case
        when verdict = 'inconsistent' then 'inconsistent'
        when facts.claim_count = 1 then 'single'
        when verdict = 'rounding' then 'consistent'
        else 'complete'
    end as duplicates,
    differences.reason,
    facts.agrees_by,
    coalesce(differences.is_preferred, false) as is_preferred,
    differences.preferred_why,
    differences.rival_min,
    differences.rival_max,
    differences.rival_stated_min,
    differences.rival_stated_max,
    differences.rival_currency,
    facts.source_count,
    facts.claim_count,
    len(facts.article_ids) as article_count,
    facts.claim_ids,
    facts.sentence,
    differences.rival_sentence,
    if(differences.rival_sentence is null, [facts.sentence], [facts.sentence, rival_sentence]) as sentences
from facts
left join differences using (cluster_id)
