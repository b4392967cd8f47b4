-- Which forecasts are due, and which were stale when they were printed?
-- Grain: a claim or event about the time to come, and a subject. Units: billions of `compared_in`; none for events.
select
    status,
    due_from,
    due_to,
    published_from,
    kind,
    subject_id,
    what,
    modality,
    value_min / 1e9 as bn_min,
    value_max / 1e9 as bn_max,
    compared_in,
    sentence
from mart_forecast_due
order by list_position(['stale', 'due', 'fulfilled', 'pending'], status), due_to, id, subject_id
