-- Which forecasts are due, and which were stale when they were printed?
-- Grain: a claim or event about the time to come, and a subject.
-- Units: `amount_min`, `amount_max` in `compared_in`, as words: from trillions to a token's price; none for events.
select
    status,
    due_from,
    due_to,
    published_from,
    kind,
    subject_id,
    what,
    modality,
    amount_in_words(value_min) as amount_min,
    amount_in_words(value_max) as amount_max,
    compared_in,
    sentence
from mart_forecast_due
order by list_position(['stale', 'due', 'missed', 'fulfilled', 'pending'], status), due_to, kind, id, subject_id
