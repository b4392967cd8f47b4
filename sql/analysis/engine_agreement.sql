-- How far does another engine read as our rules do, field by field, and where do the two disagree?
-- Grain: an engine and a field. Units: `agree` is a share, 0 to 1; `disagreements` are sentences, ours first and the
-- engine's value behind it, those first that our rules are surest of.
select
    engine,
    field,
    count(*) as proposals,
    round(avg(agrees::integer), 3) as agree,
    list(
        coalesce(ours, 'none') || ' | ' || coalesce(proposed, 'none') || ' | ' || sentence
        order by confidence desc, proposal_id
    ) filter (not agrees) as disagreements
from mart_engine_agreement
group by engine, field
order by engine, agree, field
