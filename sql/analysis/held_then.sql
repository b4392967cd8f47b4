-- What did we hold on date X, here the day after the ledger's first run? Every mart has the same: `mart_conflict_as_of(…)`.
-- Grain: a claim held then. Units: `amount_*` in `currency`, as words: from trillions to a token's price.
select
    subject_id,
    metric,
    amount_in_words(amount_min) as amount_min,
    amount_in_words(amount_max) as amount_max,
    currency,
    modality,
    recorded_at,
    sentence
from claims_as_of((select min(recorded_at) + interval 1 day from history_claim)) as held
order by held.subject_id, held.metric, held.amount_min, held.claim_id
