-- What changed in the last run, what was dropped, and why?
-- Grain: what happened (came, went, was refused) in a table, and for what is refused the rule that it broke. Units: rows.
with last_run as (
    select max(recorded_at) as moment
    from (
        select recorded_at from history_claim
        union all
        select superseded_at from history_claim
        union all
        select recorded_at from quarantine
    )
),

changes as (
    select 'came' as happened, 'claim' as what, null as rule, recorded_at as moment, sentence as example from history_claim
    union all
    select 'went', 'claim', null, superseded_at, sentence from history_claim where superseded_at is not null
    union all
    select 'came', 'article', null, recorded_at, path from history_article
    union all
    select 'went', 'article', null, superseded_at, path from history_article where superseded_at is not null
    union all
    select 'refused', stage, rule, recorded_at, reason from quarantine
)

select
    changes.happened,
    changes.what,
    changes.rule,
    count(*) as row_count,
    min(changes.example) as example
from changes
join last_run on changes.moment = last_run.moment
group by changes.happened, changes.what, changes.rule
order by changes.happened, changes.what, changes.rule
