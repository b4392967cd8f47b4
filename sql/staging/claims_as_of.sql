-- The claims that the ledger held at a moment: `claims_as_of(known_at)`.
-- stands for: fact_claim
-- Grain: a claim. Units: as `fact_claim`.
-- Question: what did we hold on that day?
select * exclude (superseded_at)
from history_claim
where recorded_at <= known_at
    and (superseded_at is null or superseded_at > known_at)
